//! Whether the table at the beginning of a constant string tensor points into the tensor.
//!
//! The layout is a count, then count + 1 offsets from the beginning of the tensor, then the texts;
//! all numbers have 32 bits. The kernels follow the offsets without a look.

/// Says what is wrong, if anything.
pub(super) fn check(data: &[u8]) -> Result<(), String> {
    let number = |index: usize| -> Option<usize> {
        let start = index.checked_mul(4)?;
        let raw = data.get(start..start.checked_add(4)?)?;
        let raw = <[u8; 4]>::try_from(raw).ok()?;
        // The runtime reads signed numbers.
        usize::try_from(i32::from_le_bytes(raw)).ok()
    };
    let Some(count) = number(0) else {
        return Err("its string table has no count".to_owned());
    };
    // Each string takes four bytes in the table, so a count that passes is no larger than the data.
    let header = count.checked_add(2).and_then(|words| words.checked_mul(4));
    let Some(header) = header.filter(|&header| header <= data.len()) else {
        return Err(format!(
            "its string table lists {count} strings, but there are only {} bytes",
            data.len()
        ));
    };
    let mut previous = header;
    for index in 0..=count {
        let Some(offset) = number(index + 1).filter(|&at| at >= previous && at <= data.len())
        else {
            return Err(format!(
                "offset {index} of its string table is out of order or range"
            ));
        };
        previous = offset;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(words: &[i32], text: &[u8]) -> Vec<u8> {
        let mut bytes: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
        bytes.extend_from_slice(text);
        bytes
    }

    #[test]
    fn good_tables_pass() {
        assert_eq!(check(&table(&[0, 8], b"")), Ok(()));
        assert_eq!(check(&table(&[2, 16, 18, 18], b"ab")), Ok(()));
    }

    #[test]
    fn bad_tables_do_not() {
        for (words, text) in [
            (&[][..], &b""[..]),
            (&[1], b""),
            (&[-1, 8], b""),
            (&[i32::MAX, 8], b""),
            (&[1, 12, 14], b"a"),
            (&[1, 4, 13], b"a"),
            (&[2, 16, 18, 17], b"ab"),
            (&[1, -12, 13], b"a"),
        ] {
            assert!(check(&table(words, text)).is_err(), "{words:?}");
        }
    }
}
