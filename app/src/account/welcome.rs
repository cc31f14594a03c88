//! `/welcome`: the first account, created with the set-up code printed at the start (checklist 19). `/join`: a further
//! account, with an invitation.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::account::auth_card::{AuthCard, PASSPHRASE};
use crate::{
    http::visitor::ClientLocation,
    layout::{PasswordField, ReplyNote, TextField, title::tab_title},
};

const ON_THIS_COMPUTER: &str = "It helps you prepare sessions with couples. Everything stays on this computer, encrypted with a password that only \
                                you know.";

const ON_A_SERVER: &str = "There is no account here yet. The first one needs the set-up code that Reweave printed when it started, so that no one \
                           else can take it.";

const SET_UP_CODE: &str = "Twelve letters and digits, in the window or the log in which Reweave was started. It is valid once, for a day; a new \
                           start prints a new one.";

/// Creates the first account. The address that the server prints at its start has the set-up code in `code`, which then
/// fills its field.
#[component]
pub fn WelcomePage() -> impl IntoView {
    let here = use_context::<ClientLocation>().is_some_and(|place| place.here);
    let code = use_query_map().get_untracked().get("code").unwrap_or_default();
    view! {
        <Title text=tab_title("Welcome") />
        <AuthCard heading="Welcome to Reweave" line=if here { ON_THIS_COMPUTER } else { ON_A_SERVER }>
            {fields("Set-up code", SET_UP_CODE, code)}
            {if here { look_around().into_any() } else { read_meanwhile().into_any() }}
        </AuthCard>
    }
}

/// Creates a further account.
#[component]
pub fn JoinPage() -> impl IntoView {
    view! {
        <Title text=tab_title("Create an account") />
        <AuthCard
            heading="Create your account"
            line="You need the invitation from the person who runs Reweave. Your records are yours alone: no one else on \
                  this server can read them."
        >
            {fields("Invitation", "Twelve letters and digits. Spaces, dashes and lower case do not matter.", String::new())}
            <p class="aside"><a href="/sign-in">"I already have an account"</a></p>
        </AuthCard>
    }
}

fn look_around() -> impl IntoView {
    view! {
        <form method="post" action="/demo" class="aside">
            <p>"Just looking? Try it with three made-up couples. Nothing is saved."</p>
            <button class="button">"Try it with made-up couples"</button>
        </form>
    }
}

fn read_meanwhile() -> impl IntoView {
    view! { <p class="aside"><a href="/library">"Read the library in the meantime"</a></p> }
}

/// The fields for the code, with its label, its hint and the value that is known, for the name and for the password.
fn fields(label: &'static str, hint: &'static str, code: String) -> impl IntoView {
    view! {
        <form method="post" class="stack">
            <ReplyNote />
            <TextField name="invitation" label=label hint=hint saved=code required=true />
            <TextField
                name="login"
                label="Your name or e-mail address"
                hint="You sign in with it. It is not sent to anyone."
                autocomplete="username"
                required=true
            />
            <PasswordField
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
