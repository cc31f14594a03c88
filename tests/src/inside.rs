//! Everything that a PDF file holds, as other programs find it: for tests of what may not be in there.

use std::{
    fs,
    process::Command,
    sync::atomic::{AtomicU32, Ordering},
};

/// A part of a file, and all the text in it.
pub type Part = (&'static str, String);

/// The extraction of each part: its name, the program, and its arguments, with `{}` for the file.
const PARTS: [(&str, &str, &[&str]); 8] = [
    ("words of the pages", "pdftotext", &["-layout", "{}", "-"]),
    ("words in their order", "pdftotext", &["-raw", "{}", "-"]),
    ("structure tree with its words", "pdfinfo", &["-struct-text", "{}"]),
    ("properties", "pdfinfo", &["{}"]),
    ("XMP metadata", "pdfinfo", &["-meta", "{}"]),
    ("outline", "mutool", &["show", "{}", "outline"]),
    // Every string of every object as text: alternative texts, names of fields, titles, addresses, dates.
    ("strings", "qpdf", &["--json=2", "--json-stream-data=none", "{}"]),
    (
        "objects and streams, unpacked",
        "qpdf",
        &["--qdf", "--object-streams=disable", "--decode-level=all", "--stream-data=uncompress", "{}", "-"],
    ),
];

/// Everything in the file, part by part; the bytes as they are come last.
///
/// # Panics
///
/// Where a program is missing or cannot read the file, and where the file has attachments: no sheet has any.
pub fn everything(bytes: &[u8]) -> Vec<Part> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let own = format!("reweave-inside-{}-{}.pdf", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let file = std::env::temp_dir().join(own);
    fs::write(&file, bytes).expect("the sheet can be written");
    let path = file.to_str().expect("a readable path");
    let run = |program: &str, arguments: &[&str]| {
        let arguments = arguments.iter().map(|argument| argument.replace("{}", path));
        let output = Command::new(program).args(arguments).output();
        let output = output.unwrap_or_else(|error| panic!("{program} is needed: {error}"));
        assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
        // The path of the file is ours, not the sheet's.
        String::from_utf8_lossy(&output.stdout).replace(path, "")
    };
    let mut parts: Vec<Part> =
        PARTS.iter().map(|(name, program, arguments)| (*name, run(program, arguments))).collect();
    let attached = run("pdfdetach", &["-list", "{}"]);
    fs::remove_file(&file).expect("the sheet can be removed");
    assert!(attached.starts_with("0 "), "attachments: {attached}");
    parts.push(("bytes", String::from_utf8_lossy(bytes).into_owned()));
    parts
}

/// The part of a file in which one of these words stands, and the word.
pub fn find<'a>(parts: &[Part], words: &'a [String]) -> Option<(&'static str, &'a str)> {
    parts.iter().find_map(|(part, text)| {
        words.iter().find(|word| text.contains(word.as_str())).map(|word| (*part, word.as_str()))
    })
}
