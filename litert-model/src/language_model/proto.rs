//! Protocol buffers of unknown origin, as far as the settings of language models need them.

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

/// Checks a SentencePiece model as far as to say that it is one: it has pieces, and each has a text.
pub(super) fn sentence_piece(bytes: &[u8]) -> Result<()> {
    let mut pieces = 0_usize;
    fields(bytes, |number, value| {
        if number != 1 {
            return Ok(());
        }
        pieces += 1;
        let mut text = None;
        fields(value.bytes()?, |number, value| {
            if number == 1 {
                text = Some(value.text()?);
            }
            Ok(())
        })?;
        match text {
            Some(text) if !text.is_empty() => Ok(()),
            _ => Err(format!("its piece {} has no text", pieces - 1)),
        }
    })
    .map_err(|why| format!("it is no SentencePiece model: {why}"))?;
    match pieces {
        0 => Err("it is no SentencePiece model: it has no pieces".to_owned()),
        _ => Ok(()),
    }
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
