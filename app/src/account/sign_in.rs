//! `/sign-in`.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::account::auth_card::AuthCard;
use crate::{
    http::visitor::DemoMode,
    layout::{Icon, PasswordField, ReplyNote, TextField, title::tab_title},
};

/// Asks for name and password. The form posts to its own address, which preserves `?next=`.
#[component]
pub fn SignInPage() -> impl IntoView {
    let made_up = use_context::<DemoMode>().is_some();
    let is_late = use_query_map().get_untracked().get("late").is_some();
    view! {
        <Title text=tab_title("Sign in") />
        <AuthCard heading="Sign in">
            {is_late
                .then(|| {
                    view! {
                        <p class="note" role="status">
                            {Icon::Clock.view()}
                            "Your sign-in was not finished within five minutes. Please begin again."
                        </p>
                    }
                })}
            <form method="post" class="stack">
                <ReplyNote />
                <TextField name="login" label="Your name or e-mail address" autocomplete="username" required=true />
                <PasswordField
                    name="password"
                    label="Password"
                    autocomplete="current-password"
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
            <p class="aside"><a href="/recover">"Forgot your password?"</a></p>
        </AuthCard>
    }
}
