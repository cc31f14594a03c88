//! `/settings`: password, recovery key, other sessions, time zone. All but the last ask for the password again
//! (checklist 16).

use crate::{
    account::auth_form::{AuthRequest, auth_form},
    account::passkeys::step_field::{PASSWORD_STEP, RECOVERY_STEP, STEP},
    account::settings::preferences,
    handouts::sheets::countries,
    http::{
        app_error::Refusal,
        clock::zone,
        form_request::FormRequest,
        routes::{Form, Quiet, Redirect, form},
    },
    plan_editor::fields::{length, start},
};
use axum::response::Response;
use domain::{
    library::english,
    records::{Fault, Preferences, Revision, SessionDefaults, SheetDefaults},
};
use serde::Deserialize;
use store::{Confirmation, Password};
use zeroize::Zeroizing;

const PAGE: &str = "/settings";

/// Returns the forms of this module.
pub fn forms() -> Vec<Form> {
    vec![
        auth_form("/settings/password", change_password),
        auth_form("/settings/recovery-key", new_recovery_key),
        form("/settings/zone", choose_zone),
        form("/settings/defaults", choose_defaults),
    ]
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewPassword {
    old_password: Password,
    password: Password,
    #[serde(default)]
    password_one_time_code: Zeroizing<String>,
    #[serde(default)]
    password_passkey: Zeroizing<String>,
}

/// Changes the password, or confirms it by entering it twice; all other sessions end (checklist 15). The second factor is asked
/// for too, where it is on.
async fn change_password(request: AuthRequest) -> Result<Response, Refusal> {
    let NewPassword { old_password, password, password_one_time_code, password_passkey } = request.read()?;
    let records = request.records()?;
    let step = request.second_step(&password_one_time_code, &password_passkey)?;
    let confirmation = Confirmation { password: old_password, step };
    let changed = records.change_password(confirmation, password, request.now.stamp);
    let token = request.attempt(&records.account().login, changed).await;
    let token = token.map_err(|refusal| refusal.renamed(STEP.code, PASSWORD_STEP.code).on(PAGE))?;
    Ok(request.enter_at("/settings?done=password", &records.account().login, &token).await)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Confirmed {
    confirm_password: Password,
    #[serde(default)]
    recovery_one_time_code: Zeroizing<String>,
    #[serde(default)]
    recovery_passkey: Zeroizing<String>,
}

async fn new_recovery_key(request: AuthRequest) -> Result<Response, Refusal> {
    let Confirmed { confirm_password, recovery_one_time_code, recovery_passkey } = request.read()?;
    let records = request.records()?;
    let step = request.second_step(&recovery_one_time_code, &recovery_passkey)?;
    let made = records.new_recovery_key(Confirmation { password: confirm_password, step }, request.now.stamp);
    let key = request.attempt(&records.account().login, made).await;
    let key = key.map_err(|refusal| refusal.renamed(STEP.code, RECOVERY_STEP.code).on(PAGE))?;
    Ok(request.show_key(&records.account().login, None, key).await)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Chosen {
    seen: Option<u64>,
    zone: String,
}

async fn choose_zone(post: FormRequest) -> Result<Redirect, Refusal> {
    let Chosen { seen, zone: name } = post.read()?;
    let name = name.trim();
    if !name.is_empty() && zone(name).is_none() {
        let fault = Fault::new("zone", "This time zone is unknown. Choose one from the list.");
        return Err(Refusal::from(fault).on(PAGE));
    }
    let chosen = Preferences { zone: name.to_owned(), ..preferences(&post.records).await? };
    save(&post, seen, &chosen, "/settings?done=zone").await
}

async fn save(post: &FormRequest, seen: Option<u64>, chosen: &Preferences, then: &str) -> Result<Redirect, Refusal> {
    let saved = post.records.save_singleton(seen.map(Revision), chosen, post.now.stamp).await;
    saved.map_err(|error| Refusal::from(error).on(PAGE))?;
    Ok(Redirect::quietly(then, Quiet::SaidOnPage))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Defaults {
    seen: Option<u64>,
    #[serde(default)]
    paper: String,
    #[serde(rename = "large-print", default)]
    large_print: String,
    #[serde(rename = "easy-reading", default)]
    easy_reading: String,
    language: String,
    country: String,
    minutes: String,
    #[serde(default)]
    day: String,
    start: String,
}

/// Keeps what sheets and new sessions begin with.
async fn choose_defaults(post: FormRequest) -> Result<Redirect, Refusal> {
    let typed: Defaults = post.read()?;
    let mut faults = Vec::new();
    let minutes = match typed.minutes.trim() {
        "" => None,
        text => length(text).map_err(|fault| faults.push(fault)).ok(),
    };
    let start = start(&typed.start).map_err(|fault| faults.push(fault)).ok().flatten();
    if !faults.is_empty() {
        return Err(Refusal::from(faults).on(PAGE));
    }
    let day = match typed.day.as_str() {
        "" => None,
        day => Some(day.parse().map_err(|_| Refusal::Malformed)?),
    };
    let is_known = typed.country.is_empty() || countries(english()).contains(&typed.country.as_str());
    let (Ok(language), true) = (typed.language.parse(), is_known) else { return Err(Refusal::Malformed) };
    let sheets = SheetDefaults {
        paper: typed.paper,
        large_print: typed.large_print == "yes",
        easy_reading: typed.easy_reading == "yes",
        language,
        country: typed.country,
    };
    let chosen =
        Preferences { sheets, session: SessionDefaults { minutes, day, start }, ..preferences(&post.records).await? };
    save(&post, typed.seen, &chosen, "/settings?done=defaults").await
}
