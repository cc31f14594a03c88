//! Merges the changes of two windows to the same record, field by field.

use domain::vocabulary::SmallMap;
use domain::{library::Library, records::SituationForm};
use serde::{Deserialize, Serialize};

use crate::browser::{
    fields,
    wire::{pack, unpack},
};

/// The values of a form's fields by name; a field may have several values. An empty field equals a missing one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormValues(SmallMap<String, Vec<String>>);

impl FormValues {
    /// Makes the values from these fields, in order.
    pub fn of<N: Into<String>, V: Into<String>>(fields: impl IntoIterator<Item = (N, V)>) -> Self {
        let mut filled = Self::default();
        for (name, value) in fields {
            filled.add(name, value);
        }
        filled
    }

    /// Adds a value to a field; an empty one is ignored.
    pub fn add(&mut self, name: impl Into<String>, value: impl Into<String>) {
        // Browsers send every line end as two characters, and show it as one.
        let value = value.into().replace("\r\n", "\n");
        if !value.is_empty() {
            self.0.entry(name.into()).or_default().push(value);
        }
    }

    /// Returns the values of a field; none for an empty one.
    pub fn values(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    /// Returns the value of a field; several values are joined by line breaks.
    pub fn value(&self, name: &str) -> String {
        self.values(name).join("\n")
    }

    /// Iterates over the values with their names.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().flat_map(|(name, values)| values.iter().map(move |value| (name.as_str(), value.as_str())))
    }

    /// Returns the values as texts by name, those of several values a line each.
    #[cfg(feature = "ssr")]
    pub fn texts(&self) -> std::collections::BTreeMap<String, String> {
        self.0.keys().map(|name| (name.clone(), self.value(name))).collect()
    }
}

/// The outcome for one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldMerge {
    /// The local value.
    Mine,
    /// The stored value.
    Theirs,
    /// Both were changed: a conflict.
    Clash,
}

/// Decides about one field; `base` is its earlier value, if known. Scripts of forms decide alike
/// (`app/src/browser/script/join.js`).
pub fn one<T: AsRef<str> + PartialEq, U: AsRef<str> + PartialEq<T>>(
    base: Option<&[U]>,
    mine: &[T],
    theirs: &[T],
) -> FieldMerge {
    let same =
        |one: &[T]| base.is_some_and(|base| base.len() == one.len() && base.iter().zip(one).all(|(a, b)| a == b));
    if mine == theirs || same(theirs) {
        return FieldMerge::Mine;
    }
    let given_up = base.is_none() && mine.is_empty();
    if same(mine) || given_up {
        return FieldMerge::Theirs;
    }
    if base.is_none() && theirs.is_empty() { FieldMerge::Mine } else { FieldMerge::Clash }
}

/// The merge of two texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined {
    /// The text for the screen.
    pub text: String,
    /// True if both sides changed the same field, so that the user must decide.
    pub clash: bool,
}

/// A merge function: the common base (if known), the local and the stored text.
pub type Join = fn(base: Option<&str>, here: &str, stored: &str) -> Joined;

/// Merges texts that only a person can merge, shown side by side.
pub fn side_by_side(_base: Option<&str>, here: &str, _stored: &str) -> Joined {
    Joined { text: here.to_owned(), clash: true }
}

/// The situation in a draft. Drafts of earlier versions end before what stands beside the answers.
pub fn form_of(packed: &str) -> Option<SituationForm> {
    unpack(packed).or_else(|| {
        let (answers, strengths, facts, phase) = unpack(packed)?;
        Some(SituationForm { answers, strengths, facts, phase, ..SituationForm::default() })
    })
}

/// Merges packed forms of a situation: a question answered in one window only keeps that answer.
pub fn sheets(library: &Library, base: Option<&str>, here: &str, stored: &str) -> Joined {
    let all = form_of(here).zip(form_of(stored)).zip(base.and_then(form_of));
    let Some(((mine, theirs), base)) = all else { return Joined { text: here.to_owned(), clash: here != stored } };
    let given = base.edits_to(&mine);
    let touched: Vec<String> = given.iter().map(|edit| fields::field(edit).0).collect();
    let (mut joined, mut clash) = (mine, false);
    for edit in base.edits_to(&theirs) {
        if !touched.contains(&fields::field(&edit).0) {
            // What is stored was made with this library.
            let _ = joined.make(library, &edit);
        } else if !given.contains(&edit) {
            clash = true;
        }
    }
    Joined { text: pack(&joined), clash }
}

#[cfg(test)]
mod tests {
    use domain::library::english;

    use super::*;

    #[test]
    fn of_two_sheets_every_answer_stays_that_one_window_gave() {
        let sheet = |edits: &[(&str, &str)]| {
            let mut sheet = SituationForm::default();
            for (name, value) in edits {
                sheet.make(english(), &fields::edit(name, value).unwrap()).unwrap();
            }
            pack(&sheet)
        };
        let base = sheet(&[("STR-01.a", "no")]);
        let mine = sheet(&[("STR-01.a", "no"), ("INF-01.a", "yes")]);
        let theirs = sheet(&[("STR-01.a", "yes"), ("fact.ending", "yes")]);
        let joined = sheets(english(), Some(&base), &mine, &theirs);
        let all = sheet(&[("STR-01.a", "yes"), ("INF-01.a", "yes"), ("fact.ending", "yes")]);
        assert_eq!(joined, Joined { text: all, clash: false });
        let other = sheet(&[("STR-01.a", "no"), ("INF-01.a", "no"), ("STR-02.couple", "yes")]);
        let met = sheets(english(), Some(&base), &mine, &other);
        let shown = sheet(&[("STR-01.a", "no"), ("INF-01.a", "yes"), ("STR-02.couple", "yes")]);
        assert_eq!(met, Joined { text: shown, clash: true });
        assert!(sheets(english(), None, &mine, &theirs).clash, "without a base somebody has to look");
    }

    #[test]
    fn a_draft_of_an_earlier_version_keeps_its_answers() {
        let mut form = SituationForm::default();
        form.make(english(), &fields::edit("INF-01.a", "yes").unwrap()).unwrap();
        let earlier = pack(&(&form.answers, &form.strengths, &form.facts, &form.phase));
        assert_eq!(form_of(&earlier), Some(form.clone()));
        assert_eq!(form_of(&pack(&form)), Some(form));
    }
}
