//! Rectangles, discs and colours as PDF operations.

use printpdf::{Color, LinePoint, Op, PaintMode, Point, Polygon, PolygonRing, Pt, Rect, Rgb, WindingOrder};

use crate::layout::style::Colour;

/// Draws a rectangle from its lower left corner.
pub(super) fn rectangle(x: f32, y: f32, width: f32, height: f32, mode: PaintMode) -> Op {
    let rectangle =
        Rect { x: Pt(x), y: Pt(y), width: Pt(width), height: Pt(height), mode: Some(mode), winding_order: None };
    Op::DrawRectangle { rectangle }
}

/// Draws a circle as four Bézier curves.
pub(super) fn disc(x: f32, y: f32, radius: f32) -> Op {
    let reach = 0.552_28 * radius;
    let quarters = [(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0)];
    let point = |dx: f32, dy: f32, bezier: bool| LinePoint { p: Point { x: Pt(x + dx), y: Pt(y + dy) }, bezier };
    let mut points = vec![point(radius, 0.0, false)];
    for (n, (dx, dy)) in quarters.into_iter().enumerate() {
        let (nx, ny) = quarters[(n + 1) % 4];
        points.push(point(dx * radius + nx * reach, dy * radius + ny * reach, true));
        points.push(point(nx * radius + dx * reach, ny * radius + dy * reach, true));
        points.push(point(nx * radius, ny * radius, false));
    }
    let polygon =
        Polygon { rings: vec![PolygonRing { points }], mode: PaintMode::Fill, winding_order: WindingOrder::NonZero };
    Op::DrawPolygon { polygon }
}

/// Converts a colour to the PDF colour space.
pub(super) fn color(Colour(r, g, b): Colour) -> Color {
    let part = |n: u8| f32::from(n) / 255.0;
    Color::Rgb(Rgb { r: part(r), g: part(g), b: part(b), icc_profile: None })
}
