//! Custom operators of an `Interpreter`: `TfLiteOperator` and its callbacks.

use std::ffi::{CString, c_char, c_int, c_void};
use std::ptr::{self, NonNull};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use litert_sys::tflite::{TfLiteOpaqueContext, TfLiteOpaqueNode, TfLiteOpaqueTensor, TfLiteStatus};
use litert_sys::{Family, TfLiteApi, groups, tflite};

use super::erased::{State, erase, guarded};
use super::failure::{Failures, Stage};
use super::nodes::{Node, builtin_nodes, nodes};
use super::own::OwnKernel;
use super::views::{self, RawTensor};
use super::{CustomOps, OpResult, Registration};
use crate::error::{Error, Result};
use crate::model::{BuiltinOperator, Model};
use crate::types::{ElementType, MAX_RANK, Shape};
use litert_model::ops::hazard::Library;
use litert_model::values::own_kernels;

type Functions = groups::tflite::CustomOps;

/// The operators of one interpreter, which must be dropped after it.
#[derive(Default)]
pub(crate) struct Operators {
    all: Vec<Operator>,
    failures: Arc<Failures>,
    /// The model, as errors name it.
    model: String,
}

impl Operators {
    /// Makes those of the registered operators that the model uses.
    ///
    /// # Errors
    /// [`Error::Unsupported`] if the library cannot have any, or the model uses one in a way that
    /// the trait has no words for.
    pub(crate) fn new(api: &Arc<TfLiteApi>, model: &Model, ops: &CustomOps) -> Result<Self> {
        ops.check()?;
        let mut operators = Operators {
            model: model.to_string(),
            ..Operators::default()
        };
        operators.add_own(api, model)?;
        for registration in ops.iter() {
            let nodes = nodes(model, registration)?;
            if nodes.is_empty() {
                continue;
            }
            let functions = *api.custom_ops.as_ref().map_err(|missing| {
                Error::missing("custom operators", missing, Family::TfLite.remedy())
            })?;
            let failures = Arc::clone(&operators.failures);
            let kind = Kind::Custom;
            operators.all.push(Operator::new(
                api,
                functions,
                registration,
                kind,
                nodes,
                failures,
            )?);
        }
        Ok(operators)
    }

    /// Makes kernels of ours for built-in operators that need them, if the library takes any.
    fn add_own(&mut self, api: &Arc<TfLiteApi>, model: &Model) -> Result<()> {
        // The struct with which the library takes them is known of these versions.
        let version = (api.version.major, api.version.minor);
        let Ok(functions) = api.custom_ops else {
            return Ok(());
        };
        let add = functions.TfLiteInterpreterOptionsAddBuiltinOp;
        let (Some(add), true) = (add, ((2, 17)..=(2, 23)).contains(&version)) else {
            return Ok(());
        };
        for (builtin, newest) in own_kernels(model.view(), library(api), model.vouched()) {
            let registration = Registration {
                name: builtin.to_string(),
                version: newest,
                op: erase(OwnKernel {
                    model: model.clone(),
                }),
            };
            let (kind, failures) = (Kind::Builtin(builtin, add), Arc::clone(&self.failures));
            let nodes = builtin_nodes(model, builtin)?;
            let operator = Operator::new(api, functions, &registration, kind, nodes, failures)?;
            self.all.push(operator);
        }
        Ok(())
    }

    /// Adds them to the options of an interpreter.
    ///
    /// # Safety
    /// The options are alive, and these operators outlive the interpreter that is made of them.
    pub(crate) unsafe fn add_to(&self, options: *mut tflite::TfLiteInterpreterOptions) {
        for operator in &self.all {
            let Kind::Builtin(builtin, add) = operator.data.kind else {
                let add = operator.data.functions.TfLiteInterpreterOptionsAddOperator;
                // SAFETY: both are alive, the operator for long enough, as the caller promises.
                unsafe { add(options, operator.pointer.as_ptr()) };
                continue;
            };
            let registration = tflite::TfLiteRegistration {
                init: None,
                free: None,
                prepare: None,
                invoke: None,
                profiling_string: None,
                builtin_code: builtin.0,
                custom_name: ptr::null(),
                version: 1,
                registration_external: operator.pointer.as_ptr(),
                async_kernel: None,
                inplace_operator: 0,
            };
            // SAFETY: the options are alive, and so is the operator for long enough, as the caller promises.
            // The library copies the struct, whose layout is that of its version, as `add_own` looked up.
            unsafe {
                add(
                    options,
                    c_builtin(builtin),
                    &raw const registration,
                    1,
                    operator.data.registration.version,
                );
            }
        }
    }

    /// Forgets what operators said so far.
    pub(crate) fn discard_failure(&self) {
        self.failures.discard();
    }

    /// The failure since the last call of this, if any.
    pub(crate) fn take_failure(&self) -> Option<Error> {
        let failure = self.failures.take()?;
        let own = |operator: &Operator| match operator.data.kind {
            Kind::Builtin(..) => operator.data.registration.name == failure.operator,
            Kind::Custom => false,
        };
        if self.all.iter().any(own) {
            let message = format!("{}: {}", self.model, failure.message);
            return Some(Error::invalid_argument(message));
        }
        Some(Error::CustomOp(Box::new(failure)))
    }
}

/// What an operator is to the library.
#[derive(Clone, Copy)]
enum Kind {
    Custom,
    /// A built-in one, with the function that registers it.
    Builtin(
        BuiltinOperator,
        tflite::TfLiteInterpreterOptionsAddBuiltinOp,
    ),
}

/// Which of the libraries that are tested this one is most like.
pub(crate) fn library(api: &TfLiteApi) -> Library {
    match (api.version.major, api.version.minor) <= (2, 17) {
        true => Library::TfLite,
        false => Library::LiteRtLm,
    }
}

// On some platforms C enums are unsigned.
#[allow(clippy::unnecessary_cast)]
fn c_builtin(builtin: BuiltinOperator) -> tflite::TfLiteBuiltinOperator {
    tflite::TfLiteBuiltinOperator(builtin.0 as _)
}

/// A `TfLiteOperator` and what its callbacks work with.
struct Operator {
    pointer: NonNull<tflite::TfLiteOperator>,
    data: Box<Data>,
}

impl Drop for Operator {
    fn drop(&mut self) {
        // SAFETY: created by this API, deleted only here, after the interpreter that had it.
        unsafe { (self.data.functions.TfLiteOperatorDelete)(self.pointer.as_ptr()) }
    }
}

/// Shared by all nodes of an operator. The callbacks get its address.
struct Data {
    registration: Registration,
    kind: Kind,
    /// C keeps the pointer to the name.
    name: CString,
    /// In the order of the file, in which the runtime makes them, too.
    nodes: Vec<Node>,
    made: AtomicUsize,
    failures: Arc<Failures>,
    functions: Functions,
    // The functions' code; a source is never unloaded, but a fake one is freed.
    _api: Arc<TfLiteApi>,
}

/// The data of one node: C's “user data” of the node.
struct Own {
    /// Which of the nodes; past their end for one that the file does not have.
    node: usize,
    /// Nothing if it could not be made.
    state: Option<State>,
}

impl Operator {
    fn new(
        api: &Arc<TfLiteApi>,
        functions: Functions,
        registration: &Registration,
        kind: Kind,
        nodes: Vec<Node>,
        failures: Arc<Failures>,
    ) -> Result<Self> {
        let name = CString::new(registration.name.as_str())
            .map_err(|_| Error::invalid_argument("the name of a custom operator contains a NUL"))?;
        let data = Box::new(Data {
            registration: registration.clone(),
            kind,
            name,
            nodes,
            made: AtomicUsize::new(0),
            failures,
            functions,
            _api: Arc::clone(api),
        });
        let user_data: *mut c_void = (&raw const *data).cast_mut().cast();
        // TensorFlow Lite 2.17 has the function with four arguments under the longer name, and
        // under the shorter one a function with three.
        let create = functions
            .TfLiteOperatorCreateWithData
            .unwrap_or(functions.TfLiteOperatorCreate);
        let (code, name) = match kind {
            Kind::Custom => (
                tflite::TfLiteBuiltinOperator::kTfLiteBuiltinCustom,
                data.name.as_ptr(),
            ),
            Kind::Builtin(builtin, _) => (c_builtin(builtin), ptr::null()),
        };
        // SAFETY: name and data are on the heap, owned by the result, which deletes the operator
        // before they go.
        let pointer = unsafe { create(code, name, registration.version, user_data) };
        let Some(pointer) = NonNull::new(pointer) else {
            return Err(refused(registration, "TfLiteOperatorCreate made none"));
        };
        let operator = Self { pointer, data };
        // SAFETY: the operator is alive.
        if unsafe { (functions.TfLiteOperatorGetUserData)(pointer.as_ptr()) } != user_data {
            let why = "TfLiteOperatorGetUserData does not give back what it was made with";
            return Err(refused(registration, why));
        }
        // SAFETY: the operator is alive, and the callbacks are what the header asks for.
        let statuses = unsafe {
            let it = pointer.as_ptr();
            [
                (
                    "TfLiteOperatorSetInitWithData",
                    (functions.TfLiteOperatorSetInitWithData)(it, Some(init)),
                ),
                (
                    "TfLiteOperatorSetFreeWithData",
                    (functions.TfLiteOperatorSetFreeWithData)(it, Some(free)),
                ),
                (
                    "TfLiteOperatorSetPrepareWithData",
                    (functions.TfLiteOperatorSetPrepareWithData)(it, Some(prepare)),
                ),
                (
                    "TfLiteOperatorSetInvokeWithData",
                    (functions.TfLiteOperatorSetInvokeWithData)(it, Some(invoke)),
                ),
            ]
        };
        if let Some((call, status)) = statuses.iter().find(|(_, status)| status.0 != 0) {
            let why = format!("{call} returned {}", status.0);
            return Err(refused(registration, &why));
        }
        Ok(operator)
    }
}

fn refused(registration: &Registration, why: &str) -> Error {
    Error::unsupported(
        format!("the custom operator {registration:?}"),
        format!("this TensorFlow Lite library: {why}"),
        "use TensorFlow Lite 2.17.1 or 2.23.0",
    )
}

/// Makes the state of a node, from its options. The result must not be null, or `free` would not
/// be called.
unsafe extern "C" fn init(
    user_data: *mut c_void,
    _context: *mut TfLiteOpaqueContext,
    buffer: *const c_char,
    len: usize,
) -> *mut c_void {
    // SAFETY: what `Operator::new` passed, alive as long as the operator, which outlives the
    // interpreter.
    let data = unsafe { &*user_data.cast::<Data>() };
    let node = data.made.fetch_add(1, Ordering::Relaxed);
    let options = match data.kind {
        Kind::Builtin(..) => data.nodes.get(node).map_or(&[][..], |node| &node.options),
        Kind::Custom if buffer.is_null() || len == 0 => &[],
        // SAFETY: the options in the file, of this length.
        Kind::Custom => unsafe { std::slice::from_raw_parts(buffer.cast::<u8>(), len) },
    };
    let Registration { name, op, .. } = &data.registration;
    let state = match guarded(name, Stage::Init, || op.init(options)) {
        Ok(state) => Some(state),
        Err(failure) => {
            data.failures.note(failure);
            None
        }
    };
    Box::into_raw(Box::new(Own { node, state })).cast()
}

/// Drops the state of a node.
unsafe extern "C" fn free(
    _user_data: *mut c_void,
    _context: *mut TfLiteOpaqueContext,
    own: *mut c_void,
) {
    if own.is_null() {
        return;
    }
    // SAFETY: `init` made it, and the runtime passes it here once.
    let own = unsafe { Box::from_raw(own.cast::<Own>()) };
    // The state is `Contained`: if its destructor panics, nobody here notices.
    drop(own);
}

unsafe extern "C" fn prepare(
    user_data: *mut c_void,
    context: *mut TfLiteOpaqueContext,
    node: *mut TfLiteOpaqueNode,
) -> TfLiteStatus {
    // SAFETY: as in `init`.
    let data = unsafe { &*user_data.cast::<Data>() };
    let call = Call {
        data,
        context,
        node,
    };
    // SAFETY: the runtime calls with a node of this operator.
    call.finish(Stage::OutputShapes, || unsafe { call.prepare() })
}

unsafe extern "C" fn invoke(
    user_data: *mut c_void,
    context: *mut TfLiteOpaqueContext,
    node: *mut TfLiteOpaqueNode,
) -> TfLiteStatus {
    // SAFETY: as in `init`.
    let data = unsafe { &*user_data.cast::<Data>() };
    let call = Call {
        data,
        context,
        node,
    };
    // SAFETY: the runtime calls with a node of this operator.
    call.finish(Stage::Invoke, || unsafe { call.invoke() })
}

/// A call of the runtime's.
#[derive(Clone, Copy)]
struct Call<'a> {
    data: &'a Data,
    context: *mut TfLiteOpaqueContext,
    node: *mut TfLiteOpaqueNode,
}

impl<'a> Call<'a> {
    fn finish(&self, stage: Stage, part: impl FnOnce() -> OpResult<()>) -> TfLiteStatus {
        match guarded(&self.data.registration.name, stage, part) {
            Ok(()) => TfLiteStatus::kTfLiteOk,
            Err(failure) => {
                self.data.failures.note(failure);
                TfLiteStatus::kTfLiteError
            }
        }
    }

    /// The node as the file has it, and its state.
    ///
    /// # Safety
    /// Context and node are those that the runtime calls with.
    unsafe fn own(&self) -> OpResult<(&'a Node, &'a State)> {
        let Call { data, node, .. } = *self;
        // SAFETY: the node is alive during the call.
        let own = unsafe { (data.functions.TfLiteOpaqueNodeGetUserData)(node) };
        // SAFETY: null, or made by `init` and not yet passed to `free`; nothing changes it.
        let own: &'a Own = unsafe { own.cast::<Own>().as_ref() }
            .ok_or("it has no state: TfLiteOpaqueNodeGetUserData gave none")?;
        let state = own.state.as_ref().ok_or("its init failed before")?;
        let info = data.nodes.get(own.node);
        let info = info.ok_or("the runtime made more of them than the file has")?;
        let mut indices: *const c_int = ptr::null();
        let mut count = 0;
        // SAFETY: the node is alive, and the results are written to variables of the right types.
        let status = unsafe {
            (data.functions.TfLiteOpaqueNodeInputs)(node, &raw mut indices, &raw mut count)
        };
        // SAFETY: the array belongs to the node and has as many numbers as stated.
        let same = status.0 == 0 && unsafe { same_indices(indices, count, &info.inputs) };
        // SAFETY: as for the inputs.
        let status = unsafe {
            (data.functions.TfLiteOpaqueNodeOutputs)(node, &raw mut indices, &raw mut count)
        };
        // SAFETY: as for the inputs.
        let same = same && status.0 == 0 && unsafe { same_indices(indices, count, &info.outputs) };
        if !same {
            return Err(
                "the runtime runs it with other tensors than the file lists \
                        (TfLiteOpaqueNodeInputs, TfLiteOpaqueNodeOutputs)"
                    .into(),
            );
        }
        Ok((info, state))
    }

    /// # Safety
    /// Context and node are those that the runtime calls `prepare` with.
    unsafe fn prepare(&self) -> OpResult<()> {
        // SAFETY: passed on.
        let (info, state) = unsafe { self.own()? };
        let inputs = (0..info.inputs.len())
            // SAFETY: passed on; the position is one of the node's.
            .map(|i| unsafe { self.shape(self.input(i)?) })
            .collect::<OpResult<Vec<Shape>>>()?;
        let op = self.data.registration.op.as_ref();
        let shapes = views::output_shapes(op, state, &info.outputs, &inputs)?;
        for (i, shape) in shapes.iter().enumerate() {
            // SAFETY: passed on; the position is one of the node's.
            unsafe { self.resize(i, shape)? };
        }
        Ok(())
    }

    /// # Safety
    /// Context and node are those that the runtime calls `invoke` with.
    unsafe fn invoke(&self) -> OpResult<()> {
        // SAFETY: passed on.
        let (info, state) = unsafe { self.own()? };
        let inputs = (0..info.inputs.len())
            // SAFETY: passed on; the position is one of the node's.
            .map(|i| unsafe { self.tensor(self.input(i)?) })
            .collect::<OpResult<Vec<RawTensor>>>()?;
        let outputs = (0..info.outputs.len())
            // SAFETY: passed on; the position is one of the node's.
            .map(|i| unsafe { self.tensor(self.output(i)?) })
            .collect::<OpResult<Vec<RawTensor>>>()?;
        let op = self.data.registration.op.as_ref();
        // SAFETY: the runtime calls when all tensors have memory and all inputs have been computed,
        // and leaves them alone until the call is over.
        unsafe { views::invoke(op, state, info, inputs, outputs) }
    }

    /// # Safety
    /// As for `own`, and the position is one of the node's.
    unsafe fn input(&self, position: usize) -> OpResult<*const TfLiteOpaqueTensor> {
        let get = self.data.functions.TfLiteOpaqueNodeGetInput;
        // SAFETY: passed on.
        let tensor = unsafe { get(self.context, self.node, c_int::try_from(position)?) };
        if tensor.is_null() {
            return Err(format!("TfLiteOpaqueNodeGetInput has no input {position}").into());
        }
        Ok(tensor)
    }

    /// # Safety
    /// As for `own`, and the position is one of the node's.
    unsafe fn output(&self, position: usize) -> OpResult<*mut TfLiteOpaqueTensor> {
        let get = self.data.functions.TfLiteOpaqueNodeGetOutput;
        // SAFETY: passed on.
        let tensor = unsafe { get(self.context, self.node, c_int::try_from(position)?) };
        if tensor.is_null() {
            return Err(format!("TfLiteOpaqueNodeGetOutput has no output {position}").into());
        }
        Ok(tensor)
    }

    /// # Safety
    /// The tensor belongs to the node that is called.
    unsafe fn shape(&self, tensor: *const TfLiteOpaqueTensor) -> OpResult<Shape> {
        let functions = &self.data.functions;
        // SAFETY: passed on.
        let rank = unsafe { (functions.TfLiteOpaqueTensorNumDims)(tensor) };
        let mut dims = [0; MAX_RANK];
        let rank = usize::try_from(rank).unwrap_or(0);
        let used = dims
            .get_mut(..rank)
            .ok_or("a tensor has more than eight dimensions")?;
        for (axis, dim) in (0..).zip(used.iter_mut()) {
            // SAFETY: passed on; the axis is below the rank.
            *dim = unsafe { (functions.TfLiteOpaqueTensorDim)(tensor, axis) };
        }
        Ok(Shape::new(used)?)
    }

    /// # Safety
    /// As for `shape`.
    unsafe fn tensor(&self, tensor: *const TfLiteOpaqueTensor) -> OpResult<RawTensor> {
        let functions = &self.data.functions;
        // SAFETY: passed on.
        let (shape, code, data, len) = unsafe {
            (
                self.shape(tensor)?,
                (functions.TfLiteOpaqueTensorType)(tensor),
                (functions.TfLiteOpaqueTensorData)(tensor),
                (functions.TfLiteOpaqueTensorByteSize)(tensor),
            )
        };
        if data.is_null() && len > 0 {
            return Err("a tensor has no memory: TfLiteOpaqueTensorData gave none".into());
        }
        // On some platforms C enums are unsigned.
        #[allow(clippy::unnecessary_cast)]
        let element_type = ElementType::from_runtime_code(code.0 as i32);
        Ok(RawTensor {
            element_type,
            shape,
            data: data.cast(),
            len,
        })
    }

    /// # Safety
    /// As for `own`, during `prepare`, and the position is one of the node's.
    unsafe fn resize(&self, position: usize, shape: &Shape) -> OpResult<()> {
        let functions = &self.data.functions;
        // SAFETY: passed on.
        let tensor = unsafe { self.output(position)? };
        // SAFETY: a rank is at most eight.
        let dims = unsafe { (functions.TfLiteIntArrayCreate)(c_int::try_from(shape.rank())?) };
        if dims.is_null() {
            return Err("there is no memory for a shape (TfLiteIntArrayCreate)".into());
        }
        // SAFETY: the array was made just now, with room for `rank` numbers behind its size.
        unsafe {
            let first = (&raw mut (*dims).data).cast::<c_int>();
            ptr::copy_nonoverlapping(shape.dims().as_ptr(), first, shape.rank());
        }
        // SAFETY: all three are alive; the array belongs to the runtime from here on.
        let status =
            unsafe { (functions.TfLiteOpaqueContextResizeTensor)(self.context, tensor, dims) };
        if status.0 == 0 {
            return Ok(());
        }
        Err(format!(
            "TfLiteOpaqueContextResizeTensor returned {} for output {position} and the shape {shape}",
            status.0
        )
        .into())
    }
}

/// # Safety
/// The array has `count` numbers.
unsafe fn same_indices(
    indices: *const c_int,
    count: c_int,
    tensors: &[crate::model::TensorInfo],
) -> bool {
    if usize::try_from(count) != Ok(tensors.len()) {
        return false;
    }
    if tensors.is_empty() {
        return true;
    }
    // SAFETY: passed on.
    let indices = unsafe { std::slice::from_raw_parts(indices, tensors.len()) };
    indices
        .iter()
        .zip(tensors)
        .all(|(index, tensor)| usize::try_from(*index) == Ok(tensor.index()))
}
