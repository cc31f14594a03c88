//! For whom a template is used, how long, and who comes: the part of the form that stands in the address.

use domain::{
    desk::Couple,
    plan::{LONGEST, SHORTEST},
    words::Role,
};
use leptos::prelude::*;
use store::{CoupleId, Records, Stored};

use crate::{
    calls::Problem,
    forms::{plan::who, template::Occasion},
    parts::{Icon, Select},
    wording,
};

/// Couples at work, to choose one of, by name.
///
/// # Errors
///
/// Whatever the database says.
pub async fn couples_at_work(records: &Records) -> Result<Vec<(CoupleId, String)>, Problem> {
    let couples = records.couples().await?;
    let at_work = |couple: &Stored<CoupleId, Couple>| !couple.value.archived;
    Ok(couples.into_iter().filter(at_work).map(|couple| (couple.id, couple.value.name)).collect())
}

/// A form that leads to the page where a template is used, or a plan is duplicated, for a couple.
#[component]
pub fn CoupleChoice(
    /// The address of that page.
    action: String,
    /// Couples to choose of.
    couples: Vec<(CoupleId, String)>,
    /// What the button says.
    button: &'static str,
) -> impl IntoView {
    if couples.is_empty() {
        return view! {
            <p class="soft">"There is no couple to use it for yet."</p>
            <p><a class="button" href="/couples/new">{Icon::Plus.view()} "Add a couple"</a></p>
        }
        .into_any();
    }
    let options = couples.into_iter().map(|(id, name)| (id.0.to_string(), name)).collect();
    view! {
        <form class="couple-choice" method="get" action=action>
            <Select name="couple" label="Couple" options=options chosen="" />
            <button class="button" data-kind="primary">{button}</button>
        </form>
    }
    .into_any()
}

/// How long the session is and who is expected; another choice looks at everything anew.
#[component]
pub fn OccasionForm(
    /// The address of the page.
    action: String,
    /// What stands there.
    occasion: Occasion,
    /// How the partners are called.
    people: Couple,
) -> impl IntoView {
    let (expected, role) = who(occasion.booked);
    let [a, b] = people.partners.map(|person| person.label);
    let options = vec![
        ("couple".to_owned(), "Both partners".to_owned()),
        ("a".to_owned(), format!("\u{2068}{a}\u{2069} alone")),
        ("b".to_owned(), format!("\u{2068}{b}\u{2069} alone")),
    ];
    let roles = Role::ALL.iter().map(|one| (one.as_str().to_owned(), wording::role(*one).to_owned())).collect();
    let couple = occasion.couple.map(|couple| couple.0.to_string()).unwrap_or_default();
    view! {
        <form class="card occasion" method="get" action=action>
            <input type="hidden" name="couple" value=couple />
            <div class="field">
                <label for="minutes">"Minutes"</label>
                <input id="minutes" name="minutes" type="number" min=SHORTEST.0.to_string() max=LONGEST.0.to_string()
                    value=occasion.minutes.to_string() required />
            </div>
            <Select name="who" label="Expected" options=options chosen=expected />
            <Select name="role" label="One partner alone comes as" options=roles chosen=role.as_str() />
            <button class="button">{Icon::Redo.view()} "Look again"</button>
        </form>
    }
}
