//! `/templates/{template}/apply`: a template applied to a couple. It shows the blocks that fit, are held with the
//! reason, need a choice, or are too long, and then makes a plan.

use domain::{
    assess::Session,
    library::Library,
    plan::{
        Proposal,
        templates::{Application, HomeworkStanding, KeptTemplate, Room, State, Template, apply},
    },
    records::Couple,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::{
    couples::{audit::viewed, head::Name},
    http::{
        page_result::{awaited, template_in_address},
        visitor::{now, records, reply},
    },
    layout::{Breadcrumbs, FormId, Icon, Kept, ReplyNote, Select, TextField, title::tab_title},
    plan_reuse::recipient::PlanRecipient,
    plans::calendar::proposal,
    templates::{CoupleChoice, OccasionForm, couples_at_work, fields::Occasion, rows::Rows},
};

/// A template for the couple in the address; without one, the choice of a couple.
#[component]
pub fn ApplyPage() -> impl IntoView {
    let asked = use_query_map().get_untracked();
    awaited(async move {
        let (records, id) = (records()?, template_in_address()?);
        let template = records.document::<KeptTemplate>(id).await?.value.template;
        let occasion = Occasion::read(&template, |name| asked.get(name));
        let action = format!("/templates/{}/apply", id.0);
        let trail = vec![
            ("/templates".to_owned(), "Templates".to_owned()),
            (format!("/templates/{}", id.0), template.title.clone()),
        ];
        let title = template.title.clone();
        let inside = if let Some(couple) = occasion.couple {
            let recipient = PlanRecipient::of(&records, couple).await?;
            let proposal = proposal(&records, couple, now()?).await?;
            viewed(&records, couple).await?;
            view! { <ApplyForm source=Source { template, action } occasion=occasion recipient=recipient proposal=proposal /> }
                .into_any()
        } else {
            let couples = couples_at_work(&records).await?;
            view! {
                <section class="card">
                    <h2>"For which couple?"</h2>
                    <CoupleChoice action=action couples=couples button="See what fits" />
                </section>
            }
            .into_any()
        };
        Ok(view! {
            <Title text=tab_title("Use a template") />
            <Breadcrumbs trail=trail />
            <div class="head">
                <div>
                    <h1>"Use “" <Name text=title /> "”"</h1>
                    <p class="soft">"Nothing is created until you press the button. What is on hold stays out, whatever is chosen."</p>
                </div>
            </div>
            {inside}
        }
        .into_any())
    })
}

/// The template to apply, and the address of the page and its form.
#[derive(Clone)]
pub struct Source {
    /// The template, stored or made from a plan for this request.
    pub template: Template,
    /// The address.
    pub action: String,
}

/// The blocks of a template as applied to a couple, in the form that makes a plan.
#[component]
pub fn ApplyForm(
    /// The template to apply.
    source: Source,
    /// The length and participants.
    occasion: Occasion,
    /// The couple.
    recipient: PlanRecipient,
    /// The couple's usual day and time.
    proposal: Proposal,
) -> impl IntoView {
    let Source { template, action } = source;
    let picture = recipient.file.assess(occasion.booked);
    let application =
        apply(&template, &picture.moment(&recipient.file.library, &recipient.file.case), occasion.minutes);
    let people = recipient.file.couple.value.clone();
    let post = format!("{action}?{}", occasion.query());
    let page = post.clone();
    view! {
        <OccasionForm action=action occasion=occasion people=people.clone() />
        <Summary application=application.clone() library=recipient.file.library.clone() name=people.name.clone() />
        <form class="apply" method="post" action=post novalidate>
            <FormId />
            <ReplyNote />
            <Kept page=page about="Plan from a template" />
            {reply().fault("whole").map(|whole| view! {
                <div class="note" role="alert">{Icon::Warning.view()} <p>{whole}</p></div>
            })}
            {hidden(&occasion)}
            <Rows template=template.clone() application=application.clone() library=recipient.file.library.clone() />
            {homework(&recipient.file.library, &application)}
            <section class="card apply-end" aria-labelledby="when">
                <h2 id="when">{format!("Session {}", recipient.number)}</h2>
                <TextField name="on" label="Date" kind="date" saved=proposal.on.map(|day| day.to_string()).unwrap_or_default() />
                <TextField name="start" label="Start" kind="time" saved=proposal.start.map(|start| start.to_string()).unwrap_or_default() />
                {first(&template, &application, &people)}
                <button class="button" data-kind="primary">{Icon::Plus.view()} "Create plan"</button>
            </section>
        </form>
    }
    .into_any()
}

fn hidden(occasion: &Occasion) -> AnyView {
    let (who, role) = crate::plan_editor::fields::who(occasion.booked);
    let couple = occasion.couple.map(|couple| couple.0.to_string()).unwrap_or_default();
    let fields = [
        ("couple", couple),
        ("minutes", occasion.minutes.to_string()),
        ("who", who.to_owned()),
        ("role", role.as_str().to_owned()),
    ];
    fields
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect_view()
        .into_any()
}

/// A summary of the blocks that fit or do not, and of the participants allowed.
#[component]
fn Summary(application: Application, library: std::sync::Arc<Library>, name: String) -> AnyView {
    let count = |of: fn(&State) -> bool| application.rows.iter().filter(|row| of(&row.state)).count();
    let all = [
        (count(|state| *state == State::Fits), "fits", "fit"),
        (count(|state| *state == State::Choose), "needs a choice", "need a choice"),
        (count(|state| matches!(state, State::Held(_))), "is on hold", "are on hold"),
        (count(|state| matches!(state, State::TooLong(_))), "does not fit the time", "do not fit the time"),
        (
            count(|state| matches!(state, State::NotToday(_) | State::Apart | State::Twice | State::Unknown)),
            "cannot be used today",
            "cannot be used today",
        ),
    ];
    let said: Vec<String> = all
        .into_iter()
        .filter(|(n, ..)| *n > 0)
        .map(|(n, one, more)| format!("{n} {}", if n == 1 { one } else { more }))
        .collect();
    let alone = application.alone_because.map(|gate| library.gate(gate).name.clone());
    view! {
        <p class="found apply-found" role="status">
            <span>"For " <Name text=name /> ": " {said.join(" · ")}</span>
            <span>{format!("{} of {} min", planned(&application), application.minutes)}</span>
        </p>
        {alone.map(|gate| view! {
            <div class="note" data-tone="stop">
                {Icon::Pause.view()}
                <p>{format!("“{gate}” is active: joint work is on hold. This session is for one partner alone.")}</p>
            </div>
        })}
    }
    .into_any()
}

/// Returns the sum of the proposed blocks, in minutes.
fn planned(application: &Application) -> u16 {
    let stays = |choice: &domain::plan::templates::Choice| choice.take != domain::plan::templates::SlotChoice::Out;
    application.proposed().iter().filter(|choice| stays(choice)).map(|choice| u16::from(choice.minutes.0)).sum()
}

fn homework(library: &Library, application: &Application) -> Option<AnyView> {
    if application.homework.is_empty() {
        return None;
    }
    let line = |(id, standing): &(domain::vocabulary::ItemId, HomeworkStanding)| {
        let title = library.item(id).map_or_else(|| id.to_string(), |item| item.title.to_string());
        let said = match standing {
            HomeworkStanding::Fits => "copied with its exercise, in the library’s text",
            HomeworkStanding::Held => {
                "not copied: its exercise is not in this session, or it cannot go on any sheet now"
            }
            HomeworkStanding::Unknown => "not copied: the library has no such homework",
        };
        view! { <li><strong dir="auto">{title}</strong> " " {said} "."</li> }
    };
    let lines = application.homework.iter().map(line).collect_view();
    Some(
        view! {
            <section class="card" aria-labelledby="homework">
                <h2 id="homework">"Homework"</h2>
                <ul class="list">{lines}</ul>
            </section>
        }
        .into_any(),
    )
}

/// The choice of the partner who is seen alone first, if a couple session has individual parts.
fn first(template: &Template, application: &Application, people: &Couple) -> Option<AnyView> {
    let alone = template.blocks.iter().any(|block| matches!(block.room, Room::First | Room::Second));
    if !alone || application.session != Session::Couple {
        return None;
    }
    let [a, b] = people.partners.each_ref().map(|person| format!("\u{2068}{}\u{2069}", person.label));
    let options = vec![("a".to_owned(), a), ("b".to_owned(), b)];
    let chosen = reply().value("first", "a");
    Some(view! { <Select name="first" label="Seen alone first" options=options chosen=chosen /> }.into_any())
}
