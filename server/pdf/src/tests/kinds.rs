//! Every kind of sheet in every language.

use domain::{
    assess::{CaseState, Partner},
    library::{english, model::Item},
    paper::{
        handout::{Audience, Discretion, Handout, Wanted, make},
        run_sheet::RunSheet,
    },
    vocabulary::Language,
};

use super::{handouts, letterheads, letters::letter_in, right_to_left, sheets as made, workbook};
use crate::{
    PrintOptions,
    document::{ContentBlock, Document},
    labels::SheetLabels,
    layout::running_heads::RunningHeads,
    sheets::{self, handout, labels as say},
    typeset_within,
};

/// A sheet with its running heads.
pub(super) struct SampleSheet {
    /// File name without extension.
    pub name: String,
    pub document: Document,
    /// Makes it again for other print options: blocks of a sheet for clients depend on them.
    again: Option<Box<dyn Fn(PrintOptions) -> Document>>,
    running_heads: RunningHeads,
}

impl SampleSheet {
    pub fn new(name: &str, document: Document) -> Self {
        Self {
            name: format!("{name}-{}", document.language),
            document,
            again: None,
            running_heads: RunningHeads::default(),
        }
    }

    fn client(name: &str, again: impl Fn(PrintOptions) -> Document + 'static) -> Self {
        let document = again(PrintOptions::default());
        Self { again: Some(Box::new(again)), ..Self::new(name, document) }
    }

    /// Returns the document for these print options.
    pub fn document_for(&self, print: PrintOptions) -> Document {
        self.again.as_ref().map_or_else(|| self.document.clone(), |again| again(print))
    }

    fn headed(name: &str, document: Document, head: &str) -> Self {
        Self { running_heads: RunningHeads::headed(head), ..Self::new(name, document) }
    }

    pub fn bytes(&self, print: PrintOptions) -> Vec<u8> {
        typeset_within(&self.document_for(print), &self.running_heads, print).unwrap()
    }
}

fn run_sheet(name: &str, sheet: fn() -> RunSheet) -> SampleSheet {
    let again = move |print| crate::run_sheet_that_fits(&sheet(), print).unwrap();
    SampleSheet { running_heads: sheets::run_sheet::running_heads(), ..SampleSheet::client(name, again) }
}

/// Returns all kinds of sheets.
pub(super) fn kinds() -> Vec<SampleSheet> {
    let mut kinds = vec![
        run_sheet("run-sheet", made::run_sheet),
        run_sheet("run-sheet-full", made::full_run_sheet),
        SampleSheet::headed("form", sheets::form::situation(english()), say::PRIVATE),
    ];
    for (name, partner) in [("form-a", Partner::A), ("form-b", Partner::B)] {
        let head = sheets::form::interview_head(partner);
        kinds.push(SampleSheet::headed(name, sheets::form::interview(english(), partner), &head));
    }
    let letterhead = letterheads::letterhead();
    let heads = RunningHeads::of(&letterhead);
    let lettered = move |print| {
        let mut lettered = sheets::leaflet::document(&made::leaflets()[1], print);
        lettered.blocks.insert(0, ContentBlock::Letterhead(letterhead.clone()));
        lettered
    };
    kinds.push(SampleSheet { running_heads: heads, ..SampleSheet::client("lettered", lettered) });
    kinds.extend(Language::ALL.iter().flat_map(|language| in_each(*language)));
    kinds
}

/// Returns right-to-left documents and a document with every kind of block, for features that no sheet uses.
pub(super) fn samples() -> Vec<SampleSheet> {
    vec![
        SampleSheet::new("sample", right_to_left::hebrew()),
        SampleSheet::new("sample", right_to_left::arabic()),
        SampleSheet::new("workbook", workbook::workbook()),
    ]
}

fn in_each(language: Language) -> Vec<SampleSheet> {
    let private = &SheetLabels::of(language.as_str()).words.recovery.private;
    let key = sheets::recovery::document(language, "mara@lindenhof.example", made::KEY);
    let mut kinds = vec![
        SampleSheet::client("leaflet", move |print| sheets::leaflet::document(&made::leaflets_in(language)[0], print)),
        SampleSheet::new("referrals", sheets::referral::document(&made::referrals_in(language))),
        SampleSheet::headed("recovery-key", key, private),
        SampleSheet::client("letter", move |print| sheets::letter::document(&letter_in(language, "general"), print)),
    ];
    let of = |name: &str, audience, discretion| {
        SampleSheet::client(name, move |print| handout::document(&handout(language, audience, discretion), print))
    };
    kinds.extend([
        of("handout", Audience::Both, Discretion::Standard),
        of("handout-a", Audience::A, Discretion::Standard),
        of("handout-b", Audience::B, Discretion::Neutral),
        of("handout-in-the-room", Audience::Both, Discretion::InRoom),
    ]);
    kinds
}

/// Tells if an exercise may be on the handout for both partners of a couple with an empty file.
fn may_be_given(item: &Item) -> bool {
    let plan = handouts::plan(&[item]);
    let wanted = Wanted {
        audience: Audience::Both,
        discretion: Discretion::Standard,
        country: None,
        violence_lines: false,
        verified: domain::paper::handout::Verified::default(),
        language: Language::English,
    };
    make(english(), &CaseState::default(), &plan, &wanted).is_ok()
}

/// Returns a handout with help lines and, for both partners, optional homework.
fn handout(language: Language, audience: Audience, discretion: Discretion) -> Handout {
    let library = english();
    let item = |id: &str| library.items().iter().find(|item| item.id.as_str() == id).unwrap();
    // The rules hold most of these back for a couple with an empty file.
    let free = |item: &&Item| may_be_given(item) && item.is_sensual() && item.homework.is_some();
    let both = [item("negotiated-time-out"), library.items().iter().find(free).unwrap()];
    let own = [item("self-blame-rebalance"), item("grounding-toolkit")];
    let items = if audience == Audience::Both { both } else { own };
    let wanted = Wanted {
        audience,
        discretion,
        country: Some("UK".into()),
        violence_lines: true,
        verified: domain::paper::handout::Verified::default(),
        language,
    };
    let handout = make(library, &CaseState::default(), &handouts::plan(&items), &wanted).unwrap();
    assert_eq!(handout.exercises().len(), 2);
    let invites = handout.exercises().iter().any(|exercise| exercise.homework_is_optional);
    assert_eq!(invites, audience == Audience::Both);
    handout
}
