//! Blank forms to fill in by hand: what is asked with both in the room, and what is asked of one partner alone.
//!
//! These are two sheets and never one (invariant 1 in the hand): what somebody said alone must not lie beside the other's
//! answers. A form knows the questions of its own table only. It is in English: the questions are in the library in no other
//! language, and nothing is mixed.

use domain::{
    course::Partner,
    library::{
        Library,
        model::{InterviewPart, Question, QuestionGroup, StrengthAbout},
    },
    words::AppliesTo,
};

use super::{quiet, words};
use crate::{
    document::{Block, Cell, Column, Document, Level, Prose, Room, Table},
    labels, labels_sheets as say, quotes,
};

/// What is asked with both in the room, group by group, and what there is to build on.
pub(crate) fn situation(library: &Library) -> Document {
    let mut blocks = vec![
        Block::Heading(Level::Title, say::SITUATION_FORM.into()),
        Block::Paragraph(Prose::Lead, say::SITUATION_LEAD.into()),
        quiet(say::NOT_ASKED_IS_NOT_NO),
        Block::FillIn(say::CODE.into(), Room::Beside),
        Block::FillIn(say::DATE.into(), Room::Beside),
    ];
    blocks.extend(library.questions().iter().flat_map(|group| self::group(library, group)));
    blocks.extend(strengths(library));
    blocks.push(Block::Heading(Level::Part, say::ROOM_FOR_NOTES.into()));
    blocks.push(Block::FillIn(say::WHAT_ELSE.into(), Room::Below(8)));
    Document { title: quotes::curled(say::SITUATION_FORM), language: labels::LANGUAGE, blocks }
}

fn group(library: &Library, group: &QuestionGroup) -> Vec<Block> {
    let of_both = |question: &&Question| {
        library.indicator(&question.indicator).is_some_and(|indicator| indicator.applies_to == AppliesTo::Both)
    };
    let (both, each): (Vec<&Question>, Vec<&Question>) = group.questions.iter().partition(of_both);
    let mut blocks =
        vec![Block::Heading(Level::Part, words(&group.title)), Block::Paragraph(Prose::Quiet, words(&group.lead))];
    let asked = |questions: &[&Question]| questions.iter().map(|question| question.ask.clone()).collect::<Vec<_>>();
    blocks.extend(boxes(say::ABOUT_EACH, &asked(&each), &["A", "B"]));
    blocks.extend(boxes(say::ABOUT_BOTH, &asked(&both), &[""]));
    blocks.push(Block::FillIn(say::ROOM_FOR_NOTES.into(), Room::Below(2)));
    blocks
}

fn strengths(library: &Library) -> Vec<Block> {
    let about = |about: StrengthAbout| -> Vec<String> {
        library.strengths().iter().filter(|strength| strength.about == about).map(|s| s.ask.clone()).collect()
    };
    let mut blocks = vec![
        Block::Heading(Level::Part, say::STRENGTHS.into()),
        Block::Paragraph(Prose::Quiet, say::STRENGTHS_LEAD.into()),
    ];
    blocks.extend(boxes(say::ABOUT_EACH, &about(StrengthAbout::Each), &["A", "B"]));
    blocks.extend(boxes(say::ABOUT_BOTH, &about(StrengthAbout::Couple), &[""]));
    blocks
}

/// What one partner is asked alone. The other's letter stands nowhere on it.
pub(crate) fn interview(library: &Library, partner: Partner) -> Document {
    let guide = library.interview();
    let title = say::interview_form(letter(partner));
    let mut blocks = vec![
        Block::Heading(Level::Title, words(&title)),
        Block::Paragraph(Prose::Lead, say::INTERVIEW_LEAD.into()),
        quiet(say::NOT_ASKED_IS_NOT_NO),
        Block::FillIn(say::CODE.into(), Room::Beside),
        Block::FillIn(say::DATE.into(), Room::Beside),
        Block::Heading(Level::Part, say::BEFORE_YOU_BEGIN.into()),
    ];
    blocks.extend(guide.opening.iter().map(|line| Block::Checkbox(words(line))));
    blocks.extend(guide.parts.iter().flat_map(part));
    blocks.push(Block::Heading(Level::Part, say::ROOM_FOR_NOTES.into()));
    blocks.push(Block::FillIn(say::WHAT_ELSE.into(), Room::Below(8)));
    Document { title: quotes::curled(&title), language: labels::LANGUAGE, blocks }
}

/// At the head of every page of an interview form.
pub(crate) fn interview_head(partner: Partner) -> String {
    say::alone_with(letter(partner))
}

fn letter(partner: Partner) -> &'static str {
    if partner == Partner::A { "A" } else { "B" }
}

fn part(part: &InterviewPart) -> Vec<Block> {
    let asked: Vec<String> = part.questions.iter().map(|question| question.ask.clone()).collect();
    let must = if part.must { format!(" {}", say::MUST) } else { String::new() };
    let mut blocks = vec![
        Block::Heading(Level::Part, words(&part.title)),
        Block::Paragraph(Prose::Quiet, words(&format!("{}{must}", part.lead))),
    ];
    blocks.extend(boxes(say::QUESTION, &asked, &[""]));
    blocks.push(Block::FillIn(say::ROOM_FOR_NOTES.into(), Room::Below(1)));
    blocks
}

/// Questions with three boxes for each of `whom`: yes, no, not asked.
fn boxes(corner: &str, questions: &[String], whom: &[&str]) -> Option<Block> {
    let named =
        |whom: &str, answer: &str| if whom.is_empty() { answer.to_owned() } else { format!("{whom}:\u{a0}{answer}") };
    let heads: Vec<String> = whom.iter().flat_map(|whom| say::ANSWERS.map(|answer| named(whom, answer))).collect();
    let question = Column { head: corner.into(), share: 14 };
    let answers = heads.iter().map(|head| Column { head: head.as_str().into(), share: 2 });
    let row = |question: &String| -> Vec<Cell> {
        let boxes = heads.iter().map(|head| Cell::Box(head.clone()));
        [Cell::from(words(question))].into_iter().chain(boxes).collect()
    };
    (!questions.is_empty()).then(|| {
        Block::Table(Table {
            columns: [question].into_iter().chain(answers).collect(),
            rows: questions.iter().map(row).collect(),
            row_heads: true,
            lines: 0,
        })
    })
}
