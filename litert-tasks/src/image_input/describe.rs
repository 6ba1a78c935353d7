//! An input in words.

use std::fmt;

use litert::types::ElementType;

use super::{Color, ImageInput, Layout, ValuesFrom};

/// For people: size, colors, type, and how pixels become numbers.
impl fmt::Display for ImageInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.size() {
            Some(size) => write!(f, "{size} ")?,
            None => f.write_str("any size, ")?,
        }
        f.write_str(match self.channels() {
            Color::Rgb => "RGB",
            Color::Bgr => "BGR",
            Color::Rgba => "RGBA",
            Color::Gray => "gray",
        })?;
        let order = match self.layout() {
            Some(Layout::Nchw) => ", channels first",
            _ => "",
        };
        write!(f, " as {}{order}: ", self.spec.element_type)?;
        let [black, white] = self.range();
        let Some(values) = self.values() else {
            return match self.spec.quantization {
                Some(_) => write!(f, "black stands for {black:.3}, white for {white:.3}"),
                None if self.spec.element_type == ElementType::Int8 => {
                    f.write_str("pixels less 128")
                }
                None => f.write_str("pixels as they are"),
            };
        };
        let list = |numbers: &[f32]| {
            let numbers: Vec<_> = numbers.iter().map(f32::to_string).collect();
            numbers.join(" ")
        };
        write!(
            f,
            "(pixel - {}) / {}",
            list(&values.mean),
            list(&values.std)
        )?;
        f.write_str(match self.values_from() {
            ValuesFrom::Caller => ", as you said",
            ValuesFrom::Metadata => ", as the model's metadata says",
            ValuesFrom::Type => "",
            ValuesFrom::Assumed => ", a guess, because the model does not say",
        })
    }
}
