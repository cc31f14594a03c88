//! Last lines of paragraphs: few are so short that a word seems to be lost.

use std::collections::BTreeMap;

use domain::vocabulary::Language;

use super::leaflets::leaflets;
use crate::{
    Composed, PaperSize, PrintOptions, ReadingMode, TextSize,
    layout::{
        running_heads::RunningHeads,
        slices::{ContentTag, Paint},
        structure::{NodeId, Role},
    },
    sheets,
};

/// A last line is short below this part of the longest one.
const SHORT: f32 = 0.2;

/// The most that may be short, in per cent of the paragraphs of several lines.
const MOST: usize = 3;

/// Returns the number of paragraphs of several lines, and of those whose last line is short.
fn paragraphs(language: Language, print: PrintOptions) -> (usize, usize) {
    let (mut all, mut short) = (0, 0);
    for (_, leaflet) in leaflets(language) {
        let document = sheets::leaflet::document(&leaflet, print);
        let Composed { flow, pages, .. } = Composed::of(&document, &RunningHeads::default(), print).unwrap();
        let mut lines: BTreeMap<NodeId, Vec<f32>> = BTreeMap::new();
        for fragment in pages.iter().flat_map(|page| &page.fragments) {
            if let (ContentTag::Structure(node), Paint::Words(line)) = (fragment.tag, &fragment.paint)
                && matches!(flow.structure.role(node), Role::Paragraph | Role::Body | Role::Quote | Role::Cell)
            {
                lines.entry(node).or_default().push(line.width);
            }
        }
        for widths in lines.into_values().filter(|widths| widths.len() > 1) {
            let longest = widths.iter().copied().fold(0.0, f32::max);
            all += 1;
            short += usize::from(widths.last().is_some_and(|last| *last < SHORT * longest));
        }
    }
    (all, short)
}

#[test]
fn few_paragraphs_end_with_a_line_that_is_short() {
    let standard = PrintOptions::default();
    let large = PrintOptions { size: TextSize::Large, ..standard };
    let easy = PrintOptions { reading: ReadingMode::Easy, ..standard };
    for (print, name) in
        [(standard, "A4"), (PaperSize::A5.into(), "A5"), (large, "large print"), (easy, "easy reading")]
    {
        for language in Language::ALL {
            let (all, short) = paragraphs(*language, print);
            println!("{name}, {language}: {short} of {all} paragraphs");
            assert!(all > 200 && short * 100 <= MOST * all, "{name}, {language}: {short} of {all}");
        }
    }
}
