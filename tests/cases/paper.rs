//! Sheets of the worked cases: what is private never reaches them, and they are sound PDF files.

use domain::{
    assess::CaseState,
    library::{english, model::Item},
    paper::{
        handout::{Audience, Discretion, ReferralSheet, Wanted, leaflet, make, time_critical},
        run_sheet,
    },
    planning::planner::Sheet,
    vocabulary::{Language, PaperClass},
};
use pdf::{PaperSize, PrintedLetterhead};
use serde_json::{Value, json};
use tests::inside::{Part, everything, find};

use crate::support::{Worked, all, read};

const AUDIENCES: [Audience; 3] = [Audience::Both, Audience::A, Audience::B];
const DISCRETIONS: [Discretion; 3] = [Discretion::Standard, Discretion::Neutral, Discretion::InRoom];

/// Every sheet of a case, typeset.
fn sheets(worked: &Worked) -> Vec<(String, Vec<u8>)> {
    let mut sheets = Vec::new();
    for audience in AUDIENCES {
        for discretion in DISCRETIONS {
            if let Ok(handout) = worked.sheet(audience, discretion) {
                let name = format!("{} {audience} {discretion:?}", worked.id());
                sheets.push((name, pdf::handout(&handout, PaperSize::A4.into()).expect("it can be typeset")));
            }
        }
    }
    sheets
}

/// The words of the pages of a PDF and what its properties say, as other programs read them.
fn as_read(bytes: &[u8]) -> String {
    let parts = everything(bytes);
    let read = |name: &&Part| matches!(name.0, "words of the pages" | "properties" | "XMP metadata");
    parts.iter().filter(read).map(|(_, text)| text.as_str()).collect()
}

/// Puts a canary into every private field of a case. No line ends within one: it is too short.
fn with_canaries(mut case: Value) -> (Value, Vec<String>) {
    let mut canaries = Vec::new();
    let mut canary = || {
        canaries.push(format!("zq{}xw", canaries.len()));
        canaries[canaries.len() - 1].clone()
    };
    for key in ["id", "title", "story", "why", "handout", "handout_never"] {
        case[key] = Value::String(canary());
    }
    for block in case["expert_plan"].as_array_mut().into_iter().flatten() {
        block["content"] = Value::String(canary());
    }
    let closed = case["closed_gates"].as_object_mut().expect("closed gates");
    for reason in closed.values_mut() {
        *reason = Value::String(canary());
    }
    closed.insert("GATE-MIXED".into(), Value::String(canary()));
    (case, canaries)
}

/// Returns the words that no client may read on a sheet in any case: gates, indicators, rules, answers, points.
fn never() -> Vec<String> {
    let marks = ["GATE-", "CASE-", "INF-0", "BET-0", "TRA-0", "ABU-0", "not asked"].map(str::to_owned);
    // Whole numbers of rules: three bytes alone come up in compressed streams by chance.
    marks.into_iter().chain((40..50).map(|rule| format!("(R{rule}"))).collect()
}

#[test]
fn sec_08_canaries_in_private_fields_reach_no_part_of_any_sheet_for_clients() {
    let letterhead = PrintedLetterhead { name: "Lindenhof".into(), every_page: true, ..PrintedLetterhead::default() };
    let mut checked = 0;
    for worked in all() {
        let (json, canaries) = with_canaries(worked.json);
        let private: Vec<String> = canaries.into_iter().chain(never()).collect();
        let worked = read(json);
        for (name, bytes) in sheets(&worked).into_iter().chain(others(&worked, &letterhead)) {
            assert_eq!(find(&everything(&bytes), &private), None, "{name}");
            checked += 1;
        }
    }
    assert!(checked >= 60, "{checked}");
}

/// The other way round: a word that does stand in a file is found in each part of it where it can stand.
#[test]
fn a_canary_that_is_there_is_found_wherever_it_sits() {
    let worked = &all()[0];
    let mut sheet = run_sheet::from_plan(english(), &worked.case.course, &worked.plan(), None, None);
    sheet.title = "zq0xw zq1xw".into();
    sheet.couple.clone_from(&sheet.title);
    // Only a file of several pages has an outline.
    sheet.full_text = true;
    let mut file = pdf::run_sheet(&sheet, PaperSize::A4.into()).expect("it can be typeset");
    // All that a sheet says is in compressed streams, so a comment has words that are not.
    file.extend(b"% zq1xw\n");
    let parts = everything(&file);
    let found = parts.iter().filter(|(_, text)| text.contains("zq1xw")).map(|(part, _)| *part);
    let expected = [
        "words of the pages",
        "words in their order",
        "structure tree with its words",
        "properties",
        "XMP metadata",
        "outline",
        "strings",
        "objects and streams, unpacked",
        "bytes",
    ];
    assert_eq!(found.collect::<Vec<_>>(), expected);
}

/// Sheets beside handouts for the same people: leaflets that their open gates allow, where to go, and each sheet once more
/// in another language and under a letterhead.
fn others(worked: &Worked, letterhead: &PrintedLetterhead) -> Vec<(String, Vec<u8>)> {
    let (library, course) = (english(), &worked.case.course);
    let mut sheets = Vec::new();
    for &language in Language::ALL {
        let made = worked.plan().blocks.into_iter().filter_map(|block| library.item(&block.item?));
        let leaflets = made.filter_map(|item| leaflet(library, Some(course), item, language).ok());
        for leaflet in leaflets.take(2) {
            let bytes = pdf::client_sheet(&leaflet, Some(letterhead), PaperSize::A5.into()).expect("it can be typeset");
            sheets.push((format!("{} leaflet {language}", worked.id()), bytes));
        }
        let rows = ReferralSheet::of_in(library, language, time_critical(library)).expect("it is translated");
        let bytes = pdf::referrals(&rows, PaperSize::A4.into()).expect("it can be typeset");
        sheets.push((format!("{} referrals {language}", worked.id()), bytes));
        for audience in AUDIENCES {
            let Ok(handout) = worked.sheet_in(audience, Discretion::Standard, language) else { continue };
            let bytes =
                pdf::client_sheet(&handout, Some(letterhead), PaperSize::Booklet.into()).expect("it can be typeset");
            sheets.push((format!("{} {audience} {language}", worked.id()), bytes));
        }
    }
    sheets
}

#[test]
fn a_partner_s_own_sheet_holds_nothing_of_the_other_s() {
    let library = english();
    let individual: Vec<&Item> = library.items().iter().filter(|item| item.paper == PaperClass::Individual).collect();
    let mut plan = all()[0].plan();
    let mut sheets = 0;
    for pair in individual.chunks_exact(2) {
        let sheet = |audience, item: &Item| Sheet { audience, items: vec![item.id.clone()] };
        plan.sheets = vec![sheet(Audience::A, pair[0]), sheet(Audience::B, pair[1])];
        for (audience, other) in [(Audience::A, pair[1]), (Audience::B, pair[0])] {
            let wanted = Wanted {
                audience,
                discretion: Discretion::Standard,
                country: None,
                violence_lines: false,
                verified: domain::paper::handout::Verified::default(),
                language: Language::English,
            };
            // Some are held while nothing is known of a couple.
            let Ok(handout) = make(library, &CaseState::default(), &plan, &wanted) else { continue };
            let bytes = pdf::handout(&handout, PaperSize::A4.into()).expect("it can be typeset");
            // Beginnings, because lines end within what is longer.
            let foreign: Vec<String> = other
                .client_text
                .iter()
                .chain([&other.title])
                .map(|text| text.as_str().chars().take(24).collect())
                .collect();
            assert_eq!(find(&everything(&bytes), &foreign), None, "{audience} {}", other.id);
            sheets += 1;
        }
    }
    assert!(sheets >= 6, "{sheets} sheets");
}

#[test]
fn sheets_read_back_whole_and_name_no_gate_indicator_or_band() {
    for worked in all() {
        for audience in AUDIENCES {
            let Ok(handout) = worked.sheet(audience, Discretion::Standard) else { continue };
            let bytes = pdf::handout(&handout, PaperSize::Letter.into()).expect("it can be typeset");
            let text = as_read(&bytes);
            // Paper sets real apostrophes and quotation marks.
            let plain = |text: &str| text.replace(['’', '‘'], "'").replace(['“', '”'], "\"");
            let flat = |text: &str| plain(text).split_whitespace().collect::<Vec<_>>().join(" ");
            let read = flat(&text);
            assert!(read.contains(&flat(handout.title().as_str())), "{}", worked.id());
            for exercise in handout.exercises() {
                assert!(read.contains(&flat(exercise.heading.as_str())), "{}: {}", worked.id(), exercise.heading);
            }
            for word in ["GATE", "CASE-", "leading", "infidelity", "betrayal"] {
                assert!(!read.contains(word), "{}: {word}", worked.id());
            }
        }
    }
}

#[test]
fn a_gate_that_forbids_the_sheet_says_so_and_one_partner_gets_only_their_own() {
    let afraid = read(json!({ "id": "afraid", "ticked": ["ABU-01"], "done": ["individual-safety-interview"] }));
    for audience in AUDIENCES {
        let refusal = afraid.sheet(audience, Discretion::Standard).expect_err("no paper");
        assert!(refusal.to_string().contains("GATE-CONTROL"), "{refusal}");
    }
    let alone = read(json!({ "id": "alone", "ticked": ["TRA-12"], "done": ["individual-safety-interview"],
                             "session": "individual (injured)", "for": "b" }));
    assert!(alone.sheet(Audience::A, Discretion::Standard).is_err());
    assert!(alone.sheet(Audience::B, Discretion::Standard).is_ok());
}
