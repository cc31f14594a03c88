//! Cross-checks with other PDF readers: they extract the words of the document.

use std::{fs, process::Command};

use super::kinds::{SampleSheet, kinds, samples};
use crate::{
    PaperSize, PrintOptions, ReadingMode, TextSize,
    document::{ContentBlock, Document},
    labels::SheetLabels,
    verify::{Filling, Leaf, expected, running_text},
};

/// Returns the text of each page as extracted by a program. `cargo xtask test` installs both programs.
fn read_by(program: &str, before: &[&str], after: &[&str], name: &str, bytes: &[u8]) -> Vec<String> {
    let folder = std::env::temp_dir();
    let file = folder.join(format!("reweave-{program}-{name}-{}.pdf", std::process::id()));
    fs::write(&file, bytes).unwrap();
    let output = Command::new(program).args(before).arg(&file).args(after).output();
    fs::remove_file(&file).unwrap();
    let output = output.unwrap_or_else(|error| panic!("{program} does not start, is it installed? {error}"));
    let text = String::from_utf8(output.stdout).unwrap();
    let mut pages: Vec<String> = text.split('\u{c}').map(str::to_owned).collect();
    pages.pop_if(|page| page.trim().is_empty());
    pages
}

/// Extracts text in content order, so that adjacent table cells are not mixed.
fn pdftotext(name: &str, bytes: &[u8]) -> Vec<String> {
    read_by("pdftotext", &["-q", "-raw"], &["-"], name, bytes)
}

fn mutool(name: &str, bytes: &[u8]) -> Vec<String> {
    read_by("mutool", &["draw", "-q", "-F", "txt"], &[], name, bytes)
}

/// Splits a text into words, and compounds into their parts, since a line may end within one. Words divided by a line
/// break are joined.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut divided = false;
    for word in text.split_whitespace() {
        let whole = word.trim_end_matches('\u{ad}');
        match words.last_mut().filter(|_| divided) {
            Some(last) => last.push_str(whole),
            None => words.push(whole.to_owned()),
        }
        divided = whole.len() < word.len();
    }
    let parts = words.iter().flat_map(|word| word.split_inclusive(['-', '–', '—', '/', '@', '.']));
    parts.map(str::to_owned).collect()
}

/// Returns the printed words of a document, without text for screen readers only.
fn printed(kind: &SampleSheet, print: PrintOptions) -> Vec<String> {
    let on_paper = |leaf: &Leaf| match leaf.0.as_str() {
        "Link" | "Figure" => false,
        "Form" => leaf.1.parse::<u8>().is_ok(),
        _ => true,
    };
    let labels = SheetLabels::of(kind.document.language);
    expected(&kind.document_for(print).blocks, labels, Filling::ByHand)
        .iter()
        .filter(|leaf| on_paper(leaf))
        .flat_map(|leaf| words(&leaf.1))
        .collect()
}

/// Removes the words of running heads and feet, which are before or after the rest of the page. Separate pieces of them
/// (title, page number) have no space between them in the file.
fn without_furniture(name: &str, page: &str, running_text: &[String]) -> Vec<String> {
    let mut left = words(page);
    let mut fragments: &[String] = running_text;
    while let Some((first, rest)) = fragments.split_first()
        && let Some(n) = (1..=left.len()).find(|n| left[..*n].concat() == bare(first))
    {
        (left, fragments) = (left.split_off(n), rest);
    }
    while let Some((last, rest)) = fragments.split_last()
        && let Some(n) = (0..left.len()).find(|n| left[*n..].concat() == bare(last))
    {
        left.truncate(n);
        fragments = rest;
    }
    assert!(fragments.is_empty(), "{name}: {fragments:?} is in no margin of:\n{page}");
    left
}

fn bare(text: &str) -> String {
    words(text).concat()
}

fn assert_same(name: &str, read: &[String], expected: &[String]) {
    let first = (0..read.len().max(expected.len())).find(|n| read.get(*n) != expected.get(*n));
    let near =
        |words: &[String], n: usize| words[n.saturating_sub(3).min(words.len())..(n + 4).min(words.len())].join(" ");
    if let Some(n) = first {
        panic!("{name}: word {n}: “{}” is read where “{}” should be", near(read, n), near(expected, n));
    }
}

fn sorted(mut words: Vec<String>) -> Vec<String> {
    words.sort();
    words
}

/// Joins words across hyphens: if a typeface has both kinds of hyphens on a sheet, `mutool` does not distinguish a
/// dividing hyphen from a hard one.
fn joined_at_hyphens(words: &[String]) -> Vec<String> {
    let mut joined: Vec<String> = Vec::new();
    let mut open = false;
    for word in words {
        let part = word.replace('-', "");
        match joined.last_mut().filter(|_| open) {
            Some(last) => last.push_str(&part),
            None => joined.push(part),
        }
        open = word.ends_with('-');
    }
    joined
}

/// Returns the letters without hyphens, in small letters: a kicker is printed in capitals.
fn letters(words: &[String]) -> Vec<char> {
    let mut letters: Vec<char> = words.concat().to_lowercase().chars().filter(|c| *c != '-').collect();
    letters.sort_unstable();
    letters
}

fn has_table(document: &Document) -> bool {
    document.blocks.iter().any(|block| matches!(block, ContentBlock::Table(_)))
}

#[test]
fn two_other_programs_read_every_sheet_word_by_word() {
    let small = PrintOptions { paper: PaperSize::A5, ..PrintOptions::default() };
    let large = PrintOptions { size: TextSize::Large, reading: ReadingMode::Easy, ..PrintOptions::default() };
    for kind in kinds() {
        for print in [PrintOptions::default(), small, large] {
            let expected = printed(&kind, print);
            assert!(expected.len() > 50, "{}: {} words", kind.name, expected.len());
            let bytes = kind.bytes(print);
            let running_text = running_text(&bytes);
            for (program, pages) in
                [("pdftotext", pdftotext(&kind.name, &bytes)), ("mutool", mutool(&kind.name, &bytes))]
            {
                let name = format!("{program}: {} {print:?}", kind.name);
                assert_eq!(pages.len(), running_text.len(), "{name}");
                let read: Vec<String> = pages
                    .iter()
                    .zip(&running_text)
                    .flat_map(|(page, running_text)| without_furniture(&name, page, running_text))
                    .collect();
                // In large print a table row may be longer than a page, with divided words beside other cells: then all
                // letters are present, but in another order.
                // Boxes beside each other have no one order for a program that reads along the page.
                if kind.document.has_boxes() || print.size == TextSize::Large && has_table(&kind.document) {
                    // The numbers of a scale are the names of its choices, and no words of the sheet.
                    let own = |all: Vec<char>| all.into_iter().filter(|c| !c.is_ascii_digit()).collect::<Vec<_>>();
                    let (read, expected) = (own(letters(&read)), own(letters(&expected)));
                    let of = |all: &[char]| all.iter().collect::<String>();
                    assert!(read == expected, "{name}: letters\n{}\n{}", of(&read), of(&expected));
                } else {
                    let fair =
                        |words: &[String]| if program == "mutool" { joined_at_hyphens(words) } else { words.to_vec() };
                    assert_same(&name, &fair(&read), &fair(&expected));
                }
            }
        }
    }
}

#[test]
fn the_words_on_screen_are_the_printed_words() {
    // Lists have bullets on paper and list markup on screen; a dot separates adjacent items.
    let unmarked = |words: Vec<String>| {
        let own =
            |word: &String| !matches!(word.as_str(), "·" | "•") && word.trim_end_matches('.').parse::<u8>().is_err();
        words.into_iter().filter(own).collect::<Vec<_>>()
    };
    for kind in kinds() {
        let lines = crate::document::reading_order::lines(&kind.document);
        let shown = lines.iter().flat_map(|line| words(line.words())).collect();
        assert_same(&kind.name, &unmarked(shown), &unmarked(printed(&kind, PrintOptions::default())));
    }
}

/// Programs order words of mixed direction differently within a line, but agree on the words.
#[test]
fn hebrew_is_read_word_by_word_by_one_program_and_in_order_by_the_other() {
    let kinds = samples();
    let hebrew = kinds.iter().find(|kind| kind.document.language == "he").unwrap();
    for paper in [PaperSize::A4, PaperSize::A5] {
        let bytes = hebrew.bytes(paper.into());
        let running_text = running_text(&bytes);
        let in_order: String = mutool(&hebrew.name, &bytes)
            .iter()
            .zip(&running_text)
            .flat_map(|(page, running_text)| without_furniture("mutool", page, running_text))
            .collect();
        assert_eq!(in_order, printed(hebrew, PrintOptions::default()).concat());
        let parts = |text: &str| {
            let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            sorted(parts.map(str::to_owned).collect())
        };
        let text = read_by("pdftotext", &["-q"], &["-"], &hebrew.name, &bytes).join(" ");
        let expected = format!(
            "{} {}",
            printed(hebrew, PrintOptions::default()).join(" "),
            running_text.concat().join(" ").replace("Page", " Page")
        );
        assert_same("pdftotext", &parts(&text), &parts(&expected));
    }
}
