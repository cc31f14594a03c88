//! Line breaks and page breaks.

use std::ops::Range;

use proptest::prelude::*;

use super::{sample, workbook};
use crate::{
    PaperSize, PrintOptions,
    document::{
        ContentBlock, Document, HeadingLevel, ListMarker, ParagraphKind, Table, TableColumn, Text, WritingSpace,
    },
    layout::{
        flow::flow,
        pages::{self, split},
        running_heads::RunningHeads,
        slices::{ContentTag, Flow, Frame, FrameKind, PageBreak, Paint, Slice},
        structure::Role,
        style,
        theme::Theme,
    },
};

fn laid_out(document: &Document, paper: PaperSize) -> (Flow, Vec<Range<usize>>) {
    let theme = Theme::new(paper.into());
    let flow = flow(document, &theme).unwrap();
    let pages = split(&flow.slices, theme.text_height());
    (flow, pages)
}

/// Returns the role of the first tagged fragment of a slice.
fn role<'a>(flow: &'a Flow, slice: &Slice) -> Option<&'a Role> {
    slice.fragments.iter().rev().find_map(|fragment| match fragment.tag {
        ContentTag::Structure(node) => Some(flow.structure.role(node)),
        ContentTag::Artifact | ContentTag::Header | ContentTag::Footer => None,
    })
}

#[test]
fn no_line_is_wider_than_its_column() {
    let documents = [sample::guide(), sample::handout(), workbook::workbook()];
    for (document, print) in
        documents.iter().flat_map(|document| PrintOptions::all().map(move |print| (document, print)))
    {
        let theme = Theme::new(print);
        for slice in flow(document, &theme).unwrap().slices {
            for fragment in slice.fragments {
                let width = match fragment.paint {
                    Paint::Words(line) => line.width,
                    Paint::Fill { width, .. }
                    | Paint::Border { width, .. }
                    | Paint::Picture { width, .. }
                    | Paint::Rounded { width, .. }
                    | Paint::Path { width, .. }
                    | Paint::Field { width, .. } => width,
                    Paint::Disc { diameter, .. } => diameter,
                };
                let inset = if slice.frame.is_some() { style::FRAME_SIDE } else { 0.0 };
                assert!(fragment.x + width <= theme.measure - inset + 0.02);
            }
        }
    }
}

#[test]
fn nothing_is_in_the_margins() {
    for print in PrintOptions::all() {
        let (document, theme) = (workbook::workbook(), Theme::new(print));
        let sheets =
            pages::compose(&document, &RunningHeads::default(), &flow(&document, &theme).unwrap(), &theme).unwrap();
        for fragment in sheets
            .iter()
            .flat_map(|sheet| &sheet.fragments)
            .filter(|fragment| matches!(fragment.tag, ContentTag::Structure(_)))
        {
            assert!(
                fragment.y >= theme.top && fragment.y <= theme.paper.height() - theme.bottom + 0.02,
                "{fragment:?}"
            );
        }
    }
}

#[test]
fn a_heading_and_an_announcement_stay_with_what_follows() {
    // Push the same blocks down line by line, so that the page ends at each of them in turn.
    for filler in 20..50 {
        let mut blocks: Vec<ContentBlock> =
            (0..filler).map(|_| ContentBlock::Paragraph(ParagraphKind::Body, "One line.".into())).collect();
        blocks.push(ContentBlock::Heading(HeadingLevel::Part, "A heading".into()));
        blocks.push(ContentBlock::Paragraph(ParagraphKind::Body, "What there is:".into()));
        blocks.push(ContentBlock::List(
            ListMarker::Bullet,
            vec!["one".into(), "two".into(), "three".into(), "four".into()],
        ));
        let document = Document { title: "T".into(), language: "en", blocks };
        let (flow, pages) = laid_out(&document, PaperSize::A4);
        for page in &pages[..pages.len() - 1] {
            let last = &flow.slices[page.end - 1];
            assert_ne!(last.after, PageBreak::Forbidden, "{filler}");
            assert_ne!(role(&flow, last), Some(&Role::Heading(2)));
        }
    }
}

#[test]
fn two_lines_of_a_paragraph_at_least_on_each_page() {
    let words = "Whoever called the pause comes back first, even if only to ask for more time. ".repeat(5);
    for filler in 20..50 {
        let mut blocks: Vec<ContentBlock> =
            (0..filler).map(|_| ContentBlock::Paragraph(ParagraphKind::Body, "One line.".into())).collect();
        blocks.push(ContentBlock::Paragraph(ParagraphKind::Body, words.as_str().into()));
        let (flow, pages) = laid_out(&Document { title: "T".into(), language: "en", blocks }, PaperSize::A4);
        let end = pages[0].end;
        let (before, after) = (filler..flow.slices.len()).partition::<Vec<_>, _>(|n| *n < end);
        assert!(before.len() != 1 && after.len() != 1, "{} and {} lines", before.len(), after.len());
    }
}

#[test]
fn a_label_keeps_its_first_line_to_write_on() {
    for filler in 20..50 {
        let mut blocks: Vec<ContentBlock> =
            (0..filler).map(|_| ContentBlock::Paragraph(ParagraphKind::Body, "One line.".into())).collect();
        blocks.push(ContentBlock::FillIn("What helps".into(), WritingSpace::Below(3)));
        let (flow, pages) = laid_out(&Document { title: "T".into(), language: "en", blocks }, PaperSize::A4);
        assert_ne!(flow.slices[pages[0].end - 1].after, PageBreak::Forbidden);
    }
}

#[test]
fn a_callout_longer_than_a_page_continues_with_its_background() {
    let inside: Vec<ContentBlock> =
        (0..60).map(|_| ContentBlock::Paragraph(ParagraphKind::Body, "Inside.".into())).collect();
    let blocks = vec![ContentBlock::Callout { title: "Long".into(), blocks: inside }];
    let document = Document { title: "T".into(), language: "en", blocks };
    let theme = Theme::new(PrintOptions::default());
    let sheets =
        pages::compose(&document, &RunningHeads::default(), &flow(&document, &theme).unwrap(), &theme).unwrap();
    assert!(sheets.len() > 1);
    for sheet in sheets {
        let ground = |fragment: &crate::layout::slices::Fragment| match fragment.paint {
            Paint::Fill { height, colour, .. } if colour == style::CREAM => Some((fragment.y, fragment.y + height)),
            _ => None,
        };
        let (top, bottom) = sheet.fragments.iter().find_map(ground).unwrap();
        assert!(top >= theme.top - 0.01 && bottom <= theme.paper.height() - theme.bottom + 0.02);
    }
}

#[test]
fn table_headers_repeat_on_every_page() {
    let column = |head: &str| TableColumn { head: head.into(), share: 1 };
    let rows = (0..80).map(|n| vec![n.to_string().as_str().into()]).collect();
    let table = Table { columns: vec![column("Number"), column("Room")], rows, row_heads: true, lines: 0 };
    let document = Document { title: "T".into(), language: "en", blocks: vec![ContentBlock::Table(table)] };
    let theme = Theme::new(PrintOptions::default());
    let sheets =
        pages::compose(&document, &RunningHeads::default(), &flow(&document, &theme).unwrap(), &theme).unwrap();
    assert!(sheets.len() > 1);
    for (n, sheet) in sheets.iter().enumerate() {
        // The header is read once; its repetitions are artifacts.
        assert_eq!(sheet.fragments.iter().any(|fragment| fragment.tag == ContentTag::Header), n > 0);
        let lowest = sheet
            .fragments
            .iter()
            .filter(|fragment| matches!(fragment.tag, ContentTag::Structure(_)))
            .map(|fragment| fragment.y);
        assert!(lowest.fold(0.0, f32::max) <= theme.paper.height() - theme.bottom);
    }
}

#[test]
fn a_row_higher_than_a_page_is_split_between_lines() {
    let words = "Say it once more in other words. ".repeat(200);
    let column = |share| TableColumn { head: "Head".into(), share };
    let rows = vec![vec!["A".into(), words.as_str().into()]];
    let table = Table { columns: vec![column(1), column(3)], rows, row_heads: true, lines: 0 };
    let document = Document { title: "T".into(), language: "en", blocks: vec![ContentBlock::Table(table)] };
    for print in PrintOptions::all() {
        let theme = Theme::new(print);
        let flow = flow(&document, &theme).unwrap();
        assert!(flow.slices.iter().all(|slice| slice.height <= theme.text_height() / 2.0));
    }
}

#[test]
fn a_card_stays_on_one_page() {
    for filler in 20..50 {
        let mut blocks: Vec<ContentBlock> =
            (0..filler).map(|_| ContentBlock::Paragraph(ParagraphKind::Body, "One line.".into())).collect();
        let inside = vec![
            ContentBlock::Paragraph(ParagraphKind::Body, "Inside.".into()),
            ContentBlock::FillIn("Name".into(), WritingSpace::Beside),
        ];
        blocks.push(ContentBlock::Card { title: "Card".into(), blocks: inside });
        let document = Document { title: "T".into(), language: "en", blocks };
        let theme = Theme::new(PrintOptions::default());
        let sheets =
            pages::compose(&document, &RunningHeads::default(), &flow(&document, &theme).unwrap(), &theme).unwrap();
        let edges = sheets.iter().flat_map(|sheet| &sheet.fragments);
        assert_eq!(
            edges.filter(|fragment| matches!(fragment.paint, Paint::Border { dashed: true, .. })).count(),
            1,
            "{filler}"
        );
    }
}

#[test]
fn an_empty_document_is_one_empty_page() {
    let document = Document { title: "T".into(), language: "en", blocks: Vec::new() };
    assert_eq!(laid_out(&document, PaperSize::A4).1.len(), 1);
    let empty = ContentBlock::Callout {
        title: Text::default(),
        blocks: vec![ContentBlock::Paragraph(ParagraphKind::Body, " ".into())],
    };
    let document = Document { title: "T".into(), language: "en", blocks: vec![empty] };
    assert_eq!(laid_out(&document, PaperSize::A4).1.len(), 1);
}

#[test]
fn long_documents_number_all_pages() {
    let (_, pages) = laid_out(&sample::long(), PaperSize::A4);
    assert!(pages.len() >= 10, "{}", pages.len());
}

fn slices() -> impl Strategy<Value = Vec<Slice>> {
    let keep = prop_oneof![
        Just(PageBreak::Allowed),
        (0.0f32..10.0).prop_map(PageBreak::Discouraged),
        Just(PageBreak::Forbidden)
    ];
    let slice = (5.0f32..60.0, 0.0f32..20.0, keep, prop::option::weighted(0.3, 0usize..3));
    prop::collection::vec(slice, 1..120).prop_map(|slices| {
        slices
            .into_iter()
            .map(|(height, gap, after, frame)| {
                let frame = frame.map(|number| Frame { number, kind: FrameKind::Tinted });
                Slice { gap, height, frame, after, ..Slice::default() }
            })
            .collect()
    })
}

#[test]
fn blocks_move_closer_only_where_that_saves_a_page() {
    let gaps = |count: usize, height: f32| {
        let slice = || Slice { gap: 10.0, height: 20.0, ..Slice::default() };
        let mut slices: Vec<Slice> = std::iter::repeat_with(slice).take(count).collect();
        pages::tighten(&mut slices, height);
        (slices[1].gap, split(&slices, height).len())
    };
    // Ten slices and nine gaps.
    assert_eq!(gaps(10, 290.0), (10.0, 1));
    let (gap, pages) = gaps(10, 280.0);
    assert!(gap < 10.0 && gap > 8.0 && pages == 1, "{gap}");
    assert_eq!(gaps(10, 200.0), (10.0, 2));
}

proptest! {
    #[test]
    fn every_slice_is_on_one_page_in_order(slices in slices()) {
        let pages = split(&slices, 400.0);
        let all: Vec<usize> = pages.into_iter().flatten().collect();
        prop_assert_eq!(all, (0..slices.len()).collect::<Vec<_>>());
    }

    #[test]
    fn no_page_is_overfull(slices in slices()) {
        for page in split(&slices, 400.0) {
            let slices = &slices[page];
            let gaps: f32 = slices.iter().skip(1).map(|slice| slice.gap).sum();
            let heights: f32 = slices.iter().map(|slice| slice.height).sum();
            prop_assert!(gaps + heights <= 400.01);
        }
    }
}
