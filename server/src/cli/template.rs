//! `reweave template`: template files, made, inspected and used without a browser. Gates apply as everywhere: preview
//! and plan come from the same functions as on screen (invariant 4).

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use comfy_table::Cell;
use domain::{
    assess::{Partner, Session},
    library::{Library, english},
    plan::{
        SessionPlan,
        editor::{Booking, draft},
        templates::{
            Application, Booked, Choice, Content, Labels, Row, SlotChoice, State, Template, apply, file, from_plan,
            plan,
        },
    },
    planning::planner::{LONGEST, SHORTEST},
    vocabulary::{ItemId, Minutes},
};
use serde::Serialize;

use super::{
    assessed_case::{AssessedCase, read},
    input::{self, Inputs},
    output::{self, Out, Target, line},
    table::{alert, strong, table},
};

/// The subcommands of `reweave template`.
#[derive(Debug, clap::Subcommand)]
pub enum TemplateCommand {
    /// Makes a template from the plan for a case. It contains nothing about the case.
    Make {
        /// The case file; `-` reads standard input.
        case: PathBuf,
        /// Title of the template.
        #[arg(long)]
        title: String,
        /// Length of the session, 30 to 120; otherwise the case says, or it is 60.
        #[arg(long)]
        minutes: Option<u16>,
        /// The file to write; otherwise, and for `-`, it is printed.
        #[arg(long, short)]
        output: Option<PathBuf>,
        /// Write over an existing file of another kind, too.
        #[arg(long, requires = "output")]
        force: bool,
    },
    /// Checks a template file: its content, and what the library does not have.
    Check {
        /// The template file; `-` reads standard input.
        template: PathBuf,
    },
    /// Uses a template for a case: what fits, what is on hold and why, and the plan.
    Apply(ApplyArguments),
}

/// Arguments of `reweave template apply`.
#[derive(Debug, clap::Args)]
pub struct ApplyArguments {
    /// The template file.
    template: PathBuf,
    /// The case file; `-` reads standard input.
    case: PathBuf,
    /// Length of the session, 30 to 120; otherwise as in the template.
    #[arg(long)]
    minutes: Option<u16>,
    /// Choice for an item: its number, and an exercise, `keep`, `open` or `out`. For example 3=open.
    #[arg(long = "choose", value_name = "ITEM=WHAT")]
    choices: Vec<String>,
    /// Print JSON for scripts.
    #[arg(long)]
    json: bool,
}

pub fn run(command: &TemplateCommand) -> anyhow::Result<()> {
    match command {
        TemplateCommand::Make { case, title, minutes, output, force } => {
            let target = Target::new(output.as_deref().unwrap_or(Path::new("-")), *force);
            make(case, title, *minutes, &target)
        }
        TemplateCommand::Check { template } => check(template),
        TemplateCommand::Apply(arguments) => use_it(arguments),
    }
}

fn make(case: &Path, title: &str, minutes: Option<u16>, target: &Target) -> anyhow::Result<()> {
    let inputs = Inputs::default();
    let read = read(&inputs, case)?;
    let booking = Booking { minutes: length(minutes, read.case.minutes)?, ..booking(&read, read.case.session) };
    let drafted = draft(&read.picture.moment(read.library, &read.case.course), booking);
    let (template, _) = from_plan(read.library, &drafted);
    let labels = Labels::typed(title, "", "");
    let labels =
        labels.map_err(|faults| anyhow::anyhow!(faults.into_iter().map(|fault| fault.text).collect::<String>()))?;
    let text = file::write(&labels.on(template));
    target.write(&inputs, text.as_bytes(), output::TEMPLATE)
}

fn check(path: &Path) -> anyhow::Result<()> {
    let found = open(&Inputs::default(), path)?;
    let mut out = Out::default();
    let template = &found.template;
    out.heading(&format!("{} · {} minutes · {} phase", template.title, template.minutes, template.phase.in_words()));
    let mut rows = table(&["No", "Min", "Part", "What", "Who"]);
    for (n, block) in template.blocks.iter().enumerate() {
        let what = match &block.content {
            Content::Part => String::new(),
            Content::Exercise(named) => named.title().to_owned(),
            Content::Slot(..) => "placeholder".to_owned(),
        };
        rows.add_row([
            Cell::new(n + 1),
            Cell::new(block.minutes),
            Cell::new(block.part.as_str()),
            strong(&what),
            Cell::new(block.room),
        ]);
    }
    line!(out, "{rows}");
    for id in &found.unknown {
        line!(out, "  Not in this library: {id}");
    }
    for id in &found.other_words {
        line!(out, "  Different text here, and that is used: {id}");
    }
    out.send()
}

fn use_it(arguments: &ApplyArguments) -> anyhow::Result<()> {
    let inputs = Inputs::default();
    let template = open(&inputs, &arguments.template)?.template;
    let mut read = read(&inputs, &arguments.case)?;
    let booked = match (template.booked, read.case.session) {
        (Booked::Individual(role), Session::Couple) => Session::Individual(role, Some(Partner::A)),
        (_, asked) => asked,
    };
    read.picture = domain::assess::Assessment::of(read.library, &read.case.course, read.case.phase, booked);
    let minutes = length(arguments.minutes, template.minutes)?;
    let moment = read.picture.moment(read.library, &read.case.course);
    let application = apply(&template, &moment, minutes);
    let mut choices = application.proposed();
    for chosen in &arguments.choices {
        choose(&mut choices, chosen)?;
    }
    let booking = Booking { minutes, ..booking(&read, booked) };
    let made = plan(&template, &moment, booking, Partner::A, &choices);
    let made = made.map_err(|against| {
        let lines: Vec<String> = against
            .into_iter()
            .map(|one| one.block.map_or(one.text.clone(), |at| format!("item {}: {}", at + 1, one.text)))
            .collect();
        anyhow::anyhow!("no plan was created\n{}", lines.join("\n"))
    })?;
    let mut out = Out::default();
    if arguments.json {
        line!(out, "{}", serde_json::to_string_pretty(&shape(&application, &template, &made))?);
    } else {
        print_rows(&mut out, read.library, &application);
        print_plan(&mut out, &made);
    }
    out.send()
}

fn open(inputs: &Inputs, path: &Path) -> anyhow::Result<file::Read> {
    let text = inputs.text(path, input::TEMPLATE)?;
    file::read(english(), &text).with_context(|| format!("{} is not a template that can be used", path.display()))
}

fn booking(read: &AssessedCase, booked: Session) -> Booking {
    Booking { number: 1, on: None, start: read.case.start, minutes: read.case.minutes, booked }
}

fn length(wanted: Option<u16>, usual: Minutes) -> anyhow::Result<Minutes> {
    let Some(wanted) = wanted else { return Ok(usual) };
    let possible = u8::try_from(wanted).ok().map(Minutes).filter(|minutes| (SHORTEST..=LONGEST).contains(minutes));
    let Some(minutes) = possible else { bail!("a session has {SHORTEST} to {LONGEST} minutes, not {wanted}") };
    Ok(minutes)
}

/// Applies a choice such as `3=open` or `4=negotiated-time-out`; blocks count from 1.
fn choose(choices: &mut [Choice], text: &str) -> anyhow::Result<()> {
    let count = choices.len();
    let parts = text.split_once('=').and_then(|(n, what)| Some((n.parse::<usize>().ok()?.checked_sub(1)?, what)));
    let Some((at, what)) = parts.filter(|(at, _)| *at < count) else {
        bail!("“{text}” is not an item; write its number, 1 to {count}, and what goes there: 1=open")
    };
    choices[at].take = match what {
        "keep" => SlotChoice::Keep,
        "open" => SlotChoice::Open,
        "out" => SlotChoice::Out,
        id => SlotChoice::Item(id.parse::<ItemId>()?),
    };
    Ok(())
}

fn print_rows(out: &mut Out, library: &Library, application: &Application) {
    out.heading(&format!("What fits · {} minutes · {}", application.minutes, application.session));
    let mut rows = table(&["No", "Min", "Part", "What", "State", "Instead"]);
    for (n, row) in application.rows.iter().enumerate() {
        let said = said(library, row);
        let offers: Vec<&str> = row.offers.iter().map(ItemId::as_str).collect();
        rows.add_row([
            Cell::new(n + 1),
            Cell::new(row.minutes),
            Cell::new(&row.part),
            Cell::new(row.title.as_deref().unwrap_or_default()),
            if row.state == State::Fits { Cell::new(said) } else { alert(&said) },
            Cell::new(offers.join("\n")),
        ]);
    }
    line!(out, "{rows}");
}

fn said(library: &Library, row: &Row) -> String {
    match &row.state {
        State::Held(holds) => {
            let because: Vec<String> = holds.iter().map(|hold| hold.in_words(library)).collect();
            format!("on hold: {}", because.join(" "))
        }
        State::TooLong(least) => format!("too long: needs at least {least} minutes"),
        other => word(other).replace('-', " "),
    }
}

fn print_plan(out: &mut Out, plan: &SessionPlan) {
    out.heading("The plan");
    let mut rows = table(&["Min", "Part", "What", "Who"]);
    for block in &plan.blocks {
        let what = if block.title == block.part { "" } else { block.title.as_str() };
        rows.add_row([Cell::new(block.minutes), Cell::new(&block.part), strong(what), Cell::new(block.present)]);
    }
    line!(out, "{rows}");
    for (id, dose) in &plan.homework {
        line!(out, "  Homework, {id}: {dose}");
    }
}

/// Returns the state in one word, for scripts.
fn word(state: &State) -> &'static str {
    match state {
        State::Fits => "fits",
        State::Choose => "choose",
        State::Held(_) => "held",
        State::NotToday(_) => "not-today",
        State::Apart => "with-each-alone",
        State::Twice => "twice",
        State::Unknown => "unknown",
        State::TooLong(_) => "too-long",
    }
}

/// The JSON of a template applied to a case. Keys are a contract: add, never rename.
#[derive(Serialize)]
struct Shape {
    title: String,
    minutes: u8,
    session: String,
    rows: Vec<RowShape>,
    blocks: Vec<BlockShape>,
    homework: Vec<String>,
}

#[derive(Serialize)]
struct RowShape {
    part: String,
    minutes: u8,
    item: Option<String>,
    state: &'static str,
    held_by: Vec<String>,
    instead: Vec<String>,
}

#[derive(Serialize)]
struct BlockShape {
    part: String,
    minutes: u8,
    item: Option<String>,
    title: String,
    audience: String,
}

fn shape(application: &Application, template: &Template, plan: &SessionPlan) -> Shape {
    let row = |row: &Row| RowShape {
        part: row.part.clone(),
        minutes: row.minutes.0,
        item: row.item.as_ref().map(ToString::to_string),
        state: word(&row.state),
        held_by: match &row.state {
            State::Held(holds) => holds.iter().map(domain::safety::Hold::id).collect(),
            _ => Vec::new(),
        },
        instead: row.offers.iter().map(ToString::to_string).collect(),
    };
    let blocks = plan.blocks.iter().map(|block| BlockShape {
        part: block.part.clone(),
        minutes: block.minutes.0,
        item: block.exercise().map(ToString::to_string),
        title: block.title.clone(),
        audience: block.present.to_string(),
    });
    Shape {
        title: template.title.clone(),
        minutes: application.minutes.0,
        session: application.session.to_string(),
        rows: application.rows.iter().map(row).collect(),
        blocks: blocks.collect(),
        homework: plan.homework.iter().map(|(id, _)| id.to_string()).collect(),
    }
}
