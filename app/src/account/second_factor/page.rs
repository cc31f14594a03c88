//! `/settings/second-factor`: off, being set up, its recovery codes, or on.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use store::{SecondFactorOffer, SecondFactorState};

use crate::{
    account::{
        second_factor::{
            code_field::CodeField,
            qr_code::{drawing, key_uri},
        },
        settings::page::account,
    },
    http::{
        page_result::awaited,
        visitor::{NewRecoveryCodes, Now, OfferedSecret, now, records, reply},
    },
    layout::{Breadcrumbs, Icon, PasswordField, PrintButton, ReplyNote, title::tab_title},
};

/// The state of the second factor, and the next step.
#[component]
pub fn SecondFactorPage() -> impl IntoView {
    let (records, now) = (records(), now());
    let query = use_query_map().get_untracked();
    let (offered, codes) = (use_context::<OfferedSecret>(), use_context::<NewRecoveryCodes>());
    // After a wrong first code, the form has sent the secret back.
    let sent_back = reply().value("offer", "");
    awaited(async move {
        let (records, now) = (records?, now?);
        let login = records.account().login.clone();
        if let Some(codes) = codes {
            return Ok(frame(None, new_codes(&login, codes, now)));
        }
        let done = match query.get("done").as_deref() {
            Some("off") => Some("The second factor is off. Remove Reweave from your authenticator app."),
            _ => None,
        };
        if let Some(state) = records.second_factor().await? {
            return Ok(frame(None, on(&login, state, now)));
        }
        let offer = offered.map(|offered| offered.0);
        let offer = offer.or_else(|| records.read_second_factor_offer(&sent_back, now.stamp));
        Ok(match offer {
            Some(offer) => frame(None, set_up(&login, &offer)),
            None => frame(done, off(&login, query.get("required").is_some())),
        })
    })
}

fn frame(done: Option<&'static str>, content: AnyView) -> AnyView {
    view! {
        <Title text=tab_title("Second factor") />
        <Breadcrumbs trail=vec![("/settings".to_owned(), "Settings".to_owned())] />
        <div class="head">
            <div>
                <h1>"Second factor"</h1>
                <p class="soft">"A code from an app on your phone, asked for after your password. A password that someone has seen or guessed then opens nothing by itself."</p>
            </div>
        </div>
        <ReplyNote />
        {done.map(|done| view! { <p class="done" role="status">{Icon::Check.view()} {done}</p> })}
        <div class="settings">{content}</div>
    }
    .into_any()
}

fn off(login: &str, required: bool) -> AnyView {
    let login = login.to_owned();
    view! {
        {required.then(|| view! {
            <p class="note" role="status">
                {Icon::Warning.view()}
                "This server requires a second factor. Set it up to continue; everything else opens afterwards."
            </p>
        })}
        <section class="card" aria-labelledby="off">
            <h2 id="off">"Set up"</h2>
            <ul class="bullets">
                <li>"You need an authenticator app, on your phone or in your password manager. It works without a network."</li>
                <li>"You get ten recovery codes for when the app is not at hand."</li>
                <li>"Your recovery key still opens your account, and turns the second factor off."</li>
                <li>"You are signed out on every other device."</li>
            </ul>
            <form method="post" action="/settings/second-factor" class="stack">
                {account(login.clone())}
                <PasswordField name="confirm_password" label="Your password" autocomplete="current-password" />
                <button class="button" data-kind="primary">"Set up second factor"</button>
            </form>
        </section>
    }
    .into_any()
}

fn set_up(login: &str, offer: &SecondFactorOffer) -> AnyView {
    let (login, offer) = (login.to_owned(), offer.clone());
    let groups: Vec<&str> = offer.secret.as_bytes().chunks(4).filter_map(|four| str::from_utf8(four).ok()).collect();
    view! {
        <section class="card set-up" aria-labelledby="app">
            <h2 id="app">"1. Add Reweave to your app"</h2>
            <p>"Scan this code with the app."</p>
            {drawing(&key_uri(&login, &offer.secret))}
            <p>"Or type this key into the app. Choose “time-based” if it asks."</p>
            <p class="typed-key" translate="no">{groups.join(" ")}</p>
            <p class="small soft">"Anyone who sees this code or key can make your codes. It is not shown again."</p>
        </section>
        <section class="card" aria-labelledby="first-code">
            <h2 id="first-code">"2. Enter the code that the app shows"</h2>
            <p class="soft">"The second factor is on once this code is right."</p>
            <form method="post" action="/settings/second-factor/on" class="stack" autocomplete="off">
                <input type="hidden" name="offer" value=offer.sealed.clone() />
                <CodeField hint="Six digits." />
                <div class="row">
                    <button class="button" data-kind="primary">"Turn on"</button>
                    <a class="button" data-kind="quiet" href="/settings/second-factor">"Cancel"</a>
                </div>
            </form>
        </section>
    }
    .into_any()
}

fn new_codes(login: &str, codes: NewRecoveryCodes, now: Now) -> AnyView {
    let login = login.to_owned();
    let items = codes.0.iter().map(|code| view! { <li>{code.clone()}</li> }).collect_view();
    view! {
        <section class="card recovery codes" aria-labelledby="codes">
            <h2 id="codes">"Your recovery codes"</h2>
            <p class="done" role="status">{Icon::Check.view()} "The second factor is on."</p>
            <p>
                "Each of these codes replaces the code of your app once. Reweave shows them only now. Print them or write \
                 them down, and keep them apart from your phone and your password."
            </p>
            <ol class="key" translate="no">{items}</ol>
            <dl class="facts">
                <div><dt>"For"</dt><dd>{login.clone()}</dd></div>
                <div><dt>"Made on"</dt><dd>{now.day.with_year()}</dd></div>
                <div><dt>"To use one"</dt><dd>"Sign in with your password, and type it instead of the six digits. Cross it out."</dd></div>
            </dl>
            <p class="small soft">"Earlier recovery codes no longer work. Your recovery key is another sheet; keep that too."</p>
            <div class="actions">
                <PrintButton label="Print this page" />
                <a class="button" data-kind="primary" href="/today">"I have kept my codes"</a>
            </div>
        </section>
    }
    .into_any()
}

fn on(login: &str, state: SecondFactorState, now: Now) -> AnyView {
    let login = login.to_owned();
    let left = match state.codes_left {
        0 => "No recovery code is left. Make new ones now.".to_owned(),
        1 => "1 recovery code is left.".to_owned(),
        left => format!("{left} recovery codes are left."),
    };
    view! {
        <section class="card" aria-labelledby="on">
            <h2 id="on">"On"</h2>
            <p class="done" role="status">
                {Icon::Check.view()}
                {format!("On since {}. {left}", now.local(state.since).0.with_year())}
            </p>
            <p class="soft">"Each sign-in asks for a code after your password. Unlocking asks for the password only."</p>
        </section>
        <section class="card" aria-labelledby="change">
            <h2 id="change">"Change it"</h2>
            <p class="soft">"New recovery codes replace all earlier ones. For a new phone, turn the second factor off and set it up again."</p>
            <form method="post" action="/settings/second-factor/codes" class="stack">
                {account(login.clone())}
                <PasswordField name="confirm_password" label="Your password" autocomplete="current-password" />
                <CodeField hint="Six digits, or one of your recovery codes." />
                <div class="row">
                    <button class="button">"Make new recovery codes"</button>
                    <button class="button" formaction="/settings/second-factor/off">"Turn off"</button>
                </div>
            </form>
        </section>
    }
    .into_any()
}
