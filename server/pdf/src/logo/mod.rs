//! The logo in a letterhead. Logos are untrusted files, so all readers have limits.

mod operators;
mod raster;
mod svg;
mod vector;

use std::{fmt, sync::Arc};

pub(crate) use self::{raster::RasterLogo, vector::VectorLogo};
use crate::PdfError;

/// Maximum length of a side in pixels; more would only enlarge files.
const SIDE: usize = 600;

/// The logo of a practice, stored as opaque pixels or as vector shapes. Metadata of the original file, such as its
/// author or location, is dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Logo(Arc<LogoContent>);

/// Printable content of a logo.
#[derive(PartialEq, Eq)]
pub(crate) enum LogoContent {
    Pixels(RasterLogo),
    /// Vector shapes, sharp at any size.
    Shapes(VectorLogo),
}

impl fmt::Debug for Logo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (width, height) = self.size();
        write!(f, "Logo({width} × {height})")
    }
}

impl Logo {
    /// Reads a PNG, JPEG or SVG file. Of an SVG file only the shapes are read: no text, external files, scripts or
    /// effects.
    ///
    /// # Errors
    ///
    /// [`PdfError::UnknownLogo`] for other formats, [`PdfError::LogoTooLarge`] above 20 megapixels,
    /// [`PdfError::InvalidLogo`] if decoding fails, and [`PdfError::UnsupportedSvg`] for an SVG file with unsupported
    /// elements or too many shapes.
    pub fn read(file: &[u8]) -> Result<Self, PdfError> {
        let content = match file {
            [0x89, b'P', b'N', b'G', ..] => LogoContent::Pixels(raster::png(file)?.no_larger_than(SIDE)),
            [0xff, 0xd8, 0xff, ..] => LogoContent::Pixels(raster::jpeg(file)?.no_larger_than(SIDE)),
            _ => LogoContent::Shapes(vector::read(svg::text(file).ok_or(PdfError::UnknownLogo)?)?),
        };
        Ok(Self(Arc::new(content)))
    }

    pub(crate) fn content(&self) -> &LogoContent {
        &self.0
    }

    /// Returns width and height in arbitrary units.
    pub(crate) fn size(&self) -> (f32, f32) {
        match self.content() {
            #[allow(clippy::cast_precision_loss, reason = "a logo has at most 600 pixels along a side")]
            LogoContent::Pixels(picture) => (picture.width as f32, picture.height as f32),
            LogoContent::Shapes(drawing) => drawing.size(),
        }
    }
}
