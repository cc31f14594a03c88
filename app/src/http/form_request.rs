//! The data of a form.

use std::{collections::HashMap, sync::Arc};

use crate::{
    http::{
        app_error::Refusal,
        form_body::urlencoded,
        sent::Sent,
        visitor::{Now, Visitor},
    },
    layout::{BASE_FIELD, FORM_ID},
};
use axum::{body::Body, extract::RawPathParams, http::request::Parts};
use domain::library::Library;
use serde::{Deserialize, de::DeserializeOwned};
use store::Records;
use uuid::Uuid;

/// The data of a form, with the records it concerns.
#[derive(Clone)]
pub struct FormRequest {
    /// The records of the account.
    pub records: Records,
    /// The library of that account.
    pub library: Arc<Library>,
    /// The current time.
    pub now: Now,
    ids: Ids,
    body: String,
    own: Own,
}

/// Hidden fields that our pages add to every form; handlers do not see them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Own {
    /// The values that the form started with.
    base: Option<String>,
    /// The name of the draft that the form was sent from.
    draft: Option<String>,
    /// The id of the form, from which the ids of what it creates follow.
    form: Option<String>,
}

/// The name of the hidden field for the draft.
pub(crate) const DRAFT_FIELD: &str = "kept-draft";

impl Own {
    /// Removes these fields from the form data.
    fn take(fields: &mut Vec<(String, String)>) -> Self {
        let mut own = Self::default();
        fields.retain_mut(|(name, value)| {
            let place = match name.as_str() {
                BASE_FIELD => &mut own.base,
                DRAFT_FIELD => &mut own.draft,
                FORM_ID => &mut own.form,
                _ => return true,
            };
            *place = Some(std::mem::take(value));
            false
        });
        own
    }

    /// Returns the records for a form with these fields.
    fn of(&self, records: &Records) -> Records {
        records.of_form(self.form.as_deref().and_then(|id| id.parse().ok()))
    }
}

impl FormRequest {
    pub(crate) async fn take(parts: &Parts, ids: RawPathParams, body: Body) -> Result<Self, Refusal> {
        let (records, library, now) = whose(parts)?;
        let mut body = unix(&urlencoded(parts, body).await?);
        let mut sent = fields(&body);
        let own = Own::take(&mut sent);
        if own != Own::default() {
            body = encoded(&sent);
        }
        Ok(Self { records: own.of(&records), library, now, ids: Ids::of(&ids), body, own })
    }

    /// Makes a post from fields that were parsed elsewhere.
    pub(crate) fn of(parts: &Parts, ids: &RawPathParams, fields: &[(String, String)]) -> Result<Self, Refusal> {
        let (records, library, now) = whose(parts)?;
        let mut fields = fields.to_vec();
        let own = Own::take(&mut fields);
        Ok(Self { records: own.of(&records), library, now, ids: Ids::of(ids), body: unix(&encoded(&fields)), own })
    }

    /// Returns the name of the draft that this was sent from, if it has the format of our pages.
    pub(crate) fn draft(&self) -> Option<String> {
        let plain = |name: &&String| name.len() <= 64 && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        self.own.draft.as_ref().filter(plain).cloned()
    }

    /// Returns the data for showing this form again.
    pub(crate) fn sent(&self) -> Sent {
        let base = self.own.base.as_deref().and_then(crate::browser::wire::unpack);
        Sent { typed: self.typed(), base }
    }

    /// Parses the fields. Use a struct with `deny_unknown_fields` (checklist 6).
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Refusal> {
        read(&self.body)
    }

    /// Returns the fields in order, for forms whose names come from a list (questions, for example). The caller must
    /// reject unknown names with [`Refusal::Malformed`].
    pub fn fields(&self) -> Vec<(String, String)> {
        fields(&self.body)
    }

    /// Returns the fields by name; a duplicate is rejected (checklist 6).
    pub fn once_each(&self) -> Result<HashMap<String, String>, Refusal> {
        once_each(self.fields())
    }

    /// Returns the id with this name in the path. An invalid id gives `NotFound`, like an unknown one.
    pub fn id(&self, name: &str) -> Result<Uuid, Refusal> {
        self.ids.id(name)
    }

    /// Returns the part of the path with this name.
    pub fn part(&self, name: &str) -> Result<&str, Refusal> {
        self.ids.part(name)
    }

    pub(crate) fn typed(&self) -> HashMap<String, String> {
        typed(&self.body)
    }
}

fn encoded(fields: &[(String, String)]) -> String {
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

/// Converts line breaks of an urlencoded text: browsers send CR LF.
fn unix(body: &str) -> String {
    body.replace("%0D%0A", "%0A").replace("%0d%0a", "%0a")
}

/// The variable parts of a path.
#[derive(Clone)]
pub(crate) struct Ids(HashMap<String, String>);

impl Ids {
    pub(crate) fn of(params: &RawPathParams) -> Self {
        Self(params.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
    }

    pub(crate) fn part(&self, name: &str) -> Result<&str, Refusal> {
        self.0.get(name).map(String::as_str).ok_or(Refusal::NotFound)
    }

    pub(crate) fn id(&self, name: &str) -> Result<Uuid, Refusal> {
        Uuid::parse_str(self.part(name)?).map_err(|_| Refusal::NotFound)
    }
}

/// Returns the records of a request, with the library of the account and the current time. The access rules admit no
/// one else; this checks again.
pub(crate) fn whose(parts: &Parts) -> Result<(Records, Arc<Library>, Now), Refusal> {
    let found = &parts.extensions;
    match (found.get::<Visitor>(), found.get::<Arc<Library>>(), found.get::<Now>()) {
        (Some(Visitor::Counsellor(records)), Some(library), Some(now)) => {
            Ok((records.clone(), Arc::clone(library), *now))
        }
        _ => Err(Refusal::SignedOut),
    }
}

/// A form or an address without fields: any field is rejected.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoFields {}

/// Parses urlencoded text. The error has no details, which might repeat typed text.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, Refusal> {
    serde_html_form::from_str(text).map_err(|_| Refusal::Malformed)
}

/// Returns fields by name; a duplicate is rejected (checklist 6).
pub fn once_each(sent: Vec<(String, String)>) -> Result<HashMap<String, String>, Refusal> {
    let count = sent.len();
    let fields: HashMap<String, String> = sent.into_iter().collect();
    if fields.len() == count { Ok(fields) } else { Err(Refusal::Malformed) }
}

fn fields(body: &str) -> Vec<(String, String)> {
    url::form_urlencoded::parse(body.as_bytes()).into_owned().collect()
}

/// Returns the typed values to show again, without passwords, keys, invitations, codes and answers of passkeys, which are not even
/// copied; repeated fields have one value a line.
pub fn typed(body: &str) -> HashMap<String, String> {
    let secret = |name: &str| {
        ["password", "recovery", "invitation", "one_time_code", "passkey"].iter().any(|part| name.contains(part))
    };
    let mut typed = HashMap::<String, String>::new();
    let open = body.split('&').filter(|pair| !secret(pair.split('=').next().unwrap_or_default()));
    for (name, value) in open.flat_map(fields) {
        if secret(&name) {
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
    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Sample {
        name: String,
        #[serde(default)]
        tag: Vec<String>,
        seen: Option<u64>,
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
        let typed = typed(
            "login=a%26b&password=secret&new_password=secret&passw%6Frd=secret&invitation=secret&one_time_code=1&new_passkey=a.b&tag=1&tag=2",
        );
        assert_eq!((typed["login"].as_str(), typed["tag"].as_str(), typed.len()), ("a&b", "1\n2", 2));
    }
}
