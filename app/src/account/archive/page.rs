//! `/settings/archive`: export and import of the whole account.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::{
    http::{
        page_result::awaited,
        visitor::{records, reply},
    },
    layout::{Breadcrumbs, Icon, PasswordField, ReplyNote, field, title::tab_title},
};

/// Export at any time; import only while the account is empty.
#[component]
pub fn ArchivePage() -> impl IntoView {
    let records = records();
    awaited(async move {
        let records = records?;
        let couples = records.couples().await?.len();
        let login = records.account().login.clone();
        let taken_in = use_query_map().get_untracked().get("done").is_some();
        Ok(view! {
            <Title text=tab_title("Export and import") />
            <Breadcrumbs trail=vec![("/settings".to_owned(), "Settings".to_owned())] />
            <div class="head"><div><h1>"Export and import"</h1></div></div>
            <ReplyNote />
            {taken_in.then(|| view! {
                <p class="done" role="status">{Icon::Check.view()} {format!("Imported: {}.", said(couples))}</p>
            })}
            <div class="settings">
                {out(login)}
                {back_in(couples)}
            </div>
        }
        .into_any())
    })
}

fn said(couples: usize) -> String {
    if couples == 1 { "1 couple".into() } else { format!("{couples} couples") }
}

fn out(login: String) -> AnyView {
    view! {
        <section class="card">
            <h2>"Export"</h2>
            <p class="soft">
                "One file with every couple, plan, version, template and setting: as JSON for Reweave, as Markdown for you \
                 to read."
            </p>
            <p class="note" data-tone="amber">
                {Icon::Warning.view()}
                "This file is not encrypted. Anyone who has it can read everything, including individual interviews."
            </p>
            <form method="post" action="/settings/archive/out" class="stack">
                <input type="text" value=login autocomplete="username" readonly hidden />
                <PasswordField
                    name="confirm_password"
                    label="Your password"
                    autocomplete="current-password"
                />
                <button class="button" data-kind="primary">"Export everything"</button>
            </form>
        </section>
    }
    .into_any()
}

fn back_in(couples: usize) -> AnyView {
    let full = (couples > 0).then(|| {
        view! { <p>{format!("This account already has {}. Import works only into an empty account, so that nothing is mixed up.", said(couples))}</p> }
    });
    let form = (couples == 0).then(|| {
        view! {
            <form method="post" action="/settings/archive/in" enctype="multipart/form-data" class="stack">
                {field("archive", "Exported file", "", reply().fault("archive"), |told| view! {
                    <input id="archive" name="archive" type="file" accept=".zip,.json,application/zip,application/json" required
                        aria-invalid=told.invalid() aria-describedby=told.described />
                }.into_any())}
                <button class="button">"Import"</button>
            </form>
        }
    });
    view! {
        <section class="card">
            <h2>"Import"</h2>
            <p class="soft">"All or nothing. Every plan and version is restored as it was."</p>
            {full}
            {form}
        </section>
    }
    .into_any()
}
