//! `/plans/{plan}/versions`: every saved version of a session plan, and the library's newer wording.

use std::sync::Arc;

use domain::{
    library::Library,
    plan::{
        PlanBlock, SessionPlan, Status,
        editor::{ExerciseStatuses, restore},
    },
    versions::{compare_plans, newer_words},
    vocabulary::text_case::capital,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use store::Records;

use crate::{
    browser::api::Problem,
    couples::head::Name,
    http::{
        page_result::{awaited, plan_in_address},
        visitor::{Now, now, records},
    },
    layout::{Breadcrumbs, Chip, Icon, ReplyNote, title::tab_title, wording},
    plan_editor::plan_file::PlanFile,
    versions::{
        VersionQuery,
        list::{StateList, States},
        show::{Restore, Restored, SideBySide},
    },
};

/// The saved versions of the plan in the address.
#[component]
pub fn PlanVersionsPage() -> impl IntoView {
    let asked = use_query_map().get_untracked();
    awaited(page(VersionQuery::read(|name| asked.get(name))))
}

/// The data of the page.
struct Room {
    file: PlanFile,
    library: Arc<Library>,
    states: States,
    labels: [String; 2],
    address: String,
    now: Now,
}

async fn page(asked: VersionQuery) -> Result<AnyView, Problem> {
    let (id, records, now) = (plan_in_address()?, records()?, now()?);
    let file = PlanFile::view(&records, id).await?;
    let states = States::new((file.saved.plan.revision, file.saved.plan.changed), records.plan_versions(id).await?);
    let labels = file.couple_file.labels();
    let library = records.library().await?;
    let room = Room { file, library, states, labels, address: format!("/plans/{}/versions", id.0), now };
    let main = match (asked.pair, asked.version) {
        (Some((from, to)), _) => {
            let (was, is) = (room.state(&records, from).await?, room.state(&records, to).await?);
            room.compared((from, &was), (to, &is))
        }
        (None, Some(version)) => room.one(version, &room.state(&records, version).await?),
        (None, None) => room.hint(),
    };
    Ok(room.page(asked, main))
}

impl Room {
    /// Reads the plan in this version.
    async fn state(&self, records: &Records, revision: domain::records::Revision) -> Result<SessionPlan, Problem> {
        if revision == self.states.now() {
            return Ok(self.plan().clone());
        }
        Ok(records.plan_version(self.file.id(), revision).await?.value)
    }

    fn plan(&self) -> &SessionPlan {
        &self.file.saved.plan.value
    }

    fn back(&self) -> String {
        format!("/plans/{}", self.file.id().0)
    }

    fn page(self, asked: VersionQuery, main: AnyView) -> AnyView {
        let couple = self.file.couple_file.couple.id.0;
        let trail = vec![
            ("/couples".to_owned(), "Couples".to_owned()),
            (format!("/couples/{couple}"), self.file.couple_file.couple.value.name.clone()),
            (format!("/couples/{couple}/sessions"), "Sessions".to_owned()),
            (self.back(), format!("Session {}", self.plan().number)),
        ];
        let restored = asked.restored.map(|version| {
            view! {
                <Restored version=version about="What is on hold today is marked on the plan and is not printed." href=self.back() name="Back to the plan" />
            }
        });
        let newer = self.newer();
        let (title, back) = (self.plan().title.clone(), self.back());
        view! {
            <Title text=tab_title("Version history") />
            <Breadcrumbs trail=trail />
            <div class="head">
                <div>
                    <h1>"Version history"</h1>
                    <p class="soft">{format!("Session {}", self.plan().number)} {(!title.is_empty()).then(|| view! { ": " <Name text=title /> })}</p>
                </div>
                <a class="button" href=back>{Icon::Sheet.view()} "Back to the plan"</a>
            </div>
            <div class="detail">
                <div class="stack">
                    <ReplyNote />
                    {restored}
                    {main}
                    {newer}
                </div>
                <StateList states=self.states address=self.address asked=asked now=self.now />
            </div>
        }
        .into_any()
    }

    fn hint(&self) -> AnyView {
        let text = if self.states.any_earlier() {
            "Choose a version to read or restore it, or two to see what changed."
        } else {
            "This plan has been saved once so far. From the next save on, every earlier version is in the list."
        };
        view! { <p class="card">{text}</p> }.into_any()
    }

    fn compared(
        &self,
        was: (domain::records::Revision, &SessionPlan),
        is: (domain::records::Revision, &SessionPlan),
    ) -> AnyView {
        let changes = compare_plans(&self.library, &self.labels, was.1, is.1);
        let names = [was.0, is.0].map(|revision| self.states.name(revision, self.now));
        let [from, to] = names.clone();
        view! {
            <section class="card" aria-labelledby="compared">
                <h2 id="compared">"What changed"</h2>
                <p class="soft">{format!("From {from} to {to}.")}</p>
                <SideBySide changes=changes was=capital(&names[0]) is=capital(&names[1]) />
            </section>
        }
        .into_any()
    }

    /// Renders one version in words, with the effects of restoring it.
    fn one(&self, version: domain::records::Revision, plan: &SessionPlan) -> AnyView {
        let name = self.states.name(version, self.now);
        let back = (version != self.states.now()).then(|| match restore(&self.library, &self.file.statuses, self.plan(), plan) {
            Err(refused) => view! { <p class="note">{Icon::Lock.view()} <span>{refused.to_string()}</span></p> }.into_any(),
            Ok(restored) => {
                let changes = compare_plans(&self.library, &self.labels, self.plan(), &restored);
                view! {
                    <section class="card" aria-labelledby="back">
                        <h2 id="back">"Restore"</h2>
                        <Restore
                            address=self.address.clone()
                            version=version
                            seen=self.states.now()
                            about="It becomes the newest version; the current version stays in the list. Exercises keep their earlier text, and today’s holds apply."
                        />
                        <h3>"This would change"</h3>
                        <SideBySide changes=changes was="Now".to_owned() is="Restored".to_owned() same="Nothing: the plan is the same now." />
                    </section>
                }
                .into_any()
            }
        });
        view! {
            {back}
            <article class="card state" aria-labelledby="state">
                <h2 id="state">{capital(&name)}</h2>
                {in_words(&self.library, plan, &self.file.statuses)}
            </article>
        }
        .into_any()
    }

    /// Renders the exercises whose wording in the library has changed, side by side; `None` if there are none.
    fn newer(&self) -> Option<AnyView> {
        let held = self.plan().status == Status::Completed;
        let newer = self.plan().blocks.iter().filter_map(|block| {
            let kept = block.item.as_ref()?;
            let changes = newer_words(kept, self.library.item(kept.id())?);
            (!changes.is_empty()).then_some((block, changes))
        });
        let cards: Vec<AnyView> = newer
            .map(|(block, changes)| {
                view! {
                    <li class="stack">
                        <h3 dir="auto">{block.title.clone()}</h3>
                        <SideBySide changes=changes was="In this plan".to_owned() is="In the library now".to_owned() />
                        {(!held).then(|| self.take(block))}
                    </li>
                }
                .into_any()
            })
            .collect();
        (!cards.is_empty()).then(|| {
            view! {
                <section class="card" id="newer" aria-labelledby="newer-title">
                    <h2 id="newer-title">"The library has newer text"</h2>
                    <p class="soft">"This plan keeps the text it was made with until you use the newer one."</p>
                    <ul class="stack">{cards}</ul>
                </section>
            }
            .into_any()
        })
    }

    fn take(&self, block: &PlanBlock) -> AnyView {
        view! {
            <form method="post" action=self.back()>
                <input type="hidden" name="seen" value=self.states.now().0 />
                <button class="button" name="do" value=format!("renew:{}", block.id.0)>"Use the newer text"</button>
            </form>
        }
        .into_any()
    }
}

/// Renders a plan in words: date, agenda, notes, and today's holds.
fn in_words(library: &Library, plan: &SessionPlan, standings: &ExerciseStatuses) -> AnyView {
    let day = plan.on.map_or("No date yet".into(), crate::versions::list::in_words);
    let start = plan.start.map_or(String::new(), |start| format!(", {start}"));
    let (status, tone) = wording::status(plan.status);
    let texts = [("Aim of this session", &plan.why), ("Stop if", &plan.stop_if), ("Session note", &plan.note)];
    let texts = texts.into_iter().filter(|(_, text)| !text.trim().is_empty()).map(|(name, text)| typed(name, text));
    let homework = plan.homework.iter().map(|(id, dose)| {
        let title = library.item(id).map_or(id.as_str(), |item| item.title.as_str());
        typed(&format!("Homework from “{title}”"), dose)
    });
    let agreed = plan.client_words.iter().map(|(id, words)| {
        let title = library.item(id).map_or(id.as_str(), |item| item.title.as_str());
        typed(&format!("Printed as homework from “{title}”"), words.as_str())
    });
    let blocks = plan.blocks.iter().enumerate().map(|(place, block)| in_room(library, plan, place, block, standings));
    view! {
        <p class="row"><Chip text=status tone=tone /> <Name text=plan.title.clone() /></p>
        <p class="soft">{format!("{day}{start} · {} minutes", plan.minutes)}</p>
        <ol class="rows">{blocks.collect_view()}</ol>
        {homework.chain(agreed).chain(texts).collect_view()}
    }
    .into_any()
}

fn in_room(
    library: &Library,
    plan: &SessionPlan,
    place: usize,
    block: &PlanBlock,
    standings: &ExerciseStatuses,
) -> AnyView {
    let holds = block.exercise().map(|id| standings.holds_after(id, plan.exercises_before(place))).unwrap_or_default();
    let held = (!holds.is_empty()).then(|| {
        let reasons = holds.iter().map(|hold| view! { <p class="small soft">{hold.in_words(library)}</p> });
        view! { <Chip text="On hold today" tone="stop" icon=Icon::Pause /> {reasons.collect_view()} }
    });
    view! {
        <li>
            <div class="stack">
                <p dir="auto">{format!("{} min · {}", block.minutes, block.title)}</p>
                {(!block.note.trim().is_empty()).then(|| typed("Your note", &block.note))}
                {held}
            </div>
        </li>
    }
    .into_any()
}

fn typed(name: &str, text: &str) -> AnyView {
    view! { <div><p class="small soft">{name.to_owned()}</p><p class="kept-lines" dir="auto">{text.to_owned()}</p></div> }.into_any()
}
