//! Every route as it answers, in outline: the status, and the structure of its page. A new route has no snapshot yet, and
//! fails.

use std::{collections::BTreeMap, fmt::Write, path::Path};

use anyhow::Context;
use axum::{
    body::Body,
    http::{Request, StatusCode},
};

use crate::{
    outline::Outliner,
    parsed::elements,
    support::{Answer, Desk, ask},
};

/// Compares a text with its snapshot in `snapshots/`.
fn compare(name: &str, text: &str) {
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, text);
    });
}

/// The routes of the server, each once.
fn routes() -> Vec<String> {
    let mut routes = server::edge::routes();
    routes.sort();
    routes.dedup();
    routes
}

/// A desk with a template.
async fn desk() -> anyhow::Result<(Desk, String)> {
    let desk = Desk::open().await?;
    let path = format!("/plans/{}/template", desk.plan.0);
    desk.post(&path, &[("title", "Mine"), ("description", ""), ("tags", "")]).await?;
    let templates = desk.get("/templates").await?.body;
    let links = elements(&templates).into_iter().filter_map(|one| one.get("href").map(str::to_owned));
    let template = links.filter_map(|link| link.strip_prefix("/templates/").map(str::to_owned));
    let template = template.into_iter().find(|id| id.len() == 36).context("a template")?;
    Ok((desk, template))
}

/// Fills in the parameters of a route.
fn address(route: &str, desk: &Desk, template: &str) -> String {
    let (couple, plan) = (desk.couple.0.to_string(), desk.plan.0.to_string());
    let value = |part: &str| -> String {
        match part {
            "{couple}" => couple.clone(),
            "{plan}" => plan.clone(),
            "{template}" => template.to_owned(),
            "{gate}" => "GATE-UNSCREENED".into(),
            "{partner}" => "a".into(),
            "{number}" => "1".into(),
            "{part}" => "plan.bin".into(),
            "{thing}" => "own-none".into(),
            "{*file}" => "none".into(),
            "{id}" if route.starts_with("/library/challenges") => "betrayal".into(),
            "{id}" => "negotiated-time-out".into(),
            other if other.starts_with('{') => panic!("{route}: say here what stands for {other}"),
            other => other.to_owned(),
        }
    };
    route.split('/').map(value).collect::<Vec<_>>().join("/")
}

/// The status of an answer, its media type and where it leads.
fn head(answer: &Answer, outliner: &Outliner<'_>) -> String {
    let kind = answer.header("content-type").split(';').next().unwrap_or_default();
    let to = match answer.header("location") {
        "" => String::new(),
        to => format!(" -> {}", outliner.route_of(to)),
    };
    let kind = if kind.is_empty() { String::new() } else { format!(" {kind}") };
    format!("{}{kind}{to}", answer.status.as_u16())
}

/// The pages of a signed-in browser. Routes with the same first part share a file.
#[tokio::test]
async fn every_route_answers_in_its_outline() -> anyhow::Result<()> {
    let routes = routes();
    let outliner = Outliner { routes: &routes };
    let (desk, template) = desk().await?;
    let mut groups: BTreeMap<String, String> = BTreeMap::new();
    for route in &routes {
        let answer = desk.get(&address(route, &desk, &template)).await?;
        let group = route.split('/').nth(1).unwrap_or_default().trim_end_matches(".svg");
        let text = groups.entry(format!("get-{}", if group.is_empty() { "root" } else { group })).or_default();
        writeln!(text, "GET {route}: {}", head(&answer, &outliner))?;
        let is_page = answer.status == StatusCode::OK && answer.header("content-type").starts_with("text/html");
        let is_sheet = Path::new(route).extension().is_some_and(|extension| extension == "html");
        if is_page && !is_sheet {
            let outline = outliner.main(&answer.body);
            outline.lines().try_for_each(|line| writeln!(text, "  {line}"))?;
        }
    }
    for (name, text) in &groups {
        compare(name, text);
    }
    Ok(())
}

/// A form without fields, and one of a stranger. After an answer that may have changed something, the next one is sent to a
/// desk of its own.
#[tokio::test]
async fn every_route_answers_a_form_without_fields() -> anyhow::Result<()> {
    let routes = routes();
    let outliner = Outliner { routes: &routes };
    let mut text = String::new();
    let (mut desk, mut template) = self::desk().await?;
    for route in &routes {
        let path = address(route, &desk, &template);
        let stranger = desk.post_as(&path, &[], None).await?;
        let own = desk.post(&path, &[]).await?;
        writeln!(text, "POST {route}: {}; stranger: {}", head(&own, &outliner), head(&stranger, &outliner))?;
        if !own.status.is_client_error() {
            (desk, template) = self::desk().await?;
        }
    }
    compare("post", &text);
    Ok(())
}

/// What is around the content of each page, the same everywhere.
#[tokio::test]
async fn the_frame_of_a_page_is_the_same_everywhere() -> anyhow::Result<()> {
    let routes = routes();
    let outliner = Outliner { routes: &routes };
    let desk = Desk::open().await?;
    compare("frame", &outliner.frame(&desk.get("/library/rules").await?.body));
    compare("frame-stranger", &outliner.frame(&desk.stranger("/library/rules").await?.body));
    Ok(())
}

/// The page of each error that a browser can be shown. Those of a damaged and a full database are compared where they are met
/// (`trouble`).
#[tokio::test]
async fn every_error_has_its_page() -> anyhow::Result<()> {
    let routes = routes();
    let outliner = Outliner { routes: &routes };
    let desk = Desk::open().await?;
    let notes = format!("/couples/{}/notes", desk.couple.0);
    let from = |request: axum::http::request::Builder| request.header("cookie", desk.cookie.as_str());
    let own = |request: axum::http::request::Builder| from(request).header("sec-fetch-site", "same-origin");
    let post = || own(Request::post(&notes)).header("content-type", "application/x-www-form-urlencoded");
    let send = |request, body: &str| ask(desk.router.clone(), request, Body::from(body.to_owned()));
    let stale = desk.post(&notes, &[("seen", "1"), ("notes", "x")]).await?;
    assert_eq!(stale.status, StatusCode::SEE_OTHER, "saved once");
    let couple = ["name", "label-a", "pronouns-a", "label-b", "pronouns-b", "together", "first-seen", "tags"];
    let nameless = couple.map(|field| (field, ""));
    let mut answers = vec![
        ("an unknown field", send(post(), "unknown=x").await?),
        ("a form without a session", desk.post_as(&notes, &[("seen", "1"), ("notes", "x")], None).await?),
        ("a form of another site", send(from(Request::post(&notes)).header("sec-fetch-site", "cross-site"), "").await?),
        ("an unknown address", desk.get("/nowhere").await?),
        ("an unknown couple", desk.get("/couples/01890a5d-ac96-774b-bcce-b302099a8057").await?),
        ("another method", send(own(Request::delete("/today")), "").await?),
        ("a record that was changed", desk.post(&notes, &[("seen", "1"), ("notes", "y")]).await?),
        ("too large a form", send(post().header("content-length", "99999999"), "").await?),
        ("another host", send(from(Request::get("/today")).header("host", "elsewhere.example"), "").await?),
        ("a couple without a name", desk.post("/couples/new", &nameless).await?),
    ];
    for _ in 0..11 {
        let wrong = desk.post_as("/sign-in", &[("login", "counsellor"), ("password", "wrong")], None).await?;
        if wrong.status == StatusCode::TOO_MANY_REQUESTS {
            answers.push(("too many attempts", wrong));
            break;
        }
    }
    desk.store.close().await;
    answers.push(("a database that does not answer", desk.get(&notes).await?));
    let all: Vec<String> = answers.iter().map(|(what, answer)| error(what, answer, &outliner)).collect();
    compare("errors", &all.concat());
    Ok(())
}

/// Compares one error, which only a test with a damaged or a full database meets, with its snapshot.
pub(crate) fn compare_error(name: &str, what: &str, answer: &Answer) {
    let routes = routes();
    compare(name, &error(what, answer, &Outliner { routes: &routes }));
}

/// The status of an error, and its page in outline.
fn error(what: &str, answer: &Answer, outliner: &Outliner<'_>) -> String {
    let mut text = format!("{what}: {}\n", head(answer, outliner));
    if answer.header("content-type").starts_with("text/html") {
        text.extend(outliner.main(&answer.body).lines().map(|line| format!("  {line}\n")));
    }
    text
}
