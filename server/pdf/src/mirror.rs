//! Pages of a language that is read from right to left.
//!
//! Everything before this counts from the edge at which reading begins; here that edge becomes the right one, for lists,
//! boxes, tables, callouts and the foot of the page alike. Words keep their own direction: see `bidi`.

use crate::{pages::Sheet, strip::Ink};

/// Moves everything to the other side of pages that are so many points wide.
pub(crate) fn mirror(sheets: &mut [Sheet], width: f32) {
    for piece in sheets.iter_mut().flat_map(|sheet| &mut sheet.pieces) {
        let own = match &piece.ink {
            Ink::Words(line) => line.width,
            Ink::Fill { width, .. } | Ink::Edge { width, .. } | Ink::Picture { width, .. } => *width,
            Ink::Disc { diameter, .. } => *diameter,
        };
        piece.x = width - piece.x - own;
    }
}
