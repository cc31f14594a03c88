//! `/couples/{couple}/situation/versions`: every saved version of the shared answers.
//!
//! It shows no private answers, because both may see the screen.

use std::sync::Arc;

use domain::{
    library::Library,
    records::{Revision, Situation, SituationForm},
    versions::compare_situations,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use store::{CoupleId, Records, Stored};

use crate::{
    browser::api::Problem,
    couples::{
        audit::viewed,
        head::{CoupleHead, CoupleRoom},
    },
    http::{
        page_result::{awaited, couple_in_address},
        visitor::{Now, now, records},
    },
    layout::{Icon, ReplyNote, title::tab_title, wording},
    versions::{
        VersionQuery,
        list::{StateList, States},
        show::{Restore, Restored, SideBySide},
    },
};

/// The saved versions of the situation in the address.
#[component]
pub fn SituationVersionsPage() -> impl IntoView {
    let asked = use_query_map().get_untracked();
    awaited(page(VersionQuery::read(|name| asked.get(name))))
}

/// The data of the page.
struct Room {
    library: Arc<Library>,
    stored: Stored<CoupleId, Situation>,
    states: States,
    labels: [String; 2],
    now: Now,
}

async fn page(asked: VersionQuery) -> Result<AnyView, Problem> {
    let (id, records, now) = (couple_in_address()?, records()?, now()?);
    let couple = records.couple(id).await?.value;
    let stored = records.situation(id).await?;
    viewed(&records, id).await?;
    let states = States::new((stored.revision, stored.changed), records.situation_versions(id).await?);
    let labels = couple.partners.each_ref().map(|person| person.label.clone());
    let library = records.library().await?;
    let room = Room { library, stored, states, labels, now };
    let main = match (asked.pair, asked.version) {
        (Some((from, to)), _) => {
            let (was, is) = (room.state(&records, from).await?, room.state(&records, to).await?);
            room.compared((from, &was), (to, &is))
        }
        (None, Some(version)) => room.one(version, &room.state(&records, version).await?),
        (None, None) => room.hint(),
    };
    let (address, back) = (format!("/couples/{}/situation/versions", id.0), CoupleRoom::Situation.address(id));
    let restored = asked.restored.map(|version| {
        view! {
            <Restored version=version about="Holds stay as they are." href=back.clone() name="Back to the situation" />
        }
    });
    Ok(view! {
        <Title text=tab_title("Version history") />
        <CoupleHead couple=id name=couple.name.clone() here=CoupleRoom::Situation lead="Version history of the situation">
            <a class="button" href=back.clone()>"Back to the situation"</a>
        </CoupleHead>
        <div class="detail">
            <div class="stack">
                <ReplyNote />
                {restored}
                {main}
            </div>
            <StateList states=room.states address=address asked=asked now=now />
        </div>
    }
    .into_any())
}

impl Room {
    /// Reads the answers in this version.
    async fn state(&self, records: &Records, revision: Revision) -> Result<SituationForm, Problem> {
        if revision == self.states.now() {
            return Ok(SituationForm::of(&self.stored.value));
        }
        Ok(SituationForm::of(&records.situation_version(self.stored.id, revision).await?.value))
    }

    fn hint(&self) -> AnyView {
        let text = if self.states.any_earlier() {
            "Choose a version to read or restore it, or two to see what changed."
        } else {
            "The situation has been saved once so far. From the next save on, every earlier version is in the list."
        };
        view! { <p class="card">{text}</p> }.into_any()
    }

    fn changes(&self, was: &SituationForm, is: &SituationForm) -> Vec<domain::versions::Changed> {
        compare_situations(&self.library, &self.labels, wording::phase, was, is)
    }

    fn compared(&self, was: (Revision, &SituationForm), is: (Revision, &SituationForm)) -> AnyView {
        let [from, to] = [was.0, is.0].map(|revision| self.states.name(revision, self.now));
        view! {
            <section class="card" aria-labelledby="compared">
                <h2 id="compared">"What changed"</h2>
                <p class="soft">{format!("From {from} to {to}.")}</p>
                <SideBySide changes=self.changes(was.1, is.1) was="Earlier".to_owned() is="Later".to_owned() />
            </section>
        }
        .into_any()
    }

    /// Renders one version in words: every answer given by then.
    fn one(&self, version: Revision, sheet: &SituationForm) -> AnyView {
        let told = self.changes(&SituationForm::default(), sheet).into_iter().map(|line| {
            view! { <li><span dir="auto">{line.what}</span> <strong>{line.is}</strong></li> }
        });
        let told = told.collect::<Vec<_>>();
        let nothing = told.is_empty().then(|| view! { <p class="soft">"No answers at that time."</p> });
        let name = self.states.name(version, self.now);
        view! {
            {(version != self.states.now()).then(|| self.back(version, sheet))}
            <article class="card state" aria-labelledby="state">
                <h2 id="state">{format!("As it was: {name}")}</h2>
                {nothing}
                <ul class="rows">{told}</ul>
            </article>
        }
        .into_any()
    }

    fn back(&self, version: Revision, sheet: &SituationForm) -> AnyView {
        let now = SituationForm::of(&self.stored.value);
        // What held sessions counted does not come back, so it is not announced either.
        let mut back = sheet.clone();
        back.facts.homework_missed = now.facts.homework_missed;
        back.facts.sessions_since_review = now.facts.sessions_since_review;
        view! {
            <section class="card" aria-labelledby="back">
                <h2 id="back">"Restore these answers"</h2>
                <Restore
                    address=format!("/couples/{}/situation/versions", self.stored.id.0)
                    version=version
                    seen=self.states.now()
                    about="As if you entered them again today. It becomes the newest version; the current version stays in the list."
                />
                <div class="note">
                    {Icon::Lock.view()}
                    <div><p>"Restoring lifts no hold, and activates a lifted one only if its sign is back. Interviews, what was done in sessions and what sessions counted stay as they are."</p></div>
                </div>
                <h3>"This would change"</h3>
                <SideBySide changes=self.changes(&now, &back) was="Now".to_owned() is="Restored".to_owned() same="Nothing: the answers are the same now." />
            </section>
        }
        .into_any()
    }
}
