//! A logo of pixels, from a PNG or JPEG file.

use std::io::Cursor;

use zune_core::{bytestream::ZCursor, colorspace::ColorSpace, options::DecoderOptions};
use zune_jpeg::JpegDecoder;

use crate::PdfError;

/// A picture with more pixels is refused before it is decoded.
const MOST_PIXELS: u64 = 20_000_000;
/// What decoding a picture may take in bytes.
const MOST_BYTES: usize = 128 << 20;
/// Pixels from the upper left corner, three bytes each.
#[derive(PartialEq, Eq)]
pub(crate) struct Picture {
    /// Pixels across.
    pub width: usize,
    /// Pixels down.
    pub height: usize,
    /// Red, green, blue.
    pub bytes: Vec<u8>,
}

/// Refuses a picture by what its header says of its size.
fn sized(width: usize, height: usize) -> Result<(), PdfError> {
    let pixels = (width as u64).saturating_mul(height as u64);
    match pixels {
        0 => Err(PdfError::BrokenLogo("it has no pixels".into())),
        1..=MOST_PIXELS => Ok(()),
        _ => Err(PdfError::HugeLogo { megapixels: pixels.div_ceil(1_000_000) }),
    }
}

pub(super) fn png(file: &[u8]) -> Result<Picture, PdfError> {
    let broken = |error: png::DecodingError| PdfError::BrokenLogo(error.to_string());
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(file), png::Limits { bytes: MOST_BYTES });
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let header = decoder.read_header_info().map_err(broken)?;
    let (width, height) = (header.width as usize, header.height as usize);
    sized(width, height)?;
    let mut reader = decoder.read_info().map_err(broken)?;
    let size = reader.output_buffer_size().filter(|size| *size <= MOST_BYTES);
    let mut pixels = vec![0; size.ok_or_else(|| PdfError::BrokenLogo("its size makes no sense".into()))?];
    reader.next_frame(&mut pixels).map_err(broken)?;
    let bytes = match reader.output_color_type().0 {
        png::ColorType::Rgb => pixels,
        png::ColorType::Rgba => {
            pixels.as_chunks::<4>().0.iter().flat_map(|&[r, g, b, a]| [r, g, b].map(|c| on_white(c, a))).collect()
        }
        png::ColorType::GrayscaleAlpha => {
            pixels.as_chunks::<2>().0.iter().flat_map(|&[c, a]| [on_white(c, a); 3]).collect()
        }
        png::ColorType::Grayscale | png::ColorType::Indexed => pixels.iter().flat_map(|&c| [c; 3]).collect(),
    };
    Ok(Picture { width, height, bytes })
}

pub(super) fn jpeg(file: &[u8]) -> Result<Picture, PdfError> {
    let broken = |reason: String| PdfError::BrokenLogo(reason);
    let options = DecoderOptions::default()
        .set_strict_mode(true)
        .set_max_width(u16::MAX.into())
        .set_max_height(u16::MAX.into())
        .jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(file), options);
    decoder.decode_headers().map_err(|error| broken(format!("{error:?}")))?;
    let (width, height) = decoder.dimensions().ok_or_else(|| broken("it says no size".into()))?;
    sized(width, height)?;
    let bytes = decoder.decode().map_err(|error| broken(format!("{error:?}")))?;
    if bytes.len() != width * height * 3 {
        return Err(broken("its pixels are not all there".into()));
    }
    Ok(Picture { width, height, bytes })
}

/// A part of a colour with this opacity, on paper.
fn on_white(part: u8, alpha: u8) -> u8 {
    let (part, alpha) = (u16::from(part), u16::from(alpha));
    u8::try_from((part * alpha + 255 * (255 - alpha) + 127) / 255).unwrap_or(u8::MAX)
}

impl Picture {
    /// The same with fewer pixels, each the mean of those it stands for.
    pub(super) fn no_larger_than(self, side: usize) -> Self {
        let longest = self.width.max(self.height);
        if longest <= side {
            return self;
        }
        let scaled = |length: usize| (length * side / longest).max(1);
        let (width, height) = (scaled(self.width), scaled(self.height));
        let mut bytes = Vec::with_capacity(width * height * 3);
        for y in 0..height {
            for x in 0..width {
                let across = x * self.width / width..((x + 1) * self.width).div_ceil(width);
                let down = y * self.height / height..((y + 1) * self.height).div_ceil(height);
                let count = (across.len() * down.len()) as u64;
                for part in 0..3 {
                    let pixel = |(y, x): (usize, usize)| u64::from(self.bytes[(y * self.width + x) * 3 + part]);
                    let sum: u64 = down.clone().flat_map(|y| across.clone().map(move |x| (y, x))).map(pixel).sum();
                    bytes.push(u8::try_from(sum / count).unwrap_or(u8::MAX));
                }
            }
        }
        Self { width, height, bytes }
    }
}
