//! What one element of a tensor is.

use std::fmt;
use std::str::FromStr;

/// The type of a tensor's elements.
///
/// The names follow the C headers. A code that this crate does not know becomes
/// [`ElementType::Unknown`], because a newer runtime may know more types than this enum lists.
///
/// ```
/// use litert_model::types::ElementType;
///
/// assert_eq!(ElementType::Float32.to_string(), "float32");
/// assert_eq!(ElementType::Float32.byte_len(10), Some(40));
/// // Four-bit elements are packed two to a byte.
/// assert_eq!(ElementType::Int4.byte_len(3), Some(2));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ElementType {
    /// No type: the runtime has not decided, or the tensor holds no elements.
    NoType,
    /// 32-bit IEEE float.
    Float32,
    /// 32-bit signed integer.
    Int32,
    /// 8-bit unsigned integer.
    UInt8,
    /// 64-bit signed integer.
    Int64,
    /// Strings of any length, in TensorFlow Lite's string table layout.
    String,
    /// One byte per truth value; any byte other than 0 means true.
    Bool,
    /// 16-bit signed integer.
    Int16,
    /// Two 32-bit floats.
    Complex64,
    /// 8-bit signed integer.
    Int8,
    /// 16-bit IEEE float.
    Float16,
    /// 64-bit IEEE float.
    Float64,
    /// Two 64-bit floats.
    Complex128,
    /// 64-bit unsigned integer.
    UInt64,
    /// A handle to state that lives in the runtime, such as a resource variable.
    Resource,
    /// A value whose type is known only while running.
    Variant,
    /// 32-bit unsigned integer.
    UInt32,
    /// 16-bit unsigned integer.
    UInt16,
    /// 4-bit signed integer, two to a byte, the low half first.
    Int4,
    /// 16-bit float with the exponent range of a 32-bit float.
    BFloat16,
    /// 2-bit signed integer, four to a byte, the low bits first.
    Int2,
    /// 4-bit unsigned integer, two to a byte, the low half first.
    UInt4,
    /// 8-bit float with 4 exponent and 3 mantissa bits, without infinities.
    Float8E4M3FN,
    /// 8-bit float with 5 exponent and 2 mantissa bits.
    Float8E5M2,
    /// A code that this crate has no name for.
    Unknown(i32),
}

/// What is known about one type. The runtimes and `.tflite` files number types differently, so the
/// two numberings are kept side by side here and nowhere else.
struct Row {
    ty: ElementType,
    runtime: i32,
    schema: Option<i8>,
    bits: Option<u32>,
    name: &'static str,
}

const fn row(
    ty: ElementType,
    runtime: i32,
    schema: Option<i8>,
    bits: Option<u32>,
    name: &'static str,
) -> Row {
    Row {
        ty,
        runtime,
        schema,
        bits,
        name,
    }
}

#[rustfmt::skip] // One line per type keeps the two columns of codes comparable.
const TABLE: [Row; 24] = [
    row(ElementType::NoType, 0, None, None, "none"),
    row(ElementType::Float32, 1, Some(0), Some(32), "float32"),
    row(ElementType::Int32, 2, Some(2), Some(32), "int32"),
    row(ElementType::UInt8, 3, Some(3), Some(8), "uint8"),
    row(ElementType::Int64, 4, Some(4), Some(64), "int64"),
    row(ElementType::String, 5, Some(5), None, "string"),
    row(ElementType::Bool, 6, Some(6), Some(8), "bool"),
    row(ElementType::Int16, 7, Some(7), Some(16), "int16"),
    row(ElementType::Complex64, 8, Some(8), Some(64), "complex64"),
    row(ElementType::Int8, 9, Some(9), Some(8), "int8"),
    row(ElementType::Float16, 10, Some(1), Some(16), "float16"),
    row(ElementType::Float64, 11, Some(10), Some(64), "float64"),
    row(ElementType::Complex128, 12, Some(11), Some(128), "complex128"),
    row(ElementType::UInt64, 13, Some(12), Some(64), "uint64"),
    row(ElementType::Resource, 14, Some(13), None, "resource"),
    row(ElementType::Variant, 15, Some(14), None, "variant"),
    row(ElementType::UInt32, 16, Some(15), Some(32), "uint32"),
    row(ElementType::UInt16, 17, Some(16), Some(16), "uint16"),
    row(ElementType::Int4, 18, Some(17), Some(4), "int4"),
    row(ElementType::BFloat16, 19, Some(18), Some(16), "bfloat16"),
    row(ElementType::Int2, 20, Some(19), Some(2), "int2"),
    row(ElementType::UInt4, 21, Some(20), Some(4), "uint4"),
    row(ElementType::Float8E4M3FN, 22, Some(21), Some(8), "float8_e4m3fn"),
    row(ElementType::Float8E5M2, 23, Some(22), Some(8), "float8_e5m2"),
];

impl ElementType {
    /// The type behind a `TfLiteType` or `LiteRtElementType` code; the two agree.
    pub fn from_runtime_code(code: i32) -> Self {
        TABLE
            .iter()
            .find(|row| row.runtime == code)
            .map_or(Self::Unknown(code), |row| row.ty)
    }

    /// The `TfLiteType` / `LiteRtElementType` code.
    pub fn runtime_code(self) -> i32 {
        match self {
            Self::Unknown(code) => code,
            known => known.row().map_or(0, |row| row.runtime),
        }
    }

    /// The type behind the number that `.tflite` files store (`TensorType` in the schema), which is
    /// not the number that the runtimes use.
    pub fn from_schema_code(code: i8) -> Self {
        TABLE
            .iter()
            .find(|row| row.schema == Some(code))
            .map_or(Self::Unknown(i32::from(code)), |row| row.ty)
    }

    /// The number that `.tflite` files store for this type, if they have one.
    pub fn schema_code(self) -> Option<i8> {
        self.row().and_then(|row| row.schema)
    }

    /// Bits that one element takes, or `None` where elements have no fixed size.
    pub fn size_bits(self) -> Option<u32> {
        self.row().and_then(|row| row.bits)
    }

    /// Bytes that `elements` packed elements take.
    ///
    /// Types smaller than a byte are packed and rounded up to whole bytes. `None` means that the
    /// type has no fixed size, or that the result does not fit a `usize`.
    pub fn byte_len(self, elements: usize) -> Option<usize> {
        let bits = self.size_bits()? as usize;
        if bits >= 8 {
            return elements.checked_mul(bits / 8);
        }
        Some(elements.div_ceil(8 / bits))
    }

    /// The name, such as `float32`; `unknown` for a code without a name.
    pub fn name(self) -> &'static str {
        self.row().map_or("unknown", |row| row.name)
    }

    /// Whether elements are real floating point numbers of any width.
    pub fn is_float(self) -> bool {
        matches!(
            self,
            Self::Float32
                | Self::Float16
                | Self::Float64
                | Self::BFloat16
                | Self::Float8E4M3FN
                | Self::Float8E5M2
        )
    }

    /// Whether elements are integers of any width, signed or not.
    pub fn is_integer(self) -> bool {
        matches!(
            self,
            Self::Int2
                | Self::Int4
                | Self::UInt4
                | Self::Int8
                | Self::UInt8
                | Self::Int16
                | Self::UInt16
                | Self::Int32
                | Self::UInt32
                | Self::Int64
                | Self::UInt64
        )
    }

    fn row(self) -> Option<&'static Row> {
        TABLE.iter().find(|row| row.ty == self)
    }
}

impl fmt::Display for ElementType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // Padding must keep working for the named types, hence `pad`.
            Self::Unknown(code) => f.pad(&format!("unknown({code})")),
            known => f.pad(known.name()),
        }
    }
}

/// A text that names no element type.
#[derive(Clone, PartialEq, Eq)]
pub struct UnknownElementTypeName(String);

impl fmt::Display for UnknownElementTypeName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "'{}' is no element type; known are", self.0)?;
        for (index, row) in TABLE.iter().enumerate() {
            write!(f, "{} {}", if index == 0 { "" } else { "," }, row.name)?;
        }
        Ok(())
    }
}

/// The text of `Display`: `main` prints an error that it returns with `Debug`.
impl fmt::Debug for UnknownElementTypeName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for UnknownElementTypeName {}

impl FromStr for ElementType {
    type Err = UnknownElementTypeName;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        TABLE
            .iter()
            .find(|row| row.name.eq_ignore_ascii_case(name))
            .map(|row| row.ty)
            .ok_or_else(|| UnknownElementTypeName(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_go_both_ways() {
        for Row {
            ty,
            runtime,
            schema,
            name,
            ..
        } in TABLE
        {
            assert_eq!(ElementType::from_runtime_code(runtime), ty);
            assert_eq!(ty.runtime_code(), runtime);
            assert_eq!(ty.schema_code(), schema);
            if let Some(code) = schema {
                assert_eq!(ElementType::from_schema_code(code), ty);
            }
            assert_eq!(name.parse::<ElementType>(), Ok(ty));
        }
    }

    #[test]
    fn the_two_numberings_are_not_confused() {
        assert_eq!(ElementType::from_runtime_code(1), ElementType::Float32);
        assert_eq!(ElementType::from_schema_code(1), ElementType::Float16);
        assert_eq!(ElementType::from_runtime_code(9), ElementType::Int8);
        assert_eq!(ElementType::from_schema_code(9), ElementType::Int8);
    }

    #[test]
    fn unknown_codes_survive() {
        assert_eq!(ElementType::from_runtime_code(77), ElementType::Unknown(77));
        assert_eq!(ElementType::Unknown(77).runtime_code(), 77);
        assert_eq!(ElementType::from_schema_code(-3), ElementType::Unknown(-3));
        assert_eq!(ElementType::Unknown(77).byte_len(1), None);
        assert_eq!(ElementType::Unknown(77).to_string(), "unknown(77)");
    }

    #[test]
    fn sizes_are_packed_and_checked() {
        assert_eq!(ElementType::Int4.byte_len(4), Some(2));
        assert_eq!(ElementType::Int4.byte_len(5), Some(3));
        assert_eq!(ElementType::Int2.byte_len(5), Some(2));
        assert_eq!(
            ElementType::Int4.byte_len(usize::MAX),
            Some(usize::MAX / 2 + 1)
        );
        assert_eq!(ElementType::Float32.byte_len(usize::MAX), None);
        assert_eq!(ElementType::Complex128.byte_len(2), Some(32));
        assert_eq!(ElementType::String.byte_len(1), None);
        assert_eq!(ElementType::Bool.byte_len(0), Some(0));
    }
}
