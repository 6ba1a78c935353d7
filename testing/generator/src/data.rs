//! The bytes of constants.

use litert_model::types::ElementType;

/// Larger ones are not written, so that a wrong shape costs nothing.
const MOST: usize = 1 << 16;

pub(crate) fn bytes(ty: ElementType, shape: &[i32], values: &[f64]) -> Vec<u8> {
    let sizes = shape.iter().map(|&it| usize::try_from(it).unwrap_or(1));
    let count = sizes.fold(1, usize::saturating_mul).min(MOST);
    let value = |at: usize| values.get(at % values.len().max(1)).copied().unwrap_or(0.0);
    if ty == ElementType::String {
        return strings(count, value);
    }
    if ty.size_bits().is_some_and(|bits| bits < 8) {
        let bits = ty.size_bits().unwrap_or(4) as usize;
        let mut bytes = vec![0; (count * bits).div_ceil(8)];
        for at in 0..count {
            let low = value(at) as i8 as u8 & ((1 << bits) - 1);
            bytes[at * bits / 8] |= low << (at * bits % 8);
        }
        return bytes;
    }
    (0..count).flat_map(|at| one(ty, value(at))).collect()
}

fn one(ty: ElementType, value: f64) -> Vec<u8> {
    use ElementType as T;
    match ty {
        T::Float32 => (value as f32).to_le_bytes().to_vec(),
        T::Float64 => value.to_le_bytes().to_vec(),
        T::Float16 => half(value as f32).to_le_bytes().to_vec(),
        T::BFloat16 => (value as f32).to_le_bytes()[2..].to_vec(),
        T::Int8 | T::Float8E4M3FN | T::Float8E5M2 => vec![value as i8 as u8],
        T::Int16 => (value as i16).to_le_bytes().to_vec(),
        T::Int32 => (value as i32).to_le_bytes().to_vec(),
        T::Int64 => (value as i64).to_le_bytes().to_vec(),
        T::UInt8 => vec![value as u8],
        T::UInt16 => (value as u16).to_le_bytes().to_vec(),
        T::UInt32 => (value as u32).to_le_bytes().to_vec(),
        T::UInt64 => (value as u64).to_le_bytes().to_vec(),
        T::Bool => vec![u8::from(value != 0.0)],
        T::Complex64 => [(value as f32).to_le_bytes(), [0; 4]].concat(),
        T::Complex128 => [value.to_le_bytes(), [0; 8]].concat(),
        _ => vec![0; 4],
    }
}

/// Without rounding, and with numbers near zero as zero.
fn half(value: f32) -> u16 {
    let bits = value.to_bits();
    let sign = (bits >> 16) as u16 & 0x8000;
    let exponent = (bits >> 23 & 0xff) as i32 - 112;
    match exponent {
        ..=0 => sign,
        31.. => sign | if value.is_nan() { 0x7e00 } else { 0x7c00 },
        _ => sign | (exponent as u16) << 10 | (bits >> 13) as u16 & 0x3ff,
    }
}

/// How many, where each begins and the last one ends, and the text.
fn strings(count: usize, value: impl Fn(usize) -> f64) -> Vec<u8> {
    let texts: Vec<String> = (0..count).map(|at| value(at).to_string()).collect();
    let mut bytes = (count as i32).to_le_bytes().to_vec();
    let mut end = 4 * (count + 2);
    bytes.extend((end as i32).to_le_bytes());
    for text in &texts {
        end += text.len();
        bytes.extend((end as i32).to_le_bytes());
    }
    bytes.extend(texts.concat().into_bytes());
    bytes
}
