//! The calls that run a model, with options for the run or without.

use std::sync::Arc;

use litert_sys::groups::litert::{Events, RunOptions as Functions};
use litert_sys::litert::{LiteRtStatus, LiteRtTensorBuffer};

use super::CompiledModel;
use super::handle::Handle;
use super::options::{CompilationOptions, RunOptions};
use crate::error::{Error, Result};

/// Options that every run is given, and the functions that take them.
pub(super) struct GivenToRuns {
    options: SharedOptions,
    functions: Functions,
}

/// Options that a run in progress may be reading, for as long as it may.
#[derive(Clone)]
pub(super) struct SharedOptions(Arc<CompilationOptions>);

// SAFETY: they have no thread affinity. From when they are shared nobody changes them, and on the
// thread of a run they are only dropped.
unsafe impl Send for SharedOptions {}

impl CompiledModel {
    /// Sets what every run from now on is given, whichever way it is run: for a single run, set it
    /// before and [`RunOptions::new`] after. Stands on `LiteRtRunCompiledModelWithOptions` and its
    /// asynchronous variant.
    ///
    /// Plugins take from it what is about running; what a model was compiled for stays.
    ///
    /// ```
    /// use litert::options::{HtpPerformance, QualcommOptions, RunOptions};
    ///
    /// # fn main() -> litert::Result<()> {
    /// # let model = litert::Model::from_file("../models/tiny/add.tflite")?;
    /// let mut compiled = litert::CompiledModel::new(&model)?;
    /// let fast = QualcommOptions::new().htp_performance(HtpPerformance::Burst);
    /// compiled.set_run_options(&RunOptions::new().qualcomm(fast))?;
    /// compiled.run()?;
    /// compiled.set_run_options(&RunOptions::new())?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] and [`Error::Unsupported`] for options that cannot be passed on, or
    /// that the library does not know; what was set before stays then.
    pub fn set_run_options(&mut self, options: &RunOptions) -> Result<()> {
        let api = self.handle.api();
        let texts = options.texts(api.version)?;
        let given = if texts.is_empty() {
            None
        } else {
            let functions = *api.run_options.as_ref().map_err(|missing| {
                Error::missing("giving options to a run", missing, "use a newer LiteRT")
            })?;
            let options = CompilationOptions::of_texts(api, &texts)?;
            #[allow(
                clippy::arc_with_non_send_sync,
                reason = "see `unsafe impl Send for SharedOptions`"
            )]
            let options = SharedOptions(Arc::new(options));
            Some(GivenToRuns { options, functions })
        };
        // A run in progress may be reading those before.
        self.handle.in_flight.wait();
        self.handle.run_options = given;
        Ok(())
    }
}

impl Handle {
    /// Runs a signature.
    ///
    /// # Safety
    /// The arrays hold the handles of live buffers of this library, one for each input and output,
    /// of its type and shape. Nobody else uses the outputs, or writes to the inputs, until this
    /// returns.
    pub(super) unsafe fn run(
        &self,
        signature: usize,
        inputs: &mut [LiteRtTensorBuffer],
        outputs: &mut [LiteRtTensorBuffer],
    ) -> Result<()> {
        let Some(given) = &self.run_options else {
            // SAFETY: the compiled model is alive; for the buffers the caller vouches.
            let status = unsafe {
                (self.api().compiled_model.LiteRtRunCompiledModel)(
                    self.as_ptr(),
                    signature,
                    inputs.len(),
                    inputs.as_mut_ptr(),
                    outputs.len(),
                    outputs.as_mut_ptr(),
                )
            };
            return self.check_run("LiteRtRunCompiledModel", status);
        };
        // SAFETY: as above; the options are alive, being borrowed.
        let status = unsafe {
            (given.functions.LiteRtRunCompiledModelWithOptions)(
                self.as_ptr(),
                signature,
                inputs.len(),
                inputs.as_mut_ptr(),
                outputs.len(),
                outputs.as_mut_ptr(),
                given.options.0.as_ptr(),
            )
        };
        self.check_run("LiteRtRunCompiledModelWithOptions", status)
    }

    /// The options of the next runs.
    pub(super) fn options_of_runs(&self) -> Option<SharedOptions> {
        Some(self.run_options.as_ref()?.options.clone())
    }

    /// The C function that [`run_async`](Self::run_async) calls.
    pub(super) fn run_async_call(&self) -> &'static str {
        match self.run_options {
            None => "LiteRtRunCompiledModelAsync",
            Some(_) => "LiteRtRunCompiledModelAsyncWithOptions",
        }
    }

    /// Starts to run a signature. What it left on the outputs says when it is done.
    ///
    /// # Safety
    /// As for [`run`](Self::run), until the events that this leaves on the outputs are signalled.
    pub(super) unsafe fn run_async(
        &self,
        functions: Events,
        signature: usize,
        inputs: &mut [LiteRtTensorBuffer],
        outputs: &mut [LiteRtTensorBuffer],
    ) -> LiteRtStatus {
        let mut queued = false;
        match &self.run_options {
            // SAFETY: the compiled model is alive; for the buffers the caller vouches.
            None => unsafe {
                (functions.LiteRtRunCompiledModelAsync)(
                    self.as_ptr(),
                    signature,
                    inputs.len(),
                    inputs.as_mut_ptr(),
                    outputs.len(),
                    outputs.as_mut_ptr(),
                    &raw mut queued,
                )
            },
            // SAFETY: as above; the options stay until the run is done, because what replaces or
            // drops them waits for it.
            Some(given) => unsafe {
                (given.functions.LiteRtRunCompiledModelAsyncWithOptions)(
                    self.as_ptr(),
                    signature,
                    inputs.len(),
                    inputs.as_mut_ptr(),
                    outputs.len(),
                    outputs.as_mut_ptr(),
                    &raw mut queued,
                    given.options.0.as_ptr(),
                )
            },
        }
    }
}
