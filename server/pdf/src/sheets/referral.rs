//! Where to go and by when: a sheet that the counsellor hands to one person.

use domain::{
    handout::{ReferralRow, ReferralSheet},
    letters::capital,
};

use crate::{
    document::{Block, Column, Document, Level, Prose, Room, Table, Text},
    labels::Labels,
    quotes, sheet,
};

/// What is needed, by when, and what to know: one row each. The title gives nothing away.
pub(crate) fn document(told: &ReferralSheet) -> Document {
    let language = told.language();
    let say = &Labels::of(language.as_str()).words.referral;
    let words = |text: &str| sheet::said(text, language);
    let quiet = |text: &str| Block::Paragraph(Prose::Quiet, words(text));
    let column = |head: &str, share| Column { head: words(head), share };
    let row =
        |row: &ReferralRow| -> Vec<Text> { vec![words(row.need()), words(row.window()), words(&capital(row.say()))] };
    let table = Table {
        columns: vec![column(&say.what_for, 5), column(&say.within, 8), column(&say.good_to_know, 6)],
        rows: told.rows().iter().map(|own| row(own).into_iter().map(Into::into).collect()).collect(),
        row_heads: true,
        lines: 0,
    };
    let blocks = vec![
        Block::Heading(Level::Title, words(&say.title)),
        Block::Paragraph(Prose::Lead, words(&say.lead)),
        Block::Table(table),
        Block::FillIn(words(&say.where_to_go), Room::Below(3)),
        Block::FillIn(words(&say.when_to_go), Room::Beside),
        Block::Divider,
        quiet(&say.not_advice),
        quiet(&say.keep_or_leave),
    ];
    Document { title: quotes::curled_in(&say.title, language), language: language.as_str(), blocks }
}
