//! Memory limits for foreign archives, in a process of its own.

#![cfg(target_os = "linux")]

#[path = "../routes/support.rs"]
#[allow(dead_code, reason = "the other tests use the rest")]
mod support;

use std::{
    fs,
    io::{Cursor, Write},
};

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use support::{Answer, Desk};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// Bytes of memory beyond what the server has anyway.
const MOST: u64 = 100 * 1024 * 1024;

/// A line of what Linux tells about this process, in bytes.
fn told(name: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").expect("Linux tells");
    let line = status.lines().find(|line| line.starts_with(name)).expect("a line of this name");
    1024 * line.split_whitespace().nth(1).and_then(|kib| kib.parse::<u64>().ok()).expect("a number")
}

/// A ZIP of a few megabytes with an `account.json` of `pieces` megabytes between `begin` and `end`.
fn bomb(begin: &str, pieces: usize, letter: u8, end: &str) -> anyhow::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    // So large that the ratio alone allows anything.
    zip.start_file("padding", options.compression_method(CompressionMethod::Stored))?;
    zip.write_all(&vec![7; 1024 * 1024])?;
    zip.start_file("account.json", options.compression_level(Some(1)))?;
    zip.write_all(begin.as_bytes())?;
    let piece = vec![letter; 1024 * 1024];
    for _ in 0..pieces {
        zip.write_all(&piece)?;
    }
    zip.write_all(end.as_bytes())?;
    Ok(zip.finish()?.into_inner())
}

async fn bring_in(desk: &Desk, file: &[u8]) -> anyhow::Result<Answer> {
    let mut body = b"--weir\r\ncontent-disposition: form-data; name=\"archive\"; filename=\"a.zip\"\r\n\r\n".to_vec();
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--weir--\r\n");
    let request = Request::post("/settings/archive/in")
        .header("sec-fetch-site", "same-origin")
        .header("cookie", &desk.cookie)
        .header("content-type", "multipart/form-data; boundary=weir");
    support::ask(desk.router.clone(), request, Body::from(body)).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn three_archives_that_unfold_at_once_take_less_than_100_mb() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    desk.records.delete_couple(desk.couple, domain::records::Stamp(1)).await?;
    let blanks = bomb("", 132, b' ', "{}")?;
    let begin = r#"{"reweave": "account", "content": "x", "account": {"version": 1, "couples": [], "things": [{"kind": "letterhead",
        "id": "00000000-0000-0000-0000-000000000000", "thing": {"revision": 1, "changed": 1, "value": ""#;
    let one_value = bomb(begin, 80, b'a', r#""}}]}}"#)?;
    for (file, said) in [(blanks, "unpacks to more"), (one_value, "was changed or is damaged")] {
        assert!(file.len() < 4 * 1024 * 1024, "{} bytes", file.len());
        // From here on the highest is counted anew.
        fs::write("/proc/self/clear_refs", "5")?;
        let before = told("VmRSS:");
        let (one, two, three) = tokio::join!(bring_in(&desk, &file), bring_in(&desk, &file), bring_in(&desk, &file));
        let taken = told("VmHWM:").saturating_sub(before);
        for answer in [one?, two?, three?] {
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(answer.body.contains(said), "{}", answer.body);
        }
        println!("{said}: {} MB at most", taken / 1024 / 1024);
        assert!(taken < MOST, "{} MB", taken / 1024 / 1024);
    }
    Ok(())
}
