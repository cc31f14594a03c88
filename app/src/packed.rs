//! Values on their way between a page and the server: postcard in base64. The code that reads and writes JSON of a whole
//! plan would be a fifth of what a browser loads; and what is packed has no room for a field that nobody knows.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::DeserializeOwned};

/// A value that travels packed: in JSON it is one string.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Packed<T>(pub T);

/// The value as a text of letters, digits, `+`, `/` and `=`. Equal values give equal texts.
pub fn pack<T: Serialize>(value: &T) -> String {
    // What cannot be written is read back as nothing, and then said; the types of this program can all be written.
    written(&postcard::to_allocvec(value).unwrap_or_default())
}

/// The value that [`pack`] wrote; nothing when the text comes from elsewhere, from another version, or says more.
pub fn unpack<T: DeserializeOwned>(text: &str) -> Option<T> {
    let bytes = read(text)?;
    let (value, rest) = postcard::take_from_bytes(&bytes).ok()?;
    rest.is_empty().then_some(value)
}

#[cfg(not(feature = "hydrate"))]
fn written(bytes: &[u8]) -> String {
    use base64::{Engine, engine::general_purpose::STANDARD};
    STANDARD.encode(bytes)
}

#[cfg(not(feature = "hydrate"))]
fn read(text: &str) -> Option<Vec<u8>> {
    use base64::{Engine, engine::general_purpose::STANDARD};
    STANDARD.decode(text).ok()
}

/// The browser knows base64 by itself; it takes bytes as the letters with their numbers.
#[cfg(feature = "hydrate")]
fn written(bytes: &[u8]) -> String {
    let letters: String = bytes.iter().copied().map(char::from).collect();
    leptos::prelude::window().btoa(&letters).unwrap_or_default()
}

#[cfg(feature = "hydrate")]
fn read(text: &str) -> Option<Vec<u8>> {
    let letters = leptos::prelude::window().atob(text).ok()?;
    letters.chars().map(|letter| u8::try_from(letter).ok()).collect()
}

impl<T: Serialize> Serialize for Packed<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&pack(&self.0))
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Packed<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        unpack(&text).map(Self).ok_or_else(|| serde::de::Error::custom("not a packed value of this version"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_comes_back_as_it_was() {
        let value = (7_u16, vec![Some("Ärger".to_owned()), None]);
        assert_eq!(unpack(&pack(&value)), Some(value.clone()));
        let json = serde_json::to_string(&Packed(value.clone())).unwrap();
        assert_eq!(serde_json::from_str::<Packed<_>>(&json).unwrap(), Packed(value));
    }

    #[test]
    fn sec_06_what_is_damaged_or_says_more_is_nothing() {
        let text = pack(&7_u16);
        for wrong in [format!("{text}AAAA"), text[1..].to_owned(), "?".into(), String::new()] {
            assert_eq!(unpack::<u16>(&wrong), None, "{wrong}");
        }
    }
}
