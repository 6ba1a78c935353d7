//! Element types, and single elements read from raw bytes.

use std::fmt;

use serde::Deserialize;

/// The type of the elements of a tensor, named as the manifest does (as NumPy does).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Deserialize)]
#[serde(from = "String")]
#[allow(missing_docs, reason = "the names say it")]
pub enum DType {
    Bool,
    /// Two elements per byte, the first in the low half.
    Int4,
    Int8,
    UInt8,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    Float16,
    /// The upper half of a `Float32`.
    BFloat16,
    Float32,
    Float64,
    /// Two `Float32`: real, imaginary.
    Complex64,
    /// Two `Float64`: real, imaginary.
    Complex128,
    /// The layout of [`crate::decode_strings`].
    String,
    /// A name this crate does not know, or none.
    #[default]
    Unknown,
}

impl DType {
    const NAMES: [(Self, &'static str); 18] = [
        (Self::Bool, "bool"),
        (Self::Int4, "int4"),
        (Self::Int8, "int8"),
        (Self::UInt8, "uint8"),
        (Self::Int16, "int16"),
        (Self::UInt16, "uint16"),
        (Self::Int32, "int32"),
        (Self::UInt32, "uint32"),
        (Self::Int64, "int64"),
        (Self::UInt64, "uint64"),
        (Self::Float16, "float16"),
        (Self::BFloat16, "bfloat16"),
        (Self::Float32, "float32"),
        (Self::Float64, "float64"),
        (Self::Complex64, "complex64"),
        (Self::Complex128, "complex128"),
        (Self::String, "string"),
        (Self::Unknown, "unknown"),
    ];

    /// The type with this name; upper and lower case are the same, so that a `Debug` name of
    /// another crate's enum will do.
    #[must_use]
    pub fn parse(name: &str) -> Self {
        Self::NAMES
            .iter()
            .find(|(_, known)| known.eq_ignore_ascii_case(name))
            .map_or(Self::Unknown, |(dtype, _)| *dtype)
    }

    /// The name in the manifest.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES
            .iter()
            .find(|(dtype, _)| *dtype == self)
            .map_or("unknown", |(_, name)| name)
    }

    /// Bytes per element, or `None` where that is not a whole number.
    #[must_use]
    pub fn size(self) -> Option<usize> {
        match self {
            Self::Bool | Self::Int8 | Self::UInt8 => Some(1),
            Self::Int16 | Self::UInt16 | Self::Float16 | Self::BFloat16 => Some(2),
            Self::Int32 | Self::UInt32 | Self::Float32 => Some(4),
            Self::Int64 | Self::UInt64 | Self::Float64 | Self::Complex64 => Some(8),
            Self::Complex128 => Some(16),
            Self::Int4 | Self::String | Self::Unknown => None,
        }
    }

    /// Bytes of a tensor of this shape, or `None` where the type does not fix it, a dimension is
    /// negative or the product does not fit.
    #[must_use]
    pub fn byte_len(self, shape: &[i32]) -> Option<usize> {
        let count = shape.iter().try_fold(1_usize, |product, dim| {
            product.checked_mul(usize::try_from(*dim).ok()?)
        })?;
        match self {
            Self::Int4 => Some(count.div_ceil(2)),
            _ => count.checked_mul(self.size()?),
        }
    }

    /// Whether the elements have a fractional part, a sign of zero and NaN.
    #[must_use]
    pub fn is_float(self) -> bool {
        matches!(
            self,
            Self::Float16
                | Self::BFloat16
                | Self::Float32
                | Self::Float64
                | Self::Complex64
                | Self::Complex128
        )
    }

    /// How many elements `bytes` hold: whole elements only, and for 4-bit types all of them, the
    /// padding of an odd count included.
    pub(crate) fn count(self, bytes: &[u8]) -> Option<usize> {
        match self {
            Self::Int4 => bytes.len().checked_mul(2),
            _ => {
                let size = self.size()?;
                (bytes.len() % size == 0).then_some(bytes.len() / size)
            }
        }
    }

    /// The element at `index` of raw little-endian bytes, or `None` beyond their end and for
    /// types that are not read element by element.
    #[must_use]
    pub fn read(self, bytes: &[u8], index: usize) -> Option<Scalar> {
        fn at<const N: usize>(bytes: &[u8], position: usize) -> Option<[u8; N]> {
            bytes.get(position..)?.get(..N)?.try_into().ok()
        }
        let i = index.checked_mul(self.size().unwrap_or(1))?;
        let b = bytes;
        Some(match self {
            // One byte whose value is kept: a runtime that writes 2 for true is told from one
            // that writes 1.
            Self::Bool | Self::UInt8 => Scalar::Int(u8::from_le_bytes(at(b, i)?).into()),
            Self::Int4 => {
                let byte = *b.get(index / 2)?;
                let nibble = if index % 2 == 0 { byte << 4 } else { byte };
                // The arithmetic shift extends the sign.
                Scalar::Int((i8::from_le_bytes([nibble]) >> 4).into())
            }
            Self::Int8 => Scalar::Int(i8::from_le_bytes(at(b, i)?).into()),
            Self::Int16 => Scalar::Int(i16::from_le_bytes(at(b, i)?).into()),
            Self::UInt16 => Scalar::Int(u16::from_le_bytes(at(b, i)?).into()),
            Self::Int32 => Scalar::Int(i32::from_le_bytes(at(b, i)?).into()),
            Self::UInt32 => Scalar::Int(u32::from_le_bytes(at(b, i)?).into()),
            Self::Int64 => Scalar::Int(i64::from_le_bytes(at(b, i)?).into()),
            Self::UInt64 => Scalar::Int(u64::from_le_bytes(at(b, i)?).into()),
            Self::Float16 => Scalar::Float(half(u16::from_le_bytes(at(b, i)?))),
            Self::BFloat16 => {
                let bits = u32::from(u16::from_le_bytes(at(b, i)?)) << 16;
                Scalar::Float(f32::from_bits(bits).into())
            }
            Self::Float32 => Scalar::Float(f32::from_le_bytes(at(b, i)?).into()),
            Self::Float64 => Scalar::Float(f64::from_le_bytes(at(b, i)?)),
            Self::Complex64 => Scalar::Complex(
                f32::from_le_bytes(at(b, i)?).into(),
                f32::from_le_bytes(at(b, i + 4)?).into(),
            ),
            Self::Complex128 => Scalar::Complex(
                f64::from_le_bytes(at(b, i)?),
                f64::from_le_bytes(at(b, i + 8)?),
            ),
            Self::String | Self::Unknown => return None,
        })
    }
}

impl From<String> for DType {
    fn from(name: String) -> Self {
        Self::parse(&name)
    }
}

impl fmt::Display for DType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// IEEE 754 binary16 to binary64, which holds every value of it.
fn half(bits: u16) -> f64 {
    let sign = if bits >> 15 == 1 { -1.0 } else { 1.0 };
    let exponent = i32::from(bits >> 10 & 0x1f);
    let fraction = f64::from(bits & 0x3ff);
    sign * match exponent {
        0 => fraction * 2.0_f64.powi(-24),
        0x1f if fraction == 0.0 => f64::INFINITY,
        0x1f => f64::NAN,
        _ => (1024.0 + fraction) * 2.0_f64.powi(exponent - 25),
    }
}

/// One element, wide enough for every type.
#[derive(Debug, Clone, PartialEq)]
pub enum Scalar {
    /// An integer or bool.
    Int(i128),
    /// A floating-point number.
    Float(f64),
    /// Real and imaginary part.
    Complex(f64, f64),
    /// The bytes of a string.
    Bytes(Vec<u8>),
}

impl Scalar {
    /// How far apart two elements are. NaN is no distance from NaN and infinitely far from
    /// everything else, as an infinity is from everything but itself; strings are equal or
    /// infinitely far.
    #[must_use]
    pub fn distance(&self, other: &Self) -> f64 {
        fn reals(a: f64, b: f64) -> f64 {
            if a == b || (a.is_nan() && b.is_nan()) {
                return 0.0;
            }
            let distance = (a - b).abs();
            if distance.is_nan() {
                f64::INFINITY
            } else {
                distance
            }
        }
        match (self, other) {
            // The difference is rounded only beyond 2^53, where no tolerance is that fine.
            #[allow(clippy::cast_precision_loss, reason = "see above")]
            (Self::Int(a), Self::Int(b)) => a.abs_diff(*b) as f64,
            (Self::Float(a), Self::Float(b)) => reals(*a, *b),
            (Self::Complex(a, b), Self::Complex(c, d)) => reals(*a, *c).max(reals(*b, *d)),
            (Self::Bytes(a), Self::Bytes(b)) if a == b => 0.0,
            _ => f64::INFINITY,
        }
    }

    /// Whether two elements are the same value: as `==`, but NaN is NaN whatever its bits, and
    /// the two zeros differ.
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        fn reals(a: f64, b: f64) -> bool {
            a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan())
        }
        match (self, other) {
            (Self::Float(a), Self::Float(b)) => reals(*a, *b),
            (Self::Complex(a, b), Self::Complex(c, d)) => reals(*a, *c) && reals(*b, *d),
            _ => self == other,
        }
    }
}

impl fmt::Display for Scalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Int(value) => write!(f, "{value}"),
            Self::Float(value) => write!(f, "{value:?}"),
            Self::Complex(re, im) => write!(f, "{re:?}{im:+?}i"),
            Self::Bytes(bytes) => write!(f, "\"{}\"", bytes.escape_ascii()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_both_ways() {
        for (dtype, name) in DType::NAMES {
            assert_eq!(DType::parse(name), dtype);
            assert_eq!(dtype.name(), name);
            assert_eq!(DType::parse(&format!("{dtype:?}")), dtype);
        }
        assert_eq!(DType::parse("resource"), DType::Unknown);
    }

    #[test]
    fn every_type_is_read() {
        let bytes: Vec<u8> = (0xf0..=0xff).collect();
        let int = |dtype: DType, index| match dtype.read(&bytes, index) {
            Some(Scalar::Int(value)) => value,
            other => panic!("{dtype} gave {other:?}"),
        };
        assert_eq!(int(DType::Bool, 1), 0xf1);
        assert_eq!(int(DType::UInt8, 1), 0xf1);
        assert_eq!(int(DType::Int8, 1), -15);
        assert_eq!(int(DType::UInt16, 1), 0xf3f2);
        assert_eq!(int(DType::Int16, 1), 0xf3f2 - 0x1_0000);
        assert_eq!(int(DType::UInt32, 1), 0xf7f6_f5f4);
        assert_eq!(int(DType::Int32, 1), 0xf7f6_f5f4 - 0x1_0000_0000);
        assert_eq!(int(DType::UInt64, 1), 0xfffe_fdfc_fbfa_f9f8);
        assert_eq!(int(DType::Int64, 1), 0xfffe_fdfc_fbfa_f9f8 - (1_i128 << 64));
        assert_eq!(int(DType::Int4, 2), 1, "low half of 0xf1");
        assert_eq!(int(DType::Int4, 3), -1, "high half of 0xf1");
        assert_eq!(DType::Int64.read(&bytes, 2), None);
        assert_eq!(DType::Int4.read(&bytes, 32), None);
        assert_eq!(DType::UInt8.read(&bytes, usize::MAX), None);
        assert_eq!(DType::Int64.read(&bytes, usize::MAX), None);
        assert_eq!(DType::String.read(&bytes, 0), None);

        let complex: Vec<u8> = [1.5_f32, -2.0]
            .iter()
            .flat_map(|v| v.to_le_bytes())
            .collect();
        assert_eq!(
            DType::Complex64.read(&complex, 0),
            Some(Scalar::Complex(1.5, -2.0))
        );
        let complex: Vec<u8> = [0.1_f64, -2.0]
            .iter()
            .flat_map(|v| v.to_le_bytes())
            .collect();
        assert_eq!(
            DType::Complex128.read(&complex, 0),
            Some(Scalar::Complex(0.1, -2.0))
        );
        assert_eq!(DType::Float64.read(&complex, 1), Some(Scalar::Float(-2.0)));
        assert_eq!(
            DType::BFloat16.read(&[0x80, 0xbf], 0),
            Some(Scalar::Float(-1.0))
        );
    }

    #[test]
    fn half_precision() {
        for (bits, value) in [
            (0x0000, 0.0),
            (0x0001, 5.960_464_477_539_063e-8),
            (0x03ff, 6.097_555_160_522_461e-5),
            (0x0400, 6.103_515_625e-5),
            (0x3555, 0.333_251_953_125),
            (0x3c00, 1.0),
            (0xc000, -2.0),
            (0x7bff, 65504.0),
            (0x7c00, f64::INFINITY),
            (0xfc00, f64::NEG_INFINITY),
        ] {
            assert_eq!(half(bits).to_bits(), f64::to_bits(value), "{bits:#06x}");
        }
        assert_eq!(half(0x8000).to_bits(), (-0.0_f64).to_bits());
        assert!(half(0x7e00).is_nan());
    }

    #[test]
    fn lengths() {
        assert_eq!(DType::Float32.byte_len(&[2, 3]), Some(24));
        assert_eq!(DType::Float32.byte_len(&[]), Some(4));
        assert_eq!(DType::Int4.byte_len(&[3]), Some(2));
        assert_eq!(DType::Int8.byte_len(&[0, 7]), Some(0));
        assert_eq!(DType::Int8.byte_len(&[-1]), None);
        assert_eq!(DType::Int8.byte_len(&[i32::MAX; 3]), None);
        assert_eq!(DType::String.byte_len(&[3]), None);
        assert_eq!(DType::Float32.count(&[0; 7]), None);
    }

    #[test]
    fn distances() {
        let float = |a, b| Scalar::Float(a).distance(&Scalar::Float(b));
        assert_eq!(float(1.0, 1.5), 0.5);
        assert_eq!(float(f64::NAN, -f64::NAN), 0.0);
        assert_eq!(float(f64::NAN, 0.0), f64::INFINITY);
        assert_eq!(float(f64::INFINITY, f64::INFINITY), 0.0);
        assert_eq!(float(f64::INFINITY, f64::NEG_INFINITY), f64::INFINITY);
        assert_eq!(float(f64::INFINITY, f64::from(f32::MAX)), f64::INFINITY);
        let int = |a: i128, b: i128| Scalar::Int(a).distance(&Scalar::Int(b));
        assert_eq!(
            int(i64::MIN.into(), i64::MAX.into()),
            18_446_744_073_709_551_615.0
        );
        assert_eq!(int(i64::MAX.into(), i128::from(i64::MAX) - 1), 1.0);
        assert_eq!(
            Scalar::Complex(0.0, 1.0).distance(&Scalar::Complex(0.5, 3.0)),
            2.0
        );
        assert_eq!(Scalar::Int(0).distance(&Scalar::Float(0.0)), f64::INFINITY);
        assert!(!Scalar::Float(0.0).same(&Scalar::Float(-0.0)));
        assert!(Scalar::Float(f64::NAN).same(&Scalar::Float(-f64::NAN)));
    }
}
