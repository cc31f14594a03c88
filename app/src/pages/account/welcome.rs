//! `/welcome`: the first account, created at the machine that Reweave runs on (checklist 19).

use leptos::prelude::*;
use leptos_meta::Title;

use super::{Entrance, PASSPHRASE};
use crate::{
    islands::Secret,
    pages::tab_title,
    parts::{Entry, ReplyNote},
    visitor::{Place, reply},
};

/// Creates the first account, or says where that can be done.
#[component]
pub fn WelcomePage() -> impl IntoView {
    let here = use_context::<Place>().is_some_and(|place| place.here);
    view! {
        <Title text=tab_title("Welcome") />
        {if here { create().into_any() } else { elsewhere().into_any() }}
    }
}

fn create() -> impl IntoView {
    view! {
        <Entrance
            heading="Welcome to Reweave"
            line="It helps you to prepare sessions with couples. Everything stays on this machine, sealed with a password that \
                  only you know."
        >
            <form method="post" class="stack">
                <ReplyNote />
                <Entry
                    name="login"
                    label="Your name or e-mail address"
                    hint="You sign in with it. It is sent to nobody."
                    autocomplete="username"
                    required=true
                />
                <Secret
                    name="password".into()
                    label="A password".into()
                    hint=PASSPHRASE.into()
                    fault=reply().fault("password")
                    autocomplete="new-password".into()
                />
                <p class="small soft">
                    "Nobody can look this password up for you. On the next page you get a recovery key to print: it opens your \
                     account if the password is ever lost."
                </p>
                <button class="button" data-kind="primary">"Create my account"</button>
            </form>
            <form method="post" action="/demo" class="aside">
                <p>"Only looking around? Three made-up couples show you everything, and nothing of it is kept."</p>
                <button class="button">"Look around with made-up couples"</button>
            </form>
        </Entrance>
    }
}

fn elsewhere() -> impl IntoView {
    view! {
        <Entrance
            heading="Reweave is not set up yet"
            line="The first account is created on the machine that Reweave runs on, so that nobody else can take it."
        >
            <ol class="numbered">
                <li>"Sit down at that machine, and start Reweave there for itself: " <code>"reweave serve"</code></li>
                <li>"Open " <code>"http://127.0.0.1:3000"</code> " in a browser there, and create your account."</li>
                <li>"Then start it for the network again, and sign in from here."</li>
            </ol>
            <p><a href="/library">"Look into the library meanwhile"</a></p>
        </Entrance>
    }
}
