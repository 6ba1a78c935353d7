//! Tensors.

use std::ffi::{c_char, c_int, c_void};

use litert_sys::tflite::*;

use super::state::{Interpreter, Tensor};
use crate::call::{Call, c_functions};
use crate::pointer::Mut;

/// The interpreter of a tensor, and where in it that is.
fn tensor_of(call: &mut Call, tensor: usize) -> Option<(&mut Interpreter, Tensor)> {
    let tensor = *call.get::<Tensor>(tensor)?;
    Some((call.get::<Interpreter>(tensor.interpreter)?, tensor))
}

fn element_type(call: &mut Call, tensor: usize) -> Option<TfLiteType> {
    let (it, Tensor { graph, index, .. }) = tensor_of(call, tensor)?;
    let code = it.image.graphs[graph].tensors[index]
        .element_type
        .runtime_code();
    Some(TfLiteType(code as _))
}

fn rank(call: &mut Call, tensor: usize) -> Option<i32> {
    let (it, Tensor { graph, index, .. }) = tensor_of(call, tensor)?;
    i32::try_from(it.graphs[graph].tensors[index].shape.rank()).ok()
}

fn dim(call: &mut Call, tensor: usize, axis: i32) -> Option<i32> {
    let (it, Tensor { graph, index, .. }) = tensor_of(call, tensor)?;
    let shape = it.graphs[graph].tensors[index].shape;
    let dim = usize::try_from(axis)
        .ok()
        .and_then(|axis| shape.dims().get(axis).copied());
    if dim.is_none() {
        call.violation(format!("a tensor of shape {shape} has no dimension {axis}"));
    }
    dim
}

fn byte_size(call: &mut Call, tensor: usize) -> Option<usize> {
    let (it, Tensor { graph, index, .. }) = tensor_of(call, tensor)?;
    match &it.image.graphs[graph].tensors[index].constant {
        Some(constant) => Some(constant.len()),
        None => Some(it.len(graph, index)),
    }
}

fn data(call: &mut Call, tensor: usize) -> Option<*mut c_void> {
    let (it, Tensor { graph, index, .. }) = tensor_of(call, tensor)?;
    if let Some(constant) = &it.image.graphs[graph].tensors[index].constant {
        return Some(constant.as_ptr().cast_mut().cast());
    }
    let allocated = it.graphs[graph].allocated;
    let tensor = &mut it.graphs[graph].tensors[index];
    match (&tensor.lent, &mut tensor.memory) {
        // What is not laid out has no address, or an old one.
        _ if !allocated => None,
        (Some((memory, _)), _) => Some(memory.raw()),
        (None, Some(memory)) => Some(memory.as_mut_ptr().cast()),
        (None, None) => None,
    }
}

c_functions! { tflite;
    fn TfLiteTensorType(call, tensor: *const TfLiteTensor) -> TfLiteType {
        element_type(call, tensor.raw() as usize)
    }

    fn TfLiteTensorNumDims(call, tensor: *const TfLiteTensor) -> i32 {
        rank(call, tensor.raw() as usize)
    }

    fn TfLiteTensorDim(call, tensor: *const TfLiteTensor, axis: i32) -> i32 {
        dim(call, tensor.raw() as usize, axis)
    }

    fn TfLiteTensorByteSize(call, tensor: *const TfLiteTensor) -> usize {
        byte_size(call, tensor.raw() as usize)
    }

    fn TfLiteTensorData(call, tensor: *const TfLiteTensor) -> *mut c_void {
        data(call, tensor.raw() as usize)
    }

    fn TfLiteTensorName(call, tensor: *const TfLiteTensor) -> *const c_char {
        let (it, Tensor { graph, index, .. }) = tensor_of(call, tensor.raw() as usize)?;
        Some(it.image.graphs[graph].tensors[index].name.as_ptr())
    }

    fn TfLiteTensorQuantizationParams(
        call,
        tensor: *const TfLiteTensor,
    ) -> TfLiteQuantizationParams {
        tensor_of(call, tensor.raw() as usize)?;
        Some(TfLiteQuantizationParams { scale: 0.0, zero_point: 0 })
    }

    fn TfLiteOpaqueTensorType(call, tensor: *const TfLiteOpaqueTensor) -> TfLiteType {
        element_type(call, tensor.raw() as usize)
    }

    fn TfLiteOpaqueTensorNumDims(call, tensor: *const TfLiteOpaqueTensor) -> i32 {
        rank(call, tensor.raw() as usize)
    }

    fn TfLiteOpaqueTensorDim(call, tensor: *const TfLiteOpaqueTensor, axis: i32) -> i32 {
        dim(call, tensor.raw() as usize, axis)
    }

    fn TfLiteOpaqueTensorByteSize(call, tensor: *const TfLiteOpaqueTensor) -> usize {
        byte_size(call, tensor.raw() as usize)
    }

    fn TfLiteOpaqueTensorData(call, tensor: *const TfLiteOpaqueTensor) -> *mut c_void {
        data(call, tensor.raw() as usize)
    }

    fn TfLiteOpaqueTensorWriteStrings(
        call,
        tensor: *mut TfLiteOpaqueTensor,
        strings: *const *const c_char,
        count: c_int,
        lens: *const c_int,
    ) -> TfLiteStatus {
        let count = usize::try_from(count).ok()?;
        let texts: Vec<Vec<u8>> = strings
            .copy(count)
            .into_iter()
            .zip(lens.copy(count))
            .map(|(text, len)| {
                let text: Mut<c_char> = super::interpreter::mutable(text.cast_mut());
                text.as_const().bytes().copy(usize::try_from(len).unwrap_or(0))
            })
            .collect();
        let mut offset = 4 * (count + 2);
        let mut bytes = Vec::new();
        bytes.extend((count as i32).to_ne_bytes());
        for text in &texts {
            bytes.extend((offset as i32).to_ne_bytes());
            offset += text.len();
        }
        bytes.extend((offset as i32).to_ne_bytes());
        bytes.extend(texts.concat());
        let (it, Tensor { graph, index, .. }) = tensor_of(call, tensor.raw() as usize)?;
        let memory = litert::AlignedBuffer::copy_of(&bytes);
        it.graphs[graph].tensors[index].memory = Some(memory);
        Some(TfLiteStatus::kTfLiteOk)
    }
}
