//! Pages as pictures for the screen.

use usvg::{Options, Tree};

use super::sample;
use crate::{Composed, PaperSize, PrintOptions, layout::running_heads::RunningHeads, output::picture};

fn pictures(paper: PaperSize) -> Vec<String> {
    let print = PrintOptions { paper, ..PrintOptions::default() };
    let composed = Composed::of(&sample::handout(), &RunningHeads::default(), print).unwrap();
    composed.pages.iter().map(|page| picture::svg(page, paper).unwrap()).collect()
}

#[test]
fn a_picture_of_a_page_has_its_size_and_only_shapes() {
    for paper in [PaperSize::A4, PaperSize::Letter, PaperSize::A5] {
        let pages = pictures(paper);
        assert!(!pages.is_empty());
        for svg in pages {
            let tree = Tree::from_str(&svg, &Options::default()).unwrap();
            assert_eq!((tree.size().width(), tree.size().height()), (paper.width(), paper.height()));
            assert!(!svg.contains("<text") && !svg.contains("<script") && !svg.contains("http://www.w3.org/1999"));
            assert!(svg.matches("<use").count() > 200, "letters");
            assert!(svg.len() < 400_000, "{} bytes", svg.len());
        }
    }
}

#[test]
fn every_letter_that_is_used_is_defined_once() {
    for svg in pictures(PaperSize::A4) {
        for used in svg.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert_eq!(svg.matches(&format!("id=\"{used}\"")).count(), 1, "{used}");
        }
    }
}
