//! From a row of the table, and a template where there is one, to nodes of a graph.

use litert_model::ops::Row;
use litert_model::ops::types::{Combination, Set, holds, reference};
use litert_model::types::ElementType;

use crate::Random;
use crate::file::{Fields, Value};
use crate::graph::{Graph, Operator, Quantization, Tensor};
use crate::template::{self, Kind, Slot, Template};

/// All element types.
pub(crate) const TYPES: [ElementType; 23] = {
    use ElementType::*;
    [
        Float32,
        Float16,
        Int32,
        UInt8,
        Int64,
        String,
        Bool,
        Int16,
        Complex64,
        Int8,
        Float64,
        Complex128,
        UInt64,
        Resource,
        Variant,
        UInt32,
        UInt16,
        Int4,
        BFloat16,
        Int2,
        UInt4,
        Float8E4M3FN,
        Float8E5M2,
    ]
};

/// What most operators know.
pub(crate) const USUAL: [ElementType; 7] = {
    use ElementType::*;
    [Float32, Int8, Int32, UInt8, Int16, Int64, Bool]
};

/// Adds an operator, and returns its outputs. Graphs that it needs are put behind those in `graphs`,
/// which come behind `base` others.
pub(crate) fn node(
    random: &mut Random,
    row: &'static Row,
    graph: &mut Graph,
    graphs: &mut Vec<Graph>,
    base: usize,
    feed: Option<i32>,
) -> Vec<i32> {
    let templates = template::of(row.name);
    let template = match templates.is_empty() {
        true => plain(row),
        false => random.pick(&templates).clone(),
    };
    let combination = match row.types {
        [] => None,
        all => Some(random.pick(all)),
    };
    let (ins, outs) = types(random, &template, combination);
    let mut inputs = Vec::new();
    let mut feed = feed;
    let mut channels = None;
    let integer = ins.first().is_some_and(|ty| quantized(*ty));
    let quantize = random.below(8) > 0;
    for (slot, &ty) in template.inputs.iter().zip(&ins) {
        let Some(slot) = slot else {
            inputs.push(-1);
            continue;
        };
        // A chain goes on where something fits.
        if let Some(fed) = feed.filter(|_| slot.kind == Kind::Runtime) {
            let tensor = &graph.tensors[usize::try_from(fed).unwrap_or(0)];
            if tensor.ty == ty {
                inputs.push(fed);
                feed = None;
                continue;
            }
        }
        let mut tensor = tensor(slot, ty);
        if quantize && quantized(ty) {
            tensor.quantization = Some(simple(ty));
            let per_channel = slot.axis.filter(|_| random.below(2) == 0);
            if let Some(axis) = per_channel {
                let size = usize::try_from(axis)
                    .ok()
                    .and_then(|axis| slot.shape.get(axis));
                let count = usize::try_from(*size.unwrap_or(&1)).unwrap_or(1);
                channels = Some(count);
                tensor.quantization = Some(Quantization {
                    scales: vec![0.5; count],
                    zero_points: vec![0; count],
                    axis,
                });
            }
        } else if quantize
            && integer
            && slot.shape.len() == 1
            && inputs.len() >= 2
            && matches!(ty, ElementType::Int32 | ElementType::Int64)
            && slot.values.is_none()
        {
            let count = channels.unwrap_or(1);
            tensor.quantization = Some(Quantization {
                scales: vec![0.25; count],
                zero_points: vec![0; count],
                axis: 0,
            });
        }
        inputs.push(graph.add(tensor));
    }
    let mut outputs = Vec::new();
    for (slot, &ty) in template.outputs.iter().zip(&outs) {
        let mut tensor = tensor(slot, ty);
        if quantize && quantized(ty) {
            tensor.quantization = Some(simple(ty));
        }
        outputs.push(graph.add(tensor));
    }
    let mut options = template.options.map(|(second, kind)| Fields {
        second,
        kind,
        values: template.fields.clone(),
    });
    if let (Some(fields), Some((field, operator))) = (&mut options, template.graph) {
        let ty = outs.first().copied().unwrap_or(ElementType::Float32);
        let number = base + graphs.len();
        graphs.push(pair(operator, ty));
        let number = i32::try_from(number).unwrap_or(0);
        fields.values.push((field, Value::Int(number)));
    }
    let newest = (*row.versions.end()).max(1);
    graph.operators.push(Operator {
        row,
        version: newest,
        inputs,
        outputs: outputs.clone(),
        options,
        custom: template.custom.clone(),
    });
    outputs
}

/// A graph of one operator with two numbers.
fn pair(operator: &str, ty: ElementType) -> Graph {
    let mut graph = Graph::default();
    let number = |ty| Tensor {
        ty,
        shape: Vec::new(),
        kind: Kind::Runtime,
        values: Vec::new(),
        quantization: None,
    };
    let inputs = vec![graph.add(number(ty)), graph.add(number(ty))];
    let result = match operator {
        "LESS" => ElementType::Bool,
        _ => ty,
    };
    let outputs = vec![graph.add(number(result))];
    let row = litert_model::ops::rows()
        .iter()
        .find(|row| row.name == operator)
        .expect(operator);
    graph.operators.push(Operator {
        row,
        version: 1,
        inputs,
        outputs,
        options: None,
        custom: None,
    });
    graph.close();
    graph
}

/// For an operator without a template.
fn plain(row: &Row) -> Template {
    let slot = || Slot {
        kind: Kind::Runtime,
        shape: vec![2, 3],
        values: None,
        ty: None,
        axis: None,
    };
    let custom = row.operator == litert_model::BuiltinOperator::CUSTOM;
    Template {
        inputs: (0..row.inputs.least.max(1)).map(|_| Some(slot())).collect(),
        outputs: (0..row.outputs.least).map(|_| slot()).collect(),
        options: None,
        fields: Vec::new(),
        graph: None,
        custom: custom.then(Vec::new),
    }
}

fn tensor(slot: &Slot, ty: ElementType) -> Tensor {
    let values = slot.values.clone();
    Tensor {
        ty,
        shape: slot.shape.clone(),
        kind: slot.kind,
        values: values.unwrap_or_else(|| vec![1.0, 0.0, 1.0, 2.0]),
        quantization: None,
    }
}

pub(crate) fn quantized(ty: ElementType) -> bool {
    use ElementType as T;
    matches!(
        ty,
        T::Int8 | T::UInt8 | T::Int16 | T::Int4 | T::Int2 | T::UInt4
    )
}

fn simple(ty: ElementType) -> Quantization {
    let zero_point = if ty == ElementType::UInt8 { 128 } else { 0 };
    Quantization {
        scales: vec![0.5],
        zero_points: vec![zero_point],
        axis: 0,
    }
}

/// Types for the inputs and outputs.
fn types(
    random: &mut Random,
    template: &Template,
    combination: Option<&Combination>,
) -> (Vec<ElementType>, Vec<ElementType>) {
    let common = *random.pick(&[
        ElementType::Float32,
        ElementType::Float32,
        ElementType::Int8,
        ElementType::Int32,
        ElementType::Int16,
        ElementType::Int64,
        ElementType::UInt8,
        ElementType::Bool,
    ]);
    let mut draw = |set: Option<Set>, before: &[ElementType]| {
        let Some(set) = set else {
            return common;
        };
        if let Some(at) = reference(set) {
            return before.get(at).copied().unwrap_or(common);
        }
        // What is asked for everywhere is as likely to agree as not.
        if holds(set, common) && random.below(2) == 0 {
            return common;
        }
        let all: Vec<ElementType> = TYPES.into_iter().filter(|ty| holds(set, *ty)).collect();
        match all.is_empty() {
            true => common,
            false => *random.pick(&all),
        }
    };
    let set = |sets: &[Set], at: usize| sets.get(at).or(sets.last()).copied();
    let mut inputs = Vec::new();
    for (at, slot) in template.inputs.iter().enumerate() {
        let told = slot.as_ref().and_then(|slot| slot.ty);
        let ty =
            told.unwrap_or_else(|| draw(combination.and_then(|it| set(it.inputs, at)), &inputs));
        inputs.push(ty);
    }
    let mut outputs = Vec::new();
    for (at, slot) in template.outputs.iter().enumerate() {
        let drawn = |draw: &mut dyn FnMut(Option<Set>, &[ElementType]) -> ElementType| {
            draw(combination.and_then(|it| set(it.outputs, at)), &inputs)
        };
        outputs.push(slot.ty.unwrap_or_else(|| drawn(&mut draw)));
    }
    (inputs, outputs)
}
