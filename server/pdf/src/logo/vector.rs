//! Vector logos: the paths of an SVG file as PDF operators in painting order.
//!
//! Fills and strokes keep their colours and opacities, and clip paths are applied. A gradient becomes its mean colour,
//! and the opacity of a group is applied to each of its shapes; at the size of a letterhead the difference is hardly
//! visible. Patterns, masks, filters and blend modes are refused.

use std::collections::BTreeSet;

use usvg::{BlendMode, ClipPath, FillRule, Group, Node, Options, PaintOrder, Path, Stroke, Transform, Tree};

use super::{
    operators::{self, OperatorWriter},
    svg::{parse, unsupported},
};
use crate::PdfError;

/// Length of the longer side in drawing units: two decimal places are then finer than any printer.
const SIDE: f32 = 1000.0;
/// Maximum number of points.
const MOST_POINTS: usize = 20_000;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct VectorLogo {
    /// Width and height in hundredths of a unit.
    size: (u32, u32),
    /// PDF operators for a coordinate system with its origin at the upper left.
    pub operators: Vec<u8>,
    /// Opacities in use, as parts of 255. The graphics state for each is named `G` and its number.
    pub opacities: BTreeSet<u8>,
}

impl VectorLogo {
    /// Returns width and height in drawing units.
    #[allow(clippy::cast_precision_loss, reason = "a side has at most 100 000 hundredths")]
    pub(crate) fn size(&self) -> (f32, f32) {
        (self.size.0 as f32 / 100.0, self.size.1 as f32 / 100.0)
    }
}

/// Reads an SVG file.
///
/// # Errors
///
/// [`PdfError::InvalidLogo`] if the file is not SVG, [`PdfError::UnsupportedSvg`] if it contains more than supported
/// shapes.
pub(super) fn read(text: &str) -> Result<VectorLogo, PdfError> {
    let tree = parse(text, |document| {
        Tree::from_xmltree(document, &Options::default()).map_err(|error| PdfError::InvalidLogo(error.to_string()))
    })?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = SIDE / width.max(height);
    if !scale.is_normal() || width.min(height) * scale < 1.0 {
        return Err(unsupported("its size is invalid"));
    }
    let mut converter = SvgConverter { writer: OperatorWriter::default(), points: MOST_POINTS };
    converter.group(tree.root(), Transform::from_scale(scale, scale), 1.0)?;
    if converter.points == MOST_POINTS {
        return Err(unsupported("it draws nothing"));
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and 1000 units")]
    let hundredths = |side: f32| (side * scale * 100.0).round() as u32;
    let OperatorWriter { operators, opacities } = converter.writer;
    Ok(VectorLogo { size: (hundredths(width), hundredths(height)), operators, opacities })
}

struct SvgConverter {
    writer: OperatorWriter,
    /// Number of points still allowed.
    points: usize,
}

impl SvgConverter {
    fn group(&mut self, group: &Group, at: Transform, opacity: f32) -> Result<(), PdfError> {
        if group.mask().is_some() || !group.filters().is_empty() {
            return Err(unsupported("it uses a mask or a filter"));
        }
        if group.blend_mode() != BlendMode::Normal {
            return Err(unsupported("it uses blend modes"));
        }
        let (at, opacity) = (at.pre_concat(group.transform()), opacity * group.opacity().get());
        if let Some(clip) = group.clip_path() {
            self.writer.save();
            self.clip(clip, at)?;
        }
        for node in group.children() {
            match node {
                Node::Group(group) => self.group(group, at, opacity)?,
                Node::Path(path) => self.path(path, at, opacity)?,
                Node::Image(_) | Node::Text(_) => return Err(unsupported("it contains text or a raster image")),
            }
        }
        if group.clip_path().is_some() {
            self.writer.restore();
        }
        Ok(())
    }

    /// Clips all following shapes to a clip path.
    fn clip(&mut self, clip: &ClipPath, at: Transform) -> Result<(), PdfError> {
        if let Some(other) = clip.clip_path() {
            self.clip(other, at)?;
        }
        let mut rules = Vec::new();
        self.outline(clip.root(), at.pre_concat(clip.transform()), &mut rules)?;
        match rules[..] {
            [] => self.writer.clip_everything(),
            [rule] => self.writer.clip(rule),
            _ if rules.iter().all(|rule| *rule == FillRule::NonZero) => self.writer.clip(FillRule::NonZero),
            _ => return Err(unsupported("its clip paths are too complex")),
        }
        Ok(())
    }

    fn outline(&mut self, group: &Group, at: Transform, rules: &mut Vec<FillRule>) -> Result<(), PdfError> {
        let at = at.pre_concat(group.transform());
        if group.clip_path().is_some() {
            return Err(unsupported("its clip paths are too complex"));
        }
        for node in group.children() {
            match node {
                Node::Group(group) => self.outline(group, at, rules)?,
                Node::Path(path) => {
                    self.count(path)?;
                    self.writer.trace(path.data(), at);
                    rules.push(path.fill().map_or(FillRule::NonZero, usvg::Fill::rule));
                }
                Node::Image(_) | Node::Text(_) => return Err(unsupported("it contains text or a raster image")),
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
        let colour = operators::colour(fill.paint()).ok_or_else(pattern)?.with_opacity(opacity * fill.opacity().get());
        self.writer.save();
        self.writer.fill_with(colour);
        self.writer.trace(path.data(), at);
        self.writer.fill(fill.rule());
        self.writer.restore();
        Ok(())
    }

    fn stroke(&mut self, path: &Path, at: Transform, opacity: f32) -> Result<(), PdfError> {
        let Some(stroke) = path.stroke() else { return Ok(()) };
        let colour =
            operators::colour(stroke.paint()).ok_or_else(pattern)?.with_opacity(opacity * stroke.opacity().get());
        // Strokes are transformed with their shapes; uniform scaling needs no transformation matrix.
        let scale = (at.sx * at.sy - at.kx * at.ky).abs().sqrt();
        if !scale.is_normal() {
            return Ok(());
        }
        let (across, down) = (at.sx.hypot(at.ky), at.sy.hypot(at.kx));
        let even = (across - down).abs() < 1e-3 * scale && (at.sx * at.kx + at.ky * at.sy).abs() < 1e-3 * scale * scale;
        self.writer.save();
        self.writer.stroke_with(colour);
        let inner = if even { at } else { Transform::from_scale(scale, scale) };
        if !even {
            self.writer.transform(at.pre_concat(Transform::from_scale(1.0 / scale, 1.0 / scale)));
        }
        self.line(stroke, scale);
        self.writer.trace(path.data(), inner);
        self.writer.stroke();
        self.writer.restore();
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
        self.writer.line(stroke.width().get() * scale, ends, corners, stroke.miterlimit().get());
        if let Some(dashes) = stroke.dasharray() {
            let dashes: Vec<f32> = dashes.iter().map(|dash| dash * scale).collect();
            self.writer.dashes(&dashes, stroke.dashoffset() * scale);
        }
    }

    fn count(&mut self, path: &Path) -> Result<(), PdfError> {
        let points = path.data().points();
        if points.iter().any(|point| !(point.x.is_finite() && point.y.is_finite())) {
            return Err(unsupported("its size is invalid"));
        }
        self.points =
            self.points.checked_sub(points.len()).ok_or_else(|| unsupported("its shapes have too many points"))?;
        Ok(())
    }
}

fn pattern() -> PdfError {
    unsupported("it uses a pattern")
}
