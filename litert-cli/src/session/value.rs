//! What a tensor holds, as numbers and as JSON.

use anyhow::Result;
use litert::types::ElementType;
use litert::{Element, Tensor};
use serde_json::Value;

/// The real numbers of a tensor: quantized ones are what they stand for, truth values 0 and 1,
/// complex numbers two each. `None` for text.
pub(crate) fn numbers(tensor: &Tensor<'_>) -> Result<Option<Vec<f64>>> {
    let quantized = !tensor.quantization().is_none();
    Ok(Some(match tensor.element_type() {
        ElementType::String | ElementType::Resource | ElementType::Variant => return Ok(None),
        // 32-bit floats cannot tell these apart.
        ElementType::Int32 if !quantized => wide::<i32>(tensor)?,
        ElementType::UInt32 => wide::<u32>(tensor)?,
        ElementType::Float64 => wide::<f64>(tensor)?,
        ElementType::Int64 => each(tensor, |value: i64| value as f64)?,
        ElementType::UInt64 => each(tensor, |value: u64| value as f64)?,
        ElementType::Bool => tensor.to_bools()?.into_iter().map(f64::from).collect(),
        ElementType::Complex64 => {
            parts(tensor.bytes(), |it: [u8; 4]| f32::from_ne_bytes(it).into())
        }
        ElementType::Complex128 => parts(tensor.bytes(), f64::from_ne_bytes),
        _ => tensor.to_f32()?.into_iter().map(f64::from).collect(),
    }))
}

fn wide<T: Element + Into<f64>>(tensor: &Tensor<'_>) -> Result<Vec<f64>> {
    each(tensor, T::into)
}

fn each<T: Element>(tensor: &Tensor<'_>, to: impl Fn(T) -> f64) -> Result<Vec<f64>> {
    Ok(tensor.to_vec::<T>()?.into_iter().map(to).collect())
}

fn parts<const N: usize>(bytes: &[u8], to: impl Fn([u8; N]) -> f64) -> Vec<f64> {
    let each = bytes.chunks_exact(N);
    each.filter_map(|part| part.try_into().ok().map(&to))
        .collect()
}

/// Its elements in a flat list: numbers as in [`numbers`], whole ones exactly, truth values and
/// text as such.
pub(crate) fn json(tensor: &Tensor<'_>) -> Result<Value> {
    Ok(match tensor.element_type() {
        ElementType::String => texts(tensor)?.into(),
        ElementType::Bool => tensor.to_bools()?.into(),
        ElementType::Int64 => tensor.to_vec::<i64>()?.into(),
        ElementType::UInt64 => tensor.to_vec::<u64>()?.into(),
        ElementType::Float64 => tensor.to_vec::<f64>()?.into(),
        ElementType::Complex128 => parts(tensor.bytes(), f64::from_ne_bytes).into(),
        _ => match numbers(tensor)? {
            Some(numbers) => numbers.into_iter().map(number).collect(),
            None => Value::Null,
        },
    })
}

/// As short as what 32 bits hold can be written: 0.1 and not 0.10000000149011612.
pub(crate) fn number(value: f64) -> Value {
    let short = (value as f32).to_string();
    let exact = f64::from(value as f32) == value;
    Value::from(short.parse().ok().filter(|_| exact).unwrap_or(value))
}

/// The strings of a text tensor. What is no UTF-8 has marks in it.
pub(crate) fn texts(tensor: &Tensor<'_>) -> Result<Vec<String>> {
    let strings = tensor.strings()?;
    Ok(strings
        .map(|it| String::from_utf8_lossy(it).into_owned())
        .collect())
}
