//! The two-page reference handout, for whoever measures how it is made.
//!
//! - `worker content` prints what stands on it, as JSON, so that other engines can say the same.
//! - `worker warm` reads a number a line, makes one handout for each, and prints milliseconds and bytes.
//! - `worker once COUNT` makes this many and ends: for the instructions and the memory of a process.
//! - `worker file PATH` writes it, to be looked at.

use std::{
    env,
    error::Error,
    fs,
    io::{self, BufRead as _, Write as _},
    time::Instant,
};

use domain::{
    assess::{CaseState, PhaseChoice, Session},
    library::english,
    paper::handout::{Audience, Discretion, Handout, SheetLine, Wanted, make},
    planning::planner::{HomeworkTask, Plan, Present, SHORTEST, Sheet},
    vocabulary::{Language, Phase},
};
use pdf::{PaperSize, PrintedLetterhead, client_sheet, reading};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let handout = reference()?;
    let mut arguments = env::args().skip(1);
    match (arguments.next().as_deref(), arguments.next()) {
        (Some("content"), None) => writeln!(io::stdout(), "{}", content(&handout))?,
        (Some("warm"), None) => warm(&handout)?,
        (Some("once"), Some(count)) => {
            for n in 0..count.parse()? {
                print(&handout, n)?;
            }
        }
        (Some("file"), Some(path)) => fs::write(path, print(&handout, 0)?)?,
        _ => return Err("content, warm, once COUNT or file PATH".into()),
    }
    Ok(())
}

/// Two exercises with lines and homework, for both, with help lines.
fn reference() -> Result<Handout, Box<dyn Error>> {
    let items = ["negotiated-time-out", "speaker-listener-turns"].map(str::parse::<domain::vocabulary::ItemId>);
    let items = items.into_iter().collect::<Result<Vec<_>, _>>()?;
    let task = |item: &domain::vocabulary::ItemId| HomeworkTask {
        item: item.clone(),
        dose: String::new(),
        audience: Present::Both,
    };
    let plan = Plan {
        minutes: SHORTEST,
        session: Session::Couple,
        phase: PhaseChoice { id: Phase::Safety, because: String::new() },
        blocks: Vec::new(),
        homework: items.iter().map(task).collect(),
        sheets: vec![Sheet { audience: Audience::Both, items }],
        why: String::new(),
        stop_if: String::new(),
        warnings: Vec::new(),
        passed: Vec::new(),
    };
    let wanted = Wanted {
        audience: Audience::Both,
        discretion: Discretion::Standard,
        country: Some("UK".into()),
        violence_lines: false,
        verified: domain::paper::handout::Verified::default(),
        language: Language::English,
    };
    Ok(make(english(), &CaseState::default(), &plan, &wanted)?)
}

fn letterhead(number: u32) -> PrintedLetterhead {
    PrintedLetterhead {
        name: format!("Lindenhof Couples Practice {number}"),
        address: "14 Garden Row, Bristol BS1 4QA · 0117 496 0123 · hello@lindenhof.example".into(),
        ..PrintedLetterhead::default()
    }
}

fn print(handout: &Handout, number: u32) -> Result<Vec<u8>, pdf::PdfError> {
    client_sheet(handout, Some(&letterhead(number)), PaperSize::A4.into())
}

fn warm(handout: &Handout) -> Result<(), Box<dyn Error>> {
    for line in io::stdin().lock().lines() {
        let number = line?.trim().parse()?;
        let start = Instant::now();
        let bytes = print(handout, number)?;
        println!("{} {}", start.elapsed().as_secs_f64() * 1000.0, bytes.len());
        io::stdout().flush()?;
    }
    Ok(())
}

/// Every line with its kind, in the order in which they are read.
fn content(handout: &Handout) -> Value {
    let line = |line: &SheetLine| {
        let kind = match line {
            SheetLine::Title(_) => "title",
            SheetLine::Heading(_) => "heading",
            SheetLine::Text(_) => "text",
            SheetLine::Tick(_) => "tick",
            SheetLine::Blank(_) => "blank",
        };
        json!([kind, line.words()])
    };
    let letterhead = letterhead(0);
    json!({
        "practice": letterhead.name,
        "address": letterhead.address,
        "lines": reading(handout, None).iter().map(line).collect::<Vec<_>>(),
    })
}
