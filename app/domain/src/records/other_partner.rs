//! Other partners: people outside the couple whom its decisions touch, where more than two is agreed (R75).

use serde::{Deserialize, Serialize};

use crate::{
    assess::Partner,
    vocabulary::{Day, Fault, vocabulary},
};

/// The indicator that asks to write them down: other partners are touched by a decision and were not asked.
pub const TOUCHED: &str = "GEN-27";

/// Maximum number of other partners.
pub const MOST: usize = 8;

/// Maximum length of an initial or code, in characters.
const LONGEST_LABEL: usize = 40;

/// Maximum length of the other texts, in characters.
const LONGEST_TEXT: usize = 2_000;

/// The other partners, and the agreement that touches them. For the counsellor's view only: no sheet and no shared screen
/// has a field for them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OtherPartners {
    /// The people, in the order in which they were typed.
    pub people: Vec<OtherPartner>,
    /// The person who was removed last, until something else is saved here.
    pub removed: Option<Box<OtherPartner>>,
    /// The day of the agreement.
    pub agreed_on: Option<Day>,
    /// The version of the agreement and what it covers, in the counsellor's words.
    pub agreement: String,
}

/// A person outside the couple.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OtherPartner {
    /// An initial or a code; never empty once checked.
    pub label: String,
    /// Whose partner this person is.
    pub partner_of: PartnerOf,
    /// Who told of this person.
    pub told: ToldBy,
    /// State of asking this person about what is decided.
    pub asked: Consulted,
    /// State of the offer of a talk of their own.
    pub own_talk: OwnTalk,
    /// True if this person was asked the safety questions.
    pub screened: bool,
    /// The counsellor's note: the questions, by whom and when they were asked, and the answer.
    pub note: String,
}

vocabulary!(
    /// Whose partner somebody is.
    #[derive(Default)]
    PartnerOf, "whose partner somebody is" {
        /// Of both.
        #[default]
        Both = "both",
        /// Of partner A.
        A = "a",
        /// Of partner B.
        B = "b",
    }
);

vocabulary!(
    /// Who told of a person.
    #[derive(Default)]
    ToldBy, "who told of somebody" {
        /// Both, in the same room.
        #[default]
        Together = "together",
        /// Partner A, alone.
        A = "a",
        /// Partner B, alone.
        B = "b",
    }
);

vocabulary!(
    /// State of asking somebody about what is decided.
    #[derive(Default)]
    Consulted, "a state of asking" {
        /// Not asked yet.
        #[default]
        NotYet = "not-yet",
        /// Asked.
        Asked = "asked",
        /// Does not want to be asked.
        Declined = "declined",
    }
);

vocabulary!(
    /// State of the offer of a talk of one's own.
    #[derive(Default)]
    OwnTalk, "a state of an offer" {
        /// Not offered yet.
        #[default]
        NotOffered = "not-offered",
        /// Offered.
        Offered = "offered",
        /// It took place.
        TookPlace = "took-place",
        /// Not wanted.
        Declined = "declined",
    }
);

impl Consulted {
    /// Returns it in words, with a capital.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::NotYet => "Not asked yet",
            Self::Asked => "Asked",
            Self::Declined => "Does not want to be asked",
        }
    }
}

impl OwnTalk {
    /// Returns it in words, with a capital.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::NotOffered => "Not offered yet",
            Self::Offered => "Offered",
            Self::TookPlace => "Took place",
            Self::Declined => "Not wanted",
        }
    }
}

impl ToldBy {
    /// Returns the partner who told it alone, if one did.
    pub fn alone(self) -> Option<Partner> {
        match self {
            Self::Together => None,
            Self::A => Some(Partner::A),
            Self::B => Some(Partner::B),
        }
    }
}

impl OtherPartners {
    /// True if nothing was written down.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Returns the number of people who were not asked yet.
    pub fn not_asked(&self) -> usize {
        self.people.iter().filter(|one| one.asked == Consulted::NotYet).count()
    }

    /// Trims spaces.
    ///
    /// # Errors
    /// A fault for each invalid field: `label-1` and `note-1` for the first person and so on, `agreement`.
    pub fn checked(mut self) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        for (place, person) in self.people.iter_mut().enumerate() {
            person.label = person.label.trim().to_owned();
            let number = place + 1;
            if person.label.is_empty() {
                faults.push(Fault::new(format!("label-{number}"), "Enter an initial or a code, not a full name."));
            }
            too_long(&mut faults, format!("label-{number}"), &person.label, LONGEST_LABEL);
            too_long(&mut faults, format!("note-{number}"), &person.note, LONGEST_TEXT);
        }
        if self.people.len() > MOST {
            faults.push(Fault::new(format!("label-{}", MOST + 1), format!("Keep to {MOST} other partners or fewer.")));
        }
        too_long(&mut faults, "agreement".to_owned(), &self.agreement, LONGEST_TEXT);
        if faults.is_empty() { Ok(self) } else { Err(faults) }
    }

    /// Removes a person, who can be put back until something else is saved.
    pub fn remove(&mut self, place: usize) {
        if place < self.people.len() {
            self.removed = Some(Box::new(self.people.remove(place)));
        }
    }

    /// Puts the person who was removed last back.
    pub fn put_back(&mut self) {
        self.people.extend(self.removed.take().map(|person| *person));
    }
}

fn too_long(faults: &mut Vec<Fault>, field: String, text: &str, most: usize) {
    if text.chars().count() > most {
        faults.push(Fault::new(field, format!("Keep this to {most} characters or fewer.")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(label: &str) -> OtherPartner {
        OtherPartner { label: label.to_owned(), ..OtherPartner::default() }
    }

    #[test]
    fn somebody_needs_a_code_and_the_fault_is_beside_the_field() {
        let people = vec![with(" K. "), with(" ")];
        let faults = OtherPartners { people, ..OtherPartners::default() }.checked().unwrap_err();
        assert_eq!(faults.iter().map(|fault| &*fault.field).collect::<Vec<_>>(), ["label-2"]);
    }

    #[test]
    fn whoever_was_removed_can_be_put_back() {
        let mut others = OtherPartners { people: vec![with("K."), with("M.")], ..OtherPartners::default() };
        others.remove(0);
        assert_eq!(others.people, [with("M.")]);
        others.put_back();
        assert_eq!(others.people, [with("M."), with("K.")]);
        assert_eq!(others.removed, None);
    }
}
