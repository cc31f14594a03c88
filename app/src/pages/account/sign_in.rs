//! `/sign-in`.

use leptos::prelude::*;
use leptos_meta::Title;

use super::Entrance;
use crate::{
    islands::Secret,
    pages::tab_title,
    parts::{Entry, ReplyNote},
    visitor::MadeUp,
};

/// Name and password. The form posts to its own address, so that the way on (`?next=`) stays in it.
#[component]
pub fn SignInPage() -> impl IntoView {
    let made_up = use_context::<MadeUp>().is_some();
    view! {
        <Title text=tab_title("Sign in") />
        <Entrance heading="Sign in">
            <form method="post" class="stack">
                <ReplyNote />
                <Entry name="login" label="Your name or e-mail address" autocomplete="username" required=true />
                <Secret
                    name="password".into()
                    label="Password".into()
                    hint=String::new()
                    fault=None
                    autocomplete="current-password".into()
                />
                <button class="button" data-kind=if made_up { "plain" } else { "primary" }>"Sign in"</button>
            </form>
            {made_up
                .then(|| {
                    view! {
                        <form method="post" action="/demo">
                            <button class="button" data-kind="primary">"Try it with made-up couples"</button>
                        </form>
                    }
                })}
            <p class="aside"><a href="/recover">"I have lost my password"</a></p>
        </Entrance>
    }
}
