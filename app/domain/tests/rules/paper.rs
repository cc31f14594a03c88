//! R3 and R45 to R50: what may stand on paper.

use domain::{
    handout::{Audience, Discretion, Refusal, least_discretion, words_of},
    library::english,
    words::{GateId, HelpCheck, HelpKind, Language, PaperClass, Tag},
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
        assert!(handout.exercises().iter().all(|exercise| exercise.homework.is_none() && exercise.fields.is_empty()));
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
        assert_eq!((line.country.as_str(), line.check), ("IE", HelpCheck::Seen));
        assert!(!matches!(line.kind, HelpKind::Violence | HelpKind::SexualViolence), "{}", line.name);
        assert!(!line.checked_on.is_empty());
    }
    assert!(lines(true).iter().any(|line| line.kind == HelpKind::Violence));
    assert!(room.sheet(Audience::A).unwrap().help_lines().is_empty(), "no country, no line");
    assert!(matches!(room.sheet_in(Audience::A, Some("XX"), false), Err(Refusal::Country { .. })));
    assert!(room.warns("R49"));
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
