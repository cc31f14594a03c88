//! Reweave in a real browser: what moves at once, what works without scripts, and whether everybody can use it.
//!
//! The server is the built program (`REWEAVE_BIN`, else the one in `target`), the browser is Chromium. Without Chromium these
//! tests fail and say so; `REWEAVE_SKIP_BROWSER=1` leaves them out. With `REWEAVE_SCREENSHOTS` naming a folder, the tests on
//! accessibility leave a picture of every page there.

mod access;
mod keyboard;
mod plan;
mod search;
mod whole_path;
mod without_scripts;

use tests::house;
