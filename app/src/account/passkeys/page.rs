//! The passkeys on the page of the second factor.

use leptos::prelude::*;
use store::{ListedPasskey, PasskeyOffer, RelyingParty};

use crate::{
    account::{
        passkeys::{
            ask::{PasskeyScript, StepRequest, options_to_make},
            step_field::StepField,
        },
        settings::page::account,
    },
    http::visitor::{DemoMode, Now},
    layout::{Chip, Icon, PasswordField, TextField},
};

/// What to do instead where a browser has no passkeys.
fn without() -> AnyView {
    view! {
        <p class="soft" data-without-passkeys>
            "This needs JavaScript and a browser that knows passkeys. An authenticator app works without."
        </p>
    }
    .into_any()
}

/// The way to adding a passkey, or the reason why it does not work here.
pub fn offer(party: Option<&RelyingParty>) -> AnyView {
    let content = if party.is_some() {
        view! { <p><a class="button" href="/settings/second-factor?change=add">"Add a passkey"</a></p> }.into_any()
    } else if use_context::<DemoMode>().is_some() {
        view! { <p class="soft">"The demo keeps no passkey: its account is gone when Reweave closes."</p> }.into_any()
    } else {
        view! {
            <p class="soft">
                "Passkeys belong to a name, and this page is open under another one. On this computer, open Reweave as \
                 http://localhost with its port. On a network, ask whoever runs it to start it with --host and its name."
            </p>
        }
        .into_any()
    };
    view! {
        <section class="card" aria-labelledby="passkey">
            <h2 id="passkey">"Passkey"</h2>
            <p class="soft">"Your device, your phone or a security key keeps it; your fingerprint, your face or the screen lock opens it."</p>
            {content}
        </section>
    }
    .into_any()
}

/// The form that begins adding a passkey. `step` is the second factor, if it is on.
pub fn add(login: &str, step: Option<StepRequest>) -> AnyView {
    view! {
        <section class="card" aria-labelledby="add">
            <h2 id="add">"Add a passkey"</h2>
            <p class="soft">"This device, your phone or a security key keeps it; your fingerprint, your face or the screen lock opens it."</p>
            <form method="post" action="/settings/second-factor/passkey" class="stack">
                {account(login.to_owned())}
                <TextField name="name" label="Name" hint="To tell it from others, such as “My laptop” or “Blue key”." required=true />
                <PasswordField name="confirm_password" label="Your password" autocomplete="current-password" />
                {step.map(|request| view! { <StepField request /> })}
                <div class="row">
                    <button class="button" data-kind="primary">"Continue"</button>
                    <a class="button" data-kind="quiet" href="/settings/second-factor">"Cancel"</a>
                </div>
            </form>
            {without()}
            <PasskeyScript />
        </section>
    }
    .into_any()
}

/// The button by which an authenticator makes the passkey.
pub fn make(login: &str, offer: &PasskeyOffer, party: &RelyingParty) -> AnyView {
    let options = options_to_make(offer, login, party);
    view! {
        <section class="card" aria-labelledby="make">
            <h2 id="make">"Make the passkey"</h2>
            <p>"Your browser asks where to keep it. You may be asked twice for your fingerprint or your screen lock."</p>
            <form method="post" action="/settings/second-factor/passkey/add" class="stack" autocomplete="off">
                <input type="hidden" name="offer" value=offer.sealed.clone() />
                <input type="hidden" name="new_passkey" />
                <div class="passkey" data-passkey="make" data-options=options data-fills="new_passkey" data-sends="" data-script="sends" hidden>
                    <button type="button" class="button" data-kind="primary">"Make passkey"</button>
                    <p class="small" role="status"></p>
                </div>
                {without()}
                <p><a class="button" data-kind="quiet" href="/settings/second-factor">"Cancel"</a></p>
            </form>
            <PasskeyScript />
        </section>
    }
    .into_any()
}

/// The passkeys of the account.
pub fn list(passkeys: &[ListedPasskey], now: Now) -> Option<AnyView> {
    let view = view! {
        <section class="card" aria-labelledby="passkeys">
            <h2 id="passkeys">"Your passkeys"</h2>
            <ul class="passkeys" role="list">{passkeys.iter().map(|passkey| item(passkey, now)).collect_view()}</ul>
        </section>
    };
    (!passkeys.is_empty()).then(|| view.into_any())
}

/// The form that removes a passkey. `is_last` says that nothing else of the second factor would be left.
pub fn remove(login: &str, passkey: &ListedPasskey, (step, is_last): (StepRequest, bool)) -> AnyView {
    view! {
        <section class="card" aria-labelledby="remove">
            <h2 id="remove">{format!("Remove “{}”", name_of(passkey))}</h2>
            <p>"It opens nothing from then on. Delete it on its device too."</p>
            {is_last.then(|| view! {
                <p class="note" data-tone="amber">
                    {Icon::Warning.view()}
                    "It is your only one, and you have no authenticator app: removing it turns the second factor off, and your recovery \
                     codes with it."
                </p>
            })}
            <form method="post" action="/settings/second-factor/passkey/remove" class="stack">
                {account(login.to_owned())}
                <input type="hidden" name="which" value=passkey.id.clone() />
                <PasswordField name="confirm_password" label="Your password" autocomplete="current-password" />
                <StepField request=step />
                <div class="row">
                    <button class="button" data-kind="danger">"Remove passkey"</button>
                    <a class="button" data-kind="quiet" href="/settings/second-factor">"Keep it"</a>
                </div>
            </form>
        </section>
    }
    .into_any()
}

fn name_of(passkey: &ListedPasskey) -> String {
    if passkey.name.is_empty() { "Passkey without a readable name".to_owned() } else { passkey.name.clone() }
}

fn item(passkey: &ListedPasskey, now: Now) -> AnyView {
    let day = |at| now.local(at).0.with_year();
    let used = match passkey.used {
        None => "Not used yet.".to_owned(),
        Some((first, last)) if day(first) == day(last) => format!("Used on {}.", day(last)),
        Some((first, last)) => format!("First used on {}, last on {}.", day(first), day(last)),
    };
    let note = match (passkey.is_copied, passkey.opens_alone) {
        (true, _) => view! {
            <p class="note" data-tone="amber">
                {Icon::Warning.view()}
                "Its counter went back, so someone may have a copy of it. It is not accepted any more. Remove it, and add a new one."
            </p>
        }
        .into_any(),
        (false, true) => view! { <p class="small soft">"Opens your account by itself."</p> }.into_any(),
        (false, false) => view! { <p class="small soft">"Confirms a sign-in after your password."</p> }.into_any(),
    };
    let remove = format!("/settings/second-factor?change=remove&which={}", passkey.id);
    let label = format!("Remove {}", name_of(passkey));
    view! {
        <li>
            <h3>{name_of(passkey)} {passkey.is_copied.then(|| view! { " " <Chip text="Refused" /> })}</h3>
            <p class="small">{format!("Added on {}. {used}", day(passkey.added))}</p>
            {note}
            <p><a class="button" href=remove aria-label=label>"Remove"</a></p>
        </li>
    }
    .into_any()
}
