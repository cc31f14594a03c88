//! Adding an exercise: the button, or the holds that prevent it.

use domain::library::model::Item;
use maud::{Markup, html};

use crate::{
    layout::Icon,
    plan_editor::island::{editor::ViewModel, view::words},
};

/// The button that adds an exercise to the plan.
pub(crate) fn add(look: &ViewModel<'_>, item: &Item) -> Markup {
    let off = if look.plan.status.is_recorded() {
        Some("This session is recorded. Reopen it to change the agenda.")
    } else {
        look.plan.has(&item.id).then_some("Already on the agenda")
    };
    let id = format!("add-{}-off", item.id);
    html! {
        button class="button" data-kind="quiet" form="plan" name="do" value=(format!("add:{}", item.id))
            aria-label=(format!("Add “{}”", item.title)) disabled[off.is_some()] title=[off] aria-describedby=[off.map(|_| &id)] {
            (Icon::Plus) "Add"
        }
        @if let Some(why) = off { span class="small why-off" id=(id) { (why) } }
    }
}

/// The holds on an exercise, each linked to what would release it.
pub(crate) fn why_held(look: &ViewModel<'_>, item: &Item) -> Markup {
    let holds = look.standings.of_item(&item.id).map_or(&[][..], |standing| &standing.holds);
    html! { ul class="why-held small" { @for hold in holds { (words::hold(look.about, hold)) } } }
}
