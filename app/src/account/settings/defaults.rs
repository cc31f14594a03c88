//! Defaults of sheets and new sessions.

use domain::{
    library::english,
    records::{Preferences, Revision},
    vocabulary::Weekday,
};
use leptos::prelude::*;

use crate::{
    handouts::{
        options::country_name,
        print_options::{LanguageChoice, LookChoice},
        sheets::{SheetFormat, countries, or_defaults},
    },
    http::visitor::reply,
    layout::{Select, shown_as},
};

/// The practice defaults as a form.
pub fn section(seen: Option<Revision>, chosen: &Preferences) -> AnyView {
    let (sheets, session) = (&chosen.sheets, &chosen.session);
    let reply = reply();
    let country = countries(english()).into_iter().map(|code| {
        view! { <option value=code selected=sheets.country == code>{country_name(code)}</option> }
    });
    let minutes = reply.value("minutes", &session.minutes.map_or_else(String::new, |minutes| minutes.0.to_string()));
    let day = reply.value("day", session.day.map_or("", Weekday::as_str));
    let days = Weekday::ALL.iter().map(|day| (day.to_string(), day.to_string()));
    let days = std::iter::once((String::new(), "None".to_owned())).chain(days).collect();
    let start = reply.value("start", &session.start.map_or_else(String::new, |start| start.to_string()));
    view! {
        <section class="card" aria-labelledby="defaults">
            <h2 id="defaults">"Practice defaults"</h2>
            <p class="soft">"Every handout, leaflet and new session begins with these. What you change on a couple’s handouts is kept for that couple. A couple that has had a session keeps its own day, time and length."</p>
            <form method="post" action="/settings/defaults" class="stack">
                <input type="hidden" name="seen" value=seen.map_or_else(String::new, |seen| seen.0.to_string()) />
                <div class="field">
                    <label for="country">"Country of the help lines"</label>
                    <select id="country" name="country"><option value="">"None"</option>{country.collect_view()}</select>
                </div>
                <LanguageChoice chosen=sheets.language />
                <LookChoice chosen=SheetFormat::read(or_defaults(|_| None, sheets)) />
                {length(&minutes, reply.fault("minutes"))}
                <Select name="day" id="default-day" label="Usual day" options=days chosen=day />
                {time(start, reply.fault("start"))}
                <button class="button">"Save practice defaults"</button>
            </form>
        </section>
    }
    .into_any()
}

/// Lengths of a session that are offered, in minutes.
const LENGTHS: [u8; 9] = [30, 45, 50, 60, 75, 80, 90, 100, 120];

fn length(chosen: &str, fault: Option<String>) -> AnyView {
    let options = LENGTHS.map(|minutes| {
        let text = minutes.to_string();
        let selected = text == chosen;
        view! { <option value=text selected=selected>{format!("{minutes} minutes")}</option> }
    });
    view! {
        <div class="field">
            <label for="default-minutes">"Length of a session"</label>
            <select id="default-minutes" name="minutes" aria-describedby="default-minutes-fault">
                <option value="">"60 minutes, as usual"</option>
                {options.collect_view()}
            </select>
            <p class="fault" id="default-minutes-fault">{fault}</p>
        </div>
    }
    .into_any()
}

fn time(value: String, fault: Option<String>) -> AnyView {
    view! {
        <div class="field">
            <label for="default-start">"Usual time"</label>
            <input
                id="default-start"
                name="start"
                type=shown_as("time", &value)
                value=value
                autocomplete="off"
                aria-invalid=fault.is_some().then_some("true")
                aria-describedby="default-start-fault"
            />
            <p class="fault" id="default-start-fault">{fault}</p>
        </div>
    }
    .into_any()
}
