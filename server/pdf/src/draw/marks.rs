//! What stands before a stretch of operations to say what it is.

use printpdf::{DictItem, Op};

/// A stretch of content with its number.
pub(super) fn content(kind: &str, number: usize) -> Op {
    mark(kind, [("MCID", DictItem::Int(i64::try_from(number).unwrap_or_default()))])
}

/// Decoration.
pub(super) fn decoration() -> Op {
    Op::BeginMarkedContent { tag: "Artifact".to_owned() }
}

/// What a page repeats without being read again: `Header` or `Footer`.
pub(super) fn pagination(kind: &str) -> Op {
    let name = |name: &str| DictItem::Name(name.as_bytes().to_vec());
    mark("Artifact", [("Type", name("Pagination")), ("Subtype", name(kind))])
}

/// Glyphs that are read as this text, whatever they are by themselves.
pub(super) fn spoken(text: &str) -> Op {
    let data = [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    mark("Span", [("ActualText", DictItem::String { data, literal: false })])
}

fn mark<const N: usize>(tag: &str, properties: [(&str, DictItem); N]) -> Op {
    let map = properties.map(|(key, value)| (key.to_owned(), value)).into();
    Op::BeginMarkedContentWithProperties { tag: tag.to_owned(), properties: DictItem::Dict { map } }
}
