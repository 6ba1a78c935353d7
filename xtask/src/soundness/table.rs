//! The table at the end.

use std::fmt::Write as _;
use std::time::Duration;

use super::step::End;

/// One step that is done.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) end: End,
    pub(crate) took: Duration,
}

impl Row {
    /// A step that tried nothing has failed. So has one that was skipped where nothing may be.
    pub(crate) fn failed(&self) -> bool {
        match &self.end {
            End::Ran(count) => count.failures > 0 || count.cases == 0,
            End::Skipped(_) => std::env::var_os("LITERT_REQUIRE").is_some_and(|it| it == "1"),
        }
    }
}

pub(crate) fn render(rows: &[Row]) -> String {
    let width = rows.iter().map(|row| row.name.len()).max().unwrap_or(0);
    let mut text = format!(
        "{:<width$}  {:>9}  {:>8}  {:>7}\n",
        "", "cases", "failures", "time"
    );
    for row in rows {
        let seconds = format!("{} s", row.took.as_secs());
        let _ = match &row.end {
            End::Ran(count) => writeln!(
                text,
                "{:<width$}  {:>9}  {:>8}  {seconds:>7}",
                row.name, count.cases, count.failures
            ),
            End::Skipped(why) => writeln!(text, "{:<width$}  skipped: {why}", row.name),
        };
    }
    text
}
