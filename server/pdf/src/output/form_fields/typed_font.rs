//! The font of what is typed into form fields.

use std::collections::BTreeMap;

use lopdf::{Document, Object, ObjectId, dictionary};

use crate::{
    layout::face::Face,
    output::{
        fonts::FontSubset,
        typed_letters::{FIRST, letters},
    },
};

/// The font of what is typed: characters by the encoding of Windows, in the program of a typeface of the sheet.
pub(crate) struct TypedFont {
    name: String,
    widths: Vec<Object>,
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
        Some(Self { name: subset.font.font_name.clone()?, widths, object: None })
    }

    /// Adds the font to the file, with the program that the pages have.
    pub(crate) fn add(&mut self, file: &mut Document) {
        let is_own = |object: &Object| {
            let name = object.as_dict().and_then(|own| own.get(b"FontName")).and_then(Object::as_name);
            name.is_ok_and(|name| name == self.name.as_bytes())
        };
        let Some(descriptor) = file.objects.iter().find(|(_, own)| is_own(own)).map(|(id, _)| *id) else { return };
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
