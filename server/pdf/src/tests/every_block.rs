//! Every kind of block in every format: with labels as long as they may be, and words from the right too.

use domain::{
    library::on_paper::{PaperBlock, PaperText},
    paper::handout::SheetExercise,
    vocabulary::{Language, Phase},
};

use super::leaflets::leaflets;
use crate::{
    Composed, PaperSize, PrintOptions, TextSize,
    document::Document,
    layout::{
        pages::{ComposedPage, split},
        running_heads::RunningHeads,
        slices::{ContentTag, Paint},
    },
    sheets::paper::{self, Look},
    theme_of, typeset_within,
};

fn blocks_of(text: &str) -> Vec<PaperBlock> {
    let text: PaperText = serde_json::from_str(&serde_json::to_string(text).unwrap()).unwrap();
    text.sheet().blocks
}

/// Every kind of block, each with a name. Long labels stand beside short ones.
fn every_block() -> Vec<(String, PaperBlock)> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/src/tests/every_block.txt");
    let file = std::fs::read_to_string(file).unwrap();
    let named = |text: &str| {
        let blocks = blocks_of(text);
        let [block] = blocks.as_slice() else { panic!("{text}: {blocks:?}") };
        assert!(!matches!(block, PaperBlock::Paragraph(_)), "{text} is read as a paragraph");
        (text.lines().next().unwrap().chars().take(24).collect(), block.clone())
    };
    file.split("\n\n").map(|text| named(text.trim())).collect()
}

fn exercise(blocks: Vec<PaperBlock>) -> SheetExercise {
    let (_, leaflet) = leaflets(Language::English).remove(0);
    SheetExercise { blocks, text: Vec::new(), homework: None, ..leaflet.exercise().clone() }
}

/// The language of words that stand in for those of the blocks.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Words {
    AsTyped,
    From(&'static str, &'static str),
}

/// A word of the same length, so that lines are about as long.
fn other_letters(words: &str, letters: &str) -> String {
    let letters: Vec<char> = letters.chars().collect();
    let other = |c: char| if c.is_alphabetic() { letters[u32::from(c) as usize % letters.len()] } else { c };
    words.chars().map(other).collect()
}

fn document(blocks: Vec<PaperBlock>, phase: Option<Phase>, print: PrintOptions, words: Words) -> Document {
    let look = Look::new(phase, print, Language::English);
    let blocks = paper::blocks(&exercise(blocks), &look, 2);
    let mut document = Document { title: "Every block".into(), language: "en", blocks };
    if let Words::From(language, letters) = words {
        document.each_string(&mut |text| *text = other_letters(text, letters));
        document.language = language;
    }
    document
}

/// All formats: paper, type and reading mode, neutral, from the right, to be filled in on a screen.
fn formats() -> Vec<(PrintOptions, Option<Phase>, Words)> {
    let hebrew = Words::From("he", "אבגדהוזחטיכלמנסעפצקרשת");
    let arabic = Words::From("ar", "ابتثجحخدذرزسشصضطظعغفقكلمنهوي");
    let standard = PrintOptions::default();
    let all = PrintOptions::all().map(|print| (print, Some(Phase::Safety), Words::AsTyped));
    let large = PrintOptions { size: TextSize::Large, ..standard };
    let others = [
        (standard, None, Words::AsTyped),
        (PaperSize::A5.into(), None, Words::AsTyped),
        (large, None, Words::AsTyped),
        (standard, Some(Phase::Intimacy), hebrew),
        (PaperSize::A5.into(), Some(Phase::Intimacy), hebrew),
        (standard, Some(Phase::Meaning), arabic),
        (large, Some(Phase::Meaning), arabic),
        (PrintOptions { fillable: true, ..standard }, Some(Phase::Repair), Words::AsTyped),
    ];
    all.chain(others).collect()
}

/// Left, top, right and bottom of what is printed; of words, from the height of their small letters to the baseline.
fn bounds(page: &ComposedPage) -> Vec<([f32; 4], bool, ContentTag)> {
    let of = |fragment: &crate::layout::slices::Fragment| {
        let (x, y) = (fragment.x, fragment.y);
        let bounds = match &fragment.paint {
            Paint::Words(line) => {
                let size = line.runs.first().map_or(0.0, |run| run.size);
                [x, y - 0.48 * size, x + line.width, y]
            }
            Paint::Fill { width, height, .. }
            | Paint::Border { width, height, .. }
            | Paint::Picture { width, height, .. }
            | Paint::Field { width, height, .. }
            | Paint::Rounded { width, height, .. } => [x, y, x + width, y + height],
            Paint::Path { path, .. } => {
                let [left, top, right, low] = path.bounds();
                [x + left, y + top, x + right, y + low]
            }
            Paint::Disc { diameter, .. } => [x, y, x + diameter, y + diameter],
        };
        (bounds, matches!(fragment.paint, Paint::Words(_)), fragment.tag)
    };
    page.fragments.iter().map(of).collect()
}

fn overlap(a: &[f32; 4], b: &[f32; 4]) -> bool {
    let across = a[2].min(b[2]) - a[0].max(b[0]);
    let down = a[3].min(b[3]) - a[1].max(b[1]);
    across > 0.5 && down > 0.5
}

/// Words over words, and what reaches into the margins.
fn faults(document: &Document, print: PrintOptions) -> Vec<String> {
    let theme = theme_of(document, print);
    let composed = Composed::of(document, &RunningHeads::default(), print).unwrap();
    let mut found = Vec::new();
    for (n, page) in composed.pages.iter().enumerate() {
        let all = bounds(page);
        let inside = |[left, top, right, low]: [f32; 4]| {
            let side = theme.side() - 1.0;
            let wide = left >= side && right <= theme.paper.width() - side;
            wide && top >= theme.top - 1.0 && low <= theme.paper.height() - theme.bottom + 1.0
        };
        let of_content = |tag: ContentTag| matches!(tag, ContentTag::Structure(_));
        found.extend(
            all.iter()
                .filter(|(bounds, _, tag)| of_content(*tag) && !inside(*bounds))
                .map(|(bounds, ..)| format!("page {}: {bounds:?} is in a margin", n + 1)),
        );
        let words: Vec<&[f32; 4]> = all.iter().filter(|(_, words, _)| *words).map(|(bounds, ..)| bounds).collect();
        for (n, one) in words.iter().enumerate() {
            found.extend(
                words[n + 1..]
                    .iter()
                    .filter(|other| overlap(one, other))
                    .map(|other| format!("{one:?} and {other:?} overlap")),
            );
        }
    }
    found
}

#[test]
fn no_words_stand_over_others_or_in_a_margin() {
    let mut wrong = Vec::new();
    for (name, block) in every_block() {
        for (print, phase, words) in formats() {
            let document = document(vec![block.clone()], phase, print, words);
            let found = faults(&document, print).into_iter().take(1);
            wrong.extend(found.map(|what| format!("{name} {print:?} {phase:?} {words:?}: {what}")));
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong[..wrong.len().min(30)].join("\n"));
}

/// The part of a page that a group of boxes may take to be sure to stay whole.
const GROUP: f32 = 0.42;

#[test]
fn no_group_is_torn_that_the_next_page_holds() {
    let mut torn = Vec::new();
    for (name, block) in every_block() {
        for (print, phase, words) in formats() {
            let alone = document(vec![block.clone()], phase, print, words);
            let theme = theme_of(&alone, print);
            let height = theme.text_height();
            let slices = |document: &Document| crate::layout::flow::flow(document, &theme).unwrap().slices;
            if crate::layout::pages::height(&slices(&alone)) > GROUP * height {
                continue;
            }
            for filler in (4..60).step_by(5) {
                let mut pushed = document(blocks_of("A line of words that stands before."), phase, print, words);
                let line = pushed.blocks.remove(0);
                pushed.blocks = std::iter::repeat_n(line, filler).chain(alone.blocks.clone()).collect();
                let pages = split(&slices(&pushed), height);
                let count = slices(&alone).len();
                let first = slices(&pushed).len() - count;
                let whole = pages.iter().any(|page| page.start <= first && page.end >= first + count);
                if !whole {
                    torn.push(format!("{name} {print:?}, after {filler} lines"));
                    break;
                }
            }
        }
    }
    assert!(torn.is_empty(), "{}:\n{}", torn.len(), torn[..torn.len().min(30)].join("\n"));
}

#[test]
fn a_divided_table_repeats_its_head() {
    let rows = "| Money, and who may spend it | ( ) | ( ) |\n".repeat(60);
    let blocks = blocks_of(&format!("| Who decides | alone | together |\n{rows}"));
    for print in PrintOptions::all().filter(|print| print.size == TextSize::Standard) {
        let document = document(blocks.clone(), Some(Phase::Safety), print, Words::AsTyped);
        let composed = Composed::of(&document, &RunningHeads::default(), print).unwrap();
        assert!(composed.pages.len() > 1);
        for page in &composed.pages {
            let has = |words: &str| {
                page.fragments.iter().any(|fragment| match &fragment.paint {
                    Paint::Words(line) => line.runs.iter().any(|run| run.text.contains(words)),
                    _ => false,
                })
            };
            assert!(has("alone") && has("together"), "{print:?}");
        }
        assert!(faults(&document, print).is_empty(), "{:?}", faults(&document, print));
    }
}

/// Returns the heights of the lines of fields, one for each field.
fn last_lines(document: &Document, print: PrintOptions) -> Vec<f32> {
    let composed = Composed::of(document, &RunningHeads::default(), print).unwrap();
    let line = |fragment: &crate::layout::slices::Fragment| match (fragment.tag, &fragment.paint) {
        (ContentTag::Structure(node), Paint::Fill { .. }) if composed.flow.structure.is_field(node) => Some(fragment.y),
        _ => None,
    };
    composed.pages.iter().flat_map(|page| &page.fragments).filter_map(line).collect()
}

#[test]
fn lines_to_write_on_are_level_whatever_the_words_above_them() {
    let print = PrintOptions::default();
    for text in [
        "dates: Today | Our next talk about what we agreed on last week | Then",
        "card: To cut out\n- Our word: ___\n- How long we wait before one of us asks again: ___\n- Then: ___",
    ] {
        let lines = last_lines(&document(blocks_of(text), Some(Phase::Safety), print, Words::AsTyped), print);
        assert_eq!(lines.len(), 3);
        assert!(lines.iter().all(|y| (y - lines[0]).abs() < 0.01), "{text}: {lines:?}");
    }
}

#[test]
fn the_lines_of_a_ring_are_inside_of_it() {
    let text = "rings: What is private for each of us and stays so | Shared between us | Not for us, whatever else we agree on";
    for print in PrintOptions::all().filter(|print| print.size == TextSize::Standard) {
        let document = document(blocks_of(text), Some(Phase::Safety), print, Words::AsTyped);
        let composed = Composed::of(&document, &RunningHeads::default(), print).unwrap();
        let fragments = &composed.pages[0].fragments;
        let ring = |fragment: &&crate::layout::slices::Fragment| matches!(&fragment.paint, Paint::Path { path, .. } if path.bounds()[2] > 80.0);
        let lowest = fragments.iter().filter(ring).map(|fragment| match &fragment.paint {
            Paint::Path { path, .. } => fragment.y + path.bounds()[3],
            _ => 0.0,
        });
        let lowest = lowest.fold(f32::INFINITY, f32::min);
        for y in last_lines(&document, print) {
            assert!(y < lowest - 4.0, "{print:?}: {y} below {lowest}");
        }
    }
}

#[test]
fn one_ticket_has_no_number() {
    let print = PrintOptions::default();
    let words = |text: &str| {
        let document = document(blocks_of(text), Some(Phase::Safety), print, Words::AsTyped);
        crate::verify::painted_words(&typeset_within(&document, &RunningHeads::default(), print).unwrap()).concat()
    };
    assert!(!words("tickets 1: What").contains('1') && words("tickets 2: What").contains('1'));
}

#[test]
fn the_words_of_a_tile_are_not_squeezed_by_its_mark() {
    let tiles = "tiles 3x1:\n1. {speech} **Say the word.** Either may call it.\n2. {clock} **Wait.** A while.\n3. {cup} **Rest.** Walk.";
    for paper in [PaperSize::A4, PaperSize::A5] {
        let print: PrintOptions = paper.into();
        let document = document(blocks_of(tiles), Some(Phase::Safety), print, Words::AsTyped);
        let composed = Composed::of(&document, &RunningHeads::default(), print).unwrap();
        let widest =
            composed.pages.iter().flat_map(|page| &page.fragments).filter_map(|fragment| match &fragment.paint {
                Paint::Words(line) => Some(line.width),
                _ => None,
            });
        let widest = widest.fold(0.0, f32::max);
        assert!(widest > 60.0, "{paper:?}: {widest}");
    }
}

#[test]
fn a_number_of_a_title_stays_with_its_word() {
    let print = PrintOptions::default();
    let look = Look::new(Some(Phase::Intimacy), print, Language::English);
    for title in [
        "A lesson of slow contact 1: to notice",
        "The lesson of contact 1: to notice",
        "Lesson of contact 12: noticing it",
    ] {
        let blocks = vec![paper::plain_head(title, "", &[], &look)];
        for paper in PaperSize::ALL {
            let document = Document { title: title.into(), language: "en", blocks: blocks.clone() };
            let composed = Composed::of(&document, &RunningHeads::default(), paper.into()).unwrap();
            for line in composed.pages.iter().flat_map(|page| &page.fragments) {
                if let Paint::Words(line) = &line.paint {
                    let begins = line.runs.first().and_then(|run| run.text.chars().next());
                    let is_title = line.runs.first().is_some_and(|run| run.size > 20.0);
                    assert!(!is_title || begins.is_none_or(|c| !c.is_ascii_digit()), "{paper:?}: {title}");
                }
            }
        }
    }
}

#[test]
fn a_kicker_is_in_capitals_on_paper_alone() {
    let (_, leaflet) = leaflets(Language::English).remove(0);
    let page = crate::web_page(&leaflet, None, PrintOptions::default());
    assert!(page.contains(">For both of you<") || page.contains(">For you"), "{}", &page[page.len() - 4000..]);
    let lines = crate::reading(&leaflet, None);
    assert!(lines.iter().all(|line| line.words() != line.words().to_uppercase() || line.words().len() < 8));
    let bytes = crate::leaflet(&leaflet, PrintOptions::default()).unwrap();
    assert!(crate::verify::painted_words(&bytes).concat().contains("FOR "));
}

/// Writes a sheet with all kinds in each format; `REWEAVE_BLOCKS` is the folder.
#[test]
fn preview_every_block() {
    let Some(folder) = std::env::var_os("REWEAVE_BLOCKS").map(std::path::PathBuf::from) else { return };
    let all: Vec<PaperBlock> = every_block().into_iter().map(|(_, block)| block).collect();
    for (print, phase, words) in formats() {
        let document = document(all.clone(), phase, print, words);
        let bytes = typeset_within(&document, &RunningHeads::default(), print).unwrap();
        let look = phase.map_or_else(|| "neutral".to_owned(), |phase| format!("{phase:?}"));
        let name = format!(
            "{}-{}-{}-{look}-{}{}.pdf",
            print.paper,
            print.size,
            print.reading,
            document.language,
            if print.fillable { "-fillable" } else { "" }
        );
        std::fs::write(folder.join(name), bytes).unwrap();
    }
}
