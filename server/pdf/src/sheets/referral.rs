//! Referral sheets: where to go and by when, for one person.

use domain::{
    paper::handout::{ReferralRow, ReferralSheet},
    vocabulary::text_case::capital,
};

use crate::{
    document::{ContentBlock, Document, HeadingLevel, ParagraphKind, Table, TableColumn, Text, WritingSpace},
    labels::SheetLabels,
    quotes,
    sheets::handout,
};

/// Builds the sheet with one row per referral: need, time frame, advice. The title reveals nothing.
pub(crate) fn document(sheet: &ReferralSheet) -> Document {
    let language = sheet.language();
    let say = &SheetLabels::of(language.as_str()).words.referral;
    let words = |text: &str| handout::text_in(text, language);
    let small_print = |text: &str| ContentBlock::Paragraph(ParagraphKind::SmallPrint, words(text));
    let column = |head: &str, share| TableColumn { head: words(head), share };
    let row =
        |row: &ReferralRow| -> Vec<Text> { vec![words(row.need()), words(row.window()), words(&capital(row.say()))] };
    let table = Table {
        columns: vec![column(&say.what_for, 5), column(&say.within, 8), column(&say.good_to_know, 6)],
        rows: sheet.rows().iter().map(|own| row(own).into_iter().map(Into::into).collect()).collect(),
        row_heads: true,
        lines: 0,
    };
    let blocks = vec![
        ContentBlock::Heading(HeadingLevel::Title, words(&say.title)),
        ContentBlock::Paragraph(ParagraphKind::Lead, words(&say.lead)),
        ContentBlock::Table(table),
        ContentBlock::FillIn(words(&say.where_to_go), WritingSpace::Below(3)),
        ContentBlock::FillIn(words(&say.when_to_go), WritingSpace::Beside),
        ContentBlock::Divider,
        small_print(&say.not_advice),
        small_print(&say.keep_or_leave),
    ];
    Document { title: quotes::curled_in(&say.title, language), language: language.as_str(), blocks }
}
