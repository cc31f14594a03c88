//! Who sees a template, and what a form of one takes.

use axum::http::StatusCode;
use domain::plan::templates::{KeptTemplate, Labels, file};
use uuid::Uuid;

use super::{FORMS, PAGES, Reuse, now};
use crate::support::Answer as Reply;

#[tokio::test]
async fn sec_01_strangers_and_locked_sessions_see_no_template() -> anyhow::Result<()> {
    let reuse = Reuse::open().await?;
    let id = reuse.template.0.to_string();
    let pages = || {
        PAGES
            .iter()
            .map(|page| page.replace("{template}", &id))
            .chain(["/templates".into(), "/templates/import".into()])
    };
    let nothing = |page: &str, answer: &Reply| {
        let away = answer.status == StatusCode::SEE_OTHER || answer.status == StatusCode::UNAUTHORIZED;
        assert!(away && !answer.body.contains("Stress talk"), "{page}: {}", answer.status);
    };
    for page in pages() {
        nothing(&page, &reuse.desk.stranger(&page).await?);
    }
    for (form, fields) in FORMS {
        let answer = reuse.desk.post_as(&form.replace("{template}", &id), fields, None).await?;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{form}");
    }
    let file = file::write(&reuse.kept().await?.template);
    assert_eq!(reuse.upload(&file, None).await?.status, StatusCode::UNAUTHORIZED);
    reuse.desk.post("/lock", &[]).await?;
    for page in pages() {
        nothing(&page, &reuse.desk.get(&page).await?);
    }
    assert_eq!(reuse.upload(&file, Some(&reuse.desk.cookie)).await?.status, StatusCode::UNAUTHORIZED);
    assert_eq!(reuse.kept().await?.template.title, "Stress talk", "nothing was written");
    Ok(())
}

#[tokio::test]
async fn sec_02_a_colleagues_template_is_answered_like_an_unknown_one() -> anyhow::Result<()> {
    let reuse = Reuse::open().await?;
    let (colleague, foreign_couple, foreign_plan) = reuse.desk.colleague().await?;
    let kept = KeptTemplate {
        template: Labels::typed("Juniper", "", "").unwrap().on(reuse.kept().await?.template),
        used: 0,
        last_used: None,
    };
    let foreign = colleague.create_document(&kept, now()).await?;
    for page in PAGES {
        let theirs = reuse.desk.get(&page.replace("{template}", &foreign.0.to_string())).await?;
        let unknown = reuse.desk.get(&page.replace("{template}", &Uuid::now_v7().to_string())).await?;
        let garbled = reuse.desk.get(&page.replace("{template}", "x")).await?;
        for answer in [&theirs, &unknown, &garbled] {
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{page}");
            assert!(!answer.body.contains("Juniper"), "{page}");
        }
    }
    for (form, fields) in FORMS {
        let answer = reuse.desk.post(&form.replace("{template}", &foreign.0.to_string()), fields).await?;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{form}");
    }
    // A template or a plan of one's own does not lead to a couple of somebody else.
    let theirs = foreign_couple.0.to_string();
    for path in [reuse.path("/apply"), format!("/plans/{}/duplicate", reuse.plan.0)] {
        let page = reuse.desk.get(&format!("{path}?couple={theirs}")).await?;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        let posted = reuse.desk.post(&path, &[("couple", &theirs)]).await?;
        assert_eq!(posted.status, StatusCode::NOT_FOUND, "{path}");
    }
    let place = format!("{}:1", foreign.0);
    let text = file::write(&reuse.kept().await?.template);
    let answer = reuse.desk.post("/templates/import", &[("file", &text), ("place", &place), ("do", "keep")]).await?;
    assert_eq!(answer.status, StatusCode::NOT_FOUND, "nobody replaces a colleague's template");
    assert_eq!(colleague.document::<KeptTemplate>(foreign).await?.value, kept, "nothing was written");
    assert_eq!(colleague.plans_of(foreign_couple).await?.len(), 1);
    assert_eq!(colleague.plan(foreign_plan).await?.plan.revision.0, 1);
    Ok(())
}

#[tokio::test]
async fn sec_06_fields_that_a_form_does_not_have_are_refused() -> anyhow::Result<()> {
    let reuse = Reuse::open().await?;
    let calm = reuse.calm.0.to_string();
    let plan = |rest: &str| format!("/plans/{}/{rest}", reuse.plan.0);
    let odd: [(String, Vec<(&str, &str)>); 7] = [
        (reuse.path(""), vec![("seen", "1"), ("title", "x"), ("description", ""), ("tags", ""), ("used", "9")]),
        (reuse.path("/apply"), vec![("couple", &calm), ("status", "ready")]),
        (reuse.path("/apply"), vec![("couple", &calm), ("b9-do", "keep")]),
        (reuse.path("/apply"), vec![("couple", &calm), ("b0-do", "keep"), ("b0-do", "out")]),
        (plan("next"), vec![("b99", "yes")]),
        (plan("next"), vec![("b1", "no")]),
        (plan("template"), vec![("title", "x"), ("description", ""), ("tags", ""), ("note", "x")]),
    ];
    for (path, fields) in odd {
        assert_eq!(reuse.desk.post(&path, &fields).await?.status, StatusCode::BAD_REQUEST, "{path} {fields:?}");
    }
    assert_eq!(reuse.plans(reuse.calm).await?.len(), 1);
    Ok(())
}
