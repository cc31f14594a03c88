//! Allowed SVG content. Everything outside the allow list is refused before drawing.

use std::collections::HashMap;

use usvg::roxmltree::{Document, Error, Node, ParsingOptions};

use crate::PdfError;

/// Maximum file size in bytes.
const MOST_BYTES: usize = 1 << 20;
/// Maximum number of XML nodes.
const MOST_NODES: u32 = 20_000;
/// Maximum number of shapes; each `use` of a shape counts.
const MOST_SHAPES: usize = 4_000;
/// Maximum nesting depth.
const DEEPEST: usize = 48;
/// Maximum size of all style sheets in bytes: each rule is matched against each shape.
const MOST_STYLE: usize = 16 << 10;

const SVG: &str = "http://www.w3.org/2000/svg";

/// Elements that are read.
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

/// Elements that draw nothing, whatever they contain.
const SILENT: &[&str] = &["title", "desc", "metadata"];

/// Returns the text of a file that may be SVG; none for other files.
pub(super) fn text(file: &[u8]) -> Option<&str> {
    let text = str::from_utf8(file).ok()?;
    let text = text.trim_start_matches('\u{feff}').trim_start();
    (text.starts_with('<') && text.contains("<svg")).then_some(text)
}

/// Parses and checks the file, then calls `then`.
///
/// # Errors
///
/// [`PdfError::InvalidLogo`] if the file is not XML, [`PdfError::UnsupportedSvg`] if it declares entities, exceeds the
/// limits or contains other elements.
pub(super) fn parse<R>(text: &str, then: impl FnOnce(&Document) -> Result<R, PdfError>) -> Result<R, PdfError> {
    if text.len() > MOST_BYTES {
        return Err(unsupported("it is larger than 1 MB"));
    }
    let text = without_doctype(text)?;
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(&text, options).map_err(|error| match error {
        Error::DtdDetected => entities(),
        Error::NodesLimitReached => too_many(),
        other => PdfError::InvalidLogo(other.to_string()),
    })?;
    check(&document)?;
    then(&document)
}

/// Removes the document type, which many programs write; one with declarations is refused.
fn without_doctype(text: &str) -> Result<String, PdfError> {
    let Some(start) = text.find("<!DOCTYPE") else { return Ok(text.to_owned()) };
    let Some(end) = text[start..].find('>').map(|length| start + length) else {
        return Err(PdfError::InvalidLogo("its document type does not end".into()));
    };
    if text[start..end].contains('[') {
        return Err(entities());
    }
    Ok(format!("{}{}", &text[..start], &text[end + 1..]))
}

fn entities() -> PdfError {
    unsupported("it declares entities of its own")
}

fn too_many() -> PdfError {
    unsupported("it has too many elements")
}

/// Returns the error for an unsupported SVG file.
pub(super) fn unsupported(why: impl Into<String>) -> PdfError {
    PdfError::UnsupportedSvg(why.into())
}

fn check(document: &Document) -> Result<(), PdfError> {
    let root = document.root_element();
    if !root.has_tag_name((SVG, "svg")) {
        return Err(PdfError::UnknownLogo);
    }
    let ids = root.descendants().filter_map(|node| Some((node.attribute("id")?, node))).collect();
    let styles = root.descendants().filter(|node| node.has_tag_name((SVG, "style")));
    let rules: String =
        styles.flat_map(|style| style.descendants()).filter(Node::is_text).filter_map(|part| part.text()).collect();
    style(&rules)?;
    let mut shapes = MOST_SHAPES;
    walk(root, &ids, 0, &mut shapes)
}

/// Visits every element as often as it would be drawn, and stops at the limit: nested `use` elements multiply.
fn walk(node: Node<'_, '_>, ids: &HashMap<&str, Node<'_, '_>>, depth: usize, left: &mut usize) -> Result<(), PdfError> {
    if depth > DEEPEST {
        return Err(unsupported("its elements are nested too deeply, or use themselves"));
    }
    *left = left.checked_sub(1).ok_or_else(too_many)?;
    let name = node.tag_name();
    if name.namespace() != Some(SVG) {
        // Private data of drawing programs.
        return Ok(());
    }
    if !KNOWN.contains(&name.name()) {
        return Err(unsupported(match name.name() {
            "text" | "tspan" | "textPath" => {
                "it contains text, whose typeface is not available here: turn the text into paths".into()
            }
            "image" => "it contains a raster image".into(),
            other => format!("it contains the unsupported element <{other}>"),
        }));
    }
    if SILENT.contains(&name.name()) || name.name() == "style" {
        return Ok(());
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
    unsupported("it refers to another file")
}

/// Tells if a value refers outside of the file.
fn leads_out(value: &str) -> bool {
    value.split("url(").skip(1).any(|rest| !rest.trim_start().trim_start_matches(['"', '\'']).starts_with('#'))
}
