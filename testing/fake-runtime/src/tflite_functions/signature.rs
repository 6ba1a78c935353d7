//! Signature runners.

use std::ffi::{CString, c_char, c_int};
use std::sync::Arc;

use litert_sys::tflite::*;

use super::interpreter::{mutable, resize};
use super::state::{self, Interpreter};
use crate::call::{Call, c_functions};
use crate::image::Image;
use crate::pointer::Const;
use crate::registry::Thing;

struct Runner {
    interpreter: usize,
    image: Arc<Image>,
    signature: usize,
}

impl Thing for Runner {
    const KIND: &'static str = "TfLiteSignatureRunner";
}

/// Graph and index of a tensor by its name in the signature.
fn named(
    call: &mut Call,
    runner: usize,
    name: Const<c_char>,
    tensors: fn(&crate::image::Signature) -> &[(CString, usize)],
) -> Option<(usize, usize, usize)> {
    let name = name.text()?;
    let runner = call.get::<Runner>(runner)?;
    let signature = &runner.image.signatures[runner.signature];
    let (_, index) = tensors(signature)
        .iter()
        .find(|(known, _)| *known == name)?;
    Some((runner.interpreter, signature.graph, *index))
}

fn tensor(
    call: &mut Call,
    (interpreter, graph, index): (usize, usize, usize),
) -> Option<*mut TfLiteTensor> {
    let it = call.get::<Interpreter>(interpreter)?;
    Some(it.graphs[graph].tensors[index].handle as *mut TfLiteTensor)
}

fn place(call: &mut Call, runner: usize) -> Option<(usize, usize, usize)> {
    let runner = call.get::<Runner>(runner)?;
    let graph = runner.image.signatures[runner.signature].graph;
    Some((runner.interpreter, graph, runner.signature))
}

c_functions! { tflite;
    fn TfLiteInterpreterGetSignatureCount(
        call,
        interpreter: *const TfLiteInterpreter,
    ) -> i32 {
        let it = call.get::<Interpreter>(interpreter.raw() as usize)?;
        let stated = it.image.signatures.iter().filter(|signature| signature.stated);
        i32::try_from(stated.count()).ok()
    }

    fn TfLiteInterpreterGetSignatureKey(
        call,
        interpreter: *const TfLiteInterpreter,
        index: i32,
    ) -> *const c_char {
        let it = call.get::<Interpreter>(interpreter.raw() as usize)?;
        Some(it.image.signatures.get(usize::try_from(index).ok()?)?.key.as_ptr())
    }

    fn TfLiteInterpreterGetSignatureRunner(
        call,
        interpreter: *const TfLiteInterpreter,
        key: *const c_char,
    ) -> *mut TfLiteSignatureRunner {
        let address = interpreter.raw() as usize;
        let key = key.text()?;
        let it = call.get::<Interpreter>(address)?;
        let image = Arc::clone(&it.image);
        let signature = image.signatures.iter().position(|it| it.stated && it.key == key)?;
        let runner: *mut TfLiteSignatureRunner =
            call.create(Runner { interpreter: address, image, signature });
        call.uses(runner as usize, address);
        Some(runner)
    }

    fn TfLiteSignatureRunnerDelete(call, runner: *mut TfLiteSignatureRunner) {
        call.destroy::<Runner>(runner.raw() as usize).map(drop)
    }

    fn TfLiteSignatureRunnerGetInputCount(
        call,
        runner: *const TfLiteSignatureRunner,
    ) -> usize {
        let runner = call.get::<Runner>(runner.raw() as usize)?;
        Some(runner.image.signatures[runner.signature].inputs.len())
    }

    fn TfLiteSignatureRunnerGetOutputCount(
        call,
        runner: *const TfLiteSignatureRunner,
    ) -> usize {
        let runner = call.get::<Runner>(runner.raw() as usize)?;
        Some(runner.image.signatures[runner.signature].outputs.len())
    }

    fn TfLiteSignatureRunnerGetInputName(
        call,
        runner: *const TfLiteSignatureRunner,
        index: i32,
    ) -> *const c_char {
        let runner = call.get::<Runner>(runner.raw() as usize)?;
        let inputs = &runner.image.signatures[runner.signature].inputs;
        Some(inputs.get(usize::try_from(index).ok()?)?.0.as_ptr())
    }

    fn TfLiteSignatureRunnerGetOutputName(
        call,
        runner: *const TfLiteSignatureRunner,
        index: i32,
    ) -> *const c_char {
        let runner = call.get::<Runner>(runner.raw() as usize)?;
        let outputs = &runner.image.signatures[runner.signature].outputs;
        Some(outputs.get(usize::try_from(index).ok()?)?.0.as_ptr())
    }

    fn TfLiteSignatureRunnerGetInputTensor(
        call,
        runner: *mut TfLiteSignatureRunner,
        name: *const c_char,
    ) -> *mut TfLiteTensor {
        let place = named(call, runner.raw() as usize, name, |it| &it.inputs)?;
        tensor(call, place)
    }

    fn TfLiteSignatureRunnerGetOutputTensor(
        call,
        runner: *const TfLiteSignatureRunner,
        name: *const c_char,
    ) -> *const TfLiteTensor {
        let place = named(call, runner.raw() as usize, name, |it| &it.outputs)?;
        Some(tensor(call, place)?.cast_const())
    }

    fn TfLiteSignatureRunnerResizeInputTensor(
        call,
        runner: *mut TfLiteSignatureRunner,
        name: *const c_char,
        dims: *const c_int,
        rank: i32,
    ) -> TfLiteStatus {
        let (interpreter, graph, index) =
            named(call, runner.raw() as usize, name, |it| &it.inputs)?;
        let interpreter = mutable(interpreter as *mut TfLiteInterpreter);
        resize(call, interpreter, graph, index, dims, rank)
    }

    fn TfLiteSignatureRunnerAllocateTensors(
        call,
        runner: *mut TfLiteSignatureRunner,
    ) -> TfLiteStatus {
        let (interpreter, graph, _) = place(call, runner.raw() as usize)?;
        state::allocate(call, interpreter, graph)
    }

    fn TfLiteSignatureRunnerInvoke(call, runner: *mut TfLiteSignatureRunner) -> TfLiteStatus {
        let (interpreter, graph, signature) = place(call, runner.raw() as usize)?;
        state::invoke(call, interpreter, graph, Some(signature))
    }
}
