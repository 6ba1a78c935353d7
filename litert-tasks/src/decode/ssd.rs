//! Raw boxes relative to anchors, as MediaPipe's detectors give them.

use litert::model::metadata::DetectorOptions;

use super::{Candidate, Stored, Values, logit, sigmoid, with_stored};
use crate::error::{Error, Result};
use crate::geometry::{Point, Rect, Size};

/// A box that others are relative to: center and size, from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Anchor {
    /// Its middle.
    pub x: f32,
    /// Its middle.
    pub y: f32,
    /// Its width.
    pub width: f32,
    /// Its height.
    pub height: f32,
}

/// Anchors of size 1 in the middles of cells: for each grid its stride in pixels and how many anchors each
/// of its cells has.
///
/// ```
/// use litert_tasks::Size;
/// use litert_tasks::decode::ssd::anchors;
///
/// assert_eq!(anchors(Size::new(128, 128), &[(8, 2), (16, 6)]).len(), 896);
/// ```
pub fn anchors(input: Size, grids: &[(u32, usize)]) -> Vec<Anchor> {
    let mut all = Vec::new();
    for &(stride, each) in grids {
        let stride = stride.max(1);
        let (columns, rows) = (input.width.div_ceil(stride), input.height.div_ceil(stride));
        for row in 0..rows {
            for column in 0..columns {
                let anchor = Anchor {
                    x: (column as f32 + 0.5) / columns as f32,
                    y: (row as f32 + 0.5) / rows as f32,
                    width: 1.0,
                    height: 1.0,
                };
                all.extend(std::iter::repeat_n(anchor, each));
            }
        }
    }
    all
}

/// How boxes and scores are stored.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Ssd {
    /// One for each box.
    pub anchors: Vec<Anchor>,
    /// How many numbers stand for a box.
    pub values: usize,
    /// At which of them keypoints begin, how many there are, and how many numbers each has.
    pub keypoints: (usize, usize, usize),
    /// What numbers are divided by: x, y, width, height.
    pub scale: [f32; 4],
    /// Whether x comes before y; if not, y and the height come first.
    pub x_first: bool,
    /// Whether sizes are stored as logarithms.
    pub exponential: bool,
    /// Whether scores are stored before the logistic function.
    pub sigmoid: bool,
}

impl Ssd {
    /// What `DETECTOR_METADATA` says.
    ///
    /// # Errors
    /// [`Error::Model`] if its numbers are impossible.
    pub fn from_options(options: &DetectorOptions) -> Result<Self> {
        let wrong = |what: &str| {
            Error::model(format!(
                "the model's DETECTOR_METADATA is wrong: {what}; write it again with MediaPipe's tools"
            ))
        };
        let count = |number: i32, what: &str| {
            usize::try_from(number).map_err(|_| wrong(&format!("{number} {what}")))
        };
        let values = count(options.values_per_box, "numbers for a box")?;
        let keypoints = (
            count(options.keypoint_offset, "as the place of keypoints")?,
            count(options.keypoints, "keypoints")?,
            count(options.values_per_keypoint, "numbers for a keypoint")?,
        );
        let last = keypoints.1.checked_mul(keypoints.2);
        let last = last.and_then(|all| all.checked_add(keypoints.0));
        if values < 4 || (keypoints.1 > 0 && last.is_none_or(|last| last > values)) {
            return Err(wrong(&format!(
                "a box of {values} numbers has no room for them"
            )));
        }
        if keypoints.1 > 0 && keypoints.2 < 2 {
            return Err(wrong("a keypoint has less than two numbers"));
        }
        if options
            .scale
            .iter()
            .any(|scale| !(scale.is_finite() && *scale > 0.0))
        {
            return Err(wrong("a scale is not above 0"));
        }
        if options.anchors.is_empty() {
            return Err(wrong("it has no anchors"));
        }
        let anchor = |it: &[f32; 4]| {
            let [x, y, width, height] = *it;
            Anchor {
                x,
                y,
                width,
                height,
            }
        };
        Ok(Self {
            anchors: options.anchors.iter().map(anchor).collect(),
            values,
            keypoints,
            scale: options.scale,
            x_first: false,
            exponential: options.exponential_size,
            sigmoid: options.sigmoid_scores,
        })
    }

    /// BlazeFace: faces near the camera (128 x 128) or up to five meters away (192 x 192), with six
    /// keypoints.
    pub fn blaze_face(input: Size) -> Option<Self> {
        let grids: &[(u32, usize)] = match (input.width, input.height) {
            (128, 128) => &[(8, 2), (16, 6)],
            (192, 192) => &[(4, 1)],
            _ => return None,
        };
        Some(Self {
            anchors: anchors(input, grids),
            values: 16,
            keypoints: (4, 6, 2),
            scale: [input.width as f32; 4],
            x_first: true,
            exponential: false,
            sigmoid: true,
        })
    }

    fn check(&self, boxes: &Values<'_>, scores: &Values<'_>) -> Result<usize> {
        let count = self.anchors.len();
        let classes = scores.len() / count.max(1);
        let fits = boxes.len() == count * self.values
            && scores.len() == count * classes
            && classes > 0
            && self.values >= 4;
        if fits {
            return Ok(classes);
        }
        Err(Error::model(format!(
            "for {count} anchors with {} numbers each, boxes of shape [1, {count}, {}] and scores of \
             shape [1, {count}, classes] are expected, and {} and {} were found",
            self.values,
            self.values,
            boxes.shape(),
            scores.shape()
        )))
    }

    /// Adds the boxes with at least this score, in pixels of an input of size `input`: for each box its
    /// best class.
    ///
    /// # Errors
    /// [`Error::Model`] if the outputs are not as large as the anchors ask.
    pub fn decode(
        &self,
        boxes: &Values<'_>,
        scores: &Values<'_>,
        input: Size,
        threshold: f32,
        found: &mut Vec<Candidate>,
    ) -> Result<()> {
        let classes = self.check(boxes, scores)?;
        let stored = if self.sigmoid {
            logit(threshold)
        } else {
            threshold
        };
        with_stored!(scores, slice, map => {
            let Some(least) = Stored::least(stored, map) else { return Ok(()) };
            for (row, scores) in slice.chunks_exact(classes).enumerate() {
                let mut best: Option<(usize, _)> = None;
                for (class, &score) in scores.iter().enumerate() {
                    if score >= least && best.is_none_or(|(_, best)| score > best) {
                        best = Some((class, score));
                    }
                }
                let Some((class, score)) = best else { continue };
                let real = score.real(map);
                let candidate = Candidate {
                    rect: self.rect(boxes, row, input),
                    score: if self.sigmoid { sigmoid(real.clamp(-100.0, 100.0)) } else { real },
                    class: class as u32,
                    row: row as u32,
                };
                if candidate.is_real() {
                    found.push(candidate);
                }
            }
        });
        Ok(())
    }

    fn rect(&self, boxes: &Values<'_>, row: usize, input: Size) -> Rect {
        let Some(anchor) = self.anchors.get(row) else {
            return Rect::default();
        };
        let start = row * self.values;
        let four: [f32; 4] = std::array::from_fn(|it| boxes.at(start + it));
        let [x, y, width, height] = match (self.x_first, four) {
            (true, four) => four,
            (false, [y, x, height, width]) => [x, y, width, height],
        };
        let size = |stored: f32, scale: f32, anchor: f32| match self.exponential {
            true => (stored / scale).exp() * anchor,
            false => stored / scale * anchor,
        };
        let [x_scale, y_scale, w_scale, h_scale] = self.scale;
        let center = Point::new(
            x / x_scale * anchor.width + anchor.x,
            y / y_scale * anchor.height + anchor.y,
        );
        Rect::around(
            center,
            size(width, w_scale, anchor.width),
            size(height, h_scale, anchor.height),
        )
        .scale(input.width as f32, input.height as f32)
    }

    /// Keypoint `index` of a row, in pixels of the input; `None` if there is no such keypoint.
    pub fn keypoint(
        &self,
        boxes: &Values<'_>,
        input: Size,
        row: u32,
        index: usize,
    ) -> Option<Point> {
        let (offset, count, each) = self.keypoints;
        let row = row as usize;
        let anchor = self
            .anchors
            .get(row)
            .filter(|_| index < count && each >= 2)?;
        let at = row * self.values + offset + index * each;
        let (first, second) = (boxes.get(at)?, boxes.get(at + 1)?);
        let (x, y) = match self.x_first {
            true => (first, second),
            false => (second, first),
        };
        let [x_scale, y_scale, ..] = self.scale;
        Some(Point::new(
            (x / x_scale * anchor.width + anchor.x) * input.width as f32,
            (y / y_scale * anchor.height + anchor.y) * input.height as f32,
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blaze_face_has_as_many_anchors_as_its_models_have_boxes() {
        let short = Ssd::blaze_face(Size::new(128, 128)).unwrap();
        assert_eq!(short.anchors.len(), 896);
        // Two for each cell of the first grid, six for each of the second.
        assert_eq!(short.anchors[0], short.anchors[1]);
        assert_eq!(short.anchors[2].x, 1.5 / 16.0);
        assert_eq!(short.anchors[512].x, 0.5 / 8.0);
        assert_eq!(
            Ssd::blaze_face(Size::new(192, 192)).unwrap().anchors.len(),
            2304
        );
        assert!(Ssd::blaze_face(Size::new(64, 64)).is_none());
    }

    #[test]
    fn planted_box_comes_back() {
        let input = Size::new(128, 128);
        let ssd = Ssd::blaze_face(input).unwrap();
        let mut boxes = vec![0.0; 896 * 16];
        let mut scores = vec![f32::NEG_INFINITY; 896];
        scores[600] = 100.0;
        let anchor = ssd.anchors[600];
        boxes[600 * 16..600 * 16 + 6].copy_from_slice(&[4.0, -2.0, 32.0, 16.0, 8.0, 6.0]);
        let boxes = Values::f32(&boxes, &[1, 896, 16]).unwrap();
        let scores = Values::f32(&scores, &[1, 896, 1]).unwrap();
        let mut found = Vec::new();
        ssd.decode(&boxes, &scores, input, 0.5, &mut found).unwrap();
        assert_eq!(found.len(), 1);
        let center = Point::new(anchor.x * 128.0 + 4.0, anchor.y * 128.0 - 2.0);
        assert_eq!(found[0].rect, Rect::around(center, 32.0, 16.0));
        let point = ssd.keypoint(&boxes, input, 600, 0).unwrap();
        assert_eq!(point.x, anchor.x * 128.0 + 8.0);
        assert!(ssd.keypoint(&boxes, input, 600, 6).is_none());
        assert!(ssd.decode(&scores, &boxes, input, 0.5, &mut found).is_err());
    }

    #[test]
    fn impossible_options_are_errors() {
        let mut options = DetectorOptions::default();
        for set in [
            (|it: &mut DetectorOptions| it.anchors = vec![[0.5; 4]]) as fn(&mut DetectorOptions),
            |it| it.values_per_box = 4,
            |it| it.scale = [10.0, 10.0, 5.0, 5.0],
        ] {
            assert!(Ssd::from_options(&options).is_err());
            set(&mut options);
        }
        assert!(Ssd::from_options(&options).is_ok());
        options.keypoints = i32::MAX;
        options.values_per_keypoint = i32::MAX;
        assert!(Ssd::from_options(&options).is_err());
        options.keypoints = -1;
        assert!(Ssd::from_options(&options).is_err());
    }
}
