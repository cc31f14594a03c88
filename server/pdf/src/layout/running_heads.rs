//! Running heads and feet.

use crate::PrintedLetterhead;

/// Text in the margins of every page. Tagged as an artifact, because screen readers read it once in the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct RunningHeads {
    /// Centred above the text of every page.
    pub head: Option<String>,
    /// Centred above the text of every page but the first.
    pub later_head: Option<String>,
    /// Below the page number.
    pub foot: Option<String>,
}

impl RunningHeads {
    /// Returns the running heads of a letterhead.
    pub(crate) fn of(letterhead: &PrintedLetterhead) -> Self {
        let filled = |words: &str| Some(words.trim().to_owned()).filter(|words| !words.is_empty());
        Self {
            head: None,
            later_head: filled(&letterhead.name).filter(|_| letterhead.every_page),
            foot: filled(&letterhead.footer),
        }
    }

    /// Returns running heads with this text on every page.
    pub(crate) fn headed(head: &str) -> Self {
        Self { head: Some(head.to_owned()), ..Self::default() }
    }
}
