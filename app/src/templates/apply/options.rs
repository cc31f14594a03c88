//! Couple, length and participants for a template: the part of the form that is in the address.

use domain::{
    planning::planner::{LONGEST, SHORTEST},
    records::Couple,
    vocabulary::Role,
};
use leptos::prelude::*;
use store::{CoupleId, Records, Stored};

use crate::{
    browser::api::Problem,
    layout::{Icon, Select, wording},
    plan_editor::fields::who,
    templates::fields::Occasion,
};

/// Returns the active couples by name, to choose from.
///
/// # Errors
/// Database errors.
pub async fn couples_at_work(records: &Records) -> Result<Vec<(CoupleId, String)>, Problem> {
    let couples = records.couples().await?;
    let at_work = |couple: &Stored<CoupleId, Couple>| !couple.value.archived;
    Ok(couples.into_iter().filter(at_work).map(|couple| (couple.id, couple.value.name)).collect())
}

/// A form that leads to the page for applying a template, or duplicating a plan, for a couple.
#[component]
pub fn CoupleChoice(
    /// The address of that page.
    action: String,
    /// Couples to choose from.
    couples: Vec<(CoupleId, String)>,
    /// The label of the button.
    button: &'static str,
    /// The weight of the button on its page.
    #[prop(default = "primary")]
    kind: &'static str,
) -> impl IntoView {
    if couples.is_empty() {
        return view! {
            <p class="soft">"No couples yet."</p>
            <p><a class="button" href="/couples/new">{Icon::Plus.view()} "Add a couple"</a></p>
        }
        .into_any();
    }
    let options = couples.into_iter().map(|(id, name)| (id.0.to_string(), name)).collect();
    view! {
        <form class="couple-choice" method="get" autocomplete="off" action=action>
            <Select name="couple" label="Couple" options=options chosen="" />
            <button class="button" data-kind=kind>{button}</button>
        </form>
    }
    .into_any()
}

/// The form for length and participants; a change recalculates everything.
#[component]
pub fn OccasionForm(
    /// The address of the page.
    action: String,
    /// The current values.
    occasion: Occasion,
    /// The partners' names.
    people: Couple,
) -> impl IntoView {
    let (expected, role) = who(occasion.booked);
    let [a, b] = people.partners.map(|person| person.label);
    let options = vec![
        ("couple".to_owned(), "Both".to_owned()),
        ("a".to_owned(), format!("\u{2068}{a}\u{2069} alone")),
        ("b".to_owned(), format!("\u{2068}{b}\u{2069} alone")),
    ];
    let roles = Role::ALL.iter().map(|one| (one.as_str().to_owned(), wording::role(*one))).collect();
    let couple = occasion.couple.map(|couple| couple.0.to_string()).unwrap_or_default();
    view! {
        <form class="card occasion" method="get" autocomplete="off" action=action>
            <input type="hidden" name="couple" value=couple />
            <div class="field">
                <label for="minutes">"Minutes"</label>
                <input id="minutes" name="minutes" type="number" min=SHORTEST.0.to_string() max=LONGEST.0.to_string()
                    value=occasion.minutes.to_string() required />
            </div>
            <Select name="who" label="Who is coming" options=options chosen=expected />
            <Select name="role" label="If one partner comes alone: their role" options=roles chosen=role.as_str() />
            <button class="button">{Icon::Redo.view()} "Check again"</button>
        </form>
    }
}
