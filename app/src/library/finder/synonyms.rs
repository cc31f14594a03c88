//! Words that counsellors type for what the library calls otherwise.

/// Each word with the words of the library that it stands for. A word matches from its beginning, so “cheat” is “cheating”
/// too.
const SYNONYMS: &[(&str, &[&str])] = &[
    ("adulter", &["infidelity"]),
    ("affair", &["infidelity"]),
    ("alcohol", &["addiction"]),
    ("argu", &["time-out", "cycle"]),
    ("assault", &["trauma"]),
    ("baby", &["children", "child", "stress"]),
    ("cheat", &["infidelity"]),
    ("chore", &["housework", "power"]),
    ("cope", &["grounding", "calm"]),
    ("custody", &["children", "child"]),
    ("debt", &["money"]),
    ("divorce", &["part", "decision"]),
    ("drink", &["addiction"]),
    ("drug", &["addiction"]),
    ("dysfunction", &["pain", "performance", "expectations"]),
    ("erection", &["performance", "expectations"]),
    ("fight", &["time-out", "cycle"]),
    ("flashback", &["trauma", "grounding"]),
    ("gambl", &["addiction", "money"]),
    ("infant", &["children", "child", "stress"]),
    ("jealous", &["reassurance", "trust"]),
    ("libido", &["desire"]),
    ("lie", &["betrayal"]),
    ("lying", &["betrayal"]),
    ("menopause", &["pain", "desire"]),
    ("newborn", &["children", "child", "stress"]),
    ("orgasm", &["pleasure"]),
    ("panic", &["grounding", "calm"]),
    ("porn", &["pornography"]),
    ("ptsd", &["trauma"]),
    ("quarrel", &["time-out", "cycle"]),
    ("rape", &["trauma"]),
    ("relapse", &["lapse", "slip"]),
    ("sober", &["recovery", "addiction"]),
    ("suicid", &["hard", "safety"]),
    ("tired", &["sleep", "stress"]),
    ("vaginismus", &["pain"]),
    ("violence", &["safety"]),
];

/// The words of the library that a typed word stands for, besides itself.
pub fn synonyms(typed: &str) -> impl Iterator<Item = &'static str> {
    let found = SYNONYMS.iter().filter(|(word, _)| typed.len() >= 3 && typed.starts_with(word));
    found.flat_map(|(_, words)| words.iter().copied())
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::{
        browser::library_context::cards,
        library::finder::{Query, find},
    };

    #[test]
    fn every_word_that_is_listed_finds_an_exercise() {
        for (word, _) in SYNONYMS {
            let query = Query { text: (*word).into(), ..Query::default() };
            assert!(cards().iter().any(|card| find(card, &query).is_some()), "{word}");
        }
    }

    #[test]
    fn an_affair_finds_what_serves_infidelity() {
        let titles = |text: &str| {
            let query = Query { text: text.into(), ..Query::default() };
            cards().iter().filter(|card| find(card, &query).is_some()).map(|card| card.id.clone()).collect::<Vec<_>>()
        };
        assert!(titles("affair").contains(&"transparency-agreement".to_owned()));
        assert!(titles("debts").contains(&"money-honesty-meeting".to_owned()));
        assert!(!titles("newborn").is_empty());
    }
}
