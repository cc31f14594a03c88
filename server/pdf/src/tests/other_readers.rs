//! What other programs read from a file is, word by word, what the document says.

use std::{fs, process::Command};

use super::kinds::{Kind, kinds, samples};
use crate::{
    Paper, Print, Reading, Size,
    document::{Block, Document},
    labels::Labels,
    verify::{Leaf, expected, furniture},
};

/// What a program reads from each page. `cargo xtask test` installs both.
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

/// In the order in which the words stand in the file: what stands beside each other in a table is not mixed then.
fn pdftotext(name: &str, bytes: &[u8]) -> Vec<String> {
    read_by("pdftotext", &["-q", "-raw"], &["-"], name, bytes)
}

fn mutool(name: &str, bytes: &[u8]) -> Vec<String> {
    read_by("mutool", &["draw", "-q", "-F", "txt"], &[], name, bytes)
}

/// The words of a text, compounds in their parts, since a line may end within one; what a line divides is whole again.
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

/// The words that are printed of a document: without what only a reader that speaks hears.
fn printed(kind: &Kind) -> Vec<String> {
    let on_paper = |leaf: &Leaf| match leaf.0.as_str() {
        "Link" | "Figure" => false,
        "Form" => leaf.1.parse::<u8>().is_ok(),
        _ => true,
    };
    let labels = Labels::of(kind.document.language);
    expected(&kind.document.blocks, labels)
        .iter()
        .filter(|leaf| on_paper(leaf))
        .flat_map(|leaf| words(&leaf.1))
        .collect()
}

/// The words of a page without those in its margins, which stand before or after all others. What stands apart there in one
/// piece (a title, the number of the page) has no space between it in the file.
fn without_furniture(name: &str, page: &str, furniture: &[String]) -> Vec<String> {
    let mut left = words(page);
    let mut pieces: &[String] = furniture;
    while let Some((first, rest)) = pieces.split_first()
        && let Some(n) = (1..=left.len()).find(|n| left[..*n].concat() == bare(first))
    {
        (left, pieces) = (left.split_off(n), rest);
    }
    while let Some((last, rest)) = pieces.split_last()
        && let Some(n) = (0..left.len()).find(|n| left[*n..].concat() == bare(last))
    {
        left.truncate(n);
        pieces = rest;
    }
    assert!(pieces.is_empty(), "{name}: {pieces:?} stands in no margin of:\n{page}");
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

/// The words with those before a hyphen joined to those after it: where a face has both kinds of hyphen on a sheet, `mutool`
/// does not tell one that divides a word from one that belongs to it.
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

/// Hyphens aside, as above.
fn letters(words: &[String]) -> Vec<char> {
    let mut letters: Vec<char> = words.concat().chars().filter(|c| *c != '-').collect();
    letters.sort_unstable();
    letters
}

fn has_table(document: &Document) -> bool {
    document.blocks.iter().any(|block| matches!(block, Block::Table(_)))
}

#[test]
fn two_other_programs_read_every_sheet_word_by_word() {
    let small = Print { paper: Paper::A5, ..Print::default() };
    let large = Print { size: Size::Large, reading: Reading::Easy, ..Print::default() };
    for kind in kinds() {
        let expected = printed(&kind);
        assert!(expected.len() > 50, "{}: {} words", kind.name, expected.len());
        for print in [Print::default(), small, large] {
            let bytes = kind.bytes(print);
            let furniture = furniture(&bytes);
            for (program, pages) in
                [("pdftotext", pdftotext(&kind.name, &bytes)), ("mutool", mutool(&kind.name, &bytes))]
            {
                let name = format!("{program}: {} {print:?}", kind.name);
                assert_eq!(pages.len(), furniture.len(), "{name}");
                let read: Vec<String> = pages
                    .iter()
                    .zip(&furniture)
                    .flat_map(|(page, furniture)| without_furniture(&name, page, furniture))
                    .collect();
                // In large print a row of a table may be longer than a page, and words in it divided beside other cells: then
                // its letters are all there, in another order.
                if print.size == Size::Large && has_table(&kind.document) {
                    assert!(letters(&read) == letters(&expected), "{name}: {read:?}");
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
fn what_a_screen_shows_is_what_is_printed() {
    // Lists have their marks on paper and as marks of their own on a screen; a dot divides what stands beside each other.
    let unmarked = |words: Vec<String>| {
        let own =
            |word: &String| !matches!(word.as_str(), "·" | "•") && word.trim_end_matches('.').parse::<u8>().is_err();
        words.into_iter().filter(own).collect::<Vec<_>>()
    };
    for kind in kinds() {
        let lines = crate::reading::lines(&kind.document);
        let shown = lines.iter().flat_map(|line| words(line.words())).collect();
        assert_same(&kind.name, &unmarked(shown), &unmarked(printed(&kind)));
    }
}

/// Words that run both ways stand in a line as no other program would order them; which they are, all agree on.
#[test]
fn hebrew_is_read_word_by_word_by_one_program_and_in_order_by_the_other() {
    let kinds = samples();
    let hebrew = kinds.iter().find(|kind| kind.document.language == "he").unwrap();
    for paper in [Paper::A4, Paper::A5] {
        let bytes = hebrew.bytes(paper.into());
        let furniture = furniture(&bytes);
        let in_order: String = mutool(&hebrew.name, &bytes)
            .iter()
            .zip(&furniture)
            .flat_map(|(page, furniture)| without_furniture("mutool", page, furniture))
            .collect();
        assert_eq!(in_order, printed(hebrew).concat());
        let parts = |text: &str| {
            let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            sorted(parts.map(str::to_owned).collect())
        };
        let text = read_by("pdftotext", &["-q"], &["-"], &hebrew.name, &bytes).join(" ");
        let expected =
            format!("{} {}", printed(hebrew).join(" "), furniture.concat().join(" ").replace("Page", " Page"));
        assert_same("pdftotext", &parts(&text), &parts(&expected));
    }
}
