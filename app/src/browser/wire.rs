//! Values in attributes and drafts: postcard in base64. Code for JSON of a whole plan would be a fifth of the browser's
//! download, and postcard cannot contain unknown fields.

use serde::{Serialize, de::DeserializeOwned};

/// Encodes the value as base64 text. Equal values give equal texts.
pub fn pack<T: Serialize>(value: &T) -> String {
    // What cannot be written is read back as nothing, and then said; the types of this program can all be written.
    written(&postcard::to_allocvec(value).unwrap_or_default())
}

/// Decodes the value that [`pack`] wrote; `None` if the text is from elsewhere, from another version, or has trailing
/// bytes.
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

/// Encodes base64 with the browser's own function, which takes bytes as characters.
#[cfg(feature = "hydrate")]
fn written(bytes: &[u8]) -> String {
    let letters: String = bytes.iter().copied().map(char::from).collect();
    crate::browser::prelude::window().btoa(&letters).unwrap_or_default()
}

#[cfg(feature = "hydrate")]
fn read(text: &str) -> Option<Vec<u8>> {
    let letters = crate::browser::prelude::window().atob(text).ok()?;
    letters.chars().map(|letter| u8::try_from(letter).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_comes_back_as_it_was() {
        let value = (7_u16, vec![Some("Ärger".to_owned()), None]);
        assert_eq!(unpack(&pack(&value)), Some(value));
    }

    #[test]
    fn sec_06_what_is_damaged_or_says_more_is_nothing() {
        let text = pack(&7_u16);
        // The value and a byte more, in base64 that is well formed.
        let more = pack(&(7_u16, 1_u8));
        for wrong in [more, format!("{text}AAAA"), text[1..].to_owned(), "?".into(), String::new()] {
            assert_eq!(unpack::<u16>(&wrong), None, "{wrong}");
        }
    }
}
