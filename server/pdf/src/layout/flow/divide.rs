//! Divides boxes that are too high to be kept whole: a column between its boxes, a table under its head, and a panel in a frame
//! of its own on the next page.

use std::rc::Rc;

use super::{FlowBuilder, Spacing, laid::LaidBox};
use crate::{
    PdfError,
    document::{BoxContent, PaperBox},
    layout::{
        slices::{ContentTag, Fragment, Frame, FrameKind, PageBreak, Paint, PanelFrame, RepeatedHeader},
        structure::{NodeId, Role, Scope},
    },
};

/// The part of the height of a page that words, and words beside a bar, may take before they can be divided. Anything else,
/// such as a title, what to do at home or a card to cut out, is divided only if no page holds it.
const WORDS: f32 = 0.25;
const NOTE: f32 = 0.35;

/// The part of the height of a page that a group may take to be held together wherever the next page has room for it, and
/// the cost of dividing it.
const GROUP: f32 = 0.45;
const GROUP_APART: f32 = 95.0;

/// Cost of leaving one box of a group alone on a page, and of dividing what belongs to the list above or below it.
const ONE_ALONE: f32 = 60.0;
const LIST_APART: f32 = 95.0;

/// Tells if the title of a sheet is in a box.
fn holds_title(own: &PaperBox) -> bool {
    own.role == Some(Role::Heading(1)) || own.children().into_iter().any(holds_title)
}

/// Tells if a box is a list or table of several boxes, which can be divided between them.
fn is_list(own: &PaperBox) -> bool {
    matches!(own.role, Some(Role::List { .. } | Role::PlainList | Role::Table))
        && matches!(&own.content, BoxContent::Column { children, .. } if children.len() > 1)
}

/// Tells if a row of a table holds the heads of its columns.
fn holds_heads(own: &PaperBox) -> bool {
    own.role == Some(Role::HeaderCell(Scope::Column)) || own.children().into_iter().any(holds_heads)
}

impl FlowBuilder<'_> {
    /// Adds the boxes of a column as slices, and divides a list inside of it like the column itself. The head of a table is
    /// repeated on each page.
    pub(super) fn divided(
        &mut self,
        block: &PaperBox,
        parent: Option<NodeId>,
        gap: f32,
        cost: f32,
    ) -> Result<(), PdfError> {
        let BoxContent::Column { gap: inner, children } = &block.content else {
            return self.push_box(block, parent, Spacing(gap, 0.0), PageBreak::Allowed);
        };
        let node = block.role.clone().map(|role| self.flow.structure.add(role, parent)).or(parent);
        let begin = self.flow.slices.len();
        let mut ends = Vec::with_capacity(children.len());
        for (n, child) in children.iter().enumerate() {
            let above = if n == 0 { gap } else { *inner };
            if is_list(child) {
                self.divided(child, node, above, cost)?;
            } else {
                self.push_box(child, node, Spacing(above, 0.0), PageBreak::Allowed)?;
            }
            ends.push(self.flow.slices.len());
        }
        let slices = &self.flow.slices[begin..];
        let height = slices.iter().map(|slice| slice.gap + slice.height).sum::<f32>();
        let small = height <= GROUP * self.theme.text_height();
        for (n, pair) in children.windows(2).enumerate() {
            let apart = match () {
                () if is_list(&pair[0]) || is_list(&pair[1]) => LIST_APART,
                () if small => GROUP_APART,
                () if n == 0 || n + 2 == children.len() => ONE_ALONE,
                () => cost,
            };
            if let Some(slice) = ends[n].checked_sub(1).and_then(|last| self.flow.slices.get_mut(last)) {
                slice.after = PageBreak::Discouraged(apart);
            }
        }
        if let (Some(Role::Table), Some(first)) = (&block.role, children.first())
            && holds_heads(first)
            && children.len() > 1
        {
            self.repeat_head(begin, ends[0]);
        }
        Ok(())
    }

    /// Repeats the head of a table, which is the slices up to `end`, above its other slices on each page.
    fn repeat_head(&mut self, begin: usize, end: usize) {
        let [head] = &mut self.flow.slices[begin..end] else { return };
        head.after = PageBreak::Forbidden;
        let again = head.fragments.iter().filter(|part| !matches!(part.paint, Paint::Field { .. }));
        let fragments = again.map(|part| Fragment { tag: ContentTag::Header, ..part.clone() }).collect();
        let repeat = Rc::new(RepeatedHeader { height: head.height, fragments });
        // Not above the first row: there is the head itself.
        for slice in self.flow.slices[end..].iter_mut().skip(1) {
            slice.repeat = Some(Rc::clone(&repeat));
        }
    }

    /// Adds a laid box: as one slice, or as several if it is high.
    pub(super) fn push_laid(&mut self, own: &PaperBox, mut laid: LaidBox, spacing: Spacing, after: PageBreak) {
        let part = match (&own.content, &laid.panel) {
            (BoxContent::Words { .. }, _) => WORDS,
            (_, Some(panel)) if !holds_title(own) => match panel.look.bar {
                Some(bar) if bar.inset == 0.0 => NOTE,
                // Days or points on a thread are a group of boxes.
                Some(_) => GROUP,
                None => 1.0,
            },
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
