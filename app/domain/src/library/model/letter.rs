//! Referral letters.

use serde::{Deserialize, Serialize};

/// The words of referral letters in one language. Sentences have `{who}` in place of the person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterWords {
    /// In a translation: the fingerprint of the English text. Empty in English.
    #[serde(default)]
    pub(crate) of: String,
    /// The greeting.
    pub greeting: String,
    /// Statement that clinical detail was left out; printed where none was added.
    pub detail: String,
    /// Statement of consent.
    pub consent: String,
    /// The request to contact the person in a safe way, and to answer that person.
    pub contact: String,
    /// Before what the counsellor added.
    pub added: String,
    /// Before the signature.
    pub closing: String,
    /// Name of the line to sign on.
    pub signature: String,
    /// Name of the line for name and profession.
    pub name: String,
    /// The letters, in the order in which they are offered.
    #[serde(rename = "letter")]
    pub letters: Vec<LetterTemplate>,
}

/// A letter to one kind of service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterTemplate {
    /// The id that its translations use.
    pub id: String,
    /// The name by which a counsellor chooses it; never printed.
    pub title: String,
    /// The subject.
    pub subject: String,
    /// The request.
    pub text: String,
}

/// In place of the person.
pub(crate) const WHO: &str = "{who}";

impl LetterWords {
    /// Returns the letter with this id.
    pub fn letter(&self, id: &str) -> Option<&LetterTemplate> {
        self.letters.iter().find(|letter| letter.id == id)
    }

    /// Returns the keys of the sentences that lack their placeholder.
    pub(crate) fn missing_places(&self) -> Vec<String> {
        let fixed =
            [("detail", &self.detail), ("consent", &self.consent), ("contact", &self.contact), ("added", &self.added)];
        let fixed = fixed.into_iter().map(|(key, text)| (key.to_owned(), text));
        let texts = self.letters.iter().map(|letter| (format!("the text of “{}”", letter.id), &letter.text));
        fixed.chain(texts).filter(|(_, text)| !text.contains(WHO)).map(|(key, _)| key).collect()
    }
}
