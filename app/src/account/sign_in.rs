//! `/sign-in`.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::account::{
    auth_card::AuthCard,
    passkeys::ask::{PasskeyScript, options_to_use, sign_in_request},
};
use crate::{
    http::visitor::DemoMode,
    layout::{Icon, PasswordField, ReplyNote, TextField, title::tab_title},
};

/// Asks for name and password. The form posts to its own address, which preserves `?next=`.
#[component]
pub fn SignInPage() -> impl IntoView {
    let made_up = use_context::<DemoMode>().is_some();
    let query = use_query_map().get_untracked();
    let (is_late, has_ended) = (query.get("late").is_some(), query.get("ended").is_some());
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
            {has_ended
                .then(|| {
                    view! {
                        <p class="note" role="status">
                            {Icon::Lock.view()}
                            "You have been signed out. Sign in to go on where you were: what you typed is kept in this browser, encrypted, and comes back."
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
            {passkey(&query.get("next").unwrap_or_default())}
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

/// The way in with a passkey alone. Without scripts there is none.
fn passkey(next: &str) -> Option<AnyView> {
    let (request, party) = sign_in_request()?;
    let options = options_to_use(&request, &party);
    let next: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
    let action = if next.is_empty() { "/sign-in/passkey".to_owned() } else { format!("/sign-in/passkey?next={next}") };
    let view = view! {
        <form method="post" action=action>
            <input type="hidden" name="passkey" />
            <div class="passkey" data-passkey="use" data-options=options data-fills="passkey" data-sends="" data-script="sends" hidden>
                <button type="button" class="button">"Sign in with a passkey"</button>
                <p class="small" role="status"></p>
            </div>
        </form>
        <PasskeyScript />
    };
    Some(view.into_any())
}
