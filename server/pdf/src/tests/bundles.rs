//! All sheets of a session in one file.

use domain::{
    assess::CaseState,
    library::english,
    paper::handout::{Audience, Discretion, Handout, Initials, Verified, Wanted, make},
    vocabulary::Language,
};

use super::handouts;
use crate::{
    PaperSize, PrintOptions,
    bundle::{BundleOptions, parts_of_session, sheets_of_session},
    verify::{leaves, verify_bundle},
};

fn sheet(audience: Audience, language: Language) -> Handout {
    let library = english();
    let id = if audience == Audience::Both { "negotiated-time-out" } else { "grounding-toolkit" };
    let item = library.items().iter().find(|item| item.id.as_str() == id).unwrap();
    let wanted = Wanted {
        audience,
        discretion: Discretion::Neutral,
        country: Some("UK".into()),
        violence_lines: false,
        verified: Verified::default(),
        language,
    };
    let sheet = make(library, &CaseState::default(), &handouts::plan(&[item]), &wanted).unwrap();
    sheet.with_initials(Initials::of("Lena", "Tom"))
}

fn all(language: Language) -> Vec<Handout> {
    [Audience::Both, Audience::A, Audience::B].map(|audience| sheet(audience, language)).into()
}

#[test]
fn a_file_of_several_sheets_is_sound_on_every_paper_and_in_every_language() {
    for language in [Language::English, Language::German] {
        let sheets = all(language);
        let sheets: Vec<&Handout> = sheets.iter().collect();
        for paper in PaperSize::ALL {
            for both_sides in [false, true] {
                let options = BundleOptions { print: PrintOptions::from(paper), both_sides };
                let parts = parts_of_session(&sheets, None, options).unwrap();
                let expected: Vec<_> = parts
                    .iter()
                    .map(|part| (&part.composed.document, part.label.as_str(), part.sides(options)))
                    .collect();
                let bytes = sheets_of_session(&sheets, None, options).unwrap();
                assert_eq!(verify_bundle(&bytes, &expected), [], "{language} {options:?}");
                if both_sides {
                    assert!(expected.iter().all(|(.., sides)| sides % 2 == 0), "each begins on a front");
                }
                assert_eq!(bytes, sheets_of_session(&sheets, None, options).unwrap(), "the same file again");
            }
        }
    }
}

#[test]
fn the_cover_says_whose_sheet_is_where_and_names_no_one() {
    let sheets = all(Language::English);
    let bytes = sheets_of_session(&sheets.iter().collect::<Vec<_>>(), None, BundleOptions::default()).unwrap();
    let read: Vec<String> = leaves(&bytes).into_iter().map(|(_, words)| words).collect();
    let cover = &read[..read.iter().position(|words| words.starts_with("This page is for you")).unwrap()];
    for words in ["3 sheets to hand out", "Give each partner their own sheet.", "Both", "L", "T", "2"] {
        assert!(cover.iter().any(|read| read == words), "{words}: {cover:?}");
    }
    assert!(!read.iter().any(|words| words.contains("Lena") || words.contains("Tom")));
}
