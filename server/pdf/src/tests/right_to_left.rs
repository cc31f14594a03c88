//! Documents that are read from the right: Hebrew and Arabic, with numbers and Latin names in them.

use std::process::Command;

use unicode_bidi::{BidiInfo, Level};

use super::sample;
use crate::{
    Print,
    document::{self, Block, Column, Document, Entry, Marker, Prose, Room, Scale, Table, Text, Voice},
    flow::flow,
    look::Look,
    margins::Margins,
    pages,
    strip::{Ink, Mark},
    typeset, verify,
};

/// Words of a document, in the order of its parts.
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

/// Every kind of block that a sheet has.
fn document(language: &'static str, words: &Words) -> Document {
    let body = |text: &str| Block::Paragraph(Prose::Body, text.into());
    let link = Text::from(words.body[2]).then(" ", Voice::Regular).then_link("https://www.lindenhof.example/help");
    let mut blocks = vec![
        Block::Heading(document::Level::Title, words.title.into()),
        Block::Paragraph(Prose::Lead, words.lead.into()),
        body(words.body[0]),
        Block::List(Marker::Number, words.steps.map(Text::from).to_vec()),
        body(words.body[1]),
        Block::Heading(document::Level::Part, words.part.into()),
    ];
    blocks.extend(words.boxes.map(|text| Block::Checkbox(text.into())));
    blocks.extend([
        Block::FillIn(words.room.into(), Room::Below(2)),
        Block::Callout {
            title: words.part.into(),
            blocks: vec![
                Block::Paragraph(Prose::Body, link),
                Block::List(Marker::Bullet, words.steps.map(Text::from).to_vec()),
                Block::FillIn(words.room.into(), Room::Beside),
            ],
        },
        Block::Scale(Scale { question: words.part.into(), low: words.boxes[1].into(), high: words.room.into() }),
        Block::Table(Table {
            columns: [words.cells[0], words.cells[1]].map(|head| Column { head: head.into(), share: 1 }).to_vec(),
            rows: [words.cells[2], words.cells[3]].map(|cell| vec![cell.into()]).to_vec(),
            row_heads: true,
            lines: 1,
        }),
        Block::Entries(vec![Entry {
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
        for print in Print::all() {
            let failures = verify::verify(&typeset(&document, print).unwrap(), &document);
            assert!(failures.is_empty(), "{} {print:?}: {failures:?}", document.language);
        }
    }
}

/// What a program reads from a file. `cargo xtask test` installs it.
fn read_by(program: &str, before: &[&str], after: &[&str], document: &Document) -> String {
    let folder = std::env::temp_dir();
    let file = folder.join(format!("reweave-{program}-{}-{}.pdf", document.language, std::process::id()));
    std::fs::write(&file, typeset(document, Print::default()).unwrap()).unwrap();
    let output = Command::new(program).args(before).arg(&file).args(after).output();
    std::fs::remove_file(&file).unwrap();
    let output = output.unwrap_or_else(|error| panic!("{program} does not start, is it installed? {error}"));
    String::from_utf8(output.stdout).unwrap()
}

/// How a line looks from left to right. `pdftotext` says with controls which way each stretch of it runs.
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
    let flow = flow(&document, &Look::new(Print::default())).unwrap();
    let lines = flow.strips.iter().flat_map(|strip| &strip.pieces).filter_map(|piece| match &piece.ink {
        Ink::Words(line) => Some(line.runs.iter().map(|run| run.text.as_str()).collect::<String>()),
        _ => None,
    });
    let mut count = 0;
    // The groups of a number in a Hebrew line are kept in order by us and by no algorithm, so that line is no measure.
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
fn everything_stands_at_the_right_and_nothing_in_the_margins() {
    for (document, print) in
        [hebrew(), arabic()].iter().flat_map(|document| Print::all().map(move |print| (document, print)))
    {
        let look = Look::new(print);
        let mut sheets = pages::compose(document, &Margins::default(), &flow(document, &look).unwrap(), &look).unwrap();
        crate::mirror::mirror(&mut sheets, look.paper.width());
        let mut lists = 0;
        for piece in sheets.iter().flat_map(|sheet| &sheet.pieces).filter(|piece| matches!(piece.mark, Mark::Node(_))) {
            let (width, words) = match &piece.ink {
                Ink::Words(line) => (line.width, line.runs.iter().map(|run| run.text.as_str()).collect()),
                Ink::Fill { width, .. } | Ink::Edge { width, .. } | Ink::Picture { width, .. } => {
                    (*width, String::new())
                }
                Ink::Disc { diameter, .. } => (*diameter, String::new()),
            };
            let right = look.side() + look.measure;
            assert!(piece.x >= look.side() - 0.05 && piece.x + width <= right + 0.05, "{words:?} {}", piece.x);
            if document.title.starts_with(words.trim()) && !words.is_empty() {
                assert!((piece.x + width - right).abs() < 0.05, "the title begins at the right edge");
            }
            lists += usize::from(words == "1." && piece.x > look.paper.width() / 2.0);
        }
        assert!(lists > 0, "numbers of a list stand at the right");
    }
}

/// The words of a line from left to right, run by run.
fn seen(words: &str, language: &'static str) -> Vec<String> {
    let document = Document { title: "T".into(), language, blocks: vec![Block::Paragraph(Prose::Body, words.into())] };
    let flow = flow(&document, &Look::new(Print::default())).unwrap();
    let Ink::Words(line) = &flow.strips[0].pieces[0].ink else { panic!("words") };
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
fn a_name_in_another_script_prints_within_latin_words() {
    let mut document = sample::guide();
    document.blocks.push(Block::Paragraph(
        Prose::Body,
        "דוד asks first, and سارة (who called the pause) comes back; Łódź – “so”.".into(),
    ));
    document.blocks.push(Block::Checkbox(Text::bold("סיכמנו על סימן")));
    let bytes = typeset(&document, Print::default()).unwrap();
    assert_eq!(verify::verify(&bytes, &document), []);
    // The paragraph that is all Hebrew stands at the right.
    let look = Look::new(Print::default());
    let flow = flow(&document, &look).unwrap();
    let last = flow.strips.last().unwrap().pieces.last().unwrap();
    let Ink::Words(line) = &last.ink else { panic!("words") };
    assert!((last.x + line.width - look.measure).abs() < 0.05);
}

#[test]
fn a_character_without_a_face_is_named_with_its_place() {
    let mut document = hebrew();
    document.blocks.push(Block::Paragraph(Prose::Body, "כוס תה 茶 בערב".into()));
    let error = typeset(&document, Print::default()).unwrap_err().to_string();
    assert!(error.contains('茶') && error.contains("U+8336"), "{error}");
}
