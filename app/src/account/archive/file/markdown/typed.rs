//! Typed text as Markdown that formats nothing.

use std::fmt::Write;

/// Returns text on one line with Markdown escaped.
pub(super) fn plain(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut plain = String::with_capacity(line.len());
    for letter in line.chars() {
        if "\\`*_[]<>#|".contains(letter) {
            plain.push('\\');
        }
        plain.push(letter);
    }
    plain
}

/// Returns typed text as a quotation, line by line.
pub(super) fn quoted(words: &str) -> String {
    words.lines().map(|line| format!("> {}", plain(line))).collect::<Vec<_>>().join("\n")
}

/// Adds typed text below a heading of its own line; nothing where nothing was typed.
pub(super) fn words(text: &mut String, name: &str, words: &str) -> std::fmt::Result {
    if words.trim().is_empty() { Ok(()) } else { writeln!(text, "\n{name}:\n\n{}", quoted(words)) }
}
