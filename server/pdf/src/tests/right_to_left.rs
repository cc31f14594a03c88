//! Right-to-left documents: Hebrew and Arabic, with numbers and Latin names.

use std::process::Command;

use unicode_bidi::{BidiInfo, Level};

use super::sample;
use crate::{
    Composed, PrintOptions,
    document::{
        self, ContentBlock, DirectoryEntry, Document, Emphasis, ListMarker, ParagraphKind, RatingScale, Table,
        TableColumn, Text, WritingSpace,
    },
    layout::{
        flow::flow,
        mirror,
        pages::{self, ComposedPage},
        path::Path,
        running_heads::RunningHeads,
        slices::{ContentTag, Paint},
        theme::Theme,
    },
    typeset, verify,
};

/// The text of a document, in the order of its blocks.
struct Words {
    title: &'static str,
    lead: &'static str,
    body: [&'static str; 3],
    steps: [&'static str; 2],
    part: &'static str,
    boxes: [&'static str; 2],
    room: &'static str,
    help: [&'static str; 3],
    cells: [&'static str; 4],
}

const HEBREW: Words = Words {
    title: "דף לשבוע הקרוב",
    lead: "דף קצר לשניכם. קראו אותו כשרגוע, קחו מה שעוזר והשאירו את השאר.",
    body: [
        "כשהגוף מזעיק, קשה לחשוב. אפשר לעצור ל־20 דקות (או יותר), ואז לחזור ולדבר. מי שביקש את ההפסקה חוזר ראשון, גם אם רק כדי לבקש עוד זמן.",
        "דוד ו-Anna Maria Smith קבעו: \"הפסקה\" פירושה עצירה מיד; זה נמשך 25 דקות, לא 3 שעות. כתובת: www.lindenhof.example, טלפון 0117 496 0123.",
        "אין כאן תשובות נכונות או שגויות, ואף אחד לא בודק.",
    ],
    steps: ["עוצרים ונושמים לאט, ארבע פעמים לפחות.", "אומרים מתי חוזרים: בשעה 18:30, למשל, ולא „אחר כך“."],
    part: "מה סיכמנו",
    boxes: ["כל אחד מאיתנו יכול לבקש הפסקה בכל זמן, בלי לתת סיבה ובלי להתנצל על כך אחר כך.", "לא הולכים זה אחרי זה."],
    room: "הסימן שלנו",
    help: ["קו שקט", "1201", "24/7"],
    cells: ["יום", "מה עזר (0–10)", "יום ב׳", "יום ג׳"],
};

const ARABIC: Words = Words {
    title: "ورقة لهذا الأسبوع",
    lead: "صفحة قصيرة لكما. اقرآها في وقت هادئ، وخذا ما ينفع واتركا الباقي.",
    body: [
        "عندما ينذر الجسم يصعب التفكير. يمكن التوقف لمدة 20 دقيقة (أو أكثر) ثم العودة إلى الحديث. من طلب التوقف يعود أولاً، ولو ليطلب وقتاً إضافياً.",
        "اتفقت سارة و Anna Maria Smith على أن كلمة «توقف» تعني التوقف فوراً؛ يستمر ذلك ٢٥ دقيقة لا ٣ ساعات. الهاتف 0117 496 0123.",
        "لا توجد هنا إجابات صحيحة أو خاطئة.",
    ],
    steps: ["نتوقف ونتنفس ببطء أربع مرات.", "نقول متى نعود: في الساعة 18:30 مثلاً."],
    part: "ما اتفقنا عليه",
    boxes: [
        "يمكن لكل منا أن يطلب التوقف في أي وقت، بلا سبب وبلا اعتذار عن ذلك في وقت لاحق من اليوم.",
        "لا يتبع أحدنا الآخر.",
    ],
    room: "إشارتنا",
    help: ["الخط الهادئ", "1201", "24/7"],
    cells: ["اليوم", "ما ساعد", "الاثنين", "الثلاثاء"],
};

pub(super) fn hebrew() -> Document {
    document("he", &HEBREW)
}

pub(super) fn arabic() -> Document {
    document("ar", &ARABIC)
}

/// Returns a document with every kind of block.
fn document(language: &'static str, words: &Words) -> Document {
    let body = |text: &str| ContentBlock::Paragraph(ParagraphKind::Body, text.into());
    let link = Text::from(words.body[2]).then(" ", Emphasis::Regular).then_link("https://www.lindenhof.example/help");
    let mut blocks = vec![
        ContentBlock::Heading(document::HeadingLevel::Title, words.title.into()),
        ContentBlock::Paragraph(ParagraphKind::Lead, words.lead.into()),
        body(words.body[0]),
        ContentBlock::List(ListMarker::Number, words.steps.map(Text::from).to_vec()),
        body(words.body[1]),
        ContentBlock::Heading(document::HeadingLevel::Part, words.part.into()),
    ];
    blocks.extend(words.boxes.map(|text| ContentBlock::Checkbox(text.into())));
    blocks.extend([
        ContentBlock::FillIn(words.room.into(), WritingSpace::Below(2)),
        ContentBlock::Callout {
            title: words.part.into(),
            blocks: vec![
                ContentBlock::Paragraph(ParagraphKind::Body, link),
                ContentBlock::List(ListMarker::Bullet, words.steps.map(Text::from).to_vec()),
                ContentBlock::FillIn(words.room.into(), WritingSpace::Beside),
            ],
        },
        ContentBlock::RatingScale(RatingScale {
            question: words.part.into(),
            low: words.boxes[1].into(),
            high: words.room.into(),
        }),
        ContentBlock::Table(Table {
            columns: [words.cells[0], words.cells[1]].map(|head| TableColumn { head: head.into(), share: 1 }).to_vec(),
            rows: [words.cells[2], words.cells[3]].map(|cell| vec![cell.into()]).to_vec(),
            row_heads: true,
            lines: 1,
        }),
        ContentBlock::Entries(vec![DirectoryEntry {
            name: Text::bold(words.help[0]),
            text: words.help[1].into(),
            detail: words.help[2].into(),
        }]),
    ]);
    Document { title: words.title.into(), language, blocks }
}

#[test]
fn the_tree_reads_as_the_document_does() {
    for document in [hebrew(), arabic()] {
        for print in PrintOptions::all() {
            let failures = verify::verify(&typeset(&document, print).unwrap(), &document);
            assert!(failures.is_empty(), "{} {print:?}: {failures:?}", document.language);
        }
    }
}

/// Returns the text extracted by a program. `cargo xtask test` installs it.
fn read_by(program: &str, before: &[&str], after: &[&str], document: &Document) -> String {
    let folder = std::env::temp_dir();
    let file = folder.join(format!("reweave-{program}-{}-{}.pdf", document.language, std::process::id()));
    std::fs::write(&file, typeset(document, PrintOptions::default()).unwrap()).unwrap();
    let output = Command::new(program).args(before).arg(&file).args(after).output();
    std::fs::remove_file(&file).unwrap();
    let output = output.unwrap_or_else(|error| panic!("{program} does not start, is it installed? {error}"));
    String::from_utf8(output.stdout).unwrap()
}

/// Returns a line in visual order. `pdftotext` marks the direction of each run with control characters.
fn looks(line: &str) -> String {
    let bidi = BidiInfo::new(line, Some(Level::rtl()));
    let looks = bidi.paragraphs.first().map(|whole| bidi.reorder_line(whole, whole.range.clone()));
    let controls = ['\u{200e}', '\u{200f}', '\u{202a}', '\u{202b}', '\u{202c}'];
    looks.unwrap_or_default().replace(controls, "").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn hebrew_is_copied_line_by_line_as_it_stands() {
    let document = hebrew();
    let text = read_by("pdftotext", &["-q"], &["-"], &document);
    let read: Vec<String> = text.lines().map(looks).collect();
    let flow = flow(&document, &Theme::new(PrintOptions::default())).unwrap();
    let lines = flow.slices.iter().flat_map(|slice| &slice.fragments).filter_map(|fragment| match &fragment.paint {
        Paint::Words(line) => Some(line.runs.iter().map(|run| run.text.as_str()).collect::<String>()),
        _ => None,
    });
    let mut count = 0;
    // This crate keeps the groups of a number in order, which the standard algorithm does not; skip that line.
    for line in lines.filter(|line| line.chars().count() > 2 && !line.contains("0117 496")) {
        assert!(read.iter().any(|read| read.contains(&looks(&line))), "“{line}” is not in:\n{text}");
        count += 1;
    }
    assert!(count > 15 && text.contains("0117 496 0123"), "{count} lines of:\n{text}");
}

#[test]
fn hebrew_is_copied_in_the_order_in_which_it_is_read() {
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let text = read_by("mutool", &["draw", "-q", "-F", "txt"], &[], &hebrew());
    let Words { title, lead, body, steps, part, boxes, room, .. } = HEBREW;
    for paragraph in [title, lead, part, room].into_iter().chain(body).chain(steps).chain(boxes) {
        assert!(bare(&text).contains(&bare(paragraph)), "“{paragraph}” is not in:\n{text}");
    }
}

#[test]
fn everything_is_aligned_right_within_the_margins() {
    for (document, print) in
        [hebrew(), arabic()].iter().flat_map(|document| PrintOptions::all().map(move |print| (document, print)))
    {
        let theme = Theme::new(print);
        let mut sheets =
            pages::compose(document, &RunningHeads::default(), &flow(document, &theme).unwrap(), &theme).unwrap();
        crate::layout::mirror::mirror(&mut sheets, theme.paper.width());
        let mut lists = 0;
        for fragment in sheets
            .iter()
            .flat_map(|sheet| &sheet.fragments)
            .filter(|fragment| matches!(fragment.tag, ContentTag::Structure(_)))
        {
            let (width, words) = match &fragment.paint {
                Paint::Words(line) => (line.width, line.runs.iter().map(|run| run.text.as_str()).collect()),
                Paint::Fill { width, .. }
                | Paint::Border { width, .. }
                | Paint::Picture { width, .. }
                | Paint::Rounded { width, .. }
                | Paint::Path { width, .. }
                | Paint::Field { width, .. } => (*width, String::new()),
                Paint::Disc { diameter, .. } => (*diameter, String::new()),
            };
            let right = theme.side() + theme.measure;
            assert!(
                fragment.x >= theme.side() - 0.05 && fragment.x + width <= right + 0.05,
                "{words:?} {}",
                fragment.x
            );
            if document.title.starts_with(words.trim()) && !words.is_empty() {
                assert!((fragment.x + width - right).abs() < 0.05, "the title begins at the right edge");
            }
            lists += usize::from(words == "1." && fragment.x > theme.paper.width() / 2.0);
        }
        assert!(lists > 0, "numbers of a list stand at the right");
    }
}

/// Returns the words of a line in visual order, run by run.
fn seen(words: &str, language: &'static str) -> Vec<String> {
    let document = Document {
        title: "T".into(),
        language,
        blocks: vec![ContentBlock::Paragraph(ParagraphKind::Body, words.into())],
    };
    let flow = flow(&document, &Theme::new(PrintOptions::default())).unwrap();
    let Paint::Words(line) = &flow.slices[0].fragments[0].paint else { panic!("words") };
    let mut runs: Vec<_> = line.runs.iter().collect();
    runs.sort_by(|a, b| a.x.total_cmp(&b.x));
    assert!(runs.windows(2).all(|pair| (pair[0].x + pair[0].width() - pair[1].x).abs() < 0.05), "they meet");
    runs.into_iter().map(|run| run.text.trim().to_owned()).filter(|text| !text.is_empty()).collect()
}

#[test]
fn numbers_and_latin_names_keep_their_direction_among_hebrew() {
    assert_eq!(seen("דוד ו-Anna Smith בשעה 18:30", "he"), ["18:30", "בשעה", "Anna Smith", "דוד ו-"]);
    assert_eq!(seen("טלפון 0117 496 0123.", "he"), [".", "0117 496 0123", "טלפון"]);
    assert_eq!(seen("Ask דוד first", "en"), ["Ask", "דוד", "first"]);
    assert_eq!(seen("سارة and דוד, 25", "en"), ["سارة", "and", "25", "דוד,"]);
}

#[test]
fn a_name_in_another_script_prints_within_latin_text() {
    let mut document = sample::guide();
    document.blocks.push(ContentBlock::Paragraph(
        ParagraphKind::Body,
        "דוד asks first, and سارة (who called the pause) comes back; Łódź – “so”.".into(),
    ));
    document.blocks.push(ContentBlock::Checkbox(Text::bold("סיכמנו על סימן")));
    let bytes = typeset(&document, PrintOptions::default()).unwrap();
    assert_eq!(verify::verify(&bytes, &document), []);
    // The all-Hebrew paragraph is aligned right.
    let theme = Theme::new(PrintOptions::default());
    let flow = flow(&document, &theme).unwrap();
    let last = flow.slices.last().unwrap().fragments.last().unwrap();
    let Paint::Words(line) = &last.paint else { panic!("words") };
    assert!((last.x + line.width - theme.measure).abs() < 0.05);
}

#[test]
fn an_unprintable_character_has_a_stand_in_and_is_named() {
    let mut document = hebrew();
    document.blocks.push(ContentBlock::Paragraph(ParagraphKind::Body, "כוס תה 茶 בערב".into()));
    let bytes = typeset(&document, PrintOptions::default()).unwrap();
    let words: String = verify::leaves(&bytes).into_iter().map(|(_, words)| words).collect();
    assert!(words.contains('□') && words.contains("U+8336"), "{words}");
}

/// Arrows, time and the first rung that a figure names lead the other way; signs, clocks and most pictograms do not.
#[test]
fn what_a_drawing_shows_from_the_left_it_shows_from_the_right() {
    let (mut turned, mut kept) = (0, 0);
    for (id, leaflet) in super::leaflets::leaflets(domain::vocabulary::Language::English) {
        let print = PrintOptions::default();
        let document = crate::sheets::leaflet::document(&leaflet, print);
        let from_left = Composed::of(&document, &RunningHeads::default(), print).unwrap().pages;
        let mut from_right =
            from_left.iter().map(|page| ComposedPage { fragments: page.fragments.clone() }).collect::<Vec<_>>();
        let width = print.paper.width();
        mirror::mirror(&mut from_right, width);
        let fragments =
            |pages: &[ComposedPage]| pages.iter().flat_map(|page| page.fragments.clone()).collect::<Vec<_>>();
        for (left, right) in fragments(&from_left).iter().zip(fragments(&from_right)) {
            let (Paint::Path { path: one, upright, .. }, Paint::Path { path: other, .. }) = (&left.paint, &right.paint)
            else {
                continue;
            };
            if *upright {
                assert_eq!(one, other, "{id}");
                kept += 1;
                continue;
            }
            let points = |path: &Path| path.parts.iter().flat_map(|part| part.points.clone()).collect::<Vec<_>>();
            for (a, b) in points(one).into_iter().zip(points(other)) {
                assert!((left.x + a.0 - (width - right.x - b.0)).abs() < 0.01 && (a.1 - b.1).abs() < 0.01, "{id}");
            }
            turned += 1;
        }
    }
    assert!(turned > 100 && kept > 100, "{turned} turned, {kept} kept");
}
