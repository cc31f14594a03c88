//! Two saved states side by side, in words: what changed between them.

mod plan;
mod situation;
mod words;

pub use self::{
    plan::compare_plans,
    situation::compare_situations,
    words::{newer_words, words_of},
};

/// Something that two states have differently, in the words of the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// What, for example “Minutes of “Daily check-in””.
    pub what: String,
    /// As it was in the earlier one; empty where there was nothing.
    pub was: String,
    /// As it is in the later one; empty where there is nothing any more.
    pub is: String,
}

/// Collects what differs.
#[derive(Default)]
struct Changes(Vec<Changed>);

impl Changes {
    fn add(&mut self, what: impl Into<String>, was: impl Into<String>, is: impl Into<String>) {
        self.0.push(Changed { what: what.into(), was: was.into(), is: is.into() });
    }

    /// Adds it where the two texts differ.
    fn compare(&mut self, what: impl Into<String>, was: impl Into<String>, is: impl Into<String>) {
        let (was, is) = (was.into(), is.into());
        if was != is {
            self.add(what, was, is);
        }
    }
}
