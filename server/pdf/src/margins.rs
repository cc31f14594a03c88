//! What every page repeats beside its number.

use crate::Letterhead;

/// What stands in the margins of every page. Whoever listens hears it once, in the text: it is for the eye.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Margins {
    /// In the middle above the text: whose sheet this is.
    pub head: Option<String>,
    /// In the middle above the text of every page but the first: whose paper this is.
    pub later_head: Option<String>,
    /// Below the number of the page.
    pub foot: Option<String>,
}

impl Margins {
    /// Those of a letterhead.
    pub(crate) fn of(letterhead: &Letterhead) -> Self {
        let filled = |words: &str| Some(words.trim().to_owned()).filter(|words| !words.is_empty());
        Self {
            head: None,
            later_head: filled(&letterhead.name).filter(|_| letterhead.every_page),
            foot: filled(&letterhead.footer),
        }
    }

    /// These words at the head of every page.
    pub(crate) fn headed(head: &str) -> Self {
        Self { head: Some(head.to_owned()), ..Self::default() }
    }
}
