//! Memory use of a thousand sheets, measured in a process of its own. Passes without a check on systems that do not
//! report memory use.

use std::fs;

use domain::{library::english, paper::handout::leaflet, vocabulary::Language};
use pdf::{PaperSize, PrintedLetterhead, client_sheet};

/// Returns the resident memory of this process in KiB.
fn resident() -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// Tolerated growth in KiB: less than 3 KiB per sheet.
const SLACK: usize = 2048;

#[test]
fn a_thousand_sheets_in_a_row_take_no_more_memory_than_a_hundred() {
    let leaflets: Vec<_> =
        english().items().iter().filter_map(|item| leaflet(english(), None, item, Language::English).ok()).collect();
    let mut after_a_hundred = None;
    for n in 0..1000 {
        // Use a different letterhead each time.
        let practice = PrintedLetterhead { name: format!("Practice {n}"), ..PrintedLetterhead::default() };
        let bytes =
            client_sheet(&leaflets[n % leaflets.len()], Some(&practice), PaperSize::A4.into()).expect("it is typeset");
        assert!(bytes.starts_with(b"%PDF-1.7"));
        if n == 99 {
            after_a_hundred = resident();
        }
    }
    if let (Some(before), Some(after)) = (after_a_hundred, resident()) {
        assert!(after <= before + SLACK, "{before} KiB after 100 sheets, {after} KiB after 1,000");
    }
}
