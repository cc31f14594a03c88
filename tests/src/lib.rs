//! What tests of several kinds share. The tests themselves stand in the folders beside this one, one for each way of
//! looking at Reweave.

#[cfg(feature = "browser")]
pub mod house;
pub mod inside;
#[cfg(feature = "browser")]
pub mod screens;
