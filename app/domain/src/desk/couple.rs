//! A couple as the counsellor names it.

use serde::{Deserialize, Serialize};

use super::{Day, Fault};
use crate::course::Partner;

/// The longest name or label, in characters.
const LONGEST_NAME: usize = 60;

/// Tags at most.
const TAGS: usize = 12;

/// A couple. Everything in it was typed by the counsellor and is kept sealed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Couple {
    /// A code name that only the counsellor connects with people; never empty.
    pub name: String,
    /// Partner A and partner B.
    pub partners: [Person; 2],
    /// How long they have been together, in the counsellor's words; may be empty.
    #[serde(default)]
    pub together: String,
    /// The day of the first contact.
    #[serde(default)]
    pub first_seen: Option<Day>,
    /// Words to find it by.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Put away, but kept.
    #[serde(default)]
    pub archived: bool,
}

/// One of the partners, as the counsellor names that person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// What stands at the head of a column; “A” or “B” where nothing was typed.
    pub label: String,
    /// For example “they/them”; may be empty.
    #[serde(default)]
    pub pronouns: String,
}

impl Couple {
    /// The same with blanks trimmed and empty labels filled in.
    ///
    /// # Errors
    ///
    /// Every field that cannot be kept (`name`, `label-a`, `label-b`, `tags`), and what to do.
    pub fn checked(mut self) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        trim(&mut self.name);
        trim(&mut self.together);
        if self.name.is_empty() {
            faults.push(Fault::new("name", "Give the couple a code name, a word that only you connect with them."));
        } else if self.name.chars().count() > LONGEST_NAME {
            faults.push(Fault::new("name", format!("Shorten the code name to {LONGEST_NAME} characters or fewer.")));
        }
        for (person, (letter, field)) in self.partners.iter_mut().zip([("A", "label-a"), ("B", "label-b")]) {
            trim(&mut person.label);
            trim(&mut person.pronouns);
            if person.label.is_empty() {
                person.label = letter.into();
            } else if person.label.chars().count() > LONGEST_NAME {
                faults.push(Fault::new(field, format!("Shorten this to {LONGEST_NAME} characters or fewer.")));
            }
        }
        self.tags.iter_mut().for_each(trim);
        self.tags.retain(|tag| !tag.is_empty());
        self.tags.dedup();
        if self.tags.len() > TAGS {
            faults.push(Fault::new("tags", format!("Keep {TAGS} tags or fewer.")));
        }
        if faults.is_empty() { Ok(self) } else { Err(faults) }
    }

    /// One of the two partners.
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
    fn a_couple_without_a_name_says_what_to_do() {
        let faults = Couple::default().checked().unwrap_err();
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].field, "name");
    }
}
