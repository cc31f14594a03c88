//! What passwords take while they are worked goes back to the system. In a process of its own, so that nothing else takes
//! memory meanwhile.

#![cfg(target_os = "linux")]

use domain::desk::Stamp;
use store::{Password, Place, Store};

const NOW: Stamp = Stamp(1_800_000_000_000_000);

const PASSWORD: &str = "seven quiet herons by the weir";

/// KiB of memory that this process holds and that are no files.
fn held() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux tells");
    let line = status.lines().find(|line| line.starts_with("RssAnon:")).expect("a line of this name");
    line.split_whitespace().nth(1).and_then(|kib| kib.parse().ok()).expect("a number")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn signing_in_often_takes_no_more_memory_than_signing_in_once() {
    let store = Store::open(&Place::Temporary).await.expect("it opens");
    store.create_first_account("counsellor", Password::from(PASSWORD), NOW).await.expect("an account");
    let before = held();
    for _ in 0..8 {
        store.sign_in("counsellor", Password::from(PASSWORD), NOW).await.expect("signed in");
    }
    let grown = held().saturating_sub(before);
    // One that is kept would be 19 MiB.
    assert!(grown < 8 * 1024, "{grown} KiB more than after the first");
    assert!(before < 16 * 1024, "{before} KiB after the first");
}
