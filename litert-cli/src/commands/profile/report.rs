//! A profile as text.

use std::io::{self, Write as _};

use serde::Serialize;

use crate::format::{micros, percent, plural};
use crate::output::{DIM, Output};
use crate::session::Library;
use crate::session::profile::Profile;
use crate::table::{Align, Table};

#[derive(Serialize)]
pub(super) struct Report {
    pub(super) model: String,
    pub(super) library: Library,
    pub(super) configuration: String,
    #[serde(flatten)]
    pub(super) profile: Profile,
    /// Written.
    pub(super) files: Vec<String>,
    #[serde(skip)]
    pub(super) top: usize,
}

impl crate::output::Report for Report {
    fn write_text(&self, out: &mut Output<'_>) -> io::Result<()> {
        let profile = &self.profile;
        writeln!(out, "{} with {}", self.configuration, self.library.text)?;
        writeln!(
            out,
            "{} an inference: {} in {}, {} between them {DIM}(medians of {}){DIM:#}",
            micros(profile.total_us),
            micros(profile.operators_us),
            plural(profile.operators.len(), "operator"),
            micros(profile.between_us),
            plural(profile.runs, "run")
        )?;
        if profile.run_us > 1.2 * profile.total_us {
            writeln!(
                out,
                "{DIM}Whole inferences took {} in the median: the machine did other things \
                 meanwhile.{DIM:#}",
                micros(profile.run_us)
            )?;
        }
        slowest(profile, self.top, out)?;
        kinds(profile, out)?;
        out.written(&self.files)
    }
}

/// The slowest operators.
pub(crate) fn slowest(profile: &Profile, top: usize, out: &mut Output<'_>) -> io::Result<()> {
    if top == 0 {
        return Ok(());
    }
    let mut order: Vec<_> = profile.operators.iter().enumerate().collect();
    order.sort_by(|(_, a), (_, b)| b.median_us.total_cmp(&a.median_us));
    out.heading(&match order.len() {
        all if all > top => format!("The slowest {top} of {all} operators"),
        _ => "Operators, the slowest first".to_owned(),
    })?;
    let mut table = Table::new([
        ("place", Align::Right),
        ("time", Align::Right),
        ("share", Align::Right),
        ("operator", Align::Left),
        ("run by", Align::Left),
        ("shapes", Align::Left),
    ]);
    for (place, operator) in order.into_iter().take(top) {
        table.row([
            place.to_string().as_str(),
            &micros(operator.median_us),
            &percent(operator.share),
            &operator.name,
            &operator.by,
            operator.shapes.as_deref().unwrap_or_default(),
        ]);
    }
    table.write(out)
}

fn kinds(profile: &Profile, out: &mut Output<'_>) -> io::Result<()> {
    out.heading("By kind")?;
    let mut table = Table::new([
        ("count", Align::Right),
        ("time", Align::Right),
        ("share", Align::Right),
        ("operator", Align::Left),
        ("run by", Align::Left),
    ]);
    for (name, by, count, time) in profile.kinds() {
        let share = percent(time / profile.total_us);
        table.row([
            count.to_string().as_str(),
            &micros(time),
            &share,
            &name,
            &by,
        ]);
    }
    let between = (
        micros(profile.between_us),
        profile.between_us / profile.total_us,
    );
    table.row(["", &between.0, &percent(between.1), "between operators", ""]);
    table.write(out)
}
