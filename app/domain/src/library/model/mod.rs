//! What the library is made of. Each type mirrors one file or one table row under `content/`.

mod gate;
mod item;
mod paper;
mod question;
mod rule;
mod session;
mod sheet;
mod sign;
mod source;

pub use self::{
    gate::{CouplePaper, Gate, GatePaper, Override, OverridePolicy, OwnPaper},
    item::{AnyOf, ClientWords, Item, Needs, PaperField, Party, Then, Who},
    paper::{HelpLine, PaperWords, Referral, ReferralWords},
    question::{
        CoupleStrength, InterviewAbout, InterviewGuide, InterviewPart, InterviewQuestion, Question, QuestionGroup,
        StrengthAbout,
    },
    rule::{Apart, Combination, KeptBy, Reminder, ReminderPlace, Rule, Strength},
    session::{CoupleShare, IndividualShare, PhaseStep, Shares},
    sheet::{RecoveryWords, ReferralSheetWords, SheetWords},
    sign::{ChallengeText, Indicator, Scale, ScaleBand, ScaleForm, ScaleQuestion},
    source::{Carried, Claim, Prose, Reference},
};
