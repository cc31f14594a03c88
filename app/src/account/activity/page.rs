//! `/settings/activity`: the audit log, newest first.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use store::{AuditAbout, AuditEntry, BrokenAt};

use crate::{
    account::activity::words::{Words, in_words},
    http::{
        page_result::awaited,
        visitor::{Now, now, records},
    },
    layout::{Breadcrumbs, Icon, title::tab_title},
    versions::list::in_words as day_in_words,
};

/// Number of lines on one page.
const ON_A_PAGE: u32 = 50;

/// Who did what, and when, in pages.
#[component]
pub fn ActivityPage() -> impl IntoView {
    let (records, now) = (records(), now());
    let query = use_query_map().get_untracked();
    let before = query.get("before").and_then(|before| before.parse::<i64>().ok());
    let is_check = query.get("check").is_some();
    awaited(async move {
        let (records, now) = (records?, now?);
        let entries = records.audit_entries(before, ON_A_PAGE).await?;
        let checked = if is_check { Some(records.check_audit().await?) } else { None };
        Ok(page(&entries, before.is_some(), checked, now))
    })
}

fn page(entries: &[AuditEntry], is_later_page: bool, checked: Option<Result<i64, BrokenAt>>, now: Now) -> AnyView {
    let earlier = entries.last().filter(|last| last.number > 1).map(|last| last.number);
    view! {
        <Title text=tab_title("What was done") />
        <Breadcrumbs trail=vec![("/settings".to_owned(), "Settings".to_owned())] />
        <div class="head">
            <div>
                <h1>"What was done"</h1>
                <p class="soft">"Every look at a couple or a plan, every print, sign-in and change of keys, newest first. It holds no content, and nothing in it can be edited or deleted."</p>
            </div>
            <a class="button" href="/settings/activity?check=yes">"Check the log"</a>
        </div>
        {checked.map(verdict)}
        <div class="activity">{days(entries, now)}</div>
        <nav class="row" aria-label="Pages">
            {is_later_page.then(|| view! { <a class="button" data-kind="quiet" href="/settings/activity">"Newest"</a> })}
            {earlier.map(|number| view! {
                <a class="button" data-kind="quiet" href=format!("/settings/activity?before={number}")>"Earlier"</a>
            })}
        </nav>
    }
    .into_any()
}

/// The result of the check.
fn verdict(checked: Result<i64, BrokenAt>) -> AnyView {
    match checked {
        Ok(lines) => {
            let lines = if lines == 1 { "1 line".to_owned() } else { format!("{lines} lines") };
            view! { <p class="done" role="status">{Icon::Check.view()} {format!("Checked: {lines}, none changed or missing.")}</p> }
                .into_any()
        }
        Err(BrokenAt(number)) => view! {
            <p class="note" data-tone="stop" role="status">
                {Icon::Warning.view()}
                {format!("Line {number} was changed, added or removed by someone who can write to the database. Ask who that is, and compare with a backup.")}
            </p>
        }
        .into_any(),
    }
}

fn days(entries: &[AuditEntry], now: Now) -> Vec<AnyView> {
    let mut rest = entries.iter().peekable();
    let mut days = Vec::new();
    while let Some(first) = rest.peek() {
        let day = now.local(first.at).0;
        let mut lines = Vec::new();
        while let Some(entry) = rest.next_if(|entry| now.local(entry.at).0 == day) {
            lines.push(line(entry, now));
        }
        days.push(
            view! {
                <section class="card">
                    <h2>{day_in_words(day)}</h2>
                    <ol role="list">{lines}</ol>
                </section>
            }
            .into_any(),
        );
    }
    days
}

fn line(entry: &AuditEntry, now: Now) -> AnyView {
    let time = now.local(entry.at).1.to_string();
    let unknown = Words { text: "Something that this version of Reweave does not know", link: None };
    let Words { text, link } = entry.event.map_or(unknown, in_words);
    // A sheet of the account itself, such as that of the recovery key, is printed for no couple.
    let link = link.filter(|_| entry.about != AuditAbout::Account);
    let subject = link.map(|link| view! { {link} {subject(&entry.about)} });
    view! { <li><span class="when">{time}</span> <span>{text}{subject}</span></li> }.into_any()
}

/// The couple or the plan, as a link where it still exists.
fn subject(about: &AuditAbout) -> AnyView {
    match about {
        AuditAbout::Couple { id, name } => {
            view! { <a href=format!("/couples/{}", id.0)><bdi>{name.clone()}</bdi></a> }.into_any()
        }
        AuditAbout::Plan { id, number, couple } => view! {
            <a href=format!("/plans/{}", id.0)>"session " {number.to_string()} " of " <bdi>{couple.clone()}</bdi></a>
        }
        .into_any(),
        AuditAbout::Unreadable => view! { "a record that cannot be opened" }.into_any(),
        AuditAbout::Account | AuditAbout::Deleted => view! { "a record that was deleted" }.into_any(),
    }
}
