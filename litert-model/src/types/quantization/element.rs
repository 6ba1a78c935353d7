//! The integer types that quantized tensors are made of.

mod sealed {
    pub trait Sealed: Copy {
        /// Rounds half away from zero, adds the zero point and keeps the result in range.
        fn from_scaled(scaled: f32, zero_point: i32) -> Self;
        /// The real number behind a stored value.
        fn to_real(self, scale: f32, zero_point: i32) -> f32;
    }
}

pub(super) use sealed::Sealed;

/// An integer that a quantized tensor can hold: `i8`, `u8`, `i16`, `u16` or `i32`.
///
/// The trait is sealed, because the arithmetic must be the runtime's own for every type.
pub trait QuantizedElement: Sealed {}

/// The largest `f32` below one half. Adding this, rather than one half, before cutting off the
/// fraction rounds half away from zero for every `f32`; with one half, 0.49999997 would become 1.
const JUST_BELOW_HALF: f32 = 0.499_999_97;

/// Rounds half away from zero. Written with a cast, which compiles to vector instructions on every
/// target, where `f32::round` is a function call on plain x86-64.
#[inline]
fn round(value: f32) -> i32 {
    (value + JUST_BELOW_HALF.copysign(value)) as i32
}

macro_rules! small {
    ($($ty:ty)*) => {$(
        impl QuantizedElement for $ty {}

        impl Sealed for $ty {
            #[inline]
            fn from_scaled(scaled: f32, zero_point: i32) -> Self {
                let sum = round(scaled).saturating_add(zero_point);
                sum.clamp(i32::from(<$ty>::MIN), i32::from(<$ty>::MAX)) as $ty
            }

            #[inline]
            fn to_real(self, scale: f32, zero_point: i32) -> f32 {
                scale * i32::from(self).saturating_sub(zero_point) as f32
            }
        }
    )*};
}

small!(i8 u8 i16 u16);

impl QuantizedElement for i32 {}

// 32-bit values do not fit the 24 bits of precision of an `f32`, so this type takes the long way.
impl Sealed for i32 {
    #[inline]
    fn from_scaled(scaled: f32, zero_point: i32) -> Self {
        let sum = (f64::from(scaled).round() as i64).saturating_add(i64::from(zero_point));
        sum.clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32
    }

    #[inline]
    fn to_real(self, scale: f32, zero_point: i32) -> f32 {
        (f64::from(scale) * (i64::from(self) - i64::from(zero_point)) as f64) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_matches_the_library_function() {
        // A spread over all exponents and signs, and the values around every half up to 1000.
        let mut values = vec![0.0_f32, -0.0, f32::NAN, f32::INFINITY, f32::NEG_INFINITY];
        values.extend((0..=u32::MAX).step_by(65_521).map(f32::from_bits));
        for half in 0..2000 {
            let value = half as f32 * 0.5;
            for bits in [
                value.to_bits().wrapping_sub(1),
                value.to_bits(),
                value.to_bits() + 1,
            ] {
                values.extend([f32::from_bits(bits), -f32::from_bits(bits)]);
            }
        }
        for value in values {
            assert_eq!(round(value), value.round() as i32, "{value:e}");
        }
    }

    #[test]
    fn out_of_range_saturates() {
        assert_eq!(i8::from_scaled(1e9, 0), 127);
        assert_eq!(i8::from_scaled(-1e9, 0), -128);
        assert_eq!(u8::from_scaled(-3.0, 2), 0);
        assert_eq!(i16::from_scaled(f32::INFINITY, i32::MAX), i16::MAX);
        assert_eq!(i32::from_scaled(f32::INFINITY, i32::MAX), i32::MAX);
        assert_eq!(i32::from_scaled(f32::NEG_INFINITY, i32::MIN), i32::MIN);
        // Not a number has no place on the scale; it becomes zero, as a cast makes it.
        assert_eq!(i8::from_scaled(f32::NAN, 5), 5);
    }
}
