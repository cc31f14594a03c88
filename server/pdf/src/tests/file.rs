//! The file: reproducible, with font subsets of the right widths.

use std::time::{Duration, Instant};

use lopdf::{Document as File, Object};

use super::{sample, workbook};
use crate::{PaperSize, document::Document, layout::face::Face, typeset, verify::programs};

fn samples() -> [Document; 3] {
    [sample::handout(), sample::long(), workbook::workbook()]
}

fn open(bytes: &[u8]) -> File {
    File::load_mem(bytes).unwrap()
}

#[test]
fn the_same_sheet_is_the_same_file() {
    for document in samples() {
        assert_eq!(
            typeset(&document, PaperSize::A4.into()).unwrap(),
            typeset(&document, PaperSize::A4.into()).unwrap()
        );
    }
}

#[test]
fn fonts_are_subsets_and_named_so() {
    for document in samples() {
        for (name, program) in programs(&typeset(&document, PaperSize::A4.into()).unwrap()) {
            let (tag, name) = name.split_once('+').unwrap();
            assert!(tag.len() == 6 && tag.chars().all(|c| c.is_ascii_uppercase()), "{tag}");
            let face = Face::ALL.into_iter().find(|face| face.name() == name).unwrap();
            assert!(program.len() * 4 < face.bytes().len(), "{name} is whole");
        }
    }
}

#[test]
fn pages_have_the_size_of_the_paper() {
    for (paper, size) in [
        (PaperSize::A4, [595.28, 841.89]),
        (PaperSize::Letter, [612.0, 792.0]),
        (PaperSize::A5, [419.53, 595.28]),
        (PaperSize::Booklet, [841.89, 595.28]),
    ] {
        let file = open(&typeset(&sample::guide(), paper.into()).unwrap());
        for page in file.page_iter() {
            let media = file.get_dictionary(page).unwrap().get(b"MediaBox").unwrap().as_array().unwrap();
            let media: Vec<f32> = media.iter().map(|n| n.as_float().unwrap()).collect();
            // A page that is larger than its paper, however little, may be scaled.
            assert!((media[2] - size[0]).abs() < 0.0001 && (media[3] - size[1]).abs() < 0.0001, "{paper:?}: {media:?}");
        }
    }
}

#[test]
fn the_file_says_its_title_and_language_and_nothing_about_who_made_it() {
    let document = sample::guide();
    let file = open(&typeset(&document, PaperSize::A4.into()).unwrap());
    let info = file.trailer.get(b"Info").unwrap().as_reference().unwrap();
    let info = file.get_dictionary(info).unwrap();
    assert_eq!(lopdf::decode_text_string(info.get(b"Title").unwrap()).unwrap(), document.title);
    assert_eq!(info.iter().map(|(key, _)| key.as_slice()).collect::<Vec<_>>().len(), 2, "{info:?}");
    let catalog = file.catalog().unwrap();
    assert_eq!(lopdf::decode_text_string(catalog.get(b"Lang").unwrap()).unwrap(), "en");
    let shows_title = catalog.get(b"ViewerPreferences").and_then(Object::as_dict).unwrap().get(b"DisplayDocTitle");
    assert!(shows_title.unwrap().as_bool().unwrap());
    assert_eq!(file.version, "1.7");
    let text = |object: &Object| match object {
        Object::Stream(stream) => {
            String::from_utf8_lossy(&stream.decompressed_content().unwrap_or_else(|_| stream.content.clone())).into()
        }
        other => format!("{other:?}"),
    };
    for (id, object) in &file.objects {
        let text = text(object).replace('\0', "").to_lowercase();
        assert!(!text.contains("reweave"), "object {id:?} names the program");
    }
}

/// Most of it are the boxes of some hundred questions and their names for screen readers.
#[test]
fn the_blank_form_has_at_most_52_kilobytes() {
    let form = crate::form(domain::library::english(), PaperSize::A4.into()).unwrap();
    assert!(form.len() <= 52_000, "{} bytes", form.len());
}

#[test]
fn a_sheet_is_typeset_within_400_ms() {
    let document = sample::guide();
    let once = |document: &Document| {
        let start = Instant::now();
        typeset(document, PaperSize::A4.into()).unwrap();
        start.elapsed()
    };
    // The first run also parses the typefaces.
    let cold = once(&document);
    let best = (0..9).map(|_| once(&document)).min().unwrap();
    println!("cold {cold:?}, then {best:?}");
    assert!(best < Duration::from_millis(400), "{best:?}");
}
