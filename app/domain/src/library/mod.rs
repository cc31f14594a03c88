//! The clinical library: exercises, challenges, indicators, gates, rules, claims, references and the rest.

pub mod model;
