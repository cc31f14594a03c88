//! Where to go and by when: a sheet that the counsellor hands to one person.

use domain::handout::{ReferralRow, ReferralSheet};

use super::{quiet, words};
use crate::{
    document::{Block, Column, Document, Level, Prose, Room, Table, Text},
    labels, labels_sheets as say, quotes,
};

/// What is needed, by when, and what to know: one row each. The title gives nothing away.
pub(crate) fn document(sheet: &ReferralSheet) -> Document {
    let column = |head: &str, share| Column { head: head.into(), share };
    let row =
        |row: &ReferralRow| -> Vec<Text> { vec![words(row.need()), words(row.window()), words(&capital(row.say()))] };
    let table = Table {
        columns: vec![column(say::WHAT_FOR, 5), column(say::WITHIN, 8), column(say::GOOD_TO_KNOW, 6)],
        rows: sheet.rows().iter().map(|own| row(own).into_iter().map(Into::into).collect()).collect(),
        row_heads: true,
        lines: 0,
    };
    let blocks = vec![
        Block::Heading(Level::Title, say::REFERRALS.into()),
        Block::Paragraph(Prose::Lead, say::REFERRALS_LEAD.into()),
        Block::Table(table),
        Block::FillIn(say::WHERE_TO_GO.into(), Room::Below(3)),
        Block::FillIn(say::WHEN_TO_GO.into(), Room::Beside),
        Block::Divider,
        quiet(say::NOT_ADVICE),
        quiet(say::KEEP_OR_LEAVE),
    ];
    Document { title: quotes::curled(say::REFERRALS), language: labels::LANGUAGE, blocks }
}

/// Words that begin with a capital letter, as what stands in a cell of its own does.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
