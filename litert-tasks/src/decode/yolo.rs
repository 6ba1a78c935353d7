//! YOLO of all versions.

use litert::types::Shape;

use super::{Candidate, Stored, Values, with_stored};
use crate::error::{Error, Result};
use crate::geometry::{Point, Rect, Size};

/// Which axis of the output counts the boxes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// The last one: `[1, 4 + classes, boxes]`.
    Last,
    /// The one before: `[1, boxes, 4 + classes]`.
    First,
}

/// What the numbers of boxes and keypoints count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Units {
    /// Pixels of the model's input.
    Pixels,
    /// Parts of it, from 0 to 1.
    Parts,
}

/// What stands in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Row {
    /// v8, v9, 11, 12, 26 without its own choice: center, size, a score for each class.
    Classes,
    /// v5, v7: center, size, whether there is anything, a score for each class if so.
    Objectness,
    /// YOLOX: as v5, relative to a grid of cells and with sizes as logarithms.
    Grid,
    /// v10, 26 and exports with suppression inside: corners, score, class.
    Chosen,
}

/// What follows the scores of a box.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Extra {
    /// So many numbers that mix the prototypes of masks.
    pub mask: usize,
    /// So many keypoints.
    pub keypoints: usize,
    /// Numbers for a keypoint: x, y, and how sure it is if there are three.
    pub keypoint_values: usize,
}

impl Extra {
    fn len(&self) -> Option<usize> {
        let keypoints = self.keypoints.checked_mul(self.keypoint_values)?;
        keypoints.checked_add(self.mask)
    }
}

/// How an output of a YOLO model is laid out.
///
/// ```
/// use litert_tasks::decode::{Values, yolo};
/// use litert_tasks::{Rect, Size};
///
/// // Two classes, three boxes: x, y, width, height, and scores, each for all boxes.
/// let output = [
///     0.5, 0.1, 0.0, 0.5, 0.1, 0.0, 0.25, 0.1, 0.0, 0.5, 0.1, 0.0, //
///     0.1, 0.0, 0.0, 0.8, 0.0, 0.0,
/// ];
/// let values = Values::f32(&output, &[1, 6, 3])?;
/// let head = yolo::Yolo::new(yolo::Row::Classes, yolo::Axis::Last, yolo::Units::Parts);
/// let mut found = Vec::new();
/// head.decode(&values, Size::new(64, 64), 0.5, &mut found)?;
/// assert_eq!((found.len(), found[0].class), (1, 1));
/// assert_eq!(found[0].rect, Rect::new(24.0, 16.0, 40.0, 48.0));
/// # Ok::<(), litert_tasks::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Yolo {
    /// What stands in a row.
    pub row: Row,
    /// Which axis counts the boxes.
    pub axis: Axis,
    /// What coordinates count.
    pub units: Units,
    /// What follows the scores.
    pub extra: Extra,
}

/// Where the numbers of a box lie.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Grid {
    pub(crate) boxes: usize,
    pub(crate) channels: usize,
    axis: Axis,
}

impl Grid {
    /// Of an output with these dimensions: the last two, if those before are 1.
    pub(crate) fn of(shape: &Shape, axis: Axis) -> Option<Self> {
        let rank = shape.rank();
        let last = shape.dim(rank.checked_sub(1)?)?;
        let before = shape.dim(rank.checked_sub(2)?)?;
        let single = (0..rank - 2).all(|it| shape.dim(it) == Some(1));
        let (boxes, channels) = match axis {
            Axis::Last => (last, before),
            Axis::First => (before, last),
        };
        single.then_some(Self {
            boxes,
            channels,
            axis,
        })
    }

    #[inline]
    pub(crate) fn at(&self, row: usize, channel: usize) -> usize {
        match self.axis {
            Axis::Last => channel * self.boxes + row,
            Axis::First => row * self.channels + channel,
        }
    }
}

/// A score above 1 is what rounding makes of 1; numbers far beyond are no parts of the picture.
const MOST_PARTS: f32 = 4.0;

impl Yolo {
    /// An output without masks and keypoints.
    pub const fn new(row: Row, axis: Axis, units: Units) -> Self {
        let extra = Extra {
            mask: 0,
            keypoints: 0,
            keypoint_values: 0,
        };
        Self {
            row,
            axis,
            units,
            extra,
        }
    }

    /// How many numbers of a box come before the scores of its classes, and before the classes are over.
    fn fixed(&self) -> usize {
        match self.row {
            Row::Classes => 4,
            Row::Objectness | Row::Grid => 5,
            Row::Chosen => 6,
        }
    }

    /// The number of classes of an output of this shape; `None` if it does not fit. An output that names
    /// the class does not tell how many there are: 0.
    pub fn classes(&self, shape: &Shape) -> Option<usize> {
        let grid = Grid::of(shape, self.axis)?;
        let taken = self.fixed().checked_add(self.extra.len()?)?;
        let classes = grid.channels.checked_sub(taken)?;
        match self.row {
            Row::Chosen => (classes == 0).then_some(0),
            _ => (classes > 0).then_some(classes),
        }
    }

    /// The channel at which mask numbers or keypoints begin.
    fn extra_at(&self, channels: usize) -> usize {
        channels - self.extra.len().unwrap_or(0).min(channels)
    }

    fn grid(&self, values: &Values<'_>) -> Result<Grid> {
        let shape = values.shape();
        let grid = self.classes(shape).and_then(|_| Grid::of(shape, self.axis));
        grid.ok_or_else(|| {
            Error::model(format!(
                "an output of shape {shape} is no output of {self:?}: expected {}",
                match self.axis {
                    Axis::Last => "[1, numbers of a box, boxes]",
                    Axis::First => "[1, boxes, numbers of a box]",
                }
            ))
        })
    }

    /// Adds the boxes with at least this score, in pixels of an input of size `input`: for each box its
    /// best class, in the order of the output. Boxes that are no numbers are left out.
    ///
    /// # Errors
    /// [`Error::Model`] if the output has another shape, or boxes that should be parts of the picture are
    /// many times its size.
    pub fn decode(
        &self,
        values: &Values<'_>,
        input: Size,
        threshold: f32,
        found: &mut Vec<Candidate>,
    ) -> Result<()> {
        let grid = self.grid(values)?;
        let cells = match self.row {
            Row::Grid => Some(Cells::of(input, grid.boxes)?),
            _ => None,
        };
        let start = found.len();
        with_stored!(values, slice, map => match self.row {
            Row::Chosen => {
                if let Some(least) = Stored::least(threshold, map) {
                    for row in 0..grid.boxes {
                        let Some(&score) = slice.get(grid.at(row, 4)) else { break };
                        if score >= least {
                            let class = values.at(grid.at(row, 5));
                            found.push(Candidate {
                                score: score.real(map),
                                class: class.max(0.0).round() as u32,
                                row: row as u32,
                                ..Candidate::default()
                            });
                        }
                    }
                }
            }
            _ => {
                let first = self.fixed();
                let end = self.extra_at(grid.channels);
                let objectness = (self.row != Row::Classes).then_some(4);
                best_classes(slice, map, &grid, first..end, objectness, threshold, found);
            }
        });
        let mut error = None;
        let mut kept = start;
        for index in start..found.len() {
            let Some(mut candidate) = found.get(index).copied() else {
                break;
            };
            let row = candidate.row as usize;
            let four: [f32; 4] = std::array::from_fn(|it| values.at(grid.at(row, it)));
            candidate.rect = self.rect(four, cells.as_ref().map(|cells| cells.cell(row)));
            if self.units == Units::Parts && cells.is_none() {
                let most = four.iter().fold(0.0, |most: f32, it| most.max(it.abs()));
                if most > MOST_PARTS && most.is_finite() && error.is_none() {
                    error = Some(most);
                }
                candidate.rect = candidate
                    .rect
                    .scale(input.width as f32, input.height as f32);
            }
            if candidate.is_real() {
                if let Some(place) = found.get_mut(kept) {
                    *place = candidate;
                }
                kept += 1;
            }
        }
        found.truncate(kept);
        match error {
            Some(most) => Err(Error::model(format!(
                "a box has the coordinate {most}, but boxes of this output should be parts of the \
                 picture, from 0 to 1: the model may count pixels; say so with a head of Units::Pixels"
            ))),
            None => Ok(()),
        }
    }

    fn rect(&self, four: [f32; 4], cell: Option<(f32, f32, f32)>) -> Rect {
        let [a, b, c, d] = four;
        match (self.row, cell) {
            (Row::Chosen, _) => Rect::new(a, b, c, d),
            (_, Some((x, y, stride))) => Rect::around(
                Point::new((a + x) * stride, (b + y) * stride),
                c.exp() * stride,
                d.exp() * stride,
            ),
            _ => Rect::around(Point::new(a, b), c, d),
        }
    }

    /// Keypoint `index` of a row, in pixels of the input, and how sure it is; 1 where the model does not
    /// say. `None` if there is no such keypoint.
    pub fn keypoint(
        &self,
        values: &Values<'_>,
        input: Size,
        row: u32,
        index: usize,
    ) -> Option<(Point, f32)> {
        let grid = Grid::of(values.shape(), self.axis)?;
        let Extra {
            mask,
            keypoints,
            keypoint_values,
        } = self.extra;
        let row = row as usize;
        if index >= keypoints || keypoint_values < 2 || row >= grid.boxes {
            return None;
        }
        let first = self.extra_at(grid.channels) + mask + index * keypoint_values;
        let at = |channel| values.at(grid.at(row, first + channel));
        let (x, y) = match self.units {
            Units::Pixels => (1.0, 1.0),
            Units::Parts => (input.width as f32, input.height as f32),
        };
        let score = if keypoint_values > 2 { at(2) } else { 1.0 };
        Some((Point::new(at(0) * x, at(1) * y), score))
    }

    /// The numbers of a row that mix the prototypes of masks, into memory that is used again.
    pub fn mask_weights(
        &self,
        values: &Values<'_>,
        row: u32,
        weights: &mut Vec<f32>,
    ) -> Option<()> {
        let grid = Grid::of(values.shape(), self.axis)?;
        let row = row as usize;
        if row >= grid.boxes {
            return None;
        }
        let first = self.extra_at(grid.channels);
        weights.clear();
        weights.extend((0..self.extra.mask).map(|it| values.at(grid.at(row, first + it))));
        Some(())
    }
}

/// Adds the rows whose best class passes the threshold. Only what passes becomes a real number.
fn best_classes<T: Stored>(
    slice: &[T],
    map: super::Map,
    grid: &Grid,
    classes: std::ops::Range<usize>,
    objectness: Option<usize>,
    threshold: f32,
    found: &mut Vec<Candidate>,
) {
    // A score is a product where there is a part for "anything at all". That part alone has to be this
    // large, because no class is above `most`.
    let most = T::most(map).max(1.0);
    let needed = match objectness {
        Some(_) if most.is_finite() => threshold / most,
        _ => threshold,
    };
    let Some(least) = T::least(needed, map) else {
        return;
    };
    let value = |row, channel| {
        slice
            .get(grid.at(row, channel))
            .copied()
            .unwrap_or(T::LOWEST)
    };
    let mut push = |row: usize| {
        let (mut best, mut class) = (T::LOWEST, None);
        for channel in classes.clone() {
            let it = value(row, channel);
            if it > best || (class.is_none() && it >= best) {
                (best, class) = (it, Some(channel - classes.start));
            }
        }
        let mut score = best.real(map);
        if let Some(channel) = objectness {
            score *= value(row, channel).real(map);
        }
        if let Some(class) = class.filter(|_| score >= threshold) {
            found.push(Candidate {
                score,
                class: class as u32,
                row: row as u32,
                ..Candidate::default()
            });
        }
    };
    /// So many boxes at a time: their best scores stay in the first cache.
    const BLOCK: usize = 512;
    match (objectness, grid.axis) {
        (Some(channel), _) => {
            for row in 0..grid.boxes {
                if value(row, channel) >= least {
                    push(row);
                }
            }
        }
        (None, Axis::Last) => {
            let mut best = [T::LOWEST; BLOCK];
            let mut start = 0;
            while start < grid.boxes {
                let count = BLOCK.min(grid.boxes - start);
                let (best, _) = best.split_at_mut(count);
                best.fill(T::LOWEST);
                for channel in classes.clone() {
                    let at = grid.at(start, channel);
                    let Some(scores) = slice.get(at..at + count) else {
                        return;
                    };
                    for (best, &score) in best.iter_mut().zip(scores) {
                        // False for what is no number.
                        *best = if score > *best { score } else { *best };
                    }
                }
                for (offset, &best) in best.iter().enumerate() {
                    if best >= least {
                        push(start + offset);
                    }
                }
                start += count;
            }
        }
        (None, Axis::First) => {
            for row in 0..grid.boxes {
                let at = grid.at(row, classes.start);
                let Some(scores) = slice.get(at..at + classes.len()) else {
                    return;
                };
                let best = scores.iter().fold(
                    T::LOWEST,
                    |best, &score| if score > best { score } else { best },
                );
                if best >= least {
                    push(row);
                }
            }
        }
    }
}

/// The cells of a YOLOX output: a grid for each stride, one after the other.
struct Cells {
    grids: [(usize, usize, usize); 3],
}

/// The strides of YOLO's grids.
pub(crate) const STRIDES: [u32; 3] = [8, 16, 32];

impl Cells {
    fn of(input: Size, boxes: usize) -> Result<Self> {
        let grids = STRIDES.map(|stride| {
            let columns = input.width.div_ceil(stride) as usize;
            (
                stride as usize,
                columns,
                input.height.div_ceil(stride) as usize,
            )
        });
        let cells: usize = grids.iter().map(|(_, columns, rows)| columns * rows).sum();
        if cells != boxes {
            return Err(Error::model(format!(
                "a YOLOX output for an input of {input} has {cells} boxes, and this one has {boxes}"
            )));
        }
        Ok(Self { grids })
    }

    /// Column, row and stride of a cell.
    fn cell(&self, mut index: usize) -> (f32, f32, f32) {
        for (stride, columns, rows) in self.grids {
            if index < columns * rows {
                return (
                    (index % columns) as f32,
                    (index / columns) as f32,
                    stride as f32,
                );
            }
            index -= columns * rows;
        }
        (f32::NAN, f32::NAN, f32::NAN)
    }
}

/// How many boxes a head without anchors gives for an input of this size.
pub(crate) fn cells(input: Size, strides: &[u32]) -> usize {
    let cells = strides.iter().map(|&stride| {
        input.width.div_ceil(stride) as usize * input.height.div_ceil(stride) as usize
    });
    cells.sum()
}

#[cfg(test)]
mod tests {
    use litert::types::QuantParams;

    use super::*;

    const INPUT: Size = Size::new(320, 320);

    fn found(head: Yolo, values: &Values<'_>, threshold: f32) -> Vec<Candidate> {
        let mut found = Vec::new();
        head.decode(values, INPUT, threshold, &mut found).unwrap();
        found
    }

    #[test]
    fn both_axis_orders_give_the_same() {
        let (boxes, channels) = (700, 9);
        let at = |row: usize, channel: usize| ((row * 31 + channel * 17) % 101) as f32 / 101.0;
        let first: Vec<f32> = (0..boxes)
            .flat_map(|row| (0..channels).map(move |channel| at(row, channel)))
            .collect();
        let last: Vec<f32> = (0..channels)
            .flat_map(|channel| (0..boxes).map(move |row| at(row, channel)))
            .collect();
        for row in [Row::Classes, Row::Objectness] {
            let a = Yolo::new(row, Axis::First, Units::Parts);
            let b = Yolo::new(row, Axis::Last, Units::Parts);
            let first = found(a, &Values::f32(&first, &[1, boxes, channels]).unwrap(), 0.6);
            let last = found(b, &Values::f32(&last, &[1, channels, boxes]).unwrap(), 0.6);
            assert!(first.len() > 50, "{}", first.len());
            assert_eq!(first, last);
        }
    }

    #[test]
    fn integers_pass_what_their_real_numbers_pass() {
        let params = QuantParams::new(1.0 / 255.0, -128);
        let stored: Vec<i8> = (0..8 * 640)
            .map(|it| ((it * 37 + it / 7) % 256 - 128) as i8)
            .collect();
        let real: Vec<f32> = stored.iter().map(|&it| params.dequantize(it)).collect();
        for (row, axis) in [
            (Row::Classes, Axis::Last),
            (Row::Classes, Axis::First),
            (Row::Objectness, Axis::First),
            (Row::Objectness, Axis::Last),
        ] {
            let shape = match axis {
                Axis::Last => [1, 8, 640],
                Axis::First => [1, 640, 8],
            };
            let head = Yolo::new(row, axis, Units::Parts);
            for threshold in [0.0, 0.3, 0.501, 0.9, 1.0] {
                let a = found(
                    head,
                    &Values::i8(&stored, params, &shape).unwrap(),
                    threshold,
                );
                let b = found(head, &Values::f32(&real, &shape).unwrap(), threshold);
                assert_eq!(a, b, "{row:?} {axis:?} {threshold}");
            }
        }
    }

    #[test]
    fn hostile_numbers_are_left_out() {
        let odd = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, f32::MAX, -0.0];
        for row in [Row::Classes, Row::Objectness, Row::Grid, Row::Chosen] {
            for units in [Units::Pixels, Units::Parts] {
                let boxes = if row == Row::Grid { 2100 } else { 25_200 };
                for value in odd {
                    let output = vec![value; 6 * boxes];
                    let values = Values::f32(&output, &[1, boxes, 6]).unwrap();
                    let mut found = Vec::new();
                    let head = Yolo::new(row, Axis::First, units);
                    let _ = head.decode(&values, INPUT, 0.5, &mut found);
                    assert!(found.iter().all(Candidate::is_real), "{row:?} {value}");
                    let _ = head.decode(&values, INPUT, f32::NAN, &mut found);
                }
            }
        }
    }

    #[test]
    fn grid_cells_have_places_and_strides() {
        let boxes = cells(INPUT, &STRIDES);
        let mut output = vec![0.0; boxes * 6];
        // The first cell of the second grid: stride 16, and 40 x 40 cells before it.
        let at = (1600 + 21) * 6;
        output[at..at + 6].copy_from_slice(&[0.5, 0.25, 2.0_f32.ln(), 0.0, 1.0, 0.9]);
        let values = Values::f32(&output, &[1, boxes, 6]).unwrap();
        let found = found(
            Yolo::new(Row::Grid, Axis::First, Units::Pixels),
            &values,
            0.5,
        );
        assert_eq!(found.len(), 1);
        let center = found[0].rect.center();
        assert_eq!((center.x, center.y), (1.5 * 16.0, 1.25 * 16.0));
        assert!((found[0].rect.width() - 32.0).abs() < 1e-4);
        assert!((found[0].rect.height() - 16.0).abs() < 1e-4);
        assert_eq!(found[0].score, 0.9);
    }

    #[test]
    fn pixels_taken_for_parts_are_an_error() {
        let output = [100.0, 100.0, 50.0, 50.0, 0.9];
        let values = Values::f32(&output, &[1, 1, 5]).unwrap();
        let head = Yolo::new(Row::Classes, Axis::First, Units::Parts);
        let error = head
            .decode(&values, INPUT, 0.5, &mut Vec::new())
            .unwrap_err();
        assert!(error.to_string().contains("Units::Pixels"), "{error}");
        let wrong = Values::f32(&output, &[5, 1]).unwrap();
        assert!(head.decode(&wrong, INPUT, 0.5, &mut Vec::new()).is_err());
    }
}
