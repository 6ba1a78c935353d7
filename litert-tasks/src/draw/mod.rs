//! Marks on pictures: boxes, lines, dots, text, masks.

mod font;

use crate::geometry::{Point, Rect, RotatedRect, Size};
use crate::picture::Picture;

/// Something that can be drawn onto the picture that it was found in.
pub trait Draw {
    /// Draws it, in the coordinates of the upright picture.
    fn draw_on(&self, picture: &mut Picture);
}

/// A color for a number, such as that of a class: neighbors differ much, and numbers repeat after 12.
pub fn color_of(number: usize) -> [u8; 3] {
    const COLORS: [[u8; 3]; 12] = [
        [230, 60, 50],
        [40, 130, 230],
        [60, 180, 75],
        [250, 170, 20],
        [150, 70, 200],
        [30, 190, 200],
        [240, 90, 170],
        [150, 190, 30],
        [110, 90, 240],
        [200, 120, 60],
        [20, 150, 120],
        [200, 200, 40],
    ];
    COLORS[number % COLORS.len()]
}

/// A width for lines, and a size for letters, that can be seen on a picture of this size.
pub fn line_width(size: Size) -> u32 {
    (size.width.max(size.height) / 400).clamp(1, 12)
}

/// Drawing. Coordinates are those of the picture: pixels, with the left upper corner of the first one at 0.
/// What lies outside is not drawn, and neither is what has a coordinate that is no number.
///
/// ```
/// # fn main() -> litert_tasks::Result<()> {
/// use litert_tasks::{Picture, Point, Rect};
///
/// let mut picture = Picture::filled(100, 60, [255; 3])?;
/// let found = Rect::new(20.0, 20.0, 80.0, 50.0);
/// picture.draw_box(&found, [200, 0, 0], 2);
/// picture.draw_label(Point::new(found.left, found.top), "cat 0.93", [200, 0, 0], 1);
/// picture.draw_dot(found.center(), 3.0, [0, 0, 200]);
/// assert_eq!(picture.pixel(20, 30), Some([200, 0, 0]));
/// assert_eq!(picture.pixel(50, 35), Some([0, 0, 200]));
/// # Ok(())
/// # }
/// ```
impl Picture {
    /// Draws what was found.
    pub fn draw(&mut self, found: &(impl Draw + ?Sized)) {
        found.draw_on(self);
    }

    /// Fills a box.
    pub fn fill_box(&mut self, rect: &Rect, color: [u8; 3]) {
        let [left, top, right, bottom] = [rect.left, rect.top, rect.right, rect.bottom].map(edge);
        self.fill(left, top, right, bottom, color);
    }

    /// Draws the sides of a box. They are `width` pixels wide and lie inside of it; of a box that is smaller
    /// than that, something is still seen.
    pub fn draw_box(&mut self, rect: &Rect, color: [u8; 3], width: u32) {
        let numbers = [rect.left, rect.top, rect.right, rect.bottom];
        if numbers.iter().any(|it| it.is_nan()) {
            return;
        }
        let [left, top, right, bottom] = numbers.map(edge);
        let (right, bottom) = (right.max(left + 1), bottom.max(top + 1));
        let width = i64::from(width.max(1));
        self.fill(left, top, right, (top + width).min(bottom), color);
        self.fill(left, (bottom - width).max(top), right, bottom, color);
        self.fill(left, top, (left + width).min(right), bottom, color);
        self.fill((right - width).max(left), top, right, bottom, color);
    }

    /// Draws the sides of a turned box.
    pub fn draw_turned_box(&mut self, rect: &RotatedRect, color: [u8; 3], width: u32) {
        let corners = rect.corners();
        for (at, from) in corners.iter().enumerate() {
            self.draw_line(*from, corners[(at + 1) % 4], color, width);
        }
    }

    /// Draws a line with round ends.
    pub fn draw_line(&mut self, from: Point, to: Point, color: [u8; 3], width: u32) {
        let radius = width.max(1) as f32 / 2.0;
        let Some((from, to)) = self.visible(from, to, radius) else {
            return;
        };
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        // Dots so close to each other that there is no gap.
        let steps = (dx.hypot(dy) * 2.0 / radius.max(1.0)).ceil().max(1.0);
        for step in 0..=steps as u32 {
            let part = step as f32 / steps;
            self.draw_dot(
                Point::new(from.x + dx * part, from.y + dy * part),
                radius,
                color,
            );
        }
    }

    /// The part of a line that can be seen.
    fn visible(&self, from: Point, to: Point, radius: f32) -> Option<(Point, Point)> {
        let size = self.size();
        if ![from.x, from.y, to.x, to.y].iter().all(|it| it.is_finite()) {
            return None;
        }
        let (x, y) = (f64::from(from.x), f64::from(from.y));
        let (dx, dy) = (f64::from(to.x) - x, f64::from(to.y) - y);
        let (mut begin, mut end) = (0.0_f64, 1.0_f64);
        for (at, step, length) in [(x, dx, size.width), (y, dy, size.height)] {
            let (low, high) = (-f64::from(radius), f64::from(length) + f64::from(radius));
            if step == 0.0 {
                if at < low || at > high {
                    return None;
                }
                continue;
            }
            let (a, b) = ((low - at) / step, (high - at) / step);
            begin = begin.max(a.min(b));
            end = end.min(a.max(b));
        }
        let point = |part: f64| Point::new((x + dx * part) as f32, (y + dy * part) as f32);
        (begin <= end).then(|| (point(begin), point(end)))
    }

    /// Fills a circle.
    pub fn draw_dot(&mut self, center: Point, radius: f32, color: [u8; 3]) {
        let radius = radius.clamp(0.5, 1e6);
        if !center.x.is_finite() || !center.y.is_finite() {
            return;
        }
        let size = self.size();
        let top = ((center.y - radius).floor().max(0.0)) as i64;
        let bottom = ((center.y + radius).ceil().min(size.height as f32)) as i64;
        for y in top..bottom {
            let dy = y as f32 + 0.5 - center.y;
            let half = radius * radius - dy * dy;
            if half < 0.0 {
                continue;
            }
            let half = half.sqrt();
            let (left, right) = (edge(center.x - half), edge(center.x + half));
            self.fill(left, y, right.max(left + 1), y + 1, color);
        }
    }

    /// Draws dots at points, such as the key points of a face.
    pub fn draw_points(&mut self, points: &[Point], radius: f32, color: [u8; 3]) {
        for point in points {
            self.draw_dot(*point, radius, color);
        }
    }

    /// Draws lines between points, such as those of a body, and dots at them. A line is drawn if both of its
    /// points are there.
    pub fn draw_skeleton(
        &mut self,
        points: &[Option<Point>],
        lines: &[(usize, usize)],
        color: [u8; 3],
        width: u32,
    ) {
        let point = |at: usize| points.get(at).copied().flatten();
        for &(a, b) in lines {
            if let (Some(a), Some(b)) = (point(a), point(b)) {
                self.draw_line(a, b, color, width);
            }
        }
        for point in points.iter().flatten() {
            self.draw_dot(*point, 1.5 * width as f32, [255; 3]);
            self.draw_dot(*point, width as f32, color);
        }
    }

    /// Writes text, with `corner` at its left upper corner. Letters are 5 by 9 dots of `scale` pixels;
    /// of letters beyond ASCII, a frame is drawn.
    pub fn draw_text(&mut self, corner: Point, text: &str, color: [u8; 3], scale: u32) {
        if !corner.x.is_finite() || !corner.y.is_finite() {
            return;
        }
        let scale = i64::from(scale.clamp(1, 1000));
        let (mut x, mut y) = (edge(corner.x), edge(corner.y));
        for letter in text.chars() {
            if letter == '\n' {
                x = edge(corner.x);
                y += font::LINE * scale;
                continue;
            }
            for (row, dots) in (0..).zip(font::glyph(letter)) {
                for column in (0..5).filter(|column| dots >> (4 - column) & 1 == 1) {
                    let (left, top) = (x + column * scale, y + row * scale);
                    self.fill(left, top, left + scale, top + scale, color);
                }
            }
            x += font::ADVANCE * scale;
            if x > i64::from(self.size().width) && !text.contains('\n') {
                break;
            }
        }
    }

    /// Writes one line of text in black or white on a patch of `color`, which stands on `corner`, or hangs
    /// from it where there is no room above. What would not fit at the right is moved to the left.
    pub fn draw_label(&mut self, corner: Point, text: &str, color: [u8; 3], scale: u32) {
        if !corner.x.is_finite() || !corner.y.is_finite() || text.is_empty() {
            return;
        }
        let dots = i64::from(scale.clamp(1, 1000));
        let letters = text.chars().take(10_000).count() as i64;
        let width = (letters * font::ADVANCE + 1) * dots;
        let height = 11 * dots;
        let size = self.size();
        let left = edge(corner.x).min(i64::from(size.width) - width).max(0);
        let top = match edge(corner.y) {
            y if y >= height => y - height,
            y => y.max(0),
        };
        self.fill(left, top, left + width, top + height, color);
        let [red, green, blue] = color.map(u32::from);
        let ink = if red * 3 + green * 6 + blue > 1500 {
            [0; 3]
        } else {
            [255; 3]
        };
        let corner = Point::new((left + dots) as f32, (top + dots) as f32);
        self.draw_text(corner, text, ink, scale);
    }

    /// Mixes a color into the pixels of a part of the picture, as much as `mask` says: 0 is nothing, 1 is
    /// `opacity` of the color. The mask has `width` values a row, and its left upper corner is at the pixel
    /// `left`, `top`.
    pub fn draw_mask(
        &mut self,
        (left, top): (i32, i32),
        width: usize,
        mask: &[f32],
        color: [u8; 3],
        opacity: f32,
    ) {
        if width == 0 {
            return;
        }
        for (y, row) in (i64::from(top)..).zip(mask.chunks(width)) {
            for (x, value) in (i64::from(left)..).zip(row) {
                if *value > 0.0 {
                    self.mix(x, y, color, value.min(1.0) * opacity);
                }
            }
        }
    }

    /// Mixes the color of each class into its pixels; see [`color_of`]. There is a class for each pixel of the
    /// picture, row by row; class 0, the background, is left as it is.
    pub fn draw_classes(&mut self, classes: &[u8], opacity: f32) {
        let width = self.size().width as usize;
        for (y, row) in (0..).zip(classes.chunks(width)) {
            for (x, class) in (0..).zip(row) {
                if *class > 0 {
                    self.mix(x, y, color_of(usize::from(*class) - 1), opacity);
                }
            }
        }
    }

    fn mix(&mut self, x: i64, y: i64, color: [u8; 3], opacity: f32) {
        let Size { width, height } = self.size();
        if x < 0 || y < 0 || x >= i64::from(width) || y >= i64::from(height) {
            return;
        }
        let at = 3 * (y as usize * width as usize + x as usize);
        for (byte, color) in self.data_mut()[at..at + 3].iter_mut().zip(color) {
            let mixed = f32::from(*byte) + (f32::from(color) - f32::from(*byte)) * opacity;
            *byte = mixed.round() as u8;
        }
    }

    /// Fills whole pixels, as far as there are any.
    fn fill(&mut self, left: i64, top: i64, right: i64, bottom: i64, color: [u8; 3]) {
        let Size { width, height } = self.size();
        let clip = |at: i64, most: u32| at.clamp(0, i64::from(most)) as usize;
        let (left, right) = (clip(left, width), clip(right, width));
        let (top, bottom) = (clip(top, height), clip(bottom, height));
        if left >= right {
            return;
        }
        let stride = 3 * width as usize;
        for y in top..bottom {
            let row = &mut self.data_mut()[y * stride..][3 * left..3 * right];
            for pixel in row.chunks_exact_mut(3) {
                pixel.copy_from_slice(&color);
            }
        }
    }
}

/// The nearest edge between pixels; far outside, one that is outside as well.
fn edge(at: f32) -> i64 {
    at.clamp(-1e9, 1e9).round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    const RED: [u8; 3] = [255, 0, 0];

    fn white(width: u32, height: u32) -> Picture {
        Picture::filled(width, height, [255; 3]).unwrap()
    }

    /// The picture's red pixels as text.
    fn seen(picture: &Picture) -> Vec<String> {
        let row = |y| {
            let dot = |x| {
                if picture.pixel(x, y) == Some(RED) {
                    '#'
                } else {
                    '.'
                }
            };
            (0..picture.size().width).map(dot).collect()
        };
        (0..picture.size().height).map(row).collect()
    }

    #[test]
    fn sides_of_a_box_lie_inside_of_it() {
        let mut picture = white(7, 5);
        picture.draw_box(&Rect::new(1.0, 1.0, 6.0, 4.0), RED, 1);
        assert_eq!(
            seen(&picture),
            [".......", ".#####.", ".#...#.", ".#####.", "......."]
        );
        let mut picture = white(4, 3);
        picture.draw_box(&Rect::new(-5.0, 1.0, 3.0, 90.0), RED, 1);
        assert_eq!(seen(&picture), ["....", "###.", "..#."]);
        let mut picture = white(3, 3);
        picture.draw_box(&Rect::new(1.0, 1.0, 1.1, 1.2), RED, 3);
        assert_eq!(seen(&picture), ["...", ".#.", "..."]);
    }

    #[test]
    fn text_is_legible() {
        let mut picture = white(12, 9);
        picture.draw_text(Point::new(0.0, 0.0), "Tg", RED, 1);
        assert_eq!(
            seen(&picture),
            [
                "#####.......",
                "..#.........",
                "..#....####.",
                "..#...#...#.",
                "..#...#...#.",
                "..#...#...#.",
                "..#....####.",
                "..........#.",
                ".......###.."
            ]
        );
    }

    #[test]
    fn labels_stay_in_the_picture() {
        let mut picture = white(60, 30);
        picture.draw_label(Point::new(55.0, 2.0), "cat", RED, 1);
        let found = seen(&picture);
        assert!(found[2].starts_with(&".".repeat(41)) && found[2].ends_with(&"#".repeat(19)));
        assert!(!found[1].contains('#') && found[12].contains('#') && !found[13].contains('#'));
    }

    #[test]
    fn lines_have_no_gaps_and_end_at_the_border() {
        let mut picture = white(6, 6);
        picture.draw_line(Point::new(-1e6, -1e6), Point::new(1e6, 1e6), RED, 1);
        let found = seen(&picture);
        for (at, row) in found.iter().enumerate() {
            assert_eq!(row.chars().nth(at), Some('#'), "{found:?}");
        }
        let mut picture = white(3, 1);
        picture.draw_line(Point::new(0.5, 0.5), Point::new(2.5, 0.5), RED, 1);
        assert_eq!(seen(&picture), ["###"]);
    }

    #[test]
    fn masks_are_mixed_in() {
        let mut picture = white(3, 2);
        picture.draw_mask((-1, 1), 3, &[1.0, 0.5, 1.0, 1.0, 1.0, 1.0], RED, 1.0);
        assert_eq!(
            picture.data()[9..],
            [255, 128, 128, 255, 0, 0, 255, 255, 255]
        );
        assert_eq!(picture.data()[..9], [255; 9]);
        let mut picture = white(2, 1);
        picture.draw_classes(&[0, 1, 5, 5, 5], 1.0);
        assert_eq!(picture.data()[..3], [255; 3]);
        assert_eq!(picture.data()[3..], color_of(0));
    }

    #[test]
    fn nothing_is_drawn_at_what_is_no_number() {
        let mut picture = white(20, 20);
        for bad in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
            let point = Point::new(bad, 3.0);
            picture.draw_line(point, Point::new(5.0, 5.0), RED, 3);
            picture.draw_dot(point, 3.0, RED);
            picture.draw_text(point, "a", RED, 1);
            picture.draw_label(point, "a", RED, 1);
            picture.draw_box(&Rect::new(f32::NAN, 0.0, 5.0, bad), RED, 1);
            picture.draw_mask((0, 0), 0, &[1.0], RED, 1.0);
        }
        picture.draw_box(&Rect::new(1e30, 1e30, f32::MAX, f32::MAX), RED, u32::MAX);
        picture.draw_text(Point::new(1e30, -1e30), "far", RED, u32::MAX);
        assert_eq!(picture, white(20, 20));
    }
}
