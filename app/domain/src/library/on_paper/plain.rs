//! The words of a block, one by one and line by line, for previews and tests.

use super::{PaperBlock, PaperCell, PaperFigure, PaperLabel, PaperSheet, PaperTable, SheetLine, WritingField};
use crate::library::ClientText;

impl PaperSheet {
    /// Every line of its blocks.
    pub fn lines(&self) -> Vec<SheetLine> {
        self.blocks.iter().flat_map(PaperBlock::lines).collect()
    }
}

impl PaperBlock {
    /// What it says, line by line.
    pub fn lines(&self) -> Vec<SheetLine> {
        let blank = |text: &ClientText| SheetLine::Blank(text.to_string());
        match self {
            Self::Heading(label) => vec![SheetLine::Heading(in_words(label))],
            Self::Checks(texts) => texts.iter().map(|text| SheetLine::Tick(text.to_string())).collect(),
            Self::Choose { options, .. } => {
                options.iter().flatten().map(|text| SheetLine::Tick(text.to_string())).collect()
            }
            Self::Plan(fields) | Self::Fields(fields) | Self::Cells { fields, .. } | Self::Flow(fields) => {
                fields.iter().map(|field| SheetLine::Blank(in_words(&field.label))).collect()
            }
            Self::Week(text) => vec![blank(text)],
            Self::Agree { label, .. } => vec![SheetLine::Blank(in_words(label))],
            Self::Table(table) => {
                let mut lines: Vec<_> = table.rows.iter().map(|row| table_row(table, row)).collect();
                // Rows to write in are many, and all say the same.
                lines.dedup();
                lines
            }
            other => other.all_words().into_iter().map(|text| SheetLine::Text(text.to_string())).collect(),
        }
    }

    /// Its words in reading order.
    pub fn all_words(&self) -> Vec<&ClientText> {
        match self {
            Self::Heading(label) | Self::Agree { label, .. } => of_label(label),
            Self::Paragraph(text) | Self::Note(text) | Self::Week(text) | Self::Crisis(text) => vec![text],
            Self::Steps(steps) | Self::Tiles { steps, .. } => steps
                .iter()
                .flat_map(|step| [&step.head, &step.text])
                .filter(|text| !text.as_str().is_empty())
                .collect(),
            Self::Checks(texts) | Self::Say(texts) | Self::Log(texts) => texts.iter().collect(),
            Self::Plan(fields) | Self::Fields(fields) | Self::Cells { fields, .. } | Self::Flow(fields) => {
                of_fields(fields)
            }
            Self::Agenda { begin, points, end } => {
                [&begin.text].into_iter().chain(of_fields(points)).chain([&end.text]).collect()
            }
            Self::Table(table) => {
                let heads = table.columns.iter().flat_map(|column| [&column.head].into_iter().chain(&column.answers));
                let cells = table.rows.iter().flatten().filter_map(|cell| match cell {
                    PaperCell::Text(text) => Some(text),
                    _ => None,
                });
                heads.chain(cells).collect()
            }
            Self::Menu { marks, items } => marks.iter().map(|(text, _)| text).chain(items.iter().flatten()).collect(),
            Self::Tickets { asks, .. } => asks.iter().collect(),
            Self::Scale { label, ends, rows } => of_label(label).into_iter().chain(ends).chain(rows).collect(),
            Self::Thermometer { label, ends, columns } => {
                of_label(label).into_iter().chain(ends).chain(columns).collect()
            }
            Self::Weeks { rows, .. } => rows.iter().collect(),
            Self::Calendar(_) => Vec::new(),
            Self::Letters(letters) => letters.iter().flat_map(of_label).collect(),
            Self::Figure(figure) => figure.all_words(),
            Self::Lights(lights) => lights
                .iter()
                .flat_map(|light| {
                    [&light.word].into_iter().chain(&light.hint).chain(of_label(&light.field.label)).collect::<Vec<_>>()
                })
                .collect(),
            Self::Dates(labels) => labels.iter().flat_map(of_label).collect(),
            Self::Fork { question, answers } => {
                [question].into_iter().chain(answers.iter().flat_map(|(answer, then)| [answer, then])).collect()
            }
            Self::Choose { options, .. } => options.iter().flatten().collect(),
            Self::Frame(gaps) => gaps.iter().map(|(text, _)| text).collect(),
            Self::Card { title, fields } | Self::Cards { title, fields, .. } => {
                [title].into_iter().chain(of_fields(fields)).collect()
            }
        }
    }
}

impl PaperFigure {
    fn all_words(&self) -> Vec<&ClientText> {
        match self {
            Self::Loop { boxes, middle } => boxes.iter().flat_map(of_label).chain(middle).collect(),
            Self::Rings(texts) | Self::Pie { parts: texts, .. } => texts.iter().collect(),
            Self::Circles(texts) => texts.iter().collect(),
            Self::Ladder { lowest, highest, .. } => vec![lowest, highest],
            Self::Dial { words, cells, .. } => words.iter().chain(cells).collect(),
            Self::Wave { parts, inside } => parts.iter().chain(inside).collect(),
            Self::Bands(bands) => bands.iter().flat_map(of_label).collect(),
            Self::Bars(bars) => bars.iter().map(|(_, text)| text).collect(),
            Self::Timeline { ends, rows, choice } => ends.iter().chain(rows).chain(choice).collect(),
        }
    }
}

fn of_label(label: &PaperLabel) -> Vec<&ClientText> {
    [&label.text].into_iter().chain(&label.hint).collect()
}

fn of_fields(fields: &[WritingField]) -> Vec<&ClientText> {
    fields.iter().flat_map(|field| of_label(&field.label)).collect()
}

/// A row of a table: each cell after the head of its column. A row with nothing but room to write says what goes there.
fn table_row(table: &PaperTable, row: &[PaperCell]) -> SheetLine {
    let cells = table.columns.iter().zip(row).map(|(column, cell)| match (cell, column.head.as_str()) {
        (PaperCell::Text(text), "") => text.to_string(),
        (PaperCell::Text(text), head) => format!("{head}: {text}"),
        (_, head) if column.answers.is_empty() => head.to_owned(),
        (_, head) => {
            let answers = column.answers.iter().map(ClientText::as_str).collect::<Vec<_>>().join(" / ");
            format!("{head}: {answers}")
        }
    });
    let words = cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" · ");
    let is_read = row.iter().any(|cell| matches!(cell, PaperCell::Text(_)));
    if is_read { SheetLine::Text(words) } else { SheetLine::Blank(words) }
}

fn in_words(label: &PaperLabel) -> String {
    label.hint.as_ref().map_or_else(|| label.text.to_string(), |hint| format!("{} ({hint})", label.text))
}

#[cfg(test)]
mod tests {
    use super::super::PaperColumn;
    use super::*;

    #[test]
    fn a_row_of_a_table_is_one_line_with_the_heads_of_its_cells() {
        let text = ClientText::from_library;
        let column = |head| PaperColumn { icon: None, head: text(head), answers: Vec::new() };
        let said = |words| PaperCell::Text(text(words));
        let empty = || vec![PaperCell::Room, PaperCell::Room];
        let table = PaperTable {
            columns: vec![column("If you read"), column("If you listen")],
            rows: vec![vec![said("Go slowly."), said("Stay. Breathe.")], empty(), empty()],
        };
        let lines = PaperBlock::Table(table).lines();
        let expected = [
            SheetLine::Text("If you read: Go slowly. · If you listen: Stay. Breathe.".into()),
            SheetLine::Blank("If you read · If you listen".into()),
        ];
        assert_eq!(lines, expected);
    }
}
