//! `/settings`: password, recovery key, sign-out.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::PASSPHRASE;
use crate::{
    islands::Secret,
    pages::tab_title,
    parts::{Icon, ReplyNote, trouble},
    visitor::{records, reply},
};

/// What one sets for oneself. Each change asks for the password once more (checklist 16).
#[component]
pub fn SettingsPage() -> impl IntoView {
    let login = match records() {
        Ok(records) => records.account().login.clone(),
        Err(problem) => return trouble(&problem),
    };
    let changed = use_query_map().get_untracked().get("done").as_deref() == Some("password");
    view! {
        <Title text=tab_title("Settings") />
        <div class="head">
            <div>
                <h1>"Settings"</h1>
                <p class="soft">"You are signed in as " <strong>{login.clone()}</strong></p>
            </div>
            <form method="post" action="/sign-out"><button class="button">"Sign out"</button></form>
        </div>
        <ReplyNote />
        {changed.then(|| view! {
            <p class="done" role="status">
                {Icon::Check.view()} "Your password is changed, and every other session has ended."
            </p>
        })}
        <div class="settings">
            {password(login.clone()).into_any()}
            {recovery_key(login).into_any()}
            <section class="card">
                <h2>"Archive"</h2>
                <p class="soft">"Everything in one file, for a new computer or when you leave; and back in."</p>
                <p><a class="button" href="/settings/archive">"Take everything out, or bring it in"</a></p>
            </section>
            <section class="card">
                <h2>"Letterhead"</h2>
                <p class="soft">"The name of your practice, its address and its logo, for handouts and leaflets."</p>
                <p><a class="button" href="/settings/letterhead">"Set up your letterhead"</a></p>
            </section>
        </div>
    }
    .into_any()
}

/// Which account a password is for, for the password manager of the browser; it has no name, so no form sends it.
fn account(login: String) -> impl IntoView {
    view! { <input type="text" value=login autocomplete="username" readonly hidden /> }
}

fn password(login: String) -> impl IntoView {
    view! {
        <section class="card">
            <h2>"Change your password"</h2>
            <p class="soft">"Every other session ends, on every device. To end them and keep your password, type it as the new one too."</p>
            <form method="post" action="/settings/password" class="stack">
                {account(login)}
                <Secret
                    name="old_password".into()
                    label="Your password now".into()
                    hint=String::new()
                    fault=reply().fault("old_password")
                    autocomplete="current-password".into()
                />
                <Secret
                    name="password".into()
                    label="The new password".into()
                    hint=PASSPHRASE.into()
                    fault=reply().fault("password")
                    autocomplete="new-password".into()
                />
                <button class="button" data-kind="primary">"Change the password"</button>
            </form>
        </section>
    }
}

fn recovery_key(login: String) -> impl IntoView {
    view! {
        <section class="card">
            <h2>"Make a new recovery key"</h2>
            <p class="soft">
                "If the sheet is lost, or somebody else may have seen it. The new key is shown once, to be printed; the old one \
                 then opens nothing."
            </p>
            <form method="post" action="/settings/recovery-key" class="stack">
                {account(login)}
                <Secret
                    name="confirm_password".into()
                    label="Your password".into()
                    hint=String::new()
                    fault=None
                    autocomplete="current-password".into()
                />
                <button class="button">"Make a new key"</button>
            </form>
        </section>
    }
}
