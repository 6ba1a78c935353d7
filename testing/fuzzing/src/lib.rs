//! What the fuzz targets do with their input: one function for each target, which panics where a
//! property does not hold.
//!
//! cargo-fuzz runs them on inputs that it makes up (`fuzz/fuzz_targets`), with AddressSanitizer and
//! without end. Plain `cargo test` runs them on `fuzz/regressions` and on a few seconds of chance.
//! Most of them need the official libraries, and do nothing where there are none.

mod api;
mod archive;
mod bundle;
mod container;
mod describe;
mod dialect;
mod engines;
mod identity;
mod inspect;
mod labels;
mod metadata;
mod model;
mod options;
mod run;
mod scratch;
mod strings;
mod values;

use litert::{Family, Runtime};

/// A fuzz target.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// Its name: that of the file in `fuzz/fuzz_targets`, and of its folder in `fuzz/regressions`.
    pub name: &'static str,
    /// Its body.
    pub run: fn(&[u8]),
    /// Whether its input is a file of models, so that models are good to begin with.
    pub takes_models: bool,
}

/// All of them.
pub const TARGETS: &[Target] = &[
    Target::new("api", api::run),
    Target::new("bundle", bundle::run),
    Target::new("labels", labels::run),
    Target::new("metadata", metadata::run),
    Target::new("options", options::run),
    Target::new("run", run::run),
    Target::new("strings", strings::run),
    Target::new("values", values::run),
    Target::new("engines", engines::run).with_models(),
    Target::new("inspect", inspect::run).with_models(),
    Target::new("model", model::run).with_models(),
];

impl Target {
    const fn new(name: &'static str, run: fn(&[u8])) -> Self {
        Self {
            name,
            run,
            takes_models: false,
        }
    }

    const fn with_models(mut self) -> Self {
        self.takes_models = true;
        self
    }

    /// The target of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        TARGETS.iter().copied().find(|target| target.name == name)
    }
}

/// The official libraries, if both engines can be had.
fn official() -> Option<Runtime> {
    let runtime = Runtime::shared().ok()?;
    let both = [Family::TfLite, Family::LiteRt];
    both.iter()
        .all(|family| runtime.library(*family).is_ok())
        .then_some(runtime)
}
