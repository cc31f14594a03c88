//! Every kind of sheet that this crate makes, in every language that it is made in, as whole documents.

use domain::{
    course::{Course, Partner},
    handout::{Audience, Discretion, Handout, Wanted, make},
    library::{english, model::Item},
    words::Language,
};

use super::{handouts, letterheads, right_to_left, sheets as made, workbook};
use crate::{
    Print,
    document::{Block, Document},
    labels::Labels,
    labels_sheets as say,
    margins::Margins,
    sheet, sheets, typeset_within,
};

/// A sheet, and what its pages repeat.
pub(super) struct Kind {
    /// The name of its file.
    pub name: String,
    pub document: Document,
    margins: Margins,
}

impl Kind {
    pub fn new(name: &str, document: Document) -> Self {
        Self { name: format!("{name}-{}", document.language), document, margins: Margins::default() }
    }

    fn headed(name: &str, document: Document, head: &str) -> Self {
        Self { margins: Margins::headed(head), ..Self::new(name, document) }
    }

    pub fn bytes(&self, print: Print) -> Vec<u8> {
        typeset_within(&self.document, &self.margins, print).unwrap()
    }
}

/// All that this program prints.
pub(super) fn kinds() -> Vec<Kind> {
    let mut kinds = vec![
        Kind::headed("run-sheet", sheets::run_sheet::document(&made::run_sheet()), say::PRIVATE),
        Kind::headed("form", sheets::form::situation(english()), say::PRIVATE),
    ];
    for (name, partner) in [("form-a", Partner::A), ("form-b", Partner::B)] {
        let head = sheets::form::interview_head(partner);
        kinds.push(Kind::headed(name, sheets::form::interview(english(), partner), &head));
    }
    let letterhead = letterheads::letterhead();
    let mut lettered = sheets::leaflet::document(&made::leaflets()[1]);
    lettered.blocks.insert(0, Block::Letterhead(letterhead.clone()));
    kinds.push(Kind { margins: Margins::of(&letterhead), ..Kind::new("lettered", lettered) });
    kinds.extend(Language::ALL.iter().flat_map(|language| in_each(*language)));
    kinds
}

/// What is read from the right, and what uses every kind of block: for parts that no sheet of ours has.
pub(super) fn samples() -> Vec<Kind> {
    vec![
        Kind::new("sample", right_to_left::hebrew()),
        Kind::new("sample", right_to_left::arabic()),
        Kind::new("workbook", workbook::workbook()),
    ]
}

fn in_each(language: Language) -> Vec<Kind> {
    let private = &Labels::of(language.as_str()).words.recovery.private;
    let key = sheets::recovery::document(language, "mara@lindenhof.example", made::KEY);
    let mut kinds = vec![
        Kind::new("leaflet", sheets::leaflet::document(&made::leaflets_in(language)[0])),
        Kind::new("referrals", sheets::referral::document(&made::referrals_in(language))),
        Kind::headed("recovery-key", key, private),
    ];
    let of = |audience, discretion| sheet::document(&handout(language, audience, discretion));
    kinds.extend([
        Kind::new("handout", of(Audience::Both, Discretion::Standard)),
        Kind::new("handout-a", of(Audience::A, Discretion::Standard)),
        Kind::new("handout-b", of(Audience::B, Discretion::Neutral)),
        Kind::new("handout-in-the-room", of(Audience::Both, Discretion::InRoom)),
    ]);
    kinds
}

/// Whether an exercise stands on the sheet for both of a couple of whom nothing is known.
fn may_be_given(item: &Item) -> bool {
    let plan = handouts::plan(&[item]);
    let wanted = Wanted {
        audience: Audience::Both,
        discretion: Discretion::Standard,
        country: None,
        violence_lines: false,
        language: Language::English,
    };
    make(english(), &Course::default(), &plan, &wanted).is_ok()
}

/// A sheet with help lines and, among others, homework that is an invitation.
fn handout(language: Language, audience: Audience, discretion: Discretion) -> Handout {
    let library = english();
    let item = |id: &str| library.items().iter().find(|item| item.id.as_str() == id).unwrap();
    // The rules hold most of these back while nothing is known of a couple.
    let free = |item: &&Item| may_be_given(item) && item.is_sensual() && item.homework.is_some();
    let both = [item("negotiated-time-out"), library.items().iter().find(free).unwrap()];
    let own = [item("self-blame-rebalance"), item("grounding-toolkit")];
    let items = if audience == Audience::Both { both } else { own };
    let wanted = Wanted { audience, discretion, country: Some("UK".into()), violence_lines: true, language };
    let handout = make(library, &Course::default(), &handouts::plan(&items), &wanted).unwrap();
    assert_eq!(handout.exercises().len(), 2);
    let invites = handout.exercises().iter().any(|exercise| exercise.homework_is_optional);
    assert_eq!(invites, audience == Audience::Both);
    handout
}
