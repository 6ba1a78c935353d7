//! The comparison as text.

use std::io::{self, Write as _};
use std::path::Path;

use serde::Serialize;

use super::measure::{Agreement, Between};
use crate::format::short;
use crate::output::{BAD, DIM, GOOD, Output, Report};
use crate::session::{Library, Session};
use crate::table::{Align, Table};

#[derive(Serialize)]
pub(super) struct Compare {
    pub(super) first: Side,
    pub(super) second: Side,
    pub(super) rounds: u64,
    /// Whether all thresholds were kept.
    pub(super) agrees: bool,
    pub(super) outputs: Vec<Tensor>,
    /// What lies between inputs and outputs, in the order of the graph.
    pub(super) per_operator: Option<Vec<Inner>>,
}

#[derive(Serialize)]
pub(super) struct Side {
    model: String,
    configuration: String,
    library: Library,
}

#[derive(Serialize)]
pub(super) struct Tensor {
    pub(super) name: String,
    #[serde(flatten)]
    pub(super) agreement: Agreement,
    /// The thresholds that were not kept.
    pub(super) problems: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct Inner {
    operator: String,
    tensor: usize,
    name: String,
    #[serde(flatten)]
    agreement: Agreement,
}

impl Side {
    pub(super) fn new(path: &Path, session: &Session) -> Self {
        Self {
            model: path.display().to_string(),
            configuration: session.label.clone(),
            library: session.library.clone().into(),
        }
    }
}

impl From<Between> for Inner {
    fn from(it: Between) -> Self {
        Self {
            operator: it.operator,
            tensor: it.index,
            name: it.name,
            agreement: it.pairs.agreement(),
        }
    }
}

impl Report for Compare {
    fn write_text(&self, out: &mut Output<'_>) -> io::Result<()> {
        for (which, side) in [("first ", &self.first), ("second", &self.second)] {
            let Side {
                model,
                configuration,
                library,
            } = side;
            writeln!(
                out,
                "{which}  {model}  {DIM}{configuration}, {}{DIM:#}",
                library.text
            )?;
        }
        out.heading("Outputs")?;
        let mut table = table("output", "");
        for it in &self.outputs {
            table.row(cells(&it.agreement, &it.name, ""));
        }
        table.write(out)?;
        if let Some(inner) = &self.per_operator {
            out.heading("Operator by operator")?;
            if inner.is_empty() {
                out.paragraph("No tensors have the same name and size in both.")?;
            } else {
                let mut table = self::table("operator", "tensor");
                for it in inner {
                    table.row(cells(&it.agreement, &it.operator, &it.name));
                }
                table.write(out)?;
            }
        }
        writeln!(out)?;
        for it in &self.outputs {
            for problem in &it.problems {
                writeln!(out, "{BAD}{}: {problem}{BAD:#}", it.name)?;
            }
        }
        match self.agrees {
            true => writeln!(out, "{GOOD}They agree.{GOOD:#}"),
            false => writeln!(out, "{BAD}They do not agree.{BAD:#}"),
        }
    }
}

fn table(name: &str, more: &str) -> Table {
    Table::new([
        ("max error", Align::Right),
        ("mean error", Align::Right),
        ("SNR", Align::Right),
        ("cosine", Align::Right),
        ("top 1", Align::Right),
        ("equal", Align::Right),
        (name, Align::Left),
        (more, Align::Left),
    ])
}

fn cells(it: &Agreement, name: &str, more: &str) -> [String; 8] {
    let or_none = |value: Option<String>| value.unwrap_or_default();
    [
        short(it.max_error),
        short(it.mean_error),
        or_none(it.snr_db.map(|db| format!("{db:.1} dB"))),
        or_none(it.cosine.map(|cosine| format!("{cosine:.6}"))),
        or_none(it.top1.map(|part| format!("{:.1} %", part * 100.0))),
        format!("{}/{}", it.equal, it.count),
        name.to_owned(),
        more.to_owned(),
    ]
}
