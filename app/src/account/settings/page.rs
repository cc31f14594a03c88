//! `/settings`: password, recovery key, time zone, sign-out.

use domain::records::{Preferences, Revision};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use store::KeyChange;

use crate::{
    account::{
        auth_card::PASSPHRASE,
        passkeys::{
            ask::{StepRequest, relying_party, session_step},
            step_field::{PASSWORD_STEP, RECOVERY_STEP, StepField},
        },
        settings::defaults,
    },
    http::{
        page_result::awaited,
        visitor::{Zones, now, records, reply},
    },
    layout::{Icon, PasswordField, ReplyNote, title::tab_title},
};

/// The settings of the account. Those that affect sign-in ask for the password again (checklist 16).
#[component]
pub fn SettingsPage() -> impl IntoView {
    let (records, party, now) = (records(), relying_party(), now());
    let done = use_query_map().get_untracked().get("done");
    awaited(async move {
        let records = records?;
        let stored = records.singleton::<Preferences>().await?;
        let (seen, chosen) = stored.map_or((None, Preferences::default()), |kept| (Some(kept.revision), kept.value));
        let change = records.key_change().await?;
        let step = session_step(&records, party, now?.stamp).await?;
        Ok(page(&records.account().login, (seen, &chosen), (change, step), done.as_deref()))
    })
}

fn page(
    login: &str,
    (seen, chosen): (Option<Revision>, &Preferences),
    (change, step): (KeyChange, Option<StepRequest>),
    done: Option<&str>,
) -> AnyView {
    let has_second_factor = step.is_some();
    let done = match done {
        Some("password") => Some("Password changed. You are signed out on every other device."),
        Some("zone") => Some("Time zone saved."),
        Some("defaults") => Some("Practice defaults saved. New sheets and sessions begin with them."),
        _ => None,
    };
    let login = login.to_owned();
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
        {done.map(|done| view! { <p class="done" role="status">{Icon::Check.view()} {done}</p> })}
        <div class="settings">
            {password(login.clone(), step.clone()).into_any()}
            {recovery_key(login, step).into_any()}
            <section class="card">
                <h2>"Second factor"</h2>
                <p class="soft">{if has_second_factor { "On: a passkey or a code is asked for after your password." } else { "Off. Recommended: with a passkey or a code from your phone, your password alone opens nothing." }}</p>
                <p><a class="button" href="/settings/second-factor">{if has_second_factor { "Second factor" } else { "Set up second factor" }}</a></p>
            </section>
            {keys(change)}
            <section class="card">
                <h2>"Signed-in devices"</h2>
                <p class="soft">"The browsers where you are signed in now. Sign out one that you have lost or do not recognise."</p>
                <p><a class="button" href="/settings/devices">"Signed-in devices"</a></p>
            </section>
            <section class="card">
                <h2>"What was done"</h2>
                <p class="soft">"Every look at a couple or a plan, every print and every sign-in, with day and time."</p>
                <p><a class="button" href="/settings/activity">"What was done"</a></p>
            </section>
            {defaults::section(seen, chosen)}
            {zone(seen, chosen)}
            <section class="card">
                <h2>"Export and import"</h2>
                <p class="soft">"All your data in one file, for a new computer or when you leave."</p>
                <p><a class="button" href="/settings/archive">"Export or import all data"</a></p>
            </section>
            <section class="card">
                <h2>"Letterhead"</h2>
                <p class="soft">"The name of your practice, its address and its logo, for handouts and leaflets."</p>
                <p><a class="button" href="/settings/letterhead">"Set up letterhead"</a></p>
            </section>
        </div>
    }
    .into_any()
}

/// The form of the time zone.
fn zone(seen: Option<Revision>, chosen: &Preferences) -> AnyView {
    let zones = use_context::<Zones>();
    let server = zones.map(|zones| (zones.server)()).unwrap_or_default();
    let reply = reply();
    let stands = reply.value("zone", &chosen.zone);
    let option = |value: String, words: String| {
        let selected = value == stands;
        view! { <option value=value selected=selected>{words}</option> }
    };
    let own = option(String::new(), format!("Server time zone: {server}"));
    let all = zones.map(|zones| (zones.all)()).unwrap_or_default();
    let all = all.into_iter().map(|name| option(name.clone(), name)).collect_view();
    let now = now().map(|now| format!("It is now {} on {}.", now.time, now.day.with_year())).ok();
    let fault = reply.fault("zone");
    view! {
        <section class="card">
            <h2>"Time zone"</h2>
            <p class="soft">"Used for today’s sessions, dates and times. " {now}</p>
            <form method="post" action="/settings/zone" class="stack">
                <input type="hidden" name="seen" value=seen.map_or_else(String::new, |seen| seen.0.to_string()) />
                <div class="field">
                    <label for="zone">"Zone"</label>
                    <select id="zone" name="zone" aria-invalid=fault.is_some().then_some("true") aria-describedby="zone-fault">
                        {own}
                        {all}
                    </select>
                    <p class="fault" id="zone-fault">{fault}</p>
                </div>
                <button class="button">"Save time zone"</button>
            </form>
        </section>
    }
    .into_any()
}

/// A hidden user name for the browser's password manager; it has no `name`, so no form sends it.
pub(crate) fn account(login: String) -> impl IntoView {
    view! { <input type="text" value=login autocomplete="username" readonly hidden /> }
}

fn password(login: String, step: Option<StepRequest>) -> impl IntoView {
    view! {
        <section class="card">
            <h2>"Change password"</h2>
            <p class="soft">"This signs you out on every other device. To do only that, enter your current password in both fields."</p>
            <form method="post" action="/settings/password" class="stack">
                {account(login)}
                <PasswordField
                    name="old_password"
                    label="Current password"
                    autocomplete="current-password"
                />
                <PasswordField
                    name="password"
                    label="New password"
                    hint=PASSPHRASE
                    autocomplete="new-password"
                />
                {step.map(|request| view! { <StepField names=PASSWORD_STEP request /> })}
                <button class="button" data-kind="primary">"Change password"</button>
            </form>
        </section>
    }
}

/// The way to a change of all keys, or back to one that is not done.
fn keys(change: KeyChange) -> impl IntoView {
    let (text, button) = if change.is_unfinished {
        ("Your records are being encrypted again with new keys.", "See how far it is")
    } else if change.sheet.is_some() {
        ("Your keys are changed. Your new recovery key has not been shown yet.", "Show new recovery key")
    } else {
        (
            "For when someone may have a copy of your records or of your keys. Encrypts everything again.",
            "Change my keys",
        )
    };
    view! {
        <section class="card">
            <h2>"Change my keys"</h2>
            <p class="soft">{text}</p>
            <p><a class="button" href="/settings/keys">{button}</a></p>
        </section>
    }
}

fn recovery_key(login: String, step: Option<StepRequest>) -> impl IntoView {
    view! {
        <section class="card">
            <h2>"New recovery key"</h2>
            <p class="soft">
                "If the sheet is lost, or someone else may have seen it. The new key is shown once, to print; the old key \
                 then no longer works."
            </p>
            <form method="post" action="/settings/recovery-key" class="stack">
                {account(login)}
                <PasswordField
                    name="confirm_password"
                    label="Your password"
                    autocomplete="current-password"
                />
                {step.map(|request| view! { <StepField names=RECOVERY_STEP request /> })}
                <button class="button">"Make new key"</button>
            </form>
        </section>
    }
}
