//! Divides boxes that are too high to stand whole: a panel continues in a frame of its own on the next page.

use super::{FlowBuilder, Spacing, laid::LaidBox};
use crate::{
    document::{BoxContent, PaperBox},
    layout::{
        slices::{Fragment, Frame, FrameKind, PageBreak, PanelFrame},
        structure::Role,
    },
};

/// The part of the height of a page that words, and a panel without an edge, may take before they can be divided. Anything
/// else, such as a title, a grid or a card to cut out, is divided only if no page holds it.
const WORDS: f32 = 0.25;
const PANEL: f32 = 0.35;

/// Tells if the title of a sheet is in a box.
fn holds_title(own: &PaperBox) -> bool {
    own.role == Some(Role::Heading(1)) || own.children().into_iter().any(holds_title)
}

impl FlowBuilder<'_> {
    /// Adds a laid box: as one slice, or as several if it is high.
    pub(super) fn push_laid(&mut self, own: &PaperBox, mut laid: LaidBox, spacing: Spacing, after: PageBreak) {
        let part = match (&own.content, &laid.panel) {
            (BoxContent::Words { .. }, _) => WORDS,
            (_, Some(panel)) if panel.look.edge.is_none() && !holds_title(own) => PANEL,
            _ => 1.0,
        };
        let whole = laid.height <= part * self.theme.text_height() || self.column.frame.is_some();
        let panel = laid.panel.take().filter(|panel| !whole && !panel.cuts.is_empty());
        let outer = self.column.frame;
        if let Some(panel) = panel {
            laid.height -= panel.top + panel.bottom;
            let inside = laid.fragments.drain(panel.behind..panel.behind + panel.inside);
            laid.fragments = inside.map(|part| Fragment { y: part.y - panel.top, ..part }).collect();
            let kind = FrameKind::Panel(PanelFrame { look: panel.look, pad: panel.top.max(panel.bottom) });
            self.column.frame = Some(Frame { number: self.frames, kind });
            self.frames += 1;
            laid.cuts = panel.cuts;
        } else if whole {
            laid.cuts.clear();
        }
        self.push_parts(laid, spacing, after);
        self.column.frame = outer;
    }

    /// Adds the parts between the cuts of a box as slices.
    fn push_parts(&mut self, laid: LaidBox, spacing: Spacing, after: PageBreak) {
        // Gaps between boxes are final; others grow with the type size.
        let scale = self.theme.scale;
        let (left, mut top, mut gap) = (self.column.left, 0.0, spacing.0);
        let mut rest = laid.fragments;
        let place = |part: Fragment, top: f32| Fragment { x: part.x + left, y: part.y - top, ..part };
        for cut in laid.cuts {
            let (here, below): (Vec<_>, Vec<_>) = rest.into_iter().partition(|part| part.y < cut.end - 0.01);
            rest = below;
            let here = here.into_iter().map(|part| place(part, top)).collect();
            self.push_slice(Spacing(gap / scale, 0.0), cut.end - top, here, PageBreak::Discouraged(cut.cost));
            gap = cut.start - cut.end;
            top = cut.start;
        }
        let rest = rest.into_iter().map(|part| place(part, top)).collect();
        self.push_slice(Spacing(gap / scale, spacing.1 / scale), laid.height - top, rest, after);
    }
}
