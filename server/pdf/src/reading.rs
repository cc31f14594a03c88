//! The words of a sheet in the order in which they are read, as a screen shows them beside the file.

use domain::handout::SheetLine;

use crate::document::{Block, Cell, Document, Entry, Level, Scale, Table, Text};

/// Every word that the document prints, page numbers aside.
pub(crate) fn lines(document: &Document) -> Vec<SheetLine> {
    document.blocks.iter().flat_map(block).collect()
}

fn block(block: &Block) -> Vec<SheetLine> {
    match block {
        Block::Heading(Level::Title, text) => vec![SheetLine::Title(plain(text))],
        Block::Heading(Level::Part | Level::Point, text) => vec![SheetLine::Heading(plain(text))],
        Block::Paragraph(_, text) => vec![SheetLine::Text(plain(text))],
        Block::List(_, items) => items.iter().map(|item| SheetLine::Text(plain(item))).collect(),
        Block::Checkbox(text) => vec![SheetLine::Tick(plain(text))],
        Block::FillIn(label, _) => vec![SheetLine::Blank(plain(label))],
        Block::Callout { title, blocks } | Block::Card { title, blocks } => {
            [SheetLine::Heading(plain(title))].into_iter().chain(blocks.iter().flat_map(self::block)).collect()
        }
        Block::Entries(entries) => {
            let words = |part: &Text| Some(plain(part)).filter(|words| !words.is_empty());
            let entry = |entry: &Entry| {
                let parts = [&entry.name, &entry.text, &entry.detail].into_iter().filter_map(words);
                SheetLine::Text(parts.collect::<Vec<_>>().join(" · "))
            };
            entries.iter().map(entry).collect()
        }
        Block::Quote { words, by } => {
            [Some(words), by.as_ref()].into_iter().flatten().map(|text| SheetLine::Text(plain(text))).collect()
        }
        Block::Scale(Scale { question, low, high }) => {
            vec![SheetLine::Blank(format!("{} (0 {} … 10 {})", plain(question), plain(low), plain(high)))]
        }
        Block::Table(table) => table_lines(table),
        Block::Letterhead(letterhead) => [letterhead.name.clone(), letterhead.details()]
            .into_iter()
            .filter(|words| !words.is_empty())
            .map(SheetLine::Text)
            .collect(),
        Block::Figure(_) | Block::Divider => Vec::new(),
    }
}

/// The heads, then the rows; empty cells leave nothing.
fn table_lines(table: &Table) -> Vec<SheetLine> {
    let row = |cells: Vec<String>| {
        let words: Vec<String> = cells.into_iter().filter(|words| !words.trim().is_empty()).collect();
        (!words.is_empty()).then(|| SheetLine::Text(words.join(" · ")))
    };
    let heads = row(table.columns.iter().map(|column| plain(&column.head)).collect());
    heads
        .into_iter()
        .chain(table.rows.iter().filter_map(|cells| row(cells.iter().map(Cell::plain).collect())))
        .collect()
}

fn plain(text: &Text) -> String {
    text.plain()
}
