//! Programmes: what must hold for any couple, whatever was told and however long the arc.

use domain::{
    assess::{Answer, Answers, CaseState, Session, Whom},
    case_file,
    library::english,
    plan::editor::Booking,
    programme::{
        DraftInput, FEWEST, Held, MOST, Planned, Programme, ProgrammeSpec, Purpose, Shown, Step, StepStatus, draft,
        make, replan,
    },
    safety::{Hold, holds},
    vocabulary::{AppliesTo, GateId, IndicatorId, ItemId, Minutes, Phase, SmallMap, SmallSet},
};
use proptest::{prelude::*, sample::subsequence};
use serde_json::json;

const SAFE: [&str; 2] = ["individual-safety-interview", "negotiated-time-out"];

fn course(case: &serde_json::Value) -> CaseState {
    case_file::parse(english(), &case.to_string()).unwrap_or_else(|bad| panic!("{bad}")).course
}

fn wish(sessions: u8) -> ProgrammeSpec {
    ProgrammeSpec { sessions, minutes: Minutes(60), first: 1 }
}

static NOTHING: SmallSet<IndicatorId> = SmallSet::new();

fn ground(course: &CaseState) -> DraftInput<'_> {
    DraftInput { library: english(), course, chosen: None, booked: Session::Couple, unsaid: &NOTHING }
}

fn arc(course: &CaseState, sessions: u8) -> Programme {
    draft(ground(course), wish(sessions))
}

fn items(step: &Step) -> Vec<&str> {
    step.exercises.iter().map(|exercise| exercise.item.as_str()).collect()
}

fn all(programme: &Programme) -> Vec<&str> {
    programme.steps.iter().flat_map(items).collect()
}

fn affair() -> CaseState {
    course(&json!({ "ticked": ["INF-01", "INF-07", "INF-08", "BET-07"], "done": SAFE }))
}

/// The step as it would be once it was held as drafted.
fn held(step: &Step) -> Held {
    Held {
        number: step.number,
        on: step.on,
        phase: step.phase,
        session: step.session,
        minutes: step.minutes,
        exercises: step.exercises.iter().map(|e| (e.item.clone(), e.minutes, true)).collect(),
    }
}

/// Returns the state after these sessions.
fn after(course: &CaseState, steps: &[Step]) -> CaseState {
    let mut course = course.clone();
    for step in steps {
        let asides = step.alone.iter().filter_map(|aside| aside.item.clone());
        course.done.extend(step.exercises.iter().map(|e| e.item.clone()).chain(asides));
        let looked_back = step.exercises.iter().any(|e| e.item == *"progress-review");
        let facts = &mut course.facts;
        facts.sessions_since_review = if looked_back { 0 } else { facts.sessions_since_review + 1 };
    }
    course
}

#[test]
fn r36_a_look_back_comes_after_four_to_six_sessions_with_a_check_alone() {
    for sessions in FEWEST..=MOST {
        let programme = arc(&affair(), sessions);
        let mut since = 0;
        for step in &programme.steps {
            if items(step).contains(&"progress-review") {
                assert!(since >= 4 || step.purpose == Purpose::LookBack, "{sessions}: session {}", step.number);
                assert!(step.alone.iter().any(|aside| aside.item.is_none()), "no check alone: {step:?}");
                assert!(programme.steps[0].alone.iter().any(|a| a.item.is_some()), "no baseline to compare with");
                since = 0;
            } else {
                since += 1;
                assert!(since <= 6, "{sessions}: session {}", step.number);
            }
        }
    }
}

#[test]
fn r37_the_end_looks_back_and_plans_for_setbacks() {
    for sessions in FEWEST..=MOST {
        let programme = arc(&affair(), sessions);
        let [.., look, end] = &programme.steps[..] else { panic!("too short") };
        assert_eq!((look.purpose, end.purpose), (Purpose::LookBack, Purpose::Ending), "{sessions}");
        assert!(items(look).contains(&"progress-review") && items(end).contains(&"setback-plan"), "{sessions}");
        let intense = |planned: &Planned| english().item(&planned.item).unwrap().high_intensity;
        assert!(!look.exercises.iter().chain(&end.exercises).any(intense), "nothing intense is begun at the end");
    }
}

#[test]
fn r21_r22_the_hurt_is_heard_before_responsibility_and_apology() {
    let programme = arc(&affair(), 16);
    let at = |id: &str| programme.steps.iter().find(|step| items(step).contains(&id)).map(|step| step.number);
    let heard = at("impact-listening-session").expect("the hurt is heard");
    let apology = at("full-apology-sequence").expect("an apology is drafted");
    let responsibility = at("responsibility-statement").expect("responsibility is drafted");
    assert!(at("impact-letter").unwrap() < heard && heard < apology && responsibility < apology);
}

#[test]
fn eight_sessions_after_an_affair_reach_repair() {
    let programme = arc(&affair(), 8);
    let repair = programme.steps.iter().find(|step| step.phase == Phase::Repair);
    let repair = repair.unwrap_or_else(|| panic!("{:?}", programme.steps.iter().map(|s| s.phase).collect::<Vec<_>>()));
    assert!(!repair.exercises.is_empty(), "{repair:?}");
}

#[test]
fn reference_5_2_every_new_phase_says_what_it_waits_for() {
    let programme = arc(&affair(), 16);
    let mut phase = programme.steps[0].phase;
    let mut seen = 0;
    for step in &programme.steps {
        if step.phase != phase {
            phase = step.phase;
            seen += 1;
            assert!(!step.goes_on_when.is_empty(), "{phase}");
            assert_eq!(step.standing, StepStatus::Provisional, "{phase}");
            assert!(step.goes_on_when.iter().any(|condition| condition.by == Shown::Asked), "{phase}");
        }
    }
    assert!(seen >= 2, "the arc reaches two more phases");
}

#[test]
fn reference_5_2_an_answer_that_keeps_the_phase_is_a_condition_and_is_not_imagined_away() {
    let tired = course(&json!({ "ticked": ["INF-01", "INF-08", "STR-05"], "done": SAFE }));
    let programme = arc(&tired, 10);
    assert_eq!(programme.steps[0].phase, Phase::Safety);
    let first = programme.steps.iter().find(|step| step.phase == Phase::Meaning).unwrap();
    assert!(first.goes_on_when.iter().any(|c| matches!(&c.by, Shown::Answer(id) if id.as_str() == "STR-05")));
}

#[test]
fn r2_control_leaves_nothing_for_both_and_waits_for_the_closing() {
    let control = course(&json!({ "ticked": ["ABU-01", "INF-01"], "done": SAFE }));
    let programme = arc(&control, 8);
    assert!(programme.steps.iter().all(|step| step.session != Session::Couple && step.purpose == Purpose::Pause));
    assert!(items(&programme.steps[0]).contains(&"individual-safety-planning"));
    let waits = programme.waits.expect("the rest is not drafted");
    assert!(waits.gates.contains(&GateId::Control));
    assert_eq!((waits.from, waits.to), (3, 8));
    assert!(waits.goes_on_when.iter().any(|c| c.by == Shown::Gate(GateId::Control)));
}

#[test]
fn r1_without_interviews_only_the_beginning_is_drafted() {
    let new = course(&json!({ "ticked": ["INF-01"], "done": [] }));
    let programme = arc(&new, 8);
    assert!(programme.steps.len() <= 2);
    let asked = programme.steps[0].alone.iter().filter_map(|aside| aside.item.as_ref());
    assert!(asked.into_iter().any(|id| *id == *"individual-safety-interview"), "{:?}", programme.steps[0]);
    assert!(programme.waits.unwrap().gates.contains(&GateId::Unscreened));
}

#[test]
fn r19_a_secret_pauses_the_arc() {
    let secret = course(&json!({ "ticked": ["INF-03", "INF-04"], "done": SAFE }));
    let programme = arc(&secret, 8);
    assert!(programme.steps.iter().all(|step| step.session != Session::Couple));
    assert!(programme.waits.unwrap().gates.contains(&GateId::Secret));
}

#[test]
fn r29_unstable_trauma_keeps_touch_out_and_says_what_closes_it() {
    let trauma = course(&json!({ "ticked": ["TRA-01", "TRA-04"], "done": SAFE }));
    let programme = arc(&trauma, 12);
    assert!(!all(&programme).iter().any(|id| id.contains("touch") || id.starts_with("sensate")));
    assert!(programme.waits.unwrap().goes_on_when.iter().any(|c| c.by == Shown::Gate(GateId::Ptsd)));
}

#[test]
fn r33_where_no_sex_is_fine_nothing_aims_at_sex() {
    let asexual = course(&json!({ "ticked": ["EXP-03", "EXP-05", "EXP-12", "POW-03"], "done": SAFE }));
    let programme = arc(&asexual, 16);
    for id in ["fantasy-dial", "pleasure-menu", "sensate-focus-one", "afterglow-ritual", "likes-dislikes-exchange"] {
        assert!(!all(&programme).contains(&id), "{id}");
    }
    assert!(all(&programme).contains(&"relationship-agreement-audit"));
}

#[test]
fn r24_harm_on_record_asks_for_no_apology_as_a_couple_task() {
    let shoves = course(&json!({ "ticked": ["ADD-01", "ADD-12", "ABU-11"], "done": SAFE,
        "closed_gates": { "GATE-UNSCREENED": "repeat interviews done" } }));
    let programme = arc(&shoves, 16);
    for id in ["full-apology-sequence", "amends-plan", "negative-cycle-map", "forgiveness-by-choice"] {
        assert!(!all(&programme).contains(&id), "{id}");
    }
}

#[test]
fn what_is_about_one_matter_is_drafted_only_where_it_was_told() {
    let drinks = course(&json!({ "ticked": ["ADD-01", "ADD-10", "ADD-12"], "done": SAFE }));
    let programme = arc(&drinks, 16);
    assert!(all(&programme).contains(&"recovery-check-ritual"));
    assert!(!all(&programme).contains(&"porn-privacy-agreement"));
    assert!(!all(&programme).contains(&"control-or-values-review"));
}

#[test]
fn held_as_drafted_changes_nothing_and_says_nothing() {
    let (before, programme) = (affair(), arc(&affair(), 12));
    for count in 1..=4 {
        let steps = &programme.steps[..count];
        let now = replan(ground(&after(&before, steps)), &programme, &steps.iter().map(held).collect::<Vec<_>>());
        assert!(now.steps[..count].iter().all(|step| step.standing == StepStatus::Held));
        let (was, is): (Vec<_>, Vec<_>) =
            (programme.steps[count..].iter().map(items).collect(), now.steps[count..].iter().map(items).collect());
        assert_eq!(was, is, "after {count}");
        assert!(!now.changes.iter().any(|text| text.contains("instead of")), "{:?}", now.changes);
    }
}

#[test]
fn a_gate_that_opens_is_said_and_the_rest_is_taken_back() {
    let programme = arc(&affair(), 10);
    let mut now = after(&affair(), &programme.steps[..2]);
    now.answers =
        course(&json!({ "ticked": ["INF-01", "INF-07", "INF-08", "BET-07", "ABU-01"], "done": SAFE })).answers;
    now.observe_gates(english());
    let held: Vec<Held> = programme.steps[..2].iter().map(held).collect();
    let fresh = replan(ground(&now), &programme, &held);
    assert_eq!(fresh.steps[0].number, 1);
    assert_eq!(items(&fresh.steps[0]), items(&programme.steps[0]), "what was held stays");
    assert!(fresh.steps[2..].iter().all(|step| step.session != Session::Couple));
    assert!(
        fresh
            .changes
            .iter()
            .any(|text| text.contains(&english().gate(GateId::Control).name) && text.contains("activated")),
        "{:?}",
        fresh.changes
    );
    assert!(fresh.changes.iter().any(|text| text.contains("is no longer in the outline")));
}

#[test]
fn what_was_not_done_comes_again_and_is_said() {
    let programme = arc(&affair(), 10);
    let mut first = held(&programme.steps[0]);
    for exercise in &mut first.exercises {
        exercise.2 = false;
    }
    let mut now = affair();
    now.facts.sessions_since_review = 1;
    let fresh = replan(ground(&now), &programme, &[first]);
    let missed = items(&programme.steps[0])[0];
    assert!(fresh.steps[1..].iter().any(|step| items(step).contains(&missed)), "{missed} comes again");
    assert!(fresh.changes.iter().any(|text| text.starts_with("Session 1:") && text.contains("was not done")));
}

#[test]
fn days_follow_one_another_and_stay_when_the_rest_is_drafted_anew() {
    let mut programme = arc(&affair(), 6);
    programme.set_days("2026-12-01".parse().ok(), 2, &SmallMap::new());
    let days: Vec<String> = programme.steps.iter().map(|step| step.on.unwrap().to_string()).collect();
    assert_eq!(days[..3], ["2026-12-01", "2026-12-15", "2026-12-29"]);
    let fresh = replan(ground(&affair()), &programme, &[]);
    assert_eq!(fresh.steps[2].on, programme.steps[2].on);
    programme.set_days(None, 2, &SmallMap::new());
    assert!(programme.steps.iter().all(|step| step.on.is_none()));
}

#[test]
fn no_step_takes_the_day_of_a_session_that_is_planned() {
    let day = |text: &str| text.parse().ok();
    let mut programme = arc(&affair(), 6);
    let planned = SmallMap::from([(1, day("2026-12-03")), (9, day("2026-12-17"))]);
    programme.set_days(day("2026-12-03"), 2, &planned);
    let days: Vec<String> = programme.steps.iter().map(|step| step.on.unwrap().to_string()).collect();
    assert_eq!(
        days[..3],
        ["2026-12-03", "2026-12-31", "2027-01-14"],
        "the plan keeps its day, and 17 December is taken"
    );
}

#[test]
fn the_sleep_exercise_comes_before_the_work_goes_on_when_sleep_is_back() {
    let tired = course(&json!({ "ticked": ["INF-01", "INF-08", "STR-05"], "done": SAFE,
        "closed_gates": { "GATE-STI": "both tested" } }));
    let programme = arc(&tired, 12);
    let waits = |step: &Step| step.goes_on_when.iter().any(|c| c.by == Shown::Answer("STR-05".parse().unwrap()));
    let on = programme.steps.iter().position(waits).expect("the work goes on when sleep is back");
    let sleep = programme.steps.iter().position(|step| items(step).contains(&"daily-stabilisation-plan"));
    assert!(sleep.is_some_and(|sleep| sleep < on), "{sleep:?} {on}");
}

#[test]
fn what_was_told_alone_counts_and_is_not_repeated() {
    let (open, unsaid) = (affair(), SmallSet::from(["INF-08".parse().unwrap()]));
    let quiet = draft(DraftInput { unsaid: &unsaid, ..ground(&open) }, wish(12));
    let loud = arc(&open, 12);
    assert_eq!(all(&quiet), all(&loud), "it counts all the same");
    // In a sentence it begins in lower case.
    let text = |programme: &Programme| serde_json::to_string(programme).unwrap().to_lowercase();
    let told = english().indicator(&"INF-08".parse().unwrap()).unwrap().text.to_lowercase();
    assert!(text(&loud).contains(&told) && !text(&quiet).contains(&told));
}

#[test]
fn a_plan_from_a_step_holds_its_exercises_and_leaves_out_what_is_held_now() {
    let programme = arc(&affair(), 10);
    let step = &programme.steps[0];
    let booking = Booking { number: 1, on: None, start: None, minutes: Minutes(60), booked: step.session };
    let made = make(ground(&affair()), step, booking).unwrap();
    assert!(made.left_out.is_empty(), "{:?}", made.left_out);
    for id in items(step) {
        assert!(made.plan.blocks.iter().any(|block| block.exercise().is_some_and(|of| *of == *id)), "{id}");
    }
    let control = course(&json!({ "ticked": ["INF-01", "INF-07", "INF-08", "BET-07", "ABU-01"], "done": SAFE }));
    let refused = make(ground(&control), step, booking);
    let left_out = match refused {
        Ok(made) => made.left_out,
        Err(left_out) => left_out,
    };
    let couple = |id: &&&str| english().is_couple_work(english().item(&id.parse().unwrap()).unwrap());
    for id in items(step).iter().filter(couple) {
        assert!(left_out.iter().any(|(of, _)| *of == **id), "{id} is held under CONTROL");
    }
}

#[test]
fn a_programme_keeps_what_it_says_through_storage() {
    let programme = arc(&affair(), 12);
    let text = serde_json::to_string(&programme).unwrap();
    assert_eq!(serde_json::from_str::<Programme>(&text).unwrap(), programme);
    assert!(
        serde_json::from_str::<Programme>(&text.replacen('{', "{\"more\":1,", 1)).is_err(),
        "unknown fields are refused"
    );
}

fn ticked() -> impl Strategy<Value = Vec<IndicatorId>> {
    let all: Vec<IndicatorId> = english().indicators().iter().map(|indicator| indicator.id.clone()).collect();
    subsequence(all, 0..=10).prop_shuffle()
}

fn done() -> impl Strategy<Value = SmallSet<ItemId>> {
    let all: Vec<ItemId> = english().items().iter().map(|item| item.id.clone()).collect();
    (subsequence(all, 0..=20), any::<bool>()).prop_map(|(items, safe)| {
        let mut done: SmallSet<ItemId> = items.into_iter().collect();
        if safe {
            done.extend(SAFE.iter().map(|id| id.parse().unwrap()));
        }
        done
    })
}

fn of(ticked: &[IndicatorId], done: SmallSet<ItemId>, closed: &[GateId]) -> CaseState {
    let mut answers = Answers::default();
    for id in ticked {
        let both = english().indicator(id).unwrap().applies_to == AppliesTo::Both;
        answers.record(english(), id, if both { Whom::Couple } else { Whom::A }, Answer::Yes).unwrap();
    }
    let mut course = CaseState { answers, done, ..CaseState::default() };
    course.observe_gates(english());
    for gate in closed {
        course.gates.close_as_stated(*gate, "a reason", &course.done);
    }
    course
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, ..ProptestConfig::default() })]

    /// Any answers, anything done, any gate closed, any length: nothing held is drafted, nothing before its needs, and
    /// nothing is drafted for both while a gate forbids it.
    #[test]
    fn any_programme_breaks_no_hard_rule(
        ticked in ticked(), done in done(), closed in subsequence(GateId::ALL.to_vec(), 0..=GateId::ALL.len()),
        sessions in FEWEST..=MOST, minutes in 30u8..=120, phase in prop::option::of(prop::sample::select(Phase::ALL.to_vec())),
    ) {
        let course = of(&ticked, done, &closed);
        let wish = ProgrammeSpec { sessions, minutes: Minutes(minutes), first: 1 };
        let ground = DraftInput { chosen: phase, ..ground(&course) };
        let programme = draft(ground, wish);
        prop_assert_eq!(&programme, &draft(ground, wish), "deterministic");
        let waiting = programme.waits.as_ref().map_or(0, |waits| waits.to - waits.from + 1);
        prop_assert_eq!(programme.steps.len() + usize::from(waiting), usize::from(sessions));
        let mut imagined = course.clone();
        let mut phases = SmallMap::new();
        for (n, step) in (1..).zip(&programme.steps) {
            prop_assert_eq!(step.number, n);
            let used: u16 = step.exercises.iter().map(|e| u16::from(e.minutes.0)).sum();
            prop_assert!(used <= u16::from(minutes), "session {n}: {used} minutes");
            let joint_forbidden = imagined.gates.open_gates().any(|g| english().gate(g).individual_only);
            prop_assert!(!joint_forbidden || step.session != Session::Couple, "session {n}");
            imagined.done.extend(step.alone.iter().filter_map(|a| a.item.clone()).filter(|id| *id != *"individual-safety-interview"));
            let intense = step.exercises.iter().filter(|e| english().item(&e.item).unwrap().high_intensity).count();
            prop_assert!(intense <= 1, "R38 session {n}");
            for exercise in &step.exercises {
                let item = english().item(&exercise.item).unwrap();
                prop_assert!(item.minutes.holds(exercise.minutes), "{}", item.id);
                let against: Vec<Hold> = holds(&imagined, item);
                prop_assert!(against.is_empty(), "session {n}: {} is held by {against:?}", item.id);
                prop_assert!(!exercise.because.is_empty(), "{} is not explained", item.id);
                imagined.done.insert(item.id.clone());
            }
            prop_assert!(!step.why.is_empty());
            phases.entry(step.phase).or_insert(n);
        }
        prop_assert!(programme.steps.windows(2).all(|pair| pair[0].phase <= pair[1].phase));
    }

    /// Drafting anew without anything new changes nothing.
    #[test]
    fn drafting_anew_without_news_changes_nothing(ticked in ticked(), done in done(), sessions in FEWEST..=MOST) {
        let course = of(&ticked, done, &[]);
        let programme = arc(&course, sessions);
        let again = replan(ground(&course), &programme, &[]);
        prop_assert_eq!(&again.changes, &Vec::<String>::new());
        prop_assert_eq!(again.steps, programme.steps);
    }
}
