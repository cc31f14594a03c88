//! Boxes in rows and columns, and the small boxes around them.

use crate::{
    document::{BoxContent, PanelLook, PaperBox, RowAlign, Track},
    layout::{structure::Role, style::Colour},
};

/// Boxes in rows of as many columns.
pub(crate) fn rows(items: Vec<PaperBox>, columns: usize, gap: f32, gutter: f32) -> PaperBox {
    if columns == 1 {
        return PaperBox::column(gap, items);
    }
    let mut rows = Vec::new();
    let mut items = items.into_iter().peekable();
    while items.peek().is_some() {
        let mut row: Vec<(Track, PaperBox)> =
            items.by_ref().take(columns).map(|item| (Track::Share(1.0), item)).collect();
        // Columns stay as wide in a last row with fewer boxes.
        while row.len() < columns {
            row.push((Track::Share(1.0), PaperBox::column(0.0, Vec::new())));
        }
        rows.push(PaperBox::row(gutter, RowAlign::Top, row));
    }
    PaperBox::column(gap, rows)
}

/// A box a little lower than its neighbours.
pub(super) fn lowered(content: PaperBox, by: f32) -> PaperBox {
    PaperBox::panel(PanelLook::default(), [by, 0.0, 0.0, 0.0], content)
}

pub(super) fn item(inside: PaperBox) -> PaperBox {
    PaperBox::column(0.0, vec![inside.role(Role::Body)]).role(Role::Item)
}

/// A rule as wide as its box.
pub(crate) fn rule_of(weight: f32, colour: Colour) -> PaperBox {
    let ground = PanelLook { ground: Some(colour), ..PanelLook::default() };
    PaperBox::panel(ground, [0.0; 4], PaperBox::new(BoxContent::Gap(weight)))
}
