//! Paper sizes and imposition.

use std::{fmt, str::FromStr};

use crate::PdfError;

/// Paper size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PaperSize {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 8½ × 11 inches.
    Letter,
    /// 148 × 210 mm.
    A5,
    /// A4 landscape with two A5 pages side by side, ordered for folding.
    Booklet,
}

/// Pages on one side of a sheet: index, counted from 0, and left edge in points.
pub(crate) type Side = Vec<(usize, f32)>;

const A5_WIDTH: f32 = 419.53;

impl PaperSize {
    /// All sizes, for menus.
    pub const ALL: [Self; 4] = [Self::A4, Self::Letter, Self::A5, Self::Booklet];

    /// Returns the page width in points.
    pub(crate) fn width(self) -> f32 {
        match self {
            Self::A4 => 595.28,
            Self::Letter => 612.0,
            Self::A5 | Self::Booklet => A5_WIDTH,
        }
    }

    /// Returns the page height in points.
    pub(crate) fn height(self) -> f32 {
        match self {
            Self::A4 => 841.89,
            Self::Letter => 792.0,
            Self::A5 | Self::Booklet => 595.28,
        }
    }

    /// Returns the width of the printed sheet in points. It is as high as its pages.
    pub(crate) fn sheet_width(self) -> f32 {
        match self {
            Self::Booklet => 841.89,
            single => single.width(),
        }
    }

    /// Returns the sides for right-to-left pages: a booklet is then bound at the right.
    pub(crate) fn sides_from_the_right(self, pages: usize) -> Vec<Side> {
        let turned = |left: f32| self.sheet_width() - self.width() - left;
        let mut sides = self.sides(pages);
        for (_, left) in sides.iter_mut().flatten() {
            *left = turned(*left);
        }
        sides
    }

    /// Arranges pages on the sides of paper, in printing order.
    pub(crate) fn sides(self, pages: usize) -> Vec<Side> {
        match self {
            Self::Booklet => booklet(pages, self.sheet_width() / 2.0),
            _ => (0..pages).map(|page| vec![(page, 0.0)]).collect(),
        }
    }
}

/// Arranges pages on sheets that are printed on both sides and folded once. One or two pages need one side only.
fn booklet(pages: usize, middle: f32) -> Vec<Side> {
    let only = |left: usize, right: usize| -> Side {
        [(left, 0.0), (right, middle)].into_iter().filter(|(page, _)| *page < pages).collect()
    };
    if pages <= 2 {
        return vec![only(0, 1)];
    }
    let places = pages.next_multiple_of(4);
    (0..places / 2)
        .map(|side| if side % 2 == 0 { only(places - 1 - side, side) } else { only(side, places - 1 - side) })
        .collect()
}

impl fmt::Display for PaperSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::A4 => "a4",
            Self::Letter => "letter",
            Self::A5 => "a5",
            Self::Booklet => "booklet",
        })
    }
}

impl FromStr for PaperSize {
    type Err = PdfError;

    /// Parses the displayed name, ignoring case.
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|paper| paper.to_string().eq_ignore_ascii_case(s))
            .ok_or_else(|| PdfError::UnknownPaper(s.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(pages: usize) -> Vec<Vec<usize>> {
        PaperSize::Booklet
            .sides(pages)
            .into_iter()
            .map(|side| side.into_iter().map(|(page, _)| page + 1).collect())
            .collect()
    }

    #[test]
    fn a_folded_booklet_is_in_reading_order() {
        assert_eq!(order(8), [[8, 1], [2, 7], [6, 3], [4, 5]]);
        assert_eq!(order(4), [[4, 1], [2, 3]]);
    }

    #[test]
    fn a_right_to_left_booklet_is_bound_at_the_right() {
        let sides = PaperSize::Booklet.sides_from_the_right(4);
        let first = sides[0].iter().find(|(page, _)| *page == 0).unwrap();
        let last = sides[0].iter().find(|(page, _)| *page == 3).unwrap();
        assert!(first.1 < last.1, "the front page is on the left half: {sides:?}");
        assert!(PaperSize::A4.sides_from_the_right(2).iter().flatten().all(|(_, left)| left.abs() < 0.01));
    }

    #[test]
    fn missing_pages_of_a_booklet_stay_empty() {
        assert_eq!(order(3), [vec![1], vec![2, 3]]);
        assert_eq!(order(2), [[1, 2]]);
        assert_eq!(order(1), [[1]]);
    }

    #[test]
    fn paper_names_are_parsed() {
        for paper in PaperSize::ALL {
            assert_eq!(paper.to_string().to_uppercase().parse::<PaperSize>().unwrap(), paper);
        }
        assert!("a3".parse::<PaperSize>().is_err());
    }
}
