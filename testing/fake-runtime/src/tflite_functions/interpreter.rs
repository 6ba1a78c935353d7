//! Interpreters.

use std::ffi::{CString, c_char, c_int, c_void};
use std::sync::Arc;

use litert::types::Shape;
use litert_sys::tflite::*;

use super::custom_op::{Node, Operator};
use super::model::{Model, Options};
use super::state::{self, Context, Graph, Interpreter, Tensor, TensorState};
use crate::call::{Call, c_functions};
use crate::pointer::{Const, Mut, Wrap};

const OK: TfLiteStatus = TfLiteStatus::kTfLiteOk;
const ERROR: TfLiteStatus = TfLiteStatus::kTfLiteError;

c_functions! { tflite;
    fn TfLiteInterpreterCreate(
        call,
        model: *const TfLiteModel,
        options: *const TfLiteInterpreterOptions,
    ) -> *mut TfLiteInterpreter {
        let model_address = model.raw() as usize;
        let options = call.get::<Options>(options.raw() as usize)?.clone();
        let model = call.get::<Model>(model_address)?;
        let (image, reporter) = (Arc::clone(&model.image), options.reporter.unwrap_or(model.reporter));
        let interpreter: *mut TfLiteInterpreter = call.create(Interpreter {
            image: Arc::clone(&image),
            reporter,
            graphs: Vec::new(),
            delegates: options.delegates.clone(),
            profiler: options.profiler,
            context: null(),
            cancellable: options.cancellable,
            running: false,
            cancelled: false,
        });
        let address = interpreter as usize;
        call.uses(address, model_address);
        let delegates = options.delegates.iter().map(|delegate| delegate.raw() as usize);
        for used in delegates.chain(options.operators.iter().copied()) {
            if call.is_handle(used) {
                call.uses(address, used);
            }
        }
        let context: *mut TfLiteOpaqueContext =
            call.create_in(address, Context { interpreter: address });
        call.get::<Interpreter>(address)?.context = mutable(context);
        match graphs(call, address, &options.operators) {
            Some(Ok(())) => Some(interpreter),
            Some(Err(why)) => {
                reporter.say(call, &why);
                delete(call, address);
                None
            }
            None => None,
        }
    }

    fn TfLiteInterpreterDelete(call, interpreter: *mut TfLiteInterpreter) {
        delete(call, interpreter.raw() as usize)
    }

    fn TfLiteInterpreterGetInputTensorCount(
        call,
        interpreter: *const TfLiteInterpreter,
    ) -> i32 {
        let it = call.get::<Interpreter>(interpreter.raw() as usize)?;
        i32::try_from(it.image.graphs.first()?.inputs.len()).ok()
    }

    fn TfLiteInterpreterGetOutputTensorCount(
        call,
        interpreter: *const TfLiteInterpreter,
    ) -> i32 {
        let it = call.get::<Interpreter>(interpreter.raw() as usize)?;
        i32::try_from(it.image.graphs.first()?.outputs.len()).ok()
    }

    fn TfLiteInterpreterGetInputTensor(
        call,
        interpreter: *const TfLiteInterpreter,
        position: i32,
    ) -> *mut TfLiteTensor {
        let it = call.get::<Interpreter>(interpreter.raw() as usize)?;
        let inputs = &it.image.graphs.first()?.inputs;
        let index = usize::try_from(position).ok().and_then(|at| inputs.get(at).copied());
        listed(call, interpreter, index, "input", position)
    }

    fn TfLiteInterpreterGetOutputTensor(
        call,
        interpreter: *const TfLiteInterpreter,
        position: i32,
    ) -> *const TfLiteTensor {
        let it = call.get::<Interpreter>(interpreter.raw() as usize)?;
        let outputs = &it.image.graphs.first()?.outputs;
        let index = usize::try_from(position).ok().and_then(|at| outputs.get(at).copied());
        Some(listed(call, interpreter, index, "output", position)?.cast_const())
    }

    fn TfLiteInterpreterGetTensor(
        call,
        interpreter: *const TfLiteInterpreter,
        index: c_int,
    ) -> *mut TfLiteTensor {
        let it = call.get::<Interpreter>(interpreter.raw() as usize)?;
        let tensor = it.graphs.first()?.tensors.get(usize::try_from(index).ok()?)?;
        Some(tensor.handle as *mut TfLiteTensor)
    }

    fn TfLiteInterpreterResizeInputTensor(
        call,
        interpreter: *mut TfLiteInterpreter,
        position: i32,
        dims: *const c_int,
        rank: i32,
    ) -> TfLiteStatus {
        let it = call.get::<Interpreter>(interpreter.raw() as usize)?;
        let index = *it.image.graphs.first()?.inputs.get(usize::try_from(position).ok()?)?;
        resize(call, interpreter, 0, index, dims, rank)
    }

    fn TfLiteInterpreterAllocateTensors(
        call,
        interpreter: *mut TfLiteInterpreter,
    ) -> TfLiteStatus {
        state::allocate(call, interpreter.raw() as usize, 0)
    }

    fn TfLiteInterpreterInvoke(call, interpreter: *mut TfLiteInterpreter) -> TfLiteStatus {
        state::invoke(call, interpreter.raw() as usize, 0, None)
    }

    fn TfLiteInterpreterCancel(call, interpreter: *const TfLiteInterpreter) -> TfLiteStatus {
        let it = call.get::<Interpreter>(interpreter.raw() as usize)?;
        if !it.cancellable {
            return Some(ERROR);
        }
        it.cancelled = it.running;
        Some(OK)
    }

    fn TfLiteInterpreterResetVariableTensors(
        call,
        interpreter: *mut TfLiteInterpreter,
    ) -> TfLiteStatus {
        let it = call.get::<Interpreter>(interpreter.raw() as usize)?;
        let image = Arc::clone(&it.image);
        for (graph, plan) in it.graphs.iter_mut().zip(&image.graphs) {
            for (tensor, info) in graph.tensors.iter_mut().zip(&plan.tensors) {
                if let (true, Some(memory)) = (info.variable, &mut tensor.memory) {
                    memory.fill(0);
                }
            }
        }
        Some(OK)
    }

    fn TfLiteInterpreterSetCustomAllocationForTensor(
        call,
        interpreter: *mut TfLiteInterpreter,
        index: c_int,
        allocation: *const TfLiteCustomAllocation,
        _flags: i64,
    ) -> TfLiteStatus {
        let allocation = allocation.get()?;
        let it = call.get::<Interpreter>(interpreter.raw() as usize)?;
        let graph = it.graphs.first_mut()?;
        let tensor = graph.tensors.get_mut(usize::try_from(index).ok()?)?;
        if allocation.data as usize % 64 != 0 {
            return Some(ERROR);
        }
        tensor.lent = Some((mutable(allocation.data), allocation.bytes));
        graph.allocated = false;
        Some(OK)
    }
}

fn null<T>() -> Mut<T> {
    mutable(std::ptr::null_mut())
}

/// A pointer that a struct of the application's, or one of ours, holds.
pub(super) fn mutable<T>(pointer: *mut T) -> Mut<T> {
    // SAFETY: such a pointer is good for what the struct's declaration says.
    unsafe { pointer.wrap() }
}

fn listed(
    call: &mut Call,
    interpreter: Const<TfLiteInterpreter>,
    index: Option<usize>,
    what: &str,
    position: i32,
) -> Option<*mut TfLiteTensor> {
    let Some(index) = index else {
        call.violation(format!("there is no {what} {position}"));
        return None;
    };
    let it = call.get::<Interpreter>(interpreter.raw() as usize)?;
    Some(it.graphs.first()?.tensors.get(index)?.handle as *mut TfLiteTensor)
}

/// Gives an input another shape.
pub(super) fn resize(
    call: &mut Call,
    interpreter: Mut<TfLiteInterpreter>,
    graph: usize,
    index: usize,
    dims: Const<c_int>,
    rank: i32,
) -> Option<TfLiteStatus> {
    let shape = Shape::new(&dims.copy(usize::try_from(rank).ok()?)).ok()?;
    let it = call.get::<Interpreter>(interpreter.raw() as usize)?;
    let graph = it.graphs.get_mut(graph)?;
    graph.tensors.get_mut(index)?.shape = shape;
    graph.allocated = false;
    Some(OK)
}

/// Makes tensors and nodes.
fn graphs(call: &mut Call, address: usize, operators: &[usize]) -> Option<Result<(), String>> {
    let it = call.get::<Interpreter>(address)?;
    let image = Arc::clone(&it.image);
    let context = it.context;
    let hooked = call.world()?.hook.is_some();
    for (graph, plan) in image.graphs.iter().enumerate() {
        let tensors = plan.tensors.iter().enumerate().map(|(index, info)| {
            let tensor = Tensor {
                interpreter: address,
                graph,
                index,
            };
            let handle: *mut TfLiteTensor = call.create_in(address, tensor);
            TensorState {
                handle: handle as usize,
                shape: info.shape,
                memory: None,
                lent: None,
            }
        });
        let state = Graph {
            tensors: tensors.collect(),
            nodes: plan.operators.iter().map(|_| None).collect(),
            allocated: false,
        };
        call.get::<Interpreter>(address)?.graphs.push(state);
    }
    for (graph, plan) in image.graphs.iter().enumerate() {
        for (position, operator) in plan.operators.iter().enumerate() {
            let Some((name, version, options)) = &operator.custom else {
                continue;
            };
            let Some(kernel) = find_operator(call, operators, name, *version)? else {
                if hooked {
                    continue;
                }
                return Some(Err(format!(
                    "Encountered unresolved custom op: {}.",
                    name.to_string_lossy()
                )));
            };
            let node: *mut TfLiteOpaqueNode = call.create_in(address, Node::new(kernel, operator));
            call.get::<Interpreter>(address)?.graphs[graph].nodes[position] = Some(mutable(node));
            let kernel = call.get::<Operator>(kernel)?.clone();
            let Some(init) = kernel.init else { continue };
            let user_data = kernel.user_data;
            let data: *const c_char = options.as_ptr().cast();
            // SAFETY: the callback that the application registered, with its data, and options that
            // live until it returns.
            let own =
                mutable(call.pause(|| unsafe {
                    init(user_data.raw(), context.raw(), data, options.len())
                }));
            call.get::<Node>(node as usize)?.own = own;
        }
    }
    Some(Ok(()))
}

fn find_operator(
    call: &mut Call,
    operators: &[usize],
    name: &CString,
    version: i32,
) -> Option<Option<usize>> {
    for &address in operators {
        let operator = call.get::<Operator>(address)?;
        if operator.name == *name && operator.version == version {
            return Some(Some(address));
        }
    }
    Some(None)
}

/// Deletes an interpreter, with the state of its operators.
fn delete(call: &mut Call, address: usize) -> Option<()> {
    let it = call.get::<Interpreter>(address)?;
    let context = it.context;
    let delegates = it.delegates.clone();
    let nodes: Vec<_> = it
        .graphs
        .iter()
        .flat_map(|graph| graph.nodes.clone())
        .flatten()
        .collect();
    for node in nodes {
        let (kernel, own) = {
            let node = call.get::<Node>(node.raw() as usize)?;
            (node.operator, node.own)
        };
        let Some(kernel) = call.get::<Operator>(kernel).map(|it| it.clone()) else {
            continue;
        };
        let Some(free) = kernel.free else { continue };
        let own: Mut<c_void> = own;
        // SAFETY: the callback that the application registered, with what its `init` gave.
        call.pause(|| unsafe { free(kernel.user_data.raw(), context.raw(), own.raw()) });
    }
    // The real one tells its delegates that they are not needed any more.
    for delegate in delegates {
        let _ = delegate.get();
    }
    call.destroy::<Interpreter>(address).map(drop)
}
