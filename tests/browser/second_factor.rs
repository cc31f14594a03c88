//! The second factor as a person sets it up, and signs in with it.

use anyhow::ensure;
use tests::authenticator::{code_now, next_code};

use crate::{
    begin,
    house::{Credentials, House, skipped},
};

/// The button that submits the form of a page.
const SEND: &str = "main form button[data-kind=primary]";

#[tokio::test]
async fn sec_16_a_code_of_the_app_is_asked_for_after_the_password() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    signs_in_with_a_code(&house).await?;
    ensure!(house.console().await?.iter().all(|line| line.contains("422")), "only the refused code is in the console");
    house.close().await
}

#[tokio::test]
async fn sec_16_without_scripts_a_code_of_the_app_is_asked_for_too() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open_without_scripts().await?;
    signs_in_with_a_code(&house).await?;
    house.close().await
}

async fn signs_in_with_a_code(house: &House) -> anyhow::Result<()> {
    let Credentials { login, password } = Credentials::COUNSELLOR;
    begin::account(house).await?;
    house.click(".recommended a").await?;
    house.arrive("/settings/second-factor").await?;
    house.fill("#confirm_password", password).await?;
    house.click(SEND).await?;
    house.element("svg.qr").await?;
    let key = house.text(".typed-key").await?;
    house.fill("#one_time_code", "000").await?;
    house.click(SEND).await?;
    house.element("#one_time_code-fault").await?;
    ensure!(house.text(".typed-key").await? == key, "the same key after a wrong code");
    house.fill("#one_time_code", &code_now(&key)).await?;
    house.click(SEND).await?;
    let codes = house.text(".codes .key").await?;
    ensure!(codes.lines().count() == 10, "{codes}");

    house.go("/settings").await?;
    house.click("main form[action='/sign-out'] button").await?;
    house.arrive("/sign-in").await?;
    house.fill("#login", login).await?;
    house.fill("#password", password).await?;
    house.click(SEND).await?;
    house.arrive("/sign-in/code").await?;
    house.go("/today").await?;
    ensure!(house.path().await?.starts_with("/sign-in?next="), "the password alone opens nothing");
    house.go("/sign-in/code").await?;
    house.fill("#one_time_code", &next_code(&key)).await?;
    house.click(SEND).await?;
    house.arrive("/today").await
}
