//! What was measured, as a table, as JSON and as comma-separated values.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use serde::Serialize;

use super::measure::Contender;
use crate::commands::profile::report::slowest;
use crate::format::{bytes, micros};
use crate::output::{Output, Report};
use crate::session::profile::Profile;
use crate::session::{InputShape, Library};
use crate::stats::Summary;
use crate::table::{Align, Table};

#[derive(Serialize)]
pub(super) struct Bench {
    pub(super) model: String,
    pub(super) configurations: Vec<Row>,
    /// Written.
    pub(super) files: Vec<String>,
}

/// One configuration. Times are in microseconds.
#[derive(Serialize)]
pub(super) struct Row {
    pub(super) configuration: String,
    /// What it ran; none where the model stores no signatures.
    signature: Option<String>,
    inputs: Vec<InputShape>,
    library: Library,
    load_us: f64,
    build_us: f64,
    first_inference_us: f64,
    /// What it added to the memory of the process.
    memory_bytes: Option<u64>,
    /// How many inferences were timed together.
    batch: u32,
    pub(super) latency_us: Summary,
    /// Inferences in a second, one after the other.
    throughput: f64,
    /// Its median : the first configuration's.
    pub(super) ratio: f64,
    /// All of them, in microseconds and in order, for pictures.
    #[serde(skip)]
    pub(super) samples: Vec<f64>,
    pub(super) profile: Option<Profile>,
}

impl Row {
    pub(super) fn new(contender: Contender, mut samples: Vec<f64>, first: Option<&Row>) -> Self {
        let us = |time: Duration| time.as_secs_f64() * 1e6;
        let latency = Summary::of(&mut samples);
        Self {
            configuration: contender.session.label.clone(),
            signature: contender.session.signature().key().map(str::to_owned),
            inputs: contender.inputs,
            library: contender.session.library.clone().into(),
            load_us: us(contender.load),
            build_us: us(contender.build),
            first_inference_us: us(contender.first),
            memory_bytes: contender.memory,
            batch: contender.batch,
            throughput: 1e6 / latency.mean.max(f64::MIN_POSITIVE),
            ratio: first.map_or(1.0, |first| {
                latency.median / first.latency_us.median.max(f64::MIN_POSITIVE)
            }),
            samples,
            latency_us: latency,
            profile: None,
        }
    }
}

impl Bench {
    /// Writes one line for each configuration.
    pub(super) fn save_csv(&self, path: &Path) -> Result<()> {
        let mut text = String::from(
            "model,configuration,library,load_us,build_us,first_inference_us,memory_bytes,\
             samples,batch,min_us,median_us,mean_us,p90_us,p95_us,p99_us,max_us,ratio\n",
        );
        for row in &self.configurations {
            let it = &row.latency_us;
            let memory = row
                .memory_bytes
                .map_or_else(String::new, |it| it.to_string());
            let _ = writeln!(
                text,
                "{},{},{},{:.3},{:.3},{:.3},{memory},{},{},{:.3},{:.3},{:.3},{:.3},{:.3},{:.3},\
                 {:.3},{:.4}",
                quoted(&self.model),
                quoted(&row.configuration),
                quoted(&row.library.text),
                row.load_us,
                row.build_us,
                row.first_inference_us,
                it.samples,
                row.batch,
                it.min,
                it.median,
                it.mean,
                it.p90,
                it.p95,
                it.p99,
                it.max,
                row.ratio,
            );
        }
        fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

impl Report for Bench {
    fn write_text(&self, out: &mut Output<'_>) -> io::Result<()> {
        out.heading("One inference")?;
        let mut table = Table::new([
            ("median", Align::Right),
            ("p90", Align::Right),
            ("p99", Align::Right),
            ("min", Align::Right),
            ("a second", Align::Right),
            ("ratio", Align::Right),
            ("configuration", Align::Left),
        ]);
        for row in &self.configurations {
            let it = &row.latency_us;
            table.row([
                micros(it.median),
                micros(it.p90),
                micros(it.p99),
                micros(it.min),
                format!("{:.0}", row.throughput),
                format!("{:.3}", row.ratio),
                row.configuration.clone(),
            ]);
        }
        table.wrap_last().write(out)?;
        let work = |row: &Row| (row.signature.clone(), row.inputs.clone());
        let mut works = self.configurations.iter().map(work);
        let first = works.next();
        if works.any(|other| Some(other) != first) {
            out.paragraph(
                "Not all of them ran the same signature in the same shapes: their ratio compares \
                 different work.",
            )?;
        }
        out.heading("Getting there")?;
        let mut table = Table::new([
            ("load", Align::Right),
            ("build", Align::Right),
            ("first run", Align::Right),
            ("memory", Align::Right),
            ("samples", Align::Right),
            ("library", Align::Left),
        ]);
        for row in &self.configurations {
            table.row([
                micros(row.load_us),
                micros(row.build_us),
                micros(row.first_inference_us),
                row.memory_bytes.map_or_else(String::new, bytes),
                match row.batch {
                    1 => row.latency_us.samples.to_string(),
                    batch => format!("{} x {batch}", row.latency_us.samples),
                },
                row.library.text.clone(),
            ]);
        }
        table.wrap_last().write(out)?;
        for row in &self.configurations {
            if let Some(profile) = &row.profile {
                writeln!(out, "\n{}", row.configuration)?;
                slowest(profile, 10, out)?;
            }
        }
        out.written(&self.files)
    }
}
