//! A form that creates something creates it once, however often it is sent: after Back, by a double click, or again after an
//! answer that never arrived.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use domain::{
    library::custom::{OwnExercise, OwnGate},
    plan::templates::KeptTemplate,
};
use uuid::Uuid;

use crate::{
    desk,
    kept::{EXERCISE, Full, GATE},
    page_form::PageForm,
    support::Answer,
};

/// An address, and the fields of its form.
type Creating = (&'static str, &'static [(&'static str, &'static str)]);

/// The forms that create a record, with fields that would do; `{couple}` is the id of a couple, `{file}` a template file.
const CREATING: &[Creating] = &[
    ("/couples/new", desk::COUPLE),
    ("/couples/{couple}/plans", &[("minutes", "60"), ("who", "couple")]),
    (
        "/plans/new",
        &[
            ("couple", "{couple}"),
            ("on", "2999-12-01"),
            ("start", "16:00"),
            ("minutes", "60"),
            ("weeks", "2"),
            ("who", "couple"),
            ("despite", "yes"),
        ],
    ),
    ("/plans/{plan}/template", &[("title", "Other"), ("description", ""), ("tags", "")]),
    ("/plans/{plan}/next", &[("shown", "yes")]),
    ("/plans/{plan}/duplicate", &[("couple", "{couple}")]),
    ("/templates/{template}/apply", &[("couple", "{couple}")]),
    ("/templates/import", &[("file", "{file}"), ("place", "new"), ("do", "keep")]),
    ("/templates/starters", &[]),
    ("/my-library/exercises", EXERCISE),
    ("/my-library/gates", GATE),
];

/// Sends a form with this id; without one, as a form that lacks the field.
async fn send(full: &Full, (route, fields): Creating, form: &str) -> anyhow::Result<Answer> {
    let to = full.page(route).ok_or_else(|| anyhow::anyhow!("{route}"))?;
    let couple = full.desk.couple.0.to_string();
    let template = full.page("/templates/{template}/template.json").unwrap_or_default();
    let file = full.desk.get(&template).await?.body;
    let filled = |value: &str| value.replace("{couple}", &couple).replace("{file}", &file);
    let mut fields: Vec<(&str, String)> = fields.iter().map(|(name, value)| (*name, filled(value))).collect();
    fields.push(("form-id", form.to_owned()));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    full.desk.post(&to, &fields).await
}

/// The number of everything that a form can create.
async fn count(full: &Full) -> anyhow::Result<usize> {
    let records = &full.desk.records;
    let couples: Vec<_> = records.couples().await?.iter().map(|couple| couple.id).collect();
    let plans: usize = records.plans_of_each(&couples).await?.iter().map(Vec::len).sum();
    let templates = records.documents::<KeptTemplate>().await?.len();
    let own = records.documents::<OwnExercise>().await?.len() + records.documents::<OwnGate>().await?.len();
    Ok(couples.len() + plans + templates + own)
}

#[tokio::test]
async fn a_form_sent_twice_creates_nothing_twice() -> anyhow::Result<()> {
    let full = Full::open().await?;
    for one in CREATING {
        let (route, form) = (one.0, Uuid::now_v7().to_string());
        let before = count(&full).await?;
        let first = send(&full, *one, &form).await?;
        assert_eq!(first.status, StatusCode::SEE_OTHER, "{route}: {}", first.body);
        let created = count(&full).await?;
        assert!(created > before, "{route} creates something");
        let second = send(&full, *one, &form).await?;
        assert_eq!(count(&full).await?, created, "{route} sent again");
        assert_eq!(second.status, StatusCode::SEE_OTHER, "{route}: {}", second.body);
        if route != "/templates/starters" {
            let then = second.header("location").to_owned();
            assert!(then.contains("did=sent-before"), "{route}: {then}");
            assert_eq!(full.desk.get(&then).await?.status, StatusCode::OK, "{route}: {then}");
        }
        // The form of a page that was loaded anew is another one. Starters have titles of their own, and a plan may be one
        // that exists.
        if !route.contains("starters") {
            send(&full, *one, &Uuid::now_v7().to_string()).await?;
            assert!(count(&full).await? > created, "{route} from another page");
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_form_without_an_id_creates_nothing() -> anyhow::Result<()> {
    let full = Full::open().await?;
    for one in CREATING {
        let before = count(&full).await?;
        let sent = send(&full, *one, "").await?;
        assert_eq!((sent.status, count(&full).await?), (StatusCode::BAD_REQUEST, before), "{}", one.0);
    }
    Ok(())
}

/// Somebody goes back, changes what was typed and sends it again: nothing typed is lost, and nothing is added unasked.
#[tokio::test]
async fn other_text_sent_with_the_same_form_is_shown_again() -> anyhow::Result<()> {
    let full = Full::open().await?;
    let form = Uuid::now_v7().to_string();
    let named = |name: &'static str| -> Vec<(&'static str, &'static str)> {
        desk::COUPLE.iter().map(|(field, value)| (*field, if *field == "name" { name } else { *value })).collect()
    };
    let with = |name, form: String| {
        let mut fields: Vec<(&str, String)> =
            named(name).into_iter().map(|(of, value)| (of, value.to_owned())).collect();
        fields.push(("form-id", form));
        fields
    };
    let post = async |fields: Vec<(&'static str, String)>| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        full.desk.post("/couples/new", &fields).await
    };
    post(with("Alder", form.clone())).await?;
    let before = count(&full).await?;
    let again = post(with("Kestrel", form.clone())).await?;
    assert_eq!((again.status, count(&full).await?), (StatusCode::CONFLICT, before));
    assert!(again.body.contains("this form was sent before"), "{}", again.body);
    let shown = PageForm::with(&again.body, "name")?;
    let value = |name: &str| shown.fields.iter().find(|(of, _)| of == name).map(|(_, value)| value.clone());
    assert_eq!(value("name").as_deref(), Some("Kestrel"), "what was typed is still there");
    let fresh = value("form-id").unwrap_or_default();
    assert_ne!(fresh, form);
    assert_eq!(post(with("Kestrel", fresh)).await?.status, StatusCode::SEE_OTHER);
    assert_eq!(count(&full).await?, before + 1, "sent again, it adds another one");
    Ok(())
}

/// Each such form on a page has an id, and another one each time.
#[tokio::test]
async fn every_page_gives_its_creating_forms_an_id() -> anyhow::Result<()> {
    let full = Full::open().await?;
    let address = |route: &str| full.page(route).unwrap_or_default();
    let creating: BTreeSet<String> = CREATING.iter().map(|(route, _)| address(route)).collect();
    let couple = full.desk.couple.0;
    let more = [
        format!("{}?couple={couple}&minutes=60&who=couple&role=concerned", address("/templates/{template}/apply")),
        format!("{}?couple={couple}", address("/plans/{plan}/duplicate")),
        format!("/couples/{couple}/sessions"),
        "/my-library/exercises/new".to_owned(),
        "/my-library/gates/new".to_owned(),
    ];
    let mut seen = BTreeSet::new();
    for page in server::edge::routes().iter().filter_map(|route| full.page(route)).chain(more) {
        let answer = full.desk.get(&page).await?;
        if answer.status != StatusCode::OK || !answer.header("content-type").contains("html") {
            continue;
        }
        for form in PageForm::all(&answer.body) {
            let action = form.action.split('?').next().unwrap_or_default().to_owned();
            // The first form only shows what a file has in it.
            if form.html.contains("type=\"file\"") {
                continue;
            }
            let is_programme = action.contains("/programme/") && form.html.contains("name=\"on\"");
            let is_record = action.ends_with("/record") && form.html.contains("value=\"finish\"");
            if !creating.contains(&action) && !is_programme && !is_record {
                continue;
            }
            let id = form.fields.iter().find(|(name, _)| name == "form-id").map(|(_, id)| id.clone());
            let id = id.ok_or_else(|| anyhow::anyhow!("{page}: the form to {action} has no id"))?;
            assert!(id.parse::<Uuid>().is_ok(), "{page}: {id}");
            assert!(seen.insert(id), "{page}: the id of another form");
        }
    }
    assert!(seen.len() >= 8, "{seen:?}");
    Ok(())
}
