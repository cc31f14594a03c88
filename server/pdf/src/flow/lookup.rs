//! What one looks at or looks up: entries beside each other, and drawings.

use super::{Air, Galley, piece};
use crate::{
    PdfError,
    document::{Entry, Figure, Shape, Stroke},
    strip::{Ink, Keep, Mark, Piece, Role},
    style,
};

impl Galley<'_> {
    /// Columns, row by row; each row stays whole, and all of them stay together where a page has room for that.
    pub(super) fn entries(&mut self, entries: &[Entry]) -> Result<(), PdfError> {
        let width = match self.look.columns {
            1 => self.edge.width,
            _ => (self.edge.width - style::COLUMN_GAP) / 2.0,
        };
        let (name, detail) = (self.look.entry, self.look.detail);
        for row in entries.chunks(self.look.columns) {
            let (mut pieces, mut height) = (Vec::new(), 0.0_f32);
            for (entry, x) in row.iter().zip([0.0, width + style::COLUMN_GAP]) {
                let mut y = 0.0;
                let parts = [(&entry.name, &name), (&entry.text, &name), (&entry.detail, &detail)];
                for (text, style) in parts.into_iter().filter(|(text, _)| !text.is_blank()) {
                    let (words, words_height) = self.set(Role::Paragraph, text, style, width)?;
                    let left = self.edge.left + x;
                    pieces.extend(words.into_iter().map(|piece| Piece { x: piece.x + left, y: piece.y + y, ..piece }));
                    y += words_height;
                }
                height = height.max(y);
            }
            self.push(Air(9.0, 9.0), height, pieces, Keep::Cost(9.0));
        }
        if let Some(strip) = self.flow.strips.last_mut() {
            strip.after = Keep::Free;
        }
        Ok(())
    }

    pub(super) fn figure(&mut self, figure: &Figure) {
        let node = self.node(Role::Figure(figure.alt.clone()));
        let shape = |stroke: &Stroke| {
            let colour = stroke.colour;
            let ink = match stroke.shape {
                Shape::Disc(diameter) => Ink::Disc { diameter, colour },
                Shape::Bar(width, height) => Ink::Fill { width, height, colour },
            };
            piece(Mark::Node(node), self.edge.left + stroke.x, stroke.y, ink)
        };
        let pieces = figure.shapes.iter().map(shape).collect();
        self.push(Air(10.0, 10.0), figure.height, pieces, Keep::Free);
    }
}
