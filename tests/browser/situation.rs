//! A couple's answers with the map, and the individual interview.

use anyhow::ensure;

use crate::{
    begin,
    house::{House, skipped},
    saving::{leave_while_away, today_sends, two_windows},
};

/// The first question of the page, answered for A.
const YES: &str = "#answers input[name='INF-01.a'][value=yes]";
const NO: &str = "#answers input[name='INF-01.a'][value=no]";
const MAP: &str = "#map [role=status]:not(.saved)";
const SAVED: &str = "return document.querySelector('.map .saved').dataset.state === 'saved'";

/// Ticks an answer as its label would.
async fn answer(house: &House, selector: &str) -> anyhow::Result<()> {
    house.value(&format!("document.querySelector(\"{selector}\").click()")).await?;
    Ok(())
}

#[tokio::test]
async fn the_map_moves_at_once_and_the_answer_is_there_tomorrow() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let mut house = House::open().await?;
    let couple = begin::couple(&house).await?;
    house.go(&format!("{couple}/situation")).await?;
    ensure!(house.text(MAP).await?.starts_with("No signs so far"));
    house.kill_program();
    answer(&house, YES).await?;
    house.until(&format!("return document.querySelector('{MAP}').textContent.startsWith('1 Infidelity')")).await?;
    house.start_program_again()?;
    house.until(SAVED).await?;
    house.go_asleep(&format!("{couple}/situation")).await?;
    ensure!(house.value(&format!("return document.querySelector(\"{YES}\").checked")).await? == true);
    house.close().await
}

/// Right after the click the pointer is still on the answer.
#[tokio::test]
async fn an_answer_has_its_colour_under_the_pointer_too() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let couple = begin::couple(&house).await?;
    house.go(&format!("{couple}/situation")).await?;
    for opening in ["affair", "trust"] {
        house.click(&format!("label:has(input[name='opening.{opening}'][value=yes])")).await?;
    }
    let colours = house
        .value(
            "return ['affair', 'trust'].map((opening) => {
               const span = document.querySelector(`input[name='opening.${opening}'][value=yes] + span`);
               return [getComputedStyle(span).backgroundColor, span.matches('label:hover span')];
             })",
        )
        .await?;
    ensure!(colours[1][1] == true, "the pointer is on the second: {colours}");
    ensure!(colours[0][0] == colours[1][0], "both are a yes: {colours}");
    house.close().await
}

#[tokio::test]
async fn of_two_windows_both_answers_are_shown_and_one_is_chosen() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let couple = begin::couple(&house).await?;
    let page = format!("{couple}/situation");
    let [first, _] = two_windows(&house, &page).await?;
    answer(&house, NO).await?;
    house.until(SAVED).await?;
    house.until("return document.querySelector('.map .saved').textContent !== 'Saved'").await?;
    house.page.switch_to_window(first).await?;
    answer(&house, YES).await?;
    let clash = house.text("#clash").await?;
    ensure!(clash.contains("Yes") && clash.contains("No"), "{clash}");
    house.click("#clash button[data-keep=mine]").await?;
    house.until("return !document.querySelector('#clash')").await?;
    house.until(SAVED).await?;
    house.go_asleep(&page).await?;
    ensure!(house.value(&format!("return document.querySelector(\"{YES}\").checked")).await? == true);
    house.close().await
}

#[tokio::test]
async fn sec_27_what_was_told_alone_survives_a_reload_and_a_server_that_is_away() -> anyhow::Result<()> {
    const TYPED: &str = "asked to go slowly";
    if skipped() {
        return Ok(());
    }
    let mut house = House::open().await?;
    let couple = begin::couple(&house).await?;
    let alone = format!("{couple}/interview/a");
    house.go(&alone).await?;
    house.kill_program();
    house.type_on("#note", TYPED).await?;
    answer(&house, "main form input[name='ABU-01.asked'][value=no]").await?;
    let stored = house.value("return JSON.stringify(localStorage)").await?.to_string();
    ensure!(stored.contains("draft:interview/") && !stored.contains("slowly"), "kept, and not readable");
    // The page would save by itself as soon as the server answers, and nothing would be left to bring back.
    leave_while_away(&mut house).await?;
    house.go(&alone).await?;
    ensure!(house.value("return document.querySelector('#note').value").await? == TYPED);
    // It says that it is back until it is saved, which may be sooner than anybody looks.
    house.until("return document.querySelector('.kept-form .saved').dataset.state === 'saved'").await?;
    house.go(&alone).await?;
    ensure!(house.value("return document.querySelector('#note').defaultValue").await? == TYPED, "the server has it");
    ensure!(house.value("return Object.keys(localStorage).length").await? == 0, "no draft is left");
    house.close().await
}

#[tokio::test]
async fn counts_are_right_at_once_and_the_rest_of_a_section_is_answered_where_it_stands() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let couple = begin::couple(&house).await?;
    house.go(&format!("{couple}/situation")).await?;
    let asked = "return document.querySelector('[data-asked=load]').textContent";
    ensure!(house.value(asked).await? == "0");
    answer(&house, "#answers input[name='STR-02.couple'][value=yes]").await?;
    ensure!(house.value(asked).await? == "2", "the opening and its question, without loading the page again");
    ensure!(house.text("[data-line=load]").await? == "Both: money worries.");
    let said = "return document.querySelector('[data-rest=load] [role=status]').textContent";
    house.value("document.querySelector('[data-rest=load]').scrollIntoView()").await?;
    let height = house.value("return scrollY").await?;
    house.value("document.querySelector('[data-rest=load] [name=do]').click()").await?;
    house.until("return document.querySelector('[data-asked=load]').textContent === '11'").await?;
    ensure!(house.value(said).await? == "11 answers set to no.");
    ensure!(house.value("return scrollY").await? == height, "nothing jumps");
    ensure!(house.value("return document.activeElement.textContent").await? == "Undo");
    ensure!(
        house.value("return document.querySelector(\"input[name='STR-02.couple'][value=yes]\").checked").await? == true
    );
    house.value("document.activeElement.click()").await?;
    ensure!(house.value(asked).await? == "2" && house.value(said).await? == "");
    house.close().await
}

#[tokio::test]
async fn a_couple_answers_on_the_shared_screen_and_everything_else_waits() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let couple = begin::couple(&house).await?;
    let shared = format!("{couple}/situation?view=shared");
    house.go(&shared).await?;
    ensure!(house.page.title().await? == "Reweave");
    answer(&house, "#together input[name='opening.affair'][value=yes]").await?;
    answer(&house, "#together input[name='INF-03.b'][value=yes]").await?;
    house.until("return document.querySelector('.foot .saved').textContent.startsWith('Saved ')").await?;
    house.click_and_leave("#together .foot > button").await?;
    ensure!(house.value("return document.querySelector('h1').textContent").await? == "How each is");
    house.go_asleep("/today").await?;
    ensure!(house.text("h1").await? == "Leave the shared screen first");
    house.go(&shared).await?;
    ensure!(house.value("return document.querySelector(\"[name='INF-03.b'][value=yes]\").checked").await? == true);
    house.click_and_leave(".band form:last-child button").await?;
    ensure!(house.text(".only-here").await?.contains("Only in your view"));
    house.close().await
}

#[tokio::test]
async fn an_answer_of_the_shared_screen_that_waits_is_sent_from_today() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let mut house = House::open().await?;
    let couple = begin::couple(&house).await?;
    let shared = format!("{couple}/situation?view=shared");
    house.go(&shared).await?;
    house.kill_program();
    answer(&house, "#together input[name='opening.affair'][value=yes]").await?;
    house.until("return document.querySelector('.foot .saved').dataset.state === 'kept'").await?;
    leave_while_away(&mut house).await?;
    house.go_asleep("/today").await?;
    house.click_and_leave("main form button").await?;
    today_sends(&house).await?;
    house.go_asleep(&format!("{couple}/situation")).await?;
    let yes = "return document.querySelector(\"#answers input[name='opening.affair'][value=yes]\").checked";
    ensure!(house.value(yes).await? == true);
    house.close().await
}

#[tokio::test]
async fn of_two_shared_screens_every_answer_stays_and_what_differs_is_shown() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let couple = begin::couple(&house).await?;
    let shared = format!("{couple}/situation?view=shared");
    house.go(&shared).await?;
    answer(&house, "#together input[name='opening.affair'][value=yes]").await?;
    let saved = "return document.querySelector('.foot .saved').textContent.startsWith('Saved ')";
    house.until(saved).await?;
    let [first, second] = two_windows(&house, &shared).await?;
    for one in ["#together input[name='INF-03.b'][value=yes]", "#together input[name='opening.trust'][value=no]"] {
        answer(&house, one).await?;
    }
    house.until(saved).await?;
    house.page.switch_to_window(first).await?;
    answer(&house, "#together input[name='INF-03.a'][value=no]").await?;
    house.until(saved).await?;
    let checked = |name: &str, value: &str| {
        format!("return document.querySelector(\"[name='{name}'][value='{value}']\").checked")
    };
    for (name, value) in [("INF-03.b", "yes"), ("opening.trust", "no"), ("INF-03.a", "no")] {
        ensure!(house.value(&checked(name, value)).await? == true, "{name}: an answer of the other window is here too");
    }
    house.page.switch_to_window(second).await?;
    answer(&house, "#together input[name='INF-03.a'][value=yes]").await?;
    house.until("return !!document.querySelector('.foot .clash, .clash')").await?;
    let clash = house.text(".clash").await?;
    ensure!(clash.contains("A did: No"), "the question and the saved answer: {clash}");
    house.click("[data-do=theirs]").await?;
    house.until(&checked("INF-03.a", "no")).await?;
    house.close().await
}

#[tokio::test]
async fn a_story_that_is_too_long_stays_on_screen_and_is_not_called_saved() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let page = format!("{}/situation", begin::couple(&house).await?);
    house.go(&page).await?;
    let fill = |letters: usize| {
        format!(
            "const story = document.querySelector('#story textarea'); story.value = 'x'.repeat({letters});
             story.dispatchEvent(new Event('input', {{ bubbles: true }}))"
        )
    };
    house.value(&fill(40_001)).await?;
    house.until("return document.querySelector('.map .saved').textContent.includes('shorten')").await?;
    house.go("/couples").await?;
    house.go(&page).await?;
    ensure!(house.value("return document.querySelector('#story textarea').value.length").await? == 40_001);
    ensure!(house.text(".map .saved").await?.contains("shorten"));
    house.value(&fill(12)).await?;
    house.until(SAVED).await?;
    house.close().await
}
