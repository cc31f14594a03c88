//! Shapes of drawn figures.

use crate::{
    document::{BoxContent, DrawnShape, Edge, PaperBox},
    layout::{path::Path, style::Colour},
};

pub(super) fn edge(colour: Colour, weight: f32) -> Edge {
    Edge { colour, weight, dashed: false }
}

pub(super) fn stroked(path: Path, edge: Edge) -> DrawnShape {
    DrawnShape { x: 0.0, y: 0.0, path, fill: None, stroke: Some(edge) }
}

pub(super) fn filled(path: Path, colour: Colour) -> DrawnShape {
    DrawnShape { x: 0.0, y: 0.0, path, fill: Some(colour), stroke: None }
}

pub(super) fn drawing(width: f32, height: f32, shapes: Vec<DrawnShape>) -> PaperBox {
    PaperBox::new(BoxContent::Drawing { upright: false, width, height, shapes })
}
