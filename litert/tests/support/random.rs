//! Chance that can be repeated, and damage done by it.

/// SplitMix64: every seed, also 0, gives a sequence of its own.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to `end`, which is left out.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).unwrap_or(0)
    }

    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

/// What sizes, indices and offsets are likely to be mistaken for.
const EXTREMES: [u32; 10] = [
    0,
    1,
    2,
    3,
    8,
    0xff,
    0x7fff_ffff,
    0x8000_0000,
    0xffff_ffff,
    0xffff_fff8,
];

/// Changes one place of a file: mostly a little, so that it stays a file of the same kind.
pub(crate) fn damage(bytes: &mut [u8], random: &mut Random) {
    let at = random.below(bytes.len());
    let word = at & !3;
    match random.below(8) {
        0 | 1 => bytes[at] ^= 1 << random.below(8),
        2 => bytes[at] = bytes[at].wrapping_add(1),
        3 => bytes[at] = bytes[at].wrapping_sub(1),
        4 => bytes[at] = u8::try_from(random.below(32)).unwrap_or(0),
        5 | 6 => {
            // A whole number, where one may be.
            let value = random.pick(&EXTREMES).to_le_bytes();
            for (to, from) in bytes[word..].iter_mut().zip(value) {
                *to = from;
            }
        }
        _ => {
            // What is right in one place, in another.
            let from = random.below(bytes.len()) & !3;
            for offset in 0..4 {
                if let (Some(&byte), true) = (bytes.get(from + offset), word + offset < bytes.len())
                {
                    bytes[word + offset] = byte;
                }
            }
        }
    }
}
