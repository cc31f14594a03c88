//! Vector logos, including hostile files.

use std::fmt::Write as _;

use lopdf::Object;

use super::{letterheads::letterhead, sheets};
use crate::{
    Logo, PdfError, PrintOptions, PrintedLetterhead, client_sheet,
    document::ContentBlock,
    logo::{LogoContent, VectorLogo},
    sheets::leaflet,
    verify::{leaves, verify},
};

const SVG: &str = include_str!("logo.svg");

fn drawn(body: &str) -> String {
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10">{body}</svg>"#
    )
}

const SHAPE: &str = r#"<path d="M0 0h10v10z"/>"#;

fn shapes(file: &str) -> VectorLogo {
    let logo = Logo::read(file.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    match logo.content() {
        LogoContent::Shapes(drawing) => drawing.clone(),
        LogoContent::Pixels(_) => panic!("it has pixels"),
    }
}

/// Returns the reason for which a file is refused.
fn refused(file: &str) -> String {
    match Logo::read(file.as_bytes()) {
        Err(PdfError::UnsupportedSvg(why)) => why,
        other => panic!("{other:?} for {}", &file[..file.len().min(300)]),
    }
}

pub(super) fn under_a_drawing() -> PrintedLetterhead {
    PrintedLetterhead {
        logo: Some(Logo::read(SVG.as_bytes()).unwrap()),
        alt: "Two discs and a leaf".into(),
        ..letterhead()
    }
}

#[test]
fn a_drawing_is_printed_as_shapes_and_says_what_it_shows() {
    let letterhead = under_a_drawing();
    let sheet = &sheets::leaflets()[0];
    for print in PrintOptions::all() {
        let mut document = leaflet::document(sheet, print);
        document.blocks.insert(0, ContentBlock::Letterhead(letterhead.clone()));
        let bytes = client_sheet(sheet, Some(&letterhead), print).unwrap();
        assert_eq!(verify(&bytes, &document), [], "{print:?}");
        assert_eq!(bytes, client_sheet(sheet, Some(&letterhead), print).unwrap());
        assert_eq!(leaves(&bytes)[0], ("Figure".into(), letterhead.alt.clone()));
    }
    let bytes = client_sheet(sheet, Some(&letterhead), PrintOptions::default()).unwrap();
    let file = lopdf::Document::load_mem(&bytes).unwrap();
    let forms = file
        .objects
        .values()
        .filter_map(|object| object.as_stream().ok())
        .filter(|stream| matches!(stream.dict.get(b"Subtype").and_then(Object::as_name), Ok(b"Form")));
    assert_eq!(forms.count(), 1);
    let raw = String::from_utf8_lossy(&bytes);
    assert!(!raw.contains("draw.example") && !raw.contains("nobody"), "nothing else of the file");
}

#[test]
fn raster_logos_have_alternative_text() {
    let letterhead = PrintedLetterhead { alt: "Two discs".into(), ..letterhead() };
    let sheet = &sheets::leaflets()[0];
    let mut document = leaflet::document(sheet, crate::PrintOptions::default());
    document.blocks.insert(0, ContentBlock::Letterhead(letterhead.clone()));
    let bytes = client_sheet(sheet, Some(&letterhead), PrintOptions::default()).unwrap();
    assert_eq!(verify(&bytes, &document), []);
    assert_eq!(leaves(&bytes)[0].0, "Figure");
}

#[test]
fn shapes_keep_their_colours_opacities_and_rules() {
    let drawing = shapes(SVG);
    assert_eq!(drawing.size(), (1000.0, 583.33));
    let text = String::from_utf8(drawing.operators.clone()).unwrap();
    let opacities: Vec<u8> = drawing.opacities.iter().copied().collect();
    assert_eq!(opacities, [191, 204]);
    for operator in ["0.3608 0.5608 0.4706 rg", "/G204 gs", "W n", "f*", " d\n", "1 J 0 j", " cm\n", "S\n"] {
        assert!(text.contains(operator), "{operator} in {text}");
    }
    // A gradient becomes its mean colour.
    assert!(text.contains("0.7 0.4569 0.3294 rg"), "{text}");
    assert_eq!(text.matches("q\n").count(), text.matches("Q\n").count());
}

#[test]
fn unsupported_elements_are_refused_by_name() {
    let href = "http://elsewhere.example/a.png";
    for (body, why) in [
        (r#"<text x="1" y="1">Practice</text>"#.to_owned(), "turn the text into paths"),
        (format!(r#"<image href="{href}" width="10" height="10"/>"#), "a raster image"),
        (r#"<image xlink:href="file:///etc/passwd" width="10" height="10"/>"#.to_owned(), "a raster image"),
        ("<script>alert(1)</script>".to_owned(), "<script>"),
        ("<foreignObject><html/></foreignObject>".to_owned(), "<foreignObject>"),
        (r#"<filter id="f"/>"#.to_owned(), "<filter>"),
        (r#"<a href="http://elsewhere.example/"/>"#.to_owned(), "<a>"),
        (format!(r#"<use href="{href}#a"/>"#), "another file"),
        (format!(r#"<path fill="url({href}#g)" d="M0 0h1v1z"/>"#), "another file"),
        (format!(r#"<path style="fill: url('{href}#g')" d="M0 0h1v1z"/>"#), "another file"),
        (format!("<style>@import '{href}';</style>"), "another file"),
        (format!("<style>path {{ fill: url({href}) }}</style>"), "another file"),
        (r#"<g style="mix-blend-mode: multiply"><path d="M0 0h9v9z"/></g>"#.to_owned(), "blend"),
        ("<g><animate/></g>".to_owned(), "<animate>"),
    ] {
        let said = refused(&drawn(&format!("{SHAPE}{body}")));
        assert!(said.contains(why), "{said} for {body}");
    }
    let own = drawn(&format!(r#"{SHAPE}<g onload="alert(1)"/>"#));
    assert!(!String::from_utf8(shapes(&own).operators).unwrap().contains("alert"));
}

#[test]
fn decompression_bombs_are_refused_early() {
    let entity = |name: &str, of: &str| format!(r#"<!ENTITY {name} "{}">"#, format!("&{of};").repeat(10));
    let laughs: String = ('b'..='k').map(|n| entity(&n.to_string(), &((n as u8 - 1) as char).to_string())).collect();
    let bomb = format!("<!DOCTYPE svg [<!ENTITY a 'ha'>{laughs}]>{}", drawn("<desc>&k;</desc>"));
    assert!(refused(&bomb).contains("entities"));
    let outside = format!("<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>{}", drawn("<desc>&a;</desc>"));
    assert!(refused(&outside).contains("entities"));

    let mut uses = format!(r#"<defs><g id="u0">{SHAPE}</g>"#);
    for n in 1..30 {
        let before = n - 1;
        write!(uses, r##"<g id="u{n}"><use href="#u{before}"/><use href="#u{before}"/></g>"##).unwrap();
    }
    assert!(refused(&drawn(&format!(r##"{uses}</defs><use href="#u29"/>"##))).contains("too many elements"));
    let itself = drawn(r##"<g id="a"><use href="#a"/></g>"##);
    assert!(refused(&itself).contains("themselves"));

    let deep = drawn(&format!("{}{SHAPE}{}", "<g>".repeat(9_000), "</g>".repeat(9_000)));
    assert!(refused(&deep).contains("too deeply"));
    let wide = drawn(&SHAPE.repeat(5_000));
    assert!(refused(&wide).contains("too many elements"));
    let wider = drawn(&SHAPE.repeat(25_000));
    assert!(refused(&wider).contains("too many elements"));
    let corners = drawn(&format!(r#"<path d="M0 0{}z"/>"#, "l1 1".repeat(40_000)));
    assert!(refused(&corners).contains("too many points"));
    let heavy = drawn(&format!("{SHAPE}<!--{}-->", " ".repeat(1 << 20)));
    assert!(refused(&heavy).contains("1 MB"));
    let styled = drawn(&format!("{SHAPE}<style>{}</style>", "a{b:c}".repeat(20_000)));
    assert!(refused(&styled).contains("too many elements"));
}

#[test]
fn invalid_numbers_give_no_invalid_operators() {
    assert!(refused(&drawn("")).contains("draws nothing"));
    for (body, calm) in [
        (r#"<path d="M0 0L1e30 1e30z"/>"#, true),
        (r#"<path d="M0 0h9" stroke="red" stroke-width="1e30"/>"#, true),
        (r#"<path d="M0 0h9v9z" stroke="red" stroke-dasharray="1e-9 1e-9"/>"#, true),
        (r#"<path d="M0 0h9v9z" transform="scale(1e-30)" stroke="red"/>"#, true),
        (r#"<path d="M0 0h9v9z" transform="matrix(1 1 1 1 0 0)" stroke="red"/>"#, true),
    ] {
        match Logo::read(drawn(body).as_bytes()) {
            Ok(logo) => {
                let LogoContent::Shapes(drawing) = logo.content() else { panic!() };
                let text = String::from_utf8(drawing.operators.clone()).unwrap();
                assert!(calm && !text.contains("inf") && !text.contains("NaN"), "{body}: {text}");
                let longest = text.split_whitespace().map(str::len).max();
                assert!(longest < Some(16), "{body}: {text}");
            }
            Err(PdfError::UnsupportedSvg(_) | PdfError::InvalidLogo(_)) => {}
            Err(other) => panic!("{body}: {other}"),
        }
    }
    for size in [r#"width="0" height="10""#, r#"width="-1" height="-1""#, r#"viewBox="0 0 1 1e9""#] {
        let file = format!(r#"<svg xmlns="http://www.w3.org/2000/svg" {size}>{SHAPE}</svg>"#);
        assert!(
            matches!(Logo::read(file.as_bytes()), Err(PdfError::UnsupportedSvg(_) | PdfError::InvalidLogo(_))),
            "{size}"
        );
    }
}

#[test]
fn a_damaged_drawing_gives_an_error_or_a_logo_and_never_a_panic() {
    for at in 0..SVG.len() {
        let mut spoiled = SVG.as_bytes().to_vec();
        spoiled[at] ^= 0x15;
        let _ = Logo::read(&spoiled);
        let _ = Logo::read(&SVG.as_bytes()[..at]);
    }
}
