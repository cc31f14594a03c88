//! Framed blocks: callouts, cards to cut out, and quotations.

use super::{FlowBuilder, Spacing, TextColumn};
use crate::{
    PdfError,
    document::{ContentBlock, Text},
    layout::{
        slices::{Frame, FrameKind, PageBreak},
        structure::Role,
        style,
    },
};

impl FlowBuilder<'_> {
    pub(super) fn callout(&mut self, title: &Text, blocks: &[ContentBlock]) -> Result<(), PdfError> {
        if self.column.frame.is_some() {
            return self.blocks(blocks);
        }
        // A callout refers to the block above it.
        self.discourage_break(2.0);
        let first = self.framed(FrameKind::Tinted, Role::Group, |builder| builder.titled(title, blocks))?;
        // A whole callout is easier to read, but it may continue on the next page.
        for slice in self.all_but_last_from(first).filter(|slice| slice.after == PageBreak::Allowed) {
            slice.after = PageBreak::Discouraged(8.0);
        }
        self.space_below = 16.0;
        Ok(())
    }

    /// Adds a card, kept on one page so that it can be cut out.
    pub(super) fn card(&mut self, title: &Text, blocks: &[ContentBlock]) -> Result<(), PdfError> {
        if self.column.frame.is_some() {
            return self.blocks(blocks);
        }
        let first = self.framed(FrameKind::Dashed, Role::Group, |builder| builder.titled(title, blocks))?;
        for slice in self.all_but_last_from(first) {
            slice.after = PageBreak::Forbidden;
        }
        self.space_below = 18.0;
        Ok(())
    }

    pub(super) fn quote(&mut self, words: &Text, by: Option<&Text>) -> Result<(), PdfError> {
        let (quote, small_print) = (self.theme.quote, self.theme.small_print);
        let set = |builder: &mut Self| {
            let node = builder.add_node(Role::Paragraph);
            builder.push_paragraph(node, words, &quote, 0.0, Spacing(8.0, 3.0))?;
            if let Some(by) = by {
                builder.keep_with_next();
                let node = builder.add_node(Role::Paragraph);
                builder.push_paragraph(node, by, &small_print, 0.0, Spacing(2.0, 8.0))?;
            }
            Ok(())
        };
        if self.column.frame.is_some() {
            let outer = self.column;
            self.column.parent = Some(self.add_node(Role::Quote));
            set(self)?;
            self.column = outer;
        } else {
            self.framed(FrameKind::SideBar, Role::Quote, set)?;
        }
        self.space_below = 10.0;
        Ok(())
    }

    /// Adds a small heading, one level below the last one, and blocks.
    fn titled(&mut self, title: &Text, blocks: &[ContentBlock]) -> Result<(), PdfError> {
        let style = self.theme.callout_title;
        self.space_below = self.space_below.max(14.0);
        let outer = self.rank;
        if !title.is_blank() {
            let node = self.heading_node(self.rank + 1, title);
            self.push_paragraph(node, title, &style, 0.0, Spacing(14.0, 4.0))?;
            self.keep_with_next();
        }
        self.blocks(blocks)?;
        self.rank = outer;
        Ok(())
    }

    /// Adds blocks within a frame and returns the index of the first slice.
    fn framed(
        &mut self,
        kind: FrameKind,
        role: Role,
        set: impl FnOnce(&mut Self) -> Result<(), PdfError>,
    ) -> Result<usize, PdfError> {
        let outer = self.column;
        let parent = self.add_node(role);
        self.column = TextColumn {
            left: outer.left + style::FRAME_SIDE,
            width: outer.width - 2.0 * style::FRAME_SIDE,
            frame: Some(Frame { number: self.frames, kind }),
            parent: Some(parent),
        };
        self.frames += 1;
        let first = self.flow.slices.len();
        set(self)?;
        self.column = outer;
        Ok(first)
    }
}
