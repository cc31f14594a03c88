//! Draws a page as SVG, for the screen. Letters are drawn as shapes, so a picture looks as the paper will, needs no typeface,
//! and can be shown as an image by any browser.

pub(super) mod format;
mod letters;
pub(super) mod logo;

use std::fmt::Write as _;

use self::{
    format::{hex, number, trace},
    letters::Letters,
};
use crate::{
    PaperSize, PdfError,
    document::Edge,
    layout::{
        pages::ComposedPage,
        path::Path,
        slices::{Fragment, Paint},
        style::{self, Colour},
    },
};

/// Returns a page as an SVG document of its size in points.
///
/// # Errors
///
/// [`PdfError::InvalidFont`] if a built-in typeface cannot be read.
pub(crate) fn svg(page: &ComposedPage, paper: PaperSize) -> Result<String, PdfError> {
    let mut painter = PicturePainter::default();
    for fragment in &page.fragments {
        painter.fragment(fragment)?;
    }
    let (width, height) = (number(paper.width()), number(paper.height()));
    let mut svg = format!(r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">"#);
    let _ = write!(
        svg,
        r##"<defs>{}</defs><rect width="{width}" height="{height}" fill="#fff"/>"##,
        painter.letters.shapes()
    );
    svg.push_str(&painter.body);
    svg.push_str("</svg>");
    Ok(svg)
}

#[derive(Default)]
struct PicturePainter {
    body: String,
    letters: Letters,
    /// Logos so far, to tell their clip paths apart.
    logos: usize,
}

impl PicturePainter {
    fn fragment(&mut self, fragment: &Fragment) -> Result<(), PdfError> {
        let (x, y) = (fragment.x, fragment.y);
        match &fragment.paint {
            Paint::Words(line) => {
                for run in &line.runs {
                    self.letters.run(run, (x + run.x, y), &mut self.body)?;
                }
            }
            Paint::Fill { width, height, colour } => self.rectangle([x, y, *width, *height, 0.0], Some(*colour), None),
            Paint::Border { width, height, weight, colour, dashed } => {
                let edge = Edge { colour: *colour, weight: *weight, dashed: *dashed };
                self.rectangle([x, y, *width, *height, 0.0], None, Some(edge));
            }
            Paint::Rounded { width, height, radius, fill, stroke } => {
                self.rectangle([x, y, *width, *height, *radius], *fill, *stroke);
            }
            Paint::Picture { width, height, logo } => {
                self.logos += 1;
                logo::draw(logo, [x, y, *width, *height], self.logos, &mut self.body);
            }
            Paint::Path { path, fill, stroke, .. } => self.path(path, (x, y), *fill, *stroke),
            Paint::Disc { diameter, colour } => {
                let radius = diameter / 2.0;
                let (x, y, radius) = (number(x + radius), number(y + radius), number(radius));
                let _ = write!(self.body, r#"<circle cx="{x}" cy="{y}" r="{radius}" fill="{}"/>"#, hex(*colour));
            }
            // A picture cannot be filled in.
            Paint::Field { .. } => {}
        }
        Ok(())
    }

    /// Draws a rectangle, its edge inside of its bounds: left, top, width, height and the radius of its corners.
    fn rectangle(&mut self, [x, y, width, height, radius]: [f32; 5], fill: Option<Colour>, edge: Option<Edge>) {
        let inset = edge.map_or(0.0, |edge| edge.weight / 2.0);
        let [x, y, width, height] = [x + inset, y + inset, width - 2.0 * inset, height - 2.0 * inset].map(number);
        let _ = write!(self.body, r#"<rect x="{x}" y="{y}" width="{width}" height="{height}""#);
        if radius > inset {
            let _ = write!(self.body, r#" rx="{}""#, number(radius - inset));
        }
        self.colours(fill, edge);
        self.body.push_str("/>");
    }

    fn path(&mut self, path: &Path, (x, y): (f32, f32), fill: Option<Colour>, edge: Option<Edge>) {
        self.body.push_str("<path d=\"");
        for part in &path.parts {
            trace(part, (x, y), &mut self.body);
        }
        self.body.push('"');
        self.colours(fill, edge);
        if edge.is_some() && path.parts.iter().any(|part| part.round) {
            self.body.push_str(r#" stroke-linecap="round" stroke-linejoin="round""#);
        }
        self.body.push_str("/>");
    }

    fn colours(&mut self, fill: Option<Colour>, edge: Option<Edge>) {
        let _ = write!(self.body, r#" fill="{}""#, fill.map_or_else(|| "none".to_owned(), hex));
        let Some(edge) = edge else { return };
        let _ = write!(self.body, r#" stroke="{}" stroke-width="{}""#, hex(edge.colour), number(edge.weight));
        if edge.dashed {
            let [dash, gap] = style::CUT_DASHES;
            let _ = write!(self.body, r#" stroke-dasharray="{dash} {gap}""#);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_takes_two_control_points_and_a_closed_path_ends() {
        let mut text = String::new();
        trace(&Path::circle(2.0).parts[0], (1.0, 1.0), &mut text);
        assert!(text.starts_with("M2 1L2 1C2.55 1 3 1.45 3 2") && text.ends_with('Z'), "{text}");
        assert_eq!(text.matches('C').count(), 4);
    }

    #[test]
    fn numbers_are_as_short_as_they_can_be() {
        assert_eq!([0.0, -0.001, 1.5, 20.0, 0.126].map(number), ["0", "0", "1.5", "20", "0.13"]);
    }
}
