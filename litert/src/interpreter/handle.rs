//! The C objects of the classic engine, each destroyed exactly once.

use std::ffi::c_int;
use std::ptr::NonNull;
use std::sync::Arc;

use litert_sys::{TfLiteApi, tflite};

use super::errors::{self, ErrorSink};
use crate::delegate::Delegate;
use crate::error::{Error, Result, StatusError};
use crate::model::Model;
use crate::status::Status;
use crate::types::{Shape, ShapeError};

/// A `TfLiteInterpreter` with all that it borrows.
///
/// Rust drops fields in order, so the interpreter goes first and what it points to after it.
pub(super) struct Handle {
    pub(super) api: Arc<TfLiteApi>,
    interpreter: OwnedInterpreter,
    delegates: Vec<Delegate>,
    _c_model: OwnedModel,
    /// Whose bytes the C model and the interpreter read.
    pub(super) model: Model,
    pub(super) errors: Arc<ErrorSink>,
}

// SAFETY: the C interpreter has no thread affinity, and every call that changes it is made through
// `&mut`. It is not `Sync`: getters are not documented to be safe during an invoke.
unsafe impl Send for Handle {}

struct OwnedInterpreter {
    pointer: NonNull<tflite::TfLiteInterpreter>,
    api: Arc<TfLiteApi>,
}

impl Drop for OwnedInterpreter {
    fn drop(&mut self) {
        // SAFETY: created by this API's `TfLiteInterpreterCreate` and deleted only here.
        unsafe { (self.api.interpreter.TfLiteInterpreterDelete)(self.pointer.as_ptr()) }
    }
}

struct OwnedModel {
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

impl Handle {
    /// Creates the interpreter; tensors are not allocated yet.
    pub(super) fn create(
        api: &Arc<TfLiteApi>,
        model: &Model,
        threads: Option<i32>,
        delegates: Vec<Delegate>,
    ) -> Result<Self> {
        let errors = ErrorSink::new();
        let failed = |call| {
            Error::Status(Box::new(StatusError {
                call,
                on: model.to_string(),
                status: None,
                detail: errors.take(),
            }))
        };
        let bytes = model.as_bytes();
        // SAFETY: the bytes are valid for their length; `model`, stored beside the handle, keeps
        // them alive and in place. The reporter's sink lives in `errors`, stored likewise.
        let c_model = unsafe {
            (api.model.TfLiteModelCreateWithErrorReporter)(
                bytes.as_ptr().cast(),
                bytes.len(),
                Some(errors::report),
                errors.as_user_data(),
            )
        };
        let pointer = NonNull::new(c_model).ok_or_else(|| failed("TfLiteModelCreate"))?;
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
        for delegate in &delegates {
            // SAFETY: both are alive; the delegate is stored beside the interpreter and dropped
            // after it.
            unsafe { (api.options.TfLiteInterpreterOptionsAddDelegate)(raw, delegate.as_ptr()) };
        }
        // SAFETY: model and options are alive, and come from this API.
        let interpreter =
            unsafe { (api.interpreter.TfLiteInterpreterCreate)(c_model.pointer.as_ptr(), raw) };
        let pointer = NonNull::new(interpreter).ok_or_else(|| failed("TfLiteInterpreterCreate"))?;
        let interpreter = OwnedInterpreter {
            pointer,
            api: Arc::clone(api),
        };
        drop(options);
        Ok(Self {
            api: Arc::clone(api),
            interpreter,
            delegates,
            _c_model: c_model,
            model: model.clone(),
            errors,
        })
    }

    pub(super) fn as_ptr(&self) -> *mut tflite::TfLiteInterpreter {
        self.interpreter.pointer.as_ptr()
    }

    /// Names of the delegates that were applied, in order.
    pub(super) fn delegates(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.delegates.iter().map(Delegate::name)
    }

    /// `Ok` for a status of 0, else an error with what was reported meanwhile.
    pub(super) fn check(&self, call: &'static str, status: tflite::TfLiteStatus) -> Result<()> {
        if status.0 == 0 {
            Ok(())
        } else {
            Err(self.failed(call, status))
        }
    }

    #[cold]
    fn failed(&self, call: &'static str, status: tflite::TfLiteStatus) -> Error {
        // On some platforms C enums are unsigned.
        #[allow(clippy::unnecessary_cast)]
        let code = status.0 as i32;
        Error::Status(Box::new(StatusError {
            call,
            on: self.model.to_string(),
            status: Some(Status::tflite(code)),
            detail: self.errors.take(),
        }))
    }

    /// The shape of a tensor of this interpreter.
    pub(super) fn shape_of(&self, tensor: RawTensor) -> Result<Shape> {
        let tensors = &self.api.tensor;
        let mut dims = [0_i32; crate::types::MAX_RANK];
        // SAFETY: `tensor` belongs to this interpreter, which is alive.
        let rank = unsafe { (tensors.TfLiteTensorNumDims)(tensor.0) };
        let rank = usize::try_from(rank).unwrap_or(0);
        let Some(used) = dims.get_mut(..rank) else {
            let error = ShapeError::RankTooLarge { rank };
            return Err(Error::unsupported(
                "a tensor of this rank",
                error.to_string(),
                "reshape it inside the model",
            ));
        };
        for (axis, dim) in (0..).zip(used.iter_mut()) {
            // SAFETY: as above, and `axis` is below the rank: the C function checks nothing.
            *dim = unsafe { (tensors.TfLiteTensorDim)(tensor.0, axis) };
        }
        Shape::new(&dims[..rank]).map_err(|error| Error::invalid_argument(error.to_string()))
    }

    /// Address and length of a tensor's bytes.
    ///
    /// A dangling but aligned address stands for a tensor that has no memory.
    pub(super) fn data_of(&self, tensor: RawTensor) -> (NonNull<u8>, usize) {
        // SAFETY: `tensor` belongs to this interpreter, which is alive.
        let (data, len) = unsafe {
            let tensors = &self.api.tensor;
            (
                (tensors.TfLiteTensorData)(tensor.0),
                (tensors.TfLiteTensorByteSize)(tensor.0),
            )
        };
        match NonNull::new(data.cast::<u8>()) {
            Some(data) => (data, len),
            None => (NonNull::<u64>::dangling().cast(), 0),
        }
    }

    /// The element type that the runtime gives a tensor.
    pub(super) fn type_code_of(&self, tensor: RawTensor) -> i32 {
        // SAFETY: `tensor` belongs to this interpreter, which is alive.
        let code = unsafe { (self.api.tensor.TfLiteTensorType)(tensor.0) };
        // On some platforms C enums are unsigned.
        #[allow(clippy::unnecessary_cast)]
        let code = code.0 as i32;
        code
    }
}

/// A tensor of a live interpreter; never null.
#[derive(Clone, Copy)]
pub(super) struct RawTensor(pub(super) *mut tflite::TfLiteTensor);

impl RawTensor {
    pub(super) fn new(tensor: *const tflite::TfLiteTensor, what: &str) -> Result<Self> {
        if tensor.is_null() {
            return Err(Error::invalid_argument(format!(
                "the runtime has no tensor for {what}, although the model lists one"
            )));
        }
        Ok(Self(tensor.cast_mut()))
    }
}

/// Dimensions as C takes them.
pub(super) fn c_dims(shape: &Shape) -> (*const c_int, i32) {
    // A shape has at most eight dimensions.
    (shape.dims().as_ptr(), shape.rank() as i32)
}
