//! The status of each of the eight challenges, including those without points, as a map shows them.

use super::{AnswerChange, SharedView, SituationForm, asked_together, columns};
use crate::{
    assess::{Answer, Answers, Band, Finding},
    library::{
        Library,
        model::{Opening, QuestionGroup},
    },
    vocabulary::{Challenge, IndicatorId},
};

/// The current weight of a challenge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChallengeMark {
    /// There is evidence for it, of this band.
    Found(Band),
    /// Asked, without evidence so far.
    NoSign,
    /// Nothing about it was asked. That is not a no.
    NotAsked,
}

/// One challenge on the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChallengeStatus {
    /// The challenge.
    pub challenge: Challenge,
    /// Its weight.
    pub mark: ChallengeMark,
    /// The finding; none if there is no evidence.
    pub finding: Option<Finding>,
    /// Number of its shared questions not yet asked.
    pub not_asked: usize,
}

impl ChallengeStatus {
    /// Returns its points.
    pub fn points(&self) -> u16 {
        self.finding.as_ref().map_or(0, |finding| finding.points)
    }
}

/// Returns all eight challenges: findings in their own order, then those not asked, then those without evidence.
pub fn standings(library: &Library, shared: &SharedView, findings: &[Finding]) -> Vec<ChallengeStatus> {
    let mut rows: Vec<ChallengeStatus> = findings
        .iter()
        .map(|finding| ChallengeStatus {
            challenge: finding.challenge,
            mark: ChallengeMark::Found(finding.band),
            finding: Some(finding.clone()),
            not_asked: open(library, &shared.sheet.answers, finding.challenge).0,
        })
        .collect();
    let mut silent = Vec::new();
    for challenge in Challenge::ALL.iter().filter(|c| !findings.iter().any(|f| f.challenge == **c)) {
        let (not_asked, all) = open(library, &shared.sheet.answers, *challenge);
        // What is asked of each alone counts as asked once both interviews do (R1).
        let asked = if all > 0 { not_asked < all } else { shared.interviewed() == [true, true] };
        let mark = if asked { ChallengeMark::NoSign } else { ChallengeMark::NotAsked };
        silent.push(ChallengeStatus { challenge: *challenge, mark, finding: None, not_asked });
    }
    crate::vocabulary::small_sort::sort_by_key(&mut silent, |row| row.mark == ChallengeMark::NoSign);
    rows.extend(silent);
    rows
}

/// The progress of a group of questions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Number of questions with an answer.
    pub answered: usize,
    /// Number of questions to ask.
    pub of: usize,
}

impl Asked {
    fn count(&mut self, answered: bool) {
        self.of += 1;
        self.answered += usize::from(answered);
    }

    /// Returns the number of questions without an answer.
    pub fn open(self) -> usize {
        self.of - self.answered
    }
}

/// Returns the progress of a group: its openings, and the questions that a yes has unfolded or that have an answer.
pub fn asked_in_group(library: &Library, form: &SituationForm, group: &str) -> Asked {
    let mut asked = Asked::default();
    for opening in library.openings().iter().filter(|opening| opening.group == group) {
        let answer = form.background.opening(opening, &form.answers);
        asked.count(answer.is_some());
        let questions = asked_after(library, form, opening);
        if answer == Some(Answer::Yes) || questions.answered > 0 {
            asked.answered += questions.answered;
            asked.of += questions.of;
        }
    }
    asked
}

/// Returns the number of questions to ask now that have no answer, in all groups.
pub fn open_questions(library: &Library, form: &SituationForm) -> usize {
    let groups = library.questions().iter().map(|group| group.id.as_str()).chain([Opening::STRENGTHS]);
    groups.map(|group| asked_in_group(library, form, group).open()).sum()
}

/// Returns the progress of the questions that an opening unfolds.
pub fn asked_after(library: &Library, form: &SituationForm, opening: &Opening) -> Asked {
    let mut asked = Asked::default();
    for indicator in opening.asks.iter().filter_map(|id| library.indicator(id)) {
        asked.count(!form.answers.is_not_asked(indicator));
    }
    if opening.group == Opening::STRENGTHS {
        for strength in library.strengths() {
            asked.count(form.strengths.get(&strength.id).is_some_and(|answers| !answers.is_empty()));
        }
    }
    asked
}

/// Returns the answers that complete a group, or the questions after an opening, if the rest was asked and answered no:
/// a no wherever an answer is missing, except for the counsellor's observations. `part` is the id of either.
pub fn rest(library: &Library, answers: &Answers, part: &str) -> Vec<AnswerChange> {
    let opening = library.opening(part);
    let is_meant = |group: &QuestionGroup, id: &IndicatorId| {
        group.id == part || opening.is_some_and(|opening| opening.asks.contains(id))
    };
    let groups = library.questions().iter();
    let asked = groups.flat_map(|group| asked_together(library, group).map(move |(_, of)| (group, of)));
    let asked = asked.filter(|(group, of)| is_meant(group, &of.id));
    let cells = asked.flat_map(|(_, of)| columns(of.applies_to).iter().map(|whom| (of.id.clone(), *whom)));
    let open = cells.filter(|(indicator, whom)| answers.about(indicator, *whom).is_none());
    open.map(|(indicator, whom)| AnswerChange { indicator, whom, answer: Some(Answer::No) }).collect()
}

/// Returns the number of a challenge's own shared questions not yet asked, and their total.
fn open(library: &Library, answers: &Answers, challenge: Challenge) -> (usize, usize) {
    let groups = library.questions().iter().flat_map(|group| &group.questions);
    let own = groups.filter_map(|q| library.indicator(&q.indicator)).filter(|i| i.challenge == Some(challenge));
    own.fold((0, 0), |(open, all), i| (open + usize::from(answers.is_not_asked(i)), all + 1))
}
