//! The C objects of the classic engine, each destroyed exactly once.

use std::ffi::c_int;
use std::ptr::NonNull;
use std::sync::Arc;

use litert_sys::{TfLiteApi, tflite};

use super::cancel::Cancellation;
use super::delegation::Delegates;
use super::errors::ErrorSink;
use super::native::{Native, OwnedInterpreter, OwnedModel, Recipe};
use super::profiler::Recorder;
use super::refusal::XNNPACK_REFUSED;
use crate::custom_op::{CustomOps, Operators, library};
use crate::error::{Error, Result, StatusError};
use crate::model::Model;
use crate::model::needs::missing_operators;
use crate::status::Status;
use crate::tensor::Slot;
use crate::types::{ElementType, Shape, ShapeError};
use litert_model::ops::hazard::Library;

/// A `TfLiteInterpreter` with all that it borrows.
///
/// Rust drops fields in order, so the interpreter goes first and what it points to after it.
pub(super) struct Handle {
    pub(super) api: Arc<TfLiteApi>,
    // Before the interpreter: from then on no token reaches it any more.
    cancellation: Option<Cancellation>,
    interpreter: OwnedInterpreter,
    delegates: Delegates,
    operators: Operators,
    /// The source of `operators`.
    pub(super) ops: CustomOps,
    _c_model: OwnedModel,
    /// Whose bytes the C model and the interpreter read.
    pub(super) model: Model,
    pub(super) errors: Arc<ErrorSink>,
    recorder: Option<Recorder>,
}

// SAFETY: the C interpreter has no thread affinity, and every call that changes it is made through
// `&mut`, but for `TfLiteInterpreterCancel`, which other threads may call (see `Cancellation`). The
// operators and delegates beside it are `Send`, or say why. It is not `Sync`: getters are not documented
// to be safe during an invoke.
unsafe impl Send for Handle {}

impl Handle {
    /// Puts together what was created with these delegates.
    pub(super) fn new(recipe: &Recipe<'_>, native: Native, delegates: Delegates) -> Self {
        Self {
            api: Arc::clone(recipe.api),
            cancellation: native.cancellation,
            interpreter: native.interpreter,
            delegates,
            operators: native.operators,
            ops: recipe.ops.clone(),
            _c_model: native.model,
            model: recipe.model.clone(),
            errors: native.errors,
            recorder: native.recorder,
        }
    }

    pub(super) fn as_ptr(&self) -> *mut tflite::TfLiteInterpreter {
        self.interpreter.pointer.as_ptr()
    }

    pub(super) fn recorder(&self) -> Option<&Recorder> {
        self.recorder.as_ref()
    }

    /// The delegates that were applied.
    pub(super) fn delegates(&self) -> &Delegates {
        &self.delegates
    }

    /// Runs `invoke`, which is the C function `call`, under the token, if there is one.
    pub(super) fn invoke(
        &self,
        call: &'static str,
        invoke: impl FnOnce() -> tflite::TfLiteStatus,
    ) -> Result<()> {
        let status = match &self.cancellation {
            None => invoke(),
            Some(cancellation) => cancellation.run(invoke).ok_or_else(|| {
                // What was reported meanwhile must not be taken for the next error's reason.
                let _ = self.errors.take();
                Error::Cancelled
            })?,
        };
        if status.0 != 0 {
            return Err(self.failed(call, status));
        }
        // If an operator failed, then in something that the runtime could do without.
        self.operators.discard_failure();
        Ok(())
    }

    /// `Ok` for a status of 0, else an error with what was reported meanwhile.
    pub(super) fn check(&self, call: &'static str, status: tflite::TfLiteStatus) -> Result<()> {
        if status.0 == 0 {
            // If an operator failed, then in something that the runtime could do without.
            self.operators.discard_failure();
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
        let detail = self.errors.take();
        if let Some(failure) = self.operators.take_failure() {
            return failure;
        }
        if let Some(error) = self.delegates.explain(&detail) {
            return error;
        }
        Error::Status(Box::new(StatusError {
            call,
            on: self.model.to_string(),
            status: Some(Status::tflite(code)),
            hint: match missing_operators(self.model.info(), &detail) {
                hint if hint.is_empty() => memory_hint(call, &detail).to_owned(),
                hint => hint,
            },
            detail,
        }))
    }

    /// Which of the libraries that are tested the runtime is most like.
    pub(super) fn library(&self) -> Library {
        library(&self.api)
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
    /// A dangling but aligned address stands for a tensor without any.
    ///
    /// # Errors
    /// If the tensor has bytes, and no memory.
    pub(super) fn data_of(&self, tensor: RawTensor) -> Result<(NonNull<u8>, usize)> {
        // SAFETY: `tensor` belongs to this interpreter, which is alive.
        let (data, len) = unsafe {
            let tensors = &self.api.tensor;
            (
                (tensors.TfLiteTensorData)(tensor.0),
                (tensors.TfLiteTensorByteSize)(tensor.0),
            )
        };
        match NonNull::new(data.cast::<u8>()) {
            Some(data) => Ok((data, len)),
            None if len == 0 => Ok((NonNull::<u64>::dangling().cast(), 0)),
            None => Err(Error::invalid_argument(format!(
                "{}: the runtime has no memory for a tensor of {len} bytes (TfLiteTensorData)",
                self.model
            ))),
        }
    }

    /// The same as the runtime tells them, checked for nothing.
    pub(super) fn raw_data_of(&self, tensor: RawTensor) -> (usize, usize) {
        // SAFETY: `tensor` belongs to this interpreter, which is alive.
        unsafe {
            let tensors = &self.api.tensor;
            (
                (tensors.TfLiteTensorData)(tensor.0).addr(),
                (tensors.TfLiteTensorByteSize)(tensor.0),
            )
        }
    }

    /// True if a tensor has an address.
    pub(super) fn has_memory(&self, tensor: RawTensor) -> bool {
        // SAFETY: `tensor` belongs to this interpreter, which is alive.
        let data = unsafe { (self.api.tensor.TfLiteTensorData)(tensor.0) };
        !data.is_null()
    }

    /// Makes sure that a tensor holds what the file says: kernels decide types anew when tensors
    /// are allocated, and go by a damaged model in ways of their own.
    pub(super) fn expect_type(&self, slot: Slot<'_>, tensor: RawTensor) -> Result<()> {
        // SAFETY: `tensor` belongs to this interpreter, which is alive.
        let code = unsafe { (self.api.tensor.TfLiteTensorType)(tensor.0) };
        // On some platforms C enums are unsigned.
        #[allow(clippy::unnecessary_cast)]
        let found = ElementType::from_runtime_code(code.0 as i32);
        let stated = slot.info.element_type();
        if found == stated {
            return Ok(());
        }
        Err(Error::unsupported(
            format!("{}: {slot} of type {stated}", self.model),
            format!("the runtime, which makes it {found}"),
            "convert the model again",
        ))
    }

    /// Shape, address and length of a tensor's bytes, which fit each other and the type.
    pub(super) fn checked_data(
        &self,
        slot: Slot<'_>,
        tensor: RawTensor,
    ) -> Result<(Shape, NonNull<u8>, usize)> {
        self.expect_type(slot, tensor)?;
        let shape = self.shape_of(tensor)?;
        let (data, len) = self.data_of(tensor)?;
        let elements = shape.num_elements().unwrap_or(0);
        match slot.info.element_type().byte_len(elements) {
            Some(expected) if expected != len => Err(slot.shape_mismatch(
                shape,
                format!("that takes {expected} bytes, but the runtime gave it {len}"),
            )),
            _ => Ok((shape, data, len)),
        }
    }
}

/// A hint for errors by which the runtime may mean that there is no memory.
fn memory_hint(call: &str, detail: &str) -> &'static str {
    let silent =
        detail.is_empty() && (call.ends_with("AllocateTensors") || call.ends_with("Invoke"));
    if silent || XNNPACK_REFUSED.iter().any(|words| detail.contains(words)) {
        "This is how the runtime fails when there is too little memory, for one: try a smaller \
         shape or batch, or raise the limit of the process."
    } else {
        ""
    }
}

/// A tensor of a live interpreter; never null.
#[derive(Clone, Copy)]
pub(super) struct RawTensor(pub(super) *mut tflite::TfLiteTensor);

impl RawTensor {
    /// The tensor that `call` returned for `slot`.
    pub(super) fn new(
        tensor: *const tflite::TfLiteTensor,
        call: &str,
        slot: Slot<'_>,
    ) -> Result<Self> {
        if tensor.is_null() {
            // The C API reaches such a graph through the names of its signature alone.
            return Err(Error::invalid_argument(format!(
                "the runtime has no tensor for {slot}, although the graph lists one ({call}): the \
                 signature does not list it"
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
