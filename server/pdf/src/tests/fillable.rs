//! Sheets to be filled in on a screen.

use domain::paper::handout::Leaflet;
use lopdf::{Dictionary, Document as File, Object, content::Content};

use super::{kinds::kinds, leaflets::printed, picture_sheets::picture_sheets};
use crate::{
    PrintOptions, PrintableSheet,
    document::Document,
    labels::SheetLabels,
    pictures_that_fit, sheets, typeset_within,
    verify::{Filling, PlacedField, expected, joined, placed, verify, verify_fillable},
};

/// Bytes that the letters that can be typed take, which are in every fillable sheet, and the size of its fields in per cent of
/// the printed one.
const TYPED: usize = 8000;
const FIELDS: usize = 45;

/// A sheet as it is printed, and to be filled in.
struct Pair {
    name: String,
    document: Document,
    printed: Vec<u8>,
    fillable: Vec<u8>,
}

fn fillable(print: PrintOptions) -> PrintOptions {
    PrintOptions { fillable: true, ..print }
}

fn leaflet((id, leaflet, print): (String, Leaflet, PrintOptions)) -> Pair {
    Pair {
        name: format!("{id} {} {} {}", print.paper, print.size, print.reading),
        document: sheets::leaflet::document(&leaflet, print),
        printed: crate::leaflet(&leaflet, print).unwrap(),
        fillable: crate::leaflet(&leaflet, fillable(print)).unwrap(),
    }
}

fn leaflets() -> Vec<Pair> {
    printed().into_iter().map(leaflet).collect()
}

/// Handouts at every discretion, forms, and sheets under a letterhead, on every paper.
fn others() -> Vec<Pair> {
    let is_filled_in =
        |name: &str| ["leaflet", "handout", "form", "lettered"].iter().any(|kind| name.starts_with(kind));
    let kinds: Vec<_> = kinds().into_iter().filter(|kind| is_filled_in(&kind.name)).collect();
    let prints = PrintOptions::all().enumerate();
    let pair = |(n, print): (usize, PrintOptions)| {
        kinds.iter().skip(n % 5).step_by(5).map(move |kind| Pair {
            name: format!("{} {} {} {}", kind.name, print.paper, print.size, print.reading),
            document: kind.document_for(print),
            printed: kind.bytes(print),
            fillable: kind.bytes(fillable(print)),
        })
    };
    prints.flat_map(pair).collect()
}

fn pictures() -> Vec<Pair> {
    let pair = |(id, leaflet): (String, Leaflet)| {
        let print = PrintOptions::default();
        let bytes = |print| crate::client_sheet(PrintableSheet::Pictures(&leaflet), None, print).unwrap();
        Pair {
            name: format!("pictures-{id}"),
            document: pictures_that_fit(&leaflet, print),
            printed: bytes(print),
            fillable: bytes(fillable(print)),
        }
    };
    picture_sheets().into_iter().map(pair).collect()
}

/// The places to write in or to mark that a document prints.
fn places(document: &Document) -> Vec<String> {
    let leaves = expected(&document.blocks, SheetLabels::of(document.language), Filling::OnScreen);
    leaves.into_iter().filter(|(kind, _)| kind == "Form").map(|(_, name)| name).collect()
}

/// Returns whatever is wrong with the fillable one of a pair.
fn findings(pair: &Pair) -> Vec<String> {
    let mut found = verify_fillable(&pair.fillable, &pair.document);
    if !found.is_empty() {
        // What is wrong on paper too does not come from the fields.
        let on_paper = verify(&pair.printed, &pair.document);
        found.retain(|one| !on_paper.contains(one));
    }
    let mut wrong: Vec<String> = found.into_iter().take(3).map(|found| found.to_string()).collect();
    let fields = placed(&pair.fillable);
    let (mut places, mut says): (Vec<String>, Vec<String>) =
        (places(&pair.document), fields.iter().map(|field| joined(&field.says)).collect());
    // The lines below each other that go on on another page are a field on each.
    let once = |names: &mut Vec<String>| {
        names.sort();
        names.dedup();
    };
    if says.len() < places.len() {
        wrong.push(format!("{} places, {} fields", places.len(), says.len()));
    }
    once(&mut places);
    once(&mut says);
    if places != says {
        wrong.push(format!("places {places:?}, fields {says:?}"));
    }
    for PlacedField { says, name, kind, .. } in fields {
        let fine = !says.trim().is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
        if !fine || !matches!(kind.as_str(), "Tx" | "Btn") {
            wrong.push(format!("{kind} {name:?} says {says:?}"));
        }
    }
    let [printed, fillable] = [&pair.printed, &pair.fillable].map(|bytes| drawn(&File::load_mem(bytes).unwrap()));
    if printed != fillable || characters(&pair.printed) != characters(&pair.fillable) {
        wrong.push("it looks different".to_owned());
    }
    let per_cent = 100 * pair.fillable.len() / pair.printed.len();
    if pair.fillable.len() > TYPED + pair.printed.len() * (100 + FIELDS) / 100 {
        wrong.push(format!("{} instead of {} bytes: {per_cent} %", pair.fillable.len(), pair.printed.len()));
    }
    wrong.extend(acting(&pair.fillable));
    wrong.into_iter().map(|what| format!("{}: {what}", pair.name)).collect()
}

/// Returns whatever in a file runs, sends, or leaves a look to its reader.
fn acting(bytes: &[u8]) -> Option<String> {
    let file = File::load_mem(bytes).unwrap();
    let acts = |dictionary: &Dictionary| {
        let action = dictionary.get(b"S").and_then(Object::as_name).unwrap_or_default();
        let key =
            ["JS", "AA", "OpenAction", "NeedAppearances", "XFA"].into_iter().find(|key| dictionary.has(key.as_bytes()));
        let acts = matches!(action, b"SubmitForm" | b"ResetForm" | b"ImportData" | b"JavaScript" | b"Launch");
        key.map(str::to_owned).or(acts.then(|| String::from_utf8_lossy(action).into_owned()))
    };
    file.objects.values().filter_map(|object| object.as_dict().ok()).find_map(acts)
}

fn check(pairs: &[Pair]) {
    let wrong: Vec<String> = pairs.iter().flat_map(findings).collect();
    let most = pairs.iter().map(|pair| 100 * pair.fillable.len() / pair.printed.len()).max();
    println!("{} sheets, {most:?} % of the printed one at most", pairs.len());
    assert!(wrong.is_empty(), "{} findings:\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
}

/// In every language: each place to write in or to mark is a field with its label as its name, the sheet is sound, looks as
/// it does in print, and nothing in it acts.
#[test]
fn every_leaflet_can_be_filled_in() {
    let leaflets = leaflets();
    assert!(leaflets.iter().filter(|pair| !places(&pair.document).is_empty()).count() > 200);
    check(&leaflets);
}

/// So can handouts at every discretion, blank forms, and picture sheets.
#[test]
fn every_other_sheet_for_clients_can_be_filled_in() {
    check(&others());
    check(&pictures());
}

/// Returns what a page draws, without glyphs and marks of content, and the characters that it draws, sorted.
fn drawn(file: &File) -> Vec<(Vec<String>, usize)> {
    let page = |id| {
        let content = Content::decode(&file.get_page_content(id)).unwrap();
        let mut glyphs = 0;
        let mut operations = Vec::new();
        for operation in content.operations {
            match operation.operator.as_str() {
                "BDC" | "BMC" | "EMC" => {}
                "TJ" => {
                    let items = operation.operands[0].as_array().unwrap();
                    glyphs +=
                        items.iter().filter_map(|item| item.as_str().ok()).map(|text| text.len() / 2).sum::<usize>();
                }
                operator => operations.push(format!("{operator} {:?}", operation.operands)),
            }
        }
        (operations, glyphs)
    };
    file.page_iter().map(page).collect()
}

fn characters(bytes: &[u8]) -> Vec<char> {
    let artifacts = crate::verify::artifacts(bytes);
    let words = crate::verify::painted_words(bytes);
    let mut all: Vec<char> = artifacts.iter().chain(&words).flat_map(|words| words.chars()).collect();
    all.retain(|c| !c.is_whitespace() && *c != '\u{ad}');
    all.sort_unstable();
    all
}

#[test]
fn a_printed_sheet_has_no_form() {
    let bytes = crate::form(domain::library::english(), PrintOptions::default()).unwrap();
    assert!(placed(&bytes).is_empty());
    let heads = crate::layout::running_heads::RunningHeads::default();
    let document = sheets::form::situation(domain::library::english());
    assert!(placed(&typeset_within(&document, &heads, fillable(PrintOptions::default())).unwrap()).len() > 300);
}

/// Writes some of them for the eye and for external checkers.
#[test]
fn preview_fillable_sheets() {
    let Some(folder) = std::env::var_os("REWEAVE_PREVIEW").map(std::path::PathBuf::from) else { return };
    for pair in leaflets().into_iter().step_by(3).chain(others()).chain(pictures()) {
        let name = format!("fillable-{}.pdf", pair.name.replace(' ', "-"));
        std::fs::write(folder.join(name), pair.fillable).unwrap();
    }
}
