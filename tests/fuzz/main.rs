//! The kept corpora of the fuzz targets in `fuzz/`, read once more by the readers that they were made for.

mod readers;
mod requests;

use std::{fs, path::Path};

#[test]
fn the_kept_corpora_are_read_without_a_fault() {
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus");
    for (name, read) in readers::READERS.into_iter().chain(requests::READERS) {
        let mut files: Vec<_> = fs::read_dir(corpora.join(name)).unwrap().map(|file| file.unwrap().path()).collect();
        files.sort();
        assert!(!files.is_empty(), "no corpus of {name}");
        for file in files {
            // Shown where the test fails.
            println!("{}", file.display());
            read(&fs::read(&file).unwrap());
        }
    }
}
