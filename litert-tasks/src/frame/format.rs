//! How bytes are pixels.

use std::fmt;

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
    /// All brightness, then pairs of blue and red difference for each 2x2 pixels. This and the two that
    /// follow are read as BT.601, from 16 to 235, as cameras send it.
    Nv12,
    /// As NV12, with pairs of red and blue difference.
    Nv21,
    /// Two pixels in four bytes: brightness, blue difference, brightness, red difference.
    Yuyv,
}

impl fmt::Display for PixelFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            PixelFormat::Rgb8 => "RGB",
            PixelFormat::Rgba8 => "RGBA",
            PixelFormat::Bgr8 => "BGR",
            PixelFormat::Gray8 => "gray",
            PixelFormat::Nv12 => "NV12",
            PixelFormat::Nv21 => "NV21",
            PixelFormat::Yuyv => "YUYV",
        })
    }
}

impl PixelFormat {
    /// Whether color differences lie in a plane of their own.
    pub(crate) fn has_chroma_plane(self) -> bool {
        matches!(self, PixelFormat::Nv12 | PixelFormat::Nv21)
    }

    /// How many bytes the longest row of this many pixels has: where two pixels share their color, that of an
    /// odd number of pixels has half a pair more.
    pub(super) fn row_bytes(self, width: u32) -> u64 {
        let width = u64::from(width);
        match self {
            PixelFormat::Rgb8 | PixelFormat::Bgr8 => width * 3,
            PixelFormat::Rgba8 => width * 4,
            PixelFormat::Gray8 => width,
            PixelFormat::Nv12 | PixelFormat::Nv21 => width.next_multiple_of(2),
            PixelFormat::Yuyv => width.next_multiple_of(2) * 2,
        }
    }

    /// How many rows there are, of brightness and differences.
    pub(super) fn rows(self, size: Size) -> u64 {
        let height = u64::from(size.height);
        match self.has_chroma_plane() {
            true => height + height.div_ceil(2),
            false => height,
        }
    }

    /// The bytes of all rows without gaps.
    pub(super) fn bytes(self, size: Size) -> u128 {
        let row = u128::from(self.row_bytes(size.width));
        match self.has_chroma_plane() {
            true => {
                let luma = u128::from(size.width) * u128::from(size.height);
                luma + row * u128::from(size.height.div_ceil(2))
            }
            false => row * u128::from(size.height),
        }
    }
}
