//! `/locked`: the password once more.

use leptos::prelude::*;
use leptos_meta::Title;

use super::Entrance;
use crate::{islands::Secret, pages::tab_title, parts::ReplyNote, visitor::Visitor};

/// The session is locked; the password alone opens it.
#[component]
pub fn LockedPage() -> impl IntoView {
    let login = match use_context::<Visitor>() {
        Some(Visitor::Locked(account)) => account.login,
        Some(Visitor::Counsellor(records)) => records.account().login.clone(),
        _ => String::new(),
    };
    view! {
        <Title text=tab_title("Locked") />
        <Entrance heading="Locked" line="Your session waits for you. Type your password to go on.">
            <form method="post" class="stack">
                <ReplyNote />
                // Password managers look for a name beside the password.
                <input type="text" value=login.clone() autocomplete="username" readonly hidden />
                <p class="who">{login}</p>
                <Secret
                    name="password".into()
                    label="Password".into()
                    hint=String::new()
                    fault=None
                    autocomplete="current-password".into()
                />
                <button class="button" data-kind="primary">"Go on"</button>
            </form>
            <form method="post" action="/sign-out" class="aside">
                <button class="button" data-kind="quiet">"Sign out instead"</button>
            </form>
        </Entrance>
    }
}
