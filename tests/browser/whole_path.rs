//! The whole job, as a counsellor who has never seen it does it: first account, new couple, interviews, answers, plan,
//! handout, and everything there after signing in again.

use anyhow::ensure;

use crate::house::{Browser, Credentials, House, skipped};

/// A private note that must stand on no paper.
const NOTE: &str = "zq7 slow down at the hotel";

/// Asks both partners alone, with everything answered no, and puts both on record; begins on the couple's overview.
pub async fn interviews(house: &House, awake: bool) -> anyhow::Result<()> {
    for partner in ["a", "b"] {
        house.click_and_leave(".next-step a[data-kind=primary]").await?;
        house.arrive("/couples/").await?;
        house.element(&format!("form[action*='interview/{partner}'], input[name=alone]")).await?;
        if awake {
            house.until("return 'awake' in document.documentElement.dataset").await?;
        }
        house.click("input[name=alone][value=yes]").await?;
        for part in ["disagreements", "fear", "danger", "control", "consent", "self-harm", "children", "coming-here"] {
            let button = format!("button[value='no:{part}']");
            if awake {
                // In place: nothing is loaded, and nothing jumps.
                house.click(&button).await?;
                let counted = format!("#{part} [data-open]");
                house.until(&format!("return document.querySelector('{counted}').textContent === 'All asked'")).await?;
            } else {
                house.click_and_leave(&button).await?;
            }
        }
        house.click_and_leave("button[value=record]").await?;
        house.element("#after").await?;
        house.click_and_leave(".crumbs li:nth-child(2) a").await?;
        house.element(".tabs").await?;
    }
    Ok(())
}

/// From the empty screen to the handout's page; ends there.
async fn first_handout(house: &House, awake: bool) -> anyhow::Result<()> {
    let Credentials { login, password } = Credentials::COUNSELLOR;
    house.go_asleep(&house.first_page()).await?;
    house.fill("input[name=login]", login).await?;
    house.fill("input[name=password]", password).await?;
    house.click("main form button[data-kind=primary]").await?;
    house.click(".recovery a[data-kind=primary]").await?;
    house.arrive("/today").await?;
    house.click("a[href='/couples/new']").await?;
    house.fill("input[name=name]", "Heron").await?;
    house.click("main form button[data-kind=primary]").await?;
    house.arrive("/couples/0").await?;
    interviews(house, awake).await?;
    house.click(".tabs a[href$='/situation']").await?;
    if awake {
        house.until("return 'awake' in document.documentElement.dataset").await?;
    }
    for answer in ["opening.mood", "STR-05.couple", "opening.load", "STR-01.a"] {
        house.click(&format!("label:has(input[name='{answer}'][value=yes])")).await?;
    }
    if awake {
        house.until("return document.querySelector('.saved').dataset.state === 'saved'").await?;
        house.until("return document.querySelector('.map').textContent.includes('1 Everyday stress')").await?;
    } else {
        house.click_and_leave("main form button[data-kind=primary].when-asleep").await?;
    }
    house.element(".map").await?;
    house.click(".tabs a[href$='/sessions']").await?;
    house.click(".new-plan button[data-kind=primary]").await?;
    house.arrive("/plans/0").await?;
    house.click("a[href$='/handout']").await?;
    house.element("a[href*='handout.pdf'][href*='download=yes']").await?;
    Ok(())
}

/// The sheet that the page offers, read back: its head and its text.
async fn sheet(house: &House) -> anyhow::Result<(String, String)> {
    let link = house.element("a[href*='handout.pdf'][href*='download=yes']").await?;
    let path = link.attr("href").await?.unwrap_or_default();
    let (head, pdf) = house.download(&path).await?;
    Ok((head, house.text_of_pdf(&pdf)?))
}

async fn sign_out_and_in(house: &House) -> anyhow::Result<()> {
    let Credentials { login, password } = Credentials::COUNSELLOR;
    house.go_asleep("/settings").await?;
    house.click("form[action='/sign-out'] button").await?;
    house.arrive("/sign-in").await?;
    house.fill("input[name=login]", login).await?;
    house.fill("input[name=password]", password).await?;
    house.click("main form button[data-kind=primary]").await?;
    house.arrive("/today").await
}

async fn everything_is_there(house: &House) -> anyhow::Result<()> {
    house.go_asleep("/couples").await?;
    house.click_and_leave("a[href^='/couples/0']").await?;
    ensure!(house.text("h1").await?.contains("Heron"));
    house.click_and_leave(".tabs a[href$='/situation']").await?;
    let kept = "return document.querySelector(\"input[name='STR-05.couple'][value=yes]\").checked";
    house.element("input[name='STR-05.couple'][value=yes]").await?;
    if let Ok(told) = house.value(kept).await {
        ensure!(told == true, "the answer is gone");
    }
    house.click_and_leave(".tabs a[href$='/sessions']").await?;
    house.click_and_leave("main a[href^='/plans/0']").await?;
    ensure!(house.text("h1").await?.contains("Session 1"));
    Ok(())
}

#[tokio::test]
async fn from_the_empty_screen_to_a_sheet_in_forty_interactions_and_back_tomorrow() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    whole_path(House::open().await?).await
}

#[tokio::test]
async fn the_whole_job_is_done_in_firefox_too() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    whole_path(House::open_in(Browser::Firefox).await?).await
}

async fn whole_path(house: House) -> anyhow::Result<()> {
    first_handout(&house, true).await?;
    let (head, text) = sheet(&house).await?;
    let steps = house.interactions() + 1;
    ensure!(steps <= 40, "{steps} interactions from the empty screen to the file");
    ensure!(text.contains("You can stop at any time."), "{text}");
    ensure!(head.to_lowercase().contains("content-disposition: attachment") && !head.contains("Heron"), "{head}");
    let plan = house.path().await?;
    let plan = plan.trim_end_matches("/handout").to_owned();

    house.go(&plan).await?;
    house.type_on("#note", NOTE).await?;
    house.until("return document.querySelector('.saved').dataset.state === 'saved'").await?;
    house.go(&format!("{plan}/handout")).await?;
    let (_, text) = sheet(&house).await?;
    for private in [NOTE, "Heron", "STR-0", "counsellor@"] {
        ensure!(!text.contains(private), "{private} is on the sheet");
    }
    sign_out_and_in(&house).await?;
    everything_is_there(&house).await?;
    ensure!(house.value("return document.querySelector('#note').value").await? == NOTE, "the note is gone");
    house.close().await
}

#[tokio::test]
async fn the_whole_job_is_done_without_scripts() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open_without_scripts().await?;
    first_handout(&house, false).await?;
    let (_, text) = sheet(&house).await?;
    ensure!(text.contains("You can stop at any time."), "{text}");
    sign_out_and_in(&house).await?;
    everything_is_there(&house).await?;
    house.close().await
}

/// Checklist 34 as far as a browser sees it: whatever was shown as saved is there after a crash.
#[tokio::test]
async fn sec_34_what_was_shown_as_saved_survives_fifty_crashes() -> anyhow::Result<()> {
    const CRASHES: usize = 50;
    if skipped() {
        return Ok(());
    }
    let mut house = House::open().await?;
    first_handout(&house, true).await?;
    let plan = house.path().await?.trim_end_matches("/handout").to_owned();
    house.go(&plan).await?;
    let mut shown = String::new();
    for round in 0..CRASHES {
        house.type_on("#note", &format!("{round}, ")).await?;
        // Every third time the crash comes while the save may be under way.
        if round % 3 != 0 {
            house.until("return document.querySelector('.saved').dataset.state === 'saved'").await?;
            shown =
                house.value("return document.querySelector('#note').value").await?.as_str().unwrap_or_default().into();
        }
        house.kill_program();
        house.start_program_again()?;
        let (_, page) = house.download(&plan).await?;
        let stored = String::from_utf8_lossy(&page).into_owned();
        let note = stored.split("id=\"note\"").nth(1).and_then(|rest| rest.split('>').nth(1)).unwrap_or_default();
        ensure!(note.starts_with(shown.trim_end()), "round {round}: “{shown}” was shown as saved, stored is “{note}”");
    }
    house.until("return document.querySelector('.saved').dataset.state === 'saved'").await?;
    house.go(&plan).await?;
    let kept = house.value("return document.querySelector('#note').value").await?;
    let all = (0..CRASHES).fold(String::new(), |all, round| all + &format!("{round}, "));
    ensure!(kept == all.as_str(), "keystrokes are lost: {kept}");
    house.close().await
}
