//! Checks the form of a file that is to be filled in.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document as File, Object, ObjectId};
use printpdf::ParsedFont;

use super::{
    Filling, Findings, Rule,
    content::PageContent,
    read::{array, dict, follow, get, name, number, numbers, stream, text},
    tree::{Kid, Part},
};

/// A form field on a page.
#[derive(Clone, Debug)]
pub(crate) struct PlacedField {
    /// Number of its page, counted from 1.
    pub page: usize,
    /// Left, lower, right and upper edge.
    pub area: [f32; 4],
    /// Accessible name.
    pub says: String,
    /// Name in the file.
    pub name: String,
    /// `Tx` or `Btn`.
    pub kind: String,
}

/// Keys that make a field act.
const ACTIONS: [&str; 4] = ["A", "AA", "JS", "PMD"];

/// Flags of annotations: to be printed; and invisible, hidden, or not on the screen.
const PRINTED: i64 = 4;
const HIDDEN: i64 = 1 | 2 | 32;

/// Tolerance for two fields that touch, in points.
const SLOP: f32 = 0.1;

/// Returns the form fields of a file by page, in the order of their annotations.
pub(crate) fn placed(bytes: &[u8]) -> Vec<PlacedField> {
    let file = File::load_mem(bytes).expect("a file");
    let pages = file.page_iter().enumerate();
    pages
        .flat_map(|(n, page)| {
            widgets(&file, page).into_iter().filter_map(|id| field(&file, id, n + 1)).collect::<Vec<_>>()
        })
        .collect()
}

fn widgets(file: &File, page: ObjectId) -> Vec<ObjectId> {
    let page = file.get_dictionary(page).ok();
    let annotations = page.and_then(|page| array(file, page, "Annots")).unwrap_or_default();
    let is_widget = |id: &ObjectId| {
        file.get_dictionary(*id).is_ok_and(|own| name(file, own, "Subtype").as_deref() == Some("Widget"))
    };
    annotations.iter().filter_map(|own| own.as_reference().ok()).filter(is_widget).collect()
}

fn field(file: &File, id: ObjectId, page: usize) -> Option<PlacedField> {
    let own = file.get_dictionary(id).ok()?;
    let of = dict(file, own, "Parent").unwrap_or(own);
    Some(PlacedField {
        page,
        area: numbers(file, own, "Rect")?.try_into().ok()?,
        says: text(file, own, "TU").unwrap_or_default(),
        name: text(file, of, "T").unwrap_or_default(),
        kind: name(file, of, "FT").unwrap_or_default(),
    })
}

pub(super) fn check(file: &File, tree: &Part, pages: &[PageContent], filling: Filling, findings: &mut Findings) {
    let form = file.catalog().ok().and_then(|catalog| dict(file, catalog, "AcroForm"));
    let all: Vec<ObjectId> = pages.iter().flat_map(|page| widgets(file, page.id)).collect();
    let Some(form) = form.filter(|_| filling == Filling::OnScreen) else {
        let none = all.is_empty() && form.is_none() && filling == Filling::ByHand;
        findings.unless(none, Rule::Fields, "catalog", "a form where none should be, or none where one should be");
        return;
    };
    for key in ["NeedAppearances", "XFA", "CO"] {
        findings.unless(!form.has(key.as_bytes()), Rule::Fields, "form", format!("it has {key}"));
    }
    names(file, form, &all, findings);
    font(file, form, findings);
    let parts: Vec<&Part> = tree.all().into_iter().filter(|part| part.kind == "Form").collect();
    for part in &parts {
        let single = matches!(part.kids.as_slice(), [Kid::Object(own)] if all.contains(own));
        findings.unless(single, Rule::Fields, "Form", "it holds something else than one field");
    }
    findings.unless(
        parts.len() == all.len(),
        Rule::Fields,
        "tree",
        format!("{} Forms, {} fields", parts.len(), all.len()),
    );
    for page in pages {
        let own = widgets(file, page.id);
        for id in &own {
            widget(file, *id, page, findings);
        }
        let placed: Vec<PlacedField> = own.into_iter().filter_map(|id| field(file, id, page.number)).collect();
        apart(&placed, findings);
    }
}

/// Checks that every field is in the form once, under a name of its own.
fn names(file: &File, form: &Dictionary, all: &[ObjectId], findings: &mut Findings) {
    let mut names = BTreeSet::new();
    let mut listed = BTreeSet::new();
    for id in array(file, form, "Fields").unwrap_or_default().iter().filter_map(|own| own.as_reference().ok()) {
        let Ok(own) = file.get_dictionary(id) else { continue };
        let called = text(file, own, "T").unwrap_or_default();
        let said = text(file, own, "TU").unwrap_or_default();
        findings.unless(!said.trim().is_empty(), Rule::Fields, &called, "no name for screen readers");
        // A name that is a word could say what the sheet is about.
        let silent = !called.is_empty() && called.chars().all(|c| c.is_ascii_digit());
        findings.unless(silent, Rule::Fields, &called, "its name in the file says something");
        findings.unless(names.insert(called.clone()), Rule::Fields, &called, "two fields have this name");
        match array(file, own, "Kids") {
            Some(kids) => listed.extend(kids.iter().filter_map(|kid| kid.as_reference().ok())),
            None => drop(listed.insert(id)),
        }
    }
    let same = listed == all.iter().copied().collect();
    findings.unless(same, Rule::Fields, "form", "its fields differ from those on the pages");
}

/// Checks that what is typed has an embedded font with the widths that it states.
fn font(file: &File, form: &Dictionary, findings: &mut Findings) {
    let font = dict(file, form, "DR").and_then(|own| dict(file, own, "Font")).and_then(|own| dict(file, own, "F"));
    let program =
        font.and_then(|font| dict(file, font, "FontDescriptor")).and_then(|own| stream(file, own, "FontFile2"));
    let (Some(font), Some(program)) = (font, program) else {
        findings.add(Rule::Fields, "form", "no embedded font");
        return;
    };
    let looks = form.get(b"DA").and_then(Object::as_str).unwrap_or_default();
    findings.unless(looks.starts_with(b"/F "), Rule::Fields, "form", "its text has another font");
    let widths = array(file, font, "Widths").unwrap_or_default();
    let Ok(parsed) = skrifa::FontRef::new(&program) else {
        findings.add(Rule::Fields, "form", "its font cannot be read");
        return;
    };
    let advance = ParsedFont::from_bytes(&program, 0, &mut Vec::new());
    let map = skrifa::MetadataProvider::charmap(&parsed);
    for (letter, width) in (32_u8..=126).map(char::from).zip(widths) {
        let glyph = map.map(letter).map(skrifa::GlyphId::to_u32).filter(|glyph| *glyph != 0);
        let own = glyph.and_then(|glyph| {
            let font = advance.as_ref()?;
            let own = font.get_glyph_width(u16::try_from(glyph).ok()?)?;
            Some(i64::from(own) * 1000 / i64::from(font.units_per_em))
        });
        let same = own.is_some() && own == width.as_i64().ok();
        findings.unless(same, Rule::Fields, "form", format!("“{letter}” cannot be typed, or is {own:?} wide"));
    }
}

fn widget(file: &File, id: ObjectId, page: &PageContent, findings: &mut Findings) {
    let Ok(own) = file.get_dictionary(id) else { return };
    let says = text(file, own, "TU").unwrap_or_default();
    let place = format!("page {}, field “{says}”", page.number);
    findings.unless(!says.trim().is_empty(), Rule::Fields, &place, "no name for screen readers");
    let printed = number(file, own, "F").is_some_and(|flags| flags & (HIDDEN | PRINTED) == PRINTED);
    findings.unless(printed, Rule::Fields, &place, "it is hidden or not printed");
    for key in ACTIONS {
        findings.unless(!own.has(key.as_bytes()), Rule::Fields, &place, format!("it has {key}"));
    }
    let normal = dict(file, own, "AP").and_then(|look| get(file, look, "N"));
    let of = dict(file, own, "Parent").unwrap_or(own);
    let looks = match (name(file, of, "FT").as_deref(), normal) {
        (Some("Tx"), Some(Object::Stream(_))) => own.has(b"DA"),
        (Some("Btn"), Some(Object::Dictionary(states))) => {
            let drawn =
                |(_, state): (&Vec<u8>, &Object)| follow(file, state).is_some_and(|own| own.as_stream().is_ok());
            states.len() == 2
                && states.has(b"Off")
                && states.iter().all(drawn)
                && name(file, own, "AS").as_deref() == Some("Off")
        }
        _ => false,
    };
    findings.unless(looks, Rule::Fields, &place, "it has no look, or none of its states");
    let media = file.get_dictionary(page.id).ok().and_then(|page| numbers(file, page, "MediaBox")).unwrap_or_default();
    let within = match (numbers(file, own, "Rect").as_deref(), media.as_slice()) {
        (Some(&[left, lower, right, upper]), &[a, b, c, d]) => {
            a <= left && left + 4.0 <= right && right <= c && b <= lower && lower + 4.0 <= upper && upper <= d
        }
        _ => false,
    };
    findings.unless(within, Rule::Fields, &place, "it is too small, or not within its page");
}

/// Checks that no field lies on another one.
fn apart(fields: &[PlacedField], findings: &mut Findings) {
    for (n, a) in fields.iter().enumerate() {
        for b in &fields[n + 1..] {
            let across = a.area[0] < b.area[2] - SLOP && b.area[0] < a.area[2] - SLOP;
            let down = a.area[1] < b.area[3] - SLOP && b.area[1] < a.area[3] - SLOP;
            let place = format!("page {}", a.page);
            findings.unless(!(across && down), Rule::Fields, place, format!("“{}” lies on “{}”", a.says, b.says));
        }
    }
}
