//! Two hundred made-up couples with an ordinary life: which holds they meet, and which of them a supervisor would call
//! wrong. The shares of answers are invented: they look for false alarms of the rules and say nothing about real couples.

use domain::{
    assess::{Answer, CaseState, Whom},
    library::english,
    vocabulary::{AppliesTo, GateId, SmallMap, SmallSet},
};

/// Number of couples.
const COUPLES: usize = 200;

/// Number of couples of a hundred that may meet a hold that a supervisor would call wrong.
const WRONG_OF_A_HUNDRED: usize = 5;

/// A kind of ordinary life, and the answers that come with it: how many of a hundred couples give each.
struct Life {
    name: &'static str,
    open_by_agreement: bool,
    answers: &'static [(&'static str, u32)],
}

const LIVES: [Life; 6] = [
    Life {
        name: "new parents",
        open_by_agreement: false,
        answers: &[
            ("STR-03", 95),
            ("STR-05", 90),
            ("GEN-13", 95),
            ("STR-06", 70),
            ("POW-07", 55),
            ("EXP-03", 35),
            ("STR-04", 30),
            ("STR-15", 15),
            ("TRA-15", 12),
            ("STR-17", 15),
            ("STR-02", 25),
            ("POW-05", 15),
            ("STR-12", 30),
            ("GEN-14", 5),
        ],
    },
    Life {
        name: "far apart",
        open_by_agreement: false,
        answers: &[
            ("STR-06", 80),
            ("STR-01", 70),
            ("STR-09", 35),
            ("EXP-01", 35),
            ("EXP-05", 35),
            ("EXP-07", 40),
            ("BET-07", 8),
            ("INF-10", 5),
            ("GEN-14", 15),
            ("GEN-01", 8),
            ("GEN-17", 3),
            ("STR-12", 40),
        ],
    },
    Life {
        name: "religious",
        open_by_agreement: false,
        answers: &[
            ("EXP-09", 80),
            ("EXP-15", 35),
            ("EXP-12", 10),
            ("ADD-06", 30),
            ("ADD-07", 25),
            ("EXP-06", 30),
            ("POW-01", 30),
            ("STR-03", 40),
            ("STR-19", 10),
            ("POW-05", 20),
            ("STR-15", 8),
        ],
    },
    Life {
        name: "older",
        open_by_agreement: false,
        answers: &[
            ("EXP-10", 70),
            ("STR-04", 65),
            ("EXP-02", 45),
            ("STR-20", 30),
            ("TRA-16", 8),
            ("STR-15", 15),
            ("STR-19", 20),
            ("STR-10", 25),
            ("STR-18", 15),
            ("GEN-15", 12),
            ("INF-01", 6),
            ("GEN-29", 6),
        ],
    },
    Life {
        name: "ill",
        open_by_agreement: false,
        answers: &[
            ("STR-04", 85),
            ("STR-18", 60),
            ("STR-20", 35),
            ("STR-05", 60),
            ("STR-13", 40),
            ("STR-02", 35),
            ("STR-19", 35),
            ("STR-15", 20),
            ("POW-05", 40),
            ("GEN-28", 35),
            ("EXP-08", 40),
            ("STR-16", 8),
            ("GEN-20", 2),
            ("GEN-18", 2),
        ],
    },
    Life {
        name: "open by agreement",
        open_by_agreement: true,
        answers: &[
            ("GEN-27", 35),
            ("EXP-07", 25),
            ("INF-18", 20),
            ("STR-16", 8),
            ("INF-08", 15),
            ("STR-11", 35),
            ("STR-01", 35),
            ("POW-10", 5),
            ("INF-05", 10),
            ("EXP-04", 20),
            ("STR-06", 40),
        ],
    },
];

/// Answers that any couple may give or show now and then, though nobody is in danger.
const NOW_AND_THEN: [(&str, u32); 12] = [
    ("POW-03", 15),
    ("EXP-11", 12),
    ("POW-09", 4),
    ("ABU-09", 3),
    ("POW-02", 3),
    ("ABU-08", 2),
    ("POW-11", 1),
    ("POW-04", 2),
    ("TRA-18", 3),
    ("TRA-10", 2),
    ("GEN-14", 4),
    ("GEN-15", 4),
];

/// Signs after which seeing each partner alone again is what a supervisor would ask for, though it turns out well.
const ASK_AGAIN: [&str; 4] = ["ABU-08", "ABU-09", "POW-02", "POW-11"];

/// Answers after which a supervisor would want the hold, ordinary life or not.
const RIGHT: [&str; 10] =
    ["STR-15", "GEN-01", "GEN-17", "INF-01", "INF-05", "INF-17", "TRA-10", "GEN-20", "GEN-18", "POW-10"];

/// The same numbers on every machine (Knuth's MMIX generator).
struct Dice(u64);

impl Dice {
    fn of_a_hundred(&mut self) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((self.0 >> 33) % 100).unwrap()
    }
}

fn couple(life: &Life, now_and_then: &[(&str, u32)], dice: &mut Dice) -> CaseState {
    let mut course = CaseState::default();
    course.done.insert("individual-safety-interview".parse().unwrap());
    course.facts.non_monogamous = life.open_by_agreement;
    for (id, share) in life.answers.iter().chain(now_and_then) {
        if dice.of_a_hundred() < *share {
            let id = id.parse().unwrap();
            let both = english().indicator(&id).unwrap().applies_to == AppliesTo::Both;
            let whom = if both { Whom::Couple } else { [Whom::A, Whom::B][usize::from(dice.of_a_hundred() < 50)] };
            course.answers.record(english(), &id, whom, Answer::Yes).unwrap();
        }
    }
    course.observe_gates(english());
    course
}

/// The holds that two hundred couples met.
#[derive(Default)]
struct Met {
    none: usize,
    asked_again: usize,
    gates: SmallMap<GateId, usize>,
    /// Holds that a supervisor would call wrong, with what put them on.
    wrong: Vec<SmallSet<String>>,
}

fn met(now_and_then: &[(&str, u32)]) -> Met {
    let (mut dice, mut met) = (Dice(2026), Met::default());
    for place in 0..COUPLES {
        let life = &LIVES[place % LIVES.len()];
        let course = couple(life, now_and_then, &mut dice);
        let open: Vec<GateId> = course.gates.open_gates().collect();
        met.none += usize::from(open.is_empty());
        let mut because = SmallSet::new();
        for gate in open {
            *met.gates.entry(gate).or_default() += 1;
            let by = course.gates.state(gate).opened_by;
            let right = by.iter().any(|opener| RIGHT.contains(&opener.id()));
            let again = gate == GateId::Unscreened && by.iter().all(|opener| ASK_AGAIN.contains(&opener.id()));
            met.asked_again += usize::from(again && !right);
            if !right && !again {
                because.extend(by.iter().map(|opener| format!("{}: {gate} by {}", life.name, opener.id())));
            }
        }
        if !because.is_empty() {
            met.wrong.push(because);
        }
    }
    met
}

#[test]
fn what_belongs_to_an_ordinary_life_puts_no_wrong_hold_on() {
    let met = met(&[]);
    assert_eq!(met.wrong, Vec::<SmallSet<String>>::new());
    assert!(met.none * 3 > COUPLES * 2, "{}: an ordinary couple meets no hold as a rule", met.none);
    for never in [GateId::Control, GateId::Consent, GateId::Secret, GateId::Suicide, GateId::Child, GateId::Legal] {
        let by_limits = never == GateId::Consent;
        assert!(by_limits || !met.gates.contains_key(&never), "{never}: {:?}", met.gates);
    }
}

/// The figures for a counsellor to read, with `--nocapture`. Of a hundred ordinary couples, five at most may meet a hold that
/// a supervisor would call wrong.
#[test]
fn only_pressure_ticked_for_a_sulk_or_for_habit_and_two_small_signs_together_can_be_false_alarms() {
    let met = met(&NOW_AND_THEN);
    println!("{} of {COUPLES} meet no hold, {} are seen alone again; {:?}", met.none, met.asked_again, met.gates);
    println!("{} meet one that a supervisor would call wrong:", met.wrong.len());
    assert!(met.wrong.len() * 100 <= COUPLES * WRONG_OF_A_HUNDRED, "{} of {COUPLES}: {:?}", met.wrong.len(), met.wrong);
    for because in &met.wrong {
        println!("  {because:?}");
        let known = |one: &String| ["TRA-18", "POW-04", "R51"].iter().any(|id| one.ends_with(id));
        assert!(because.iter().any(known), "{because:?}");
    }
}
