//! Points, sizes and boxes, in pixels. The crate's documentation says what coordinates mean.

/// A place in a picture or tensor.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Point {
    /// From the left edge.
    pub x: f32,
    /// From the upper edge.
    pub y: f32,
}

impl Point {
    /// The point at these coordinates.
    pub const fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }
}

/// A width and a height in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Size {
    /// Pixels from left to right.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
}

impl Size {
    /// A size of `width` by `height` pixels.
    pub const fn new(width: u32, height: u32) -> Self {
        Self { width, height }
    }
}

impl std::fmt::Display for Size {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}x{}", self.width, self.height)
    }
}

/// A box with sides along the axes.
///
/// ```
/// use litert_tasks::Rect;
///
/// let a = Rect::new(0.0, 0.0, 4.0, 4.0);
/// let b = Rect::new(2.0, 2.0, 4.0, 6.0);
/// assert_eq!(a.intersection(&b), Some(Rect::new(2.0, 2.0, 4.0, 4.0)));
/// assert_eq!(a.iou(&b), 0.2);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Rect {
    /// The x of the left edge.
    pub left: f32,
    /// The y of the upper edge.
    pub top: f32,
    /// The x of the right edge.
    pub right: f32,
    /// The y of the lower edge.
    pub bottom: f32,
}

impl Rect {
    /// The box between these edges.
    pub const fn new(left: f32, top: f32, right: f32, bottom: f32) -> Self {
        Self {
            left,
            top,
            right,
            bottom,
        }
    }

    /// The box of this size around a point.
    pub fn around(center: Point, width: f32, height: f32) -> Self {
        let (x, y) = (width / 2.0, height / 2.0);
        Self::new(center.x - x, center.y - y, center.x + x, center.y + y)
    }

    /// From the left to the right edge; 0 for a box whose edges are crossed.
    pub fn width(&self) -> f32 {
        (self.right - self.left).max(0.0)
    }

    /// From the upper to the lower edge; 0 for a box whose edges are crossed.
    pub fn height(&self) -> f32 {
        (self.bottom - self.top).max(0.0)
    }

    /// What it covers.
    pub fn area(&self) -> f32 {
        self.width() * self.height()
    }

    /// Its middle.
    pub fn center(&self) -> Point {
        Point::new(
            (self.left + self.right) / 2.0,
            (self.top + self.bottom) / 2.0,
        )
    }

    /// Whether it covers anything: false for crossed edges, and if an edge is no number.
    pub fn is_empty(&self) -> bool {
        !(self.right > self.left && self.bottom > self.top)
    }

    /// What both cover; `None` if that is nothing.
    pub fn intersection(&self, other: &Rect) -> Option<Rect> {
        let both = Rect::new(
            self.left.max(other.left),
            self.top.max(other.top),
            self.right.min(other.right),
            self.bottom.min(other.bottom),
        );
        (!both.is_empty()).then_some(both)
    }

    /// The smallest box that holds both.
    pub fn union(&self, other: &Rect) -> Rect {
        Rect::new(
            self.left.min(other.left),
            self.top.min(other.top),
            self.right.max(other.right),
            self.bottom.max(other.bottom),
        )
    }

    /// Intersection over union: what both cover, as a part of what either covers. 0 where nothing is
    /// covered by both, also for boxes with edges that are no numbers.
    pub fn iou(&self, other: &Rect) -> f32 {
        let Some(both) = self.intersection(other) else {
            return 0.0;
        };
        let both = both.area();
        let either = self.area() + other.area() - both;
        // Areas beyond the largest number.
        if either.is_finite() && either > 0.0 {
            both / either
        } else {
            0.0
        }
    }

    /// With x and y multiplied.
    #[must_use]
    pub fn scale(&self, x: f32, y: f32) -> Rect {
        Rect::new(self.left * x, self.top * y, self.right * x, self.bottom * y)
    }

    /// The part inside of a picture of this size.
    #[must_use]
    pub fn clip(&self, size: Size) -> Rect {
        let (width, height) = (size.width as f32, size.height as f32);
        Rect::new(
            self.left.max(0.0).min(width),
            self.top.max(0.0).min(height),
            self.right.max(0.0).min(width),
            self.bottom.max(0.0).min(height),
        )
    }
}

/// A box that is turned around its center.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct RotatedRect {
    /// Its middle.
    pub center: Point,
    /// Its size along its own x axis.
    pub width: f32,
    /// Its size along its own y axis.
    pub height: f32,
    /// How far it is turned, in radians, clockwise as one sees the picture: from x towards y.
    pub angle: f32,
}

impl RotatedRect {
    /// Its corners: left upper, right upper, right lower, left lower before it was turned.
    pub fn corners(&self) -> [Point; 4] {
        let (sin, cos) = self.angle.sin_cos();
        let (x, y) = (self.width / 2.0, self.height / 2.0);
        [(-x, -y), (x, -y), (x, y), (-x, y)].map(|(x, y)| {
            Point::new(
                self.center.x + x * cos - y * sin,
                self.center.y + x * sin + y * cos,
            )
        })
    }

    /// The smallest box along the axes that holds it.
    pub fn bounds(&self) -> Rect {
        bounds(self.corners())
    }
}

impl From<Rect> for RotatedRect {
    fn from(rect: Rect) -> Self {
        Self {
            center: rect.center(),
            width: rect.width(),
            height: rect.height(),
            angle: 0.0,
        }
    }
}

/// The smallest box that holds all points.
pub(crate) fn bounds(points: [Point; 4]) -> Rect {
    let [first, ..] = points;
    let start = Rect::new(first.x, first.y, first.x, first.y);
    points.iter().fold(start, |bounds, point| {
        bounds.union(&Rect::new(point.x, point.y, point.x, point.y))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_without_area_or_numbers_cover_nothing() {
        let unit = Rect::new(0.0, 0.0, 1.0, 1.0);
        let nan = f32::NAN;
        for other in [
            Rect::new(0.5, 0.5, 0.5, 0.7),
            Rect::new(0.7, 0.0, 0.2, 1.0),
            Rect::new(1.0, 0.0, 2.0, 1.0),
            Rect::new(nan, nan, nan, nan),
        ] {
            assert_eq!(unit.iou(&other), 0.0, "{other:?}");
            assert_eq!(other.iou(&unit), 0.0, "{other:?}");
        }
        let infinite = Rect::new(
            f32::NEG_INFINITY,
            f32::NEG_INFINITY,
            f32::INFINITY,
            f32::INFINITY,
        );
        assert_eq!(unit.iou(&infinite), 0.0);
        assert_eq!(infinite.iou(&infinite), 0.0);
        assert_eq!(unit.iou(&unit), 1.0);
    }

    #[test]
    fn turned_box_reaches_as_far_as_its_corners() {
        let turned = RotatedRect {
            center: Point::new(10.0, 10.0),
            width: 8.0,
            height: 2.0,
            angle: std::f32::consts::FRAC_PI_2,
        };
        let bounds = turned.bounds();
        for (found, expected) in [
            (bounds.left, 9.0),
            (bounds.top, 6.0),
            (bounds.right, 11.0),
            (bounds.bottom, 14.0),
        ] {
            assert!((found - expected).abs() < 1e-5, "{bounds:?}");
        }
        // The left upper corner goes to the right upper one.
        assert!((turned.corners()[0].x - 11.0).abs() < 1e-5);
    }

    #[test]
    fn clip_keeps_what_is_inside() {
        let size = Size::new(10, 5);
        let clipped = Rect::new(-3.0, 2.0, 12.0, 7.0).clip(size);
        assert_eq!(clipped, Rect::new(0.0, 2.0, 10.0, 5.0));
        assert!(Rect::new(11.0, 0.0, 12.0, 1.0).clip(size).is_empty());
    }
}
