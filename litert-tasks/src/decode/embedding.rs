//! Vectors that stand for pictures, and search among them.

use super::Values;
use crate::error::{Error, Result};

/// A vector that stands for a picture.
///
/// ```
/// use litert_tasks::decode::embedding::Embedding;
///
/// let a = Embedding::new(vec![3.0, 4.0]);
/// assert_eq!(a.normalized().values(), [0.6, 0.8]);
/// assert_eq!(a.cosine(&Embedding::new(vec![6.0, 8.0])), 1.0);
/// assert_eq!(a.cosine(&Embedding::new(vec![0.0, 0.0])), 0.0);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Embedding {
    values: Vec<f32>,
}

impl Embedding {
    /// The vector of these numbers.
    pub fn new(values: Vec<f32>) -> Self {
        Self { values }
    }

    /// Reads an output into memory that is used again.
    pub fn read(&mut self, values: &Values<'_>) {
        self.values.clear();
        self.values.extend(values.iter());
    }

    /// Its numbers.
    pub fn values(&self) -> &[f32] {
        &self.values
    }

    /// Divides all numbers by the length of the vector. One without length stays as it is.
    pub fn normalize(&mut self) {
        let length = norm(&self.values);
        if length > 0.0 && length.is_finite() {
            for value in &mut self.values {
                *value = (f64::from(*value) / length) as f32;
            }
        }
    }

    /// The same vector with length 1.
    #[must_use]
    pub fn normalized(&self) -> Self {
        let mut copy = self.clone();
        copy.normalize();
        copy
    }

    /// As integers: each number of a vector of length 1, times 128, in -128 to 127.
    pub fn quantized(&self) -> Vec<i8> {
        let length = norm(&self.values).max(f64::MIN_POSITIVE);
        let scaled = self
            .values
            .iter()
            .map(|value| f64::from(*value) / length * 128.0);
        scaled
            .map(|value| value.round().clamp(-128.0, 127.0) as i8)
            .collect()
    }

    /// How much both point the same way: 1 the same, 0 at right angles, -1 opposite. 0 if either has no
    /// length, or they have not as many numbers.
    pub fn cosine(&self, other: &Self) -> f32 {
        cosine(&self.values, &other.values)
    }
}

fn norm(values: &[f32]) -> f64 {
    let squares = values.iter().map(|value| f64::from(*value).powi(2));
    squares.sum::<f64>().sqrt()
}

/// The cosine of the angle between two vectors; 0 if either has no length or they have not as many numbers.
pub fn cosine(a: &[f32], b: &[f32]) -> f32 {
    let lengths = norm(a) * norm(b);
    if a.len() != b.len() || !(lengths > 0.0 && lengths.is_finite()) {
        return 0.0;
    }
    let product: f64 = a
        .iter()
        .zip(b)
        .map(|(a, b)| f64::from(*a) * f64::from(*b))
        .sum();
    (product / lengths).clamp(-1.0, 1.0) as f32
}

/// Vectors by their keys, searched one by one.
///
/// ```
/// use litert_tasks::decode::embedding::{Embedding, Index};
///
/// let mut index = Index::new();
/// index.add("cat", &Embedding::new(vec![1.0, 0.1]))?;
/// index.add("dog", &Embedding::new(vec![0.1, 1.0]))?;
/// let found = index.nearest(&Embedding::new(vec![0.9, 0.0]), 1)?;
/// assert_eq!(*found[0].0, "cat");
/// # Ok::<(), litert_tasks::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Index<K> {
    keys: Vec<K>,
    /// All vectors with length 1, one after the other.
    values: Vec<f32>,
    len: usize,
}

impl<K> Default for Index<K> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K> Index<K> {
    /// An empty one.
    pub const fn new() -> Self {
        Self {
            keys: Vec::new(),
            values: Vec::new(),
            len: 0,
        }
    }

    /// Adds a vector.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] if it has not as many numbers as those before, or no length.
    pub fn add(&mut self, key: K, vector: &Embedding) -> Result<()> {
        self.check(vector)?;
        self.len = vector.values.len();
        self.values.extend_from_slice(vector.normalized().values());
        self.keys.push(key);
        Ok(())
    }

    /// How many vectors it has.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// The keys of the `most` nearest vectors with their cosines, nearest first; those equally near in the
    /// order in which they were added.
    ///
    /// # Errors
    /// As for [`add`](Self::add).
    pub fn nearest(&self, vector: &Embedding, most: usize) -> Result<Vec<(&K, f32)>> {
        if self.is_empty() {
            return Ok(Vec::new());
        }
        self.check(vector)?;
        let stored = self.values.chunks_exact(self.len.max(1));
        let mut all: Vec<(&K, f32)> = self
            .keys
            .iter()
            .zip(stored.map(|stored| cosine(stored, &vector.values)))
            .collect();
        all.sort_by(|a, b| b.1.total_cmp(&a.1));
        all.truncate(most);
        Ok(all)
    }

    fn check(&self, vector: &Embedding) -> Result<()> {
        let len = vector.values.len();
        if !self.keys.is_empty() && len != self.len {
            return Err(Error::invalid_argument(format!(
                "the vectors of this index have {} numbers, and this one has {len}",
                self.len
            )));
        }
        let length = norm(&vector.values);
        if !(length > 0.0 && length.is_finite()) {
            return Err(Error::invalid_argument(
                "a vector of zeros, or with what is no number, has no direction",
            ));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors_without_direction_or_of_other_length_are_refused() {
        let mut index = Index::new();
        let of = |values: &[f32]| Embedding::new(values.to_vec());
        assert!(index.nearest(&of(&[1.0]), 3).unwrap().is_empty());
        index.add(1, &of(&[1.0, 0.0])).unwrap();
        for wrong in [
            &[][..],
            &[0.0, 0.0],
            &[1.0],
            &[f32::NAN, 1.0],
            &[f32::INFINITY, 1.0],
        ] {
            assert!(index.add(2, &of(wrong)).is_err(), "{wrong:?}");
            assert!(index.nearest(&of(wrong), 1).is_err(), "{wrong:?}");
        }
        assert_eq!(index.len(), 1);
        assert_eq!(of(&[f32::NAN, 1.0]).cosine(&of(&[1.0, 1.0])), 0.0);
        // Squares beyond the largest float.
        assert_eq!(of(&[1e38, 1e38]).cosine(&of(&[1e38, 1e38])), 1.0);
    }

    #[test]
    fn nearest_first_and_ties_in_order() {
        let mut index = Index::new();
        for (key, x) in [(0, 0.5), (1, 1.0), (2, 0.5), (3, -1.0)] {
            index.add(key, &Embedding::new(vec![x, 0.5])).unwrap();
        }
        let found = index.nearest(&Embedding::new(vec![1.0, 0.5]), 3).unwrap();
        let keys: Vec<i32> = found.iter().map(|it| *it.0).collect();
        assert_eq!(keys, [1, 0, 2]);
        assert_eq!(Embedding::new(vec![-3.0, 0.0]).quantized(), [-128, 0]);
    }
}
