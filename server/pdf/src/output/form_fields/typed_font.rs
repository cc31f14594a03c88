//! The font of what is typed into form fields.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use crate::{
    layout::face::Face,
    output::{
        fonts::FontSubset,
        typed_letters::{FIRST, letters},
    },
};

/// The font of what is typed: characters by the encoding of Windows.
pub(crate) struct TypedFont {
    name: String,
    widths: Vec<Object>,
    program: Vec<u8>,
    description: Dictionary,
    pub(super) object: Option<ObjectId>,
}

impl TypedFont {
    pub(crate) fn of(face: Face, subset: &FontSubset) -> Option<Self> {
        let em = u32::from(subset.font.units_per_em);
        let by_code: BTreeMap<u8, char> = letters().collect();
        let width = |code: u8| {
            let (glyph, _) = subset.glyphs.get(&face.glyph_for(*by_code.get(&code)?)?)?;
            Some(u32::from(subset.font.get_glyph_width(*glyph)?) * 1000 / em)
        };
        let widths = (FIRST..=u8::MAX).map(|code| i64::from(width(code).unwrap_or_default()).into()).collect();
        let name = subset.font.font_name.clone()?;
        let description = description(&name, subset);
        Some(Self { name, widths, program: subset.font.original_bytes.clone(), description, object: None })
    }

    /// Adds the font to the file, with the program that the pages have if its typeface is on them too.
    pub(crate) fn add(&mut self, file: &mut Document) {
        let is_own = |object: &Object| {
            let name = object.as_dict().and_then(|own| own.get(b"FontName")).and_then(Object::as_name);
            name.is_ok_and(|name| name == self.name.as_bytes())
        };
        let known = file.objects.iter().find(|(_, own)| is_own(own)).map(|(id, _)| *id);
        let descriptor = known.unwrap_or_else(|| {
            let program = std::mem::take(&mut self.program);
            let length = i64::try_from(program.len()).unwrap_or(i64::MAX);
            self.description
                .set("FontFile2", file.add_object(Stream::new(dictionary! { "Length1" => length }, program)));
            file.add_object(std::mem::take(&mut self.description))
        });
        self.object = Some(file.add_object(dictionary! {
            "Type" => "Font",
            "Subtype" => "TrueType",
            "BaseFont" => self.name.as_str(),
            "Encoding" => "WinAnsiEncoding",
            "FirstChar" => i64::from(FIRST),
            "LastChar" => i64::from(u8::MAX),
            "Widths" => std::mem::take(&mut self.widths),
            "FontDescriptor" => descriptor,
        }));
    }
}

/// Thickness of the stems of a regular typeface, in thousandths of an em.
const STEM: i64 = 88;
/// The flag of a font with Latin letters.
const NONSYMBOLIC: i64 = 1 << 5;

/// Returns a font descriptor without the program.
fn description(name: &str, subset: &FontSubset) -> Dictionary {
    let metrics = &subset.font.pdf_font_metrics;
    let thousandths = |units: i16| i64::from(units) * 1000 / i64::from(subset.font.units_per_em.max(1));
    let bounds = [metrics.x_min, metrics.y_min, metrics.x_max, metrics.y_max].map(thousandths);
    let ascent = thousandths(subset.font.font_metrics.ascent);
    dictionary! {
        "Type" => "FontDescriptor",
        "FontName" => name,
        "Flags" => NONSYMBOLIC,
        "FontBBox" => bounds.map(Object::from).to_vec(),
        "ItalicAngle" => 0,
        "Ascent" => ascent,
        "Descent" => thousandths(subset.font.font_metrics.descent),
        "CapHeight" => ascent,
        "StemV" => STEM,
    }
}
