//! The session before another one, as far as it may be named in that one.

use domain::{
    assess::Session,
    plan::{SessionPlan, Status},
};
use store::{CoupleId, PlanHead, PlanId, Records, SavedPlan, Stored};

use crate::browser::api::Problem;

/// True if what was said in one session may be named in another: what one partner said alone is named to that partner alone.
pub fn may_be_named(said_in: Session, named_in: Session) -> bool {
    match (said_in, named_in) {
        (Session::Couple, _) => true,
        (Session::Individual(_, Some(one)), Session::Individual(_, Some(other))) => one == other,
        _ => false,
    }
}

/// The last session of a couple that took place before the session with this number and may be named in a session for these
/// people; the last of all without a number.
///
/// # Errors
///
/// Whatever the database says.
pub async fn before(
    records: &Records,
    couple: CoupleId,
    number: Option<u16>,
    booked: Session,
) -> Result<Option<SavedPlan>, Problem> {
    let earlier = |plan: &Stored<PlanId, PlanHead>| {
        plan.value.status == Status::Completed && number.is_none_or(|number| plan.value.number < number)
    };
    // The latest first.
    for head in records.plans_of(couple).await?.into_iter().filter(earlier) {
        let saved = records.plan(head.id).await?;
        if may_be_named(saved.plan.value.booked, booked) {
            return Ok(Some(saved));
        }
    }
    Ok(None)
}

/// The homework of a session: as it was agreed, or before there was a record, as the plan has it.
pub fn homework(plan: &SessionPlan) -> Vec<String> {
    match plan.record.as_deref().filter(|record| !record.homework.is_empty()) {
        Some(record) => record.homework.iter().map(|agreed| agreed.words.on_paper()).collect(),
        None => plan.homework.iter().map(|(_, dose)| dose.clone()).collect(),
    }
}

#[cfg(test)]
mod tests {
    use domain::{assess::Partner, vocabulary::Role};

    use super::*;

    #[test]
    fn what_was_said_alone_is_named_to_that_partner_alone() {
        let alone = |partner| Session::Individual(Role::Concerned, Some(partner));
        assert!(may_be_named(Session::Couple, Session::Couple) && may_be_named(Session::Couple, alone(Partner::A)));
        assert!(may_be_named(alone(Partner::A), alone(Partner::A)));
        assert!(
            !may_be_named(alone(Partner::A), Session::Couple) && !may_be_named(alone(Partner::A), alone(Partner::B))
        );
        let unnamed = Session::Individual(Role::Concerned, None);
        assert!(!may_be_named(unnamed, unnamed), "who came is not known");
    }
}
