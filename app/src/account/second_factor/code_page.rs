//! `/sign-in/code`: asks for a code after the password.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::{
    account::{auth_card::AuthCard, second_factor::code_field::CodeField},
    layout::{ReplyNote, title::tab_title},
};

/// Asks for a code. The form posts to its own address, which preserves `?next=`.
#[component]
pub fn CodePage() -> impl IntoView {
    view! {
        <Title text=tab_title("Enter your code") />
        <AuthCard heading="Enter your code" line="Your authenticator app shows six digits for Reweave, new ones every 30 seconds.">
            <form method="post" class="stack">
                <ReplyNote />
                <CodeField hint="Six digits, or one of your recovery codes." />
                <button class="button" data-kind="primary">"Sign in"</button>
            </form>
            <p class="aside">
                "Neither the app nor a recovery code at hand? "
                <a href="/recover">"Use your recovery key"</a>
                ": it turns the second factor off."
            </p>
            <p class="aside">
                <a href="/sign-in">"Back to sign-in"</a>
            </p>
        </AuthCard>
    }
}
