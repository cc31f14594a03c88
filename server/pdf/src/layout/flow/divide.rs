//! Divides boxes that are too high to stand whole: a panel continues in a frame of its own on the next page.

use super::{FlowBuilder, Spacing, boxes::LaidBox};
use crate::{
    document::{BoxContent, PanelLook, PaperBox, TextKind},
    layout::slices::{Fragment, Frame, FrameKind, PageBreak, PanelFrame, Role},
};

/// The part of the height of a page that words, and a panel without an edge, may take before they can be divided. Anything
/// else, such as a title, a grid or a card to cut out, is divided only if no page holds it.
const WORDS: f32 = 0.25;
const PANEL: f32 = 0.35;

/// Cost of a page that ends between two boxes of a panel, inside of a paragraph, and between what belongs together.
const BETWEEN_BOXES: f32 = 8.0;
const BETWEEN_LINES: f32 = 10.0;
const BETWEEN_CLOSE: f32 = 200.0;

/// Boxes no further apart belong together: a label and its line, a number and its text.
const CLOSE: f32 = 2.0;

/// A place in a box where a page may end. Distances are from its upper edge.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cut {
    /// Lower edge of what stands above it.
    pub end: f32,
    /// Upper edge of what follows.
    pub start: f32,
    pub cost: f32,
}

/// The ground and edges of a panel around its content.
#[derive(Debug)]
pub(super) struct LaidPanel {
    pub look: PanelLook,
    pub top: f32,
    pub bottom: f32,
    /// Number of fragments behind the content, and of those of the content.
    pub behind: usize,
    pub inside: usize,
    pub cuts: Vec<Cut>,
}

impl Cut {
    /// The same further down.
    pub(super) fn lowered(self, by: f32) -> Self {
        Self { end: self.end + by, start: self.start + by, ..self }
    }

    /// Returns the places between the lines of a paragraph, with at least two lines on each page. A heading has none.
    pub(super) fn between_lines(kind: TextKind, lines: usize, leading: f32) -> Vec<Self> {
        let heading = matches!(kind, TextKind::Title | TextKind::Section | TextKind::StepHead | TextKind::HomeHead);
        let places = if heading { 0 } else { lines.saturating_sub(3) };
        let at = |n: usize| super::boxes::count(n + 2) * leading;
        (0..places).map(|n| Self { end: at(n), start: at(n), cost: BETWEEN_LINES }).collect()
    }

    /// Returns the place between two boxes of a column; none below a heading or a label.
    pub(super) fn between(above: &PaperBox, end: f32, start: f32) -> Option<Self> {
        let cost = if start - end <= CLOSE { BETWEEN_CLOSE } else { BETWEEN_BOXES };
        (!introduces(above)).then_some(Self { end, start, cost })
    }
}

/// Tells if a box ends in a heading or label, which stays with the next one.
fn introduces(own: &PaperBox) -> bool {
    let label = matches!(own.content, BoxContent::Words { kind: TextKind::Label, .. });
    label || matches!(own.role, Some(Role::Heading(_))) || own.children().last().is_some_and(|last| introduces(last))
}

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
