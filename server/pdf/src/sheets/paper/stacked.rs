//! Tables of answers to ring where columns would be too narrow for their words: each item above its rings.

use domain::{
    library::on_paper::{PaperCell, PaperTable},
    paper::handout::ClientText,
};

use super::{
    arrange::{item, rows},
    look::Look,
};
use crate::{
    document::{Align, PaperBox, TextKind},
    layout::structure::Role,
};

/// Space between two items.
const APART: f32 = 14.0;
/// Most rings beside each other.
const BESIDE: usize = 3;

/// A ring for each answer, with its word below. `name` stands before the answer in the name of a ring.
fn rings(name: &str, answers: &[&str], look: &Look) -> PaperBox {
    let ring = |answer: &&str| {
        let words = look.hint(answer).aligned(Align::Centre);
        let mark = look.mark(&format!("{name}: {answer}"), look.ring(), false);
        item(PaperBox::column(2.0, vec![mark, words]))
    };
    let columns = answers.len().clamp(1, BESIDE);
    rows(answers.iter().map(ring).collect(), columns, 6.0, 6.0).role(Role::PlainList)
}

/// Things to mark.
pub(super) fn menu(answers: &[&str], things: &[Option<ClientText>], look: &Look) -> PaperBox {
    let own = look.labels.words.blocks.own.as_str();
    let one = |thing: &Option<ClientText>| {
        let (name, words) = match thing {
            Some(text) => (text.as_str(), look.words(text.as_str(), TextKind::Body)),
            None => (own, look.rules(own, 1)),
        };
        item(PaperBox::column(4.0, vec![words, rings(name, answers, look)]))
    };
    PaperBox::column(APART, things.iter().map(one).collect()).role(Role::PlainList)
}

/// The rows of a table, each with its questions below. `marks` are the columns to mark.
pub(super) fn table(table: &PaperTable, marks: &[bool], look: &Look) -> PaperBox {
    let own = look.labels.words.blocks.own.as_str();
    let one = |cells: &Vec<PaperCell>| {
        let name = cells.iter().find_map(|cell| match cell {
            PaperCell::Text(text) => Some(text.as_str()),
            _ => None,
        });
        let name = name.unwrap_or(own);
        let mut parts = Vec::new();
        for cell in cells {
            match cell {
                PaperCell::Text(text) => parts.push(look.label(text.as_str())),
                PaperCell::Room => parts.push(look.rules(own, 1)),
                _ => {}
            }
        }
        let marked = || table.columns.iter().zip(marks).filter(|(_, mark)| **mark).map(|(column, _)| column);
        for column in marked().filter(|column| !column.answers.is_empty()) {
            let answers: Vec<&str> = column.answers.iter().map(ClientText::as_str).collect();
            parts.push(look.hint(column.head.as_str()));
            parts.push(rings(&format!("{name}, {}", column.head), &answers, look));
        }
        let plain: Vec<&str> =
            marked().filter(|column| column.answers.is_empty()).map(|column| column.head.as_str()).collect();
        if !plain.is_empty() {
            parts.push(rings(name, &plain, look));
        }
        item(PaperBox::column(4.0, parts))
    };
    PaperBox::column(APART, table.rows.iter().map(one).collect()).role(Role::PlainList)
}
