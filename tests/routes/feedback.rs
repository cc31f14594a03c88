//! Every form that changes something says so on the page that follows, or shows what it has made.

use std::collections::BTreeSet;

use axum::http::StatusCode;

use crate::{
    desk,
    kept::{EXERCISE, Full, GATE},
    parsed::elements,
};

/// An address, the fields of its form, and the message that follows.
type Said = (&'static str, &'static [(&'static str, &'static str)], &'static str);

/// Forms that say what was done, with fields that would do and the message.
const SAYS: &[Said] = &[
    ("/couples/new", desk::COUPLE, "Couple added."),
    (
        "/couples/{couple}/plans",
        &[("minutes", "60"), ("who", "couple")],
        "Session planned. Change what you like: it is saved as you go.",
    ),
    ("/plans/{plan}/next", &[("shown", "yes")], "Session planned. Change what you like: it is saved as you go."),
    (
        "/templates/{template}/apply",
        &[("couple", "{couple}")],
        "Session planned. Change what you like: it is saved as you go.",
    ),
    ("/plans/{plan}", &[("seen", "1"), ("do", "save"), ("title", "A talk")], "Saved."),
    ("/templates/{template}", &[("seen", "2"), ("title", "Mine"), ("description", ""), ("tags", "")], "Saved."),
    ("/my-library/exercises", EXERCISE, "Saved."),
    ("/my-library/gates", GATE, "Saved."),
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

/// Forms whose message is looked at elsewhere: in the tests of their pages.
const SAID_ELSEWHERE: &[&str] = &[
    "/couples/{couple}/gates",
    "/couples/{couple}/gates/open",
    "/couples/{couple}/gates/{gate}",
    "/couples/{couple}/programme/{number}",
    "/my-library/exercises/{thing}",
    "/my-library/gates/{thing}",
    "/plans/new",
    "/plans/{plan}/duplicate",
    "/plans/{plan}/homework",
    "/plans/{plan}/record",
    "/templates/import",
    "/templates/{template}/block",
    "/templates/{template}/delete",
];

/// Addresses after which no message follows, and the reason.
const QUIET: &[(&str, &[&str])] = &[
    ("a document, which is shown or downloaded", &["/couples/{couple}/letters", "/settings/archive/out"]),
    (
        "it begins or ends a session, or shows a page of its own with the result",
        &[
            "/demo",
            "/join",
            "/lock",
            "/locked",
            "/recover",
            "/settings/keys",
            "/settings/keys/continue",
            "/settings/keys/sheet",
            "/settings/password",
            "/settings/recovery-key",
            "/settings/second-factor",
            "/settings/second-factor/codes",
            "/settings/second-factor/off",
            "/settings/second-factor/on",
            "/settings/second-factor/passkey",
            "/settings/second-factor/passkey/add",
            "/settings/second-factor/passkey/remove",
            "/sign-in",
            "/sign-in/code",
            "/sign-in/passkey",
            "/sign-out",
            "/welcome",
        ],
    ),
    (
        "the page that follows has a message in a place of its own",
        &[
            "/couples/{couple}/interview/{partner}",
            "/couples/{couple}/situation/versions",
            "/my-library/numbers",
            "/plans/archive",
            "/plans/{plan}/versions",
            "/settings/archive/in",
            "/settings/defaults",
            "/settings/devices",
            "/settings/devices/others",
            "/settings/letterhead",
            "/settings/letterhead/remove",
        ],
    ),
    ("each choice is sent at once, and shown where it was made", &["/plans/{plan}/handout"]),
    ("nothing is changed: it asks, or turns to another page", &["/couples", "/plans", "/search", "/search/found"]),
    (
        "what it changes is the page itself",
        &["/couples/{couple}/situation/shared", "/couples/{couple}/situation/together", "/shared-screen"],
    ),
    ("a script sends it, and reports the answer itself", &["/drafts/open", "/drafts/save"]),
];

/// Every address that takes a form says what it did, or has a reason not to.
#[test]
fn no_form_is_forgotten() {
    let says: BTreeSet<&str> = SAYS.iter().map(|(route, ..)| *route).chain(SAID_ELSEWHERE.iter().copied()).collect();
    let quiet: BTreeSet<&str> = QUIET.iter().flat_map(|(_, routes)| routes.iter().copied()).collect();
    let both: Vec<_> = says.intersection(&quiet).collect();
    assert!(both.is_empty(), "it cannot be both: {both:?}");
    let forms: BTreeSet<&str> = app::routes::forms().into_iter().collect();
    let known: BTreeSet<&str> = says.union(&quiet).copied().collect();
    let forgotten: Vec<_> = forms.difference(&known).collect();
    assert!(forgotten.is_empty(), "say what was done, or give the reason why not: {forgotten:?}");
    let gone: Vec<_> = known.difference(&forms).collect();
    assert!(gone.is_empty(), "no longer forms: {gone:?}");
}

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
        let couple = full.desk.couple.0.to_string();
        let fields: Vec<(&str, String)> =
            fields.iter().map(|(name, value)| (*name, value.replace("{couple}", &couple))).collect();
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let sent = full.desk.post(&to, &fields).await?;
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
