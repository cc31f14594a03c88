//! Benchmarks of mapping, suggesting and planning in process, on the fullest case.

use domain::{assess::Assessment, case_file, library::english, planning::planner::plan, vocabulary::Minutes};

fn main() {
    divan::main();
}

/// A couple for whom nearly everything may be suggested: the largest search.
fn fullest() -> case_file::Case {
    let done: Vec<&str> = english().items().iter().map(|item| item.id.as_str()).collect();
    let ticked = ["INF-08", "INF-12", "BET-01", "BET-07", "TRA-08", "EXP-01", "EXP-02", "STR-01", "POW-01", "ADD-10"];
    let json = serde_json::json!({ "ticked": ticked, "done": done, "phase": "maintenance" });
    case_file::parse(english(), &json.to_string()).unwrap_or_else(|bad| panic!("{bad}"))
}

#[divan::bench(args = [50, 60, 90, 120])]
fn map_and_plan(bencher: divan::Bencher, minutes: u8) {
    let case = fullest();
    bencher.bench(|| {
        let picture = Assessment::of(english(), &case.course, case.phase, case.session);
        plan(&picture.moment(english(), &case.course), Minutes(minutes))
    });
}

#[divan::bench]
fn read_the_library() -> usize {
    domain::library::load(domain::library::ENGLISH_FILES).map_or(0, |library| library.items().len())
}
