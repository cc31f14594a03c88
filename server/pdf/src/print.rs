//! How a sheet is printed: on what, how large, and for which eyes.

use std::{fmt, str::FromStr};

use crate::{Paper, PdfError};

/// How a sheet is printed. The default is A4, in the usual size and typeface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Print {
    /// On what.
    pub paper: Paper,
    /// How large the type is.
    pub size: Size,
    /// For which eyes.
    pub reading: Reading,
}

/// How large the type is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Size {
    /// As books are.
    #[default]
    Standard,
    /// Large print: nothing that is to be read is below 18 points, lines stand half as far again apart, and no word is
    /// divided.
    Large,
}

/// For which eyes the sheet is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reading {
    /// With serifs.
    #[default]
    Standard,
    /// In a typeface made so that letters are not mistaken for each other, a little larger, with more room between lines.
    Easy,
}

impl Print {
    /// Every combination, for a menu or a test.
    pub fn all() -> impl Iterator<Item = Self> {
        Paper::ALL.into_iter().flat_map(|paper| {
            Size::ALL.into_iter().flat_map(move |size| Reading::ALL.map(|reading| Self { paper, size, reading }))
        })
    }
}

impl From<Paper> for Print {
    /// On this paper, and otherwise as usual.
    fn from(paper: Paper) -> Self {
        Self { paper, ..Self::default() }
    }
}

impl Size {
    /// Both, for a menu.
    pub const ALL: [Self; 2] = [Self::Standard, Self::Large];
}

impl Reading {
    /// Both, for a menu.
    pub const ALL: [Self; 2] = [Self::Standard, Self::Easy];
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Standard => "standard",
            Self::Large => "large",
        })
    }
}

impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Standard => "standard",
            Self::Easy => "easy",
        })
    }
}

impl FromStr for Size {
    type Err = PdfError;

    /// Takes the names that are shown, in small or capital letters.
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|size| size.to_string().eq_ignore_ascii_case(s))
            .ok_or_else(|| PdfError::UnknownSize(s.to_owned()))
    }
}

impl FromStr for Reading {
    type Err = PdfError;

    /// Takes the names that are shown, in small or capital letters.
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|reading| reading.to_string().eq_ignore_ascii_case(s))
            .ok_or_else(|| PdfError::UnknownReading(s.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_readings_are_known_by_their_names() {
        assert_eq!("Large".parse::<Size>().unwrap(), Size::Large);
        assert_eq!("easy".parse::<Reading>().unwrap(), Reading::Easy);
        assert!("huge".parse::<Size>().is_err() && "hard".parse::<Reading>().is_err());
    }

    #[test]
    fn there_are_sixteen_ways_to_print() {
        assert_eq!(Print::all().count(), 16);
    }
}
