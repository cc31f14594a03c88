//! What a reader that speaks should find in the file, told from the document alone.

use super::Leaf;
use crate::{
    document::{Block, Cell, Level, Marker, Room, Scale, Table, Text},
    labels::Labels,
};

/// Every part with words, or with something to fill in, in the order in which it is read.
pub(crate) fn expected(blocks: &[Block], labels: Labels) -> Vec<Leaf> {
    let mut model = Model { rank: 0, labels, leaves: Vec::new() };
    for block in blocks {
        model.block(block, false);
    }
    model.leaves
}

struct Model {
    /// How high the last heading stands.
    rank: u8,
    labels: Labels,
    leaves: Vec<Leaf>,
}

impl Model {
    fn block(&mut self, block: &Block, framed: bool) {
        match block {
            Block::Heading(level, text) => {
                self.rank = match level {
                    Level::Title => 1,
                    Level::Part => 2,
                    Level::Point => 3,
                };
                self.text(&format!("H{}", self.rank), text);
            }
            Block::Paragraph(_, text) => self.text("P", text),
            Block::List(marker, items) => {
                for (n, item) in items.iter().enumerate() {
                    let label = if *marker == Marker::Number { format!("{}.", n + 1) } else { "•".to_owned() };
                    self.leaf("Lbl", &label);
                    self.text("LBody", item);
                }
            }
            Block::Checkbox(text) => {
                self.leaf("Form", &self.labels.words.box_to_tick);
                self.text("P", text);
            }
            Block::FillIn(text, Room::Beside | Room::Below(_) | Room::Open(_)) => {
                self.text("P", text);
                self.leaf("Form", &format!("{}: {}", text.plain(), self.labels.words.room_to_write));
            }
            Block::Callout { title, blocks } | Block::Card { title, blocks } => self.titled(title, blocks, framed),
            Block::Quote { words, by } => {
                [Some(words), by.as_ref()].into_iter().flatten().for_each(|text| self.text("P", text));
            }
            Block::Scale(Scale { question, low, high }) => {
                self.text("P", question);
                (0..=10).for_each(|n: u8| self.leaf("Form", &n.to_string()));
                self.text("P", low);
                self.text("P", high);
            }
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.leaf("Figure", &figure.alt),
            Block::Entries(entries) => {
                entries
                    .iter()
                    .flat_map(|entry| [&entry.name, &entry.text, &entry.detail])
                    .for_each(|t| self.text("P", t));
            }
            Block::Letterhead(letterhead) => {
                if letterhead.logo.is_some() && !letterhead.alt.is_empty() {
                    self.leaf("Figure", &letterhead.alt);
                }
                self.leaf("P", &letterhead.name);
                if !letterhead.details().is_empty() {
                    self.leaf("P", &letterhead.details());
                }
            }
            Block::Divider => {}
        }
    }

    fn titled(&mut self, title: &Text, blocks: &[Block], framed: bool) {
        let outer = self.rank;
        if !framed {
            self.text(&format!("H{}", (self.rank + 1).min(4)), title);
        }
        for block in blocks {
            self.block(block, true);
        }
        if !framed {
            self.rank = outer;
        }
    }

    /// Cells count even where they are empty.
    fn table(&mut self, table: &Table) {
        let cell = |head: bool, words: &str| {
            (if head && !words.trim().is_empty() { "TH" } else { "TD" }.to_owned(), joined(words))
        };
        if table.columns.iter().any(|column| !column.head.is_blank()) {
            self.leaves.extend(table.columns.iter().map(|column| cell(true, &column.head.plain())));
        }
        for row in &table.rows {
            for n in 0..table.columns.len() {
                if let Some(Cell::Box(name)) = row.get(n) {
                    self.leaf("Form", name);
                }
                let words = row.get(n).map(Cell::plain).unwrap_or_default();
                self.leaves.push(cell(table.row_heads && n == 0, &words));
            }
        }
    }

    /// The links of a part, then the whole of it.
    fn text(&mut self, kind: &str, text: &Text) {
        text.0.iter().filter(|span| span.link.is_some()).for_each(|span| self.leaf("Link", &span.words));
        if !text.is_blank() {
            self.leaf(kind, &text.plain());
        }
    }

    fn leaf(&mut self, kind: &str, words: &str) {
        self.leaves.push((kind.to_owned(), joined(words)));
    }
}

/// Words with single spaces between them and without the hyphens that only divide them.
pub(super) fn joined(words: &str) -> String {
    words.replace('\u{ad}', "").split_whitespace().collect::<Vec<_>>().join(" ")
}
