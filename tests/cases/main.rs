//! The worked cases: what an expert expects, and what the tool must give.

mod crossed;
mod experts;
mod firsts;
mod paper;
mod plans;
mod programmes;
mod rankings;
mod support;
