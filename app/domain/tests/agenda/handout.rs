//! Paper from a plan of the desk.

use domain::{
    assess::Partner,
    library::{
        english,
        model::{CouplePaper, OwnPaper},
    },
    paper::handout::{
        Audience, ClientWords, Discretion, Refusal, Wanted, agreed_words_left_off, from_plan as handout, left_off,
        words_of,
    },
    plan::{
        AgreedHomework, KeptItem, SessionPlan, SessionRecord,
        editor::{Edit, Refused},
    },
    planning::planner::Present,
    vocabulary::{GateId, Language, PaperClass, SmallSet},
};
use serde_json::json;

use crate::support::{block_of, item, settled, with_gate};

fn wanted(audience: Audience) -> Wanted {
    Wanted {
        audience,
        discretion: Discretion::Standard,
        country: None,
        violence_lines: false,
        verified: domain::paper::handout::Verified::default(),
        language: Language::English,
    }
}

/// A plan with something on the sheet for both.
fn shared() -> (crate::support::Moment, SessionPlan) {
    let moment = settled();
    let shared = english().items().iter().find(|item| {
        let free = moment.standings.holds_after(&item.id, std::iter::empty()).is_empty();
        let standing = moment.standings.of_item(&item.id).unwrap();
        free && standing.homework && item.homework.is_some() && standing.paper.contains(&Audience::Both)
    });
    let id = shared.unwrap().id.clone();
    let plan = moment.apply(&moment.empty(), &Edit::Add(id.clone()));
    let plan = moment.apply(&plan, &Edit::GiveHomework(id));
    (moment, plan)
}

/// Checklist 8: a canary in every field that a counsellor types stands on no sheet.
#[test]
fn sec_08_no_private_field_reaches_paper() {
    const CANARY: &str = "canary-4711";
    let (moment, plan) = shared();
    let mut plan = moment.apply(&plan, &Edit::AddOwn(CANARY.into(), plan.blocks[0].minutes));
    for field in [&mut plan.title, &mut plan.why, &mut plan.stop_if, &mut plan.note] {
        *field = CANARY.into();
    }
    for block in &mut plan.blocks {
        (block.title, block.note, block.part) = (CANARY.into(), CANARY.into(), CANARY.into());
        block.sheets = SmallSet::from([Audience::Both, Audience::A, Audience::B]);
    }
    plan.homework.iter_mut().for_each(|(_, dose)| *dose = CANARY.into());
    for discretion in [Discretion::Standard, Discretion::Neutral, Discretion::InRoom] {
        let wanted = Wanted { discretion, ..wanted(Audience::Both) };
        let sheet = handout(english(), &moment.course, &plan, &wanted).unwrap();
        assert!(!serde_json::to_string(&sheet).unwrap().contains(CANARY));
        assert!(!words_of(&sheet).iter().any(|text| text.as_str().contains(CANARY)));
        let sent_home = sheet.exercises()[0].homework.is_some();
        assert_eq!(
            sent_home,
            discretion != Discretion::InRoom,
            "the library's words, unless the sheet stays in the room"
        );
    }
}

const AGREED: &str = "Ten minutes on Sunday, on the bench.";

/// The same plan with homework in words that were agreed.
fn agreed(discreet: bool) -> (crate::support::Moment, SessionPlan) {
    let (moment, plan) = shared();
    let id = plan.homework[0].0.clone();
    let words = ClientWords::typed(AGREED, discreet).unwrap();
    let plan = moment.apply(&plan, &Edit::Dose(id.clone(), "What Lena told me alone.".into()));
    let plan = moment.apply(&plan, &Edit::Agreed(id, words));
    (moment, plan)
}

#[test]
fn homework_that_was_agreed_is_printed_and_the_note_beside_it_never() {
    for discreet in [false, true] {
        let (moment, plan) = agreed(discreet);
        let item = english().item(&plan.homework[0].0).unwrap();
        let library = item.homework.as_ref().unwrap().as_str();
        for discretion in [Discretion::Standard, Discretion::Neutral, Discretion::InRoom] {
            let wanted = Wanted { discretion, ..wanted(Audience::Both) };
            let sheet = handout(english(), &moment.course, &plan, &wanted).unwrap();
            let text = serde_json::to_string(&sheet).unwrap();
            let printed = match discretion {
                Discretion::Standard => true,
                Discretion::Neutral => discreet,
                Discretion::InRoom => false,
            };
            assert_eq!(text.contains(AGREED), printed, "{discretion:?} {discreet}");
            assert!(!text.contains("Lena"), "{discretion:?}: a private note is on paper");
            assert!(!text.contains(library), "{discretion:?}: those words were not agreed");
            let left_off = agreed_words_left_off(english(), &moment.course, &plan, &wanted);
            assert_eq!(left_off.is_empty(), printed || discretion == Discretion::InRoom, "what is left off is told");
        }
    }
}

#[test]
fn homework_that_was_agreed_goes_with_its_exercise_and_waits_for_no_other_couple() {
    let (moment, plan) = agreed(true);
    let id = plan.homework[0].0.clone();
    let dropped = moment.apply(&plan, &Edit::DropHomework(id.clone()));
    assert!(dropped.client_words.is_empty());
    assert!(
        moment.apply(&dropped, &Edit::Agreed(id, plan.client_words.values().next().cloned())).client_words.is_empty()
    );
    let (template, left) = domain::plan::templates::from_plan(english(), &plan);
    let text = domain::plan::templates::file::write(&template) + &serde_json::to_string(&template).unwrap();
    assert!(!text.contains(AGREED) && !text.contains("Lena"));
    assert!(left.iter().any(|(what, _)| *what == domain::plan::templates::Omitted::Doses), "what stays behind is told");
}

#[test]
fn a_plan_of_before_has_no_words_that_were_agreed() {
    let (_, plan) = agreed(false);
    let mut json = serde_json::to_value(&plan).unwrap();
    json.as_object_mut().unwrap().remove("client_words").unwrap();
    assert!(serde_json::from_value::<SessionPlan>(json).unwrap().client_words.is_empty());
}

/// Work that a hold asks for can be printed: on the sheet for both, or on that of the partner who does it.
#[test]
fn what_a_hold_asks_for_may_be_printed_for_the_partner_who_does_it() {
    let moment = with_gate(&settled(), "INF-03", GateId::Affair);
    let id = item("contact-ending-plan");
    let standing = moment.standings.of_item(&id).unwrap();
    assert_eq!(standing.paper, [Audience::Both, Audience::A, Audience::B].into());
    let mut plan = moment.apply(&moment.empty(), &Edit::Add(id.clone()));
    plan.blocks[0].present = Present::One(domain::vocabulary::Role::Involved, Some(Partner::B));
    plan.blocks[0].sheets = [Audience::B].into();
    let sheet = handout(english(), &moment.course, &plan, &wanted(Audience::B)).unwrap();
    assert_eq!(sheet.exercises().len(), 1);
    assert!(
        domain::paper::handout::leaflet(
            english(),
            Some(&moment.course),
            english().item(&id).unwrap(),
            Language::English
        )
        .is_ok()
    );
    // Nothing else of that class goes onto an own sheet.
    let other = moment.standings.of_item(&item("speaker-listener-turns")).unwrap();
    assert!(!other.paper.contains(&Audience::A));
}

/// The same couple while this gate alone is active.
fn with_only(gate: GateId) -> crate::support::Moment {
    let state = json!({ "open": true, "opened_by": [], "closed": null, "overridden": null });
    let mut course = settled().course;
    course.gates = serde_json::from_value(json!({
        "states": { gate.as_str(): state }, "standing": [], "looked_before": true,
    }))
    .unwrap();
    assert_eq!(course.gates.open_gates().collect::<Vec<_>>(), [gate]);
    course.done = english().items().iter().map(|item| item.id.clone()).collect();
    crate::support::Moment::of(course, Some(domain::vocabulary::Phase::Safety))
}

/// A hold never asks for work and keeps its sheet back. Where there is none, the exercise is never printed, or the hold
/// allows no sheet at all and says so.
#[test]
fn what_any_hold_asks_for_may_be_printed_while_it_is_active() {
    let mut printed = 0;
    for gate in english().gates() {
        let moment = with_only(gate.id);
        for id in &gate.way_forward {
            let item = english().item(id).unwrap();
            assert!(!item.blocked_by.contains(&gate.id), "{} asks for {id} and holds it", gate.id);
            if item.paper == PaperClass::Nowhere {
                continue;
            }
            if gate.paper.couple == CouplePaper::Nothing && gate.paper.own == OwnPaper::Nothing {
                assert!(!gate.effect_on_handouts.is_empty(), "{}", gate.id);
                continue;
            }
            let standing = moment.standings.of_item(id).unwrap();
            assert!(!standing.paper.is_empty(), "{} asks for {id} and forbids its sheet", gate.id);
            for &language in Language::ALL {
                let leaflet = domain::paper::handout::leaflet(english(), Some(&moment.course), item, language);
                assert!(leaflet.is_ok(), "{} {id} {language}: {:?}", gate.id, leaflet.err());
            }
            printed += 1;
        }
    }
    assert!(printed >= 12, "{printed}");
}

#[test]
fn a_sheet_says_whose_it_is_by_a_letter_and_never_by_a_name() {
    let (moment, plan) = shared();
    let sheet = handout(english(), &moment.course, &plan, &wanted(Audience::Both)).unwrap();
    let sheet = sheet.with_initials(domain::paper::handout::Initials::of("Lena", "Tom"));
    assert_eq!(sheet.initial(), None);
    assert!(!serde_json::to_string(&sheet).unwrap().contains("Lena"));
}

#[test]
fn inv_10_paper_has_the_words_that_the_plan_kept() {
    let (moment, plan) = shared();
    let mut json = serde_json::to_value(&plan).unwrap();
    json["blocks"][0]["item"]["title"] = json!("As it was called then");
    let plan: SessionPlan = serde_json::from_value(json).unwrap();
    let sheet = handout(english(), &moment.course, &plan, &wanted(Audience::Both)).unwrap();
    assert_eq!(sheet.exercises()[0].heading.as_str(), "As it was called then");
}

/// The title of the first block in the words of the library today, in a language.
fn title(plan: &SessionPlan, language: Language) -> String {
    let id = plan.blocks[0].exercise().unwrap();
    english().translation(language).unwrap().item(id).unwrap().title.to_string()
}

#[test]
fn paper_speaks_another_language_whole() {
    let (moment, plan) = shared();
    for language in [Language::German, Language::Spanish] {
        let wanted = Wanted { language, ..wanted(Audience::Both) };
        let sheet = handout(english(), &moment.course, &plan, &wanted).unwrap();
        assert_eq!(sheet.language(), language);
        assert_eq!(sheet.exercises()[0].heading.as_str(), title(&plan, language));
        assert!(sheet.exercises()[0].homework.is_some());
        let english = handout(english(), &moment.course, &plan, &self::wanted(Audience::Both)).unwrap();
        let spoken: SmallSet<&str> = words_of(&english).iter().map(|text| text.as_str()).collect();
        assert!(words_of(&sheet).iter().all(|text| !spoken.contains(text.as_str())), "no English is mixed in");
        assert_eq!(words_of(&sheet).len(), words_of(&english).len());
    }
}

#[test]
fn inv_10_words_that_the_library_has_changed_are_not_printed_in_another_language() {
    let (moment, plan) = shared();
    let kept = |part: &str, value: serde_json::Value| -> SessionPlan {
        let mut json = serde_json::to_value(&plan).unwrap();
        json["blocks"][0]["item"][part] = value;
        serde_json::from_value(json).unwrap()
    };
    let german = Wanted { language: Language::German, ..wanted(Audience::Both) };
    let title = english().item(plan.blocks[0].exercise().unwrap()).unwrap().title.to_string();
    for older in [kept("client_text", json!(["As it was said then."])), kept("homework", json!("As it was done then."))]
    {
        let refused = handout(english(), &moment.course, &older, &german).unwrap_err();
        assert!(matches!(refused, Refusal::OlderWords { .. }), "{refused}");
        assert!(refused.to_string().contains(&title) && refused.to_string().contains("German"), "{refused}");
        assert!(handout(english(), &moment.course, &older, &wanted(Audience::Both)).is_ok());
    }
    // What only the counsellor reads is not translated, so it may differ.
    assert!(handout(english(), &moment.course, &kept("steps", json!(["Otherwise."])), &german).is_ok());
}

#[test]
fn a_language_that_the_library_lacks_is_refused() {
    let (moment, plan) = shared();
    let library = domain::library::load(domain::library::ENGLISH_FILES).unwrap();
    let german = Wanted { language: Language::German, ..wanted(Audience::Both) };
    let refused = handout(&library, &moment.course, &plan, &german).unwrap_err();
    assert!(matches!(refused, Refusal::Untranslated { .. }), "{refused}");
    assert!(refused.to_string().contains(&*plan.blocks[0].item.as_ref().unwrap().title().to_string()), "{refused}");
}

#[test]
fn only_chosen_blocks_stand_on_a_sheet() {
    let (moment, plan) = shared();
    let plan = moment.apply(&plan, &Edit::Sheets(plan.blocks[0].id, SmallSet::new()));
    let refused = handout(english(), &moment.course, &plan, &wanted(Audience::Both));
    assert!(matches!(refused, Err(Refusal::Empty { .. })), "{refused:?}");
}

#[test]
fn r45_a_gate_that_opened_since_forbids_the_sheet() {
    let (moment, plan) = shared();
    assert!(handout(english(), &moment.course, &plan, &wanted(Audience::Both)).is_ok());
    let later = with_gate(&moment, "ABU-01", GateId::Control);
    let refused = handout(english(), &later.course, &plan, &wanted(Audience::Both));
    assert!(matches!(refused, Err(Refusal::Gate { gate: GateId::Control, .. })), "{refused:?}");
}

#[test]
fn r46_what_one_partner_does_alone_stands_on_no_other_sheet() {
    let moment = settled();
    let own = english().items().iter().find(|item| {
        let standing = moment.standings.of_item(&item.id).unwrap();
        standing.holds.is_empty() && standing.paper.contains(&Audience::A) && standing.paper.contains(&Audience::B)
    });
    let id = own.unwrap().id.clone();
    let plan = moment.apply(&moment.empty(), &Edit::Add(id.clone()));
    let block = block_of(&plan, id.as_str());
    let plan = moment.apply(&plan, &Edit::Present(block, Present::Turn(Partner::B)));
    let mut plan = moment.apply(&plan, &Edit::Sheets(block, SmallSet::from([Audience::A, Audience::B])));
    assert_eq!(plan.blocks[0].sheets, SmallSet::from([Audience::B]), "the other sheet cannot even be chosen");
    plan.blocks[0].sheets.insert(Audience::A);
    assert!(handout(english(), &moment.course, &plan, &wanted(Audience::A)).is_err());
    assert!(
        left_off(english(), &moment.course, &plan, Audience::A)[0].because.contains("with the other partner alone")
    );
    assert!(handout(english(), &moment.course, &plan, &wanted(Audience::B)).is_ok());
}

#[test]
fn what_needs_something_first_is_left_off_and_says_why() {
    let (moment, mut plan) = shared();
    let needing = english().items().iter().find(|item| {
        let holds = moment.standings.holds_after(&item.id, std::iter::empty());
        let paper = &moment.standings.of_item(&item.id).unwrap().paper;
        !holds.is_empty() && paper.contains(&Audience::Both)
    });
    let Some(needing) = needing else { return };
    let refused = domain::plan::editor::apply(english(), &moment.standings, &plan, &Edit::Add(needing.id.clone()));
    assert!(matches!(refused, Err(Refused::Held { .. })));
    let mut smuggled = plan.blocks[0].clone();
    smuggled.id = domain::plan::BlockId(77);
    smuggled.item = Some(KeptItem::of(needing));
    plan.blocks.push(smuggled);
    let sheet = handout(english(), &moment.course, &plan, &wanted(Audience::Both)).unwrap();
    assert_eq!(sheet.exercises().len(), 1);
    let off = left_off(english(), &moment.course, &plan, Audience::Both);
    assert_eq!((off.len(), off[0].block), (1, domain::plan::BlockId(77)));
    assert_ne!(needing.id, item("impact-letter"));
}

/// What was agreed at the end of a session is printed as it was written, for those it was agreed with and no one else.
#[test]
fn agreed_homework_is_printed_on_the_sheet_of_the_right_partner() {
    let (moment, mut plan) = shared();
    let agreed = |whom, text: &str, discreet| AgreedHomework {
        whom,
        words: ClientWords::typed(text, discreet).unwrap().unwrap(),
        result: None,
    };
    plan.record = Some(Box::new(SessionRecord {
        homework: vec![
            agreed(Audience::Both, "Kettle on Sunday", true),
            agreed(Audience::B, "Night bottle", false),
            agreed(Audience::A, "See the GP", false),
        ],
        note: "canary-4711".into(),
        safety_note: "canary-4711".into(),
        ..SessionRecord::default()
    }));
    let printed = |audience, discretion| {
        let wanted = Wanted { discretion, ..wanted(audience) };
        let sheet = handout(english(), &moment.course, &plan, &wanted).unwrap();
        assert!(!serde_json::to_string(&sheet).unwrap().contains("canary-4711"));
        sheet.agreed().iter().map(ClientWords::on_paper).collect::<Vec<_>>()
    };
    assert_eq!(printed(Audience::Both, Discretion::Standard), ["Kettle on Sunday"]);
    assert_eq!(printed(Audience::A, Discretion::Standard), ["See the GP"]);
    assert_eq!(printed(Audience::B, Discretion::Standard), ["Night bottle"]);
    assert_eq!(printed(Audience::Both, Discretion::Neutral), ["Kettle on Sunday"], "it gives nothing away");
    assert!(printed(Audience::Both, Discretion::InRoom).is_empty(), "a sheet that stays sends nothing home");
}
