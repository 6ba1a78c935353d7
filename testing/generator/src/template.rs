//! A template: shapes, constants and options that go together, written in one line.
//!
//! ```text
//! CONV_2D CONV_2D_LIKE | 1x5x5x4 c8x3x3x4@0 c8 | 1x3x3x8 | 1.1 b0=1 i1=1 i2=1
//! ```
//!
//! Names, inputs, outputs, options. An input is a shape with `x` between its dimensions, `.` for a
//! single number; `c` in front makes it a constant, `s` a variable, and `-` stands for none. `=1,2` are
//! the values of a constant, which are repeated; `:I32` is the type where the table has none; `@0` is the
//! axis along which there may be scales. Options begin with the union and the kind; `i1=4` writes 4
//! into field 1. `b` is a byte, `i` an int, `l` a long, `f` a float, `B`, `I`, `L`, `F` lists of these,
//! `s` text, and `g0=ADD` writes a new graph of that operator and its number. `custom=1,2` are the bytes of a custom operator.

use litert_model::types::ElementType;

use crate::file::Value;

#[derive(Clone, Debug)]
pub(crate) struct Template {
    pub(crate) inputs: Vec<Option<Slot>>,
    pub(crate) outputs: Vec<Slot>,
    pub(crate) options: Option<(bool, u8)>,
    pub(crate) fields: Vec<(u16, Value)>,
    /// The field that names a graph, and the operator in it.
    pub(crate) graph: Option<(u16, &'static str)>,
    pub(crate) custom: Option<Vec<u8>>,
}

#[derive(Clone, Debug)]
pub(crate) struct Slot {
    pub(crate) kind: Kind,
    pub(crate) shape: Vec<i32>,
    pub(crate) values: Option<Vec<f64>>,
    pub(crate) ty: Option<ElementType>,
    pub(crate) axis: Option<i32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Runtime,
    Constant,
    Variable,
}

/// The templates for an operator.
pub(crate) fn of(name: &str) -> Vec<Template> {
    let lines = crate::templates::ALL.iter().flat_map(|text| text.lines());
    lines
        .filter(|line| {
            let names = line.split('|').next().unwrap_or_default();
            names.split_whitespace().any(|it| it == name)
        })
        .map(parse)
        .collect()
}

/// # Panics
///
/// If the line is wrong.
fn parse(line: &'static str) -> Template {
    let mut parts = line.split('|').skip(1);
    let mut part = || parts.next().unwrap_or_default().split_whitespace();
    let inputs = part().map(|it| (it != "-").then(|| slot(it))).collect();
    let outputs = part().map(slot).collect();
    let mut template = Template {
        inputs,
        outputs,
        options: None,
        fields: Vec::new(),
        graph: None,
        custom: None,
    };
    for word in part() {
        option(&mut template, word);
    }
    template
}

fn numbers<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> Vec<T> {
    let parts = text.split(',').filter(|it| !it.is_empty());
    parts.map(|it| it.parse().expect(text)).collect()
}

fn option(template: &mut Template, word: &'static str) {
    let Some((field, value)) = word.split_once('=') else {
        let (union, kind) = word.split_once('.').expect("union and kind");
        template.options = Some((union == "2", kind.parse().expect(word)));
        return;
    };
    if field == "custom" {
        template.custom = Some(numbers(value));
        return;
    }
    let (kind, index) = field.split_at(1);
    let index = index.parse().expect(word);
    let value = match kind {
        "b" => Value::Byte(value.parse().expect(word)),
        "i" => Value::Int(value.parse().expect(word)),
        "l" => Value::Long(value.parse().expect(word)),
        "f" => Value::Float(value.parse().expect(word)),
        "B" => Value::Bytes(numbers(value)),
        "I" => Value::Ints(numbers(value)),
        "L" => Value::Longs(numbers(value)),
        "F" => Value::Floats(numbers(value)),
        "s" => Value::Text(value),
        "g" => {
            template.graph = Some((index, value));
            return;
        }
        _ => panic!("{word}"),
    };
    template.fields.push((index, value));
}

fn slot(word: &str) -> Slot {
    let (word, values) = match word.split_once('=') {
        Some((word, values)) => (word, Some(numbers(values))),
        None => (word, None),
    };
    let (word, axis) = match word.split_once('@') {
        Some((word, axis)) => (word, Some(axis.parse().expect(word))),
        None => (word, None),
    };
    let (word, ty) = match word.split_once(':') {
        Some((word, ty)) => (word, Some(element(ty))),
        None => (word, None),
    };
    let (kind, shape) = match word.as_bytes().first() {
        Some(b'c') => (Kind::Constant, &word[1..]),
        Some(b's') => (Kind::Variable, &word[1..]),
        _ => (Kind::Runtime, word),
    };
    let shape = match shape {
        "." => Vec::new(),
        _ => shape.split('x').map(|it| it.parse().expect(word)).collect(),
    };
    Slot {
        kind,
        shape,
        values,
        ty,
        axis,
    }
}

fn element(name: &str) -> ElementType {
    match name {
        "F32" => ElementType::Float32,
        "I8" => ElementType::Int8,
        "U8" => ElementType::UInt8,
        "I16" => ElementType::Int16,
        "I32" => ElementType::Int32,
        "I64" => ElementType::Int64,
        "BOOL" => ElementType::Bool,
        "STR" => ElementType::String,
        "RES" => ElementType::Resource,
        _ => panic!("{name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use litert_model::ops;

    #[test]
    fn every_line_is_read_and_names_operators_of_the_table() {
        for line in crate::templates::ALL.iter().flat_map(|text| text.lines()) {
            let names = line.split('|').next().unwrap_or_default();
            for name in names.split_whitespace() {
                let rows = ops::rows().iter().copied().chain(ops::custom());
                let row = rows.into_iter().find(|row| row.name == name).expect(name);
                for template in of(name) {
                    assert!(template.inputs.len() >= row.inputs.least, "{name}");
                    assert!(template.outputs.len() >= row.outputs.least, "{name}");
                }
            }
        }
    }
}
