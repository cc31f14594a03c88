//! What a plan gives away when it is used again: as a template, for another couple, for the next session, and as text.

use axum::http::StatusCode;
use domain::plan::Status;

use super::{CANARY, HELD, Reuse, couple, marked, now};

#[tokio::test]
async fn saving_a_plan_as_a_template_takes_no_word_of_it() -> anyhow::Result<()> {
    let reuse = Reuse::open().await?;
    let path = format!("/plans/{}/template", reuse.plan.0);
    let page = reuse.desk.get(&path).await?;
    for words in ["5 private notes", "1 homework task in agreed words", "The date", "Copied"] {
        assert!(page.body.contains(words), "{words}");
    }
    assert!(!page.body.contains(CANARY), "not even the preview repeats it");
    let refused = reuse.desk.post(&path, &[("title", " "), ("description", "Kept."), ("tags", "")]).await?;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains("Kept."));
    let made = reuse.desk.post(&path, &[("title", "From a plan"), ("description", ""), ("tags", "a, b")]).await?;
    let address = made.header("location").split('?').next().unwrap_or_default().to_owned();
    let file = reuse.desk.get(&format!("{address}/template.json")).await?;
    assert_eq!(file.header("content-type"), "application/json");
    assert!(file.header("content-disposition").starts_with("attachment"));
    for text in [&file.body, &reuse.desk.get(&address).await?.body] {
        for mark in [CANARY, "2031", "06:47", "Linden\""] {
            assert!(!text.contains(mark), "{mark}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_duplicate_for_another_couple_holds_nothing_of_the_first_and_meets_its_gates() -> anyhow::Result<()> {
    let reuse = Reuse::open().await?;
    let path = format!("/plans/{}/duplicate", reuse.plan.0);
    let other = couple(&reuse.desk.records, "Alder", false).await?;
    let id = other.0.to_string();
    let page = reuse.desk.get(&format!("{path}?couple={id}")).await?;
    assert!(page.status == StatusCode::OK && page.body.contains("Not copied"));
    let fields = [("couple", id.as_str()), ("b0-do", "keep"), ("b1-do", "keep"), ("b2-do", "keep"), ("b3-do", "keep")];
    let made = reuse.desk.post(&path, &fields).await?;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    let plans = reuse.plans(other).await?;
    let written = format!("{:?}", plans[0]);
    assert!(plans[0].has(&HELD.parse()?));
    for mark in [CANARY, "2031", "06:47"] {
        assert!(!written.contains(mark), "{mark} in {written}");
    }
    let sable = reuse.controlled.0.to_string();
    let refused = reuse.desk.post(&path, &[("couple", sable.as_str()), ("b1-do", "keep")]).await?;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains("is on hold: "));
    assert!(reuse.plans(reuse.controlled).await?.is_empty());
    Ok(())
}

#[tokio::test]
async fn the_next_session_carries_what_was_left_and_no_gate_lets_it_in_since() -> anyhow::Result<()> {
    let reuse = Reuse::open().await?;
    let page = reuse.desk.get(&format!("/plans/{}/duplicate", reuse.plan.0)).await?;
    assert!(page.body.contains("Not finished") && page.body.contains("Session 2 of "), "{}", page.body);
    let path = format!("/plans/{}/next", reuse.plan.0);
    let made =
        reuse.desk.post(&path, &[("shown", "yes"), ("on", ""), ("start", ""), ("b2", "yes"), ("b4", "yes")]).await?;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    let plans = reuse.plans(reuse.calm).await?;
    let next = plans.iter().find(|plan| plan.number == 2).unwrap();
    assert!(next.has(&HELD.parse()?) && next.on.is_none() && next.status == Status::Draft);
    assert!(next.blocks.iter().any(|block| block.note == format!("Given last time: {CANARY} dose")), "{next:?}");
    assert!(!format!("{next:?}").contains("CANARY-7731 why"));

    let held = reuse.desk.records.create_plan(reuse.controlled, &marked(), now()).await?;
    let page = reuse.desk.get(&format!("/plans/{}/duplicate", held.0)).await?;
    assert!(page.body.contains("It can be lifted when"), "the page says why");
    let refused = reuse.desk.post(&format!("/plans/{}/next", held.0), &[("b1", "yes"), ("b2", "yes")]).await?;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(reuse.plans(reuse.controlled).await?.len(), 1, "nothing was made");
    Ok(())
}

#[tokio::test]
async fn the_text_for_the_record_holds_no_private_note() -> anyhow::Result<()> {
    let reuse = Reuse::open().await?;
    let page = reuse.desk.get(&format!("/plans/{}/record-text", reuse.plan.0)).await?;
    let file = reuse.desk.get(&format!("/plans/{}/record.txt", reuse.plan.0)).await?;
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"notes-2031-07-19.txt\"");
    for text in [&page.body, &file.body] {
        assert!(text.contains("not reached") && text.contains("CANARY-7731 dose"), "{text}");
        for private in ["note 1", "CANARY-7731 note", "CANARY-7731 why", "CANARY-7731 stop"] {
            assert!(!text.contains(private), "{private}");
        }
    }
    let draft = reuse.desk.plan.0;
    assert!(reuse.desk.get(&format!("/plans/{draft}/record-text")).await?.body.contains("has not been recorded yet"));
    let refused = reuse.desk.get(&format!("/plans/{draft}/record.txt")).await?;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    Ok(())
}
