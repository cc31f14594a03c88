//! The challenges as bars, each with its evidence one click away.

use domain::{
    alone::AloneEvidence,
    answers::Whom,
    desk::{Mark, Standing},
    map::{Band, Evidence, EvidenceKind},
    words::Challenge,
};
use leptos::prelude::*;

use super::{Look, erased, petals::mark};
use crate::wording;

/// Points at which a bar is full.
const FULL: u16 = 18;

/// All eight challenges, in their order. A row keeps its place in the page's memory when it moves: what is unfolded
/// stays so.
pub fn rows(look: Memo<Look>, labels: Vec<String>) -> impl IntoView {
    let labels = StoredValue::new(labels);
    let order = move || look.with(|look| look.rows.iter().map(|row| row.challenge).collect::<Vec<_>>());
    erased(view! {
        <ol class="findings">
            <For each=order key=|challenge| *challenge let:challenge>
                {row(look, labels, challenge)}
            </For>
        </ol>
    })
}

fn row(look: Memo<Look>, labels: StoredValue<Vec<String>>, challenge: Challenge) -> impl IntoView {
    let place = move || look.with(|look| look.rows.iter().position(|row| row.challenge == challenge).unwrap_or(0));
    let row = Memo::new(move |_| look.with(|look| look.rows[place()].clone()));
    erased(view! {
        <li>
            <details data-challenge=challenge.as_str()>
                <summary>
                    <span class="number">{move || place() + 1}</span>
                    <span class="grow">
                        {wording::challenge(challenge)}
                        <svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                            <rect width=move || row.with(|row| width(row.points())).to_string() height="8"></rect>
                        </svg>
                    </span>
                    <span class="chip" data-tone=move || row.with(tone)>{move || row.with(mark)}</span>
                </summary>
                <div class="because">
                    <p class="small">{move || row.with(sum)}</p>
                    <ul>{move || row.with(|row| evidence(row, &labels.read_value()))}</ul>
                    <a class="small" href=format!("/library/challenges/{challenge}")>"Read about it"</a>
                </div>
            </details>
        </li>
    })
}

fn width(points: u16) -> u16 {
    points.min(FULL) * 100 / FULL
}

fn tone(row: &Standing) -> &'static str {
    match row.mark {
        Mark::Found(Band::Leading) => "teal",
        Mark::Found(Band::Present) => "amber",
        Mark::NotAsked => "unasked",
        _ => "plain",
    }
}

fn sum(row: &Standing) -> String {
    let points = match row.points() {
        1 => "1 point".into(),
        points => format!("{points} points"),
    };
    let open = match row.not_asked {
        0 => String::new(),
        1 => ", 1 question not asked".into(),
        more => format!(", {more} questions not asked"),
    };
    match row.mark {
        Mark::Found(_) => format!("{points}{open}."),
        Mark::NoSign => format!("Asked, and nothing spoke for it so far{open}."),
        Mark::NotAsked if row.not_asked == 0 => "Asked of each partner alone. Not asked is not a no.".into(),
        Mark::NotAsked => format!("Nothing of it was asked{open}. Not asked is not a no."),
    }
}

fn evidence(row: &Standing, labels: &[String]) -> impl IntoView + use<> {
    let finding = row.finding.as_ref();
    let told = finding.map_or(&[][..], |finding| &finding.evidence);
    let alone = finding.map_or(&[][..], |finding| &finding.alone);
    let told: Vec<_> = told.iter().map(|one| line(one, labels)).collect();
    let alone: Vec<_> = alone.iter().copied().map(alone_line).collect();
    (told, alone)
}

fn line(one: &Evidence, labels: &[String]) -> impl IntoView + use<> {
    let sources = one.claims.iter().map(|claim| (format!("/library/sources#{claim}"), claim.to_string()));
    let keys = one.references.iter().map(|key| (format!("/library/sources#ref-{key}"), key.to_string()));
    let links: Vec<_> = sources.chain(keys).map(|(at, name)| view! { " " <a href=at>{name}</a> }).collect();
    let who: Vec<&str> = one.who.iter().filter_map(|whom| label(*whom, labels)).collect();
    let who = if who.is_empty() { String::new() } else { format!("{}: ", who.join(" and ")) };
    view! {
        <li>
            <b>{format!("+{}", one.points)}</b>
            <span>
                <bdi>{who}</bdi>
                {one.text.clone()}
                <small>{format!(" {} · {}", one.indicator, kind(one.kind))}{links}</small>
            </span>
        </li>
    }
}

fn alone_line(one: AloneEvidence) -> impl IntoView {
    view! {
        <li>
            <b>{format!("+{}", one.points)}</b>
            <span>"Told alone" <small>{format!(" {} · open the interview to read it", kind(one.kind))}</small></span>
        </li>
    }
}

fn kind(kind: EvidenceKind) -> &'static str {
    match kind {
        EvidenceKind::Own => "own sign",
        EvidenceKind::Cross => "speaks for this too",
    }
}

fn label(whom: Whom, labels: &[String]) -> Option<&str> {
    let place = match whom {
        Whom::A => 0,
        Whom::B => 1,
        Whom::Couple => return None,
        Whom::OneOfThem => return Some("One of the two"),
    };
    labels.get(place).map(String::as_str)
}
