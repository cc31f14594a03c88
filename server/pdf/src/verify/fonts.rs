//! Fonts of the file.

use printpdf::ParsedFont;
use skrifa::raw::ps::{Sid, cff::CffFontRef};

use super::{Findings, Rule, content::PageContent, font::Font};

/// Checks the codes in use, and compares each font with its program once.
pub(super) fn check(pages: &[PageContent], findings: &mut Findings) {
    let mut seen: Vec<&str> = Vec::new();
    for page in pages {
        for (resource, font) in &page.fonts {
            let place = format!("page {}, {}", page.number, font.name);
            for code in page.codes.get(resource).map(Vec::as_slice).unwrap_or_default() {
                let known = font.characters.get(code).is_some_and(|characters| !characters.is_empty());
                findings.unless(known, Rule::Fonts, &place, format!("glyph {code} has no characters"));
                findings.unless(*code != 0, Rule::Shapes, &place, "a glyph without a shape (.notdef)");
                let measured = font.widths.contains_key(code);
                findings.unless(measured, Rule::Widths, &place, format!("glyph {code} has no width"));
            }
            if !seen.contains(&font.name.as_str()) {
                check_program(font, &place, findings);
                seen.push(&font.name);
            }
        }
    }
}

fn check_program(font: &Font, place: &str, findings: &mut Findings) {
    let Some(program) = font.program.as_deref().and_then(Program::read) else {
        findings.add(Rule::Fonts, place, "the typeface is not in the file");
        return;
    };
    for (&code, &width) in &font.widths {
        let own = program.width(code);
        findings.unless(own == Some(width), Rule::Widths, place, format!("glyph {code} is {own:?}, not {width}"));
    }
}

/// A font program, as its format has it.
enum Program<'a> {
    /// Codes are numbers of glyphs.
    TrueType(Box<ParsedFont>),
    /// Codes are those of the program.
    Compact(CffFontRef<'a>),
}

impl<'a> Program<'a> {
    fn read(program: &'a [u8]) -> Option<Self> {
        if let Ok(font) = CffFontRef::new_cff(program, 0, None) {
            return Some(Self::Compact(font)).filter(|_| program.starts_with(&[1, 0, 4]));
        }
        ParsedFont::from_bytes(program, 0, &mut Vec::new()).map(|font| Self::TrueType(Box::new(font)))
    }

    /// Returns the width of a glyph in thousandths of an em.
    fn width(&self, code: u16) -> Option<i64> {
        match self {
            Self::TrueType(font) => Some(i64::from(font.get_glyph_width(code)?) * 1000 / i64::from(font.units_per_em)),
            Self::Compact(font) => {
                let glyph = font.charset()?.glyph_id(Sid::new(code))?;
                let part = font.subfont(font.subfont_index(glyph)?, &[]).ok()?;
                #[expect(clippy::cast_possible_truncation, reason = "widths are whole")]
                font.advance(&part, glyph, &[], None).ok()?.map(|width| width as i64)
            }
        }
    }
}
