//! The challenges in order, each with its evidence to unfold.

use domain::{
    assess::{Evidence, EvidenceKind, Finding, PrivatePoints, Whom},
    library::Library,
    records::{ChallengeMark, ChallengeStatus},
    vocabulary::Challenge,
};
use maud::{Markup, html};

use crate::{
    browser::library_context,
    layout::wording,
    situation::island::{view::bar::bar, view_model::SituationContext},
};

/// Renders all eight challenges. A row that moves is recognised, and stays unfolded.
pub(crate) fn rows(rows: &[ChallengeStatus], about: &SituationContext) -> Markup {
    let found = rows.iter().filter(|row| row.finding.is_some()).count();
    let (found, silent) = rows.split_at(found);
    let longest = found.iter().map(ChallengeStatus::points).max().unwrap_or_default();
    html! {
        @if found.is_empty() { p class="soft" { "Nothing yet. An unasked question does not count as a no." } }
        ol class="findings" {
            @for (place, one) in found.iter().enumerate() {
                (row(place, one, longest, about, (place == 0).then(|| start_here(found, about)).flatten()))
            }
        }
        ul class="silent" {
            @for one in silent {
                li id=(format!("finding-{}", one.challenge.as_str())) {
                    a href=(format!("/library/challenges/{}", one.challenge.as_str())) { (wording::challenge(one.challenge)) }
                    span { (mark(one)) }
                }
            }
        }
    }
}

fn row(place: usize, row: &ChallengeStatus, longest: u16, about: &SituationContext, reason: Option<String>) -> Markup {
    let challenge = row.challenge.as_str();
    html! {
        li id=(format!("finding-{challenge}")) {
            details {
                summary {
                    span class="number" { (place + 1) } " "
                    span class="grow" {
                        span class="name-line" { strong { (wording::challenge(row.challenge)) } " " span class="points" { (row.points()) } " " }
                        (bar(row, longest))
                        @if let Some(reason) = reason { span class="reason" { b { "Start here. " } (reason) } }
                    }
                }
                div class="because" {
                    p class="small" { (sum(row)) }
                    ul {
                        @if let Some(finding) = &row.finding {
                            @for one in &finding.evidence { (line(one, &about.labels)) }
                            @for one in &finding.alone { (alone(*one)) }
                        }
                    }
                    a class="small" href=(format!("/library/challenges/{challenge}")) { "Read about it" }
                }
            }
        }
    }
}

/// Returns the reason for the first rank, in a sentence: the recency of a breach, the strongest answers, and ties.
fn start_here(found: &[ChallengeStatus], about: &SituationContext) -> Option<String> {
    let (first, next) = (found.first()?, found.get(1));
    let finding = first.finding.as_ref()?;
    let is_breach = matches!(first.challenge, Challenge::Infidelity | Challenge::Betrayal);
    let since = about.came_to_light.as_ref().filter(|_| is_breach).map(|ago| format!("came to light {ago}"));
    let mut parts: Vec<String> = since.into_iter().chain(strongest(finding)).take(2).collect();
    if let Some(next) = next.filter(|next| next.points() == first.points()) {
        parts.push(format!(
            "level with {}, in the order of the library",
            wording::challenge(next.challenge).to_lowercase()
        ));
    }
    let text = parts.join("; ");
    let mut letters = text.chars();
    let capital = letters.next()?.to_uppercase();
    Some(format!("{}{}.", capital, letters.as_str()))
}

/// Returns the strongest own evidence in the questions' short forms.
fn strongest(finding: &Finding) -> Vec<String> {
    let library = library_context::library();
    let own = finding.evidence.iter().filter(|one| one.kind == EvidenceKind::Own);
    own.filter_map(|one| short(&library, one)).take(2).collect()
}

fn short(library: &Library, one: &Evidence) -> Option<String> {
    library.question(&one.indicator)?.short.clone()
}

/// Describes the status of a challenge, in a few words.
pub(crate) fn mark(row: &ChallengeStatus) -> &'static str {
    match row.mark {
        ChallengeMark::NotAsked => "not asked yet",
        ChallengeMark::NoSign => "no signs",
        ChallengeMark::Found(_) => "",
    }
}

fn sum(row: &ChallengeStatus) -> String {
    let points = wording::points(row.points());
    let open = match row.not_asked {
        0 => String::new(),
        more => format!(", {} not asked", wording::questions(more)),
    };
    // Danger stands first even where no answer gives it points.
    let first = if row.challenge == Challenge::Abuse { " Safety comes before points." } else { "" };
    format!("{points}{open}.{first}")
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
                    " " (kind(one.kind))
                    @for claim in &one.claims { " " a href=(format!("/library/sources#{claim}")) { (claim.as_str()) } }
                    @for key in &one.references { " " a href=(format!("/library/sources#ref-{key}")) { (key.as_str()) } }
                }
                @if let Some(hint) = library_context::library().indicator(&one.indicator).and_then(|of| of.hint.as_deref()) {
                    small { " · " (hint) }
                }
            }
        }
    }
}

fn alone(one: PrivatePoints) -> Markup {
    html! {
        li {
            b { "+" (one.points) }
            span { "An answer from an individual interview" small { " " (kind(one.kind)) " · open the interview to read it" } }
        }
    }
}

fn kind(kind: EvidenceKind) -> &'static str {
    match kind {
        EvidenceKind::Own => "direct sign",
        EvidenceKind::Cross => "also a sign of this",
    }
}

fn label(whom: Whom, labels: &[String]) -> Option<&str> {
    let place = match whom {
        Whom::A => 0,
        Whom::B => 1,
        Whom::Couple => return None,
        Whom::OneOfThem => return Some("One partner"),
    };
    labels.get(place).map(String::as_str)
}
