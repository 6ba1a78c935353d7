//! What one inference gave.

use std::io::{self, Write as _};

use anyhow::Result;
use litert::Tensor;
use serde::Serialize;
use serde_json::Value;

use super::ranking::Ranking;
use crate::format::{one_line, short};
use crate::output::{DIM, Output, Report, WARNING};
use crate::session::{Fed, Library, value};
use crate::table::{Align, Table};

/// How many numbers of a large output are printed.
const SHOWN: usize = 8;

#[derive(Serialize)]
pub(super) struct Run {
    pub(super) model: String,
    pub(super) library: Library,
    pub(super) configuration: String,
    pub(super) acceleration: Option<String>,
    /// What became of pictures.
    pub(super) inputs: Vec<Fed>,
    pub(super) notes: Vec<String>,
    pub(super) outputs: Vec<OutputTensor>,
    /// Written.
    pub(super) files: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct OutputTensor {
    name: String,
    #[serde(rename = "type")]
    element_type: String,
    shape: Vec<i32>,
    quantization: Option<String>,
    /// Flat, in row-major order; quantized numbers are the real ones that they stand for. Numbers
    /// that are not finite are null.
    values: Value,
    statistics: Option<Statistics>,
    /// The best classes, for a model that tells classes apart.
    top: Vec<Class>,
}

#[derive(Serialize)]
struct Statistics {
    min: f64,
    max: f64,
    mean: f64,
    /// How many are no finite numbers.
    not_finite: usize,
}

#[derive(Serialize)]
pub(super) struct Class {
    pub(super) class: usize,
    pub(super) label: Option<String>,
    pub(super) score: Value,
}

impl OutputTensor {
    pub(super) fn new(tensor: &Tensor<'_>, ranking: &Ranking<'_>, place: usize) -> Result<Self> {
        let numbers = value::numbers(tensor)?;
        let quantization = tensor.quantization();
        Ok(Self {
            name: tensor.name().to_owned(),
            element_type: tensor.element_type().to_string(),
            shape: tensor.shape().dims().to_vec(),
            quantization: (!quantization.is_none()).then(|| quantization.to_string()),
            values: value::json(tensor)?,
            statistics: numbers.as_deref().and_then(Statistics::of),
            top: match numbers {
                Some(numbers) => ranking.best(place, tensor, &numbers),
                None => Vec::new(),
            },
        })
    }
}

impl Statistics {
    fn of(numbers: &[f64]) -> Option<Self> {
        let finite = || numbers.iter().copied().filter(|it| it.is_finite());
        let count = finite().count();
        (count > 0).then(|| Self {
            min: finite().fold(f64::INFINITY, f64::min),
            max: finite().fold(f64::NEG_INFINITY, f64::max),
            mean: finite().sum::<f64>() / count as f64,
            not_finite: numbers.len() - count,
        })
    }
}

impl Report for Run {
    fn write_text(&self, out: &mut Output<'_>) -> io::Result<()> {
        writeln!(out, "{} with {}", self.configuration, self.library.text)?;
        if let Some(acceleration) = &self.acceleration {
            for line in acceleration.lines() {
                writeln!(out, "{DIM}{line}{DIM:#}")?;
            }
        }
        for input in &self.inputs {
            out.wrapped_line(&input.text())?;
        }
        for output in &self.outputs {
            output.write_text(out)?;
        }
        for note in &self.notes {
            writeln!(out, "\n{WARNING}note:{WARNING:#} {}", one_line(note))?;
        }
        out.written(&self.files)
    }
}

impl OutputTensor {
    fn write_text(&self, out: &mut Output<'_>) -> io::Result<()> {
        let shape: Vec<_> = self.shape.iter().map(i32::to_string).collect();
        let shape = shape.join(", ");
        out.heading(&format!(
            "{}: {} [{shape}]",
            one_line(&self.name),
            self.element_type
        ))?;
        if let Some(quantization) = &self.quantization {
            writeln!(out, "  {DIM}{quantization}{DIM:#}")?;
        }
        if !self.top.is_empty() {
            let mut table = Table::new([
                ("class", Align::Right),
                ("score", Align::Right),
                ("label", Align::Left),
            ]);
            for class in &self.top {
                let score = class.score.as_f64().unwrap_or(f64::NAN);
                let label = class.label.as_deref().unwrap_or_default();
                table.row([&class.class.to_string(), &short(score), label]);
            }
            return table.write(out);
        }
        let values = self.values.as_array().map_or(&[][..], Vec::as_slice);
        let shown = values.iter().take(SHOWN).map(|value| match value {
            Value::String(text) => format!("{text:?}"),
            Value::Number(number) => number.as_f64().map_or_else(|| number.to_string(), short),
            Value::Null => "not finite".to_owned(),
            other => other.to_string(),
        });
        let mut line = shown.collect::<Vec<_>>().join("  ");
        if values.len() > SHOWN {
            line += &format!("  … {} values", values.len());
        }
        out.paragraph(&one_line(&line))?;
        match &self.statistics {
            Some(it) if values.len() > 1 => {
                let (min, max, mean) = (short(it.min), short(it.max), short(it.mean));
                write!(out, "  {DIM}from {min} to {max}, mean {mean}")?;
                if it.not_finite > 0 {
                    write!(out, ", {} not finite", it.not_finite)?;
                }
                writeln!(out, "{DIM:#}")
            }
            _ => Ok(()),
        }
    }
}
