//! Places that become form fields of a fillable sheet.

use std::rc::Rc;

use super::{FlowBuilder, fragment};
use crate::layout::slices::{ContentTag, Field, FieldKind, Fragment, MarkShape, Paint};
use crate::layout::structure::NodeId;

/// Least height of a place to type in, as a part of the type size.
const LEAST_LINE: f32 = 1.2;

impl FlowBuilder<'_> {
    /// Returns a place to write in, from its upper left corner; none on paper.
    pub(super) fn words_field(
        &self,
        node: NodeId,
        (x, y): (f32, f32),
        (width, height): (f32, f32),
        name: &str,
    ) -> Option<Fragment> {
        self.form_field(node, (x, y), (width, height), name, || FieldKind::Words(self.theme.body.size))
    }

    /// Returns a place to mark; none on paper.
    pub(super) fn tick_field(
        &self,
        node: NodeId,
        (x, y): (f32, f32),
        (width, height): (f32, f32),
        name: &str,
        mark: MarkShape,
    ) -> Option<Fragment> {
        self.form_field(node, (x, y), (width, height), name, || FieldKind::Tick(mark))
    }

    /// Returns a place to choose this answer to a question; none on paper.
    pub(super) fn choice_field(
        &self,
        node: NodeId,
        (x, y): (f32, f32),
        side: f32,
        (question, answer): (&str, &str),
        mark: MarkShape,
    ) -> Option<Fragment> {
        let name = format!("{question}: {answer}");
        self.form_field(node, (x, y), (side, side), &name, || FieldKind::Choice(question.to_owned(), mark))
    }

    /// Returns the field of a panel with these fragments: the room below its words, or a place to mark where it has neither
    /// room nor words.
    pub(super) fn panel_field(
        &self,
        node: NodeId,
        fragments: &[Fragment],
        [top, right, bottom, left]: [f32; 4],
        (width, height): (f32, f32),
        (name, has_room): (&str, bool),
    ) -> Option<Fragment> {
        let words = fragments.iter().filter_map(|part| match &part.paint {
            Paint::Words(line) => Some(part.y + line.runs.iter().map(|run| 0.25 * run.size).fold(0.0, f32::max)),
            _ => None,
        });
        let Some(lowest) = words.reduce(f32::max).or(has_room.then_some(top)) else {
            return self.tick_field(node, (0.0, 0.0), (width, height), name, MarkShape::Ring);
        };
        let end = height - bottom;
        // Without room below its words they stand at its foot: the field is what they leave.
        let y = if end - lowest >= LEAST_LINE * self.theme.body.size { lowest.max(top) } else { top };
        self.words_field(node, (left, y), (width - left - right, end - y), name)
    }

    fn form_field(
        &self,
        node: NodeId,
        (x, y): (f32, f32),
        (width, height): (f32, f32),
        name: &str,
        kind: impl FnOnce() -> FieldKind,
    ) -> Option<Fragment> {
        self.theme.print.fillable.then(|| {
            let field = Rc::new(Field { name: name.to_owned(), kind: kind() });
            fragment(ContentTag::Structure(node), x, y, Paint::Field { width, height, field })
        })
    }
}

/// The question of a scale without the request to ring a number, which is for paper.
pub(super) fn question_of(scale: &str) -> &str {
    scale.rsplit_once(": ").map_or(scale, |(question, _)| question)
}
