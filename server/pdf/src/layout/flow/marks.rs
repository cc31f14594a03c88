//! Rings, boxes and scales to mark.

use super::{
    FlowBuilder,
    form_fields::question_of,
    fragment,
    laid::{LaidBox, count},
};
use crate::{
    PdfError,
    document::{Edge, TextKind},
    layout::{
        paragraph,
        slices::{ContentTag, MarkShape, Paint},
        structure::{NodeId, Role},
        style::{self, Colour},
    },
};

impl FlowBuilder<'_> {
    pub(super) fn lay_mark(
        &mut self,
        size: f32,
        square: bool,
        inside: Option<&(String, Colour)>,
        colour: Colour,
        width: f32,
        node: NodeId,
    ) -> Result<LaidBox, PdfError> {
        let tag = ContentTag::Structure(node);
        let radius = if square { 1.6 } else { size / 2.0 };
        let edge = Edge { colour, weight: self.theme.mark_weight(), dashed: false };
        let x = ((width - size) / 2.0).max(0.0);
        let paint = Paint::Rounded { width: size, height: size, radius, fill: Some(style::WHITE), stroke: Some(edge) };
        let mut laid = LaidBox { height: size, fragments: vec![fragment(tag, x, 0.0, paint)], ..LaidBox::default() };
        if let Some((words, ink)) = inside {
            let style = self.theme.client(TextKind::Hint, *ink);
            let line = paragraph::single(words, &style)?;
            let y = size / 2.0 + style.faces[0].baseline_offset() * style.size;
            laid.fragments.push(fragment(tag, x + (size - line.width) / 2.0, y, Paint::Words(line)));
        }
        Ok(laid)
    }

    /// Rings below each other, as one field; the highest number is at the top.
    pub(super) fn lay_rings(
        &mut self,
        count: u8,
        (size, pitch): (f32, f32),
        name: &str,
        colour: Colour,
        width: f32,
        node: Option<NodeId>,
    ) -> Result<LaidBox, PdfError> {
        let node = self.flow.structure.add(Role::WritingSpace(name.to_owned()), node);
        let mut laid = LaidBox { height: f32::from(count) * pitch, ..LaidBox::default() };
        for n in 0..count {
            let ring = self.lay_mark(size, false, None, colour, width, node)?;
            let (x, y) = (((width - size) / 2.0).max(0.0), f32::from(n) * pitch + (pitch - size) / 2.0);
            laid.add(ring, 0.0, y);
            let answer = (count - 1 - n).to_string();
            let asked = (question_of(name), answer.as_str());
            laid.fragments.extend(self.choice_field(node, (x, y), size, asked, MarkShape::Dot));
        }
        Ok(laid)
    }

    /// Numbers to ring, as one field.
    pub(super) fn lay_scale(
        &mut self,
        name: &str,
        numbers: &[String],
        size: f32,
        colour: Colour,
        width: f32,
        node: Option<NodeId>,
    ) -> Result<LaidBox, PdfError> {
        let node = self.flow.structure.add(Role::WritingSpace(name.to_owned()), node);
        // On small paper, as large as keeps them apart.
        let size = size.min(width / count(numbers.len().max(1)) - 1.0);
        let step = (width - size) / count(numbers.len().saturating_sub(1)).max(1.0);
        let mut laid = LaidBox { height: size, ..LaidBox::default() };
        for (n, number) in numbers.iter().enumerate() {
            let inside = (number.clone(), style::INK);
            let part = self.lay_mark(size, false, Some(&inside), colour, size, node)?;
            laid.add(part, step * count(n), 0.0);
            let asked = (question_of(name), number.as_str());
            laid.fragments.extend(self.choice_field(node, (step * count(n), 0.0), size, asked, MarkShape::Ring));
        }
        Ok(laid)
    }
}
