//! `/settings/archive`: the whole account in one file, out and in.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::{
    islands::Secret,
    pages::{awaited, tab_title},
    parts::{Crumbs, Icon, ReplyNote},
    visitor::{records, reply},
};

/// Both ways: out at any time, in while the account holds nothing.
#[component]
pub fn ArchivePage() -> impl IntoView {
    let records = records();
    awaited(async move {
        let records = records?;
        let couples = records.couples().await?.len();
        let login = records.account().login.clone();
        let taken_in = use_query_map().get_untracked().get("done").is_some();
        Ok(view! {
            <Title text=tab_title("Archive") />
            <Crumbs trail=vec![("/settings".to_owned(), "Settings".to_owned())] />
            <div class="head"><div><h1>"Archive"</h1></div></div>
            <ReplyNote />
            {taken_in.then(|| view! {
                <p class="done" role="status">{Icon::Check.view()} {format!("Taken in: {}.", said(couples))}</p>
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
            <h2>"Take everything out"</h2>
            <p class="soft">
                "One file with every couple, plan, earlier state, template and setting: as JSON for Reweave, as Markdown for \
                 you to read."
            </p>
            <p class="note" data-tone="amber">
                {Icon::Warning.view()}
                "The file is not sealed. Whoever has it reads everything, what was told alone too."
            </p>
            <form method="post" action="/settings/archive/out" class="stack">
                <input type="text" value=login autocomplete="username" readonly hidden />
                <Secret
                    name="confirm_password".into()
                    label="Your password".into()
                    hint=String::new()
                    fault=None
                    autocomplete="current-password".into()
                />
                <button class="button" data-kind="primary">"Save the archive"</button>
            </form>
        </section>
    }
    .into_any()
}

fn back_in(couples: usize) -> AnyView {
    let full = (couples > 0).then(|| {
        view! { <p>{format!("This account holds {} already. An archive goes into an empty one, so that nothing is mixed.", said(couples))}</p> }
    });
    let form = (couples == 0).then(|| {
        view! {
            <form method="post" action="/settings/archive/in" enctype="multipart/form-data" class="stack">
                <div class="field">
                    <label for="archive">"The archive"</label>
                    <input id="archive" name="archive" type="file" accept=".zip,application/zip" required />
                    {reply().fault("archive").map(|fault| view! { <p class="fault">{Icon::Warning.view()}{fault}</p> })}
                </div>
                <button class="button">"Bring it in"</button>
            </form>
        }
    });
    view! {
        <section class="card">
            <h2>"Bring an archive in"</h2>
            <p class="soft">"All of it or nothing. Every plan and every earlier state comes back as it was."</p>
            {full}
            {form}
        </section>
    }
    .into_any()
}
