//! Text of the library that is written for clients.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Text of the library that is written for clients. It cannot be made outside this crate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct ClientText(Box<str>);

impl ClientText {
    /// Makes client text from a section written for clients; called by the loader alone.
    pub(crate) fn from_library(text: &str) -> Self {
        Self(text.into())
    }

    /// Returns the text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl OfClientText for ClientText {
    type Plain = Box<str>;

    fn of(plain: Box<str>) -> Self {
        Self(plain)
    }
}

impl fmt::Display for ClientText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Deserialises client text of an exercise that this crate wrote, for a browser or a saved plan. Only for
/// `#[serde(deserialize_with)]` of this crate's own types.
pub(crate) fn client_text<'de, D, T>(from: D) -> Result<T, D::Error>
where
    D: serde::Deserializer<'de>,
    T: OfClientText,
{
    T::Plain::deserialize(from).map(T::of)
}

/// Client text, or a collection of it, made from plain text.
pub(crate) trait OfClientText {
    type Plain: serde::de::DeserializeOwned;
    fn of(plain: Self::Plain) -> Self;
}

impl OfClientText for Option<ClientText> {
    type Plain = Option<Box<str>>;

    fn of(plain: Option<Box<str>>) -> Self {
        plain.map(ClientText)
    }
}

impl OfClientText for Vec<ClientText> {
    type Plain = Vec<Box<str>>;

    fn of(plain: Vec<Box<str>>) -> Self {
        plain.into_iter().map(ClientText).collect()
    }
}
