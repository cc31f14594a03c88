//! The command line as scripts use it: what goes in, what comes out, what a mistake answers.

use std::{
    fs,
    path::PathBuf,
    process::{Command, Output},
};

use serde_json::{Value, json};

fn reweave(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_reweave")).args(arguments).output().expect("the binary runs")
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// A case in a file of its own.
struct OnDisk {
    folder: tempfile::TempDir,
}

impl OnDisk {
    fn new(case: &Value) -> Self {
        let folder = tempfile::tempdir().expect("a folder to write to");
        fs::write(folder.path().join("case.json"), case.to_string()).expect("the case can be written");
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let case = self.path("case.json");
        let mut all = vec![arguments[0], case.to_str().expect("a readable path")];
        all.extend(&arguments[1..]);
        reweave(&all)
    }
}

fn screened() -> Value {
    json!({ "ticked": ["BET-01", { "id": "TRA-11", "who": "b" }], "no": ["ABU-01"],
            "done": ["individual-safety-interview", "negotiated-time-out"], "minutes": 60, "start": "09:30" })
}

#[test]
fn map_json_keeps_its_contract() {
    let output = OnDisk::new(&screened()).run(&["map", "--json"]);
    let map: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    for key in ["challenges", "gates", "phase", "blocked", "not_asked", "suggested"] {
        assert!(!map[key].is_null(), "{key}");
    }
    assert_eq!(map["challenges"][0]["id"], "betrayal");
    let evidence = &map["challenges"][0]["evidence"][0];
    assert_eq!(
        (&evidence["indicator"], &evidence["points"], &evidence["kind"]),
        (&json!("BET-01"), &json!(3), &json!("own"))
    );
    let not_asked: Vec<&str> = map["not_asked"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert!(!not_asked.contains(&"ABU-01") && not_asked.contains(&"ABU-02"), "no is an answer, silence is none");
    assert!(map["suggested"][0]["minutes"].is_u64() && map["suggested"][0]["because"][0].is_string());
}

#[test]
fn plan_json_keeps_its_contract_and_its_clock() {
    let output = OnDisk::new(&screened()).run(&["plan", "--json", "--minutes", "80"]);
    let plan: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    for key in ["minutes", "session", "phase", "blocks", "homework", "sheets", "why", "stop_if", "warnings"] {
        assert!(!plan[key].is_null(), "{key}");
    }
    assert_eq!(plan["minutes"], 80);
    assert_eq!(plan["blocks"][0]["start"], "09:30");
    let sum: u64 = plan["blocks"].as_array().unwrap().iter().filter_map(|block| block["minutes"].as_u64()).sum();
    assert_eq!(sum, 80);
    for key in ["part", "item", "title", "audience", "high_intensity", "confirm"] {
        assert!(plan["blocks"][3].get(key).is_some(), "{key}");
    }
}

#[test]
fn a_length_out_of_range_says_what_is_possible() {
    for minutes in ["29", "121", "300"] {
        let output = OnDisk::new(&screened()).run(&["plan", "--minutes", minutes]);
        assert!(!output.status.success());
        assert!(told(&output).contains(&format!("30 to 120 minutes, not {minutes}")), "{}", told(&output));
    }
}

#[test]
fn without_json_people_get_tables_without_colour_codes() {
    for command in ["map", "plan", "programme"] {
        let output = OnDisk::new(&screened()).run(&[command]);
        assert!(output.status.success(), "{}", told(&output));
        assert!(!told(&output).contains('\u{1b}'), "{command}: no colour outside a terminal");
        assert!(told(&output).contains("Betrayal") || told(&output).contains("Session of 60 minutes"));
    }
}

#[test]
fn mistakes_name_the_nearest_valid_word_and_come_all_at_once() {
    let wrong = json!({ "tiked": [], "ticked": ["INF-99", "BET-1"], "done": ["negociated-time-out"],
                        "closed_gates": { "GATE-STY": "tested" }, "phase": "savety", "session": "cuople",
                        "minutes": 15, "start": "25:00" });
    let output = OnDisk::new(&wrong).run(&["map"]);
    assert!(!output.status.success());
    let text = told(&output);
    for hint in [
        "did you mean “ticked”",
        "did you mean “negotiated-time-out”",
        "did you mean “GATE-STI”",
        "did you mean “safety”",
        "did you mean “couple”",
        "between 30 and 120",
        "“25:00” is not a time",
    ] {
        assert!(text.contains(hint), "{hint}\n{text}");
    }
    let who = json!({ "ticked": [{ "id": "INF-05", "who": "a" }] });
    assert!(told(&OnDisk::new(&who).run(&["map"])).contains("INF-05 is about the couple"));
    assert!(told(&reweave(&["map", "no-such-file.json"])).contains("no-such-file.json could not be read"));
}

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
    assert!(size.is_none() && told.contains("not printed for this couple"), "{told}");
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
    assert!(size > plain && !told.contains("left off"), "{told}");
    for discretion in ["neutral", "in-room"] {
        let (told, size) = handout(discretion);
        assert!(size.is_some() && told.contains("left off"), "{told}");
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
fn the_library_is_checked_listed_and_shown() {
    let checked = told(&reweave(&["library", "check"]));
    assert!(
        checked.contains("76 exercises") && checked.contains("German is whole") && checked.contains("Spanish is whole")
    );
    assert!(told(&reweave(&["library", "list"])).contains("negotiated-time-out"));
    for (id, word) in
        [("negotiated-time-out", "Steps"), ("INF-01", "GATE-STI"), ("GATE-STI", "Closes when"), ("R25", "stop signal")]
    {
        assert!(told(&reweave(&["library", "show", id])).contains(word), "{id}");
    }
    let missing = reweave(&["library", "show", "grounding-tolkit"]);
    assert!(!missing.status.success() && told(&missing).contains("did you mean “grounding-toolkit”"));
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
        let sheet = fs::read(&sheet).unwrap();
        // The description of the file is not compressed.
        let says = format!("<rdf:li>{language}</rdf:li>");
        assert!(sheet.windows(says.len()).any(|bytes| bytes == says.as_bytes()), "{language}");
        sheets.push(sheet);
    }
    assert!(sheets[0] != sheets[1] && sheets[1] != sheets[2]);
    let unknown = case.run(&["handout", "-o", "unused.pdf", "--language", "fr"]);
    assert!(
        !unknown.status.success() && told(&unknown).contains("[possible values: en, de, es]"),
        "{}",
        told(&unknown)
    );
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
    assert!(gate.contains("nothing closes GATE-"), "{gate}");
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

#[test]
fn a_programme_says_each_session_its_reasons_and_what_it_waits_for() {
    let output = OnDisk::new(&screened()).run(&["programme", "--sessions", "10"]);
    let text = told(&output);
    assert!(output.status.success(), "{text}");
    for said in [
        "Programme of 10 sessions, 60 minutes each",
        "Session 1 · ",
        "Goes on when:",
        "ending (R37)",
        "It serves Betrayal",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    let json = OnDisk::new(&screened()).run(&["programme", "--json", "--sessions", "4", "--minutes", "80"]);
    let programme: Value = serde_json::from_slice(&json.stdout).expect("JSON");
    assert_eq!(programme["steps"].as_array().unwrap().len(), 4);
    assert_eq!(programme["steps"][3]["purpose"], "ending");
    for wrong in [&["--sessions", "3"][..], &["--sessions", "17"], &["--minutes", "20"]] {
        let refused = OnDisk::new(&screened()).run(&[&["programme"], wrong].concat());
        assert!(!refused.status.success() && told(&refused).contains(" to "), "{wrong:?}");
    }
}

/// A template of a couple without gates, in a folder with its case.
fn template_of(case: &Value) -> OnDisk {
    let disk = OnDisk::new(case);
    let file = disk.path("template.json");
    let (path, file) = (disk.path("case.json"), file.to_str().expect("a readable path").to_owned());
    let case = path.to_str().expect("a readable path");
    let made = reweave(&["template", "make", case, "--title", "Repair talk", "--output", &file]);
    assert!(made.status.success(), "{}", told(&made));
    disk
}

fn calm() -> Value {
    json!({ "id": "CANARY-7731", "story": "CANARY-7731 told this", "ticked": ["BET-01"],
            "done": ["individual-safety-interview", "negotiated-time-out", "ground-rules-and-secrets-policy"],
            "closed_gates": { "GATE-UNSCREENED": "CANARY-7731 checked" }, "phase": "meaning", "minutes": 60 })
}

#[test]
fn a_template_of_a_case_holds_nothing_of_it_and_never_lets_a_held_exercise_through() {
    let disk = template_of(&calm());
    let file = disk.path("template.json");
    let file = file.to_str().expect("a readable path");
    let text = fs::read_to_string(file).expect("the template was written");
    assert!(!text.contains("CANARY"), "{text}");
    assert!(reweave(&["template", "check", file]).status.success());

    let own = disk.path("case.json");
    let own = reweave(&["template", "apply", file, own.to_str().expect("a path"), "--json"]);
    let own: Value = serde_json::from_slice(&own.stdout).expect("JSON");
    let exercises = |shape: &Value| -> Vec<String> {
        let blocks = shape["blocks"].as_array().expect("blocks").iter();
        blocks.filter_map(|block| block["item"].as_str()).map(str::to_owned).collect()
    };
    assert!(!exercises(&own).is_empty(), "{own}");

    let mut controlled = calm();
    controlled["ticked"] = json!(["BET-01", "ABU-01"]);
    let other = OnDisk::new(&controlled);
    let case = other.path("case.json");
    let case = case.to_str().expect("a path");
    let applied = reweave(&["template", "apply", file, case, "--json"]);
    let shape: Value = serde_json::from_slice(&applied.stdout).expect("JSON");
    let rows = shape["rows"].as_array().expect("rows");
    let held: Vec<usize> = (0..rows.len())
        .filter(|n| rows[*n]["held_by"].as_array().is_some_and(|by| by.contains(&json!("GATE-CONTROL"))))
        .collect();
    assert!(!held.is_empty(), "{shape}");
    for n in &held {
        let item = rows[*n]["item"].as_str().expect("an exercise");
        assert!(!exercises(&shape).contains(&item.to_owned()), "{item} got in");
        for what in ["keep", item] {
            let forced = reweave(&["template", "apply", file, case, "--choose", &format!("{}={what}", n + 1)]);
            assert!(!forced.status.success(), "{what}");
            assert!(
                told(&forced).contains("is held: ") && told(&forced).contains("It closes when"),
                "{}",
                told(&forced)
            );
        }
    }
}

#[test]
fn a_template_file_that_is_none_says_what_to_do() {
    let disk = template_of(&calm());
    let file = disk.path("template.json");
    let text = fs::read_to_string(&file).expect("the template was written");
    let path = file.to_str().expect("a readable path");
    for (bad, says) in [
        ("{}".to_owned(), "not a template file of Reweave"),
        (text.replacen("\"blocks\"", "\"note\": \"she said\", \"blocks\"", 1), "Nothing was imported"),
        (text.replacen("\"minutes\": 60", "\"minutes\": 250", 1), "30 to 120 minutes"),
    ] {
        fs::write(&file, bad).expect("the file can be written");
        let output = reweave(&["template", "check", path]);
        assert!(!output.status.success() && told(&output).contains(says), "{}", told(&output));
    }
}
