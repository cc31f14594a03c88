//! Shaping: from characters to glyphs.

use harfrust::{Buffer, BufferFlags, Direction, ShapeOptions, ShaperFont};

use crate::{
    PdfError,
    layout::face::{Face, WritingSystem},
};

/// A positioned glyph, in font units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Glyph {
    /// Glyph index in the complete typeface.
    pub id: u16,
    /// Advance of the pen.
    pub advance: i32,
    /// Offset to the right.
    pub dx: i32,
    /// Offset upwards from the baseline.
    pub dy: i32,
    /// Byte offset of its cluster. Glyphs of one cluster share it.
    pub at: usize,
    /// The text can be cut before this glyph without reshaping.
    pub cuttable: bool,
}

/// Shapes `text` into glyphs in reading order, with offsets counted from `base`. In right-to-left text the first glyph
/// is the rightmost one; glyphs within a cluster are always in visual order.
///
/// # Errors
///
/// [`PdfError::MissingGlyph`] for the first character without a glyph.
pub(crate) fn shape(
    face: Face,
    script: WritingSystem,
    text: &str,
    base: usize,
    right_to_left: bool,
) -> Result<Vec<Glyph>, PdfError> {
    let parsed = face.parsed()?;
    let mut buffer = Buffer::new();
    buffer.push_str(text);
    buffer.set_direction(if right_to_left { Direction::RightToLeft } else { Direction::LeftToRight });
    buffer.set_script(Some(script.tag()));
    // Soft hyphens and joiners have no glyph; a line that ends at a soft hyphen adds one.
    buffer.set_flags(BufferFlags::REMOVE_DEFAULT_IGNORABLES);
    harfrust::shape(
        &ShaperFont::new(&parsed.font),
        &mut buffer,
        ShapeOptions::new().plan(Some(parsed.plan(script, right_to_left))),
    )
    .map_err(|error| PdfError::InvalidFont { face: face.name(), source: error.into() })?;

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

/// Returns the error for the first character of a cluster without a glyph.
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

/// Characters of context on each side in an error message.
const NEAR: usize = 24;

/// Converts font units to points at this type size.
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
        let glyphs = shape(Face::Serif, WritingSystem::Latin, "off it", 7, false).unwrap();
        assert!(glyphs.len() <= 6);
        assert_eq!(glyphs.first().map(|glyph| glyph.at), Some(7));
        assert_eq!(glyphs.last().map(|glyph| glyph.at), Some(12));
    }

    #[test]
    fn letters_beyond_english_have_glyphs_in_every_face() {
        for &face in &Face::ALL[..8] {
            assert!(
                shape(face, WritingSystem::Latin, "Łódź é ß ő ñ ş – “quoted” … ½", 0, false).is_ok(),
                "{}",
                face.name()
            );
        }
    }

    #[test]
    fn hebrew_and_arabic_are_read_from_the_right() {
        let (hebrew, arabic) = (WritingSystem::Hebrew, WritingSystem::Arabic);
        for (face, script, text) in [
            (Face::Hebrew, hebrew, "שלום"),
            (Face::HebrewSemibold, hebrew, "(טוב)"),
            (Face::Arabic, arabic, "سلام"),
            (Face::ArabicBold, arabic, "بيت"),
        ] {
            let glyphs = shape(face, script, text, 0, true).unwrap();
            assert!(glyphs.is_sorted_by_key(|glyph| glyph.at) && glyphs[0].at == 0, "{text}: {glyphs:?}");
        }
        // Arabic letters join: the final form differs.
        let joined = shape(Face::Arabic, arabic, "ببب", 0, true).unwrap();
        assert!(joined[0].id != joined[1].id && joined[1].id != joined[2].id);
    }

    #[test]
    fn greek_letters_keep_their_own_shapes() {
        for face in [Face::Sans, Face::SansSemibold, Face::Serif, Face::SerifSemibold] {
            for c in ['Γ', 'γ', 'θ', 'Ж', 'д'] {
                let script = WritingSystem::of(c).unwrap();
                let glyphs = shape(face, script, &c.to_string(), 0, false).unwrap();
                assert_eq!(face.glyph_for(c), Some(glyphs[0].id), "{c} in {}", face.name());
            }
        }
    }

    #[test]
    fn a_missing_glyph_is_an_error_that_names_the_character() {
        let error = shape(Face::Serif, WritingSystem::Latin, "tea for two 茶", 0, false).unwrap_err();
        assert!(matches!(error, PdfError::MissingGlyph { character: '茶', .. }));
        assert!(error.to_string().contains("“茶” (U+8336) in “tea for two 茶”"), "{error}");
    }
}
