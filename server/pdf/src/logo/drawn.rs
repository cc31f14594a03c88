//! A logo of shapes, from an SVG file: its paths as operators of PDF, in the order in which they are painted.
//!
//! Fills and strokes keep their colours and opacities, and what is clipped stays clipped. A gradient becomes its mean
//! colour, and the opacity of a group that of each of its shapes: on a letterhead one hardly sees the difference. Patterns,
//! masks, filters and modes of blending are refused.

use std::collections::BTreeSet;

use usvg::{BlendMode, ClipPath, FillRule, Group, Node, Options, PaintOrder, Path, Stroke, Transform, Tree};

use super::{
    ink::{self, Pen},
    plain::{odd, parse},
};
use crate::PdfError;

/// Its longer side, in units of its own: two digits behind the point are then finer than any printer.
const SIDE: f32 = 1000.0;
/// More corners than this are no logo.
const MOST_POINTS: usize = 20_000;

/// A logo of shapes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Drawing {
    /// Width and height in hundredths of a unit.
    size: (u32, u32),
    /// Operators of PDF, for a page whose corner is at the upper left.
    pub operators: Vec<u8>,
    /// The opacities in it, of 255. The graphics state that sets one is called `G` with its number.
    pub opacities: BTreeSet<u8>,
}

impl Drawing {
    /// Width and height, in units of its own.
    #[allow(clippy::cast_precision_loss, reason = "a side has at most 100 000 hundredths")]
    pub(crate) fn size(&self) -> (f32, f32) {
        (self.size.0 as f32 / 100.0, self.size.1 as f32 / 100.0)
    }
}

/// Reads an SVG file.
///
/// # Errors
///
/// [`PdfError::BrokenLogo`] where it is no SVG, [`PdfError::OddLogo`] where it holds more than the shapes of a logo.
pub(super) fn read(text: &str) -> Result<Drawing, PdfError> {
    let tree = parse(text, |document| {
        Tree::from_xmltree(document, &Options::default()).map_err(|error| PdfError::BrokenLogo(error.to_string()))
    })?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = SIDE / width.max(height);
    if !scale.is_normal() || width.min(height) * scale < 1.0 {
        return Err(odd("its size makes no sense"));
    }
    let mut artist = Artist { pen: Pen::default(), points: MOST_POINTS };
    artist.group(tree.root(), Transform::from_scale(scale, scale), 1.0)?;
    if artist.points == MOST_POINTS {
        return Err(odd("there is nothing to be seen in it"));
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and 1000 units")]
    let hundredths = |side: f32| (side * scale * 100.0).round() as u32;
    let Pen { operators, opacities } = artist.pen;
    Ok(Drawing { size: (hundredths(width), hundredths(height)), operators, opacities })
}

struct Artist {
    pen: Pen,
    /// How many corners may still come.
    points: usize,
}

impl Artist {
    fn group(&mut self, group: &Group, at: Transform, opacity: f32) -> Result<(), PdfError> {
        if group.mask().is_some() || !group.filters().is_empty() {
            return Err(odd("it uses a mask or a filter"));
        }
        if group.blend_mode() != BlendMode::Normal {
            return Err(odd("its shapes blend with what is below them"));
        }
        let (at, opacity) = (at.pre_concat(group.transform()), opacity * group.opacity().get());
        if let Some(clip) = group.clip_path() {
            self.pen.keep();
            self.clip(clip, at)?;
        }
        for node in group.children() {
            match node {
                Node::Group(group) => self.group(group, at, opacity)?,
                Node::Path(path) => self.path(path, at, opacity)?,
                Node::Image(_) | Node::Text(_) => return Err(odd("it holds text or a picture of pixels")),
            }
        }
        if group.clip_path().is_some() {
            self.pen.back();
        }
        Ok(())
    }

    /// Lets only what lies within these shapes be seen from here on.
    fn clip(&mut self, clip: &ClipPath, at: Transform) -> Result<(), PdfError> {
        if let Some(other) = clip.clip_path() {
            self.clip(other, at)?;
        }
        let mut rules = Vec::new();
        self.outline(clip.root(), at.pre_concat(clip.transform()), &mut rules)?;
        match rules[..] {
            [] => self.pen.nothing(),
            [rule] => self.pen.clip(rule),
            _ if rules.iter().all(|rule| *rule == FillRule::NonZero) => self.pen.clip(FillRule::NonZero),
            _ => return Err(odd("what is cut out of it is too intricate")),
        }
        Ok(())
    }

    fn outline(&mut self, group: &Group, at: Transform, rules: &mut Vec<FillRule>) -> Result<(), PdfError> {
        let at = at.pre_concat(group.transform());
        if group.clip_path().is_some() {
            return Err(odd("what is cut out of it is too intricate"));
        }
        for node in group.children() {
            match node {
                Node::Group(group) => self.outline(group, at, rules)?,
                Node::Path(path) => {
                    self.count(path)?;
                    self.pen.trace(path.data(), at);
                    rules.push(path.fill().map_or(FillRule::NonZero, usvg::Fill::rule));
                }
                Node::Image(_) | Node::Text(_) => return Err(odd("it holds text or a picture of pixels")),
            }
        }
        Ok(())
    }

    fn path(&mut self, path: &Path, at: Transform, opacity: f32) -> Result<(), PdfError> {
        if !path.is_visible() {
            return Ok(());
        }
        self.count(path)?;
        if path.paint_order() == PaintOrder::StrokeAndFill {
            self.stroke(path, at, opacity)?;
            self.fill(path, at, opacity)
        } else {
            self.fill(path, at, opacity)?;
            self.stroke(path, at, opacity)
        }
    }

    fn fill(&mut self, path: &Path, at: Transform, opacity: f32) -> Result<(), PdfError> {
        let Some(fill) = path.fill() else { return Ok(()) };
        let colour = ink::colour(fill.paint()).ok_or_else(pattern)?.seen_through(opacity * fill.opacity().get());
        self.pen.keep();
        self.pen.fill_with(colour);
        self.pen.trace(path.data(), at);
        self.pen.fill(fill.rule());
        self.pen.back();
        Ok(())
    }

    fn stroke(&mut self, path: &Path, at: Transform, opacity: f32) -> Result<(), PdfError> {
        let Some(stroke) = path.stroke() else { return Ok(()) };
        let colour = ink::colour(stroke.paint()).ok_or_else(pattern)?.seen_through(opacity * stroke.opacity().get());
        // A stroke is turned and stretched with its shape; what is as large in each direction needs no help for that.
        let scale = (at.sx * at.sy - at.kx * at.ky).abs().sqrt();
        if !scale.is_normal() {
            return Ok(());
        }
        let (across, down) = (at.sx.hypot(at.ky), at.sy.hypot(at.kx));
        let even = (across - down).abs() < 1e-3 * scale && (at.sx * at.kx + at.ky * at.sy).abs() < 1e-3 * scale * scale;
        self.pen.keep();
        self.pen.stroke_with(colour);
        let inner = if even { at } else { Transform::from_scale(scale, scale) };
        if !even {
            self.pen.turn(at.pre_concat(Transform::from_scale(1.0 / scale, 1.0 / scale)));
        }
        self.line(stroke, scale);
        self.pen.trace(path.data(), inner);
        self.pen.stroke();
        self.pen.back();
        Ok(())
    }

    fn line(&mut self, stroke: &Stroke, scale: f32) {
        let ends = match stroke.linecap() {
            usvg::LineCap::Butt => 0,
            usvg::LineCap::Round => 1,
            usvg::LineCap::Square => 2,
        };
        let corners = match stroke.linejoin() {
            usvg::LineJoin::Round => 1,
            usvg::LineJoin::Bevel => 2,
            usvg::LineJoin::Miter | usvg::LineJoin::MiterClip => 0,
        };
        self.pen.line(stroke.width().get() * scale, ends, corners, stroke.miterlimit().get());
        if let Some(dashes) = stroke.dasharray() {
            let dashes: Vec<f32> = dashes.iter().map(|dash| dash * scale).collect();
            self.pen.dashes(&dashes, stroke.dashoffset() * scale);
        }
    }

    fn count(&mut self, path: &Path) -> Result<(), PdfError> {
        let points = path.data().points();
        if points.iter().any(|point| !(point.x.is_finite() && point.y.is_finite())) {
            return Err(odd("its size makes no sense"));
        }
        self.points =
            self.points.checked_sub(points.len()).ok_or_else(|| odd("its shapes have far too many corners"))?;
        Ok(())
    }
}

fn pattern() -> PdfError {
    odd("it is filled with a pattern")
}
