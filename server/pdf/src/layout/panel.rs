//! Ground, bar and edge of panels. Decoration.

use super::{
    slices::{ContentTag, Fragment, Paint},
    style::{self, Colour},
};
use crate::document::{Bar, PanelLook};

/// Returns the ground of a panel of this size, from its upper left corner.
pub(crate) fn ground(look: PanelLook, (width, height): (f32, f32)) -> Option<Fragment> {
    let fill = look.ground?;
    Some(decoration(0.0, 0.0, Paint::Rounded { width, height, radius: look.radius, fill: Some(fill), stroke: None }))
}

/// Returns the bar of a panel, with its notches.
pub(crate) fn bar_beside(bar: Bar, height: f32) -> Vec<Fragment> {
    let fill = |y: f32, height: f32, colour: Colour| {
        decoration(bar.inset, y, Paint::Fill { width: bar.width, height, colour })
    };
    let mut fragments = vec![fill(0.0, height, bar.colour)];
    let mut at = bar.notch;
    while bar.notch > 0.0 && at < 0.99 {
        fragments.push(fill(height * at - 0.5, 1.0, style::WHITE));
        at += bar.notch;
    }
    fragments
}

/// Returns all of these for a panel without a field.
pub(crate) fn frame(look: PanelLook, (width, height): (f32, f32)) -> Vec<Fragment> {
    let bar = look.bar.map(|bar| bar_beside(bar, height));
    let edge = |stroke| Paint::Rounded { width, height, radius: look.radius, fill: None, stroke: Some(stroke) };
    let edge = look.edge.map(|stroke| decoration(0.0, 0.0, edge(stroke)));
    ground(look, (width, height)).into_iter().chain(bar.into_iter().flatten()).chain(edge).collect()
}

fn decoration(x: f32, y: f32, paint: Paint) -> Fragment {
    Fragment { tag: ContentTag::Artifact, x, y, paint }
}
