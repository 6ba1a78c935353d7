//! The byte layout of string tensors.
//!
//! An `i32` count, then count + 1 `i32` offsets from the start of the buffer, then the bytes; all
//! little-endian. The last offset is the length of the whole buffer.

/// The strings of a string tensor, as bytes: they need not be UTF-8 and may hold NUL.
///
/// An empty buffer is an empty list, because a runtime does not allocate one for no elements.
///
/// # Errors
///
/// A text that says where the buffer does not have the layout.
pub fn decode_strings(buffer: &[u8]) -> Result<Vec<Vec<u8>>, String> {
    if buffer.is_empty() {
        return Ok(Vec::new());
    }
    let number = |index: usize| -> Result<usize, String> {
        let at = index.checked_mul(4).ok_or("the count is absurd")?;
        let raw: [u8; 4] = buffer
            .get(at..)
            .and_then(|rest| rest.get(..4))
            .and_then(|raw| raw.try_into().ok())
            .ok_or_else(|| format!("the buffer ends inside its table, at byte {at}"))?;
        let value = i32::from_le_bytes(raw);
        usize::try_from(value).map_err(|_| format!("negative number {value} at byte {at}"))
    };

    let count = number(0)?;
    // The table starts behind the count and has one entry more than there are strings.
    let table_end = count.saturating_add(2).saturating_mul(4);
    if table_end > buffer.len() {
        return Err(format!(
            "{count} strings do not fit into {} bytes",
            buffer.len()
        ));
    }
    let mut strings = Vec::with_capacity(count);
    let mut begin = number(1)?;
    if begin != table_end {
        return Err(format!(
            "the first string starts at byte {begin}, expected {table_end}"
        ));
    }
    for index in 0..count {
        let end = number(index + 2)?;
        let text = buffer.get(begin..end).ok_or_else(|| {
            format!(
                "string {index} spans bytes {begin}..{end} of {}",
                buffer.len()
            )
        })?;
        strings.push(text.to_vec());
        begin = end;
    }
    Ok(strings)
}

/// The buffer of a string tensor with these elements: the inverse of [`decode_strings`].
///
/// # Panics
///
/// When the strings together exceed what an `i32` can count.
#[must_use]
pub fn encode_strings<S: AsRef<[u8]>>(strings: &[S]) -> Vec<u8> {
    let number = |value: usize| {
        i32::try_from(value)
            .expect("a string tensor holds less than 2 GiB")
            .to_le_bytes()
    };
    let mut offset = 4 * (strings.len() + 2);
    let mut buffer = number(strings.len()).to_vec();
    buffer.extend(number(offset));
    for string in strings {
        offset += string.as_ref().len();
        buffer.extend(number(offset));
    }
    for string in strings {
        buffer.extend(string.as_ref());
    }
    buffer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encoded_is_decoded() {
        let strings: [&[u8]; 4] = [b"hello", b"", b"a\0b", "héllo".as_bytes()];
        let buffer = encode_strings(&strings);
        assert_eq!(decode_strings(&buffer).unwrap(), strings);
        assert_eq!(&buffer[..8], [4, 0, 0, 0, 24, 0, 0, 0]);
        assert_eq!(
            decode_strings(&encode_strings::<&str>(&[])).unwrap().len(),
            0
        );
        assert_eq!(decode_strings(&[]).unwrap().len(), 0);
    }

    #[test]
    fn wrong_layouts_are_refused() {
        let good = encode_strings(&["ab", "c"]);
        for cut in 1..good.len() {
            assert!(decode_strings(&good[..cut]).is_err(), "cut at {cut}");
        }
        for (at, value) in [(0, -1), (0, i32::MAX), (4, 0), (8, 0), (8, 99), (12, 17)] {
            let mut bad = good.clone();
            bad[at..at + 4].copy_from_slice(&i32::to_le_bytes(value));
            assert!(decode_strings(&bad).is_err(), "{value} at byte {at}");
        }
    }
}
