//! Every exercise of the library on paper.

use domain::{
    course::{Course, Session},
    handout::{Audience, Discretion, Handout, Wanted, make},
    library::{english, model::Item},
    phase::PhaseChoice,
    plan::{HomeworkTask, Plan, Present, SHORTEST, Sheet},
    words::Language,
};

use crate::{
    Paper, Print, Size,
    document::{Block, Document},
    labels::Labels,
    page_count, sheet, typeset,
    verify::{artifacts, leaves, verify},
};

/// A plan that does nothing but put these exercises on everybody's sheet.
pub(super) fn plan(items: &[&Item]) -> Plan {
    let ids: Vec<_> = items.iter().map(|item| item.id.clone()).collect();
    let sheet = |audience| Sheet { audience, items: ids.clone() };
    let task = |item: &&Item| HomeworkTask { item: item.id.clone(), dose: String::new(), audience: Present::Both };
    Plan {
        minutes: SHORTEST,
        session: Session::Couple,
        phase: PhaseChoice { id: items[0].phase, because: String::new() },
        blocks: Vec::new(),
        homework: items.iter().map(task).collect(),
        sheets: [Audience::Both, Audience::A, Audience::B].map(sheet).to_vec(),
        why: String::new(),
        stop_if: String::new(),
        warnings: Vec::new(),
    }
}

fn wanted(audience: Audience, discretion: Discretion) -> Wanted {
    Wanted { audience, discretion, country: None, violence_lines: false, language: Language::English }
}

/// Each exercise that may stand on paper, on a sheet of its own.
fn sheets() -> Vec<Handout> {
    let library = english();
    let mut sheets = Vec::new();
    for item in library.items() {
        for audience in [Audience::Both, Audience::A] {
            for discretion in [Discretion::Standard, Discretion::Neutral, Discretion::InRoom] {
                sheets.extend(make(library, &Course::default(), &plan(&[item]), &wanted(audience, discretion)));
            }
        }
    }
    sheets
}

/// Two exercises a sheet, with help lines where there are some.
pub(super) fn pairs(language: Language) -> Vec<Handout> {
    let library = english();
    let items: Vec<&Item> = library.items().iter().collect();
    let wanted = Wanted {
        country: Some("UK".into()),
        violence_lines: true,
        language,
        ..wanted(Audience::Both, Discretion::Standard)
    };
    items.chunks(2).filter_map(|pair| make(library, &Course::default(), &plan(pair), &wanted).ok()).collect()
}

/// All of these sheets in one file, which is quicker to write than one for each.
fn together(sheets: &[Handout]) -> Document {
    let blocks = sheets.iter().flat_map(|handout| sheet::document(handout).blocks).collect();
    Document { title: "All of them".into(), language: "en", blocks }
}

#[test]
fn every_exercise_can_be_printed_and_read_back() {
    let mut sheets = sheets();
    sheets.retain(|handout| handout.discretion() == Discretion::Standard);
    assert!(sheets.len() > 40, "only {} sheets", sheets.len());
    let document = together(&sheets);
    assert_eq!(verify(&typeset(&document, Paper::A4.into()).unwrap(), &document), []);
}

#[test]
fn every_exercise_can_be_printed_in_every_language() {
    for &language in Language::ALL {
        let sheets = pairs(language);
        assert!(sheets.len() > 20, "only {} sheets", sheets.len());
        let document = Document { language: language.as_str(), ..together(&sheets) };
        assert_eq!(verify(&typeset(&document, Paper::A4.into()).unwrap(), &document), [], "{language}");
        for handout in &sheets {
            assert!(page_count(handout, None, Paper::A4.into()).unwrap() <= 3, "{}", handout.exercises()[0].heading);
        }
    }
}

#[test]
fn a_sheet_in_another_language_says_so_and_has_its_labels() {
    for (language, number) in [(Language::German, "Seite 1 von "), (Language::Spanish, "Página 1 de ")] {
        let handout = &pairs(language)[0];
        let bytes = crate::handout(handout, Paper::A4.into()).unwrap();
        assert_eq!(verify(&bytes, &sheet::document(handout)), []);
        assert!(artifacts(&bytes)[0].contains(number));
        let words: String = leaves(&bytes).into_iter().map(|(_, words)| words + "\n").collect();
        let labels = Labels::of(language.as_str()).words;
        assert!(words.contains(&labels.help), "{words}");
        for english in ["This week", "Checked on", "room to write", "box to tick", "All numbers", "Text or chat"] {
            assert!(!words.contains(english), "{english}");
        }
    }
}

#[test]
fn long_words_are_divided_on_narrow_paper_and_never_in_large_print() {
    let sheets = pairs(Language::German);
    let document = Document { language: "de", ..together(&sheets) };
    let divided = |print: Print| {
        let leaves = leaves(&typeset(&document, print).unwrap());
        let divided = leaves.iter().filter(|(_, words)| words.contains('\u{ad}'));
        divided.map(|(kind, _)| kind.clone()).collect::<Vec<_>>()
    };
    let narrow = divided(Paper::A5.into());
    assert!(!narrow.is_empty() && narrow.iter().all(|kind| !kind.starts_with('H')), "{narrow:?}");
    assert!(divided(Print { size: Size::Large, ..Paper::A5.into() }).is_empty());
}

#[test]
fn one_exercise_fits_on_two_pages_of_either_paper() {
    for handout in sheets() {
        for paper in Paper::ALL {
            assert!(page_count(&handout, None, paper.into()).unwrap() <= 2, "{}", handout.exercises()[0].heading);
        }
    }
}

#[test]
fn a_handout_is_a_file_of_its_own() {
    let handout = &sheets()[0];
    let print = Paper::Letter.into();
    let bytes = crate::handout(handout, print).unwrap();
    assert_eq!(verify(&bytes, &sheet::document(handout)), []);
    assert_eq!(artifacts(&bytes).len(), page_count(handout, None, print).unwrap());
}

#[test]
fn only_a_sheet_for_the_room_says_that_it_stays_there() {
    for handout in sheets() {
        let says = sheet::document(&handout)
            .blocks
            .iter()
            .any(|block| matches!(block, Block::Paragraph(_, text) if *text == Labels::of("en").words.stays_here.as_str().into()));
        assert_eq!(says, handout.discretion() == Discretion::InRoom);
    }
}

#[test]
fn r50_sensual_homework_is_an_invitation_with_a_date() {
    let mut invitations = 0;
    let labels = Labels::of("en").words;
    for handout in sheets() {
        let blocks = sheet::document(&handout).blocks;
        let callout = blocks.iter().find_map(|block| match block {
            Block::Callout { blocks, .. } => Some(format!("{blocks:?}")),
            _ => None,
        });
        let exercise = &handout.exercises()[0];
        assert_eq!(callout.is_some(), exercise.homework.is_some());
        let invites =
            callout.is_some_and(|inside| inside.contains(&labels.invitation) && inside.contains(&labels.good_until));
        assert_eq!(invites, exercise.homework.is_some() && exercise.homework_is_optional);
        invitations += usize::from(invites);
    }
    assert!(invitations > 0);
}

#[test]
fn r49_every_help_line_can_be_printed_with_the_day_it_was_checked() {
    for lines in [english().help_lines(), &english().help_lines()[..1]] {
        let document = Document { title: "Help".into(), language: "en", blocks: sheet::help(lines, Language::English) };
        let bytes = typeset(&document, Paper::Letter.into()).unwrap();
        let all: String = leaves(&bytes).iter().map(|(_, words)| words.as_str()).collect::<Vec<_>>().join("\n");
        for line in lines {
            let number = line.number.split_whitespace().collect::<Vec<_>>().join(" ");
            let day = Labels::of("en").checked_on(&line.checked_on).replace('\u{a0}', " ");
            assert!(all.contains(&number), "{number}");
            assert!(all.contains(day.trim_start_matches("Checked on")), "{day}");
        }
    }
}
