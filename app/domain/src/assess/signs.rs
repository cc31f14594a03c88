//! Indicators that a rule names, and what they say together.

use super::Answers;

/// Two or more of these make a pattern that is treated as control until assessed (R51).
///
/// Looking through a phone since finding out (INF-09) is not among them: it is common in the weeks after, and is asked
/// about before it counts as control.
pub const CONTROL_PATTERN: [&str; 12] = [
    "ABU-08", "ABU-09", "ABU-10", "ABU-13", "ABU-23", "BET-04", "POW-02", "POW-04", "POW-11", "POW-13", "ADD-13",
    "GEN-09",
];

/// Goes along with sex although a no would be accepted: asked about alone before it counts (R77).
pub(crate) const GOES_ALONG: &str = "TRA-18";

/// Signs beside the ABU ones and the pattern of control that make it count at once (R77). Each is asked alone, so that a
/// screen that both look at needs no word of it.
const WEIGHS: [&str; 8] = ["POW-12", "TRA-01", "TRA-02", "TRA-03", "TRA-10", "TRA-13", "TRA-14", "TRA-17"];

/// An interview with one of these does not count: an answer that the partner hears is the partner's answer (R67).
pub const OVERHEARD: [&str; 2] = ["GEN-16", "GEN-17"];

/// True if someone goes along with sex and a sign of pressure, fear, harm or trauma stands beside it (R77).
pub(crate) fn goes_along_under_pressure(told: &[&Answers]) -> bool {
    let weighs = |id: &str| id.starts_with("ABU-") || WEIGHS.contains(&id) || CONTROL_PATTERN.contains(&id);
    let yes = || told.iter().flat_map(|answers| answers.all_yes());
    yes().any(|id| *id == *GOES_ALONG) && yes().any(|id| weighs(id.as_str()))
}
