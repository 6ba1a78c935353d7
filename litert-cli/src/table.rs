//! Tables of text that fit the terminal.

use std::io::{self, Write as _};

use crate::format::{fit, one_line, width};
use crate::output::{DIM, Output};

/// The side that a column's cells lean to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Texts.
    Left,
    /// Numbers.
    Right,
}

/// Rows of cells. Where the terminal is too narrow the widest column gives way.
#[derive(Debug)]
pub struct Table {
    columns: Vec<(String, Align)>,
    rows: Vec<Vec<String>>,
}

/// What stands in front of every line.
const INDENT: &str = "  ";
/// What stands between columns.
const GAP: &str = "  ";
/// No column gets narrower than this.
const NARROWEST: usize = 6;

impl Table {
    /// A table with these columns. Empty titles for all leave out the line with the titles.
    pub fn new<const N: usize>(columns: [(&str, Align); N]) -> Self {
        Self {
            columns: columns
                .map(|(title, align)| (title.to_owned(), align))
                .into(),
            rows: Vec::new(),
        }
    }

    /// Adds a row. Missing cells are empty.
    pub fn row(&mut self, cells: impl IntoIterator<Item = impl AsRef<str>>) {
        self.rows.push(
            cells
                .into_iter()
                .map(|cell| one_line(cell.as_ref()))
                .collect(),
        );
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Prints it.
    ///
    /// # Errors
    /// Those of the output.
    pub fn write(&self, out: &mut Output<'_>) -> io::Result<()> {
        let widths = self.widths(out.width());
        if self.columns.iter().any(|(title, _)| !title.is_empty()) {
            let titles: Vec<&str> = self
                .columns
                .iter()
                .map(|(title, _)| title.as_str())
                .collect();
            writeln!(out, "{DIM}{}{DIM:#}", self.line(&titles, &widths))?;
        }
        for row in &self.rows {
            let cells: Vec<&str> = row.iter().map(String::as_str).collect();
            writeln!(out, "{}", self.line(&cells, &widths))?;
        }
        Ok(())
    }

    fn widths(&self, available: Option<usize>) -> Vec<usize> {
        let cell = |row: &Vec<String>, at: usize| row.get(at).map_or(0, |cell| width(cell));
        let mut widths: Vec<usize> = self
            .columns
            .iter()
            .enumerate()
            .map(|(at, (title, _))| {
                let widest = self.rows.iter().map(|row| cell(row, at)).max();
                widest.unwrap_or(0).max(width(title))
            })
            .collect();
        let Some(available) = available else {
            return widths;
        };
        let frame = INDENT.len() + GAP.len() * widths.len().saturating_sub(1);
        while frame + widths.iter().sum::<usize>() > available {
            let Some(widest) = widths.iter_mut().max_by_key(|width| **width) else {
                break;
            };
            if *widest <= NARROWEST {
                break;
            }
            *widest -= 1;
        }
        widths
    }

    fn line(&self, cells: &[&str], widths: &[usize]) -> String {
        let mut line = String::from(INDENT);
        for (at, (&columns, (_, align))) in widths.iter().zip(&self.columns).enumerate() {
            let text = fit(cells.get(at).copied().unwrap_or(""), columns);
            let padding = " ".repeat(columns.saturating_sub(width(&text)));
            if at > 0 {
                line.push_str(GAP);
            }
            match align {
                Align::Left => line.extend([text, padding]),
                Align::Right => line.extend([padding, text]),
            }
        }
        line.truncate(line.trim_end().len());
        line
    }
}
