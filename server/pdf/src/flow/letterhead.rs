//! The letterhead above the first page.

use super::{Air, Galley, piece};
use crate::{
    Letterhead, PdfError,
    document::{Text, Voice},
    strip::{Ink, Keep, Mark, Role},
    style::{self, TextStyle},
};

impl Galley<'_> {
    /// The logo at the left, name and address beside it, a rule below them.
    pub(super) fn letterhead(&mut self, letterhead: &Letterhead) -> Result<(), PdfError> {
        let logo = letterhead.logo.as_ref().map(|logo| {
            let (across, down) = logo.size();
            let shape = across / down;
            let height = self.look.scaled(style::LOGO_HEIGHT).min(style::LOGO_WIDTH / shape);
            (logo.clone(), shape * height, height)
        });
        let alt = letterhead.alt.trim();
        let seen = logo.is_some() && !alt.is_empty();
        let mark = if seen { Mark::Node(self.node(Role::Figure(alt.to_owned()))) } else { Mark::Artifact };
        let indent = logo.as_ref().map_or(0.0, |(_, width, _)| width + style::LOGO_GAP);
        let width = self.edge.width - indent;
        let name_style = self.look.callout_title;
        let details_style = TextStyle { colour: style::GREY, ..self.look.foot };
        let (mut pieces, mut words_height) = self.set(Role::Paragraph, &plain(&letterhead.name), &name_style, width)?;
        let details = letterhead.details();
        if !details.is_empty() {
            let (below, height) = self.set(Role::Paragraph, &plain(&details), &details_style, width)?;
            pieces.extend(below.into_iter().map(|piece| crate::strip::Piece { y: piece.y + words_height, ..piece }));
            words_height += height;
        }
        let height = logo.as_ref().map_or(words_height, |(_, _, height)| height.max(words_height));
        for piece in &mut pieces {
            piece.x += self.edge.left + indent;
            piece.y += (height - words_height) / 2.0;
        }
        if let Some((logo, width, own)) = logo {
            let ink = Ink::Picture { width, height: own, logo };
            pieces.insert(0, piece(mark, self.edge.left, (height - own) / 2.0, ink));
        }
        self.push(Air(0.0, 11.0), height, pieces, Keep::Together);
        let ink = Ink::Fill { width: self.edge.width, height: style::LETTERHEAD_RULE, colour: style::GREEN };
        let rule = piece(Mark::Artifact, self.edge.left, 0.0, ink);
        self.push(Air(11.0, 20.0), style::LETTERHEAD_RULE, vec![rule], Keep::Together);
        Ok(())
    }
}

fn plain(words: &str) -> Text {
    Text::default().then(words, Voice::Regular)
}
