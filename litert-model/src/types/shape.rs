//! How many elements a tensor has along each dimension.

use std::fmt;
use std::ops::Deref;

/// The largest number of dimensions that the runtimes handle.
pub const MAX_RANK: usize = 8;

/// The shape of a tensor: up to [`MAX_RANK`] dimensions, without any heap allocation.
///
/// A dimension of −1 is dynamic: its size is decided when a tensor is resized or while the model
/// runs. Any negative number given is stored as −1.
///
/// ```
/// use litert_model::types::Shape;
///
/// let image = Shape::from([-1, 224, 224, 3]);
/// assert_eq!(image.to_string(), "[?, 224, 224, 3]");
/// assert_eq!(image.num_elements(), None);
/// assert!(image.accepts(&Shape::from([4, 224, 224, 3])));
/// assert_eq!(Shape::from([2, 3]).num_elements(), Some(6));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Shape {
    // Slots from `rank` on stay 0, so that the derived comparisons are right.
    dims: [i32; MAX_RANK],
    rank: u8,
}

impl Shape {
    /// The shape of a scalar: no dimensions, one element.
    pub const SCALAR: Self = Self {
        dims: [0; MAX_RANK],
        rank: 0,
    };

    /// The shape with these dimensions.
    ///
    /// # Errors
    ///
    /// [`ShapeError::RankTooLarge`] for more than [`MAX_RANK`] dimensions.
    pub fn new(dims: &[i32]) -> Result<Self, ShapeError> {
        Self::collect(dims.len(), dims.iter().copied())
    }

    /// The sizes along each dimension, −1 where dynamic.
    pub fn dims(&self) -> &[i32] {
        self.dims.get(..self.rank()).unwrap_or(&[])
    }

    /// The number of dimensions; 0 for a scalar.
    pub fn rank(&self) -> usize {
        usize::from(self.rank)
    }

    /// The size of dimension `axis`; `None` if it is dynamic or there is no such dimension.
    pub fn dim(&self, axis: usize) -> Option<usize> {
        self.dims()
            .get(axis)
            .and_then(|&dim| usize::try_from(dim).ok())
    }

    /// Whether every dimension is known.
    pub fn is_static(&self) -> bool {
        self.dims().iter().all(|&dim| dim >= 0)
    }

    /// The number of elements: 1 for a scalar, `None` when a dimension is dynamic or the product
    /// does not fit a `usize`.
    pub fn num_elements(&self) -> Option<usize> {
        // A zero makes the product zero even where the other factors alone would overflow.
        let mut product = Some(1_usize);
        let mut empty = false;
        for &dim in self.dims() {
            let dim = usize::try_from(dim).ok()?;
            empty |= dim == 0;
            product = product.and_then(|so_far| so_far.checked_mul(dim));
        }
        if empty { Some(0) } else { product }
    }

    /// Whether a tensor of shape `other` fits here: same rank, and equal in every dimension that is
    /// not dynamic in `self`.
    pub fn accepts(&self, other: &Self) -> bool {
        self.rank == other.rank
            && self
                .dims()
                .iter()
                .zip(other.dims())
                .all(|(&want, &have)| want < 0 || want == have)
    }

    fn collect(rank: usize, dims: impl Iterator<Item = i32>) -> Result<Self, ShapeError> {
        if rank > MAX_RANK {
            return Err(ShapeError::RankTooLarge { rank });
        }
        let mut shape = Self::SCALAR;
        for (slot, dim) in shape.dims.iter_mut().zip(dims) {
            *slot = dim.max(-1);
            shape.rank += 1;
        }
        Ok(shape)
    }
}

/// The dimensions as a slice, so `shape.len()`, `shape.iter()` and `shape[0]` work.
impl Deref for Shape {
    type Target = [i32];

    fn deref(&self) -> &[i32] {
        self.dims()
    }
}

impl AsRef<[i32]> for Shape {
    fn as_ref(&self) -> &[i32] {
        self.dims()
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[")?;
        for (axis, &dim) in self.dims().iter().enumerate() {
            let comma = if axis == 0 { "" } else { ", " };
            if dim < 0 {
                write!(f, "{comma}?")?;
            } else {
                write!(f, "{comma}{dim}")?;
            }
        }
        f.write_str("]")
    }
}

impl fmt::Debug for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Shape({self})")
    }
}

/// Why some numbers are no shape.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ShapeError {
    /// More dimensions than the runtimes handle.
    RankTooLarge {
        /// The number of dimensions that was given.
        rank: usize,
    },
    /// A dimension that does not fit the 32 bits the runtimes give it.
    DimTooLarge {
        /// Which dimension.
        axis: usize,
        /// The size that was given.
        size: usize,
    },
}

impl fmt::Display for ShapeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::RankTooLarge { rank } => {
                write!(f, "a shape has at most {MAX_RANK} dimensions, not {rank}")
            }
            Self::DimTooLarge { axis, size } => {
                write!(
                    f,
                    "dimension {axis} is {size}, but at most {} is possible",
                    i32::MAX
                )
            }
        }
    }
}

/// The text of `Display`: `main` prints an error that it returns with `Debug`.
impl fmt::Debug for ShapeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for ShapeError {}

macro_rules! from_arrays {
    ($($rank:literal)*) => {$(
        impl From<[i32; $rank]> for Shape {
            fn from(given: [i32; $rank]) -> Self {
                let mut dims = [0; MAX_RANK];
                for (slot, dim) in dims.iter_mut().zip(given) {
                    *slot = dim.max(-1);
                }
                Self { dims, rank: $rank }
            }
        }
    )*};
}

// Only ranks that fit exist, so the conversion cannot fail and a longer array does not compile.
from_arrays!(0 1 2 3 4 5 6 7 8);

impl TryFrom<&[i32]> for Shape {
    type Error = ShapeError;

    fn try_from(dims: &[i32]) -> Result<Self, ShapeError> {
        Self::new(dims)
    }
}

impl TryFrom<&[usize]> for Shape {
    type Error = ShapeError;

    fn try_from(dims: &[usize]) -> Result<Self, ShapeError> {
        for (axis, &size) in dims.iter().enumerate() {
            if i32::try_from(size).is_err() {
                return Err(ShapeError::DimTooLarge { axis, size });
            }
        }
        Self::collect(
            dims.len(),
            dims.iter()
                .map(|&dim| i32::try_from(dim).unwrap_or(i32::MAX)),
        )
    }
}

impl PartialEq<[i32]> for Shape {
    fn eq(&self, other: &[i32]) -> bool {
        self.dims() == other
    }
}

impl PartialEq<&[i32]> for Shape {
    fn eq(&self, other: &&[i32]) -> bool {
        self.dims() == *other
    }
}

impl<const N: usize> PartialEq<[i32; N]> for Shape {
    fn eq(&self, other: &[i32; N]) -> bool {
        self.dims() == other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_elements() {
        assert_eq!(Shape::SCALAR.num_elements(), Some(1));
        assert_eq!(Shape::from([2, 3, 4]).num_elements(), Some(24));
        assert_eq!(Shape::from([2, 0, 4]).num_elements(), Some(0));
        assert_eq!(Shape::from([2, -1]).num_elements(), None);
        assert_eq!(Shape::from([i32::MAX; 8]).num_elements(), None);
        let mut dims = [i32::MAX; 8];
        dims[7] = 0;
        assert_eq!(Shape::from(dims).num_elements(), Some(0));
        // Dynamic wins over empty: the size is still unknown to whoever asks.
        assert_eq!(Shape::from([0, -1]).num_elements(), None);
    }

    #[test]
    fn refuses_what_does_not_fit() {
        assert_eq!(
            Shape::new(&[1; 9]),
            Err(ShapeError::RankTooLarge { rank: 9 })
        );
        let size = usize::try_from(i32::MAX).unwrap() + 1;
        assert_eq!(
            Shape::try_from([1, size].as_slice()),
            Err(ShapeError::DimTooLarge { axis: 1, size })
        );
        assert_eq!(
            Shape::try_from([3_usize, 4].as_slice()),
            Ok(Shape::from([3, 4]))
        );
    }

    #[test]
    fn equality_ignores_how_a_shape_was_made() {
        assert_eq!(Shape::new(&[1, 2]).unwrap(), Shape::from([1, 2]));
        assert_ne!(Shape::from([1, 0]), Shape::from([1]));
        assert_eq!(Shape::from([-7]), Shape::from([-1]));
        assert_eq!(Shape::from([1, 2]), [1, 2]);
    }

    #[test]
    fn reads_like_a_slice() {
        let shape = Shape::from([5, -1]);
        assert_eq!(shape.len(), 2);
        assert_eq!(shape[0], 5);
        assert_eq!(shape.dim(0), Some(5));
        assert_eq!(shape.dim(1), None);
        assert_eq!(shape.dim(2), None);
        assert_eq!(format!("{shape} {:?}", Shape::SCALAR), "[5, ?] Shape([])");
    }

    #[test]
    fn dynamic_dimensions_accept_any_size() {
        let wanted = Shape::from([-1, 3]);
        assert!(wanted.accepts(&Shape::from([9, 3])));
        assert!(!wanted.accepts(&Shape::from([9, 4])));
        assert!(!wanted.accepts(&Shape::from([9, 3, 1])));
    }
}
