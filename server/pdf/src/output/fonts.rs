//! Font subsets.

use std::{collections::BTreeMap, error::Error, sync::Arc};

use printpdf::ParsedFont;
use subsetter::GlyphRemapper;

use crate::{
    PdfError,
    layout::{face::Face, pages::ComposedPage, shape::Glyph, slices::Paint},
    output::{sfnt, typed_letters::letters},
};

/// Font subsets of a document by typeface.
pub(crate) type Fonts = BTreeMap<Face, FontSubset>;

/// The glyphs of a typeface that a document uses.
pub(crate) struct FontSubset {
    /// Glyph number in the subset, and characters, by glyph of the complete typeface.
    pub glyphs: BTreeMap<u16, (u16, Arc<str>)>,
    /// Embedded font, with a subset tag in its name: `ABCDEF+Name`.
    pub font: ParsedFont,
}

/// Subsets each typeface to the glyphs used on the pages, and one of them also to what can be typed into form fields.
///
/// # Errors
///
/// [`PdfError::InvalidFont`] if a typeface cannot be subset.
pub(crate) fn subset<'a>(
    pages: impl IntoIterator<Item = &'a ComposedPage>,
    typed: Option<Face>,
) -> Result<Fonts, PdfError> {
    let mut used = used(pages);
    if let Some(face) = typed {
        let glyphs = used.entry(face).or_default();
        for letter in letters().map(|(_, letter)| letter) {
            if let Some(glyph) = face.glyph_for(letter) {
                glyphs.entry(glyph).or_insert_with(|| Some(letter.to_string().into()));
            }
        }
    }
    used.into_iter().map(|(face, texts)| Ok((face, cut(face, texts, typed == Some(face))?))).collect()
}

/// Collects the glyphs of each typeface, with the characters of those that have some of their own.
fn used<'a>(pages: impl IntoIterator<Item = &'a ComposedPage>) -> BTreeMap<Face, BTreeMap<u16, Option<Arc<str>>>> {
    let mut used: BTreeMap<Face, BTreeMap<u16, Option<Arc<str>>>> = BTreeMap::new();
    let lines = pages.into_iter().flat_map(|page| &page.fragments).filter_map(|fragment| match &fragment.paint {
        Paint::Words(line) => Some(line),
        _ => None,
    });
    for run in lines.flat_map(|line| &line.runs) {
        let glyphs = used.entry(run.face).or_default();
        for (cluster, text) in run.clusters() {
            for (id, own) in cluster_texts(run.face, cluster, text) {
                let known = glyphs.entry(id).or_default();
                if known.is_none() {
                    *known = own;
                }
            }
        }
    }
    used
}

/// Assigns the characters of a cluster to its glyphs: each glyph gets the character that the typeface draws with it,
/// and a single glyph without one, such as a joined letter, gets the rest.
fn cluster_texts(face: Face, cluster: &[Glyph], text: &str) -> Vec<(u16, Option<Arc<str>>)> {
    if let [glyph] = cluster {
        return vec![(glyph.id, Some(own_text(text)))];
    }
    let mut rest: Vec<char> = text.chars().collect();
    let mut own = |glyph: &Glyph| {
        let n = rest.iter().position(|&c| face.glyph_for(c) == Some(glyph.id))?;
        Some(Arc::from(rest.remove(n).to_string()))
    };
    let mut cluster_texts: Vec<(u16, Option<Arc<str>>)> = cluster.iter().map(|glyph| (glyph.id, own(glyph))).collect();
    let mut open = cluster_texts.iter_mut().filter(|(_, own)| own.is_none());
    if let (Some((_, own)), None, false) = (open.next(), open.next(), rest.is_empty()) {
        *own = Some(rest.iter().collect::<String>().into());
    }
    cluster_texts
}

/// Returns the text of a single glyph. A no-break space is copied as a space; a hyphen at a line end looks like any
/// other and is marked up where it occurs.
fn own_text(text: &str) -> Arc<str> {
    match text {
        "\u{a0}" | "\u{202f}" => " ".into(),
        "\u{ad}" => "-".into(),
        _ => text.into(),
    }
}

fn cut(face: Face, texts: BTreeMap<u16, Option<Arc<str>>>, typed: bool) -> Result<FontSubset, PdfError> {
    let parsed = face.parsed()?;
    let ids: Vec<u16> = texts.keys().copied().collect();
    let remapper = GlyphRemapper::new_from_glyphs_sorted(&ids);
    let invalid = |source: Box<dyn Error + Send + Sync>| PdfError::InvalidFont { face: face.name(), source };
    let program = subsetter::subset(face.bytes(), 0, &remapper).map_err(|error| invalid(error.into()))?;

    let mut glyphs = BTreeMap::new();
    let mut widths = BTreeMap::new();
    for (id, text) in texts {
        let number = remapper.get(id).ok_or_else(|| invalid(format!("glyph {id} was lost").into()))?;
        widths.insert(number, parsed.metrics.get_glyph_width(id).unwrap_or_default());
        // Glyphs that only occur in clusters are read through `ActualText`: see `draw`.
        glyphs.insert(id, (number, text.unwrap_or_else(|| "\u{200b}".into())));
    }
    // What is typed is found by its characters, and not by numbers of glyphs.
    let number_of =
        |letter: char| Some((u16::try_from(u32::from(letter)).ok()?, remapper.get(face.glyph_for(letter)?)?));
    let map: Vec<(u16, u16)> =
        if typed { letters().filter_map(|(_, letter)| number_of(letter)).collect() } else { Vec::new() };
    let font = ParsedFont {
        original_bytes: sfnt::slim(program, map),
        font_index: 0,
        font_name: Some(format!("{}+{}", tag(&ids), face.name())),
        codepoint_to_glyph: BTreeMap::new(),
        glyph_widths: widths,
        units_per_em: parsed.metrics.units_per_em,
        font_metrics: parsed.metrics.font_metrics.clone(),
        font_type: parsed.metrics.font_type,
        pdf_font_metrics: parsed.metrics.pdf_font_metrics.clone(),
    };
    Ok(FontSubset { glyphs, font })
}

/// Returns the subset tag: six capital letters that differ between subsets of one typeface.
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
