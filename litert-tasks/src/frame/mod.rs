//! Borrowed pixels.

mod format;
mod pixels;
mod rows;

use std::fmt;

pub use format::PixelFormat;
pub(crate) use rows::{RowCache, Rows};

use crate::error::{Error, Result};
use crate::geometry::Size;

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

/// A picture in memory of somebody else's: pixels are read where they lie, and never copied as a whole.
///
/// ```
/// # fn main() -> litert_tasks::Result<()> {
/// use litert_tasks::{Frame, PixelFormat, Rotation, Size};
///
/// // What a camera gave: 640x480, NV12, each row 704 bytes after the one before.
/// let bytes = vec![128; 704 * 480 * 3 / 2];
/// let frame = Frame::strided(PixelFormat::Nv12, &bytes, 640, 480, 704)?.rotated(Rotation::Right);
/// assert_eq!(frame.size(), Size::new(480, 640)); // upright
///
/// let error = Frame::rgb8(&bytes, 640, 480).unwrap_err().to_string();
/// assert_eq!(error, "a frame of 640x480 RGB pixels has 921600 bytes, and 506880 were given");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    /// Packed pixels, or brightness alone.
    data: &'a [u8],
    stride: usize,
    /// Pairs of color differences; empty where pixels are packed.
    chroma: &'a [u8],
    chroma_stride: usize,
    size: Size,
    format: PixelFormat,
    rotation: Rotation,
    mirrored: bool,
}

macro_rules! tight {
    ($($name:ident $format:ident $what:literal),* $(,)?) => {
        $(
            #[doc = concat!($what, ", row after row without gaps.")]
            ///
            /// # Errors
            /// [`Error::Frame`] if the size is 0 or there is another number of bytes.
            pub fn $name(data: &'a [u8], width: u32, height: u32) -> Result<Self> {
                Self::new(PixelFormat::$format, data, width, height)
            }
        )*
    };
}

impl<'a> Frame<'a> {
    /// Pixels row after row, without gaps.
    ///
    /// # Errors
    /// [`Error::Frame`] if the size is 0 or there is another number of bytes.
    pub fn new(format: PixelFormat, data: &'a [u8], width: u32, height: u32) -> Result<Self> {
        let size = checked(format, width, height)?;
        let need = format.bytes(size);
        if need != data.len() as u128 {
            return Err(Error::frame(format!(
                "a frame of {size} {format} pixels has {need} bytes, and {} were given",
                data.len()
            )));
        }
        let row = format.row_bytes(width) as usize;
        if format.has_chroma_plane() {
            let (luma, chroma) = data.split_at(width as usize * height as usize);
            return Self::planes(format, (luma, width as usize), (chroma, row), width, height);
        }
        Ok(Self::checked_before(format, data, size, row))
    }

    tight! {
        rgb8 Rgb8 "Red, green, blue: three bytes a pixel",
        rgba8 Rgba8 "Red, green, blue, opacity: four bytes a pixel; opacity is passed over",
        bgr8 Bgr8 "Blue, green, red: three bytes a pixel",
        gray8 Gray8 "Brightness: one byte a pixel",
        nv12 Nv12 "All brightness, then pairs of blue and red difference for each 2x2 pixels",
        nv21 Nv21 "All brightness, then pairs of red and blue difference for each 2x2 pixels",
        yuyv Yuyv "Two pixels in four bytes: brightness, blue difference, brightness, red difference",
    }

    /// Pixels in rows that begin `stride` bytes after each other. Of NV12 and NV21, the rows of
    /// differences follow those of brightness at the same distance. The last row may end early, and
    /// bytes may follow.
    ///
    /// # Errors
    /// [`Error::Frame`] if the size is 0, a row is longer than the stride or there are not as many bytes.
    pub fn strided(
        format: PixelFormat,
        data: &'a [u8],
        width: u32,
        height: u32,
        stride: usize,
    ) -> Result<Self> {
        let size = checked(format, width, height)?;
        check_rows(
            format,
            "pixels",
            data,
            format.row_bytes(width),
            format.rows(size),
            stride,
        )?;
        Ok(Self::checked_before(format, data, size, stride))
    }

    /// NV12 or NV21 with brightness and differences in memory of their own.
    ///
    /// # Errors
    /// [`Error::Frame`] as for [`strided`](Self::strided), for either, and for another format.
    pub fn planes(
        format: PixelFormat,
        luma: (&'a [u8], usize),
        chroma: (&'a [u8], usize),
        width: u32,
        height: u32,
    ) -> Result<Self> {
        let size = checked(format, width, height)?;
        if !format.has_chroma_plane() {
            return Err(Error::frame(format!(
                "{format} pixels lie in one plane; two are for NV12 and NV21"
            )));
        }
        check_rows(
            format,
            "brightness",
            luma.0,
            width.into(),
            height.into(),
            luma.1,
        )?;
        let (row, rows) = (u64::from(width.div_ceil(2)) * 2, height.div_ceil(2));
        check_rows(format, "differences", chroma.0, row, rows.into(), chroma.1)?;
        Ok(Self {
            chroma: chroma.0,
            chroma_stride: chroma.1,
            ..Self::checked_before(PixelFormat::Gray8, luma.0, size, luma.1)
        }
        .with_format(format))
    }

    fn with_format(self, format: PixelFormat) -> Self {
        Self { format, ..self }
    }

    /// Without a check: for callers that made one.
    pub(crate) fn checked_before(
        format: PixelFormat,
        data: &'a [u8],
        size: Size,
        stride: usize,
    ) -> Self {
        let chroma = match format.has_chroma_plane() {
            true => data.get(stride * size.height as usize..).unwrap_or(&[]),
            false => &[],
        };
        Self {
            data,
            stride,
            chroma,
            chroma_stride: stride,
            size,
            format,
            rotation: Rotation::None,
            mirrored: false,
        }
    }

    /// To be turned so, to be upright. A later call replaces an earlier one.
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
        match self.is_on_its_side() {
            false => self.size,
            true => Size::new(self.size.height, self.size.width),
        }
    }

    /// The size as it lies in memory.
    pub(crate) fn stored_size(&self) -> Size {
        self.size
    }

    /// Whether rows in memory are columns of the upright picture.
    pub(crate) fn is_on_its_side(&self) -> bool {
        matches!(self.rotation, Rotation::Right | Rotation::Left)
    }

    /// Whether x and y of the upright picture run backwards along their axis in memory.
    pub(crate) fn backwards(&self) -> (bool, bool) {
        let (x, y) = match self.rotation {
            Rotation::None => (false, false),
            Rotation::Right => (true, false),
            Rotation::Half => (true, true),
            Rotation::Left => (false, true),
        };
        (x != self.mirrored, y)
    }
}

/// Without the bytes.
impl fmt::Debug for Frame<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Frame({} {}", self.size, self.format)?;
        if self.rotation != Rotation::None {
            write!(f, ", turned {:?}", self.rotation)?;
        }
        f.write_str(if self.mirrored { ", mirrored)" } else { ")" })
    }
}

impl<'a> From<&Frame<'a>> for Frame<'a> {
    fn from(frame: &Frame<'a>) -> Self {
        *frame
    }
}

fn checked(format: PixelFormat, width: u32, height: u32) -> Result<Size> {
    if width == 0 || height == 0 {
        return Err(Error::frame(format!(
            "a frame of {width}x{height} {format} pixels holds nothing"
        )));
    }
    Ok(Size::new(width, height))
}

fn check_rows(
    format: PixelFormat,
    what: &str,
    data: &[u8],
    row: u64,
    rows: u64,
    stride: usize,
) -> Result<()> {
    if (stride as u64) < row {
        return Err(Error::frame(format!(
            "rows of {format} {what} have {row} bytes, and a stride of {stride} is less"
        )));
    }
    let need = u128::from(rows - 1) * stride as u128 + u128::from(row);
    if need > data.len() as u128 {
        return Err(Error::frame(format!(
            "{rows} rows of {format} {what} with a stride of {stride} take {need} bytes, and {} were \
             given",
            data.len()
        )));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_that_do_not_fit_their_bytes_refused() {
        let bytes = [0; 100];
        for (frame, expected) in [
            (Frame::rgb8(&bytes, 0, 5), "0x5 RGB pixels holds nothing"),
            (
                Frame::gray8(&bytes, 10, 9),
                "has 90 bytes, and 100 were given",
            ),
            (
                Frame::rgba8(&bytes, u32::MAX, u32::MAX),
                "has 73786976260478468100 bytes",
            ),
            (Frame::nv12(&bytes, 9, 9), "has 131 bytes"),
            (
                Frame::strided(PixelFormat::Rgb8, &bytes, 4, 2, 11),
                "rows of RGB pixels have 12 bytes, and a stride of 11 is less",
            ),
            (
                Frame::strided(PixelFormat::Gray8, &bytes, 1, 3, usize::MAX),
                "take 36893488147419103231 bytes, and 100 were given",
            ),
            (
                Frame::strided(PixelFormat::Nv21, &bytes, 8, 8, 10),
                "12 rows of NV21 pixels with a stride of 10 take 118 bytes",
            ),
            (
                Frame::planes(PixelFormat::Nv12, (&bytes, 10), (&bytes[..48], 10), 10, 10),
                "5 rows of NV12 differences with a stride of 10 take 50 bytes, and 48",
            ),
            (
                Frame::planes(PixelFormat::Yuyv, (&bytes, 10), (&bytes, 10), 2, 2),
                "YUYV pixels lie in one plane",
            ),
        ] {
            let error = frame.expect_err(expected).to_string();
            assert!(error.contains(expected), "{error:?} lacks {expected:?}");
        }
        assert!(Frame::gray8(&bytes, 10, 10).is_ok());
        assert!(Frame::strided(PixelFormat::Gray8, &bytes, 9, 10, 10).is_ok());
        assert!(Frame::strided(PixelFormat::Nv12, &bytes, 7, 7, 8).is_ok());
    }

    #[test]
    fn upright_size_follows_the_turn() {
        let frame = Frame::gray8(&[0; 6], 3, 2).unwrap();
        assert_eq!(frame.size(), Size::new(3, 2));
        assert_eq!(
            frame.rotated(Rotation::Half).mirrored().size(),
            Size::new(3, 2)
        );
        assert_eq!(frame.rotated(Rotation::Left).size(), Size::new(2, 3));
    }
}
