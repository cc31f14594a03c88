//! Every picture sheet, in every language and with all print options.

use std::{collections::BTreeSet, fs};

use domain::{library::on_paper::Pictogram, paper::handout::Leaflet, vocabulary::Language};

use super::leaflets::leaflets;
use crate::{
    PaperSize, PrintOptions, PrintableSheet, ReadingMode, TextSize, pictogram, pictures_that_fit,
    verify::{painted_words, verify},
};

/// The exercises that have one.
const WITH_PICTURES: [&str; 5] =
    ["grounding-toolkit", "negotiated-time-out", "sensate-focus-one", "stop-signal-agreement", "suicide-safety-plan"];

pub(super) fn picture_sheets() -> Vec<(String, Leaflet)> {
    let all = Language::ALL.iter().flat_map(|language| {
        let own = leaflets(*language).into_iter().filter(|(_, leaflet)| leaflet.has_pictures());
        own.map(move |(id, leaflet)| (format!("{language}-{id}"), leaflet))
    });
    all.collect()
}

/// Writes them for the eye and for external checkers.
#[test]
fn preview_picture_sheets() {
    let Some(folder) = std::env::var_os("REWEAVE_PREVIEW").map(std::path::PathBuf::from) else { return };
    for (id, leaflet) in picture_sheets() {
        for print in PrintOptions::all() {
            let bytes = crate::client_sheet(PrintableSheet::Pictures(&leaflet), None, print).unwrap();
            let PrintOptions { paper, size, reading, .. } = print;
            fs::write(folder.join(format!("pictures-{id}-{paper}-{size}-{reading}.pdf")), bytes).unwrap();
        }
    }
}

#[test]
fn five_exercises_have_one_in_every_language() {
    let found: BTreeSet<String> = picture_sheets().into_iter().map(|(id, _)| id).collect();
    let wanted = Language::ALL.iter().flat_map(|language| WITH_PICTURES.map(|id| format!("{language}-{id}"))).collect();
    assert_eq!(found, wanted);
}

#[test]
fn every_picture_sheet_is_sound_and_on_one_page() {
    let mut wrong = Vec::new();
    for (id, leaflet) in picture_sheets() {
        // The easy typeface has the same sizes: once is enough.
        let english = leaflet.language() == Language::English;
        for print in PrintOptions::all().filter(|print| english || print.reading == ReadingMode::Standard) {
            let sheet = PrintableSheet::Pictures(&leaflet);
            let pages = crate::page_count(sheet, None, print).unwrap();
            // Large print on small paper takes a second page, and so do crisis lines, which come first, in either.
            let (large, small) =
                (print.size == TextSize::Large, matches!(print.paper, PaperSize::A5 | PaperSize::Booklet));
            let lines = !leaflet.crisis_lines().is_empty();
            if pages > 1 + usize::from(large && small) + usize::from(lines && (large || small)) {
                wrong.push(format!("{id} {print:?}: {pages} pages"));
            }
            let bytes = crate::client_sheet(sheet, None, print).unwrap();
            let found = verify(&bytes, &pictures_that_fit(&leaflet, print));
            wrong.extend(found.into_iter().take(2).map(|found| format!("{id} {print:?}: {found}")));
        }
    }
    assert!(wrong.is_empty(), "{} findings:\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
}

/// Not even where crisis lines in large print fill a small page.
#[test]
fn no_title_of_a_picture_sheet_is_alone_on_its_page() {
    let large = PrintOptions::all().filter(|print| print.size == TextSize::Large);
    let sheets = picture_sheets();
    for (print, (id, leaflet)) in large.flat_map(|print| sheets.iter().map(move |sheet| (print, sheet))) {
        let bytes = crate::client_sheet(PrintableSheet::Pictures(leaflet), None, print).unwrap();
        for (page, words) in painted_words(&bytes).into_iter().enumerate() {
            let title = leaflet.exercise().heading.as_str();
            let rest = words.trim().strip_prefix(title).unwrap_or(&words);
            assert!(rest.trim().chars().count() > 5, "{id} {print:?}, page {}: “{words}”", page + 1);
        }
    }
}

/// The library names the pictograms, and this crate draws them.
#[test]
fn every_pictogram_that_a_sheet_may_name_is_drawn() {
    for name in Pictogram::NAMES {
        assert!(!pictogram::shapes(name).is_empty(), "{name}");
    }
}

/// Whoever hears the sheet hears what its pictures show.
#[test]
fn every_pictogram_has_an_alternative_text_in_every_language() {
    for language in Language::ALL {
        let words = crate::labels::SheetLabels::of(language.as_str()).words;
        let named: BTreeSet<&str> = words.pictures.pictograms.keys().map(String::as_str).collect();
        assert_eq!(named, Pictogram::NAMES.into(), "{language}");
        assert!(words.pictures.pictograms.values().all(|text| !text.trim().is_empty()), "{language}");
    }
}
