//! Whether an exercise has its matter in a course: an arc reaches far down the list of what serves a challenge, where a
//! talk about pornography would come up for a couple that only drinks. All lists are expert defaults.

use crate::{
    course::Course,
    holds::no_sex_is_fine,
    library::{
        Library,
        model::{Apart, Item},
    },
    map::{Finding, points_of},
    words::{Challenge, GateId, Tag},
};

/// Exercises about one matter, with what tells of it: any of these, or a gate that was opened.
const ABOUT: [(&str, &[&str], &[GateId]); 17] = [
    ("control-or-values-review", &["ADD-05", "ADD-06", "ADD-07"], &[]),
    ("porn-privacy-agreement", &["ADD-05", "ADD-06", "ADD-07", "EXP-04", "EXP-07"], &[]),
    ("recovery-check-ritual", &ADDICTION, &[GateId::Withdrawal]),
    ("lapse-disclosure-plan", &ADDICTION, &[GateId::Withdrawal]),
    ("pain-first-pathway", &["TRA-06", "TRA-07", "EXP-10", "STR-04"], &[GateId::Pain]),
    ("sexual-health-check-plan", &["INF-01", "INF-05", "INF-06", "BET-08", "ADD-09"], &[GateId::Sti, GateId::Acute]),
    ("revenge-urge-plan", &["INF-14"], &[]),
    ("money-honesty-meeting", &["BET-02", "ADD-08", "STR-02", "POW-02"], &[]),
    (
        "transparency-agreement",
        &["INF-01", "INF-02", "INF-07", "INF-09", "BET-01", "BET-02", "BET-05", "BET-07", "ADD-08", "ADD-11"],
        &[],
    ),
    ("contact-ending-plan", &["INF-01", "INF-02", "INF-03"], &[GateId::Affair]),
    ("structured-question-time", &["INF-01", "INF-02", "INF-07", "BET-09"], &[]),
    ("digital-boundaries-agreement", &["INF-02", "INF-09", "BET-05", "BET-12", "ABU-06", "ADD-07", "STR-12"], &[]),
    (
        "relationship-agreement-audit",
        &["INF-01", "INF-02", "INF-13", "BET-03", "POW-12", "EXP-07", "EXP-12"],
        &[GateId::Affair],
    ),
    ("stay-or-part-conversation", &["GEN-01", "EXP-12"], &[GateId::Mixed, GateId::Affair]),
    (
        "sex-pause-agreement",
        &[
            "INF-01", "INF-12", "BET-11", "TRA-01", "TRA-02", "TRA-04", "TRA-10", "ADD-04", "ADD-05", "ADD-09",
            "POW-03", "POW-04", "POW-09",
        ],
        &[GateId::Consent],
    ),
    ("trauma-body-education", &TRAUMA, &[GateId::Ptsd]),
    ("ally-partner-coaching", &TRAUMA, &[GateId::Ptsd]),
];

const ADDICTION: [&str; 9] = ["ADD-01", "ADD-02", "ADD-03", "ADD-04", "ADD-05", "ADD-08", "ADD-09", "ADD-10", "ADD-12"];

const TRAUMA: [&str; 9] = ["TRA-01", "TRA-02", "TRA-03", "TRA-04", "TRA-05", "TRA-08", "TRA-09", "TRA-11", "TRA-12"];

/// Whether what was told gives this exercise its matter, and nothing that was done or told speaks against it.
pub(super) fn has_matter(library: &Library, course: &Course, findings: &[Finding], item: &Item) -> bool {
    let against = apart_from_what_was_done(library, course, item)
        || new_after_an_affair(findings, item)
        || (no_sex_is_fine(course) && aims_at_sex(item));
    told_of(course, item) && !against
}

fn told_of(course: &Course, item: &Item) -> bool {
    ABOUT.iter().find(|(id, ..)| item.id == **id).is_none_or(|(id, told, gates)| {
        told.iter().any(|id| course.answers.is_ticked(id))
            || gates.iter().any(|gate| course.gates.was_opened(*gate))
            || (*id == "stay-or-part-conversation" && course.facts.chosen_no_sex)
            || (*id == "relationship-agreement-audit" && course.facts.non_monogamous)
    })
}

/// Whether the matter of an exercise that is about one was told.
pub(super) fn is_told(course: &Course, item: &Item) -> bool {
    ABOUT.iter().any(|(id, ..)| item.id == **id) && told_of(course, item)
}

/// Combinations to avoid with what was done before (reference 5.4).
fn apart_from_what_was_done(library: &Library, course: &Course, item: &Item) -> bool {
    let apart = library.combinations().iter().filter(|c| c.apart == Apart::Course);
    apart.filter(|c| c.items.contains(&item.id)).any(|c| c.with.iter().any(|id| course.done.contains(id)))
}

/// “Fantasy-dial or try-something-new in the first months after an affair” is to be avoided (reference 5.4); a programme
/// lasts months at most.
fn new_after_an_affair(findings: &[Finding], item: &Item) -> bool {
    let new = item.tags.contains(&Tag::Fantasy) || item.tags.contains(&Tag::Novelty);
    new && points_of(findings, Challenge::Infidelity) >= 3
}

/// Where no sex can be a good choice, affection, agreement and decision are offered (R33), and nothing whose aim is sex.
fn aims_at_sex(item: &Item) -> bool {
    let offered = ["boundaries-traffic-light", "desire-styles-talk", "expectations-audit", "kind-no-warm-invite"];
    item.tags.contains(&Tag::Sexual)
        && !item.tags.contains(&Tag::Decision)
        && !item.tags.contains(&Tag::Skill)
        && !offered.iter().any(|id| item.id == **id)
}
