//! Paths as PDF operations.

use printpdf::{
    Line, LineCapStyle, LineDashPattern, LineJoinStyle, LinePoint, Op, PaintMode, Point, Polygon, PolygonRing, Pt,
    WindingOrder,
};

use super::shapes::color;
use crate::{
    document::Edge,
    layout::{
        path::{Path, SubPath},
        style::{self, Colour},
    },
};

/// Returns the operations that fill and stroke a path whose upper left corner is at this point of the page.
pub(super) fn draw(path: &Path, (x, y): (f32, f32), fill: Option<Colour>, stroke: Option<Edge>) -> Vec<Op> {
    let mut ops = Vec::new();
    let points = |part: &SubPath| -> Vec<LinePoint> {
        let point = |&(right, down, bezier): &(f32, f32, bool)| LinePoint {
            p: Point { x: Pt(x + right), y: Pt(y - down) },
            bezier,
        };
        part.points.iter().map(point).collect()
    };
    if let Some(colour) = fill {
        ops.push(Op::SetFillColor { col: color(colour) });
        let rings = path.parts.iter().map(|part| PolygonRing { points: points(part) }).collect();
        let polygon = Polygon { rings, mode: PaintMode::Fill, winding_order: WindingOrder::NonZero };
        ops.push(Op::DrawPolygon { polygon });
    }
    if let Some(edge) = stroke {
        ops.push(Op::SetOutlineColor { col: color(edge.colour) });
        ops.push(Op::SetOutlineThickness { pt: Pt(edge.weight) });
        if edge.dashed {
            ops.push(Op::SetLineDashPattern { dash: LineDashPattern::new(0.0, &style::CUT_DASHES) });
        }
        let round = path.parts.iter().any(|part| part.round);
        if round {
            ops.push(Op::SetLineCapStyle { cap: LineCapStyle::Round });
            ops.push(Op::SetLineJoinStyle { join: LineJoinStyle::Round });
        }
        for part in &path.parts {
            ops.push(Op::DrawLine { line: Line { points: points(part), is_closed: part.closed } });
        }
        if round {
            ops.push(Op::SetLineCapStyle { cap: LineCapStyle::Butt });
            ops.push(Op::SetLineJoinStyle { join: LineJoinStyle::Miter });
        }
        if edge.dashed {
            ops.push(Op::SetLineDashPattern { dash: LineDashPattern::solid() });
        }
    }
    ops
}

/// A rectangle with round corners, its edge drawn inside of its bounds.
pub(super) fn rounded(
    (width, height, radius): (f32, f32, f32),
    (x, y): (f32, f32),
    fill: Option<Colour>,
    stroke: Option<Edge>,
) -> Vec<Op> {
    let inset = stroke.map_or(0.0, |edge| edge.weight / 2.0);
    let path = Path::rounded(width - 2.0 * inset, height - 2.0 * inset, (radius - inset).max(0.0));
    draw(&path, (x + inset, y - inset), fill, stroke)
}
