//! Optimal line breaking: all lines of a paragraph are chosen together.
//!
//! Follows Knuth and Plass (1981), for ragged-right text: the cost of a line is the square of its empty part, so that
//! the right edge is even.

/// A possible line end. Positions are in points along the whole paragraph set as one line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Breakpoint {
    /// End of the visible text of the line before it, hyphen included.
    pub ink: f32,
    /// Start of the line after it.
    pub resume: f32,
    /// Cost of a break here, in addition to the empty space.
    pub cost: f32,
    /// A hyphen is printed here; two in a row are avoided.
    pub hyphen: bool,
}

/// Optimisation goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum BreakStyle {
    /// The last line may be short: for paragraphs.
    Ragged,
    /// All lines are about equally long: for headings.
    Balanced,
}

/// Cost of a hyphen: as much as a line that is one fifth empty.
pub(crate) const HYPHEN: f32 = 4.0;
/// Cost of a one-letter word at the end of a line: it belongs to the next word.
pub(crate) const DANGLING: f32 = 1.2;
/// Cost of a break within a word at no syllable.
pub(crate) const FORCED: f32 = 400.0;

const SECOND_HYPHEN: f32 = 12.0;
/// Minimum length of the last line, as a part of the measure.
const RUNT: f32 = 0.2;
/// Cost of a shorter one: as much as a line that is two fifths empty.
const RUNT_COST: f32 = 16.0;
const OVERFULL: f32 = 1e6;
/// Tolerance for rounding in sums of widths, in points.
const SLOP: f32 = 0.01;

/// Returns the chosen line ends as indices into `breaks`; the last one is the end of the paragraph.
pub(crate) fn choose_breaks(breaks: &[Breakpoint], measure: f32, break_style: BreakStyle) -> Vec<usize> {
    // For each break: the lowest cost of a paragraph up to it, and the break before its last line.
    let mut costs: Vec<(f32, Option<usize>)> = Vec::with_capacity(breaks.len());
    for (end, place) in breaks.iter().enumerate() {
        let mut least = (f32::INFINITY, None);
        for start in (0..=end).rev().map(|n| n.checked_sub(1)) {
            let begin = start.map_or(0.0, |n| breaks[n].resume);
            // Earlier starts only make the line longer. The shortest line is tried even if it does not fit.
            if place.ink - begin > measure + SLOP && least.0.is_finite() {
                break;
            }
            let so_far = start.map_or(0.0, |n| costs[n].0);
            let cost = so_far + line_cost(breaks, start, end, measure, break_style);
            if cost < least.0 {
                least = (cost, start);
            }
        }
        costs.push(least);
    }
    let mut chosen: Vec<usize> = std::iter::successors(breaks.len().checked_sub(1), |&end| costs[end].1).collect();
    chosen.reverse();
    chosen
}

/// Returns the cost of the line from after `start` (or the beginning) to `end`.
fn line_cost(breaks: &[Breakpoint], start: Option<usize>, end: usize, measure: f32, break_style: BreakStyle) -> f32 {
    let before = start.map(|n| breaks[n]);
    let width = breaks[end].ink - before.map_or(0.0, |place| place.resume);
    let empty = (measure - width) / measure;
    if empty < -SLOP / measure {
        return OVERFULL * (1.0 - empty);
    }
    let last = end + 1 == breaks.len();
    if last && break_style == BreakStyle::Ragged {
        return if start.is_some() && width < RUNT * measure { RUNT_COST } else { 0.0 };
    }
    let second = before.is_some_and(|place| place.hyphen) && breaks[end].hyphen;
    100.0 * empty * empty + if last { 0.0 } else { breaks[end].cost } + if second { SECOND_HYPHEN } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn total(breaks: &[Breakpoint], chosen: &[usize], measure: f32, break_style: BreakStyle) -> f32 {
        let mut start = None;
        chosen.iter().map(|&end| line_cost(breaks, start.replace(end), end, measure, break_style)).sum()
    }

    fn greedy(breaks: &[Breakpoint], measure: f32) -> Vec<usize> {
        let mut chosen = Vec::new();
        let mut begin = 0.0;
        for end in 0..breaks.len() {
            let next_overflows = breaks.get(end + 1).is_none_or(|next| next.ink - begin > measure + SLOP);
            if next_overflows {
                chosen.push(end);
                begin = breaks[end].resume;
            }
        }
        chosen
    }

    /// Returns the lowest cost of all combinations, for short paragraphs.
    fn exhaustive(breaks: &[Breakpoint], measure: f32, break_style: BreakStyle) -> f32 {
        let inner = breaks.len() - 1;
        (0..1u32 << inner)
            .map(|mask| {
                let chosen: Vec<usize> = (0..inner).filter(|n| mask & (1 << n) != 0).chain([inner]).collect();
                total(breaks, &chosen, measure, break_style)
            })
            .fold(f32::INFINITY, f32::min)
    }

    fn paragraph(words: &[(u8, bool)]) -> Vec<Breakpoint> {
        let mut pen = 0.0;
        words
            .iter()
            .map(|&(width, hyphen)| {
                let ink = pen + f32::from(width);
                pen = ink + if hyphen { 0.0 } else { 3.0 };
                Breakpoint {
                    ink: ink + if hyphen { 4.0 } else { 0.0 },
                    resume: pen,
                    cost: if hyphen { HYPHEN } else { 0.0 },
                    hyphen,
                }
            })
            .collect()
    }

    fn words(most: usize) -> impl Strategy<Value = Vec<(u8, bool)>> {
        prop::collection::vec((2u8..60, prop::bool::weighted(0.2)), 1..most)
    }

    fn break_style() -> impl Strategy<Value = BreakStyle> {
        prop_oneof![Just(BreakStyle::Ragged), Just(BreakStyle::Balanced)]
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_the_measure(words in words(120), measure in 70.0f32..300.0, break_style in break_style()) {
            let breaks = paragraph(&words);
            let mut begin = 0.0;
            for end in choose_breaks(&breaks, measure, break_style) {
                prop_assert!(breaks[end].ink - begin <= measure + SLOP);
                begin = breaks[end].resume;
            }
        }

        #[test]
        fn never_worse_than_filling_line_by_line(words in words(120), measure in 70.0f32..300.0, break_style in break_style()) {
            let breaks = paragraph(&words);
            let ours = total(&breaks, &choose_breaks(&breaks, measure, break_style), measure, break_style);
            prop_assert!(ours <= total(&breaks, &greedy(&breaks, measure), measure, break_style) * 1.0001 + 0.001);
        }

        #[test]
        fn no_combination_of_breaks_costs_less(words in words(11), measure in 70.0f32..120.0, break_style in break_style()) {
            let breaks = paragraph(&words);
            let ours = total(&breaks, &choose_breaks(&breaks, measure, break_style), measure, break_style);
            prop_assert!((ours - exhaustive(&breaks, measure, break_style)).abs() <= 0.001 * (1.0 + ours));
        }

        #[test]
        fn breaks_are_increasing_and_end_at_the_end(words in words(80), measure in 20.0f32..300.0, break_style in break_style()) {
            let breaks = paragraph(&words);
            let chosen = choose_breaks(&breaks, measure, break_style);
            prop_assert_eq!(chosen.last().copied(), Some(breaks.len() - 1));
            prop_assert!(chosen.is_sorted_by(|a, b| a < b));
        }
    }

    #[test]
    fn an_empty_paragraph_has_no_lines() {
        assert!(choose_breaks(&[], 100.0, BreakStyle::Ragged).is_empty());
    }

    #[test]
    fn a_heading_is_balanced() {
        let breaks = paragraph(&[(30, false); 4]);
        assert_eq!(choose_breaks(&breaks, 100.0, BreakStyle::Balanced), [1, 3]);
        assert_eq!(choose_breaks(&breaks, 100.0, BreakStyle::Ragged).len(), 2);
    }
}
