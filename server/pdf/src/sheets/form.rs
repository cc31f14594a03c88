//! Blank forms: the situation form for both partners, and the interview form for one.
//!
//! These are separate sheets (invariant 1): answers given in private must not be filed with those of the other partner.
//! A form contains the questions of its own table only. Forms are in English, because the library has no translated
//! questions.

use domain::{
    assess::Partner,
    library::{
        Library,
        model::{InterviewPart, Question, QuestionGroup, StrengthAbout},
    },
    vocabulary::Concerns,
};

use super::{small_print, words};
use crate::{
    document::{ContentBlock, Document, HeadingLevel, ParagraphKind, Table, TableCell, TableColumn, WritingSpace},
    labels, quotes,
    sheets::labels as say,
};

/// Builds the situation form: questions by group, then strengths.
pub(crate) fn situation(library: &Library) -> Document {
    let mut blocks = vec![
        ContentBlock::Heading(HeadingLevel::Title, say::SITUATION_FORM.into()),
        ContentBlock::Paragraph(ParagraphKind::Lead, say::SITUATION_LEAD.into()),
        small_print(say::NOT_ASKED_IS_NOT_NO),
        ContentBlock::FillIn(say::CODE.into(), WritingSpace::Beside),
        ContentBlock::FillIn(say::DATE.into(), WritingSpace::Beside),
    ];
    blocks.extend(library.questions().iter().flat_map(|group| self::group(library, group)));
    blocks.extend(strengths(library));
    blocks.push(ContentBlock::Heading(HeadingLevel::Part, say::ROOM_FOR_NOTES.into()));
    blocks.push(ContentBlock::FillIn(say::WHAT_ELSE.into(), WritingSpace::Below(8)));
    Document { title: quotes::curled(say::SITUATION_FORM), language: labels::LANGUAGE, blocks }
}

fn group(library: &Library, group: &QuestionGroup) -> Vec<ContentBlock> {
    let asked = |concerns: Concerns| -> Vec<String> {
        let of =
            |question: &&Question| library.indicator(&question.indicator).is_some_and(|of| of.concerns == concerns);
        group.questions.iter().filter(of).map(|question| question.ask.clone()).collect()
    };
    let mut blocks = vec![
        ContentBlock::Heading(HeadingLevel::Part, words(&group.title)),
        ContentBlock::Paragraph(ParagraphKind::SmallPrint, words(&group.lead)),
    ];
    blocks.extend(Concerns::ALL.iter().filter_map(|concerns| {
        let (corner, whom): (&str, &[&str]) = match concerns {
            Concerns::Doing => (say::WHO_DID_IT, &["A", "B"]),
            Concerns::Experiencing => (say::WHO_EXPERIENCES_IT, &["A", "B"]),
            Concerns::Being => (say::ABOUT_EACH, &["A", "B"]),
            Concerns::Couple => (say::ABOUT_BOTH, &[""]),
        };
        boxes(corner, &asked(*concerns), whom)
    }));
    blocks.push(ContentBlock::FillIn(say::ROOM_FOR_NOTES.into(), WritingSpace::Below(2)));
    blocks
}

fn strengths(library: &Library) -> Vec<ContentBlock> {
    let about = |about: StrengthAbout| -> Vec<String> {
        library.strengths().iter().filter(|strength| strength.about == about).map(|s| s.ask.clone()).collect()
    };
    let mut blocks = vec![
        ContentBlock::Heading(HeadingLevel::Part, say::STRENGTHS.into()),
        ContentBlock::Paragraph(ParagraphKind::SmallPrint, say::STRENGTHS_LEAD.into()),
    ];
    blocks.extend(boxes(say::ABOUT_EACH, &about(StrengthAbout::Each), &["A", "B"]));
    blocks.extend(boxes(say::ABOUT_BOTH, &about(StrengthAbout::Couple), &[""]));
    blocks
}

/// Builds the interview form of one partner. The other partner's letter does not appear on it.
pub(crate) fn interview(library: &Library, partner: Partner) -> Document {
    let guide = library.interview();
    let title = say::interview_form(letter(partner));
    let mut blocks = vec![
        ContentBlock::Heading(HeadingLevel::Title, words(&title)),
        ContentBlock::Paragraph(ParagraphKind::Lead, say::INTERVIEW_LEAD.into()),
        small_print(say::NOT_ASKED_IS_NOT_NO),
        ContentBlock::FillIn(say::CODE.into(), WritingSpace::Beside),
        ContentBlock::FillIn(say::DATE.into(), WritingSpace::Beside),
        ContentBlock::Heading(HeadingLevel::Part, say::BEFORE_YOU_BEGIN.into()),
    ];
    blocks.extend(guide.opening.iter().map(|line| ContentBlock::Checkbox(words(line))));
    blocks.extend(guide.parts.iter().flat_map(part));
    blocks.push(ContentBlock::Heading(HeadingLevel::Part, say::ROOM_FOR_NOTES.into()));
    blocks.push(ContentBlock::FillIn(say::WHAT_ELSE.into(), WritingSpace::Below(8)));
    Document { title: quotes::curled(&title), language: labels::LANGUAGE, blocks }
}

/// Returns the page header of an interview form.
pub(crate) fn interview_head(partner: Partner) -> String {
    say::alone_with(letter(partner))
}

fn letter(partner: Partner) -> &'static str {
    if partner == Partner::A { "A" } else { "B" }
}

fn part(part: &InterviewPart) -> Vec<ContentBlock> {
    let asked: Vec<String> = part.questions.iter().map(|question| question.ask.clone()).collect();
    let must = if part.must { format!(" {}", say::MUST) } else { String::new() };
    let mut blocks = vec![
        ContentBlock::Heading(HeadingLevel::Part, words(&part.title)),
        ContentBlock::Paragraph(ParagraphKind::SmallPrint, words(&format!("{}{must}", part.lead))),
    ];
    blocks.extend(boxes(say::QUESTION, &asked, &[""]));
    blocks.push(ContentBlock::FillIn(say::ROOM_FOR_NOTES.into(), WritingSpace::Below(1)));
    blocks
}

/// Returns questions with three tick boxes for each of `whom`: yes, no, not asked.
fn boxes(corner: &str, questions: &[String], whom: &[&str]) -> Option<ContentBlock> {
    let named =
        |whom: &str, answer: &str| if whom.is_empty() { answer.to_owned() } else { format!("{whom}:\u{a0}{answer}") };
    let heads: Vec<String> = whom.iter().flat_map(|whom| say::ANSWERS.map(|answer| named(whom, answer))).collect();
    let question = TableColumn { head: corner.into(), share: 14 };
    let answers = heads.iter().map(|head| TableColumn { head: head.as_str().into(), share: 2 });
    let row = |question: &String| -> Vec<TableCell> {
        let boxes = heads.iter().map(|head| TableCell::Checkbox(head.clone()));
        [TableCell::from(words(question))].into_iter().chain(boxes).collect()
    };
    (!questions.is_empty()).then(|| {
        ContentBlock::Table(Table {
            columns: [question].into_iter().chain(answers).collect(),
            rows: questions.iter().map(row).collect(),
            row_heads: true,
            lines: 0,
        })
    })
}
