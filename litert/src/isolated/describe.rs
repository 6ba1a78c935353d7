//! The description of a model in messages: the inputs and outputs of one signature.
//!
//! So the application need not read a model that nobody vouches for. What the worker says is as little
//! trusted: it is used for names, sizes and scales, and each size is checked again where memory is taken.

use litert_model::TensorParts;

use super::message::{put, put_bytes, take, take_bytes};
use crate::model::{SignatureInfo, TensorInfo};
use crate::types::{ChannelQuantization, ElementType, MAX_RANK, QuantParams, Quantization, Shape};

const NONE: u64 = 0;
const PER_TENSOR: u64 = 1;
const PER_CHANNEL: u64 = 2;
/// Schemes that no input or output of a model has had so far: what they are is not told.
const OTHER: u64 = 3;

pub(super) fn put_signature(out: &mut Vec<u8>, signature: &SignatureInfo) {
    put(out, u64::from(signature.key().is_some()));
    put_bytes(out, signature.key().unwrap_or_default().as_bytes());
    put(out, signature.subgraph_index() as u64);
    for tensors in [signature.inputs(), signature.outputs()] {
        put(out, tensors.len() as u64);
        for tensor in tensors {
            put_tensor(out, tensor);
        }
    }
}

pub(super) fn take_signature(bytes: &mut &[u8]) -> Option<SignatureInfo> {
    let named = take(bytes)? != 0;
    let key = text(bytes)?;
    let subgraph = usize::try_from(take(bytes)?).ok()?;
    let mut tensors = || -> Option<Vec<TensorInfo>> {
        // Each takes bytes, so a number that is too large ends here and not in memory.
        (0..take(bytes)?)
            .map(|_| take_tensor(bytes, subgraph))
            .collect()
    };
    let (inputs, outputs) = (tensors()?, tensors()?);
    Some(SignatureInfo::from_parts(
        named.then_some(key),
        subgraph,
        inputs,
        outputs,
    ))
}

fn put_tensor(out: &mut Vec<u8>, tensor: &TensorInfo) {
    put_bytes(out, tensor.name().as_bytes());
    put_bytes(out, tensor.tensor_name().as_bytes());
    put(out, tensor.index() as u64);
    put_signed(out, tensor.element_type().runtime_code());
    for shape in [tensor.shape(), tensor.shape_signature()] {
        put(out, shape.rank() as u64);
        for &dim in shape.dims() {
            put_signed(out, dim);
        }
    }
    match tensor.quantization() {
        Quantization::None => put(out, NONE),
        Quantization::PerTensor(params) => {
            put(out, PER_TENSOR);
            put(out, params.scale.to_bits().into());
            put_signed(out, params.zero_point);
        }
        Quantization::PerChannel(channels) => {
            put(out, PER_CHANNEL);
            put(out, channels.axis() as u64);
            put(out, channels.scales().len() as u64);
            for scale in channels.scales() {
                put(out, scale.to_bits().into());
            }
            put(out, channels.zero_points().len() as u64);
            for &zero_point in channels.zero_points() {
                put_signed(out, zero_point);
            }
        }
        _ => put(out, OTHER),
    }
    put(out, u64::from(tensor.is_variable()));
    put(out, u64::from(tensor.is_constant()));
}

fn take_tensor(bytes: &mut &[u8], subgraph: usize) -> Option<TensorInfo> {
    Some(TensorInfo::from_parts(TensorParts {
        name: text(bytes)?,
        tensor_name: text(bytes)?,
        subgraph,
        index: usize::try_from(take(bytes)?).ok()?,
        element_type: ElementType::from_runtime_code(take_signed(bytes)?),
        shape: take_shape(bytes)?,
        shape_signature: take_shape(bytes)?,
        quantization: match take(bytes)? {
            NONE => Quantization::None,
            PER_TENSOR => {
                Quantization::PerTensor(QuantParams::new(take_float(bytes)?, take_signed(bytes)?))
            }
            PER_CHANNEL => {
                let axis = usize::try_from(take(bytes)?).ok()?;
                let scales = (0..take(bytes)?)
                    .map(|_| take_float(bytes))
                    .collect::<Option<Vec<_>>>()?;
                let zero_points = (0..take(bytes)?)
                    .map(|_| take_signed(bytes))
                    .collect::<Option<Vec<_>>>()?;
                Quantization::PerChannel(ChannelQuantization::new(scales, zero_points, axis).ok()?)
            }
            _ => Quantization::Custom,
        },
        is_variable: take(bytes)? != 0,
        is_constant: take(bytes)? != 0,
    }))
}

fn put_signed(out: &mut Vec<u8>, number: i32) {
    put(out, u32::from_le_bytes(number.to_le_bytes()).into());
}

fn take_signed(bytes: &mut &[u8]) -> Option<i32> {
    let number = u32::try_from(take(bytes)?).ok()?;
    Some(i32::from_le_bytes(number.to_le_bytes()))
}

fn take_float(bytes: &mut &[u8]) -> Option<f32> {
    Some(f32::from_bits(u32::try_from(take(bytes)?).ok()?))
}

fn take_shape(bytes: &mut &[u8]) -> Option<Shape> {
    let rank = usize::try_from(take(bytes)?).ok()?;
    let mut dims = [0; MAX_RANK];
    let dims = dims.get_mut(..rank)?;
    for dim in dims.iter_mut() {
        *dim = take_signed(bytes)?;
    }
    Shape::new(dims).ok()
}

fn text(bytes: &mut &[u8]) -> Option<String> {
    Some(String::from_utf8_lossy(take_bytes(bytes)?).into_owned())
}
