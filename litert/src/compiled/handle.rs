//! The C objects of the CompiledModel engine, each destroyed exactly once.

use std::cell::Cell;
use std::ffi::{CStr, CString, c_char, c_void};
use std::ptr;
use std::sync::Arc;

use litert_sys::{LiteRtApi, litert};

use super::cancel::Cancellation;
use super::environment::{Environment, check, failed, made};
use super::event::InFlight;
use super::options::{CompilationOptions, Texts};
use super::plugged::Plugged;
use super::run::GivenToRuns;
use super::unsaid;
use super::{Accelerators, ENGINE};
use crate::calls::Calls;
use crate::custom_op::{CustomOps, Kernels};
use crate::error::{Error, InvalidModelError, Result};
use crate::logging;
use crate::model::Model;
use crate::model::needs::missing_operators;
use litert_model::ops::hazard::Library;
use litert_sys::LiteRtVersion;

/// A `LiteRtCompiledModel` with all that it borrows.
///
/// Rust drops fields in order: the compiled model, its options, the C model, the bytes that both
/// models read, the environment.
pub(super) struct Handle {
    /// Waited for before anything else goes.
    pub(super) in_flight: InFlight,
    compiled: OwnedCompiledModel,
    /// Read by the compiled model while it lives; nobody else does.
    _options: CompilationOptions,
    /// Read while the compiled model runs.
    pub(super) run_options: Option<GivenToRuns>,
    /// Called by the compiled model while it lives.
    pub(super) kernels: Kernels,
    /// Used by the compiled model while it lives.
    pub(super) delegates: Plugged,
    pub(super) c_model: OwnedModel,
    pub(super) model: Model,
    pub(super) environment: Environment,
    /// The hardware that it was compiled for.
    accelerators: Accelerators,
    /// Read by the compiled model while it runs.
    pub(super) cancellation: Cancellation,
    resized_freely: Cell<bool>,
    /// Graphs that control flow runs on its own terms.
    pub(super) calls: Calls,
    /// The name in its scheduling hints, and names that it refused and may know nevertheless.
    pub(super) features: Vec<CString>,
}

// SAFETY: the CPU path has no thread affinity (created on one thread, run on another, destroyed on
// a third was tried on every supported version), and every call that changes the model is made
// through `&mut`. It is not `Sync`.
unsafe impl Send for Handle {}

struct OwnedCompiledModel {
    pointer: litert::LiteRtCompiledModel,
    api: Arc<LiteRtApi>,
}

impl Drop for OwnedCompiledModel {
    fn drop(&mut self) {
        // SAFETY: created by this API and destroyed only here, before its model and environment.
        unsafe { (self.api.compiled_model.LiteRtDestroyCompiledModel)(self.pointer) }
    }
}

pub(super) struct OwnedModel {
    pub(super) pointer: litert::LiteRtModel,
    api: Arc<LiteRtApi>,
}

impl Drop for OwnedModel {
    fn drop(&mut self) {
        // SAFETY: created by this API and destroyed only here, after what was compiled from it.
        unsafe { (self.api.model.LiteRtDestroyModel)(self.pointer) }
    }
}

impl Handle {
    /// # Safety
    /// The handle is dropped before the delegates, or put in charge of them.
    pub(super) unsafe fn create(
        environment: &Environment,
        model: &Model,
        accelerators: Accelerators,
        options: &Texts,
        ops: &CustomOps,
        delegates: &Plugged,
    ) -> Result<Self> {
        let api = environment.api();
        if model.info().has_variable_tensors() {
            return Err(Error::unsupported(
                format!("{model}, which keeps state in variable tensors,"),
                "CompiledModel",
                "use Interpreter for this model",
            ));
        }
        match model.view().check_for_compiled_model() {
            Err(reason) if !model.vouched().has(reason.name()) => {
                let model = model.name().to_owned();
                return Err(Error::InvalidModel(Box::new(InvalidModelError {
                    model,
                    reason,
                })));
            }
            _ => {}
        }
        let name = model.to_string();
        let bytes = model.as_bytes();
        let mut pointer = ptr::null_mut();
        // From a buffer and never from a file: only buffers are verified by the library. The path
        // for files crashed on two damaged files in five.
        // SAFETY: the bytes are valid for their length, and `model`, stored beside the handle,
        // keeps them alive and in place.
        let status = unsafe {
            (api.model.LiteRtCreateModelFromBuffer)(
                environment.as_ptr(),
                bytes.as_ptr().cast(),
                bytes.len(),
                &raw mut pointer,
            )
        };
        check("LiteRtCreateModelFromBuffer", &name, status)?;
        made("LiteRtCreateModelFromBuffer", &name, pointer)?;
        let c_model = OwnedModel {
            pointer,
            api: Arc::clone(api),
        };
        let options = CompilationOptions::new(api, accelerators, options)?;
        let kernels = Kernels::new(api, model, ops)?;
        // SAFETY: the options are alive; the kernels are stored behind what is compiled.
        let status = unsafe { kernels.add_to(options.as_ptr()) };
        check("LiteRtAddCustomOpKernelOption", &name, status)?;
        let mut pointer = ptr::null_mut();
        // SAFETY: environment, model and options are alive, and stored beside the result.
        let compile = || unsafe {
            (api.compiled_model.LiteRtCreateCompiledModel)(
                environment.as_ptr(),
                c_model.pointer,
                options.as_ptr(),
                &raw mut pointer,
            )
        };
        // SAFETY: the caller's promise.
        let offer = || unsafe { delegates.offer(environment, model, compile) };
        let (status, delegated) = if environment.is_quiet() {
            // The CPU's part says one thing, once. A GPU's may say more each time.
            let once = api.compiled_model.LiteRtCreateCompiledModel as usize;
            let once =
                (accelerators.without(Accelerators::CPU) == Accelerators::NONE).then_some(once);
            logging::quietly(once, offer)
        } else {
            offer()
        };
        let on = format!("{name} on {accelerators}");
        if status.0 == 0 {
            made("LiteRtCreateCompiledModel", &on, pointer)?;
        }
        let compiled = (status.0 == 0).then(|| OwnedCompiledModel {
            pointer,
            api: Arc::clone(api),
        });
        delegated?;
        let Some(compiled) = compiled else {
            if let Some(failure) = kernels.take_failure() {
                return Err(failure);
            }
            let error = failed("LiteRtCreateCompiledModel", &on, status, String::new());
            return Err(match error {
                Error::Status(mut error) => {
                    error.hint = unsaid::hint(model);
                    Error::Status(error)
                }
                other => other,
            });
        };
        // If all went well nevertheless, the operator is asked again.
        kernels.discard_failure();
        let handle = Self {
            in_flight: InFlight::default(),
            compiled,
            _options: options,
            run_options: None,
            kernels,
            delegates: Plugged::default(),
            c_model,
            model: model.clone(),
            environment: environment.clone(),
            accelerators,
            cancellation: Cancellation::default(),
            resized_freely: Cell::new(false),
            calls: Calls::of(model.view()),
            features: Vec::new(),
        };
        handle.compare_signatures()?;
        Ok(handle)
    }

    /// Which of the libraries that are tested the runtime is most like.
    pub(super) fn library(&self) -> Library {
        match self.api().version {
            LiteRtVersion::V2_1_6 => Library::LiteRt21,
            LiteRtVersion::V2_2 => Library::LiteRt22,
            _ => Library::LiteRt23,
        }
    }

    pub(super) fn api(&self) -> &Arc<LiteRtApi> {
        self.environment.api()
    }

    pub(super) fn as_ptr(&self) -> litert::LiteRtCompiledModel {
        self.compiled.pointer
    }

    /// Refuses to give an input another shape where that would go wrong unnoticed: accelerators
    /// other than the CPU's go on computing for the shape that the model was compiled with. Measured
    /// with WebGPU on LiteRT 2.3.0: of five rows, the last ones were never computed.
    pub(super) fn check_resizable(&self, input: &str) -> Result<()> {
        let others = self.accelerators.without(Accelerators::CPU);
        if others == Accelerators::NONE {
            return Ok(());
        }
        Err(Error::unsupported(
            format!("{}: another shape for {input}", self.model),
            format!("a model compiled for {others}, which computes for one shape only"),
            "compile for the CPU, or convert the model with the shape that you need",
        ))
    }

    /// True if accelerators, XNNPACK among them, run every operator.
    pub(super) fn is_fully_accelerated(&self) -> Result<bool> {
        let mut fully = false;
        // SAFETY: the compiled model is alive.
        let status = unsafe {
            (self
                .api()
                .compiled_model
                .LiteRtCompiledModelIsFullyAccelerated)(self.as_ptr(), &raw mut fully)
        };
        self.check("LiteRtCompiledModelIsFullyAccelerated", status)?;
        Ok(fully)
    }

    /// True if they do so without the CPU's; `None` for libraries that cannot say.
    pub(super) fn is_fully_accelerated_without_cpu(&self) -> Result<Option<bool>> {
        let functions = &self.api().compiled_model;
        let Some(ask) = functions.LiteRtCompiledModelIsNonCpuFullyAccelerated else {
            return Ok(None);
        };
        let mut fully = false;
        // SAFETY: the compiled model is alive.
        let status = unsafe { ask(self.as_ptr(), &raw mut fully) };
        self.check("LiteRtCompiledModelIsNonCpuFullyAccelerated", status)?;
        Ok(Some(fully))
    }

    /// Refuses a signature whose tensors belong to a graph that calls it.
    ///
    /// Kernels that call a graph drop the inputs which it does not use from its list. The runtime then
    /// has a null pointer for their names, and every function that makes a string of one throws.
    /// Delegates may have the kernels do so while the model is compiled.
    pub(super) fn expect_own_tensors(&self, signature: usize) -> Result<()> {
        let info = &self.model.signatures()[signature];
        self.calls.expect_own(ENGINE, info)?;
        let untouched = self.delegates.is_empty()
            && self.accelerators.without(Accelerators::CPU) == Accelerators::NONE;
        if untouched || !self.calls.is_called(info.subgraph_index()) {
            return Ok(());
        }
        Err(Error::unsupported(
            format!(
                "{}: running subgraph {} by itself, which another graph calls",
                self.model,
                info.subgraph_index()
            ),
            format!("{ENGINE} with delegates or accelerators other than the CPU"),
            "compile the model for the CPU to run this signature",
        ))
    }

    /// An input, of any signature, got a shape that the file does not provide for.
    pub(super) fn note_free_resize(&self) {
        self.resized_freely.set(true);
    }

    /// True once an input was resized to a shape outside of its shape signature. Sizes of outputs that
    /// hold for declared shapes must not be used then.
    pub(super) fn resized_freely(&self) -> bool {
        self.resized_freely.get()
    }

    /// `Ok` for a status of 0, else an error with what the runtime noted meanwhile.
    pub(super) fn check(&self, call: &'static str, status: litert::LiteRtStatus) -> Result<()> {
        // The runtime does not notice that a custom operator failed.
        if status.0 == 0 && !self.kernels.failed() {
            Ok(())
        } else {
            Err(self.failed(call, status))
        }
    }

    /// An error if a call that was successful by its status gave a null pointer.
    pub(super) fn made<T>(&self, call: &'static str, pointer: *mut T) -> Result<()> {
        if pointer.is_null() {
            made(call, &self.model.to_string(), pointer)?;
        }
        Ok(())
    }

    #[cold]
    fn failed(&self, call: &'static str, status: litert::LiteRtStatus) -> Error {
        let detail = self.take_error_messages();
        if let Some(failure) = self.kernels.take_failure() {
            return failure;
        }
        if let Some(error) = self.delegates.explain(&detail) {
            return error;
        }
        let hint = self.kernels.hint(&detail);
        let hint = hint.unwrap_or_else(|| missing_operators(self.model.info(), &detail));
        let error = failed(call, &self.model.to_string(), status, detail);
        match error {
            Error::Status(mut error) => {
                error.hint = hint;
                Error::Status(error)
            }
            other => other,
        }
    }

    /// Like [`check`](Self::check), for runs: they may have been told to stop.
    pub(super) fn check_run(&self, call: &'static str, status: litert::LiteRtStatus) -> Result<()> {
        if status.0 == 0 && !self.kernels.failed() {
            return Ok(());
        }
        let error = self.failed(call, status);
        Err(if self.cancellation.take() {
            Error::Cancelled
        } else {
            error
        })
    }

    /// The runtime's messages since the last call. The runtime then drops them.
    fn take_error_messages(&self) -> String {
        let Ok(functions) = &self.api().errors else {
            return String::new();
        };
        let mut messages: *mut c_char = ptr::null_mut();
        // SAFETY: the compiled model is alive.
        let status = unsafe {
            (functions.LiteRtCompiledModelGetErrorMessages)(self.as_ptr(), &raw mut messages)
        };
        if status.0 != 0 || messages.is_null() {
            return String::new();
        }
        // SAFETY: a status of 0 comes with a C string made with `malloc` that is now ours.
        let mut text = unsafe { take_c_string(messages) };
        text.truncate(text.trim_end().len());
        // SAFETY: the compiled model is alive. Whether the messages are gone changes nothing here.
        let _ = unsafe { (functions.LiteRtCompiledModelClearErrors)(self.as_ptr()) };
        for line in text.lines() {
            log::debug!(target: logging::TARGET, "{line}");
        }
        text
    }
}

/// A copy of a string that a C call made for us, which is freed; empty for null.
///
/// # Safety
/// `text` is null, or a C string made with `malloc` that nobody uses any more.
pub(super) unsafe fn take_c_string(text: *mut c_char) -> String {
    if text.is_null() {
        return String::new();
    }
    // SAFETY: the caller says so.
    let copy = unsafe { CStr::from_ptr(text) }
        .to_string_lossy()
        .into_owned();
    // SAFETY: as above.
    unsafe { free(text.cast()) };
    copy
}

unsafe extern "C" {
    /// The C library's `free`.
    fn free(pointer: *mut c_void);
}
