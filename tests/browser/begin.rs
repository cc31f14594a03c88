//! Set-up of tests: an account, a couple and a plan, created as a user would.

use crate::house::{Credentials, House};

/// Makes the first account; ends on the page with the recovery key.
pub async fn account(house: &House) -> anyhow::Result<()> {
    let Credentials { login, password } = Credentials::COUNSELLOR;
    house.go(&house.first_page()).await?;
    house.fill("input[name=login]", login).await?;
    house.fill("input[name=password]", password).await?;
    house.click("main form button[data-kind=primary]").await?;
    house.element(".recovery").await?;
    Ok(())
}

/// An account and a couple; gives the address of the couple.
pub async fn couple(house: &House) -> anyhow::Result<String> {
    account(house).await?;
    house.go("/couples/new").await?;
    house.fill("input[name=name]", "Heron").await?;
    house.click("main form button[data-kind=primary]").await?;
    house.arrive("/couples/0").await?;
    let couple = house.path().await?;
    Ok(format!("/couples/{}", couple.split(['/', '?']).nth(2).unwrap_or_default()))
}

/// An account, a couple and its first plan; ends on the plan's page and gives its address.
pub async fn plan(house: &House) -> anyhow::Result<String> {
    let couple = couple(house).await?;
    house.go(&format!("{couple}/sessions")).await?;
    house.click(".new-plan button[data-kind=primary]").await?;
    house.arrive("/plans/0").await?;
    house.path().await
}
