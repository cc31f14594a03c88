//! Writes a document as one HTML file for the screen: the words of the PDF, without pages.
//!
//! The file is complete without a network: styles are inside, pictures are SVG, and its policy lets it load nothing and
//! send nothing. The only links are those that dial a help line. Fields are for typing in place, because a box that
//! cannot be filled in is of no use to someone who reads on a screen. They have no name and belong to no form, so there is
//! nowhere that they could be sent to; spelling services of browsers are off for them, because some send what is typed to
//! their vendor.

mod boxes;
mod grids;
mod markup;
mod page;
mod shapes;
mod words;

use self::{markup::attribute, page::Page};

use crate::{
    PrintOptions, PrintedLetterhead, ReadingMode, TextSize,
    document::{
        ContentBlock, DirectoryEntry, Document, FigureShape, HeadingLevel, ListMarker, ParagraphKind, RatingScale,
        ShapeKind, Table, TableCell, Text, WritingSpace,
    },
    layout::bidi,
};

/// How every file begins. Command lines tell by it if a file may be written over.
pub(crate) const BEGINS: &str = "<!DOCTYPE html>\n<html class=\"sheet";

/// Nothing loads, runs or is sent; only the styles and the pictures inside the file are used.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

const STYLES: &str = include_str!("sheet.css");

/// Returns a document as an HTML file, with the footer of a practice at its end. Of the print options, size and reading
/// mode count.
pub(crate) fn page(document: &Document, footer: Option<&str>, print: PrintOptions) -> String {
    let mut page = Page::new(document.language);
    let (letterhead, blocks) = match document.blocks.split_first() {
        Some((ContentBlock::Letterhead(letterhead), rest)) => (Some(letterhead), rest),
        _ => (None, document.blocks.as_slice()),
    };
    if let Some(letterhead) = letterhead {
        page.letterhead(letterhead);
    }
    page.within("main", "", |page| blocks.iter().for_each(|block| page.block(block)));
    if let Some(footer) = footer {
        page.within("footer", "", |page| page.paragraph("", &footer.into()));
    }
    let large = if print.size == TextSize::Large { " large" } else { "" };
    let easy = if print.reading == ReadingMode::Easy { " easy" } else { "" };
    format!(
        "{BEGINS}{large}{easy}\"{}{}>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{}</title>\n<style>\n{STYLES}</style>\n</head>\n<body>\n{}\n</body>\n</html>\n",
        attribute("lang", document.language),
        attribute("dir", if bidi::is_right_to_left(document.language) { "rtl" } else { "ltr" }),
        markup::escaped(&document.title),
        page.markup.done(),
    )
}

impl Page {
    /// Writes a block.
    fn block(&mut self, block: &ContentBlock) {
        match block {
            ContentBlock::Heading(level, text) => self.words(heading(*level), "", text),
            ContentBlock::Paragraph(kind, text) => self.paragraph(paragraph_class(*kind), text),
            ContentBlock::List(marker, items) => {
                let list = if *marker == ListMarker::Number { "ol" } else { "ul" };
                self.within(list, "", |page| items.iter().for_each(|item| page.words("li", "", item)));
            }
            ContentBlock::Checkbox(text) => self.ticked(text),
            ContentBlock::FillIn(label, space) => self.fill_in(label, *space),
            ContentBlock::Callout { title, blocks } => self.framed("callout", title, blocks),
            ContentBlock::Card { title, blocks } => self.framed("card", title, blocks),
            ContentBlock::Quote { words, by } => self.within("blockquote", "", |page| {
                page.paragraph("", words);
                if let Some(by) = by {
                    page.paragraph("hint", by);
                }
            }),
            ContentBlock::RatingScale(scale) => self.rating(scale),
            ContentBlock::Table(table) => self.typed_table(table),
            ContentBlock::Figure(figure) => {
                let shapes: Vec<_> = figure.shapes.iter().map(figure_shape).collect();
                self.markup.raw(&shapes::figure(&shapes, figure.height, &figure.alt));
            }
            ContentBlock::Entries(entries) => {
                let class = attribute("class", "plain entries");
                self.within("ul", &class, |page| entries.iter().for_each(|entry| page.entry(entry)));
            }
            ContentBlock::Letterhead(letterhead) => self.letterhead(letterhead),
            ContentBlock::Boxes { content, at_foot, .. } => {
                let class = if *at_foot { "block foot" } else { "block" };
                self.within("div", &attribute("class", class), |page| page.boxed(content, None));
            }
            // A screen has no pages.
            ContentBlock::Divider | ContentBlock::NewPage => self.within("div", &attribute("class", "rule"), |_| {}),
        }
    }

    /// The name of a practice with its logo, above the sheet.
    fn letterhead(&mut self, letterhead: &PrintedLetterhead) {
        self.within("header", "", |page| {
            if let Some(logo) = &letterhead.logo {
                page.markup.raw(&shapes::logo(logo, letterhead.alt.trim()));
            }
            page.within("div", "", |page| {
                page.paragraph("practice", &letterhead.name.as_str().into());
                page.paragraph("hint", &letterhead.details().as_str().into());
            });
        });
    }

    fn framed(&mut self, class: &str, title: &Text, blocks: &[ContentBlock]) {
        self.within("section", &attribute("class", class), |page| {
            page.words("h2", "", title);
            for block in blocks {
                page.block(block);
            }
        });
    }

    fn ticked(&mut self, text: &Text) {
        self.within("label", &attribute("class", "ticked"), |page| {
            page.markup.raw("<input type=\"checkbox\" autocomplete=\"off\">");
            page.words("span", "", text);
        });
    }

    fn fill_in(&mut self, label: &Text, space: WritingSpace) {
        let lines = match space {
            WritingSpace::Beside => 1,
            WritingSpace::Below(lines) | WritingSpace::Open(lines) => lines,
        };
        self.paragraph("label", label);
        self.area(&label.plain(), lines);
    }

    fn rating(&mut self, RatingScale { question, low, high }: &RatingScale) {
        self.paragraph("label", question);
        let name = format!("{} (0 {} … 10 {})", question.plain(), low.plain(), high.plain());
        self.scale(&name, &(0..=10).map(|n: u8| n.to_string()).collect::<Vec<_>>());
        self.within("div", &attribute("class", "ends"), |page| {
            page.paragraph("hint", low);
            page.paragraph("hint", high);
        });
    }

    fn typed_table(&mut self, table: &Table) {
        self.within("table", "", |page| {
            if table.columns.iter().any(|column| !column.head.is_blank()) {
                page.within("thead", "", |page| {
                    page.within("tr", "", |page| {
                        for column in &table.columns {
                            let cell = if column.head.is_blank() { "td" } else { "th" };
                            page.words_or_empty(cell, &attribute("scope", "col"), &column.head);
                        }
                    });
                });
            }
            page.within("tbody", "", |page| table.rows.iter().for_each(|row| page.typed_row(table, row)));
        });
    }

    fn typed_row(&mut self, table: &Table, row: &[TableCell]) {
        let name = row.first().map(TableCell::plain).unwrap_or_default();
        self.within("tr", "", |page| {
            for (n, column) in table.columns.iter().enumerate() {
                let named = || [name.as_str(), &column.head.plain()].join(", ");
                match row.get(n) {
                    Some(TableCell::Checkbox(name)) => page.within("td", "", |page| page.tick(name, true, None)),
                    Some(cell @ TableCell::Text(text)) if !cell.is_blank() => {
                        let head = table.row_heads && n == 0;
                        page.words(if head { "th" } else { "td" }, if head { " scope=\"row\"" } else { "" }, text);
                    }
                    _ => page.within("td", "", |page| page.area(&named(), table.lines)),
                }
            }
        });
    }

    fn entry(&mut self, DirectoryEntry { name, text, detail }: &DirectoryEntry) {
        self.within("li", "", |page| {
            page.paragraph("label", name);
            page.dialled("", text);
            page.paragraph("hint", detail);
        });
    }
}

fn heading(level: HeadingLevel) -> &'static str {
    match level {
        HeadingLevel::Title => "h1",
        HeadingLevel::Part => "h2",
        HeadingLevel::Point => "h3",
    }
}

fn paragraph_class(kind: ParagraphKind) -> &'static str {
    match kind {
        ParagraphKind::Body => "",
        ParagraphKind::Lead => "lead",
        ParagraphKind::SmallPrint => "hint",
        ParagraphKind::Key => "large-words",
    }
}

fn figure_shape(shape: &FigureShape) -> shapes::Rectangle {
    let (width, height, round) = match shape.shape {
        ShapeKind::Disc(diameter) => (diameter, diameter, true),
        ShapeKind::Rectangle(width, height) => (width, height, false),
    };
    shapes::Rectangle { x: shape.x, y: shape.y, width, height, round, colour: shape.colour }
}
