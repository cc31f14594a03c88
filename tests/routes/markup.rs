//! Typed text is escaped on every page and sheet, and is returned unchanged.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use axum::http::StatusCode;
use tests::inside::everything;

use crate::{
    parsed::{Element, Field, Form, elements, forms, text_areas},
    support::{Answer, Desk, upload_as},
};

/// Fits in the shortest field, ends every kind of field and title, and leaves marked elements wherever it is no text.
const MARKUP: &str = r#""></textarea></title><script zq></script><i zq onerror=1>"#;
const ADDRESS: &str = "javascript:zq()";

/// Pages to begin with.
const ROOMS: [&str; 19] = [
    "/today",
    "/couples",
    "/couples/new",
    "/plans",
    "/search?q=heron",
    "/settings",
    "/settings/activity",
    "/settings/devices",
    "/settings/keys",
    "/settings/second-factor",
    "/settings/letterhead",
    "/settings/archive",
    "/templates",
    "/templates/import",
    "/my-library",
    "/my-library/numbers",
    "/my-library/exercises/new",
    "/my-library/gates/new",
    "/library",
];

/// Forms that end the session, delete the record, or ask for a password.
const LEFT_OUT: [&str; 10] = [
    "/delete",
    "/remove",
    "/lock",
    "/sign-out",
    "/archive",
    "/settings/password",
    "/settings/recovery-key",
    "/settings/keys",
    "/settings/second-factor",
    "/demo",
];

/// Every page that can be reached from the rooms, with its address; of the built-in library only what a link of a form
/// needs.
async fn pages(desk: &Desk) -> anyhow::Result<Vec<(String, String)>> {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut waiting: VecDeque<String> = ROOMS.iter().map(|room| (*room).to_owned()).collect();
    // These first: only some of each kind are looked at.
    waiting.push_front(format!("/couples/{}/gates/GATE-UNSCREENED", desk.couple.0));
    waiting.push_front(format!("/plans/{}?library=open", desk.plan.0));
    waiting.push_front(format!("/couples/{}", desk.couple.0));
    let (mut pages, mut kinds) = (Vec::new(), BTreeMap::new());
    while let Some(address) = waiting.pop_front() {
        let path = address.split(['#', '?']).next().unwrap_or_default();
        let built_in = path.starts_with("/library/") && !path.contains("own-");
        let no_page = path.contains(".pdf") || path.contains(".json") || path.contains(".txt") || path == "/hidden";
        if built_in || no_page || !seen.insert(path.to_owned()) {
            continue;
        }
        // A few of each kind are enough; a second round finds what the first has made.
        let of_kind = kinds.entry(kind(path)).or_insert(0);
        *of_kind += 1;
        if *of_kind > 3 {
            continue;
        }
        let answer = desk.get(&address).await?;
        if answer.status != StatusCode::OK {
            continue;
        }
        let found = elements(&answer.body);
        let links = found.iter().filter(|one| one.name == "a").filter_map(|one| one.get("href"));
        waiting.extend(links.filter(|link| link.starts_with('/') && !link.starts_with("//")).map(str::to_owned));
        pages.push((address, answer.body));
        assert!(pages.len() < 400, "too many pages");
    }
    Ok(pages)
}

/// An address without its ids.
fn kind(address: &str) -> String {
    let path = address.split(['#', '?']).next().unwrap_or_default();
    path.split('/').map(|part| if part.len() == 36 { "*" } else { part }).collect::<Vec<_>>().join("/")
}

/// All forms of these pages that may be sent, each once.
fn all_forms(pages: &[(String, String)]) -> Vec<Form> {
    let mut seen = BTreeSet::new();
    let all = pages.iter().flat_map(|(address, page)| forms(address, page));
    all.filter(|form| !LEFT_OUT.iter().any(|part| form.action.contains(part)))
        .filter(|form| {
            let names: Vec<&str> = form.fields.iter().map(|field| field.name.as_str()).collect();
            seen.insert(format!("{} {names:?}", form.action))
        })
        .collect()
}

/// Sends a form with `text` in every field that takes one, and in every field for numbers and days too where `all` says so.
async fn send(desk: &Desk, form: &Form, text: &str, all: bool) -> anyhow::Result<Answer> {
    let typed = |kind: &str| match kind {
        "text" | "search" | "textarea" => true,
        "number" | "date" | "time" => all,
        _ => false,
    };
    let fields: Vec<(&str, &str)> = form
        .fields
        .iter()
        .filter(|field| field.kind != "file")
        .map(|field| (field.name.as_str(), if typed(&field.kind) { text } else { field.value.as_str() }))
        .collect();
    match form.fields.iter().find(|field| field.kind == "file") {
        Some(file) => {
            let none = (file.name.as_str(), b"".as_slice());
            upload_as(&desk.router, &form.action, &fields, none, Some(&desk.cookie)).await
        }
        None => desk.post(&form.action, &fields).await,
    }
}

/// No element was made of what was typed, and none runs anything.
fn is_inert(address: &str, page: &str) {
    for Element { name, attributes, .. } in elements(page) {
        for (of, value) in &attributes {
            assert!(!of.starts_with("zq") && !of.starts_with("on"), "{address}: <{name} {of}={value:?}>");
            let leads = ["href", "src", "action", "formaction", "data"].contains(&of.as_str());
            assert!(!leads || !value.trim_start().starts_with("javascript:"), "{address}: <{name} {of}={value:?}>");
        }
        // A sheet as a web page states its policy.
        let policy = |value: &str| value == "Content-Security-Policy";
        let refreshes = name == "meta" && attributes.iter().any(|(of, value)| of == "http-equiv" && !policy(value));
        assert!(!refreshes, "{address}: a page that leads elsewhere");
    }
}

#[tokio::test]
async fn sec_24_markup_typed_into_any_field_is_text_on_every_page() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let (mut sent, mut refused) = (BTreeSet::new(), 0);
    // The second time there are the pages of what the first has made.
    for _ in 0..2 {
        let found = all_forms(&pages(&desk).await?);
        for form in &found {
            for (text, all) in [(MARKUP, true), (ADDRESS, false), (MARKUP, false)] {
                let answer = send(&desk, form, text, all).await?;
                assert!(!answer.status.is_server_error(), "{}: {}", form.action, answer.status);
                refused += usize::from(answer.status == StatusCode::UNPROCESSABLE_ENTITY);
                is_inert(&form.action, &answer.body);
                sent.insert(kind(&form.action));
            }
        }
    }
    let pages = pages(&desk).await?;
    let mut shown = 0;
    for (address, page) in &pages {
        is_inert(address, page);
        assert!(!page.contains("<!>"), "{address}: a marker that nothing reads");
        shown += usize::from(page.contains("&lt;i zq onerror=1") || page.contains("<i zq onerror=1"));
    }
    assert!(sent.len() > 20 && refused > 10 && shown > 12, "{} forms, {refused} refused, {shown} pages", sent.len());
    on_paper(&desk, &pages).await
}

/// Of every form of every page.
#[tokio::test]
async fn sec_06_a_field_that_a_form_does_not_have_is_refused() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let mut forms = all_forms(&pages(&desk).await?);
    assert!(forms.len() > 25, "{} forms", forms.len());
    for form in &mut forms {
        let extra = Field { name: "zq-role".to_owned(), value: "admin".to_owned(), kind: "hidden".to_owned() };
        form.fields.push(extra);
        let answer = send(&desk, form, "", false).await?;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{}", form.action);
    }
    Ok(())
}

/// The files that these pages link to hold it as text alone.
async fn on_paper(desk: &Desk, pages: &[(String, String)]) -> anyhow::Result<()> {
    let mut files = BTreeSet::new();
    for (_, page) in pages {
        let all = elements(page);
        let links = all.iter().filter_map(|one| one.get("href"));
        files.extend(links.filter(|link| link.contains(".pdf") && !link.starts_with("/forms/")).map(str::to_owned));
    }
    let mut read = 0;
    for file in files {
        let request =
            axum::http::Request::get(file.split('#').next().unwrap_or_default()).header("cookie", &desk.cookie);
        let answer = crate::support::ask_bytes(desk.router.clone(), request, axum::body::Body::empty()).await?;
        if answer.0 != StatusCode::OK {
            continue;
        }
        let parts = everything(&answer.2);
        for (part, text) in parts.iter().filter(|(part, _)| part.starts_with("objects")) {
            for active in ["/JavaScript", "/JS ", "/Launch", "/OpenAction", "/EmbeddedFile"] {
                assert!(!text.contains(active), "{file}, {part}: {active}");
            }
            // Some sheets link to their sources.
            for address in text.split("/URI ").skip(1) {
                assert!(address.starts_with("(https://") || address.starts_with("(tel:"), "{file}: {address:.60}");
            }
        }
        read += 1;
    }
    assert!(read > 2, "{read} files");
    Ok(())
}

#[tokio::test]
async fn a_text_that_begins_with_line_ends_comes_back_as_it_was_typed() -> anyhow::Result<()> {
    const TYPED: &str = "\n\nTwo empty lines before, <one> after.\n";
    let desk = Desk::open().await?;
    let (couple, plan) = (desk.couple.0, desk.plan.0);
    let pages = [
        (format!("/couples/{couple}/notes"), "notes"),
        (format!("/couples/{couple}/interview/a"), "note"),
        (format!("/plans/{plan}"), "note"),
        (format!("/plans/{plan}"), "why"),
        (format!("/plans/{plan}"), "stop_if"),
    ];
    for (address, name) in pages {
        for round in 0..3 {
            let page = desk.get(&address).await?.body;
            let all = forms(&address, &page);
            let holds = |form: &&Form| form.fields.iter().any(|field| field.name == name && field.kind == "textarea");
            let mut form = all.iter().find(holds).cloned().unwrap_or_else(|| panic!("{address}: no {name}"));
            if let Some(field) = form.fields.iter_mut().find(|field| field.name == name) {
                if round == 0 {
                    field.value = TYPED.to_owned();
                }
                // Browsers send each line end as two characters.
                field.value = field.value.replace('\n', "\r\n");
            }
            let fields: Vec<(&str, &str)> =
                form.fields.iter().map(|field| (field.name.as_str(), field.value.as_str())).collect();
            let answer = desk.post(&form.action, &fields).await?;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{address}: {}", answer.body);
            assert_eq!(text_areas(&desk.get(&address).await?.body, name), [TYPED], "{address}, round {round}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_refused_text_comes_back_as_it_was_typed() -> anyhow::Result<()> {
    const TYPED: &str = "\n\nTwo empty lines before.";
    let desk = Desk::open().await?;
    let mut areas = BTreeSet::new();
    for form in all_forms(&pages(&desk).await?) {
        let answer = send(&desk, &form, TYPED, true).await?;
        if answer.status != StatusCode::UNPROCESSABLE_ENTITY {
            continue;
        }
        for field in form.fields.iter().filter(|field| field.kind == "textarea") {
            let shown = text_areas(&answer.body, &field.name);
            assert!(shown.iter().any(|text| text == TYPED), "{}, {}: {shown:?}", form.action, field.name);
            areas.insert(field.name.clone());
        }
    }
    assert!(areas.len() > 8, "{areas:?}");
    Ok(())
}
