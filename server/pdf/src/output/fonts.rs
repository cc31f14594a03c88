//! Font subsets.

use std::{collections::BTreeMap, error::Error, sync::Arc};

use printpdf::ParsedFont;
use skrifa::{
    FontRef, GlyphId, MetadataProvider,
    instance::{LocationRef, Size},
    outline::DrawSettings,
};
use subsetter::GlyphRemapper;

use crate::{
    PdfError,
    layout::{face::Face, pages::ComposedPage, shape::Glyph, slices::Paint},
    output::{
        cff::{self, CodedGlyph, Outline},
        sfnt,
        typed_letters::letters,
    },
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
    let codes = codes(&used);
    let cut = |face, texts| match codes.get(&face) {
        Some(codes) => coded(face, texts, codes),
        None => cut(face, texts, typed == Some(face)),
    };
    used.into_iter().map(|(face, texts)| Ok((face, cut(face, texts)?))).collect()
}

/// The glyphs of a typeface, with the characters of those that have some of their own.
type Texts = BTreeMap<u16, Option<Arc<str>>>;

/// Assigns codes to the glyphs of typefaces with cubic outlines. The same characters have the same code in all of them, so
/// that one map says what codes stand for; those of ASCII have their own.
fn codes(used: &BTreeMap<Face, Texts>) -> BTreeMap<Face, BTreeMap<u16, u16>> {
    let mut known: BTreeMap<(Arc<str>, usize), u16> = BTreeMap::new();
    let mut all = BTreeMap::new();
    for (face, texts) in used.iter().filter(|(face, _)| face.is_cubic()) {
        // Glyphs of one face that stand for the same characters.
        let mut alike: BTreeMap<Arc<str>, usize> = BTreeMap::new();
        let mut own = BTreeMap::new();
        for (id, text) in texts {
            let text = text.clone().unwrap_or_else(|| CLUSTERED.into());
            let nth = alike.entry(Arc::clone(&text)).or_default();
            let next = BEYOND_ASCII + u16::try_from(known.len()).unwrap_or_default();
            let code = match (text.as_bytes(), *nth) {
                ([byte @ b' '..=b'~'], 0) => u16::from(*byte),
                _ => *known.entry((text, *nth)).or_insert(next),
            };
            *nth += 1;
            own.insert(*id, code);
        }
        all.insert(*face, own);
    }
    all
}

/// The first code of characters that have none of their own.
const BEYOND_ASCII: u16 = 128;

/// Stands for glyphs that only occur in clusters. They are read through `ActualText`: see `draw`.
const CLUSTERED: &str = "\u{200b}";

/// Collects the glyphs of each typeface, with the characters of those that have some of their own.
fn used<'a>(pages: impl IntoIterator<Item = &'a ComposedPage>) -> BTreeMap<Face, Texts> {
    let mut used: BTreeMap<Face, Texts> = BTreeMap::new();
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

/// Writes the glyphs of a typeface as a program in which they have these codes.
fn coded(face: Face, texts: Texts, codes: &BTreeMap<u16, u16>) -> Result<FontSubset, PdfError> {
    let parsed = face.parsed()?;
    let invalid = |source: Box<dyn Error + Send + Sync>| PdfError::InvalidFont { face: face.name(), source };
    let font = FontRef::new(face.bytes()).map_err(|error| invalid(error.into()))?;
    let outlines = font.outline_glyphs();
    let unscaled = || DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
    let mut program = Vec::new();
    let mut subset = Subset::default();
    let mut in_order: Vec<(u16, u16)> = codes.iter().map(|(id, code)| (*code, *id)).collect();
    in_order.sort_unstable();
    for (number, (code, id)) in (1..).zip(in_order) {
        let mut outline = Outline::default();
        if let Some(glyph) = outlines.get(GlyphId::from(id)) {
            glyph.draw(unscaled(), &mut outline).map_err(|error| invalid(error.into()))?;
        }
        let width = parsed.metrics.get_glyph_width(id).unwrap_or_default();
        program.push(CodedGlyph { code, width, outline });
        subset.add(id, number, width, texts.get(&id).cloned().flatten());
    }
    let ids: Vec<u16> = texts.into_keys().collect();
    let metrics = &parsed.metrics.pdf_font_metrics;
    let bounds = [metrics.x_min, metrics.y_min, metrics.x_max, metrics.y_max];
    let name = format!("{}+{}", tag(&ids), face.name());
    let program = cff::program(&name, bounds, &program);
    Ok(subset.with(&parsed.metrics, name, program))
}

/// Writes the glyphs of a typeface with quadratic outlines.
fn cut(face: Face, texts: Texts, typed: bool) -> Result<FontSubset, PdfError> {
    let parsed = face.parsed()?;
    let ids: Vec<u16> = texts.keys().copied().collect();
    let remapper = GlyphRemapper::new_from_glyphs_sorted(&ids);
    let invalid = |source: Box<dyn Error + Send + Sync>| PdfError::InvalidFont { face: face.name(), source };
    let program = subsetter::subset(face.bytes(), 0, &remapper).map_err(|error| invalid(error.into()))?;

    let mut subset = Subset::default();
    for (id, text) in texts {
        let number = remapper.get(id).ok_or_else(|| invalid(format!("glyph {id} was lost").into()))?;
        subset.add(id, number, parsed.metrics.get_glyph_width(id).unwrap_or_default(), text);
    }
    // What is typed is found by its characters, and not by numbers of glyphs.
    let number_of =
        |letter: char| Some((u16::try_from(u32::from(letter)).ok()?, remapper.get(face.glyph_for(letter)?)?));
    let map: Vec<(u16, u16)> =
        if typed { letters().filter_map(|(_, letter)| number_of(letter)).collect() } else { Vec::new() };
    let name = format!("{}+{}", tag(&ids), face.name());
    Ok(subset.with(&parsed.metrics, name, sfnt::slim(program, map)))
}

/// Glyphs of a subset, and their widths, by their numbers.
#[derive(Default)]
struct Subset {
    glyphs: BTreeMap<u16, (u16, Arc<str>)>,
    widths: BTreeMap<u16, u16>,
}

impl Subset {
    fn add(&mut self, id: u16, number: u16, width: u16, text: Option<Arc<str>>) {
        self.widths.insert(number, width);
        self.glyphs.insert(id, (number, text.unwrap_or_else(|| CLUSTERED.into())));
    }

    fn with(self, metrics: &ParsedFont, name: String, program: Vec<u8>) -> FontSubset {
        let font = ParsedFont {
            original_bytes: program,
            font_index: 0,
            font_name: Some(name),
            codepoint_to_glyph: BTreeMap::new(),
            glyph_widths: self.widths,
            units_per_em: metrics.units_per_em,
            font_metrics: metrics.font_metrics.clone(),
            font_type: metrics.font_type,
            pdf_font_metrics: metrics.pdf_font_metrics.clone(),
        };
        FontSubset { glyphs: self.glyphs, font }
    }
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
