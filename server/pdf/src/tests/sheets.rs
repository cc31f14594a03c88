//! Sheets beside handouts, and what may not stand on them.

use domain::{
    case,
    course::{Course, Partner},
    desk::{
        SessionPlan,
        agenda::{Booking, Standings, draft},
    },
    handout::{Audience, Discretion, Leaflet, ReferralSheet, Wanted, leaflet, time_critical},
    library::english,
    picture::Picture,
    plan::plan,
    run_sheet::{RunSheet, from_plan, from_session},
    words::Language,
};

use crate::{
    Paper, Print, Reading, Size,
    document::{Block, Document},
    labels::Labels,
    labels_sheets as say, sheets, typeset,
    verify::{artifacts, leaves, verify},
};

const CASE: &str = r#"{ "ticked": ["BET-01", "INF-05", { "id": "TRA-11", "who": "b" }], "no": ["ABU-01"],
    "done": ["individual-safety-interview", "negotiated-time-out"], "minutes": 80, "start": "09:30" }"#;

/// A session with an open gate, with notes written everywhere.
pub(super) fn run_sheet() -> RunSheet {
    let library = english();
    let case = case::parse(library, CASE).unwrap();
    let picture = Picture::of(library, &case.course, case.phase, case.session);
    let plan = plan(&picture.moment(library, &case.course), case.minutes);
    let mut sheet = from_plan(library, &case.course, &plan, case.start);
    sheet.number = Some(3);
    sheet.note = "He came late the last two times; ask before anything else.".into();
    sheet.blocks[1].note = "Keep an eye on the clock here.".into();
    sheet
}

/// The same session again and again.
fn long_run_sheet() -> RunSheet {
    let mut sheet = run_sheet();
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

/// A plan of the desk with a canary wherever a counsellor can type, and what is known of the couple.
fn with_canaries() -> (SessionPlan, Course, Standings) {
    let library = english();
    let case = case::parse(library, CASE).unwrap();
    let picture = Picture::of(library, &case.course, case.phase, case.session);
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
    let standings = Standings::of(&moment);
    (plan, case.course, standings)
}

/// Each of the other sheets, in each language that it is made in.
pub(super) fn others() -> Vec<Document> {
    let in_each = |language: &Language| {
        [
            sheets::referral::document(&referrals_in(*language)),
            sheets::recovery::document(*language, "mara@lindenhof.example", KEY),
            sheets::leaflet::document(&leaflets_in(*language)[0]),
        ]
    };
    let english_only = [
        sheets::run_sheet::document(&run_sheet()),
        sheets::form::situation(english()),
        sheets::form::interview(english(), Partner::A),
    ];
    english_only.into_iter().chain(Language::ALL.iter().flat_map(in_each)).collect()
}

/// Every word of a document.
fn all(document: &Document) -> String {
    let lines = crate::reading::lines(document);
    lines.iter().map(|line| line.words().to_owned()).collect::<Vec<_>>().join("\n")
}

#[test]
fn they_are_sound_on_usual_small_and_large_paper() {
    let large = Print { size: Size::Large, ..Print::default() };
    let easy = Print { reading: Reading::Easy, ..Paper::A5.into() };
    for document in others() {
        for print in [Print::default(), large, easy, Paper::Booklet.into()] {
            let failures = verify(&typeset(&document, print).unwrap(), &document);
            assert!(failures.is_empty(), "{} {print:?}: {failures:?}", document.title);
        }
    }
}

#[test]
fn every_page_of_a_private_sheet_says_that_it_is_private() {
    let library = english();
    let print = Print::default();
    for bytes in [
        crate::run_sheet(&run_sheet(), print).unwrap(),
        crate::form(library, print).unwrap(),
        crate::interview_form(library, Partner::B, print).unwrap(),
    ] {
        let pages = artifacts(&bytes);
        assert!(pages.len() > 1);
        assert!(pages.iter().all(|page| page.contains(say::PRIVATE)));
    }
    for &language in Language::ALL {
        let private = &Labels::of(language.as_str()).words.recovery.private;
        let key = crate::recovery_key_in(language, "mara", KEY, print).unwrap();
        assert!(artifacts(&key)[0].contains(private.as_str()));
    }
    let leaflet = crate::leaflet(&leaflets()[0], print).unwrap();
    assert!(!artifacts(&leaflet).concat().contains("Private"));
}

#[test]
fn inv_1_what_a_counsellor_types_is_on_the_run_sheet_and_on_no_sheet_for_clients() {
    let library = english();
    let (plan, course, standings) = with_canaries();
    let words =
        |bytes: &[u8]| leaves(bytes).into_iter().map(|(_, words)| words).chain(artifacts(bytes)).collect::<String>();
    let own = words(&crate::run_sheet(&from_session(library, &course, &standings, &plan), Print::default()).unwrap());
    for place in ["title", "why", "stop", "note", "block", "block note", "dose"] {
        assert!(own.contains(&format!("CANARY {place}")), "{place}");
    }
    let mut sheets = 0;
    for audience in [Audience::Both, Audience::A, Audience::B] {
        for discretion in [Discretion::Standard, Discretion::Neutral, Discretion::InRoom] {
            let wanted =
                Wanted { audience, discretion, country: None, violence_lines: false, language: Language::English };
            let Ok(handout) = domain::handout::from_plan(library, &course, &plan, &wanted) else { continue };
            let bytes = crate::handout(&handout, Print::default()).unwrap();
            assert!(!words(&bytes).contains("CANARY") && !words(&bytes).contains("GATE-"));
            sheets += 1;
        }
    }
    assert!(sheets >= 3, "{sheets} sheets");
}

#[test]
fn a_run_sheet_of_two_hundred_pages_is_sound_and_counts_them() {
    let sheet = long_run_sheet();
    let bytes = crate::run_sheet(&sheet, Print::default()).unwrap();
    let pages = artifacts(&bytes);
    assert!(pages.len() > 200, "{} pages", pages.len());
    assert!(pages[199].contains(&format!("Page 200 of {}", pages.len())) && pages[199].contains(say::PRIVATE));
    assert_eq!(verify(&bytes, &sheets::run_sheet::document(&sheet)), []);
}

#[test]
fn a_run_sheet_holds_all_that_the_counsellor_needs() {
    let sheet = run_sheet();
    let words = all(&sheets::run_sheet::document(&sheet));
    assert!(words.contains("09:30") && words.contains("80\u{a0}minutes"));
    assert!(words.contains(say::OPEN_TODAY) && words.contains("GATE-STI"));
    assert!(words.contains("He came late") && words.contains("Keep an eye on the clock"));
    let steps: Vec<&String> = sheet.blocks.iter().flat_map(|block| &block.steps).collect();
    assert!(!steps.is_empty());
    let plain = |text: &str| text.replace(['“', '”', '‘', '’', '"', '\''], "");
    assert!(steps.iter().all(|step| plain(&words).contains(&plain(step))));
    assert!(sheet.blocks.iter().all(|block| words.contains(&sheet.clock(block.begins).to_string())));
}

#[test]
fn leaflets_are_sound_and_hold_nothing_that_is_the_counsellor_s() {
    let leaflets = leaflets();
    assert!(leaflets.len() > 60);
    let documents: Vec<Document> = leaflets.iter().map(sheets::leaflet::document).collect();
    for (document, leaflet) in documents.iter().zip(&leaflets) {
        let item = english().items().iter().find(|item| item.title == leaflet.exercise().heading).unwrap();
        let words = all(document);
        let private = item.steps.iter().chain([&item.cautions, &item.outcome, &item.evidence]);
        assert!(private.filter(|text| text.len() > 40).all(|text| !words.contains(text.as_str())), "{}", item.id);
    }
    let blocks = documents.into_iter().flat_map(|document| document.blocks).collect();
    let together = Document { title: "All".into(), language: "en", blocks };
    assert_eq!(verify(&typeset(&together, Print::default()).unwrap(), &together), []);
}

#[test]
fn what_is_asked_alone_stands_on_no_form_for_both() {
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
        // No table has boxes for two people side by side.
        let columns = document.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table.columns.len()),
            _ => None,
        });
        assert!(columns.into_iter().all(|columns| columns == 4));
        assert!(
            english().interview().questions().all(|question| words.contains(&crate::quotes::curled(&question.ask)))
        );
    }
}

#[test]
fn each_question_has_three_boxes_that_say_what_they_are() {
    let bytes = crate::form(english(), Print::default()).unwrap();
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
    assert_eq!(document.title, Labels::of("en").words.referral.title);
    let words = all(&document);
    assert!(words.contains("72 h") && !words.contains("GATE-") && !words.contains("[CDC"));
}

#[test]
fn the_recovery_key_is_read_group_by_group() {
    let leaves = leaves(&crate::recovery_key("mara@lindenhof.example", KEY, Print::default()).unwrap());
    assert!(leaves.iter().any(|(_, words)| words.trim() == KEY), "{leaves:?}");
    assert!(leaves.iter().any(|(_, words)| words.contains("mara@lindenhof.example")));
}
