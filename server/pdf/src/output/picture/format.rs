//! Numbers, colours and paths as SVG has them.

use std::fmt::Write as _;

use crate::layout::{path::SubPath, style::Colour};

/// Writes a connected part of a path whose upper left corner is at this point.
pub(in crate::output) fn trace(part: &SubPath, (x, y): (f32, f32), into: &mut String) {
    let mut points = part.points.iter();
    let at = |point: &(f32, f32, bool)| format!("{} {}", number(x + point.0), number(y + point.1));
    let Some(start) = points.next() else { return };
    let _ = write!(into, "M{}", at(start));
    while let Some(point) = points.next() {
        // Two control points stand before the end of a curve.
        match (point.2, points.as_slice()) {
            (true, [second, end, ..]) => {
                let _ = write!(into, "C{} {} {}", at(point), at(second), at(end));
                points.nth(1);
            }
            _ => {
                let _ = write!(into, "L{}", at(point));
            }
        }
    }
    if part.closed {
        into.push('Z');
    }
}

/// Formats a length with at most two decimal places.
pub(in crate::output) fn number(length: f32) -> String {
    let text = format!("{length:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Formats a colour for SVG.
pub(in crate::output) fn hex(Colour(red, green, blue): Colour) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}
