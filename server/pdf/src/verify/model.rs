//! The expected text of a file, derived from the document alone.

use super::Leaf;
use crate::{
    document::{
        BoxContent, ContentBlock, HeadingLevel, ListMarker, PaperBox, RatingScale, Table, TableCell, Text, WritingSpace,
    },
    labels::SheetLabels,
    layout::structure::Role,
};

/// The way in which a sheet is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Filling {
    ByHand,
    /// In the fields of a form.
    OnScreen,
}

/// Returns all elements with text or form fields in reading order.
pub(crate) fn expected(blocks: &[ContentBlock], labels: SheetLabels, filling: Filling) -> Vec<Leaf> {
    let mut model = Model { rank: 0, labels, filling, leaves: Vec::new() };
    for block in blocks {
        model.block(block, false);
    }
    model.leaves
}

struct Model {
    /// Rank of the last heading.
    rank: u8,
    labels: SheetLabels,
    filling: Filling,
    leaves: Vec<Leaf>,
}

impl Model {
    fn block(&mut self, block: &ContentBlock, framed: bool) {
        match block {
            ContentBlock::Heading(level, text) => {
                self.rank = match level {
                    HeadingLevel::Title => 1,
                    HeadingLevel::Part => 2,
                    HeadingLevel::Point => 3,
                };
                self.text(&format!("H{}", self.rank), text);
            }
            ContentBlock::Paragraph(_, text) => self.text("P", text),
            ContentBlock::List(marker, items) => {
                for (n, item) in items.iter().enumerate() {
                    let label = if *marker == ListMarker::Number { format!("{}.", n + 1) } else { "•".to_owned() };
                    self.leaf("Lbl", &label);
                    self.text("LBody", item);
                }
            }
            ContentBlock::Checkbox(text) => {
                match self.filling {
                    Filling::ByHand => self.leaf("Form", &self.labels.words.box_to_tick),
                    Filling::OnScreen => self.leaf("Form", &text.plain()),
                }
                self.text("P", text);
            }
            ContentBlock::FillIn(text, WritingSpace::Beside | WritingSpace::Below(_) | WritingSpace::Open(_)) => {
                self.text("P", text);
                self.field(&text.plain());
            }
            ContentBlock::Callout { title, blocks } | ContentBlock::Card { title, blocks } => {
                self.titled(title, blocks, framed);
            }
            ContentBlock::Quote { words, by } => {
                [Some(words), by.as_ref()].into_iter().flatten().for_each(|text| self.text("P", text));
            }
            ContentBlock::RatingScale(RatingScale { question, low, high }) => {
                self.text("P", question);
                (0..=10).for_each(|n: u8| self.answer(&question.plain(), &n.to_string()));
                self.text("P", low);
                self.text("P", high);
            }
            ContentBlock::Table(table) => self.table(table),
            ContentBlock::Figure(figure) => self.leaf("Figure", &figure.alt),
            ContentBlock::Entries(entries) => {
                entries
                    .iter()
                    .flat_map(|entry| [&entry.name, &entry.text, &entry.detail])
                    .for_each(|t| self.text("P", t));
            }
            ContentBlock::Letterhead(letterhead) => {
                if letterhead.logo.is_some() && !letterhead.alt.is_empty() {
                    self.leaf("Figure", &letterhead.alt);
                }
                self.leaf("P", &letterhead.name);
                if !letterhead.details().is_empty() {
                    self.leaf("P", &letterhead.details());
                }
            }
            ContentBlock::Boxes { content, .. } => self.boxed(content, &mut String::new()),
            ContentBlock::Divider | ContentBlock::NewPage => {}
        }
    }

    /// Adds the fields and words of a box; words without a structure type of their own are added to those of the box around.
    fn boxed(&mut self, own: &PaperBox, around: &mut String) {
        let mut inner = String::new();
        match &own.content {
            BoxContent::Words { text, .. } => inner.push_str(&text.plain()),
            BoxContent::Scale { name, numbers, .. } if self.filling == Filling::OnScreen => {
                for number in numbers {
                    self.answer(scale(name), number);
                }
            }
            BoxContent::Rings { name, count, .. } if self.filling == Filling::OnScreen => {
                for number in (0..*count).rev() {
                    self.answer(scale(name), &number.to_string());
                }
            }
            BoxContent::Rules { name, .. }
            | BoxContent::Scale { name, .. }
            | BoxContent::Blank(name)
            | BoxContent::Line { name, .. }
            | BoxContent::Rings { name, .. } => {
                self.field(name);
            }
            BoxContent::Within { head, name, .. } => {
                self.boxed(head, &mut inner);
                self.field(name);
            }
            BoxContent::Mark { name, .. } => self.leaf("Form", name),
            _ => own.children().into_iter().for_each(|child| self.boxed(child, &mut inner)),
        }
        if let BoxContent::Panel { field: Some(name), .. } = &own.content {
            self.field(name);
        }
        let kind = match &own.role {
            None => {
                around.push_str(&inner);
                return;
            }
            Some(Role::Heading(rank)) => {
                self.rank = *rank;
                format!("H{rank}")
            }
            Some(Role::Figure(alt)) => return self.leaf("Figure", alt),
            Some(Role::Cell) => "TD".to_owned(),
            Some(Role::HeaderCell(_)) => "TH".to_owned(),
            Some(Role::Label) => "Lbl".to_owned(),
            Some(Role::Body) => "LBody".to_owned(),
            Some(Role::Quote) => "BlockQuote".to_owned(),
            Some(_) => "P".to_owned(),
        };
        if !inner.trim().is_empty() || matches!(own.role, Some(Role::Cell | Role::HeaderCell(_))) {
            self.leaf(&kind, &inner);
        }
    }

    fn field(&mut self, name: &str) {
        match self.filling {
            Filling::ByHand => self.leaf("Form", &format!("{name}: {}", self.labels.words.room_to_write)),
            Filling::OnScreen => self.leaf("Form", name),
        }
    }

    /// Adds one of several answers to a question.
    fn answer(&mut self, question: &str, answer: &str) {
        match self.filling {
            Filling::ByHand => self.leaf("Form", answer),
            Filling::OnScreen => self.leaf("Form", &format!("{question}: {answer}")),
        }
    }

    fn titled(&mut self, title: &Text, blocks: &[ContentBlock], framed: bool) {
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

    /// Adds all cells, empty ones included.
    fn table(&mut self, table: &Table) {
        let cell = |head: bool, words: &str| {
            (if head && !words.trim().is_empty() { "TH" } else { "TD" }.to_owned(), joined(words))
        };
        if table.columns.iter().any(|column| !column.head.is_blank()) {
            self.leaves.extend(table.columns.iter().map(|column| cell(true, &column.head.plain())));
        }
        for row in &table.rows {
            for n in 0..table.columns.len() {
                if let Some(TableCell::Checkbox(name)) = row.get(n) {
                    let question = row.first().map(TableCell::plain).unwrap_or_default();
                    match (self.filling, name.split_once(":\u{a0}")) {
                        (Filling::OnScreen, Some((whom, answer))) => self.answer(&format!("{question} {whom}"), answer),
                        _ => self.answer(&question, name),
                    }
                }
                let words = row.get(n).map(TableCell::plain).unwrap_or_default();
                self.leaves.push(cell(table.row_heads && n == 0, &words));
            }
        }
    }

    /// Adds the links of a text, then the whole text.
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

/// Returns the name of a scale without the request to ring a number.
fn scale(name: &str) -> &str {
    name.rsplit_once(": ").map_or(name, |(question, _)| question)
}

/// Normalises white space and removes soft hyphens.
pub(crate) fn joined(words: &str) -> String {
    words.replace('\u{ad}', "").split_whitespace().collect::<Vec<_>>().join(" ")
}
