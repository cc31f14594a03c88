//! Words that are divided at the end of a line.

use domain::vocabulary::Language;

use super::leaflets::leaflets;
use crate::{
    Composed, PaperSize, PrintOptions, PrintableSheet, ReadingMode, TextSize,
    layout::{
        paragraph::TextLine,
        running_heads::RunningHeads,
        slices::{ContentTag, Paint},
    },
};

/// Least number of letters of a word on either line.
const LEAST: usize = 3;

/// The lines of each paragraph, in reading order.
fn lines(sheet: PrintableSheet<'_>, print: PrintOptions) -> Vec<(ContentTag, String)> {
    let composed = Composed::of(&sheet.document(print), &RunningHeads::default(), print).unwrap();
    let text = |line: &TextLine| line.runs.iter().map(|run| run.text.as_str()).collect::<String>();
    let fragments = composed.pages.iter().flat_map(|page| &page.fragments);
    let words = fragments.filter_map(|fragment| match (&fragment.paint, fragment.tag) {
        (Paint::Words(line), ContentTag::Structure(_)) => Some((fragment.tag, text(line))),
        _ => None,
    });
    words.collect()
}

/// The letters of a word on both lines, if one is divided between them.
fn divided(before: &str, after: &str) -> Option<(usize, usize)> {
    let stem = before.trim_end_matches('\u{ad}');
    let is_word = stem.ends_with(char::is_alphabetic) && after.starts_with(char::is_alphabetic);
    let letters = |text: &mut dyn Iterator<Item = char>| text.take_while(|letter| letter.is_alphabetic()).count();
    is_word.then(|| (letters(&mut stem.chars().rev()), letters(&mut after.chars())))
}

/// One or two letters by themselves are hard to read, at the end of a line as at the beginning of the next.
#[test]
fn no_word_of_a_leaflet_leaves_one_or_two_letters_on_a_line() {
    let standard = PrintOptions::default();
    let prints = [
        standard,
        PaperSize::A5.into(),
        PrintOptions { size: TextSize::Large, ..standard },
        PrintOptions { size: TextSize::Large, ..PaperSize::A5.into() },
        PrintOptions { reading: ReadingMode::Easy, ..PaperSize::A5.into() },
    ];
    let (mut wrong, mut found) = (Vec::new(), 0);
    for (&language, print) in Language::ALL.iter().flat_map(|l| prints.iter().map(move |print| (l, *print))) {
        for (id, leaflet) in leaflets(language) {
            for pair in lines((&leaflet).into(), print).windows(2) {
                let [(tag, before), (same, after)] = pair else { continue };
                let Some((left, right)) = (tag == same).then(|| divided(before, after)).flatten() else { continue };
                found += 1;
                // In a narrow column a long word takes three lines: then its middle may be short.
                let is_middle = |line: &str| line.trim_end_matches('\u{ad}').chars().all(char::is_alphabetic);
                let short =
                    left < LEAST && !(is_middle(before) && left > 1) || right < LEAST && !after.ends_with('\u{ad}');
                if short {
                    let PrintOptions { paper, size, .. } = print;
                    wrong.push(format!("{language} {id} {paper} {size}: {before}|{after}"));
                }
            }
        }
    }
    assert!(found > 50, "{found} words are divided");
    assert!(wrong.is_empty(), "{} words:\n{}", wrong.len(), wrong.join("\n"));
}
