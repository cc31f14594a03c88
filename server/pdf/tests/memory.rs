//! A thousand sheets in a row: in a process of its own, so that nothing else is measured. Where the system does not say how
//! much memory a process holds, nothing is asked.

use std::fs;

use domain::{handout::leaflet, library::english, words::Language};
use pdf::{Letterhead, Paper, client_sheet};

/// What this process holds in memory now, in KiB.
fn resident() -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// What the allocator may keep for later, in KiB: less than if each sheet left 3 KiB behind.
const SLACK: usize = 2048;

#[test]
fn a_thousand_sheets_in_a_row_take_no_more_memory_than_a_hundred() {
    let leaflets: Vec<_> =
        english().items().iter().filter_map(|item| leaflet(english(), None, item, Language::English).ok()).collect();
    let mut after_a_hundred = None;
    for n in 0..1000 {
        // Each is another one, as they are in an afternoon.
        let practice = Letterhead { name: format!("Practice {n}"), ..Letterhead::default() };
        let bytes =
            client_sheet(&leaflets[n % leaflets.len()], Some(&practice), Paper::A4.into()).expect("it is typeset");
        assert!(bytes.starts_with(b"%PDF-1.7"));
        if n == 99 {
            after_a_hundred = resident();
        }
    }
    if let (Some(before), Some(after)) = (after_a_hundred, resident()) {
        assert!(after <= before + SLACK, "{before} KiB after 100 sheets, {after} KiB after 1,000");
    }
}
