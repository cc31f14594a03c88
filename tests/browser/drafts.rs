//! Forms that keep what is typed and save themselves: answers that are lost, windows that meet, and browsers without a cipher.

use anyhow::ensure;
use serde_json::{Value, json};

use crate::{
    begin,
    house::{House, skipped},
    saving::{DRAFTS, KEPT, SAVED, SAVED_NOW, leave_while_away, stored, today_sends, two_windows},
};

/// Saves arrive, and their answers are lost.
const LOSE_ANSWERS: &str = "window.answering = window.fetch; window.fetch = async (to, how) => { \
                            const answer = await window.answering(to, how); \
                            if (how?.method === 'POST') throw new Error('lost'); return answer; }";
const ANSWER: &str = "window.fetch = window.answering";

#[tokio::test]
async fn a_save_whose_answer_is_lost_is_no_conflict_with_oneself() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let notes = format!("{}/notes", begin::couple(&house).await?);
    house.go(&notes).await?;
    house.value(LOSE_ANSWERS).await?;
    house.type_on("#notes", "first").await?;
    house.until(KEPT).await?;
    ensure!(house.text(".saved").await?.contains("no connection to Reweave"));
    house.value(ANSWER).await?;
    house.type_on("#notes", ", and more").await?;
    house.until(SAVED).await?;
    ensure!(house.value("return !document.querySelector('#conflict')").await? == true);
    ensure!(house.value(DRAFTS).await? == 0);
    ensure!(stored(&house, &notes, "#notes").await? == "first, and more");
    house.close().await
}

#[tokio::test]
async fn sec_36_two_windows_of_an_interview_keep_what_each_answered() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let page = format!("{}/interview/a", begin::couple(&house).await?);
    let [first, _] = two_windows(&house, &page).await?;
    house.type_on("#note", "typed there").await?;
    house.until(SAVED_NOW).await?;
    house.page.switch_to_window(first).await?;
    house.click("#fear .columns label:has([name='ABU-01.asked'][value=no])").await?;
    house.until(SAVED_NOW).await?;
    ensure!(house.value("return document.querySelector('#note').value").await? == "typed there", "it is here too");
    ensure!(house.value("return !document.querySelector('#conflict')").await? == true);
    // The same field on both sides is shown, and one value chosen.
    house.page.new_window(true).await?;
    let all = house.page.windows().await?;
    house.page.switch_to_window(all[2].clone()).await?;
    house.go(&page).await?;
    house.type_on("#note", ", longer").await?;
    house.until(SAVED_NOW).await?;
    house.page.switch_to_window(all[0].clone()).await?;
    house.type_on("#note", ", otherwise").await?;
    house.element("#conflict").await?;
    ensure!(house.text("#conflict").await?.contains("typed there, longer"));
    ensure!(house.text("#conflict").await?.contains("Private note"), "the field by its label");
    house.click("#conflict button[data-do^='take:']").await?;
    house.until(SAVED).await?;
    ensure!(house.value("return !document.querySelector('#conflict')").await? == true);
    ensure!(stored(&house, &page, "#note").await? == "typed there, longer");
    house.close().await
}

#[tokio::test]
async fn a_form_offers_what_another_window_typed_and_puts_it_back_beside_what_is_here() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    begin::account(&house).await?;
    let [first, second] = two_windows(&house, "/my-library/exercises/new").await?;
    house.fill("#steps", "Walk side by side.").await?;
    house.until("return Object.values(localStorage).some(text => text.startsWith('aes:'))").await?;
    house.page.close_window().await?;
    drop(second);
    house.page.switch_to_window(first).await?;
    house.go("/my-library/exercises/new").await?;
    ensure!(house.text(".kept-form").await?.contains("Typed in another window and not saved"));
    ensure!(house.text(".kept-form").await?.contains("Walk side by side."));
    house.fill("#title", "A walk").await?;
    house.click("button[data-do^='adopt:']").await?;
    house.until("return document.querySelector('#steps').value === 'Walk side by side.'").await?;
    ensure!(house.value("return document.querySelector('#title').value").await? == "A walk", "what is here stays");
    house.until(&format!("{DRAFTS} === 1")).await?;
    house.click("button[data-do=drop]").await?;
    ensure!(house.value("return document.querySelector('#steps').value").await? == "");
    ensure!(house.value(DRAFTS).await? == 0);
    house.close().await
}

/// Joins two forms as their scripts do: the joined fields, and those that both have changed.
async fn joined(house: &House, base: Value, here: Value, stored: Value) -> anyhow::Result<(Value, Value)> {
    const VALUES: &str = include_str!("../../app/src/browser/script/values.js");
    const JOIN: &str = include_str!("../../app/src/browser/script/join.js");
    let script = format!("{VALUES}{JOIN} return join({base}, {here}, {stored})");
    let both = house.value(&script).await?;
    Ok((both["joined"].clone(), both["clashes"].clone()))
}

/// Answers to questions about safety must not vanish because a form knew less.
#[tokio::test]
async fn what_two_windows_changed_is_joined_field_by_field() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let base = json!({ "note": "old", "ABU-01.asked": "no", "GEN-01.asked": "yes" });
    let mine = json!({ "note": "typed here", "ABU-01.asked": "no", "GEN-01.asked": "yes" });
    let theirs = json!({ "note": "old", "ABU-01.asked": "yes" });
    let both = json!({ "note": "typed here", "ABU-01.asked": "yes" });
    ensure!(joined(&house, base, mine, theirs).await? == (both, json!([])), "what only one changed stays");
    let clash = joined(&house, json!({}), json!({ "q": "no" }), json!({ "q": "yes" })).await?;
    ensure!(clash == (json!({ "q": "no" }), json!(["q"])), "what both changed is left to somebody who looks");
    // Without a base, an empty field overwrites nothing.
    let (mine, theirs) = (json!({ "note": "typed" }), json!({ "note": "stored", "q": "yes" }));
    let unknown = joined(&house, Value::Null, mine, theirs.clone()).await?;
    ensure!(unknown == (json!({ "note": "typed", "q": "yes" }), json!(["note"])), "{unknown:?}");
    ensure!(joined(&house, Value::Null, theirs, json!({})).await?.1 == json!([]));
    // Ticked boxes of one name are lines of one field.
    let tags = json!({ "tag": "a\nb" });
    ensure!(joined(&house, tags.clone(), tags, json!({ "tag": "b" })).await? == (json!({ "tag": "b" }), json!([])));
    house.close().await
}

/// Over plain HTTP from another machine a browser has no cipher: nothing is kept, and that is said.
#[tokio::test]
async fn a_browser_without_a_cipher_says_that_it_keeps_no_drafts_and_saves_all_the_same() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    house.before_each_page("Object.defineProperty(crypto, 'subtle', { value: undefined })").await?;
    let notes = format!("{}/notes", begin::couple(&house).await?);
    house.go(&notes).await?;
    house.type_on("#notes", "slow down").await?;
    house.until("return /does not keep drafts/.test(document.querySelector('.kept-form').textContent)").await?;
    house.until(SAVED_NOW).await?;
    ensure!(house.value(DRAFTS).await? == 0);
    ensure!(stored(&house, &notes, "#notes").await? == "slow down");
    house.go("/couples/new").await?;
    house.fill("[name=name]", "Wren").await?;
    house.until("return /Save before you leave/.test(document.querySelector('.kept-form').textContent)").await?;
    house.close().await
}

#[tokio::test]
async fn notes_that_are_refused_say_so_beside_the_field_and_stay() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let notes = format!("{}/notes", begin::couple(&house).await?);
    house.go(&notes).await?;
    let much = "const notes = document.querySelector('#notes'); notes.value = 'x'.repeat(200001); \
                notes.dispatchEvent(new Event('input', { bubbles: true }))";
    house.value(much).await?;
    house.until(KEPT).await?;
    ensure!(house.text(".saved").await?.contains("Keep the notes to"));
    let said = "const notes = document.querySelector('#notes'); return notes.getAttribute('aria-invalid') === 'true' \
                && notes.getAttribute('aria-describedby').split(' ').some(id => /Keep the notes/.test(document.getElementById(id)?.textContent))";
    house.until(said).await?;
    house.go(&notes).await?;
    ensure!(house.value("return document.querySelector('#notes').value.length").await? == 200_001, "it is back");
    house.fill("#notes", "short").await?;
    house.until(SAVED_NOW).await?;
    house.until("return !document.querySelector('#notes').hasAttribute('aria-invalid')").await?;
    ensure!(house.value(DRAFTS).await? == 0);
    ensure!(stored(&house, &notes, "#notes").await? == "short");
    house.close().await
}

/// A plan's draft is sealed by its island; the server opens and saves it for a page without that code.
#[tokio::test]
async fn today_sends_what_a_plan_has_kept() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let mut house = House::open().await?;
    let plan = begin::plan(&house).await?;
    house.go(&plan).await?;
    house.kill_program();
    house.type_on("#note", "typed while it was away").await?;
    house.until(KEPT).await?;
    leave_while_away(&mut house).await?;
    today_sends(&house).await?;
    ensure!(house.value(DRAFTS).await? == 0);
    ensure!(stored(&house, &plan, "#note").await? == "typed while it was away");
    house.close().await
}
