//! The words of the library: what a client reads blames nobody, assumes nothing about anyone and is easy to read, and what
//! is for the counsellor stays with the counsellor.
//!
//! `en.toml`, `de.toml` and `es.toml` list what must not stand in texts for clients, with reasons; `counsellor.toml` what
//! must not stand on the counsellor's screens either.

mod burden;
mod lists;
mod pattern;
mod reading;
mod texts;
