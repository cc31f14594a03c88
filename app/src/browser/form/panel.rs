//! The panel of a form: the pieces that its script shows, as templates.

use maud::{Markup, html};

use crate::browser::autosave::{SaveStatus, saved_mark};

/// The status of a form that saves itself, before any change.
pub const FIRST: &str = "Saves itself";

/// Renders the panel of a form; `saves` for one that saves itself.
pub fn panel(saves: bool) -> String {
    html! {
        div role="status" data-place="said" {}
        div role="status" data-place="no" {}
        div role="alert" data-place="holds" {}
        div class="stack" data-place="clashes" {}
        div class="stack" data-place="offers" {}
        @if saves {
            (piece("mark", saved_mark(&SaveStatus::Saved(None), FIRST)))
            (piece("no", set_to_no()))
            (piece("holds", holds()))
        }
        (piece("said", said()))
        (piece("clashes", clashes()))
        (piece("offer", offer()))
    }
    .into_string()
}

/// Renders the panel of the shared screen, which chooses between all answers here and all that are stored.
pub fn shared_panel() -> String {
    html! {
        div data-place="clashes" {}
        div data-place="offers" {}
        (piece("mark", saved_mark(&SaveStatus::Saved(None), "")))
        (piece("clashes", html! {
            div class="note clash" role="alert" {
                p { strong { "Changed in another window." } " Choose which answers stay. Saved there:" }
                ul { li { span data-at="label" {} " " strong data-at="value" {} } }
                button class="button" type="button" data-do="mine" { "Keep mine" }
                button class="button" type="button" data-do="theirs" { "Use the saved ones" }
            }
        }))
        (piece("offer", html! {
            section class="card conflict" role="status" {
                h2 { "Changes in another window are not saved" }
                p { "They were made in another window of this browser. You can compare them with the saved version before anything is replaced." }
                div class="row" {
                    button class="button" type="button" data-do="adopt" { "Restore them" }
                    button class="button" data-kind="quiet" type="button" data-do="discard" { "Discard them" }
                }
            }
        }))
    }
    .into_string()
}

fn piece(name: &str, inside: Markup) -> Markup {
    html! { template data-piece=(name) { (inside) } }
}

fn said() -> Markup {
    html! { p class="note" { span { span data-at="text" {} } " " button class="button" type="button" data-do="drop" { "Discard" } } }
}

fn set_to_no() -> Markup {
    html! {
        p class="note" data-tone="teal" {
            span data-at="text" {}
            " " button class="button" type="button" data-do="ask-again" { "Undo" }
        }
    }
}

fn holds() -> Markup {
    html! {
        section class="note" data-tone="stop" {
            div {
                h2 data-at="title" {}
                ul class="list" { li { a href="#" {} } }
                p { "Activated by answers on this page. Open a hold to see what to do next." }
            }
        }
    }
}

fn clashes() -> Markup {
    html! {
        section class="card conflict" id="conflict" role="alert" {
            h2 { "Changed in another window" }
            p class="soft" { "Yours is in the form. The saved version:" }
            ul class="stack" {
                li class="versions" {
                    (line())
                    button class="button" type="button" data-do="take" { "Use the saved one" }
                }
            }
            button class="button" type="button" data-do="mine" { "Keep mine" }
        }
    }
}

fn offer() -> Markup {
    html! {
        section class="card conflict" {
            h2 { "Typed in another window and not saved" }
            ul class="stack" { li class="versions" { (line()) } }
            div class="row" {
                button class="button" type="button" data-do="adopt" { "Restore" }
                button class="button" data-kind="quiet" type="button" data-do="discard" { "Discard" }
            }
        }
    }
}

fn line() -> Markup {
    html! {
        p class="small soft" data-at="label" {}
        p class="as-typed" dir="auto" data-at="value" {}
    }
}
