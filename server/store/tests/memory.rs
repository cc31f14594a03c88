//! Memory used for hashing passwords is returned to the system. Measured in a process of its own.

#![cfg(target_os = "linux")]

use domain::records::Stamp;
use store::{Password, Store};

const NOW: Stamp = Stamp(1_800_000_000_000_000);

const PASSWORD: &str = "seven quiet herons by the weir";

/// Returns the anonymous memory of this process in KiB.
fn held() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux tells");
    let line = status.lines().find(|line| line.starts_with("RssAnon:")).expect("a line of this name");
    line.split_whitespace().nth(1).and_then(|kib| kib.parse().ok()).expect("a number")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn signing_in_often_takes_no_more_memory_than_signing_in_once() {
    let store = Store::open_temporary().await.expect("it opens");
    store.create_first_account("counsellor", Password::from(PASSWORD), NOW).await.expect("an account");
    let before = held();
    for _ in 0..8 {
        store.sign_in("counsellor", Password::from(PASSWORD), NOW).await.expect("signed in");
    }
    let grown = held().saturating_sub(before);
    // One leaked allocation would be 19 MiB.
    assert!(grown < 8 * 1024, "{grown} KiB more than after the first");
    assert!(before < 16 * 1024, "{before} KiB after the first");
}
