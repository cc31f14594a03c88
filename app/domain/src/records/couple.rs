//! A couple, as the counsellor describes it.

use serde::{Deserialize, Serialize};

use super::{Fault, SheetPreferences, other_partner::OtherPartners};
use crate::{
    assess::Partner,
    vocabulary::{Day, SmallSet, fold::folded},
};

/// Maximum length of a name or label, in characters.
const LONGEST_NAME: usize = 60;

/// Maximum number of tags.
const TAGS: usize = 12;

/// A couple. All of it is typed by the counsellor and stored encrypted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Couple {
    /// A code name that only the counsellor connects with people; never empty.
    pub name: String,
    /// Partner A and partner B.
    pub partners: [Person; 2],
    /// The length of the relationship, in the counsellor's words; may be empty.
    #[serde(default)]
    pub together: String,
    /// The day of the first contact.
    #[serde(default)]
    pub first_seen: Option<Day>,
    /// Search terms.
    #[serde(default)]
    pub tags: Vec<String>,
    /// True if it is archived.
    #[serde(default)]
    pub archived: bool,
    /// The print choices that its next sheets begin with.
    #[serde(default, skip_serializing_if = "SheetPreferences::is_empty")]
    pub sheets: SheetPreferences,
    /// People outside the couple whom its decisions touch, for the counsellor's view only.
    #[serde(default, skip_serializing_if = "OtherPartners::is_empty")]
    pub others: OtherPartners,
}

/// One of the partners, as the counsellor describes that person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// The heading of that partner's column; “A” or “B” if left empty.
    pub label: String,
    /// For example “they/them”; may be empty.
    #[serde(default)]
    pub pronouns: String,
}

impl Couple {
    /// Trims spaces and fills in empty labels.
    ///
    /// # Errors
    /// A fault for each invalid field: `name`, `label-a`, `label-b`, `tags`, and those of [`OtherPartners::checked`].
    pub fn checked(mut self) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        trim(&mut self.name);
        trim(&mut self.together);
        if self.name.is_empty() {
            faults.push(Fault::new("name", "Enter a code name, a word only you connect with them."));
        } else if self.name.chars().count() > LONGEST_NAME {
            faults.push(Fault::new("name", format!("Keep the code name to {LONGEST_NAME} characters or fewer.")));
        }
        for (person, (letter, field)) in self.partners.iter_mut().zip([("A", "label-a"), ("B", "label-b")]) {
            trim(&mut person.label);
            trim(&mut person.pronouns);
            if person.label.is_empty() {
                person.label = letter.into();
            } else if person.label.chars().count() > LONGEST_NAME {
                faults.push(Fault::new(field, format!("Keep this to {LONGEST_NAME} characters or fewer.")));
            }
        }
        self.tags.iter_mut().for_each(trim);
        self.tags.retain(|tag| !tag.is_empty());
        let mut known = SmallSet::new();
        self.tags.retain(|tag| known.insert(folded(tag)));
        if self.tags.len() > TAGS {
            faults.push(Fault::new("tags", format!("Keep to {TAGS} tags or fewer.")));
        }
        match self.others.checked() {
            Ok(others) => self.others = others,
            Err(found) => {
                faults.extend(found);
                self.others = OtherPartners::default();
            }
        }
        if faults.is_empty() { Ok(self) } else { Err(faults) }
    }

    /// Returns one of the two partners.
    pub fn partner(&self, partner: Partner) -> &Person {
        &self.partners[partner as usize]
    }
}

fn trim(text: &mut String) {
    *text = text.trim().to_owned();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_labels_become_letters_and_blanks_go() {
        let couple = Couple { name: "  Heron ".into(), tags: vec![" ".into(), "new".into()], ..Couple::default() };
        let couple = couple.checked().unwrap();
        assert_eq!((couple.name.as_str(), couple.tags.as_slice()), ("Heron", ["new".to_owned()].as_slice()));
        assert_eq!((couple.partner(Partner::A).label.as_str(), couple.partner(Partner::B).label.as_str()), ("A", "B"));
    }

    #[test]
    fn a_tag_is_kept_once_however_it_is_typed() {
        let tags = ["new", "New", "n\u{e9}", "ne\u{301}", "new"].map(str::to_owned).to_vec();
        let couple = Couple { name: "Heron".into(), tags, ..Couple::default() }.checked().unwrap();
        assert_eq!(couple.tags, ["new", "n\u{e9}"]);
    }

    #[test]
    fn a_couple_without_a_name_says_what_to_do() {
        let faults = Couple::default().checked().unwrap_err();
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].field, "name");
    }
}
