//! Describes the differences between two saved states.

mod plan;
mod record;
mod situation;
mod words;

pub use self::{
    plan::compare_plans,
    situation::{compare_situations, discovery_name},
    words::{newer_words, words_of},
};

/// A difference between two states, in the words of the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The part that differs, for example “Minutes of “Daily check-in””.
    pub what: String,
    /// Its value in the earlier state; empty if there was none.
    pub was: String,
    /// Its value in the later state; empty if there is none.
    pub is: String,
}

/// Collects differences.
#[derive(Default)]
struct Changes(Vec<Changed>);

impl Changes {
    fn add(&mut self, what: impl Into<String>, was: impl Into<String>, is: impl Into<String>) {
        self.0.push(Changed { what: what.into(), was: was.into(), is: is.into() });
    }

    /// Adds a difference if the two texts differ.
    fn compare(&mut self, what: impl Into<String>, was: impl Into<String>, is: impl Into<String>) {
        let (was, is) = (was.into(), is.into());
        if was != is {
            self.add(what, was, is);
        }
    }
}
