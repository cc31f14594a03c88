//! `/my-library/exercises/new` and `/my-library/exercises/{thing}`: an exercise of one's own.

use std::collections::BTreeSet;

use domain::{
    desk::Fault,
    ids::ItemId,
    library::{Library, english, model::Item},
    own::{OwnExercise, required_gates},
    words::{Challenge, GateId, Kind, PaperClass, Phase, Tag},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use store::own_item;

use super::{
    fields::{Choice, Fields},
    saved, thing_in_address, trail,
};
use crate::{
    calls::Problem,
    forms::mine::{THEN, parties, word},
    pages::{awaited, tab_title},
    parts::{Crumbs, Icon, ReplyNote},
    shelf::library,
    visitor::records,
    wording,
};

/// A new exercise: empty, or a copy of the one that the address names.
#[component]
pub fn NewOwnExercisePage() -> impl IntoView {
    let from = use_query_map().get_untracked().get("from");
    awaited(async move {
        records()?;
        let item = |id: String| id.parse::<ItemId>().ok().and_then(|id| english().item(&id)).ok_or(Problem::NotFound);
        let origin = from.map(item).transpose()?;
        let exercise = origin.map_or_else(OwnExercise::begin, OwnExercise::fork);
        Ok(page(&exercise, Vec::new(), None))
    })
}

/// The exercise that the address names.
#[component]
pub fn OwnExercisePage() -> impl IntoView {
    let id = thing_in_address();
    awaited(async move {
        let (id, records) = (id?, records()?);
        let kept = records.thing::<OwnExercise>(id).await?;
        let faults = kept.value.item(english(), own_item(id)?).err().unwrap_or_default();
        let place = Place { address: format!("/my-library/exercises/{}", id.0), seen: kept.revision.0 };
        Ok(page(&kept.value, faults, Some(place)))
    })
}

/// Where it is kept already.
struct Place {
    address: String,
    seen: u32,
}

fn page(exercise: &OwnExercise, faults: Vec<Fault>, place: Option<Place>) -> AnyView {
    let origin = exercise.fork_of.as_ref().and_then(|of| english().item(of));
    let heading = if place.is_some() { "Your exercise" } else { "New exercise" };
    let lead = match origin {
        Some(of) => format!("Made from “{}”. What holds that exercise back holds yours too.", of.title),
        None => "The same fields and checks as in the library. Keep it as it is at any time; it is planned with once it is sound.".into(),
    };
    let note = (place.is_some() && !faults.is_empty()).then(|| {
        view! {
            <div class="note" role="status">
                {Icon::Warning.view()}
                <p>"Kept, and not in use yet: some fields are still to be put right. They say what."</p>
            </div>
        }
    });
    view! {
        <Title text=tab_title(heading) />
        <Crumbs trail=trail() />
        <div class="head"><div><h1>{heading}</h1><p class="soft">{lead}</p></div></div>
        {saved()}
        <ReplyNote />
        {note}
        {form(exercise, origin, &Fields::with(faults), place)}
    }
    .into_any()
}

fn form(exercise: &OwnExercise, origin: Option<&Item>, fields: &Fields, place: Option<Place>) -> AnyView {
    let action = place.as_ref().map_or_else(|| "/my-library/exercises".to_owned(), |place| place.address.clone());
    let seen = place.as_ref().map(|place| view! { <input type="hidden" name="seen" value=place.seen.to_string() /> });
    let fork =
        exercise.fork_of.as_ref().map(|of| view! { <input type="hidden" name="fork-of" value=of.to_string() /> });
    let more = place.is_some().then(|| {
        let (word, label) = if exercise.put_away { ("take-out", "Use it again") } else { ("put-away", "Put it away") };
        view! {
            <button class="button" name="do" value=word>{label}</button>
            <button class="button" data-kind="quiet" name="do" value="delete">"Delete it for good"</button>
        }
    });
    view! {
        <form class="stack own-form" method="post" action=action novalidate>
            {seen} {fork}
            {words(exercise, fields)}
            {shape(exercise, origin, fields)}
            {safety(exercise, origin, fields)}
            {paper(exercise, fields)}
            <div class="row">
                <button class="button" data-kind="primary" name="do" value="save">"Save"</button>
                {more}
                <a class="button" data-kind="quiet" href="/my-library">"Back"</a>
            </div>
        </form>
    }
    .into_any()
}

fn words(exercise: &OwnExercise, fields: &Fields) -> AnyView {
    view! {
        <section class="card stack" aria-labelledby="for-you">
            <h2 id="for-you">"For you"</h2>
            {fields.line("title", "Title", "You and the couple read it.", &exercise.title)}
            {fields.text("steps", "Steps", "A line for each step.", 8, &exercise.steps)}
            {fields.text("outcome", "What should come of it", "And how to notice.", 2, &exercise.outcome)}
            {fields.text("cautions", "Take care", "What to watch for.", 2, &exercise.cautions)}
            {fields.line("materials", "At hand", "Empty where nothing is needed.", &exercise.materials)}
            {fields.line("evidence", "Where it comes from", "Name a publication by its key, as in [Gordon2004], or say “unsourced” or “consensus”.", &exercise.evidence)}
        </section>
    }
    .into_any()
}

fn shape(exercise: &OwnExercise, origin: Option<&Item>, fields: &Fields) -> AnyView {
    let kinds = Kind::ALL.iter().map(|kind| (kind.to_string(), wording::kind(*kind).to_owned())).collect();
    let phases = Phase::ALL.iter().map(|phase| (phase.to_string(), wording::phase(*phase).to_owned())).collect();
    let challenges = |none: &str| {
        let all = Challenge::ALL.iter().map(|one| (one.to_string(), wording::challenge(*one).to_owned()));
        [(String::new(), none.to_owned())].into_iter().chain(all).collect::<Vec<_>>()
    };
    let serves = |place: usize| exercise.serves.get(place).map(ToString::to_string).unwrap_or_default();
    let others = Challenge::ALL.iter().map(|one| Choice::free(one.to_string(), wording::challenge(*one))).collect();
    let beside = exercise.serves.iter().skip(1).map(ToString::to_string).collect();
    view! {
        <section class="card stack" aria-labelledby="shape">
            <h2 id="shape">"What it is for"</h2>
            <div class="columns">
                {fields.select("kind", "Kind", kinds, exercise.kind.as_str())}
                {fields.select("phase", "Phase", phases, exercise.phase.as_str())}
            </div>
            {fields.select("serves", "It serves most of all", challenges("Choose a challenge"), &serves(0))}
            {fields.boxes("serves-too", "It serves these too", "", others, &beside)}
            <div class="columns">
                {fields.minutes("min", "Shortest, in minutes", exercise.minutes.min.0)}
                {fields.minutes("typical", "Usual, in minutes", exercise.minutes.typical.0)}
                {fields.minutes("max", "Longest, in minutes", exercise.minutes.max.0)}
            </div>
            {origin.is_none().then(|| people(exercise, fields))}
        </section>
    }
    .into_any()
}

fn people(exercise: &OwnExercise, fields: &Fields) -> AnyView {
    let all = parties();
    let first = all.iter().find(|(_, party)| *party == exercise.who.first).map_or("", |(word, _)| word).to_owned();
    let options = all.into_iter().map(|(word, party)| {
        let who = domain::library::model::Who { first: party, ..exercise.who.clone() };
        let said = wording::who(&domain::library::model::Who {
            then: None,
            together_unless: None,
            together_only_for: None,
            ..who
        });
        (word, said)
    });
    let then = [
        ("", "nothing"),
        ("couple", "the couple together"),
        ("couple-if-wanted", "the couple together, if both want that"),
    ];
    let then = then.map(|(word, said)| (word.to_owned(), said.to_owned())).to_vec();
    view! {
        <div class="columns">
            {fields.select("who", "Who does it", options.collect(), &first)}
            {fields.select("then", "Then follows", then, word(&THEN, &exercise.who.then))}
        </div>
    }
    .into_any()
}

fn safety(exercise: &OwnExercise, origin: Option<&Item>, fields: &Fields) -> AnyView {
    let library = library();
    let required = required_gates(&exercise.tags, &exercise.who, origin);
    let why = if origin.is_some() {
        "always, as in the original"
    } else {
        "always, because of who does it and what it touches on"
    };
    let gates = library.gates().iter().map(|gate| Choice {
        value: gate.id.to_string(),
        words: gate.name.clone(),
        always: required.contains(&gate.id).then_some(why),
    });
    let kept_tags: BTreeSet<Tag> = origin.map(|of| of.tags.clone()).unwrap_or_default();
    let tags = Tag::ALL.iter().map(|tag| Choice {
        value: tag.to_string(),
        words: tag.to_string(),
        always: kept_tags.contains(tag).then_some("as in the original"),
    });
    let blocked = exercise.blocked_by.iter().map(GateId::to_string).collect();
    let touched = exercise.tags.iter().map(Tag::to_string).collect();
    view! {
        <section class="card stack" aria-labelledby="safety">
            <h2 id="safety">"Safety"</h2>
            {fields.boxes("tags", "What it touches on", "Rules and gates go by these: tick everything that is true.", tags.collect(), &touched)}
            {fields.tick("high-intensity", "High intensity", "At most one a session (R38).", exercise.high_intensity)}
            {fields.boxes("blocked-by", "Gates that hold it back", "While one of these is open, it stays out of plans. Take one away only when the exercise is safe behind it.", gates.collect(), &blocked)}
            {needs(&library, exercise, fields)}
        </section>
    }
    .into_any()
}

fn needs(library: &Library, exercise: &OwnExercise, fields: &Fields) -> AnyView {
    let all = library.items().iter().filter(|item| item.fork_of.is_none() && !item.id.as_str().starts_with("own-"));
    let items = all.map(|item| Choice::free(item.id.to_string(), item.title.to_string())).collect();
    let needed: BTreeSet<String> = exercise.needs.items.iter().map(ToString::to_string).collect();
    let summary = match needed.len() {
        0 => "Exercises that must come first: none".to_owned(),
        count => format!("Exercises that must come first: {count}"),
    };
    view! {
        <details open=fields.is_wrong("needs")>
            <summary>{summary}</summary>
            {fields.boxes("needs", "Done before it", "", items, &needed)}
        </details>
        {fields.text("conditions", "Confirm before you start", "What only you can know; a line for each.", 2, &exercise.needs.conditions.join("\n"))}
    }
    .into_any()
}

fn paper(exercise: &OwnExercise, fields: &Fields) -> AnyView {
    let papers = [PaperClass::Shared, PaperClass::Individual, PaperClass::Nowhere];
    let papers = papers.map(|class| (class.to_string(), wording::paper(class).to_owned())).to_vec();
    view! {
        <section class="card stack" aria-labelledby="for-clients">
            <h2 id="for-clients">"For clients"</h2>
            {fields.select("paper", "On paper", papers, exercise.paper.as_str())}
            {fields.line("neutral-title", "Neutral title", "Stands on a neutral sheet, where the title would give the topic away.", &exercise.neutral_title)}
            {fields.text("client-text", "What the couple reads", "Plain and warm, at most grade 8; an empty line between paragraphs. Nothing about one couple: it stands on everybody’s paper.", 8, &exercise.client_text)}
            {fields.text("on-paper", "Boxes and lines", "Each on a line: “- [ ] words” is a box to tick, “- words: ___” a line to write on.", 4, &exercise.on_paper)}
            {fields.text("homework", "At home", "One task with one dose; empty where nothing is given.", 2, &exercise.homework)}
        </section>
    }
    .into_any()
}
