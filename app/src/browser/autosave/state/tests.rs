//! Tests of the state machine against every event of a save.

use std::collections::{BTreeMap, BTreeSet};

use crate::browser::{
    autosave::{FieldMerge, FormValues, Joined, join_one, state::*},
    wire::{pack, unpack},
};

fn machine() -> SaveState {
    SaveState::new(Revision(1), "first".into())
}

fn receipt(revision: u64) -> Receipt {
    Receipt { revision: Revision(revision), at: "09:12".to_owned().try_into().unwrap() }
}

#[test]
fn what_is_typed_is_kept_at_once_and_saved_after_a_pause() {
    let mut machine = machine();
    assert_eq!(machine.typed("second".into()), [SaveEffect::Keep, SaveEffect::Wait(PAUSE)]);
    let draft = machine.draft();
    assert_eq!((draft.seen, draft.sent, draft.text.as_str()), (Revision(1), Vec::new(), "second"));
    assert_eq!(*machine.mark(), SaveStatus::Saving);
    assert_eq!(machine.woke(), [SaveEffect::Keep, SaveEffect::Send]);
    assert_eq!(machine.sending(), Some((Revision(1), "first", "second")));
    assert_eq!(machine.acknowledged(machine.turn(), receipt(2)), [SaveEffect::Forget]);
    assert_eq!(*machine.mark(), SaveStatus::Saved(Some(receipt(2).at)));
}

#[test]
fn saved_is_never_said_before_the_server_has_what_is_on_screen() {
    let mut machine = machine();
    machine.typed("second".into());
    machine.woke();
    assert_eq!(machine.typed("third".into()), [SaveEffect::Keep]);
    assert_eq!(machine.woke(), [], "one save at a time");
    assert_eq!(
        machine.acknowledged(machine.turn(), receipt(2)),
        [SaveEffect::Keep, SaveEffect::Wait(PAUSE)],
        "the draft stays"
    );
    assert_eq!(*machine.mark(), SaveStatus::Saving);
    machine.woke();
    assert_eq!(machine.sending(), Some((Revision(2), "second", "third")), "revisions are chained");
    assert_eq!(machine.acknowledged(machine.turn(), receipt(3)), [SaveEffect::Forget]);
}

#[test]
fn somebody_who_never_pauses_is_saved_all_the_same() {
    let mut machine = machine();
    let waits = (0..40).filter(|n| machine.typed(format!("text {n}")).contains(&SaveEffect::Wait(PAUSE))).count();
    assert_eq!(waits, usize::from(PATIENCE));
}

#[test]
fn taking_a_change_back_needs_no_save() {
    let mut machine = machine();
    machine.typed("second".into());
    assert_eq!(machine.typed("first".into()), [SaveEffect::Forget]);
    assert_eq!(machine.woke(), []);
    assert_eq!(*machine.mark(), SaveStatus::Saved(None));
}

#[test]
fn a_server_that_is_away_is_tried_again_ever_more_slowly_and_nothing_is_lost() {
    let mut machine = machine();
    machine.typed("second".into());
    let mut waits = Vec::new();
    for _ in 0..7 {
        assert_eq!(machine.woke(), [SaveEffect::Keep, SaveEffect::Send]);
        let steps = machine.failed(machine.turn(), &Problem::Unreachable);
        let [SaveEffect::Keep, SaveEffect::Wait(wait)] = steps[..] else { panic!("{steps:?}") };
        waits.push(wait);
        assert!(matches!(machine.mark(), SaveStatus::Away(words) if words.contains("no connection to Reweave")));
    }
    assert_eq!(waits, [1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
    assert_eq!(machine.typed("third".into()), [SaveEffect::Keep], "typing goes on and is kept");
    machine.woke();
    assert_eq!(machine.sending().unwrap().2, "third");
    assert_eq!(machine.acknowledged(machine.turn(), receipt(2)), [SaveEffect::Forget]);
}

#[test]
fn a_lost_answer_is_no_conflict() {
    let mut machine = machine();
    machine.typed("second".into());
    machine.woke();
    machine.failed(machine.turn(), &Problem::Unreachable);
    machine.typed("third".into());
    machine.woke();
    machine.failed(machine.turn(), &Problem::Unreachable);
    machine.woke();
    assert_eq!(machine.failed(machine.turn(), &Problem::Stale { latest: Revision(2) }), [SaveEffect::Fetch]);
    // The server had the first of the two before it went away.
    let mut other = machine.clone();
    assert_eq!(
        other.fetched(other.turn(), Ok((Revision(2), "second".into()))),
        [SaveEffect::Keep, SaveEffect::Wait(PAUSE)]
    );
    other.woke();
    assert_eq!(other.sending(), Some((Revision(2), "second", "third")));
    assert_eq!(machine.fetched(machine.turn(), Ok((Revision(2), "somebody else".into()))), [SaveEffect::Keep]);
    assert!(matches!(machine.mark(), SaveStatus::Stale { .. }));
}

#[test]
fn taking_back_what_may_have_been_saved_is_saved_too() {
    let mut machine = machine();
    machine.typed("second".into());
    machine.woke();
    machine.failed(machine.turn(), &Problem::Unreachable);
    assert_eq!(machine.typed("first".into()), [SaveEffect::Keep], "the server may have “second” by now");
    assert_eq!(machine.woke(), [SaveEffect::Keep, SaveEffect::Send]);
}

#[test]
fn sec_36_a_stale_save_shows_both_and_either_can_be_chosen() {
    let mut machine = machine();
    machine.typed("mine".into());
    machine.woke();
    assert_eq!(machine.failed(machine.turn(), &Problem::Stale { latest: Revision(5) }), [SaveEffect::Fetch]);
    assert_eq!(machine.fetched(machine.turn(), Ok((Revision(5), "theirs".into()))), [SaveEffect::Keep]);
    assert_eq!(*machine.mark(), SaveStatus::Stale { theirs: "theirs".into() });
    assert_eq!(machine.typed("mine, longer".into()), [SaveEffect::Keep], "typing goes on; nothing is sent");
    assert_eq!(machine.woke(), []);
    let mut other = machine.clone();
    assert_eq!(machine.chose("mine, longer".into()), [SaveEffect::Keep, SaveEffect::Wait(0)]);
    machine.woke();
    assert_eq!(machine.sending(), Some((Revision(5), "theirs", "mine, longer")));
    assert_eq!(other.chose("theirs".into()), [SaveEffect::Forget]);
    assert_eq!(*other.mark(), SaveStatus::Saved(None));
}

#[test]
fn sec_14_the_end_of_a_session_keeps_the_text_until_somebody_signs_in_again() {
    let mut machine = machine();
    machine.typed("second".into());
    machine.woke();
    assert_eq!(machine.failed(machine.turn(), &Problem::SignedOut), [SaveEffect::Wait(SIGN_IN)]);
    assert_eq!(*machine.mark(), SaveStatus::SignedOut);
    assert_eq!(machine.draft().text, "second");
    machine.woke();
    assert_eq!(machine.acknowledged(machine.turn(), receipt(2)), [SaveEffect::Forget]);
}

#[test]
fn what_the_server_will_not_have_stays_here_and_is_tried_after_the_next_change() {
    let mut machine = machine();
    machine.typed("second".into());
    machine.woke();
    assert_eq!(machine.failed(machine.turn(), &Problem::Refused("Shorten it.".into())), []);
    assert_eq!(*machine.mark(), SaveStatus::Refused("Shorten it.".into()));
    assert!(machine.is_unsaved());
    assert_eq!(machine.typed("short".into()), [SaveEffect::Keep, SaveEffect::Wait(PAUSE)]);
}

#[test]
fn a_draft_goes_on_where_it_was() {
    let draft = |seen, sent: Option<&str>, text: &str| Draft {
        base: None,
        held: String::new(),
        about: String::new(),
        seen: Revision(seen),
        sent: sent.map(mark_of).into_iter().collect(),
        text: text.into(),
    };
    let mut same = machine();
    assert_eq!(
        same.found(draft(1, None, "typed before the reload")),
        (vec![SaveEffect::Keep, SaveEffect::Wait(0)], true)
    );
    same.woke();
    assert_eq!(same.sending().unwrap().2, "typed before the reload");

    let mut saved = machine();
    assert_eq!(saved.found(draft(0, None, "first")), (vec![SaveEffect::Forget], false), "it was saved after all");

    let mut unanswered = machine();
    assert!(unanswered.found(draft(0, Some("first"), "first and more")).1);
    assert_eq!(*unanswered.mark(), SaveStatus::Saving, "what is stored came from the same page: no conflict");

    let mut other = machine();
    assert_eq!(other.found(draft(0, Some("zeroth"), "mine")), (vec![SaveEffect::Keep], true));
    assert_eq!(*other.mark(), SaveStatus::Stale { theirs: "first".into() });
    assert_eq!(other.shown(), "mine");
}

/// In any order of events, the text on screen is on the server's disk or in the draft.
#[test]
fn no_keystroke_is_ever_lost() {
    // A small generator, so that each run tries the same million steps.
    let mut dice = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = move |below: u64| {
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        dice % below
    };
    for run in 0..2_000 {
        let (mut server, mut revision) = ("first".to_owned(), 1);
        let mut machine = machine();
        let mut storage: Option<Draft> = None;
        let mut shown = "first".to_owned();
        let (mut fetch, mut typed) = (false, 0);
        for _ in 0..60 {
            let steps = match random(8) {
                0..=2 => {
                    typed += 1;
                    shown = format!("{run}-{typed}");
                    machine.typed(shown.clone())
                }
                3 => machine.woke(),
                4 => {
                    // The page is loaded again.
                    machine = SaveState::new(Revision(revision), server.clone());
                    fetch = false;
                    let found = storage.take().map(|draft| machine.found(draft));
                    found.map_or_else(Vec::new, |(steps, _)| steps)
                }
                5 if fetch => {
                    fetch = false;
                    machine.fetched(machine.turn(), Ok((Revision(revision), server.clone())))
                }
                _ => match machine.sending().map(|(seen, _, text)| (seen, text.to_owned())) {
                    None => Vec::new(),
                    Some(_) if random(4) == 0 => machine.failed(machine.turn(), &Problem::Unreachable),
                    Some((seen, _)) if seen != Revision(revision) => {
                        machine.failed(machine.turn(), &Problem::Stale { latest: Revision(revision) })
                    }
                    Some((_, text)) => {
                        (server, revision) = (text, revision + 1);
                        if random(4) == 0 {
                            machine.failed(machine.turn(), &Problem::Unreachable)
                        } else {
                            machine.acknowledged(machine.turn(), receipt(revision))
                        }
                    }
                },
            };
            for step in steps {
                match step {
                    SaveEffect::Keep => storage = Some(machine.draft()),
                    SaveEffect::Forget => storage = None,
                    SaveEffect::Fetch => fetch = true,
                    SaveEffect::Wait(_) | SaveEffect::Send | SaveEffect::Show => {}
                }
            }
            let kept = storage.as_ref().map(|draft| draft.text.as_str());
            assert!(kept == Some(&shown) || server == shown, "{shown} is neither in {kept:?} nor on the server");
            assert!(
                !matches!(machine.mark(), SaveStatus::Stale { .. }),
                "everything stored came from here: no conflict"
            );
            if matches!(machine.mark(), SaveStatus::Saved(_)) {
                assert_eq!(server, shown, "“Saved” was said too early");
            }
        }
    }
}

/// A record of fields, each with one value, joined field by field.
fn join(base: Option<&str>, here: &str, stored: &str) -> Joined {
    let texts = |packed: &str| unpack::<FormValues>(packed).unwrap().texts();
    let (base, mut here, stored) = (base.map(texts), texts(here), texts(stored));
    let mut clash = false;
    for name in here.keys().chain(stored.keys()).cloned().collect::<BTreeSet<_>>() {
        let of = |texts: &BTreeMap<String, String>| texts.get(&name).cloned().into_iter().collect::<Vec<_>>();
        match join_one(base.as_ref().map(of).as_deref(), &of(&here), &of(&stored)) {
            FieldMerge::Mine => {}
            FieldMerge::Theirs => match stored.get(&name) {
                Some(value) => drop(here.insert(name, value.clone())),
                None => drop(here.remove(&name)),
            },
            FieldMerge::Clash => clash = true,
        }
    }
    Joined { text: pack(&FormValues::of(here)), clash }
}

/// Fields of forms as a autosave holds them.
fn fields(of: &[(&str, &str)]) -> String {
    pack(&FormValues::of(of.iter().copied()))
}

fn form(base: &[(&str, &str)]) -> SaveState {
    SaveState::new(Revision(1), fields(base)).joining(join)
}

#[test]
fn a_server_that_never_answers_is_away_after_its_time_and_a_late_answer_does_no_harm() {
    let mut machine = machine();
    machine.typed("second".into());
    machine.woke();
    let first = machine.turn();
    let steps = machine.overdue(first);
    assert!(matches!(steps[..], [SaveEffect::Keep, SaveEffect::Wait(_)]), "tried again: {steps:?}");
    assert!(matches!(machine.mark(), SaveStatus::Away(words) if words.starts_with("Not saved")));
    assert_eq!(machine.overdue(first), [], "told once");
    // The late answer comes between two tries, or while the next one is on its way.
    assert_eq!(machine.acknowledged(first, receipt(2)), []);
    machine.typed("third".into());
    assert_eq!(machine.woke(), [SaveEffect::Keep, SaveEffect::Send]);
    assert_eq!(machine.acknowledged(first, receipt(2)), []);
    assert_eq!(machine.failed(first, &Problem::Full), []);
    assert!(matches!(machine.mark(), SaveStatus::Away(_)), "“third” is not saved");
    // The server had “second” all along, so that the next save is a stale one, and no conflict.
    assert_eq!(machine.failed(machine.turn(), &Problem::Stale { latest: Revision(2) }), [SaveEffect::Fetch]);
    assert_eq!(
        machine.fetched(machine.turn(), Ok((Revision(2), "second".into()))),
        [SaveEffect::Keep, SaveEffect::Wait(PAUSE)]
    );
    machine.woke();
    assert_eq!(machine.sending(), Some((Revision(2), "second", "third")));
    assert_eq!(machine.acknowledged(machine.turn(), receipt(3)), [SaveEffect::Forget]);
}

#[test]
fn a_question_for_what_is_stored_that_is_never_answered_is_asked_again() {
    let mut machine = machine();
    machine.typed("second".into());
    machine.woke();
    machine.failed(machine.turn(), &Problem::Stale { latest: Revision(2) });
    let asked = machine.turn();
    assert!(matches!(machine.overdue(asked)[..], [SaveEffect::Keep, SaveEffect::Wait(_)]));
    assert_eq!(machine.woke(), [SaveEffect::Keep, SaveEffect::Send]);
    assert_eq!(machine.fetched(asked, Ok((Revision(2), "theirs".into()))), [], "too late");
    assert_eq!(machine.failed(machine.turn(), &Problem::Stale { latest: Revision(2) }), [SaveEffect::Fetch]);
}

/// Every response other than “stored” keeps the text on screen and in the draft, and the status says so.
#[test]
fn only_stored_takes_a_draft_away() {
    for problem in [
        Problem::SignedOut,
        Problem::NotFound,
        Problem::Stale { latest: Revision(2) },
        Problem::Refused("Shorten it.".into()),
        Problem::Faults(Vec::new()),
        Problem::Malformed,
        Problem::Unavailable,
        Problem::Full,
        Problem::Unreachable,
        Problem::Broken,
    ] {
        let mut machine = machine();
        let mut steps = machine.typed("second".into());
        steps.extend(machine.woke());
        steps.extend(machine.failed(machine.turn(), &problem));
        assert!(!steps.contains(&SaveEffect::Forget), "{problem:?}: {steps:?}");
        assert_eq!(machine.draft().text, "second", "{problem:?}");
        assert!(!matches!(machine.mark(), SaveStatus::Saved(_)), "{problem:?}");
        let mut again = SaveState::new(Revision(1), "first".into());
        assert!(again.found(machine.draft()).1, "{problem:?}: it is on screen when the page comes back");
    }
}

#[test]
fn sec_36_what_two_windows_changed_in_different_fields_is_both_stored() {
    let mut machine = form(&[("note", "old")]);
    machine.typed(fields(&[("note", "typed here")]));
    machine.woke();
    machine.failed(machine.turn(), &Problem::Stale { latest: Revision(2) });
    let theirs = fields(&[("note", "old"), ("ABU-01.asked", "yes")]);
    let steps = machine.fetched(machine.turn(), Ok((Revision(2), theirs)));
    assert_eq!(steps, [SaveEffect::Show, SaveEffect::Keep, SaveEffect::Wait(PAUSE)]);
    let both = fields(&[("note", "typed here"), ("ABU-01.asked", "yes")]);
    assert_eq!(machine.shown(), both);
    machine.woke();
    assert_eq!(machine.sending().map(|(seen, _, text)| (seen, text.to_owned())), Some((Revision(2), both)));
}

#[test]
fn sec_36_what_two_windows_changed_in_the_same_field_is_shown_and_the_rest_joined() {
    let mut machine = form(&[]);
    machine.typed(fields(&[("ABU-01.asked", "no")]));
    machine.woke();
    machine.failed(machine.turn(), &Problem::Stale { latest: Revision(2) });
    let theirs = fields(&[("ABU-01.asked", "yes"), ("GEN-01.asked", "yes")]);
    let steps = machine.fetched(machine.turn(), Ok((Revision(2), theirs.clone())));
    assert_eq!(steps, [SaveEffect::Show, SaveEffect::Keep]);
    assert_eq!(*machine.mark(), SaveStatus::Stale { theirs });
    assert_eq!(machine.shown(), fields(&[("ABU-01.asked", "no"), ("GEN-01.asked", "yes")]));
    assert_eq!(machine.woke(), [], "nothing is sent before somebody has looked");
}

/// A draft is based on the text stored when it was typed; an answer given elsewhere since stays.
#[test]
fn a_draft_that_comes_back_overwrites_nothing_that_it_did_not_change() {
    let mut typing = form(&[("note", "old")]);
    typing.typed(fields(&[("note", "typed before")]));
    let draft = typing.draft();
    let theirs = fields(&[("note", "old"), ("ABU-01.asked", "yes")]);
    let mut later = SaveState::new(Revision(7), theirs).joining(join);
    let (steps, shown) = later.found(draft);
    assert_eq!((steps, shown), (vec![SaveEffect::Keep, SaveEffect::Wait(PAUSE)], true));
    later.woke();
    let both = fields(&[("note", "typed before"), ("ABU-01.asked", "yes")]);
    assert_eq!(later.sending().map(|(seen, _, text)| (seen, text.to_owned())), Some((Revision(7), both)));
}

#[test]
fn another_windows_draft_comes_back_beside_what_is_typed_here() {
    let mut other = form(&[]);
    other.typed(fields(&[("note", "typed there")]));
    let mut here = form(&[]);
    here.typed(fields(&[("ABU-01.asked", "yes")]));
    here.woke();
    here.acknowledged(here.turn(), receipt(2));
    assert_eq!(here.adopted(&other.draft()), [SaveEffect::Show, SaveEffect::Keep, SaveEffect::Wait(PAUSE)]);
    assert_eq!(here.shown(), fields(&[("note", "typed there"), ("ABU-01.asked", "yes")]));
}

#[test]
fn another_windows_draft_of_the_same_field_is_shown_beside_what_is_stored() {
    let mut other = form(&[]);
    other.typed(fields(&[("note", "typed there")]));
    let mut here = SaveState::new(Revision(2), fields(&[("note", "stored")])).joining(join);
    assert_eq!(here.adopted(&other.draft()), [SaveEffect::Show, SaveEffect::Keep]);
    assert_eq!(*here.mark(), SaveStatus::Stale { theirs: fields(&[("note", "stored")]) });
    assert_eq!(here.shown(), fields(&[("note", "typed there")]));
}

/// Invalid values are on screen and not in the text: “Saved” would be false, and a reload must restore them.
#[test]
fn saved_is_not_said_while_the_screen_holds_what_is_refused() {
    let mut machine = machine();
    let held = || Some(("note=too long".to_owned(), "see the note".to_owned()));
    assert_eq!(machine.hold(held()), [SaveEffect::Keep]);
    assert_eq!(*machine.mark(), SaveStatus::Refused("see the note".into()));
    assert!(machine.is_unsaved());
    assert_eq!(machine.woke(), [], "there is nothing to send");
    // Another field is saved meanwhile.
    machine.typed("second".into());
    machine.woke();
    assert_eq!(machine.acknowledged(machine.turn(), receipt(2)), [SaveEffect::Keep], "the draft stays");
    assert_eq!(*machine.mark(), SaveStatus::Refused("see the note".into()));
    let mut reloaded = SaveState::new(Revision(2), "second".into());
    assert_eq!(reloaded.found(machine.draft()), (vec![SaveEffect::Keep], true));
    assert_eq!(reloaded.held(), "note=too long");
    assert!(matches!(reloaded.mark(), SaveStatus::Refused(_)));
    assert_eq!(machine.hold(None), [SaveEffect::Forget]);
    assert_eq!(*machine.mark(), SaveStatus::Saved(None));
}
