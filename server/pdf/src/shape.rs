//! From characters to glyphs.

use harfrust::{Buffer, BufferFlags, Direction, ShapeOptions, ShaperFont};

use crate::{PdfError, face::Face};

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

/// The glyphs of `text`, with places counted from `base`, in the order in which they are read. Where that is from right to
/// left, the first of them stands at the right; within a cluster they stand from left to right all the same.
///
/// # Errors
///
/// [`PdfError::MissingGlyph`] for the first character without a shape.
pub(crate) fn shape(face: Face, text: &str, base: usize, right_to_left: bool) -> Result<Vec<Glyph>, PdfError> {
    let parsed = face.parsed()?;
    let mut buffer = Buffer::new();
    buffer.push_str(text);
    buffer.set_direction(if right_to_left { Direction::RightToLeft } else { Direction::LeftToRight });
    buffer.set_script(Some(face.script()));
    // A soft hyphen or a joiner leaves no glyph: the first is drawn by the line that ends there, the second not at all.
    buffer.set_flags(BufferFlags::REMOVE_DEFAULT_IGNORABLES);
    let broken = |reason: String| PdfError::BrokenFace { face: face.name(), reason };
    harfrust::shape(
        &ShaperFont::new(&parsed.font),
        &mut buffer,
        ShapeOptions::new().plan(Some(&parsed.plans[usize::from(right_to_left)])),
    )
    .map_err(|error| broken(error.to_string()))?;

    let glyphs: Vec<Glyph> = buffer
        .glyph_infos()
        .iter()
        .zip(buffer.glyph_positions())
        .map(|(info, position)| {
            let start = info.cluster as usize;
            match u16::try_from(info.glyph_id) {
                Ok(0) | Err(_) => Err(missing(face, text, start)),
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
        .collect::<Result<_, _>>()?;
    if !right_to_left {
        return Ok(glyphs);
    }
    Ok(glyphs.chunk_by(|a, b| a.at == b.at).rev().flatten().copied().collect())
}

/// Of a cluster that has a hole, names the character that makes it.
fn missing(face: Face, text: &str, start: usize) -> PdfError {
    let cluster = &text[start..];
    let character = cluster.chars().find(|&c| !face.covers(c)).or_else(|| cluster.chars().next());
    let before = text[..start].char_indices().rev().nth(NEAR - 1).map_or(0, |(at, _)| at);
    let after = cluster.char_indices().nth(NEAR).map_or(text.len(), |(at, _)| start + at);
    PdfError::MissingGlyph {
        character: character.unwrap_or(char::REPLACEMENT_CHARACTER),
        face: face.name(),
        near: text[before..after].trim().to_owned(),
    }
}

/// So many characters on either side say where a character stands.
const NEAR: usize = 24;

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
        let glyphs = shape(Face::Serif, "off it", 7, false).unwrap();
        assert!(glyphs.len() <= 6);
        assert_eq!(glyphs.first().map(|glyph| glyph.at), Some(7));
        assert_eq!(glyphs.last().map(|glyph| glyph.at), Some(12));
    }

    #[test]
    fn letters_beyond_english_have_shapes_in_every_face() {
        for &face in &Face::ALL[..8] {
            assert!(shape(face, "Łódź é ß ő ñ ş – “quoted” … ½", 0, false).is_ok(), "{}", face.name());
        }
    }

    #[test]
    fn hebrew_and_arabic_are_read_from_the_right() {
        for (face, text) in
            [(Face::Hebrew, "שלום"), (Face::HebrewSemibold, "(טוב)"), (Face::Arabic, "سلام"), (Face::ArabicBold, "بيت")]
        {
            let glyphs = shape(face, text, 0, true).unwrap();
            assert!(glyphs.is_sorted_by_key(|glyph| glyph.at) && glyphs[0].at == 0, "{text}: {glyphs:?}");
        }
        // Letters join: the same letter looks different at the end of a word.
        let joined = shape(Face::Arabic, "ببب", 0, true).unwrap();
        assert!(joined[0].id != joined[1].id && joined[1].id != joined[2].id);
    }

    #[test]
    fn a_missing_shape_is_an_error_that_names_the_character() {
        let error = shape(Face::Serif, "tea for two 茶", 0, false).unwrap_err();
        assert!(matches!(error, PdfError::MissingGlyph { character: '茶', .. }));
        assert!(error.to_string().contains("“茶” (U+8336) in “tea for two 茶”"), "{error}");
    }
}
