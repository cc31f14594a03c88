//! Nothing typed is lost: forms that two windows have open, drafts, and forms that save themselves.

use std::collections::BTreeSet;

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use domain::{
    assess::{Answer, Partner, Whom},
    library::english,
    vocabulary::GateId,
};

use crate::{
    page_form::PageForm,
    support::{Desk, ask},
};

pub const EXERCISE: &[(&str, &str)] = &[
    ("title", "A walk"),
    ("neutral-title", ""),
    ("kind", "exercise"),
    ("who", "couple"),
    ("then", ""),
    ("phase", "safety"),
    ("serves", "stressors"),
    ("min", "10"),
    ("typical", "15"),
    ("max", "20"),
    ("conditions", ""),
    ("materials", ""),
    ("paper", "shared"),
    ("evidence", "unsourced"),
    ("steps", "Walk."),
    ("client-text", "Walk side by side."),
    ("on-paper", ""),
    ("homework", ""),
    ("outcome", "Calm."),
    ("cautions", ""),
];

pub const GATE: &[(&str, &str)] = &[
    ("name", "A birth"),
    ("opens-when", "Somebody gave birth"),
    ("closes-when", "A check was fine"),
    ("override", "never"),
    ("couple-paper", "nothing"),
    ("discretion", "neutral"),
];

/// A desk with something of everything that a form can be about.
pub struct Full {
    pub desk: Desk,
    exercise: String,
    gate: String,
    template: String,
}

impl Full {
    pub async fn open() -> anyhow::Result<Self> {
        let desk = Desk::open().await?;
        let made = async |to: &str, fields: &[(&str, &str)]| -> anyhow::Result<String> {
            let answer = desk.post(to, fields).await?;
            anyhow::ensure!(answer.status == StatusCode::SEE_OTHER, "{to}: {} {}", answer.status, answer.body);
            let address = answer.header("location");
            Ok(address.split(['?', '#']).next().unwrap_or_default().to_owned())
        };
        let exercise = made("/my-library/exercises", EXERCISE).await?;
        let gate = made("/my-library/gates", GATE).await?;
        let words = [("title", "Mine"), ("description", ""), ("tags", "")];
        let template = made(&format!("/plans/{}/template", desk.plan.0), &words).await?;
        let letterhead =
            [("seen", ""), ("name", "Weir"), ("address", ""), ("registration", ""), ("footer", ""), ("alt", "")];
        desk.upload("/settings/letterhead", &letterhead, b"").await?;
        let programme = [("sessions", "8"), ("minutes", "60")];
        made(&format!("/couples/{}/programme", desk.couple.0), &programme).await?;
        Ok(Self { desk, exercise, gate, template })
    }

    /// The address of a page; nothing for a route that is none, or that this desk has nothing for.
    pub fn page(&self, route: &str) -> Option<String> {
        let last = |address: &str| address.rsplit('/').next().unwrap_or_default().to_owned();
        let thing = if route.contains("/gates/") { &self.gate } else { &self.exercise };
        let path = route
            .replace("{couple}", &self.desk.couple.0.to_string())
            .replace("{plan}", &self.desk.plan.0.to_string())
            .replace("{partner}", "a")
            .replace("{gate}", "GATE-UNSCREENED")
            .replace("{template}", &last(&self.template))
            .replace("{thing}", &last(thing))
            .replace("{id}", "impact-letter");
        (!path.contains('{')).then_some(path)
    }
}

/// Every form in which more than a line is typed keeps a draft, or saves itself. The list is made from the pages, so that
/// a new form is in it.
#[tokio::test]
async fn every_form_of_more_than_a_line_keeps_what_is_typed() -> anyhow::Result<()> {
    let full = Full::open().await?;
    let (mut seen, mut without) = (BTreeSet::new(), Vec::new());
    let routes = server::edge::routes();
    let more = [
        format!("{}/apply?couple={}&minutes=60&who=couple&role=concerned", full.template, full.desk.couple.0),
        format!("/couples/{}/sessions", full.desk.couple.0),
    ];
    for page in routes.iter().filter_map(|route| full.page(route)).chain(more) {
        let answer = full.desk.get(&page).await?;
        if answer.status != StatusCode::OK || !answer.header("content-type").contains("html") {
            continue;
        }
        for form in PageForm::all(&answer.body) {
            if (form.typed < 2 && form.areas.is_empty()) || form.secret {
                continue;
            }
            seen.extend(form.areas.iter().cloned());
            // The plan and the situation are islands that save themselves.
            let saves = form.html.contains("name=\"booked\"") || form.html.contains("INF-01");
            // What a list is asked for is no record.
            if ["/couples", "/plans", "/search"].contains(&form.action.as_str()) {
                continue;
            }
            if !saves && !form.html.contains("data-script=\"") {
                without.push(format!("{page}: {} ({:?})", form.action, form.fields));
            }
        }
    }
    assert!(without.is_empty(), "forms without a draft: {without:#?}");
    for area in ["notes", "note", "checked", "steps", "closes-when", "address", "description"] {
        assert!(seen.contains(area), "{area} was not looked at: {seen:?}");
    }
    Ok(())
}

/// What must move at once is in the browser, and nothing else: every other page does with scripts alone, and its policy
/// forbids to compile anything.
#[tokio::test]
async fn sec_22_only_the_plan_and_the_situation_load_webassembly() -> anyhow::Result<()> {
    let full = Full::open().await?;
    let (mut with, mut without) = (BTreeSet::new(), 0);
    for route in server::edge::routes() {
        let Some(page) = full.page(&route) else { continue };
        let answer = full.desk.get(&page).await?;
        if !answer.header("content-type").contains("html") {
            continue;
        }
        let has_module = answer.body.contains(".wasm") || answer.body.contains("data-island");
        let policy = answer.header("content-security-policy");
        assert_eq!(policy.contains("'wasm-unsafe-eval'"), has_module, "{page}: {policy}");
        if has_module {
            with.insert(route);
        } else {
            without += 1;
        }
    }
    assert_eq!(with, BTreeSet::from(["/couples/{couple}/situation".to_owned(), "/plans/{plan}".to_owned()]));
    assert!(without > 40, "{without}");
    Ok(())
}

/// Two windows change different fields of the same record: after the refusal, a second press stores both.
#[tokio::test]
async fn sec_36_after_a_conflict_the_second_press_stores_what_both_windows_changed() -> anyhow::Result<()> {
    let full = Full::open().await?;
    let couple = format!("/couples/{}", full.desk.couple.0);
    let interview = format!("{couple}/interview/a");
    let record = format!("/plans/{}/record", full.desk.plan.0);
    for (page, here, there) in [
        (format!("{couple}/edit"), ("together", "nine years"), ("tags", "weir")),
        (interview.clone(), ("note", "typed here"), ("ABU-01.asked", "yes")),
        (interview, ("ABU-03.asked", "no"), ("ABU-05.other", "yes")),
        (format!("{couple}/situation"), ("STR-01.a", "yes"), ("INF-03.b", "yes")),
        (full.exercise.clone(), ("outcome", "Calm here."), ("cautions", "Careful there.")),
        (full.gate.clone(), ("opens-when", "Changed here"), ("closes-when", "Changed there")),
        (full.template.clone(), ("title", "Changed here"), ("tags", "there")),
        ("/settings/letterhead".to_owned(), ("footer", "Changed here"), ("registration", "Changed there")),
        (record.clone(), ("note", "Changed here"), ("safety", "no-concern")),
    ] {
        let opened = saving(PageForm::with(&full.desk.get(&page).await?.body, here.0)?);
        let saved = opened.clone().fill(there.0, there.1).send(&full.desk, &page).await?;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{page}: {}", saved.body);
        let refused = opened.fill(here.0, here.1).send(&full.desk, &page).await?;
        if page.ends_with("/edit") {
            assert_eq!(refused.status, StatusCode::SEE_OTHER, "different fields of a couple need no second press");
            let now = PageForm::with(&full.desk.get(&page).await?.body, here.0)?;
            assert_eq!((now.says(here.0), now.says(there.0)), (here.1, there.1), "{page}");
            continue;
        }
        assert_eq!(refused.status, StatusCode::CONFLICT, "{page}");
        let again = saving(PageForm::with(&refused.body, here.0)?);
        assert_eq!((again.says(here.0), again.says(there.0)), (here.1, there.1), "{page}: both are on screen");
        let stored = again.send(&full.desk, &page).await?;
        assert_eq!(stored.status, StatusCode::SEE_OTHER, "{page}: the second save at the latest is stored");
        let now = PageForm::with(&full.desk.get(&page).await?.body, here.0)?;
        assert_eq!((now.says(here.0), now.says(there.0)), (here.1, there.1), "{page}");
    }
    Ok(())
}

fn without(mut form: PageForm, name: &str) -> PageForm {
    form.fields.retain(|(known, _)| known != name);
    form
}

/// The form with the button pressed that saves what was typed, where it has one of several.
fn saving(form: PageForm) -> PageForm {
    let has = |word: &str| form.html.contains(&format!("name=\"do\" value=\"{word}\""));
    match ["save", "each"].into_iter().find(|word| has(word)) {
        Some(word) => form.fill("do", word),
        None => form,
    }
}

/// Two windows change the same field: what is stored stands beside what was typed.
#[tokio::test]
async fn sec_36_what_both_windows_changed_stands_side_by_side() -> anyhow::Result<()> {
    let full = Full::open().await?;
    let couple = format!("/couples/{}", full.desk.couple.0);
    let record = format!("/plans/{}/record", full.desk.plan.0);
    for (page, field, here, there, shown) in [
        (format!("{couple}/notes"), "notes", "typed here", "typed there", "typed there"),
        (format!("{couple}/edit"), "together", "nine years", "ten years", "ten years"),
        (format!("{couple}/interview/b"), "ABU-01.asked", "no", "yes", "Saved in another window: Yes"),
        (format!("{couple}/situation"), "STR-01.a", "no", "yes", "Changed in another window"),
        (full.exercise.clone(), "outcome", "Typed here", "Typed there", "Typed there"),
        (record.clone(), "note", "Typed here", "Typed there", "Typed there"),
        (record.clone(), "safety", "no-concern", "not-checked", "Not checked"),
        (format!("{couple}/programme"), "on-2", "2027-03-05", "2027-03-12", "2027-03-12"),
    ] {
        let opened = saving(PageForm::with(&full.desk.get(&page).await?.body, field)?);
        opened.clone().fill(field, there).send(&full.desk, &page).await?;
        let refused = opened.fill(field, here).send(&full.desk, &page).await?;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{page}");
        assert!(PageForm::with(&refused.body, field)?.says(field) == here, "{page}: yours is in the form");
        let text = refused.body.replace("<!>", "");
        assert!(text.contains(shown), "{page}: the other one is beside it");
    }
    Ok(())
}

/// A form that knew less never takes an answer about safety away, whatever it says it began with.
#[tokio::test]
async fn sec_36_an_answer_about_safety_never_vanishes_in_a_conflict() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let page = format!("/couples/{}/interview/a", desk.couple.0);
    let opened = PageForm::with(&desk.get(&page).await?.body, "note")?.fill("do", "save");
    opened.clone().fill("ABU-01.asked", "yes").send(&desk, &page).await?;
    for base in [None, Some("nonsense"), Some(opened.says("kept-base"))] {
        let stale = without(opened.clone(), "kept-base").fill("note", "typed here");
        let stale = base.map_or(stale.clone(), |base| stale.fill("kept-base", base));
        let refused = stale.send(&desk, &page).await?;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        let again = PageForm::with(&refused.body, "note")?.fill("do", "save");
        assert_eq!(again.says("ABU-01.asked"), "yes", "{base:?}");
    }
    Ok(())
}

/// A private interview is based on its own revision: an answer on the couple's page is no conflict.
#[tokio::test]
async fn an_interview_is_saved_although_the_situation_has_changed() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let couple = format!("/couples/{}", desk.couple.0);
    let page = format!("{couple}/interview/a");
    let opened = PageForm::with(&desk.get(&page).await?.body, "note")?.fill("do", "save");
    let situation = format!("{couple}/situation");
    let answered = PageForm::with(&desk.get(&situation).await?.body, "STR-01.a")?.fill("STR-01.a", "yes");
    assert_eq!(answered.send(&desk, &situation).await?.status, StatusCode::SEE_OTHER);
    let saved = opened.fill("note", "typed before").send(&desk, &page).await?;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    let kept = desk.records.situation(desk.couple).await?.value;
    assert_eq!(kept.answers.about(&"STR-01".parse()?, Whom::A), Some(Answer::Yes));
    Ok(())
}

/// A yes activates its holds at once, and the answer names each of them.
#[tokio::test]
async fn a_yes_in_an_interview_activates_every_hold_at_once_and_names_it() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let couple = desk.couple.0.to_string();
    let page = format!("/couples/{couple}/interview/a");
    let mut seen = "1".to_owned();
    let mut before: BTreeSet<GateId> = desk.records.situation(desk.couple).await?.value.gates.open_gates().collect();
    for question in english().interview().questions() {
        let name = app::browser::fields::alone(question);
        let fields = [("seen", seen.as_str()), ("do", "save"), (name.as_str(), "yes")];
        let (status, saved) = desk.save_as(&page, &fields, &desk.cookie).await?;
        assert_eq!(status, StatusCode::OK, "{saved}");
        seen = saved["seen"].as_str().unwrap_or_default().to_owned();
        let now: BTreeSet<GateId> = desk.records.situation(desk.couple).await?.value.gates.open_gates().collect();
        let named: BTreeSet<(String, String)> = serde_json::from_value(saved["holds"].clone()).unwrap_or_default();
        let new = now.difference(&before);
        let new = new.map(|gate| (format!("/couples/{couple}/gates/{gate}"), english().gate(*gate).name.clone()));
        let new: BTreeSet<(String, String)> = new.collect();
        assert_eq!(named, new, "{}", question.indicator);
        let indicator = english().indicator(&question.indicator).expect("a known indicator");
        for gate in &indicator.opens {
            assert!(now.contains(gate), "{} does not activate {gate}", question.indicator);
        }
        before = now;
    }
    assert!(before.contains(&GateId::Control));
    // Without scripts the page says the same of what is stored.
    let page = desk.get(&format!("/couples/{couple}/interview/a?saved=yes")).await?.body;
    assert!(page.contains(&english().gate(GateId::Control).name));
    Ok(())
}

/// The script of a form sends it to the same address, and learns what became of it.
#[tokio::test]
async fn a_form_that_saves_itself_is_told_of_a_save_a_conflict_and_a_fault() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let couple = format!("/couples/{}", desk.couple.0);
    let (interview, notes) = (format!("{couple}/interview/b"), format!("{couple}/notes"));
    let note = [("seen", "1"), ("do", "save"), ("note", "x")];
    let (status, saved) = desk.save_as(&interview, &note, &desk.cookie).await?;
    assert_eq!((status, saved["seen"].as_str(), saved.get("holds")), (StatusCode::OK, Some("2"), None));
    assert!(saved["at"].as_str().is_some_and(|at| at.len() == 5), "{saved}");
    let (status, stale) = desk.save_as(&interview, &note, &desk.cookie).await?;
    assert_eq!((status, stale["seen"].as_str()), (StatusCode::CONFLICT, Some("2")));
    assert_eq!(stale["fields"]["note"], "x", "what is stored, as the form shows it: {stale}");
    let notes_saved = [("seen", "1"), ("notes", "a\r\nb")];
    assert_eq!(desk.save_as(&notes, &notes_saved, &desk.cookie).await?.0, StatusCode::OK);
    let (status, stale) = desk.save_as(&notes, &notes_saved, &desk.cookie).await?;
    assert_eq!((status, stale["fields"]["notes"].as_str()), (StatusCode::CONFLICT, Some("a\nb")));
    let long = "x".repeat(200_001);
    let (status, refused) = desk.save_as(&notes, &[("seen", "2"), ("notes", &long)], &desk.cookie).await?;
    assert_eq!((status, refused["faults"][0]["field"].as_str()), (StatusCode::UNPROCESSABLE_ENTITY, Some("notes")));
    assert!(refused["said"].as_str().is_some_and(|said| said.contains("Keep the notes to")), "{refused}");
    assert!(refused["fields"].is_null(), "only a conflict shows what is stored");
    assert_eq!(desk.records.interview(desk.couple, Partner::B).await?.value.note, "x");
    assert_eq!(desk.records.notes(desk.couple).await?.value, "a\nb");
    Ok(())
}

/// The answer to a script says nothing to anyone else, and only who accepts it gets it.
#[tokio::test]
async fn sec_02_a_save_by_a_script_is_as_closed_as_its_form() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let (_, theirs, _) = desk.colleague().await?;
    let note = [("seen", "77"), ("notes", "x")];
    for couple in [theirs.0.to_string(), uuid::Uuid::now_v7().to_string()] {
        let (status, answer) = desk.save_as(&format!("/couples/{couple}/notes"), &note, &desk.cookie).await?;
        assert_eq!((status, answer["fields"].is_object()), (StatusCode::NOT_FOUND, false), "{answer}");
    }
    let own = format!("/couples/{}/notes", desk.couple.0);
    let (status, answer) = desk.save_as(&own, &note, "reweave=nonsense").await?;
    assert_eq!((status, answer.is_object()), (StatusCode::UNAUTHORIZED, false));
    let page = desk.post(&own, &note).await?;
    assert!(
        page.status == StatusCode::CONFLICT && page.header("content-type").contains("html"),
        "a page without a script"
    );
    Ok(())
}

/// “All of the rest was asked” leads back to where it was pressed, and to the top where something has to be read.
#[tokio::test]
async fn no_to_the_rest_leads_back_to_its_part() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let page = format!("/couples/{}/interview/a", desk.couple.0);
    let send = async |field: (&str, &str)| -> anyhow::Result<String> {
        let form = PageForm::with(&desk.get(&page).await?.body, "note")?.fill("do", "no:fear").fill(field.0, field.1);
        let answer = form.send(&desk, &page).await?;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        Ok(answer.header("location").to_owned())
    };
    assert!(send(("note", "x")).await?.ends_with("#fear"));
    assert!(send(("ABU-03.asked", "yes")).await?.ends_with("#after"));
    Ok(())
}

/// The browser takes a draft away only where the server says that exactly this one is stored.
#[tokio::test]
async fn only_a_form_that_is_stored_names_its_draft() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let notes = format!("/couples/{}/notes", desk.couple.0);
    let post = async |seen: &str, text: &str, draft: &str, cookie: Option<&str>| {
        desk.post_as(&notes, &[("seen", seen), ("notes", text), ("kept-draft", draft)], cookie).await
    };
    let cookie = Some(desk.cookie.as_str());
    let stored = post("1", "x", "a1-b2", cookie).await?;
    assert_eq!(stored.status, StatusCode::SEE_OTHER);
    assert!(stored.header("set-cookie").starts_with("reweave-stored=a1-b2; "), "{}", stored.header("set-cookie"));
    let long = "x".repeat(200_001);
    for (seen, text, cookie) in [("1", "y", cookie), ("2", long.as_str(), cookie), ("2", "y", None)] {
        let refused = post(seen, text, "a1-b2", cookie).await?;
        assert!(refused.status.is_client_error(), "{}", refused.status);
        assert_eq!(refused.header("set-cookie"), "", "{}", refused.status);
    }
    let odd = post("2", "z", "a;b", cookie).await?;
    assert_eq!((odd.status, odd.header("set-cookie")), (StatusCode::SEE_OTHER, ""));
    Ok(())
}

/// A page for what cannot be answered promises nothing that a browser would have to do.
#[tokio::test]
async fn a_refused_form_promises_nothing_that_a_browser_has_to_do() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let form = Request::post(format!("/couples/{}/notes", desk.couple.0))
        .header("accept", "text/html")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded");
    let answer = ask(desk.router.clone(), form, Body::from("seen=1&notes=x")).await?;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert!(answer.body.contains("Today lists what you typed"), "{}", answer.body);
    assert!(!answer.body.contains("Go back"), "{}", answer.body);
    Ok(())
}

/// A form that is refused for a field of its own goes on from what is stored by then, and keeps what the other window saved.
#[tokio::test]
async fn sec_36_a_form_that_is_refused_for_a_fault_overwrites_nothing_on_the_second_press() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let page = format!("/couples/{}/edit", desk.couple.0);
    let opened = PageForm::with(&desk.get(&page).await?.body, "tags")?;
    let saved = opened.clone().fill("tags", "weir").send(&desk, &page).await?;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    let wrong = opened.fill("together", "nine years").fill("first-seen", "last summer");
    let refused = wrong.send(&desk, &page).await?;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let again = PageForm::with(&refused.body, "tags")?.fill("first-seen", "");
    assert_eq!(again.send(&desk, &page).await?.status, StatusCode::SEE_OTHER);
    let now = desk.records.couple(desk.couple).await?.value;
    assert_eq!((now.tags, now.together.as_str()), (vec!["weir".to_owned()], "nine years"));
    Ok(())
}

/// Without scripts, one text that is too long takes nothing else with it.
#[tokio::test]
async fn a_text_that_is_too_long_is_shown_again_with_all_that_was_typed() -> anyhow::Result<()> {
    let full = Full::open().await?;
    let plan = format!("/plans/{}", full.desk.plan.0);
    let story = format!("/couples/{}/situation", full.desk.couple.0);
    for (page, long, letters, other) in [
        (plan, "note", 20_001, ("stop_if", "Somebody wants to stop")),
        (story, "text.story", 40_001, ("text.hopes-a", "a quiet week")),
    ] {
        let text = "x".repeat(letters);
        let form = PageForm::with(&full.desk.get(&page).await?.body, long)?;
        let refused = form.fill(long, &text).fill(other.0, other.1).send(&full.desk, &page).await?;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{page}");
        let again = PageForm::with(&refused.body, long)?;
        assert_eq!((again.says(long).len(), again.says(other.0)), (letters, other.1), "{page}");
    }
    Ok(())
}
