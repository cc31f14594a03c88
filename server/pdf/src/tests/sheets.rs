//! Sheets other than handouts, and content that must not be on them.

use domain::{
    assess::{Assessment, CaseState, Partner},
    case_file,
    library::english,
    paper::{
        handout::{Audience, Discretion, Leaflet, ReferralSheet, Wanted, leaflet, time_critical},
        run_sheet::{RunSheet, ToldAlone, from_plan, from_session},
    },
    plan::{
        SessionPlan,
        editor::{Booking, ExerciseStatuses, draft},
    },
    planning::planner::plan,
    vocabulary::Language,
};

use crate::{
    PaperSize, PrintOptions, ReadingMode, TextSize,
    document::{ContentBlock, Document},
    labels::SheetLabels,
    sheets::{self, labels as say},
    typeset,
    verify::{artifacts, leaves, verify},
};

const CASE: &str = r#"{ "ticked": ["BET-01", "INF-05", { "id": "TRA-11", "who": "b" }], "no": ["ABU-01"],
    "done": ["individual-safety-interview", "negotiated-time-out"], "minutes": 80, "start": "09:30" }"#;

/// Returns the run sheet of a session with an open gate and a note in every field.
pub(super) fn run_sheet() -> RunSheet {
    let library = english();
    let case = case_file::parse(library, CASE).unwrap();
    let picture = Assessment::of(library, &case.course, case.phase, case.session);
    let plan = plan(&picture.moment(library, &case.course), case.minutes);
    let mut sheet = from_plan(library, &case.course, &plan, case.start, None);
    sheet.couple = "Heron".into();
    sheet.number = Some(3);
    sheet.note = "He came late the last two times; ask before anything else.".into();
    sheet.blocks[1].note = "Keep an eye on the clock here.".into();
    sheet
}

/// Returns the same with what was told alone and the full text.
pub(super) fn full_run_sheet() -> RunSheet {
    let library = english();
    let case = case_file::parse(library, CASE).unwrap();
    let picture = Assessment::of(library, &case.course, case.phase, case.session);
    let plan = plan(&picture.moment(library, &case.course), case.minutes);
    let told = vec![
        ToldAlone {
            by: Some(Partner::A),
            told: vec!["Are you ever afraid of your partner?".into()],
            note: String::new(),
        },
        ToldAlone { by: Some(Partner::B), told: Vec::new(), note: "Did not want to talk about the job.".into() },
    ];
    let own = run_sheet();
    let mut sheet = from_plan(library, &case.course, &plan, case.start, Some(told));
    (sheet.couple, sheet.number, sheet.full_text) = (own.couple, own.number, true);
    (sheet.note, sheet.blocks[1].note) = (own.note, own.blocks[1].note.clone());
    sheet.ask_next = vec!["Do you disagree about whether it was a breach?".into()];
    sheet
}

/// Returns a run sheet with the same session repeated, and its full text.
fn long_run_sheet() -> RunSheet {
    let mut sheet = full_run_sheet();
    let blocks = sheet.blocks.clone();
    sheet.blocks = std::iter::repeat_n(blocks, 150).flatten().collect();
    sheet
}

pub(super) fn leaflets() -> Vec<Leaflet> {
    leaflets_in(Language::English)
}

pub(super) fn leaflets_in(language: Language) -> Vec<Leaflet> {
    english().items().iter().filter_map(|item| leaflet(english(), None, item, language).ok()).collect()
}

pub(super) fn referrals() -> ReferralSheet {
    referrals_in(Language::English)
}

pub(super) fn referrals_in(language: Language) -> ReferralSheet {
    ReferralSheet::of_in(english(), language, time_critical(english())).unwrap()
}

pub(super) const KEY: &str = "7F3K 9QWE 0A1B C2D4 XYZ8 MNPQ RSTV 4567 JH2K";

/// Returns a plan with a canary in every field that a counsellor fills in, and the couple's data.
fn with_canaries() -> (SessionPlan, CaseState, ExerciseStatuses) {
    let library = english();
    let case = case_file::parse(library, CASE).unwrap();
    let picture = Assessment::of(library, &case.course, case.phase, case.session);
    let moment = picture.moment(library, &case.course);
    let booking = Booking { number: 3, on: None, start: case.start, minutes: case.minutes, booked: case.session };
    let mut plan = draft(&moment, booking);
    let canary = |place: &str| format!("CANARY {place}");
    plan.title = canary("title");
    plan.why = canary("why");
    plan.stop_if = canary("stop");
    plan.note = canary("note");
    for block in &mut plan.blocks {
        block.title = canary("block");
        block.note = canary("block note");
        block.sheets = [Audience::Both, Audience::A, Audience::B].into();
    }
    for (_, dose) in &mut plan.homework {
        *dose = canary("dose");
    }
    let standings = ExerciseStatuses::of(&moment);
    (plan, case.course, standings)
}

/// Returns the other sheets in each of their languages.
pub(super) fn others() -> Vec<Document> {
    let in_each = |language: &Language| {
        [
            sheets::referral::document(&referrals_in(*language)),
            sheets::recovery::document(*language, "mara@lindenhof.example", KEY),
            sheets::leaflet::document(&leaflets_in(*language)[0], PrintOptions::default()),
        ]
    };
    let english_only = [
        document_of(&run_sheet(), PrintOptions::default()),
        document_of(&full_run_sheet(), PrintOptions::default()),
        sheets::form::situation(english()),
        sheets::form::interview(english(), Partner::A),
    ];
    english_only.into_iter().chain(Language::ALL.iter().flat_map(in_each)).collect()
}

fn document_of(sheet: &RunSheet, print: PrintOptions) -> Document {
    crate::run_sheet_that_fits(sheet, print).unwrap()
}

/// Returns all text of a document.
fn all(document: &Document) -> String {
    let lines = crate::document::reading_order::lines(document);
    lines.iter().map(|line| line.words().to_owned()).collect::<Vec<_>>().join("\n")
}

#[test]
fn other_sheets_are_sound_on_standard_small_and_large_paper() {
    let large = PrintOptions { size: TextSize::Large, ..PrintOptions::default() };
    let easy = PrintOptions { reading: ReadingMode::Easy, ..PaperSize::A5.into() };
    for document in others() {
        for print in [PrintOptions::default(), large, easy, PaperSize::Booklet.into()] {
            let failures = verify(&typeset(&document, print).unwrap(), &document);
            assert!(failures.is_empty(), "{} {print:?}: {failures:?}", document.title);
        }
    }
}

#[test]
fn every_page_of_a_private_sheet_says_that_it_is_private() {
    let library = english();
    let print = PrintOptions::default();
    for bytes in [
        crate::run_sheet(&full_run_sheet(), print).unwrap(),
        crate::form(library, print).unwrap(),
        crate::interview_form(library, Partner::B, print).unwrap(),
    ] {
        let pages = artifacts(&bytes);
        assert!(pages.len() > 1);
        let first = leaves(&bytes).into_iter().any(|(_, words)| words == say::PRIVATE);
        assert!(pages.iter().skip(usize::from(first)).all(|page| page.contains(say::PRIVATE)));
    }
    for &language in Language::ALL {
        let private = &SheetLabels::of(language.as_str()).words.recovery.private;
        let key = crate::recovery_key_in(language, "mara", KEY, print).unwrap();
        assert!(artifacts(&key)[0].contains(private.as_str()));
    }
    let leaflet = crate::leaflet(&leaflets()[0], print).unwrap();
    assert!(!artifacts(&leaflet).concat().contains("Private"));
}

#[test]
fn inv_1_notes_of_the_counsellor_are_on_the_run_sheet_and_on_no_client_sheet() {
    let library = english();
    let (plan, course, standings) = with_canaries();
    let words =
        |bytes: &[u8]| leaves(bytes).into_iter().map(|(_, words)| words).chain(artifacts(bytes)).collect::<String>();
    let own = words(
        &crate::run_sheet(&from_session(library, &course, &standings, &plan, None), PrintOptions::default()).unwrap(),
    );
    for place in ["title", "why", "stop", "note", "block", "block note", "dose"] {
        assert!(own.contains(&format!("CANARY {place}")), "{place}");
    }
    let mut sheets = 0;
    for audience in [Audience::Both, Audience::A, Audience::B] {
        for discretion in [Discretion::Standard, Discretion::Neutral, Discretion::InRoom] {
            let wanted = Wanted {
                audience,
                discretion,
                country: None,
                violence_lines: false,
                verified: domain::paper::handout::Verified::default(),
                language: Language::English,
            };
            let Ok(handout) = domain::paper::handout::from_plan(library, &course, &plan, &wanted) else { continue };
            let bytes = crate::handout(&handout, PrintOptions::default()).unwrap();
            assert!(!words(&bytes).contains("CANARY") && !words(&bytes).contains("GATE-"));
            sheets += 1;
        }
    }
    assert!(sheets >= 3, "{sheets} sheets");
}

#[test]
fn a_run_sheet_of_two_hundred_pages_is_sound_and_counts_them() {
    let sheet = long_run_sheet();
    let bytes = crate::run_sheet(&sheet, PrintOptions::default()).unwrap();
    let pages = artifacts(&bytes);
    assert!(pages.len() > 200, "{} pages", pages.len());
    assert!(pages[199].contains(&format!("Page 200 of {}", pages.len())) && pages[199].contains(say::PRIVATE));
    assert_eq!(verify(&bytes, &document_of(&sheet, PrintOptions::default())), []);
}

#[test]
fn a_run_sheet_holds_all_that_the_counsellor_needs() {
    let sheet = full_run_sheet();
    let words = all(&document_of(&sheet, PrintOptions::default()));
    assert!(words.contains("09:30–10:50") && words.contains("10:50"));
    assert!(words.contains(say::OPEN_TODAY) && words.contains("GATE-STI"));
    assert!(words.contains("He came late") && words.contains("Keep an eye on the clock"));
    let steps: Vec<&String> = sheet.blocks.iter().flat_map(|block| &block.steps).collect();
    assert!(!steps.is_empty());
    let plain = |text: &str| text.replace(['“', '”', '‘', '’', '"', '\''], "");
    assert!(steps.iter().all(|step| plain(&words).contains(&plain(step))));
    assert!(sheet.blocks.iter().all(|block| words.contains(&sheet.clock(block.begins).to_string())));
}

#[test]
fn leaflets_are_sound_and_contain_nothing_for_the_counsellor() {
    let leaflets = leaflets();
    assert!(leaflets.len() > 60);
    let documents: Vec<Document> =
        leaflets.iter().map(|leaflet| sheets::leaflet::document(leaflet, PrintOptions::default())).collect();
    for (document, leaflet) in documents.iter().zip(&leaflets) {
        let item = english().items().iter().find(|item| item.title == leaflet.exercise().heading).unwrap();
        let words = all(document);
        let private = item.steps.iter().chain([&item.cautions, &item.outcome, &item.evidence]);
        assert!(private.filter(|text| text.len() > 40).all(|text| !words.contains(text.as_str())), "{}", item.id);
    }
    let blocks = documents.into_iter().flat_map(|document| document.blocks).collect();
    let together = Document { title: "All".into(), language: "en", blocks };
    assert_eq!(verify(&typeset(&together, PrintOptions::default()).unwrap(), &together), []);
}

#[test]
fn interview_questions_are_not_on_the_situation_form() {
    let words = all(&sheets::form::situation(english()));
    for question in english().interview().questions() {
        assert!(!words.contains(question.ask.trim_end_matches('?')), "{}", question.ask);
    }
    for question in english().questions().iter().flat_map(|group| &group.questions) {
        let asked = crate::quotes::curled(&question.ask);
        assert!(words.contains(&asked), "{asked}");
    }
    assert!(english().strengths().iter().all(|strength| words.contains(&crate::quotes::curled(&strength.ask))));
}

#[test]
fn an_interview_form_is_about_one_partner_only() {
    for (partner, own, other) in [(Partner::A, "partner A", "partner B"), (Partner::B, "partner B", "partner A")] {
        let document = sheets::form::interview(english(), partner);
        let words = all(&document);
        assert!(words.contains(own) && !words.contains(other));
        // No table has tick boxes for two people side by side.
        let columns = document.blocks.iter().filter_map(|block| match block {
            ContentBlock::Table(table) => Some(table.columns.len()),
            _ => None,
        });
        assert!(columns.into_iter().all(|columns| columns == 4));
        assert!(
            english().interview().questions().all(|question| words.contains(&crate::quotes::curled(&question.ask)))
        );
    }
}

#[test]
fn each_question_has_three_named_tick_boxes() {
    let bytes = crate::form(english(), PrintOptions::default()).unwrap();
    let leaves = leaves(&bytes);
    let boxes = |name: &str| {
        leaves.iter().filter(|(kind, words)| kind == "Form" && words.replace('\u{a0}', " ") == name).count()
    };
    assert!(boxes("A: yes") > 20);
    for letter in ["A", "B"] {
        let counts = say::ANSWERS.map(|answer| boxes(&format!("{letter}: {answer}")));
        assert_eq!(counts, [boxes("A: yes"); 3]);
    }
    assert!(boxes("yes") > 5 && boxes("yes") == boxes("not asked"));
}

#[test]
fn a_referral_sheet_gives_nothing_away_in_its_title_and_names_no_gate() {
    let document = sheets::referral::document(&referrals());
    assert_eq!(document.title, SheetLabels::of("en").words.referral.title);
    let words = all(&document);
    assert!(words.contains("72 h") && !words.contains("GATE-") && !words.contains("[CDC"));
}

#[test]
fn the_recovery_key_is_read_group_by_group() {
    let leaves = leaves(&crate::recovery_key("mara@lindenhof.example", KEY, PrintOptions::default()).unwrap());
    assert!(leaves.iter().any(|(_, words)| words.trim() == KEY), "{leaves:?}");
    assert!(leaves.iter().any(|(_, words)| words.contains("mara@lindenhof.example")));
}
