//! The way between a picture and the tensor that it was written to.

use crate::geometry::{Point, Rect, RotatedRect, Size, bounds};

/// Where a picture's points are in a tensor, and the other way round.
///
/// Coordinates of the picture are those of the upright one: after the frame's rotation and mirroring.
/// Coordinates of the tensor are pixels, too: the right edge of a 320 wide input is at 320. Of results from 0
/// to 1, multiply x by the width of [`tensor_size`](Self::tensor_size) and y by its height first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Transform {
    picture: Size,
    tensor: Size,
    /// Tensor to picture: `x' = m[0] x + m[1] y + m[2]`, `y' = m[3] x + m[4] y + m[5]`.
    to_picture: [f64; 6],
    to_tensor: [f64; 6],
}

impl Transform {
    /// A whole picture, stretched to the size of the tensor.
    pub fn stretch(picture: Size, tensor: Size) -> Self {
        let x = f64::from(picture.width) / f64::from(tensor.width.max(1));
        let y = f64::from(picture.height) / f64::from(tensor.height.max(1));
        Self::from_matrix(picture, tensor, [x, 0.0, 0.0, 0.0, y, 0.0])
    }

    /// With the map from the tensor to the picture.
    pub(crate) fn from_matrix(picture: Size, tensor: Size, to_picture: [f64; 6]) -> Self {
        let [a, b, c, d, e, f] = to_picture;
        let determinant = a * e - b * d;
        let inverse = if determinant == 0.0 {
            0.0
        } else {
            1.0 / determinant
        };
        let to_tensor = [
            e * inverse,
            -b * inverse,
            (b * f - c * e) * inverse,
            -d * inverse,
            a * inverse,
            (c * d - a * f) * inverse,
        ];
        Self {
            picture,
            tensor,
            to_picture,
            to_tensor,
        }
    }

    /// The size of the upright picture.
    pub fn picture_size(&self) -> Size {
        self.picture
    }

    /// The size of the tensor.
    pub fn tensor_size(&self) -> Size {
        self.tensor
    }

    /// A point of the tensor in the picture.
    pub fn to_picture(&self, point: Point) -> Point {
        apply(&self.to_picture, point)
    }

    /// A point of the picture in the tensor.
    pub fn to_tensor(&self, point: Point) -> Point {
        apply(&self.to_tensor, point)
    }

    /// A box of the tensor in the picture: where the picture was turned, the box around the turned one.
    /// It may reach beyond the picture; see [`Rect::clip`].
    pub fn rect_to_picture(&self, rect: &Rect) -> Rect {
        map_rect(&self.to_picture, rect)
    }

    /// A box of the picture in the tensor.
    pub fn rect_to_tensor(&self, rect: &Rect) -> Rect {
        map_rect(&self.to_tensor, rect)
    }

    /// A turned box of the tensor in the picture. Where x and y are stretched differently, its corners
    /// are no longer right angles: it is the turned box with the same center and middle lines of the same
    /// length.
    pub fn rotated_to_picture(&self, rect: &RotatedRect) -> RotatedRect {
        map_rotated(&self.to_picture, rect)
    }

    /// A turned box of the picture in the tensor.
    pub fn rotated_to_tensor(&self, rect: &RotatedRect) -> RotatedRect {
        map_rotated(&self.to_tensor, rect)
    }
}

fn apply(m: &[f64; 6], point: Point) -> Point {
    let (x, y) = (f64::from(point.x), f64::from(point.y));
    Point::new(
        (m[0] * x + m[1] * y + m[2]) as f32,
        (m[3] * x + m[4] * y + m[5]) as f32,
    )
}

fn map_rect(m: &[f64; 6], rect: &Rect) -> Rect {
    let Rect {
        left,
        top,
        right,
        bottom,
    } = *rect;
    bounds(
        [(left, top), (right, top), (right, bottom), (left, bottom)]
            .map(|(x, y)| apply(m, Point::new(x, y))),
    )
}

fn map_rotated(m: &[f64; 6], rect: &RotatedRect) -> RotatedRect {
    let (sin, cos) = f64::from(rect.angle).sin_cos();
    // The box's own axes after the map.
    let along = (m[0] * cos + m[1] * sin, m[3] * cos + m[4] * sin);
    let across = (m[1] * cos - m[0] * sin, m[4] * cos - m[3] * sin);
    RotatedRect {
        center: apply(m, rect.center),
        width: (f64::from(rect.width) * along.0.hypot(along.1)) as f32,
        height: (f64::from(rect.height) * across.0.hypot(across.1)) as f32,
        angle: along.1.atan2(along.0) as f32,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_mapped_is_mapped_back() {
        let (sin, cos) = 0.3_f64.sin_cos();
        let matrix = [2.0 * cos, -2.0 * sin, 5.0, 2.0 * sin, 2.0 * cos, -7.0];
        let map = Transform::from_matrix(Size::new(640, 480), Size::new(64, 64), matrix);
        for point in [Point::new(0.0, 0.0), Point::new(63.5, 1.25)] {
            let back = map.to_tensor(map.to_picture(point));
            assert!((back.x - point.x).abs() < 1e-4 && (back.y - point.y).abs() < 1e-4);
        }
        let turned = RotatedRect {
            center: Point::new(8.0, 9.0),
            width: 6.0,
            height: 3.0,
            angle: 0.2,
        };
        let there = map.rotated_to_picture(&turned);
        assert!((there.angle - 0.5).abs() < 1e-5 && (there.width - 12.0).abs() < 1e-4);
        for (corner, mapped) in turned.corners().into_iter().zip(there.corners()) {
            let expected = map.to_picture(corner);
            assert!((expected.x - mapped.x).abs() < 1e-4 && (expected.y - mapped.y).abs() < 1e-4);
        }
    }
}
