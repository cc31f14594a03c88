//! Progress messages: steps, their times and results.

use std::{
    io::Write,
    time::{Duration, Instant},
};

use anyhow::{Result, bail};

/// Runs one step under a heading and prints its time.
///
/// # Errors
/// Those of the step.
pub fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    heading(name);
    let started = Instant::now();
    let done = work();
    let took = seconds(started.elapsed());
    match done {
        Ok(_) => say(&format!("    {name}: {took}")),
        Err(_) => say(&format!("    {name}: FAILED after {took}")),
    }
    done
}

/// Steps that all run, also after one has failed.
#[derive(Debug)]
pub struct Steps {
    started: Instant,
    done: Vec<(String, Duration, Option<String>)>,
}

impl Steps {
    /// Starts the clock.
    pub fn new() -> Self {
        Self { started: Instant::now(), done: Vec::new() }
    }

    /// Runs one step and returns true if it succeeded. A failure is kept for [`Steps::close`].
    pub fn run(&mut self, name: &str, work: impl FnOnce() -> Result<()>) -> bool {
        let started = Instant::now();
        let problem = step(name, work).err().map(|problem| format!("{problem:#}"));
        if let Some(problem) = &problem {
            say(&format!("    {problem}"));
        }
        let succeeded = problem.is_none();
        self.done.push((name.to_owned(), started.elapsed(), problem));
        succeeded
    }

    /// Records a step that could not run, and why.
    pub fn missed(&mut self, name: &str, why: &str) {
        let why = format!("not run: {why}");
        self.done.push((name.to_owned(), Duration::ZERO, Some(why)));
    }

    /// Prints the time and result of each step, then `well` if all succeeded.
    ///
    /// # Errors
    /// When a step failed; the error lists all that did.
    pub fn close(self, well: &str) -> Result<()> {
        heading("Times");
        for (name, took, problem) in &self.done {
            let mark = if problem.is_none() { "ok    " } else { "FAILED" };
            say(&format!("    {mark} {:>9}  {name}", seconds(*took)));
        }
        let took = seconds(self.started.elapsed());
        let failed: Vec<_> = self
            .done
            .iter()
            .filter_map(|(name, _, problem)| problem.as_ref().map(|p| format!("  {name}: {p}")))
            .collect();
        if failed.is_empty() {
            say(&format!("\n{well} ({took})"));
            return Ok(());
        }
        let all = self.done.len();
        bail!("{} of {all} steps failed ({took}):\n{}", failed.len(), failed.join("\n"))
    }
}

/// Prints a line at once, before the output of the next program.
pub fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    // If the terminal is gone, there is no place to report it.
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

/// Formats as `12.3 s`, or as `4 min 05 s` from a minute on.
pub fn seconds(took: Duration) -> String {
    let whole = took.as_secs();
    if whole < 60 { format!("{:.1} s", took.as_secs_f64()) } else { format!("{} min {:02} s", whole / 60, whole % 60) }
}

fn heading(name: &str) {
    say(&format!("\n==> {name}"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_formatted_in_seconds_and_minutes() {
        assert_eq!(seconds(Duration::from_millis(1250)), "1.2 s");
        assert_eq!(seconds(Duration::from_secs(245)), "4 min 05 s");
    }

    #[test]
    fn every_failure_is_listed_and_later_steps_still_run() {
        let mut steps = Steps::new();
        assert!(!steps.run("first", || bail!("broken")));
        assert!(steps.run("second", || Ok(())));
        steps.missed("third", "nothing to try it on");
        let problem = steps.close("all well").map_err(|problem| problem.to_string());
        let text = problem.err().unwrap_or_default();
        assert!(text.starts_with("2 of 3 steps failed"), "{text}");
        assert!(text.contains("first: broken"), "{text}");
        assert!(text.contains("third: not run"), "{text}");
    }
}
