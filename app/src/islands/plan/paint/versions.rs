//! Two versions of the plan side by side, when it was saved in another window.

use domain::desk::{SessionPlan, agenda::differences};
use maud::{Markup, html};

use super::Look;
use crate::{keeper::Mark, packed::unpack};

/// Both versions and the choice between them; nothing while there is only one.
pub(super) fn conflict(look: &Look<'_>) -> Markup {
    let theirs = match look.mark {
        Mark::Stale { theirs } => unpack::<SessionPlan>(theirs),
        _ => None,
    };
    html! {
        @if let Some(stored) = &look.about.stored {
            section class="card conflict when-asleep" {
                h2 { "What is stored now" }
                p { "Your words stand in the fields below; this is what the stored plan has instead. “Save” keeps yours." }
                (both(look.plan, stored))
            }
        }
        @if let Some(theirs) = theirs {
            section class="card conflict" id="conflict" role="alert" {
                h2 { "This plan was changed in another window" }
                p { "Nothing is lost: both versions are here. Choose one, or keep yours and add what the other has." }
                (both(look.plan, &theirs))
                div class="suggestion-foot" {
                    button class="button" data-kind="primary" type="button" data-do="keep:both" { "Keep mine and add theirs" }
                    button class="button" type="button" data-do="keep:mine" { "Keep mine" }
                    button class="button" type="button" data-do="keep:theirs" { "Take the stored one" }
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
                    div { p class="small soft" { "Here" } p class="kept-lines" { (difference.here) } }
                    div { p class="small soft" { "Stored" } p class="kept-lines" { (difference.there) } }
                }
            }
        }
    }
}
