//! From a leaflet to a document.

use domain::handout::Leaflet;

use crate::{
    document::{Block, Document, Level, Prose},
    quotes, sheet,
};

/// The exercise under its title, and below it the sentences that stand on every sheet.
pub(crate) fn document(leaflet: &Leaflet) -> Document {
    let language = leaflet.language();
    let words = |text: &str| sheet::said(text, language);
    let title = leaflet.exercise().heading.as_str();
    let mut blocks =
        vec![Block::Heading(Level::Title, words(title)), Block::Paragraph(Prose::Lead, words(leaflet.lead().as_str()))];
    blocks.extend(sheet::content(leaflet.exercise(), language));
    blocks.push(Block::Divider);
    blocks.extend(leaflet.universal().iter().map(|text| Block::Paragraph(Prose::Quiet, words(text.as_str()))));
    Document { title: quotes::curled_in(title, language), language: language.as_str(), blocks }
}
