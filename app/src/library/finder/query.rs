//! A library query, as in the address of the page.

use domain::vocabulary::{Challenge, Phase};
use serde::{Deserialize, Serialize};

use crate::library::finder::Attendance;

/// The lengths to choose from, in minutes.
pub const MINUTES: [u8; 4] = [10, 15, 20, 30];

/// A library query. Empty fields do not restrict.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Query {
    /// Words, all required.
    pub text: String,
    /// Only this phase.
    pub phase: Option<Phase>,
    /// Only exercises that serve this challenge.
    pub challenge: Option<Challenge>,
    /// Only exercises with these participants.
    pub who: Option<Attendance>,
    /// Only exercises of at most this usual length, in minutes.
    pub minutes: Option<u8>,
}

/// One field of a [`Query`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The words.
    Text,
    /// The phase.
    Phase,
    /// The challenge.
    Challenge,
    /// The participants.
    Who,
    /// The length.
    Minutes,
}

impl Field {
    /// All fields, in the order of the form.
    pub const ALL: [Self; 5] = [Self::Text, Self::Phase, Self::Challenge, Self::Who, Self::Minutes];

    /// Returns its name in forms and addresses.
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
    /// Parses an address. Missing or invalid fields do not restrict.
    pub fn read(part: impl Fn(&str) -> Option<String>) -> Self {
        let mut query = Self::default();
        for field in Field::ALL {
            query.set(field, &part(field.name()).unwrap_or_default());
        }
        query
    }

    /// Sets one field from its form value.
    pub fn set(&mut self, field: Field, value: &str) {
        match field {
            Field::Text => value.clone_into(&mut self.text),
            Field::Phase => self.phase = value.parse().ok(),
            Field::Challenge => self.challenge = value.parse().ok(),
            Field::Who => self.who = value.parse().ok(),
            Field::Minutes => self.minutes = value.parse().ok(),
        }
    }

    /// Returns the form value of this field.
    pub fn get(&self, field: Field) -> String {
        match field {
            Field::Text => self.text.clone(),
            Field::Phase => self.phase.map(|word| word.to_string()).unwrap_or_default(),
            Field::Challenge => self.challenge.map(|word| word.to_string()).unwrap_or_default(),
            Field::Who => self.who.map(|word| word.as_str().to_owned()).unwrap_or_default(),
            Field::Minutes => self.minutes.map(|minutes| minutes.to_string()).unwrap_or_default(),
        }
    }

    /// True if no field restricts.
    pub fn is_empty(&self) -> bool {
        Self { text: self.text.trim().to_owned(), ..self.clone() } == Self::default()
    }

    /// Returns the address of the library with this query.
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

/// Percent-encodes all but unreserved characters.
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
