//! `/drafts/…`: opens a draft for the page that found it, and saves one whose page is not open.

use std::collections::BTreeMap;

use axum::{http::StatusCode, response::Response};
use domain::{plan::SessionPlan, records::Together};
use serde::{Deserialize, Serialize};

use crate::{
    browser::{
        api::Problem,
        autosave::{Draft, DraftPlace, FormValues, form_of, open_draft},
        form::address,
        wire::{pack, unpack},
    },
    http::{
        api_request::ApiRequest,
        app_error::Refusal,
        form_request::FormRequest,
        routes::{Form, answer_with},
        saved::written,
    },
    plan_editor::api::{self as plan, FetchPlan, SavePlan},
    shared_screen::form::fields_of,
    situation::api::{self as situation, SaveSituation, StoredSituation},
};

/// Returns the forms of this module.
pub fn forms() -> Vec<Form> {
    vec![answer_with("/drafts/open", open), answer_with("/drafts/save", save)]
}

/// A draft as the browser keeps it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sealed {
    /// The record, for example `notes/0192…`.
    record: String,
    sealed: String,
}

/// A draft as the scripts of forms keep it.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Opened {
    about: String,
    /// The page of its record.
    address: String,
    #[serde(flatten)]
    content: Content,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
enum Content {
    Form {
        /// The revision that it is based on.
        seen: String,
        fields: BTreeMap<String, String>,
        base: Option<BTreeMap<String, String>>,
        /// The address that it is sent to, with the button that saves; none for a form that does not save itself.
        sends: Option<(String, BTreeMap<&'static str, &'static str>)>,
    },
    /// An island's, which the server saves.
    Island { island: bool },
}

/// Opens a draft of this account; one of another account or record is not there.
async fn open(post: FormRequest) -> Result<Response, Refusal> {
    let Sealed { record, sealed } = post.read()?;
    let draft = opened(&post, &record, &sealed)?;
    Ok(written(StatusCode::OK, &described(&record, &draft).ok_or(Refusal::NotFound)?))
}

fn opened(post: &FormRequest, record: &str, sealed: &str) -> Result<Draft, Refusal> {
    open_draft(&DraftPlace::of(&post.records, record.to_owned(), ""), sealed).ok_or(Refusal::NotFound)
}

fn described(record: &str, draft: &Draft) -> Option<Opened> {
    let (kind, id) = record.split_once('/')?;
    let address = address(record)?;
    let about = if draft.about.is_empty() { address.clone() } else { draft.about.clone() };
    let (read, to, button): (fn(&str) -> Option<FormValues>, _, _) = match kind {
        "plan" | "situation" => return Some(Opened { about, address, content: Content::Island { island: true } }),
        "shared" => {
            let read = |text: &str| unpack::<Together>(text).map(|together| fields_of(&together));
            (read, Some(format!("/couples/{id}/situation/together")), None)
        }
        "notes" => (unpack, Some(address.clone()), None),
        "interview" => (unpack, Some(address.clone()), Some(("do", "save"))),
        _ => (unpack, None, None),
    };
    let texts = |text: &str| Some(read(text)?.texts());
    let content = Content::Form {
        seen: draft.seen.0.to_string(),
        fields: texts(&draft.text)?,
        base: draft.base.as_deref().and_then(texts),
        sends: to.map(|to| (to, button.into_iter().collect())),
    };
    Some(Opened { about, address, content })
}

/// Saves the draft of an island whose page is not open. What is stored already counts as saved.
async fn save(post: FormRequest) -> Result<Response, Refusal> {
    let Sealed { record, sealed } = post.read()?;
    let draft = opened(&post, &record, &sealed)?;
    let FormRequest { records, library, now, .. } = post;
    let answer =
        match sent(|| ApiRequest { records: records.clone(), library: library.clone(), now }, &record, &draft).await {
            Ok(()) => StatusCode::OK,
            Err(problem) => problem.status(),
        };
    Ok(written(answer, &()))
}

async fn sent(request: impl Fn() -> ApiRequest, record: &str, draft: &Draft) -> Result<(), Problem> {
    let (kind, id) = record.split_once('/').ok_or(Problem::Malformed)?;
    // What was refused on its page has to be seen there.
    let base = draft.base.as_deref().filter(|_| draft.held.is_empty()).ok_or(Problem::Malformed)?;
    let (id, seen) = (id.to_owned(), draft.seen);
    let saved = match kind {
        "plan" => {
            let value = unpack::<SessionPlan>(&draft.text).ok_or(Problem::Malformed)?;
            let call = SavePlan { plan: id.clone(), seen, situation: seen, value };
            plan::save(request(), call).await.map(drop)
        }
        "situation" => {
            let (was, is) = form_of(base).zip(form_of(&draft.text)).ok_or(Problem::Malformed)?;
            let call = SaveSituation { couple: id.clone(), seen, edits: was.edits_to(&is) };
            situation::save(request(), call).await.map(drop)
        }
        _ => Err(Problem::Malformed),
    };
    // The page it was typed on may have saved it as it was left, and not heard of it.
    match saved {
        Err(Problem::Stale { latest }) => {
            let stored = match kind {
                "plan" => pack(&plan::fetch(request(), FetchPlan { plan: id }).await?.1),
                _ => pack(&situation::look(request(), StoredSituation { couple: id }).await?.1),
            };
            if stored == draft.text { Ok(()) } else { Err(Problem::Stale { latest }) }
        }
        saved => saved,
    }
}

#[cfg(test)]
mod tests {
    use domain::records::Revision;

    use super::*;

    fn draft(text: String) -> Draft {
        Draft {
            seen: Revision(3),
            sent: Vec::new(),
            base: Some(text.clone()),
            text,
            held: String::new(),
            about: String::new(),
        }
    }

    #[test]
    fn a_draft_of_an_earlier_version_says_where_it_is_sent() {
        let notes = described("notes/7", &draft(pack(&FormValues::of([("notes", "typed")])))).unwrap();
        let json = serde_json::to_value(&notes).unwrap();
        assert_eq!(
            (json["address"].as_str(), json["about"].as_str()),
            (Some("/couples/7/notes"), Some("/couples/7/notes"))
        );
        assert_eq!((json["seen"].as_str(), json["fields"]["notes"].as_str()), (Some("3"), Some("typed")));
        assert_eq!(json["sends"], serde_json::json!(["/couples/7/notes", {}]));
        let interview = described("interview/7/a", &draft(pack(&FormValues::of([("note", "typed")])))).unwrap();
        let json = serde_json::to_value(&interview).unwrap();
        assert_eq!(json["sends"], serde_json::json!(["/couples/7/interview/a", { "do": "save" }]));
        let sent = described("form/couples/new#", &draft(pack(&FormValues::of([("name", "typed")])))).unwrap();
        assert!(serde_json::to_value(&sent).unwrap()["sends"].is_null(), "it waits for its page");
        let island = described("plan/7", &draft(String::new())).unwrap();
        assert_eq!(serde_json::to_value(&island).unwrap()["island"], true);
        assert_eq!(described("other/7", &draft(String::new())), None);
    }
}
