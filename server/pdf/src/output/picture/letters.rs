//! Letters as shapes: each is defined once, and used wherever it stands.

use std::{collections::BTreeMap, fmt::Write as _};

use skrifa::{
    FontRef, GlyphId, MetadataProvider,
    instance::{LocationRef, Size},
    outline::{DrawSettings, OutlinePen},
};

use super::format::{hex, number};
use crate::{
    PdfError,
    layout::{face::Face, paragraph::GlyphRun, shape::points},
};

/// The letters of a picture, by typeface and glyph, in font units; empty for a space.
#[derive(Default)]
pub(super) struct Letters(BTreeMap<(Face, u16), String>);

impl Letters {
    /// Draws a run that begins at this point of its baseline.
    pub(super) fn run(&mut self, run: &GlyphRun, (x, y): (f32, f32), into: &mut String) -> Result<(), PdfError> {
        // Right-to-left text starts at its right end.
        let x = if run.right_to_left { x + run.width() } else { x };
        let scale = points(1, run.face, run.size);
        let _ = write!(
            into,
            r#"<g fill="{}" transform="translate({} {}) scale({scale:.6})">"#,
            hex(run.colour),
            number(x),
            number(y)
        );
        let mut pen = 0;
        for (cluster, _) in run.clusters() {
            let width: i32 = cluster.iter().map(|glyph| glyph.advance).sum();
            if run.right_to_left {
                pen -= width;
            }
            let mut at = pen;
            for glyph in cluster {
                if !self.shape(run.face, glyph.id)?.is_empty() {
                    let _ = write!(into, r##"<use href="#f{}g{}" x="{}""##, run.face as usize, glyph.id, at + glyph.dx);
                    if glyph.dy != 0 {
                        let _ = write!(into, r#" y="{}""#, -glyph.dy);
                    }
                    into.push_str("/>");
                }
                at += glyph.advance;
            }
            if !run.right_to_left {
                pen += width;
            }
        }
        into.push_str("</g>");
        Ok(())
    }

    /// Returns the shape of a glyph.
    fn shape(&mut self, face: Face, glyph: u16) -> Result<&str, PdfError> {
        let shape = match self.0.entry((face, glyph)) {
            std::collections::btree_map::Entry::Occupied(known) => known.into_mut(),
            std::collections::btree_map::Entry::Vacant(place) => place.insert(outline(face, glyph)?),
        };
        Ok(shape)
    }

    /// Returns the definitions of all letters so far.
    pub(super) fn shapes(&self) -> String {
        let mut text = String::new();
        for ((face, glyph), shape) in self.0.iter().filter(|(_, shape)| !shape.is_empty()) {
            let _ = write!(text, r#"<path id="f{}g{glyph}" d="{shape}"/>"#, *face as usize);
        }
        text
    }
}

/// Returns the outline of a glyph as path data, downwards from its baseline.
fn outline(face: Face, glyph: u16) -> Result<String, PdfError> {
    let invalid = |reason: String| PdfError::InvalidFont { face: face.name(), source: reason.into() };
    let font = FontRef::new(face.bytes()).map_err(|error| invalid(error.to_string()))?;
    let mut pen = PathPen(String::new());
    if let Some(outline) = font.outline_glyphs().get(GlyphId::from(glyph)) {
        let unscaled = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        outline.draw(unscaled, &mut pen).map_err(|error| invalid(error.to_string()))?;
    }
    Ok(pen.0)
}

/// Writes an outline as path data.
struct PathPen(String);

impl PathPen {
    fn write(&mut self, command: char, coordinates: &[f32]) {
        self.0.push(command);
        for (place, coordinate) in coordinates.iter().enumerate() {
            // Fonts measure upwards, pictures downwards.
            let coordinate = if place % 2 == 1 { -coordinate } else { *coordinate };
            if place > 0 {
                self.0.push(' ');
            }
            self.0.push_str(&number(coordinate));
        }
    }
}

impl OutlinePen for PathPen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.write('M', &[x, y]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.write('L', &[x, y]);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.write('Q', &[cx, cy, x, y]);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.write('C', &[ax, ay, bx, by, x, y]);
    }

    fn close(&mut self) {
        self.0.push('Z');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{face::WritingSystem, shape::shape};

    #[test]
    fn letters_of_every_face_have_shapes_and_a_space_has_none() {
        for face in Face::ALL {
            let glyphs = shape(face, WritingSystem::Latin, "5 ", 0, false).unwrap();
            let shapes: Vec<String> = glyphs.iter().map(|glyph| outline(face, glyph.id).unwrap()).collect();
            assert!(shapes[0].starts_with('M') && shapes[0].ends_with('Z'), "{face:?}: {}", shapes[0]);
            assert_eq!(shapes[1], "", "{face:?}");
        }
    }
}
