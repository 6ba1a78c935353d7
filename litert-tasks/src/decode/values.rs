//! Elements of an output, where they lie, and what they stand for.

use litert::Tensor;
use litert::types::{ElementType, QuantParams, Quantization, Shape};

use crate::error::{Error, Result};

/// An output for decoders: its elements where they lie, and what they stand for.
///
/// Integers are compared as they are stored; only what passes a threshold becomes a real number.
///
/// ```
/// use litert::types::QuantParams;
/// use litert_tasks::decode::Values;
///
/// let scores = Values::i8(&[-128, 0, 127], QuantParams::new(1.0 / 256.0, -128), &[1, 3])?;
/// assert_eq!(scores.get(1), Some(0.5));
/// # Ok::<(), litert_tasks::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Values<'a> {
    pub(crate) data: Data<'a>,
    shape: Shape,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Data<'a> {
    F32(&'a [f32]),
    I8(&'a [i8], Map),
    U8(&'a [u8], Map),
    I16(&'a [i16], Map),
}

/// What stored integers stand for: `(stored - zero) * scale`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Map {
    scale: f32,
    zero: i32,
}

impl Map {
    /// Floats are what they stand for.
    pub(crate) const PLAIN: Self = Self {
        scale: 1.0,
        zero: 0,
    };

    fn of(params: QuantParams) -> Result<Self> {
        let QuantParams { scale, zero_point } = params;
        if !(scale.is_finite() && scale > 0.0) {
            return Err(Error::model(format!(
                "an output has the scale {scale}: integers stand for no numbers; convert the model \
                 again"
            )));
        }
        Ok(Self {
            scale,
            zero: zero_point,
        })
    }

    fn real(self, stored: i32) -> f32 {
        (i64::from(stored) - i64::from(self.zero)) as f32 * self.scale
    }

    /// The smallest integer of `lowest..=highest` that stands for at least this much.
    fn least(self, threshold: f32, lowest: i32, highest: i32) -> Option<i32> {
        if threshold.is_nan() || self.real(highest) < threshold {
            return None;
        }
        let (mut low, mut high) = (lowest, highest);
        while low < high {
            let middle = (low + high).div_euclid(2);
            match self.real(middle) >= threshold {
                true => high = middle,
                false => low = middle + 1,
            }
        }
        Some(low)
    }
}

/// An element as it is stored.
pub(crate) trait Stored: Copy + PartialOrd {
    /// No element is less.
    const LOWEST: Self;
    /// What it stands for.
    fn real(self, map: Map) -> f32;
    /// The smallest element that stands for at least this much; `None` if none does.
    fn least(threshold: f32, map: Map) -> Option<Self>;
    /// The largest number that any element stands for.
    fn most(map: Map) -> f32;
}

impl Stored for f32 {
    const LOWEST: Self = f32::NEG_INFINITY;

    #[inline]
    fn real(self, _: Map) -> f32 {
        self
    }

    fn least(threshold: f32, _: Map) -> Option<Self> {
        (!threshold.is_nan()).then_some(threshold)
    }

    fn most(_: Map) -> f32 {
        f32::INFINITY
    }
}

macro_rules! integers {
    ($($ty:ty)*) => {$(
        impl Stored for $ty {
            const LOWEST: Self = <$ty>::MIN;

            #[inline]
            fn real(self, map: Map) -> f32 {
                map.real(i32::from(self))
            }

            fn least(threshold: f32, map: Map) -> Option<Self> {
                let least = map.least(threshold, i32::from(<$ty>::MIN), i32::from(<$ty>::MAX))?;
                <$ty>::try_from(least).ok()
            }

            fn most(map: Map) -> f32 {
                map.real(i32::from(<$ty>::MAX))
            }
        }
    )*};
}

integers!(i8 u8 i16);

/// Runs `$body` with the elements as a slice of their type, and their map.
macro_rules! with_stored {
    ($values:expr, $slice:ident, $map:ident => $body:expr) => {
        match $values.data {
            $crate::decode::values::Data::F32($slice) => {
                let $map = $crate::decode::values::Map::PLAIN;
                $body
            }
            $crate::decode::values::Data::I8($slice, $map) => $body,
            $crate::decode::values::Data::U8($slice, $map) => $body,
            $crate::decode::values::Data::I16($slice, $map) => $body,
        }
    };
}
pub(crate) use with_stored;

impl<'a> Values<'a> {
    /// Floats.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] if the shape has not as many elements.
    pub fn f32(data: &'a [f32], shape: &[usize]) -> Result<Self> {
        Self::new(Data::F32(data), data.len(), shape)
    }

    /// Quantized integers of 8 bits.
    ///
    /// # Errors
    /// As for [`f32`](Self::f32), and [`Error::Model`] for a scale that is not above 0.
    pub fn i8(data: &'a [i8], params: QuantParams, shape: &[usize]) -> Result<Self> {
        Self::new(Data::I8(data, Map::of(params)?), data.len(), shape)
    }

    /// Quantized integers of 8 bits without a sign.
    ///
    /// # Errors
    /// As for [`i8`](Self::i8).
    pub fn u8(data: &'a [u8], params: QuantParams, shape: &[usize]) -> Result<Self> {
        Self::new(Data::U8(data, Map::of(params)?), data.len(), shape)
    }

    /// Quantized integers of 16 bits.
    ///
    /// # Errors
    /// As for [`i8`](Self::i8).
    pub fn i16(data: &'a [i16], params: QuantParams, shape: &[usize]) -> Result<Self> {
        Self::new(Data::I16(data, Map::of(params)?), data.len(), shape)
    }

    /// An output of an engine. Elements of 8 and 16 bits and floats are read where they lie; half floats,
    /// wider integers, and those with a scale for each channel are converted into `copy`, whose memory is
    /// used again.
    ///
    /// # Errors
    /// [`Error::Engine`] for elements that are no numbers, and [`Error::Model`] for a scale that is not
    /// above 0.
    pub fn of(tensor: &Tensor<'a>, copy: &'a mut Vec<f32>) -> Result<Self> {
        let shape = tensor.shape();
        let params = match tensor.quantization() {
            Quantization::PerTensor(params) => Some(*params),
            Quantization::None => Some(QuantParams::new(1.0, 0)),
            _ => None,
        };
        let data = match (tensor.element_type(), params) {
            (ElementType::Float32, _) => Data::F32(tensor.as_slice()?),
            (ElementType::Int8, Some(params)) => Data::I8(tensor.as_slice()?, Map::of(params)?),
            (ElementType::UInt8, Some(params)) => Data::U8(tensor.as_slice()?, Map::of(params)?),
            (ElementType::Int16, Some(params)) => Data::I16(tensor.as_slice()?, Map::of(params)?),
            _ => {
                let len = shape.num_elements().unwrap_or(0);
                copy.clear();
                if copy.try_reserve_exact(len).is_err() {
                    return Err(Error::model(format!(
                        "there is no memory for a copy of output '{}' of shape {shape}",
                        tensor.name()
                    )));
                }
                if tensor.element_type() == ElementType::Float16 {
                    let halves = tensor.bytes().chunks_exact(2);
                    copy.extend(halves.map(|it| from_half(u16::from_ne_bytes([it[0], it[1]]))));
                } else {
                    copy.resize(len, 0.0);
                    tensor.read_f32(copy)?;
                }
                Data::F32(copy)
            }
        };
        Ok(Self { data, shape })
    }

    fn new(data: Data<'a>, len: usize, shape: &[usize]) -> Result<Self> {
        let dims: Option<Vec<i32>> = shape.iter().map(|&dim| i32::try_from(dim).ok()).collect();
        let shape = dims.and_then(|dims| Shape::new(&dims).ok());
        let shape = shape.filter(|shape| shape.num_elements() == Some(len));
        let shape = shape.ok_or_else(|| {
            Error::invalid_argument(format!(
                "{len} elements were given for a tensor of another shape"
            ))
        })?;
        Ok(Self { data, shape })
    }

    /// The number of elements.
    pub fn len(&self) -> usize {
        with_stored!(self, slice, _map => slice.len())
    }

    /// Whether there are no elements.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Its shape.
    pub fn shape(&self) -> &Shape {
        &self.shape
    }

    /// What the element at `index` stands for.
    #[inline]
    pub fn get(&self, index: usize) -> Option<f32> {
        with_stored!(self, slice, map => slice.get(index).map(|stored| stored.real(map)))
    }

    /// What the element at `index` stands for; NaN behind the end.
    #[inline]
    pub(crate) fn at(&self, index: usize) -> f32 {
        self.get(index).unwrap_or(f32::NAN)
    }

    /// What all elements stand for.
    pub fn iter(&self) -> impl Iterator<Item = f32> + '_ {
        (0..self.len()).map(|index| self.at(index))
    }
}

/// What the bits of a float of 16 bits stand for.
fn from_half(bits: u16) -> f32 {
    let sign = u32::from(bits & 0x8000) << 16;
    let (exponent, digits) = (u32::from(bits >> 10) & 0x1f, u32::from(bits & 0x3ff));
    let bits = match (exponent, digits) {
        // Steps of 2^-24 next to 0.
        (0, digits) => (digits as f32 * 2.0_f32.powi(-24)).to_bits(),
        (0x1f, digits) => 0x7f80_0000 | (digits << 13),
        (exponent, digits) => ((exponent + 112) << 23) | (digits << 13),
    };
    f32::from_bits(sign | bits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integer_threshold_passes_what_real_numbers_pass() {
        for (scale, zero) in [(1.0 / 256.0, -128), (0.1, 3), (1e-9, 0), (3.7e8, 100)] {
            let params = QuantParams::new(scale, zero);
            let map = Map::of(params).unwrap();
            for threshold in [
                -1.0,
                0.0,
                0.25,
                0.3,
                0.5,
                0.996,
                1.0,
                f32::INFINITY,
                -f32::INFINITY,
            ] {
                let least = i8::least(threshold, map);
                for stored in i8::MIN..=i8::MAX {
                    let passes = least.is_some_and(|least| stored >= least);
                    let real = params.dequantize(stored);
                    assert_eq!(
                        passes,
                        real >= threshold,
                        "{stored} of {scale} {zero}, {threshold}"
                    );
                }
            }
            assert_eq!(i8::least(f32::NAN, map), None);
        }
    }

    #[test]
    fn half_floats_are_what_they_stand_for() {
        for (bits, value) in [
            (0x3c00, 1.0),
            (0xc000, -2.0),
            (0x7bff, 65504.0),
            (0x0001, 5.960_464_5e-8),
            (0x03ff, 6.097_555e-5),
            (0x0400, 6.103_515_6e-5),
            (0xfc00, f32::NEG_INFINITY),
            (0x3555, 0.333_251_95),
        ] {
            assert_eq!(from_half(bits), value, "{bits:x}");
        }
        assert!(from_half(0x7e00).is_nan());
    }

    #[test]
    fn shapes_and_scales_must_fit() {
        assert!(Values::f32(&[0.0; 6], &[2, 3]).is_ok());
        assert!(Values::f32(&[0.0; 6], &[2, 4]).is_err());
        for scale in [0.0, -1.0, f32::NAN, f32::INFINITY] {
            assert!(Values::u8(&[0], QuantParams::new(scale, 0), &[1]).is_err());
        }
    }
}
