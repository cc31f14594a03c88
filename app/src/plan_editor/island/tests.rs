//! The page as a document: its form sends exactly what the server reads, and sending it untouched changes nothing.

use std::collections::HashMap;

use domain::{
    assess::{Answer, Assessment, CaseState, Session, Whom},
    library::english,
    plan::{
        SessionPlan, Status,
        editor::{Booking, Edit, ExerciseStatuses, apply, check, draft},
    },
    records::Revision,
    vocabulary::{Minutes, Phase},
};
use leptos::prelude::*;

use crate::{
    browser::autosave::DraftPlace,
    plan_editor::{
        fields::{Action, action, knows_all, pressed, remedy_button, seen, typed},
        island::{PlanView, Refused, plan_editor},
    },
};

fn moment() -> (SessionPlan, ExerciseStatuses) {
    let mut course = CaseState::default();
    for id in ["individual-safety-interview", "negotiated-time-out", "stop-signal-agreement", "validation-practice"] {
        course.done.insert(id.parse().unwrap());
    }
    course.answers.record(english(), &"INF-08".parse().unwrap(), Whom::A, Answer::Yes).unwrap();
    course.observe_gates(english());
    let picture = Assessment::of(english(), &course, Some(Phase::Repair), Session::Couple);
    let moment = picture.moment(english(), &course);
    let booking = Booking {
        number: 3,
        on: "2026-11-24".parse().ok(),
        start: "09:30".parse().ok(),
        minutes: Minutes(60),
        booked: Session::Couple,
    };
    let mut plan = draft(&moment, booking);
    plan.title = "Heard <b>in full</b> & \"kept\"".into();
    plan.note = "One line\nand another".into();
    plan.blocks[1].note = "Slow down at </textarea><script>".into();
    (plan, ExerciseStatuses::of(&moment))
}

fn page(plan: &SessionPlan, standings: &ExerciseStatuses) -> String {
    let view = PlanView {
        id: "01".into(),
        couple: "02".into(),
        name: "Heron".into(),
        labels: ["Ada".into(), "Bo".into()],
        revision: Revision(7),
        plan: plan.clone(),
        stored: None,
        problem: None,
        faults: Vec::new(),
        refused: Refused::default(),
        situation: Revision(1),
        standings: standings.clone(),
        draft: DraftPlace { key: [0; 32], account: "x".into(), record: "plan/01".into(), about: String::new() },
        query: None,
    };
    let html = Owner::new().with(|| plan_editor(view).to_html());
    // What an island is told stands in an attribute of its own, before the document begins.
    html.split_once("class=\"plan-desk\"").unwrap().1.to_owned()
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    Some(unescaped(rest.split_once('"')?.0))
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#x27;", "'").replace("&amp;", "&")
}

/// Returns the fields that a browser without scripts would send when the button “Save” is pressed.
fn fields(html: &str) -> HashMap<String, String> {
    let form = html.split_once("<form id=\"plan\"").unwrap().1.split_once("</form>").unwrap().0;
    let mut fields = HashMap::from([("do".to_owned(), "save".to_owned())]);
    for part in form.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap();
        let Some(name) = attribute(tag, "name") else { continue };
        if tag.starts_with("textarea") {
            fields.insert(name, unescaped(text));
        } else if tag.starts_with("input") && (!tag.contains("type=\"checkbox\"") || tag.contains(" checked")) {
            let radio = tag.contains("type=\"radio\"");
            if !radio || tag.contains(" checked") {
                fields.insert(name, attribute(tag, "value").unwrap_or_default());
            }
        } else if tag.starts_with("select") {
            let choices = form.split_once(part).unwrap().1.split_once("</select>").unwrap().0;
            let chosen = choices.split("<option").find(|option| option.contains(" selected"));
            fields.insert(name, attribute(chosen.unwrap(), "value").unwrap());
        }
    }
    fields
}

#[test]
fn inv_09_sending_the_form_untouched_changes_nothing() {
    let (plan, standings) = moment();
    let fields = fields(&page(&plan, &standings));
    assert!(knows_all(&fields), "{:?}", fields.keys());
    assert_eq!((seen(&fields), pressed(&plan, &fields)), (Some(Revision(7)), Some(Action::Save)));
    let (again, faults) = typed(english(), &standings, &plan, &fields);
    assert_eq!((again, faults), (plan, Vec::new()));
}

#[test]
fn inv_09_every_button_is_one_that_the_server_knows() {
    let (plan, standings) = moment();
    let html = page(&plan, &standings);
    let mut all = fields(&html);
    let mut verbs = domain::vocabulary::SmallSet::new();
    for tag in html.split("<button").skip(1).map(|rest| rest.split_once('>').unwrap().0) {
        if attribute(tag, "name").as_deref() != Some("do") {
            continue;
        }
        let button = attribute(tag, "value").unwrap();
        verbs.insert(button.split(':').next().unwrap().to_owned());
        all.insert("do".into(), button.clone());
        assert!(pressed(&plan, &all).is_some(), "{button}");
    }
    for verb in ["save", "fill", "add", "own", "remove", "up", "down", "less", "more", "ready", "give", "drop"] {
        assert!(verbs.contains(verb), "there is no button to {verb}: {verbs:?}");
    }
}

#[test]
fn what_was_typed_comes_along_with_every_button() {
    let (plan, standings) = moment();
    let mut fields = fields(&page(&plan, &standings));
    let first = plan.blocks[0].id;
    fields.insert(format!("b{}-note", first.0), "typed\r\nbefore".into());
    fields.insert(format!("b{}-minutes", first.0), "9".into());
    fields.insert("do".into(), format!("down:{}", first.0));
    let (typed, _) = typed(english(), &standings, &plan, &fields);
    let Some(Action::Edit(edit)) = pressed(&typed, &fields) else { panic!("no edit") };
    let moved = apply(english(), &standings, &typed, &edit).unwrap();
    assert_eq!(moved.blocks[1].note, "typed\nbefore");
    assert_eq!(moved.blocks[1].minutes, Minutes(9));
    assert_eq!(edit, Edit::Down(first));
}

#[test]
fn what_cannot_be_read_is_said_and_the_rest_is_kept() {
    let (plan, standings) = moment();
    let mut fields = fields(&page(&plan, &standings));
    for (name, value) in [("on", "soon"), ("start", "late"), ("minutes", "200"), ("b1-minutes", "many")] {
        fields.insert(name.into(), value.into());
    }
    fields.insert("note".into(), "kept".into());
    let (typed, faults) = typed(english(), &standings, &plan, &fields);
    let named: Vec<&str> = faults.iter().map(|fault| fault.field.as_str()).collect();
    assert_eq!(named, ["b1-minutes", "on", "start", "minutes"]);
    assert!(faults.iter().all(|fault| !fault.text.contains("soon")), "a fault repeats nothing that was typed");
    assert_eq!(typed.note, "kept");
}

#[test]
fn sec_06_a_field_that_nobody_knows_is_noticed() {
    for name in ["account_id", "b", "b1-owner", "b1-note-x", "bx", "own"] {
        assert!(!knows_all(&HashMap::from([(name.to_owned(), String::new())])), "{name}");
    }
}

#[test]
fn sec_24_typed_markup_stays_text() {
    let (plan, standings) = moment();
    let html = page(&plan, &standings);
    assert!(!html.contains("<script>") && !html.contains("<b>in full"));
}

#[test]
fn a_held_session_offers_no_edits_of_its_agenda() {
    let (plan, standings) = moment();
    let html = page(&SessionPlan { status: Status::Completed, ..plan }, &standings);
    for verb in ["value=\"fill\"", "value=\"fit\"", "value=\"swap:", "name=\"after\" value=\"1"] {
        assert!(!html.contains(verb), "{verb}");
    }
}

/// Returns the edits that the concerns of this plan offer, with their buttons on the page.
fn remedies(plan: &SessionPlan, standings: &ExerciseStatuses) -> Vec<(Edit, String)> {
    let concerns = check(english(), standings, plan).concerns;
    let edits = concerns.into_iter().filter_map(|concern| concern.remedy.map(|edit| *edit));
    edits.map(|edit| (edit.clone(), remedy_button(plan, &edit).unwrap())).collect()
}

#[test]
fn a_concern_has_a_button_that_does_what_answers_it() {
    let (mut plan, standings) = moment();
    let exercise = plan.blocks.iter().position(|block| block.item.is_some()).unwrap();
    plan.blocks[exercise].minutes = Minutes(1);
    let all = remedies(&plan, &standings);
    assert!(all.iter().any(|(edit, _)| matches!(edit, Edit::Minutes(id, _) if *id == plan.blocks[exercise].id)));
    let html = page(&plan, &standings);
    for (edit, button) in all {
        assert!(html.contains(&format!("value=\"{button}\"")), "{button}");
        assert_eq!(action(&plan, &button, Default::default, None), Some(Action::Edit(edit)), "{button}");
    }
    let least = english().item(plan.blocks[exercise].exercise().unwrap()).unwrap().minutes.min;
    assert!(html.contains(&format!("Make it {least} minutes")), "{html}");
    plan.status = Status::Completed;
    assert!(!page(&plan, &standings).contains("Make it "), "nothing is offered of a session that took place");
}

#[test]
fn every_remedy_is_read_as_it_is_written() {
    let (plan, _) = moment();
    let block = plan.blocks.iter().find(|block| !block.sheets.is_empty()).unwrap();
    let mut sheets = block.sheets.clone();
    let first = *sheets.iter().next().unwrap();
    sheets.remove(&first);
    let edits = [
        Edit::Minutes(block.id, Minutes(15)),
        Edit::MoveTo(block.id, 0),
        Edit::Remove(block.id),
        Edit::Sheets(block.id, sheets),
        Edit::DropHomework("negotiated-time-out".parse().unwrap()),
    ];
    for edit in edits {
        let button = remedy_button(&plan, &edit).unwrap();
        assert_eq!(action(&plan, &button, Default::default, None), Some(Action::Edit(edit)), "{button}");
    }
    assert_eq!(action(&plan, "minutes:999:5", Default::default, None), None, "no such block");
}
