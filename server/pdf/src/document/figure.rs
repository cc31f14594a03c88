//! Figures built from simple shapes.

use crate::layout::style::Colour;

/// A figure. Lengths are in points.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Figure {
    /// Alternative text.
    pub alt: String,
    /// Height; the width follows from the shapes.
    pub height: f32,
    /// Shapes in painting order, bottom first.
    pub shapes: Vec<FigureShape>,
}

/// A shape and its position, measured from the upper left corner of the figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct FigureShape {
    /// Distance to the right.
    pub x: f32,
    /// Distance downwards.
    pub y: f32,
    pub shape: ShapeKind,
    pub colour: Colour,
}

#[cfg_attr(not(test), expect(dead_code, reason = "as for `Block`"))]
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum ShapeKind {
    /// A disc, by diameter.
    Disc(f32),
    /// A filled rectangle, by width and height.
    Rectangle(f32, f32),
}
