//! The layout of string tensors: a count, offsets, then the bytes.

use std::fmt::Display;

use crate::error::Error;
use crate::fallible;

/// The strings of a string tensor.
///
/// TensorFlow Lite does not say what encoding strings have, so they are bytes here.
///
/// ```
/// # fn main() -> litert::Result<()> {
/// # let model = litert::Model::from_file("../models/tiny/strings.tflite")?;
/// let mut interpreter = litert::Interpreter::new(&model)?;
/// interpreter.resize_input("index", &[2])?;
/// interpreter.write_strings("words", &[3], &["no", "yes", "maybe"])?;
/// interpreter.input_mut("index")?.copy_from_slice(&[1, 2])?;
/// interpreter.run()?;
/// let picked = interpreter.output("picked")?;
/// let picked: Vec<&[u8]> = picked.strings()?.collect();
/// assert_eq!(picked, [b"yes".as_slice(), b"maybe"]);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Strings<'a> {
    data: &'a [u8],
    next: usize,
    count: usize,
}

impl<'a> Strings<'a> {
    /// Checks the table in `data`: offsets must not decrease and must stay inside.
    pub(crate) fn parse(data: &'a [u8]) -> Result<Self, String> {
        let broken = |why: &str| format!("its string table is broken: {why}");
        if data.is_empty() {
            return Ok(Self {
                data,
                next: 0,
                count: 0,
            });
        }
        let count = number_at(data, 0).ok_or_else(|| broken("no count"))?;
        let header = count
            .checked_add(2)
            .and_then(|numbers| numbers.checked_mul(4))
            .filter(|&header| header <= data.len())
            .ok_or_else(|| broken("the count exceeds the data"))?;
        let mut last = header;
        for i in 0..=count {
            let offset = number_at(data, i + 1).ok_or_else(|| broken("an offset is missing"))?;
            if offset < last || offset > data.len() {
                return Err(broken("an offset lies outside"));
            }
            last = offset;
        }
        Ok(Self {
            data,
            next: 0,
            count,
        })
    }
}

impl<'a> Iterator for Strings<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        if self.next == self.count {
            return None;
        }
        let from = number_at(self.data, self.next + 1)?;
        let to = number_at(self.data, self.next + 2)?;
        self.next += 1;
        self.data.get(from..to)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.count - self.next;
        (left, Some(left))
    }
}

impl ExactSizeIterator for Strings<'_> {}

/// The `i`th 32-bit number of `data`; `None` past its end or if negative.
fn number_at(data: &[u8], i: usize) -> Option<usize> {
    let start = i.checked_mul(4)?;
    let bytes = data.get(start..start.checked_add(4)?)?;
    let number = i32::from_ne_bytes(bytes.try_into().ok()?);
    usize::try_from(number).ok()
}

/// The bytes of each string. `AsRef` of a type of the caller's may say something else each time, so it
/// is asked once, and never after a length was taken from it.
pub(crate) fn bytes_of_each<S: AsRef<[u8]>>(
    strings: &[S],
    what: impl Display,
) -> Result<Vec<&[u8]>, Error> {
    fallible::collected(strings.iter().map(AsRef::as_ref), what)
}

/// How many bytes `strings` take as a string tensor; `None` if they exceed what 32-bit offsets can
/// reach.
pub(crate) fn encoded_len(strings: &[&[u8]]) -> Option<usize> {
    let header = strings.len().checked_add(2)?.checked_mul(4)?;
    let total = strings
        .iter()
        .try_fold(header, |total, string| total.checked_add(string.len()))?;
    i32::try_from(total).is_ok().then_some(total)
}

/// Lays `strings` out as a string tensor, in memory of that many bytes.
pub(crate) fn encode(strings: &[&[u8]], data: &mut [u8]) {
    let (header, mut rest) = data.split_at_mut(4 * (strings.len() + 2));
    let mut numbers = header.chunks_exact_mut(4);
    let mut push = |number: usize| {
        if let Some(slot) = numbers.next() {
            slot.copy_from_slice(&(number as i32).to_ne_bytes());
        }
    };
    let mut offset = 4 * (strings.len() + 2);
    push(strings.len());
    push(offset);
    for string in strings {
        let (slot, behind) = rest.split_at_mut(string.len());
        slot.copy_from_slice(string);
        rest = behind;
        offset += string.len();
        push(offset);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(strings: &[&str]) -> Vec<u8> {
        let strings = bytes_of_each(strings, "a test").expect("memory");
        let mut data = vec![0xff; encoded_len(&strings).expect("they are short")];
        encode(&strings, &mut data);
        data
    }

    #[test]
    fn what_is_encoded_is_read_back() {
        for strings in [&[][..], &["" as &str], &["a", "", "grüße", "\0"]] {
            let data = encoded(strings);
            let read: Vec<_> = Strings::parse(&data).unwrap().collect();
            let expected: Vec<_> = strings.iter().map(|s| s.as_bytes()).collect();
            assert_eq!(read, expected);
        }
        assert_eq!(Strings::parse(&[]).unwrap().count(), 0);
    }

    #[test]
    fn broken_tables_are_refused() {
        let good = encoded(&["ab", "cd"]);
        assert!(Strings::parse(&good[..3]).is_err(), "no count");
        assert!(Strings::parse(&good[..good.len() - 1]).is_err(), "cut");
        for (position, number) in [(0, -1), (0, 1 << 30), (1, 3), (2, 0), (3, 1000), (3, -5)] {
            let mut bad = good.clone();
            bad[position * 4..position * 4 + 4].copy_from_slice(&i32::to_ne_bytes(number));
            assert!(
                Strings::parse(&bad).is_err(),
                "number {position} = {number}"
            );
        }
    }
}
