//! `/settings/devices`: the browsers that are signed in.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use store::SignedInDevice;

use crate::{
    http::{
        page_result::awaited,
        visitor::{Now, now, records},
    },
    layout::{Breadcrumbs, Chip, Icon, ReplyNote, title::tab_title},
};

/// All sessions of the account, each with a button that ends it.
#[component]
pub fn DevicesPage() -> impl IntoView {
    let (records, now) = (records(), now());
    let done = use_query_map().get_untracked().get("done");
    awaited(async move {
        let (records, now) = (records?, now?);
        let mut devices = records.signed_in_devices(now.stamp).await?;
        devices.sort_by_key(|device| !device.is_this);
        Ok(page(&devices, done.as_deref(), now))
    })
}

fn page(devices: &[SignedInDevice], done: Option<&str>, now: Now) -> AnyView {
    let done = match done {
        Some("one") => Some("Signed out on that device."),
        Some("others") => Some("Signed out on every other device."),
        _ => None,
    };
    let has_others = devices.iter().any(|device| !device.is_this);
    view! {
        <Title text=tab_title("Signed-in devices") />
        <Breadcrumbs trail=vec![("/settings".to_owned(), "Settings".to_owned())] />
        <div class="head">
            <div>
                <h1>"Signed-in devices"</h1>
                <p class="soft">"Browsers where you are signed in now. If you do not recognise one, sign it out and change your password."</p>
            </div>
        </div>
        <ReplyNote />
        {done.map(|done| view! { <p class="done" role="status">{Icon::Check.view()} {done}</p> })}
        <ul class="devices" role="list">{devices.iter().map(|device| item(device, now)).collect_view()}</ul>
        {if has_others {
            view! {
                <form method="post" action="/settings/devices/others">
                    <button class="button">"Sign out all others"</button>
                </form>
            }
            .into_any()
        } else {
            view! { <p class="soft">"No other device is signed in."</p> }.into_any()
        }}
    }
    .into_any()
}

fn item(device: &SignedInDevice, now: Now) -> AnyView {
    let browser = if device.browser.is_empty() { "Unknown browser".to_owned() } else { device.browser.clone() };
    let label = format!("Sign out {browser}");
    let when = |at| {
        let (day, time) = now.local(at);
        if day == now.day { format!("today at {time}") } else { format!("{} at {time}", day.with_year()) }
    };
    let used = if device.is_this { "now".to_owned() } else { when(device.seen) };
    view! {
        <li class="card device">
            <div>
                <h2>
                    {browser}
                    {device.is_this.then(|| view! { " " <Chip text="This one" tone="teal" /> })}
                    {(device.locked && !device.is_this).then(|| view! { " " <Chip text="Locked" /> })}
                </h2>
                <p class="soft">{format!("Signed in {}. Last used {used}.", when(device.begun))}</p>
            </div>
            {(!device.is_this).then(|| view! {
                <form method="post" action="/settings/devices">
                    <input type="hidden" name="device" value=device.name.clone() />
                    <button class="button" aria-label=label>"Sign out"</button>
                </form>
            })}
        </li>
    }
    .into_any()
}
