//! Response times: a plan as a process of the release build, and mapping with planning in this one.
//!
//! Medians, so that a machine that does something else for a moment fails nothing.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use domain::{assess::Assessment, case_file, library::english, planning::planner::plan, vocabulary::Minutes};

/// Number of measurements.
const RUNS: usize = 15;

/// A whole process: start, library, case, plan, print.
const PROCESS: Duration = Duration::from_millis(30);

/// Mapping, suggesting and planning in process.
const IN_PROCESS: Duration = Duration::from_millis(5);

/// One thing at a time: two measurements at once would measure each other.
static ALONE: Mutex<()> = Mutex::new(());

fn median(mut measure: impl FnMut()) -> Duration {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            measure();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[RUNS / 2]
}

#[test]
fn a_plan_is_there_before_thirty_milliseconds_have_passed() {
    let built = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../target/release/reweave"));
    let program = env::var_os("REWEAVE_BIN").map_or_else(|| built.to_owned(), PathBuf::from);
    let folder = tempfile::tempdir().expect("a folder to write to");
    let cases: Vec<serde_json::Value> = serde_json::from_str(include_str!("../cases/cases.json")).expect("JSON");
    for worked in cases {
        let file = folder.path().join("case.json");
        std::fs::write(&file, worked.to_string()).expect("the case can be written");
        let took = median(|| {
            let output = Command::new(&program).arg("plan").arg(&file).arg("--json").output();
            assert!(output.expect("the release build runs").status.success());
        });
        assert!(took < PROCESS, "{}: {took:?}", worked["id"]);
    }
}

#[test]
fn mapping_and_planning_take_less_than_five_milliseconds() {
    let done: Vec<&str> = english().items().iter().map(|item| item.id.as_str()).collect();
    let ticked = ["INF-08", "INF-12", "BET-01", "BET-07", "TRA-08", "EXP-01", "EXP-02", "STR-01", "POW-01", "ADD-10"];
    let json = serde_json::json!({ "ticked": ticked, "done": done, "phase": "maintenance" });
    let case = case_file::parse(english(), &json.to_string()).expect("a case");
    for minutes in [50, 60, 80, 90, 120] {
        let took = median(|| {
            let picture = Assessment::of(english(), &case.course, case.phase, case.session);
            plan(&picture.moment(english(), &case.course), Minutes(minutes));
        });
        assert!(took < IN_PROCESS, "{minutes} minutes: {took:?}");
    }
}
