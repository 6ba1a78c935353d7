//! One scale and zero point for a whole tensor.

use std::fmt;

use super::{QuantizeError, QuantizedElement};

/// A scale and a zero point: `real = scale × (stored − zero_point)`.
///
/// Rounding and saturation are those of TensorFlow Lite's reference kernels: halves go away from
/// zero, and what does not fit becomes the nearest value that does.
///
/// ```
/// use litert_model::types::QuantParams;
///
/// let params = QuantParams::new(1.0 / 128.0, 128);
/// assert_eq!(params.quantize::<u8>(0.5), 192);
/// assert_eq!(params.dequantize(192_u8), 0.5);
/// assert_eq!(params.quantize::<u8>(1000.0), 255);
///
/// let mut stored = [0_u8; 3];
/// params.quantize_into(&[-1.0, 0.0, 0.25], &mut stored)?;
/// assert_eq!(stored, [0, 128, 160]);
/// # Ok::<(), litert_model::types::QuantizeError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct QuantParams {
    /// The real difference between two neighbouring stored values.
    pub scale: f32,
    /// The stored value that stands for 0.
    pub zero_point: i32,
}

impl QuantParams {
    /// Puts the two numbers together.
    pub const fn new(scale: f32, zero_point: i32) -> Self {
        Self { scale, zero_point }
    }

    /// The stored value nearest to `real`.
    #[inline]
    pub fn quantize<T: QuantizedElement>(self, real: f32) -> T {
        T::from_scaled(real / self.scale, self.zero_point)
    }

    /// The real number behind `stored`.
    #[inline]
    pub fn dequantize<T: QuantizedElement>(self, stored: T) -> f32 {
        stored.to_real(self.scale, self.zero_point)
    }

    /// Quantizes every number of `real` into `stored`.
    ///
    /// # Errors
    ///
    /// [`QuantizeError::LengthMismatch`] if the slices differ in length; nothing is written then.
    pub fn quantize_into<T: QuantizedElement>(
        self,
        real: &[f32],
        stored: &mut [T],
    ) -> Result<(), QuantizeError> {
        same_length(real.len(), stored.len())?;
        for (to, &from) in stored.iter_mut().zip(real) {
            *to = self.quantize(from);
        }
        Ok(())
    }

    /// Turns every value of `stored` into a real number in `real`.
    ///
    /// # Errors
    ///
    /// [`QuantizeError::LengthMismatch`] if the slices differ in length; nothing is written then.
    pub fn dequantize_into<T: QuantizedElement>(
        self,
        stored: &[T],
        real: &mut [f32],
    ) -> Result<(), QuantizeError> {
        same_length(stored.len(), real.len())?;
        for (to, &from) in real.iter_mut().zip(stored) {
            *to = self.dequantize(from);
        }
        Ok(())
    }

    /// Quantizes every number of `real` into a new vector.
    pub fn quantize_to_vec<T: QuantizedElement>(self, real: &[f32]) -> Vec<T> {
        real.iter().map(|&from| self.quantize(from)).collect()
    }

    /// Turns every value of `stored` into a real number in a new vector.
    pub fn dequantize_to_vec<T: QuantizedElement>(self, stored: &[T]) -> Vec<f32> {
        stored.iter().map(|&from| self.dequantize(from)).collect()
    }
}

impl fmt::Display for QuantParams {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "scale {} zero point {}", self.scale, self.zero_point)
    }
}

pub(super) fn same_length(source: usize, destination: usize) -> Result<(), QuantizeError> {
    if source == destination {
        Ok(())
    } else {
        Err(QuantizeError::LengthMismatch {
            source,
            destination,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stored_byte_survives_the_round_trip() {
        let params = QuantParams::new(0.007_843_138, -1);
        for stored in i8::MIN..=i8::MAX {
            assert_eq!(params.quantize::<i8>(params.dequantize(stored)), stored);
        }
    }

    #[test]
    fn slices_agree_with_single_values() {
        let params = QuantParams::new(0.1, 3);
        let real: Vec<f32> = (-40..40).map(|i| i as f32 * 0.37).collect();
        let mut stored = vec![0_i16; real.len()];
        params.quantize_into(&real, &mut stored).unwrap();
        assert_eq!(stored, params.quantize_to_vec::<i16>(&real));
        for (&one, &many) in real.iter().zip(&stored) {
            assert_eq!(params.quantize::<i16>(one), many);
        }
        let mut back = vec![0.0; stored.len()];
        params.dequantize_into(&stored, &mut back).unwrap();
        assert_eq!(back, params.dequantize_to_vec(&stored));
    }

    #[test]
    fn lengths_must_agree() {
        let mut out = [7_u8; 2];
        assert_eq!(
            QuantParams::new(1.0, 0).quantize_into(&[1.0; 3], &mut out),
            Err(QuantizeError::LengthMismatch {
                source: 3,
                destination: 2
            })
        );
        assert_eq!(out, [7, 7]);
    }

    #[test]
    fn a_zero_scale_does_not_panic() {
        let params = QuantParams::new(0.0, 4);
        assert_eq!(params.quantize::<i8>(1.0), 127);
        assert_eq!(params.quantize::<i8>(0.0), 4);
        assert_eq!(params.dequantize(9_i8), 0.0);
    }
}
