//! The words of a sheet in the order in which they are read, as a screen shows them beside the file.

use domain::handout::SheetLine;

use crate::document::{Block, Document, Level, Text};

/// Every word that the document prints, page numbers aside.
pub(crate) fn lines(document: &Document) -> Vec<SheetLine> {
    document.blocks.iter().flat_map(block).collect()
}

fn block(block: &Block) -> Vec<SheetLine> {
    match block {
        Block::Heading(Level::Title, text) => vec![SheetLine::Title(plain(text))],
        Block::Heading(Level::Part, text) => vec![SheetLine::Heading(plain(text))],
        Block::Paragraph(_, text) => vec![SheetLine::Text(plain(text))],
        Block::List(_, items) => items.iter().map(|item| SheetLine::Text(plain(item))).collect(),
        Block::Checkbox(text) => vec![SheetLine::Tick(plain(text))],
        Block::FillIn(label, _) => vec![SheetLine::Blank(plain(label))],
        Block::Callout { title, blocks } => {
            [SheetLine::Heading(plain(title))].into_iter().chain(blocks.iter().flat_map(self::block)).collect()
        }
        Block::Entries(entries) => {
            let words = |part: &Text| Some(plain(part)).filter(|words| !words.is_empty());
            let entry = |entry: &crate::document::Entry| {
                let parts = [&entry.name, &entry.text, &entry.detail].into_iter().filter_map(words);
                SheetLine::Text(parts.collect::<Vec<_>>().join(" · "))
            };
            entries.iter().map(entry).collect()
        }
        Block::Divider => Vec::new(),
    }
}

fn plain(text: &Text) -> String {
    text.0.iter().map(|span| span.words.as_str()).collect()
}
