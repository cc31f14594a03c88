//! The stub of an exercise: an English file whose gaps `reweave library check` names, and pending translations.

use anyhow::Result;

use super::stub::{Stub, checked};

/// The folder of the content.
const CONTENT: &str = "app/domain/content";

/// The languages other than English.
const TRANSLATIONS: [&str; 2] = ["de", "es"];

const ENGLISH: &str = r#"+++
id = "ID"
title = ""
# Printed on a neutral sheet instead of the title, where that would give the topic away:
# neutral_title = ""
# One of: psychoeducation, assessment, exercise, dialogue, individual, homework, ritual
kind = "exercise"
# first: "couple", "each-alone", "couple-or-each-alone", or one partner by role, as in { one = "injured" }
who = { first = "couple" }
# One of: safety, meaning, repair, intimacy, maintenance
phase = "safety"
# The closest first; any of: infidelity, betrayal, abuse, trauma, addiction, power, expectations, stressors
serves = []
minutes = { min = 0, typical = 0, max = 0 }
high_intensity = false
needs = {}
# library check names the gates that its tags and participants require
blocked_by = []
# Any of: touch, genital, sexual, fantasy, novelty, touch-ladder, skill, blame, atonement, health, safety, addiction,
# decision, grounding, strength, trauma-detail, body
tags = []
# One of: shared (both partners' handout), individual (one partner's own), none (never printed)
paper = "shared"
# Ids of content/en/claims.toml, for example A14
claims = []
# Publications as [Key] of content/en/references.toml; say “unsourced” or “consensus” where there is none
evidence = ""
+++

## Steps

## For clients

## Outcome

## Cautions
"#;

const PENDING: &str = "+++\npending = true\n+++\n";

/// The files of the exercise `id`.
///
/// # Errors
/// When the id cannot be used.
pub(super) fn stub(id: &str) -> Result<Stub> {
    checked(id)?;
    let file = |language: &str, text: String| (format!("{CONTENT}/{language}/exercises/{id}.md"), text);
    let translations = TRANSLATIONS.iter().map(|language| file(language, PENDING.to_owned()));
    let files = std::iter::once(file("en", ENGLISH.replace("ID", id))).chain(translations).collect();
    let next = format!(
        "\nFill in the English file until the check finds nothing more:\n\n    \
         cargo build -p server\n    target/debug/reweave library check {CONTENT}\n\n\
         docs/adding-an-exercise.md explains each part, the tests to run, and how to translate it."
    );
    Ok(Stub { files, next })
}

#[cfg(test)]
mod tests {
    use domain::{
        library::{ENGLISH_FILES, Problem, TRANSLATED_FILES, check, load},
        vocabulary::{Challenge, Kind, Language, PaperClass, Phase, Tag},
    };

    use super::*;

    const ID: &str = "made-up-for-this-test";

    /// The problems of the built-in library with `text` as the exercise [`ID`], and its pending exercises by language.
    fn checked_with(text: &str) -> (Vec<Problem>, Vec<(Language, String)>) {
        let name = format!("exercises/{ID}.md");
        let with = |files: &[(&'static str, &'static str)], text: &str| -> Vec<(String, String)> {
            let own = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
            files.iter().map(own).chain([(name.clone(), text.to_owned())]).collect()
        };
        let english = with(ENGLISH_FILES, text);
        let english: Vec<_> = english.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let library = load(&english).expect("the stub can be read");
        let problems = check(&library, &english);
        let mut pending = Vec::new();
        for (language, files) in TRANSLATED_FILES {
            let files = with(files, PENDING);
            let files: Vec<_> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
            let translation = domain::library::load_translation(&library, *language, &files).expect("it is pending");
            pending.extend(translation.pending().iter().map(|id| (*language, id.to_string())));
        }
        (problems, pending)
    }

    fn english() -> String {
        stub(ID).expect("the id can be used").files.remove(0).1
    }

    #[test]
    fn the_check_names_every_gap_of_the_stub_and_its_pending_translations() {
        let (problems, pending) = checked_with(&english());
        let found = problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
        assert!(problems.iter().all(|problem| problem.file.contains(ID)), "{found}");
        for gap in
            ["title", "challenge", "claim", "evidence", "minutes", "steps", "text for clients", "outcome", "cautions"]
        {
            assert!(found.contains(gap), "{gap} is not named:\n{found}");
        }
        for gate in ["GATE-CONTROL", "GATE-LEGAL", "GATE-INTOX", "GATE-PSYCH"] {
            assert!(found.contains(gate), "{gate} is not named:\n{found}");
        }
        for (language, _) in TRANSLATED_FILES {
            assert!(pending.contains(&(*language, ID.to_owned())), "{pending:?}");
        }
    }

    #[test]
    fn a_filled_in_stub_has_no_problem() {
        let filled = english()
            .replace("title = \"\"\n# Printed", "title = \"A quiet cup of tea\"\n# Printed")
            .replace("serves = []", "serves = [\"stressors\"]")
            .replace("min = 0, typical = 0, max = 0", "min = 5, typical = 10, max = 15")
            .replace(
                "blocked_by = []",
                "blocked_by = [\"GATE-CONTROL\", \"GATE-LEGAL\", \"GATE-INTOX\", \"GATE-PSYCH\"]",
            )
            .replace("claims = []", "claims = [\"A14\"]")
            .replace("evidence = \"\"", "evidence = \"Unsourced: common practice.\"")
            .replace("# Steps\n", "# Steps\n\n1. Put the kettle on.\n")
            .replace("# For clients\n", "# For clients\n\nSit down with a cup of tea. Say one kind thing.\n")
            .replace("# Outcome\n", "# Outcome\n\nA calmer evening.\n")
            .replace("# Cautions\n", "# Cautions\n\nNot while a row is going on.\n");
        let (problems, _) = checked_with(&filled);
        assert!(problems.is_empty(), "{problems:?}");
    }

    #[test]
    fn the_comments_of_the_stub_name_every_word_that_can_be_chosen() {
        let stub = english();
        let words = Kind::ALL.iter().map(|word| word.as_str());
        let words = words.chain(Phase::ALL.iter().map(|word| word.as_str()));
        let words = words.chain(Challenge::ALL.iter().map(|word| word.as_str()));
        let words = words.chain(Tag::ALL.iter().map(|word| word.as_str()));
        let words = words.chain(PaperClass::ALL.iter().map(|word| word.as_str()));
        for word in words {
            assert!(stub.contains(word), "{word}");
        }
        let folders = Language::ALL.iter().filter(|language| **language != Language::English);
        assert_eq!(folders.map(|language| language.as_str()).collect::<Vec<_>>(), TRANSLATIONS);
    }
}
