//! `/settings/keys`: changing all keys, with its progress.

use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use store::{KeyChange, NewSheet};

use crate::{
    account::{
        passkeys::{
            ask::{StepRequest, relying_party, session_step},
            step_field::StepField,
        },
        settings::page::account,
    },
    http::{
        page_result::awaited,
        visitor::{now, records},
    },
    layout::{Breadcrumbs, Icon, PasswordField, ReplyNote, title::tab_title},
};

/// Seconds until the page of a change in progress loads again.
const RELOAD: &str = "2";

/// The form, the progress, or the way to the new recovery key.
#[component]
pub fn KeysPage() -> impl IntoView {
    let (records, party, now) = (records(), relying_party(), now());
    awaited(async move {
        let records = records?;
        let change = records.key_change().await?;
        let step = session_step(&records, party, now?.stamp).await?;
        Ok(page(&records.account().login, change, step))
    })
}

fn page(login: &str, change: KeyChange, step: Option<StepRequest>) -> AnyView {
    let content = match change {
        KeyChange { is_unfinished: true, .. } => progress(change),
        KeyChange { sheet: Some(sheet), .. } => finished(login, sheet),
        _ => form(login, step),
    };
    view! {
        <Title text=tab_title("Change my keys") />
        <Breadcrumbs trail=vec![("/settings".to_owned(), "Settings".to_owned())] />
        <div class="head">
            <div>
                <h1>"Change my keys"</h1>
                <p class="soft">"For when someone may have a copy of your records, of your recovery sheet, or of the server’s files."</p>
            </div>
        </div>
        <ReplyNote />
        <div class="settings">{content}</div>
    }
    .into_any()
}

fn form(login: &str, step: Option<StepRequest>) -> AnyView {
    view! {
        <section class="card" aria-labelledby="keys">
            <h2 id="keys">"New keys for everything"</h2>
            <ul class="bullets">
                <li>"All your records are encrypted again. The old keys open none of them; a copy made before now still opens with the old keys."</li>
                <li>"Your recovery sheet stops working. You get a new one at the end."</li>
                <li>"You are signed out on every other device. Save first what is open there."</li>
                <li>"Passkeys stay. Each opens your account by itself again once you have signed in with your password and that passkey."</li>
                <li>"You can go on working in the meantime. If it is interrupted, it continues at your next sign-in."</li>
            </ul>
            <p class="soft">"If someone may know your password, change it as well, in the settings."</p>
            <form method="post" action="/settings/keys" class="stack">
                {account(login.to_owned())}
                <PasswordField name="confirm_password" label="Your password" autocomplete="current-password" />
                {step.map(|request| view! { <StepField request /> })}
                <button class="button" data-kind="primary">"Change my keys"</button>
            </form>
        </section>
    }
    .into_any()
}

fn progress(change: KeyChange) -> AnyView {
    let KeyChange { is_working, sealed, couples, .. } = change;
    let words = match (sealed, couples) {
        (_, 0) => "Your settings and templates are being encrypted again.".to_owned(),
        (_, 1) => format!("{sealed} of 1 couple"),
        _ => format!("{sealed} of {couples} couples"),
    };
    let interrupted = (!is_working).then(|| {
        view! {
            <p class="note" data-tone="amber">
                {Icon::Warning.view()}
                "This was interrupted. Nothing is lost: everything is readable, and you can continue. If it stops here again, a record is damaged; the page of its couple says so. Restore a backup, or delete that couple, then continue."
            </p>
            <form method="post" action="/settings/keys/continue" class="stack">
                <button class="button" data-kind="primary">"Continue"</button>
            </form>
        }
    });
    view! {
        {is_working.then(|| view! { <Meta http_equiv="refresh" content=RELOAD /> })}
        <section class="card" aria-labelledby="keys">
            <h2 id="keys">"Encrypting everything again"</h2>
            <p role="status">{words}</p>
            <progress max=couples.max(1).to_string() value=sealed.to_string() aria-labelledby="keys"></progress>
            {is_working.then(|| view! {
                <p class="soft">"You can go on working; this page keeps itself up to date. Come back here for your new recovery sheet."</p>
            })}
            {interrupted}
        </section>
    }
    .into_any()
}

fn finished(login: &str, sheet: NewSheet) -> AnyView {
    let password = (sheet == NewSheet::FromElsewhere).then(|| {
        view! {
            {account(login.to_owned())}
            <PasswordField name="confirm_password" label="Your password" autocomplete="current-password" />
        }
    });
    view! {
        <section class="card" aria-labelledby="keys">
            <h2 id="keys">"Everything has new keys"</h2>
            <p class="done" role="status">{Icon::Check.view()} "All records are encrypted again. The old keys no longer open them."</p>
            <p>"One thing is left: your new recovery key. It is shown once, to print. Destroy the old sheet."</p>
            <form method="post" action="/settings/keys/sheet" class="stack">
                {password}
                <button class="button" data-kind="primary">"Show my new recovery key"</button>
            </form>
        </section>
    }
    .into_any()
}
