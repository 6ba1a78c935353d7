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

/// Rows of cells. Where the terminal is too narrow the widest column gives way; a column without
/// anything in it is left out.
#[derive(Debug)]
pub struct Table {
    columns: Vec<(String, Align)>,
    rows: Vec<Vec<String>>,
    wraps: bool,
}

/// What stands in front of every line.
const INDENT: &str = "  ";
/// What stands between columns.
const GAP: &str = "  ";
/// Text is not broken into lines of less than this.
const ROOM: usize = 20;
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
            wraps: false,
        }
    }

    /// Where the terminal is too narrow the last column is broken into lines, and put below the others
    /// if there is hardly any room beside them; nothing of it is cut out.
    #[must_use]
    pub fn wrap_last(mut self) -> Self {
        self.wraps = true;
        self
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
        let used = |at: usize| self.rows.iter().any(|row| !cell(row, at).is_empty());
        let columns: Vec<usize> = (0..self.columns.len()).filter(|&at| used(at)).collect();
        match (self.wraps, out.width(), columns.split_last()) {
            (true, Some(available), Some((&last, others))) => {
                self.write_wrapped(others, last, available, out)
            }
            _ => {
                let widths = self.widths(&columns, out.width());
                self.write_titles(&columns, &widths, out)?;
                for row in &self.rows {
                    writeln!(out, "{}", self.line(row, &columns, &widths))?;
                }
                Ok(())
            }
        }
    }

    fn write_titles(
        &self,
        columns: &[usize],
        widths: &[usize],
        out: &mut Output<'_>,
    ) -> io::Result<()> {
        let titles: Vec<String> = self
            .columns
            .iter()
            .map(|(title, _)| title.clone())
            .collect();
        if columns.iter().any(|&at| !cell(&titles, at).is_empty()) {
            writeln!(out, "{DIM}{}{DIM:#}", self.line(&titles, columns, widths))?;
        }
        Ok(())
    }

    fn write_wrapped(
        &self,
        others: &[usize],
        last: usize,
        available: usize,
        out: &mut Output<'_>,
    ) -> io::Result<()> {
        let mut widths = self.widths(others, Some(available));
        let before = INDENT.len() + widths.iter().map(|width| width + GAP.len()).sum::<usize>();
        let room = available.saturating_sub(before);
        let words = self
            .rows
            .iter()
            .flat_map(|row| cell(row, last).split_whitespace());
        let longest = words.map(width).max().unwrap_or(0);
        let widest = self
            .rows
            .iter()
            .map(|row| width(cell(row, last)))
            .max()
            .unwrap_or(0);
        if room >= widest.min(ROOM) && room >= longest {
            widths.push(widest.min(room));
            let columns = [others, &[last]].concat();
            self.write_titles(&columns, &widths, out)?;
            for row in &self.rows {
                let mut row = row.clone();
                for (number, part) in wrap(cell(&row, last), room).into_iter().enumerate() {
                    let mut line = match number {
                        0 => std::mem::take(&mut row),
                        _ => Vec::new(),
                    };
                    line.resize(self.columns.len(), String::new());
                    if let Some(slot) = line.get_mut(last) {
                        *slot = part;
                    }
                    writeln!(out, "{}", self.line(&line, &columns, &widths))?;
                }
            }
            return Ok(());
        }
        self.write_titles(others, &widths, out)?;
        for row in &self.rows {
            writeln!(out, "{}", self.line(row, others, &widths))?;
            for part in wrap(cell(row, last), available.saturating_sub(2 * INDENT.len())) {
                writeln!(out, "{INDENT}{INDENT}{part}")?;
            }
        }
        Ok(())
    }

    fn widths(&self, columns: &[usize], available: Option<usize>) -> Vec<usize> {
        let widest = |&at: &usize| {
            let title = self.columns.get(at).map_or(0, |(title, _)| width(title));
            let cells = self.rows.iter().map(|row| width(cell(row, at)));
            cells.max().unwrap_or(0).max(title)
        };
        let mut widths: Vec<usize> = columns.iter().map(widest).collect();
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

    fn line(&self, cells: &[String], columns: &[usize], widths: &[usize]) -> String {
        let mut line = String::from(INDENT);
        for (place, (&at, &columns)) in columns.iter().zip(widths).enumerate() {
            let text = fit(cell(cells, at), columns);
            let padding = " ".repeat(columns.saturating_sub(width(&text)));
            if place > 0 {
                line.push_str(GAP);
            }
            match self.columns.get(at) {
                Some((_, Align::Right)) => line.extend([padding, text]),
                _ => line.extend([text, padding]),
            }
        }
        line.truncate(line.trim_end().len());
        line
    }
}

/// `text` in lines of so many columns, at least one. Words are not cut.
fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if width(line) + 1 + width(word) <= columns => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn cell(row: &[String], at: usize) -> &str {
    row.get(at).map_or("", String::as_str)
}
