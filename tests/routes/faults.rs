//! Every fault of a field is shown by the page that shows the form again, and the field is described by it.

use anyhow::{Context, ensure};
use axum::http::StatusCode;

use crate::{
    parsed::{Field, Form, described, elements, forms},
    support::Desk,
};

/// A form, what is typed into it in place of what it holds, the field that is wrong, and words of the fault.
struct Case {
    page: String,
    action: &'static str,
    typed: Vec<(&'static str, String)>,
    field: &'static str,
    words: &'static str,
}

impl Case {
    fn new(page: &str, action: &'static str, typed: &[(&'static str, &str)], field: &'static str) -> Self {
        let typed = typed.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        Self { page: page.to_owned(), action, typed, field, words: "" }
    }

    fn says(self, words: &'static str) -> Self {
        Self { words, ..self }
    }
}

fn gates(couple: &str) -> Vec<Case> {
    let gate = format!("{couple}/gates/GATE-UNSCREENED");
    let on = |typed: &str| Case::new(&gate, "/gates/GATE-UNSCREENED", &[("do", "close"), ("on", typed)], "on");
    vec![on("2999-01-01").says("cannot be in the future"), on(""), on("2026-02-31")]
}

fn couples(couple: &str) -> Vec<Case> {
    let long = "x".repeat(200);
    let tags = (0..60).map(|n| format!("tag{n}")).collect::<Vec<_>>().join(", ");
    let edit = |name: &'static str, typed: &str| Case::new(&format!("{couple}/edit"), "/edit", &[(name, typed)], name);
    vec![
        edit("name", ""),
        edit("name", &long),
        edit("label-a", &long),
        edit("label-b", &long),
        edit("first-seen", "2026-02-31"),
        edit("tags", &tags),
        Case::new(&format!("{couple}/delete"), "/delete", &[("name", "Egret")], "name").says("not the code name"),
        Case::new(&format!("{couple}/notes"), "/notes", &[("notes", &"x".repeat(200_001))], "notes")
            .says("Keep the notes to"),
    ]
}

fn letters(couple: &str) -> Vec<Case> {
    let page = format!("{couple}/letters");
    let letter = |name: &'static str, typed: &str| {
        Case::new(&page, "/letters", &[("agreed", "yes"), ("addressee", "A clinic"), (name, typed)], name)
    };
    vec![
        letter("addressee", "").says("Enter who the letter goes to"),
        letter("name", &"x".repeat(81)).says("80 characters"),
        letter("added", &"x".repeat(601)).says("600 characters"),
    ]
}

fn interviews(couple: &str) -> Vec<Case> {
    let interview = |name: &'static str, typed: &str| {
        Case::new(&format!("{couple}/interview/a"), "/interview/a", &[("do", "save"), (name, typed)], name)
    };
    vec![
        interview("held-on", "2026-02-31"),
        interview("held-on", "2999-01-01").says("cannot be in the future"),
        interview("note", &"x".repeat(20_001)).says("Keep the note to"),
    ]
}

fn situation(couple: &str) -> Vec<Case> {
    let (page, long) = (format!("{couple}/situation"), "x".repeat(40_001));
    let on = |field: &'static str| Case::new(&page, "/situation", &[(field, &long)], field).says("40,000 characters");
    vec![on("text.story"), on("text.hopes-a"), on("text.came-to-light")]
}

fn sessions(couple: &str) -> Vec<Case> {
    let new =
        |name: &'static str, typed: &str| Case::new(&format!("{couple}/sessions"), "/plans", &[(name, typed)], name);
    let programme = |name: &'static str, typed: &str| {
        Case::new(&format!("{couple}/programme"), "/programme", &[(name, typed)], name)
    };
    vec![
        new("on", "2026-02-31"),
        new("start", "25:00"),
        new("minutes", "500"),
        programme("sessions", "90"),
        programme("minutes", "5"),
        programme("first", "2026-02-31"),
        programme("weeks", "99"),
    ]
}

fn templates(plan: &str) -> Vec<Case> {
    let long = "x".repeat(5_000);
    let save = |name: &'static str, typed: &str| {
        Case::new(&format!("{plan}/template"), "/template", &[("title", "Mine"), (name, typed)], name)
    };
    vec![save("title", ""), save("title", &long), save("description", &long), save("tags", &long)]
}

/// The fields of a plan that has a block.
fn plans(plan: &str) -> Vec<Case> {
    let on = |field: &'static str, typed: &str| Case::new(plan, "", &[(field, typed)], field);
    let (long, title) = ("x".repeat(20_001), "x".repeat(161));
    let texts = ["why", "stop_if", "note", "b1-note"].map(|field| on(field, &long).says("20,000 characters"));
    let titles = ["title", "b1-title"].map(|field| on(field, &title).says("160 characters"));
    let others = [on("on", "2026-02-31"), on("start", "25:00"), on("minutes", "500"), on("b1-minutes", "many")];
    others.into_iter().chain(texts).chain(titles).collect()
}

fn own_library() -> Vec<Case> {
    let exercise = |name: &'static str, typed: &str| {
        let page = "/my-library/exercises/new";
        Case::new(page, "/my-library/exercises", &[("title", "Tea"), (name, typed)], name)
    };
    let gate = |name: &'static str, typed: &str| {
        let page = "/my-library/gates/new";
        Case::new(page, "/my-library/gates", &[("name", "Heights"), (name, typed)], name)
    };
    vec![
        exercise("title", ""),
        exercise("title", &"x".repeat(61)).says("60 characters"),
        exercise("serves", ""),
        exercise("min", "many"),
        exercise("typical", "many"),
        exercise("max", "many"),
        exercise("on-paper", "- no box"),
        gate("name", ""),
        gate("opens-when", ""),
        gate("closes-when", ""),
    ]
}

fn letterheads() -> Vec<Case> {
    let long = "x".repeat(2_000);
    let letterhead = |name: &'static str, typed: &str| {
        Case::new("/settings/letterhead", "/settings/letterhead", &[("name", "Lindenhof"), (name, typed)], name)
    };
    ["name", "address", "registration", "footer", "alt"]
        .map(|name| letterhead(name, &long).says("Keep "))
        .into_iter()
        .chain([letterhead("name", "")])
        .collect()
}

/// The form of a page with this end of its address that has the field.
fn form(page: &str, body: &str, case: &Case) -> Option<Form> {
    let fits = |form: &Form| {
        let path = form.action.split('?').next().unwrap_or_default();
        let way = case.typed.iter().find(|(name, _)| *name == "do");
        path.ends_with(case.action)
            && form.fields.iter().any(|field| field.name == case.field)
            && way.is_none_or(|(_, value)| {
                form.fields.iter().any(|field| field.name == "do" && (field.kind == "button" || field.value == *value))
            })
    };
    forms(page, body).into_iter().find(fits)
}

/// Sends the form, and looks for the fault at its field.
async fn said(desk: &Desk, case: &Case) -> anyhow::Result<()> {
    let page = desk.get(&case.page).await?;
    let mut form = form(&case.page, &page.body, case).context("there is no such form")?;
    for (name, value) in &case.typed {
        for field in form.fields.iter_mut().filter(|field| field.name == *name) {
            field.value.clone_from(value);
        }
    }
    let sent = form.fields.iter().filter(|field| field.kind != "file");
    let fields: Vec<(&str, &str)> = sent.map(|field| (field.name.as_str(), field.value.as_str())).collect();
    let answer = if form.fields.iter().any(|field| field.kind == "file") {
        desk.upload(&form.action, &fields, b"").await?
    } else {
        desk.post(&form.action, &fields).await?
    };
    if answer.status == StatusCode::SEE_OTHER {
        // One's own exercises and gates are kept as drafts; their pages say what is missing.
        let kept = answer.header("location").to_owned();
        ensure!(kept.starts_with("/my-library/"), "it was not refused");
        return is_described(&desk.get(&kept).await?.body, case);
    }
    ensure!(answer.status == StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.status);
    is_described(&answer.body, case)?;
    comes_back(&answer.body, &fields, case)
}

/// Every field of the refused form shows what was sent in it, as far as a browser shows it.
fn comes_back(page: &str, sent: &[(&str, &str)], case: &Case) -> anyhow::Result<()> {
    let again = form(&case.page, page, case).context("the form is gone")?;
    // The island of a plan shows the stored day and length, and a browser sends no others.
    let plan = case.action.is_empty() && ["on", "start", "minutes", "b1-minutes"].contains(&case.field);
    let shown = again.fields.iter().filter(|field| !["hidden", "button", "file"].contains(&field.kind.as_str()));
    for field in shown.filter(|field| !plan || field.name != case.field) {
        let typed = sent.iter().filter(|(name, _)| *name == field.name);
        let typed: Vec<&str> = typed.map(|(_, value)| *value).collect();
        let on_screen = as_shown(field);
        ensure!(typed.contains(&on_screen), "{} shows {on_screen:.20?} for {typed:.20?}", field.name);
    }
    Ok(())
}

/// The value that a browser shows: it empties a day, a time and a number that it cannot read.
fn as_shown(field: &Field) -> &str {
    let value = field.value.as_str();
    let reads = match field.kind.as_str() {
        "date" => value.parse::<domain::vocabulary::Day>().is_ok(),
        "time" => value.parse::<domain::case_file::Clock>().is_ok(),
        "number" => value.parse::<f64>().is_ok(),
        _ => true,
    };
    if reads { value } else { "" }
}

fn is_described(page: &str, case: &Case) -> anyhow::Result<()> {
    let faults: Vec<String> = elements(page)
        .into_iter()
        .filter(|one| one.get("class") == Some("fault") && !one.text.trim().is_empty())
        .map(|one| one.text)
        .collect();
    let said = described(page, case.field).unwrap_or_default();
    let fault = faults.iter().find(|fault| said.contains(fault.as_str()) && fault.contains(case.words));
    ensure!(fault.is_some(), "it is described by {said:?}, and the page says {faults:?}");
    Ok(())
}

/// Every one of these is said where it belongs.
async fn all_said<'a>(desk: &Desk, cases: impl IntoIterator<Item = &'a Case>) {
    let mut wrong = Vec::new();
    for case in cases {
        if let Err(error) = said(desk, case).await {
            let typed = case.typed.last().map_or("", |(_, typed)| typed);
            wrong.push(format!("{}, {} = {typed:.20}: {error:#}", case.page, case.field));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test]
async fn the_field_is_described_by_what_is_wrong_with_it() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let (couple, plan) = (format!("/couples/{}", desk.couple.0), format!("/plans/{}", desk.plan.0));
    let cases = [
        gates(&couple),
        couples(&couple),
        letters(&couple),
        interviews(&couple),
        situation(&couple),
        sessions(&couple),
        templates(&plan),
        own_library(),
        letterheads(),
    ];
    all_said(&desk, cases.iter().flatten()).await;
    Ok(())
}

#[tokio::test]
async fn the_fields_of_a_plan_say_what_is_wrong_with_them() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let fields = [("on", "2026-11-24"), ("start", "09:30"), ("minutes", "60"), ("who", "couple")];
    let made = desk.post(&format!("/couples/{}/plans", desk.couple.0), &fields).await?;
    all_said(&desk, &plans(made.header("location"))).await;
    Ok(())
}

#[tokio::test]
async fn the_days_of_a_programme_say_what_is_wrong_with_them() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let programme = format!("/couples/{}/programme", desk.couple.0);
    let drafted = desk.post(&programme, &[("sessions", "8"), ("minutes", "60")]).await?;
    assert_eq!(drafted.status, StatusCode::SEE_OTHER, "{}", drafted.body);
    let days = |name: &'static str, way: &str, typed: &str| {
        Case::new(&programme, "/days", &[("do", way), (name, typed)], name)
    };
    let make = |name: &'static str, typed: &str| Case::new(&programme, "/programme/2", &[(name, typed)], name);
    let cases = [
        days("on-2", "each", "2026-02-31"),
        days("first", "even", "2026-02-31"),
        days("weeks", "even", "99"),
        make("on", "2026-02-31"),
        make("start", "25:00"),
    ];
    all_said(&desk, &cases).await;
    Ok(())
}
