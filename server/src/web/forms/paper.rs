//! What every file of paper is answered with, and how it is typeset.

use std::collections::HashMap;

use app::paper::{ClientSheet, Look, Paper, Typesetter};
use axum::{
    http::{
        HeaderValue,
        header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use domain::desk::{Day, Letterhead};
use pdf::{Logo, PdfError};
use store::Records;

use super::Refusal;

/// As for everything that is not a page, except that a page of this very origin may show it in a frame.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
);

/// How this server typesets, for pages.
pub const TYPESETTER: Typesetter = Typesetter {
    // Words are read, not looked at: they need no logo.
    reading: |sheet, letterhead| pdf::reading(typeset(sheet), letterhead.map(words_on_paper).as_ref()),
    pages: |sheet, letterhead, look| pdf::page_count(typeset(sheet), on_paper(letterhead).as_ref(), print(look)).ok(),
};

/// A letterhead as the typesetter takes it. A logo that was read when it was saved and cannot be read any more is left out.
pub fn on_paper(stored: Option<&Letterhead>) -> Option<pdf::Letterhead> {
    let stored = stored?;
    let file = stored.logo.as_ref().and_then(|logo| STANDARD.decode(logo).ok());
    let logo = file.and_then(|file| Logo::read(&file).ok());
    Some(pdf::Letterhead { logo, ..words_on_paper(stored) })
}

fn words_on_paper(stored: &Letterhead) -> pdf::Letterhead {
    pdf::Letterhead {
        logo: None,
        alt: stored.alt.clone(),
        name: stored.name.clone(),
        address: stored.address_lines().collect::<Vec<_>>().join(" · "),
        registration: stored.registration.clone(),
        footer: stored.footer.clone(),
        every_page: stored.every_page,
    }
}

/// The letterhead of whoever asks, where it is wanted and there is one.
pub async fn letterhead(records: &Records, wanted: bool) -> Result<Option<pdf::Letterhead>, Refusal> {
    if !wanted {
        return Ok(None);
    }
    let stored = records.only::<Letterhead>().await?;
    Ok(on_paper(stored.as_ref().map(|stored| &stored.value)))
}

fn typeset(sheet: &ClientSheet) -> pdf::ClientSheet<'_> {
    match sheet {
        ClientSheet::Handout(handout) => handout.into(),
        ClientSheet::Leaflet(leaflet) => leaflet.into(),
    }
}

/// How the typesetter prints what an address asks for.
pub fn print(look: Look) -> pdf::Print {
    pdf::Print {
        paper: match look.paper {
            Paper::A4 => pdf::Paper::A4,
            Paper::Letter => pdf::Paper::Letter,
            Paper::A5 => pdf::Paper::A5,
            Paper::Booklet => pdf::Paper::Booklet,
        },
        size: if look.large { pdf::Size::Large } else { pdf::Size::Standard },
        reading: if look.easy { pdf::Reading::Easy } else { pdf::Reading::Standard },
    }
}

/// How a sheet is printed, from the words of a query or a form.
pub fn print_from(words: &HashMap<String, String>) -> pdf::Print {
    print(Look::read(|name| words.get(name).cloned()))
}

/// What is typeset, or why it cannot be: words for whoever asked.
pub fn typeset_or_say(bytes: Result<Vec<u8>, PdfError>) -> Result<Vec<u8>, Refusal> {
    bytes.map_err(|error| Refusal::Problem(error.to_string()))
}

/// The answer that holds a file. Nothing keeps it: `no-store` stands on every answer that says nothing else.
pub fn file(bytes: Vec<u8>, disposition: HeaderValue) -> Response {
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
        (CONTENT_DISPOSITION, disposition),
        (CONTENT_SECURITY_POLICY, POLICY),
    ];
    (headers, bytes).into_response()
}

/// Whether the file is saved or shown, and its name: `notes-2026-11-24.pdf` says nothing about anybody, not even what kind
/// of sheet it is. With a name it is that one.
pub fn disposition(save: bool, day: Day, name: Option<&str>) -> HeaderValue {
    let kind = if save { "attachment" } else { "inline" };
    let named = name.map(|name| format!("; filename*=UTF-8''{}", encoded(name)));
    let text = format!("{kind}; filename=\"notes-{day}.pdf\"{}", named.unwrap_or_default());
    // All of it is ASCII by now, so this always succeeds; were it ever otherwise, the browser would name the file.
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("attachment"))
}

/// A file name as RFC 8187 writes it. What no file system takes becomes a hyphen.
pub(super) fn encoded(name: &str) -> String {
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
    use super::*;

    #[test]
    fn a_file_name_takes_any_script_and_no_way_out_of_its_folder() {
        assert_eq!(encoded("Heron 3.pdf"), "Heron%203.pdf");
        assert_eq!(encoded("../a\"b\r\n.pdf"), "..-a-b--.pdf");
        assert_eq!(encoded("é"), "%C3%A9");
    }
}
