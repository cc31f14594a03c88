//! The best lines of a paragraph: all of them are chosen together, so that no line is bad for the sake of another.
//!
//! After Knuth and Plass (1981), for text that is ragged at the right: what counts is how much of each line stays
//! empty, squared, so that the edge is even.

/// A place where a line may end, with its widths measured along the whole paragraph as if it were one line, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Break {
    /// Where the ink of the line before it ends, its hyphen included.
    pub ink: f32,
    /// Where the line after it begins.
    pub resume: f32,
    /// What it costs to end a line here, over and above the empty space.
    pub cost: f32,
    /// Whether a hyphen stands here; two in a row are to be avoided.
    pub hyphen: bool,
}

/// How lines are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manner {
    /// The last line may be short. For paragraphs.
    Ragged,
    /// All lines should be about as long. For headings.
    Balanced,
}

/// What a hyphen costs: as much as a line that is a fifth empty.
pub(crate) const HYPHEN: f32 = 4.0;
/// What a word of one letter costs at the end of a line: it belongs to the next word.
pub(crate) const DANGLING: f32 = 1.2;
/// What it costs to cut where nothing allows it.
pub(crate) const FORCED: f32 = 400.0;

const SECOND_HYPHEN: f32 = 12.0;
/// A last line below this part of the measure looks like an accident.
const RUNT: f32 = 0.12;
const RUNT_COST: f32 = 1.6;
const OVERFULL: f32 = 1e6;
/// Rounding in sums of widths, in points.
const SLOP: f32 = 0.01;

/// The places to end lines at, as indices into `breaks`, whose last one is the end of the paragraph.
pub(crate) fn best(breaks: &[Break], measure: f32, manner: Manner) -> Vec<usize> {
    // For each place: the least that a paragraph up to it costs, and where its last line then begins.
    let mut costs: Vec<(f32, Option<usize>)> = Vec::with_capacity(breaks.len());
    for (end, place) in breaks.iter().enumerate() {
        let mut least = (f32::INFINITY, None);
        for start in (0..=end).rev().map(|n| n.checked_sub(1)) {
            let begin = start.map_or(0.0, |n| breaks[n].resume);
            // Going back only makes the line longer. The shortest is tried even where it does not fit.
            if place.ink - begin > measure + SLOP && least.0.is_finite() {
                break;
            }
            let so_far = start.map_or(0.0, |n| costs[n].0);
            let cost = so_far + line_cost(breaks, start, end, measure, manner);
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

/// What the line from after `start` (or the beginning) to `end` costs.
fn line_cost(breaks: &[Break], start: Option<usize>, end: usize, measure: f32, manner: Manner) -> f32 {
    let before = start.map(|n| breaks[n]);
    let width = breaks[end].ink - before.map_or(0.0, |place| place.resume);
    let empty = (measure - width) / measure;
    if empty < -SLOP / measure {
        return OVERFULL * (1.0 - empty);
    }
    let last = end + 1 == breaks.len();
    if last && manner == Manner::Ragged {
        return if start.is_some() && width < RUNT * measure { RUNT_COST } else { 0.0 };
    }
    let second = before.is_some_and(|place| place.hyphen) && breaks[end].hyphen;
    100.0 * empty * empty + if last { 0.0 } else { breaks[end].cost } + if second { SECOND_HYPHEN } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn total(breaks: &[Break], chosen: &[usize], measure: f32, manner: Manner) -> f32 {
        let mut start = None;
        chosen.iter().map(|&end| line_cost(breaks, start.replace(end), end, measure, manner)).sum()
    }

    fn greedy(breaks: &[Break], measure: f32) -> Vec<usize> {
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

    /// Every way to choose, for short paragraphs.
    fn exhaustive(breaks: &[Break], measure: f32, manner: Manner) -> f32 {
        let inner = breaks.len() - 1;
        (0..1u32 << inner)
            .map(|mask| {
                let chosen: Vec<usize> = (0..inner).filter(|n| mask & (1 << n) != 0).chain([inner]).collect();
                total(breaks, &chosen, measure, manner)
            })
            .fold(f32::INFINITY, f32::min)
    }

    fn paragraph(words: &[(u8, bool)]) -> Vec<Break> {
        let mut pen = 0.0;
        words
            .iter()
            .map(|&(width, hyphen)| {
                let ink = pen + f32::from(width);
                pen = ink + if hyphen { 0.0 } else { 3.0 };
                Break {
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

    fn manner() -> impl Strategy<Value = Manner> {
        prop_oneof![Just(Manner::Ragged), Just(Manner::Balanced)]
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_the_measure(words in words(120), measure in 70.0f32..300.0, manner in manner()) {
            let breaks = paragraph(&words);
            let mut begin = 0.0;
            for end in best(&breaks, measure, manner) {
                prop_assert!(breaks[end].ink - begin <= measure + SLOP);
                begin = breaks[end].resume;
            }
        }

        #[test]
        fn never_worse_than_filling_line_by_line(words in words(120), measure in 70.0f32..300.0, manner in manner()) {
            let breaks = paragraph(&words);
            let ours = total(&breaks, &best(&breaks, measure, manner), measure, manner);
            prop_assert!(ours <= total(&breaks, &greedy(&breaks, measure), measure, manner) * 1.0001 + 0.001);
        }

        #[test]
        fn the_best_of_all_ways(words in words(11), measure in 70.0f32..120.0, manner in manner()) {
            let breaks = paragraph(&words);
            let ours = total(&breaks, &best(&breaks, measure, manner), measure, manner);
            prop_assert!((ours - exhaustive(&breaks, measure, manner)).abs() <= 0.001 * (1.0 + ours));
        }

        #[test]
        fn ends_at_the_end_and_never_goes_back(words in words(80), measure in 20.0f32..300.0, manner in manner()) {
            let breaks = paragraph(&words);
            let chosen = best(&breaks, measure, manner);
            prop_assert_eq!(chosen.last().copied(), Some(breaks.len() - 1));
            prop_assert!(chosen.is_sorted_by(|a, b| a < b));
        }
    }

    #[test]
    fn nothing_gives_no_lines() {
        assert!(best(&[], 100.0, Manner::Ragged).is_empty());
    }

    #[test]
    fn a_heading_is_balanced() {
        let breaks = paragraph(&[(30, false); 4]);
        assert_eq!(best(&breaks, 100.0, Manner::Balanced), [1, 3]);
        assert_eq!(best(&breaks, 100.0, Manner::Ragged).len(), 2);
    }
}
