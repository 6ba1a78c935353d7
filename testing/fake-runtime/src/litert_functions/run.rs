//! Runs of compiled models.

use std::ffi::{CString, c_void};
use std::sync::{Arc, PoisonError};
use std::thread;
use std::time::Duration;

use litert_sys::litert::*;

use super::buffer::Buffer;
use super::compiled::CompiledModel;
use super::event::{Event, Pending};
use super::observe::Profiler;
use super::options::{Kernel, Options};
use super::{INVALID_ARGUMENT, OK, RUNTIME_FAILURE, layout};
use crate::call::{Call, c_functions};
use crate::compute::{self, Value, byte_len};
use crate::hook::{Run, RunTensor};
use crate::image::{Image, Operator};
use crate::pointer::Mut;

/// The status of a run, or why it failed.
type Done = Option<Result<LiteRtStatus, String>>;

/// Runs a signature on buffers.
fn run(
    call: &mut Call,
    model: usize,
    signature: usize,
    inputs: &[LiteRtTensorBuffer],
    outputs: &[LiteRtTensorBuffer],
) -> Option<LiteRtStatus> {
    let it = call.get::<CompiledModel>(model)?;
    let image = Arc::clone(&it.image);
    let info = image.signatures.get(signature)?;
    if inputs.len() != info.inputs.len() || outputs.len() != info.outputs.len() {
        return Some(INVALID_ARGUMENT);
    }
    it.runs += 1;
    let profiler = it.profiler;
    if !image.is_intact() {
        call.violation("the bytes of the model are not what they were when it was made");
    }
    let shapes = call.get::<CompiledModel>(model)?.shapes[info.graph].clone();
    let sides = [(inputs, &info.inputs), (outputs, &info.outputs)];
    for (buffers, tensors) in sides {
        for (buffer, (name, index)) in buffers.iter().zip(tensors) {
            let buffer = call.get::<Buffer>(*buffer as usize)?;
            let tensor = &image.graphs[info.graph].tensors[*index];
            let wrong = if buffer.is_locked() {
                "is locked"
            } else if buffer.element_type() != tensor.element_type {
                "holds another type than the tensor"
            } else if buffer.shape() != Some(shapes[*index]) {
                "has another shape than the tensor"
            } else {
                continue;
            };
            call.violation(format!(
                "the buffer for '{}' {wrong}",
                name.to_string_lossy()
            ));
            return Some(INVALID_ARGUMENT);
        }
    }
    if outputs.iter().any(|output| inputs.contains(output)) {
        call.violation("a buffer is input and output at once");
    }
    for output in outputs {
        if call.get::<Buffer>(*output as usize)?.event.is_some() {
            return Some(INVALID_ARGUMENT);
        }
    }
    call.occupy(model);
    let done = work(call, model, &image, signature, inputs, outputs);
    call.release(model);
    if let Some(profiler) = profiler {
        let profiler = call.get::<Profiler>(profiler)?;
        profiler.events += usize::from(profiler.on);
    }
    match done? {
        Ok(status) => Some(status),
        Err(why) => {
            call.get::<CompiledModel>(model)?.errors.push(why);
            Some(RUNTIME_FAILURE)
        }
    }
}

fn cancelled(call: &mut Call, model: usize) -> Option<bool> {
    let Some((check, data)) = call.get::<CompiledModel>(model)?.cancellation else {
        return Some(false);
    };
    // SAFETY: the function that the application gave, with its data, which has to outlive the
    // compiled model.
    Some(call.pause(|| unsafe { check(data.raw()) }))
}

fn work(
    call: &mut Call,
    model: usize,
    image: &Image,
    signature: usize,
    inputs: &[LiteRtTensorBuffer],
    outputs: &[LiteRtTensorBuffer],
) -> Done {
    let stopped = || Some(Ok(RUNTIME_FAILURE));
    let mut left = call.world()?.run_takes;
    loop {
        if cancelled(call, model)? {
            return stopped();
        }
        if left.is_zero() {
            break;
        }
        let step = left.min(Duration::from_millis(1));
        call.pause(|| thread::sleep(step));
        left -= step;
    }
    let info = &image.signatures[signature];
    let graph = &image.graphs[info.graph];
    let shapes = call.get::<CompiledModel>(model)?.shapes[info.graph].clone();
    let mut values: Vec<Option<Vec<u8>>> = graph
        .tensors
        .iter()
        .map(|tensor| tensor.constant.clone())
        .collect();
    for (buffer, (_, index)) in inputs.iter().zip(&info.inputs) {
        values[*index] = Some(call.get::<Buffer>(*buffer as usize)?.bytes());
    }
    if let Some(hook) = call.world()?.hook.clone() {
        let tensors = |named: &[(CString, usize)], values: Option<&[Option<Vec<u8>>]>| {
            let tensor = |(name, index): &(CString, usize)| {
                let element_type = graph.tensors[*index].element_type;
                let zeros = || vec![0; byte_len(element_type, shapes[*index])];
                let value = values.and_then(|values| values[*index].clone());
                RunTensor {
                    name: name.to_string_lossy().into_owned(),
                    element_type,
                    shape: shapes[*index],
                    bytes: value.unwrap_or_else(zeros),
                }
            };
            named.iter().map(tensor).collect::<Vec<_>>()
        };
        let mut run = Run {
            signature: match info.stated {
                true => info.key.to_string_lossy().into_owned(),
                false => String::new(),
            },
            inputs: tensors(&info.inputs, Some(&values)),
            outputs: tensors(&info.outputs, None),
        };
        let done = call.pause(|| hook.lock().unwrap_or_else(PoisonError::into_inner)(&mut run));
        for ((_, index), output) in info.outputs.iter().zip(run.outputs) {
            values[*index] = Some(output.bytes);
        }
        if let Err(why) = done {
            return Some(Err(why));
        }
    } else {
        for (position, operator) in graph.operators.iter().enumerate() {
            if cancelled(call, model)? {
                return stopped();
            }
            let read = |input: &usize| values[*input].clone().unwrap_or_default();
            let read: Vec<Vec<u8>> = operator.inputs.iter().flatten().map(read).collect();
            let done = match call.get::<CompiledModel>(model)?.kernel(operator) {
                Some(kernel) => custom(call, model, &kernel, operator, image, info.graph, &read)?,
                None => built_in(operator, image, info.graph, &read),
            };
            match done {
                Ok(done) => {
                    for (&output, bytes) in operator.outputs.iter().zip(done) {
                        values[output] = Some(bytes);
                    }
                }
                Err(why) => {
                    let name = &operator.name;
                    let text = format!("Node number {position} ({name}) failed to invoke: {why}");
                    return Some(Err(text));
                }
            }
        }
    }
    for (buffer, (name, index)) in outputs.iter().zip(&info.outputs) {
        let value = values[*index].take().unwrap_or_default();
        if !call.get::<Buffer>(*buffer as usize)?.write(&value) {
            let name = name.to_string_lossy();
            return Some(Err(format!("the buffer for '{name}' is too small")));
        }
    }
    Some(Ok(OK))
}

fn built_in(
    operator: &Operator,
    image: &Image,
    graph: usize,
    read: &[Vec<u8>],
) -> Result<Vec<Vec<u8>>, String> {
    let values: Vec<Value<'_>> = operator
        .inputs
        .iter()
        .flatten()
        .zip(read)
        .map(|(&input, bytes)| Value {
            element_type: image.graphs[graph].tensors[input].element_type,
            bytes,
        })
        .collect();
    compute::kernel(operator, &values).map(|bytes| vec![bytes])
}

/// Lets an operator of the application's compute, on buffers that go with the call.
fn custom(
    call: &mut Call,
    model: usize,
    kernel: &Kernel,
    operator: &Operator,
    image: &Image,
    graph: usize,
    read: &[Vec<u8>],
) -> Option<Result<Vec<Vec<u8>>, String>> {
    let Some(run) = kernel.functions.0.Run else {
        return Some(Err("it has no function".to_owned()));
    };
    let shapes = call.get::<CompiledModel>(model)?.shapes[graph].clone();
    let mut make = |index: usize, bytes: &[u8]| -> LiteRtTensorBuffer {
        let tensor_type = LiteRtRankedTensorType {
            element_type: LiteRtElementType(
                image.graphs[graph].tensors[index]
                    .element_type
                    .runtime_code() as _,
            ),
            layout: layout(shapes[index]),
        };
        let host = LiteRtTensorBufferType::kLiteRtTensorBufferTypeHostMemory;
        call.create_in(model, Buffer::own(tensor_type, host, bytes))
    };
    let indices = operator.inputs.iter().flatten();
    let inputs: Vec<LiteRtTensorBuffer> = indices
        .zip(read)
        .map(|(&index, bytes)| make(index, bytes))
        .collect();
    let mut outputs: Vec<LiteRtTensorBuffer> = operator
        .outputs
        .iter()
        .map(|&index| {
            let element_type = image.graphs[graph].tensors[index].element_type;
            make(index, &vec![0xA5; byte_len(element_type, shapes[index])])
        })
        .collect();
    // SAFETY: the callback that the application gave, with its data; both have to outlive the
    // compiled model. The arrays are as long as stated.
    call.pause(|| unsafe {
        run(
            kernel.user_data.raw(),
            inputs.len(),
            inputs.as_ptr(),
            outputs.len(),
            outputs.as_mut_ptr(),
        )
    });
    let mut written = Vec::new();
    for buffer in &outputs {
        written.push(call.get::<Buffer>(*buffer as usize)?.bytes());
    }
    for buffer in inputs.iter().chain(&outputs) {
        if call.get::<Buffer>(*buffer as usize)?.is_locked() {
            call.violation("a custom operator left a buffer locked");
        }
        call.end(*buffer as usize);
    }
    // The status is ignored, as the real one does.
    Some(Ok(written))
}

fn run_async(
    call: &mut Call,
    model: usize,
    signature: usize,
    inputs: &[LiteRtTensorBuffer],
    outputs: &[LiteRtTensorBuffer],
    queued: Mut<bool>,
) -> Option<LiteRtStatus> {
    let status = run(call, model, signature, inputs, outputs)?;
    if status == OK {
        for output in outputs {
            let address = *output as usize;
            let event: LiteRtEvent = call.create_in(address, Event { finished: false });
            call.get::<Buffer>(address)?.event = Some(event as usize);
        }
    }
    queued.put(status == OK);
    Some(status)
}

c_functions! { litert;
    fn LiteRtRunCompiledModelWithOptions(
        call,
        model: LiteRtCompiledModel,
        signature: LiteRtParamIndex,
        num_inputs: usize,
        inputs: *mut LiteRtTensorBuffer,
        num_outputs: usize,
        outputs: *mut LiteRtTensorBuffer,
        options: LiteRtOptions,
    ) -> LiteRtStatus {
        if !options.raw().is_null() {
            call.get::<Options>(options.raw() as usize)?;
        }
        let inputs = inputs.as_const().copy(num_inputs);
        let outputs = outputs.as_const().copy(num_outputs);
        run(call, model.raw() as usize, signature, &inputs, &outputs)
    }

    fn LiteRtRunCompiledModelAsyncWithOptions(
        call,
        model: LiteRtCompiledModel,
        signature: LiteRtParamIndex,
        num_inputs: usize,
        inputs: *mut LiteRtTensorBuffer,
        num_outputs: usize,
        outputs: *mut LiteRtTensorBuffer,
        queued: *mut bool,
        options: LiteRtOptions,
    ) -> LiteRtStatus {
        let inputs = inputs.as_const().copy(num_inputs);
        let outputs = outputs.as_const().copy(num_outputs);
        let status = run_async(call, model.raw() as usize, signature, &inputs, &outputs, queued)?;
        let options = options.raw() as usize;
        if options != 0 {
            call.get::<Options>(options)?;
            // They are read until the run is over.
            for output in outputs {
                if let Some(event) = call.get::<Buffer>(output as usize)?.event {
                    let pending: *mut c_void = call.create_in(event, Pending);
                    call.uses(pending as usize, options);
                }
            }
        }
        Some(status)
    }

    fn LiteRtRunCompiledModel(
        call,
        model: LiteRtCompiledModel,
        signature: LiteRtParamIndex,
        num_inputs: usize,
        inputs: *mut LiteRtTensorBuffer,
        num_outputs: usize,
        outputs: *mut LiteRtTensorBuffer,
    ) -> LiteRtStatus {
        let inputs = inputs.as_const().copy(num_inputs);
        let outputs = outputs.as_const().copy(num_outputs);
        run(call, model.raw() as usize, signature, &inputs, &outputs)
    }

    fn LiteRtRunCompiledModelAsync(
        call,
        model: LiteRtCompiledModel,
        signature: LiteRtParamIndex,
        num_inputs: usize,
        inputs: *mut LiteRtTensorBuffer,
        num_outputs: usize,
        outputs: *mut LiteRtTensorBuffer,
        queued: *mut bool,
    ) -> LiteRtStatus {
        let inputs = inputs.as_const().copy(num_inputs);
        let outputs = outputs.as_const().copy(num_outputs);
        run_async(call, model.raw() as usize, signature, &inputs, &outputs, queued)
    }
}
