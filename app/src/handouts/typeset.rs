//! Typesetting of sheets, and the headers of their responses.

use std::collections::HashMap;

use crate::{
    handouts::{
        sheet_text::SheetText,
        sheets::{ClientSheet, Paper, SheetFormat},
    },
    http::app_error::Refusal,
};
use axum::{
    http::{
        HeaderValue,
        header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use domain::{
    paper::handout::Audience,
    records::Letterhead,
    vocabulary::{Day, text_case::sentence},
};
use pdf::{Logo, PdfError, PrintedLetterhead};
use store::{Records, StoreError};
use tokio::task::spawn_blocking;

/// The policy of responses that are not pages, except that pages of this origin may frame it.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
);

/// Returns the whole content of a sheet, in reading order.
pub fn text(sheet: &ClientSheet, letterhead: Option<&PrintedLetterhead>) -> SheetText {
    SheetText::new(sheet.language(), pdf::reading(typeset(sheet), letterhead))
}

/// Returns the number of pages of a sheet.
///
/// # Errors
///
/// The reason why it cannot be typeset, for the screen.
pub fn page_count(
    sheet: &ClientSheet,
    letterhead: Option<&PrintedLetterhead>,
    look: SheetFormat,
) -> Result<usize, String> {
    pdf::page_count(typeset(sheet), letterhead, print(look)).map_err(|error| sentence(&error.to_string()))
}

/// Converts a letterhead for the typesetter. Its logo takes a while to decode, which is why that happens on a blocking thread;
/// one that was readable when saved and no longer is, is omitted.
pub async fn on_paper(stored: Letterhead) -> PrintedLetterhead {
    let words = PrintedLetterhead {
        logo: None,
        alt: stored.alt.clone(),
        name: stored.name.clone(),
        address: stored.address_lines().collect::<Vec<_>>().join(" · "),
        registration: stored.registration.clone(),
        footer: stored.footer.clone(),
        every_page: stored.every_page,
    };
    let Some(file) = stored.logo else { return words };
    let logo = spawn_blocking(move || Logo::read(&STANDARD.decode(file).ok()?).ok());
    PrintedLetterhead { logo: logo.await.ok().flatten(), ..words }
}

/// Returns the account's letterhead, if there is one.
///
/// # Errors
///
/// If the database does not respond or the record is damaged.
pub async fn stored_letterhead(records: &Records) -> Result<Option<PrintedLetterhead>, StoreError> {
    match records.singleton::<Letterhead>().await? {
        Some(stored) => Ok(Some(on_paper(stored.value).await)),
        None => Ok(None),
    }
}

/// Returns the account's letterhead, if it is wanted and there is one.
pub async fn letterhead(records: &Records, wanted: bool) -> Result<Option<PrintedLetterhead>, Refusal> {
    if wanted { Ok(stored_letterhead(records).await?) } else { Ok(None) }
}

/// Converts a sheet for the typesetter.
pub(crate) fn typeset(sheet: &ClientSheet) -> pdf::PrintableSheet<'_> {
    match sheet {
        ClientSheet::Handout(handout) => handout.into(),
        ClientSheet::Leaflet(leaflet) => leaflet.into(),
        ClientSheet::Pictures(leaflet) => pdf::PrintableSheet::Pictures(leaflet),
    }
}

/// Converts print options of an address for the typesetter.
pub fn print(look: SheetFormat) -> pdf::PrintOptions {
    pdf::PrintOptions {
        paper: match look.paper {
            Paper::A4 => pdf::PaperSize::A4,
            Paper::Letter => pdf::PaperSize::Letter,
            Paper::A5 => pdf::PaperSize::A5,
            Paper::Booklet => pdf::PaperSize::Booklet,
        },
        size: if look.large { pdf::TextSize::Large } else { pdf::TextSize::Standard },
        reading: if look.easy { pdf::ReadingMode::Easy } else { pdf::ReadingMode::Standard },
        fillable: false,
    }
}

/// Converts print options of an address for the typesetter, for a file that may be filled in on a screen.
pub fn print_to_fill_in(look: SheetFormat, fillable: bool) -> pdf::PrintOptions {
    pdf::PrintOptions { fillable, ..print(look) }
}

/// Parses print options of a query or a form.
pub(crate) fn print_from(words: &HashMap<String, String>) -> pdf::PrintOptions {
    print(SheetFormat::read(|name| words.get(name).cloned()))
}

/// Returns the typeset file, or a refusal with the reason.
pub fn typeset_or_say(bytes: Result<Vec<u8>, PdfError>) -> Result<Vec<u8>, Refusal> {
    bytes.map_err(|error| Refusal::Problem(error.to_string()))
}

/// Makes the response with a file. It is not cached: `no-store` is the default of every response.
pub fn file(bytes: Vec<u8>, disposition: HeaderValue) -> Response {
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
        (CONTENT_DISPOSITION, disposition),
        (CONTENT_SECURITY_POLICY, POLICY),
    ];
    (headers, bytes).into_response()
}

/// The policy of a web page that leaves the program: were it ever shown at this address, nothing in it would work.
const WEB_PAGE_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
);

/// Makes the response with a sheet as a web page, under the name of its PDF with another ending.
pub fn web_page(page: String, named: HeaderValue) -> Response {
    let name = named.to_str().unwrap_or("attachment").replace(".pdf\"", ".html\"");
    let name = name.strip_suffix(".pdf").map_or_else(|| name.clone(), |stem| format!("{stem}.html"));
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (CONTENT_DISPOSITION, HeaderValue::from_str(&name).unwrap_or(HeaderValue::from_static("attachment"))),
        (CONTENT_SECURITY_POLICY, WEB_PAGE_POLICY),
    ];
    (headers, page).into_response()
}

/// The policy of a picture: it may hold the logo of a letterhead, and nothing else.
const PICTURE_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
);

/// Makes the response with a page of a sheet as a picture.
///
/// # Errors
///
/// [`Refusal::NotFound`] if the sheet has no such page, [`Refusal::Problem`] if it cannot be typeset.
pub fn picture(svg: Result<Option<String>, PdfError>) -> Result<Response, Refusal> {
    let svg = svg.map_err(|error| Refusal::Problem(error.to_string()))?.ok_or(Refusal::NotFound)?;
    let headers =
        [(CONTENT_TYPE, HeaderValue::from_static("image/svg+xml")), (CONTENT_SECURITY_POLICY, PICTURE_POLICY)];
    Ok((headers, svg).into_response())
}

/// Makes the header that saves or shows the file, with its name: `notes-2026-11-24.pdf` reveals nothing, not even the
/// kind of sheet. `name` overrides it.
pub fn disposition(save: bool, day: Day, name: Option<&str>) -> HeaderValue {
    let kind = if save { "attachment" } else { "inline" };
    let named = name.map(|name| format!("; filename*=UTF-8''{}", encoded(name)));
    let text = format!("{kind}; filename=\"notes-{day}.pdf\"{}", named.unwrap_or_default());
    // All of it is ASCII by now, so this always succeeds; were it ever otherwise, the browser would name the file.
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("attachment"))
}

/// As [`disposition`], for a sheet of this audience: the fallback name for old browsers distinguishes sheets as well.
pub fn disposition_for(save: bool, day: Day, audience: Audience, name: &str) -> HeaderValue {
    let kind = if save { "attachment" } else { "inline" };
    let text = format!("{kind}; filename=\"notes-{audience}-{day}.pdf\"; filename*=UTF-8''{}", encoded(name));
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("attachment"))
}

/// Encodes a file name by RFC 8187. Characters not allowed in file systems become hyphens.
pub(crate) fn encoded(name: &str) -> String {
    let safe = |letter: char| if letter.is_control() || r#"/\:*?"<>|"#.contains(letter) { '-' } else { letter };
    let name: String = name.chars().map(safe).collect();
    name.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::*;

    #[test]
    fn a_file_name_takes_any_script_and_no_way_out_of_its_folder() {
        assert_eq!(encoded("Heron 3.pdf"), "Heron%203.pdf");
        assert_eq!(encoded("../a\"b\r\n.pdf"), "..-a-b--.pdf");
        assert_eq!(encoded("é"), "%C3%A9");
    }

    /// A logo is a file from elsewhere, and may take long to decode: other requests must not wait for it.
    #[test]
    fn a_logo_is_decoded_on_a_blocking_thread() {
        let call = concat!("Logo::", "read(");
        let mut calls = Vec::new();
        let mut look = |path: &Path, text: &str| {
            let mut function = "";
            for line in text.lines() {
                function = line.trim_start().split_once("fn ").map_or(function, |(_, name)| name);
                if line.contains(call) && !line.contains("spawn_blocking(move ||") {
                    calls.push(format!("{} {}", path.display(), function.split('(').next().unwrap_or_default()));
                }
            }
        };
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut look);
        let [only] = &calls[..] else { panic!("{calls:?}") };
        assert!(only.ends_with("letterhead/form.rs check_logo"), "{only}");
        // That function is for the import of an archive, all of which is on such a thread.
        let import = include_str!("../account/archive/form.rs");
        let (_, work) = import.split_once("let imported = spawn_blocking(move || {").expect("an import");
        let (work, _) = work.split_once("    });").expect("its end");
        assert_eq!((work.matches("check_logo").count(), import.matches("check_logo(").count()), (1, 1));
    }

    fn sources(folder: &Path, look: &mut impl FnMut(&Path, &str)) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                sources(&path, look);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                look(&path, &fs::read_to_string(&path).expect("a source file"));
            }
        }
    }
}
