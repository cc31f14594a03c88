//! Questions and clocks due with each partner alone, and reminders with who said what. It names what was told alone, so it is
//! folded, and only in the counsellor's view.

use domain::{
    assess::{Partner, ThemeRoles},
    records::{KeptInMind, Source, due_alone, kept_in_mind},
    vocabulary::Challenge,
};
use leptos::prelude::*;

use store::CoupleFile;

use crate::{
    couples::{head::Name, next_step::label},
    http::visitor::Now,
    interview::{due, fields::letter, needs},
    layout::{only_here, wording},
};

/// The challenges in which partners have roles.
const WITH_ROLES: [Challenge; 4] = [Challenge::Abuse, Challenge::Infidelity, Challenge::Betrayal, Challenge::Addiction];

/// The card; nothing if nothing is due.
pub fn card(file: &CoupleFile, now: Now) -> Option<AnyView> {
    let with_each: Vec<WithOne> =
        [Partner::A, Partner::B].into_iter().map(|partner| with(file, partner, now)).collect();
    let reminders = kept_in_mind(&file.library, &file.situation.value, file.interviews(), &file.case);
    let (clocks, questions) = with_each.iter().fold((0, 0), |sum, one| (sum.0 + one.clocks, sum.1 + one.questions));
    let roles = ThemeRoles::of(&file.case.answers);
    let summary = summary(clocks, questions, reminders.len(), roles_in_brief(&roles))?;
    let reminders = (!reminders.is_empty()).then(|| {
        view! {
            <h3>"Reminders"</h3>
            <ul class="list">{reminders.iter().map(|one| reminder(file, one)).collect_view()}</ul>
        }
    });
    let view = view! {
        <section class="card" aria-labelledby="due-alone">
            <h2 id="due-alone">"To keep in mind"</h2>
            {only_here()}
            <details class="due-alone">
                <summary>{summary}</summary>
                {with_each.into_iter().map(|one| one.view).collect_view()}
                {reminders}
                {roles_by_challenge(file, &roles)}
            </details>
        </section>
    };
    Some(view.into_any())
}

/// Questions and clocks due with one partner.
struct WithOne {
    clocks: usize,
    questions: usize,
    view: Option<AnyView>,
}

fn with(file: &CoupleFile, partner: Partner, now: Now) -> WithOne {
    let interview = &file.interview(partner).value;
    let address = format!("/couples/{}/interview/{}", file.couple.id.0, letter(partner));
    let due = due_alone(&file.library, &file.situation.value, interview, partner);
    let needs = interview.timed_needs(&file.library);
    let open: Vec<_> = needs.iter().filter(|one| !one.need.seen_to).collect();
    let clocks: Vec<_> = open.iter().map(|one| needs::line(&file.library, one, now)).collect();
    let (running, questions) = (clocks.len(), due.len());
    let view = (running + questions > 0).then(|| {
        view! {
            <h3>"With " <Name text=label(&file.couple.value, partner) /></h3>
            {(running > 0).then(|| view! { <ul class="list needs">{clocks}</ul> })}
            {due::list(&file.library, &due, &address)}
            <p class="small"><a href=address>"Open the interview"</a></p>
        }
        .into_any()
    });
    WithOne { clocks: running, questions, view }
}

/// Mentions that there are roles, and that someone may have been hurt in one matter and have hurt in another.
fn roles_in_brief(roles: &ThemeRoles) -> Option<&'static str> {
    let partners = [Partner::A, Partner::B];
    let any = partners.iter().any(|one| WITH_ROLES.iter().any(|of| !roles.in_challenge(*one, *of).is_empty()));
    if roles.may_cross() { Some("roles cross") } else { any.then_some("roles by challenge") }
}

/// Counts what is due, and names none of it; `None` if there is nothing.
fn summary(clocks: usize, questions: usize, reminders: usize, roles: Option<&str>) -> Option<String> {
    let count = |count: usize, one: &str, more: &str| match count {
        0 => None,
        1 => Some(one.to_owned()),
        many => Some(format!("{many} {more}")),
    };
    let parts = [
        count(clocks, "1 clock is open", "clocks are open"),
        (questions > 0).then(|| format!("{} to ask", wording::questions(questions))),
        count(reminders, "1 reminder", "reminders"),
        roles.map(str::to_owned),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// The roles of each partner in each challenge, from whom its answers are about (R52); nothing where there are none.
fn roles_by_challenge(file: &CoupleFile, roles: &ThemeRoles) -> Option<AnyView> {
    let of = |challenge: Challenge| {
        let partners = [Partner::A, Partner::B].map(|partner| (partner, roles.in_challenge(partner, challenge)));
        let rows: Vec<_> = partners
            .into_iter()
            .filter(|(_, roles)| !roles.is_empty())
            .map(|(partner, roles)| {
                let words: Vec<&str> = roles.iter().map(|role| role.in_words()).collect();
                view! { <dd><Name text=label(&file.couple.value, partner) /> ": " {words.join(", ")}</dd> }
            })
            .collect();
        (!rows.is_empty()).then(|| view! { <div><dt>{wording::challenge(challenge)}</dt> {rows}</div> })
    };
    let rows: Vec<_> = WITH_ROLES.into_iter().filter_map(of).collect();
    if rows.is_empty() {
        return None;
    }
    let view = view! {
        <h3>"Roles, for each challenge"</h3>
        <dl class="roles">{rows.into_iter().collect_view()}</dl>
        <p class="small soft">
            "From whom the answers are about, those from interviews included. Someone may have been hurt in one matter and have hurt in another: no role stands for the whole."
        </p>
    };
    Some(view.into_any())
}

fn reminder(file: &CoupleFile, one: &KeptInMind) -> AnyView {
    let sources = one.sources.iter().enumerate().map(|(place, source)| {
        let lead = if place == 0 { " " } else { "; " };
        match source {
            Source::Together => view! { {lead} "Said together" }.into_any(),
            Source::Alone(partner) => {
                view! { {lead} "Told alone by " <Name text=label(&file.couple.value, *partner) /> }.into_any()
            }
        }
    });
    view! {
        <li>
            {one.warning.text.clone()}
            <span class="small soft">{sources.collect_view()} {(!one.sources.is_empty()).then_some(". ")}</span>
            <a class="small" href=format!("/library/rules#{}", one.warning.rule)>"Why"</a>
        </li>
    }
    .into_any()
}
