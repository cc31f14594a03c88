//! Checks the document properties.

use lopdf::{Document as File, Object};

use super::{
    Findings, Rule,
    read::{dict, follow, name, stream, text},
};
use crate::document::Document;

pub(super) fn check(file: &File, document: &Document, findings: &mut Findings) {
    let Ok(catalog) = file.catalog() else {
        findings.add(Rule::Readable, "file", "there is no catalog");
        return;
    };
    let language = text(file, catalog, "Lang");
    findings.unless(language.as_deref() == Some(document.language), Rule::Language, "catalog", format!("{language:?}"));

    let title = file
        .trailer
        .get(b"Info")
        .ok()
        .and_then(|info| follow(file, info)?.as_dict().ok())
        .and_then(|info| text(file, info, "Title"));
    findings.unless(title.as_ref() == Some(&document.title), Rule::Title, "information", format!("{title:?}"));
    let shown = dict(file, catalog, "ViewerPreferences")
        .and_then(|preferences| preferences.get(b"DisplayDocTitle").and_then(Object::as_bool).ok());
    findings.unless(shown == Some(true), Rule::Title, "catalog", "DisplayDocTitle is not true");

    let mark = dict(file, catalog, "MarkInfo");
    let marked = mark.and_then(|mark| mark.get(b"Marked").and_then(Object::as_bool).ok());
    findings.unless(marked == Some(true), Rule::Marked, "catalog", "MarkInfo does not say Marked");
    let suspects = mark.and_then(|mark| mark.get(b"Suspects").and_then(Object::as_bool).ok());
    findings.unless(suspects != Some(true), Rule::Marked, "catalog", "MarkInfo says Suspects");

    let metadata = stream(file, catalog, "Metadata").unwrap_or_default();
    let metadata = String::from_utf8_lossy(&metadata);
    findings.unless(metadata.contains("<pdfuaid:part>1</pdfuaid:part>"), Rule::Marked, "metadata", "no pdfuaid:part");
    let escaped = document.title.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let says_title = metadata
        .split_once("<dc:title>")
        .and_then(|(_, rest)| rest.split_once("</dc:title>"))
        .is_some_and(|(title, _)| title.contains(&format!(">{escaped}<")));
    findings.unless(says_title, Rule::Title, "metadata", "no dc:title, or another one");

    for (n, page) in file.page_iter().enumerate() {
        let tabs = file.get_dictionary(page).ok().and_then(|page| name(file, page, "Tabs"));
        findings.unless(tabs.as_deref() == Some("S"), Rule::TabOrder, format!("page {}", n + 1), format!("{tabs:?}"));
    }
}
