//! Picture files.

use std::path::Path;

use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageError, ImageReader};

use super::Picture;
use crate::error::{Error, Result};

impl Picture {
    /// Reads a PNG, JPEG or BMP file, whatever its name ends in, and turns it upright as its EXIF data say.
    /// Opacity is passed over.
    ///
    /// ```
    /// # fn main() -> litert_tasks::Result<()> {
    /// let picture = litert_tasks::Picture::open("../models/digits/samples/3_a.png")?;
    /// assert!(picture.size().width > 0);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`Error::File`] if there is no such file, or it is no picture that can be read.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        let failed = |error: std::io::Error| Error::file(path, format!("cannot be read: {error}"));
        let reader = ImageReader::open(path).map_err(failed)?;
        let reader = reader.with_guessed_format().map_err(failed)?;
        decode(reader).map_err(|error| Error::file(path, why(&error)))
    }

    /// Reads the bytes of a PNG, JPEG or BMP file. See [`open`](Self::open).
    ///
    /// # Errors
    /// [`Error::Frame`] if they are no picture that can be read.
    pub fn from_encoded(bytes: &[u8]) -> Result<Self> {
        let failed = |text: String| Error::frame(format!("the bytes of a picture file: {text}"));
        let reader = ImageReader::new(std::io::Cursor::new(bytes)).with_guessed_format();
        let reader = reader.map_err(|error| failed(error.to_string()))?;
        decode(reader).map_err(|error| failed(why(&error)))
    }

    /// Writes a file in the format that its name ends in: `.png`, `.jpg` or `.bmp`.
    ///
    /// # Errors
    /// [`Error::File`] if the ending is another or the file cannot be written.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<()> {
        let path = path.as_ref();
        image::save_buffer(
            path,
            &self.data,
            self.size.width,
            self.size.height,
            ExtendedColorType::Rgb8,
        )
        .map_err(|error| match error {
            ImageError::Unsupported(_) => Error::file(
                path,
                "cannot be written: pictures are written as .png, .jpg or .bmp",
            ),
            error => Error::file(path, format!("cannot be written: {error}")),
        })
    }
}

fn why(error: &ImageError) -> String {
    match error {
        ImageError::Unsupported(_) => {
            format!("is no picture that can be read: PNG, JPEG and BMP can ({error})")
        }
        error => format!("cannot be read: {error}"),
    }
}

fn decode<R: std::io::BufRead + std::io::Seek>(
    reader: ImageReader<R>,
) -> Result<Picture, ImageError> {
    let mut decoder = reader.into_decoder()?;
    let orientation = decoder.orientation()?;
    let mut decoded = DynamicImage::from_decoder(decoder)?;
    decoded.apply_orientation(orientation);
    let pixels = decoded.into_rgb8();
    let (width, height) = pixels.dimensions();
    Picture::from_rgb8(pixels.into_raw(), width, height).map_err(|_| {
        // A file may say that it has no pixels.
        ImageError::Parameter(image::error::ParameterError::from_kind(
            image::error::ParameterErrorKind::DimensionMismatch,
        ))
    })
}
