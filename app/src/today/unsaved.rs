//! Unsaved drafts of other pages in this browser: listed, and sent without opening their pages.

use leptos::prelude::AnyView;
use maud::html;

use crate::browser::{form::FormPlace, render::page_script};

/// The unsaved drafts of other pages in this browser. `place` names the account, and no record.
pub fn unsaved_drafts(place: &FormPlace) -> AnyView {
    let list = html! {
        template {
            section class="card" aria-labelledby="waiting" role="status" {
                h2 id="waiting" { "Not saved yet" }
                p class="small soft" { "Typed in this browser. What can be saved is being sent; the rest is on its page as you left it." }
                ul class="rows" {
                    li {
                        a href="#" {}
                        span class="small soft" { " Saved now" }
                    }
                }
            }
        }
    };
    page_script("unsaved", "unsaved", place, list.into_string())
}
