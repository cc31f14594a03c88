//! The challenges as bars, each with its evidence one click away.

use domain::{
    alone::AloneEvidence,
    answers::Whom,
    desk::{Mark, Standing},
    map::{Band, Evidence, EvidenceKind},
};
use maud::{Markup, html};

use super::petals::mark;
use crate::wording;

/// Points at which a bar is full.
const FULL: u16 = 18;

/// All eight challenges, in their order. A row is found again where it has moved to: what is unfolded stays so.
pub(super) fn rows(rows: &[Standing], labels: &[String]) -> Markup {
    html! {
        ol class="findings" {
            @for (place, one) in rows.iter().enumerate() { (row(place, one, labels)) }
        }
    }
}

fn row(place: usize, row: &Standing, labels: &[String]) -> Markup {
    let challenge = row.challenge.as_str();
    html! {
        li id=(format!("finding-{challenge}")) {
            details data-challenge=(challenge) {
                summary {
                    span class="number" { (place + 1) }
                    span class="grow" {
                        (wording::challenge(row.challenge))
                        svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" {
                            rect width=(width(row.points())) height="8" {}
                        }
                    }
                    span class="chip" data-tone=(tone(row)) { (mark(row)) }
                }
                div class="because" {
                    p class="small" { (sum(row)) }
                    ul {
                        @if let Some(finding) = &row.finding {
                            @for one in &finding.evidence { (line(one, labels)) }
                            @for one in &finding.alone { (alone(*one)) }
                        }
                    }
                    a class="small" href=(format!("/library/challenges/{challenge}")) { "Read about it" }
                }
            }
        }
    }
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
    let points = wording::points(row.points());
    let open = match row.not_asked {
        0 => String::new(),
        more => format!(", {} not asked", wording::questions(more)),
    };
    match row.mark {
        Mark::Found(_) => format!("{points}{open}."),
        Mark::NoSign => format!("Asked, and nothing spoke for it so far{open}."),
        Mark::NotAsked if row.not_asked == 0 => "Asked of each partner alone. Not asked is not a no.".into(),
        Mark::NotAsked => format!("Nothing of it was asked{open}. Not asked is not a no."),
    }
}

fn line(one: &Evidence, labels: &[String]) -> Markup {
    let who: Vec<&str> = one.who.iter().filter_map(|whom| label(*whom, labels)).collect();
    html! {
        li {
            b { "+" (one.points) }
            span {
                @if !who.is_empty() { bdi { (who.join(" and ")) } ": " }
                (one.text)
                small {
                    " " (one.indicator.as_str()) " · " (kind(one.kind))
                    @for claim in &one.claims { " " a href=(format!("/library/sources#{claim}")) { (claim.as_str()) } }
                    @for key in &one.references { " " a href=(format!("/library/sources#ref-{key}")) { (key.as_str()) } }
                }
            }
        }
    }
}

fn alone(one: AloneEvidence) -> Markup {
    html! {
        li {
            b { "+" (one.points) }
            span { "Told alone" small { " " (kind(one.kind)) " · open the interview to read it" } }
        }
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
