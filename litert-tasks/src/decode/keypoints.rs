//! MoveNet: seventeen joints of one person.

use super::Values;
use crate::error::{Error, Result};
use crate::geometry::{Point, Size};

/// The number of joints.
pub const JOINTS: usize = 17;

/// The joints of an output of shape `[1, 1, 17, 3]`: where they are, in pixels of an input of size `input`,
/// and how sure the model is.
///
/// ```
/// use litert_tasks::{Point, Size};
/// use litert_tasks::decode::{Values, keypoints};
///
/// let output = [0.5, 0.25, 0.9].repeat(17);
/// let values = Values::f32(&output, &[1, 1, 17, 3])?;
/// let joints = keypoints::movenet(&values, Size::new(192, 192))?;
/// assert_eq!(joints[0], (Point::new(48.0, 96.0), 0.9));
/// # Ok::<(), litert_tasks::Error>(())
/// ```
///
/// # Errors
/// [`Error::Model`] if the output has another number of elements.
pub fn movenet(values: &Values<'_>, input: Size) -> Result<[(Point, f32); JOINTS]> {
    if values.len() != JOINTS * 3 {
        return Err(Error::model(format!(
            "MoveNet's output is [1, 1, 17, 3], and {} was found",
            values.shape()
        )));
    }
    Ok(std::array::from_fn(|joint| {
        let at = |value| values.at(joint * 3 + value);
        let point = Point::new(at(1) * input.width as f32, at(0) * input.height as f32);
        (point, at(2))
    }))
}
