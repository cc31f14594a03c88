//! The text of a sheet in reading order, for display beside the file.

use domain::paper::handout::SheetLine;

use crate::{
    document::{
        BoxContent, ContentBlock, DirectoryEntry, Document, HeadingLevel, PaperBox, RatingScale, Table, TableCell, Text,
    },
    layout::structure::Role,
};

/// Returns all printed text except page numbers.
pub(crate) fn lines(document: &Document) -> Vec<SheetLine> {
    document.blocks.iter().flat_map(block).collect()
}

fn block(block: &ContentBlock) -> Vec<SheetLine> {
    match block {
        ContentBlock::Heading(HeadingLevel::Title, text) => vec![SheetLine::Title(plain(text))],
        ContentBlock::Heading(HeadingLevel::Part | HeadingLevel::Point, text) => vec![SheetLine::Heading(plain(text))],
        ContentBlock::Paragraph(_, text) => vec![SheetLine::Text(plain(text))],
        ContentBlock::List(_, items) => items.iter().map(|item| SheetLine::Text(plain(item))).collect(),
        ContentBlock::Checkbox(text) => vec![SheetLine::Tick(plain(text))],
        ContentBlock::FillIn(label, _) => vec![SheetLine::Blank(plain(label))],
        ContentBlock::Callout { title, blocks } | ContentBlock::Card { title, blocks } => {
            [SheetLine::Heading(plain(title))].into_iter().chain(blocks.iter().flat_map(self::block)).collect()
        }
        ContentBlock::Entries(entries) => {
            let words = |part: &Text| Some(plain(part)).filter(|words| !words.is_empty());
            let entry = |entry: &DirectoryEntry| {
                let parts = [&entry.name, &entry.text, &entry.detail].into_iter().filter_map(words);
                SheetLine::Text(parts.collect::<Vec<_>>().join(" · "))
            };
            entries.iter().map(entry).collect()
        }
        ContentBlock::Quote { words, by } => {
            [Some(words), by.as_ref()].into_iter().flatten().map(|text| SheetLine::Text(plain(text))).collect()
        }
        ContentBlock::RatingScale(RatingScale { question, low, high }) => {
            vec![SheetLine::Blank(format!("{} (0 {} … 10 {})", plain(question), plain(low), plain(high)))]
        }
        ContentBlock::Table(table) => table_lines(table),
        ContentBlock::Letterhead(letterhead) => [letterhead.name.clone(), letterhead.details()]
            .into_iter()
            .filter(|words| !words.is_empty())
            .map(SheetLine::Text)
            .collect(),
        ContentBlock::Boxes { content, .. } => {
            let mut lines = Vec::new();
            boxed(content, &mut None, &mut lines);
            lines
        }
        ContentBlock::Figure(_) | ContentBlock::Divider | ContentBlock::NewPage => Vec::new(),
    }
}

/// Adds the printed words of a box. A field becomes the line of the label that is printed for it; names of fields that are
/// not printed, such as those of rings in a table, and the numbers of items are left out. `mark` is the name of a box to tick
/// whose words have not come yet.
fn boxed(own: &PaperBox, mark: &mut Option<String>, lines: &mut Vec<SheetLine>) {
    match (&own.content, &own.role) {
        (BoxContent::Words { text, .. }, _) if text.is_blank() => {}
        (_, Some(Role::Label)) => {}
        (BoxContent::Words { text, .. }, Some(Role::Heading(1))) => lines.push(SheetLine::Title(plain(text))),
        (BoxContent::Words { text, .. }, Some(Role::Heading(_))) => lines.push(SheetLine::Heading(plain(text))),
        (BoxContent::Words { text, .. }, _) => {
            let words = plain(text);
            let is_tick = mark.take().is_some_and(|name| name == words);
            lines.push(if is_tick { SheetLine::Tick(words) } else { SheetLine::Text(words) });
        }
        (
            BoxContent::Rules { name, .. }
            | BoxContent::Scale { name, .. }
            | BoxContent::Blank(name)
            | BoxContent::Line { name, .. }
            | BoxContent::Rings { name, .. },
            _,
        ) => {
            blank(name, lines);
        }
        (BoxContent::Within { head, name, .. }, _) => {
            boxed(head, mark, lines);
            blank(name, lines);
        }
        (BoxContent::Mark { name, .. }, _) => *mark = Some(name.clone()),
        _ => own.children().into_iter().for_each(|child| boxed(child, mark, lines)),
    }
    if let BoxContent::Panel { field: Some(name), .. } = &own.content {
        blank(name, lines);
    }
}

/// A label, perhaps with a hint after it, becomes the line of its field.
fn blank(name: &str, lines: &mut [SheetLine]) {
    let label = lines.iter_mut().rev().take(2).find(|line| matches!(line, SheetLine::Text(words) if words == name));
    if let Some(label) = label {
        *label = SheetLine::Blank(name.to_owned());
    }
}

/// Returns the header row, then the rows; empty cells are left out.
fn table_lines(table: &Table) -> Vec<SheetLine> {
    let row = |cells: Vec<String>| {
        let words: Vec<String> = cells.into_iter().filter(|words| !words.trim().is_empty()).collect();
        (!words.is_empty()).then(|| SheetLine::Text(words.join(" · ")))
    };
    let heads = row(table.columns.iter().map(|column| plain(&column.head)).collect());
    heads
        .into_iter()
        .chain(table.rows.iter().filter_map(|cells| row(cells.iter().map(TableCell::plain).collect())))
        .collect()
}

fn plain(text: &Text) -> String {
    text.plain()
}
