//! Which elements of two tensors meet when their shapes are broadcast.

use crate::types::{MAX_RANK, Shape};

/// Two shapes that broadcast.
pub(super) struct Broadcast {
    /// The shape of the result, and by how much the place in either tensor grows along each axis.
    axes: Vec<(usize, [usize; 2])>,
}

impl Broadcast {
    /// `None` if they do not.
    pub(super) fn of(one: &Shape, other: &Shape) -> Option<Self> {
        let rank = one.rank().max(other.rank());
        let dim = |shape: &Shape, back: usize| match shape.rank().checked_sub(back + 1) {
            None => 1,
            Some(axis) => shape.dim(axis).unwrap_or(0),
        };
        let (mut axes, mut strides) = (Vec::with_capacity(rank), [1, 1]);
        for back in 0..rank {
            let dims = [dim(one, back), dim(other, back)];
            let all = match dims {
                [1, it] | [it, 1] => it,
                [one, other] if one == other => one,
                _ => return None,
            };
            let step = |at: usize| if dims[at] == 1 { 0 } else { strides[at] };
            axes.push((all, [step(0), step(1)]));
            strides = [strides[0] * dims[0], strides[1] * dims[1]];
        }
        axes.reverse();
        Some(Self { axes })
    }

    /// The shape of the result.
    pub(super) fn shape(&self) -> Option<Shape> {
        let mut dims = [0; MAX_RANK];
        for (slot, (dim, _)) in dims.iter_mut().zip(&self.axes) {
            *slot = i32::try_from(*dim).ok()?;
        }
        Shape::new(dims.get(..self.axes.len())?).ok()
    }

    /// Whether this holds for any two places that meet. They are asked in the order of the result, up to
    /// the first for which it does.
    pub(super) fn any(&self, mut holds: impl FnMut(usize, usize) -> bool) -> bool {
        let count: usize = self.axes.iter().map(|(dim, _)| dim).product();
        let (mut index, mut places) = (vec![0; self.axes.len()], [0, 0]);
        for _ in 0..count {
            if holds(places[0], places[1]) {
                return true;
            }
            for (index, (dim, steps)) in index.iter_mut().zip(&self.axes).rev() {
                *index += 1;
                places = [places[0] + steps[0], places[1] + steps[1]];
                if *index < *dim {
                    break;
                }
                places = [places[0] - dim * steps[0], places[1] - dim * steps[1]];
                *index = 0;
            }
        }
        false
    }
}
