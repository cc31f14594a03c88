//! How each of the eight challenges stands, the ones without points too: what a map shows.

use super::Shared;
use crate::{
    answers::Answers,
    library::Library,
    map::{Band, Finding},
    words::Challenge,
};

/// How much a challenge weighs now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Something speaks for it.
    Found(Band),
    /// Asked, and nothing spoke for it so far.
    NoSign,
    /// Nothing of it was asked. That is not a no.
    NotAsked,
}

/// One challenge on the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Which one.
    pub challenge: Challenge,
    /// How much it weighs.
    pub mark: Mark,
    /// What the answers say of it; none where they say nothing.
    pub finding: Option<Finding>,
    /// How many of its questions for both were not asked.
    pub not_asked: usize,
}

impl Standing {
    /// Its points.
    pub fn points(&self) -> u16 {
        self.finding.as_ref().map_or(0, |finding| finding.points)
    }
}

/// All eight challenges: what was found in its own order, then what was not asked, then what shows no sign.
pub fn standings(library: &Library, shared: &Shared, findings: &[Finding]) -> Vec<Standing> {
    let mut rows: Vec<Standing> = findings
        .iter()
        .map(|finding| Standing {
            challenge: finding.challenge,
            mark: Mark::Found(finding.band),
            finding: Some(finding.clone()),
            not_asked: open(library, &shared.sheet.answers, finding.challenge).0,
        })
        .collect();
    let mut silent = Vec::new();
    for challenge in Challenge::ALL.iter().filter(|c| !findings.iter().any(|f| f.challenge == **c)) {
        let (not_asked, all) = open(library, &shared.sheet.answers, *challenge);
        // What is asked of each alone counts as asked once both interviews do (R1).
        let asked = if all > 0 { not_asked < all } else { shared.interviewed() == [true, true] };
        let mark = if asked { Mark::NoSign } else { Mark::NotAsked };
        silent.push(Standing { challenge: *challenge, mark, finding: None, not_asked });
    }
    crate::order::sort_by_key(&mut silent, |row| row.mark == Mark::NoSign);
    rows.extend(silent);
    rows
}

/// How many questions for both were not asked, over all groups.
pub fn not_asked(library: &Library, answers: &Answers) -> usize {
    let all = library.questions().iter().flat_map(|group| &group.questions);
    all.filter_map(|question| library.indicator(&question.indicator)).filter(|i| answers.is_not_asked(i)).count()
}

/// How many of a group's questions have an answer.
pub fn told(library: &Library, answers: &Answers, group: &str) -> usize {
    let groups = library.questions().iter().filter(|of| of.id == group);
    let asked = groups.flat_map(|of| &of.questions).filter_map(|question| library.indicator(&question.indicator));
    asked.filter(|indicator| !answers.is_not_asked(indicator)).count()
}

/// Own questions of a challenge for both that were not asked, and how many there are.
fn open(library: &Library, answers: &Answers, challenge: Challenge) -> (usize, usize) {
    let groups = library.questions().iter().flat_map(|group| &group.questions);
    let own = groups.filter_map(|q| library.indicator(&q.indicator)).filter(|i| i.challenge == Some(challenge));
    own.fold((0, 0), |(open, all), i| (open + usize::from(answers.is_not_asked(i)), all + 1))
}
