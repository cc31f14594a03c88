//! A wide table in large print: a block for each row, with the heads of its columns inside.

use domain::{
    library::on_paper::{PaperCell, PaperTable},
    paper::handout::ClientText,
};

use super::{arrange::item, look::Look};
use crate::{
    document::{PaperBox, RowAlign, TextKind, Track},
    layout::structure::Role,
};

/// The most columns that a table keeps in large print; a question with answers counts once for each of them.
const COLUMNS: usize = 4;

/// Space between a ring and its words, and between two answers.
const RING_GAP: f32 = 10.0;
const GUTTER: f32 = 8.0;

/// Width of a letter in large print.
const LETTER: f32 = 10.5;

/// True if this table is too wide for the type.
pub(super) fn is_too_wide(table: &PaperTable, look: &Look) -> bool {
    let columns: usize = table.columns.iter().map(|column| column.answers.len().max(1)).sum();
    look.is_large() && columns > COLUMNS
}

/// The rows as blocks below each other.
pub(super) fn spread(table: &PaperTable, look: &Look) -> PaperBox {
    let row = |cells: &Vec<PaperCell>| {
        let name = match cells.first() {
            Some(PaperCell::Text(text)) => text.as_str(),
            _ => "",
        };
        let mut parts = Vec::new();
        for (n, (cell, column)) in cells.iter().zip(&table.columns).enumerate() {
            let head = column.head.as_str();
            let named = |head: &str| {
                let name = [name, head].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
                if name.is_empty() { look.labels.words.box_to_tick.clone() } else { name }
            };
            match cell {
                PaperCell::Text(text) if n == 0 => parts.push(look.words(text.as_str(), TextKind::HomeHead)),
                PaperCell::Text(text) if head.is_empty() => parts.push(look.words(text.as_str(), TextKind::Home)),
                PaperCell::Text(text) => {
                    parts
                        .push(PaperBox::column(0.0, vec![look.label(head), look.words(text.as_str(), TextKind::Home)]));
                }
                PaperCell::Room => {
                    let label = Some(look.label(head)).filter(|_| !head.is_empty());
                    parts.push(PaperBox::column(0.0, label.into_iter().chain([look.rules(&named(head), 1)]).collect()));
                }
                PaperCell::Ring | PaperCell::Box => {
                    let square = matches!(cell, PaperCell::Box);
                    if !column.answers.is_empty() && !head.is_empty() {
                        parts.push(look.label(head));
                    }
                    if column.answers.is_empty() {
                        parts.push(marked(&named(head), head, square, look));
                    }
                    let answers: Vec<PaperBox> = column
                        .answers
                        .iter()
                        .map(|answer| marked(&format!("{}: {answer}", named(head)), answer.as_str(), square, look))
                        .collect();
                    if !answers.is_empty() {
                        parts.push(beside(answers, &column.answers, look));
                    }
                }
                PaperCell::Empty => {}
            }
        }
        item(PaperBox::column(4.0, parts))
    };
    PaperBox::column(16.0, table.rows.iter().map(row).collect()).role(Role::PlainList)
}

/// Rings with their words: beside each other if the words of each stay on one line, otherwise below.
fn beside(rings: Vec<PaperBox>, answers: &[ClientText], look: &Look) -> PaperBox {
    let width = |answer: &ClientText| {
        let letters = u16::try_from(answer.as_str().chars().count()).unwrap_or(u16::MAX);
        look.ring() + RING_GAP + f32::from(letters) * LETTER + GUTTER
    };
    let widths: Vec<f32> = answers.iter().map(width).collect();
    if widths.iter().sum::<f32>() > look.width() + GUTTER {
        return PaperBox::column(4.0, rings);
    }
    PaperBox::row(GUTTER, RowAlign::Top, widths.into_iter().map(Track::Share).zip(rings).collect())
}

/// A ring or box with its words beside it.
fn marked(name: &str, words: &str, square: bool, look: &Look) -> PaperBox {
    let size = look.ring();
    let mark = (Track::Points(size), look.mark(name, size, square));
    PaperBox::row(RING_GAP, RowAlign::Middle, vec![mark, (Track::Share(1.0), look.words(words, TextKind::Home))])
}
