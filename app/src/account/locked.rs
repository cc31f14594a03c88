//! `/locked`: asks for the password again.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::account::auth_card::AuthCard;
use crate::{
    http::visitor::Visitor,
    layout::{PasswordField, ReplyNote, title::tab_title},
};

/// Unlocks the session with the password.
#[component]
pub fn LockedPage() -> impl IntoView {
    let login = match use_context::<Visitor>() {
        Some(Visitor::Locked(account)) => account.login,
        Some(Visitor::Counsellor(records)) => records.account().login.clone(),
        _ => String::new(),
    };
    view! {
        <Title text=tab_title("Locked") />
        <AuthCard heading="Locked" line="Enter your password to continue.">
            <form method="post" class="stack">
                <ReplyNote />
                // Password managers look for a name beside the password.
                <input type="text" value=login.clone() autocomplete="username" readonly hidden />
                <p class="who">{login}</p>
                <PasswordField
                    name="password"
                    label="Password"
                    autocomplete="current-password"
                />
                <button class="button" data-kind="primary">"Unlock"</button>
            </form>
            <form method="post" action="/sign-out" class="aside">
                <button class="button" data-kind="quiet">"Sign out instead"</button>
            </form>
        </AuthCard>
    }
}
