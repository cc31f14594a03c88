//! Small components that several screens share.

mod rail;

pub use rail::Rail;
