//! `/welcome`: the first account, created on the host itself or with the set-up code printed at its start (checklist
//! 19). `/join`: a further account, with an invitation.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::account::{Entrance, PASSPHRASE};
use crate::{
    http::visitor::Place,
    layout::{Entry, ReplyNote, Secret, title::tab_title},
};

/// Creates the first account.
#[component]
pub fn WelcomePage() -> impl IntoView {
    let here = use_context::<Place>().is_some_and(|place| place.here);
    view! {
        <Title text=tab_title("Welcome") />
        {if here { create().into_any() } else { elsewhere().into_any() }}
    }
}

/// Creates a further account.
#[component]
pub fn JoinPage() -> impl IntoView {
    view! {
        <Title text=tab_title("Create an account") />
        <Entrance
            heading="Create your account"
            line="You need the invitation from the person who runs Reweave. Your records are yours alone: no one else on \
                  this server can read them."
        >
            {fields(Some(("Invitation", "Twelve letters and digits. Spaces, dashes and lower case do not matter.")))}
            <p class="aside"><a href="/sign-in">"I already have an account"</a></p>
        </Entrance>
    }
}

fn create() -> impl IntoView {
    view! {
        <Entrance
            heading="Welcome to Reweave"
            line="It helps you prepare sessions with couples. Everything stays on this computer, encrypted with a password \
                  that only you know."
        >
            {fields(None)}
            <form method="post" action="/demo" class="aside">
                <p>"Just looking? Try it with three made-up couples. Nothing is saved."</p>
                <button class="button">"Try it with made-up couples"</button>
            </form>
        </Entrance>
    }
}

fn elsewhere() -> impl IntoView {
    view! {
        <Entrance
            heading="Welcome to Reweave"
            line="There is no account here yet. The first one needs the set-up code that Reweave printed when it started, so \
                  that no one else can take it."
        >
            {fields(Some((
                "Set-up code",
                "Twelve letters and digits, in the terminal or the log of the program. It is valid for a day; a new start prints a \
                 new one.",
            )))}
            <p class="aside"><a href="/library">"Read the library in the meantime"</a></p>
        </Entrance>
    }
}

/// The fields for name and password, and if required the code with its label and hint.
fn fields(code: Option<(&'static str, &'static str)>) -> impl IntoView {
    view! {
        <form method="post" class="stack">
            <ReplyNote />
            {code.map(|(label, hint)| view! { <Entry name="invitation" label=label hint=hint required=true /> })}
            <Entry
                name="login"
                label="Your name or e-mail address"
                hint="You sign in with it. It is not sent to anyone."
                autocomplete="username"
                required=true
            />
            <Secret
                name="password"
                label="Password"
                hint=PASSPHRASE
                autocomplete="new-password"
            />
            <p class="small soft">
                "No one can look this password up for you. On the next page you get a recovery key to print: it opens your \
                 account if you lose the password."
            </p>
            <button class="button" data-kind="primary">"Create account"</button>
        </form>
    }
}
