//! A wide table in large print: a block for each row, with the heads of its columns inside.

use domain::library::on_paper::{PaperCell, PaperTable};

use super::{arrange::item, look::Look};
use crate::{
    document::{PaperBox, RowAlign, TextKind, Track},
    layout::structure::Role,
};

/// The most columns that a table keeps in large print; a question with answers counts once for each of them.
const COLUMNS: usize = 4;

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
                    parts.extend(
                        column
                            .answers
                            .iter()
                            .map(|answer| marked(&format!("{}: {answer}", named(head)), answer.as_str(), square, look)),
                    );
                }
                PaperCell::Empty => {}
            }
        }
        item(PaperBox::column(4.0, parts))
    };
    PaperBox::column(16.0, table.rows.iter().map(row).collect()).role(Role::PlainList)
}

/// A ring or box with its words beside it.
fn marked(name: &str, words: &str, square: bool, look: &Look) -> PaperBox {
    let size = look.ring();
    let mark = (Track::Points(size), look.mark(name, size, square));
    PaperBox::row(10.0, RowAlign::Middle, vec![mark, (Track::Share(1.0), look.words(words, TextKind::Home))])
}
