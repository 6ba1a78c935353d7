//! Whether what a model says again and again is in proportion to the file.
//!
//! A list of inputs may name one tensor a million times, in four bytes each, and so may operators. With
//! a name of a megabyte, whoever shows or copies what such a small file says would fill any memory, or
//! work for hours.

use super::{Check, fail};
use crate::error::InvalidModelKind;
use crate::reader::{ModelView, SubgraphView, TensorView};
use crate::types::Quantization;

/// What an input or output costs in [`ModelInfo`](crate::ModelInfo), besides its names and
/// scales.
const EACH: usize = 256;

pub(super) fn check(model: ModelView<'_>) -> Check {
    let file = model.bytes().len();
    let mut interface = Sum::new(file.saturating_mul(16).saturating_add(1 << 20));
    let mut names = Sum::new(file.saturating_mul(64).saturating_add(1 << 22));
    let kinds: Vec<usize> = model
        .operator_codes()
        .map(|code| code.custom_name().map_or(0, |name| name.len()))
        .collect();
    let fits = signatures(model, &mut interface)
        && model
            .subgraphs()
            .all(|graph| operators(graph, &kinds, &mut names));
    if fits {
        return Ok(());
    }
    fail(
        InvalidModelKind::TooLarge,
        "",
        "its names, as often as they are used, are many times larger than the file: the same tensors \
         or operators are named again and again",
    )
}

/// Grows no further than allowed: whoever asks after each step does not work much longer either.
struct Sum {
    sum: usize,
    most: usize,
}

impl Sum {
    fn new(most: usize) -> Self {
        Self { sum: 0, most }
    }

    fn add(&mut self, cost: usize) -> bool {
        self.sum = self.sum.saturating_add(cost);
        self.sum <= self.most
    }
}

/// What a program is told about inputs and outputs.
fn signatures(model: ModelView<'_>, sum: &mut Sum) -> bool {
    let mut each = |name: usize, tensor: TensorView<'_>| {
        let names = name.saturating_add(name_len(tensor));
        sum.add(EACH + names.saturating_add(scales(tensor)))
    };
    if model.signature_count() == 0 {
        let graph = model.main_subgraph();
        let mut all = graph.inputs().chain(graph.outputs());
        return all.all(|tensor| each(0, tensor));
    }
    model.signatures().all(|signature| {
        let mut all = signature.inputs().chain(signature.outputs());
        all.all(|it| each(it.name.len(), it.tensor))
    })
}

/// As stored: to decode all names takes longer than the rest of this check.
fn name_len(tensor: TensorView<'_>) -> usize {
    tensor.table().name().map_or(0, |name| name.bytes().len())
}

fn scales(tensor: TensorView<'_>) -> usize {
    match tensor.quantization() {
        Quantization::PerChannel(channels) => 8 * channels.scales().len(),
        Quantization::MultiAxis(axes) => 8 * axes.axes.len(),
        _ => 0,
    }
}

/// What is said about operators, each with all that it reads and writes.
fn operators(graph: SubgraphView<'_>, kinds: &[usize], sum: &mut Sum) -> bool {
    let tensors: Vec<usize> = graph.tensors().map(name_len).collect();
    let len = |lens: &[usize], index: usize| lens.get(index).copied().unwrap_or(0);
    graph.operators().all(|operator| {
        let kind = operator.code().map_or(0, |code| len(kinds, code.index()));
        let mut used = operator.inputs().flatten().chain(operator.outputs());
        sum.add(kind) && used.all(|tensor| sum.add(len(&tensors, tensor.index())))
    })
}
