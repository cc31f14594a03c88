//! The printed table: one measure a line, with its budget and result.

use std::fmt;

/// One line.
struct Row {
    measure: String,
    value: f64,
    unit: &'static str,
    budget: Option<f64>,
}

impl Row {
    fn holds(&self) -> Option<bool> {
        self.budget.map(|budget| self.value <= budget)
    }
}

/// All lines, in the order in which they were measured.
#[derive(Default)]
pub struct Table(Vec<Row>);

impl Table {
    /// Adds a measure; without a budget it is only shown.
    pub fn add(&mut self, measure: &str, value: f64, unit: &'static str, budget: Option<f64>) {
        self.0.push(Row { measure: measure.to_owned(), value, unit, budget });
    }

    /// True if every budget is met.
    pub fn holds(&self) -> bool {
        self.0.iter().all(|row| row.holds() != Some(false))
    }
}

impl fmt::Display for Table {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(to, "{:<48} {:>12} {:>12}", "measure", "value", "budget")?;
        for row in &self.0 {
            let value = format!("{:.1} {}", row.value, row.unit);
            let budget = row.budget.map(|budget| format!("{budget:.0} {}", row.unit)).unwrap_or_default();
            let holds = match row.holds() {
                Some(true) => "holds",
                Some(false) => "BROKEN",
                None => "",
            };
            writeln!(to, "{:<48} {value:>12} {budget:>12}  {holds}", row.measure)?;
        }
        Ok(())
    }
}
