//! `/sign-in/code`: asks for the second factor after the password.

use axum::http::request::Parts;
use leptos::prelude::*;
use leptos_meta::Title;

use crate::{
    account::{
        auth_card::AuthCard,
        passkeys::{
            ask::{StepRequest, pending_step, relying_party},
            step_field::StepField,
        },
    },
    http::page_result::awaited,
    layout::{ReplyNote, title::tab_title},
};

/// Asks for a code or a passkey. The form posts to its own address, which preserves `?next=`.
#[component]
pub fn CodePage() -> impl IntoView {
    let (request, party) = (use_context::<Parts>(), relying_party());
    awaited(async move { Ok(page(pending_step(request, party).await)) })
}

fn page(request: StepRequest) -> AnyView {
    let has_app = request.has_app;
    let (heading, line) = if has_app {
        ("Enter your code", "Your authenticator app shows six digits for Reweave, new ones every 30 seconds.")
    } else {
        ("Confirm your sign-in", "With your passkey, or with one of your recovery codes.")
    };
    let at_hand = if has_app { "Neither the app nor a recovery code at hand? " } else { "Neither at hand? " };
    view! {
        <Title text=tab_title(heading) />
        <AuthCard heading line=line>
            <form method="post" class="stack">
                <ReplyNote />
                <StepField request sends=true />
                <button class="button" data-kind="primary">"Sign in"</button>
            </form>
            <p class="aside">
                {at_hand}
                <a href="/recover">"Use your recovery key"</a>
                ": it turns the second factor off."
            </p>
            <p class="aside">
                <a href="/sign-in">"Back to sign-in"</a>
            </p>
        </AuthCard>
    }
    .into_any()
}
