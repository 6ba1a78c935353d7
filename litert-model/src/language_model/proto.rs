//! Protocol buffers of unknown origin, as far as the settings of language models need them.

use std::collections::HashSet;

type Result<T> = std::result::Result<T, String>;

/// One value, as it is stored.
#[derive(Clone, Copy, Debug)]
pub(super) enum Value<'a> {
    Number(u64),
    Bits32(u32),
    Bits64,
    Bytes(&'a [u8]),
}

impl<'a> Value<'a> {
    pub(super) fn bytes(self) -> Result<&'a [u8]> {
        match self {
            Self::Bytes(bytes) => Ok(bytes),
            _ => Err("a field is of another type than it should be".to_owned()),
        }
    }

    pub(super) fn text(self) -> Result<String> {
        let text = std::str::from_utf8(self.bytes()?);
        text.map(str::to_owned)
            .map_err(|_| "a text is not UTF-8".to_owned())
    }

    pub(super) fn int(self) -> Result<i32> {
        match self {
            // Negative numbers are stored with 64 bits; what goes beyond 32 is dropped by readers.
            Self::Number(number) => Ok(number as i32),
            _ => Err("a field is of another type than it should be".to_owned()),
        }
    }

    pub(super) fn bool(self) -> Result<bool> {
        self.int().map(|it| it != 0)
    }

    pub(super) fn float(self) -> Result<f32> {
        match self {
            Self::Bits32(bits) => Ok(f32::from_bits(bits)),
            _ => Err("a field is of another type than it should be".to_owned()),
        }
    }

    /// Numbers of a repeated field, packed or one by one.
    pub(super) fn ints(self, into: &mut Vec<i32>) -> Result<()> {
        match self {
            Self::Bytes(mut bytes) => {
                while !bytes.is_empty() {
                    into.push(varint(&mut bytes)? as i32);
                }
                Ok(())
            }
            other => other.int().map(|it| into.push(it)),
        }
    }
}

fn varint(bytes: &mut &[u8]) -> Result<u64> {
    let mut value = 0_u64;
    for shift in (0..70).step_by(7) {
        let (&byte, rest) = bytes.split_first().ok_or("a number is cut short")?;
        *bytes = rest;
        value |= u64::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
        if byte < 0x80 {
            return Ok(value);
        }
    }
    Err("a number does not end".to_owned())
}

fn take<'a>(bytes: &mut &'a [u8], len: usize) -> Result<&'a [u8]> {
    let (taken, rest) = bytes.split_at_checked(len).ok_or("a field is cut short")?;
    *bytes = rest;
    Ok(taken)
}

/// Calls `see` with every field of a message.
pub(super) fn fields<'a>(
    mut bytes: &'a [u8],
    mut see: impl FnMut(u64, Value<'a>) -> Result<()>,
) -> Result<()> {
    while !bytes.is_empty() {
        let key = varint(&mut bytes)?;
        let value = match key & 7 {
            0 => Value::Number(varint(&mut bytes)?),
            1 => take(&mut bytes, 8).map(|_| Value::Bits64)?,
            2 => {
                let len = usize::try_from(varint(&mut bytes)?).unwrap_or(usize::MAX);
                Value::Bytes(take(&mut bytes, len)?)
            }
            5 => {
                let raw = take(&mut bytes, 4)?.try_into();
                Value::Bits32(u32::from_le_bytes(raw.unwrap_or_default()))
            }
            other => return Err(format!("a field is of the unknown type {other}")),
        };
        if key >> 3 == 0 {
            return Err("a field has the number 0".to_owned());
        }
        see(key >> 3, value)?;
    }
    Ok(())
}

/// The kind of a piece that stands for an unknown text, and of one that stands for a byte.
const UNKNOWN: i32 = 2;
const BYTE: i32 = 6;

/// Checks a SentencePiece model as far as its reader believes it: there are pieces, each with a text of its
/// own, one of them for what is unknown, and those for bytes are written as such.
pub(super) fn sentence_piece(bytes: &[u8]) -> Result<()> {
    let mut texts = HashSet::new();
    let mut unknown = 0_usize;
    fields(bytes, |number, value| {
        if number != 1 {
            return Ok(());
        }
        let (mut text, mut kind) = (String::new(), 1);
        fields(value.bytes()?, |number, value| {
            match number {
                1 => text = value.text()?,
                3 => kind = value.int()?,
                _ => {}
            }
            Ok(())
        })?;
        let at = texts.len();
        if text.is_empty() || text.contains('\0') {
            return Err(format!("its piece {at} has no text, or a zero byte in it"));
        }
        if !(1..=BYTE).contains(&kind) {
            return Err(format!("its piece {at} is of the unknown kind {kind}"));
        }
        if kind == BYTE && !is_byte(&text) {
            return Err(format!(
                "its piece {at} stands for a byte and is no <0x00> to <0xFF>"
            ));
        }
        unknown += usize::from(kind == UNKNOWN);
        match texts.insert(text) {
            true => Ok(()),
            false => Err(format!("its piece {at} is there twice")),
        }
    })
    .and_then(|()| match (texts.len(), unknown) {
        (0, _) => Err("it has no pieces".to_owned()),
        (_, 1) => Ok(()),
        _ => Err(format!(
            "{unknown} pieces stand for what is unknown, and not one"
        )),
    })
    .map_err(|why| format!("it is no SentencePiece model: {why}"))
}

/// Whether a piece reads like `<0x0A>`.
fn is_byte(text: &str) -> bool {
    let digits = text.strip_prefix("<0x").and_then(|it| it.strip_suffix('>'));
    digits.is_some_and(|it| {
        it.len() == 2 && it.bytes().all(|it| matches!(it, b'0'..=b'9' | b'A'..=b'F'))
    })
}

/// Checks the frame of a compressed `tokenizer.json`: its size when unpacked, then a zlib stream.
pub(super) fn zlib(bytes: &[u8]) -> Result<()> {
    /// More than this no tokenizer has.
    const MOST: u64 = 1 << 30;
    let (size, stream) = bytes.split_first_chunk::<8>().ok_or("it is cut short")?;
    let size = u64::from_le_bytes(*size);
    let (Some(&first), Some(&second)) = (stream.first(), stream.get(1)) else {
        return Err("it is cut short".to_owned());
    };
    let head = u16::from_be_bytes([first, second]);
    if first & 0x0f != 8 || head % 31 != 0 {
        return Err("it is no zlib stream".to_owned());
    }
    // Deflate makes at most 1032 bytes of one.
    if size > MOST || size / 1032 > stream.len() as u64 {
        return Err(format!(
            "it cannot unpack to the {size} bytes that it claims"
        ));
    }
    Ok(())
}
