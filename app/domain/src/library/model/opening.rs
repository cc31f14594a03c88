//! The plain questions that come before the others: a yes shows what belongs to it.

use serde::{Deserialize, Serialize};

use crate::vocabulary::IndicatorId;

/// A plain question that comes first. A yes shows the questions in `asks`; a no leaves them not asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// A short name in small letters.
    pub id: String,
    /// The group of questions that it belongs to, or [`Opening::STRENGTHS`].
    pub group: String,
    /// The question as the counsellor reads it.
    pub ask: String,
    /// The question with the couple looking on, where that differs.
    #[serde(default)]
    pub together: Option<String>,
    /// A few words below the question.
    #[serde(default)]
    pub hint: Option<String>,
    /// The indicator whose question this is, where it stands for itself.
    #[serde(default)]
    pub is: Option<IndicatorId>,
    /// The indicators whose questions a yes shows, in order.
    #[serde(default)]
    pub asks: Vec<IndicatorId>,
}

impl Opening {
    /// The group of the strengths, which are in a table of their own.
    pub const STRENGTHS: &'static str = "strengths";

    /// The question with the couple looking on.
    pub fn together(&self) -> &str {
        self.together.as_deref().unwrap_or(&self.ask)
    }
}
