//! The saved versions, latest first, with the form that compares two of them.

use domain::{
    records::{Revision, Stamp},
    vocabulary::Day,
};
use leptos::prelude::*;
use store::SavedVersion;

use crate::{http::visitor::Now, versions::VersionQuery};

/// Number of versions on one page of the list.
const ON_A_PAGE: usize = 60;

/// The current and all earlier versions, latest first.
pub struct States {
    all: Vec<SavedVersion>,
}

impl States {
    /// `now` is the stored revision with the time of its save.
    pub(crate) fn new((revision, saved): (Revision, Stamp), earlier: Vec<SavedVersion>) -> Self {
        let now = SavedVersion { revision, saved };
        Self {
            all: [now].into_iter().chain(earlier.into_iter().filter(|version| version.revision != revision)).collect(),
        }
    }

    /// Returns the stored revision.
    pub(crate) fn now(&self) -> Revision {
        self.all[0].revision
    }

    /// True if there are earlier versions.
    pub(crate) fn any_earlier(&self) -> bool {
        self.all.len() > 1
    }

    /// Formats “now (version 9)”, “version 3, Tuesday 24 November 2026, 09:12”.
    pub(crate) fn name(&self, revision: Revision, now: Now) -> String {
        let saved =
            self.all.iter().find(|version| version.revision == revision).map(|version| now.local(version.saved));
        match saved {
            _ if revision == self.now() => format!("now (version {})", revision.count()),
            Some((day, time)) => format!("version {}, {}, {time}", revision.count(), in_words(day)),
            None => format!("version {}", revision.count()),
        }
    }
}

/// Formats “Tuesday 24 November 2026”.
pub(crate) fn in_words(day: Day) -> String {
    format!("{} {}", day.weekday(), day.with_year())
}

/// The list. By default the version before the last save is compared with the current one.
#[component]
pub(crate) fn StateList(
    /// The versions.
    states: States,
    /// The address of the page.
    address: String,
    /// The query.
    asked: VersionQuery,
    /// The current time.
    now: Now,
) -> AnyView {
    let (from, to) = asked.pair.unwrap_or_else(|| {
        let before = states.all.get(1).map_or(states.now(), |version| version.revision);
        (asked.version.unwrap_or(before), states.now())
    });
    let count = states.all.len();
    let mut shown = states.all.iter().skip(asked.page * ON_A_PAGE).take(ON_A_PAGE).peekable();
    let mut days = Vec::new();
    while let Some(first) = shown.peek() {
        let day = now.local(first.saved).0;
        let mut lines = Vec::new();
        while let Some(version) = shown.next_if(|version| now.local(version.saved).0 == day) {
            lines.push(line(*version, states.now(), &address, (from, to), asked.version, now));
        }
        days.push(view! {
            <tr class="day"><th scope="rowgroup" colspan="3">{in_words(day)}</th></tr>
            {lines}
        });
    }
    let to_page = |page: usize, words: &'static str| {
        view! { <a class="button" data-kind="quiet" href=format!("{address}?page={}", page + 1)>{words}</a> }
    };
    let later = asked.page.checked_sub(1).map(|page| to_page(page, "Newer"));
    let older = ((asked.page + 1) * ON_A_PAGE < count).then(|| to_page(asked.page + 1, "Older"));
    view! {
        <form class="card states" method="get" autocomplete="off" action=address.clone() aria-labelledby="states">
            <h2 id="states">"Version history"</h2>
            <table>
                <thead>
                    <tr><th scope="col">"Saved"</th><th scope="col">"From"</th><th scope="col">"To"</th></tr>
                </thead>
                <tbody>{days}</tbody>
            </table>
            <div class="row">{later} {older}</div>
            <button
                class="button"
                disabled=!states.any_earlier()
                title=(!states.any_earlier()).then_some("There is only one version so far.")
                aria-describedby=(!states.any_earlier()).then_some("one-version")
            >
                "Compare"
            </button>
            {(!states.any_earlier()).then(|| view! { <span class="small soft" id="one-version">"There is only one version so far."</span> })}
            <p class="small soft">"Every save of the last 24 hours is kept; of older saves, one for every ten minutes."</p>
        </form>
    }
    .into_any()
}

fn line(
    version: SavedVersion,
    stored: Revision,
    address: &str,
    (from, to): (Revision, Revision),
    seen: Option<Revision>,
    now: Now,
) -> AnyView {
    let SavedVersion { revision, saved } = version;
    let time = now.local(saved).1.to_string();
    let said = if revision == stored { format!("{time}, as it is now") } else { time };
    let choose = |name: &'static str, words: &str, chosen: bool| {
        let label = format!("{words} version {}, saved {time}", revision.count(), time = now.local(saved).1);
        view! {
            <td>
                <label class="pick">
                    <input type="radio" name=name value=revision.0 checked=chosen.then_some("") aria-label=label />
                </label>
            </td>
        }
    };
    view! {
        <tr>
            <td>
                <a href=format!("{address}?version={}", revision.0) aria-current=(seen == Some(revision)).then_some("true")>
                    {said}
                    <span class="unseen">{format!(", version {}", revision.count())}</span>
                </a>
            </td>
            {choose("from", "From", revision == from)}
            {choose("to", "To", revision == to)}
        </tr>
    }
    .into_any()
}
