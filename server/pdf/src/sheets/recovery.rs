//! The recovery key of an account, to be printed once and locked away.

use domain::words::Language;

use crate::{
    document::{Block, Document, Level, Marker, Prose, Room, Text, Voice},
    labels::Labels,
    quotes, sheet,
};

/// Login and key, what the key is for and where to keep it. `key` comes in groups with spaces between them.
pub(crate) fn document(language: Language, login: &str, key: &str) -> Document {
    let say = &Labels::of(language.as_str()).words.recovery;
    let words = |text: &str| sheet::said(text, language);
    let body = |text: &str| Block::Paragraph(Prose::Body, words(text));
    let login = Text::bold(say.login.as_str()).then(format!(" {login}"), Voice::Regular);
    let blocks = vec![
        Block::Heading(Level::Title, words(&say.title)),
        Block::Paragraph(Prose::Lead, words(&say.lead)),
        Block::Paragraph(Prose::Body, login),
        Block::Paragraph(Prose::Body, Text::bold(say.key.as_str())),
        Block::Paragraph(Prose::Key, key.into()),
        Block::Paragraph(Prose::Quiet, words(&say.key_symbols)),
        Block::FillIn(words(&say.printed_on), Room::Beside),
        Block::Heading(Level::Part, words(&say.what_it_is_for)),
        body(&say.what_it_does),
        Block::Heading(Level::Part, words(&say.where_to_keep_it)),
        Block::List(Marker::Bullet, say.keeping.iter().map(|line| words(line)).collect()),
    ];
    Document { title: quotes::curled_in(&say.title, language), language: language.as_str(), blocks }
}
