//! Test support: the shared test models, their golden outputs, and a driver that runs them.
//!
//! The models come with a `manifest.json` that says what the official runtime made of each of
//! them: which inputs, which outputs, which differences are allowed, and which ones fail and how.
//! This crate reads that manifest, so that a test of an engine is a few lines:
//!
//! ```no_run
//! use litert_golden::{Check, Runtime, Session, run_all, suite_or_skip};
//!
//! # fn open(path: std::path::PathBuf) -> Result<Box<dyn Session>, String> { Err(format!("{path:?}")) }
//! #[test]
//! fn interpreter_gives_the_golden_outputs() {
//!     let Some(suite) = suite_or_skip("interpreter_gives_the_golden_outputs") else { return };
//!     let check = Check::new(Runtime::Interpreter);
//!     run_all(
//!         suite,
//!         check,
//!         |case| case.runs_on(Runtime::Interpreter) && case.static_shapes(),
//!         |case| open(suite.model_path(case.model)),
//!     )
//!     .assert_passed(1);
//! }
//! ```
//!
//! The models are found through the environment variable `LITERT_TEST_MODELS`, the folder that
//! holds `manifest.json`. Where it is not set a test prints why it skips; with `LITERT_REQUIRE=1`
//! it fails instead, because in CI a check that silently did not happen is worse than a red one.
//!
//! The crate knows nothing of the engines: they implement [`Session`] in their own tests.

pub mod manifest;

mod compare;
mod dtype;
mod made;
mod report;
mod rule;
mod run;
mod session;
mod skip;
mod strings;
mod suite;

pub use compare::{Mismatch, Report, compare};
pub use dtype::{DType, Scalar};
pub use made::{Array, Made, Values};
pub use manifest::{Case, Manifest, Model, Runtime, Tolerance};
pub use report::{
    CaseFailure, CaseReport, ExpectedError, OutputReport, Stage, StepReport, Summary,
};
pub use rule::{Platform, Rule};
pub use run::{Check, run_all, run_case};
pub use session::{OutputData, Session, Slot};
pub use skip::{required, skip_or_fail};
pub use strings::{decode_strings, encode_strings};
pub use suite::{CaseRef, ENV_MODELS, Suite, Unavailable, suite_or_skip};
