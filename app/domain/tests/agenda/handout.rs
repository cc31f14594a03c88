//! Paper from a plan of the desk.

use std::collections::BTreeSet;

use domain::{
    course::Partner,
    desk::{
        KeptItem, SessionPlan,
        agenda::{Edit, Refused},
        handout, left_off,
    },
    handout::{Audience, Discretion, Refusal, Wanted, words_of},
    library::english,
    plan::Present,
    words::{GateId, Language},
};
use serde_json::json;

use crate::support::{block_of, item, settled, with_gate};

fn wanted(audience: Audience) -> Wanted {
    Wanted {
        audience,
        discretion: Discretion::Standard,
        country: None,
        violence_lines: false,
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
        block.sheets = BTreeSet::from([Audience::Both, Audience::A, Audience::B]);
    }
    plan.homework.iter_mut().for_each(|(_, dose)| *dose = CANARY.into());
    for discretion in [Discretion::Standard, Discretion::Neutral, Discretion::InRoom] {
        let wanted = Wanted { discretion, ..wanted(Audience::Both) };
        let sheet = handout(english(), &moment.course, &plan, &wanted).unwrap();
        assert!(!serde_json::to_string(&sheet).unwrap().contains(CANARY));
        assert!(!words_of(&sheet).iter().any(|text| text.as_str().contains(CANARY)));
        assert!(sheet.exercises()[0].homework.is_some(), "the homework stands there in the library's words");
    }
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
        let spoken: BTreeSet<&str> = words_of(&english).iter().map(|text| text.as_str()).collect();
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
    let plan = moment.apply(&plan, &Edit::Sheets(plan.blocks[0].id, BTreeSet::new()));
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
    let mut plan = moment.apply(&plan, &Edit::Sheets(block, BTreeSet::from([Audience::A, Audience::B])));
    assert_eq!(plan.blocks[0].sheets, BTreeSet::from([Audience::B]), "the other sheet cannot even be chosen");
    plan.blocks[0].sheets.insert(Audience::A);
    assert!(handout(english(), &moment.course, &plan, &wanted(Audience::A)).is_err());
    assert!(left_off(english(), &moment.course, &plan, Audience::A)[0].because.contains("R46"));
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
    let refused = domain::desk::agenda::apply(english(), &moment.standings, &plan, &Edit::Add(needing.id.clone()));
    assert!(matches!(refused, Err(Refused::Held { .. })));
    let mut smuggled = plan.blocks[0].clone();
    smuggled.id = domain::desk::BlockId(77);
    smuggled.item = Some(KeptItem::of(needing));
    plan.blocks.push(smuggled);
    let sheet = handout(english(), &moment.course, &plan, &wanted(Audience::Both)).unwrap();
    assert_eq!(sheet.exercises().len(), 1);
    let off = left_off(english(), &moment.course, &plan, Audience::Both);
    assert_eq!((off.len(), off[0].block), (1, domain::desk::BlockId(77)));
    assert_ne!(needing.id, item("impact-letter"));
}
