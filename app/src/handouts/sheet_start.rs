//! The choices that the sheets of a session begin with: those last made for the couple, then those of the practice.

use domain::{
    assess::Partner,
    library::english,
    paper::handout::{Audience, Discretion},
    plan::SessionPlan,
    records::{SheetDefaults, SheetPreferences},
};

use crate::handouts::sheets::{DISCRETIONS, PAPERS, SheetChoice, or_defaults, word};

/// The choices that are kept with the couple, and the defaults of the practice.
#[derive(Clone, Copy, Debug)]
pub struct SheetStart<'a> {
    /// Those kept with the couple.
    pub kept: &'a SheetPreferences,
    /// The defaults of the practice.
    pub practice: &'a SheetDefaults,
}

impl SheetStart<'_> {
    /// Reads the choices of an address or a form. One without a paper says nothing about what it omits.
    pub fn choice(self, asked: impl Fn(&str) -> Option<String>) -> SheetChoice {
        let is_chosen = asked("paper").is_some();
        let (kept, practice) = (words(self.kept), or_defaults(|_| None, self.practice));
        let kept = |name: &str| kept.iter().find(|(known, _)| *known == name).map(|(_, word)| word.clone());
        SheetChoice::read(english(), |name| {
            asked(name).or_else(|| if is_chosen { None } else { kept(name).or_else(|| practice(name)) })
        })
    }

    /// Returns what is kept with the couple once these choices were made. What the practice prints anyway is not kept,
    /// and neither is a discretion that a hold demands: `least` is the one that holds demand now. A choice about the
    /// letterhead counts if there is one.
    pub fn after(self, chosen: &SheetChoice, least: Discretion, has_letterhead: bool) -> SheetPreferences {
        let practice = SheetChoice::read(english(), or_defaults(|_| None, self.practice));
        let is_demanded = least > Discretion::Standard && chosen.discretion <= least;
        let country = |choice: &SheetChoice| choice.country.clone().unwrap_or_default();
        SheetPreferences {
            discretion: if is_demanded {
                self.kept.discretion
            } else {
                differing(chosen.discretion, practice.discretion)
            },
            country: differing(country(chosen), country(&practice)),
            language: differing(chosen.language, practice.language),
            paper: differing(chosen.look.paper, practice.look.paper).map(|paper| word(&PAPERS, paper).to_owned()),
            large_print: differing(chosen.look.large, practice.look.large),
            easy_reading: differing(chosen.look.easy, practice.look.easy),
            letterhead: if has_letterhead {
                differing(chosen.letterhead, practice.letterhead)
            } else {
                self.kept.letterhead
            },
            both_sides: differing(chosen.both_sides, practice.both_sides),
            no_initial: self.kept.no_initial,
        }
    }
}

fn differing<T: PartialEq>(chosen: T, practice: T) -> Option<T> {
    (chosen != practice).then_some(chosen)
}

/// The kept choices in the words of an address.
fn words(kept: &SheetPreferences) -> Vec<(&'static str, String)> {
    let flag = |set: Option<bool>| set.map(|set| if set { "yes" } else { "no" }.to_owned());
    let all = [
        ("discretion", kept.discretion.map(|discretion| word(&DISCRETIONS, discretion).to_owned())),
        ("country", kept.country.clone()),
        ("language", kept.language.map(|language| language.to_string())),
        ("paper", kept.paper.clone()),
        ("large-print", flag(kept.large_print)),
        ("easy-reading", flag(kept.easy_reading)),
        ("letterhead", flag(kept.letterhead)),
        ("both-sides", flag(kept.both_sides)),
    ];
    all.into_iter().filter_map(|(name, word)| Some((name, word?))).collect()
}

/// The partners, each with the sheet of that partner alone.
const OWN_SHEETS: [(Partner, Audience); 2] = [(Partner::A, Audience::A), (Partner::B, Audience::B)];

/// Returns a plan whose sheets begin without the initials that the couple's own sheets last carried none of, unless
/// something was chosen for this plan.
#[must_use]
pub fn with_kept_initials(mut plan: SessionPlan, kept: &SheetPreferences) -> SessionPlan {
    if plan.sheet_contents.is_none() && kept.no_initial.contains(&true) {
        let contents = plan.sheet_contents.get_or_insert_default();
        for (partner, audience) in OWN_SHEETS {
            contents.of_mut(audience).no_initial = kept.has_no_initial(partner);
        }
    }
    plan
}

/// Returns the kept initials after a form changed `before` to `now`. An initial that was not changed stays as it is kept.
pub fn initials_after(kept: [bool; 2], before: &SessionPlan, now: &SessionPlan) -> [bool; 2] {
    let mut after = kept;
    for (partner, audience) in OWN_SHEETS {
        let [was, is] = [before, now].map(|plan| plan.sheet_content(audience).no_initial);
        if was != is {
            after[partner as usize] = is;
        }
    }
    after
}

#[cfg(test)]
mod tests {
    use domain::vocabulary::Language;

    use super::*;
    use crate::handouts::sheets::{Paper, SheetFormat};

    fn practice() -> SheetDefaults {
        SheetDefaults { paper: "letter".into(), country: "UK".into(), large_print: true, ..SheetDefaults::default() }
    }

    #[test]
    fn sheets_begin_as_last_time_then_as_the_practice_prints() {
        let kept = SheetPreferences {
            language: Some(Language::German),
            large_print: Some(false),
            discretion: Some(Discretion::Neutral),
            letterhead: Some(false),
            ..SheetPreferences::default()
        };
        let practice = practice();
        let choice = SheetStart { kept: &kept, practice: &practice }.choice(|_| None);
        assert_eq!((choice.language, choice.discretion), (Language::German, Discretion::Neutral));
        assert_eq!(choice.look, SheetFormat { paper: Paper::Letter, large: false, easy: false });
        assert_eq!((choice.country.as_deref(), choice.letterhead), (Some("UK"), false));

        let asked = |name: &str| (name == "paper").then(|| "a5".to_owned());
        let choice = SheetStart { kept: &kept, practice: &practice }.choice(asked);
        assert_eq!((choice.language, choice.discretion), (Language::English, Discretion::Standard), "all was chosen");
    }

    #[test]
    fn what_the_practice_prints_anyway_is_not_kept_and_comes_back_when_it_is_chosen_again() {
        let (practice, none) = (practice(), SheetPreferences::default());
        let start = SheetStart { kept: &none, practice: &practice };
        let usual = start.choice(|_| None);
        assert_eq!(start.after(&usual, Discretion::Standard, true), none);

        let other = SheetChoice { language: Language::Spanish, country: None, letterhead: false, ..usual.clone() };
        let kept = start.after(&other, Discretion::Standard, true);
        assert_eq!((kept.language, kept.country.as_deref()), (Some(Language::Spanish), Some("")));
        assert_eq!((kept.letterhead, kept.paper.as_deref()), (Some(false), None));
        assert_eq!(SheetStart { kept: &kept, practice: &practice }.choice(|_| None), other);
        assert_eq!(SheetStart { kept: &kept, practice: &practice }.after(&usual, Discretion::Standard, true), none);
    }

    #[test]
    fn a_discretion_that_a_hold_demands_is_nobodys_choice() {
        let practice = SheetDefaults::default();
        let kept = SheetPreferences { discretion: Some(Discretion::Standard), ..SheetPreferences::default() };
        let start = SheetStart { kept: &kept, practice: &practice };
        let sent = |discretion| SheetChoice { discretion, ..start.choice(|_| None) };
        let after = |discretion, least| start.after(&sent(discretion), least, true).discretion;
        assert_eq!(after(Discretion::Neutral, Discretion::Neutral), kept.discretion, "demanded");
        assert_eq!(after(Discretion::Standard, Discretion::Neutral), kept.discretion, "refused");
        assert_eq!(after(Discretion::InRoom, Discretion::Neutral), Some(Discretion::InRoom), "more than demanded");
        assert_eq!(after(Discretion::Neutral, Discretion::Standard), Some(Discretion::Neutral), "chosen freely");
    }

    #[test]
    fn what_is_stated_once_is_not_there_next_time() {
        let (practice, none) = (practice(), SheetPreferences::default());
        let start = SheetStart { kept: &none, practice: &practice };
        let usual = start.choice(|_| None);
        let stated = SheetChoice {
            violence_lines: true,
            verified: domain::vocabulary::SmallSet::from(["uk-999".to_owned()]),
            code_in_name: true,
            fillable: true,
            download: true,
            ..usual.clone()
        };
        assert_eq!(start.after(&stated, Discretion::Standard, true), none);
    }
}
