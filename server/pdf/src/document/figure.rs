//! Drawings of a few plain shapes.

use crate::style::Colour;

/// A drawing. Lengths are in points.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Figure {
    /// What it shows, for those who hear it.
    pub alt: String,
    /// Its height; it is as wide as its shapes.
    pub height: f32,
    /// What it is made of, the lowest first.
    pub shapes: Vec<Stroke>,
}

/// A shape in its place: from the upper left corner of the drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Stroke {
    /// To the right.
    pub x: f32,
    /// Downwards.
    pub y: f32,
    /// What it is.
    pub shape: Shape,
    /// Its colour.
    pub colour: Colour,
}

/// A shape.
#[cfg_attr(not(test), expect(dead_code, reason = "as for `Block`"))]
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Shape {
    /// A disc of this diameter.
    Disc(f32),
    /// A rectangle of this width and height.
    Bar(f32, f32),
}
