//! From a leaflet to a document.

use domain::{handout::Leaflet, words::Language};

use crate::{
    document::{Block, Document, Level, Prose},
    labels, quotes, sheet,
};

/// The exercise under its title, and below it the sentences that stand on every sheet.
pub(crate) fn document(leaflet: &Leaflet) -> Document {
    let title = leaflet.exercise().heading.as_str();
    let mut blocks = vec![
        Block::Heading(Level::Title, sheet::words(title)),
        Block::Paragraph(Prose::Lead, sheet::words(leaflet.lead().as_str())),
    ];
    blocks.extend(sheet::content(leaflet.exercise(), Language::English));
    blocks.push(Block::Divider);
    blocks.extend(leaflet.universal().iter().map(|text| Block::Paragraph(Prose::Quiet, sheet::words(text.as_str()))));
    Document { title: quotes::curled(title), language: labels::LANGUAGE, blocks }
}
