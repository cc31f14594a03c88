//! A document with the kinds of blocks that handouts do not use.

use crate::{
    document::{
        ContentBlock, Document, Emphasis, Figure, FigureShape, HeadingLevel, ListMarker, ParagraphKind, RatingScale,
        ShapeKind, Table, TableCell, TableColumn, Text, WritingSpace,
    },
    labels::SheetLabels,
    layout::style,
};

const TITLE: &str = "A workbook for four weeks & “more”";

/// Returns tables, scales, quotations, cards, links, figures and writing space.
pub(super) fn workbook() -> Document {
    let mut document = short_workbook();
    document.blocks.extend(run_sheet());
    document
}

/// Returns the same document without its repetitions.
pub(super) fn short_workbook() -> Document {
    let words = SheetLabels::of("en").words;
    let blocks = vec![
        ContentBlock::Figure(circles()),
        ContentBlock::Heading(HeadingLevel::Title, TITLE.into()),
        ContentBlock::Paragraph(
            ParagraphKind::Lead,
            "Every week has a page of its own. Fill in what helps and leave the rest.".into(),
        ),
        ContentBlock::Heading(HeadingLevel::Part, "Where we stand".into()),
        ContentBlock::Paragraph(ParagraphKind::Body, address()),
        ContentBlock::Quote {
            words: "We stopped talking at dinner, and after a while we stopped noticing that we had stopped.".into(),
            by: Some("Both of you, in the first session".into()),
        },
        scale("How close do you feel today?"),
        scale("How safe does it feel to say what you think?"),
        ContentBlock::Heading(HeadingLevel::Point, "In the evening".into()),
        ContentBlock::List(
            ListMarker::Number,
            (0..12).map(|n| format!("Step {} of a long evening.", n + 1).as_str().into()).collect(),
        ),
        ContentBlock::FillIn("What we want to keep".into(), WritingSpace::Open(4)),
        ContentBlock::Heading(HeadingLevel::Part, "A week of small repairs".into()),
        ContentBlock::Paragraph(ParagraphKind::Body, "Tick what happened, on the day on which it happened:".into()),
        ContentBlock::Table(Table::week(
            words,
            "What",
            ["We talked", "We laughed", "We repaired"].map(Into::into).to_vec(),
        )),
        ContentBlock::Heading(HeadingLevel::Part, "Day by day".into()),
        ContentBlock::Table(Table::days(
            words,
            "Day",
            ["What happened", "What one of us tried"].map(Into::into).to_vec(),
        )),
        card(),
    ];
    Document { title: TITLE.to_owned(), language: "en", blocks }
}

fn address() -> Text {
    Text::from("Read more at ")
        .then_link("https://www.lindenhof.example/help")
        .then(" or write to ", Emphasis::Regular)
        .then_link("mailto:hello@lindenhof.example")
        .then(", at any ", Emphasis::Regular)
        .then("hour", Emphasis::Italic)
        .then(" and about ", Emphasis::Regular)
        .then("anything", Emphasis::Bold)
        .then(" that troubles you; a longer address ", Emphasis::Regular)
        .then_link("https://www.lindenhof.example/a/rather/long/way/to/a/page/that/nobody/types/by/hand")
        .then(" breaks over lines.", Emphasis::Regular)
}

fn scale(question: &str) -> ContentBlock {
    ContentBlock::RatingScale(RatingScale {
        question: question.into(),
        low: "not at all".into(),
        high: "as much as I can imagine".into(),
    })
}

fn card() -> ContentBlock {
    ContentBlock::Card {
        title: "Our signal".into(),
        blocks: vec![
            ContentBlock::Paragraph(
                ParagraphKind::Body,
                "A hand on the heart means: I need a pause, and I will come back.".into(),
            ),
            ContentBlock::Paragraph(ParagraphKind::Key, "K7QF-2M9X-TT4B-8WZC-P3HD-6RJN".into()),
            ContentBlock::FillIn("Good until (date)".into(), WritingSpace::Beside),
            ContentBlock::Checkbox("Both of us keep a copy.".into()),
        ],
    }
}

fn circles() -> Figure {
    let disc = |x, colour| FigureShape { x, y: 0.0, shape: ShapeKind::Disc(24.0), colour };
    Figure {
        alt: "Two circles that overlap".into(),
        height: 30.0,
        shapes: vec![
            disc(0.0, style::GREEN),
            disc(15.0, style::WRITING),
            FigureShape { x: 0.0, y: 28.0, shape: ShapeKind::Rectangle(39.0, 1.2), colour: style::GREEN },
        ],
    }
}

/// Returns a table longer than a page, with a row longer than a page.
fn run_sheet() -> Vec<ContentBlock> {
    let column = |head: &str, share| TableColumn { head: head.into(), share };
    let mut rows: Vec<Vec<TableCell>> = (0..24)
        .map(|n| {
            let clock = format!("{:02}:{:02}", 9 + n / 4, n % 4 * 15);
            let words = "Ask what has changed since last time, and wait for the answer of each of them.";
            vec![clock.as_str().into(), words.into(), "Both".into()]
        })
        .collect();
    rows.push(vec!["16:00".into(), "Say it once more in other words. ".repeat(120).as_str().into()]);
    let columns = vec![column("Time", 2), column("What", 8), column("Who", 2)];
    vec![
        ContentBlock::Heading(HeadingLevel::Part, "How the hour goes".into()),
        ContentBlock::Table(Table { columns, rows, row_heads: true, lines: 0 }),
    ]
}
