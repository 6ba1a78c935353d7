//! Whether options in the FlexBuffer format can be read without leaving them.
//!
//! A FlexBuffer is read from its end: the last byte says how wide the root is, the one before what
//! it is, and before that lies the root itself. What does not fit there lies further to the front,
//! and the offset counts backwards.

/// Enough for any options, and too little to use up the stack.
const MAX_DEPTH: usize = 32;

/// Says what is wrong, if anything.
pub(super) fn check(bytes: &[u8]) -> Result<(), &'static str> {
    let broken = "they are no valid FlexBuffer";
    let (root, &[packed, width]) = bytes.split_last_chunk().ok_or(broken)?;
    let width = usize::from(width);
    if !matches!(width, 1 | 2 | 4 | 8) {
        return Err(broken);
    }
    let at = root.len().checked_sub(width).ok_or(broken)?;
    // Values can be shared, so the number of visits is bounded and not only the size.
    let mut visitor = Visitor {
        bytes,
        visits: bytes.len(),
        last_zero: bytes.iter().rposition(|byte| *byte == 0),
    };
    visitor.value(at, width, packed, MAX_DEPTH).ok_or(broken)
}

/// The whole number that a map has under this key. `None` also if it is not where readers look, who
/// take keys to be in order.
pub(super) fn number(bytes: &[u8], key: &[u8]) -> Option<i64> {
    check(bytes).ok()?;
    let (root, &[packed, slot]) = bytes.split_last_chunk()?;
    let visitor = Visitor {
        bytes,
        visits: 0,
        last_zero: None,
    };
    let slot = usize::from(slot);
    let at = root.len().checked_sub(slot)?;
    if packed >> 2 != kind::MAP {
        return None;
    }
    let width = 1_usize << (packed & 3);
    let map = at.checked_sub(visitor.number(at, slot)?)?;
    let size = visitor.size(map, width)?;
    let way = map.checked_sub(3 * width)?;
    let keys = way.checked_sub(visitor.number(way, width)?)?;
    let key_width = visitor.number(way + width, width)?;
    let name = |index: usize| {
        let slot = keys + index * key_width;
        let from = slot.checked_sub(visitor.number(slot, key_width)?)?;
        bytes.get(from..)?.split(|byte| *byte == 0).next()
    };
    let names: Vec<&[u8]> = (0..size).map(name).collect::<Option<_>>()?;
    if !names.is_sorted() {
        return None;
    }
    let index = names.iter().position(|it| *it == key)?;
    let ty = *bytes.get(map + size * width + index)?;
    let at = map + index * width;
    let stored = i64::try_from(visitor.number(at, width)?).ok()?;
    match ty >> 2 {
        kind::INT => Some(match width {
            1 => i64::from(stored as i8),
            2 => i64::from(stored as i16),
            4 => i64::from(stored as i32),
            _ => stored,
        }),
        kind::UINT => Some(stored),
        _ => None,
    }
}

struct Visitor<'a> {
    bytes: &'a [u8],
    visits: usize,
    /// What begins behind this one has no end.
    last_zero: Option<usize>,
}

/// The numbers of the types, as the format has them.
mod kind {
    pub(super) const INT: u8 = 1;
    pub(super) const UINT: u8 = 2;
    pub(super) const FLOAT: u8 = 3;
    pub(super) const KEY: u8 = 4;
    pub(super) const STRING: u8 = 5;
    pub(super) const INDIRECT_INT: u8 = 6;
    pub(super) const INDIRECT_FLOAT: u8 = 8;
    pub(super) const MAP: u8 = 9;
    pub(super) const VECTOR: u8 = 10;
    pub(super) const VECTOR_INT: u8 = 11;
    pub(super) const VECTOR_FLOAT: u8 = 13;
    pub(super) const VECTOR_KEY: u8 = 14;
    pub(super) const VECTOR_STRING: u8 = 15;
    pub(super) const PAIR_INT: u8 = 16;
    pub(super) const FOUR_FLOAT: u8 = 24;
    pub(super) const BLOB: u8 = 25;
    pub(super) const BOOL: u8 = 26;
    pub(super) const VECTOR_BOOL: u8 = 36;
}

impl Visitor<'_> {
    /// Checks the value whose slot of `slot` bytes is at `at`. The low bits of `packed` are the
    /// width of what it points to, the rest is its type.
    fn value(&mut self, at: usize, slot: usize, packed: u8, depth: usize) -> Option<()> {
        self.visits = self.visits.checked_sub(1)?;
        let depth = depth.checked_sub(1)?;
        let (kind, width) = (packed >> 2, 1_usize << (packed & 3));
        self.slice(at, slot)?;
        if kind <= kind::FLOAT || kind == kind::BOOL {
            return Some(());
        }
        let to = at.checked_sub(self.number(at, slot)?)?;
        match kind {
            kind::KEY => self.key(to),
            kind::STRING => {
                let size = self.size(to, width)?;
                // Readers take the text for a C string.
                (*self.bytes.get(to.checked_add(size)?)? == 0).then_some(())
            }
            kind::BLOB => self.size(to, width).and_then(|size| self.slice(to, size)),
            kind::INDIRECT_INT..=kind::INDIRECT_FLOAT => self.slice(to, width),
            kind::MAP => {
                let size = self.size(to, width)?;
                // In front of the size lie the width of the list of keys and the way to it.
                let way = to.checked_sub(3 * width)?;
                let keys = way.checked_sub(self.number(way, width)?)?;
                let key_width = self.number(way + width, width)?;
                if !matches!(key_width, 1 | 2 | 4 | 8) || self.size(keys, key_width)? != size {
                    return None;
                }
                self.pointers(keys, key_width, size, Self::key)?;
                self.elements(to, width, size, depth)
            }
            kind::VECTOR => {
                let size = self.size(to, width)?;
                self.elements(to, width, size, depth)
            }
            kind::VECTOR_KEY => {
                let size = self.size(to, width)?;
                self.pointers(to, width, size, Self::key)
            }
            // How wide the sizes of its texts are cannot be known, which is why nobody writes it.
            kind::VECTOR_STRING => None,
            kind::VECTOR_INT..=kind::VECTOR_FLOAT | kind::VECTOR_BOOL => {
                let size = self.size(to, width)?;
                self.slice(to, size.checked_mul(width)?)
            }
            // Pairs, triples and quadruples, each of three types.
            kind::PAIR_INT..=kind::FOUR_FLOAT => {
                self.slice(to, usize::from((kind - kind::PAIR_INT) / 3 + 2) * width)
            }
            _ => None,
        }
    }

    /// Checks elements that each have a type; the types lie behind them, a byte each.
    fn elements(&mut self, at: usize, width: usize, size: usize, depth: usize) -> Option<()> {
        let types = at.checked_add(size.checked_mul(width)?)?;
        self.slice(types, size)?;
        for index in 0..size {
            let packed = *self.bytes.get(types + index)?;
            self.value(at + index * width, width, packed, depth)?;
        }
        Some(())
    }

    /// Checks what each of some offsets leads to.
    fn pointers(
        &mut self,
        at: usize,
        width: usize,
        size: usize,
        check: impl Fn(&Self, usize) -> Option<()>,
    ) -> Option<()> {
        self.slice(at, size.checked_mul(width)?)?;
        self.visits = self.visits.checked_sub(size)?;
        for slot in (0..size).map(|index| at + index * width) {
            check(self, slot.checked_sub(self.number(slot, width)?)?)?;
        }
        Some(())
    }

    /// Checks that a key ends somewhere.
    fn key(&self, at: usize) -> Option<()> {
        (at <= self.last_zero?).then_some(())
    }

    /// The size that lies in front of a vector, text or blob.
    fn size(&self, at: usize, width: usize) -> Option<usize> {
        self.number(at.checked_sub(width)?, width)
    }

    fn number(&self, at: usize, width: usize) -> Option<usize> {
        let mut raw = [0; 8];
        for (to, from) in raw
            .iter_mut()
            .zip(self.bytes.get(at..at.checked_add(width)?)?)
        {
            *to = *from;
        }
        usize::try_from(u64::from_le_bytes(raw)).ok()
    }

    fn slice(&self, at: usize, size: usize) -> Option<()> {
        self.bytes.get(at..at.checked_add(size)?).map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The map `{"a": 5, "b": "xy"}`.
    #[rustfmt::skip] // One thing per line, with what it is.
    const MAP: [u8; 21] = [
        b'a', 0, b'b', 0, // the keys
        2, b'x', b'y', 0, // a text behind its size
        2, 9, 8, // the list of keys: its size, then how far back each of them is
        2, 1, // how far back the list of keys is, and how wide
        2, 5, 10, // the map: its size, then five, and how far back the text is
        4, 20, // the types: an integer, a text
        4, 36, 1, // the root: how far back the map is, its type, its width
    ];

    #[test]
    fn good_buffers_pass() {
        assert_eq!(check(&MAP), Ok(()));
        assert_eq!(check(&[7, 4, 1]), Ok(()));
        // A pair of one-byte integers.
        assert_eq!(check(&[1, 2, 2, 16 << 2, 1]), Ok(()));
    }

    #[test]
    fn numbers_are_found_by_their_keys() {
        assert_eq!(number(&MAP, b"a"), Some(5));
        assert_eq!(number(&MAP, b"b"), None);
        assert_eq!(number(&MAP, b"c"), None);
        assert_eq!(number(&[7, 4, 1], b"a"), None);
    }

    #[test]
    fn bad_buffers_do_not() {
        for bytes in [
            &[][..],
            &[1],
            &[4, 1],
            &[7, 4, 3],
            &[7, 4, 0],
            &[9, 36, 1],
            &[0, 20, 1],
        ] {
            assert!(check(bytes).is_err(), "{bytes:?}");
        }
        // A vector that contains itself.
        assert!(check(&[1, 0, 40, 2, 40, 1]).is_err());
        // Nothing may panic, whatever is changed, and what offsets and sizes say is believed no
        // more than it is true.
        for at in 0..MAP.len() {
            for value in [0, 1, 2, 3, 9, 0x7f, 0xff] {
                let mut bytes = MAP;
                bytes[at] = value;
                let _ = check(&bytes);
            }
        }
        for (at, value) in [
            (8, 3),
            (9, 200),
            (11, 200),
            (13, 3),
            (15, 200),
            (20, 200),
            (7, 1),
        ] {
            let mut bytes = MAP;
            bytes[at] = value;
            assert!(check(&bytes).is_err(), "byte {at} = {value}");
        }
    }
}
