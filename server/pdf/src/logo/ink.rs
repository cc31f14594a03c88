//! Operators of PDF, written as text.

use std::{collections::BTreeSet, io::Write as _};

use usvg::{
    FillRule, Paint, Stop, Transform,
    tiny_skia_path::{Path, PathSegment, Point},
};

/// Shorter dashes than this together, in units of the drawing, are a line: and many of them a burden for whoever prints.
const SHORTEST: f32 = 2.0;

/// Writes operators.
#[derive(Debug, Default)]
pub(super) struct Pen {
    /// What was written.
    pub operators: Vec<u8>,
    /// The opacities in it, of 255.
    pub opacities: BTreeSet<u8>,
}

/// A colour with its opacity, each part from 0 to 1.
#[derive(Clone, Copy, Debug)]
pub(super) struct Colour {
    parts: [f32; 3],
    opacity: f32,
}

impl Colour {
    /// The same with this much less of it.
    pub(super) fn seen_through(self, opacity: f32) -> Self {
        Self { opacity: self.opacity * opacity, ..self }
    }
}

/// The colour of a paint, of a gradient its mean; none for a pattern.
pub(super) fn colour(paint: &Paint) -> Option<Colour> {
    match paint {
        Paint::Color(colour) => Some(Colour { parts: parts(*colour), opacity: 1.0 }),
        Paint::LinearGradient(gradient) => Some(mean(gradient.stops())),
        Paint::RadialGradient(gradient) => Some(mean(gradient.stops())),
        Paint::Pattern(_) => None,
    }
}

fn parts(colour: usvg::Color) -> [f32; 3] {
    [colour.red, colour.green, colour.blue].map(|part| f32::from(part) / 255.0)
}

/// What the eye sees of a gradient from afar: between two stops lies as much of each, outside of all the last one.
fn mean(stops: &[Stop]) -> Colour {
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
    Colour { parts: [sum[0], sum[1], sum[2]], opacity: sum[3] }
}

impl Pen {
    fn write(&mut self, numbers: &[f32], operator: &str) {
        for number in numbers {
            self.number(*number, 2);
        }
        self.say(operator);
    }

    /// A number with at most this many digits behind the point.
    fn number(&mut self, number: f32, digits: usize) {
        let text = format!("{number:.digits$}");
        let text = text.trim_end_matches('0').trim_end_matches('.');
        let text = if matches!(text, "-0" | "") { "0" } else { text };
        self.operators.extend_from_slice(text.as_bytes());
        self.operators.push(b' ');
    }

    fn say(&mut self, operator: &str) {
        self.operators.extend_from_slice(operator.as_bytes());
        self.operators.push(b'\n');
    }

    /// Remembers how things stand.
    pub(super) fn keep(&mut self) {
        self.say("q");
    }

    /// Goes back to what was remembered.
    pub(super) fn back(&mut self) {
        self.say("Q");
    }

    /// Draws what follows turned and stretched like this.
    pub(super) fn turn(&mut self, by: Transform) {
        for number in [by.sx, by.ky, by.kx, by.sy, by.tx, by.ty] {
            self.number(number, 6);
        }
        self.say("cm");
    }

    /// Follows a path, each of its points put where `at` says.
    pub(super) fn trace(&mut self, path: &Path, at: Transform) {
        let put = |mut point: Point| {
            at.map_point(&mut point);
            // A logo is 1000 units wide: what is further away than this is not seen, and a printer need not count so far.
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
                PathSegment::Close => self.say("h"),
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

    /// Lets only what lies within the path be seen.
    pub(super) fn clip(&mut self, rule: FillRule) {
        self.say(if rule == FillRule::EvenOdd { "W* n" } else { "W n" });
    }

    /// Lets nothing be seen.
    pub(super) fn nothing(&mut self) {
        self.say("0 0 0 0 re W n");
    }

    pub(super) fn fill_with(&mut self, colour: Colour) {
        self.coloured(colour, "rg");
    }

    pub(super) fn stroke_with(&mut self, colour: Colour) {
        self.coloured(colour, "RG");
    }

    fn coloured(&mut self, colour: Colour, operator: &str) {
        for part in colour.parts {
            self.number(part, 4);
        }
        self.say(operator);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 255")]
        let opacity = (colour.opacity.clamp(0.0, 1.0) * 255.0).round() as u8;
        if opacity < u8::MAX {
            self.opacities.insert(opacity);
            self.say(&format!("/G{opacity} gs"));
        }
    }

    pub(super) fn fill(&mut self, rule: FillRule) {
        self.say(if rule == FillRule::EvenOdd { "f*" } else { "f" });
    }

    /// How wide a line is, and how its ends and corners look.
    pub(super) fn line(&mut self, width: f32, ends: u8, corners: u8, miter: f32) {
        self.write(&[width.min(30_000.0)], "w");
        // Writing to memory always succeeds.
        let _ = writeln!(self.operators, "{ends} J {corners} j");
        self.write(&[miter.clamp(1.0, 1000.0)], "M");
    }

    /// Dashes, and where the first one begins.
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
        self.say("S");
    }
}
