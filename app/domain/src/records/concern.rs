//! The hold that a concern in a session puts on a couple's work.

use super::{Interview, Situation};
use crate::{library::Library, safety::SafetyConcern};

impl Situation {
    /// Puts on the hold that a concern in a session gives reason for, whether or not that hold was lifted before. It stays
    /// until it is lifted as any other: changing what was written down about the session takes it off no more than
    /// removing an answer does.
    pub fn put_on_hold(&mut self, library: &Library, interviews: [&Interview; 2], concern: SafetyConcern) {
        if self.gates.open_for_concern(concern.gate()) {
            self.round += 1;
        }
        self.observe(library, interviews);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        library::english,
        records::course,
        safety::{Opener, WorkOnHold},
        vocabulary::GateId,
    };

    const ALL: [SafetyConcern; 5] = [
        SafetyConcern::Control,
        SafetyConcern::Suicide,
        SafetyConcern::AtRisk,
        SafetyConcern::Medical,
        SafetyConcern::Unclear,
    ];

    fn interviewed() -> [Interview; 2] {
        let held =
            Interview { alone: true, recorded: true, held_on: "2026-11-02".parse().ok(), ..Interview::default() };
        [held.clone(), held]
    }

    #[test]
    fn every_concern_stops_joint_work() {
        for concern in ALL {
            let interviews = interviewed();
            let both = interviews.each_ref();
            let mut situation = Situation::begin(english());
            situation.observe(english(), both);
            assert!(WorkOnHold::of(english(), &course(&situation, both)).is_none());
            situation.put_on_hold(english(), both, concern);
            let on_hold = WorkOnHold::of(english(), &course(&situation, both)).unwrap();
            assert_eq!(on_hold.first(), concern.gate(), "{concern:?}");
            assert!(situation.gates.state(concern.gate()).grounds().contains_key(&Opener::Concern));
        }
    }

    #[test]
    fn a_concern_about_control_has_safety_asked_again_and_the_others_do_not() {
        for concern in ALL {
            let interviews = interviewed();
            let both = interviews.each_ref();
            let mut situation = Situation::begin(english());
            situation.observe(english(), both);
            situation.put_on_hold(english(), both, concern);
            let again = concern.gate() == GateId::Control;
            assert_eq!(situation.round, u32::from(again), "{concern:?}");
            assert_eq!(both.map(|one| one.counts(&situation)), [!again; 2], "{concern:?}");
        }
    }

    #[test]
    fn looking_again_neither_repeats_nor_lifts_it() {
        let interviews = interviewed();
        let both = interviews.each_ref();
        let mut situation = Situation::begin(english());
        situation.observe(english(), both);
        situation.put_on_hold(english(), both, SafetyConcern::Medical);
        let before = situation.clone();
        situation.observe(english(), both);
        assert_eq!(situation, before);
        assert!(situation.gates.holds(GateId::Acute));
    }
}
