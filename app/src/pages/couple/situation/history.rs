//! What changed when, the latest first.

use domain::{
    answers::Whom,
    desk::{Change, Situation, Stamp},
    library::english,
};
use leptos::prelude::*;
use store::CoupleId;

use crate::{visitor::Now, wording};

/// How many changes are shown.
const SHOWN: usize = 200;

/// The history of the answers, folded away.
pub fn history(couple: CoupleId, situation: &Situation, labels: &[String; 2], now: Now) -> AnyView {
    let count = situation.changes.len();
    let lines = situation.changes.iter().rev().take(SHOWN).map(|change| line(change, labels, now)).collect_view();
    let left_out = count.saturating_sub(SHOWN);
    view! {
        <details class="card history">
            <summary>{format!("What changed when ({count})")}</summary>
            {(count == 0).then_some("Nothing was answered yet.")}
            <ol>{lines}</ol>
            {(left_out > 0).then(|| format!("{left_out} earlier changes are not shown."))}
            <p><a href=format!("/couples/{}/situation/versions", couple.0)>"Saved states: compare, and bring one back"</a></p>
        </details>
    }
    .into_any()
}

fn line(change: &Change, labels: &[String; 2], now: Now) -> AnyView {
    let told = &change.change;
    let text = english().indicator(&told.indicator).map_or(told.indicator.as_str(), |indicator| &indicator.text);
    let whom = match told.whom {
        Whom::A => labels[0].as_str(),
        Whom::B => labels[1].as_str(),
        Whom::Couple => "Both",
        Whom::OneOfThem => "One of the two",
    };
    view! {
        <li>
            <time class="small soft">{ago(now, change.at)}</time>
            <span>
                <bdi>{whom.to_owned()}</bdi>
                {format!(": {text}: ")}
                <strong>{wording::answer(told.answer).to_lowercase()}</strong>
            </span>
        </li>
    }
    .into_any()
}

/// How long ago, and at which time of day where the server stands: “Today 09:12”, “3 days ago, 16:40”.
fn ago(now: Now, at: Stamp) -> String {
    let (day, time) = now.local(at);
    match day.days_until(now.day) {
        ..=0 => format!("Today {time}"),
        1 => format!("Yesterday {time}"),
        days => format!("{days} days ago, {time}"),
    }
}

#[cfg(test)]
mod tests {
    use domain::{case::Clock, desk::Day};

    use super::*;

    #[test]
    fn a_change_says_how_long_ago_it_was() {
        let hour = 3_600_000_000;
        let now = Now {
            stamp: Stamp(100 * 24 * hour + 8 * hour),
            day: "2026-11-24".parse::<Day>().unwrap(),
            time: "09:30".parse::<Clock>().unwrap(),
        };
        assert_eq!(ago(now, now.stamp), "Today 09:30");
        assert_eq!(ago(now, Stamp(now.stamp.0 - 9 * hour)), "Today 00:30");
        assert_eq!(ago(now, Stamp(now.stamp.0 - 10 * hour)), "Yesterday 23:30");
        assert_eq!(ago(now, Stamp(now.stamp.0 - 48 * hour)), "2 days ago, 09:30");
    }
}
