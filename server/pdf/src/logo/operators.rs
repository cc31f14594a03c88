//! PDF operators as text.

use std::{collections::BTreeSet, io::Write as _};

use usvg::{
    FillRule, Paint, Stop, Transform,
    tiny_skia_path::{Path, PathSegment, Point},
};

/// Minimum total length of a dash pattern, in drawing units. Shorter patterns are drawn as solid lines, because they
/// slow printers down.
const SHORTEST: f32 = 2.0;

/// Writes PDF operators.
#[derive(Debug, Default)]
pub(super) struct OperatorWriter {
    pub operators: Vec<u8>,
    /// Opacities in use, as parts of 255.
    pub opacities: BTreeSet<u8>,
}

/// A colour with its opacity; all components from 0 to 1.
#[derive(Clone, Copy, Debug)]
pub(super) struct LogoColour {
    parts: [f32; 3],
    opacity: f32,
}

impl LogoColour {
    /// Multiplies the opacity.
    pub(super) fn with_opacity(self, opacity: f32) -> Self {
        Self { opacity: self.opacity * opacity, ..self }
    }
}

/// Returns the colour of a paint: the mean of a gradient, none for a pattern.
pub(super) fn colour(paint: &Paint) -> Option<LogoColour> {
    match paint {
        Paint::Color(colour) => Some(LogoColour { parts: parts(*colour), opacity: 1.0 }),
        Paint::LinearGradient(gradient) => Some(mean(gradient.stops())),
        Paint::RadialGradient(gradient) => Some(mean(gradient.stops())),
        Paint::Pattern(_) => None,
    }
}

fn parts(colour: usvg::Color) -> [f32; 3] {
    [colour.red, colour.green, colour.blue].map(|part| f32::from(part) / 255.0)
}

/// Returns the mean colour of a gradient, weighted by the distance between stops.
fn mean(stops: &[Stop]) -> LogoColour {
    let ends = stops.iter().map(|stop| stop.offset().get());
    let lower = ends.clone().map(Some).chain([None]).scan(0.0, |before, end| {
        let length = end.unwrap_or(1.0) - *before;
        *before = end.unwrap_or(1.0);
        Some(length.max(0.0))
    });
    let lengths: Vec<f32> = lower.collect();
    let mut sum = [0.0; 4];
    for (n, stop) in stops.iter().enumerate() {
        let last = n + 1 == stops.len();
        let before = if n == 0 { lengths[n] } else { lengths[n] / 2.0 };
        let weight = before + if last { lengths[n + 1] } else { lengths[n + 1] / 2.0 };
        let [r, g, b] = parts(stop.color());
        for (sum, part) in sum.iter_mut().zip([r, g, b, stop.opacity().get()]) {
            *sum += weight * part;
        }
    }
    LogoColour { parts: [sum[0], sum[1], sum[2]], opacity: sum[3] }
}

impl OperatorWriter {
    fn write(&mut self, numbers: &[f32], operator: &str) {
        for number in numbers {
            self.number(*number, 2);
        }
        self.operator(operator);
    }

    /// Writes a number with at most this many decimal places.
    fn number(&mut self, number: f32, digits: usize) {
        let text = format!("{number:.digits$}");
        let text = text.trim_end_matches('0').trim_end_matches('.');
        let text = if matches!(text, "-0" | "") { "0" } else { text };
        self.operators.extend_from_slice(text.as_bytes());
        self.operators.push(b' ');
    }

    fn operator(&mut self, operator: &str) {
        self.operators.extend_from_slice(operator.as_bytes());
        self.operators.push(b'\n');
    }

    /// Saves the graphics state.
    pub(super) fn save(&mut self) {
        self.operator("q");
    }

    /// Restores the graphics state.
    pub(super) fn restore(&mut self) {
        self.operator("Q");
    }

    /// Transforms all following coordinates.
    pub(super) fn transform(&mut self, by: Transform) {
        for number in [by.sx, by.ky, by.kx, by.sy, by.tx, by.ty] {
            self.number(number, 6);
        }
        self.operator("cm");
    }

    /// Appends a path, transformed by `at`.
    pub(super) fn trace(&mut self, path: &Path, at: Transform) {
        let put = |mut point: Point| {
            at.map_point(&mut point);
            // A logo is 1,000 units wide; clamp coordinates far outside of it to what printers can represent.
            [point.x, point.y].map(|place| place.clamp(-30_000.0, 30_000.0))
        };
        let mut pen = Point::zero();
        for segment in path.segments() {
            match segment {
                PathSegment::MoveTo(to) => self.write(&put(to), "m"),
                PathSegment::LineTo(to) => self.write(&put(to), "l"),
                PathSegment::QuadTo(by, to) => {
                    let third = |end: Point| {
                        Point::from_xy(end.x + (by.x - end.x) * 2.0 / 3.0, end.y + (by.y - end.y) * 2.0 / 3.0)
                    };
                    self.write(&[put(third(pen)), put(third(to)), put(to)].concat(), "c");
                }
                PathSegment::CubicTo(first, second, to) => {
                    self.write(&[put(first), put(second), put(to)].concat(), "c");
                }
                PathSegment::Close => self.operator("h"),
            }
            if let PathSegment::MoveTo(to)
            | PathSegment::LineTo(to)
            | PathSegment::QuadTo(_, to)
            | PathSegment::CubicTo(_, _, to) = segment
            {
                pen = to;
            }
        }
    }

    /// Clips to the current path.
    pub(super) fn clip(&mut self, rule: FillRule) {
        self.operator(if rule == FillRule::EvenOdd { "W* n" } else { "W n" });
    }

    /// Clips everything away.
    pub(super) fn clip_everything(&mut self) {
        self.operator("0 0 0 0 re W n");
    }

    pub(super) fn fill_with(&mut self, colour: LogoColour) {
        self.coloured(colour, "rg");
    }

    pub(super) fn stroke_with(&mut self, colour: LogoColour) {
        self.coloured(colour, "RG");
    }

    fn coloured(&mut self, colour: LogoColour, operator: &str) {
        for part in colour.parts {
            self.number(part, 4);
        }
        self.operator(operator);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 255")]
        let opacity = (colour.opacity.clamp(0.0, 1.0) * 255.0).round() as u8;
        if opacity < u8::MAX {
            self.opacities.insert(opacity);
            self.operator(&format!("/G{opacity} gs"));
        }
    }

    pub(super) fn fill(&mut self, rule: FillRule) {
        self.operator(if rule == FillRule::EvenOdd { "f*" } else { "f" });
    }

    /// Sets line width, caps, joins and mitre limit.
    pub(super) fn line(&mut self, width: f32, ends: u8, corners: u8, miter: f32) {
        self.write(&[width.min(30_000.0)], "w");
        // Writing to memory always succeeds.
        let _ = writeln!(self.operators, "{ends} J {corners} j");
        self.write(&[miter.clamp(1.0, 1000.0)], "M");
    }

    /// Sets the dash pattern and its offset.
    pub(super) fn dashes(&mut self, dashes: &[f32], offset: f32) {
        let fine = dashes.iter().chain([&offset]).all(|length| length.is_finite());
        if !fine || dashes.len() > 32 || dashes.iter().sum::<f32>() < SHORTEST {
            return;
        }
        self.operators.push(b'[');
        for length in dashes {
            self.number(*length, 2);
        }
        self.operators.extend_from_slice(b"] ");
        self.write(&[offset], "d");
    }

    pub(super) fn stroke(&mut self) {
        self.operator("S");
    }
}
