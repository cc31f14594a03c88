//! The map as a flower: one petal a challenge, the strongest at the top, dashed where nothing was asked.

use domain::{
    desk::{Mark, Standing},
    words::Challenge,
};
use maud::{Markup, html};

use crate::wording;

/// Points at which a petal reaches the outer ring; more points than that make the others shorter.
const FULL: u16 = 12;

/// The middle of the drawing, and how far the rings are from it.
const MIDDLE: f32 = 150.0;
const OUTER: f32 = 118.0;

/// The length of a petal of which nothing was asked: visible, and no measure of anything.
const UNASKED: f32 = 46.0;

/// The flower, with a text for those who do not see it. A petal per challenge, in their order.
pub(super) fn petals(rows: &[Standing]) -> Markup {
    let longest = rows.iter().map(Standing::points).max().unwrap_or_default().max(FULL);
    html! {
        svg class="petals" viewBox="0 0 300 300" role="img" aria-label=(in_words(rows)) {
            circle cx="150" cy="150" r="40" {}
            circle cx="150" cy="150" r="79" {}
            circle cx="150" cy="150" r="118" {}
            @for (place, row) in (0..8).zip(rows) {
                path d=(shape(place, row, longest)) data-challenge=(row.challenge.as_str())
                    data-unasked[row.mark == Mark::NotAsked] {}
            }
            @for (place, row) in (0..8).zip(rows) {
                @let (x, y) = at(place, OUTER + 18.0, 0.0);
                text x=(tenths(x)) y=(tenths(y + 4.0)) data-challenge=(row.challenge.as_str()) { (place + 1) }
            }
        }
    }
}

fn shape(place: u8, row: &Standing, longest: u16) -> String {
    let length = match row.mark {
        Mark::NotAsked => UNASKED,
        Mark::NoSign => 8.0,
        Mark::Found(_) => 16.0 + (OUTER - 16.0) * f32::from(row.points()) / f32::from(longest),
    };
    petal(place, length)
}

/// A petal from the middle outwards, as an SVG path.
fn petal(place: u8, length: f32) -> String {
    let broad = (length * 0.18).max(4.0);
    let (left, right, tip) =
        (at(place, length * 0.58, -broad), at(place, length * 0.58, broad), at(place, length, 0.0));
    let [left, tip, right] = [left, tip, right].map(|(x, y)| format!("{},{}", tenths(x), tenths(y)));
    format!("M150,150Q{left} {tip}Q{right} 150,150Z")
}

/// A place in the drawing to a tenth. Writing fractions of any length is more code than the rest of the drawing.
fn tenths(place: f32) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "the drawing is 300 wide")]
    let tenths = (place * 10.0).round() as i32;
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// The point so far out on the axis of a place, and so far beside it.
fn at(place: u8, out: f32, beside: f32) -> (f32, f32) {
    // Sine and cosine of the eight directions, clockwise from the top; the browser needs no table of its own.
    const HALF: f32 = std::f32::consts::FRAC_1_SQRT_2;
    const AXES: [(f32, f32); 8] =
        [(0.0, -1.0), (HALF, -HALF), (1.0, 0.0), (HALF, HALF), (0.0, 1.0), (-HALF, HALF), (-1.0, 0.0), (-HALF, -HALF)];
    let (x, y) = AXES[usize::from(place % 8)];
    (MIDDLE + x * out - y * beside, MIDDLE + y * out + x * beside)
}

/// The whole map in one sentence.
fn in_words(rows: &[Standing]) -> String {
    let each = |(place, row): (usize, &Standing)| {
        format!("{} {}, {}", place + 1, wording::challenge(row.challenge), mark(row))
    };
    rows.iter().enumerate().map(each).collect::<Vec<_>>().join("; ")
}

/// How much a challenge weighs, in a word or three.
pub(super) fn mark(row: &Standing) -> &'static str {
    use domain::map::Band;
    match row.mark {
        Mark::NotAsked => "not asked yet",
        Mark::NoSign => "no sign so far",
        // Danger stands first even where no answer gives it points.
        Mark::Found(_) if row.points() == 0 && row.challenge == Challenge::Abuse => "safety first",
        Mark::Found(Band::Leading) => "leading",
        Mark::Found(Band::Present) => "present",
        Mark::Found(Band::Mention) => "mention",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn petals_point_outwards_and_grow_with_their_length() {
        assert_eq!(at(0, 100.0, 0.0), (150.0, 50.0));
        assert_eq!(at(2, 100.0, 0.0), (250.0, 150.0));
        assert_eq!(petal(0, 100.0), "M150,150Q132.0,92.0 150.0,50.0Q168.0,92.0 150,150Z");
        assert_eq!(petal(4, 50.0), "M150,150Q159.0,179.0 150.0,200.0Q141.0,179.0 150,150Z");
    }
}
