//! The ground and the edges of a panel.

use crate::layout::style::{self, Colour};

/// A line along an edge.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Edge {
    pub colour: Colour,
    pub weight: f32,
    pub dashed: bool,
}

/// Ground and edge of a panel.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct PanelLook {
    pub ground: Option<Colour>,
    pub edge: Option<Edge>,
    pub radius: f32,
    /// A bar along the side where reading begins.
    pub bar: Option<Bar>,
}

/// A bar along the side of a panel. Lengths are in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Bar {
    pub colour: Colour,
    pub width: f32,
    /// Distance from the side.
    pub inset: f32,
    /// Distance of the notches in it, as a part of its length; none at 0.
    pub notch: f32,
}

impl Bar {
    /// The bar beside a note.
    pub(crate) fn thin(colour: Colour) -> Self {
        Self::thread(colour, style::NOTE_BAR, 0.0)
    }

    /// A line from top to bottom at this distance from the side, behind what stands in the panel.
    pub(crate) fn thread(colour: Colour, width: f32, inset: f32) -> Self {
        Self { colour, width, inset, notch: 0.0 }
    }
}
