//! Where results go: text for people, JSON for programs.

use std::io::{self, IsTerminal as _, Write};

use anstyle::{AnsiColor, Style};
use serde::Serialize;

use crate::args::{Color, Global};
use crate::format::{one_line, width};

/// Headings.
pub const HEADING: Style = Style::new().bold();
/// Details that one may skip.
pub const DIM: Style = Style::new().dimmed();
/// What is as it should be.
pub const GOOD: Style = AnsiColor::Green.on_default();
/// What deserves a look.
pub const WARNING: Style = AnsiColor::Yellow.on_default();
/// What is broken.
pub const BAD: Style = AnsiColor::Red.on_default();

/// The columns of names in front of facts.
pub const FACT: usize = 16;

/// What a command has to say, gathered before any of it is printed. `Serialize` is its JSON form.
pub trait Report: Serialize {
    /// Prints it for people.
    ///
    /// # Errors
    /// Those of the output.
    fn write_text(&self, out: &mut Output<'_>) -> io::Result<()>;
}

/// Standard output, or what stands for it.
///
/// Styles of `anstyle` may be written anywhere; they vanish where colours are not wanted.
pub struct Output<'a> {
    to: Box<dyn Write + 'a>,
    width: Option<usize>,
    json: bool,
    closed: bool,
    begun: bool,
}

impl<'a> Output<'a> {
    /// Standard output.
    pub fn stdout(global: &Global) -> Self {
        let stream = anstream::AutoStream::new(io::stdout().lock(), global.color.into());
        Self::new(
            Box::new(io::BufWriter::new(stream)),
            terminal_width(),
            global.json,
        )
    }

    /// Anything else. Styles are not removed.
    pub fn new(to: Box<dyn Write + 'a>, width: Option<usize>, json: bool) -> Self {
        Self {
            to,
            width,
            json,
            closed: false,
            begun: false,
        }
    }

    /// The columns that there are; `None` if lines may be as long as they like.
    pub fn width(&self) -> Option<usize> {
        self.width
    }

    /// Whether one JSON document is wanted, so that nothing else may be printed.
    pub fn is_json(&self) -> bool {
        self.json
    }

    /// Prints a report in the form that was asked for.
    ///
    /// # Errors
    /// Those of the output.
    pub fn report(&mut self, report: &impl Report) -> io::Result<()> {
        if self.json {
            serde_json::to_writer_pretty(&mut *self, report)?;
            writeln!(self)
        } else {
            report.write_text(self)
        }
    }

    /// Prints a heading, after an empty line unless it is the first thing.
    ///
    /// # Errors
    /// Those of the output.
    pub fn heading(&mut self, text: &str) -> io::Result<()> {
        let gap = if self.begun { "\n" } else { "" };
        writeln!(self, "{gap}{HEADING}{text}{HEADING:#}")
    }

    /// Prints a paragraph, broken where the terminal ends.
    ///
    /// # Errors
    /// Those of the output.
    pub fn paragraph(&mut self, text: &str) -> io::Result<()> {
        self.wrapped("  ", "  ", text)
    }

    /// Prints a line, broken where the terminal ends.
    ///
    /// # Errors
    /// Those of the output.
    pub fn wrapped_line(&mut self, text: &str) -> io::Result<()> {
        self.wrapped("", "  ", text)
    }

    /// Prints an item of a list, broken where the terminal ends.
    ///
    /// # Errors
    /// Those of the output.
    pub fn item(&mut self, text: &str) -> io::Result<()> {
        self.wrapped("    - ", "      ", text)
    }

    /// Prints a name and what there is to say about it, broken where the terminal ends. Names of
    /// one block should have at most [`FACT`] columns.
    ///
    /// # Errors
    /// Those of the output.
    pub fn fact(&mut self, name: &str, text: &str) -> io::Result<()> {
        let others = " ".repeat(2 + FACT + 2);
        self.wrapped(&format!("  {name:<FACT$}  "), &others, text)
    }

    /// Says which files were written.
    ///
    /// # Errors
    /// Those of the output.
    pub fn written(&mut self, files: &[String]) -> io::Result<()> {
        for (at, file) in files.iter().enumerate() {
            let gap = if at == 0 && self.begun { "\n" } else { "" };
            writeln!(self, "{gap}written: {}", one_line(file))?;
        }
        Ok(())
    }

    fn wrapped(&mut self, first: &str, others: &str, text: &str) -> io::Result<()> {
        let columns = self.width.unwrap_or(usize::MAX);
        let mut line = first.to_owned();
        let (mut used, mut begun) = (width(first), false);
        for word in text.split_whitespace() {
            if begun && used + 1 + width(word) > columns {
                writeln!(self, "{line}")?;
                line = others.to_owned();
                (used, begun) = (width(others), false);
            }
            if begun {
                line.push(' ');
            }
            line.push_str(word);
            used += width(word) + usize::from(begun);
            begun = true;
        }
        writeln!(self, "{line}")
    }

    /// Prints what is still held back.
    ///
    /// # Errors
    /// Those of the output.
    pub fn finish(&mut self) -> io::Result<()> {
        self.flush()
    }

    /// Whether the reader went away.
    pub fn is_closed(&self) -> bool {
        self.closed
    }

    fn note<T>(&mut self, result: io::Result<T>) -> io::Result<T> {
        if let Err(error) = &result {
            self.closed |= error.kind() == io::ErrorKind::BrokenPipe;
        }
        result
    }
}

impl Write for Output<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.begun = true;
        let result = self.to.write(bytes);
        self.note(result)
    }

    fn flush(&mut self) -> io::Result<()> {
        let result = self.to.flush();
        self.note(result)
    }
}

/// `COLUMNS`, which shells do not export unless asked to, or the size of the terminal.
fn terminal_width() -> Option<usize> {
    let columns = std::env::var("COLUMNS")
        .ok()
        .and_then(|text| text.parse().ok());
    columns.filter(|&columns| columns > 0).or_else(|| {
        let (width, _) = terminal_size::terminal_size_of(io::stdout())?;
        Some(usize::from(width.0))
    })
}

/// Whether someone watches standard error: only then progress is shown.
pub fn is_watched() -> bool {
    io::stderr().is_terminal()
}

impl From<Color> for anstream::ColorChoice {
    fn from(color: Color) -> Self {
        match color {
            Color::Auto => Self::Auto,
            Color::Always => Self::Always,
            Color::Never => Self::Never,
        }
    }
}
