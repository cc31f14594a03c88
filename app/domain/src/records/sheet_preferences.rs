//! Print choices that the sheets of a couple begin with.

use serde::{Deserialize, Serialize};

use crate::{
    assess::Partner,
    vocabulary::{Discretion, Language},
};

/// The print choices last made for a couple, where they differ from the practice's [`SheetDefaults`](super::SheetDefaults).
///
/// There is no field for what is stated once: that a help line was checked, that someone asked for a sheet, or that a line
/// or a name is safe on paper.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SheetPreferences {
    /// The discretion. Active holds may demand more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub discretion: Option<Discretion>,
    /// The country of the help lines by its code; empty for none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// The language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// The word of the paper, for example `letter`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paper: Option<String>,
    /// Large print.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub large_print: Option<bool>,
    /// The typeface with letters that are hard to mistake.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub easy_reading: Option<bool>,
    /// The letterhead of the account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub letterhead: Option<bool>,
    /// Paper printed on both sides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub both_sides: Option<bool>,
    /// True for each partner whose own sheet carries no initial.
    #[serde(skip_serializing_if = "none_of_both")]
    pub no_initial: [bool; 2],
}

impl SheetPreferences {
    /// True if nothing was chosen for this couple.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// True if this partner's own sheet carries no initial.
    pub fn has_no_initial(&self, partner: Partner) -> bool {
        self.no_initial[partner as usize]
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn none_of_both(partners: &[bool; 2]) -> bool {
    *partners == [false; 2]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::Couple;

    #[test]
    fn a_couple_of_earlier_versions_has_none_and_reads_the_same_again() {
        let earlier = r#"{"name":"Heron","partners":[{"label":"A","pronouns":""},{"label":"B","pronouns":""}],"together":"","first_seen":null,"tags":[],"archived":false}"#;
        let couple: Couple = serde_json::from_str(earlier).unwrap();
        assert!(couple.sheets.is_empty());
        assert_eq!(serde_json::to_string(&couple).unwrap(), earlier);
    }

    #[test]
    fn what_is_stated_once_has_no_field() {
        for name in ["verified", "violence_lines", "asked_for", "permitted", "code_in_name"] {
            let stored = format!("{{\"{name}\":true}}");
            assert!(serde_json::from_str::<SheetPreferences>(&stored).is_err(), "{name}");
        }
    }
}
