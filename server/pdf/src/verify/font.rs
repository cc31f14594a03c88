//! A font as the file describes it.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document as File, Object};

use super::read::{array, dict, follow, name, stream};

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
            program: descriptor.and_then(|descriptor| {
                ["FontFile2", "FontFile3"].into_iter().find_map(|kind| stream(file, descriptor, kind))
            }),
        }
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
            ("range", [from, _, "[", texts @ .., "]"]) => {
                let Some(from) = code(from) else { continue };
                let texts = texts.iter().filter_map(|text| utf16(text));
                characters.extend((from..).zip(texts.map(|text| String::from_utf16_lossy(&text))));
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
