//! Whether an exercise fits the people who come to a session.

use serde::{Deserialize, Serialize};

use crate::{
    course::{Course, Session},
    library::{
        Library,
        model::{Item, Party},
    },
    words::{GateId, Role, Tag},
};

/// How an exercise fits a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fit {
    /// Done together.
    Together,
    /// Each for themselves, in the same room, or the one who came.
    Alone,
    /// Needed now, but in a time with each partner alone, not in this session.
    OwnTime,
    /// Not in this session.
    No,
}

impl Fit {
    /// Whether the exercise can be done in this session.
    pub fn is_today(self) -> bool {
        matches!(self, Self::Together | Self::Alone)
    }
}

impl Library {
    /// Whether the exercise, or a part of it, is done by both in one room.
    pub fn is_couple_work(&self, item: &Item) -> bool {
        is_couple_work(item)
    }
}

/// Whether the exercise, or a part of it, is done by both in one room.
pub(crate) fn is_couple_work(item: &Item) -> bool {
    matches!(item.who.first, Party::Couple | Party::CoupleOrEachAlone) || item.who.then.is_some()
}

/// The session that may be held today: one partner alone while a gate forbids conjoint work, whoever was expected.
pub fn demanded(library: &Library, course: &Course, asked: Session) -> Session {
    match (asked, alone_because(library, course)) {
        (Session::Couple, Some(gate)) => Session::Individual(role_for(gate), None),
        _ => asked,
    }
}

/// The gate that forbids conjoint work now, if any.
pub fn alone_because(library: &Library, course: &Course) -> Option<GateId> {
    course.gates.open_gates().find(|gate| library.gate(*gate).individual_only && course.gates.holds(*gate))
}

/// Whom to see first while `gate` is open: the person who may be in danger or who carries what opened it.
fn role_for(gate: GateId) -> Role {
    match gate {
        GateId::Secret => Role::SecretHolder,
        GateId::Suicide => Role::AtRisk,
        GateId::Withdrawal | GateId::Acute | GateId::Psych => Role::Concerned,
        _ => Role::Harmed,
    }
}

/// Whether and how `item` fits `session`.
///
/// An exercise that an open gate names as its way forward fits an individual session too, even where it is otherwise
/// for the couple: the secrets policy is read again with the one who holds a secret.
pub fn fits(library: &Library, course: &Course, session: Session, item: &Item) -> Fit {
    match session {
        Session::Couple => fits_couple(library, course, item),
        Session::Individual(role, _) => fits_one(library, course, role, item),
    }
}

fn fits_couple(library: &Library, course: &Course, item: &Item) -> Fit {
    match (item.who.first, &item.who.together_unless) {
        (Party::Couple | Party::CoupleOrEachAlone, _) => Fit::Together,
        (Party::EachAlone | Party::One(_), _) if item.who.then.is_some() => Fit::Together,
        (Party::EachAlone, Some(gates)) if gates.iter().all(|gate| !course.gates.is_open(*gate)) => Fit::Together,
        // A small strength item such as breathing is done side by side, each for themselves (reference 5.3, step 7).
        (Party::EachAlone, None) if item.tags.contains(&Tag::Strength) => Fit::Alone,
        // The individual interviews are asked for even when both come; they want a time with each of their own.
        (Party::EachAlone, None) if course.gates.open_gates().any(|gate| shows_the_way(library, gate, item)) => {
            Fit::OwnTime
        }
        _ => Fit::No,
    }
}

fn fits_one(library: &Library, course: &Course, role: Role, item: &Item) -> Fit {
    let fits = match item.who.first {
        Party::EachAlone | Party::CoupleOrEachAlone => true,
        Party::One(wanted) => plays(course, role, wanted),
        Party::Couple => course.gates.open_gates().any(|gate| shows_the_way(library, gate, item)),
    };
    if fits { Fit::Alone } else { Fit::No }
}

/// Whether `gate` names the exercise as its way forward.
fn shows_the_way(library: &Library, gate: GateId, item: &Item) -> bool {
    library.gate(gate).way_forward.contains(&item.id)
}

/// Whether a person who comes as `role` may do an exercise that is for `wanted`.
fn plays(course: &Course, role: Role, wanted: Role) -> bool {
    let open = |gate| course.gates.is_open(gate);
    role == wanted
        || matches!(
            (role, wanted),
            (Role::Harmed, Role::Injured) | (Role::SecretHolder | Role::Concerned, Role::Involved)
                | (Role::Involved, Role::Concerned)
        )
        // Somebody who is afraid is the harmed partner, whatever the session was booked as.
        || (wanted == Role::Harmed && role == Role::Injured && open(GateId::Control))
        // Risk outranks every other reason for coming.
        || (wanted == Role::AtRisk && open(GateId::Suicide))
}
