//! The machine against everything that can happen to a save.

use super::*;

fn machine() -> Machine {
    Machine::new(Revision(1), "first".into())
}

fn receipt(revision: u32) -> Receipt {
    Receipt { revision: Revision(revision), at: "09:12".to_owned().try_into().unwrap() }
}

#[test]
fn what_is_typed_is_kept_at_once_and_saved_after_a_pause() {
    let mut machine = machine();
    assert_eq!(machine.typed("second".into()), [Step::Keep, Step::Wait(PAUSE)]);
    assert_eq!(machine.draft(), Draft { seen: Revision(1), sent: Vec::new(), text: "second".into() });
    assert_eq!(*machine.mark(), Mark::Saving);
    assert_eq!(machine.woke(), [Step::Keep, Step::Send]);
    assert_eq!(machine.sending(), Some((Revision(1), "first", "second")));
    assert_eq!(machine.acknowledged(receipt(2)), [Step::Forget]);
    assert_eq!(*machine.mark(), Mark::Saved(Some(receipt(2).at)));
}

#[test]
fn saved_is_never_said_before_the_server_has_what_is_on_screen() {
    let mut machine = machine();
    machine.typed("second".into());
    machine.woke();
    assert_eq!(machine.typed("third".into()), [Step::Keep]);
    assert_eq!(machine.woke(), [], "one save at a time");
    assert_eq!(machine.acknowledged(receipt(2)), [Step::Keep, Step::Wait(PAUSE)], "the draft stays");
    assert_eq!(*machine.mark(), Mark::Saving);
    machine.woke();
    assert_eq!(machine.sending(), Some((Revision(2), "second", "third")), "revisions are chained");
    assert_eq!(machine.acknowledged(receipt(3)), [Step::Forget]);
}

#[test]
fn somebody_who_never_pauses_is_saved_all_the_same() {
    let mut machine = machine();
    let waits = (0..40).filter(|n| machine.typed(format!("text {n}")).contains(&Step::Wait(PAUSE))).count();
    assert_eq!(waits, usize::from(PATIENCE));
}

#[test]
fn taking_a_change_back_needs_no_save() {
    let mut machine = machine();
    machine.typed("second".into());
    assert_eq!(machine.typed("first".into()), [Step::Forget]);
    assert_eq!(machine.woke(), []);
    assert_eq!(*machine.mark(), Mark::Saved(None));
}

#[test]
fn a_server_that_is_away_is_tried_again_ever_more_slowly_and_nothing_is_lost() {
    let mut machine = machine();
    machine.typed("second".into());
    let mut waits = Vec::new();
    for _ in 0..7 {
        assert_eq!(machine.woke(), [Step::Keep, Step::Send]);
        let steps = machine.failed(&Problem::Unreachable);
        let [Step::Keep, Step::Wait(wait)] = steps[..] else { panic!("{steps:?}") };
        waits.push(wait);
        assert!(matches!(machine.mark(), Mark::Away(words) if words.contains("does not answer")));
    }
    assert_eq!(waits, [1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
    assert_eq!(machine.typed("third".into()), [Step::Keep], "typing goes on and is kept");
    machine.woke();
    assert_eq!(machine.sending().unwrap().2, "third");
    assert_eq!(machine.acknowledged(receipt(2)), [Step::Forget]);
}

#[test]
fn a_lost_answer_is_no_conflict() {
    let mut machine = machine();
    machine.typed("second".into());
    machine.woke();
    machine.failed(&Problem::Unreachable);
    machine.typed("third".into());
    machine.woke();
    machine.failed(&Problem::Unreachable);
    machine.woke();
    assert_eq!(machine.failed(&Problem::Stale { latest: Revision(2) }), [Step::Fetch]);
    // The server had the first of the two before it went away.
    let mut other = machine.clone();
    assert_eq!(other.fetched(Ok((Revision(2), "second".into()))), [Step::Keep, Step::Wait(PAUSE)]);
    other.woke();
    assert_eq!(other.sending(), Some((Revision(2), "second", "third")));
    assert_eq!(machine.fetched(Ok((Revision(2), "somebody else".into()))), [Step::Keep]);
    assert!(matches!(machine.mark(), Mark::Stale { .. }));
}

#[test]
fn taking_back_what_may_have_been_saved_is_saved_too() {
    let mut machine = machine();
    machine.typed("second".into());
    machine.woke();
    machine.failed(&Problem::Unreachable);
    assert_eq!(machine.typed("first".into()), [Step::Keep], "the server may have “second” by now");
    assert_eq!(machine.woke(), [Step::Keep, Step::Send]);
}

#[test]
fn sec_36_a_stale_save_shows_both_and_either_can_be_chosen() {
    let mut machine = machine();
    machine.typed("mine".into());
    machine.woke();
    assert_eq!(machine.failed(&Problem::Stale { latest: Revision(5) }), [Step::Fetch]);
    assert_eq!(machine.fetched(Ok((Revision(5), "theirs".into()))), [Step::Keep]);
    assert_eq!(*machine.mark(), Mark::Stale { theirs: "theirs".into() });
    assert_eq!(machine.typed("mine, longer".into()), [Step::Keep], "typing goes on; nothing is sent");
    assert_eq!(machine.woke(), []);
    let mut other = machine.clone();
    assert_eq!(machine.chose("mine, longer".into()), [Step::Keep, Step::Wait(0)]);
    machine.woke();
    assert_eq!(machine.sending(), Some((Revision(5), "theirs", "mine, longer")));
    assert_eq!(other.chose("theirs".into()), [Step::Forget]);
    assert_eq!(*other.mark(), Mark::Saved(None));
}

#[test]
fn sec_14_the_end_of_a_session_keeps_the_text_until_somebody_signs_in_again() {
    let mut machine = machine();
    machine.typed("second".into());
    machine.woke();
    assert_eq!(machine.failed(&Problem::SignedOut), [Step::Wait(SIGN_IN)]);
    assert_eq!(*machine.mark(), Mark::SignedOut);
    assert_eq!(machine.draft().text, "second");
    machine.woke();
    assert_eq!(machine.acknowledged(receipt(2)), [Step::Forget]);
}

#[test]
fn what_the_server_will_not_have_stays_here_and_is_tried_after_the_next_change() {
    let mut machine = machine();
    machine.typed("second".into());
    machine.woke();
    assert_eq!(machine.failed(&Problem::Refused("Shorten it.".into())), []);
    assert_eq!(*machine.mark(), Mark::Refused("Shorten it.".into()));
    assert!(machine.is_unsaved());
    assert_eq!(machine.typed("short".into()), [Step::Keep, Step::Wait(PAUSE)]);
}

#[test]
fn a_draft_goes_on_where_it_was() {
    let draft = |seen, sent: Option<&str>, text: &str| Draft {
        seen: Revision(seen),
        sent: sent.map(mark_of).into_iter().collect(),
        text: text.into(),
    };
    let mut same = machine();
    assert_eq!(same.found(draft(1, None, "typed before the reload")), (vec![Step::Keep, Step::Wait(0)], true));
    same.woke();
    assert_eq!(same.sending().unwrap().2, "typed before the reload");

    let mut saved = machine();
    assert_eq!(saved.found(draft(0, None, "first")), (vec![Step::Forget], false), "it was saved after all");

    let mut unanswered = machine();
    assert!(unanswered.found(draft(0, Some("first"), "first and more")).1);
    assert_eq!(*unanswered.mark(), Mark::Saving, "what is stored came from the same page: no conflict");

    let mut other = machine();
    assert_eq!(other.found(draft(0, Some("zeroth"), "mine")), (vec![Step::Keep], true));
    assert_eq!(*other.mark(), Mark::Stale { theirs: "first".into() });
    assert_eq!(other.shown(), "mine");
}

/// Whatever happens in whatever order: what is on screen is on the server's disk, or in the draft.
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
                    machine = Machine::new(Revision(revision), server.clone());
                    fetch = false;
                    let found = storage.take().map(|draft| machine.found(draft));
                    found.map_or_else(Vec::new, |(steps, _)| steps)
                }
                5 if fetch => {
                    fetch = false;
                    machine.fetched(Ok((Revision(revision), server.clone())))
                }
                _ => match machine.sending().map(|(seen, _, text)| (seen, text.to_owned())) {
                    None => Vec::new(),
                    Some(_) if random(4) == 0 => machine.failed(&Problem::Unreachable),
                    Some((seen, _)) if seen != Revision(revision) => {
                        machine.failed(&Problem::Stale { latest: Revision(revision) })
                    }
                    Some((_, text)) => {
                        (server, revision) = (text, revision + 1);
                        if random(4) == 0 {
                            machine.failed(&Problem::Unreachable)
                        } else {
                            machine.acknowledged(receipt(revision))
                        }
                    }
                },
            };
            for step in steps {
                match step {
                    Step::Keep => storage = Some(machine.draft()),
                    Step::Forget => storage = None,
                    Step::Fetch => fetch = true,
                    Step::Wait(_) | Step::Send => {}
                }
            }
            let kept = storage.as_ref().map(|draft| draft.text.as_str());
            assert!(kept == Some(&shown) || server == shown, "{shown} is neither in {kept:?} nor on the server");
            assert!(!matches!(machine.mark(), Mark::Stale { .. }), "everything stored came from here: no conflict");
            if matches!(machine.mark(), Mark::Saved(_)) {
                assert_eq!(server, shown, "“Saved” was said too early");
            }
        }
    }
}
