//! The library from the command line: what is listed, and what its check finds.

use std::fs;

use super::{reweave, told};

#[test]
fn the_library_is_checked_listed_and_shown() {
    let checked = told(&reweave(&["library", "check"]));
    assert!(checked.contains(&format!("{} exercises", domain::library::english().items().len())), "{checked}");
    for (language, files) in domain::library::TRANSLATED_FILES {
        assert!(checked.contains(&format!("{}: {} files", language.name(), files.len())), "{checked}");
    }
    assert!(told(&reweave(&["library", "list"])).contains("negotiated-time-out"));
    for (id, word) in [
        ("negotiated-time-out", "Steps"),
        ("INF-01", "GATE-STI"),
        ("GATE-STI", "Can be lifted when"),
        ("R25", "stop signal"),
        ("Latimer2018", "Corrected, 2019"),
        ("Gordon2004", "No retraction found on 28 November 2026"),
        ("GettingPast", "Nobody looked for a retraction"),
        ("pregnancy-and-contraception-alone", "Corrected, 2019"),
    ] {
        assert!(told(&reweave(&["library", "show", id])).contains(word), "{id}");
    }
    let missing = reweave(&["library", "show", "grounding-tolkit"]);
    assert!(!missing.status.success() && told(&missing).contains("did you mean “grounding-toolkit”"));
}

#[test]
fn the_check_of_a_folder_looks_at_every_language_in_it() {
    let folder = tempfile::tempdir().expect("a folder to write to");
    let write = |language: &str, files: &[(&str, &str)]| {
        for (name, text) in files {
            let path = folder.path().join(language).join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
            fs::write(path, text).expect("the file can be written");
        }
    };
    write("en", domain::library::ENGLISH_FILES);
    for (language, files) in domain::library::TRANSLATED_FILES {
        write(language.as_str(), files);
    }
    let check = || reweave(&["library", "check", folder.path().to_str().expect("a readable path")]);
    assert!(check().status.success(), "{}", told(&check()));
    write("es", &[("exercises/pleasure-menu.md", "+++\npending = true\n+++\n")]);
    let pending = check();
    assert!(pending.status.success(), "a pending translation is no failure: {}", told(&pending));
    assert!(told(&pending).contains(" files, 1 pending: pleasure-menu."), "{}", told(&pending));
    fs::remove_file(folder.path().join("es/exercises/pleasure-menu.md")).expect("the file was there");
    let output = check();
    assert!(!output.status.success());
    assert!(
        told(&output).contains("es/exercises/pleasure-menu.md:1: this exercise is not translated"),
        "{}",
        told(&output)
    );
}

/// Copies the content, spoils one file, and gives what the check says.
fn check_with(file: &str, from: &str, to: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder to write to");
    for (name, text) in domain::library::ENGLISH_FILES {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
        let text = if *name == file {
            assert!(text.contains(from), "{file} holds {from}");
            text.replacen(from, to, 1)
        } else {
            (*text).to_owned()
        };
        fs::write(path, text).expect("the file can be written");
    }
    let output = reweave(&["library", "check", folder.path().to_str().expect("a readable path")]);
    assert_eq!(output.status.success(), from == to, "{}", told(&output));
    told(&output)
}

#[test]
fn the_check_names_file_and_line_of_whatever_is_wrong() {
    let unknown = check_with("exercises/validation-practice.md", "\"speaker-listener-turns\"", "\"speaker-turns\"");
    assert!(unknown.contains("exercises/validation-practice.md:") && unknown.contains("speaker-turns"), "{unknown}");
    let circle =
        check_with("exercises/negotiated-time-out.md", "\"individual-safety-interview\"", "\"speaker-listener-turns\"");
    assert!(circle.contains("go in a circle"), "{circle}");
    let minutes = check_with("exercises/negotiated-time-out.md", "min = 12", "min = 40");
    assert!(minutes.contains("minutes must rise"), "{minutes}");
    let claim = check_with("exercises/revenge-urge-plan.md", "\"A44\"", "\"A45\"");
    assert!(claim.contains("no exercise carries A44"), "{claim}");
    let gate = check_with("gates.toml", "closes_when = \"", "closes_when = \"\"\n# \"");
    assert!(gate.contains("nothing lifts GATE-"), "{gate}");
    let source =
        check_with("exercises/negotiated-time-out.md", "evidence = \"", "evidence = \"Somebody said so.\"\n# ");
    assert!(source.contains("names a publication"), "{source}");
    let hard = check_with(
        "exercises/negotiated-time-out.md",
        "## For clients\n",
        "## For clients\nNotwithstanding considerable \
        interdisciplinary disagreement concerning appropriate psychotherapeutic methodologies, practitioners universally \
        recommend comprehensive collaborative deliberation incorporating individualised considerations and \
        multidimensional conceptualisations of relational dissatisfaction throughout extraordinarily complicated \
        interpersonal circumstances requiring disproportionately sophisticated communication competencies and \
        considerable organisational accountability regardless of socioeconomic characteristics or educational \
        qualifications notwithstanding institutional responsibilities and administrative particularities whatsoever\n\n",
    );
    assert!(hard.contains("reads at grade"), "{hard}");
    let line = check_with("exercises/negotiated-time-out.md", "phase = \"safety\"", "phase = \"savety\"");
    let expected = domain::library::ENGLISH_FILES.iter().find(|(name, _)| *name == "exercises/negotiated-time-out.md");
    let number = expected.unwrap().1.lines().position(|text| text.starts_with("phase")).unwrap() + 1;
    assert!(line.contains(&format!("negotiated-time-out.md:{number}:")), "{line}");
}
