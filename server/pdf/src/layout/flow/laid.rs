//! Boxes that are laid out, and the places where a page may end inside of them.

use crate::{
    document::{BoxContent, PanelLook, PaperBox, TextKind},
    layout::{
        slices::{Fragment, Paint},
        structure::Role,
    },
};

/// A box laid out: fragments from its upper left corner.
#[derive(Default)]
pub(super) struct LaidBox {
    pub height: f32,
    pub fragments: Vec<Fragment>,
    /// Fragments of a panel that grow with the row around it.
    pub grow: Vec<usize>,
    /// Lines of elastic room.
    pub rooms: f32,
    /// Places where it may be divided, from top to bottom.
    pub cuts: Vec<Cut>,
    /// The place that is level with its neighbours in a row, and the one from which it moves down to be so.
    pub level: Option<Level>,
    /// The panel that it is, if that may be divided.
    pub panel: Option<LaidPanel>,
}

impl LaidBox {
    /// Adds another one at a distance from the corner.
    pub(super) fn add(&mut self, other: Self, x: f32, y: f32) {
        self.fragments.extend(other.fragments.into_iter().map(|part| Fragment {
            x: part.x + x,
            y: part.y + y,
            ..part
        }));
    }

    pub(super) fn grow_to(&mut self, height: f32) {
        let more = height - self.height;
        if self.grow.is_empty() || more <= 0.0 {
            return;
        }
        for &n in &self.grow {
            match &mut self.fragments[n].paint {
                Paint::Rounded { height, .. } | Paint::Fill { height, .. } | Paint::Field { height, .. } => {
                    *height += more;
                }
                _ => {}
            }
        }
        self.height = height;
    }
}

/// Distances from the upper edge of a box.
#[derive(Clone, Copy, Debug)]
pub(super) struct Level {
    /// From here on everything moves down.
    pub from: f32,
    /// The distance that the boxes of a row have in common.
    pub at: f32,
}

impl Level {
    /// The same further down.
    pub(super) fn lowered(self, by: f32) -> Self {
        Self { from: self.from + by, at: self.at + by }
    }
}

impl LaidBox {
    /// Moves its lower part down until its level is at this height.
    pub(super) fn level_with(&mut self, height: f32) {
        let Some(level) = self.level else { return };
        let more = height - level.at;
        if more <= 0.0 {
            return;
        }
        for part in self.fragments.iter_mut().filter(|part| part.y >= level.from - 0.01) {
            part.y += more;
        }
        for cut in self.cuts.iter_mut().filter(|cut| cut.start >= level.from - 0.01) {
            *cut = cut.lowered(more);
        }
        self.height += more;
        self.level = Some(Level { at: height, ..level });
    }
}

#[expect(clippy::cast_precision_loss, reason = "a few boxes")]
pub(super) fn count(n: usize) -> f32 {
    n as f32
}

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
        let at = |n: usize| count(n + 2) * leading;
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
