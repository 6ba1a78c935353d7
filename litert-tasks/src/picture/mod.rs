//! Owned pixels.

#[cfg(feature = "image")]
mod file;

use crate::error::Result;
use crate::frame::{Frame, PixelFormat, RowCache, Rows};
use crate::geometry::Size;

/// A picture of RGB pixels, three bytes each, without gaps.
///
/// ```
/// # fn main() -> litert_tasks::Result<()> {
/// use litert_tasks::{Frame, Picture};
///
/// let picture = Picture::from_rgb8(vec![200; 2 * 2 * 3], 2, 2)?;
/// let frame = Frame::from(&picture);
/// assert_eq!(Picture::from_frame(&frame.mirrored()), picture);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    size: Size,
    data: Vec<u8>,
}

impl Picture {
    /// A picture of one color, red, green and blue.
    ///
    /// # Errors
    /// [`Error::Frame`](crate::Error::Frame) if a side is 0, or the pixels are more than memory can hold.
    pub fn filled(width: u32, height: u32, color: [u8; 3]) -> Result<Self> {
        let need = u128::from(width) * u128::from(height) * 3;
        let len = usize::try_from(need)
            .ok()
            .filter(|len| *len <= isize::MAX as usize);
        let mut data = Vec::new();
        if need == 0 || len.is_none_or(|len| data.try_reserve_exact(len).is_err()) {
            return Err(crate::Error::frame(format!(
                "a picture of {width}x{height} pixels cannot be made: it takes {need} bytes"
            )));
        }
        for _ in 0..need / 3 {
            data.extend_from_slice(&color);
        }
        Self::from_rgb8(data, width, height)
    }

    /// A picture of these pixels: red, green, blue, row by row.
    ///
    /// # Errors
    /// [`Error::Frame`](crate::Error::Frame) if there is another number of bytes.
    pub fn from_rgb8(data: Vec<u8>, width: u32, height: u32) -> Result<Self> {
        Frame::rgb8(&data, width, height)?;
        Ok(Self {
            size: Size::new(width, height),
            data,
        })
    }

    /// The upright pixels of a frame, as RGB.
    pub fn from_frame(frame: &Frame<'_>) -> Self {
        let size = frame.size();
        let (width, height) = (size.width as usize, size.height as usize);
        let mut data = vec![0; 3 * width * height];
        let stored = frame.stored_size();
        let side = frame.is_on_its_side();
        let (x_back, y_back) = frame.backwards();
        let mut cache = RowCache::default();
        let mut rows = Rows::new(*frame, &mut cache);
        let (step, offsets) = (rows.step, rows.offsets);
        for (v, number) in (0..stored.height).enumerate() {
            let row = rows.row(number);
            for u in 0..stored.width as usize {
                let (x, y) = if side { (v, u) } else { (u, v) };
                let x = if x_back { width - 1 - x } else { x };
                let y = if y_back { height - 1 - y } else { y };
                let at = 3 * (y * width + x);
                data[at..at + 3].copy_from_slice(&offsets.map(|offset| row[offset + u * step]));
            }
        }
        Self { size, data }
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

    /// Its bytes, to keep.
    pub fn into_data(self) -> Vec<u8> {
        self.data
    }

    /// Red, green and blue at a place; `None` outside.
    pub fn pixel(&self, x: u32, y: u32) -> Option<[u8; 3]> {
        if x >= self.size.width || y >= self.size.height {
            return None;
        }
        let at = 3 * (y as usize * self.size.width as usize + x as usize);
        self.data.get(at..at + 3)?.try_into().ok()
    }
}

impl<'a> From<&'a Picture> for Frame<'a> {
    fn from(picture: &'a Picture) -> Self {
        let stride = 3 * picture.size.width as usize;
        Frame::checked_before(PixelFormat::Rgb8, &picture.data, picture.size, stride)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::Rotation;

    #[test]
    fn upright_pixels_are_where_the_turn_puts_them() {
        // 1 2 3
        // 4 5 6
        let frame = Frame::gray8(&[1, 2, 3, 4, 5, 6], 3, 2).unwrap();
        for (frame, size, expected) in [
            (frame, (3, 2), [1, 2, 3, 4, 5, 6]),
            (frame.mirrored(), (3, 2), [3, 2, 1, 6, 5, 4]),
            (frame.rotated(Rotation::Right), (2, 3), [4, 1, 5, 2, 6, 3]),
            (frame.rotated(Rotation::Half), (3, 2), [6, 5, 4, 3, 2, 1]),
            (frame.rotated(Rotation::Left), (2, 3), [3, 6, 2, 5, 1, 4]),
            (
                frame.rotated(Rotation::Right).mirrored(),
                (2, 3),
                [1, 4, 2, 5, 3, 6],
            ),
        ] {
            let picture = Picture::from_frame(&frame);
            let gray: Vec<u8> = picture.data().iter().step_by(3).copied().collect();
            assert_eq!(picture.size(), Size::new(size.0, size.1));
            assert_eq!(gray, expected);
        }
    }

    #[test]
    fn pictures_beyond_memory_refused() {
        let error = Picture::filled(u32::MAX, u32::MAX, [0; 3]).unwrap_err();
        assert!(error.to_string().contains("cannot be made"), "{error}");
        assert!(Picture::filled(0, 3, [0; 3]).is_err());
        let made = Picture::filled(2, 1, [1, 2, 3]).unwrap();
        assert_eq!(made.pixel(1, 0), Some([1, 2, 3]));
        assert_eq!(made.pixel(2, 0), None);
    }
}
