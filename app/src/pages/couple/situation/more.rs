//! What else the rules ask about, in plain words, and the phase where the counsellor chooses it.

use domain::{desk::Sheet, words::Phase};
use leptos::prelude::*;

use crate::wording;

/// Sessions after which the list of choices ends.
const SESSIONS: u8 = 20;

/// The facts and the phase.
pub fn more(sheet: &Sheet) -> AnyView {
    let facts = &sheet.facts;
    let count = facts.sessions_since_review;
    let sessions =
        (0..=SESSIONS.max(count)).map(|n| view! { <option value=n selected=n == count>{n}</option> }).collect_view();
    let chosen = sheet.phase;
    let phases = Phase::ALL
        .iter()
        .map(|phase| {
            view! { <option value=phase.as_str() selected=chosen == Some(*phase)>{wording::phase(*phase)}</option> }
        })
        .collect_view();
    view! {
        <section class="card" id="more" aria-labelledby="more-title">
            <h2 id="more-title">"What else matters for the plan"</h2>
            <div class="facts-asked">
                {fact("fact.non-monogamous", "The two have agreed on more than one partner", "A breach is then a breach of their own agreement (R34).", facts.non_monogamous)}
                {fact("fact.chosen-no-sex", "Both have chosen no sex", "Then no exercise aims at frequency (R33).", facts.chosen_no_sex)}
                {fact("fact.homework-missed", "The last homework was not done", "Look for what stood in the way, halve it, blame nobody (R42).", facts.homework_missed)}
                {fact("fact.ending", "The work is about to end", "Plan for setbacks and a date to look back (R37).", facts.ending)}
            </div>
            <div class="facts-chosen">
                <div class="field">
                    <label for="sessions">"Sessions since the last review"</label>
                    <select id="sessions" name="fact.sessions">{sessions}</select>
                    <p class="small soft">"After four to six, look back and check alone (R36)."</p>
                </div>
                <div class="field">
                    <label for="phase">"Phase of the work"</label>
                    <select id="phase" name="phase">
                        <option value="" selected=chosen.is_none()>"As the answers say"</option>
                        {phases}
                    </select>
                    <p class="small soft">"An open hard gate leads back to safety, whatever is chosen."</p>
                </div>
            </div>
        </section>
    }
    .into_any()
}

fn fact(name: &'static str, words: &'static str, why: &'static str, so: bool) -> AnyView {
    view! {
        <label class="tick">
            <input type="checkbox" name=name value="yes" checked=so.then_some("") />
            <span>{words} <small>{why}</small></span>
        </label>
    }
    .into_any()
}
