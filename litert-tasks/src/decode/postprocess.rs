//! `TFLite_Detection_PostProcess`: boxes that the model has chosen itself.

use super::{Candidate, Values};
use crate::error::{Error, Result};
use crate::geometry::{Rect, Size};

/// How the four numbers of a box stand for its edges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Edges {
    /// Left, top, right, bottom.
    Boundaries,
    /// Left, top, width, height.
    UpperLeft,
    /// Center x, center y, width, height.
    Center,
}

/// How boxes are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Boxes {
    /// What the numbers are.
    pub edges: Edges,
    /// At which place each of them stands.
    pub order: [usize; 4],
    /// Whether they are pixels of the input, and not parts of it.
    pub pixels: bool,
}

/// What the operator writes: top, left, bottom, right, from 0 to 1.
impl Default for Boxes {
    fn default() -> Self {
        Self {
            edges: Edges::Boundaries,
            order: [1, 0, 3, 2],
            pixels: false,
        }
    }
}

/// The four outputs of the operator.
#[derive(Clone, Copy, Debug)]
pub struct Outputs<'a> {
    /// `[1, boxes, 4]`.
    pub boxes: Values<'a>,
    /// `[1, boxes]`.
    pub classes: Values<'a>,
    /// `[1, boxes]`.
    pub scores: Values<'a>,
    /// How many of the boxes count; all, if the model has no such output.
    pub count: Option<Values<'a>>,
}

impl Boxes {
    /// Adds the boxes with at least this score, in pixels of an input of size `input`.
    ///
    /// # Errors
    /// [`Error::Model`] if the outputs do not have the same number of boxes.
    pub fn decode(
        &self,
        outputs: &Outputs<'_>,
        input: Size,
        threshold: f32,
        found: &mut Vec<Candidate>,
    ) -> Result<()> {
        let Outputs {
            boxes,
            classes,
            scores,
            count,
        } = outputs;
        let most = scores.len();
        if boxes.len() != most * 4 || classes.len() != most {
            return Err(Error::model(format!(
                "boxes of shape [1, n, 4], classes and scores of shape [1, n] are expected, and {}, {} \
                 and {} were found",
                boxes.shape(),
                classes.shape(),
                scores.shape()
            )));
        }
        // The operator leaves old boxes behind those that count.
        let count = match count.map(|count| count.at(0)) {
            Some(count) if count >= 0.0 => most.min(count as usize),
            Some(_) => 0,
            None => most,
        };
        for row in 0..count {
            let score = scores.at(row);
            let class = classes.at(row);
            if !(score >= threshold && class >= 0.0) {
                continue;
            }
            let candidate = Candidate {
                rect: self.rect(boxes, row, input),
                score,
                class: class.round() as u32,
                row: row as u32,
            };
            if candidate.is_real() {
                found.push(candidate);
            }
        }
        Ok(())
    }

    fn rect(&self, boxes: &Values<'_>, row: usize, input: Size) -> Rect {
        let [a, b, c, d] = self.order.map(|it| boxes.at(row * 4 + it));
        let rect = match self.edges {
            Edges::Boundaries => Rect::new(a, b, c, d),
            Edges::UpperLeft => Rect::new(a, b, a + c, b + d),
            Edges::Center => Rect::around(crate::geometry::Point::new(a, b), c, d),
        };
        match self.pixels {
            true => rect,
            false => rect.scale(input.width as f32, input.height as f32),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn count_ends_the_list_and_nonsense_is_left_out() {
        let boxes = [0.125, 0.25, 0.5, 0.75].repeat(5);
        let scores = [0.9, f32::NAN, 0.8, 0.2, 0.9];
        let classes = [1.0, 1.0, f32::NAN, 0.0, 0.0];
        let decode = |count: f32| {
            let count = [count];
            let outputs = Outputs {
                boxes: Values::f32(&boxes, &[1, 5, 4]).unwrap(),
                classes: Values::f32(&classes, &[1, 5]).unwrap(),
                scores: Values::f32(&scores, &[1, 5]).unwrap(),
                count: Some(Values::f32(&count, &[1]).unwrap()),
            };
            let mut found = Vec::new();
            Boxes::default()
                .decode(&outputs, Size::new(100, 200), 0.5, &mut found)
                .unwrap();
            found
        };
        assert_eq!(decode(4.0).len(), 1);
        assert_eq!(decode(4.0)[0].rect, Rect::new(25.0, 25.0, 75.0, 100.0));
        assert_eq!(decode(5.0).len(), 2);
        assert_eq!(decode(f32::INFINITY).len(), 2);
        assert_eq!(decode(f32::NAN).len(), 0);
        assert_eq!(decode(-3.0).len(), 0);
    }
}
