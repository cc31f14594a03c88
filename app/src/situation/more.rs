//! Further facts that the rules ask about, and the choice of the phase.

use domain::{records::SituationForm, vocabulary::Phase};
use leptos::prelude::*;

use crate::layout::wording;

/// Maximum number of sessions in the list of choices.
const SESSIONS: u8 = 20;

/// The fields for the facts and the phase.
pub fn more(sheet: &SituationForm) -> AnyView {
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
            <h2 id="more-title">"Planning details"</h2>
            <div class="facts-asked">
                {fact("fact.non-monogamous", "Consensually non-monogamous", "A breach is then a breach of their own agreement.", facts.non_monogamous)}
                {fact("fact.chosen-no-sex", "Both have chosen not to have sex", "No exercise will then aim at frequency.", facts.chosen_no_sex)}
                {fact("fact.homework-missed", "Last homework was not done", "Explore what got in the way, halve it, blame no one.", facts.homework_missed)}
                {fact("fact.ending", "Therapy is ending", "Plan for setbacks and a booster date.", facts.ending)}
            </div>
            <div class="facts-chosen">
                <div class="field">
                    <label for="sessions">"Sessions since the last review"</label>
                    <select id="sessions" name="fact.sessions">{sessions}</select>
                    <p class="small soft">"Plan one after four to six, with a check alone."</p>
                </div>
                <div class="field">
                    <label for="phase">"Phase"</label>
                    <select id="phase" name="phase">
                        <option value="" selected=chosen.is_none()>"From the answers"</option>
                        {phases}
                    </select>
                    <p class="small soft">"A hold that stops everything else returns the phase to safety, whatever you choose."</p>
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
