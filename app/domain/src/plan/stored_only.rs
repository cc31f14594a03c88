//! Fields that belong to the server.
//!
//! What is packed for a browser leaves them out, and a plan that comes from there has none (`editor::accept` puts the
//! stored ones back). Only the stored form, which is for people to read, holds them.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

#[expect(clippy::ref_option, reason = "serde passes a reference to the field")]
pub fn serialize<S: Serializer, T: Serialize>(field: &Option<Box<T>>, to: S) -> Result<S::Ok, S::Error> {
    if to.is_human_readable() { field.serialize(to) } else { to.serialize_unit() }
}

pub fn deserialize<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Option<Box<T>>, D::Error> {
    if from.is_human_readable() { Option::deserialize(from) } else { <()>::deserialize(from).map(|()| None) }
}
