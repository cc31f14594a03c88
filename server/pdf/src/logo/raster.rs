//! Raster logos from PNG and JPEG files.

use std::io::Cursor;

use zune_core::{bytestream::ZCursor, colorspace::ColorSpace, options::DecoderOptions};
use zune_jpeg::JpegDecoder;

use crate::PdfError;

/// Maximum number of pixels; checked before decoding.
const MOST_PIXELS: u64 = 20_000_000;
/// Memory limit for decoding, in bytes.
const MOST_BYTES: usize = 128 << 20;
/// Pixels from the upper left corner, three bytes each.
#[derive(PartialEq, Eq)]
pub(crate) struct RasterLogo {
    pub width: usize,
    pub height: usize,
    /// RGB.
    pub bytes: Vec<u8>,
}

/// Checks the dimensions in the file header.
fn sized(width: usize, height: usize) -> Result<(), PdfError> {
    let pixels = (width as u64).saturating_mul(height as u64);
    match pixels {
        0 => Err(PdfError::InvalidLogo("it has no pixels".into())),
        1..=MOST_PIXELS => Ok(()),
        _ => Err(PdfError::LogoTooLarge { megapixels: pixels.div_ceil(1_000_000) }),
    }
}

pub(super) fn png(file: &[u8]) -> Result<RasterLogo, PdfError> {
    let broken = |error: png::DecodingError| PdfError::InvalidLogo(error.to_string());
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(file), png::Limits { bytes: MOST_BYTES });
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let header = decoder.read_header_info().map_err(broken)?;
    let (width, height) = (header.width as usize, header.height as usize);
    sized(width, height)?;
    let mut reader = decoder.read_info().map_err(broken)?;
    let orientation = Orientation::of(reader.info().exif_metadata.as_deref());
    let size = reader.output_buffer_size().filter(|size| *size <= MOST_BYTES);
    let mut pixels = vec![0; size.ok_or_else(|| PdfError::InvalidLogo("its size is invalid".into()))?];
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
    Ok(RasterLogo { width, height, bytes }.upright(orientation))
}

pub(super) fn jpeg(file: &[u8]) -> Result<RasterLogo, PdfError> {
    let broken = |reason: String| PdfError::InvalidLogo(reason);
    let options = DecoderOptions::default()
        .set_strict_mode(true)
        .set_max_width(u16::MAX.into())
        .set_max_height(u16::MAX.into())
        .jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(file), options);
    decoder.decode_headers().map_err(|error| broken(format!("{error:?}")))?;
    let (width, height) = decoder.dimensions().ok_or_else(|| broken("its size is missing".into()))?;
    sized(width, height)?;
    let bytes = decoder.decode().map_err(|error| broken(format!("{error:?}")))?;
    if bytes.len() != width * height * 3 {
        return Err(broken("pixels are missing".into()));
    }
    let orientation = Orientation::of(decoder.exif().map(Vec::as_slice));
    Ok(RasterLogo { width, height, bytes }.upright(orientation))
}

/// Blends a colour component with white paper.
fn on_white(part: u8, alpha: u8) -> u8 {
    let (part, alpha) = (u16::from(part), u16::from(alpha));
    u8::try_from((part * alpha + 255 * (255 - alpha) + 127) / 255).unwrap_or(u8::MAX)
}

/// Orientation of a photograph: values 1 to 8 of the Exif tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Orientation {
    /// Rows and columns are swapped before mirroring.
    transposed: bool,
    /// Left and right are swapped.
    across: bool,
    /// Top and bottom are swapped.
    down: bool,
}

impl Orientation {
    /// Reads the orientation from Exif data. Missing or unreadable data counts as upright.
    fn of(exif: Option<&[u8]>) -> Self {
        let exif = exif.and_then(|exif| exif::Reader::new().read_raw(exif.to_vec()).ok());
        let field = exif.as_ref().and_then(|exif| exif.get_field(exif::Tag::Orientation, exif::In::PRIMARY));
        let (transposed, across, down) = match field.and_then(|field| field.value.get_uint(0)) {
            Some(2) => (false, true, false),
            Some(3) => (false, true, true),
            Some(4) => (false, false, true),
            Some(5) => (true, false, false),
            Some(6) => (true, true, false),
            Some(7) => (true, true, true),
            Some(8) => (true, false, true),
            _ => (false, false, false),
        };
        Self { transposed, across, down }
    }
}

impl RasterLogo {
    /// Applies the orientation.
    fn upright(self, turn: Orientation) -> Self {
        if !turn.transposed && !turn.across && !turn.down {
            return self;
        }
        let (width, height) = if turn.transposed { (self.height, self.width) } else { (self.width, self.height) };
        let mut bytes = Vec::with_capacity(self.bytes.len());
        for y in 0..height {
            for x in 0..width {
                let x = if turn.across { width - 1 - x } else { x };
                let y = if turn.down { height - 1 - y } else { y };
                let (x, y) = if turn.transposed { (y, x) } else { (x, y) };
                let at = (y * self.width + x) * 3;
                bytes.extend_from_slice(&self.bytes[at..at + 3]);
            }
        }
        Self { width, height, bytes }
    }

    /// Scales down to at most `side` pixels per side, by averaging.
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Two by three pixels; each holds its number in all components.
    fn picture() -> RasterLogo {
        RasterLogo { width: 2, height: 3, bytes: (1..=6).flat_map(|n| [n; 3]).collect() }
    }

    /// Exif data with an orientation only.
    fn exif(orientation: u8) -> Vec<u8> {
        let mut data = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        data.extend([orientation, 0, 0, 0, 0, 0, 0]);
        data
    }

    #[test]
    fn a_photograph_is_turned_as_browsers_turn_it() {
        let seen = |orientation: u8| {
            let upright = picture().upright(Orientation::of(Some(&exif(orientation))));
            let pixels: Vec<u8> = upright.bytes.iter().step_by(3).copied().collect();
            (upright.width, pixels)
        };
        assert_eq!(seen(1), (2, vec![1, 2, 3, 4, 5, 6]));
        assert_eq!(seen(2), (2, vec![2, 1, 4, 3, 6, 5]));
        assert_eq!(seen(3), (2, vec![6, 5, 4, 3, 2, 1]));
        assert_eq!(seen(4), (2, vec![5, 6, 3, 4, 1, 2]));
        assert_eq!(seen(5), (3, vec![1, 3, 5, 2, 4, 6]));
        assert_eq!(seen(6), (3, vec![5, 3, 1, 6, 4, 2]));
        assert_eq!(seen(7), (3, vec![6, 4, 2, 5, 3, 1]));
        assert_eq!(seen(8), (3, vec![2, 4, 6, 1, 3, 5]));
        assert_eq!(seen(9).0, 2);
        assert_eq!(Orientation::of(Some(b"nonsense")), Orientation::of(None));
    }

    #[test]
    fn a_photograph_is_turned_in_a_file_of_either_kind() {
        let exif = exif(6);
        let seen = |logo: RasterLogo| (logo.width, logo.height, logo.bytes);
        let turned = |logo: RasterLogo| seen(logo.upright(Orientation::of(Some(&exif))));

        let plain = include_bytes!("../tests/logo.jpg");
        let length = u16::try_from(2 + 6 + exif.len()).unwrap().to_be_bytes();
        let segment = [&[0xff, 0xe1][..], &length, b"Exif\0\0", &exif].concat();
        let photograph = [&plain[..2], &segment, &plain[2..]].concat();
        assert_eq!(seen(jpeg(&photograph).unwrap()), turned(jpeg(plain).unwrap()));

        let mut plain = Vec::new();
        let mut encoder = png::Encoder::new(&mut plain, 2, 3);
        encoder.set_color(png::ColorType::Rgb);
        encoder.write_header().unwrap().write_image_data(&picture().bytes).unwrap();
        let chunk = [b"eXIf", &exif[..]].concat();
        let mut sum = flate2::Crc::new();
        sum.update(&chunk);
        let length = u32::try_from(exif.len()).unwrap().to_be_bytes();
        // Between the header, which ends here, and the pixels.
        let (header, rest) = plain.split_at(33);
        let photograph = [header, &length, &chunk, &sum.sum().to_be_bytes(), rest].concat();
        assert_eq!(seen(png(&photograph).unwrap()), turned(picture()));
    }
}
