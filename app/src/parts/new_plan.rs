//! The small form that makes a plan: when, how long, and who is expected.

use domain::{desk::Couple, words::Role};
use leptos::prelude::*;
use store::CoupleId;

use crate::{
    parts::Icon,
    visitor::{Now, Reply},
    wording,
};

/// The usual lengths, in minutes.
const LENGTHS: [u8; 4] = [50, 60, 80, 90];

/// A form that makes a plan for this couple and leads to it. What was typed stands in it again after a refusal.
#[component]
pub fn NewPlan(
    /// Which couple.
    couple: CoupleId,
    /// How the partners are called.
    people: Couple,
    /// The moment, for the day that is proposed.
    now: Now,
    /// What a form left behind.
    #[prop(optional)]
    reply: Reply,
) -> impl IntoView {
    let typed = move |name: &str, first: String| reply.typed.get(name).cloned().unwrap_or(first);
    let [on, start, minutes, who] =
        [("on", now.day.to_string()), ("start", String::new()), ("minutes", "60".into()), ("who", "couple".into())]
            .map(|(name, first)| typed(name, first));
    let lengths = LENGTHS.map(|length| view! { <option value=length.to_string()></option> }).collect_view();
    let option =
        |value: &'static str, words: String| view! { <option value=value selected=who == value>{words}</option> };
    let [a, b] = people.partners.map(|person| person.label);
    let roles = Role::ALL
        .iter()
        .map(|role| view! { <option value=role.as_str()>{wording::role(*role)}</option> })
        .collect_view();
    view! {
        <form class="card new-plan" method="post" action=format!("/couples/{}/plans", couple.0)>
            <h2>"Plan a session"</h2>
            <div class="field">
                <label for="plan-on">"Day"</label>
                <input id="plan-on" name="on" type="date" value=on />
            </div>
            <div class="field">
                <label for="plan-start">"Begins"</label>
                <input id="plan-start" name="start" type="time" value=start />
            </div>
            <div class="field">
                <label for="plan-minutes">"Minutes"</label>
                <input id="plan-minutes" name="minutes" type="number" min="30" max="120" list="plan-lengths" value=minutes required />
                <datalist id="plan-lengths">{lengths}</datalist>
            </div>
            <div class="field">
                <label for="plan-who">"Expected"</label>
                <select id="plan-who" name="who">
                    {option("couple", "Both partners".into())}
                    {option("a", format!("{a} alone"))}
                    {option("b", format!("{b} alone"))}
                </select>
            </div>
            <details class="small">
                <summary>"One partner alone comes as…"</summary>
                <div class="field">
                    <label for="plan-role">"Comes as"</label>
                    <select id="plan-role" name="role">{roles}</select>
                </div>
            </details>
            <button class="button" data-kind="primary">
                {Icon::Plus.view()}
                "Plan this session"
            </button>
        </form>
    }
}
