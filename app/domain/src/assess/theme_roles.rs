//! Who was hurt and who did the hurting, for each challenge on its own (R52).
//!
//! One role for the whole case would hand the responsibility page to somebody who had an affair and is now controlled for
//! it. So roles belong to a challenge and follow from whom its answers are about: abuse has the harmed partner and the
//! partner using control; infidelity, betrayal and addiction have the injured and the involved one. A person may hold
//! several.

use super::Answers;
use crate::vocabulary::{Challenge, Partner, Role, SmallMap, SmallSet, Whom};

/// Indicators about the partner who was hurt. A test compares them with the library, which not every caller has.
pub const ABOUT_THE_HURT: [&str; 27] = [
    "ABU-01", "ABU-02", "ABU-03", "ABU-04", "ABU-07", "ABU-10", "ABU-13", "ABU-14", "ABU-15", "ABU-18", "ABU-19",
    "ABU-20", "ABU-21", "ABU-24", "ABU-27", "ABU-28", "ADD-16", "BET-06", "BET-07", "BET-11", "INF-07", "INF-08",
    "INF-09", "INF-10", "INF-14", "INF-15", "INF-16",
];

/// Indicators about the partner who did it.
pub const ABOUT_THE_DOER: [&str; 26] = [
    "ABU-05", "ABU-06", "ABU-08", "ABU-09", "ABU-17", "ABU-22", "ABU-23", "ABU-25", "ABU-26", "ADD-08", "ADD-10",
    "ADD-12", "BET-01", "BET-02", "BET-03", "BET-04", "BET-05", "BET-08", "BET-09", "BET-10", "INF-01", "INF-02",
    "INF-03", "INF-04", "INF-11", "INF-18",
];

/// Harm that others than the partner may have done: it makes nobody of the two the one who uses control.
const BY_OTHERS: [&str; 2] = ["ABU-20", "ABU-28"];

/// The roles of both partners, by challenge.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThemeRoles {
    partners: [SmallMap<Challenge, SmallSet<Role>>; 2],
    /// Challenges with answers about one of the two of whom it was not recorded which one.
    unknown: SmallSet<Challenge>,
}

impl ThemeRoles {
    /// The roles that these answers tell.
    pub fn of(answers: &Answers) -> Self {
        let mut roles = Self::default();
        for id in answers.all_yes() {
            let Some((challenge, hurt, doer)) = pair(id.as_str()) else { continue };
            let is = |list: &[&str]| list.contains(&id.as_str());
            let (own, other) = if is(&ABOUT_THE_HURT) {
                (hurt, (!is(&BY_OTHERS)).then_some(doer))
            } else if is(&ABOUT_THE_DOER) {
                (doer, Some(hurt))
            } else {
                continue;
            };
            for whom in answers.yes_about(id) {
                let partner = match whom {
                    Whom::A => Partner::A,
                    Whom::B => Partner::B,
                    Whom::OneOfThem | Whom::Couple => {
                        roles.unknown.insert(challenge);
                        continue;
                    }
                };
                roles.add(partner, challenge, own);
                if let Some(other) = other {
                    roles.add(partner.other(), challenge, other);
                }
            }
        }
        roles
    }

    fn add(&mut self, partner: Partner, challenge: Challenge, role: Role) {
        self.partners[partner as usize].entry(challenge).or_default().insert(role);
    }

    /// The roles of a partner in one challenge; none where nothing was recorded about exactly this partner.
    pub fn in_challenge(&self, partner: Partner, challenge: Challenge) -> SmallSet<Role> {
        self.partners[partner as usize].get(&challenge).cloned().unwrap_or_default()
    }

    /// True if a partner has this role in any challenge.
    pub fn has(&self, partner: Partner, role: Role) -> bool {
        self.partners[partner as usize].values().any(|roles| roles.contains(&role))
    }

    /// True if anything is recorded of abuse by which a partner is the harmed one or the one using control.
    pub fn tells_of_abuse(&self, partner: Partner) -> bool {
        self.has(partner, Role::Harmed) || self.has(partner, Role::UsingControl)
    }

    /// True if a partner was hurt in one matter and did the hurting in another.
    pub fn crosses(&self, partner: Partner) -> bool {
        (self.has(partner, Role::Harmed) && self.has(partner, Role::Involved))
            || (self.has(partner, Role::UsingControl) && self.has(partner, Role::Injured))
    }

    /// True if the roles of either partner cross.
    pub fn cross(&self) -> bool {
        [Partner::A, Partner::B].into_iter().any(|partner| self.crosses(partner))
    }

    /// True if they cross, or may: abuse and a breach are on record and it is not recorded who did one of them.
    pub fn may_cross(&self) -> bool {
        let told = |challenge: &Challenge| {
            self.unknown.contains(challenge) || self.partners.iter().any(|roles| roles.contains_key(challenge))
        };
        let breach = [Challenge::Infidelity, Challenge::Betrayal, Challenge::Addiction];
        let unclear = told(&Challenge::Abuse)
            && breach.iter().any(told)
            && (self.unknown.contains(&Challenge::Abuse) || breach.iter().any(|one| self.unknown.contains(one)));
        self.cross() || unclear
    }
}

/// The challenge of an indicator, and the two roles that it has; none for a challenge without such roles.
fn pair(id: &str) -> Option<(Challenge, Role, Role)> {
    let challenge = match id.split('-').next()? {
        "ABU" => return Some((Challenge::Abuse, Role::Harmed, Role::UsingControl)),
        "INF" => Challenge::Infidelity,
        "BET" => Challenge::Betrayal,
        "ADD" => Challenge::Addiction,
        _ => return None,
    };
    Some((challenge, Role::Injured, Role::Involved))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{assess::Answer, library::english, vocabulary::AppliesTo};

    #[test]
    fn the_lists_are_those_of_the_library() {
        for indicator in english().indicators().iter().filter(|indicator| pair(indicator.id.as_str()).is_some()) {
            let listed = |list: &[&str]| list.contains(&indicator.id.as_str());
            assert_eq!(listed(&ABOUT_THE_HURT), indicator.applies_to == AppliesTo::Injured, "{}", indicator.id);
            assert_eq!(listed(&ABOUT_THE_DOER), indicator.applies_to == AppliesTo::Involved, "{}", indicator.id);
        }
    }

    fn told(ticked: &[(&str, Whom)]) -> ThemeRoles {
        let mut answers = Answers::default();
        for (id, whom) in ticked {
            answers.record(english(), &id.parse().unwrap(), *whom, Answer::Yes).unwrap();
        }
        ThemeRoles::of(&answers)
    }

    #[test]
    fn one_who_had_an_affair_and_is_controlled_for_it_holds_both_roles() {
        let roles = told(&[("INF-01", Whom::A), ("ABU-17", Whom::B)]);
        assert!(roles.has(Partner::A, Role::Involved) && roles.has(Partner::A, Role::Harmed));
        assert!(roles.has(Partner::B, Role::UsingControl) && roles.has(Partner::B, Role::Injured));
        assert_eq!(roles.in_challenge(Partner::A, Challenge::Abuse), SmallSet::from([Role::Harmed]));
        assert!(roles.cross() && roles.may_cross());
    }

    #[test]
    fn nobody_uses_control_because_of_a_breach_or_because_a_family_threatens() {
        let breach = told(&[("INF-01", Whom::A), ("BET-02", Whom::A)]);
        assert!(!breach.tells_of_abuse(Partner::A) && !breach.cross());
        let family = told(&[("ABU-28", Whom::A)]);
        assert!(family.has(Partner::A, Role::Harmed) && !family.tells_of_abuse(Partner::B));
    }

    #[test]
    fn where_it_is_not_recorded_who_did_it_the_roles_may_cross() {
        let unknown = told(&[("INF-01", Whom::OneOfThem), ("ABU-17", Whom::B)]);
        assert!(!unknown.cross() && unknown.may_cross());
        assert!(!told(&[("INF-01", Whom::OneOfThem)]).may_cross());
    }
}
