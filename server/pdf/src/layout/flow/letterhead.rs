//! The letterhead above the first page.

use super::{FlowBuilder, Spacing, fragment};
use crate::{
    PdfError, PrintedLetterhead,
    document::{Emphasis, Text},
    layout::{
        slices::{ContentTag, PageBreak, Paint},
        structure::Role,
        style::{self, TextStyle},
    },
};

impl FlowBuilder<'_> {
    /// Adds the logo on the left, name and address beside it, and a rule below.
    pub(super) fn letterhead(&mut self, letterhead: &PrintedLetterhead) -> Result<(), PdfError> {
        let logo = letterhead.logo.as_ref().map(|logo| {
            let (across, down) = logo.size();
            let shape = across / down;
            let height = self.theme.scaled(style::LOGO_HEIGHT).min(style::LOGO_WIDTH / shape);
            (logo.clone(), shape * height, height)
        });
        let alt = letterhead.alt.trim();
        let seen = logo.is_some() && !alt.is_empty();
        let tag = if seen {
            ContentTag::Structure(self.add_node(Role::Figure(alt.to_owned())))
        } else {
            ContentTag::Artifact
        };
        let indent = logo.as_ref().map_or(0.0, |(_, width, _)| width + style::LOGO_GAP);
        let width = self.column.width - indent;
        let name_style = self.theme.callout_title;
        let details_style = TextStyle { colour: style::GREY, ..self.theme.foot };
        let (mut fragments, mut words_height) =
            self.set_text(Role::Paragraph, &plain(&letterhead.name), &name_style, width)?;
        let details = letterhead.details();
        if !details.is_empty() {
            let (below, height) = self.set_text(Role::Paragraph, &plain(&details), &details_style, width)?;
            fragments.extend(
                below
                    .into_iter()
                    .map(|fragment| crate::layout::slices::Fragment { y: fragment.y + words_height, ..fragment }),
            );
            words_height += height;
        }
        let height = logo.as_ref().map_or(words_height, |(_, _, height)| height.max(words_height));
        for fragment in &mut fragments {
            fragment.x += self.column.left + indent;
            fragment.y += (height - words_height) / 2.0;
        }
        if let Some((logo, width, own)) = logo {
            let paint = Paint::Picture { width, height: own, logo };
            fragments.insert(0, fragment(tag, self.column.left, (height - own) / 2.0, paint));
        }
        self.push_slice(Spacing(0.0, 11.0), height, fragments, PageBreak::Forbidden);
        let paint = Paint::Fill { width: self.column.width, height: style::LETTERHEAD_RULE, colour: style::GREEN };
        let rule = fragment(ContentTag::Artifact, self.column.left, 0.0, paint);
        self.push_slice(Spacing(11.0, 20.0), style::LETTERHEAD_RULE, vec![rule], PageBreak::Forbidden);
        Ok(())
    }
}

fn plain(words: &str) -> Text {
    Text::default().then(words, Emphasis::Regular)
}
