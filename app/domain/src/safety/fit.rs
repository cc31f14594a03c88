//! Fit of an exercise to the participants of a session.

use serde::{Deserialize, Serialize};

use crate::{
    assess::{Answers, CaseState, Partner, Session, ThemeRoles, Whom},
    library::{
        Library,
        model::{Indicator, Item, Party},
    },
    safety::{asks_for_own_part, is_waited_for},
    vocabulary::{AppliesTo, Challenge, GateId, Role, Tag},
};

/// The way in which an exercise fits a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fit {
    /// Done together.
    Together,
    /// Each partner separately, in the same room, or the one who came.
    Alone,
    /// Needed now, but in separate time with each partner, not in this session.
    OwnTime,
    /// Not in this session.
    No,
}

impl Fit {
    /// True if the exercise can be done in this session.
    pub fn is_today(self) -> bool {
        matches!(self, Self::Together | Self::Alone)
    }
}

/// Returns each partner's role according to these answers, A first: the role in abuse if there is one; otherwise hurt or
/// involved, whichever has more evidence; the person concerned if there is none.
///
/// Evidence of abuse is never weighed against evidence of a breach (R52): who had an affair and is controlled for it comes
/// as the harmed partner.
pub fn roles(library: &Library, answers: &Answers) -> [Role; 2] {
    let themes = ThemeRoles::of(answers);
    let (mut hurt, mut involved) = ([0_u16; 2], [0_u16; 2]);
    let not_abuse = |indicator: &&Indicator| indicator.challenge != Some(Challenge::Abuse);
    for indicator in answers.all_yes().filter_map(|id| library.indicator(id)).filter(not_abuse) {
        let points = indicator.weight.map_or(1, |weight| u16::from(weight.points()));
        let (own, others) = match indicator.applies_to {
            AppliesTo::Injured => (&mut hurt, &mut involved),
            AppliesTo::Involved => (&mut involved, &mut hurt),
            AppliesTo::Either | AppliesTo::Both => continue,
        };
        for whom in answers.yes_about(&indicator.id) {
            let place = match whom {
                Whom::A => 0,
                Whom::B => 1,
                Whom::Couple | Whom::OneOfThem => continue,
            };
            own[place] += points;
            others[1 - place] += points;
        }
    }
    [Partner::A, Partner::B].map(|partner| {
        let in_abuse = [Role::Harmed, Role::UsingControl].into_iter().find(|role| themes.has(partner, *role));
        in_abuse.unwrap_or_else(|| match hurt[partner as usize].cmp(&involved[partner as usize]) {
            std::cmp::Ordering::Greater => Role::Injured,
            std::cmp::Ordering::Less => Role::Involved,
            std::cmp::Ordering::Equal => Role::Concerned,
        })
    })
}

/// Returns the role of one partner.
pub fn role_of(roles: [Role; 2], partner: Partner) -> Role {
    roles[partner as usize]
}

/// Returns the fit of `item` to `session`.
///
/// An exercise that an open gate names as its way forward fits an individual session too, even where it is otherwise
/// for the couple: the secrets policy is reviewed with the one who holds a secret.
pub fn fits(library: &Library, course: &CaseState, session: Session, item: &Item) -> Fit {
    match session {
        Session::Couple => fits_couple(library, course, item),
        Session::Individual(role, partner) => fits_one(library, course, role, partner, item),
    }
}

fn fits_couple(library: &Library, course: &CaseState, item: &Item) -> Fit {
    match (item.who.first, &item.who.together_unless) {
        (Party::Couple | Party::CoupleOrEachAlone, _) => Fit::Together,
        (Party::EachAlone | Party::One(_), _) if item.who.then.is_some() => Fit::Together,
        (Party::EachAlone, Some(gates)) if gates.iter().all(|gate| !course.gates.is_open(*gate)) => Fit::Together,
        // A small strength item such as breathing is done side by side, each for themselves (reference 5.3, step 7).
        (Party::EachAlone, None) if item.tags.contains(&Tag::Strength) => Fit::Alone,
        // What a rule waits for is offered, in a time of its own (R54, R55, R57, R62).
        (Party::EachAlone | Party::One(_), None) if is_waited_for(library, course, item) => Fit::OwnTime,
        // The individual interviews are asked for even when both come; they want a time with each of their own.
        (Party::EachAlone | Party::One(_), None)
            if course.gates.open_gates().any(|gate| shows_the_way(library, gate, item)) =>
        {
            Fit::OwnTime
        }
        _ => Fit::No,
    }
}

fn fits_one(library: &Library, course: &CaseState, role: Role, partner: Option<Partner>, item: &Item) -> Fit {
    let theme = Theme { roles: ThemeRoles::of(&course.answers), partner };
    if theme.forbids(course, role, item) {
        return Fit::No;
    }
    let fits = match item.who.first {
        Party::EachAlone | Party::CoupleOrEachAlone => true,
        Party::One(wanted) => theme.has(wanted) || (plays(course, role, wanted) && theme.may_be(wanted)),
        Party::Couple => course.gates.open_gates().any(|gate| shows_the_way(library, gate, item)),
    };
    if fits { Fit::Alone } else { Fit::No }
}

/// The roles of the person who comes, in each challenge (R52).
struct Theme {
    roles: ThemeRoles,
    partner: Option<Partner>,
}

impl Theme {
    fn has(&self, role: Role) -> bool {
        self.partner.is_some_and(|partner| self.roles.has(partner, role))
    }

    /// True if nothing that was told speaks against this role. Roles of abuse follow from abuse alone: who uses control is
    /// not offered what is for the harmed partner, whatever the session was booked as.
    fn may_be(&self, role: Role) -> bool {
        match role {
            Role::Harmed => !self.has(Role::UsingControl) || self.has(Role::Harmed),
            Role::UsingControl => !self.has(Role::Harmed) || self.has(Role::UsingControl),
            _ => true,
        }
    }

    /// What is never offered to this person now: what is not for one of their roles, and while CONTROL is open anything
    /// about the own part of the harmed partner.
    fn forbids(&self, course: &CaseState, role: Role, item: &Item) -> bool {
        let not_for = item.not_for_roles.iter().any(|one| *one == role || self.has(*one));
        let harmed = self.has(Role::Harmed) && course.gates.is_open(GateId::Control);
        not_for || (harmed && asks_for_own_part(item))
    }
}

/// True if `gate` names the exercise as its way forward.
fn shows_the_way(library: &Library, gate: GateId, item: &Item) -> bool {
    library.gate(gate).way_forward.contains(&item.id)
}

/// True if a person with `role` may do an exercise meant for `wanted`.
fn plays(course: &CaseState, role: Role, wanted: Role) -> bool {
    let open = |gate| course.gates.is_open(gate);
    role == wanted
        || matches!(
            (role, wanted),
            (Role::Harmed, Role::Injured) | (Role::SecretHolder | Role::Concerned, Role::Involved)
                | (Role::Involved | Role::SecretHolder, Role::Concerned)
        )
        // Somebody who is afraid is the harmed partner, whatever the session was booked as.
        || (wanted == Role::Harmed && role == Role::Injured && open(GateId::Control))
        // Risk outranks every other reason for coming.
        || (wanted == Role::AtRisk && open(GateId::Suicide))
}
