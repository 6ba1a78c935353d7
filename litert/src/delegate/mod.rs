//! Delegates: other back-ends that take over parts of a model.
//!
//! A delegate is a plain value. Options of each kind turn into a [`Delegate`] (`Into<Delegate>`),
//! and [`InterpreterBuilder::delegate`](crate::InterpreterBuilder::delegate) and
//! [`CompiledModelBuilder::delegate`](crate::CompiledModelBuilder::delegate) take it. It can be
//! made, attached and dropped in any order: what it needs lives as long as it does, and the
//! libraries it comes from are never unloaded.
//!
//! | options | take over | from |
//! |---|---|---|
//! | [`XnnpackOptions`] | what the CPU can do faster | the runtime library itself |
//! | [`edgetpu::EdgeTpuOptions`] | models compiled for the Edge TPU | `libedgetpu` |
//! | [`gpu::GpuDelegateOptions`] | what a GPU can do faster | TensorFlow Lite's GPU delegate library |
//! | [`nnapi::NnapiOptions`] | what Android's drivers can | Android |
//! | [`ExternalDelegate`] | whatever the plugin can | any library with the plugin interface |
//!
//! [`flex`] says what a model with TensorFlow operators needs.

mod attached;
mod defaults;
pub mod edgetpu;
mod external;
pub mod flex;
pub mod gpu;
mod messages;
pub mod nnapi;
mod probe;
mod proxy;
mod report;
pub(crate) mod xnnpack;

use std::fmt;

pub(crate) use attached::{Attached, Context, Host, LibraryTag};
pub use external::ExternalDelegate;
pub(crate) use messages::capture;
pub(crate) use probe::Probe;
pub(crate) use proxy::{Proxy, Verdict};
pub use report::{Backend, DelegationReport, Outcome};
pub(crate) use xnnpack::weight_cache_usable;
pub use xnnpack::{WeightsCache, XnnpackFlags, XnnpackOptions};

use crate::error::Result;
use crate::runtime::Runtime;

/// A back-end that takes over the operators it can run.
///
/// It is either a plan, made of options and carried out when an interpreter or a compiled model is
/// built, or a delegate that exists already. Either takes it over and drops it after itself.
///
/// ```
/// use litert::delegate::{Delegate, XnnpackOptions};
/// use litert::{Interpreter, Model};
///
/// # fn main() -> litert::Result<()> {
/// # let model = Model::from_file("../models/digits/digits_int8.tflite")?;
/// let delegate: Delegate = XnnpackOptions::new().threads(2).into();
/// let interpreter = Interpreter::builder().delegate(delegate).build(&model)?;
/// assert_eq!(interpreter.delegates().collect::<Vec<_>>(), ["XNNPACK"]);
/// # Ok(())
/// # }
/// ```
pub struct Delegate {
    name: String,
    state: State,
    /// Locked while an interpreter is built.
    cache: Option<WeightsCache>,
    /// What decides, for those that share a cache, which weights they look for in it.
    settings: String,
}

type Plan = Box<dyn FnOnce(&Context<'_>) -> Result<Attached> + Send>;

enum State {
    Planned(Plan),
    Made(Attached),
}

impl Delegate {
    /// A delegate that is made when an interpreter is built, for its runtime and model.
    pub(crate) fn planned(
        name: impl Into<String>,
        plan: impl FnOnce(&Context<'_>) -> Result<Attached> + Send + 'static,
    ) -> Self {
        Self {
            name: name.into(),
            state: State::Planned(Box::new(plan)),
            cache: None,
            settings: String::new(),
        }
    }

    pub(crate) fn sharing(mut self, cache: Option<WeightsCache>, settings: String) -> Self {
        self.cache = cache;
        self.settings = settings;
        self
    }

    pub(crate) fn settings(&self) -> &str {
        &self.settings
    }

    pub(crate) fn cache(&self) -> Option<&WeightsCache> {
        self.cache.as_ref()
    }

    /// Its name: `XNNPACK`, or the file name of a plugin.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Makes the delegate now, to be used with `runtime`, instead of when an interpreter or a
    /// compiled model is built. Does nothing if it exists already.
    ///
    /// # Errors
    /// [`Error::Delegate`](crate::Error::Delegate) if it cannot be had, and why;
    /// [`Error::Load`](crate::Error::Load) for a runtime without a library;
    /// [`Error::Unsupported`](crate::Error::Unsupported) for settings that the library does not
    /// know.
    pub fn make(self, runtime: &Runtime) -> Result<Self> {
        let Self {
            name,
            state,
            cache,
            settings,
        } = self;
        let state = match state {
            State::Planned(plan) => State::Made(plan(&Context {
                host: match runtime.tflite() {
                    Ok(api) => Host::TfLite(api),
                    Err(missing) => Host::LiteRt(runtime.litert().map_err(|_| missing)?),
                },
                model: None,
                threads: None,
            })?),
            made @ State::Made(_) => made,
        };
        Ok(Self {
            name,
            state,
            cache,
            settings,
        })
    }

    /// The delegate itself, for an interpreter that is being built.
    pub(crate) fn attach(self, context: &Context<'_>) -> Result<Attached> {
        match self.state {
            State::Planned(plan) => plan(context),
            State::Made(attached) => {
                attached.check(context)?;
                Ok(attached)
            }
        }
    }
}

impl fmt::Debug for Delegate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let made = matches!(self.state, State::Made(_));
        f.debug_struct("Delegate")
            .field("name", &self.name)
            .field("made", &made)
            .finish()
    }
}

const _: () = {
    const fn assert_send<T: Send + 'static>() {}
    assert_send::<Delegate>();
};
