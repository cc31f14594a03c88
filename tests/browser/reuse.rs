//! Plans used again, with and without WebAssembly: templates, duplicates, files, the text for the record.

use anyhow::{Context, ensure};

use crate::{
    begin,
    house::{House, skipped},
};

/// Makes a template of the plan at this address; gives its address.
async fn template(house: &House, plan: &str) -> anyhow::Result<String> {
    house.go(&format!("{plan}/template")).await?;
    ensure!(house.text("#stays + ul").await?.contains("Code name"), "it says what stays");
    house.fill("#title", "First talk").await?;
    house.fill("#tags", "calm, first").await?;
    house.click_and_leave("main form button[data-kind=primary]").await?;
    house.arrive("/templates/0").await?;
    house.path().await
}

/// Opens the page where the template is used for the only couple.
async fn apply(house: &House, template: &str) -> anyhow::Result<()> {
    house.go(template).await?;
    house.click_and_leave(".couple-choice button").await?;
    house.arrive(&format!("{template}/apply?couple=")).await?;
    house.text(".apply-found").await?;
    Ok(())
}

/// Returns the number of blocks in this state.
async fn count(house: &House, state: &str) -> anyhow::Result<usize> {
    let rows = house.page.find_all(fantoccini::Locator::Css(&format!(".apply-row[data-state={state}]"))).await?;
    Ok(rows.len())
}

/// From a plan to a template, an open slot, another plan.
async fn from_plan_to_plan(house: &House) -> anyhow::Result<()> {
    let plan = begin::plan(house).await?;
    let template = template(house, &plan).await?;
    house.click("#block-3 summary").await?;
    house.choose("#b3-kind", "psychoeducation").await?;
    house.choose("#b3-challenge", "").await?;
    house.click_and_leave("#block-3 .slot-form button").await?;
    house.arrive(&template).await?;
    ensure!(house.text("#block-3 h3").await?.starts_with("Placeholder: "), "{}", house.text("#block-3").await?);
    apply(house, &template).await?;
    ensure!(count(house, "amber").await? == 1, "one needs a choice: {}", house.text(".apply-found").await?);
    let offered = house.value("return document.querySelector('#b3-do').value").await?;
    ensure!(offered.as_str().is_some_and(|value| value.starts_with("item:")), "{offered}");
    house.click_and_leave(".apply-end button").await?;
    house.arrive("/plans/0").await?;
    ensure!(house.text("h1").await?.contains('2'), "the next session");
    let balance = house.text("#balance").await?;
    ensure!(!balance.contains("over"), "{balance}");
    house.go("/templates").await?;
    ensure!(house.text(".exercise .facts").await?.contains("Used once"));
    house.fill("#q", "xylophone").await?;
    house.click_and_leave(".template-finder button").await?;
    ensure!(house.text(".empty").await?.contains("No templates match"));
    Ok(())
}

#[tokio::test]
async fn a_template_goes_from_a_plan_to_a_plan() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    from_plan_to_plan(&house).await?;
    ensure!(house.console().await?.is_empty(), "{:?}", house.console().await?);
    house.close().await
}

#[tokio::test]
async fn without_scripts_a_template_goes_from_a_plan_to_a_plan() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open_without_scripts().await?;
    from_plan_to_plan(&house).await?;
    house.close().await
}

/// Returns the content of this template's file.
async fn exported(house: &House, template: &str) -> anyhow::Result<String> {
    let found = house
        .page
        .execute_async(
            "const done = arguments[arguments.length - 1];
             fetch(arguments[0]).then(answer => answer.text()).then(done, problem => done(String(problem)))",
            vec![format!("{template}/template.json").into()],
        )
        .await?;
    Ok(found.as_str().context("no text")?.to_owned())
}

/// A couple with control open, told together; the template is used for it, by way of the demo's couples.
async fn control_holds(house: &House, awake: bool) -> anyhow::Result<()> {
    house.go("/sign-in").await?;
    house.click_and_leave("form[action='/demo'] button").await?;
    house.arrive("/today").await?;
    // Juniper's plan holds exercises for both; Sable's partner then tells, alone, of control.
    house.go("/plans").await?;
    let juniper = "return [...document.querySelectorAll('.rows a')].find(one => /Juniper, session 5/.test(one.textContent)).getAttribute('href')";
    let plan = house.value(juniper).await?.as_str().context("Juniper has a plan")?.to_owned();
    house.go("/couples").await?;
    let sable = "return [...document.querySelectorAll('main a')].find(one => one.textContent.trim() === 'Sable').getAttribute('href')";
    let sable = house.value(sable).await?.as_str().context("Sable is there")?.to_owned();
    house.go(&format!("{sable}/interview/b")).await?;
    house.click("#fear .columns label:has([value=yes])").await?;
    if awake {
        house.until("return !!document.querySelector('.kept-form [role=alert] a')").await?;
    } else {
        house.click_and_leave("button.until-awake[value=save]").await?;
        house.element("section[aria-labelledby=after] a[href$='/gates']").await?;
    }
    let id = sable.rsplit('/').next().context("an id")?.to_owned();

    let template = template(house, &plan).await?;
    house.go(&format!("{template}/apply?couple={id}")).await?;
    let held = count(house, "stop").await?;
    ensure!(held > 0, "{}", house.text(".apply-found").await?);
    ensure!(
        house.text(".apply-row[data-state=stop]").await?.contains("It can be lifted when"),
        "it says what releases it"
    );
    let choices = "return [...document.querySelectorAll('.apply-row[data-state=stop] option')].map(one => one.value)
        .filter(value => value === 'keep' || value === 'newer').length";
    ensure!(house.value(choices).await? == 0, "what is held stands in no list");
    house.click_and_leave(".apply-end button").await?;
    house.arrive("/plans/0").await?;
    let exercises = "return document.querySelectorAll('.agenda-block[data-held]').length";
    ensure!(house.value(exercises).await? == 0, "nothing held got in");
    let titles =
        house.value("return [...document.querySelectorAll('.agenda-block h3')].map(h => h.textContent).join()").await?;
    ensure!(titles.as_str().is_some_and(|titles| titles.contains("Free time")), "{titles}");

    // The same by way of another couple's duplicate.
    house.go(&format!("{plan}/duplicate")).await?;
    house.choose("#couple", &id).await?;
    house.click_and_leave(".couple-choice button").await?;
    ensure!(count(house, "stop").await? == held, "the same is held");
    ensure!(house.text("#stays + ul").await?.contains("Code name"));
    house.click_and_leave(".apply-end button").await?;
    house.arrive("/plans/0").await?;
    ensure!(house.value(exercises).await? == 0, "nothing held got in");
    Ok(())
}

#[tokio::test]
async fn control_holds_what_a_template_and_a_duplicate_bring() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open_serving(&[], &["--demo"]).await?;
    control_holds(&house, true).await?;
    house.close().await
}

#[tokio::test]
async fn without_scripts_control_holds_what_a_template_and_a_duplicate_bring() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open_serving(&["--blink-settings=scriptEnabled=false"], &["--demo"]).await?;
    control_holds(&house, false).await?;
    house.close().await
}

/// A file is chosen and looked at.
async fn import(house: &House, text: &str) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("template.json");
    std::fs::write(&path, text)?;
    house.go("/templates/import").await?;
    house.type_on("#upload", path.to_str().context("a readable path")?).await?;
    house.click_and_leave(".import-form button").await?;
    house.text("main").await?;
    Ok(())
}

#[tokio::test]
async fn a_file_comes_in_after_it_was_looked_at_with_and_without_scripts() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let plan = begin::plan(&house).await?;
    let template = template(&house, &plan).await?;
    let text = exported(&house, &template).await?;
    ensure!(text.contains("\"reweave\": \"template\"") && !text.contains("Heron"), "{text}");
    import(&house, &text).await?;
    ensure!(house.text("main").await?.contains("Nothing would change"));
    import(&house, &text.replace("First talk", "From a colleague")).await?;
    house.click_and_leave(".import-confirm button[value=keep]").await?;
    house.arrive("/templates/0").await?;
    ensure!(house.text("h1").await? == "From a colleague");
    house.close().await?;

    let house = House::open_without_scripts().await?;
    begin::couple(&house).await?;
    import(&house, &text).await?;
    house.click_and_leave(".import-confirm button[value=keep]").await?;
    house.arrive("/templates/0").await?;
    ensure!(house.text("h1").await? == "First talk");
    import(&house, "{}").await?;
    let said = house.text("main [role=alert]").await?;
    ensure!(said.contains("not a template file"), "{said}");
    house.close().await
}

/// Marks the session as held and makes the next one.
async fn next_session(house: &House) -> anyhow::Result<String> {
    let plan = begin::plan(house).await?;
    house.go(&format!("{plan}/record")).await?;
    house.click("label:has(input[name=event][value=took-place])").await?;
    house.click("label:has(input[name=b4-outcome][value=left])").await?;
    house.click_and_leave("button[value=all-done]").await?;
    house.click_and_leave("button[value=finish]").await?;
    house.arrive(&format!("{plan}/note")).await?;
    house.go(&format!("{plan}/duplicate")).await?;
    let carried = house.text(".carry").await?;
    ensure!(carried.contains("Not finished"), "{carried}");
    house.click_and_leave(".next-form > button").await?;
    house.arrive("/plans/0").await?;
    ensure!(house.text("h1").await?.contains('2'), "the next session");
    Ok(plan)
}

#[tokio::test]
async fn the_next_session_carries_what_was_left_and_the_text_is_copied() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let plan = next_session(&house).await?;
    house.go(&format!("{plan}/record-text")).await?;
    ensure!(house.text("#text").await?.is_empty() || house.text("#text").await?.contains("Session 1"));
    house.click(".record-text button").await?;
    house
        .until("return /Copied|yourself/.test(document.querySelector('.record-text [role=status]').textContent)")
        .await?;
    house.close().await
}

#[tokio::test]
async fn without_scripts_the_next_session_and_the_text_are_there() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open_without_scripts().await?;
    let plan = next_session(&house).await?;
    house.go(&format!("{plan}/record-text")).await?;
    let text = house.value("return document.querySelector('#text').value").await?;
    ensure!(text.as_str().is_some_and(|text| text.contains("not reached")), "{text}");
    let button = house.value("return document.querySelector('.record-text button').checkVisibility()").await?;
    ensure!(button == false, "what only scripts can do is not there");
    house.close().await
}
