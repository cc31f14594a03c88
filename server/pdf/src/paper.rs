//! Paper sizes, and where the text stands on them.

use std::{fmt, str::FromStr};

use crate::{PdfError, style};

/// What the sheet is printed on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Paper {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 8½ × 11 inches.
    Letter,
}

impl Paper {
    /// Both, for a menu.
    pub const ALL: [Self; 2] = [Self::A4, Self::Letter];

    /// Width in points.
    pub(crate) fn width(self) -> f32 {
        match self {
            Self::A4 => 595.28,
            Self::Letter => 612.0,
        }
    }

    /// Height in points.
    pub(crate) fn height(self) -> f32 {
        match self {
            Self::A4 => 841.89,
            Self::Letter => 792.0,
        }
    }

    /// Distance of the text from the left edge. The measure is the same on both papers, so that lines break alike.
    pub(crate) fn side(self) -> f32 {
        (self.width() - style::MEASURE) / 2.0
    }

    /// Height that text may fill on each page.
    pub(crate) fn text_height(self) -> f32 {
        self.height() - style::TOP - style::BOTTOM
    }
}

impl fmt::Display for Paper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::A4 => "a4",
            Self::Letter => "letter",
        })
    }
}

impl FromStr for Paper {
    type Err = PdfError;

    /// Takes `a4` and `letter`, in small or capital letters.
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|paper| paper.to_string().eq_ignore_ascii_case(s))
            .ok_or_else(|| PdfError::UnknownPaper(s.to_owned()))
    }
}
