//! Fields to fill in: tick boxes, ruled lines, empty space and rating scales.

use super::{FlowBuilder, Spacing, fragment};
use crate::{
    PdfError,
    document::{RatingScale, Text, WritingSpace},
    layout::{
        paragraph,
        slices::{ContentTag, Fragment, MarkShape, PageBreak, Paint},
        structure::{NodeId, Role},
        style,
    },
};

impl FlowBuilder<'_> {
    pub(super) fn checkbox(&mut self, text: &Text, more: bool) -> Result<(), PdfError> {
        let first = self.flow.slices.len();
        let node = self.add_node(Role::Paragraph);
        let tick = self.flow.structure.add(Role::Checkbox, Some(node));
        let style = self.theme.body;
        self.push_paragraph(
            node,
            text,
            &style,
            self.theme.scaled(style::BOX_INDENT),
            Spacing(4.0, if more { 4.0 } else { 8.0 }),
        )?;
        let side = self.theme.scaled(style::BOX_SIDE);
        let paint = border((side, side), self.theme.scaled(style::BOX_WEIGHT), style::GREEN);
        // Centre the box on the height of the lower-case letters.
        let y = style.baseline() - side + self.theme.scaled(1.4);
        let x = self.column.left;
        if let Some(slice) = self.flow.slices.get_mut(first) {
            slice.fragments.insert(0, fragment(ContentTag::Structure(tick), x, y, paint));
        }
        let place = self.tick_field(tick, (x, y), (side, side), &text.plain(), MarkShape::Cross);
        if let (Some(slice), Some(place)) = (self.flow.slices.get_mut(first), place) {
            slice.fragments.push(place);
        }
        if more {
            self.discourage_break(1.0);
        }
        Ok(())
    }

    pub(super) fn fill_in(&mut self, text: &Text, space: WritingSpace) -> Result<(), PdfError> {
        match space {
            WritingSpace::Beside => self.write_beside(text),
            WritingSpace::Below(lines) => self.write_below(text, lines),
            WritingSpace::Open(lines) => self.write_freely(text, lines),
        }
    }

    fn write_below(&mut self, text: &Text, lines: u8) -> Result<(), PdfError> {
        self.label(text)?;
        let node = self.add_node(Role::WritingSpace(text.plain()));
        // A few lines take one thought and stay together; many lines may be split.
        let apart = if lines <= style::WRITING_FEW { 25.0 } else { 9.0 };
        for n in 0..lines.max(1) {
            let height = if n == 0 { self.theme.writing.first } else { self.theme.writing.pitch };
            let rule = self.writing_rule(node, 0.0, height, self.column.width);
            let room = (self.column.width, height - self.theme.writing.weight);
            let place = self.words_field(node, (self.column.left, 0.0), room, &text.plain());
            let last = n + 1 >= lines;
            self.push_slice(
                Spacing(0.0, if last { 12.0 } else { 0.0 }),
                height,
                [rule].into_iter().chain(place).collect(),
                if last { PageBreak::Allowed } else { PageBreak::Discouraged(apart) },
            );
        }
        Ok(())
    }

    fn write_beside(&mut self, text: &Text) -> Result<(), PdfError> {
        let style = self.theme.label;
        let line = paragraph::lines(text, &style, f32::MAX, self.language)?.pop().unwrap_or_default();
        let start = line.width + 8.0;
        let space = self.column.width - start;
        if space < style::WRITING_BESIDE {
            return self.write_below(text, 1);
        }
        let label = self.add_node(Role::Paragraph);
        let parts = self.tag_lines(label, text, vec![line]).concat();
        let node = self.add_node(Role::WritingSpace(text.plain()));
        let height = style.leading + 12.0;
        let baseline = height - 5.0;
        let left = self.column.left;
        let mut fragments: Vec<Fragment> =
            parts.into_iter().map(|(tag, line)| fragment(tag, left, baseline, Paint::Words(line))).collect();
        let space = space.min(style::WRITING_DATE);
        fragments.push(self.writing_rule(node, start, baseline + 1.5, space));
        let room = (space, baseline + 1.5 - self.theme.writing.weight);
        fragments.extend(self.words_field(node, (left + start, 0.0), room, &text.plain()));
        self.push_slice(Spacing(2.0, 4.0), height, fragments, PageBreak::Allowed);
        Ok(())
    }

    /// Adds an empty framed space, at most half a page high.
    fn write_freely(&mut self, text: &Text, lines: u8) -> Result<(), PdfError> {
        self.label(text)?;
        let node = self.add_node(Role::WritingSpace(text.plain()));
        let height = (f32::from(lines.max(1)) * self.theme.writing.pitch).min(self.theme.text_height() / 2.0);
        let paint = border((self.column.width, height), self.theme.writing.weight, self.theme.writing.colour);
        let space = fragment(ContentTag::Structure(node), self.column.left, 0.0, paint);
        let (edge, width) = (self.theme.writing.weight, self.column.width);
        let room = (width - 2.0 * edge, height - 2.0 * edge);
        let place = self.words_field(node, (self.column.left + edge, edge), room, &text.plain());
        self.push_slice(Spacing(5.0, 12.0), height, [space].into_iter().chain(place).collect(), PageBreak::Allowed);
        Ok(())
    }

    fn label(&mut self, text: &Text) -> Result<(), PdfError> {
        let label = self.add_node(Role::Paragraph);
        let style = self.theme.label;
        self.push_paragraph(label, text, &style, 0.0, Spacing(12.0, 0.0))?;
        self.keep_with_next();
        Ok(())
    }

    fn writing_rule(&self, node: NodeId, x: f32, y: f32, width: f32) -> Fragment {
        let paint = Paint::Fill { width, height: self.theme.writing.weight, colour: self.theme.writing.colour };
        fragment(ContentTag::Structure(node), self.column.left + x, y - self.theme.writing.weight, paint)
    }

    /// Adds the question, eleven numbers with room to circle one, and the meaning of both ends.
    pub(super) fn scale(&mut self, scale: &RatingScale) -> Result<(), PdfError> {
        let outer = self.column;
        self.column.parent = Some(self.add_node(Role::Group));
        self.label(&scale.question)?;
        self.numbers(&scale.question.plain())?;
        self.keep_with_next();
        let width = self.column.width / 2.0 - 8.0;
        let style = self.theme.detail;
        let low = self.set_text(Role::Paragraph, &scale.low, &style, width)?;
        let high = self.set_text(Role::Paragraph, &scale.high, &style, width)?;
        let height = low.1.max(high.1);
        // The label of 10 ends below the 10.
        let right = self.column.left + self.column.width - high.0.iter().map(end).fold(0.0, f32::max);
        let mut fragments = low.0;
        for fragment in &mut fragments {
            fragment.x += outer.left;
        }
        fragments.extend(high.0.into_iter().map(|fragment| Fragment { x: fragment.x + right, ..fragment }));
        self.push_slice(Spacing(0.0, 12.0), height, fragments, PageBreak::Allowed);
        self.column = outer;
        Ok(())
    }

    fn numbers(&mut self, question: &str) -> Result<(), PdfError> {
        let parent = self.column.parent;
        let row = self.flow.structure.add(Role::Paragraph, parent);
        let style = self.theme.cell;
        let first = paragraph::single("0", &style)?.width;
        let last = paragraph::single("10", &style)?.width;
        let step = (self.column.width - f32::midpoint(first, last)) / 10.0;
        let height = style.leading + style::CIRCLE_ROOM + self.theme.scaled(6.0);
        let mut fragments = Vec::new();
        let mut middle = self.column.left + first / 2.0;
        for n in 0..=10 {
            let name = n.to_string();
            let line = paragraph::single(&name, &style)?;
            let x = middle - line.width / 2.0;
            let node = self.flow.structure.add(Role::Choice(name.clone()), Some(row));
            let side = height.min(0.9 * step);
            let corner = (middle - side / 2.0, (height - style::CIRCLE_ROOM - 0.35 * style.size - side / 2.0).max(0.0));
            fragments.extend(self.choice_field(node, corner, side, (question, &name), MarkShape::Ring));
            fragments.push(fragment(ContentTag::Structure(node), x, height - style::CIRCLE_ROOM, Paint::Words(line)));
            middle += step;
        }
        self.push_slice(Spacing(0.0, 0.0), height, fragments, PageBreak::Forbidden);
        Ok(())
    }
}

/// Returns the right end of a fragment.
fn end(fragment: &Fragment) -> f32 {
    match &fragment.paint {
        Paint::Words(line) => fragment.x + line.width,
        _ => fragment.x,
    }
}

fn border((width, height): (f32, f32), weight: f32, colour: style::Colour) -> Paint {
    Paint::Border { width, height, weight, colour, dashed: false }
}
