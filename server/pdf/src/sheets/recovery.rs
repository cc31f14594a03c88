//! The recovery key sheet, to be printed once and locked away.

use domain::vocabulary::Language;

use crate::{
    document::{ContentBlock, Document, Emphasis, HeadingLevel, ListMarker, ParagraphKind, Text, WritingSpace},
    labels::SheetLabels,
    quotes,
    sheets::handout,
};

/// Builds the sheet: login name, key, purpose and storage advice. `key` is in groups separated by spaces.
pub(crate) fn document(language: Language, login: &str, key: &str) -> Document {
    let say = &SheetLabels::of(language.as_str()).words.recovery;
    let words = |text: &str| handout::text_in(text, language);
    let body = |text: &str| ContentBlock::Paragraph(ParagraphKind::Body, words(text));
    let login = Text::bold(say.login.as_str()).then(format!(" {login}"), Emphasis::Regular);
    let blocks = vec![
        ContentBlock::Heading(HeadingLevel::Title, words(&say.title)),
        ContentBlock::Paragraph(ParagraphKind::Lead, words(&say.lead)),
        ContentBlock::Paragraph(ParagraphKind::Body, login),
        ContentBlock::Paragraph(ParagraphKind::Body, Text::bold(say.key.as_str())),
        ContentBlock::Paragraph(ParagraphKind::Key, key.into()),
        ContentBlock::Paragraph(ParagraphKind::SmallPrint, words(&say.key_symbols)),
        ContentBlock::FillIn(words(&say.printed_on), WritingSpace::Beside),
        ContentBlock::Heading(HeadingLevel::Part, words(&say.what_it_is_for)),
        body(&say.what_it_does),
        ContentBlock::Heading(HeadingLevel::Part, words(&say.where_to_keep_it)),
        ContentBlock::List(ListMarker::Bullet, say.keeping.iter().map(|line| words(line)).collect()),
    ];
    Document { title: quotes::curled_in(&say.title, language), language: language.as_str(), blocks }
}
