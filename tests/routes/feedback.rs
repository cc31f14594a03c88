//! Every form that changes something says so on the page that follows, or shows what it has made.

use std::collections::BTreeSet;

use axum::http::StatusCode;

use crate::{desk, kept::Full, parsed::elements};

/// An address, the fields of its form, and the message that follows.
type Said = (&'static str, &'static [(&'static str, &'static str)], &'static str);

/// Forms that say what was done, with fields that would do and the message.
const SAYS: &[Said] = &[
    ("/couples/{couple}/edit", desk::COUPLE, "Saved."),
    ("/couples/{couple}/archive", &[("archived", "yes")], "Couple archived."),
    ("/couples/{couple}/archive", &[("archived", "no")], "Couple unarchived."),
    ("/couples/{couple}/notes", &[("seen", "1"), ("notes", "x")], "Saved."),
    ("/couples/{couple}/other-partners", OTHERS, "Saved."),
    ("/couples/{couple}/situation", &[("seen", "1"), ("STR-01.a", "yes")], "Saved."),
    (
        "/couples/{couple}/programme",
        &[("seen", "1"), ("sessions", "6"), ("minutes", "60")],
        "Treatment outline drafted.",
    ),
    ("/couples/{couple}/programme/again", &[("seen", "2")], "Treatment outline drafted."),
    (
        "/couples/{couple}/programme/days",
        &[("seen", "3"), ("do", "even"), ("first", "2999-12-01"), ("weeks", "2")],
        "Dates saved.",
    ),
    ("/plans/{plan}/template", &[("title", "Other"), ("description", ""), ("tags", "")], "Template saved."),
    ("/plans/{plan}/delete", &[("sure", "yes")], "Session deleted permanently."),
    ("/templates/starters", &[], "Starter templates added."),
    ("/settings/zone", &[("seen", ""), ("zone", "Europe/Berlin")], "Time zone saved."),
    ("/couples/{couple}/delete", &[("name", "Alder")], "Couple deleted permanently."),
];

const OTHERS: &[(&str, &str)] = &[("seen", "4"), ("do", "save"), ("agreed-on", ""), ("agreement", "")];

/// The messages of a page.
fn said(page: &str) -> Vec<String> {
    let all = elements(page);
    all.iter().filter(|one| one.get("role") == Some("status")).map(|one| one.text.trim().to_owned()).collect()
}

#[tokio::test]
async fn what_was_done_is_said_on_the_page_that_follows() -> anyhow::Result<()> {
    let full = Full::open().await?;
    let mut seen = BTreeSet::new();
    for (route, fields, message) in SAYS {
        let to = full.page(route).ok_or_else(|| anyhow::anyhow!("{route}"))?;
        let sent = full.desk.post(&to, fields).await?;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{route}: {}", sent.body);
        let then = sent.header("location").to_owned();
        let page = full.desk.get(then.split('#').next().unwrap_or_default()).await?;
        assert_eq!(page.status, StatusCode::OK, "{route}: {then}");
        assert!(said(&page.body).iter().any(|one| one == message), "{route}: {:?}", said(&page.body));
        seen.insert(*message);
    }
    assert!(seen.len() > 8, "{seen:?}");
    Ok(())
}

/// Archiving is taken back where it is reported.
#[tokio::test]
async fn archiving_a_couple_is_undone_where_it_is_reported() -> anyhow::Result<()> {
    let full = Full::open().await?;
    let (couple, id) = (full.desk.couple, full.desk.couple.0);
    let archived = full.desk.post(&format!("/couples/{id}/archive"), &[("archived", "yes")]).await?;
    let page = full.desk.get(archived.header("location")).await?.body;
    let all = elements(&page);
    let form = all.iter().position(|one| one.get("action") == Some(&format!("/couples/{id}/archive")));
    let form = form.ok_or_else(|| anyhow::anyhow!("no undo"))?;
    let value = all.iter().find(|one| one.form == Some(form) && one.get("name") == Some("archived"));
    assert_eq!(value.and_then(|one| one.get("value")), Some("no"));
    full.desk.post(&format!("/couples/{id}/archive"), &[("archived", "no")]).await?;
    assert!(!full.desk.records.couple(couple).await?.value.archived);
    // A word that is none, or an id of another page, makes nothing.
    let quiet = full.desk.get(&format!("/couples?did=anything&of={id}")).await?.body;
    assert!(!quiet.contains("data-script=\"done\""), "an unknown word");
    let stranger = full.desk.stranger(&format!("/library?did=couple-archived&of={id}")).await?.body;
    assert!(!stranger.contains("data-script=\"done\""), "nobody is signed in");
    Ok(())
}
