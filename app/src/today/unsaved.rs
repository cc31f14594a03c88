//! Unsaved drafts of other pages in this browser: listed, and sent without opening their pages.

use maud::html;

use crate::browser::{autosave::DraftPlace, render};

/// An unsaved draft.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Kept {
    /// Its storage key.
    name: String,
    /// The record's name.
    about: String,
    /// Its page.
    address: String,
    /// True if it has been saved since.
    saved: bool,
}

/// The unsaved drafts of other pages in this browser. `place` names the account, and no record.
#[cfg(feature = "ssr")]
pub fn unsaved_drafts(place: &DraftPlace) -> leptos::prelude::AnyView {
    render::island(("pages", "unsaved_drafts"), "unsaved", place, list(&[]))
}

/// Lists the unsaved drafts, and sends those of records with autosave.
///
/// # Errors
/// If its properties come from another version of the program.
#[cfg(feature = "part-pages")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn unsaved_drafts(root: web_sys::Element, properties: &str) -> Result<(), wasm_bindgen::JsError> {
    render::start(properties, |place: DraftPlace| {
        let kept = crate::browser::prelude::RwSignal::new(Vec::new());
        render::render_on_change(
            root.clone(),
            move || crate::browser::prelude::With::with(&kept, |kept: &Vec<Kept>| list(kept)),
            |_| {},
        );
        awake::look(kept, place);
    })
}

fn list(kept: &[Kept]) -> String {
    html! {
        @if !kept.is_empty() {
            section class="card" aria-labelledby="waiting" role="status" {
                h2 id="waiting" { "Not saved yet" }
                p class="small soft" { "Typed in this browser. What can be saved is being sent; the rest is on its page as you left it." }
                ul class="rows" {
                    @for one in kept {
                        li {
                            a href=(one.address) { (one.about) }
                            @if one.saved { " " span class="small soft" { "Saved now" } }
                        }
                    }
                }
            }
        }
    }
    .into_string()
}

/// Returns the page of a record; `None` if it has none.
#[cfg_attr(not(feature = "hydrate"), allow(dead_code, reason = "only a browser keeps drafts"))]
fn address(record: &str) -> Option<String> {
    let (kind, rest) = record.split_once('/')?;
    match (kind, rest.split_once('/')) {
        ("plan", None) => Some(format!("/plans/{rest}")),
        ("shared", None) => Some(format!("/couples/{rest}/situation?view=shared")),
        ("notes" | "situation", None) => Some(format!("/couples/{rest}/{kind}")),
        ("interview", Some((couple, partner))) => Some(format!("/couples/{couple}/interview/{partner}")),
        ("form", _) => Some(format!("/{}", rest.split('#').next().unwrap_or_default())),
        _ => None,
    }
}

#[cfg(feature = "hydrate")]
mod awake {
    use std::time::Duration;

    use domain::records::Together;

    use super::{Kept, address};
    use crate::browser::prelude::*;
    use crate::{
        browser::{
            api::{Problem, ask},
            autosave::{
                Draft, DraftPlace, FormValues,
                drafts::{names, read, remove},
                form_of,
            },
            wire::{pack, unpack},
        },
        interview::api::{SaveInterview, StoredInterview},
        notes::api::{SaveNotes, StoredNotes},
        plan_editor::api::{packed_plan, send_plan},
        shared_screen::api::{SaveTogether, StoredTogether},
        situation::api::{SaveSituation, StoredSituation},
    };

    /// Age below which a draft is left to its own window, which saves sooner, in milliseconds.
    const LEAVE_ALONE: u64 = 4_000;

    /// Lists the drafts, and sends those unchanged for a moment.
    pub fn look(kept: RwSignal<Vec<Kept>>, place: DraftPlace) {
        let found = find(&place);
        kept.set(found.iter().map(|(kept, _, _)| kept.clone()).collect());
        let send = move || {
            for (one, record, draft) in found {
                let place = DraftPlace { record: record.clone(), ..place.clone() };
                if read(&place, &one.name).as_ref() != Some(&draft) {
                    // Its window is open, or it is stored.
                    kept.update(|kept| kept.retain(|kept| kept.name != one.name));
                    continue;
                }
                spawn_local(async move {
                    let sent = send(&record, &draft).await;
                    // The page it was typed on may have saved it as it was left, and not heard of it.
                    let is_stored = match sent {
                        Err(Problem::Stale { .. }) => stored(&record).await.as_ref() == Some(&draft.text),
                        sent => sent.is_ok(),
                    };
                    if is_stored {
                        remove(&one.name);
                        kept.update(|kept| {
                            kept.iter_mut().filter(|kept| kept.name == one.name).for_each(|kept| kept.saved = true);
                        });
                    }
                });
            }
        };
        set_timeout(send, Duration::from_millis(LEAVE_ALONE));
    }

    fn find(place: &DraftPlace) -> Vec<(Kept, String, Draft)> {
        let one = |name: String| {
            let (record, _) = name.strip_prefix("draft:")?.rsplit_once(':')?;
            let draft = read(&DraftPlace { record: record.to_owned(), ..place.clone() }, &name)?;
            let address = address(record)?;
            let about = if draft.about.is_empty() { address.clone() } else { draft.about.clone() };
            let record = record.to_owned();
            Some((Kept { name, about, address, saved: false }, record, draft))
        };
        names("draft:").into_iter().filter_map(one).collect()
    }

    /// Returns the server's state of a record with autosave, in the format of its drafts.
    async fn stored(record: &str) -> Option<String> {
        let (kind, id) = record.split_once('/')?;
        match (kind, id.split_once('/')) {
            ("plan", None) => packed_plan(id).await.ok(),
            ("situation", None) => Some(pack(&ask(&StoredSituation { couple: id.to_owned() }).await.ok()?.1)),
            ("shared", None) => Some(pack(&ask(&StoredTogether { couple: id.to_owned() }).await.ok()?.1)),
            ("notes", None) => {
                let notes = ask(&StoredNotes { couple: id.to_owned() }).await.ok()?.1;
                Some(pack(&FormValues::of([("notes", notes)])))
            }
            ("interview", Some((couple, partner))) => {
                let call = StoredInterview { couple: couple.to_owned(), partner: partner.to_owned() };
                Some(pack(&ask(&call).await.ok()?.1))
            }
            _ => None,
        }
    }

    /// Sends a draft of a record with autosave; others wait for their pages.
    async fn send(record: &str, draft: &Draft) -> Result<(), Problem> {
        let (kind, id) = record.split_once('/').ok_or(Problem::Malformed)?;
        let base = draft.base.as_deref().ok_or(Problem::Malformed)?;
        if !draft.held.is_empty() {
            return Err(Problem::Malformed);
        }
        match kind {
            "plan" => send_plan(id, draft.seen, &draft.text).await,
            "situation" => {
                let sheets = form_of(base).zip(form_of(&draft.text)).ok_or(Problem::Malformed)?;
                let edits = sheets.0.edits_to(&sheets.1);
                ask(&SaveSituation { couple: id.to_owned(), seen: draft.seen, edits }).await.map(drop)
            }
            "shared" => {
                let (was, is) = unpack::<Together>(base).zip(unpack(&draft.text)).ok_or(Problem::Malformed)?;
                let told = was.told_since(&is);
                ask(&SaveTogether { couple: id.to_owned(), seen: draft.seen, told }).await.map(drop)
            }
            "notes" | "interview" => {
                let fields =
                    unpack::<FormValues>(base).zip(unpack::<FormValues>(&draft.text)).ok_or(Problem::Malformed)?;
                match id.split_once('/') {
                    None => {
                        let text = fields.1.value("notes");
                        ask(&SaveNotes { couple: id.to_owned(), seen: draft.seen, text }).await.map(drop)
                    }
                    Some((couple, partner)) => {
                        let changes = fields.0.changes_to(&fields.1);
                        let (couple, partner) = (couple.to_owned(), partner.to_owned());
                        ask(&SaveInterview { couple, partner, seen: draft.seen, changes }).await.map(drop)
                    }
                }
            }
            _ => Err(Problem::Malformed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_record_leads_to_its_page() {
        for (record, page) in [
            ("plan/7", "/plans/7"),
            ("notes/7", "/couples/7/notes"),
            ("situation/7", "/couples/7/situation"),
            ("interview/7/b", "/couples/7/interview/b"),
            ("form/couples/new#", "/couples/new"),
            ("form/couples/7/gates/GATE-CONTROL#close", "/couples/7/gates/GATE-CONTROL"),
        ] {
            assert_eq!(address(record).as_deref(), Some(page));
        }
        assert_eq!(address("other/7"), None);
    }
}
