//! The made-up couples of the demo: the worked cases CASE-01, CASE-05 and CASE-04 under code names.

use domain::{course::Partner, words::Phase};

/// A made-up couple, up to today.
pub struct MadeUp {
    /// Its code name.
    pub name: &'static str,
    /// Label and pronouns of partner A and of partner B.
    pub partners: [(&'static str, &'static str); 2],
    /// How long they have been together.
    pub together: &'static str,
    /// Words to find it by.
    pub tags: &'static [&'static str],
    /// About whom the questions are that ask about the partner who was hurt.
    pub hurt: Partner,
    /// What they told with both in the room.
    pub told: &'static [&'static str],
    /// Exercises that were done; the individual interviews are on record by themselves.
    pub done: &'static [&'static str],
    /// Where the work stands.
    pub phase: Phase,
    /// Which session today's is.
    pub session: u16,
    /// When it begins.
    pub start: &'static str,
    /// Whether today's plan is ready; otherwise it is a draft.
    pub ready: bool,
    /// Whether the plan of last week is there as well, held.
    pub held: bool,
    /// Private notes.
    pub notes: &'static str,
}

/// All three, in the order of their sessions today.
pub const COUPLES: [MadeUp; 3] = [
    MadeUp {
        name: "Heron",
        partners: [("Ash", "she/her"), ("Birch", "he/him")],
        together: "eleven years, two children",
        tags: &["demo", "affair"],
        hurt: Partner::A,
        told: &["INF-01", "INF-05", "INF-07", "INF-08", "INF-10", "INF-12", "STR-05"],
        done: &[
            "ground-rules-and-secrets-policy",
            "sexual-trust-primer",
            "negotiated-time-out",
            "contact-ending-plan",
            "daily-stabilisation-plan",
        ],
        phase: Phase::Safety,
        session: 3,
        start: "09:30",
        ready: true,
        held: false,
        notes: "Made up for the demo. Questions come at night; nights are short. Neither has been tested yet.",
    },
    MadeUp {
        name: "Juniper",
        partners: [("Clover", "they/them"), ("Dale", "he/him")],
        together: "four years, engaged",
        tags: &["demo", "money"],
        hurt: Partner::A,
        told: &["BET-01", "BET-02", "BET-07", "BET-09", "BET-11", "STR-02"],
        done: &[
            "ground-rules-and-secrets-policy",
            "sexual-trust-primer",
            "negotiated-time-out",
            "speaker-listener-turns",
        ],
        phase: Phase::Meaning,
        session: 5,
        start: "11:00",
        ready: false,
        held: true,
        notes: "Made up for the demo. The full figures are known here, and both have agreed to look at them together.",
    },
    MadeUp {
        name: "Sable",
        partners: [("Elm", "she/her"), ("Fern", "she/her")],
        together: "eight years",
        tags: &["demo"],
        hurt: Partner::A,
        told: &["TRA-01", "TRA-04", "TRA-08", "TRA-09", "TRA-12"],
        done: &["ground-rules-and-secrets-policy", "sexual-trust-primer"],
        phase: Phase::Safety,
        session: 4,
        start: "14:00",
        ready: false,
        held: false,
        notes: "Made up for the demo. Slowly: tools for now first, no story. A referral is being arranged.",
    },
];
