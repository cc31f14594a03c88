//! Every form of the grammar, and every refusal with its answer.

use super::{Facts, PaperBlock, PaperHomework, PaperText, PrintedText, check, check_homework, homework, shape};

fn read(section: &str) -> super::PaperSheet {
    PaperText::from_library(section).read().unwrap_or_else(|wrong| panic!("{section}: {wrong:?}"))
}

/// The line and the answer of the first thing that is refused.
fn refusal(section: &str) -> (usize, String) {
    let wrong = PaperText::from_section(section).read().unwrap_err().remove(0);
    (wrong.line, wrong.text)
}

const FACTS: Facts<'_> = Facts {
    never_printed: false,
    is_safety: false,
    is_crisis_plan: false,
    is_sensual: false,
    paragraphs: 3,
    neutral_title: None,
};

fn answers(section: &str, facts: Facts<'_>) -> String {
    check(&read(section), facts).into_iter().map(|(_, text)| text).collect::<Vec<_>>().join("; ")
}

#[test]
fn boxes_and_lines_mean_what_they_meant() {
    let sheet = read("- [ ] Done\n- Our word: ___ ___\n- Where: ___");
    assert!(matches!(&sheet.blocks[0], PaperBlock::Checks(texts) if texts[0].as_str() == "Done"));
    assert!(matches!(&sheet.blocks[1], PaperBlock::Fields(fields)
        if fields.len() == 2 && fields[0].lines == 2 && fields[0].label.text.as_str() == "Our word"));
}

#[test]
fn plans_of_older_releases_are_read() {
    let kept: PaperText = serde_json::from_str(r#"[{"Check":"Done"},{"Lines":["Our word",2]}]"#).unwrap();
    assert_eq!(kept.as_str(), "- [ ] Done\n- Our word: ___ ___");
    let again: PaperText = serde_json::from_str(&serde_json::to_string(&kept).unwrap()).unwrap();
    assert_eq!(kept, again);
    let bytes = postcard::to_allocvec(&kept).unwrap();
    assert_eq!(postcard::from_bytes::<PaperText>(&bytes).unwrap(), kept);
}

#[test]
fn every_block_is_read() {
    let section = "icon: hand\nlead: Short.\ntext: 1 3\nfor: each\nstop: Tell us alone.\n\n\
        ### Ours (Together.)\n\nWords that\ngo on.\n\n> A note.\n\n\
        1. {cup} **Rest.** A while.\n2. **Go on.**\n\ntiles 2x1:\n1. **A.** b\n2. **B.** c\n\n\
        1. First: ___\n2. Next: ___ ___\n\ncells 2x2:\n- A: ___\n- B (hint): ___\n- C (wide): ___\n\n\
        flow:\n- Before ___\n- After ___\n\nagenda:\nbegin: {chairs} Sit.\n1. One: ___\nend: {cup} Tea.\n\n\
        | {speech} Said | yes / no |\n| a | ( ) |\n| ___ | ( ) |\n\nmenu: Good + | Fine ~ | No -\n- Tea\n- ___\n\n\
        tickets 2: What | Day\n\n[0-10] Loud? (calm | loud) | before | after\n\n[Mo-Su] Tick.\n\n\
        [2 x Mo-Su] Sleep | Food\n\nlog: Mo-Su | Mood\n\ncalendar: month\n\nletters: Mine | Yours\n\n\
        dates: Today | From ___ on (Later.)\n\nfork: Safe? | Yes: Go. | No: Stay.\n\nchoose: a | b | ___ (large)\n\n\
        say: \"Hello.\" | \"Yes.\"\n\nframe: I felt ___ when ___\n\nagree: We agree ___ ___ (names)\n\n\
        card: To cut out\n- Word: ___\n\ncards 3:\n- Thank you ___\n\n\
        lights:\n- stop Stop (Both.): Our word ___\n- slow Slow: Ours ___\n- go Go: Ours ___\n\n\
        thermometer: Loud? (calm | loud) | before | after\n\ncrisis: Call now.";
    let sheet = read(section);
    assert_eq!(sheet.head.text, PrintedText::Only(vec![1, 3]));
    assert_eq!(sheet.blocks.len(), 29, "{:?}", shape(&sheet));
    for (figure, says) in [
        ("loop: a -> b -> c = Ours", "loop (3, middle true)"),
        ("rings: a | b | c", "rings (3)"),
        ("circles: me | close | far", "circles"),
        ("ladder: 5 | easy | hard", "ladder 5"),
        ("dial: 0-3 | a | b | c | d = x | y | z", "dial 3 (4, 3)"),
        ("wave: up | top | down = wait", "wave (inside true)"),
        ("pie: a | b = 2", "pie (2, Some(2))"),
        ("bands: much (panic) | middle | little", "bands"),
        ("bars: 10 min one | 10 min other", "bars [10, 10]"),
        ("timeline: before | after\n| me | you\n* a choice", "timeline (2, true)"),
    ] {
        assert_eq!(shape(&read(figure))[1], says);
    }
}

#[test]
fn each_refusal_names_its_line_and_what_would_be_right() {
    for (section, line, says) in [
        ("icon: hnad", 1, "there is no pictogram “hnad”; near: hand"),
        (
            "\ncells 2x2:\n- a: ___\n- b: ___\n- c: ___\n- d: ___\n- e: ___",
            2,
            "5 fields do not fit 2 x 2; write cells 2x3",
        ),
        ("loop: a -> b", 1, "a loop has three or four boxes, here 2"),
        ("loop: a -> b -> c -> d -> e", 1, "here 5"),
        ("ladder: 12 | a | b", 1, "a ladder has 2 to 7 rungs"),
        ("dial: 0-9", 1, "a dial goes to 3 to 6"),
        ("dial: 0-5 | a | b | c | d | e", 1, "6 words for 0 to 5, here 5"),
        ("| a | b | c |\n| 1 | 2 |", 2, "this row has 2 cells, its head has 3"),
        ("| a | b | c | d | e |\n| 1 | 2 | 3 | 4 | 5 |", 1, "too wide"),
        ("1. One\n3. Three", 2, "step 2 is missing"),
        ("1. One: ___\n2. Two", 2, "either all numbered lines end in ___"),
        ("- ___", 1, "a line to write on needs a label"),
        ("- a line", 1, "neither a box"),
        ("cels 2x2:", 1, "unknown block “cels”; near: cells"),
        ("### Pictures\n\n1. {hand} Stop.", 3, "a picture sheet has four panels"),
        ("### Pictures\n\n1. {hand} One two three four five six seven.", 3, "at most six words"),
    ] {
        let (at, text) = refusal(section);
        assert!(at == line && text.contains(says), "{section:?}: {at}: {text}");
    }
}

#[test]
fn limits_of_a_sheet_are_named() {
    let long = "x".repeat(75);
    assert!(answers(&format!("lead: {long}"), FACTS).contains("too long by 9"));
    assert!(answers("text: 4", FACTS).contains("has 3 paragraphs"));
    assert!(answers("loop: a -> b -> c\n\nladder: 3 | a | b", FACTS).contains("one figure a sheet"));
    assert!(answers("card: x\n- a: ___", Facts { never_printed: true, ..FACTS }).contains("ever printed"));
    assert!(answers("crisis: Call.", FACTS).contains("for safety plans"));
    let plan = Facts { is_crisis_plan: true, is_safety: true, ..FACTS };
    assert!(answers("lead: x\n\n- a: ___", plan).contains("begins with the numbers"));
    assert!(answers("lead: x\n\n### Neutral\n\n- Our sex life: ___", FACTS).contains("“sex” tells too much"));
    assert_eq!(answers("lead: x\n\ncrisis: Call.\n\n- a: ___", plan), "");
}

#[test]
fn homework_answers_when_where_how_long_and_what_if() {
    let whole =
        "Try it once.\n- when: Today.\n- where: Here.\n- long: A minute.\n- else (If not): Rest.\n\n[Mo-Su] Tick.";
    let read = homework::PaperHomework::read(whole).unwrap().unwrap();
    assert_eq!(read.in_words(), "Try it once. Today. Here. A minute.");
    assert_eq!(read.otherwise_name.as_ref().map(crate::library::ClientText::as_str), Some("If not"));
    assert!(matches!(read.strip, Some(PaperBlock::Week(_))));
    let sensual = Facts { is_sensual: true, ..FACTS };
    assert!(check_homework(&read, sensual)[0].1.contains("R50"));
    let wrong = PaperHomework::read("Try.\n- when: Today.").unwrap_err();
    assert!(wrong[0].line == 2 && wrong[0].text.contains("what if it does not work"), "{wrong:?}");
    let third = "Each writes a line; then stop.\n- when: a\n- where: b\n- long: c\n- else: d";
    let third = PaperHomework::read(third).unwrap().unwrap();
    assert!(check_homework(&third, FACTS)[0].1.contains("speak to the reader"));
}

#[test]
fn another_shape_is_told_in_words() {
    let shapes = |section: &str| shape(&read(section)).remove(1);
    assert_eq!(shapes("cells 2x2:\n- a: ___\n- b: ___ ___\n- c: ___"), "cells 2x2 (3 fields: 1 2 1)");
    assert_ne!(
        shapes("cells 2x2:\n- a: ___\n- b: ___\n- c: ___"),
        shapes("cells 2x2:\n- a: ___\n- b: ___ ___\n- c: ___")
    );
}

#[test]
fn a_colon_in_brackets_ends_no_name() {
    let lights = "lights:\n- stop No (That means: not now.): Our word ___\n- slow Slow: Ours ___\n- go Go: Ours ___";
    let sheet = read(lights);
    let PaperBlock::Lights(lights) = &sheet.blocks[0] else { panic!("{sheet:?}") };
    assert_eq!(lights[0].word.as_str(), "No");
    assert_eq!(lights[0].hint.as_ref().map(crate::library::ClientText::as_str), Some("That means: not now."));
    assert_eq!(lights[0].field.label.text.as_str(), "Our word");
    let (line, open) = refusal("lights:\n- stop No (That means: not now.\n- slow Slow: Ours ___\n- go Go: Ours ___");
    assert!(line == 2 && open.contains("a light says its word"), "{line}: {open}");
    let whole = "Try it.\n- when: a\n- where: b\n- long: c\n- else (If not: rest): Rest.";
    let read = homework::PaperHomework::read(whole).unwrap().unwrap();
    assert_eq!(read.otherwise_name.as_ref().map(crate::library::ClientText::as_str), Some("If not: rest"));
}
