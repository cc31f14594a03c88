//! Passkeys as a person adds and uses them, with an authenticator that the browser plays.

use anyhow::{Context as _, ensure};
use axum::http::Method;
use serde_json::{Value, json};

use crate::{
    begin,
    house::{Credentials, House, skipped},
};

/// The button that submits the form of a page.
const SEND: &str = "main form button[data-kind=primary]";

/// The button that asks the authenticator.
const ASK: &str = ".passkey:not([hidden]) button";

/// An authenticator that keeps passkeys and recognises its owner; with the PRF extension or without.
fn device(with_secret: bool) -> Value {
    let extensions: &[&str] = if with_secret { &["prf"] } else { &[] };
    json!({
        "protocol": "ctap2_1", "transport": "internal", "hasResidentKey": true, "hasUserVerification": true,
        "isUserVerified": true, "isUserConsenting": true, "extensions": extensions,
    })
}

/// Adds a passkey of this name; ends on the recovery codes or on the settings.
async fn add(house: &House, name: &str) -> anyhow::Result<()> {
    let Credentials { password, .. } = Credentials::COUNSELLOR;
    house.go("/settings/second-factor?change=add").await?;
    house.fill("#name", name).await?;
    house.fill("#confirm_password", password).await?;
    Ok(())
}

async fn sign_out(house: &House) -> anyhow::Result<()> {
    house.go("/settings").await?;
    house.click("main form[action='/sign-out'] button").await?;
    house.arrive("/sign-in").await
}

/// Types name and password.
async fn type_password(house: &House) -> anyhow::Result<()> {
    let Credentials { login, password } = Credentials::COUNSELLOR;
    house.go("/sign-in").await?;
    house.fill("#login", login).await?;
    house.fill("#password", password).await?;
    house.click(SEND).await?;
    house.arrive("/sign-in/code").await
}

/// The only passkey of an authenticator, as the driver tells it.
async fn credential(house: &House, device: &str) -> anyhow::Result<Value> {
    let all = house.authenticator(device, (Method::GET, "/credentials"), None).await?;
    all.get(0).cloned().context("the authenticator has no passkey")
}

#[tokio::test]
async fn sec_16_a_passkey_signs_in_alone() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?.by_name();
    let phone = house.add_authenticator(device(true)).await?;
    begin::account(&house).await?;
    add(&house, "My phone").await?;
    house.click(SEND).await?;
    house.click(ASK).await?;
    let codes = house.text(".codes .key").await?;
    ensure!(codes.lines().count() == 10, "{codes}");
    house.go("/settings/second-factor").await?;
    let listed = house.text(".passkeys").await?;
    ensure!(listed.contains("My phone") && listed.contains("Opens your account by itself"), "{listed}");
    let own = credential(&house, &phone).await?;
    ensure!(own["rpId"] == "localhost" && own["isResidentCredential"] == true, "{own}");

    sign_out(&house).await?;
    house.click(ASK).await?;
    house.arrive("/today").await?;
    house.go("/settings/second-factor").await?;
    ensure!(house.text(".passkeys").await?.contains("Used on"), "its use is listed");

    // After the password it is the second factor.
    sign_out(&house).await?;
    type_password(&house).await?;
    house.click(ASK).await?;
    house.arrive("/today").await?;

    // It confirms a change: a second device is added with it.
    add(&house, "Old key").await?;
    house.click(ASK).await?;
    house.until("return document.querySelector('.passkey [role=status]').textContent.startsWith('Confirmed')").await?;
    house.click(SEND).await?;
    house.element("input[name=new_passkey]").await?;
    house.authenticator(&phone, (Method::DELETE, ""), None).await?;
    let key = house.add_authenticator(device(false)).await?;
    house.click(ASK).await?;
    house.arrive("/settings/second-factor?done=added").await?;
    let listed = house.text(".passkeys").await?;
    ensure!(listed.contains("Old key") && listed.contains("Confirms a sign-in after your password"), "{listed}");

    // Without a secret it opens nothing alone, and says what to do.
    sign_out(&house).await?;
    house.click(ASK).await?;
    house.until("return document.body.innerText.includes('does not open your account by itself')").await?;
    type_password(&house).await?;
    house.click(ASK).await?;
    house.arrive("/today").await?;

    // A copy whose counter is behind is refused and named.
    let mut copy = credential(&house, &key).await?;
    copy["signCount"] = json!(0);
    let id = copy["credentialId"].as_str().unwrap_or_default().to_owned();
    house.authenticator(&key, (Method::DELETE, &format!("/credentials/{id}")), None).await?;
    house.authenticator(&key, (Method::POST, "/credential"), Some(copy)).await?;
    sign_out(&house).await?;
    type_password(&house).await?;
    house.click(ASK).await?;
    house.until("return document.body.innerText.includes('someone may have a copy of it')").await?;

    // A recovery code opens, and the copied one is removed.
    house.fill("#one_time_code", codes.lines().next().unwrap_or_default()).await?;
    house.click(SEND).await?;
    house.arrive("/today").await?;
    house.go("/settings/second-factor").await?;
    ensure!(house.text(".passkeys").await?.contains("Its counter went back"), "its owner is told");
    house.click("a[aria-label='Remove Old key']").await?;
    house.fill("#confirm_password", Credentials::COUNSELLOR.password).await?;
    house.fill("#one_time_code", codes.lines().nth(1).unwrap_or_default()).await?;
    house.click("main form button[data-kind=danger]").await?;
    house.arrive("/settings/second-factor?done=removed").await?;
    ensure!(!house.text(".passkeys").await?.contains("Old key"), "it is gone");
    sign_out(&house).await?;
    house.click(ASK).await?;
    house.until("return document.body.innerText.includes('was not accepted')").await?;
    house.close().await
}

#[tokio::test]
async fn a_cancelled_passkey_says_so_and_another_way_stays() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?.by_name();
    let mut careful = device(true);
    careful["isUserVerified"] = json!(false);
    house.add_authenticator(careful).await?;
    begin::account(&house).await?;
    add(&house, "My phone").await?;
    house.click(SEND).await?;
    house.click(ASK).await?;
    house.until("return document.querySelector('.passkey [role=status]').textContent.startsWith('Cancelled')").await?;
    ensure!(house.path().await?.starts_with("/settings/second-factor"), "nothing was sent");
    house.go("/settings/second-factor").await?;
    house.element("#confirm_password").await?;
    house.close().await
}

#[tokio::test]
async fn without_scripts_there_is_no_button_for_passkeys() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open_without_scripts().await?.by_name();
    begin::account(&house).await?;
    house.go("/settings/second-factor?change=add").await?;
    ensure!(house.text("[data-without-passkeys]").await?.contains("JavaScript"), "the page says what to do instead");
    house.go("/settings").await?;
    house.click("main form[action='/sign-out'] button").await?;
    house.arrive("/sign-in").await?;
    let button = house.page.find(fantoccini::Locator::Css(".passkey button")).await?;
    ensure!(!button.is_displayed().await?, "it would do nothing");
    house.close().await
}
