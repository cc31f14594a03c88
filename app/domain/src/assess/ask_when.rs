//! When a further question is asked, by the answers so far.

use super::{Answers, Facts};
use crate::{library::model::AskWhen, vocabulary::IndicatorId};

impl AskWhen {
    /// True if it is asked after these answers.
    pub fn is_met(&self, told: &[&Answers], facts: &Facts) -> bool {
        let yes = |fits: &dyn Fn(&IndicatorId) -> bool| told.iter().any(|answers| answers.all_yes().any(fits));
        match self {
            Self::AnyOf(ids) => yes(&|id| ids.contains(id)),
            Self::AnyOfSeries(series) => {
                yes(&|id| id.as_str().split('-').next().is_some_and(|begins| series.contains(begins)))
            }
            Self::NonMonogamous => facts.non_monogamous,
        }
    }
}
