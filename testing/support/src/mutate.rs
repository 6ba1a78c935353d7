//! Damaged models, made by chance that can be repeated.

use std::ops::Range;

use litert::model::ModelView;
use litert_generator::Random;

/// A sound model to damage.
pub struct Original {
    /// Of the file.
    pub name: String,
    /// All of the file.
    pub bytes: Vec<u8>,
    /// All of the file but the weights: where it says something.
    telling: Vec<Range<usize>>,
}

impl Original {
    /// A sound model, which is read to find its weights.
    pub fn new(name: String, bytes: Vec<u8>) -> Self {
        let telling = telling(&bytes);
        Self {
            name,
            bytes,
            telling,
        }
    }

    /// The model with some damage: little, so that what comes out is often a model still.
    pub fn damaged(&self, random: &mut Random) -> Vec<u8> {
        let mut bytes = self.bytes.clone();
        for _ in 0..=random.below(3) {
            self.damage(&mut bytes, random);
        }
        // Seldom: nearly all of these are refused for the same reason.
        if random.below(50) == 0 {
            bytes.truncate(random.below(bytes.len()));
        }
        bytes
    }

    /// Changes one place.
    fn damage(&self, bytes: &mut [u8], random: &mut Random) {
        let at = self.place(random);
        let word = at & !3;
        match random.below(10) {
            0 | 1 => bytes[at] ^= 1 << random.below(8),
            2 => bytes[at] = bytes[at].wrapping_add(1),
            3 => bytes[at] = bytes[at].wrapping_sub(1),
            4 => bytes[at] = u8::try_from(random.below(32)).unwrap_or(0),
            // A whole number, where one may be.
            5 => put(bytes, word, &random.pick(&EXTREMES).to_le_bytes()),
            6 => put(bytes, at & !7, &random.pick(&LONG_EXTREMES).to_le_bytes()),
            7 => {
                let small = u32::try_from(random.below(64)).unwrap_or(0);
                put(bytes, word, &small.to_le_bytes());
            }
            _ => {
                // What is right in one place, in another.
                let from = self.place(random) & !3;
                let size = *random.pick(&[4, 4, 4, 8, 16, 64]);
                let until = bytes.len().min(from + size);
                let copy = bytes[from..until].to_vec();
                put(bytes, word, &copy);
            }
        }
    }

    /// Somewhere in the file, and seldom in the weights.
    fn place(&self, random: &mut Random) -> usize {
        let sum = self.telling.iter().map(ExactSizeIterator::len).sum();
        if random.below(20) == 0 || sum == 0 {
            return random.below(self.bytes.len());
        }
        let mut at = random.below(sum);
        for range in &self.telling {
            if at < range.len() {
                return range.start + at;
            }
            at -= range.len();
        }
        0
    }
}

/// Where `bytes` are not the value of a long tensor; everywhere, if they are no model.
fn telling(bytes: &[u8]) -> Vec<Range<usize>> {
    /// Shorter ones are shapes, axes and the like.
    const LONG: usize = 64;
    let Ok(view) = ModelView::new(bytes) else {
        return std::iter::once(0..bytes.len()).collect();
    };
    let base = bytes.as_ptr().addr();
    let mut weights: Vec<Range<usize>> = view
        .subgraphs()
        .flat_map(|graph| graph.tensors())
        .filter_map(|tensor| tensor.data())
        .filter(|data| data.len() > LONG)
        .map(|data| data.as_ptr().addr() - base..data.as_ptr().addr() - base + data.len())
        .collect();
    weights.sort_by_key(|range| range.start);
    let mut telling = Vec::new();
    let mut from = 0;
    for range in weights {
        if from < range.start {
            telling.push(from..range.start);
        }
        from = from.max(range.end);
    }
    if from < bytes.len() {
        telling.push(from..bytes.len());
    }
    telling
}

fn put(bytes: &mut [u8], at: usize, value: &[u8]) {
    for (to, from) in bytes[at..].iter_mut().zip(value) {
        *to = *from;
    }
}

/// What sizes, indices and offsets are likely to be mistaken for.
const EXTREMES: [u32; 13] = [
    0,
    1,
    2,
    3,
    8,
    0x7f,
    0xff,
    0xffff,
    0x7fff_ffff,
    0x8000_0000,
    0xffff_ffff,
    0xffff_fffc,
    0xffff_fff8,
];

const LONG_EXTREMES: [u64; 4] = [
    0,
    0x7fff_ffff_ffff_ffff,
    0x8000_0000_0000_0000,
    0xffff_ffff_ffff_ffc0,
];
