//! Where lines and pages end.

use std::ops::Range;

use proptest::prelude::*;

use super::{sample, workbook};
use crate::{
    Paper, Print,
    document::{Block, Column, Document, Level, Marker, Prose, Room, Table, Text},
    flow::flow,
    look::Look,
    margins::Margins,
    pages::{self, split},
    strip::{Flow, Frame, FrameKind, Ink, Keep, Mark, Role, Strip},
    style,
};

fn laid_out(document: &Document, paper: Paper) -> (Flow, Vec<Range<usize>>) {
    let look = Look::new(paper.into());
    let flow = flow(document, &look).unwrap();
    let pages = split(&flow.strips, look.text_height());
    (flow, pages)
}

/// What stands on a strip.
fn role<'a>(flow: &'a Flow, strip: &Strip) -> Option<&'a Role> {
    strip.pieces.iter().rev().find_map(|piece| match piece.mark {
        Mark::Node(node) => Some(flow.outline.role(node)),
        Mark::Artifact | Mark::Head | Mark::Foot => None,
    })
}

#[test]
fn no_line_is_wider_than_its_place() {
    let documents = [sample::guide(), sample::handout(), workbook::workbook()];
    for (document, print) in documents.iter().flat_map(|document| Print::all().map(move |print| (document, print))) {
        let look = Look::new(print);
        for strip in flow(document, &look).unwrap().strips {
            for piece in strip.pieces {
                let width = match piece.ink {
                    Ink::Words(line) => line.width,
                    Ink::Fill { width, .. } | Ink::Edge { width, .. } | Ink::Picture { width, .. } => width,
                    Ink::Disc { diameter, .. } => diameter,
                };
                let inset = if strip.frame.is_some() { style::FRAME_SIDE } else { 0.0 };
                assert!(piece.x + width <= look.measure - inset + 0.02);
            }
        }
    }
}

#[test]
fn nothing_stands_in_the_margins() {
    for print in Print::all() {
        let (document, look) = (workbook::workbook(), Look::new(print));
        let sheets = pages::compose(&document, &Margins::default(), &flow(&document, &look).unwrap(), &look).unwrap();
        for piece in sheets.iter().flat_map(|sheet| &sheet.pieces).filter(|piece| matches!(piece.mark, Mark::Node(_))) {
            assert!(piece.y >= look.top && piece.y <= look.paper.height() - look.bottom + 0.02, "{piece:?}");
        }
    }
}

#[test]
fn a_heading_and_an_announcement_stay_with_what_follows() {
    // Push the same blocks down line by line, so that the page ends at every one of them in turn.
    for filler in 20..50 {
        let mut blocks: Vec<Block> = (0..filler).map(|_| Block::Paragraph(Prose::Body, "One line.".into())).collect();
        blocks.push(Block::Heading(Level::Part, "A heading".into()));
        blocks.push(Block::Paragraph(Prose::Body, "What there is:".into()));
        blocks.push(Block::List(Marker::Bullet, vec!["one".into(), "two".into(), "three".into(), "four".into()]));
        let document = Document { title: "T".into(), language: "en", blocks };
        let (flow, pages) = laid_out(&document, Paper::A4);
        for page in &pages[..pages.len() - 1] {
            let last = &flow.strips[page.end - 1];
            assert_ne!(last.after, Keep::Together, "{filler}");
            assert_ne!(role(&flow, last), Some(&Role::Heading(2)));
        }
    }
}

#[test]
fn two_lines_of_a_paragraph_at_least_on_each_page() {
    let words = "Whoever called the pause comes back first, even if only to ask for more time. ".repeat(5);
    for filler in 20..50 {
        let mut blocks: Vec<Block> = (0..filler).map(|_| Block::Paragraph(Prose::Body, "One line.".into())).collect();
        blocks.push(Block::Paragraph(Prose::Body, words.as_str().into()));
        let (flow, pages) = laid_out(&Document { title: "T".into(), language: "en", blocks }, Paper::A4);
        let end = pages[0].end;
        let (before, after) = (filler..flow.strips.len()).partition::<Vec<_>, _>(|n| *n < end);
        assert!(before.len() != 1 && after.len() != 1, "{} and {} lines", before.len(), after.len());
    }
}

#[test]
fn a_label_keeps_its_first_line_to_write_on() {
    for filler in 20..50 {
        let mut blocks: Vec<Block> = (0..filler).map(|_| Block::Paragraph(Prose::Body, "One line.".into())).collect();
        blocks.push(Block::FillIn("What helps".into(), Room::Below(3)));
        let (flow, pages) = laid_out(&Document { title: "T".into(), language: "en", blocks }, Paper::A4);
        assert_ne!(flow.strips[pages[0].end - 1].after, Keep::Together);
    }
}

#[test]
fn a_callout_longer_than_a_page_continues_with_its_ground() {
    let inside: Vec<Block> = (0..60).map(|_| Block::Paragraph(Prose::Body, "Inside.".into())).collect();
    let blocks = vec![Block::Callout { title: "Long".into(), blocks: inside }];
    let document = Document { title: "T".into(), language: "en", blocks };
    let look = Look::new(Print::default());
    let sheets = pages::compose(&document, &Margins::default(), &flow(&document, &look).unwrap(), &look).unwrap();
    assert!(sheets.len() > 1);
    for sheet in sheets {
        let ground = |piece: &crate::strip::Piece| match piece.ink {
            Ink::Fill { height, colour, .. } if colour == style::CREAM => Some((piece.y, piece.y + height)),
            _ => None,
        };
        let (top, bottom) = sheet.pieces.iter().find_map(ground).unwrap();
        assert!(top >= look.top - 0.01 && bottom <= look.paper.height() - look.bottom + 0.02);
    }
}

#[test]
fn heads_stand_above_a_table_on_every_page() {
    let column = |head: &str| Column { head: head.into(), share: 1 };
    let rows = (0..80).map(|n| vec![n.to_string().as_str().into()]).collect();
    let table = Table { columns: vec![column("Number"), column("Room")], rows, row_heads: true, lines: 0 };
    let document = Document { title: "T".into(), language: "en", blocks: vec![Block::Table(table)] };
    let look = Look::new(Print::default());
    let sheets = pages::compose(&document, &Margins::default(), &flow(&document, &look).unwrap(), &look).unwrap();
    assert!(sheets.len() > 1);
    for (n, sheet) in sheets.iter().enumerate() {
        // The first time they are read; after that they are there for the eye.
        assert_eq!(sheet.pieces.iter().any(|piece| piece.mark == Mark::Head), n > 0);
        let lowest = sheet.pieces.iter().filter(|piece| matches!(piece.mark, Mark::Node(_))).map(|piece| piece.y);
        assert!(lowest.fold(0.0, f32::max) <= look.paper.height() - look.bottom);
    }
}

#[test]
fn a_row_higher_than_a_page_is_cut_between_lines() {
    let words = "Say it once more in other words. ".repeat(200);
    let column = |share| Column { head: "Head".into(), share };
    let rows = vec![vec!["A".into(), words.as_str().into()]];
    let table = Table { columns: vec![column(1), column(3)], rows, row_heads: true, lines: 0 };
    let document = Document { title: "T".into(), language: "en", blocks: vec![Block::Table(table)] };
    for print in Print::all() {
        let look = Look::new(print);
        let flow = flow(&document, &look).unwrap();
        assert!(flow.strips.iter().all(|strip| strip.height <= look.text_height() / 2.0));
    }
}

#[test]
fn a_card_stays_on_one_page() {
    for filler in 20..50 {
        let mut blocks: Vec<Block> = (0..filler).map(|_| Block::Paragraph(Prose::Body, "One line.".into())).collect();
        let inside = vec![Block::Paragraph(Prose::Body, "Inside.".into()), Block::FillIn("Name".into(), Room::Beside)];
        blocks.push(Block::Card { title: "Card".into(), blocks: inside });
        let document = Document { title: "T".into(), language: "en", blocks };
        let look = Look::new(Print::default());
        let sheets = pages::compose(&document, &Margins::default(), &flow(&document, &look).unwrap(), &look).unwrap();
        let edges = sheets.iter().flat_map(|sheet| &sheet.pieces);
        assert_eq!(edges.filter(|piece| matches!(piece.ink, Ink::Edge { dashed: true, .. })).count(), 1, "{filler}");
    }
}

#[test]
fn an_empty_document_is_one_empty_page() {
    let document = Document { title: "T".into(), language: "en", blocks: Vec::new() };
    assert_eq!(laid_out(&document, Paper::A4).1.len(), 1);
    let empty = Block::Callout { title: Text::default(), blocks: vec![Block::Paragraph(Prose::Body, " ".into())] };
    let document = Document { title: "T".into(), language: "en", blocks: vec![empty] };
    assert_eq!(laid_out(&document, Paper::A4).1.len(), 1);
}

#[test]
fn ten_pages_and_more() {
    let (_, pages) = laid_out(&sample::long(), Paper::A4);
    assert!(pages.len() >= 10, "{}", pages.len());
}

fn strips() -> impl Strategy<Value = Vec<Strip>> {
    let keep = prop_oneof![Just(Keep::Free), (0.0f32..10.0).prop_map(Keep::Cost), Just(Keep::Together)];
    let strip = (5.0f32..60.0, 0.0f32..20.0, keep, prop::option::weighted(0.3, 0usize..3));
    prop::collection::vec(strip, 1..120).prop_map(|strips| {
        strips
            .into_iter()
            .map(|(height, gap, after, frame)| {
                let frame = frame.map(|number| Frame { number, kind: FrameKind::Ground });
                Strip { gap, height, frame, after, ..Strip::default() }
            })
            .collect()
    })
}

#[test]
fn blocks_move_closer_only_where_that_saves_a_page() {
    let gaps = |count: usize, height: f32| {
        let strip = || Strip { gap: 10.0, height: 20.0, ..Strip::default() };
        let mut strips: Vec<Strip> = std::iter::repeat_with(strip).take(count).collect();
        pages::tighten(&mut strips, height);
        (strips[1].gap, split(&strips, height).len())
    };
    // Ten strips and nine gaps.
    assert_eq!(gaps(10, 290.0), (10.0, 1));
    let (gap, pages) = gaps(10, 280.0);
    assert!(gap < 10.0 && gap > 8.0 && pages == 1, "{gap}");
    assert_eq!(gaps(10, 200.0), (10.0, 2));
}

proptest! {
    #[test]
    fn every_strip_stands_on_one_page_in_order(strips in strips()) {
        let pages = split(&strips, 400.0);
        let all: Vec<usize> = pages.into_iter().flatten().collect();
        prop_assert_eq!(all, (0..strips.len()).collect::<Vec<_>>());
    }

    #[test]
    fn no_page_is_overfull(strips in strips()) {
        for page in split(&strips, 400.0) {
            let strips = &strips[page];
            let gaps: f32 = strips.iter().skip(1).map(|strip| strip.gap).sum();
            let heights: f32 = strips.iter().map(|strip| strip.height).sum();
            prop_assert!(gaps + heights <= 400.01);
        }
    }
}
