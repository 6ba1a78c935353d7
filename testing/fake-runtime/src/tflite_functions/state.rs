//! What an interpreter holds, and how it runs.

use std::ffi::c_void;
use std::sync::{Arc, PoisonError};
use std::thread;
use std::time::Duration;

use litert::AlignedBuffer;
use litert::types::{ElementType, Shape};
use litert_sys::tflite::{
    TfLiteDelegate, TfLiteOpaqueContext, TfLiteStatus, TfLiteTelemetryProfilerStruct,
};

use super::custom_op::{Node, Operator};
use super::model::Reporter;
use crate::call::Call;
use crate::compute::{self, Value, byte_len};
use crate::hook::{Run, RunTensor};
use crate::image::{self, Image};
use crate::pointer::{Const, Mut};
use crate::registry::Thing;

const OK: TfLiteStatus = TfLiteStatus::kTfLiteOk;
const ERROR: TfLiteStatus = TfLiteStatus::kTfLiteError;

pub(super) struct Interpreter {
    pub(super) image: Arc<Image>,
    pub(super) reporter: Reporter,
    pub(super) graphs: Vec<Graph>,
    pub(super) delegates: Vec<Const<TfLiteDelegate>>,
    pub(super) profiler: Option<Mut<TfLiteTelemetryProfilerStruct>>,
    pub(super) context: Mut<TfLiteOpaqueContext>,
    pub(super) cancellable: bool,
    pub(super) running: bool,
    pub(super) cancelled: bool,
}

impl Thing for Interpreter {
    const KIND: &'static str = "TfLiteInterpreter";
}

pub(super) struct Graph {
    pub(super) tensors: Vec<TensorState>,
    /// For each operator that is a custom one.
    pub(super) nodes: Vec<Option<Mut<litert_sys::tflite::TfLiteOpaqueNode>>>,
    pub(super) allocated: bool,
}

pub(super) struct TensorState {
    pub(super) handle: usize,
    pub(super) shape: Shape,
    pub(super) memory: Option<AlignedBuffer>,
    /// Memory of the application's.
    pub(super) lent: Option<(Mut<c_void>, usize)>,
}

/// A tensor of an interpreter, as the application sees it.
#[derive(Clone, Copy)]
pub(super) struct Tensor {
    pub(super) interpreter: usize,
    pub(super) graph: usize,
    pub(super) index: usize,
}

impl Thing for Tensor {
    const KIND: &'static str = "TfLiteTensor";
    const OWNED: bool = false;
}

/// What callbacks of operators get besides their node.
pub(super) struct Context {
    pub(super) interpreter: usize,
}

impl Thing for Context {
    const KIND: &'static str = "TfLiteOpaqueContext";
    const OWNED: bool = false;
}

/// What fresh memory holds: nothing that anybody should read.
const RUBBISH: u8 = 0xA5;

impl Interpreter {
    /// What a tensor holds.
    pub(super) fn bytes(&self, graph: usize, index: usize) -> Vec<u8> {
        if let Some(constant) = &self.image.graphs[graph].tensors[index].constant {
            return constant.clone();
        }
        let tensor = &self.graphs[graph].tensors[index];
        match (&tensor.lent, &tensor.memory) {
            (Some((memory, _)), _) => memory.read(self.len(graph, index)),
            (None, Some(memory)) => memory.to_vec(),
            (None, None) => Vec::new(),
        }
    }

    fn write(&mut self, graph: usize, index: usize, bytes: &[u8]) {
        let tensor = &mut self.graphs[graph].tensors[index];
        match (&tensor.lent, &mut tensor.memory) {
            (Some((memory, len)), _) => memory.write(&bytes[..bytes.len().min(*len)]),
            (None, Some(memory)) => {
                let len = memory.len().min(bytes.len());
                memory[..len].copy_from_slice(&bytes[..len]);
            }
            (None, None) => {}
        }
    }

    /// The bytes that a tensor has by its shape; strings have as many as they take.
    pub(super) fn len(&self, graph: usize, index: usize) -> usize {
        let tensor = &self.graphs[graph].tensors[index];
        let info = &self.image.graphs[graph].tensors[index];
        match &tensor.memory {
            Some(memory) if info.element_type == ElementType::String => memory.len(),
            _ => byte_len(info.element_type, tensor.shape),
        }
    }

    /// Gives tensors memory for the shapes that they have now: always other memory than before.
    fn lay_out(&mut self, graph: usize) -> Result<(), String> {
        let image = Arc::clone(&self.image);
        for (index, info) in image.graphs[graph].tensors.iter().enumerate() {
            let len = byte_len(info.element_type, self.graphs[graph].tensors[index].shape);
            let tensor = &mut self.graphs[graph].tensors[index];
            if info.constant.is_some() || info.element_type == ElementType::String {
                continue;
            }
            match &tensor.lent {
                Some((_, given)) if *given < len => {
                    return Err(format!(
                        "custom allocation of {given} bytes is too small for {len}"
                    ));
                }
                Some(_) => tensor.memory = None,
                None => {
                    let mut memory = AlignedBuffer::zeroed(len);
                    if !info.variable {
                        memory.fill(RUBBISH);
                    }
                    tensor.memory = Some(memory);
                }
            }
        }
        self.graphs[graph].allocated = true;
        Ok(())
    }

    fn run_with_hook(&self, signature: &image::Signature) -> Run {
        let graph = signature.graph;
        let tensors = |named: &[(std::ffi::CString, usize)], fresh: bool| {
            let tensor = |(name, index): &(std::ffi::CString, usize)| RunTensor {
                name: name.to_string_lossy().into_owned(),
                element_type: self.image.graphs[graph].tensors[*index].element_type,
                shape: self.graphs[graph].tensors[*index].shape,
                bytes: match fresh {
                    true => vec![0; self.len(graph, *index)],
                    false => self.bytes(graph, *index),
                },
            };
            named.iter().map(tensor).collect()
        };
        Run {
            signature: match signature.stated {
                true => signature.key.to_string_lossy().into_owned(),
                false => String::new(),
            },
            inputs: tensors(&signature.inputs, false),
            outputs: tensors(&signature.outputs, true),
        }
    }
}

/// `TfLiteInterpreterAllocateTensors` and that of signatures.
pub(super) fn allocate(call: &mut Call, address: usize, graph: usize) -> Option<TfLiteStatus> {
    let image = Arc::clone(&call.get::<Interpreter>(address)?.image);
    let plan = image.graphs.get(graph)?;
    for (position, operator) in plan.operators.iter().enumerate() {
        let it = call.get::<Interpreter>(address)?;
        if let Some(node) = it.graphs[graph].nodes[position] {
            let (context, reporter) = (it.context, it.reporter);
            if prepare(call, context, node)? != OK {
                reporter.say(call, &format!("Node number {position} failed to prepare."));
                return Some(ERROR);
            }
            continue;
        }
        let mut shapes: Vec<Shape> = it.graphs[graph].tensors.iter().map(|it| it.shape).collect();
        for &output in &operator.outputs {
            shapes[output] = compute::output_shape(plan, operator, output, &shapes);
            it.graphs[graph].tensors[output].shape = shapes[output];
        }
    }
    let it = call.get::<Interpreter>(address)?;
    let reporter = it.reporter;
    match it.lay_out(graph) {
        Ok(()) => Some(OK),
        Err(why) => {
            reporter.say(call, &why);
            Some(ERROR)
        }
    }
}

fn prepare(
    call: &mut Call,
    context: Mut<TfLiteOpaqueContext>,
    node: Mut<litert_sys::tflite::TfLiteOpaqueNode>,
) -> Option<TfLiteStatus> {
    let operator = call.get::<Node>(node.raw() as usize)?.operator;
    let operator = call.get::<Operator>(operator)?.clone();
    let Some(prepare) = operator.prepare else {
        return Some(OK);
    };
    let user_data = operator.user_data;
    // SAFETY: the callback that the application registered, with its data; both have to live as long
    // as the interpreter, and what they get ends after this call.
    Some(call.pause(|| unsafe { prepare(user_data.raw(), context.raw(), node.raw()) }))
}

/// `TfLiteInterpreterInvoke` and that of signatures.
pub(super) fn invoke(
    call: &mut Call,
    address: usize,
    graph: usize,
    signature: Option<usize>,
) -> Option<TfLiteStatus> {
    let it = call.get::<Interpreter>(address)?;
    if !it.graphs.get(graph)?.allocated {
        call.violation("the tensors have no memory for their shapes");
        return Some(ERROR);
    }
    it.running = true;
    it.cancelled = false;
    let reporter = it.reporter;
    if !it.image.is_intact() {
        call.violation("the bytes of the model are not what they were when it was made");
    }
    call.occupy(address);
    let done = work(call, address, graph, signature);
    call.release(address);
    if let Some(it) = call.get::<Interpreter>(address) {
        it.running = false;
    }
    match done? {
        Ok(status) => Some(status),
        Err(why) => {
            reporter.say(call, &why);
            Some(ERROR)
        }
    }
}

type Done = Option<Result<TfLiteStatus, String>>;

fn work(call: &mut Call, address: usize, graph: usize, signature: Option<usize>) -> Done {
    let image = Arc::clone(&call.get::<Interpreter>(address)?.image);
    let mut left = call.world()?.run_takes;
    while !left.is_zero() {
        let step = left.min(Duration::from_millis(1));
        call.pause(|| thread::sleep(step));
        left -= step;
        if call.get::<Interpreter>(address)?.cancelled {
            return Some(Ok(TfLiteStatus::kTfLiteCancelled));
        }
    }
    if let Some(hook) = call.world()?.hook.clone() {
        let of_graph = |it: &&image::Signature| it.graph == graph;
        let signature = match signature {
            Some(signature) => image.signatures.get(signature)?,
            None => image.signatures.iter().find(of_graph)?,
        };
        let mut run = call.get::<Interpreter>(address)?.run_with_hook(signature);
        let done = call.pause(|| hook.lock().unwrap_or_else(PoisonError::into_inner)(&mut run));
        let it = call.get::<Interpreter>(address)?;
        for ((_, index), output) in signature.outputs.iter().zip(&run.outputs) {
            it.write(graph, *index, &output.bytes);
        }
        return Some(done.map(|()| OK));
    }
    for (position, operator) in image.graphs[graph].operators.iter().enumerate() {
        if call.get::<Interpreter>(address)?.cancelled {
            return Some(Ok(TfLiteStatus::kTfLiteCancelled));
        }
        let begun = begin_operator(call, address, operator, position)?;
        if let Err(why) = operate(call, address, graph, position)? {
            return Some(Err(format!(
                "Node number {position} ({}) failed to invoke: {why}",
                operator.name
            )));
        }
        end_operator(call, address, begun)?;
    }
    Some(Ok(OK))
}

fn operate(
    call: &mut Call,
    address: usize,
    graph: usize,
    position: usize,
) -> Option<Result<(), String>> {
    let it = call.get::<Interpreter>(address)?;
    let image = Arc::clone(&it.image);
    let operator = &image.graphs[graph].operators[position];
    if let Some(node) = it.graphs[graph].nodes[position] {
        let context = it.context;
        let kernel = call.get::<Node>(node.raw() as usize)?.operator;
        let kernel = call.get::<Operator>(kernel)?.clone();
        let Some(invoke) = kernel.invoke else {
            return Some(Err("it has no function".to_owned()));
        };
        // SAFETY: as for `prepare`.
        let status =
            call.pause(|| unsafe { invoke(kernel.user_data.raw(), context.raw(), node.raw()) });
        return Some(match status {
            OK => Ok(()),
            other => Err(format!("it returned {}", other.0)),
        });
    }
    let inputs: Vec<(ElementType, Vec<u8>)> = operator
        .inputs
        .iter()
        .flatten()
        .map(|&index| {
            (
                image.graphs[graph].tensors[index].element_type,
                it.bytes(graph, index),
            )
        })
        .collect();
    let values: Vec<Value<'_>> = inputs
        .iter()
        .map(|(element_type, bytes)| Value {
            element_type: *element_type,
            bytes,
        })
        .collect();
    let result = compute::kernel(operator, &values);
    Some(result.map(|bytes| {
        if let Some(&output) = operator.outputs.first() {
            it.write(graph, output, &bytes);
        }
    }))
}

fn begin_operator(
    call: &mut Call,
    address: usize,
    operator: &image::Operator,
    position: usize,
) -> Option<u32> {
    let Some(profiler) = call.get::<Interpreter>(address)?.profiler else {
        return Some(0);
    };
    let begin = profiler.as_const().get()?.ReportBeginOpInvokeEvent?;
    let name = std::ffi::CString::new(operator.name.as_str()).unwrap_or_default();
    // SAFETY: the profiler that the application gave, which has to outlive the interpreter.
    Some(call.pause(|| unsafe { begin(profiler.raw(), name.as_ptr(), position as i64, 0) }))
}

fn end_operator(call: &mut Call, address: usize, begun: u32) -> Option<()> {
    let Some(profiler) = call.get::<Interpreter>(address)?.profiler else {
        return Some(());
    };
    let end = profiler.as_const().get()?.ReportEndOpInvokeEvent?;
    // SAFETY: as for `begin_operator`.
    call.pause(|| unsafe { end(profiler.raw(), begun) });
    Some(())
}
