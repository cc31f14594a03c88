//! The readers of untrusted input with the kept corpora of the fuzz targets in `fuzz/`, and with changes to them.

mod readers;
mod requests;

use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

/// Changed examples for each reader in a run of the tests.
const CHANGED: usize = 300;

fn all() -> impl Iterator<Item = readers::Reader> {
    readers::READERS.into_iter().chain(requests::READERS)
}

/// The corpus of a target, with the name of each file.
fn corpus(name: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus").join(name);
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let mut files: Vec<_> = files.map(|file| (file.display().to_string(), fs::read(&file).unwrap())).collect();
    files.sort();
    assert!(!files.is_empty(), "no corpus of {name}");
    files
}

/// Invented numbers, the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % end.max(1)
    }

    /// Changes an example at a few places: flips, removes, repeats, or takes a piece of another one.
    fn changed(&mut self, example: &[u8], other: &[u8]) -> Vec<u8> {
        let mut bytes = example.to_vec();
        for _ in 0..=self.below(4) {
            let at = self.below(bytes.len() + 1);
            let end = at + self.below((bytes.len() - at).min(64) + 1);
            match self.below(5) {
                0 => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << self.below(8)),
                1 => bytes
                    .iter_mut()
                    .skip(at)
                    .take(1)
                    .for_each(|byte| *byte = [0, 0xff, b'"', b'<', b'%'][self.below(5)]),
                2 => _ = bytes.drain(at..end),
                3 => _ = bytes.splice(at..at, bytes[at..end].to_vec()),
                _ => {
                    let from = self.below(other.len());
                    let to = from + self.below((other.len() - from).min(64) + 1);
                    drop(bytes.splice(at..end, other[from..to.min(other.len())].iter().copied()));
                }
            }
        }
        bytes
    }
}

/// Reads changed examples until `enough` says so; returns their number.
fn read_changed((name, read): readers::Reader, mut enough: impl FnMut(usize) -> bool) -> usize {
    let (files, mut numbers, mut count) = (corpus(name), Numbers(0x9e37_79b9_7f4a_7c15), 0);
    while !enough(count) {
        let (of, example) = &files[numbers.below(files.len())];
        let (_, other) = &files[numbers.below(files.len())];
        let changed = numbers.changed(example, other);
        let begun = Instant::now();
        // The input of a failure, which has no other name.
        let failed = std::panic::catch_unwind(|| read(&changed)).is_err();
        assert!(!failed, "{name}: change {count}, of {of}: {:?}", String::from_utf8_lossy(&changed));
        assert!(begun.elapsed() < Duration::from_secs(10), "{name}: change {count}, of {of}, takes too long");
        count += 1;
    }
    count
}

#[test]
fn the_kept_corpora_are_read_without_a_fault() {
    for (name, read) in all() {
        for (file, bytes) in corpus(name) {
            // Shown where the test fails.
            println!("{file}");
            read(&bytes);
        }
    }
}

#[test]
fn a_valid_value_that_was_guessed_is_no_fault() {
    let sealed = readers::sealed();
    let bytes: Vec<u8> =
        (0..sealed.len()).step_by(2).map(|at| u8::from_str_radix(&sealed[at..at + 2], 16).unwrap()).collect();
    for guessed in [bytes.as_slice(), sealed.as_bytes(), sealed.to_uppercase().as_bytes()] {
        readers::sealed_record(guessed);
    }
}

#[test]
fn changed_examples_are_read_without_a_fault() {
    for reader in all() {
        read_changed(reader, |count| count == CHANGED);
    }
}

#[test]
#[ignore = "takes nine minutes; fuzzing finds more"]
fn changed_examples_are_read_for_a_minute_each() {
    for reader in all() {
        let begun = Instant::now();
        let count = read_changed(reader, |_| begun.elapsed() > Duration::from_mins(1));
        println!("{}: {count}", reader.0);
    }
}
