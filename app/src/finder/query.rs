//! What somebody looks for, as it stands in the address of the page.

use domain::words::{Challenge, Phase};
use serde::{Deserialize, Serialize};

use super::Attendance;

/// The lengths one can ask for, in minutes.
pub const MINUTES: [u8; 4] = [10, 15, 20, 30];

/// What somebody looks for. Empty parts ask for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Query {
    /// Words that must all be found.
    pub text: String,
    /// Only this phase.
    pub phase: Option<Phase>,
    /// Only what serves this challenge.
    pub challenge: Option<Challenge>,
    /// Only what can be done with these people in the room.
    pub who: Option<Attendance>,
    /// Only what usually takes no longer than this, in minutes.
    pub minutes: Option<u8>,
}

/// One part of a [`Query`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The words.
    Text,
    /// The phase.
    Phase,
    /// The challenge.
    Challenge,
    /// Who is in the room.
    Who,
    /// The length.
    Minutes,
}

impl Field {
    /// All parts, in the order of the form.
    pub const ALL: [Self; 5] = [Self::Text, Self::Phase, Self::Challenge, Self::Who, Self::Minutes];

    /// Its name in the form and in the address.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "q",
            Self::Phase => "phase",
            Self::Challenge => "challenge",
            Self::Who => "who",
            Self::Minutes => "minutes",
        }
    }
}

impl Query {
    /// Reads the parts of an address. What is missing or not understood asks for nothing.
    pub fn read(part: impl Fn(&str) -> Option<String>) -> Self {
        let mut query = Self::default();
        for field in Field::ALL {
            query.set(field, &part(field.name()).unwrap_or_default());
        }
        query
    }

    /// Sets one part from what stands in its form field.
    pub fn set(&mut self, field: Field, value: &str) {
        match field {
            Field::Text => value.clone_into(&mut self.text),
            Field::Phase => self.phase = value.parse().ok(),
            Field::Challenge => self.challenge = value.parse().ok(),
            Field::Who => self.who = value.parse().ok(),
            Field::Minutes => self.minutes = value.parse().ok(),
        }
    }

    /// What stands in the form field of this part.
    pub fn get(&self, field: Field) -> String {
        match field {
            Field::Text => self.text.clone(),
            Field::Phase => self.phase.map(|word| word.to_string()).unwrap_or_default(),
            Field::Challenge => self.challenge.map(|word| word.to_string()).unwrap_or_default(),
            Field::Who => self.who.map(|word| word.as_str().to_owned()).unwrap_or_default(),
            Field::Minutes => self.minutes.map(|minutes| minutes.to_string()).unwrap_or_default(),
        }
    }

    /// Whether nothing is asked for.
    pub fn is_empty(&self) -> bool {
        Self { text: self.text.trim().to_owned(), ..self.clone() } == Self::default()
    }

    /// The address of the library with this query.
    pub fn address(&self) -> String {
        let parts: Vec<String> = Field::ALL
            .into_iter()
            .map(|field| (field.name(), self.get(field)))
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", escaped(&value)))
            .collect();
        if parts.is_empty() { "/library".into() } else { format!("/library?{}", parts.join("&")) }
    }
}

/// Percent-encoding of everything but unreserved characters.
fn escaped(text: &str) -> String {
    use std::fmt::Write;
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_understood_asks_for_nothing() {
        let query = Query::read(|name| Some(format!("no such {name}")));
        assert_eq!(query, Query { text: "no such q".into(), ..Query::default() });
    }

    #[test]
    fn an_address_names_every_part_once() {
        let query = Query {
            text: "stop & go".into(),
            phase: Some(Phase::Repair),
            who: Some(Attendance::EachAlone),
            minutes: Some(15),
            challenge: None,
        };
        assert_eq!(query.address(), "/library?q=stop%20%26%20go&phase=repair&who=each-alone&minutes=15");
        assert_eq!(Query::default().address(), "/library");
    }

    #[test]
    fn blanks_ask_for_nothing() {
        assert!(Query { text: "  ".into(), ..Query::default() }.is_empty());
        assert!(!Query { minutes: Some(10), ..Query::default() }.is_empty());
    }
}
