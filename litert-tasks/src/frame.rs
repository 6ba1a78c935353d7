//! Borrowed pixels.

use crate::error::{Error, Result};
use crate::geometry::Size;

/// How a frame's bytes are pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PixelFormat {
    /// Red, green, blue: three bytes a pixel.
    Rgb8,
    /// Red, green, blue, and opacity, which is passed over.
    Rgba8,
    /// Blue, green, red.
    Bgr8,
    /// Brightness: one byte a pixel.
    Gray8,
    /// All brightness, then pairs of blue and red difference for each 2x2 pixels.
    Nv12,
    /// As NV12, with pairs of red and blue difference.
    Nv21,
    /// Two pixels in four bytes: brightness, blue difference, brightness, red difference.
    Yuyv,
}

/// A turn by quarters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rotation {
    /// Not turned.
    #[default]
    None,
    /// A quarter turn clockwise.
    Right,
    /// A half turn.
    Half,
    /// A quarter turn counterclockwise.
    Left,
}

/// A picture in memory of somebody else's: pixels are read where they lie.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    data: &'a [u8],
    size: Size,
    format: PixelFormat,
    rotation: Rotation,
    mirrored: bool,
}

impl<'a> Frame<'a> {
    /// Pixels of three bytes: red, green, blue.
    ///
    /// # Errors
    /// [`Error::Frame`] if there are not as many bytes.
    pub fn rgb8(data: &'a [u8], width: u32, height: u32) -> Result<Self> {
        let need = u128::from(width) * u128::from(height) * 3;
        if need == 0 || data.len() as u128 != need {
            return Err(Error::frame(format!(
                "a frame of {width}x{height} RGB pixels takes {need} bytes, and {} were given",
                data.len()
            )));
        }
        Ok(Self::whole_rgb8(data, Size::new(width, height)))
    }

    /// Pixels that were checked before.
    pub(crate) fn whole_rgb8(data: &'a [u8], size: Size) -> Self {
        Self {
            data,
            size,
            format: PixelFormat::Rgb8,
            rotation: Rotation::None,
            mirrored: false,
        }
    }

    /// To be turned so, to be upright.
    #[must_use]
    pub fn rotated(self, rotation: Rotation) -> Self {
        Self { rotation, ..self }
    }

    /// To be mirrored, left to right, once it is upright.
    #[must_use]
    pub fn mirrored(self) -> Self {
        Self {
            mirrored: !self.mirrored,
            ..self
        }
    }

    /// How bytes are pixels.
    pub fn format(&self) -> PixelFormat {
        self.format
    }

    /// The size of the upright picture.
    pub fn size(&self) -> Size {
        match self.rotation {
            Rotation::None | Rotation::Half => self.size,
            Rotation::Right | Rotation::Left => Size::new(self.size.height, self.size.width),
        }
    }

    /// The bytes.
    pub fn data(&self) -> &'a [u8] {
        self.data
    }
}

impl<'a> From<&Frame<'a>> for Frame<'a> {
    fn from(frame: &Frame<'a>) -> Self {
        *frame
    }
}
