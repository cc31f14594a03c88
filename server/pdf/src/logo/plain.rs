//! What an SVG file may hold. Everything is refused that is not one of the shapes of a logo, before anything is drawn.

use std::collections::HashMap;

use usvg::roxmltree::{Document, Error, Node, ParsingOptions};

use crate::PdfError;

/// A larger file is no logo.
const MOST_BYTES: usize = 1 << 20;
/// More parts than this, of whatever kind, are no logo.
const MOST_NODES: u32 = 20_000;
/// More shapes than this are no logo, each use of one that is used again counted by itself.
const MOST_SHAPES: usize = 4_000;
/// Deeper than this lie no shapes of a logo.
const DEEPEST: usize = 48;
/// More rules for its look than fit into this are no logo.
const MOST_STYLE: usize = 64 << 10;

const SVG: &str = "http://www.w3.org/2000/svg";

/// What is read.
const KNOWN: &[&str] = &[
    "svg",
    "g",
    "defs",
    "symbol",
    "use",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "linearGradient",
    "radialGradient",
    "stop",
    "clipPath",
    "style",
    "title",
    "desc",
    "metadata",
];

/// What draws nothing, whatever it holds.
const SILENT: &[&str] = &["title", "desc", "metadata"];

/// The text of a file that may be SVG; none where it is something else.
pub(super) fn text(file: &[u8]) -> Option<&str> {
    let text = str::from_utf8(file).ok()?;
    let text = text.trim_start_matches('\u{feff}').trim_start();
    (text.starts_with('<') && text.contains("<svg")).then_some(text)
}

/// Reads the parts of the file.
///
/// # Errors
///
/// When it is no XML, declares entities, or is larger than a logo.
pub(super) fn parse<R>(text: &str, then: impl FnOnce(&Document) -> Result<R, PdfError>) -> Result<R, PdfError> {
    if text.len() > MOST_BYTES {
        return Err(odd("it is larger than 1 MB"));
    }
    let text = without_doctype(text)?;
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(&text, options).map_err(|error| match error {
        Error::DtdDetected => entities(),
        Error::NodesLimitReached => too_many(),
        other => PdfError::BrokenLogo(other.to_string()),
    })?;
    check(&document)?;
    then(&document)
}

/// Many programs write a document type, which says nothing; one with declarations in it is refused.
fn without_doctype(text: &str) -> Result<String, PdfError> {
    let Some(start) = text.find("<!DOCTYPE") else { return Ok(text.to_owned()) };
    let Some(end) = text[start..].find('>').map(|length| start + length) else {
        return Err(PdfError::BrokenLogo("its document type does not end".into()));
    };
    if text[start..end].contains('[') {
        return Err(entities());
    }
    Ok(format!("{}{}", &text[..start], &text[end + 1..]))
}

fn entities() -> PdfError {
    odd("it declares entities of its own")
}

fn too_many() -> PdfError {
    odd("it has far more parts than a logo")
}

/// An SVG file that is not drawn, and why.
pub(super) fn odd(why: impl Into<String>) -> PdfError {
    PdfError::OddLogo(why.into())
}

fn check(document: &Document) -> Result<(), PdfError> {
    let root = document.root_element();
    if !root.has_tag_name((SVG, "svg")) {
        return Err(PdfError::UnknownLogo);
    }
    let ids = root.descendants().filter_map(|node| Some((node.attribute("id")?, node))).collect();
    let mut shapes = MOST_SHAPES;
    walk(root, &ids, 0, &mut shapes)
}

/// Goes through everything as often as it would be drawn, and stops once that is more than a logo: shapes that use others
/// that use others again multiply.
fn walk(node: Node<'_, '_>, ids: &HashMap<&str, Node<'_, '_>>, depth: usize, left: &mut usize) -> Result<(), PdfError> {
    if depth > DEEPEST {
        return Err(odd("its parts lie in each other too deeply, or use themselves"));
    }
    *left = left.checked_sub(1).ok_or_else(too_many)?;
    let name = node.tag_name();
    if name.namespace() != Some(SVG) {
        // What drawing programs keep there for themselves.
        return Ok(());
    }
    if !KNOWN.contains(&name.name()) {
        return Err(odd(match name.name() {
            "text" | "tspan" | "textPath" => {
                "it holds text, whose typeface this program does not have: turn the text into paths".into()
            }
            "image" => "it holds a picture of pixels".into(),
            other => format!("it holds <{other}>, which is not drawn here"),
        }));
    }
    if SILENT.contains(&name.name()) {
        return Ok(());
    }
    if name.name() == "style" {
        let rules: String = node.descendants().filter_map(|part| part.text().filter(|_| part.is_text())).collect();
        return style(&rules);
    }
    for attribute in node.attributes() {
        let value = attribute.value().trim();
        if (attribute.name() == "href" && !value.starts_with('#')) || leads_out(value) {
            return Err(outside());
        }
    }
    for child in node.children().filter(Node::is_element) {
        walk(child, ids, depth + 1, left)?;
    }
    let used = node.attributes().find(|attribute| attribute.name() == "href").map(|attribute| attribute.value().trim());
    if name.name() == "use"
        && let Some(used) = used.and_then(|id| ids.get(id.trim_start_matches('#')))
    {
        walk(*used, ids, depth + 1, left)?;
    }
    Ok(())
}

fn style(rules: &str) -> Result<(), PdfError> {
    if rules.len() > MOST_STYLE {
        return Err(too_many());
    }
    if leads_out(rules) || rules.contains("@import") { Err(outside()) } else { Ok(()) }
}

fn outside() -> PdfError {
    odd("it refers to something outside of itself")
}

/// Whether an address in this value is none of the file's own parts.
fn leads_out(value: &str) -> bool {
    value.split("url(").skip(1).any(|rest| !rest.trim_start().trim_start_matches(['"', '\'']).starts_with('#'))
}
