//! A stored plan with the file of its couple, for its pages, forms, calls and sheets.

use domain::{
    assess::{Assessment, CaseState, Partner, Session},
    paper::run_sheet::ToldAlone,
    plan::{
        SessionPlan,
        editor::{Concluded, ExerciseStatuses, Outcomes, Refused, accept, conclude, fill, reopen},
    },
    planning::planner::{TooShort, too_short},
    records::{Situation, When, due_alone},
    safety::SafetyConcern,
    vocabulary::Minutes,
};
use store::{CoupleFile, CoupleId, PlanId, Records, SavedPlan, StoreError, Stored};

use crate::{browser::api::Problem, couples::audit::viewed, interview::due};

/// A stored plan, with the present state of its couple.
pub struct PlanFile {
    /// The stored plan.
    pub saved: SavedPlan,
    /// Its couple.
    pub couple_file: CoupleFile,
    /// The exercise statuses.
    pub statuses: ExerciseStatuses,
    assessment: Assessment,
}

impl PlanFile {
    /// Opens a plan for viewing, and audits it.
    ///
    /// # Errors
    /// `NotFound` for an unknown id and a foreign one alike.
    pub async fn view(records: &Records, id: PlanId) -> Result<Self, Problem> {
        let saved = records.plan(id).await?;
        // The line of the audit log is a commit; reading and assessing go on while the disk is waited for.
        let (noted, file) = tokio::join!(viewed(records, saved.couple), Self::with_couple(records, saved));
        noted?;
        Ok(file?)
    }

    /// Opens a plan for a change or a sheet, which is audited separately if required. Gates are evaluated anew
    /// every time (invariant 4).
    ///
    /// # Errors
    /// `NotFound` for an unknown id and a foreign one alike.
    pub async fn open(records: &Records, id: PlanId) -> Result<Self, StoreError> {
        Self::with_couple(records, records.plan(id).await?).await
    }

    async fn with_couple(records: &Records, saved: SavedPlan) -> Result<Self, StoreError> {
        let couple_file = records.couple_file(saved.couple).await?;
        let assessment = couple_file.assess(saved.plan.value.booked);
        let shared = couple_file.shared_view();
        let (told_together, seen_together) = (shared.course(), shared.picture(&couple_file.library));
        let statuses = ExerciseStatuses::of(&assessment.moment(&couple_file.library, &couple_file.case))
            .with_reasons_of(&seen_together.moment(&couple_file.library, &told_together));
        Ok(Self { saved, couple_file, statuses, assessment })
    }

    /// Returns the plan's id.
    pub fn id(&self) -> PlanId {
        self.saved.plan.id
    }

    /// Returns the state of the case.
    pub fn case(&self) -> &CaseState {
        &self.couple_file.case
    }

    /// Returns the situation of the couple.
    pub fn situation(&self) -> &Stored<CoupleId, Situation> {
        &self.couple_file.situation
    }

    /// Returns what each partner told alone, for a run sheet that the counsellor asks for with it.
    pub fn told_alone(&self) -> Vec<ToldAlone> {
        let both = [Partner::A, Partner::B].into_iter().zip(self.couple_file.interviews());
        both.map(|(by, interview)| ToldAlone::of_interview(&self.couple_file.library, by, interview)).collect()
    }

    /// Returns the first questions that are due with the partner who comes alone, for the same run sheet; none where
    /// both come.
    pub fn due_alone(&self) -> Vec<String> {
        let Session::Individual(_, Some(partner)) = self.saved.plan.value.booked else { return Vec::new() };
        let interview = &self.couple_file.interview(partner).value;
        let due = due_alone(&self.couple_file.library, &self.situation().value, interview, partner);
        due.iter().take(due::SHOWN).map(|one| one.question.ask.clone()).collect()
    }

    /// Returns the plan to store when a browser sends `sent`.
    ///
    /// # Errors
    /// `Refused` if something in it may not be stored.
    pub fn accept(&self, sent: SessionPlan) -> Result<SessionPlan, Problem> {
        accept(&self.couple_file.library, &self.statuses, &self.saved.plan.value, sent)
            .map_err(|refused| answered(&refused))
    }

    /// Returns this plan with its free minutes filled.
    ///
    /// # Errors
    /// `Refused` if no minutes are free.
    pub fn fill(&self, plan: &SessionPlan) -> Result<SessionPlan, Problem> {
        let filled = fill(&self.assessment.moment(&self.couple_file.library, self.case()), plan);
        filled.map(|filled| filled.plan).map_err(|refused| answered(&refused))
    }

    /// Returns the exercise that a hold asks for, that this session is too short for and that is not on its agenda.
    pub fn too_short(&self, plan: &SessionPlan) -> Option<TooShort> {
        let comes = !plan.status.is_recorded() && self.statuses.stops(plan).is_none();
        let moment = self.assessment.moment(&self.couple_file.library, self.case());
        comes.then(|| too_short(&moment, plan.minutes)).flatten().filter(|short| !plan.has(&short.item))
    }

    /// Returns this plan with a new agenda of this length.
    ///
    /// # Errors
    /// `Refused` if the session was recorded.
    pub fn anew(&self, plan: &SessionPlan, minutes: Minutes) -> Result<SessionPlan, Problem> {
        self.fill(&SessionPlan { minutes, blocks: Vec::new(), ..plan.clone() })
    }

    /// Records that the session of this plan took place; returns the plan and the resulting situation.
    ///
    /// # Errors
    /// If it was recorded before, has not started, or an exercise has no outcome.
    pub fn conclude(&self, plan: &SessionPlan, outcomes: &Outcomes, now: When) -> Result<Concluded, Refused> {
        let interviews = self.couple_file.interviews();
        conclude(&self.couple_file.library, plan, &self.situation().value, interviews, outcomes, now)
    }

    /// Puts the hold of a concern about safety on in this situation.
    pub fn put_on_hold(&self, situation: &mut Situation, concern: SafetyConcern) {
        situation.put_on_hold(&self.couple_file.library, self.couple_file.interviews(), concern);
    }

    /// Reopens the stored plan; returns the plan and the resulting situation.
    ///
    /// # Errors
    /// If it was not recorded.
    pub fn reopen(&self) -> Result<Concluded, Refused> {
        let interviews = self.couple_file.interviews();
        reopen(&self.couple_file.library, &self.saved.plan.value, &self.situation().value, interviews)
    }
}

/// Converts the refusal to a problem.
fn answered(refused: &Refused) -> Problem {
    Problem::Refused(refused.to_string())
}

/// Parses the id in a call; an invalid one is treated like an unknown one.
pub(crate) fn plan_id(text: &str) -> Result<PlanId, Problem> {
    text.parse().map(PlanId).map_err(|_| Problem::NotFound)
}
