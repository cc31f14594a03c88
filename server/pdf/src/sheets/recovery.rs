//! The recovery key of an account, to be printed once and locked away.

use super::{body, quiet, words};
use crate::{
    document::{Block, Document, Level, Marker, Prose, Room, Text, Voice},
    labels, labels_sheets as say, quotes,
};

/// Login and key, what the key is for and where to keep it. `key` comes in groups with spaces between them.
pub(crate) fn document(login: &str, key: &str) -> Document {
    let login = Text::bold(say::LOGIN).then(format!(" {login}"), Voice::Regular);
    let blocks = vec![
        Block::Heading(Level::Title, say::RECOVERY.into()),
        Block::Paragraph(Prose::Lead, say::RECOVERY_LEAD.into()),
        Block::Paragraph(Prose::Body, login),
        Block::Paragraph(Prose::Body, Text::bold(say::KEY)),
        Block::Paragraph(Prose::Key, key.into()),
        quiet(say::KEY_SYMBOLS),
        Block::FillIn(say::PRINTED_ON.into(), Room::Beside),
        Block::Heading(Level::Part, say::WHAT_IT_IS_FOR.into()),
        body(say::WHAT_IT_DOES),
        Block::Heading(Level::Part, say::WHERE_TO_KEEP_IT.into()),
        Block::List(Marker::Bullet, say::KEEPING.iter().map(|line| words(line)).collect()),
    ];
    Document { title: quotes::curled(say::RECOVERY), language: labels::LANGUAGE, blocks }
}
