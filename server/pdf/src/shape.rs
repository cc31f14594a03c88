//! From characters to glyphs.

use harfrust::{Buffer, BufferFlags, Direction, ShapeOptions, ShaperFont};

use crate::{
    PdfError,
    face::{Face, SCRIPT},
};

/// A glyph in its place, in units of the face.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Glyph {
    /// Which one, counted as in the whole face.
    pub id: u16,
    /// How far the pen moves.
    pub advance: i32,
    /// How far the ink stands to the right of the pen.
    pub dx: i32,
    /// How far the ink stands above the baseline.
    pub dy: i32,
    /// Byte at which its characters begin. Glyphs that share their characters share this.
    pub at: usize,
    /// Whether the text may be cut before it and both halves still look the same.
    pub cuttable: bool,
}

/// The glyphs of `text`, with places counted from `base`.
///
/// # Errors
///
/// [`PdfError::MissingGlyph`] for the first character without a shape.
pub(crate) fn shape(face: Face, text: &str, base: usize) -> Result<Vec<Glyph>, PdfError> {
    let parsed = face.parsed()?;
    let mut buffer = Buffer::new();
    buffer.push_str(text);
    buffer.set_direction(Direction::LeftToRight);
    buffer.set_script(SCRIPT);
    // A soft hyphen or a joiner leaves no glyph: the first is drawn by the line that ends there, the second not at all.
    buffer.set_flags(BufferFlags::REMOVE_DEFAULT_IGNORABLES);
    let broken = |reason: String| PdfError::BrokenFace { face: face.name(), reason };
    harfrust::shape(&ShaperFont::new(&parsed.font), &mut buffer, ShapeOptions::new().plan(Some(&parsed.plan)))
        .map_err(|error| broken(error.to_string()))?;

    buffer
        .glyph_infos()
        .iter()
        .zip(buffer.glyph_positions())
        .map(|(info, position)| {
            let start = info.cluster as usize;
            match u16::try_from(info.glyph_id) {
                Ok(0) | Err(_) => Err(missing(face, &text[start..])),
                Ok(id) => Ok(Glyph {
                    id,
                    advance: position.x_advance,
                    dx: position.x_offset,
                    dy: position.y_offset,
                    at: base + start,
                    cuttable: !info.unsafe_to_break(),
                }),
            }
        })
        .collect()
}

/// Of a cluster that has a hole, names the character that makes it.
fn missing(face: Face, cluster: &str) -> PdfError {
    let covers = |c: char| face.parsed().is_ok_and(|parsed| parsed.font.charmap().map_unicode(c).is_some());
    let character = cluster.chars().find(|&c| !covers(c)).or_else(|| cluster.chars().next());
    PdfError::MissingGlyph { character: character.unwrap_or(char::REPLACEMENT_CHARACTER), face: face.name() }
}

/// Units of a face as points. Faces have a thousand units an em or a few; a line has far fewer than 2²⁴ of them.
#[expect(clippy::cast_precision_loss, reason = "sums along one line stay far below 2²⁴")]
pub(crate) fn points(units: i32, face: Face, size: f32) -> f32 {
    let em = face.parsed().map_or(1000, |parsed| parsed.metrics.units_per_em);
    units as f32 * size / f32::from(em)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ligature_is_one_glyph_with_both_letters() {
        let glyphs = shape(Face::Serif, "off it", 7).unwrap();
        assert!(glyphs.len() <= 6);
        assert_eq!(glyphs.first().map(|glyph| glyph.at), Some(7));
        assert_eq!(glyphs.last().map(|glyph| glyph.at), Some(12));
    }

    #[test]
    fn letters_beyond_english_have_shapes_in_every_face() {
        for face in Face::ALL {
            assert!(shape(face, "Łódź é ß ő ñ ş – “quoted” … ½", 0).is_ok(), "{}", face.name());
        }
    }

    #[test]
    fn a_missing_shape_is_an_error_that_names_the_character() {
        let error = shape(Face::Serif, "tea for two 茶", 0).unwrap_err();
        assert!(matches!(error, PdfError::MissingGlyph { character: '茶', .. }));
        assert!(error.to_string().contains("“茶” (U+8336)"), "{error}");
    }
}
