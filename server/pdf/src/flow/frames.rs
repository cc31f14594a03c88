//! Blocks that stand in something: callouts, cards to cut out, and quotations.

use super::{Air, Edge, Galley};
use crate::{
    PdfError,
    document::{Block, Text},
    strip::{Frame, FrameKind, Keep, Role},
    style,
};

impl Galley<'_> {
    pub(super) fn callout(&mut self, title: &Text, blocks: &[Block]) -> Result<(), PdfError> {
        if self.edge.frame.is_some() {
            return self.blocks(blocks);
        }
        // It belongs to what stands above it.
        self.reluctantly(2.0);
        let first = self.framed(FrameKind::Ground, Role::Group, |galley| galley.titled(title, blocks))?;
        // Whole callouts are easier on the eye, but one may well continue on the next page.
        for strip in self.all_but_last_from(first).filter(|strip| strip.after == Keep::Free) {
            strip.after = Keep::Cost(8.0);
        }
        self.below = 16.0;
        Ok(())
    }

    /// Nobody cuts a card out of two pages.
    pub(super) fn card(&mut self, title: &Text, blocks: &[Block]) -> Result<(), PdfError> {
        if self.edge.frame.is_some() {
            return self.blocks(blocks);
        }
        let first = self.framed(FrameKind::Cut, Role::Group, |galley| galley.titled(title, blocks))?;
        for strip in self.all_but_last_from(first) {
            strip.after = Keep::Together;
        }
        self.below = 18.0;
        Ok(())
    }

    pub(super) fn quote(&mut self, words: &Text, by: Option<&Text>) -> Result<(), PdfError> {
        let (quote, quiet) = (self.look.quote, self.look.quiet);
        let set = |galley: &mut Self| {
            let node = galley.node(Role::Paragraph);
            galley.words(node, words, &quote, 0.0, Air(8.0, 3.0))?;
            if let Some(by) = by {
                galley.keep_with_next();
                let node = galley.node(Role::Paragraph);
                galley.words(node, by, &quiet, 0.0, Air(2.0, 8.0))?;
            }
            Ok(())
        };
        if self.edge.frame.is_some() {
            let outer = self.edge;
            self.edge.parent = Some(self.node(Role::Quote));
            set(self)?;
            self.edge = outer;
        } else {
            self.framed(FrameKind::Bar, Role::Quote, set)?;
        }
        self.below = 10.0;
        Ok(())
    }

    /// A small heading, one level below the last one, and blocks.
    fn titled(&mut self, title: &Text, blocks: &[Block]) -> Result<(), PdfError> {
        let style = self.look.callout_title;
        self.below = self.below.max(14.0);
        let outer = self.rank;
        if !title.is_blank() {
            let node = self.heading_node(self.rank + 1, title);
            self.words(node, title, &style, 0.0, Air(14.0, 4.0))?;
            self.keep_with_next();
        }
        self.blocks(blocks)?;
        self.rank = outer;
        Ok(())
    }

    /// Sets blocks within a frame, and returns which strip is the first of them.
    fn framed(
        &mut self,
        kind: FrameKind,
        role: Role,
        set: impl FnOnce(&mut Self) -> Result<(), PdfError>,
    ) -> Result<usize, PdfError> {
        let outer = self.edge;
        let parent = self.node(role);
        self.edge = Edge {
            left: outer.left + style::FRAME_SIDE,
            width: outer.width - 2.0 * style::FRAME_SIDE,
            frame: Some(Frame { number: self.frames, kind }),
            parent: Some(parent),
        };
        self.frames += 1;
        let first = self.flow.strips.len();
        set(self)?;
        self.edge = outer;
        Ok(first)
    }
}
