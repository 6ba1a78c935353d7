//! Custom operators of a `CompiledModel`: `LiteRtCustomOpKernel` and its callbacks.
//!
//! The runtime ignores what the callbacks return, and does not say which operator of the graph they
//! are called for. So failures are kept for the engine to look at, and all operators of one name
//! share a state, which is made of their options before the runtime is asked.

use std::ffi::{CString, c_void};
use std::ptr;
use std::sync::{Arc, Mutex, PoisonError};

use litert_sys::litert::{
    LiteRtCustomOpKernel, LiteRtLayout, LiteRtStatus, LiteRtTensorBuffer,
    LiteRtTensorBufferLockMode as Mode,
};
use litert_sys::{LiteRtApi, groups, litert};

use super::erased::{State, guarded};
use super::failure::{Failures, Stage};
use super::nodes::{Node, nodes};
use super::views::{self, RawTensor};
use super::{CustomOps, OpResult, Registration};
use crate::error::{Error, Result};
use crate::model::{Model, ModelView, TensorInfo};
use crate::types::{ElementType, MAX_RANK, Shape};

/// The operators of one compiled model, which must be dropped after it.
#[derive(Default)]
pub(crate) struct Kernels {
    /// Complete before the runtime gets their addresses, and not changed from then on.
    all: Vec<Kernel>,
    failures: Arc<Failures>,
}

/// The data of an operator's callbacks; they get its address.
struct Kernel {
    registration: Registration,
    name: CString,
    nodes: Vec<Node>,
    state: State,
    /// The shapes that were given so far, for the shapes of the inputs. Buffers are made by the
    /// first answer, so there is no second one.
    shapes: Mutex<Vec<(Vec<Shape>, Vec<Shape>)>>,
    failures: Arc<Failures>,
    api: Arc<LiteRtApi>,
    functions: groups::litert::CustomOps,
}

impl Kernels {
    /// Makes those of the registered operators that the model uses.
    ///
    /// # Errors
    /// [`Error::CustomOp`] from an operator's `init`, [`Error::Unsupported`] for uses that the
    /// engine cannot tell apart.
    pub(crate) fn new(api: &Arc<LiteRtApi>, model: &Model, ops: &CustomOps) -> Result<Self> {
        ops.check()?;
        let mut kernels = Kernels::default();
        for registration in ops.iter() {
            let nodes = nodes(model, registration)?;
            let Some(first) = nodes.first() else {
                continue;
            };
            let Registration { name, version, op } = registration;
            let refuse = |what: &str| {
                Error::unsupported(
                    format!("{model}: the custom operator '{name}', {what},"),
                    "CompiledModel",
                    "use Interpreter for this model",
                )
            };
            if *version != 1 {
                return Err(refuse(&format!(
                    "registered as version {version} where LiteRT knows version 1 only"
                )));
            }
            if nodes.iter().any(|node| node.options != first.options) {
                return Err(refuse("which the model uses with different options"));
            }
            let mut pairs = (1..)
                .zip(&nodes)
                .flat_map(|(i, node)| nodes[i..].iter().map(move |other| (node, other)));
            if pairs.any(|(node, other)| node.looks_like(other) && !node.quantized_like(other)) {
                return Err(refuse("which the model uses with different quantization"));
            }
            let functions = *api.custom_ops.as_ref().map_err(|missing| {
                Error::missing("custom operators", missing, "use LiteRT 2.1.6 or later")
            })?;
            let state = guarded(name, Stage::Init, || op.init(&first.options))
                .map_err(|failure| Error::CustomOp(Box::new(failure)))?;
            kernels.all.push(Kernel {
                registration: registration.clone(),
                name: CString::new(name.as_str())
                    .map_err(|_| refuse("whose name contains a NUL"))?,
                nodes,
                state,
                shapes: Mutex::default(),
                failures: Arc::clone(&kernels.failures),
                api: Arc::clone(api),
                functions,
            });
        }
        Ok(kernels)
    }

    /// Adds them to the options that a model is compiled with.
    ///
    /// # Safety
    /// The options are alive, and these operators outlive what is compiled with them.
    #[must_use]
    pub(crate) unsafe fn add_to(&self, options: litert::LiteRtOptions) -> LiteRtStatus {
        let functions = LiteRtCustomOpKernel {
            Init: Some(init),
            GetOutputLayouts: Some(get_output_layouts),
            Run: Some(run),
            Destroy: Some(destroy),
        };
        let mut status = LiteRtStatus(0);
        for kernel in &self.all {
            let user_data: *mut c_void = ptr::from_ref(kernel).cast_mut().cast();
            // SAFETY: the options are alive; the functions and the name are copied, and the kernel
            // lives for long enough, as the caller promises.
            status = unsafe {
                (kernel.functions.LiteRtAddCustomOpKernelOption)(
                    options,
                    kernel.name.as_ptr(),
                    kernel.registration.version,
                    &raw const functions,
                    user_data,
                )
            };
            if status.0 != 0 {
                break;
            }
        }
        status
    }

    /// True if an operator failed since that was last asked for.
    pub(crate) fn failed(&self) -> bool {
        self.failures.any()
    }

    /// Forgets what operators said so far.
    pub(crate) fn discard_failure(&self) {
        self.failures.discard();
    }

    /// The failure since the last call of this, if any.
    pub(crate) fn take_failure(&self) -> Option<Error> {
        let failure = self.failures.take()?;
        Some(Error::CustomOp(Box::new(failure)))
    }

    /// Why a run failed and what to do, if it may be because of what these operators read.
    pub(crate) fn hint(&self, said: &str) -> Option<String> {
        let reads_constant = |node: &Node| node.inputs.iter().any(TensorInfo::is_constant);
        let mut reading = self
            .all
            .iter()
            .filter(|kernel| kernel.nodes.iter().any(reads_constant));
        let kernel = reading
            .next()
            .filter(|_| said.contains("failed to invoke"))?;
        Some(format!(
            "The custom operator '{}' reads a constant of the model. LiteRT fails to pass it on where \
             it is not aligned to 64 bytes in the file; use Interpreter for this model",
            kernel.registration.name
        ))
    }

    /// True if every operator of the model that would be unknown otherwise is one of these: the
    /// shapes of their outputs are known before a run.
    pub(crate) fn cover(&self, model: ModelView<'_>) -> bool {
        let registrations = self.all.iter().map(|kernel| &kernel.registration);
        super::cover(registrations, model)
    }
}

/// The state is made before, from the same options.
unsafe extern "C" fn init(_: *mut c_void, _: *const c_void, _: usize) -> LiteRtStatus {
    LiteRtStatus(0)
}

/// The state goes with the compiled model, after it.
unsafe extern "C" fn destroy(_: *mut c_void) -> LiteRtStatus {
    LiteRtStatus(0)
}

unsafe extern "C" fn get_output_layouts(
    user_data: *mut c_void,
    num_inputs: usize,
    inputs: *const LiteRtLayout,
    num_outputs: usize,
    outputs: *mut LiteRtLayout,
) -> LiteRtStatus {
    // SAFETY: what `add_to` passed, alive as long as the compiled model that calls.
    let kernel = unsafe { &*user_data.cast::<Kernel>() };
    let name = &kernel.registration.name;
    let shapes = guarded(name, Stage::OutputShapes, || {
        // SAFETY: as many layouts as stated, alive during the call.
        let inputs = unsafe { slice(inputs, num_inputs) };
        kernel.output_shapes(inputs, num_outputs)
    });
    // SAFETY: as many layouts as stated, all zero, alive during the call.
    let outputs = unsafe { slice_mut(outputs, num_outputs) };
    match shapes {
        Ok(shapes) => {
            for (layout, shape) in outputs.iter_mut().zip(&shapes) {
                layout.rank_and_flags = shape.rank() as u32;
                for (dimension, dim) in layout.dimensions.iter_mut().zip(shape.dims()) {
                    *dimension = *dim;
                }
            }
            LiteRtStatus(0)
        }
        Err(failure) => {
            kernel.failures.note(failure);
            // The status is ignored. Strides are what makes the runtime refuse the layout, and ask
            // again the next time.
            for layout in outputs {
                layout.rank_and_flags = HAS_STRIDES;
            }
            LiteRtStatus(3)
        }
    }
}

/// The bit behind the seven of the rank.
const HAS_STRIDES: u32 = 0x80;

unsafe extern "C" fn run(
    user_data: *mut c_void,
    num_inputs: usize,
    inputs: *const LiteRtTensorBuffer,
    num_outputs: usize,
    outputs: *mut LiteRtTensorBuffer,
) -> LiteRtStatus {
    // SAFETY: as in `get_output_layouts`.
    let kernel = unsafe { &*user_data.cast::<Kernel>() };
    if kernel.failures.any() {
        // The run has failed already, and its values mean nothing.
        return LiteRtStatus(3);
    }
    let name = &kernel.registration.name;
    let done = guarded(name, Stage::Invoke, || {
        // SAFETY: as many handles as stated, alive during the call.
        let (inputs, outputs) = unsafe { (slice(inputs, num_inputs), slice(outputs, num_outputs)) };
        // SAFETY: the handles are those of the call.
        unsafe { kernel.run(inputs, outputs) }
    });
    match done {
        Ok(()) => LiteRtStatus(0),
        Err(failure) => {
            kernel.failures.note(failure);
            LiteRtStatus(3)
        }
    }
}

impl Kernel {
    fn output_shapes(&self, inputs: &[LiteRtLayout], outputs: usize) -> OpResult<Vec<Shape>> {
        let inputs = inputs
            .iter()
            .map(|layout| shape_of(layout).ok_or_else(|| "an input has no shape".into()))
            .collect::<OpResult<Vec<Shape>>>()?;
        let mut known = self.shapes.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, shapes)) = known
            .iter()
            .find(|(given, shapes)| *given == inputs && shapes.len() == outputs)
        {
            return Ok(shapes.clone());
        }
        let alike =
            |node: &&Node| node.inputs.len() == inputs.len() && node.outputs.len() == outputs;
        let node = self.nodes.iter().find(alike);
        let node =
            node.ok_or("the runtime passes another number of tensors than the file lists")?;
        let op = self.registration.op.as_ref();
        let shapes = views::output_shapes(op, &self.state, &node.outputs, &inputs)?;
        known.push((inputs, shapes.clone()));
        Ok(shapes)
    }

    /// # Safety
    /// The handles are those that the runtime calls `Run` with.
    unsafe fn run(
        &self,
        inputs: &[LiteRtTensorBuffer],
        outputs: &[LiteRtTensorBuffer],
    ) -> OpResult<()> {
        let mut locks = Locks {
            api: &self.api,
            locked: Vec::with_capacity(inputs.len() + outputs.len()),
        };
        let mut lock = |buffers: &[LiteRtTensorBuffer], mode| {
            buffers
                .iter()
                // SAFETY: passed on.
                .map(|buffer| unsafe { locks.tensor(&self.functions, *buffer, mode) })
                .collect::<OpResult<Vec<RawTensor>>>()
        };
        let inputs = lock(inputs, Mode::kLiteRtTensorBufferLockModeRead)?;
        let outputs = lock(outputs, Mode::kLiteRtTensorBufferLockModeWrite)?;
        let types = |tensors: &[RawTensor], infos: &[TensorInfo]| {
            tensors.len() == infos.len()
                && tensors
                    .iter()
                    .zip(infos)
                    .all(|(tensor, info)| tensor.element_type == info.element_type())
        };
        let mut alike = self
            .nodes
            .iter()
            .filter(|node| types(&inputs, &node.inputs) && types(&outputs, &node.outputs));
        let node = alike
            .next()
            .ok_or("the runtime passes other tensors than the file lists")?;
        let op = self.registration.op.as_ref();
        // SAFETY: locked, so they are the host's memory of the sizes that the buffers have, and
        // stay until `locks` goes; the runtime has computed all inputs and waits for this call.
        unsafe { views::invoke(op, &self.state, node, inputs, outputs) }?;
        locks.unlock()
    }
}

/// Buffers that are locked for the time of a call: also when it panics.
struct Locks<'a> {
    api: &'a LiteRtApi,
    locked: Vec<(LiteRtTensorBuffer, *mut u8)>,
}

impl Locks<'_> {
    /// # Safety
    /// The handle is alive for as long as this.
    unsafe fn tensor(
        &mut self,
        functions: &groups::litert::CustomOps,
        buffer: LiteRtTensorBuffer,
        mode: Mode,
    ) -> OpResult<RawTensor> {
        let buffers = &self.api.tensor_buffer;
        // SAFETY: plain numbers, for which zero is a value.
        let mut ranked: litert::LiteRtRankedTensorType = unsafe { std::mem::zeroed() };
        let mut len = 0;
        // SAFETY: the buffer is alive; the results are written to variables of the right types.
        let (asked, sized) = unsafe {
            (
                (functions.LiteRtGetTensorBufferTensorType)(buffer, &raw mut ranked),
                (buffers.LiteRtGetTensorBufferSize)(buffer, &raw mut len),
            )
        };
        succeeded("LiteRtGetTensorBufferTensorType", asked)?;
        succeeded("LiteRtGetTensorBufferSize", sized)?;
        let shape = shape_of(&ranked.layout).ok_or("the runtime gives a tensor no shape")?;
        // One tensor may be several inputs, and has one lock.
        let known = self.locked.iter().find(|(known, _)| *known == buffer);
        let data = match known {
            Some((_, data)) => *data,
            None => {
                let mut data: *mut c_void = ptr::null_mut();
                // SAFETY: the buffer is alive.
                let status =
                    unsafe { (buffers.LiteRtLockTensorBuffer)(buffer, &raw mut data, mode) };
                succeeded("LiteRtLockTensorBuffer", status)?;
                if data.is_null() {
                    // Locked it is nevertheless.
                    self.locked.push((buffer, data.cast()));
                    return Err("LiteRtLockTensorBuffer gave no address".into());
                }
                self.locked.push((buffer, data.cast()));
                data.cast()
            }
        };
        // On some platforms C enums are unsigned.
        #[allow(clippy::unnecessary_cast)]
        let element_type = ElementType::from_runtime_code(ranked.element_type.0 as i32);
        Ok(RawTensor {
            element_type,
            shape,
            data,
            len,
        })
    }

    /// Ends all locks; for memory of a device this is when what was written goes there.
    fn unlock(&mut self) -> OpResult<()> {
        let mut result = Ok(());
        for (buffer, _) in self.locked.drain(..) {
            // SAFETY: the buffer is alive, and was locked by `tensor`.
            let status = unsafe { (self.api.tensor_buffer.LiteRtUnlockTensorBuffer)(buffer) };
            result = result.and(succeeded("LiteRtUnlockTensorBuffer", status));
        }
        result
    }
}

impl Drop for Locks<'_> {
    fn drop(&mut self) {
        // Only an error or a panic comes here, and is told.
        let _ = self.unlock();
    }
}

/// An error that names the call, unless its status is 0.
fn succeeded(call: &str, status: LiteRtStatus) -> OpResult<()> {
    match status.0 {
        0 => Ok(()),
        other => Err(format!("{call} returned {other}").into()),
    }
}

/// The shape in a layout.
fn shape_of(layout: &LiteRtLayout) -> Option<Shape> {
    let rank = (layout.rank_and_flags & 0x7f) as usize;
    debug_assert_eq!(layout.dimensions.len(), MAX_RANK);
    Shape::new(layout.dimensions.get(..rank)?).ok()
}

/// # Safety
/// `len` values, initialised and left alone for as long as the result is used; or none.
unsafe fn slice<'a, T>(first: *const T, len: usize) -> &'a [T] {
    if len == 0 || first.is_null() {
        return &[];
    }
    // SAFETY: passed on.
    unsafe { std::slice::from_raw_parts(first, len) }
}

/// # Safety
/// As for `slice`, and nobody else reads them meanwhile.
unsafe fn slice_mut<'a, T>(first: *mut T, len: usize) -> &'a mut [T] {
    if len == 0 || first.is_null() {
        return &mut [];
    }
    // SAFETY: passed on.
    unsafe { std::slice::from_raw_parts_mut(first, len) }
}
