//! NumPy's `.npy` files: a magic, a header that reads like a Python dictionary, the elements.
//!
//! The crates for it bring parsers of Python literals and big numbers along; the format's own
//! header has three keys and is written by machines only.

use anyhow::{Context, Result, bail, ensure};
use litert::types::{ElementType, Shape};

const MAGIC: &[u8] = b"\x93NUMPY";

/// An array in row-major order, its elements in this machine's byte order.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Array {
    pub(crate) element_type: ElementType,
    pub(crate) shape: Vec<i32>,
    pub(crate) bytes: Vec<u8>,
}

impl Array {
    /// Reads a file's bytes.
    pub(crate) fn parse(file: &[u8]) -> Result<Self> {
        let rest = file.strip_prefix(MAGIC).context("it is no .npy file")?;
        let (&[major, _minor], rest) = rest.split_first_chunk().context("it ends too early")?;
        let (length, rest) = match major {
            1 => {
                let (length, rest) = rest.split_first_chunk().context("it ends too early")?;
                (usize::from(u16::from_le_bytes(*length)), rest)
            }
            2 | 3 => {
                let (length, rest) = rest.split_first_chunk().context("it ends too early")?;
                (u32::from_le_bytes(*length) as usize, rest)
            }
            _ => bail!("its format {major} is not known"),
        };
        let (header, data) = rest.split_at_checked(length).context("it ends too early")?;
        let header = std::str::from_utf8(header).context("its header is no text")?;

        let kind = field(header, "'descr':")?;
        let kind = kind
            .strip_prefix('\'')
            .and_then(|rest| rest.split('\'').next());
        let kind = kind.context("its elements have several parts each")?;
        let (order, code) = kind
            .split_at_checked(1)
            .context("it names no element type")?;
        let row = TYPES.iter().find(|(known, _)| *known == code);
        let element_type = row.map(|row| row.1);
        let element_type = element_type.with_context(|| format!("it holds '{kind}' elements"))?;
        ensure!(
            field(header, "'fortran_order':")?.starts_with("False"),
            "it is in column-major order; save numpy.ascontiguousarray of it"
        );

        let shape = field(header, "'shape':")?;
        let shape = shape
            .strip_prefix('(')
            .and_then(|rest| rest.split(')').next());
        let shape = shape.context("its shape cannot be read")?;
        let dims = shape
            .split(',')
            .map(str::trim)
            .filter(|dim| !dim.is_empty());
        let shape: Vec<i32> = dims
            .map(|dim| dim.parse().ok().filter(|dim| *dim >= 0))
            .collect::<Option<_>>()
            .context("its shape cannot be read")?;

        let count = Shape::new(&shape)
            .ok()
            .and_then(|shape| shape.num_elements());
        let expected = count.and_then(|count| element_type.byte_len(count));
        ensure!(
            expected == Some(data.len()),
            "its shape {shape:?} does not agree with its {} bytes",
            data.len()
        );
        let mut bytes = data.to_vec();
        let foreign = if cfg!(target_endian = "little") {
            ">"
        } else {
            "<"
        };
        if order == foreign {
            let bits = element_type.size_bits().unwrap_or(8) as usize;
            let parts = if code.starts_with('c') { 2 } else { 1 };
            bytes
                .chunks_exact_mut((bits / 8 / parts).max(1))
                .for_each(<[u8]>::reverse);
        }
        Ok(Self {
            element_type,
            shape,
            bytes,
        })
    }

    /// The file for these elements; `None` for types that NumPy does not know.
    pub(crate) fn to_file(&self) -> Option<Vec<u8>> {
        let (code, _) = TYPES
            .iter()
            .find(|(_, known)| *known == self.element_type)?;
        let order = match (
            self.element_type.size_bits(),
            cfg!(target_endian = "little"),
        ) {
            (Some(8), _) => '|',
            (_, true) => '<',
            (_, false) => '>',
        };
        let dims: String = self.shape.iter().map(|dim| format!("{dim}, ")).collect();
        let dims = match self.shape.len() {
            1 => dims.trim_end(),
            _ => dims.trim_end_matches(", "),
        };
        let mut header =
            format!("{{'descr': '{order}{code}', 'fortran_order': False, 'shape': ({dims}), }}");
        // Elements begin at a multiple of 64, after a line break.
        let before = MAGIC.len() + 4;
        let padding = 63 - (before + header.len()) % 64;
        header.extend(std::iter::repeat_n(' ', padding));
        header.push('\n');
        let length = u16::try_from(header.len()).ok()?;
        Some(
            [
                MAGIC,
                &[1, 0],
                &length.to_le_bytes(),
                header.as_bytes(),
                &self.bytes,
            ]
            .concat(),
        )
    }

    /// The numbers, if they are float numbers.
    pub(crate) fn to_f32(&self) -> Option<Vec<f32>> {
        match self.element_type {
            ElementType::Float32 => {
                let each = self.bytes.chunks_exact(4);
                each.map(|it| Some(f32::from_ne_bytes(it.try_into().ok()?)))
                    .collect()
            }
            ElementType::Float64 => {
                let each = self.bytes.chunks_exact(8);
                each.map(|it| Some(f64::from_ne_bytes(it.try_into().ok()?) as f32))
                    .collect()
            }
            _ => None,
        }
    }
}

const TYPES: [(&str, ElementType); 14] = [
    ("f4", ElementType::Float32),
    ("f8", ElementType::Float64),
    ("f2", ElementType::Float16),
    ("i1", ElementType::Int8),
    ("u1", ElementType::UInt8),
    ("i2", ElementType::Int16),
    ("u2", ElementType::UInt16),
    ("i4", ElementType::Int32),
    ("u4", ElementType::UInt32),
    ("i8", ElementType::Int64),
    ("u8", ElementType::UInt64),
    ("b1", ElementType::Bool),
    ("c8", ElementType::Complex64),
    ("c16", ElementType::Complex128),
];

/// What follows a key.
fn field<'a>(header: &'a str, key: &str) -> Result<&'a str> {
    let (_, rest) = header
        .split_once(key)
        .with_context(|| format!("its header has no {key}"))?;
    Ok(rest.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn array(element_type: ElementType, shape: &[i32], bytes: &[u8]) -> Array {
        Array {
            element_type,
            shape: shape.to_vec(),
            bytes: bytes.to_vec(),
        }
    }

    #[test]
    fn arrays_survive_the_way_through_a_file() {
        for array in [
            array(ElementType::Int16, &[2, 1], &[1, 0, 2, 0]),
            array(ElementType::UInt8, &[3], &[1, 2, 3]),
            array(ElementType::Float32, &[], &1.5_f32.to_ne_bytes()),
            array(ElementType::Float64, &[0, 4], &[]),
        ] {
            let file = array.to_file().unwrap();
            assert_eq!(Array::parse(&file).unwrap(), array);
            assert_eq!((file.len() - array.bytes.len()) % 64, 0);
        }
        assert!(
            array(ElementType::BFloat16, &[1], &[0, 0])
                .to_file()
                .is_none()
        );
    }

    #[test]
    fn other_byte_orders_are_turned() {
        let file = array(ElementType::Int16, &[1], &[1, 2]).to_file().unwrap();
        let mut other = file.clone();
        let at = file.windows(3).position(|it| it == b"<i2").unwrap();
        other[at] = b'>';
        assert_eq!(Array::parse(&other).unwrap().bytes, [2, 1]);
    }

    #[test]
    fn damaged_files_are_errors() {
        let file = array(ElementType::Int16, &[2, 1], &[1, 0, 2, 0])
            .to_file()
            .unwrap();
        for end in 0..file.len() {
            assert!(Array::parse(&file[..end]).is_err(), "{end}");
        }
        for at in 0..file.len() - 4 {
            for byte in [0, b'\'', b'9', 255] {
                let mut file = file.clone();
                file[at] = byte;
                // Whatever it says, it does not panic.
                let _ = Array::parse(&file);
            }
        }
    }
}
