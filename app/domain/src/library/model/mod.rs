//! The entries of the library. Each type mirrors one file or one table row under `content/`.

mod gate;
mod indicator;
mod item;
mod letter;
mod opening;
mod paper;
mod question;
mod rule;
mod session;
mod sheet;
mod source;
mod starter;

pub use self::{
    gate::{CouplePaper, Gate, GatePaper, OPENED_BY_RULE, Override, OverridePolicy, OwnPaper},
    indicator::{AskWhen, ChallengeText, Indicator, MedicalClock, Scale, ScaleBand, ScaleForm, ScaleQuestion},
    item::{About, AnyOf, Item, ItemWords, MatterFact, Needs, Party, Then, Who},
    letter::{LetterTemplate, LetterWords},
    opening::Opening,
    paper::{HelpLine, HelpWay, PaperWords, Referral, ReferralWords},
    question::{
        CoupleStrength, InterviewAbout, InterviewGuide, InterviewPart, InterviewQuestion, Question, QuestionGroup,
        StrengthAbout,
    },
    rule::{Combination, Incompatible, KeptBy, Reminder, ReminderPlace, Rule, SeveralSigns, Strength},
    session::{CoupleShare, IndividualShare, LONGEST, PhaseStep, SHORTEST, Shares},
    sheet::{RecoveryWords, ReferralSheetWords, SheetWords},
    source::{Carried, Claim, Notice, NoticeKind, Prose, Reference},
    starter::{Starter, StarterExercise},
};
pub(crate) use self::{item::is_couple_work, letter::WHO};
