//! Letterheads with raster and vector logos.

use domain::{
    assess::CaseState,
    library::english,
    paper::handout::{Audience, Discretion, Handout, Wanted, make},
    vocabulary::Language,
};

use super::{handouts, sheets};
use crate::{
    Logo, PaperSize, PdfError, PrintOptions, PrintedLetterhead, client_sheet,
    document::ContentBlock,
    logo::{LogoContent, RasterLogo},
    page_count, reading,
    sheets::handout,
    verify::{artifacts, leaves, verify},
};

const JPEG: &[u8] = include_bytes!("logo.jpg");

/// Returns a PNG file of this size and colour type, optionally without its pixels.
fn png(width: u32, height: u32, color: png::ColorType, pixels: Option<&[u8]>) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(color);
    let mut writer = encoder.write_header().unwrap();
    if let Some(pixels) = pixels {
        writer.write_image_data(pixels).unwrap();
    }
    drop(writer);
    file
}

/// Returns an SVG file with two overlapping discs on a transparent background.
fn discs() -> Vec<u8> {
    let within = |x: i32, y: i32, middle: i32| (x - middle).pow(2) + (y - 60).pow(2) < 55 * 55;
    let pixel = |n: i32| match (within(n % 200, n / 200, 60), within(n % 200, n / 200, 140)) {
        (true, true) => [0x8c, 0x5a, 0x4a, 255],
        (true, false) => [0x5c, 0x8f, 0x78, 255],
        (false, true) => [0xd9, 0x8f, 0x5e, 255],
        (false, false) => [0, 0, 0, 0],
    };
    let pixels: Vec<u8> = (0..200 * 120).flat_map(pixel).collect();
    png(200, 120, png::ColorType::Rgba, Some(&pixels))
}

pub(super) fn letterhead() -> PrintedLetterhead {
    PrintedLetterhead {
        logo: Some(Logo::read(&discs()).unwrap()),
        alt: String::new(),
        name: "Lindenhof Couples Practice".into(),
        address: "14 Garden Row, Bristol BS1 4QA · 0117 496 0123 · hello@lindenhof.example".into(),
        registration: "Registered with the council, no. 1234".into(),
        footer: "Lindenhof is a registered charity.".into(),
        every_page: true,
    }
}

fn handout(discretion: Discretion) -> Handout {
    let library = english();
    let item = library.items().iter().find(|item| item.id == *"negotiated-time-out").unwrap();
    let wanted = Wanted {
        audience: Audience::Both,
        discretion,
        country: None,
        violence_lines: false,
        verified: domain::paper::handout::Verified::default(),
        language: Language::English,
    };
    make(library, &CaseState::default(), &handouts::plan(&[item]), &wanted).unwrap()
}

#[test]
fn a_sheet_under_a_letterhead_is_sound_with_either_kind_of_logo() {
    let handout = handout(Discretion::Standard);
    for logo in [None, Some(Logo::read(&discs()).unwrap()), Some(Logo::read(JPEG).unwrap())] {
        let letterhead = PrintedLetterhead { logo, ..letterhead() };
        let mut document = handout::document(&handout, crate::PrintOptions::default());
        document.blocks.insert(0, ContentBlock::Letterhead(letterhead.clone()));
        for print in PrintOptions::all() {
            let bytes = client_sheet(&handout, Some(&letterhead), print).unwrap();
            assert_eq!(verify(&bytes, &document), [], "{print:?}");
        }
    }
}

#[test]
fn the_name_is_read_once_and_seen_on_every_page() {
    let letterhead = letterhead();
    let leaflet = sheets::leaflets().into_iter().max_by_key(|leaflet| leaflet.exercise().text.len()).unwrap();
    let bytes = client_sheet(&leaflet, Some(&letterhead), PaperSize::A5.into()).unwrap();
    let said = leaves(&bytes).into_iter().filter(|(_, words)| words.contains(&letterhead.name)).count();
    assert_eq!(said, 1);
    let pages = artifacts(&bytes);
    assert!(pages.len() > 1);
    assert!(pages.iter().all(|page| page.contains(&letterhead.footer)));
    assert!(!pages[0].contains(&letterhead.name) && pages[1..].iter().all(|page| page.contains(&letterhead.name)));
}

#[test]
fn a_screen_counts_the_letterhead_and_says_all_of_it() {
    let letterhead = letterhead();
    for leaflet in sheets::leaflets() {
        for print in [PrintOptions::default(), PaperSize::A5.into()] {
            let bytes = client_sheet(&leaflet, Some(&letterhead), print).unwrap();
            assert_eq!(page_count(&leaflet, Some(&letterhead), print).unwrap(), artifacts(&bytes).len());
        }
    }
    let words = |sheet: &Handout| {
        let lines = reading(sheet, Some(&letterhead));
        lines.iter().map(|line| line.words().to_owned()).collect::<Vec<_>>()
    };
    let said = words(&handout(Discretion::Standard));
    assert_eq!((said.first(), said.last()), (Some(&letterhead.name), Some(&letterhead.footer)));
    assert!(said[1].contains(&letterhead.address) && said[1].contains(&letterhead.registration));
    let neutral = handout(Discretion::Neutral);
    assert_eq!(reading(&neutral, Some(&letterhead)), reading(&neutral, None));
}

#[test]
fn neutral_sheets_carry_no_letterhead() {
    for discretion in [Discretion::Neutral, Discretion::InRoom] {
        let handout = handout(discretion);
        let with = client_sheet(&handout, Some(&letterhead()), PrintOptions::default()).unwrap();
        assert_eq!(with, crate::handout(&handout, PrintOptions::default()).unwrap());
    }
    let open = handout(Discretion::Standard);
    assert_ne!(
        client_sheet(&open, Some(&letterhead()), PrintOptions::default()).unwrap(),
        crate::handout(&open, PrintOptions::default()).unwrap()
    );
}

fn pixels(logo: &Logo) -> &RasterLogo {
    match logo.content() {
        LogoContent::Pixels(picture) => picture,
        LogoContent::Shapes(_) => panic!("it is no picture of pixels"),
    }
}

#[test]
fn every_kind_of_png_is_blended_with_white() {
    use png::ColorType::{Grayscale, GrayscaleAlpha, Rgb, Rgba};
    for (color, pixel) in
        [(Rgb, &[255, 255, 255][..]), (Rgba, &[9, 9, 9, 0]), (Grayscale, &[255]), (GrayscaleAlpha, &[9, 0])]
    {
        let logo = Logo::read(&png(1, 1, color, Some(pixel))).unwrap();
        assert_eq!(pixels(&logo).bytes, [255; 3], "{color:?}");
    }
}

#[test]
fn a_large_picture_is_made_small_and_keeps_its_colour() {
    let logo = Logo::read(&png(2400, 1200, png::ColorType::Grayscale, Some(&vec![77; 2400 * 1200]))).unwrap();
    let picture = pixels(&logo);
    assert_eq!((picture.width, picture.height), (600, 300));
    assert!(picture.bytes.iter().all(|part| *part == 77));
}

#[test]
fn a_huge_picture_is_refused_by_its_header() {
    let read = Logo::read(&png(30_000, 30_000, png::ColorType::Rgb, None));
    assert!(matches!(read, Err(PdfError::LogoTooLarge { megapixels: 900 })), "{read:?}");
    let mut jpeg = JPEG.to_vec();
    let frame = jpeg.windows(2).position(|pair| pair == [0xff, 0xc0] || pair == [0xff, 0xc2]).unwrap();
    jpeg[frame + 5..frame + 9].fill(0xff);
    let read = Logo::read(&jpeg);
    assert!(matches!(read, Err(PdfError::LogoTooLarge { .. })), "{read:?}");
}

#[test]
fn a_broken_picture_is_refused_and_anything_else_is_unknown() {
    for file in [discs(), JPEG.to_vec()] {
        for length in [8, 30, file.len() / 2] {
            let read = Logo::read(&file[..length]);
            assert!(matches!(read, Err(PdfError::InvalidLogo(_))), "{length}: {read:?}");
        }
        // Any damaged file gives an error or a logo, never a panic.
        for at in (0..file.len()).step_by(7) {
            let mut spoiled = file.clone();
            spoiled[at] ^= 0x5a;
            let _ = Logo::read(&spoiled);
        }
    }
    for file in [&b""[..], b"<html><body/></html>", b"GIF89a", b"%PDF-1.7", b"\x1f\x8b\x08svgz", b"<!-- <svg -->\xff"] {
        assert!(matches!(Logo::read(file), Err(PdfError::UnknownLogo)));
    }
}

/// A footer has legal reasons: it is printed whole or refused, and never cut.
#[test]
fn a_footer_is_printed_whole_or_refused_with_what_fits() {
    let sentence = "Registered charity in England and Wales (1234567) and in Scotland (SC012345). ";
    // Lines end with a hyphen or without the space that follows.
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    for print in [PrintOptions::default(), PaperSize::A5.into()] {
        let (mut longest, mut times) = (0, 1);
        let refused = loop {
            let footer = format!("{}End of footer.", sentence.repeat(times));
            let practice = PrintedLetterhead { footer: footer.clone(), ..letterhead() };
            match client_sheet(&handout(Discretion::Standard), Some(&practice), print) {
                Ok(file) => {
                    let printed = letters(&artifacts(&file).concat());
                    assert!(printed.contains(&letters(&footer)), "{print:?}: {footer}");
                    longest = footer.chars().count();
                }
                Err(error) => break error,
            }
            times += 1;
            assert!(times < 50, "a footer without limit");
        };
        let PdfError::FooterTooLong { lines, fits } = refused else { panic!("{refused}") };
        assert!(lines >= 2 && times > 2, "{print:?}: {lines} lines, {times} sentences");
        assert!(fits + sentence.len() > longest, "{print:?}: {fits} characters fit, and {longest} were printed");
    }
}
