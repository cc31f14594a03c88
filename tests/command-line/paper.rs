//! Sheets from the command line: what is written, what is refused, and in which language.

use std::{fs, process::Command};

use serde_json::json;

use super::{OnDisk, reweave, screened, told};

#[test]
fn a_handout_is_written_and_a_forbidden_one_leaves_no_file() {
    let case = OnDisk::new(&screened());
    let sheet = case.path("sheet.pdf");
    let output = case.run(&["handout", "-o", sheet.to_str().unwrap(), "--for", "both", "--discretion", "in-room"]);
    assert!(output.status.success(), "{}", told(&output));
    assert!(fs::read(&sheet).unwrap().starts_with(b"%PDF-1.7"));

    let afraid = OnDisk::new(&json!({ "ticked": ["ABU-01"], "done": ["individual-safety-interview"] }));
    let refused = afraid.path("sheet.pdf");
    let output = afraid.run(&["handout", "-o", refused.to_str().unwrap()]);
    assert!(!output.status.success());
    assert!(told(&output).contains("GATE-CONTROL"), "{}", told(&output));
    assert!(!refused.exists());
}

/// Runs a command that writes a sheet, and gives what it says and the size of what it wrote, where it wrote something.
fn printed(case: &OnDisk, arguments: &[&str]) -> (String, Option<u64>) {
    let sheet = case.path("printed.pdf");
    let _ = fs::remove_file(&sheet);
    let mut all = arguments.to_vec();
    all.extend(["-o", sheet.to_str().expect("a readable path")]);
    let output = reweave(&all);
    let size = fs::metadata(&sheet).ok().map(|file| file.len());
    assert_eq!(output.status.success(), size.is_some(), "{}", told(&output));
    (told(&output), size)
}

#[test]
fn run_sheets_leaflets_and_forms_are_written() {
    let case = OnDisk::new(&screened());
    let path = case.path("case.json");
    let path = path.to_str().unwrap();
    for command in [
        &["run-sheet", path][..],
        &["run-sheet", path, "--minutes", "90", "--paper", "a5"],
        &["leaflet", "negotiated-time-out"],
        &["leaflet", "negotiated-time-out", "--case", path, "--paper", "booklet"],
        &["leaflet", "negotiated-time-out", "--pictures", "--language", "de"],
        &["form"],
        &["form", "--alone", "b", "--large-print"],
        &["handout", path, "--paper", "booklet", "--easy-reading"],
    ] {
        let (told, size) = printed(&case, command);
        assert!(size.is_some_and(|size| size > 5_000), "{command:?}: {told}");
    }
}

/// A name that the program chose could say whose sheet it is, in a folder that others see.
#[test]
fn sec_08_no_sheet_gets_a_name_that_nobody_chose() {
    let case = OnDisk::new(&screened());
    let path = case.path("case.json");
    let path = path.to_str().unwrap();
    for command in [&["handout", path][..], &["run-sheet", path], &["leaflet", "negotiated-time-out"], &["form"]] {
        let output = Command::new(env!("CARGO_BIN_EXE_reweave")).args(command).current_dir(case.folder.path()).output();
        let output = output.expect("the binary runs");
        assert!(!output.status.success() && told(&output).contains("--output"), "{}", told(&output));
    }
    let files: Vec<_> = fs::read_dir(case.folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(files, ["case.json"]);
}

#[test]
fn an_exercise_without_pictures_says_which_have_them() {
    let case = OnDisk::new(&screened());
    let (told, size) = printed(&case, &["leaflet", "impact-letter", "--pictures"]);
    assert!(size.is_none() && told.contains("has no picture sheet") && told.contains("negotiated-time-out"), "{told}");
}

#[test]
fn a_leaflet_speaks_the_language_that_is_asked_for() {
    let case = OnDisk::new(&screened());
    let mut sizes: Vec<_> = ["en", "de", "es"]
        .map(|language| printed(&case, &["leaflet", "negotiated-time-out", "--language", language]).1)
        .to_vec();
    sizes.dedup();
    assert!(sizes.len() == 3 && sizes.iter().all(Option::is_some), "{sizes:?}");
}

#[test]
fn what_may_not_be_printed_leaves_no_file_and_says_why() {
    let afraid = OnDisk::new(&json!({ "ticked": ["ABU-01"], "done": ["individual-safety-interview"] }));
    let path = afraid.path("case.json");
    let path = path.to_str().unwrap();
    let nowhere = domain::library::english().items().iter().find(|item| item.paper.as_str() == "none").unwrap();
    let (told, size) = printed(&afraid, &["leaflet", nowhere.id.as_str()]);
    assert!(size.is_none() && told.contains("never printed"), "{told}");
    let (told, size) = printed(&afraid, &["leaflet", "negotiated-time-out", "--case", path]);
    assert!(size.is_none() && told.contains("cannot be printed for this couple"), "{told}");
    let (told, size) = printed(&afraid, &["leaflet", "negociated-time-out"]);
    assert!(size.is_none() && told.contains("did you mean “negotiated-time-out”"), "{told}");
}

#[test]
fn a_letterhead_is_read_beside_its_logo_and_left_off_discreet_sheets() {
    let case = OnDisk::new(&screened());
    let (path, practice) = (case.path("case.json"), case.path("practice.toml"));
    let (path, practice) = (path.to_str().unwrap(), practice.to_str().unwrap());
    let write = |text: &str| fs::write(practice, text).unwrap();
    let handout =
        |discretion: &str| printed(&case, &["handout", path, "--letterhead", practice, "--discretion", discretion]);
    fs::write(case.path("logo.jpg"), include_bytes!("../../server/pdf/src/tests/logo.jpg")).unwrap();
    write("name = \"Lindenhof\"\naddress = \"14 Garden Row\"\nlogo = \"logo.jpg\"\nevery_page = true\n");
    let plain = printed(&case, &["handout", path]).1;
    let (told, size) = handout("standard");
    assert!(size > plain && !told.contains("No letterhead"), "{told}");
    for discretion in ["neutral", "in-room"] {
        let (told, size) = handout(discretion);
        assert!(size.is_some() && told.contains("No letterhead"), "{told}");
    }
    for (text, hint) in [
        ("name = \"\"", "needs a name"),
        ("name = \"L\"\nlogos = \"x\"", "logos"),
        ("name = \"L\"\nlogo = \"none.png\"", "could not be read"),
        ("name = \"L\"\nlogo = \"case.json\"", "neither a PNG nor a JPEG"),
    ] {
        write(text);
        let (told, size) = handout("standard");
        assert!(size.is_none() && told.contains(hint), "{hint}: {told}");
    }
}

#[test]
fn a_handout_speaks_the_language_that_is_asked_for() {
    let case = OnDisk::new(&screened());
    let mut sheets = Vec::new();
    for language in ["en", "de", "es"] {
        let sheet = case.path(&format!("{language}.pdf"));
        let arguments = ["handout", "-o", sheet.to_str().unwrap(), "--discretion", "in-room", "--language", language];
        let output = case.run(&arguments);
        assert!(output.status.success(), "{}", told(&output));
        let says = Command::new("pdfinfo").arg("-meta").arg(&sheet).output().expect("pdfinfo is there").stdout;
        let says = String::from_utf8(says).unwrap();
        assert!(says.contains(&format!("<rdf:li>{language}</rdf:li>")), "{says}");
        sheets.push(fs::read(&sheet).unwrap());
    }
    assert!(sheets[0] != sheets[1] && sheets[1] != sheets[2]);
    let unknown = case.run(&["handout", "-o", "unused.pdf", "--language", "fr"]);
    assert!(
        !unknown.status.success() && told(&unknown).contains("[possible values: en, de, es]"),
        "{}",
        told(&unknown)
    );
}

/// The counsellor agrees on it aloud instead, so has to know.
#[test]
fn homework_that_a_neutral_sheet_leaves_off_is_told() {
    let whole = json!({ "ticked": ["POW-03"], "no": ["ABU-01"], "done": ["individual-safety-interview"] });
    let lines = json!({ "ticked": ["ADD-01"], "no": ["ABU-01"], "done": ["individual-safety-interview"] });
    let both = [
        (whole, "The homework of “Stop, slow, go: a signal for touch” is not on this neutral sheet"),
        (lines, "Some lines of the homework of “Daily recovery words” are not on this neutral sheet"),
    ];
    for (case, says) in both {
        let case = OnDisk::new(&case);
        let path = case.path("case.json");
        let path = path.to_str().unwrap();
        let handout = |discretion: &str| printed(&case, &["handout", path, "--discretion", discretion]).0;
        assert!(handout("neutral").contains(says), "{}", handout("neutral"));
        for discretion in ["standard", "in-room"] {
            assert!(!handout(discretion).contains("on this neutral sheet"), "{}", handout(discretion));
        }
    }
}
