//! A model's report as text.

use std::io::{self, Write as _};

use super::metadata::{Described, Metadata};
use super::model::{Engine, ModelReport, Runs};
use super::tensor::{Quantized, Tensor, shape_text};
use crate::format::{bytes, count, one_line, plural};
use crate::output::{BAD, DIM, GOOD, Output, WARNING};
use crate::table::{Align, Table};

/// How many of the largest constants are listed.
const LARGEST: usize = 8;

pub(super) fn write(
    report: &ModelReport,
    all_weights: bool,
    out: &mut Output<'_>,
) -> io::Result<()> {
    if let Some(description) = report
        .description
        .as_deref()
        .filter(|text| !text.is_empty())
    {
        out.paragraph(&format!("Converter's note: {}", one_line(description)))?;
    }
    if let Some(version) = &report.min_runtime_version {
        out.paragraph(&format!(
            "Minimum runtime: TensorFlow Lite {}",
            one_line(version)
        ))?;
    }
    signatures(report, out)?;
    operators(report, out)?;
    weights(report, all_weights, out)?;
    memory(report, out)?;
    metadata(&report.metadata, out)?;
    let heading = "Repairs (made in memory before it runs; the file stays as it is)";
    list(heading, &report.repairs, out)?;
    list(
        "Hazards (values that end the process)",
        &report.hazards,
        out,
    )?;
    engines(&report.engines, out)
}

fn list(heading: &str, items: &[String], out: &mut Output<'_>) -> io::Result<()> {
    if items.is_empty() {
        return Ok(());
    }
    out.heading(heading)?;
    items.iter().try_for_each(|it| out.item(&one_line(it)))
}

fn signatures(report: &ModelReport, out: &mut Output<'_>) -> io::Result<()> {
    for signature in &report.signatures {
        match &signature.key {
            Some(key) => out.heading(&format!("Signature '{}'", one_line(key)))?,
            None => out.heading("Inputs and outputs (the file stores no signatures)")?,
        }
        let mut table = Table::new([
            ("", Align::Left),
            ("name", Align::Left),
            ("type", Align::Left),
            ("shape", Align::Left),
            ("quantization", Align::Left),
        ]);
        let mut add = |role: &str, tensor: &Tensor| {
            table.row([
                role,
                &tensor.name,
                &tensor.element_type,
                &shape_text(&tensor.shape_signature),
                &tensor
                    .quantization
                    .as_ref()
                    .map(Quantized::text)
                    .unwrap_or_default(),
            ]);
        };
        signature.inputs.iter().for_each(|tensor| add("in", tensor));
        signature
            .outputs
            .iter()
            .for_each(|tensor| add("out", tensor));
        table.write(out)?;
    }
    Ok(())
}

fn operators(report: &ModelReport, out: &mut Output<'_>) -> io::Result<()> {
    let operators: usize = report.subgraphs.iter().map(|graph| graph.operators).sum();
    let graphs = match report.subgraphs.len() {
        1 => String::new(),
        graphs => format!(" in {}", plural(graphs, "graph")),
    };
    let macs = match report.work.macs {
        0 => String::new(),
        macs => format!(", {} MACs", count(macs)),
    };
    out.heading(&format!("{}{graphs}{macs}", plural(operators, "operator")))?;
    let mut table = Table::new([
        ("operator", Align::Left),
        ("version", Align::Right),
        ("type", Align::Left),
        ("count", Align::Right),
        ("MACs", Align::Right),
    ]);
    for group in &report.operators {
        let ty = group.element_type.as_deref().unwrap_or("");
        let ty = match &group.weight_type {
            Some(weights) => format!("{ty} × {weights}"),
            None => ty.to_owned(),
        };
        let custom = if group.is_custom { " (custom)" } else { "" };
        let macs = if group.macs == 0 {
            String::new()
        } else {
            count(group.macs)
        };
        let name = format!("{}{custom}", group.name);
        table.row([
            name,
            group.version.to_string(),
            ty,
            group.count.to_string(),
            macs,
        ]);
    }
    table.write(out)?;
    match report.work.uncounted_operators {
        0 => Ok(()),
        1 => out.paragraph("The MACs of 1 operator cannot be told."),
        more => out.paragraph(&format!("The MACs of {more} operators cannot be told.")),
    }
}

fn weights(report: &ModelReport, all: bool, out: &mut Output<'_>) -> io::Result<()> {
    let weights = &report.weights;
    if weights.external_tensors > 0 {
        out.paragraph(&format!(
            "The values of {} lie in another file.",
            plural(weights.external_tensors, "tensor")
        ))?;
    }
    if weights.tensors.is_empty() {
        return Ok(());
    }
    let types: Vec<String> = weights
        .by_type
        .iter()
        .map(|it| format!("{} {}", bytes(it.bytes), it.element_type))
        .collect();
    let (total, tensors) = (
        bytes(weights.bytes),
        plural(weights.tensors.len(), "tensor"),
    );
    out.heading(&format!(
        "{total} of weights in {tensors}: {}",
        types.join(", ")
    ))?;
    let mut table = Table::new([
        ("bytes", Align::Right),
        ("type", Align::Left),
        ("shape", Align::Left),
        ("quantization", Align::Left),
        ("name", Align::Left),
    ]);
    let shown = if all { usize::MAX } else { LARGEST };
    for weight in weights.tensors.iter().take(shown) {
        let shared = if weight.is_shared { " (shared)" } else { "" };
        table.row([
            &bytes(weight.bytes),
            &weight.element_type,
            &shape_text(&weight.shape),
            weight.quantization.as_deref().unwrap_or(""),
            &format!("{}{shared}", weight.name),
        ]);
    }
    table.write(out)?;
    match weights.tensors.len().saturating_sub(shown) {
        0 => Ok(()),
        1 => writeln!(out, "  {DIM}and 1 smaller one: --weights lists all{DIM:#}"),
        more => writeln!(
            out,
            "  {DIM}and {more} smaller ones: --weights lists all{DIM:#}"
        ),
    }
}

fn memory(report: &ModelReport, out: &mut Output<'_>) -> io::Result<()> {
    out.heading("Memory for values between operators, estimated")?;
    let mut table = Table::new([
        ("graph", Align::Left),
        ("arena", Align::Right),
        ("peak", Align::Right),
        ("at op", Align::Right),
        ("variables", Align::Right),
        ("unknown", Align::Right),
    ]);
    let mut unplanned = 0;
    for graph in &report.subgraphs {
        let Some(plan) = &graph.memory else {
            unplanned += 1;
            continue;
        };
        let name = match graph.name.as_str() {
            "" => graph.index.to_string(),
            name => format!("{} {name}", graph.index),
        };
        let some = |count: u64, text: String| if count == 0 { String::new() } else { text };
        table.row([
            name,
            bytes(plan.arena_bytes),
            bytes(plan.peak_bytes),
            plan.peak_operator
                .map(|at| at.to_string())
                .unwrap_or_default(),
            some(plan.variable_bytes, bytes(plan.variable_bytes)),
            some(
                plan.unsized_tensors as u64,
                plural(plan.unsized_tensors, "tensor"),
            ),
        ]);
    }
    if !table.is_empty() {
        table.write(out)?;
    }
    match unplanned {
        0 => Ok(()),
        _ => out.paragraph(&format!(
            "{} too large to plan for.",
            plural(unplanned, "graph")
        )),
    }
}

fn metadata(metadata: &Metadata, out: &mut Output<'_>) -> io::Result<()> {
    if let Some(about) = &metadata.description {
        out.heading("Metadata")?;
        let mut table = Table::new([("", Align::Left), ("", Align::Left)]);
        for (what, text) in [
            ("name", &about.name),
            ("version", &about.version),
            ("author", &about.author),
            ("license", &about.license),
            ("about", &about.description),
        ] {
            if let Some(text) = text {
                table.row([what, text.trim()]);
            }
        }
        for (role, tensors) in [("input", &about.inputs), ("output", &about.outputs)] {
            for tensor in tensors {
                table.row([role.to_owned(), described(tensor)]);
            }
        }
        table.write(out)?;
    }
    if !metadata.files.is_empty() {
        out.heading("Attached files")?;
        let mut table = Table::new([("", Align::Right), ("", Align::Left)]);
        for file in &metadata.files {
            let packed = if file.is_compressed {
                " (compressed)"
            } else {
                ""
            };
            table.row([bytes(file.bytes), format!("{}{packed}", file.name)]);
        }
        table.write(out)?;
    }
    if let Some(labels) = &metadata.labels {
        let names: Vec<String> = labels.first.iter().map(|name| one_line(name)).collect();
        let more = if labels.classes > names.len() {
            ", …"
        } else {
            ""
        };
        out.heading(&format!(
            "{} with names",
            match labels.classes {
                1 => "1 class".to_owned(),
                more => format!("{more} classes"),
            }
        ))?;
        out.paragraph(&format!(
            "{}{more} (litert labels prints all)",
            names.join(", ")
        ))?;
    }
    let entries: Vec<String> = metadata
        .entries
        .iter()
        .map(|entry| format!("{} ({})", one_line(&entry.name), bytes(entry.bytes)))
        .collect();
    if !entries.is_empty() {
        out.heading("Metadata entries")?;
        out.paragraph(&entries.join(", "))?;
    }
    for problem in &metadata.problems {
        out.paragraph(&format!(
            "{WARNING}damaged:{WARNING:#} {}",
            one_line(problem)
        ))?;
    }
    Ok(())
}

fn described(tensor: &Described) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(
        tensor
            .name
            .iter()
            .map(|name| format!("'{}'", one_line(name))),
    );
    parts.extend(tensor.content.clone());
    if !tensor.mean.is_empty() || !tensor.std.is_empty() {
        parts.push(format!("mean {:?}, std {:?}", tensor.mean, tensor.std));
    }
    parts.extend(
        tensor
            .score_threshold
            .map(|score| format!("scores from {score}")),
    );
    parts.extend(tensor.files.iter().cloned());
    parts.extend(tensor.description.iter().map(|text| one_line(text.trim())));
    parts.join("; ")
}

fn engines(engines: &[Engine], out: &mut Output<'_>) -> io::Result<()> {
    out.heading("Engines")?;
    for engine in engines {
        let (style, runs) = match engine.runs {
            Runs::Yes => (GOOD, "runs it"),
            Runs::WithHelp => (WARNING, "runs it if helped:"),
            Runs::No => (BAD, "cannot run it:"),
        };
        let name = format!("{:<13}", engine.engine);
        writeln!(out, "  {name}  {style}{runs}{style:#}")?;
        for line in engine.reasons.iter().chain(&engine.notes) {
            out.item(&one_line(line))?;
        }
    }
    Ok(())
}
