//! Owned pixels.

use crate::error::Result;
use crate::frame::Frame;
use crate::geometry::Size;

/// A picture of RGB pixels, three bytes each, without gaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    size: Size,
    data: Vec<u8>,
}

impl Picture {
    /// A picture of these pixels: red, green, blue, row by row.
    ///
    /// # Errors
    /// [`Error::Frame`](crate::Error::Frame) if there are not as many bytes.
    pub fn from_rgb8(data: Vec<u8>, width: u32, height: u32) -> Result<Self> {
        Frame::rgb8(&data, width, height)?;
        Ok(Self {
            size: Size::new(width, height),
            data,
        })
    }

    /// Its width and height.
    pub fn size(&self) -> Size {
        self.size
    }

    /// Its bytes: red, green, blue, row by row.
    pub fn data(&self) -> &[u8] {
        &self.data
    }

    /// Its bytes, to change them.
    pub fn data_mut(&mut self) -> &mut [u8] {
        &mut self.data
    }
}

impl<'a> From<&'a Picture> for Frame<'a> {
    fn from(picture: &'a Picture) -> Self {
        Frame::whole_rgb8(&picture.data, picture.size)
    }
}
