//! Print options: paper, text size and reading mode, for paper or to be filled in on a screen.

use std::{fmt, str::FromStr};

use crate::{PaperSize, PdfError};

/// Print options. The default is A4, standard size and standard reading mode.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PrintOptions {
    /// Paper size.
    pub paper: PaperSize,
    /// Text size.
    pub size: TextSize,
    /// Reading mode.
    pub reading: ReadingMode,
    /// Makes each place to write in or to mark a form field, for readers who fill the sheet in on a screen. The page looks
    /// the same.
    pub fillable: bool,
}

/// Text size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TextSize {
    /// Book size, 11 points for running text.
    #[default]
    Standard,
    /// Large print: at least 18 points with 1.5 line spacing, without hyphenation.
    Large,
}

/// Reading mode.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReadingMode {
    /// Serif typefaces.
    #[default]
    Standard,
    /// A hyperlegible typeface, slightly larger, with more line spacing.
    Easy,
}

impl PrintOptions {
    /// True for standard print on a large page, which a dense sheet may fill.
    pub(crate) fn may_be_tight(self) -> bool {
        matches!(self.paper, PaperSize::A4 | PaperSize::Letter) && self.size == TextSize::Standard
    }

    /// Returns every combination for paper.
    pub fn all() -> impl Iterator<Item = Self> {
        PaperSize::ALL.into_iter().flat_map(|paper| {
            TextSize::ALL
                .into_iter()
                .flat_map(move |size| ReadingMode::ALL.map(|reading| Self { paper, size, reading, fillable: false }))
        })
    }
}

impl From<PaperSize> for PrintOptions {
    /// Uses this paper and defaults otherwise.
    fn from(paper: PaperSize) -> Self {
        Self { paper, ..Self::default() }
    }
}

impl TextSize {
    /// Both sizes, for menus.
    pub const ALL: [Self; 2] = [Self::Standard, Self::Large];
}

impl ReadingMode {
    /// Both modes, for menus.
    pub const ALL: [Self; 2] = [Self::Standard, Self::Easy];
}

impl fmt::Display for TextSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Standard => "standard",
            Self::Large => "large",
        })
    }
}

impl fmt::Display for ReadingMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Standard => "standard",
            Self::Easy => "easy",
        })
    }
}

impl FromStr for TextSize {
    type Err = PdfError;

    /// Parses the displayed name, ignoring case.
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|size| size.to_string().eq_ignore_ascii_case(s))
            .ok_or_else(|| PdfError::UnknownSize(s.to_owned()))
    }
}

impl FromStr for ReadingMode {
    type Err = PdfError;

    /// Parses the displayed name, ignoring case.
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
    fn names_of_sizes_and_reading_modes_are_parsed() {
        assert_eq!("Large".parse::<TextSize>().unwrap(), TextSize::Large);
        assert_eq!("easy".parse::<ReadingMode>().unwrap(), ReadingMode::Easy);
        assert!("huge".parse::<TextSize>().is_err() && "hard".parse::<ReadingMode>().is_err());
    }

    #[test]
    fn there_are_sixteen_sets_of_print_options() {
        assert_eq!(PrintOptions::all().count(), 16);
    }
}
