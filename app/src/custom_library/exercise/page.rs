//! `/my-library/exercises/new` and `/my-library/exercises/{thing}`: a custom exercise.

use domain::{
    library::{
        Library,
        custom::{OwnExercise, required_gates},
        english,
        model::Item,
    },
    records::Fault,
    vocabulary::{Challenge, GateId, ItemId, Kind, PaperClass, Phase, SmallSet, Tag},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use store::custom_item_id;

use crate::{
    browser::{api::Problem, library_context::library},
    custom_library::{
        field::{Choice, Fields},
        fields::{THEN, parties, word},
        saved, thing_in_address, trail,
    },
    http::{page_result::awaited, visitor::records},
    layout::{Breadcrumbs, FormId, Icon, Kept, ReplyNote, title::tab_title, wording},
};

/// A new exercise: empty, or a copy of the one in the address.
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

/// The exercise in the address.
#[component]
pub fn OwnExercisePage() -> impl IntoView {
    let id = thing_in_address();
    awaited(async move {
        let (id, records) = (id?, records()?);
        let kept = records.document::<OwnExercise>(id).await?;
        let faults = kept.value.item(english(), custom_item_id(id)?).err().unwrap_or_default();
        let place = Place { address: format!("/my-library/exercises/{}", id.0), seen: kept.revision.0 };
        Ok(page(&kept.value, faults, Some(place)))
    })
}

/// The stored entry, if it exists already.
struct Place {
    address: String,
    seen: u64,
}

fn page(exercise: &OwnExercise, faults: Vec<Fault>, place: Option<Place>) -> AnyView {
    let origin = exercise.fork_of.as_ref().and_then(|of| english().item(of));
    let heading = if place.is_some() { "Your exercise" } else { "New exercise" };
    let lead = match origin {
        Some(of) => format!("Based on “{}”. What blocks that exercise blocks yours too.", of.title),
        None => "The same fields and checks as in the library. Save at any time; it can be planned once all fields are correct.".into(),
    };
    let note = (place.is_some() && !faults.is_empty()).then(|| {
        view! {
            <div class="note" role="status">
                {Icon::Warning.view()}
                <p>"Saved, but not in use yet: correct the fields marked below."</p>
            </div>
        }
    });
    view! {
        <Title text=tab_title(heading) />
        <Breadcrumbs trail=trail() />
        <div class="head"><div><h1>{heading}</h1><p class="soft">{lead}</p></div></div>
        {saved()}
        <ReplyNote />
        {note}
        {form(exercise, origin, &Fields::with(faults), place)}
    }
    .into_any()
}

fn form(exercise: &OwnExercise, origin: Option<&Item>, fields: &Fields, place: Option<Place>) -> AnyView {
    let page = match (&place, &exercise.fork_of) {
        (Some(place), _) => place.address.clone(),
        (None, Some(of)) => format!("/my-library/exercises/new?from={of}"),
        (None, None) => "/my-library/exercises/new".to_owned(),
    };
    let action = place.as_ref().map_or_else(|| "/my-library/exercises".to_owned(), |place| place.address.clone());
    let seen = place.as_ref().map(|place| view! { <input type="hidden" name="seen" value=place.seen.to_string() /> });
    let fork =
        exercise.fork_of.as_ref().map(|of| view! { <input type="hidden" name="fork-of" value=of.to_string() /> });
    let more = place.is_some().then(|| {
        let (word, label) = if exercise.put_away { ("take-out", "Unarchive") } else { ("put-away", "Archive") };
        view! {
            <button class="button" name="do" value=word>{label}</button>
            <button class="button" data-kind="quiet" name="do" value="delete">"Delete permanently"</button>
        }
    });
    view! {
        <form class="stack own-form" method="post" action=action novalidate>
            <FormId />
            {seen} {fork}
            <Kept page=page about="Your own exercise" />
            {words(exercise, fields)}
            {shape(exercise, origin, fields)}
            {safety(exercise, origin, fields)}
            {paper(exercise, fields)}
            {fields.base()}
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
            {fields.text("steps", "Steps", "One step per line.", 8, &exercise.steps)}
            {fields.text("outcome", "Aim", "And the sign of progress.", 2, &exercise.outcome)}
            {fields.text("cautions", "Cautions", "What to watch for.", 2, &exercise.cautions)}
            {fields.line("materials", "You need", "Leave empty if nothing is needed.", &exercise.materials)}
            {fields.line("evidence", "Sources", "Name a publication by its key, as in [Gordon2004], or say “unsourced” or “consensus”.", &exercise.evidence)}
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
            {fields.select("serves", "Main challenge it serves", challenges("Choose a challenge"), &serves(0))}
            {fields.boxes("serves-too", "It also serves", "", others, &beside)}
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
        ("couple-if-wanted", "the couple together, if both want to"),
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
    let kept_tags: SmallSet<Tag> = origin.map(|of| of.tags.clone()).unwrap_or_default();
    let tags = Tag::ALL.iter().map(|tag| Choice {
        value: tag.to_string(),
        words: tag.as_str().replace('-', " "),
        always: kept_tags.contains(tag).then_some("as in the original"),
    });
    let blocked = exercise.blocked_by.iter().map(GateId::to_string).collect();
    let touched = exercise.tags.iter().map(Tag::to_string).collect();
    view! {
        <section class="card stack" aria-labelledby="safety">
            <h2 id="safety">"Safety"</h2>
            {fields.boxes("tags", "What it touches on", "Rules and holds use these. Select all that apply.", tags.collect(), &touched)}
            {fields.tick("high-intensity", "High intensity", "At most one a session.", exercise.high_intensity)}
            {fields.boxes("blocked-by", "Holds that block it", "Not available while one of these is active. Remove one only if the exercise is safe while it is active.", gates.collect(), &blocked)}
            {needs(&library, exercise, fields)}
        </section>
    }
    .into_any()
}

fn needs(library: &Library, exercise: &OwnExercise, fields: &Fields) -> AnyView {
    let all = library.items().iter().filter(|item| item.fork_of.is_none() && !item.id.as_str().starts_with("own-"));
    let items = all.map(|item| Choice::free(item.id.to_string(), item.title.to_string())).collect();
    let needed: SmallSet<String> = exercise.needs.items.iter().map(ToString::to_string).collect();
    let summary = match needed.len() {
        0 => "Do first: none".to_owned(),
        count => format!("Do first: {count}"),
    };
    view! {
        <details open=fields.is_wrong("needs")>
            <summary>{summary}</summary>
            {fields.boxes("needs", "Do first", "", items, &needed)}
        </details>
        {fields.text("conditions", "Check first", "What only you can know; one per line.", 2, &exercise.needs.conditions.join("\n"))}
    }
    .into_any()
}

fn paper(exercise: &OwnExercise, fields: &Fields) -> AnyView {
    let papers = [PaperClass::Shared, PaperClass::Individual, PaperClass::Nowhere];
    let papers = papers.map(|class| (class.to_string(), wording::paper(class).to_owned())).to_vec();
    view! {
        <section class="card stack" aria-labelledby="for-clients">
            <h2 id="for-clients">"For clients"</h2>
            {fields.select("paper", "Handout", papers, exercise.paper.as_str())}
            {fields.line("neutral-title", "Neutral title", "Used on a neutral sheet if the title gives the topic away.", &exercise.neutral_title)}
            {fields.text("client-text", "Client text", "Plain and warm, reading age 13 or below; leave an empty line between paragraphs. Nothing about one couple: every couple gets this text.", 8, &exercise.client_text)}
            {fields.text("on-paper", "Boxes and lines", "One per line: “- [ ] text” is a tick box, “- text: ___” a line to write on.", 4, &exercise.on_paper)}
            {fields.text("homework", "At home", "One task with one dose. Leave empty if there is none.", 2, &exercise.homework)}
        </section>
    }
    .into_any()
}
