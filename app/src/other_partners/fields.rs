//! The fields of the form: those of each person end in the person's number, from 1.

use std::{
    collections::{BTreeMap, HashMap},
    hash::BuildHasher,
    str::FromStr,
};

use domain::records::{
    Fault,
    other_partner::{MOST, OtherPartner, OtherPartners},
};

use crate::{couples::form::optional_day, http::app_error::Refusal};

/// The beginnings of the names of a person's fields.
pub const NAMES: [&str; 7] = ["label", "of", "told", "asked", "talk", "screened", "note"];

/// Returns the value of a field of a person; `name` is one of [`NAMES`].
pub fn shown(person: &OtherPartner, name: &str) -> String {
    match name {
        "label" => person.label.clone(),
        "of" => person.partner_of.as_str().to_owned(),
        "told" => person.told.as_str().to_owned(),
        "asked" => person.asked.as_str().to_owned(),
        "talk" => person.own_talk.as_str().to_owned(),
        "screened" => if person.screened { "yes" } else { "no" }.to_owned(),
        _ => person.note.clone(),
    }
}

/// Returns the number of people that the form has room for: one more than there are.
pub fn rooms(others: &OtherPartners) -> usize {
    (others.people.len() + 1).min(MOST)
}

/// Returns the fields of what is stored, with those of a person who is not there yet.
pub fn stored(others: &OtherPartners) -> BTreeMap<String, String> {
    let nobody = OtherPartner::default();
    let person = |place: usize| others.people.get(place).unwrap_or(&nobody);
    let of_people = (0..rooms(others)).flat_map(|place| NAMES.map(|name| (place, name)));
    let of_people = of_people.map(|(place, name)| (format!("{name}-{}", place + 1), shown(person(place), name)));
    let agreed_on = others.agreed_on.map(|day| day.to_string()).unwrap_or_default();
    let of_agreement = [("agreed-on".to_owned(), agreed_on), ("agreement".to_owned(), others.agreement.clone())];
    of_people.chain(of_agreement).collect()
}

/// Reads the people and the agreement, with the fault of its day. Somebody of whom nothing was typed is not there.
///
/// # Errors
/// [`Refusal::Malformed`] for fields that the form does not have and values that its lists do not have.
pub fn read<S: BuildHasher>(mut fields: HashMap<String, String, S>) -> Result<(OtherPartners, Option<Fault>), Refusal> {
    let mut others = OtherPartners::default();
    for number in 1..=MOST {
        let mut take = |name: &str| fields.remove(&format!("{name}-{number}"));
        let Some(label) = take("label") else { continue };
        let mut word = |name| take(name).ok_or(Refusal::Malformed);
        let person = OtherPartner {
            label,
            partner_of: chosen(&word("of")?)?,
            told: chosen(&word("told")?)?,
            asked: chosen(&word("asked")?)?,
            own_talk: chosen(&word("talk")?)?,
            screened: match word("screened")?.as_str() {
                "yes" => true,
                "no" => false,
                _ => return Err(Refusal::Malformed),
            },
            note: word("note")?,
        };
        others.people.push(person);
    }
    // The room for one more is at the end, and usually left empty.
    if others.people.last().is_some_and(is_blank) {
        others.people.pop();
    }
    let day = fields.remove("agreed-on").ok_or(Refusal::Malformed)?;
    others.agreement = fields.remove("agreement").ok_or(Refusal::Malformed)?;
    if !fields.is_empty() {
        return Err(Refusal::Malformed);
    }
    let day = optional_day("agreed-on", &day);
    others.agreed_on = day.as_ref().ok().copied().flatten();
    Ok((others, day.err()))
}

/// Reads a word that was chosen from a list.
fn chosen<T: FromStr>(word: &str) -> Result<T, Refusal> {
    word.parse().map_err(|_| Refusal::Malformed)
}

/// True if nothing was typed or chosen.
fn is_blank(person: &OtherPartner) -> bool {
    let nobody = OtherPartner::default();
    NAMES.iter().all(|name| shown(person, name).trim() == shown(&nobody, name))
}

#[cfg(test)]
mod tests {
    use domain::records::other_partner::{Consulted, OwnTalk, PartnerOf, ToldBy};

    use super::*;

    fn one() -> OtherPartners {
        let person = OtherPartner {
            label: "K.".into(),
            partner_of: PartnerOf::B,
            told: ToldBy::B,
            asked: Consulted::Asked,
            own_talk: OwnTalk::Offered,
            screened: true,
            note: "Asked by Tom.".into(),
        };
        let agreed_on = "2026-11-24".parse().ok();
        OtherPartners {
            people: vec![person],
            agreed_on,
            agreement: "Second version".into(),
            ..OtherPartners::default()
        }
    }

    #[test]
    fn what_is_shown_is_read_back_and_the_empty_room_is_nobody() {
        let fields: HashMap<_, _> = stored(&one()).into_iter().collect();
        let (others, unread) = read(fields).map_err(|_| "refused").unwrap();
        assert_eq!((others, unread), (one(), None));
    }

    #[test]
    fn sec_06_unknown_fields_and_words_are_refused() {
        let with = |name: &str, value: &str| {
            let mut fields: HashMap<_, _> = stored(&one()).into_iter().collect();
            fields.insert(name.to_owned(), value.to_owned());
            read(fields).is_err()
        };
        assert!(with("label-9", "K.") && with("more", "1") && with("told-1", "everybody") && with("screened-1", "on"));
        assert!(!with("label-1", "M."));
    }

    #[test]
    fn a_chosen_word_without_a_name_is_somebody() {
        let mut fields: HashMap<_, _> = stored(&one()).into_iter().collect();
        fields.insert("asked-2".into(), "asked".into());
        let (others, _) = read(fields).map_err(|_| "refused").unwrap();
        assert_eq!(others.people.len(), 2);
        assert!(others.checked().is_err(), "the name is missing, and nothing chosen is lost");
    }
}
