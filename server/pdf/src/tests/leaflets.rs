//! Every leaflet, in every language that it has now.

use std::fs;

use domain::{
    library::{english, on_paper::PaperBlock},
    paper::handout::{Leaflet, Verified, leaflet},
    vocabulary::Language,
};

use crate::{PaperSize, PrintOptions, ReadingMode, TextSize, sheets, verify::verify};

/// Returns the leaflets of this language with their names; those whose translation is not current are left out.
pub(super) fn leaflets(language: Language) -> Vec<(String, Leaflet)> {
    let library = english();
    let made = library.items().iter().filter_map(|item| {
        let made = leaflet(library, None, item, language).ok()?;
        let made = if item.is("suicide-safety-plan") {
            made.with_lines(library, item, Some("UK"), &Verified::default()).unwrap().0
        } else {
            made
        };
        Some((item.id.to_string(), made))
    });
    made.collect()
}

/// The leaflets of every language as most people print them, and some English ones with other print options.
pub(super) fn printed() -> Vec<(String, Leaflet, PrintOptions)> {
    let standard = PrintOptions::default();
    let all = Language::ALL.iter().flat_map(|language| {
        leaflets(*language).into_iter().map(move |(id, leaflet)| (format!("{language}-{id}"), leaflet, standard))
    });
    let others = [
        PrintOptions { size: TextSize::Large, ..standard },
        PrintOptions { reading: ReadingMode::Easy, ..standard },
        PaperSize::A5.into(),
        PaperSize::Letter.into(),
    ];
    let some = leaflets(Language::English).into_iter().enumerate();
    let some = some.map(|(n, (id, leaflet))| (format!("en-{id}"), leaflet, others[n % others.len()]));
    all.chain(some).collect()
}

/// Writes every English leaflet for the wall, and some of the other print options; with `REWEAVE_ONLY=id,id`, these with
/// all print options in every language.
#[test]
fn preview_leaflets() {
    let Some(folder) = std::env::var_os("REWEAVE_LEAFLETS").map(std::path::PathBuf::from) else { return };
    let only = std::env::var("REWEAVE_ONLY").unwrap_or_default();
    let chosen = |id: &str| only.split(',').any(|only| only == id);
    let all = Language::ALL.iter().flat_map(|language| {
        let own = leaflets(*language).into_iter().filter(|(id, _)| chosen(id));
        own.flat_map(move |(id, leaflet)| {
            PrintOptions::all().map(move |print| (format!("{language}-{id}"), leaflet.clone(), print))
        })
    });
    for (id, leaflet, print) in if only.is_empty() { printed() } else { all.collect() } {
        let bytes = crate::leaflet(&leaflet, print).unwrap();
        let name = format!("{id}-{}-{}-{}", print.paper, print.size, print.reading);
        fs::write(folder.join(format!("{name}.pdf")), bytes).unwrap();
        fs::write(folder.join(format!("{name}.html")), crate::web_page(&leaflet, None, print)).unwrap();
    }
}

/// Writes every English leaflet in the order of the library, for one picture of all; `REWEAVE_WALL` is the folder.
#[test]
fn preview_wall() {
    let Some(folder) = std::env::var_os("REWEAVE_WALL").map(std::path::PathBuf::from) else { return };
    for (n, (id, leaflet)) in leaflets(Language::English).into_iter().enumerate() {
        let bytes = crate::leaflet(&leaflet, PrintOptions::default()).unwrap();
        fs::write(folder.join(format!("{n:02}-{id}.pdf")), bytes).unwrap();
    }
}

#[test]
fn every_leaflet_is_sound() {
    let mut wrong = Vec::new();
    for (id, leaflet, print) in printed() {
        let bytes = crate::leaflet(&leaflet, print).unwrap();
        let found = verify(&bytes, &sheets::leaflet::document(&leaflet, print));
        wrong.extend(found.into_iter().take(2).map(|found| format!("{id} {print:?}: {found}")));
    }
    assert!(wrong.is_empty(), "{} findings:\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
}

/// Leaflets whose texts take a second page of A4: German and Spanish are longer than English.
const TWO_PAGES: [&str; 2] = ["de-pleasure-menu", "es-pleasure-menu"];

/// Standard A4 and Letter hold a leaflet on one page, A5 on two, large print on five.
#[test]
fn every_leaflet_keeps_to_its_pages() {
    let mut over = Vec::new();
    for (id, leaflet, print) in printed() {
        let most = match (print.size, print.reading, print.paper) {
            (TextSize::Large, ..) => 5,
            (_, ReadingMode::Easy, _) | (.., PaperSize::A5 | PaperSize::Booklet) => 2,
            _ if TWO_PAGES.contains(&id.as_str()) => 2,
            _ => 1,
        };
        let pages = crate::page_count(&leaflet, None, print).unwrap();
        if pages > most {
            over.push(format!("{id} {} {} {}: {pages}", print.paper, print.size, print.reading));
        }
    }
    assert!(over.is_empty(), "{} over:\n{}", over.len(), over.join("\n"));
}

/// Large print on small paper: a table of questions is a block for each of its rows, and a page holds two of them.
#[test]
fn every_leaflet_in_large_print_on_small_paper_has_at_most_8_pages() {
    let print = PrintOptions { size: TextSize::Large, ..PaperSize::A5.into() };
    let mut over = Vec::new();
    for &language in Language::ALL {
        for item in english().items() {
            let Ok(leaflet) = leaflet(english(), None, item, language) else { continue };
            let pages = crate::page_count(&leaflet, None, print).unwrap();
            if pages > 8 {
                over.push(format!("{language} {}: {pages}", item.id));
            }
        }
    }
    assert!(over.is_empty(), "{}", over.join("\n"));
}

/// A plan for a suicidal crisis is one page, in every language and with the numbers of every country, and they come first.
#[test]
fn a_plan_for_hard_hours_is_one_page_and_begins_with_the_numbers() {
    let library = english();
    let item = library.items().iter().find(|item| item.is("suicide-safety-plan")).unwrap();
    let mut countries: Vec<Option<&str>> =
        library.help_lines().iter().map(|line| Some(line.country.as_str())).collect();
    countries.dedup();
    countries.push(None);
    let mut over = Vec::new();
    for (&language, country) in Language::ALL.iter().flat_map(|l| countries.iter().map(move |country| (l, *country))) {
        let plain = leaflet(library, None, item, language).unwrap();
        let (own, _) = plain.with_lines(library, item, country, &Verified::default()).unwrap();
        for paper in [PaperSize::A4, PaperSize::Letter] {
            let pages = crate::page_count(&own, None, paper.into()).unwrap();
            if pages > 1 {
                over.push(format!("{language} {country:?} {paper}: {pages}"));
            }
        }
        let lines = crate::reading(&own, None);
        let at = |words: &str| lines.iter().position(|line| line.words().contains(words));
        let first_step = own.exercise().blocks.iter().find_map(|block| match block {
            PaperBlock::Plan(fields) => fields.first().map(|field| field.label.text.to_string()),
            _ => None,
        });
        let step = at(&first_step.unwrap()).unwrap();
        for line in own.crisis_lines() {
            assert!(at(&line.number).is_some_and(|at| at < step), "{language} {country:?}: {}", line.number);
        }
    }
    assert!(over.is_empty(), "{} over:\n{}", over.len(), over.join("\n"));
}

/// Labels, hints, steps and what follows a field: whoever reads on a screen misses nothing.
#[test]
fn every_word_of_the_blocks_on_paper_is_on_the_web_page() {
    let split = |text: &str| {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_owned).collect::<std::collections::BTreeSet<String>>()
    };
    let mut missing = Vec::new();
    for (id, leaflet) in Language::ALL.iter().flat_map(|language| leaflets(*language)) {
        let page = split(&crate::web_page(&leaflet, None, PrintOptions::default()));
        for text in leaflet.exercise().blocks.iter().flat_map(PaperBlock::all_words) {
            let lost: Vec<String> = split(text.as_str()).difference(&page).cloned().collect();
            missing.extend((!lost.is_empty()).then(|| format!("{id}: {lost:?} of {text}")));
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}
