//! Characters whole, although tokens may be parts of them.

/// Bytes of a character that is not complete yet.
#[derive(Debug, Default)]
pub(crate) struct Whole {
    pending: Vec<u8>,
}

impl Whole {
    /// Adds bytes, and takes what is complete. What can be no character is replaced.
    pub(crate) fn push(&mut self, bytes: &[u8]) -> String {
        self.pending.extend_from_slice(bytes);
        let mut out = String::new();
        loop {
            match std::str::from_utf8(&self.pending) {
                Ok(text) => {
                    out.push_str(text);
                    self.pending.clear();
                    return out;
                }
                Err(error) => {
                    let (good, _) = self.pending.split_at(error.valid_up_to());
                    out.push_str(&String::from_utf8_lossy(good));
                    let Some(bad) = error.error_len() else {
                        self.pending.drain(..error.valid_up_to());
                        return out;
                    };
                    out.push(char::REPLACEMENT_CHARACTER);
                    self.pending.drain(..error.valid_up_to() + bad);
                }
            }
        }
    }

    /// What never became complete.
    pub(crate) fn rest(&mut self) -> Option<String> {
        let rest = std::mem::take(&mut self.pending);
        (!rest.is_empty()).then(|| String::from_utf8_lossy(&rest).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::Whole;

    #[test]
    fn split_characters_come_whole() {
        let text = "a\u{e9}\u{2605}\u{1f642}z".as_bytes();
        for size in 1..5 {
            let mut whole = Whole::default();
            let pieces: Vec<String> = text.chunks(size).map(|it| whole.push(it)).collect();
            assert_eq!(pieces.concat().as_bytes(), text, "{size}");
            assert_eq!(whole.rest(), None);
        }
    }

    #[test]
    fn bytes_that_are_no_character_are_replaced() {
        let mut whole = Whole::default();
        assert_eq!(whole.push(b"a\xffb\xf0\x9f"), "a\u{fffd}b");
        assert_eq!(whole.push(b"x"), "\u{fffd}x");
        assert_eq!(whole.push(b"\xe2\x98"), "");
        assert_eq!(whole.rest().as_deref(), Some("\u{fffd}"));
    }
}
