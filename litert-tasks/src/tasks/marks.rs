//! How answers are drawn onto the picture that they are about.

use super::classifier::Class;
use super::detector::Detection;
use super::pose::{Joint, Pose};
use super::segmenter::Segmentation;
use crate::decode::masks::NO_CLASS;
use crate::draw::{Draw, color_of, line_width};
use crate::geometry::Point;
use crate::picture::Picture;

/// How much of the color of a mask is seen.
const OPACITY: f32 = 0.5;
/// Joints that a model is less sure of are not drawn.
const SURE: f32 = 0.2;

/// Size of letters on a picture.
fn letters(picture: &Picture) -> u32 {
    line_width(picture.size())
}

/// One line for each class, in the left upper corner.
impl Draw for [Class] {
    fn draw_on(&self, picture: &mut Picture) {
        let scale = letters(picture);
        for (line, class) in (1..).zip(self) {
            // A label stands on its corner, and is 11 dots high.
            let corner = Point::new(0.0, (line * 11 * scale) as f32);
            let text = format!("{} {:.2}", class.name, class.score);
            picture.draw_label(corner, &text, color_of(class.index), scale);
        }
    }
}

/// Masks below all boxes, then boxes with their names, and keypoints.
impl Draw for [Detection] {
    fn draw_on(&self, picture: &mut Picture) {
        for found in self {
            if let Some(mask) = &found.mask {
                let corner = (mask.left as i32, mask.top as i32);
                let pixels: Vec<f32> = mask
                    .pixels
                    .iter()
                    .map(|it| f32::from(*it) / 255.0)
                    .collect();
                let color = color_of(found.class);
                picture.draw_mask(corner, mask.width as usize, &pixels, color, OPACITY);
            }
        }
        for found in self {
            found.draw_on(picture);
        }
    }
}

impl Draw for Detection {
    fn draw_on(&self, picture: &mut Picture) {
        let width = line_width(picture.size());
        let color = color_of(self.class);
        picture.draw_box(&self.rect, color, width);
        let text = format!("{} {:.2}", self.name, self.score);
        let corner = Point::new(self.rect.left, self.rect.top);
        picture.draw_label(corner, &text, color, letters(picture));
        for keypoint in &self.keypoints {
            picture.draw_dot(keypoint.point, 1.5 * width as f32, color);
        }
    }
}

impl Draw for [Pose] {
    fn draw_on(&self, picture: &mut Picture) {
        for (number, pose) in self.iter().enumerate() {
            draw(pose, number, picture);
        }
    }
}

impl Draw for Pose {
    fn draw_on(&self, picture: &mut Picture) {
        draw(self, 0, picture);
    }
}

fn draw(pose: &Pose, number: usize, picture: &mut Picture) {
    let sure = |it: &super::Keypoint| (it.score >= SURE).then_some(it.point);
    let points: Vec<Option<Point>> = pose.joints.iter().map(sure).collect();
    let bones: Vec<(usize, usize)> = match pose.joint(Joint::Nose) {
        Some(_) => Joint::BONES
            .iter()
            .map(|(a, b)| (*a as usize, *b as usize))
            .collect(),
        None => Vec::new(),
    };
    let width = 2 * line_width(picture.size());
    picture.draw_skeleton(&points, &bones, color_of(number), width);
}

impl Draw for Segmentation {
    fn draw_on(&self, picture: &mut Picture) {
        let size = picture.size();
        if (self.width, self.height) != (size.width, size.height) {
            return;
        }
        // The only class of a model is no background.
        let single = self.names.len() == 1;
        let number = |class: &u8| match (*class, single) {
            (NO_CLASS, _) => 0,
            (class, true) => class + 1,
            (class, false) => class,
        };
        let classes: Vec<u8> = self.classes.iter().map(number).collect();
        picture.draw_classes(&classes, OPACITY);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Rect;
    use crate::tasks::Keypoint;

    const GRAY: [u8; 3] = [100; 3];

    #[test]
    fn answers_leave_marks_where_they_are() {
        let mut picture = Picture::filled(200, 100, GRAY).unwrap();
        let found = Detection {
            class: 0,
            name: "cat".into(),
            score: 0.5,
            rect: Rect::new(100.0, 50.0, 180.0, 90.0),
            keypoints: vec![Keypoint {
                point: Point::new(140.0, 70.0),
                score: 1.0,
            }],
            mask: None,
        };
        picture.draw([found].as_slice());
        assert_eq!(picture.pixel(100, 60), Some(color_of(0)));
        assert_eq!(picture.pixel(140, 70), Some(color_of(0)));
        assert_eq!(picture.pixel(20, 20), Some(GRAY));

        let mut picture = Picture::filled(2, 1, GRAY).unwrap();
        let mut classes = Segmentation {
            width: 2,
            height: 1,
            classes: vec![0, NO_CLASS],
            names: vec!["self".into()],
        };
        picture.draw(&classes);
        assert_ne!(picture.pixel(0, 0), Some(GRAY));
        assert_eq!(picture.pixel(1, 0), Some(GRAY));
        // Of several classes the first one is the background.
        classes.names.push("other".into());
        let mut picture = Picture::filled(2, 1, GRAY).unwrap();
        picture.draw(&classes);
        assert_eq!(picture.pixel(0, 0), Some(GRAY));
        // A picture of another size stays as it is.
        let mut other = Picture::filled(3, 1, GRAY).unwrap();
        other.draw(&classes);
        assert_eq!(other.pixel(0, 0), Some(GRAY));
    }

    #[test]
    fn joints_that_are_not_sure_are_left_out() {
        let mut picture = Picture::filled(100, 100, GRAY).unwrap();
        let mut joints = vec![Keypoint::default(); 17];
        joints[5] = Keypoint {
            point: Point::new(20.0, 50.0),
            score: 0.9,
        };
        joints[6] = Keypoint {
            point: Point::new(80.0, 50.0),
            score: 0.9,
        };
        let pose = Pose {
            score: 1.0,
            rect: Rect::default(),
            joints,
        };
        picture.draw(&pose);
        // A bone between the shoulders, and nothing at the corner where the others are.
        assert_eq!(picture.pixel(50, 50), Some(color_of(0)));
        assert_eq!(picture.pixel(0, 0), Some(GRAY));
    }
}
