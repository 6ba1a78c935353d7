//! The shapes that outputs will have: the runtime writes as much as it computes, wherever a buffer
//! ends, so they must be right before a run.

use litert_sys::litert;

use super::buffer::{packed_len, shape_of};
use super::handle::Handle;
use crate::error::{Error, Result};
use crate::model::shape_flow::{self, UnresolvedKind, UnresolvedOutput};
use crate::model::{SignatureInfo, TensorInfo, shape_infer};
use crate::tensor::Slot;
use crate::types::Shape;

/// An output before the run.
#[derive(Clone, Copy, Debug)]
pub(super) struct PlannedOutput {
    /// The shape that it will have.
    pub(super) shape: Shape,
    /// How many bytes its buffer must have: the packed size, or more where the runtime compares
    /// with an older shape first.
    pub(super) buffer_len: usize,
}

/// Finds the shapes of a signature's outputs for the shapes that its inputs have now.
///
/// # Errors
/// [`Error::Unsupported`] where a shape cannot be known before the run, or the runtime is known to
/// leave the output unwritten.
pub(super) fn plan(
    handle: &Handle,
    signature: usize,
    inputs: &[Shape],
) -> Result<Vec<PlannedOutput>> {
    let info = &handle.model.signatures()[signature];
    let view = handle.model.view();
    let subgraph = info.subgraph_index();
    let unresolved = if handle.resized_freely() {
        shape_flow::unresolved_outputs(view, subgraph)
    } else {
        shape_flow::unresolved_outputs_as_declared(view, subgraph)
    };
    let layouts = layouts(handle, signature, info)?;
    // What the runtime learns only while it runs, and follows from the shapes of the inputs alone,
    // is worked out here.
    let inferred = if unresolved.is_empty() {
        Vec::new()
    } else {
        infer(handle, info, inputs)?
    };
    let subgraph_outputs: Vec<usize> = match view.subgraph(subgraph) {
        Some(graph) => graph.outputs().map(|tensor| tensor.index()).collect(),
        None => Vec::new(),
    };
    (0..)
        .zip(info.outputs())
        .zip(layouts)
        .map(|((position, info), layout)| {
            let slot = slot(position, info);
            let late = unresolved
                .iter()
                .find(|late| subgraph_outputs.get(late.output) == Some(&info.index()));
            // What the application registered sets shapes when it is asked for layouts.
            let late = late.filter(|late| {
                late.kind != UnresolvedKind::UnknownOperator || !handle.kernels.cover(view)
            });
            let Some(late) = late else {
                let shape = layout.ok_or_else(|| {
                    refused(handle, slot, "the runtime does not say what shape it has")
                })?;
                let buffer_len = packed_len(slot, shape)?;
                return Ok(PlannedOutput { shape, buffer_len });
            };
            let shape = late_shape(handle, slot, late, &inferred)?;
            let stale = match layout {
                Some(layout) => packed_len(slot, layout).unwrap_or(0),
                None => 0,
            };
            let buffer_len = packed_len(slot, shape)?.max(stale);
            Ok(PlannedOutput { shape, buffer_len })
        })
        .collect()
}

/// The shape of an output that the runtime sizes too late, or why there is none.
fn late_shape(
    handle: &Handle,
    slot: Slot<'_>,
    late: &UnresolvedOutput,
    inferred: &[Option<Shape>],
) -> Result<Shape> {
    let known = match late.kind {
        UnresolvedKind::SizedLate => inferred.get(late.output).copied().flatten(),
        UnresolvedKind::NotWritten | UnresolvedKind::UnknownOperator => None,
    };
    known.ok_or_else(|| refused(handle, slot, &late.reason))
}

fn infer(handle: &Handle, info: &SignatureInfo, inputs: &[Shape]) -> Result<Vec<Option<Shape>>> {
    let view = handle.model.view();
    let Some(graph) = view.subgraph(info.subgraph_index()) else {
        return Ok(Vec::new());
    };
    // A signature may leave out inputs of its graph; without all of them nothing is certain.
    let shapes: Option<Vec<Shape>> = graph
        .inputs()
        .map(|tensor| {
            let mut listed = info.inputs().iter().zip(inputs);
            listed
                .find(|(info, _)| info.index() == tensor.index())
                .map(|(_, shape)| *shape)
        })
        .collect();
    Ok(match shapes {
        Some(shapes) => shape_infer::output_shapes(view, info.subgraph_index(), &shapes),
        None => Vec::new(),
    })
}

/// The shapes of the outputs according to the runtime; `None` where it leaves a dimension open.
fn layouts(handle: &Handle, signature: usize, info: &SignatureInfo) -> Result<Vec<Option<Shape>>> {
    let count = info.outputs().len();
    if count == 0 {
        return Ok(Vec::new());
    }
    // SAFETY: plain numbers, for which zero is a value.
    let mut layouts: Vec<litert::LiteRtLayout> = vec![unsafe { std::mem::zeroed() }; count];
    let functions = &handle.api().compiled_model;
    // A device may be using what is laid out anew.
    handle.in_flight.wait();
    // Memory is laid out first: otherwise shapes are those of the file.
    // SAFETY: the compiled model is alive and the array has as many entries as stated.
    let status = unsafe {
        (functions.LiteRtGetCompiledModelOutputTensorLayouts)(
            handle.as_ptr(),
            signature,
            count,
            layouts.as_mut_ptr(),
            true,
        )
    };
    handle.check("LiteRtGetCompiledModelOutputTensorLayouts", status)?;
    Ok(layouts
        .iter()
        .map(|layout| shape_of(layout).filter(Shape::is_static))
        .collect())
}

fn slot(position: usize, info: &TensorInfo) -> Slot<'_> {
    Slot {
        what: "output",
        position,
        info,
    }
}

fn refused(handle: &Handle, slot: Slot<'_>, reason: &str) -> Error {
    Error::unsupported(
        format!("{}: {slot}", handle.model),
        format!("CompiledModel, because {reason}"),
        "use Interpreter for this model",
    )
}
