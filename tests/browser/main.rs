//! Reweave in a real browser: what moves at once, what works without scripts, and whether everybody can use it.
//!
//! The server is the built program (`REWEAVE_BIN`, else the one in `target`), the browser is Chromium, and for the whole path
//! Firefox too. Without them these tests fail and say so; `REWEAVE_SKIP_BROWSER=1` leaves them out.
//! `cargo xtask shots` leaves pictures of what they look at.

mod access;
mod begin;
mod drafts;
mod fields;
mod finding;
mod first_couple;
mod kept;
mod keyboard;
mod mine;
mod paper;
mod passkeys;
mod plan;
mod programme;
mod refused;
mod reuse;
mod saving;
mod screen;
mod search;
mod second_factor;
mod sending;
mod situation;
mod touch;
mod two_windows;
mod versions;
mod web_pages;
mod whole_path;
mod without_scripts;

use tests::house;
