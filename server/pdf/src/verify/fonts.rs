//! Fonts of the file.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document as File, Object};
use printpdf::ParsedFont;

use super::{
    Findings, Rule,
    content::PageContent,
    read::{array, dict, follow, name, stream},
};

/// A font as described in the file.
#[derive(Debug, Default)]
pub(super) struct Font {
    pub name: String,
    /// Characters by code.
    pub characters: BTreeMap<u16, String>,
    /// Widths by code, in thousandths of an em.
    pub widths: BTreeMap<u16, i64>,
    /// Embedded font program.
    pub program: Option<Vec<u8>>,
}

impl Font {
    pub(super) fn read(file: &File, font: &Dictionary) -> Self {
        let descendant =
            array(file, font, "DescendantFonts").and_then(|fonts| follow(file, fonts.first()?)?.as_dict().ok());
        let descriptor = descendant.and_then(|font| dict(file, font, "FontDescriptor"));
        let map = stream(file, font, "ToUnicode").unwrap_or_default();
        Self {
            name: name(file, font, "BaseFont").unwrap_or_default(),
            characters: characters(&String::from_utf8_lossy(&map)),
            widths: descendant.and_then(|font| array(file, font, "W")).map(widths).unwrap_or_default(),
            program: descriptor.and_then(|descriptor| stream(file, descriptor, "FontFile2")),
        }
    }
}

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

fn widths(array: &[Object]) -> BTreeMap<u16, i64> {
    let mut widths = BTreeMap::new();
    for pair in array.chunks_exact(2) {
        let Some(first) = pair[0].as_i64().ok().and_then(|first| u16::try_from(first).ok()) else { continue };
        let Ok(list) = pair[1].as_array() else { continue };
        widths.extend((first..).zip(list.iter().filter_map(|width| width.as_i64().ok())));
    }
    widths
}

/// Parses the `bfchar` and `bfrange` sections of a ToUnicode map.
fn characters(map: &str) -> BTreeMap<u16, String> {
    let mut characters = BTreeMap::new();
    let mut kind = "";
    for line in map.lines() {
        kind = match line {
            line if line.contains("beginbfrange") => "range",
            line if line.contains("beginbfchar") => "char",
            line if line.contains("endbf") => "",
            _ => kind,
        };
        let fields: Vec<&str> = line.split(['<', '>']).map(str::trim).filter(|field| !field.is_empty()).collect();
        match (kind, fields.as_slice()) {
            ("range", [from, to, text]) => {
                let (Some(from), Some(to), Some(first)) = (code(from), code(to), utf16(text)) else { continue };
                for n in from..=to {
                    let mut units = first.clone();
                    if let Some(last) = units.last_mut() {
                        *last = last.wrapping_add(n - from);
                    }
                    characters.insert(n, String::from_utf16_lossy(&units));
                }
            }
            ("char", [glyph, text]) => {
                let (Some(glyph), Some(text)) = (code(glyph), utf16(text)) else { continue };
                characters.insert(glyph, String::from_utf16_lossy(&text));
            }
            _ => {}
        }
    }
    characters
}

fn code(hex: &str) -> Option<u16> {
    u16::from_str_radix(hex, 16).ok()
}

fn utf16(hex: &str) -> Option<Vec<u16>> {
    hex.as_bytes().chunks(4).map(|unit| code(std::str::from_utf8(unit).ok()?)).collect()
}
