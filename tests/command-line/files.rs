//! Input and output of commands: no existing file is lost, no endless input is read, nothing panics.

use std::{
    fs,
    io::Write as _,
    path::Path,
    process::{Command, Output, Stdio},
};

use serde_json::{Value, json};

use crate::{OnDisk, screened, told};

/// Every command that writes a PDF, on its case, to this place.
fn writing(place: &str) -> Vec<Vec<&str>> {
    vec![
        vec!["handout", "case.json", "--discretion", "in-room", "-o", place],
        vec!["run-sheet", "case.json", "-o", place],
        vec!["leaflet", "negotiated-time-out", "-o", place],
        vec!["form", "-o", place],
    ]
}

fn run_in(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_reweave"));
    command.args(arguments).current_dir(folder).stdin(Stdio::null()).output().expect("the binary runs")
}

#[test]
fn nothing_that_was_read_and_no_file_of_another_kind_is_written_over() {
    for arguments in writing("case.json").into_iter().chain(writing("notes.txt")).chain(writing("link.pdf")) {
        let case = OnDisk::new(&screened());
        fs::write(case.path("notes.txt"), "What I noted.").unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink("notes.txt", case.path("link.pdf")).unwrap();
        let output = run_in(case.folder.path(), &arguments);
        assert!(!output.status.success(), "{arguments:?}");
        assert!(told(&output).contains("was not written"), "{arguments:?}: {}", told(&output));
        assert_eq!(fs::read_to_string(case.path("case.json")).unwrap(), screened().to_string(), "{arguments:?}");
        assert_eq!(fs::read_to_string(case.path("notes.txt")).unwrap(), "What I noted.", "{arguments:?}");
    }
}

#[test]
fn an_input_stays_even_by_force_and_another_file_goes_only_by_force() {
    let case = OnDisk::new(&screened());
    fs::write(case.path("notes.txt"), "What I noted.").unwrap();
    fs::hard_link(case.path("case.json"), case.path("same.pdf")).unwrap();
    for place in ["case.json", "same.pdf"] {
        let output = run_in(case.folder.path(), &["run-sheet", "case.json", "--force", "-o", place]);
        assert!(!output.status.success() && told(&output).contains("read for it"), "{}", told(&output));
    }
    assert_eq!(fs::read_to_string(case.path("case.json")).unwrap(), screened().to_string());
    let output = run_in(case.folder.path(), &["run-sheet", "case.json", "--force", "-o", "notes.txt"]);
    assert!(output.status.success(), "{}", told(&output));
    assert!(fs::read(case.path("notes.txt")).unwrap().starts_with(b"%PDF"));
    // A sheet of before goes without force, and so does an empty file.
    fs::write(case.path("empty.pdf"), "").unwrap();
    for place in ["notes.txt", "empty.pdf"] {
        assert!(run_in(case.folder.path(), &["form", "-o", place]).status.success(), "{place}");
    }
}

/// Every sheet that clients keep can be written with form fields, on any paper; without the option none has them.
#[test]
fn a_sheet_is_written_to_be_filled_in() {
    let case = OnDisk::new(&screened());
    for command in [
        &["handout", "case.json", "--discretion", "in-room"][..],
        &["leaflet", "negotiated-time-out", "--language", "de", "--paper", "a5"],
        &["leaflet", "negotiated-time-out", "--pictures"],
        &["form"],
        &["form", "--alone", "b", "--large-print"],
    ] {
        let written = |more: &[&str]| run_in(case.folder.path(), &[command, more, &["-o", "-"]].concat()).stdout;
        let (printed, fillable) = (written(&[]), written(&["--fillable"]));
        assert!(printed.starts_with(b"%PDF") && fillable.starts_with(b"%PDF"), "{command:?}");
        assert!(fillable.len() > printed.len() && fillable.len() < printed.len() * 2, "{command:?}");
        assert_eq!(fillable, written(&["--fillable"]), "{command:?}");
    }
    // A run sheet is for the counsellor's own hand.
    assert!(!run_in(case.folder.path(), &["run-sheet", "case.json", "--fillable", "-o", "-"]).status.success());
}

/// A sheet takes the place of a sheet, and of no other web page.
#[test]
fn a_web_page_is_written_like_a_pdf_and_over_no_file_of_another_kind() {
    let case = OnDisk::new(&screened());
    let other = "<!DOCTYPE html>\n<html><title>Mine</title>";
    fs::write(case.path("other.html"), other).unwrap();
    fs::write(case.path("sheet.pdf"), "%PDF-1.7").unwrap();
    for command in [
        &["handout", "case.json", "--discretion", "in-room", "--format", "html", "-o"][..],
        &["leaflet", "negotiated-time-out", "--case", "case.json", "--format", "html", "--large-print", "-o"],
    ] {
        let write = |place: &str, more: &[&str]| run_in(case.folder.path(), &[command, &[place], more].concat());
        for place in ["other.html", "sheet.pdf", "case.json"] {
            let output = write(place, &[]);
            assert!(!output.status.success() && told(&output).contains("was not written"), "{}", told(&output));
        }
        assert!(told(&write("case.json", &["--force"])).contains("read for it"));
        assert_eq!(fs::read_to_string(case.path("case.json")).unwrap(), screened().to_string());
        assert_eq!(fs::read_to_string(case.path("other.html")).unwrap(), other);
        for _ in 0..2 {
            let output = write("sheet.html", &[]);
            assert!(output.status.success(), "{}", told(&output));
        }
        let page = fs::read_to_string(case.path("sheet.html")).unwrap();
        assert!(page.starts_with("<!DOCTYPE html>\n<html class=\"sheet") && page.ends_with("</html>\n"));
        let output = write("-", &[]);
        assert!(output.status.success() && output.stdout == page.as_bytes(), "{command:?}");
    }
    let pdf = run_in(case.folder.path(), &["form", "-o", "sheet.html"]);
    assert!(told(&pdf).contains("the file there is not a PDF"), "{}", told(&pdf));
}

#[test]
fn a_letterhead_and_its_logo_are_inputs_too() {
    let case = OnDisk::new(&screened());
    let logo =
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><rect width="2" height="1" fill="red"/></svg>"#;
    fs::write(case.path("logo.svg"), logo).unwrap();
    fs::write(case.path("practice.toml"), "name = \"P\"\nlogo = \"logo.svg\"\nalt = \"A bar\"\n").unwrap();
    for place in ["practice.toml", "logo.svg"] {
        let before = fs::read(case.path(place)).unwrap();
        let output = run_in(
            case.folder.path(),
            &["leaflet", "negotiated-time-out", "--letterhead", "practice.toml", "--force", "-o", place],
        );
        assert!(told(&output).contains("read for it"), "{}", told(&output));
        assert_eq!(fs::read(case.path(place)).unwrap(), before);
    }
}

#[test]
fn a_template_is_not_written_over_the_case_or_a_note() {
    let case = OnDisk::new(&screened());
    fs::write(case.path("notes.txt"), "What I noted.").unwrap();
    let make =
        |place: &str| run_in(case.folder.path(), &["template", "make", "case.json", "--title", "T", "-o", place]);
    for place in ["case.json", "notes.txt"] {
        assert!(!make(place).status.success(), "{place}");
    }
    assert!(
        make("new.json").status.success() && make("new.json").status.success(),
        "a template takes the place of one"
    );
    assert_eq!(fs::read_to_string(case.path("notes.txt")).unwrap(), "What I noted.");
}

#[test]
fn a_hyphen_is_standard_output_and_no_file() {
    for arguments in writing("-") {
        let case = OnDisk::new(&screened());
        let output = run_in(case.folder.path(), &arguments);
        assert!(
            output.status.success() && output.stdout.starts_with(b"%PDF"),
            "{arguments:?}: {:?}",
            told(&output).get(..80)
        );
        assert!(!case.path("-").exists());
    }
}

/// With a limit on the size of files, as a full disk has one, the sheet of before stays whole.
#[cfg(unix)]
#[test]
fn a_sheet_that_cannot_be_written_leaves_the_one_before_it_and_nothing_beside() {
    let case = OnDisk::new(&screened());
    assert!(run_in(case.folder.path(), &["form", "-o", "sheet.pdf"]).status.success());
    let before = fs::read(case.path("sheet.pdf")).unwrap();
    let script = format!("ulimit -f 8; trap '' XFSZ; exec '{}' form -o sheet.pdf", env!("CARGO_BIN_EXE_reweave"));
    let output = Command::new("sh").args(["-c", &script]).current_dir(case.folder.path()).output().unwrap();
    assert!(!output.status.success());
    assert!(told(&output).contains("sheet.pdf could not be written"), "{}", told(&output));
    assert!(fs::read(case.path("sheet.pdf")).unwrap() == before);
    assert_eq!(fs::read_dir(case.folder.path()).unwrap().count(), 2, "the case and the sheet, and no part of one");
}

#[cfg(unix)]
#[test]
fn sheets_about_people_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let case = OnDisk::new(&screened());
    let web_page = vec!["handout", "case.json", "--discretion", "in-room", "--format", "html", "-o", "sheet.pdf"];
    for arguments in writing("sheet.pdf")[..2].iter().chain([&web_page]) {
        fs::write(case.path("sheet.pdf"), "").unwrap();
        assert!(run_in(case.folder.path(), arguments).status.success(), "{arguments:?}");
        let mode = fs::metadata(case.path("sheet.pdf")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{arguments:?}");
    }
}

#[cfg(unix)]
#[test]
fn what_never_ends_is_not_read() {
    let case = OnDisk::new(&screened());
    assert!(Command::new("mkfifo").arg(case.path("pipe")).status().unwrap().success());
    for path in ["pipe", "/dev/zero", "."] {
        fs::write(case.path("practice.toml"), format!("name = \"P\"\nlogo = \"{path}\"\nalt = \"L\"\n")).unwrap();
        let leaflet = |letterhead| ["leaflet", "negotiated-time-out", "-o", "x.pdf", "--letterhead", letterhead];
        for arguments in [&["map", path][..], &["template", "check", path], &leaflet(path), &leaflet("practice.toml")] {
            let output = run_in(case.folder.path(), arguments);
            assert!(told(&output).contains("no regular file"), "{arguments:?}: {}", told(&output));
        }
    }
}

#[test]
fn an_input_that_is_too_large_is_not_read_whole() {
    let case = OnDisk::new(&screened());
    fs::write(case.path("large"), vec![b' '; 21 << 20]).unwrap();
    fs::write(case.path("practice.toml"), "name = \"P\"\nlogo = \"large\"\nalt = \"L\"\n").unwrap();
    let leaflet = |letterhead| ["leaflet", "negotiated-time-out", "-o", "x.pdf", "--letterhead", letterhead];
    for arguments in
        [&["map", "large"][..], &["template", "check", "large"], &leaflet("large"), &leaflet("practice.toml")]
    {
        let output = run_in(case.folder.path(), arguments);
        assert!(told(&output).contains("larger than"), "{arguments:?}: {}", told(&output));
    }
}

#[test]
fn a_key_that_comes_twice_is_refused_by_its_name() {
    let case = OnDisk::new(&screened());
    let twice = r#"{"ticked":["ABU-01"],"done":["individual-safety-interview"],"ticked":["TRA-11"]}"#;
    fs::write(case.path("case.json"), twice).unwrap();
    for arguments in [&["map"][..], &["plan"], &["programme"], &["handout", "-o", "-"], &["run-sheet", "-o", "-"]] {
        let output = case.run(arguments);
        assert!(!output.status.success() && told(&output).contains("“ticked” comes twice"), "{}", told(&output));
    }
    fs::write(case.path("t.json"), r#"{"reweave":"template","version":1,"title":"a","title":"b"}"#).unwrap();
    let output = run_in(case.folder.path(), &["template", "check", "t.json"]);
    assert!(told(&output).contains("“title” comes twice"), "{}", told(&output));
}

#[test]
fn a_mark_in_front_is_read_over_and_utf_16_says_what_to_do() {
    let case = OnDisk::new(&screened());
    let template = run_in(case.folder.path(), &["template", "make", "case.json", "--title", "T"]).stdout;
    let files = [
        ("case.json", screened().to_string()),
        ("t.json", String::from_utf8(template).unwrap()),
        ("p.toml", "name = \"P\"\n".into()),
    ];
    let commands: [&[&str]; 3] = [
        &["map", "case.json"],
        &["template", "check", "t.json"],
        &["leaflet", "negotiated-time-out", "--letterhead", "p.toml", "-o", "x.pdf"],
    ];
    for ((file, text), arguments) in files.iter().zip(commands) {
        fs::write(case.path(file), format!("\u{feff}{text}")).unwrap();
        let output = run_in(case.folder.path(), arguments);
        assert!(output.status.success(), "{file}: {}", told(&output));
        for (mark, bytes) in [(0xff_u8, u16::to_le_bytes as fn(u16) -> [u8; 2]), (0xfe, u16::to_be_bytes)] {
            let mut utf_16 = vec![mark, if mark == 0xff { 0xfe } else { 0xff }];
            utf_16.extend(text.encode_utf16().flat_map(bytes));
            fs::write(case.path(file), utf_16).unwrap();
            let output = run_in(case.folder.path(), arguments);
            assert!(told(&output).contains("save it as UTF-8"), "{file}: {}", told(&output));
        }
    }
}

/// The output of a command that is given these bytes on standard input.
fn given(arguments: &[&str], bytes: &[u8]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_reweave"));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the binary runs");
    child.stdin.take().expect("standard input").write_all(bytes).expect("it is read");
    child.wait_with_output().expect("it ends")
}

#[test]
fn standard_input_is_read_like_a_file_and_once() {
    let output = given(&["map", "--json", "-"], format!("\u{feff}{}", screened()).as_bytes());
    assert!(serde_json::from_slice::<Value>(&output.stdout).is_ok());
    let case = OnDisk::new(&screened());
    let template = run_in(case.folder.path(), &["template", "make", "case.json", "--title", "T"]).stdout;
    let output = given(&["template", "apply", "-", "-"], &template);
    assert!(told(&output).contains("standard input can be read once"), "{}", told(&output));
}

/// Every command that prints, with nobody there to read and on a full disk.
#[cfg(target_os = "linux")]
#[test]
fn a_closed_pipe_ends_quietly_and_a_full_disk_in_one_sentence() {
    let case = OnDisk::new(&screened());
    let template = run_in(case.folder.path(), &["template", "make", "case.json", "--title", "T"]).stdout;
    fs::write(case.path("t.json"), template).unwrap();
    let printing: [&[&str]; 12] = [
        &["map", "case.json"],
        &["map", "case.json", "--json"],
        &["plan", "case.json"],
        &["plan", "case.json", "--json"],
        &["programme", "case.json"],
        &["library", "list"],
        &["library", "show", "negotiated-time-out"],
        &["library", "check"],
        &["template", "check", "t.json"],
        &["template", "apply", "t.json", "case.json"],
        &["template", "make", "case.json", "--title", "T"],
        &["form", "-o", "-"],
    ];
    for arguments in printing {
        let run = |out: Stdio| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_reweave"));
            command.args(arguments).current_dir(case.folder.path()).stdout(out).stderr(Stdio::piped()).output().unwrap()
        };
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = run(writer.into());
        assert!(output.status.success() && output.stderr.is_empty(), "{arguments:?}: {}", told(&output));
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = run(full.into());
        let words = told(&output);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {words}");
        assert!(words.contains("standard output could not be written") && !words.contains("panicked"), "{words}");
    }
}

#[test]
fn an_error_repeats_no_sign_that_steers_a_terminal() {
    let wrong = json!({ "ticked": ["INF-\u{7}\u{0}9\u{1b}[2J\u{202e}"], "\u{1b}key": 1 });
    let output = OnDisk::new(&wrong).run(&["map"]);
    assert!(!output.status.success());
    let steering = |letter: char| (letter.is_control() && letter != '\n') || letter == '\u{202e}';
    assert!(!told(&output).contains(steering), "{:?}", told(&output));
    assert!(told(&output).contains("INF-"), "{}", told(&output));
}
