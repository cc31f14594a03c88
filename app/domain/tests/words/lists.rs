//! Words that must not stand in a text, by language and by kind, with those that are allowed all the same and why.

use std::ops::Range;

use domain::vocabulary::Language;
use serde::Deserialize;

use super::{
    pattern::{places, sentences},
    texts::{Text, for_clients, for_counsellors},
};

/// The kind of words that a list looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// It blames, or makes a person of what was done.
    Blame,
    /// It assumes a gender, an orientation or a marriage.
    Person,
    /// It assumes how many partners there are.
    Number,
    /// It names a diagnosis.
    Diagnosis,
    /// It speaks to the counsellor.
    Note,
    /// It makes the repair depend on the one who was hurt; looked for only where that one is addressed.
    Burden,
}

/// One list.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// The kind of words that it looks for.
    pub kind: Kind,
    /// Why these words must not stand there.
    why: String,
    patterns: Vec<String>,
    /// Sentences that it has to find.
    caught: Vec<String>,
    #[serde(default)]
    allowed: Vec<Allowed>,
}

/// Words that may stand although the list finds them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Allowed {
    words: String,
    why: String,
    /// The only file they may stand in; otherwise any.
    #[serde(default)]
    file: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    list: Vec<List>,
}

/// The lists for texts that clients read.
pub fn lists(language: Language) -> Vec<List> {
    let text = match language {
        Language::English => include_str!("en.toml"),
        Language::German => include_str!("de.toml"),
        Language::Spanish => include_str!("es.toml"),
    };
    read(text)
}

fn read(text: &str) -> Vec<List> {
    toml::from_str::<Lists>(text).unwrap_or_else(|problem| panic!("{problem}")).list
}

impl List {
    /// The words that it finds in a text.
    pub fn finds(&self, text: &Text) -> Vec<String> {
        let here = |one: &&Allowed| one.file.as_ref().is_none_or(|file| text.file.ends_with(file.as_str()));
        let allowed: Vec<&Allowed> = self.allowed.iter().filter(here).collect();
        self.finds_except(&text.words, &allowed)
    }

    fn finds_except(&self, text: &str, allowed: &[&Allowed]) -> Vec<String> {
        let mut found = Vec::new();
        for words in sentences(text) {
            let free: Vec<Range<usize>> = allowed.iter().flat_map(|one| places(&one.words, &words)).collect();
            let covered = |hit: &Range<usize>| free.iter().any(|free| free.start <= hit.start && hit.end <= free.end);
            let hits = self.patterns.iter().flat_map(|pattern| places(pattern, &words));
            found.extend(hits.filter(|hit| !covered(hit)).map(|hit| words[hit].join(" ")));
        }
        found
    }

    /// Faults of the list itself, for these texts.
    fn faults(&self, texts: &[Text]) -> Vec<String> {
        let all: Vec<&Allowed> = self.allowed.iter().collect();
        let missed = self.caught.iter().filter(|one| self.finds_except(one, &all).is_empty());
        let mut faults: Vec<String> = missed.map(|one| format!("{:?} does not find: {one}", self.kind)).collect();
        for one in &self.allowed {
            let here = |text: &&Text| one.file.as_ref().is_none_or(|file| text.file.ends_with(file.as_str()));
            let used = |text: &Text| sentences(&text.words).iter().any(|words| !places(&one.words, words).is_empty());
            if !texts.iter().filter(here).any(used) {
                faults.push(format!("{:?} allows what stands nowhere: {}", self.kind, one.words));
            }
            if one.why.trim().is_empty() {
                faults.push(format!("{:?} does not say why it allows: {}", self.kind, one.words));
            }
        }
        if self.why.trim().is_empty() || self.caught.is_empty() {
            faults.push(format!("{:?} says no reason or shows no example", self.kind));
        }
        faults
    }
}

/// The words that the lists of these kinds find in these texts.
fn found(lists: &[List], kinds: &[Kind], texts: &[Text]) -> Vec<String> {
    let of_kind = lists.iter().filter(|list| kinds.contains(&list.kind));
    let mut all = Vec::new();
    for list in of_kind {
        for text in texts {
            let told = |words: String| format!("{}: “{words}” in: {}", text.place(), text.words);
            all.extend(list.finds(text).into_iter().map(told));
        }
    }
    all
}

fn nothing(found: &[String]) {
    assert!(found.is_empty(), "{} found:\n{}", found.len(), found.join("\n"));
}

/// No text for clients has words of these kinds, in any language.
fn nothing_for_clients(kinds: &[Kind]) {
    for &language in Language::ALL {
        nothing(&found(&lists(language), kinds, &for_clients(language)));
    }
}

#[test]
fn each_list_finds_its_examples_and_allows_nothing_that_is_gone() {
    for &language in Language::ALL {
        let texts = for_clients(language);
        for kind in [Kind::Blame, Kind::Person, Kind::Number, Kind::Diagnosis, Kind::Note, Kind::Burden] {
            assert!(lists(language).iter().any(|list| list.kind == kind), "{language}: no list of {kind:?}");
        }
        nothing(&lists(language).iter().flat_map(|list| list.faults(&texts)).collect::<Vec<_>>());
    }
    let texts = for_counsellors();
    nothing(&read(include_str!("counsellor.toml")).iter().flat_map(|list| list.faults(&texts)).collect::<Vec<_>>());
}

#[test]
fn no_text_for_clients_blames_or_makes_a_person_of_what_was_done() {
    nothing_for_clients(&[Kind::Blame]);
}

#[test]
fn no_text_for_clients_assumes_gender_orientation_or_how_many_love_each_other() {
    nothing_for_clients(&[Kind::Person, Kind::Number]);
}

#[test]
fn no_text_for_clients_names_a_diagnosis() {
    nothing_for_clients(&[Kind::Diagnosis]);
}

#[test]
fn no_text_for_clients_speaks_to_the_counsellor() {
    nothing_for_clients(&[Kind::Note]);
}

#[test]
fn no_text_for_counsellors_calls_anyone_by_what_was_done_or_assumes_who_they_are() {
    nothing(&found(&read(include_str!("counsellor.toml")), &[Kind::Blame, Kind::Person], &for_counsellors()));
}
