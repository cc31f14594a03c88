//! The part of each typeface that a document uses.

use std::{collections::BTreeMap, sync::Arc};

use printpdf::ParsedFont;
use subsetter::GlyphRemapper;

use crate::{PdfError, face::Face, pages::Sheet, shape::Glyph, strip::Ink};

/// The faces of a document.
pub(crate) type Fonts = BTreeMap<Face, Subset>;

/// The part of a face that a document uses.
pub(crate) struct Subset {
    /// Number in the part, and characters, of each glyph of the whole face.
    pub glyphs: BTreeMap<u16, (u16, Arc<str>)>,
    /// What goes into the file, under a name that says it is a part: `ABCDEF+Name`.
    pub font: ParsedFont,
}

/// Cuts out of each face what the sheets use of it.
///
/// # Errors
///
/// [`PdfError::BrokenFace`] where a face does not come apart.
pub(crate) fn subset(sheets: &[Sheet]) -> Result<Fonts, PdfError> {
    used(sheets).into_iter().map(|(face, texts)| Ok((face, cut(face, texts)?))).collect()
}

/// The glyphs of each face with the characters that they stand for where they stand for some by themselves.
fn used(sheets: &[Sheet]) -> BTreeMap<Face, BTreeMap<u16, Option<Arc<str>>>> {
    let mut used: BTreeMap<Face, BTreeMap<u16, Option<Arc<str>>>> = BTreeMap::new();
    let lines = sheets.iter().flat_map(|sheet| &sheet.pieces).filter_map(|piece| match &piece.ink {
        Ink::Words(line) => Some(line),
        _ => None,
    });
    for run in lines.flat_map(|line| &line.runs) {
        let glyphs = used.entry(run.face).or_default();
        for (cluster, text) in run.clusters() {
            for (id, own) in shares(run.face, cluster, text) {
                let known = glyphs.entry(id).or_default();
                if known.is_none() {
                    *known = own;
                }
            }
        }
    }
    used
}

/// What each glyph of a cluster stands for by itself: the letter or mark that the face draws with it; and one that is drawn
/// with none, such as a letter that joins its neighbours, for what is left.
fn shares(face: Face, cluster: &[Glyph], text: &str) -> Vec<(u16, Option<Arc<str>>)> {
    if let [glyph] = cluster {
        return vec![(glyph.id, Some(own_text(text)))];
    }
    let mut rest: Vec<char> = text.chars().collect();
    let mut own = |glyph: &Glyph| {
        let n = rest.iter().position(|&c| face.draws(c) == Some(glyph.id))?;
        Some(Arc::from(rest.remove(n).to_string()))
    };
    let mut shares: Vec<(u16, Option<Arc<str>>)> = cluster.iter().map(|glyph| (glyph.id, own(glyph))).collect();
    let mut open = shares.iter_mut().filter(|(_, own)| own.is_none());
    if let (Some((_, own)), None, false) = (open.next(), open.next(), rest.is_empty()) {
        *own = Some(rest.iter().collect::<String>().into());
    }
    shares
}

/// What a glyph alone is read as. A no-break space is a space to whoever copies it; a hyphen that divides a word looks
/// like any other, so that one is told apart where it stands.
fn own_text(text: &str) -> Arc<str> {
    match text {
        "\u{a0}" | "\u{202f}" => " ".into(),
        "\u{ad}" => "-".into(),
        _ => text.into(),
    }
}

fn cut(face: Face, texts: BTreeMap<u16, Option<Arc<str>>>) -> Result<Subset, PdfError> {
    let parsed = face.parsed()?;
    let ids: Vec<u16> = texts.keys().copied().collect();
    let remapper = GlyphRemapper::new_from_glyphs_sorted(&ids);
    let broken = |reason: String| PdfError::BrokenFace { face: face.name(), reason };
    let program = subsetter::subset(face.bytes(), 0, &remapper).map_err(|error| broken(error.to_string()))?;

    let mut glyphs = BTreeMap::new();
    let mut widths = BTreeMap::new();
    for (id, text) in texts {
        let number = remapper.get(id).ok_or_else(|| broken(format!("glyph {id} was lost")))?;
        widths.insert(number, parsed.metrics.get_glyph_width(id).unwrap_or_default());
        // A glyph that only ever shares its characters with others is read through them: see `draw`.
        glyphs.insert(id, (number, text.unwrap_or_else(|| "\u{200b}".into())));
    }
    let font = ParsedFont {
        original_bytes: program,
        font_index: 0,
        font_name: Some(format!("{}+{}", tag(&ids), face.name())),
        codepoint_to_glyph: BTreeMap::new(),
        glyph_widths: widths,
        units_per_em: parsed.metrics.units_per_em,
        font_metrics: parsed.metrics.font_metrics.clone(),
        font_type: parsed.metrics.font_type,
        pdf_font_metrics: parsed.metrics.pdf_font_metrics.clone(),
    };
    Ok(Subset { glyphs, font })
}

/// Six capital letters that differ between parts of one face.
fn tag(ids: &[u16]) -> String {
    let mut hash = ids.iter().fold(0x811c_9dc5_u32, |hash, &id| (hash ^ u32::from(id)).wrapping_mul(0x0100_0193));
    (0..6)
        .map(|_| {
            let letter = char::from(b'A' + u8::try_from(hash % 26).unwrap_or_default());
            hash = (hash / 26) ^ (hash << 7);
            letter
        })
        .collect()
}
