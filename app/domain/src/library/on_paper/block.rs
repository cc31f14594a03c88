//! The blocks of a printed sheet.
//!
//! Every word is [`ClientText`]: no field here could hold an answer, a gate or a note (invariant 1).

use serde::Serialize;

use super::Pictogram;
use crate::library::ClientText;

/// A label, with a hint in smaller type beside or below it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PaperLabel {
    /// The label.
    pub text: ClientText,
    /// An example or a reminder.
    pub hint: Option<ClientText>,
    /// Takes a whole row of cells.
    pub wide: bool,
}

/// A label with room to write.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WritingField {
    /// Its label.
    pub label: PaperLabel,
    /// A pictogram before the label.
    pub icon: Option<Pictogram>,
    /// Lines of handwriting, at least one; they grow with the page.
    pub lines: u8,
}

/// A step to read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PaperStep {
    /// A pictogram.
    pub icon: Option<Pictogram>,
    /// A few words that carry the step.
    pub head: ClientText,
    /// What else to know; may be empty.
    pub text: ClientText,
}

/// A sentence with a pictogram.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PaperMoment {
    /// A pictogram.
    pub icon: Option<Pictogram>,
    /// The sentence.
    pub text: ClientText,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum PaperCell {
    /// Words.
    Text(ClientText),
    /// A ring to mark.
    Ring,
    /// A box to tick.
    Box,
    /// Room to write.
    Room,
    /// Nothing.
    Empty,
}

/// The head of a column; several answers make it a group of rings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PaperColumn {
    /// A pictogram before the words.
    pub icon: Option<Pictogram>,
    /// The head.
    pub head: ClientText,
    /// Answers, one ring each in every row; empty for a plain column.
    pub answers: Vec<ClientText>,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PaperTable {
    /// Heads.
    pub columns: Vec<PaperColumn>,
    /// Rows, as long as the head.
    pub rows: Vec<Vec<PaperCell>>,
}

/// The sign that stands for an answer of a menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum MarkSign {
    /// ✓
    Yes,
    /// ~
    Maybe,
    /// –
    No,
}

/// A drawn figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum PaperFigure {
    /// Three or four boxes in a circle, perhaps with a name in the middle.
    Loop {
        /// The boxes in order.
        boxes: Vec<PaperLabel>,
        /// Label of the middle.
        middle: Option<ClientText>,
    },
    /// Two or three discs to write in; the last of three is dashed.
    Rings(Vec<ClientText>),
    /// Three circles, one in the other, from the inside.
    Circles([ClientText; 3]),
    /// A ladder to write on.
    Ladder {
        /// Number of rungs, 2 to 7.
        rungs: u8,
        /// Words of the lowest rung.
        lowest: ClientText,
        /// Words of the highest rung.
        highest: ClientText,
    },
    /// A half circle of numbers from 0.
    Dial {
        /// The highest number, 3 to 6.
        highest: u8,
        /// Words for each number; empty or as many as numbers.
        words: Vec<ClientText>,
        /// Labels of three cells below.
        cells: Vec<ClientText>,
    },
    /// A wave in three parts.
    Wave {
        /// Rise, peak and fall.
        parts: [ClientText; 3],
        /// A sentence below the peak.
        inside: Option<ClientText>,
    },
    /// A disc in equal parts.
    Pie {
        /// Words of the parts.
        parts: Vec<ClientText>,
        /// The part that is filled, counted from 1; none for parts to write in.
        filled: Option<u8>,
    },
    /// Three bands one above the other, the highest first.
    Bands([PaperLabel; 3]),
    /// Bars as long as their minutes.
    Bars(Vec<(u16, ClientText)>),
    /// A line in time with rows of room above it.
    Timeline {
        /// Words of its ends.
        ends: [ClientText; 2],
        /// Labels of the rows.
        rows: Vec<ClientText>,
        /// What a diamond on the line means.
        choice: Option<ClientText>,
    },
}

/// One light of a traffic light.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PaperLight {
    /// The word to say.
    pub word: ClientText,
    /// What happens then.
    pub hint: Option<ClientText>,
    /// Room for a word of one's own.
    pub field: WritingField,
}

/// A block of a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum PaperBlock {
    /// A heading.
    Heading(PaperLabel),
    /// Words to read.
    Paragraph(ClientText),
    /// Words that must not be overlooked.
    Note(ClientText),
    /// Numbered steps to read.
    Steps(Vec<PaperStep>),
    /// The same as tiles.
    Tiles {
        /// Tiles beside each other.
        columns: u8,
        /// Rows of tiles.
        rows: u8,
        /// The steps.
        steps: Vec<PaperStep>,
    },
    /// Numbered cells.
    Plan(Vec<WritingField>),
    /// Boxes to tick.
    Checks(Vec<ClientText>),
    /// Fields one below the other.
    Fields(Vec<WritingField>),
    /// Fields beside each other.
    Cells {
        /// Cells beside each other.
        columns: u8,
        /// Rows of cells.
        rows: u8,
        /// The fields.
        fields: Vec<WritingField>,
    },
    /// Fields with arrows between.
    Flow(Vec<WritingField>),
    /// Points of a talk on a thread.
    Agenda {
        /// How it begins.
        begin: PaperMoment,
        /// Its points.
        points: Vec<WritingField>,
        /// How it ends.
        end: PaperMoment,
    },
    /// A table.
    Table(PaperTable),
    /// Things to mark, one ring for each answer.
    Menu {
        /// Answers.
        marks: Vec<(ClientText, MarkSign)>,
        /// Things; none is a line to write one's own.
        items: Vec<Option<ClientText>>,
    },
    /// Small plans beside each other.
    Tickets {
        /// How many.
        number: u8,
        /// What each asks.
        asks: Vec<ClientText>,
    },
    /// A scale from 0 to 10.
    Scale {
        /// Its question; the hint holds the words of its ends, and of its middle.
        label: PaperLabel,
        /// Words below the numbers: two or three, or none.
        ends: Vec<ClientText>,
        /// One scale for each; one without a name where empty.
        rows: Vec<ClientText>,
    },
    /// A thermometer from 0 to 10, read twice.
    Thermometer {
        /// Its question.
        label: PaperLabel,
        /// Words beside 0, the middle and 10.
        ends: Vec<ClientText>,
        /// Heads of its two columns.
        columns: [ClientText; 2],
    },
    /// A ring for each day of a week.
    Week(ClientText),
    /// Rows of rings for some weeks.
    Weeks {
        /// How many weeks.
        weeks: u8,
        /// One row each.
        rows: Vec<ClientText>,
    },
    /// A row for each day of a week.
    Log(Vec<ClientText>),
    /// An empty month or year.
    Calendar(CalendarSpan),
    /// Two letters beside each other.
    Letters([PaperLabel; 2]),
    /// A drawn figure.
    Figure(PaperFigure),
    /// Stop, slow, go.
    Lights([PaperLight; 3]),
    /// Days on a line.
    Dates(Vec<PaperLabel>),
    /// A question with two answers.
    Fork {
        /// The question.
        question: ClientText,
        /// Answer, and what follows.
        answers: [(ClientText, ClientText); 2],
    },
    /// Answers to choose from.
    Choose {
        /// Options; none is a line to write one's own.
        options: Vec<Option<ClientText>>,
        /// In large letters, to ring.
        large: bool,
    },
    /// Sentences to say.
    Say(Vec<ClientText>),
    /// A sentence with gaps: words, and the room after them.
    Frame(Vec<(ClientText, u8)>),
    /// The crisis band; its numbers are those of the country.
    Crisis(ClientText),
    /// An agreement.
    Agree {
        /// What is agreed.
        label: PaperLabel,
        /// Lines for it.
        lines: u8,
        /// Has room for two names.
        names: bool,
    },
    /// A card to cut out.
    Card {
        /// What it is for.
        title: ClientText,
        /// Its fields.
        fields: Vec<WritingField>,
    },
    /// Several cards to cut out.
    Cards {
        /// How many.
        number: u8,
        /// What they are for; may be empty.
        title: ClientText,
        /// Words on each, with room.
        fields: Vec<WritingField>,
    },
}

/// How long a calendar is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum CalendarSpan {
    /// A month.
    Month,
    /// A year.
    Year,
}

/// Which paragraphs of the text for clients stand on paper.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub enum PrintedText {
    /// All of them.
    #[default]
    All,
    /// None of them.
    None,
    /// These, counted from 1.
    Only(Vec<u8>),
}

/// Whose copy a sheet is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Copies {
    /// One sheet for both.
    Both,
    /// Both get a copy each.
    Each,
    /// For one alone.
    Own,
}

/// What stands at the head of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PaperHead {
    /// The pictogram of the exercise.
    pub icon: Option<Pictogram>,
    /// One line of this exercise alone.
    pub lead: Option<ClientText>,
    /// Which paragraphs are printed.
    pub text: PrintedText,
    /// Whose copy it is; none where the class of paper says it.
    pub copies: Option<Copies>,
    /// Replaces the second half of the safety line.
    pub stop: Option<ClientText>,
}

/// A panel of a picture sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PicturePanel {
    /// Its pictogram.
    pub icon: Pictogram,
    /// At most six words.
    pub text: ClientText,
    /// Something to draw.
    pub draw: Option<ToDraw>,
}

/// Something to draw on a picture sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum ToDraw {
    /// A sign of one's own.
    Sign,
    /// The hands of a clock.
    Clock,
}

/// What stands on paper of one exercise.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PaperSheet {
    /// Its head.
    pub head: PaperHead,
    /// Its blocks.
    pub blocks: Vec<PaperBlock>,
    /// The blocks of neutral paper, where they differ.
    pub neutral: Option<Vec<PaperBlock>>,
    /// The four panels of its picture sheet, or none.
    pub pictures: Vec<PicturePanel>,
}
