//! Operations that begin marked content.

use printpdf::{DictItem, Op};

/// Begins content with its number (MCID).
pub(super) fn content(kind: &str, number: usize) -> Op {
    mark(kind, [("MCID", DictItem::Int(i64::try_from(number).unwrap_or_default()))])
}

/// Begins decoration.
pub(super) fn decoration() -> Op {
    Op::BeginMarkedContent { tag: "Artifact".to_owned() }
}

/// Begins a running head or foot: `Header` or `Footer`.
pub(super) fn pagination(kind: &str) -> Op {
    let name = |name: &str| DictItem::Name(name.as_bytes().to_vec());
    mark("Artifact", [("Type", name("Pagination")), ("Subtype", name(kind))])
}

/// Begins glyphs that are read as this text.
pub(super) fn spoken(text: &str) -> Op {
    let data = [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    mark("Span", [("ActualText", DictItem::String { data, literal: false })])
}

fn mark<const N: usize>(tag: &str, properties: [(&str, DictItem); N]) -> Op {
    let map = properties.map(|(key, value)| (key.to_owned(), value)).into();
    Op::BeginMarkedContentWithProperties { tag: tag.to_owned(), properties: DictItem::Dict { map } }
}
