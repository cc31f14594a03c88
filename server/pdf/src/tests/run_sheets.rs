//! Run sheets: a session on one page, and nothing of what was told alone unless it is asked for.

use domain::{
    assess::{Assessment, CaseState},
    case_file,
    library::{english, model::Indicator},
    paper::run_sheet::{RunSheet, ToldAlone, from_plan, from_session},
    plan::editor::{Booking, ExerciseStatuses, draft},
    planning::planner::plan,
    vocabulary::{AppliesTo, Minutes},
};

use super::sheets::run_sheet;
use crate::{
    PaperSize, PrintOptions,
    verify::{artifacts, verify},
};

/// Returns the run sheet of a session of this length with eight blocks, as many of them exercises as their shortest times
/// allow, each with six steps or more.
fn eight(minutes: u8, exercises: usize) -> RunSheet {
    let mut sheet = run_sheet();
    let mut items = english().items().iter().filter(|item| item.steps.len() >= 6);
    sheet.minutes = Minutes(minutes);
    sheet.blocks.truncate(8);
    assert_eq!(sheet.blocks.len(), 8);
    let (long, short) = (minutes / 8 + 3, minutes / 8 - 3);
    let mut begins = 0;
    for (n, block) in sheet.blocks.iter_mut().enumerate() {
        block.steps.clear();
        block.minutes = Minutes(if (2..2 + exercises).contains(&n) { long } else { short });
        if (2..2 + exercises).contains(&n) {
            let item = items.next().unwrap();
            block.title = item.title.to_string();
            block.steps.clone_from(&item.steps);
        }
        block.begins = begins;
        begins += u16::from(block.minutes.0);
    }
    sheet
}

fn pages(sheet: &RunSheet, paper: PaperSize) -> usize {
    artifacts(&crate::run_sheet(sheet, paper.into()).unwrap()).len()
}

#[test]
fn a_session_of_eight_blocks_is_on_one_page() {
    for (minutes, exercises) in [(60, 4), (90, 5)] {
        let case = r#"{ "done": ["individual-safety-interview", "negotiated-time-out"], "ticked": ["BET-01"], "start": "14:00" }"#;
        let case = case_file::parse(english(), case).unwrap();
        let picture = Assessment::of(english(), &case.course, case.phase, case.session);
        let plan = plan(&picture.moment(english(), &case.course), Minutes(minutes));
        let planned = from_plan(english(), &case.course, &plan, case.start, None);
        assert!(planned.blocks.len() >= 7, "{}", planned.blocks.len());
        for paper in [PaperSize::A4, PaperSize::Letter] {
            for (name, sheet) in [("planned", &planned), ("eight", &eight(minutes, exercises))] {
                assert_eq!(pages(sheet, paper), 1, "{name}, {minutes} minutes, {paper}");
            }
        }
    }
}

#[test]
fn questions_for_next_time_and_homework_to_review_are_on_the_page() {
    let mut sheet = run_sheet();
    sheet.ask_next = vec!["Do you disagree about whether it was a breach?".into()];
    sheet.blocks[2].note = "Given last time: ten minutes of talk, twice.".into();
    let document = crate::run_sheet_that_fits(&sheet, PrintOptions::default()).unwrap();
    assert_eq!(verify(&crate::run_sheet(&sheet, PrintOptions::default()).unwrap(), &document), []);
    let lines = crate::document::reading_order::lines(&document);
    for words in ["Do you disagree about whether it was a breach?", "Given last time: ten minutes of talk, twice."] {
        assert!(lines.iter().any(|line| line.words().contains(words)), "{words}");
    }
}

/// Returns the run sheet of a case with these answers, of a plan that was made before any of them.
fn of_case(answers: &str, told: impl Fn(&CaseState) -> Option<Vec<ToldAlone>>) -> RunSheet {
    let library = english();
    let read = |answers: &str| {
        let json = format!(
            r#"{{ "done": ["individual-safety-interview", "negotiated-time-out"], "ticked": [{answers}], "start": "14:00" }}"#
        );
        case_file::parse(library, &json).unwrap()
    };
    let before = read(r#""BET-01""#);
    let picture = Assessment::of(library, &before.course, before.phase, before.session);
    let booking = Booking { number: 3, on: None, start: before.start, minutes: before.minutes, booked: before.session };
    let plan = draft(&picture.moment(library, &before.course), booking);
    let course = read(answers).course;
    let picture = Assessment::of(library, &course, None, before.session);
    let statuses = ExerciseStatuses::of(&picture.moment(library, &course));
    from_session(library, &course, &statuses, &plan, told(&course))
}

#[test]
fn inv_1_not_one_byte_of_what_was_told_alone_is_on_a_run_sheet_that_does_not_ask_for_it() {
    let together = r#""BET-01", "INF-05""#;
    // Asked alone, about one partner, and holding nothing.
    let silent = |indicator: &&Indicator| {
        let free = indicator.opens.is_empty() && !indicator.id.as_str().starts_with("ABU-");
        free && indicator.applies_to == AppliesTo::Either && english().is_asked_alone(&indicator.id)
    };
    let silent: Vec<&Indicator> = english().indicators().iter().filter(silent).take(3).collect();
    assert_eq!(silent.len(), 3);
    let told: Vec<String> = silent.iter().map(|own| format!(r#", {{ "id": "{}", "who": "a" }}"#, own.id)).collect();
    let alone = &format!("{together}{}", told.concat());
    let print = PrintOptions::default();
    let bytes = |sheet: &RunSheet| crate::run_sheet(sheet, print).unwrap();
    let (without, with) = (of_case(together, |_| None), of_case(alone, |_| None));
    assert_eq!(words(&bytes(&without)), words(&bytes(&with)));
    assert!(bytes(&without) == bytes(&with), "other bytes for the same words");
    let asked = of_case(alone, |course| Some(vec![ToldAlone::of_answers(english(), &course.answers)]));
    let own = words(&bytes(&asked));
    for indicator in silent {
        assert!(own.contains(&crate::quotes::curled(&indicator.text)), "{own}");
    }
}

fn words(bytes: &[u8]) -> String {
    crate::verify::leaves(bytes).into_iter().map(|(_, words)| words).chain(artifacts(bytes)).collect()
}

#[test]
fn a_hold_that_was_told_alone_holds_its_exercises_and_is_not_named() {
    let alone = r#""BET-01", { "id": "ABU-01", "who": "a" }"#;
    let control = &english().gate(domain::vocabulary::GateId::Control).name;
    let sheet = of_case(alone, |_| None);
    let held = sheet.blocks.iter().filter(|block| !block.held.is_empty());
    assert!(held.clone().count() > 0 && held.into_iter().all(|block| block.steps.is_empty()));
    let unasked = words(&crate::run_sheet(&sheet, PrintOptions::default()).unwrap());
    assert!(!unasked.contains(control.as_str()) && !unasked.contains("afraid") && unasked.contains("on your screen"));
    let asked = of_case(alone, |course| Some(vec![ToldAlone::of_answers(english(), &course.answers)]));
    let asked = words(&crate::run_sheet(&asked, PrintOptions::default()).unwrap());
    assert!(asked.contains(control.as_str()));
}
