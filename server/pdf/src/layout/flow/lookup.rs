//! Directory entries and figures.

use super::{FlowBuilder, Spacing, fragment};
use crate::{
    PdfError,
    document::{DirectoryEntry, Figure, FigureShape, ShapeKind},
    layout::{
        slices::{ContentTag, Fragment, PageBreak, Paint},
        structure::Role,
        style,
    },
};

impl FlowBuilder<'_> {
    /// Adds entries in columns, row by row. Rows are never split, and all of them stay together if a page can hold
    /// them.
    pub(super) fn entries(&mut self, entries: &[DirectoryEntry]) -> Result<(), PdfError> {
        let width = match self.theme.columns {
            1 => self.column.width,
            _ => (self.column.width - style::COLUMN_GAP) / 2.0,
        };
        let (name, detail) = (self.theme.entry, self.theme.detail);
        for row in entries.chunks(self.theme.columns) {
            let (mut fragments, mut height) = (Vec::new(), 0.0_f32);
            for (entry, x) in row.iter().zip([0.0, width + style::COLUMN_GAP]) {
                let mut y = 0.0;
                let parts = [(&entry.name, &name), (&entry.text, &name), (&entry.detail, &detail)];
                for (text, style) in parts.into_iter().filter(|(text, _)| !text.is_blank()) {
                    let (words, words_height) = self.set_text(Role::Paragraph, text, style, width)?;
                    let left = self.column.left + x;
                    fragments.extend(words.into_iter().map(|fragment| Fragment {
                        x: fragment.x + left,
                        y: fragment.y + y,
                        ..fragment
                    }));
                    y += words_height;
                }
                height = height.max(y);
            }
            self.push_slice(Spacing(9.0, 9.0), height, fragments, PageBreak::Discouraged(9.0));
        }
        if let Some(slice) = self.flow.slices.last_mut() {
            slice.after = PageBreak::Allowed;
        }
        Ok(())
    }

    pub(super) fn figure(&mut self, figure: &Figure) {
        let node = self.add_node(Role::Figure(figure.alt.clone()));
        let shape = |stroke: &FigureShape| {
            let colour = stroke.colour;
            let paint = match stroke.shape {
                ShapeKind::Disc(diameter) => Paint::Disc { diameter, colour },
                ShapeKind::Rectangle(width, height) => Paint::Fill { width, height, colour },
            };
            fragment(ContentTag::Structure(node), self.column.left + stroke.x, stroke.y, paint)
        };
        let fragments = figure.shapes.iter().map(shape).collect();
        self.push_slice(Spacing(10.0, 10.0), figure.height, fragments, PageBreak::Allowed);
    }
}
