//! Nothing typed is lost or half-saved: refusals, two windows, servers that are away, and leaving in the middle.

use anyhow::ensure;

use crate::{
    begin,
    house::{Credentials, House, skipped},
    saving::{DRAFTS, KEPT, SAVED, SAVED_NOW, leave_while_away, stored, today_sends},
};

/// From now on the page’s calls are taken and never answered.
const HOLD_BACK: &str = "window.answering = window.fetch; window.fetch = (to, how) => \
                         String(to).startsWith('/couples/') ? new Promise((_, no) => how.signal.addEventListener('abort', no)) \
                         : window.answering(to, how)";

#[tokio::test]
async fn notes_save_themselves_and_the_last_word_before_leaving_arrives() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let couple = begin::couple(&house).await?;
    let notes = format!("{couple}/notes");
    house.go(&notes).await?;
    house.type_on("#notes", "slow down").await?;
    house.until(SAVED_NOW).await?;
    house.type_on("#notes", ", and breathe").await?;
    house.go("/today").await?;
    ensure!(stored(&house, &notes, "#notes").await? == "slow down, and breathe");
    house.close().await
}

#[tokio::test]
async fn the_last_change_of_a_plan_arrives_although_its_page_is_left_at_once() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let plan = begin::plan(&house).await?;
    house.go(&plan).await?;
    // Without timers, no save begins in the pause after the change, however slow the way out is. Today would send what this
    // browser keeps; the library does not.
    house
        .value(
            "window.setTimeout = () => 0; \
             const note = document.querySelector('#note'); note.value = 'left at once'; \
             note.dispatchEvent(new Event('input', { bubbles: true })); location.assign('/library')",
        )
        .await?;
    house.arrive("/library").await?;
    let stored =
        format!("return fetch('{plan}').then(page => page.text()).then(page => page.includes('left at once'))");
    house.until(&stored).await?;
    house.close().await
}

#[tokio::test]
async fn a_yes_told_alone_activates_its_hold_at_once_and_no_to_the_rest_stays_in_place() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let couple = begin::couple(&house).await?;
    house.go(&format!("{couple}/interview/a")).await?;
    house.click("#fear .columns label:has([value=yes])").await?;
    house.element(".kept-form [role=alert] a[href*='/gates/GATE-']").await?;
    house.click("button[value='no:fear']").await?;
    house.until("return document.querySelector('#fear [data-open]').textContent === 'All asked'").await?;
    ensure!(house.value("return scrollY > 0").await? == true, "it stays where it was pressed");
    house.click("button[data-do=ask-again]").await?;
    house.until("return /still to ask/.test(document.querySelector('#fear [data-open]').textContent)").await?;
    house.until(SAVED).await?;
    house.go(&format!("{couple}/gates")).await?;
    ensure!(house.text("main").await?.to_lowercase().contains("control"));
    house.close().await
}

#[tokio::test]
async fn of_two_windows_neither_takes_the_others_draft_away() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let mut house = House::open().await?;
    let couple = begin::couple(&house).await?;
    let notes = format!("{couple}/notes");
    house.go(&notes).await?;
    let first = house.page.window().await?;
    let second = house.page.new_window(true).await?;
    house.kill_program();
    house.type_on("#notes", "typed and closed").await?;
    house.until(KEPT).await?;
    house.page.close_window().await?;
    house.page.switch_to_window(second.handle).await?;
    house.start_program_again()?;
    house.go(&notes).await?;
    drop(first);
    house.type_on("#notes", "another text").await?;
    house.until(SAVED_NOW).await?;
    ensure!(house.value(DRAFTS).await? == 1, "the closed window’s words are still there");
    ensure!(house.text(".kept-form").await?.contains("typed and closed"), "and offered");
    house.click("button[data-do^='adopt:']").await?;
    house.element("#conflict").await?;
    house.click("#conflict button[data-do=mine]").await?;
    house.until(SAVED).await?;
    ensure!(stored(&house, &notes, "#notes").await? == "typed and closed");
    house.close().await
}

#[tokio::test]
async fn what_was_typed_is_there_after_the_session_has_ended() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    begin::account(&house).await?;
    house.go("/my-library/exercises/new").await?;
    house.fill("#steps", "Walk side by side.").await?;
    let first = house.page.window().await?;
    let second = house.page.new_window(true).await?;
    house.page.switch_to_window(second.handle).await?;
    house.go_asleep("/settings").await?;
    house.click("form[action='/sign-out'] button").await?;
    house.arrive("/sign-in").await?;
    house.page.switch_to_window(first).await?;
    house.until("return !document.querySelector('.own-form')").await?;
    house.arrive("/sign-in").await?;
    let Credentials { login, password } = Credentials::COUNSELLOR;
    house.go("/sign-in").await?;
    house.fill("input[name=login]", login).await?;
    house.fill("input[name=password]", password).await?;
    house.click("main form button[data-kind=primary]").await?;
    house.arrive("/today").await?;
    house.go("/my-library/exercises/new").await?;
    ensure!(house.value("return document.querySelector('#steps').value").await? == "Walk side by side.");
    house.fill("#title", "A walk").await?;
    house.value("localStorage.setItem('draft:own/exercise/new:another-window', 'sealed')").await?;
    house.click_and_leave("button[name=do][value=save]").await?;
    house.awake().await?;
    ensure!(
        house.value(DRAFTS).await? == 1,
        "it is stored, so its draft has gone, and the one of another window stays"
    );
    house.close().await
}

#[tokio::test]
async fn an_edit_that_the_plan_refuses_is_not_called_saved_and_survives_a_reload() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let plan = begin::plan(&house).await?;
    house.go(&plan).await?;
    let type_too_much = "const note = document.querySelector('#note'); note.value = 'x'.repeat(20001); \
                         note.dispatchEvent(new Event('input', { bubbles: true }))";
    house.value(type_too_much).await?;
    house.until(KEPT).await?;
    ensure!(house.text(".saved").await?.starts_with("Not saved"));
    let joined = "const note = document.querySelector('#note'); \
                  return !!document.getElementById(note.getAttribute('aria-describedby'))?.textContent";
    ensure!(house.value(joined).await? == true, "the reason is joined to the field");
    house.go(&plan).await?;
    ensure!(house.value("return document.querySelector('#note').value.length").await? == 20001);
    ensure!(house.text(".saved").await?.starts_with("Not saved"));
    house.fill("#note", "short").await?;
    house.until(SAVED).await?;
    ensure!(stored(&house, &plan, "#note").await? == "short");
    house.close().await
}

#[tokio::test]
async fn a_server_that_never_answers_is_told_within_its_time() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let couple = begin::couple(&house).await?;
    let notes = format!("{couple}/notes");
    house.go(&notes).await?;
    house.value(HOLD_BACK).await?;
    house.type_on("#notes", "held back").await?;
    house.until("return document.querySelector('.saved').dataset.state === 'saving'").await?;
    // The server’s time is as long as these tests wait for anything, so that it takes two waits.
    house.until("window.began ??= performance.now(); return performance.now() - window.began > 8000").await?;
    house.until(KEPT).await?;
    house.value("window.fetch = window.answering").await?;
    house.until(SAVED).await?;
    ensure!(stored(&house, &notes, "#notes").await? == "held back");
    house.close().await
}

#[tokio::test]
async fn today_sends_what_another_page_has_kept() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let mut house = House::open().await?;
    let couple = begin::couple(&house).await?;
    let notes = format!("{couple}/notes");
    house.go(&notes).await?;
    house.kill_program();
    house.type_on("#notes", "typed while it was away").await?;
    house.until(KEPT).await?;
    leave_while_away(&mut house).await?;
    today_sends(&house).await?;
    ensure!(house.value(DRAFTS).await? == 0);
    ensure!(stored(&house, &notes, "#notes").await? == "typed while it was away");
    house.close().await
}

#[tokio::test]
async fn a_sheet_waits_for_what_is_being_saved() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let plan = begin::plan(&house).await?;
    house.go(&plan).await?;
    house.value("document.querySelector('button[value^=\"fill\"]').click()").await?;
    house.element(".agenda-block").await?;
    house.type_on("#note", "just now").await?;
    house.value("document.querySelector('a[href$=\"/handout\"]').click()").await?;
    house.arrive(&format!("{plan}/handout")).await?;
    ensure!(stored(&house, &plan, "#note").await? == "just now");
    house.close().await
}
