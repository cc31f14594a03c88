//! Mirrors the pages of right-to-left languages.
//!
//! All earlier stages measure from the edge where reading starts. Here that edge becomes the right one, for lists, tick
//! boxes, tables, callouts and page footers alike, and what a drawing shows from the left it shows from the right: arrows,
//! time, the first number of a dial. Text keeps its own direction: see `bidi`. So do signs, clocks and most pictograms.

use crate::layout::{pages::ComposedPage, slices::Paint};

/// Mirrors all fragments of pages of this width in points.
pub(crate) fn mirror(pages: &mut [ComposedPage], width: f32) {
    for fragment in pages.iter_mut().flat_map(|page| &mut page.fragments) {
        let own = match &fragment.paint {
            Paint::Words(line) => line.width,
            Paint::Fill { width, .. }
            | Paint::Border { width, .. }
            | Paint::Picture { width, .. }
            | Paint::Rounded { width, .. }
            | Paint::Path { width, .. }
            | Paint::Field { width, .. } => *width,
            Paint::Disc { diameter, .. } => *diameter,
        };
        fragment.x = width - fragment.x - own;
        if let Paint::Path { path, width, upright: false, .. } = &mut fragment.paint {
            path.mirror(*width);
        }
    }
}
