//! Homework as agreed with the couple, and sentences for its sheets: the only text on a sheet that a counsellor types.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Text typed to be printed for the couple.
///
/// A separate type, so that no private note is printed by mistake: it is made in one place, from a field whose label
/// says that its text is printed. Templates have no field for it (invariant 11).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClientWords {
    text: Printable,
    #[serde(default)]
    discreet: bool,
}

/// At most [`ClientWords::LONGEST`] characters, without control characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
struct Printable(String);

/// Error: the text is too long to be printed as homework.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Keep printed homework to {} characters or fewer, so that it stays one task.", ClientWords::LONGEST)]
pub struct TooManyWords;

impl ClientWords {
    /// Maximum length in characters.
    pub const LONGEST: usize = 600;

    /// Parses text to be printed; `None` if it is blank. `discreet` is the counsellor's confirmation that it reveals
    /// nothing to anyone who finds the sheet.
    ///
    /// # Errors
    /// If it is too long.
    pub fn typed(text: &str, discreet: bool) -> Result<Option<Self>, TooManyWords> {
        let text = Printable::try_from(text.to_owned())?;
        Ok((!text.0.trim().is_empty()).then_some(Self { text, discreet }))
    }

    /// Returns the text as typed.
    pub fn as_str(&self) -> &str {
        &self.text.0
    }

    /// Returns the text as printed: one paragraph.
    pub fn on_paper(&self) -> String {
        self.text.0.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// True if it may be printed on a sheet that must reveal nothing.
    pub fn are_discreet(&self) -> bool {
        self.discreet
    }
}

impl fmt::Display for ClientWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl TryFrom<String> for Printable {
    type Error = TooManyWords;

    /// Removes control characters, for printers and for text direction. Keeps spaces and line breaks, so that a field
    /// shows what is being typed.
    fn try_from(typed: String) -> Result<Self, TooManyWords> {
        let steers = |letter: &char| {
            matches!(letter, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
                || (letter.is_control() && !letter.is_whitespace())
        };
        let text: String = typed.chars().filter(|letter| !steers(letter)).collect();
        if text.chars().count() > ClientWords::LONGEST { Err(TooManyWords) } else { Ok(Self(text)) }
    }
}

impl From<Printable> for String {
    fn from(text: Printable) -> Self {
        text.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_the_couple_are_one_paragraph_without_signs_that_steer() {
        let words = ClientWords::typed("  Ten minutes\r\n on\u{202e} Sunday,\u{7} Zoë\u{0}\tand you. ", false)
            .unwrap()
            .unwrap();
        assert_eq!(words.on_paper(), "Ten minutes on Sunday, Zoë and you.");
        assert_eq!(words.as_str(), "  Ten minutes\r\n on Sunday, Zoë\tand you. ");
        assert_eq!(ClientWords::typed(" \n\u{200b}", true), Ok(None));
        assert_eq!(ClientWords::typed(&"x".repeat(601), false), Err(TooManyWords));
        assert!(ClientWords::typed(&"é".repeat(600), false).is_ok());
    }

    #[test]
    fn what_is_stored_is_held_to_the_same() {
        let stored: ClientWords = serde_json::from_str(r#"{"text":"A walk\u0007 each."}"#).unwrap();
        assert_eq!((stored.as_str(), stored.are_discreet()), ("A walk each.", false));
        assert!(serde_json::from_str::<ClientWords>(&format!(r#"{{"text":"{}"}}"#, "x".repeat(601))).is_err());
    }
}
