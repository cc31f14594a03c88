//! What a form has sent.

use std::{collections::HashMap, sync::Arc};

use app::visitor::{Now, Visitor};
use axum::{body::Body, extract::RawPathParams, http::request::Parts};
use domain::library::Library;
use serde::de::DeserializeOwned;
use store::Records;
use uuid::Uuid;

use super::{Refusal, urlencoded};

/// What a form has sent, and whose records it is about.
pub struct Post {
    /// The records of whoever sent it.
    pub records: Records,
    /// The library of that account.
    pub library: Arc<Library>,
    /// The moment.
    pub now: Now,
    ids: Ids,
    body: String,
}

impl Post {
    pub(super) async fn take(parts: &Parts, ids: RawPathParams, body: Body) -> Result<Self, Refusal> {
        let (records, library, now) = whose(parts)?;
        Ok(Self { records, library, now, ids: Ids::of(&ids), body: urlencoded(parts, body).await? })
    }

    /// The same with fields that were read in another way.
    pub(super) fn of(parts: &Parts, ids: &RawPathParams, fields: &[(String, String)]) -> Result<Self, Refusal> {
        let (records, library, now) = whose(parts)?;
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        Ok(Self { records, library, now, ids: Ids::of(ids), body })
    }

    /// The fields. A struct with `deny_unknown_fields` takes what it knows and nothing else (checklist 6).
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Refusal> {
        read(&self.body)
    }

    /// The fields as they were sent, in their order, for forms whose names are made from a list (questions, for
    /// example). Whoever uses it refuses names that it does not know with [`Refusal::Malformed`].
    pub fn fields(&self) -> Vec<(String, String)> {
        fields(&self.body)
    }

    /// The id that stands in the path under this name. What is no id is not found, like an unknown one.
    pub fn id(&self, name: &str) -> Result<Uuid, Refusal> {
        self.ids.id(name)
    }

    /// The word that stands in the path under this name.
    pub fn part(&self, name: &str) -> Result<&str, Refusal> {
        self.ids.part(name)
    }

    pub(super) fn typed(&self) -> HashMap<String, String> {
        typed(&self.body)
    }
}

/// The parts of a path that are no fixed words.
pub(super) struct Ids(HashMap<String, String>);

impl Ids {
    pub(super) fn of(params: &RawPathParams) -> Self {
        Self(params.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
    }

    pub(super) fn part(&self, name: &str) -> Result<&str, Refusal> {
        self.0.get(name).map(String::as_str).ok_or(Refusal::NotFound)
    }

    pub(super) fn id(&self, name: &str) -> Result<Uuid, Refusal> {
        Uuid::parse_str(self.part(name)?).map_err(|_| Refusal::NotFound)
    }
}

/// Whose records a request is about, with the library of that account, and the moment. The guard lets nobody else come here; asking again costs nothing.
pub(super) fn whose(parts: &Parts) -> Result<(Records, Arc<Library>, Now), Refusal> {
    let found = &parts.extensions;
    match (found.get::<Visitor>(), found.get::<Arc<Library>>(), found.get::<Now>()) {
        (Some(Visitor::Counsellor(records)), Some(library), Some(now)) => {
            Ok((records.clone(), Arc::clone(library), *now))
        }
        _ => Err(Refusal::SignedOut),
    }
}

/// Reads an urlencoded text. Why it cannot be read is not told: the reason might repeat what was typed.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, Refusal> {
    serde_html_form::from_str(text).map_err(|_| Refusal::Malformed)
}

fn fields(body: &str) -> Vec<(String, String)> {
    url::form_urlencoded::parse(body.as_bytes()).into_owned().collect()
}

/// What was typed, to be shown again: never a password or a key; a field that stands there several times, one value a line.
pub fn typed(body: &str) -> HashMap<String, String> {
    let mut typed = HashMap::<String, String>::new();
    for (name, value) in fields(body) {
        if name.contains("password") || name.contains("recovery") {
            continue;
        }
        typed
            .entry(name)
            .and_modify(|before| {
                before.push('\n');
                before.push_str(&value);
            })
            .or_insert(value);
    }
    typed
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Sample {
        name: String,
        #[serde(default)]
        tag: Vec<String>,
        seen: Option<u32>,
    }

    #[test]
    fn fields_may_repeat_where_that_is_wanted_and_only_there() {
        let sample: Sample = read("name=Heron&tag=a&tag=b&seen=").unwrap_or_else(|_| panic!());
        assert_eq!(sample, Sample { name: "Heron".into(), tag: vec!["a".into(), "b".into()], seen: None });
        assert!(read::<Sample>("name=Heron&name=Egret&seen=1").is_err());
    }

    #[test]
    fn sec_06_an_unknown_field_is_refused() {
        assert!(read::<Sample>("name=Heron&seen=1").is_ok());
        for field in ["account_id=1", "role=admin", "Name=x"] {
            assert!(
                matches!(read::<Sample>(&format!("name=Heron&seen=1&{field}")), Err(Refusal::Malformed)),
                "{field}"
            );
        }
    }

    #[test]
    fn what_was_typed_is_kept_and_a_password_is_not() {
        let typed = typed("login=a%26b&password=secret&new_password=secret&tag=1&tag=2");
        assert_eq!((typed["login"].as_str(), typed["tag"].as_str(), typed.len()), ("a&b", "1\n2", 2));
    }
}
