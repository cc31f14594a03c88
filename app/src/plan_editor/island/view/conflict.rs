//! Two versions of the plan side by side, after a save in another window.

use domain::plan::{SessionPlan, editor::differences};
use maud::{Markup, html};

use crate::{
    browser::{
        autosave::{SaveStatus, offered},
        wire::unpack,
    },
    plan_editor::island::editor::ViewModel,
};

/// Both versions and the choice between them; nothing without a conflict.
pub(crate) fn conflict(look: &ViewModel<'_>) -> Markup {
    let theirs = match look.mark {
        SaveStatus::Stale { theirs } => unpack::<SessionPlan>(theirs),
        _ => None,
    };
    html! {
        @if let Some(stored) = &look.about.stored {
            section class="card conflict when-asleep" {
                h2 { "The saved version" }
                p { "Your text is in the fields below; this is what the saved plan has instead. “Save” keeps yours." }
                (both(look.plan, stored))
            }
        }
        (offered(look.offers))
        @if let Some(theirs) = theirs {
            section class="card conflict" id="conflict" role="alert" {
                h2 { "Changed in another window" }
                p { "Both versions are below. Choose one, or keep yours and add the other’s items." }
                (both(look.plan, &theirs))
                div class="suggestion-foot" {
                    button class="button" data-kind="primary" type="button" data-do="keep:both" { "Keep mine and add the other’s items" }
                    button class="button" type="button" data-do="keep:mine" { "Keep mine" }
                    button class="button" type="button" data-do="keep:theirs" { "Use the saved one" }
                }
            }
        }
    }
}

fn both(here: &SessionPlan, there: &SessionPlan) -> Markup {
    html! {
        ul class="stack" {
            @for difference in differences(here, there) {
                li class="versions" {
                    h3 { (difference.what) }
                    div { p class="small soft" { "Mine" } p class="kept-lines" { (difference.here) } }
                    div { p class="small soft" { "Saved" } p class="kept-lines" { (difference.there) } }
                }
            }
        }
    }
}
