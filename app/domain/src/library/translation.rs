//! Client text in a language other than English.
//!
//! A translation has the structure of the English library: every exercise, with the same paragraphs, boxes, lines and
//! homework, so that no sheet lacks a part in one language. Each file contains the fingerprint of the English text it
//! translates (`of = "…"`). When that text changes, nothing is printed from the file until the translation has been
//! reviewed. An exercise may be published in English first: its file then says `pending = true`, and no sheet is made
//! from it in this language.

use std::collections::HashMap;

use super::{
    model::{ItemWords, LetterWords, PaperWords, Referral, ReferralWords, SheetWords},
    problem::Problem,
};
use crate::vocabulary::{ItemId, Language};

/// The content of one translation folder.
#[derive(Clone, Debug)]
pub struct Translation {
    pub(super) language: Language,
    pub(super) words: HashMap<ItemId, ItemWords>,
    pub(super) pending: Vec<ItemId>,
    pub(super) paper: PaperWords,
    pub(super) sheet: SheetWords,
    pub(super) referrals: Vec<ReferralWords>,
    pub(super) letters: LetterWords,
    pub(super) older: Vec<Problem>,
}

pub(super) const PAPER: &str = "paper.toml";
pub(super) const SHEET: &str = "sheet.toml";
pub(super) const REFERRALS: &str = "referrals.toml";
pub(super) const LETTERS: &str = "letters.toml";

impl Translation {
    /// Returns its language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Returns the client text of this exercise.
    pub fn item(&self, id: &ItemId) -> Option<&ItemWords> {
        self.words.get(id)
    }

    /// Returns the exercises whose translation is pending, in the order of the library.
    pub fn pending(&self) -> &[ItemId] {
        &self.pending
    }

    /// Returns the words on every sheet.
    pub fn paper(&self) -> &PaperWords {
        &self.paper
    }

    /// Returns the typesetter's words.
    pub fn sheet(&self) -> &SheetWords {
        &self.sheet
    }

    /// Returns the translation of this row of the referral sheet.
    pub fn referral(&self, row: &Referral) -> Option<&ReferralWords> {
        self.referrals.iter().find(|words| words.id == row.id)
    }

    /// Returns the words of letters.
    pub fn letters(&self) -> &LetterWords {
        &self.letters
    }

    /// Returns the files that translate an earlier English text. No sheet is printed from them.
    pub fn older(&self) -> &[Problem] {
        &self.older
    }

    /// True if the translation of this exercise is outdated.
    pub fn item_is_older(&self, id: &ItemId) -> bool {
        self.is_older(&file_of(id))
    }

    /// True if the words around exercises are outdated: those on every sheet or the typesetter's.
    pub fn paper_is_older(&self) -> bool {
        self.is_older(PAPER) || self.sheet_is_older()
    }

    /// True if the typesetter's words are outdated.
    pub fn sheet_is_older(&self) -> bool {
        self.is_older(SHEET)
    }

    /// True if the rows of the referral sheet are outdated.
    pub fn referrals_are_older(&self) -> bool {
        self.is_older(REFERRALS)
    }

    /// True if the words of letters are outdated.
    pub fn letters_are_older(&self) -> bool {
        self.is_older(LETTERS)
    }

    fn is_older(&self, file: &str) -> bool {
        self.older.iter().any(|problem| problem.file == file)
    }
}

/// The file of an exercise.
pub(super) fn file_of(exercise: &ItemId) -> String {
    format!("exercises/{exercise}.md")
}
