//! `/couples/{couple}/situation`: a couple's answers, and beside them the map, updated at every answer. Without
//! WebAssembly the questions are a form with a button. With `?view=shared` it is the shared screen.

use domain::{
    assess::{Partner, Whom},
    records::{BackgroundChange, BadEdit, Couple, Edit, Fault, SharedView, SituationForm},
    vocabulary::{ItemId, SmallMap, time_ago},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use store::{CoupleFile, CoupleId};

use crate::{
    browser::{
        autosave::{DraftPlace, FormValues},
        fields,
        library_context::library,
    },
    couples::{
        audit::viewed,
        head::{CoupleHead, CoupleRoom},
        on_hold::panel,
    },
    handouts::print_options::BlankForm,
    http::{
        page_result::{awaited, couple_in_address},
        visitor::{FormState, Now, SharedScreen, now, records, reply},
    },
    layout::{BaseField, Icon, title::tab_title},
    shared_screen::{page::Shown, switch::switch},
    situation::{
        background::{SituationFields, story},
        history::history,
        island::{MapView, situation_map},
        menu::menu,
        more::more,
        questions::questions,
        wording::background_name,
    },
};

/// The situation of the couple in the address.
#[component]
pub fn SituationPage() -> impl IntoView {
    let (id, records, now, reply) = (couple_in_address(), records(), now(), reply());
    let asked = use_query_map().get_untracked();
    // Either is enough: where the two should ever differ, nothing private is shown.
    let is_shared = use_context::<SharedScreen>().is_some() || asked.get("view").as_deref() == Some("shared");
    awaited(async move {
        let (id, records) = (id?, records?);
        viewed(&records, id).await?;
        if is_shared {
            return Ok(Shown::of(&records, id).await?.page(&asked.get("section").unwrap_or_default(), &reply));
        }
        let file = records.couple_file(id).await?;
        let about = format!("Situation of {}", file.couple.value.name);
        let place = DraftPlace::of(&records, format!("situation/{}", id.0), about);
        Ok(page(&file, place, &reply, now?))
    })
}

fn page(file: &CoupleFile, place: DraftPlace, reply: &FormState, now: Now) -> AnyView {
    let (id, couple) = (file.couple.id, &file.couple.value);
    let mut shared = file.shared_view();
    shared.sheet = SituationForm::of(&file.situation.value);
    let came_to_light = file.situation.value.came_to_light.map(|day| time_ago(day, now.day));
    let stored = stored_fields(&shared.sheet);
    let (shown, meanwhile) = (typed(&shared.sheet, &stored, reply), meanwhile(&stored, reply));
    let (couple_id, labels) = (id.0.to_string(), file.labels().to_vec());
    let revision = file.situation.revision;
    let map = MapView {
        couple: couple_id,
        labels,
        titles: titles(),
        came_to_light: came_to_light.clone(),
        shared: shared.clone(),
        revision,
        place,
    };
    let labels = file.labels();
    let on_hold = file.on_hold();
    let panel = on_hold.as_ref().map(|on_hold| {
        panel(file, on_hold, "Ask further questions with one partner at a time. The shared screen is not available.")
    });
    let told = SituationFields { form: &shown, labels: &labels, came_to_light };
    view! {
        <Title text=tab_title("Situation") />
        <CoupleHead
            couple=id
            name=couple.name.clone()
            here=CoupleRoom::Situation
            lead=who(couple)
            beside_tabs=switch(id, on_hold.is_some())
        >
            <p class="only-here">{Icon::Eye.view()} "Only in your view"</p>
            {leads_on(id, on_hold.is_some())}
        </CoupleHead>
        {panel}
        <div class="situation">
            {menu(&told)}
            <div class="stack">
                {alone_first(file, &shared)}
                {reply.problem.clone().map(|problem| view! { <p class="note" role="alert">{problem}</p> })}
                {reply.faults.iter().map(faulty).collect_view()}
                {meanwhile}
                <p class="small soft">
                    "The shared screen shows these answers, but not your observations. Record what was told alone in that partner’s interview."
                </p>
                <form class="stack" method="post" id="answers" autocomplete="off">
                    <input type="hidden" name="seen" value=file.situation.revision.0 />
                    // What Enter in a field does: the first button of a form.
                    <button class="unseen" tabindex="-1" aria-hidden="true">"Save answers"</button>
                    <BaseField filled=stored />
                    {story(&told)}
                    {questions(&told)}
                    {more(&shown)}
                    <button class="button when-asleep" data-kind="primary">"Save answers"</button>
                </form>
                {history(id, &file.situation.value, &file.labels(), now)}
                <BlankForm
                    address="/forms/situation.pdf"
                    lead="These questions as a blank form to fill in by hand. Nothing about this couple, and none of the questions asked alone."
                />
            </div>
            {situation_map(&map)}
        </div>
    }
    .into_any()
}

/// The way to the next session: with both partners, or with one of them while joint work is on hold.
fn leads_on(id: CoupleId, on_hold: bool) -> AnyView {
    let (icon, words) =
        if on_hold { (Icon::Person, "See each partner alone") } else { (Icon::Sheet, "Plan a session") };
    let address = format!("/couples/{}/sessions#new", id.0);
    view! { <a class="button" data-kind="primary" href=address>{icon.view()} {words}</a> }.into_any()
}

/// Returns the stored answers as form values; those not asked are empty.
fn stored_fields(sheet: &SituationForm) -> FormValues {
    FormValues::of(SituationForm::default().edits_to(sheet).iter().map(fields::field))
}

/// The answers that another window has saved to questions also answered here.
fn meanwhile(stored: &FormValues, reply: &FormState) -> Option<AnyView> {
    let shelf = library();
    let line = |name: &String| {
        let theirs = reply.meanwhile(name, &stored.value(name))?;
        let asked = match fields::edit(name, &theirs)? {
            Edit::Answer(change) => shelf.indicator(&change.indicator)?.text.clone(),
            Edit::Strength(change) => shelf.strength(&change.strength)?.text.clone(),
            Edit::Fact(_) | Edit::Phase(_) => "Planning details".to_owned(),
            Edit::Background(change) => background_name(&change).to_owned(),
        };
        let said = fields::answer(&theirs).map_or(theirs, |answer| crate::layout::wording::answer(answer).to_owned());
        Some(view! { <li>{asked} " " <strong>{said}</strong></li> })
    };
    let mut names: Vec<&String> = reply.typed.keys().collect();
    names.sort();
    let lines: Vec<_> = names.into_iter().filter_map(line).collect();
    let note = (!lines.is_empty()).then(|| {
        view! {
            <section class="note" aria-labelledby="meanwhile">
                <div>
                    <h2 id="meanwhile">"Changed in another window"</h2>
                    <ul class="list">{lines}</ul>
                </div>
            </section>
        }
    });
    note.map(IntoAny::into_any)
}

/// The fault of a text, with a link to it.
fn faulty(fault: &Fault) -> AnyView {
    let field = format!("#{}", fault.field);
    view! { <p class="note" role="alert">"Nothing was saved. " <a href=field>{fault.text.clone()}</a></p> }.into_any()
}

/// Restores answers typed before a failed post, merged with those that another window has saved since.
fn typed(kept: &SituationForm, stored: &FormValues, reply: &FormState) -> SituationForm {
    let mut sheet = kept.clone();
    let value = |name: &String| reply.value(name, &stored.value(name));
    for edit in reply.typed.keys().filter_map(|name| fields::edit(name, &value(name))) {
        // A field that nobody knows was refused before this page was asked for; a text that is too long is shown.
        if sheet.make(&library(), &edit) == Err(BadEdit::TooLong)
            && let Edit::Background(BackgroundChange::Text(which, text)) = edit
        {
            sheet.background.show(which, text);
        }
    }
    sheet
}

/// The partners not yet interviewed, with links.
fn alone_first(file: &CoupleFile, shared: &SharedView) -> Option<AnyView> {
    let id = file.couple.id.0;
    let interviews = [(Whom::A, "a", &file.a), (Whom::B, "b", &file.b)];
    let missing: Vec<_> = interviews
        .into_iter()
        .zip(file.labels())
        .zip(shared.interviewed())
        .filter(|(_, counts)| !counts)
        .map(|(((_, letter, interview), label), _)| {
            let what = if interview.value.is_on_record() { "Repeat " } else { "Start " };
            view! {
                <a class="button" href=format!("/couples/{id}/interview/{letter}")>
                    <span>{what} <bdi>{label}</bdi> "’s interview"</span>
                </a>
            }
        })
        .collect();
    if missing.is_empty() {
        return None;
    }
    let note = view! {
        <section class="note" data-tone="stop" aria-labelledby="alone-first">
            {Icon::Warning.view()}
            <div>
                <h2 id="alone-first">"Interview each partner alone first"</h2>
                <p>"Touch and disclosure exercises are on hold until both interviews are complete. Safety questions are not on this page: no one can answer them freely next to someone they fear."</p>
                <div class="row">{missing}</div>
            </div>
        </section>
    };
    Some(note.into_any())
}

/// Returns the titles of all exercises that build on strengths.
fn titles() -> SmallMap<ItemId, String> {
    let library = library();
    let items = library.strengths().iter().flat_map(|strength| &strength.items);
    items.filter_map(|id| Some((id.clone(), library.item(id)?.title.to_string()))).collect()
}

/// Describes the partners in one line.
fn who(couple: &Couple) -> String {
    let person = |partner| {
        let person = couple.partner(partner);
        let pronouns = if person.pronouns.is_empty() { String::new() } else { format!(" ({})", person.pronouns) };
        format!("{}{pronouns}", person.label)
    };
    format!("{} and {}", person(Partner::A), person(Partner::B))
}
