//! The history of the answers, latest first.

use domain::{
    assess::Whom,
    library::english,
    records::{Change, Situation, Stamp},
};
use leptos::prelude::*;
use store::CoupleId;

use crate::{http::visitor::Now, layout::wording};

/// Number of changes shown.
const SHOWN: usize = 200;

/// The history of the answers, folded.
pub fn history(couple: CoupleId, situation: &Situation, labels: &[String; 2], now: Now) -> AnyView {
    let count = situation.changes.len();
    let lines = situation.changes.iter().rev().take(SHOWN).map(|change| line(change, labels, now)).collect_view();
    let left_out = count.saturating_sub(SHOWN);
    view! {
        <details class="card history">
            <summary>{format!("History of answers ({count})")}</summary>
            {(count == 0).then_some("No answers yet.")}
            <ol>{lines}</ol>
            {(left_out > 0).then(|| format!("{left_out} earlier changes not shown."))}
            <p><a href=format!("/couples/{}/situation/versions", couple.0)>"Version history"</a></p>
        </details>
    }
    .into_any()
}

fn line(change: &Change, labels: &[String; 2], now: Now) -> AnyView {
    let told = &change.change;
    let indicator = english().indicator(&told.indicator);
    let text = indicator.map_or(told.indicator.as_str(), |indicator| &indicator.text);
    // The couple's own column has no name of its own, and is “Both” already.
    let verb =
        indicator.filter(|_| matches!(told.whom, Whom::A | Whom::B)).map_or("", |of| wording::column(of.concerns));
    let whom = match told.whom {
        Whom::A => labels[0].as_str(),
        Whom::B => labels[1].as_str(),
        Whom::Couple => "Both",
        Whom::OneOfThem => "One partner",
    };
    view! {
        <li>
            <time class="small soft">{ago(now, change.at)}</time>
            <span>
                <bdi>{whom.to_owned()}</bdi>
                {format!("{}{verb}: {text}: ", if verb.is_empty() { "" } else { " " })}
                <strong>{wording::answer(told.answer).to_lowercase()}</strong>
            </span>
        </li>
    }
    .into_any()
}

/// Formats date and time: “Today 09:12”, “22 November 2026, 16:40”.
fn ago(now: Now, at: Stamp) -> String {
    let (day, time) = now.local(at);
    match day.days_until(now.day) {
        ..=0 => format!("Today {time}"),
        1 => format!("Yesterday {time}"),
        _ => format!("{}, {time}", day.with_year()),
    }
}

#[cfg(test)]
mod tests {
    use domain::{case_file::Clock, vocabulary::Day};

    use super::*;

    #[test]
    fn a_change_says_when_it_was() {
        let hour = 3_600_000_000;
        let now = Now {
            stamp: Stamp(100 * 24 * hour + 8 * hour),
            day: "2026-11-24".parse::<Day>().unwrap(),
            time: "09:30".parse::<Clock>().unwrap(),
        };
        assert_eq!(ago(now, now.stamp), "Today 09:30");
        assert_eq!(ago(now, Stamp(now.stamp.0 - 9 * hour)), "Today 00:30");
        assert_eq!(ago(now, Stamp(now.stamp.0 - 10 * hour)), "Yesterday 23:30");
        assert_eq!(ago(now, Stamp(now.stamp.0 - 48 * hour)), "22 November 2026, 09:30");
    }
}
