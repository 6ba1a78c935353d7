//! Why shapes do not work, where a delegate refused them and did not say why.
//!
//! XNNPACK says no more than that its graph cannot be made for the shapes. The runtime's own kernels say
//! what does not fit, so they are asked as well.

use super::graph::Graph;
use super::handle::{Handle, c_dims};
use super::native::Recipe;
use crate::custom_op::CustomOps;
use crate::error::{Error, StatusError};
use crate::model::SignatureInfo;
use crate::tensor::Slot;

/// Messages of the runtime's delegates for shapes that they refuse.
pub(super) const XNNPACK_REFUSED: [&str; 2] =
    ["failed to reshape runtime", "failed to create XNNPACK"];

/// `error`, with the words of the runtime's own kernels if they refuse the shapes that the inputs of
/// `graph`, the main one, have now.
#[cold]
pub(super) fn explained(
    graph: &Graph,
    handle: &Handle,
    signature: &SignatureInfo,
    error: Error,
) -> Error {
    let Error::Status(status) = &error else {
        return error;
    };
    if !XNNPACK_REFUSED
        .iter()
        .any(|words| status.detail.contains(words))
    {
        return error;
    }
    let Some(reason) = reason_of_kernels(graph, handle, signature) else {
        return error;
    };
    Error::Status(Box::new(StatusError {
        detail: reason,
        hint: "The shapes that the inputs have now do not fit each other, or the model.".to_owned(),
        ..(**status).clone()
    }))
}

/// The error of an interpreter without delegates; `None` if it takes the shapes, or cannot be made.
fn reason_of_kernels(graph: &Graph, handle: &Handle, signature: &SignatureInfo) -> Option<String> {
    let recipe = Recipe {
        api: &handle.api,
        model: &handle.model,
        threads: None,
        token: None,
        profiling: false,
        ops: &CustomOps::default(),
    };
    // SAFETY: there are no delegates; the model outlives what is made, which is dropped below.
    let native = unsafe { recipe.create(&[]) }.ok()?;
    let interpreter = native.interpreter.pointer.as_ptr();
    let functions = &handle.api.interpreter;
    for (position, info) in signature.inputs().iter().enumerate() {
        let slot = Slot {
            what: "input",
            position,
            info,
        };
        let shape = handle.shape_of(graph.raw_input(handle, slot).ok()?).ok()?;
        let (dims, rank) = c_dims(&shape);
        let at = graph.main_input(position)?;
        // SAFETY: an interpreter of the same model has the same inputs; `dims` holds `rank` numbers.
        let status =
            unsafe { (functions.TfLiteInterpreterResizeInputTensor)(interpreter, at, dims, rank) };
        if status.0 != 0 {
            return None;
        }
    }
    // SAFETY: the interpreter is alive, and nobody has a view of its tensors.
    let status = unsafe { (functions.TfLiteInterpreterAllocateTensors)(interpreter) };
    let said = native.errors.take();
    (status.0 != 0 && !said.is_empty()).then_some(said)
}
