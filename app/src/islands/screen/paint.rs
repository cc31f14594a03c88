//! The buttons and the covers as HTML, the same on the server and in the browser.

use maud::{Markup, html};

use super::Cover;
use crate::parts::Icon;

/// What is shown at one moment.
pub(super) struct Look<'a> {
    pub(super) cover: Cover,
    /// What went wrong while unlocking; empty when nothing did.
    pub(super) problem: &'a str,
    /// Whether the server answered the last time it was asked.
    pub(super) reached: bool,
    /// The name that signs in.
    pub(super) login: &'a str,
}

/// “Hide screen”, “Lock”, and the covers that belong to them.
pub(super) fn screen(look: &Look<'_>) -> String {
    html! {
        a class="button" data-kind="quiet" href="/hidden" title="Esc twice does the same" data-do="hide" {
            (Icon::Hide)
            span { "Hide" span class="more" { " screen" } }
        }
        form method="post" action="/lock" data-do="lock" {
            button class="button" data-kind="quiet" { (Icon::Lock) span { "Lock" } }
        }
        p class="offline" role="status" {
            @if !look.reached { "The server does not answer. What you typed is kept here." }
        }
        (cover(look))
    }
    .into_string()
}

/// The sheet over the page. A modal dialog: the browser itself keeps everything below out of reach.
fn cover(look: &Look<'_>) -> Markup {
    let off = |wanted: Cover| look.cover != wanted;
    html! {
        dialog class="cover" aria-label="The screen is covered" closedby="none" {
            button type="button" class="blank" hidden[off(Cover::Blank)] data-do="uncover" {
                "Hidden. Press Enter or click to go on."
            }
            form class="card stack" hidden[off(Cover::Locked)] data-do="unlock" {
                h2 { "Locked" }
                p class="soft" { "Everything on this page is as you left it." }
                p class="who" { (look.login) }
                // Password managers look for a name beside the password; without a name of its own it is never sent.
                input type="text" value=(look.login) autocomplete="username" readonly hidden;
                div class="field" {
                    label for="cover-password" { "Password" }
                    input id="cover-password" type="password" autocomplete="current-password";
                }
                p class="fault" role="alert" { (look.problem) }
                button class="button" data-kind="primary" { "Go on" }
            }
            div class="card stack" hidden[off(Cover::Ended)] {
                h2 { "You are signed out" }
                p { "What you typed on this page is still here. Sign in in a new window; this page then goes on by itself." }
                a class="button" data-kind="primary" href="/sign-in" target="_blank" { "Sign in in a new window" }
            }
        }
    }
}
