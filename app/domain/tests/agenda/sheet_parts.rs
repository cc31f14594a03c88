//! Words, appointments and requests on the sheets of a session.

use domain::{
    assess::{Partner, Session},
    library::english,
    paper::handout::{
        Appointment, Audience, ClientWords, ComingSession, Discretion, Handout, Refusal, SheetPart, Verified, Wanted,
        is_slip_by_default, part_refused, sheet_of_session, words_left_off,
    },
    plan::{SessionPlan, SheetContent, SheetContents, TypedWords, editor::accept},
    vocabulary::{Day, GateId, Language, Role},
};

use crate::support::{Moment, settled, with_gate};

fn wanted(audience: Audience, discretion: Discretion) -> Wanted {
    Wanted {
        audience,
        discretion,
        country: None,
        violence_lines: false,
        verified: Verified::default(),
        language: Language::English,
    }
}

fn typed(text: &str, discreet: bool) -> Option<TypedWords> {
    ClientWords::typed(text, discreet).unwrap().map(|words| TypedWords { words, printed: true })
}

/// A plan without exercises, with a quote and a sentence on each sheet, each its own.
fn worded(discreet: bool) -> (Moment, SessionPlan) {
    let moment = settled();
    let content = |whose: &str| SheetContent {
        yours: typed(&format!("canary yours {whose}"), discreet),
        theirs: typed(&format!("canary theirs {whose}"), discreet),
        permitted: true,
        ..SheetContent::default()
    };
    let contents = SheetContents { both: content("both"), a: content("one"), b: content("two") };
    let plan = SessionPlan { sheet_contents: Some(Box::new(contents)), ..moment.empty() };
    (moment, plan)
}

fn make(moment: &Moment, plan: &SessionPlan, audience: Audience, discretion: Discretion) -> Result<Handout, Refusal> {
    sheet_of_session(english(), &moment.course, plan, &wanted(audience, discretion), &[])
}

fn text(sheet: &Handout) -> String {
    serde_json::to_string(sheet).unwrap()
}

fn at(booked: Session, day: u8) -> ComingSession {
    let on = Day::new(2026, 12, day).unwrap();
    ComingSession { booked, when: Appointment { on, at: "16:00".parse().unwrap() } }
}

#[test]
fn the_words_of_a_sheet_are_on_no_other() {
    let (moment, plan) = worded(true);
    let whose = [(Audience::Both, "both"), (Audience::A, "one"), (Audience::B, "two")];
    for (audience, own) in whose {
        let sheet = text(&make(&moment, &plan, audience, Discretion::Standard).unwrap());
        for (_, other) in whose {
            assert_eq!(sheet.contains(&format!("canary theirs {other}")), own == other, "{audience}: {other}");
            assert_eq!(sheet.contains(&format!("canary yours {other}")), own == other, "{audience}: {other}");
        }
    }
}

#[test]
fn a_quote_without_permission_is_on_no_sheet_and_says_why() {
    let (moment, mut plan) = worded(true);
    plan.sheet_contents.as_mut().unwrap().a.permitted = false;
    let sheet = make(&moment, &plan, Audience::A, Discretion::Standard).unwrap();
    assert!(sheet.theirs().is_none() && sheet.yours().is_some());
    let wanted = wanted(Audience::A, Discretion::Standard);
    let why = |part| words_left_off(english(), &moment.course, &plan, &wanted, part);
    assert_eq!(why(SheetPart::Theirs).as_deref(), Some("Not printed without their permission."));
    assert_eq!(why(SheetPart::Yours), None);
}

#[test]
fn a_neutral_sheet_takes_only_words_that_give_nothing_away() {
    for discreet in [false, true] {
        let (moment, plan) = worded(discreet);
        let sheet = make(&moment, &plan, Audience::Both, Discretion::Neutral);
        assert_eq!(sheet.is_ok_and(|sheet| text(&sheet).contains("canary")), discreet);
        let wanted = wanted(Audience::Both, Discretion::Neutral);
        let why = words_left_off(english(), &moment.course, &plan, &wanted, SheetPart::Yours);
        assert_eq!(why.is_some(), !discreet);
    }
}

#[test]
fn information_alone_holds_no_words_of_anyone() {
    let (moment, plan) = worded(true);
    let moment = with_gate(&moment, "GEN-06", GateId::Unscreened);
    let refused = make(&moment, &plan, Audience::Both, Discretion::Standard);
    assert!(matches!(refused, Err(Refusal::Empty { .. })), "{refused:?}");
    let wanted = wanted(Audience::Both, Discretion::Standard);
    let why = part_refused(english(), &moment.course, &plan, &wanted, &[], SheetPart::Theirs);
    assert!(why.is_some_and(|why| why.contains("general information")));
}

#[test]
fn on_hold_a_sheet_is_made_only_for_a_partner_who_asked_and_never_for_both() {
    let (moment, mut plan) = worded(true);
    let moment = with_gate(&moment, "INF-04", GateId::Secret);
    let made = |plan: &SessionPlan, audience| make(&moment, plan, audience, Discretion::Standard);
    assert!(matches!(made(&plan, Audience::Both), Err(Refusal::OnHold { .. })));
    for audience in [Audience::A, Audience::B] {
        assert!(matches!(made(&plan, audience), Err(Refusal::NotAskedFor { .. })));
    }
    let contents = plan.sheet_contents.as_mut().unwrap();
    (contents.both.asked_for, contents.a.asked_for) = (true, true);
    assert!(made(&plan, Audience::A).is_ok());
    assert!(made(&plan, Audience::Both).is_err() && made(&plan, Audience::B).is_err());
}

#[test]
fn under_the_hold_on_control_nothing_but_a_slip_is_printed_unless_it_is_known_who_is_harmed() {
    let (moment, mut plan) = worded(true);
    let contents = plan.sheet_contents.as_mut().unwrap();
    (contents.a.asked_for, contents.b.asked_for, contents.b.appointment) = (true, true, Some(true));
    let mut moment = with_gate(&moment, "ABU-01", GateId::Control);
    moment.course.answers = domain::assess::Answers::default();
    let coming = [at(Session::Individual(Role::Concerned, Some(Partner::B)), 9)];
    let made =
        |audience| sheet_of_session(english(), &moment.course, &plan, &wanted(audience, Discretion::Standard), &coming);
    let slip = made(Audience::B).unwrap();
    assert!(slip.is_slip() && slip.universal().is_empty() && slip.help_lines().is_empty());
    assert!(!text(&slip).contains("canary"), "a slip says nothing about anyone");
    assert!(made(Audience::A).is_err(), "the session of the other partner is not announced");
}

/// A harmed partner gets nothing by default; one who uses control gets a slip, which others may find, and no more.
#[test]
fn under_the_hold_on_control_the_partner_who_uses_it_gets_a_slip_without_asking() {
    let (moment, mut plan) = worded(true);
    let moment = with_gate(&moment, "ABU-01", GateId::Control);
    let coming = [
        at(Session::Individual(Role::Concerned, Some(Partner::A)), 9),
        at(Session::Individual(Role::Concerned, Some(Partner::B)), 10),
    ];
    let slips = |plan: &SessionPlan| {
        [Audience::A, Audience::B].map(|audience| {
            let wanted = wanted(audience, Discretion::Standard);
            let made = sheet_of_session(english(), &moment.course, plan, &wanted, &coming);
            made.is_ok_and(|sheet| sheet.is_slip() && !text(&sheet).contains("canary"))
        })
    };
    let using = [Audience::A, Audience::B].map(|audience| is_slip_by_default(&moment.course, audience));
    assert_eq!(using.iter().filter(|is| **is).count(), 1, "one of them uses control: {using:?}");
    assert_eq!(slips(&plan), using);
    let contents = plan.sheet_contents.as_mut().unwrap();
    (contents.a.appointment, contents.b.appointment) = (Some(false), Some(false));
    assert_eq!(slips(&plan), [false, false], "taken off");
}

#[test]
fn a_session_with_one_partner_alone_is_on_no_other_sheet() {
    let (moment, mut plan) = worded(true);
    let coming = [at(Session::Individual(Role::Concerned, Some(Partner::A)), 9), at(Session::Couple, 10)];
    let day = |plan: &SessionPlan, audience| {
        let wanted = wanted(audience, Discretion::Standard);
        let sheet = sheet_of_session(english(), &moment.course, plan, &wanted, &coming).unwrap();
        sheet.appointment().map(|(_, appointment)| appointment.on.of_month())
    };
    assert_eq!((day(&plan, Audience::Both), day(&plan, Audience::B)), (Some(10), Some(10)));
    assert_eq!(day(&plan, Audience::A), None, "it is printed only once it was chosen");
    plan.sheet_contents.as_mut().unwrap().a.appointment = Some(true);
    assert_eq!(day(&plan, Audience::A), Some(9));
}

#[test]
fn words_for_sheets_stay_with_the_server_and_go_into_no_template() {
    let (moment, plan) = worded(true);
    let sent = SessionPlan { sheet_contents: None, ..plan.clone() };
    let stored = accept(english(), &moment.standings, &plan, sent).unwrap();
    assert_eq!(stored.sheet_contents, plan.sheet_contents, "a browser neither sees nor loses them");
    let (template, _) = domain::plan::templates::from_plan(english(), &plan);
    let file = domain::plan::templates::file::write(&template) + &serde_json::to_string(&template).unwrap();
    assert!(!file.contains("canary"));
}

#[test]
fn a_plan_of_before_has_nothing_typed_for_its_sheets() {
    let (_, plan) = worded(true);
    let mut json = serde_json::to_value(&plan).unwrap();
    assert!(json.as_object_mut().unwrap().remove("sheet_contents").is_some());
    assert_eq!(serde_json::from_value::<SessionPlan>(json).unwrap().sheet_contents, None);
}
