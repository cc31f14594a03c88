//! R3 and R45 to R50: what may stand on paper.

use domain::{
    library::english,
    paper::handout::{Audience, Discretion, Refusal, Wanted, help_report, least_discretion, make, words_of},
    vocabulary::{GateId, HelpKind, Language, PaperClass, Tag},
};
use serde_json::json;

use crate::room::{Room, SCREENED, item, many_rooms};

const AUDIENCES: [Audience; 3] = [Audience::Both, Audience::A, Audience::B];

#[test]
fn r3_no_sheet_ever_shows_an_indicator_a_score_or_a_gate() {
    let mut sheets = 0;
    for room in many_rooms() {
        for audience in AUDIENCES {
            let Ok(handout) = room.sheet(audience) else { continue };
            sheets += 1;
            let text = serde_json::to_string(&handout).unwrap();
            for indicator in english().indicators() {
                assert!(!text.contains(indicator.id.as_str()) && !text.contains(&indicator.text), "{}", indicator.id);
            }
            for gate in english().gates() {
                assert!(!text.contains(gate.id.as_str()) && !text.contains(&gate.name), "{}", gate.id);
            }
            assert!(!text.contains("GATE"));
        }
    }
    assert!(sheets > 100, "{sheets}");
}

#[test]
fn r3_the_aim_of_a_session_names_no_hold() {
    let rooms = ["GEN-10", "ABU-01", "TRA-13", "INF-01"].map(|sign| Room::screened(&[sign]));
    for room in many_rooms().into_iter().chain(rooms) {
        let why = room.plan(60).why;
        for gate in room.case.course.gates.open_gates().filter(|_| why.starts_with("Today")) {
            let named = format!("“{}”", english().gate(gate).name);
            assert!(!why.contains(&named), "{gate}: {why}");
        }
    }
}

#[test]
fn r45_some_open_gates_allow_no_paper_and_others_only_harmless_paper() {
    for (sign, gate) in
        [("ABU-01", GateId::Control), ("GEN-11", GateId::Legal), ("GEN-02", GateId::Intox), ("GEN-04", GateId::Psych)]
    {
        for audience in AUDIENCES {
            let refused = Room::all_done(&[sign]).sheet(audience);
            assert!(matches!(refused, Err(Refusal::Gate { .. })), "{gate} {audience}: {refused:?}");
        }
    }
    for sign in ["GEN-06", "INF-04", "POW-04"] {
        let case = json!({ "ticked": [sign, "INF-05", "TRA-12"], "done": [SCREENED], "phase": "safety",
                           "session": "individual (injured)", "for": "a" });
        let room = Room::of(&case);
        let sensitive = [Tag::Safety, Tag::Sexual, Tag::Blame, Tag::Health];
        for sheet in room.plan(90).sheets {
            for id in &sheet.items {
                let tags = &item(id.as_str()).tags;
                assert!(!sensitive.iter().any(|tag| tags.contains(tag)), "{sign}: {id}");
            }
        }
    }
    let shared = Room::of(&json!({ "ticked": [] })).sheet(Audience::Both);
    if let Ok(handout) = shared {
        assert!(handout.exercises().iter().all(|exercise| exercise.homework.is_none() && !writes(exercise)));
    }
}

#[test]
fn r46_an_individual_exercise_stands_on_its_own_sheet_only() {
    let mut own = 0;
    for room in many_rooms() {
        for sheet in room.plan(90).sheets {
            for id in &sheet.items {
                let class = item(id.as_str()).paper;
                let wanted = if sheet.audience == Audience::Both { PaperClass::Shared } else { PaperClass::Individual };
                assert_eq!(class, wanted, "{id}");
                own += usize::from(class == PaperClass::Individual);
            }
        }
    }
    assert!(own > 0);
}

#[test]
fn r47_no_touch_sexual_or_fantasy_homework_while_these_gates_are_open() {
    for sign in ["POW-04", "TRA-04", "INF-04", "INF-03"] {
        for phase in ["safety", "meaning", "intimacy"] {
            let room = Room::of(&json!({ "ticked": [sign, "EXP-02", "INF-08"], "phase": phase,
                "done": english().items().iter().map(|item| item.id.as_str()).collect::<Vec<_>>() }));
            for minutes in [50, 60, 90] {
                for task in room.plan(minutes).homework {
                    let tags = &item(task.item.as_str()).tags;
                    let sexual = [Tag::Touch, Tag::Sexual, Tag::Fantasy].iter().any(|tag| tags.contains(tag));
                    assert!(!sexual, "{sign} {phase}: {}", task.item);
                }
            }
        }
    }
}

#[test]
fn r48_a_sheet_holds_two_exercises_and_one_skill_at_most() {
    let mut full = 0;
    for room in many_rooms() {
        for minutes in [50, 60, 90, 120] {
            for sheet in room.plan(minutes).sheets {
                let skills = sheet.items.iter().filter(|id| item(id.as_str()).tags.contains(&Tag::Skill)).count();
                assert!(sheet.items.len() <= 3 && sheet.items.len() - skills.min(1) <= 2, "{:?}", sheet.items);
                full += usize::from(sheet.items.len() == 3);
            }
        }
    }
    assert!(full > 0);
}

#[test]
fn r49_help_lines_are_of_the_country_checked_and_never_about_violence_unasked() {
    let room = Room::screened(&["INF-05", "INF-08"]);
    let lines = |violence| room.sheet_in(Audience::A, Some("IE"), violence).unwrap().help_lines().to_vec();
    assert!(!lines(false).is_empty());
    for line in lines(false) {
        let known = english().help_lines().iter().find(|known| known.id == line.id).unwrap();
        assert_eq!((known.country.as_str(), known.checked_on.as_ref()), ("IE", Some(&line.checked_on)));
        assert!(!matches!(line.kind, HelpKind::Violence | HelpKind::SexualViolence), "{}", line.id);
        assert!(!line.checked_on.is_empty());
    }
    assert!(lines(true).iter().any(|line| line.kind == HelpKind::Violence));
    assert!(room.sheet(Audience::A).unwrap().help_lines().is_empty(), "no country, no line");
    assert!(matches!(room.sheet_in(Audience::A, Some("XX"), false), Err(Refusal::Country { .. })));
    assert!(room.warns("R49"));
}

/// A sheet for hours in which somebody wants to die begins with somebody to call, or the counsellor is told that it does not.
#[test]
fn r49_a_plan_for_a_crisis_has_crisis_lines_at_its_top_or_says_what_is_missing() {
    let case =
        json!({ "ticked": ["TRA-13"], "done": [SCREENED], "session": "individual (person at risk)", "for": "a" });
    let room = Room::of(&case);
    assert!(room.case.course.gates.is_open(GateId::Suicide));
    let mut countries: Vec<&str> = english().help_lines().iter().map(|line| line.country.as_str()).collect();
    countries.dedup();
    assert_eq!(countries.len(), 13);
    for country in countries {
        let sheet = room.sheet_in(Audience::A, Some(country), false).unwrap();
        let wanted = Room::wanted(Audience::A, Some(country), false);
        let report = help_report(english(), &room.case.course, &wanted, []).unwrap();
        let crisis = sheet.crisis_lines().first().is_some_and(|line| line.kind == HelpKind::Crisis);
        assert_eq!(crisis, !report.no_crisis_line, "{country}");
        assert_eq!(crisis, !matches!(country, "EU" | "International"), "{country}");
        assert!(sheet.help_lines().is_empty(), "{country}: emergency and crisis lines are at the top");
        if !crisis {
            assert!(
                report.in_words()[0].contains("needs a crisis line and has none"),
                "{country}: {:?}",
                report.in_words()
            );
        }
    }
    let unchosen = help_report(english(), &room.case.course, &Room::wanted(Audience::A, None, false), []).unwrap();
    assert!(unchosen.in_words()[0].contains("Choose the country"));
}

#[test]
fn r49_a_line_that_nobody_found_is_named_and_printed_only_once_it_is_verified() {
    let room = Room::screened(&["INF-05", "INF-08"]);
    let mut wanted = Room::wanted(Audience::A, Some("DE"), false);
    let report = |wanted: &Wanted| help_report(english(), &room.case.course, wanted, []).unwrap();
    let before = report(&wanted);
    assert!(before.unverified.iter().any(|line| line.id == "de-telefonseelsorge-116"));
    assert!(before.in_words().iter().any(|text| text.contains("116 123")));
    assert!(!before.printed.iter().any(|line| line.number == "116 123"));
    wanted.verified.lines.insert("de-telefonseelsorge-116".into());
    assert_eq!(report(&wanted).printed.len(), before.printed.len(), "without a day it counts for nothing");
    wanted.verified.on = domain::vocabulary::Day::new(2026, 11, 26).ok();
    let line = report(&wanted).printed.into_iter().find(|line| line.number == "116 123").unwrap();
    assert_eq!(line.checked_on, "2026-11-26");
    assert!(report(&wanted).unverified.is_empty());
}

/// Whatever an exercise says, a sheet that stays in the room sends nothing home.
#[test]
fn a_sheet_that_stays_in_the_room_sends_nothing_home() {
    let mut sheets = 0;
    for room in many_rooms() {
        for audience in AUDIENCES {
            let wanted = Wanted { discretion: Discretion::InRoom, ..Room::wanted(audience, None, false) };
            let Ok(sheet) = make(english(), &room.case.course, &room.plan(60), &wanted) else { continue };
            sheets += 1;
            assert!(sheet.exercises().iter().all(|exercise| exercise.homework.is_none()), "{audience}");
        }
    }
    assert!(sheets > 50, "{sheets}");
}

/// Words for clients talk to clients: what only a counsellor can do or judge is written in a note to the counsellor.
#[test]
fn no_homework_is_a_note_to_the_counsellor() {
    for language in Language::ALL {
        for item in english().items() {
            let homework = match english().translation(*language) {
                Some(translation) if translation.pending().contains(&item.id) => continue,
                Some(translation) => translation.item(&item.id).unwrap().homework.clone(),
                None => item.homework.clone(),
            };
            let Some(homework) = homework else { continue };
            for note in [
                "individual interview",
                "in writing",
                "if safe",
                "safe place",
                "None ",
                "Private notes",
                "Both keep",
                "Einzelgespräch",
                "Schriftliches",
                "wenn gewünscht",
                "entrevistas individuales",
                "Nada por escrito",
                "si se quiere",
            ] {
                assert!(!homework.as_str().contains(note), "{language} {}: {homework}", item.id);
            }
        }
    }
    assert!(english().items().iter().any(|item| item.homework_note.contains("individual interviews")));
}

#[test]
fn r50_sensual_homework_is_marked_as_an_invitation() {
    for item in english().items().iter().filter(|item| item.tags.contains(&Tag::Touch)) {
        assert!(item.is_sensual(), "{}", item.id);
    }
    let all = english().items().iter().map(|item| item.id.as_str());
    let done: Vec<&str> = all.filter(|id| *id != "sensate-focus-one").collect();
    let room = Room::of(&json!({ "ticked": ["EXP-02", "EXP-06"], "done": done, "phase": "intimacy" }));
    let mut seen = 0;
    for minutes in [50, 60, 90] {
        for task in room.plan(minutes).homework.iter().filter(|task| item(task.item.as_str()).is_sensual()) {
            let sheet = room.sheet(Audience::Both).unwrap();
            let heading = &item(task.item.as_str()).title;
            let exercise = sheet.exercises().iter().find(|exercise| exercise.heading == *heading);
            if let Some(exercise) = exercise {
                assert!(exercise.homework_is_optional);
                seen += 1;
            }
        }
    }
    assert!(seen > 0, "this couple gets sensual homework");
    assert!(words_of(&room.sheet(Audience::Both).unwrap()).iter().any(|text| text.as_str().contains("stop any")));
}

#[test]
fn r45_an_open_gate_raises_the_discretion_of_every_sheet_and_never_lowers_it() {
    for gate in english().gates() {
        assert!(gate.paper.discretion >= Discretion::Neutral, "{} lets a sheet tell what is being looked at", gate.id);
    }
    let (calm, tense) = (Room::all_done(&[]), Room::all_done(&["INF-01"]));
    assert_eq!(least_discretion(english(), &calm.case.course), (Discretion::Standard, None));
    let (least, gate) = least_discretion(english(), &tense.case.course);
    assert_eq!((least, gate), (Discretion::Neutral, tense.case.course.gates.open_gates().next()));
    for audience in AUDIENCES {
        // The room asks for a standard sheet; what it gets is as discreet as the gate demands.
        let Ok(handout) = tense.sheet(audience) else { continue };
        assert_eq!(handout.discretion(), Discretion::Neutral, "{audience}");
        assert_eq!(handout.title(), &english().paper(Language::English).unwrap().title_neutral);
    }
}

/// True if something is to be written or marked on it.
fn writes(exercise: &domain::paper::handout::SheetExercise) -> bool {
    use domain::paper::handout::SheetLine;
    let lines = exercise.blocks.iter().flat_map(domain::library::on_paper::PaperBlock::lines);
    lines.into_iter().any(|line| matches!(line, SheetLine::Tick(_) | SheetLine::Blank(_)))
}
