//! The demo couples: the worked cases CASE-01, CASE-05 and CASE-04 under code names.

use domain::{assess::Partner, vocabulary::Phase};

/// An invented couple, up to today.
pub struct MadeUp {
    /// Its code name.
    pub name: &'static str,
    /// Label and pronouns of partner A and of partner B.
    pub partners: [(&'static str, &'static str); 2],
    /// The length of the relationship.
    pub together: &'static str,
    /// Search terms.
    pub tags: &'static [&'static str],
    /// The partner whom questions about the hurt partner concern.
    pub hurt: Partner,
    /// Indicators told with both present.
    pub told: &'static [&'static str],
    /// Exercises done; the individual interviews are recorded separately.
    pub done: &'static [&'static str],
    /// The phase of the work.
    pub phase: Phase,
    /// The number of today's session.
    pub session: u16,
    /// Its start time.
    pub start: &'static str,
    /// True if today's plan is ready; otherwise it is a draft.
    pub ready: bool,
    /// True if last week's plan exists as well, completed.
    pub held: bool,
    /// Private notes.
    pub notes: &'static str,
}

/// All three, in the order of today's sessions.
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
