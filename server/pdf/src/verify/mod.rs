//! Verifies finished files, above all properties that common checkers do not cover.
//!
//! Shares only the labels with the code that writes files, so that a mistake there is not repeated here.

mod content;
mod fields;
mod findings;
mod font;
mod fonts;
mod model;
mod parents;
mod properties;
mod read;
mod rules;
mod tree;

use std::collections::BTreeMap;

use lopdf::Document as File;

use crate::{document::Document, labels::SheetLabels};

pub(crate) use fields::{PlacedField, placed};
use findings::Findings;
pub(crate) use findings::{Failure, Leaf, Rule};
pub(crate) use model::{Filling, expected, joined};

/// Returns all defects of a file that should contain `document`; none if it is sound.
pub(crate) fn verify(bytes: &[u8], document: &Document) -> Vec<Failure> {
    let mut findings = Findings::default();
    match File::load_mem(bytes) {
        Ok(file) => check(&file, document, &mut findings),
        Err(error) => findings.add(Rule::Readable, "file", error),
    }
    findings.0
}

/// Returns all defects of a file to be filled in that should contain `document`.
pub(crate) fn verify_fillable(bytes: &[u8], document: &Document) -> Vec<Failure> {
    let mut findings = Findings::default();
    match File::load_mem(bytes) {
        Ok(file) => {
            let sides = file.page_iter().count();
            check_parts(&file, &[(document, "", sides)], Filling::OnScreen, &mut findings);
        }
        Err(error) => findings.add(Rule::Readable, "file", error),
    }
    findings.0
}

/// Returns all defects of a file that should contain these sheets, each with its sign in the outline and the number of
/// its sides of paper.
pub(crate) fn verify_bundle(bytes: &[u8], parts: &[(&Document, &str, usize)]) -> Vec<Failure> {
    let mut findings = Findings::default();
    match File::load_mem(bytes) {
        Ok(file) => check_parts(&file, parts, Filling::ByHand, &mut findings),
        Err(error) => findings.add(Rule::Readable, "file", error),
    }
    findings.0
}

/// Returns the text and fields of the file in reading order.
pub(crate) fn leaves(bytes: &[u8]) -> Vec<Leaf> {
    let (file, mut findings) = (File::load_mem(bytes).expect("a file"), Findings::default());
    let pages = pages(&file, &mut findings);
    tree::read(&file, &pages, &mut findings).map(|tree| tree.leaves()).unwrap_or_default()
}

/// Returns the text of the content of each page, without artifacts.
pub(crate) fn painted_words(bytes: &[u8]) -> Vec<String> {
    let file = File::load_mem(bytes).expect("a file");
    let pages = pages(&file, &mut Findings::default()).into_iter();
    pages.map(|page| page.sequences.into_values().map(|own| own.words).collect()).collect()
}

/// Returns the artifact text of each page.
pub(crate) fn artifacts(bytes: &[u8]) -> Vec<String> {
    let file = File::load_mem(bytes).expect("a file");
    pages(&file, &mut Findings::default())
        .into_iter()
        .map(|page| page.artifacts.into_iter().map(|(words, _)| words).collect())
        .collect()
}

/// Returns each artifact with text of each page, in painting order.
pub(crate) fn running_text(bytes: &[u8]) -> Vec<Vec<String>> {
    let file = File::load_mem(bytes).expect("a file");
    let pages = pages(&file, &mut Findings::default()).into_iter();
    let words = |(words, _): (String, bool)| Some(words).filter(|words| !words.trim().is_empty());
    pages.map(|page| page.artifacts.into_iter().filter_map(words).collect()).collect()
}

/// Returns the name and program of each font.
pub(crate) fn programs(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let file = File::load_mem(bytes).expect("a file");
    let pages = pages(&file, &mut Findings::default());
    let fonts = pages.into_iter().flat_map(|page| page.fonts.into_values());
    fonts.map(|font| (font.name, font.program.unwrap_or_default())).collect()
}

fn pages(file: &File, findings: &mut Findings) -> Vec<content::PageContent> {
    file.page_iter().enumerate().map(|(n, id)| content::page(file, id, n + 1, findings)).collect()
}

fn check(file: &File, document: &Document, findings: &mut Findings) {
    let sides = file.page_iter().count();
    check_parts(file, &[(document, "", sides)], Filling::ByHand, findings);
}

fn check_parts(file: &File, parts: &[(&Document, &str, usize)], filling: Filling, findings: &mut Findings) {
    properties::check(file, parts[0].0, findings);
    let pages = pages(file, findings);
    fonts::check(&pages, findings);
    let mut rest = pages.as_slice();
    for (document, _, sides) in parts {
        findings.unless(rest.len() >= *sides, Rule::PageNumbers, "file", "a sheet is missing");
        let (own, others) = rest.split_at((*sides).min(rest.len()));
        // The empty back of a sheet has no number.
        let blank = usize::from(
            own.len() > 1 && own.last().is_some_and(|page| page.artifacts.is_empty() && page.sequences.is_empty()),
        );
        content::page_numbers(&own[..own.len() - blank], SheetLabels::of(document.language), findings);
        rest = others;
    }
    findings.unless(rest.is_empty(), Rule::PageNumbers, "file", "there are more pages than sheets");
    let Some(tree) = tree::read(file, &pages, findings) else { return };
    rules::check(&tree, filling, findings);
    fields::check(file, &tree, &pages, filling, findings);
    let signs: Vec<&str> = parts.iter().map(|(_, sign, _)| *sign).collect();
    rules::bookmarks(file, &tree, &pages, &signs, findings);
    rules::links(file, &tree, &pages, findings);
    rules::places(&tree, &pages, findings);
    parents::check(file, &tree, &pages, findings);
    let labels = |document: &Document| SheetLabels::of(document.language);
    let leaves = parts.iter().flat_map(|(document, ..)| expected(&document.blocks, labels(document), filling));
    let (read, expected) = (tree.leaves(), leaves.collect::<Vec<_>>());
    match filling {
        Filling::ByHand => words(&read, &expected, findings),
        Filling::OnScreen => words(&once(read), &once(expected), findings),
    }
}

/// Returns each field once, which is several where its lines continue on another page.
fn once(mut leaves: Vec<Leaf>) -> Vec<Leaf> {
    leaves.dedup_by(|a, b| a.0 == "Form" && a == b);
    leaves
}

/// Reports the first difference; later ones may follow from it.
fn words(read: &[Leaf], expected: &[Leaf], findings: &mut Findings) {
    let show = |leaf: Option<&Leaf>| leaf.map_or("nothing".to_owned(), |(kind, words)| format!("{kind} “{words}”"));
    let longest = read.len().max(expected.len());
    let read: Vec<Leaf> = read.iter().map(|(kind, words)| (kind.clone(), joined(words))).collect();
    // A kicker is printed in capitals.
    let same = |read: &Leaf, expected: &Leaf| {
        read.0 == expected.0 && (read.1 == expected.1 || read.0 == "P" && read.1 == expected.1.to_uppercase())
    };
    let differs = |n: &usize| read.get(*n).zip(expected.get(*n)).is_none_or(|(read, expected)| !same(read, expected));
    if let Some(n) = (0..longest).find(differs) {
        let what = format!("{} is read where {} should be", show(read.get(n)), show(expected.get(n)));
        findings.add(Rule::Words, format!("part {} of {}", n + 1, expected.len()), what);
    }
}
