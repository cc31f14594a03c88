//! The small form that makes a plan: when, how long, and who is expected.

use domain::{desk::Couple, words::Role};
use leptos::prelude::*;
use store::CoupleId;

use super::{Entry, Icon, ReplyNote};
use crate::{
    visitor::{Now, reply},
    wording,
};

/// A form that makes a plan for this couple and leads to it; the heading above it is the page's. After a refusal it
/// says what is wrong, and what was typed still stands there.
#[component]
pub fn NewPlan(
    /// Which couple.
    couple: CoupleId,
    /// How the partners are called.
    people: Couple,
    /// The moment, for the day that is proposed.
    now: Now,
) -> impl IntoView {
    let reply = reply();
    let (who, role) = (reply.value("who", "couple"), reply.value("role", Role::Concerned.as_str()));
    let option =
        |value: &'static str, words: String| view! { <option value=value selected=who == value>{words}</option> };
    let [a, b] = people.partners.map(|person| person.label);
    let roles = Role::ALL
        .iter()
        .map(|one| view! { <option value=one.as_str() selected=role == one.as_str()>{wording::role(*one)}</option> })
        .collect_view();
    view! {
        <form class="new-plan" method="post" action=format!("/couples/{}/plans", couple.0)>
            <ReplyNote />
            <Entry name="on" label="Day" kind="date" saved=now.day.to_string() />
            <Entry name="start" label="Begins" kind="time" />
            <Entry name="minutes" label="Minutes" kind="number" saved="60" hint="30 to 120" required=true />
            <div class="field">
                <label for="who">"Expected"</label>
                <select id="who" name="who">
                    {option("couple", "Both partners".into())}
                    {option("a", format!("\u{2068}{a}\u{2069} alone"))}
                    {option("b", format!("\u{2068}{b}\u{2069} alone"))}
                </select>
            </div>
            <details class="small">
                <summary>"One partner alone comes as…"</summary>
                <div class="field">
                    <label for="role">"Comes as"</label>
                    <select id="role" name="role">{roles}</select>
                </div>
            </details>
            <button class="button" data-kind="primary">
                {Icon::Plus.view()}
                "Plan this session"
            </button>
            <a class="button" data-kind="quiet" href=format!("/templates?couple={}", couple.0)>
                {Icon::Copy.view()}
                "From a template"
            </a>
        </form>
    }
}
