//! Drafts that a browser keeps and its scripts cannot open.

use app::browser::{
    autosave::{Draft, FormValues},
    wire::pack,
};
use axum::http::StatusCode;
use chacha20poly1305::{
    Key, XChaCha20Poly1305, XNonce,
    aead::{Aead, KeyInit, Payload},
};
use domain::{
    assess::Whom,
    records::{Edit, Revision, SituationForm},
};

use crate::support::Desk;

pub const ROUTES: &[&str] = &["/drafts/open", "/drafts/save"];

/// A draft as islands keep it.
fn sealed(desk: &Desk, record: &str, draft: &Draft) -> anyhow::Result<String> {
    let login = desk.records.account().login.clone();
    let about = [login.as_bytes(), b"\0draft\0", record.as_bytes()].concat();
    let plain = postcard::to_allocvec(&(1_u8, draft))?;
    let cipher = XChaCha20Poly1305::new(&Key::from(desk.records.draft_key()));
    let nonce = [7; 24];
    let text = cipher.encrypt(&XNonce::from(nonce), Payload { msg: &plain, aad: &about });
    let text = text.map_err(|_| anyhow::anyhow!("the cipher failed"))?;
    Ok(nonce.iter().chain(&text).fold(String::new(), |hex, byte| format!("{hex}{byte:02x}")))
}

fn draft(seen: u64, base: String, text: String) -> Draft {
    Draft { seen: Revision(seen), sent: Vec::new(), text, base: Some(base), held: String::new(), about: "Words".into() }
}

fn notes(text: &str) -> String {
    pack(&FormValues::of([("notes", text)]))
}

#[tokio::test]
async fn a_draft_of_an_earlier_version_is_opened_for_its_account_and_no_other() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let record = format!("notes/{}", desk.couple.0);
    let sealed = sealed(&desk, &record, &draft(1, notes(""), notes("typed before")))?;
    let fields = [("record", record.as_str()), ("sealed", sealed.as_str())];
    let opened: serde_json::Value = serde_json::from_str(&desk.post("/drafts/open", &fields).await?.body)?;
    assert_eq!((opened["about"].as_str(), opened["fields"]["notes"].as_str()), (Some("Words"), Some("typed before")));
    // Its page sends it as the form would.
    let sends = opened["sends"][0].as_str().unwrap_or_default();
    let (status, _) = desk.save_as(sends, &[("seen", "1"), ("notes", "typed before")], &desk.cookie).await?;
    assert_eq!(status, StatusCode::OK);
    let other = format!("notes/{}", uuid::Uuid::now_v7());
    for wrong in [[("record", other.as_str()), fields[1]], [fields[0], ("sealed", "00")], [fields[0], ("sealed", "")]] {
        assert_eq!(desk.post("/drafts/open", &wrong).await?.status, StatusCode::NOT_FOUND, "sec_27: {wrong:?}");
    }
    let colleague = desk.colleague_cookie().await?;
    for (cookie, status) in [(Some(colleague.as_str()), StatusCode::NOT_FOUND), (None, StatusCode::UNAUTHORIZED)] {
        for path in ROUTES {
            let answer = desk.post_as(path, &fields, cookie).await?;
            assert_eq!(answer.status, status, "{path}");
            assert!(!answer.body.contains("typed before"), "{path}");
        }
    }
    desk.post("/lock", &[]).await?;
    for path in ROUTES {
        assert_eq!(desk.post(path, &fields).await?.status, StatusCode::UNAUTHORIZED, "sec_01: {path}");
    }
    Ok(())
}

#[tokio::test]
async fn the_draft_of_an_island_is_saved_for_a_page_without_its_code() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let situation = format!("situation/{}", desk.couple.0);
    let stored = desk.records.situation(desk.couple).await?;
    let base = SituationForm::of(&stored.value);
    let mut next = base.clone();
    let edit: Edit = app::browser::fields::edit("STR-01.a", "yes").expect("a question");
    next.make(domain::library::english(), &edit).expect("it may be answered");
    let made = draft(stored.revision.0, pack(&base), pack(&next));
    let text = sealed(&desk, &situation, &made)?;
    let fields = [("record", situation.as_str()), ("sealed", text.as_str())];
    let opened: serde_json::Value = serde_json::from_str(&desk.post("/drafts/open", &fields).await?.body)?;
    assert_eq!((opened["island"].as_bool(), opened["fields"].is_null()), (Some(true), true));
    // The second time it is stored already, and counts as saved.
    for _ in 0..2 {
        assert_eq!(desk.post("/drafts/save", &fields).await?.status, StatusCode::OK);
    }
    let now = desk.records.situation(desk.couple).await?.value;
    assert!(now.answers.about(&"STR-01".parse()?, Whom::A).is_some());
    next.make(domain::library::english(), &app::browser::fields::edit("STR-01.b", "yes").expect("a question"))
        .expect("it may");
    let late = sealed(&desk, &situation, &draft(stored.revision.0, pack(&base), pack(&next)))?;
    let late = desk.post("/drafts/save", &[fields[0], ("sealed", late.as_str())]).await?;
    assert_eq!(late.status, StatusCode::CONFLICT, "it waits for its page");

    let plan = format!("plan/{}", desk.plan.0);
    let stored = desk.records.plan(desk.plan).await?.plan;
    let mut next = stored.value.clone();
    next.note = "typed before".into();
    for (held, status) in [("note=too long", StatusCode::BAD_REQUEST), ("", StatusCode::OK)] {
        let made = Draft { held: held.into(), ..draft(stored.revision.0, pack(&stored.value), pack(&next)) };
        let text = sealed(&desk, &plan, &made)?;
        let answer = desk.post("/drafts/save", &[("record", plan.as_str()), ("sealed", text.as_str())]).await?;
        assert_eq!(answer.status, status, "{held}");
    }
    assert_eq!(desk.records.plan(desk.plan).await?.plan.value.note, "typed before");
    let form = sealed(&desk, "form/couples/new#", &draft(0, notes(""), notes("x")))?;
    let form = desk.post("/drafts/save", &[("record", "form/couples/new#"), ("sealed", form.as_str())]).await?;
    assert_eq!(form.status, StatusCode::BAD_REQUEST, "a form waits for its page");
    Ok(())
}
