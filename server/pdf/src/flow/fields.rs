//! What is filled in by hand: boxes, lines, space and scales.

use super::{Air, Galley, piece};
use crate::{
    PdfError,
    document::{Room, Scale, Text},
    paragraph,
    strip::{Ink, Keep, Mark, Node, Piece, Role},
    style,
};

impl Galley<'_> {
    pub(super) fn checkbox(&mut self, text: &Text, more: bool) -> Result<(), PdfError> {
        let first = self.flow.strips.len();
        let node = self.node(Role::Paragraph);
        let tick = self.flow.outline.add(Role::Tick, Some(node));
        let style = self.look.body;
        self.words(node, text, &style, self.look.scaled(style::BOX_INDENT), Air(4.0, if more { 4.0 } else { 8.0 }))?;
        let side = self.look.scaled(style::BOX_SIDE);
        let ink = edge((side, side), style::BOX_WEIGHT, style::GREEN);
        // Its middle on the middle of the small letters with their stems.
        let y = style.baseline() - side + self.look.scaled(1.4);
        let x = self.edge.left;
        if let Some(strip) = self.flow.strips.get_mut(first) {
            strip.pieces.insert(0, piece(Mark::Node(tick), x, y, ink));
        }
        if more {
            self.reluctantly(1.0);
        }
        Ok(())
    }

    pub(super) fn fill_in(&mut self, text: &Text, room: Room) -> Result<(), PdfError> {
        match room {
            Room::Beside => self.write_beside(text),
            Room::Below(lines) => self.write_below(text, lines),
            Room::Open(lines) => self.write_freely(text, lines),
        }
    }

    fn write_below(&mut self, text: &Text, lines: u8) -> Result<(), PdfError> {
        self.label(text)?;
        let node = self.node(Role::Room(text.plain()));
        // A few lines are for one thought; many are for as many thoughts as there are.
        let apart = if lines <= style::WRITING_FEW { 25.0 } else { 9.0 };
        for n in 0..lines.max(1) {
            let height = if n == 0 { style::WRITING_FIRST } else { style::WRITING_PITCH };
            let rule = self.writing_rule(node, 0.0, height, self.edge.width);
            let last = n + 1 >= lines;
            self.push(
                Air(0.0, if last { 12.0 } else { 0.0 }),
                height,
                vec![rule],
                if last { Keep::Free } else { Keep::Cost(apart) },
            );
        }
        Ok(())
    }

    fn write_beside(&mut self, text: &Text) -> Result<(), PdfError> {
        let style = self.look.label;
        let line = paragraph::lines(text, &style, f32::MAX, self.language)?.pop().unwrap_or_default();
        let start = line.width + 8.0;
        let room = self.edge.width - start;
        if room < style::WRITING_BESIDE {
            return self.write_below(text, 1);
        }
        let label = self.node(Role::Paragraph);
        let parts = self.spread(label, text, vec![line]).concat();
        let node = self.node(Role::Room(text.plain()));
        let height = style.leading + 12.0;
        let baseline = height - 5.0;
        let left = self.edge.left;
        let mut pieces: Vec<Piece> =
            parts.into_iter().map(|(mark, line)| piece(mark, left, baseline, Ink::Words(line))).collect();
        pieces.push(self.writing_rule(node, start, baseline + 1.5, room.min(style::WRITING_DATE)));
        self.push(Air(2.0, 4.0), height, pieces, Keep::Free);
        Ok(())
    }

    /// An empty space with an edge, at most as high as half a page.
    fn write_freely(&mut self, text: &Text, lines: u8) -> Result<(), PdfError> {
        self.label(text)?;
        let node = self.node(Role::Room(text.plain()));
        let height = (f32::from(lines.max(1)) * style::WRITING_PITCH).min(self.look.text_height() / 2.0);
        let ink = edge((self.edge.width, height), style::WRITING_WEIGHT, style::WRITING);
        let space = piece(Mark::Node(node), self.edge.left, 0.0, ink);
        self.push(Air(5.0, 12.0), height, vec![space], Keep::Free);
        Ok(())
    }

    fn label(&mut self, text: &Text) -> Result<(), PdfError> {
        let label = self.node(Role::Paragraph);
        let style = self.look.label;
        self.words(label, text, &style, 0.0, Air(12.0, 0.0))?;
        self.keep_with_next();
        Ok(())
    }

    fn writing_rule(&self, node: Node, x: f32, y: f32, width: f32) -> Piece {
        let ink = Ink::Fill { width, height: style::WRITING_WEIGHT, colour: style::WRITING };
        piece(Mark::Node(node), self.edge.left + x, y - style::WRITING_WEIGHT, ink)
    }

    /// The question, eleven numbers with room to circle one, and what the ends mean below them.
    pub(super) fn scale(&mut self, scale: &Scale) -> Result<(), PdfError> {
        let outer = self.edge;
        self.edge.parent = Some(self.node(Role::Group));
        self.label(&scale.question)?;
        self.numbers()?;
        self.keep_with_next();
        let width = self.edge.width / 2.0 - 8.0;
        let style = self.look.detail;
        let low = self.set(Role::Paragraph, &scale.low, &style, width)?;
        let high = self.set(Role::Paragraph, &scale.high, &style, width)?;
        let height = low.1.max(high.1);
        // The words for 10 end below the 10.
        let right = self.edge.left + self.edge.width - high.0.iter().map(end).fold(0.0, f32::max);
        let mut pieces = low.0;
        for piece in &mut pieces {
            piece.x += outer.left;
        }
        pieces.extend(high.0.into_iter().map(|piece| Piece { x: piece.x + right, ..piece }));
        self.push(Air(0.0, 12.0), height, pieces, Keep::Free);
        self.edge = outer;
        Ok(())
    }

    fn numbers(&mut self) -> Result<(), PdfError> {
        let parent = self.edge.parent;
        let row = self.flow.outline.add(Role::Paragraph, parent);
        let style = self.look.cell;
        let first = paragraph::single("0", &style)?.width;
        let last = paragraph::single("10", &style)?.width;
        let step = (self.edge.width - f32::midpoint(first, last)) / 10.0;
        let height = style.leading + style::CIRCLE_ROOM + self.look.scaled(6.0);
        let mut pieces = Vec::new();
        let mut middle = self.edge.left + first / 2.0;
        for n in 0..=10 {
            let name = n.to_string();
            let line = paragraph::single(&name, &style)?;
            let node = self.flow.outline.add(Role::Choice(name), Some(row));
            let x = middle - line.width / 2.0;
            pieces.push(piece(Mark::Node(node), x, height - style::CIRCLE_ROOM, Ink::Words(line)));
            middle += step;
        }
        self.push(Air(0.0, 0.0), height, pieces, Keep::Together);
        Ok(())
    }
}

/// Where the ink of a piece ends to the right.
fn end(piece: &Piece) -> f32 {
    match &piece.ink {
        Ink::Words(line) => piece.x + line.width,
        _ => piece.x,
    }
}

fn edge((width, height): (f32, f32), weight: f32, colour: style::Colour) -> Ink {
    Ink::Edge { width, height, weight, colour, dashed: false }
}
