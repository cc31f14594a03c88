//! Restoring earlier answers: what comes back, and what never does.

use domain::{
    assess::{Answer, Partner, Whom},
    library::english,
    records::{AnswerChange, Edit, FactChange, Interview, Situation, SituationForm, Stamp},
    safety::{Closing, Ground},
    versions::compare_situations,
    vocabulary::{AppliesTo, GateId},
};
use proptest::{collection::vec, prelude::*};

use super::{NOW, any_edit, both, edit, heard, interview};

fn restored(now: &Situation, interviews: &[Interview; 2], earlier: &Situation) -> Situation {
    let mut restored = now.clone();
    restored.restore(english(), both(interviews), earlier, Stamp(9)).unwrap();
    restored
}

proptest! {
    /// Whatever was told in between: an earlier state brings answers back and takes no gate, deed or count with it.
    #[test]
    fn inv_3_restoring_closes_no_gate_and_takes_nothing_back_that_was_not_typed_here(
        a in interview(Partner::A),
        b in interview(Partner::B),
        before in vec(any_edit(), 0..12),
        after in vec(any_edit(), 0..12),
    ) {
        let (mut earlier, interviews) = heard(a, b);
        earlier.edit(english(), both(&interviews), &before, NOW).unwrap();
        let mut now = earlier.clone();
        now.edit(english(), both(&interviews), &after, Stamp(2)).unwrap();
        now.done.insert("impact-letter".parse().unwrap());
        let back = restored(&now, &interviews, &earlier);
        for gate in now.gates.open_gates() {
            prop_assert!(back.gates.is_open(gate), "{gate} was closed");
        }
        prop_assert_eq!(&back.done, &now.done);
        prop_assert_eq!(back.facts.sessions_since_review, now.facts.sessions_since_review);
        prop_assert_eq!(back.facts.homework_missed, now.facts.homework_missed);
        prop_assert!(back.round >= now.round);
        prop_assert_eq!(&back.answers, &earlier.answers);
        prop_assert!(back.changes.starts_with(&now.changes), "the history goes on");
    }
}

#[test]
fn restoring_opens_a_closed_gate_again_when_its_sign_comes_back_and_keeps_a_closing_otherwise() {
    let interviews = [Interview::default(), Interview::default()];
    let trauma = english().indicators().iter().find(|indicator| {
        indicator.opens.iter().any(|gate| *gate == GateId::Sti) && !english().is_asked_alone(&indicator.id)
    });
    let indicator = trauma.unwrap();
    let whom = if indicator.applies_to == AppliesTo::Both { Whom::Couple } else { Whom::A };
    let told = edit(indicator.id.as_str(), whom, Some(Answer::Yes));
    let mut earlier = Situation::begin(english());
    earlier.edit(english(), both(&interviews), &[told], NOW).unwrap();
    assert!(earlier.gates.is_open(GateId::Sti));
    let closing = Closing { by: "C.".into(), on: "2026-11-20".into(), ground: Ground::AsDemanded("seen".into()) };
    let mut closed = earlier.clone();
    closed.gates.close(GateId::Sti, closing, &closed.answers.clone(), &closed.done.clone()).unwrap();
    let same = restored(&closed, &interviews, &earlier);
    assert!(!same.gates.is_open(GateId::Sti), "the sign stood there all along: its closing holds");
    let mut taken_back = closed.clone();
    let none = edit(indicator.id.as_str(), whom, None);
    taken_back.edit(english(), both(&interviews), &[none], Stamp(3)).unwrap();
    let again = restored(&taken_back, &interviews, &earlier);
    assert!(again.gates.is_open(GateId::Sti), "the sign came back, so does its gate");
}

#[test]
fn sec_what_is_asked_alone_is_neither_restored_nor_named_in_a_comparison() {
    let interviews = [Interview::default(), Interview::default()];
    let mut earlier = Situation::begin(english());
    let change = AnswerChange { indicator: "ABU-01".parse().unwrap(), whom: Whom::A, answer: Some(Answer::Yes) };
    earlier.take(english(), both(&interviews), &[change], NOW).unwrap();
    let now = Situation::begin(english());
    let back = restored(&now, &interviews, &earlier);
    assert!(!back.answers.is_ticked("ABU-01"));
    let labels = ["Ash".to_owned(), "Birch".to_owned()];
    let compare = |was: &Situation, is: &Situation| {
        compare_situations(english(), &labels, |_| "a phase", &SituationForm::of(was), &SituationForm::of(is))
    };
    assert_eq!(compare(&now, &earlier), []);
    let told = [edit("STR-05", Whom::Couple, Some(Answer::Yes)), Edit::Fact(FactChange::Ending(true))];
    let mut next = now.clone();
    next.edit(english(), both(&interviews), &told, NOW).unwrap();
    let said = compare(&now, &next);
    assert_eq!(said.len(), 2);
    assert!(said[0].what.contains("Both"), "{said:?}");
    assert_eq!((said[0].was.as_str(), said[0].is.as_str()), ("not asked", "yes"));
    assert_eq!((said[1].was.as_str(), said[1].is.as_str()), ("not selected", "yes"));
}
