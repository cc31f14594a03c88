//! Blocks, the space above them, and where they may be divided.

use crate::document::{ContentBlock, PaperBox};

/// Space between blocks.
pub(super) const GAP: f32 = 15.0;

/// Space between a heading and its block, and between fields.
pub(super) const CLOSE: f32 = 7.0;

/// The cost of a break that separates a heading from its block.
pub(crate) const KEEP: f32 = f32::INFINITY;

/// A block that is never divided.
pub(crate) fn whole(content: PaperBox, gap: f32) -> ContentBlock {
    ContentBlock::Boxes { content, gap, breaks: None, at_foot: false }
}

/// A block that stays with the next one.
pub(crate) fn kept(content: PaperBox, gap: f32) -> ContentBlock {
    ContentBlock::Boxes { content, gap, breaks: Some(KEEP), at_foot: false }
}

/// A column that may be divided between its boxes.
pub(super) fn divided(content: PaperBox) -> ContentBlock {
    ContentBlock::Boxes { content, gap: GAP, breaks: Some(25.0), at_foot: false }
}
