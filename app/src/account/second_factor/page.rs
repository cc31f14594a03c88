//! `/settings/second-factor`: off, being set up, its recovery codes, or on.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use store::{ListedPasskey, RelyingParty, SecondFactorOffer, SecondFactorState};

use crate::{
    account::{
        passkeys::{
            ask::{StepRequest, relying_party, session_step},
            page as passkeys,
            step_field::StepField,
        },
        second_factor::{
            code_field::CodeField,
            qr_code::{drawing, key_uri},
        },
        settings::page::account,
    },
    http::{
        page_result::awaited,
        visitor::{NewRecoveryCodes, Now, OfferedPasskey, OfferedSecret, now, records, reply},
    },
    layout::{Breadcrumbs, Icon, PasswordField, PrintButton, ReplyNote, title::tab_title},
};

/// The state of the second factor, and the next step.
#[component]
pub fn SecondFactorPage() -> impl IntoView {
    let (records, now) = (records(), now());
    let query = use_query_map().get_untracked();
    let (offered, codes) = (use_context::<OfferedSecret>(), use_context::<NewRecoveryCodes>());
    let (offered_passkey, party) = (use_context::<OfferedPasskey>(), relying_party());
    // After a wrong first code, the form has sent the secret back.
    let sent_back = reply().value("offer", "");
    awaited(async move {
        let (records, now) = (records?, now?);
        let login = records.account().login.clone();
        if let Some(codes) = codes {
            return Ok(frame(None, new_codes(&login, codes, now)));
        }
        let done = match query.get("done").as_deref() {
            Some("off") => Some(
                "The second factor is off. Remove Reweave from your authenticator app, and its passkeys from your devices.",
            ),
            Some("added") => Some("Passkey added."),
            Some("removed") => Some("Passkey removed. Delete it on its device too."),
            _ => None,
        };
        let passkey_offer = match (offered_passkey, sent_back.is_empty()) {
            (Some(OfferedPasskey(offer)), _) => Some(offer),
            (None, true) => None,
            (None, false) => records.read_passkey_offer(&sent_back, now.stamp).await?,
        };
        if let Some((offer, party)) = passkey_offer.zip(party.clone()) {
            return Ok(frame(None, passkeys::make(&login, &offer, &party)));
        }
        let offer = offered.map(|offered| offered.0);
        if let Some(offer) = offer.or_else(|| records.read_second_factor_offer(&sent_back, now.stamp)) {
            return Ok(frame(None, set_up(&login, &offer)));
        }
        let state = records.second_factor().await?;
        let step = session_step(&records, party.clone(), now.stamp).await?;
        let (change, which) = (query.get("change"), query.get("which").unwrap_or_default());
        let listed = records.passkeys().await?;
        let content = match (change.as_deref(), state, step) {
            (Some("add"), _, step) if party.is_some() => passkeys::add(&login, step),
            (Some("app"), Some(SecondFactorState { has_app: false, .. }), Some(step)) => add_app(&login, step),
            (Some("remove"), Some(_), Some(step)) if listed.iter().any(|passkey| passkey.id == which) => {
                let is_last = listed.len() == 1 && !step.has_app;
                let chosen = listed.iter().find(|passkey| passkey.id == which);
                chosen.map(|passkey| passkeys::remove(&login, passkey, (step, is_last))).into_any()
            }
            (_, Some(state), Some(step)) => on(&login, state, (&listed, step, party.as_ref()), now),
            _ => (off(&login, query.get("required").is_some()), passkeys::offer(party.as_ref())).into_any(),
        };
        Ok(frame(done, content))
    })
}

fn frame(done: Option<&'static str>, content: AnyView) -> AnyView {
    view! {
        <Title text=tab_title("Second factor") />
        <Breadcrumbs trail=vec![("/settings".to_owned(), "Settings".to_owned())] />
        <div class="head">
            <div>
                <h1>"Second factor"</h1>
                <p class="soft">"A passkey, or a code from an app on your phone, asked for after your password. A password that someone has seen or guessed then opens nothing by itself."</p>
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
            <h2 id="off">"Set up an authenticator app"</h2>
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
                "Each of these codes replaces your passkey or the code of your app once. Reweave shows them only now. Print them or write \
                 them down, and keep them apart from your phone and your password."
            </p>
            <ol class="key" translate="no">{items}</ol>
            <dl class="facts">
                <div><dt>"For"</dt><dd>{login.clone()}</dd></div>
                <div><dt>"Made on"</dt><dd>{now.day.with_year()}</dd></div>
                <div><dt>"To use one"</dt><dd>"Sign in with your password, and type it as the code. Cross it out."</dd></div>
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

/// The second factor that is on: its state, its passkeys, and every change. `passkeys` are those of the account, the second factor
/// in a form, and the server as authenticators know it.
fn on(
    login: &str,
    state: SecondFactorState,
    (listed, step, party): (&[ListedPasskey], StepRequest, Option<&RelyingParty>),
    now: Now,
) -> AnyView {
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
            <p class="soft">"Each sign-in asks for a passkey or a code after your password. Unlocking asks for the password only."</p>
        </section>
        {passkeys::list(listed, now)}
        {passkeys::offer(party)}
        {(!state.has_app).then(offer_app)}
        {change(login, !listed.is_empty(), step)}
    }
    .into_any()
}

fn offer_app() -> AnyView {
    view! {
        <section class="card" aria-labelledby="app">
            <h2 id="app">"Authenticator app"</h2>
            <p class="soft">"A second way to confirm a sign-in, for when your passkey is not at hand."</p>
            <p><a class="button" href="/settings/second-factor?change=app">"Set up an app"</a></p>
        </section>
    }
    .into_any()
}

/// The form that adds an app to an account with a passkey.
fn add_app(login: &str, step: StepRequest) -> AnyView {
    view! {
        <section class="card" aria-labelledby="app">
            <h2 id="app">"Set up an authenticator app"</h2>
            <p class="soft">"It works beside your passkeys. You get new recovery codes with it; the earlier ones stop working."</p>
            <form method="post" action="/settings/second-factor" class="stack">
                {account(login.to_owned())}
                <PasswordField name="confirm_password" label="Your password" autocomplete="current-password" />
                <StepField request=step />
                <div class="row">
                    <button class="button" data-kind="primary">"Continue"</button>
                    <a class="button" data-kind="quiet" href="/settings/second-factor">"Cancel"</a>
                </div>
            </form>
        </section>
    }
    .into_any()
}

fn change(login: &str, has_passkeys: bool, step: StepRequest) -> AnyView {
    let all = if has_passkeys { "Turning it off removes the app, the codes and all passkeys. " } else { "" };
    view! {
        <section class="card" aria-labelledby="change">
            <h2 id="change">"Change it"</h2>
            <p class="soft">
                "New recovery codes replace all earlier ones. For a new phone, turn the second factor off and set it up again. "
                {all}
            </p>
            <form method="post" action="/settings/second-factor/codes" class="stack">
                {account(login.to_owned())}
                <PasswordField name="confirm_password" label="Your password" autocomplete="current-password" />
                <StepField request=step />
                <div class="row">
                    <button class="button">"Make new recovery codes"</button>
                    <button class="button" formaction="/settings/second-factor/off">"Turn off"</button>
                </div>
            </form>
        </section>
    }
    .into_any()
}
