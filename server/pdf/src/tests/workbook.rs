//! A document with every kind of block that a handout does not need yet.

use crate::{
    document::{
        Block, Cell, Column, Document, Figure, Level, Marker, Prose, Room, Scale, Shape, Stroke, Table, Text, Voice,
    },
    labels::Labels,
    style,
};

const TITLE: &str = "A workbook for four weeks & “more”";

/// Tables, scales, quotations, cards, links, drawings and space.
pub(super) fn workbook() -> Document {
    let mut document = short_workbook();
    document.blocks.extend(run_sheet());
    document
}

/// The same without what only makes it long.
pub(super) fn short_workbook() -> Document {
    let words = Labels::of("en").words;
    let blocks = vec![
        Block::Figure(circles()),
        Block::Heading(Level::Title, TITLE.into()),
        Block::Paragraph(
            Prose::Lead,
            "Every week has a page of its own. Fill in what helps and leave the rest.".into(),
        ),
        Block::Heading(Level::Part, "Where we stand".into()),
        Block::Paragraph(Prose::Body, address()),
        Block::Quote {
            words: "We stopped talking at dinner, and after a while we stopped noticing that we had stopped.".into(),
            by: Some("Both of you, in the first session".into()),
        },
        scale("How close do you feel today?"),
        scale("How safe does it feel to say what you think?"),
        Block::Heading(Level::Point, "In the evening".into()),
        Block::List(
            Marker::Number,
            (0..12).map(|n| format!("Step {} of a long evening.", n + 1).as_str().into()).collect(),
        ),
        Block::FillIn("What we want to keep".into(), Room::Open(4)),
        Block::Heading(Level::Part, "A week of small repairs".into()),
        Block::Paragraph(Prose::Body, "Tick what happened, on the day on which it happened:".into()),
        Block::Table(Table::week(words, "What", ["We talked", "We laughed", "We repaired"].map(Into::into).to_vec())),
        Block::Heading(Level::Part, "Day by day".into()),
        Block::Table(Table::days(words, "Day", ["What happened", "What one of us tried"].map(Into::into).to_vec())),
        card(),
    ];
    Document { title: TITLE.to_owned(), language: "en", blocks }
}

fn address() -> Text {
    Text::from("Read more at ")
        .then_link("https://www.lindenhof.example/help")
        .then(" or write to ", Voice::Regular)
        .then_link("mailto:hello@lindenhof.example")
        .then(", at any ", Voice::Regular)
        .then("hour", Voice::Italic)
        .then(" and about ", Voice::Regular)
        .then("anything", Voice::Bold)
        .then(" that troubles you; a longer address ", Voice::Regular)
        .then_link("https://www.lindenhof.example/a/rather/long/way/to/a/page/that/nobody/types/by/hand")
        .then(" breaks over lines.", Voice::Regular)
}

fn scale(question: &str) -> Block {
    Block::Scale(Scale { question: question.into(), low: "not at all".into(), high: "as much as I can imagine".into() })
}

fn card() -> Block {
    Block::Card {
        title: "Our signal".into(),
        blocks: vec![
            Block::Paragraph(Prose::Body, "A hand on the heart means: I need a pause, and I will come back.".into()),
            Block::Paragraph(Prose::Key, "K7QF-2M9X-TT4B-8WZC-P3HD-6RJN".into()),
            Block::FillIn("Good until (date)".into(), Room::Beside),
            Block::Checkbox("Both of us keep a copy.".into()),
        ],
    }
}

fn circles() -> Figure {
    let disc = |x, colour| Stroke { x, y: 0.0, shape: Shape::Disc(24.0), colour };
    Figure {
        alt: "Two circles that overlap".into(),
        height: 30.0,
        shapes: vec![
            disc(0.0, style::GREEN),
            disc(15.0, style::WRITING),
            Stroke { x: 0.0, y: 28.0, shape: Shape::Bar(39.0, 1.2), colour: style::GREEN },
        ],
    }
}

/// A table that is longer than a page, with a row that is too.
fn run_sheet() -> Vec<Block> {
    let column = |head: &str, share| Column { head: head.into(), share };
    let mut rows: Vec<Vec<Cell>> = (0..24)
        .map(|n| {
            let clock = format!("{:02}:{:02}", 9 + n / 4, n % 4 * 15);
            let words = "Ask what has changed since last time, and wait for the answer of each of them.";
            vec![clock.as_str().into(), words.into(), "Both".into()]
        })
        .collect();
    rows.push(vec!["16:00".into(), "Say it once more in other words. ".repeat(120).as_str().into()]);
    let columns = vec![column("Time", 2), column("What", 8), column("Who", 2)];
    vec![
        Block::Heading(Level::Part, "How the hour goes".into()),
        Block::Table(Table { columns, rows, row_heads: true, lines: 0 }),
    ]
}
