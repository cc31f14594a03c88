//! The fields of the form: those of each person end in the person's number, from 1.

use std::{
    collections::{BTreeMap, HashMap},
    hash::BuildHasher,
};

use domain::{
    records::{
        Fault,
        other_partner::{Consulted, MOST, OtherPartner, OtherPartners, OwnTalk, PartnerOf, ToldBy},
    },
    vocabulary::Day,
};

use crate::http::{app_error::Refusal, visitor::FormState};

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

/// Returns the fields with what another window has saved in the meantime; `None` if both have changed one of them, or if
/// nobody knows what the form began with.
pub fn joined(sent: &FormState, others: &OtherPartners) -> Option<HashMap<String, String>> {
    sent.base.as_ref()?;
    let fields = stored(others);
    let clash = fields.iter().any(|(name, value)| sent.meanwhile(name, value).is_some());
    let join = |(name, value): (String, String)| (name.clone(), sent.value(&name, &value));
    (!clash).then(|| fields.into_iter().map(join).collect())
}

/// Reads the people and the agreement. Somebody of whom nothing was typed is not there.
///
/// # Errors
/// [`Refusal::Malformed`] for fields that the form does not have and values that its lists do not have.
pub fn read<S: BuildHasher>(mut fields: HashMap<String, String, S>) -> Result<(OtherPartners, Vec<Fault>), Refusal> {
    let mut others = OtherPartners::default();
    for number in 1..=MOST {
        let mut take = |name: &str| fields.remove(&format!("{name}-{number}"));
        let Some(label) = take("label") else { continue };
        let mut word = |name| take(name).ok_or(Refusal::Malformed);
        let person = OtherPartner {
            label,
            partner_of: PartnerOf::of_word(&word("of")?).ok_or(Refusal::Malformed)?,
            told: ToldBy::of_word(&word("told")?).ok_or(Refusal::Malformed)?,
            asked: Consulted::of_word(&word("asked")?).ok_or(Refusal::Malformed)?,
            own_talk: OwnTalk::of_word(&word("talk")?).ok_or(Refusal::Malformed)?,
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
    let mut faults = Vec::new();
    match day.trim() {
        "" => {}
        day => match day.parse::<Day>() {
            Ok(day) => others.agreed_on = Some(day),
            Err(_) => faults.push(Fault::new(
                "agreed-on",
                "Enter the date as year-month-day, for example 2026-11-24, or leave it empty.",
            )),
        },
    }
    Ok((others, faults))
}

/// True if nothing was typed or chosen.
fn is_blank(person: &OtherPartner) -> bool {
    let nobody = OtherPartner::default();
    NAMES.iter().all(|name| shown(person, name).trim() == shown(&nobody, name))
}

#[cfg(test)]
mod tests {
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
        let (others, faults) = read(fields).map_err(|_| "refused").unwrap();
        assert_eq!((others, faults.len()), (one(), 0));
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
