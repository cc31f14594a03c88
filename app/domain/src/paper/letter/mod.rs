//! Referral letters: to another service, for one person, with that person's agreement.
//!
//! A letter holds what the counsellor typed for it and the words of the library. It has no field for an answer, a gate or
//! a note, and is made by [`make`] alone, which refuses without the agreement (invariant 1).

use std::fmt;

use serde::Serialize;

use crate::{
    library::{
        Library,
        model::{LetterTemplate, LetterWords},
    },
    plan::ClientWords,
    vocabulary::{Day, Language},
};

/// A letter, ready to be printed and signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReferralLetter {
    language: Language,
    on: Day,
    addressee: Vec<String>,
    subject: String,
    greeting: String,
    paragraphs: Vec<String>,
    added: Option<(String, String)>,
    closing: String,
    signature: String,
    name: String,
}

/// A letter as a counsellor typed and chose it.
#[derive(Clone, Copy, Debug)]
pub struct TypedLetter<'a> {
    /// The id of the template.
    pub template: &'a str,
    /// The language.
    pub language: Language,
    /// The date.
    pub on: Day,
    /// The service or person it goes to, in lines.
    pub addressee: &'a str,
    /// The initial of the person it is for.
    pub initial: char,
    /// A name typed for this letter; the initial is printed if it is blank.
    pub name: &'a str,
    /// Text added by hand; may be blank.
    pub added: &'a str,
    /// The confirmation that the person agreed.
    pub agreed: bool,
}

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterField {
    /// The service or person it goes to.
    Addressee,
    /// The name of the person it is for.
    Name,
    /// Text added by hand.
    Added,
}

impl LetterField {
    /// Returns its name in forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Addressee => "addressee",
            Self::Name => "name",
            Self::Added => "added",
        }
    }
}

/// The reason why no letter was made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoLetter {
    /// The agreement was not confirmed.
    #[error(
        "No letter was made. Ask this person whether they agree to it and have seen what it says, confirm that they do, \
         then make it."
    )]
    NotAgreed,
    /// There is no such template.
    #[error("There is no such letter.")]
    Unknown,
    /// A field is blank or too long.
    #[error("{1}")]
    Field(LetterField, Wrong),
    /// The current text is not translated.
    #[error("Not made: the letters are not translated into {0} as they read now. Choose English, or another language.")]
    Untranslated(&'static str),
}

/// The fault of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Nothing is typed.
    Blank,
    /// More than so many characters.
    TooLong(usize),
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blank => f.write_str("Enter who the letter goes to."),
            Self::TooLong(most) => write!(f, "Keep this to {most} characters or fewer."),
        }
    }
}

/// The longest name, in characters.
const LONGEST_NAME: usize = 80;
/// The most lines of an address.
const ADDRESS_LINES: usize = 8;

/// Makes the letter.
///
/// # Errors
/// If there is no such template, the current text is not translated, a field is blank or too long, or the agreement was
/// not confirmed.
pub fn make(library: &Library, typed: &TypedLetter<'_>) -> Result<ReferralLetter, NoLetter> {
    let words = library.letters(typed.language).ok_or(NoLetter::Untranslated(typed.language.name()))?;
    let template = words.letter(typed.template).ok_or(NoLetter::Unknown)?;
    let addressee = lines(typed.addressee)?;
    let name = printable(LetterField::Name, typed.name)?.map(|name| name.on_paper());
    if name.as_ref().is_some_and(|name| name.chars().count() > LONGEST_NAME) {
        return Err(NoLetter::Field(LetterField::Name, Wrong::TooLong(LONGEST_NAME)));
    }
    let added = printable(LetterField::Added, typed.added)?.map(|added| added.on_paper());
    if !typed.agreed {
        return Err(NoLetter::NotAgreed);
    }
    let who = name.unwrap_or_else(|| format!("{}.", typed.initial));
    Ok(letter(typed, words, template, addressee, &who, added))
}

fn letter(
    typed: &TypedLetter<'_>,
    words: &LetterWords,
    template: &LetterTemplate,
    addressee: Vec<String>,
    who: &str,
    added: Option<String>,
) -> ReferralLetter {
    let said = |text: &str| text.replace(crate::library::model::WHO, who).replace("..", ".");
    let mut paragraphs = vec![said(&template.text)];
    if added.is_none() {
        paragraphs.push(said(&words.detail));
    }
    paragraphs.extend([said(&words.consent), said(&words.contact)]);
    ReferralLetter {
        language: typed.language,
        on: typed.on,
        addressee,
        subject: template.subject.clone(),
        greeting: words.greeting.clone(),
        paragraphs,
        added: added.map(|added| (said(&words.added), added)),
        closing: words.closing.clone(),
        signature: words.signature.clone(),
        name: words.name.clone(),
    }
}

fn printable(field: LetterField, typed: &str) -> Result<Option<ClientWords>, NoLetter> {
    ClientWords::typed(typed, false).map_err(|_| NoLetter::Field(field, Wrong::TooLong(ClientWords::LONGEST)))
}

/// Returns the lines of an address, without blank ones.
fn lines(typed: &str) -> Result<Vec<String>, NoLetter> {
    let wrong = |wrong| NoLetter::Field(LetterField::Addressee, wrong);
    let words = printable(LetterField::Addressee, typed)?.ok_or(wrong(Wrong::Blank))?;
    let lines = words.as_str().lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let mut lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    // Further lines go on in the last one.
    if lines.len() > ADDRESS_LINES {
        let rest = lines.split_off(ADDRESS_LINES - 1).join(", ");
        lines.push(rest);
    }
    Ok(lines)
}

impl ReferralLetter {
    /// Returns the language of its text.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Returns its date.
    pub fn on(&self) -> Day {
        self.on
    }

    /// Returns the lines of the address.
    pub fn addressee(&self) -> &[String] {
        &self.addressee
    }

    /// Returns the subject.
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// Returns the greeting.
    pub fn greeting(&self) -> &str {
        &self.greeting
    }

    /// Returns the paragraphs, in order.
    pub fn paragraphs(&self) -> &[String] {
        &self.paragraphs
    }

    /// Returns what was added by hand, after the words before it.
    pub fn added(&self) -> Option<(&str, &str)> {
        self.added.as_ref().map(|(before, added)| (before.as_str(), added.as_str()))
    }

    /// Returns the words before the signature.
    pub fn closing(&self) -> &str {
        &self.closing
    }

    /// Returns the names of the lines for the signature and for name and profession.
    pub fn signature(&self) -> [&str; 2] {
        [&self.signature, &self.name]
    }
}

#[cfg(test)]
mod tests;
