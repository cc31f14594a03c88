//! The picture in a letterhead: read with limits, because it comes from outside.

mod drawn;
mod ink;
mod pixels;
mod plain;

use std::{fmt, sync::Arc};

pub(crate) use self::{drawn::Drawing, pixels::Picture};
use crate::PdfError;

/// A logo is a stamp: more pixels than this along a side only make files large.
const SIDE: usize = 600;

/// The logo of a practice. It is kept as plain pixels on white, or as plain shapes: nothing else that its file held, such
/// as where a photo was taken or who drew it, reaches a sheet.
#[derive(Clone, PartialEq, Eq)]
pub struct Logo(Arc<Shown>);

/// What there is to print of a logo.
#[derive(PartialEq, Eq)]
pub(crate) enum Shown {
    /// Pixels.
    Pixels(Picture),
    /// Shapes, which stay sharp at any size.
    Shapes(Drawing),
}

impl fmt::Debug for Logo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (width, height) = self.size();
        write!(f, "Logo({width} × {height})")
    }
}

impl Logo {
    /// The picture in a PNG, JPEG or SVG file. Of an SVG file its shapes are read, and nothing that text, other files,
    /// scripts or effects would add.
    ///
    /// # Errors
    ///
    /// [`PdfError::UnknownLogo`] for any other file, [`PdfError::HugeLogo`] for more than 20 megapixels,
    /// [`PdfError::BrokenLogo`] where it cannot be decoded, and [`PdfError::OddLogo`] for an SVG file that holds more than
    /// shapes, or more of them than a logo has.
    pub fn read(file: &[u8]) -> Result<Self, PdfError> {
        let shown = match file {
            [0x89, b'P', b'N', b'G', ..] => Shown::Pixels(pixels::png(file)?.no_larger_than(SIDE)),
            [0xff, 0xd8, 0xff, ..] => Shown::Pixels(pixels::jpeg(file)?.no_larger_than(SIDE)),
            _ => Shown::Shapes(drawn::read(plain::text(file).ok_or(PdfError::UnknownLogo)?)?),
        };
        Ok(Self(Arc::new(shown)))
    }

    pub(crate) fn shown(&self) -> &Shown {
        &self.0
    }

    /// Width and height, in a unit of its own.
    pub(crate) fn size(&self) -> (f32, f32) {
        match self.shown() {
            #[allow(clippy::cast_precision_loss, reason = "a logo has at most 600 pixels along a side")]
            Shown::Pixels(picture) => (picture.width as f32, picture.height as f32),
            Shown::Shapes(drawing) => drawing.size(),
        }
    }
}
