//! Templates that the library brings along.

use serde::{Deserialize, Serialize};

use crate::vocabulary::{ItemId, Minutes, Phase, Role};

/// A session to begin with, of an hour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Starter {
    /// Its title.
    pub title: String,
    /// Its purpose, in a sentence or two.
    pub description: String,
    /// The phase whose usual minutes surround the exercises.
    pub phase: Phase,
    /// The role of the partner who comes alone; both come where it is absent.
    #[serde(default)]
    pub alone: Option<Role>,
    /// The exercises of the main part, in order.
    pub exercises: Vec<StarterExercise>,
    /// Exercises whose homework is given.
    pub homework: Vec<ItemId>,
}

/// An exercise of a starter, and how long it takes there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StarterExercise {
    /// The exercise.
    pub id: ItemId,
    /// Its minutes, within its range.
    pub minutes: Minutes,
}
