//! Reads a finished file back and says what is wrong with it, above all what the checkers that one can get do not notice.
//!
//! It shares nothing with the writing side but the labels: what both got wrong in the same way would pass.

mod content;
mod fonts;
mod model;
mod parents;
mod properties;
mod read;
mod rules;
mod tree;

use std::{collections::BTreeMap, fmt};

use lopdf::Document as File;

use crate::{document::Document, labels::Labels};

pub(crate) use model::expected;
use model::joined;

/// A part that has words or something to fill in: its kind, and its words or what it is called.
pub(crate) type Leaf = (String, String);

/// Something that is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    /// Which rule is broken.
    pub rule: Rule,
    /// Where: a page, a part of the tree, a font.
    pub place: String,
    /// What stands there.
    pub what: String,
}

/// What has to be true of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Rule {
    /// It can be read at all.
    Readable,
    /// It says its language.
    Language,
    /// It says its title, twice, and shows it.
    Title,
    /// It says that it is tagged, and that it follows PDF/UA-1.
    Marked,
    /// A page is gone through in the order of the tree.
    TabOrder,
    /// Stretches of pages and the tree match one to one.
    Stretches,
    /// The way back from pages and links to the tree leads to where it came from.
    WayBack,
    /// Everything that is drawn is content or decoration.
    Tagged,
    /// Parts have kinds that are known, and stand where such parts may stand.
    Structure,
    /// Headings skip no level.
    Headings,
    /// What is not words says what it is.
    Named,
    /// Heads of tables say what they are heads of, and rows are equally long.
    Tables,
    /// The list of headings names them all, in their order.
    Bookmarks,
    /// Links lead somewhere, say so, and are where their words are.
    Links,
    /// Drawings say where they are.
    Places,
    /// What is read is what the document says, in its order.
    Words,
    /// Each page says which it is.
    PageNumbers,
    /// Typefaces are in the file, with characters for every glyph.
    Fonts,
    /// Widths in the file are those of the typeface.
    Widths,
    /// Every glyph has a shape.
    Shapes,
    /// Words stand out from their ground by 4.5 : 1 at least.
    Contrast,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}, {}: {}", self.rule, self.place, self.what)
    }
}

/// What is being found.
#[derive(Default)]
struct Findings(Vec<Failure>);

impl Findings {
    fn add(&mut self, rule: Rule, place: impl fmt::Display, what: impl fmt::Display) {
        self.0.push(Failure { rule, place: place.to_string(), what: what.to_string() });
    }

    fn unless(&mut self, fine: bool, rule: Rule, place: impl fmt::Display, what: impl fmt::Display) {
        if !fine {
            self.add(rule, place, what);
        }
    }
}

/// Everything that is wrong with the bytes of a file, given what it should say; nothing where it is sound.
pub(crate) fn verify(bytes: &[u8], document: &Document) -> Vec<Failure> {
    let mut findings = Findings::default();
    match File::load_mem(bytes) {
        Ok(file) => check(&file, document, &mut findings),
        Err(error) => findings.add(Rule::Readable, "file", error),
    }
    findings.0
}

/// Everything that is read from the file, as it stands there.
pub(crate) fn leaves(bytes: &[u8]) -> Vec<Leaf> {
    let (file, mut findings) = (File::load_mem(bytes).expect("a file"), Findings::default());
    let pages = pages(&file, &mut findings);
    tree::read(&file, &pages, &mut findings).map(|tree| tree.leaves()).unwrap_or_default()
}

/// The words of each page that are not read, its foot among them.
pub(crate) fn artifacts(bytes: &[u8]) -> Vec<String> {
    let file = File::load_mem(bytes).expect("a file");
    pages(&file, &mut Findings::default())
        .into_iter()
        .map(|page| page.artifacts.into_iter().map(|(words, _)| words).collect())
        .collect()
}

/// Each piece of words on each page that is not read, in the order in which they are painted.
pub(crate) fn furniture(bytes: &[u8]) -> Vec<Vec<String>> {
    let file = File::load_mem(bytes).expect("a file");
    let pages = pages(&file, &mut Findings::default()).into_iter();
    let words = |(words, _): (String, bool)| Some(words).filter(|words| !words.trim().is_empty());
    pages.map(|page| page.artifacts.into_iter().filter_map(words).collect()).collect()
}

/// The name and the program of each font in the file.
pub(crate) fn programs(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let file = File::load_mem(bytes).expect("a file");
    let pages = pages(&file, &mut Findings::default());
    let fonts = pages.into_iter().flat_map(|page| page.fonts.into_values());
    fonts.map(|font| (font.name, font.program.unwrap_or_default())).collect()
}

fn pages(file: &File, findings: &mut Findings) -> Vec<content::Page> {
    file.page_iter().enumerate().map(|(n, id)| content::page(file, id, n + 1, findings)).collect()
}

fn check(file: &File, document: &Document, findings: &mut Findings) {
    properties::check(file, document, findings);
    let pages = pages(file, findings);
    fonts::check(&pages, findings);
    let labels = Labels::of(document.language);
    content::page_numbers(&pages, labels, findings);
    let Some(tree) = tree::read(file, &pages, findings) else { return };
    rules::check(&tree, findings);
    rules::bookmarks(file, &tree, &pages, findings);
    rules::links(file, &tree, &pages, findings);
    rules::places(&tree, &pages, findings);
    parents::check(file, &tree, &pages, findings);
    words(&tree.leaves(), &expected(&document.blocks, labels), findings);
}

/// The first difference; what follows it is not told apart from its consequences.
fn words(read: &[Leaf], expected: &[Leaf], findings: &mut Findings) {
    let show = |leaf: Option<&Leaf>| leaf.map_or("nothing".to_owned(), |(kind, words)| format!("{kind} “{words}”"));
    let longest = read.len().max(expected.len());
    let read: Vec<Leaf> = read.iter().map(|(kind, words)| (kind.clone(), joined(words))).collect();
    if let Some(n) = (0..longest).find(|&n| read.get(n) != expected.get(n)) {
        let what = format!("{} is read where {} should be", show(read.get(n)), show(expected.get(n)));
        findings.add(Rule::Words, format!("part {} of {}", n + 1, expected.len()), what);
    }
}
