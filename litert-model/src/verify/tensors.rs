//! Whether shapes are shapes, and constants as long as their shapes say.

use super::read::Read;
use super::{Check, fail, graph_place, quantization, sparsity, strings, tensor_place};
use crate::error::{InvalidModel, InvalidModelKind};
use crate::reader::{SubgraphView, TensorView};
use crate::schema::Scalars;
use crate::types::{ElementType, MAX_RANK};

/// No object in memory can be larger, and the runtimes' own check allows twice this.
const MAX_BYTES: usize = isize::MAX as usize;

pub(super) fn check(graph: SubgraphView<'_>, read: &mut Read) -> Check {
    // The runtimes number tensors with an `int`.
    if i32::try_from(graph.tensor_count()).is_err() {
        return fail(
            InvalidModelKind::Subgraph,
            graph_place(graph),
            "there are too many tensors",
        );
    }
    for tensor in graph.tensors() {
        // The rank comes first: shapes of more dimensions cannot even be represented.
        dims(tensor)?;
        quantization::check(tensor)?;
        handle(tensor)?;
        size_and_data(tensor, read)?;
    }
    Ok(())
}

/// Handles of variables and the like are addresses, which kernels follow.
fn handle(tensor: TensorView<'_>) -> Check {
    let ty = tensor.element_type();
    let is_handle = matches!(ty, ElementType::Resource | ElementType::Variant);
    match is_handle && tensor.data().is_some_and(|data| !data.is_empty()) {
        true => fail(
            InvalidModelKind::Tensor,
            tensor_place(tensor),
            format!("it is of the type {ty}, which operators make, but has a value in the file"),
        ),
        false => Ok(()),
    }
}

fn dims(tensor: TensorView<'_>) -> Check {
    let invalid = |message: String| fail(InvalidModelKind::Tensor, tensor_place(tensor), message);
    let shape = tensor.table().shape();
    let signature = tensor.table().shape_signature();
    for dims in [shape, signature].into_iter().flatten() {
        if dims.len() > MAX_RANK {
            return invalid(format!(
                "the shape has {} dimensions, but the runtimes handle at most {MAX_RANK}",
                dims.len()
            ));
        }
    }
    // Tensors without a fixed element size get their memory while running, so here the runtimes
    // let an open dimension pass that they refuse elsewhere.
    let least = if tensor.element_type().size_bits().is_some() {
        0
    } else {
        -1
    };
    for (axis, dim) in shape.into_iter().flat_map(Scalars::iter).enumerate() {
        if dim < least {
            return invalid(format!(
                "dimension {axis} of the shape is {dim}; an open dimension belongs into the shape \
                 signature"
            ));
        }
    }
    for (axis, dim) in signature.into_iter().flat_map(Scalars::iter).enumerate() {
        if dim < -1 {
            return invalid(format!("dimension {axis} of the shape signature is {dim}"));
        }
    }
    let (rank, open) = (
        shape.map_or(0, Scalars::len),
        signature.map_or(0, Scalars::len),
    );
    if rank != 0 && open != 0 && rank != open {
        return invalid(format!(
            "the shape has {rank} dimensions and the shape signature {open}; they must agree"
        ));
    }
    Ok(())
}

fn size_and_data(tensor: TensorView<'_>, read: &mut Read) -> Check {
    fn invalid_at<T>(tensor: TensorView<'_>, message: String) -> Result<T, InvalidModel> {
        fail(InvalidModelKind::Tensor, tensor_place(tensor), message)
    }
    let invalid = |message| invalid_at(tensor, message);
    let (ty, shape) = (tensor.element_type(), tensor.shape());
    let count = tensor.subgraph().model().buffer_count();
    if tensor.buffer_index() != 0 && tensor.buffer_index() >= count {
        return invalid(format!(
            "its data is buffer {}, but the number of buffers is {count}",
            tensor.buffer_index()
        ));
    }
    let needed = match shape.num_elements() {
        Some(elements) => ty.byte_len(elements).filter(|&bytes| bytes <= MAX_BYTES),
        None => None,
    };
    if ty.size_bits().is_some() && needed.is_none() {
        return invalid(format!(
            "a {ty} tensor of shape {shape} is larger than any memory"
        ));
    }
    let Some(data) = tensor.data() else {
        // Kernels count elements with 32 bits, and run past the end where that is not enough.
        // Weights can have more; those who read them know.
        return match shape.num_elements() {
            Some(elements) if i32::try_from(elements).is_err() && !tensor.is_constant() => invalid(
                format!("the shape {shape} has more elements than kernels can count"),
            ),
            _ => Ok(()),
        };
    };
    if tensor.is_variable() {
        return invalid("it is both a variable and a constant".to_owned());
    }
    if tensor.external_buffer().is_some() {
        return invalid("its data is both in this file and in another one".to_owned());
    }
    let by_element = matches!(ty, ElementType::String | ElementType::Bool);
    if by_element
        && !read
            .is_first(data, ty)
            .or_else(|message| invalid_at(tensor, message))?
    {
        return fits(tensor, needed, data.len());
    }
    match ty {
        ElementType::String => strings::check(data).or_else(invalid),
        // Kernels count them by adding them up.
        ElementType::Bool if data.iter().any(|value| *value > 1) => {
            invalid("a bool is 0 or 1, but its data has something else".to_owned())
        }
        // The runtime takes the bytes of a variant for the address of an object.
        ElementType::Variant => invalid("a variant tensor cannot be a constant".to_owned()),
        // A resource is a number that names state inside the runtime.
        ElementType::Resource if data.len() < 4 => invalid(format!(
            "a resource takes 4 bytes, but its data has {}",
            data.len()
        )),
        _ if tensor.is_sparse() => sparsity::check(tensor, data.len()).or_else(invalid),
        _ => fits(tensor, needed, data.len()),
    }
}

/// Whether there is as much data as the shape says. Some kernels read as many bytes as that, others copy
/// as many as there are.
fn fits(tensor: TensorView<'_>, needed: Option<usize>, bytes: usize) -> Check {
    match needed {
        Some(needed) if needed != bytes => fail(
            InvalidModelKind::Tensor,
            tensor_place(tensor),
            format!(
                "a constant {} tensor of shape {} takes {needed} bytes, but its data has {bytes}",
                tensor.element_type(),
                tensor.shape()
            ),
        ),
        _ => Ok(()),
    }
}
