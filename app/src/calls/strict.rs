//! JSON in which nothing is overlooked.

use leptos::server_fn::{
    ContentType, Decodes, Encodes, Format, FormatType, Http,
    codec::{JsonEncoding, Post},
};
use serde::{Serialize, de::DeserializeOwned};

/// The body of a call: JSON, of which every field must be known (checklist 6).
pub struct StrictJson;

/// How every call travels: `#[server(protocol = Strict)]`.
pub type Strict = Http<Post<StrictJson>, Post<JsonEncoding>>;

impl ContentType for StrictJson {
    const CONTENT_TYPE: &'static str = "application/json";
}

impl FormatType for StrictJson {
    const FORMAT_TYPE: Format = Format::Text;
}

impl<T: Serialize> Encodes<T> for StrictJson {
    type Error = serde_json::Error;

    fn encode(value: &T) -> Result<leptos::server_fn::Bytes, Self::Error> {
        serde_json::to_vec(value).map(Into::into)
    }
}

impl<T: DeserializeOwned> Decodes<T> for StrictJson {
    type Error = serde_json::Error;

    fn decode(bytes: leptos::server_fn::Bytes) -> Result<T, Self::Error> {
        let mut unknown = false;
        let mut json = serde_json::Deserializer::from_slice(&bytes);
        let value = serde_ignored::deserialize(&mut json, |_| unknown = true)?;
        json.end()?;
        if unknown {
            return Err(serde::de::Error::custom("a field that nobody knows"));
        }
        Ok(value)
    }
}
