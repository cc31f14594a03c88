//! The built-in library loads, is whole, and holds together.

use domain::{
    library::{ENGLISH_FILES, Library, TRANSLATED_FILES, check, english, load, load_translation},
    paper::handout::{ReferralSheet, leaflet},
    vocabulary::Language,
};

#[test]
fn the_built_in_library_loads_and_has_no_problem() {
    let library = load(ENGLISH_FILES).unwrap_or_else(|problems| panic!("{problems}"));
    let problems = check(&library, ENGLISH_FILES);
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(lines.is_empty(), "{}", lines.join("\n"));
}

#[test]
fn nothing_of_the_reference_was_dropped() {
    let library = english();
    assert_eq!(library.claims().len(), 83);
    assert_eq!(library.indicators().len(), 170);
    assert_eq!(library.gates().len(), 18);
    assert_eq!(library.rules().len(), 79);
    assert_eq!(library.items().len(), 90);
    assert_eq!(library.references().len(), 187);
    let checked = library.references().iter().filter(|reference| reference.checked.is_some()).count();
    assert!(checked * 100 >= library.references().len() * 95, "{checked} of {}", library.references().len());
    assert_eq!(library.help_lines().len(), 85);
    assert_eq!(library.challenges().len(), 8);
}

/// A statement that rests on a publication nobody has looked up says so beside it.
#[test]
fn whatever_rests_on_an_unverified_publication_alone_says_so_beside_it() {
    let unverified = |key: &str| english().references().iter().any(|one| one.key == *key && one.checked.is_none());
    for (file, text) in ENGLISH_FILES.iter().filter(|(name, _)| *name != "references.toml") {
        for clause in text.split(['\n', ';']).flat_map(|line| line.split(". ")) {
            let keys = clause.split('[').skip(1).filter_map(|rest| Some(rest.split_once(']')?.0));
            let keys: Vec<&str> =
                keys.filter(|key| english().references().iter().any(|one| one.key == **key)).collect();
            if !keys.is_empty() && keys.iter().all(|key| unverified(key)) {
                assert!(clause.contains("not verified"), "{file}: {clause}");
            }
        }
    }
}

#[test]
fn a_publication_is_checked_on_a_day_or_not_at_all() {
    let seen = "checked = \"2026-11-28\"\nseen = \"copy of a chapter, doi 10.1037/12329-002\"";
    let loads = |to: &str| {
        let files = changed_files("references.toml", seen, to);
        load(&borrowed(&files))
    };
    assert!(loads("checked = \"2026-11-27\"").is_ok() && loads("checked = false").is_ok());
    for wrong in ["checked = true", "checked = \"yes\"", "checked = \"2026-02-30\"", "checked = \"\""] {
        assert!(loads(wrong).is_err(), "{wrong}");
    }
    let undated = changed("references.toml", seen, "checked = false\nseen = \"a page\"");
    assert!(undated.iter().any(|text| text.contains("write the day")), "{undated:?}");
}

#[test]
fn a_notice_about_a_publication_says_when_and_where_it_was_looked_for() {
    let whole = "checked = \"2026-11-28\"\nseen = \"copy of a chapter, doi 10.1037/12329-002\"\n";
    let with = |lines: &str| changed("references.toml", whole, &format!("{whole}{lines}"));
    let looked = "notices_checked = \"2026-11-28\"\nnotices_where = \"a register\"\n";
    let notice = |day: &str| format!("notice = [{{ kind = \"concern\", day = \"{day}\", where = \"a page\" }}]\n");
    for sound in [looked.to_owned(), format!("{looked}{}", notice("2019")), format!("{looked}{}", notice("2019-03-08"))]
    {
        assert!(with(&sound).is_empty(), "{sound}: {:?}", with(&sound));
    }
    for (lines, says) in [
        ("notices_checked = \"2026-11-28\"\n".to_owned(), "write into notices_where"),
        ("notices_where = \"a register\"\n".to_owned(), "write into notices_checked"),
        (notice("2019"), "a notice was found: write into notices_checked"),
        (format!("{looked}{}", notice("March 2019")), "a year, a month or a day"),
    ] {
        let wrong = with(&lines);
        let named = |text: &&String| text.contains("[Stith2011]") && text.contains(says);
        let line = wrong.iter().find(named).and_then(|text| text.split(':').nth(1)?.parse::<usize>().ok());
        let (_, text) = ENGLISH_FILES.iter().find(|(name, _)| *name == "references.toml").unwrap();
        let above = text[..text.find(whole).unwrap() + whole.len()].lines().count();
        assert!(line.is_some_and(|line| line > above && line <= above + 3), "{lines}: {wrong:?}");
    }
    for lines in [
        "notices_checked = \"soon\"\n".to_owned(),
        format!("{looked}{}", notice("2019").replace("concern", "rumour")),
        format!("{looked}notice = [{{ kind = \"concern\", day = \"2019\" }}]\n"),
    ] {
        let files = changed_files("references.toml", whole, &format!("{whole}{lines}"));
        let problems = load(&borrowed(&files)).unwrap_err();
        assert!(problems.0.iter().all(|problem| problem.file == "references.toml" && problem.line > 1), "{problems}");
    }
}

#[test]
fn no_hard_rule_and_no_hold_rests_on_a_retracted_publication_alone() {
    let retracted = |key: &str| {
        let (_, text) = ENGLISH_FILES.iter().find(|(name, _)| *name == "references.toml").unwrap();
        let at = text.find(&format!("key = \"{key}\"")).unwrap();
        let line = text[at..].lines().find(|line| line.starts_with("notices_where")).unwrap();
        let entry = &text[at..at + text[at..].find(line).unwrap() + line.len()];
        let notice = "notice = [{ kind = \"retraction\", day = \"2026\", where = \"a page\" }]";
        changed("references.toml", entry, &format!("{entry}\n{notice}"))
    };
    let wrong = retracted("Glass2008");
    assert!(
        wrong.iter().any(|text| text.starts_with("rules.toml:") && text.contains("R4 rests on [Glass2008]")),
        "{wrong:?}"
    );
    assert!(retracted("Stith2004").is_empty(), "other publications say the same");
}

/// The built-in files with one word of one file changed.
fn changed_files(file: &str, from: &str, to: &str) -> Vec<(String, String)> {
    let (_, text) = ENGLISH_FILES.iter().find(|(name, _)| *name == file).unwrap();
    assert!(text.contains(from), "{file} does not hold {from}");
    let text = text.replacen(from, to, 1);
    let own = |name: &str, whole: &str| (name.to_owned(), if name == file { text.clone() } else { whole.to_owned() });
    ENGLISH_FILES.iter().map(|(name, whole)| own(name, whole)).collect()
}

fn borrowed(files: &[(String, String)]) -> Vec<(&str, &str)> {
    files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect()
}

/// Returns the output of `library check` for these files.
fn changed(file: &str, from: &str, to: &str) -> Vec<String> {
    let files = changed_files(file, from, to);
    let files = borrowed(&files);
    let library = load(&files).unwrap_or_else(|problems| panic!("{problems}"));
    check(&library, &files).iter().map(ToString::to_string).collect()
}

#[test]
fn every_indicator_is_asked_in_exactly_one_place() {
    let asked_nowhere = changed("questions.toml", "  { indicator = \"STR-01\",", "  # { indicator = \"STR-01\",");
    assert!(asked_nowhere.iter().any(|text| text.contains("STR-01 is asked nowhere")), "{asked_nowhere:?}");
    let twice = changed("questions.toml", "\"STR-01\"", "\"STR-02\"");
    assert!(twice.iter().any(|text| text.contains("STR-02 is asked twice")), "{twice:?}");
    let in_the_room = changed("questions.toml", "\"STR-01\"", "\"ABU-01\"");
    assert!(
        in_the_room.iter().any(|text| text.contains("ABU-01 activates GATE-CONTROL: ask it of each")),
        "{in_the_room:?}"
    );
}

/// A question after no opening would be shown by none.
#[test]
fn every_question_for_both_comes_after_one_opening_of_its_group() {
    let says = |from: &str, to: &str, text: &str| {
        let wrong = changed("openings.toml", from, to);
        assert!(wrong.iter().any(|line| line.contains(text)), "{wrong:?}");
    };
    says("\"INF-13\", ", "", "INF-13 comes after no opening");
    says("\"BET-12\"]", "\"BET-12\", \"INF-13\"]", "INF-13 comes after two openings");
    says("\"BET-12\"]", "\"BET-12\", \"STR-01\"]", "STR-01 is not asked in the group");
}

/// Swapped columns would swap who hurt and who was hurt: every head says which of the two a yes means.
#[test]
fn the_head_of_a_column_always_says_whose_behaviour_or_experience_is_meant() {
    let about_inf_01 = "applies_to = \"involved\"\nconcerns = \"doing\"";
    for (to, says) in [
        ("applies_to = \"involved\"\nconcerns = \"being\"", "say whether a yes means that the partner did it"),
        ("applies_to = \"involved\"\nconcerns = \"couple\"", "cannot concern the couple"),
        ("applies_to = \"both\"\nconcerns = \"doing\"", "so it concerns the couple"),
    ] {
        let wrong = changed("indicators.toml", about_inf_01, to);
        assert!(wrong.iter().any(|text| text.contains("INF-01") && text.contains(says)), "{to}: {wrong:?}");
    }
    let files = changed_files("indicators.toml", about_inf_01, "applies_to = \"involved\"");
    assert!(load(&borrowed(&files)).is_err(), "nothing is said by default");
}

#[test]
fn interview_answers_are_about_somebody_the_indicator_may_be_about() {
    let wrong = changed(
        "interview.toml",
        "{ indicator = \"ABU-11\", about = \"couple\"",
        "{ indicator = \"ABU-11\", about = \"asked\"",
    );
    assert!(wrong.iter().any(|text| text.contains("ABU-11: its answer is about both")), "{wrong:?}");
}

#[test]
fn strengths_name_claims_that_their_exercises_carry() {
    let wrong = changed("strengths.toml", "claims = [\"A13\"]", "claims = [\"A83\", \"A22\"]");
    assert!(wrong.iter().any(|text| text.contains("carries A22")), "{wrong:?}");
    let covered: domain::vocabulary::SmallSet<&str> = english()
        .strengths()
        .iter()
        .flat_map(|strength| &strength.claims)
        .map(domain::vocabulary::ClaimId::as_str)
        .collect();
    for number in 13..=31 {
        assert!(covered.contains(format!("A{number}").as_str()), "A{number}: the section on development is covered");
    }
}

#[test]
fn every_language_says_the_same_on_paper() {
    for &language in Language::ALL {
        assert!(english().paper(language).is_some(), "{language}");
        let translation = english().translation(language);
        assert_eq!(translation.is_none(), language == Language::English);
        let Some(translation) = translation else { continue };
        for item in english().items() {
            let is_pending = translation.pending().contains(&item.id);
            assert_ne!(translation.item(&item.id).is_some(), is_pending, "{language} {}", item.id);
        }
    }
}

/// Returns the output of `library check` about translations of these English files.
fn older(english: &[(&str, &str)]) -> Vec<String> {
    let library = load(english).unwrap_or_else(|problems| panic!("{problems}"));
    let older = |(language, files): &(Language, &[(&str, &str)])| {
        let translation = load_translation(&library, *language, files).unwrap_or_else(|problems| panic!("{problems}"));
        translation.older().iter().map(|problem| problem.clone().below(*language).to_string()).collect::<Vec<_>>()
    };
    TRANSLATED_FILES.iter().flat_map(older).collect()
}

#[test]
fn translations_say_the_english_words_as_they_are_now() {
    let older = older(ENGLISH_FILES);
    assert!(older.is_empty(), "{}", older.join("\n"));
}

#[test]
fn an_english_word_that_changes_in_place_names_the_files_to_read_again() {
    for (file, from, to) in [
        ("exercises/negotiated-time-out.md", "## For clients\n", "## For clients\nOnce more. "),
        ("paper.toml", "lead_both = \"", "lead_both = \"Once more. "),
        ("sheet.toml", "help = \"", "help = \"Once more. "),
        ("referrals.toml", "window = \"", "window = \"Once more. "),
    ] {
        let older = older(&borrowed(&changed_files(file, from, to)));
        assert_eq!(older.len(), 2, "{older:?}");
        for (language, told) in ["de", "es"].iter().zip(&older) {
            assert!(told.starts_with(&format!("{language}/{file}:")) && told.contains("of = \""), "{told}");
        }
    }
    // What only the counsellor reads is not translated, so it may change.
    let steps = changed_files("exercises/negotiated-time-out.md", "## Steps\n", "## Steps\n1. Breathe.\n");
    assert!(older(&borrowed(&steps)).is_empty());
}

#[test]
fn nothing_is_printed_from_a_translation_of_older_words() {
    let with = |file: &str, from: &str, to: &str| {
        let changed = changed_files(file, from, to);
        load(&borrowed(&changed)).and_then(|library| library.translated(TRANSLATED_FILES)).unwrap()
    };
    let german = |library: &Library| {
        let item = library.items().iter().find(|item| item.id.as_str() == "negotiated-time-out").unwrap();
        leaflet(library, None, item, Language::English).unwrap();
        leaflet(library, None, item, Language::German).map_err(|refusal| refusal.to_string())
    };
    let exercise = with("exercises/negotiated-time-out.md", "## For clients\n", "## For clients\nOnce more. ");
    let refusal = german(&exercise).unwrap_err();
    assert!(refusal.contains("has changed since it was translated") && refusal.contains("Time-out"), "{refusal}");
    assert!(german(&with("paper.toml", "lead_own = \"", "lead_own = \"Once more. ")).is_err());
    let around = with("sheet.toml", "help = \"", "help = \"Once more. ");
    assert!(german(&around).is_err());
    assert_eq!(around.sheet_words(Language::German), around.sheet_words(Language::English));
    let rows = with("referrals.toml", "window = \"", "window = \"Once more. ");
    assert!(german(&rows).is_ok());
    let refusal = ReferralSheet::of_in(&rows, Language::Spanish, rows.referrals()).unwrap_err();
    assert!(refusal.to_string().contains("in Spanish"), "{refusal}");
}

/// Returns the problems of the German files after one change: a text replaced, or a file left out or renamed.
fn translated(file: &str, change: impl Fn(&str) -> Option<(String, String)>) -> Vec<String> {
    let (language, files) = TRANSLATED_FILES[0];
    let changed: Vec<(String, String)> = files
        .iter()
        .filter_map(
            |(name, text)| {
                if *name == file { change(text) } else { Some(((*name).to_owned(), (*text).to_owned())) }
            },
        )
        .collect();
    let files: Vec<(&str, &str)> = changed.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let problems = load_translation(english(), language, &files).unwrap_err();
    problems.0.iter().map(ToString::to_string).collect()
}

#[test]
fn a_translation_with_another_shape_is_named_by_file_and_line() {
    let file = "exercises/sensate-focus-one.md";
    let told = |from: &str, to: &str, expected: &str| {
        let problems = translated(file, |text| {
            assert!(text.contains(from), "{file} does not hold {from}");
            Some((file.into(), text.replacen(from, to, 1)))
        });
        assert!(problems.iter().any(|text| text.contains(expected)), "{problems:?}");
    };
    told(
        "___ ___",
        "___",
        "sensate-focus-one.md:17: block 4: cells 2x2 (3 fields: 1 1 1) here, cells 2x2 (3 fields: 1 1 2) in English",
    );
    told("### Neutral\n", "### Leise\n", "### Neutral: none here, one in English");
    told("## Homework\n", "", "sensate-focus-one.md");
    told("\n\nDanach", " Danach", "paragraphs: 3 here, 4 in English");
    told("neutral_title = ", "# ", "neutral_title: none here, one in English");
    told("## Homework", "## Hausaufgabe", "“Hausaufgabe” is not a section");
    told("title = ", "titel = ", "titel");
}

#[test]
fn a_translation_is_whole_and_nothing_else() {
    let file = "exercises/sensate-focus-one.md";
    let missing = translated(file, |_| None);
    let expected = "this exercise is not translated; until it is, write a file with `pending = true`";
    assert_eq!(missing, [format!("{file}:1: {expected}")]);
    let renamed = translated(file, |text| Some(("exercises/sensate-focus-on.md".into(), text.into())));
    assert!(renamed.iter().any(|text| text.contains("did you mean “sensate-focus-one”")), "{renamed:?}");
    let sheet = translated("sheet.toml", |text| Some(("sheet.toml".into(), text.replace("{pages}", "vielen"))));
    assert!(sheet[0].contains("page_of must hold {pages}"), "{sheet:?}");
    let key = translated("paper.toml", |text| Some(("paper.toml".into(), text.replace("half = ", "halb = "))));
    assert!(key[0].starts_with("paper.toml:") && key[0].contains("halb"), "{key:?}");
}

/// The built-in library with the German translation of one exercise pending.
fn with_pending(id: &str, text: &'static str) -> Library {
    let (language, files) = TRANSLATED_FILES[0];
    let file = format!("exercises/{id}.md");
    let files: Vec<_> = files.iter().map(|(name, whole)| (*name, if *name == file { text } else { *whole })).collect();
    load(ENGLISH_FILES).and_then(|library| library.translated(&[(language, &files)])).unwrap()
}

#[test]
fn a_pending_translation_loads_and_its_sheet_is_refused_with_the_reason() {
    for text in
        ["+++\npending = true\n+++\n", "+++\npending = true\ntitle = \"Eine\"\n+++\n\n## For clients\n\nHalb.\n"]
    {
        let library = with_pending("negotiated-time-out", text);
        let pending = library.translation(Language::German).unwrap().pending();
        assert_eq!(pending.iter().map(ToString::to_string).collect::<Vec<_>>(), ["negotiated-time-out"]);
        let printed = |id: &str, language| {
            let item = library.item(&id.parse().unwrap()).unwrap();
            leaflet(&library, None, item, language).map_err(|refusal| refusal.to_string())
        };
        let refusal = printed("negotiated-time-out", Language::German).unwrap_err();
        assert!(refusal.contains("“Time-out that both can trust” is not available in German yet"), "{refusal}");
        assert!(printed("negotiated-time-out", Language::English).is_ok());
        assert!(printed("speaker-listener-turns", Language::German).is_ok());
    }
}

/// A title may tell in one language alone.
#[test]
fn a_translated_title_that_tells_needs_a_neutral_one() {
    let file = "exercises/advice-of-my-own.md";
    let problems = translated(file, |text| Some((file.into(), text.replacen("neutral_title", "# neutral_title", 1))));
    let wanted = "advice-of-my-own.md:3: “Beratung für mich” tells too much for neutral paper; add a neutral_title";
    assert!(problems.iter().any(|text| text.contains(wanted)), "{problems:?}");
}

#[test]
fn a_translation_without_a_title_is_named() {
    let file = "exercises/sensate-focus-one.md";
    // Only a translation of the words as they are now is compared in shape.
    let mark = |text: &str| text.lines().find(|line| line.starts_with("of = ")).map(str::to_owned).unwrap();
    let untitled = translated(file, |text| Some((file.into(), format!("+++\n{}\n+++\n", mark(text)))));
    assert!(untitled.iter().any(|text| text.contains("title: none here, one in English")), "{untitled:?}");
}

#[test]
fn a_plain_yes_is_recorded_as_a_yes_and_claims_no_score_of_a_test() {
    let tests = ["PHQ", "GAD", "DAST", "AUDIT", "PTSD", "ASQ", "C-SSRS", "screen"];
    let library = english();
    let both = library.questions().iter().flat_map(|group| &group.questions).map(|q| (&q.indicator, &q.ask));
    let alone = library.interview().questions().map(|q| (&q.indicator, &q.ask));
    for (id, ask) in both.chain(alone) {
        let text = &library.indicator(id).unwrap().text;
        for test in tests.iter().filter(|test| text.contains(*test)) {
            assert!(ask.contains(test), "{id} records “{text}” for “{ask}”");
        }
    }
}

/// Returns the ids of indicators, gates and rules in a text, which no reader knows.
fn ids_in(text: &str) -> Vec<&str> {
    let tokens = text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-');
    let is_id = |token: &&str| {
        token.starts_with("GATE-")
            || token.parse().is_ok_and(|id| english().indicator(&id).is_some())
            || english().rules().iter().any(|rule| rule.id.as_str() == *token)
    };
    tokens.filter(is_id).collect()
}

#[test]
fn what_is_read_beside_a_question_or_an_exercise_names_no_id() {
    let library = english();
    let mut wrong = Vec::new();
    let mut read = |of: &str, text: &str| wrong.extend(ids_in(text).into_iter().map(|id| format!("{of}: {id}")));
    for indicator in library.indicators() {
        read(indicator.id.as_str(), &indicator.text);
        read(indicator.id.as_str(), indicator.hint.as_deref().unwrap_or_default());
    }
    for item in library.items() {
        let texts = item.steps.iter().map(String::as_str).chain([item.outcome.as_str(), item.cautions.as_str()]);
        texts.for_each(|text| read(item.id.as_str(), text));
    }
    for part in &library.interview().parts {
        part.questions.iter().for_each(|question| read(&part.id, &question.ask));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
