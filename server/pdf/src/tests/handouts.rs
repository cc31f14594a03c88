//! Every exercise of the library as a handout.

use domain::{
    assess::{CaseState, PhaseChoice, Session},
    library::{english, model::Item, on_paper::telling_word},
    paper::handout::{Audience, Discretion, Handout, Wanted, leaflet, make},
    planning::planner::{HomeworkTask, Plan, Present, SHORTEST, Sheet},
    vocabulary::{HelpHours, Language},
};

use crate::{
    PaperSize, PrintOptions, PrintableSheet, PrintedLetterhead, TextSize,
    document::Document,
    labels::SheetLabels,
    page_count,
    sheets::{handout, help_line},
    typeset,
    verify::{artifacts, leaves, verify},
};

/// Returns a plan that puts these exercises on everybody's handout.
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
        passed: Vec::new(),
    }
}

fn wanted(audience: Audience, discretion: Discretion) -> Wanted {
    Wanted {
        audience,
        discretion,
        country: None,
        violence_lines: false,
        verified: domain::paper::handout::Verified::default(),
        language: Language::English,
    }
}

/// Returns a handout for each printable exercise.
fn sheets() -> Vec<Handout> {
    let library = english();
    let mut sheets = Vec::new();
    for item in library.items() {
        for audience in [Audience::Both, Audience::A] {
            for discretion in [Discretion::Standard, Discretion::Neutral, Discretion::InRoom] {
                sheets.extend(make(library, &CaseState::default(), &plan(&[item]), &wanted(audience, discretion)));
            }
        }
    }
    sheets
}

/// Returns handouts of two exercises each, with help lines if there are any.
pub(super) fn pairs(language: Language) -> Vec<Handout> {
    let library = english();
    let items: Vec<&Item> = library.items().iter().collect();
    let wanted = Wanted {
        country: Some("UK".into()),
        violence_lines: true,
        verified: domain::paper::handout::Verified::default(),
        language,
        ..wanted(Audience::Both, Discretion::Standard)
    };
    items.chunks(2).filter_map(|pair| make(library, &CaseState::default(), &plan(pair), &wanted).ok()).collect()
}

/// Joins handouts into one document, which is faster to typeset.
fn together(sheets: &[Handout]) -> Document {
    let blocks =
        sheets.iter().flat_map(|handout| handout::document(handout, crate::PrintOptions::default()).blocks).collect();
    Document { title: "All of them".into(), language: "en", blocks }
}

#[test]
fn every_exercise_can_be_printed_and_read_back() {
    let mut sheets = sheets();
    sheets.retain(|handout| handout.discretion() == Discretion::Standard);
    assert!(sheets.len() > 40, "only {} sheets", sheets.len());
    let document = together(&sheets);
    assert_eq!(verify(&typeset(&document, PaperSize::A4.into()).unwrap(), &document), []);
}

#[test]
fn every_exercise_can_be_printed_in_every_language() {
    for &language in Language::ALL {
        let sheets = pairs(language);
        assert!(sheets.len() > 20, "only {} sheets", sheets.len());
        let document = Document { language: language.as_str(), ..together(&sheets) };
        assert_eq!(verify(&typeset(&document, PaperSize::A4.into()).unwrap(), &document), [], "{language}");
        for handout in &sheets {
            assert!(
                page_count(handout, None, PaperSize::A4.into()).unwrap() <= 3,
                "{}",
                handout.exercises()[0].heading
            );
        }
    }
}

#[test]
fn a_sheet_in_another_language_says_so_and_has_its_labels() {
    for (language, number) in [(Language::German, "Seite 1 von "), (Language::Spanish, "Página 1 de ")] {
        let handout = &pairs(language)[0];
        let bytes = crate::handout(handout, PaperSize::A4.into()).unwrap();
        assert_eq!(verify(&bytes, &handout::document(handout, crate::PrintOptions::default())), []);
        assert!(artifacts(&bytes)[0].contains(number));
        let words: String = leaves(&bytes).into_iter().map(|(_, words)| words + "\n").collect();
        let labels = SheetLabels::of(language.as_str()).words;
        assert!(words.contains(&labels.help), "{words}");
        for english in ["This week", "Checked on", "space to write", "tick box", "All numbers", "Text or chat"] {
            assert!(!words.contains(english), "{english}");
        }
    }
}

#[test]
fn long_words_are_divided_on_narrow_paper_and_never_in_large_print() {
    let sheets = pairs(Language::German);
    let document = Document { language: "de", ..together(&sheets) };
    let divided = |print: PrintOptions| {
        let leaves = leaves(&typeset(&document, print).unwrap());
        let divided = leaves.iter().filter(|(_, words)| words.contains('\u{ad}'));
        (divided.map(|(kind, _)| kind.clone()).collect::<Vec<_>>(), leaves.len())
    };
    let (narrow, _) = divided(PaperSize::A5.into());
    assert!(!narrow.is_empty() && narrow.iter().all(|kind| !kind.starts_with('H')), "{narrow:?}");
    // Large print divides only a word that is wider than its cell, as on a page of A5.
    let (large, all) = divided(PrintOptions { size: TextSize::Large, ..PaperSize::A4.into() });
    assert!(large.len() * 50 < all && large.iter().all(|kind| !kind.starts_with('H')), "{large:?} of {all}");
}

#[test]
fn one_exercise_fits_on_two_pages_of_either_paper() {
    for handout in sheets() {
        for paper in PaperSize::ALL {
            assert!(page_count(&handout, None, paper.into()).unwrap() <= 2, "{}", handout.exercises()[0].heading);
        }
    }
}

#[test]
fn a_handout_is_a_pdf_file() {
    let handout = &sheets()[0];
    let print = PaperSize::Letter.into();
    let bytes = crate::handout(handout, print).unwrap();
    assert_eq!(verify(&bytes, &handout::document(handout, crate::PrintOptions::default())), []);
    assert_eq!(artifacts(&bytes).len(), page_count(handout, None, print).unwrap());
}

#[test]
fn only_an_in_room_handout_says_that_it_stays_there() {
    for handout in sheets() {
        let stays = &SheetLabels::of("en").words.stays_here;
        let is_said = crate::reading(&handout, None).iter().any(|line| line.words() == stays);
        assert_eq!(is_said, handout.discretion() == Discretion::InRoom);
    }
}

#[test]
fn a_sheet_of_two_exercises_says_what_each_of_them_says_about_stopping() {
    let mut lines = 0;
    for handout in pairs(Language::English) {
        let said: String = crate::reading(&handout, None).iter().map(|line| line.words().to_owned() + " ").collect();
        for stop in handout.exercises().iter().filter_map(|exercise| exercise.stop.as_ref()) {
            let stop = crate::quotes::curled(stop.as_str());
            assert!(said.contains(&stop), "{stop}: {said}");
            lines += 1;
        }
    }
    assert!(lines > 10, "only {lines}");
}

#[test]
fn r50_sensual_homework_is_an_invitation_with_a_date() {
    let mut invitations = 0;
    let labels = SheetLabels::of("en").words;
    for handout in sheets() {
        let lines = crate::reading(&handout, None);
        let says = |words: &str| lines.iter().any(|line| line.words() == words);
        let exercise = &handout.exercises()[0];
        // A neutral page must pass for one of a planner: it has no such heading.
        let headed = exercise.homework.is_some() && handout.discretion() != Discretion::Neutral;
        assert_eq!(says(&labels.blocks.at_home), headed);
        let (own, other) = (&labels.invitation_alone, &labels.invitation);
        let (own, other) = if exercise.is_for_one { (own, other) } else { (other, own) };
        assert!(!says(other), "{}", exercise.heading);
        let invites = says(own) && says(&labels.good_until);
        assert_eq!(invites, exercise.homework.is_some() && exercise.homework_is_optional);
        invitations += usize::from(invites);
    }
    assert!(invitations > 0);
}

/// Returns a handout with all help lines of all countries, violence lines included.
fn every_line(language: Language, discretion: Discretion) -> Vec<domain::paper::handout::PrintedLine> {
    lines_verified(language, discretion, domain::vocabulary::Day::new(2026, 11, 26).ok())
}

/// The lines of all countries, verified by a counsellor on this day, or by nobody.
fn lines_verified(
    language: Language,
    discretion: Discretion,
    on: Option<domain::vocabulary::Day>,
) -> Vec<domain::paper::handout::PrintedLine> {
    let mut countries: Vec<&str> = english().help_lines().iter().map(|line| line.country.as_str()).collect();
    countries.dedup();
    let verified = domain::paper::handout::Verified {
        lines: english().help_lines().iter().map(|line| line.id.clone()).collect(),
        on,
    };
    let of = |country: &str| {
        let wanted = Wanted {
            audience: Audience::Both,
            discretion,
            country: Some(country.into()),
            violence_lines: true,
            verified: verified.clone(),
            language,
        };
        let course = domain::assess::CaseState::default();
        domain::paper::handout::help_report(english(), &course, &wanted, []).unwrap().printed
    };
    countries.into_iter().flat_map(of).collect()
}

#[test]
fn r49_every_help_line_is_printed_with_its_number_and_its_own_date_in_every_language() {
    for language in Language::ALL {
        let lines = every_line(*language, Discretion::Standard);
        let blocks = handout::help(&lines, "Help", *language);
        let document = Document { title: "Help".into(), language: language.as_str(), blocks };
        let bytes = typeset(&document, PaperSize::Letter.into()).unwrap();
        let all: String = leaves(&bytes).iter().map(|(_, words)| words.as_str()).collect::<Vec<_>>().join("\n");
        for line in &lines {
            let day = SheetLabels::of(language.as_str()).checked_on(&line.checked_on).replace('\u{a0}', " ");
            assert!(all.contains(&line.number), "{language}: {}", line.number);
            assert!(all.contains(&day), "{language}: {day}");
            assert_eq!(line.checked_on, "2026-11-26", "{language}: the day on which a counsellor verified it");
        }
        if *language != Language::English {
            for english in
                ["Emergency", "Police", "Ambulance", "weekdays", "day and night", "Text message", "Checked", "press"]
            {
                assert!(!all.contains(english), "{language}: {english}");
            }
        }
        for mark in ["(K)", "V (", "Looked up", "undated", "not found"] {
            assert!(!all.contains(mark), "{language}: an internal mark is on paper: {mark}");
        }
    }
    for line in lines_verified(Language::English, Discretion::Standard, None) {
        let own = english().help_lines().iter().find(|own| own.id == line.id).unwrap();
        assert_eq!(Some(&line.checked_on), own.checked_on.as_ref(), "{}: the day in the library", line.id);
    }
}

#[test]
fn the_hours_of_every_help_line_are_words_of_the_language_of_the_sheet() {
    for language in Language::ALL {
        let labels = SheetLabels::of(language.as_str());
        let mut seen = Vec::new();
        for line in every_line(*language, Discretion::Standard) {
            let details = help_line::details(&line, labels);
            assert!(!details.contains("24/7"), "{language} {}: {details}", line.id);
            let Some(hours) = line.hours else { continue };
            let words = match hours {
                HelpHours::Always => &labels.words.always,
                HelpHours::Weekdays => &labels.words.weekdays,
            };
            assert!(!words.is_empty() && details.contains(words.as_str()), "{language} {}: {details}", line.id);
            seen.push(hours);
        }
        assert!(HelpHours::ALL.iter().all(|hours| seen.contains(hours)), "{language}");
    }
}

/// Words that speak to two readers, or of what two do in turns.
fn words_for_two(language: Language) -> &'static [&'static str] {
    match language {
        Language::English => &[
            "both of you",
            "each of you",
            "either of you",
            "you both",
            "you two",
            "two of you",
            "each other",
            "in turns",
        ],
        Language::German => &["sie beide", "ihnen beiden", "einander", "im wechsel", "eine von ihnen"],
        Language::Spanish => &["ustedes", "las dos personas", "los dos", "túrnense", "por turnos", "entre sí"],
    }
}

/// A sheet of what one person does alone speaks to one: the exercise, the sentences around it, and the invitation.
#[test]
fn no_sheet_of_an_exercise_for_one_speaks_to_two() {
    let library = english();
    let mut wrong = Vec::new();
    let (mut seen, mut invited) = (0, 0);
    for &language in Language::ALL {
        for item in library.items().iter().filter(|item| item.is_for_one()) {
            let leaflet = leaflet(library, None, item, language).ok();
            let handouts: Vec<Handout> = [Discretion::Standard, Discretion::Neutral, Discretion::InRoom]
                .into_iter()
                .filter_map(|discretion| {
                    let wanted = Wanted { language, ..wanted(Audience::A, discretion) };
                    make(library, &CaseState::default(), &plan(&[item]), &wanted).ok()
                })
                .collect();
            let sheets = leaflet.iter().map(PrintableSheet::from).chain(handouts.iter().map(PrintableSheet::from));
            for sheet in sheets {
                seen += 1;
                for line in crate::reading(sheet, None) {
                    let letters = |c: char| if c.is_alphanumeric() { c } else { ' ' };
                    let words: String = line.words().to_lowercase().chars().map(letters).collect();
                    let words = format!(" {words} ");
                    invited += usize::from(line.words() == SheetLabels::of(language.as_str()).words.invitation_alone);
                    let found = words_for_two(language).iter().filter(|two| words.contains(&format!(" {two} ")));
                    wrong.extend(found.map(|two| format!("{language} {}: {two}: {}", item.id, line.words())));
                }
            }
        }
    }
    assert!(seen > 150 && invited > 0, "{seen} sheets, {invited} invitations");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_neutral_sheet_names_no_service_for_violence_and_no_telling_address() {
    let lines = every_line(Language::English, Discretion::Neutral);
    let blocks = handout::help(&lines, "Help", Language::English);
    let document = Document { title: "Help".into(), language: "en", blocks };
    let bytes = typeset(&document, PaperSize::A4.into()).unwrap();
    let all: String =
        leaves(&bytes).iter().map(|(_, words)| words.as_str()).collect::<Vec<_>>().join("\n").to_lowercase();
    for telling in
        ["violence", "abuse", "gewalt", "rape", "refuge", "suicid", "hotline.org", "hilfetelefon", "haltdergewalt"]
    {
        assert!(!all.contains(telling), "{telling}");
    }
    assert!(all.contains("0808 2000 247") && all.contains("116 016"), "their numbers are there");
}

/// Every sheet that may be found by anyone, with the help lines of every country, in every language: each line
/// on it, with names of help lines, bands and homework included.
#[test]
fn no_neutral_sheet_holds_a_telling_word() {
    let library = english();
    let mut wrong = Vec::new();
    let mut seen = 0;
    for &language in Language::ALL {
        for item in library.items() {
            for audience in [Audience::Both, Audience::A] {
                let wanted = Wanted { language, country: Some("UK".into()), ..wanted(audience, Discretion::Neutral) };
                let Ok(handout) = make(library, &CaseState::default(), &plan(&[item]), &wanted) else { continue };
                seen += 1;
                for line in crate::reading(&handout, None) {
                    let told = telling_word(line.words());
                    wrong.extend(told.map(|word| format!("{language} {}: {word}: {}", item.id, line.words())));
                }
            }
        }
    }
    assert!(seen > 200, "{seen} sheets");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The handout that the benchmark makes. Half of it are four typefaces, cut to the letters on it.
#[test]
fn a_handout_of_two_exercises_with_a_letterhead_has_at_most_31_kilobytes() {
    let item = |id: &str| english().items().iter().find(|item| item.is(id)).unwrap();
    let items = [item("negotiated-time-out"), item("speaker-listener-turns")];
    let wanted = Wanted { country: Some("UK".into()), ..wanted(Audience::Both, Discretion::Standard) };
    let handout = make(english(), &CaseState::default(), &plan(&items), &wanted).unwrap();
    let letterhead = PrintedLetterhead {
        name: "Lindenhof Couples Practice".into(),
        address: "14 Garden Row, Bristol BS1 4QA · 0117 496 0123 · hello@lindenhof.example".into(),
        ..PrintedLetterhead::default()
    };
    let bytes = crate::client_sheet(&handout, Some(&letterhead), PaperSize::A4.into()).unwrap();
    assert!(bytes.len() <= 31_000, "{} bytes", bytes.len());
}
