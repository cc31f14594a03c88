//! The worked cases: what an expert expects, and what the tool must give.

mod experts;
mod paper;
mod plans;
mod rankings;
mod support;
