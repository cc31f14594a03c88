//! Fonts of the file.

use printpdf::ParsedFont;

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
    let parsed = font.program.as_ref().and_then(|program| ParsedFont::from_bytes(program, 0, &mut Vec::new()));
    let Some(parsed) = parsed else {
        findings.add(Rule::Fonts, place, "the typeface is not in the file");
        return;
    };
    let own = |code: u16| Some(i64::from(parsed.get_glyph_width(code)?) * 1000 / i64::from(parsed.units_per_em));
    for (&code, &width) in &font.widths {
        let own = own(code);
        findings.unless(own == Some(width), Rule::Widths, place, format!("glyph {code} is {own:?}, not {width}"));
    }
}
