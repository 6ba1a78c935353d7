//! Creating the C objects of the classic engine.

use std::ptr::NonNull;
use std::sync::Arc;

use litert_sys::{Family, TfLiteApi, tflite};

use super::cancel::Cancellation;
use super::errors::{self, ErrorSink};
use super::profiler::Recorder;
use crate::custom_op::{CustomOps, Operators};
use crate::engine::cancel::CancellationToken;
use crate::error::{Error, Result, StatusError};
use crate::model::Model;

pub(super) struct OwnedInterpreter {
    pub(super) pointer: NonNull<tflite::TfLiteInterpreter>,
    api: Arc<TfLiteApi>,
}

impl Drop for OwnedInterpreter {
    fn drop(&mut self) {
        // SAFETY: created by this API's `TfLiteInterpreterCreate` and deleted only here.
        unsafe { (self.api.interpreter.TfLiteInterpreterDelete)(self.pointer.as_ptr()) }
    }
}

pub(super) struct OwnedModel {
    pointer: NonNull<tflite::TfLiteModel>,
    api: Arc<TfLiteApi>,
}

impl Drop for OwnedModel {
    fn drop(&mut self) {
        // SAFETY: created by this API's `TfLiteModelCreateWithErrorReporter`, deleted only here.
        unsafe { (self.api.model.TfLiteModelDelete)(self.pointer.as_ptr()) }
    }
}

struct OwnedOptions<'a> {
    pointer: NonNull<tflite::TfLiteInterpreterOptions>,
    api: &'a TfLiteApi,
}

impl Drop for OwnedOptions<'_> {
    fn drop(&mut self) {
        // SAFETY: created by this API's `TfLiteInterpreterOptionsCreate`, deleted only here; the
        // interpreter copied what it needs.
        unsafe { (self.api.options.TfLiteInterpreterOptionsDelete)(self.pointer.as_ptr()) }
    }
}

/// Everything that an interpreter is made from.
pub(super) struct Recipe<'a> {
    pub(super) api: &'a Arc<TfLiteApi>,
    pub(super) model: &'a Model,
    pub(super) threads: Option<i32>,
    pub(super) token: Option<&'a CancellationToken>,
    pub(super) profiling: bool,
    pub(super) ops: &'a CustomOps,
}

/// An interpreter and its C model. Rust drops fields in order, so the interpreter goes first.
pub(super) struct Native {
    // First of all: from then on no token reaches the interpreter any more.
    pub(super) cancellation: Option<Cancellation>,
    pub(super) interpreter: OwnedInterpreter,
    pub(super) operators: Operators,
    pub(super) model: OwnedModel,
    pub(super) errors: Arc<ErrorSink>,
    pub(super) recorder: Option<Recorder>,
}

impl Recipe<'_> {
    /// Creates the interpreter and applies `delegates` in order; tensors are not allocated yet.
    ///
    /// # Safety
    /// The delegates are alive and outlive what is returned, and so do the model's bytes.
    pub(super) unsafe fn create(
        &self,
        delegates: &[*mut tflite::TfLiteDelegate],
    ) -> Result<Native> {
        let &Recipe {
            api,
            model,
            threads,
            token,
            profiling,
            ops,
        } = self;
        let errors = ErrorSink::new();
        let failed = |call| {
            Error::Status(Box::new(StatusError {
                call,
                on: model.to_string(),
                status: None,
                detail: errors.take(),
                hint: String::new(),
            }))
        };
        let bytes = model.as_bytes();
        // SAFETY: the bytes are valid for their length, and alive for longer than what is created,
        // as the caller promises. The reporter's sink lives in `errors`, stored beside it.
        let c_model = unsafe {
            (api.model.TfLiteModelCreateWithErrorReporter)(
                bytes.as_ptr().cast(),
                bytes.len(),
                Some(errors::report),
                errors.as_user_data(),
            )
        };
        let pointer =
            NonNull::new(c_model).ok_or_else(|| failed("TfLiteModelCreateWithErrorReporter"))?;
        let c_model = OwnedModel {
            pointer,
            api: Arc::clone(api),
        };

        // SAFETY: takes no arguments.
        let options = unsafe { (api.options.TfLiteInterpreterOptionsCreate)() };
        let pointer =
            NonNull::new(options).ok_or_else(|| failed("TfLiteInterpreterOptionsCreate"))?;
        let options = OwnedOptions { pointer, api };
        let raw = options.pointer.as_ptr();
        // SAFETY: `raw` is alive until `options` drops; the sink outlives the interpreter, which
        // keeps the reporter.
        unsafe {
            (api.options.TfLiteInterpreterOptionsSetErrorReporter)(
                raw,
                Some(errors::report),
                errors.as_user_data(),
            );
        }
        if let Some(threads) = threads {
            // SAFETY: `raw` is alive.
            unsafe { (api.options.TfLiteInterpreterOptionsSetNumThreads)(raw, threads) };
        }
        let cancel = match token {
            Some(_) => Some(*api.cancellation.as_ref().map_err(|missing| {
                Error::missing("cancellation", missing, Family::TfLite.remedy())
            })?),
            None => None,
        };
        if let Some(cancel) = &cancel {
            // SAFETY: `raw` is alive.
            let status = unsafe { (cancel.TfLiteInterpreterOptionsEnableCancellation)(raw, true) };
            if status.0 != 0 {
                return Err(failed("TfLiteInterpreterOptionsEnableCancellation"));
            }
        }
        let recorder = profiling.then(Recorder::new);
        if let Some(recorder) = &recorder {
            let functions = api
                .telemetry
                .as_ref()
                .map_err(|missing| Error::missing("profiling", missing, Family::TfLite.remedy()))?;
            // SAFETY: both are alive; the recorder is stored beside the interpreter, which keeps a
            // pointer to it, and dropped after it.
            unsafe {
                (functions.TfLiteInterpreterOptionsSetTelemetryProfiler)(raw, recorder.as_ptr());
            }
        }
        let operators = Operators::new(api, model, ops)?;
        // SAFETY: `raw` is alive, and `operators` are stored behind the interpreter.
        unsafe { operators.add_to(raw) };
        for &delegate in delegates {
            // SAFETY: both are alive, the delegate for longer than the interpreter, as the caller
            // promises.
            unsafe { (api.options.TfLiteInterpreterOptionsAddDelegate)(raw, delegate) };
        }
        // SAFETY: model and options are alive, and come from this API.
        let interpreter =
            unsafe { (api.interpreter.TfLiteInterpreterCreate)(c_model.pointer.as_ptr(), raw) };
        // The runtime goes on if an operator fails to read its options.
        let interpreter = NonNull::new(interpreter).map(|pointer| OwnedInterpreter {
            pointer,
            api: Arc::clone(api),
        });
        if let Some(failure) = operators.take_failure() {
            return Err(failure);
        }
        let interpreter = interpreter.ok_or_else(|| failed("TfLiteInterpreterCreate"))?;
        let pointer = interpreter.pointer;
        let cancellation = token
            .zip(cancel)
            .map(|(token, cancel)| Cancellation::new(api, cancel, pointer, token));
        Ok(Native {
            cancellation,
            interpreter,
            operators,
            model: c_model,
            errors,
            recorder,
        })
    }
}
