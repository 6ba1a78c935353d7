//! What is changed about a model that its kernels would like.

use crate::Random;
use crate::build::{TYPES, USUAL};
use crate::case::rows;
use crate::file::Value;
use crate::graph::{Graph, Quantization, Tensor};
use crate::template::Kind;

/// Changes one thing.
pub(crate) fn change(random: &mut Random, graphs: &mut [Graph]) {
    let at = if random.below(2) == 0 {
        0
    } else {
        random.below(graphs.len())
    };
    let graph = &mut graphs[at];
    if graph.tensors.is_empty() || graph.operators.is_empty() {
        return;
    }
    match random.below(20) {
        0 | 1 => tensor(random, graph).ty = *random.pick(&TYPES),
        2 => {
            let (from, to) = (tensor(random, graph).ty, *random.pick(&USUAL));
            let alike = graph.tensors.iter_mut().filter(|tensor| tensor.ty == from);
            alike.for_each(|tensor| tensor.ty = to);
        }
        3..=6 => shapes(random, graph),
        7..=9 => quantization(random, graph),
        10 | 11 => options(random, graph),
        12 => arity(random, graph),
        13 => alias(random, graph),
        14 | 15 => {
            let tensor = tensor(random, graph);
            tensor.kind = match tensor.kind {
                Kind::Runtime => Kind::Constant,
                _ => Kind::Runtime,
            };
            graph.close();
        }
        16 | 17 => {
            let values = values(random);
            let constants = graph
                .tensors
                .iter_mut()
                .filter(|it| it.kind == Kind::Constant);
            let mut constants: Vec<&mut Tensor> = constants.collect();
            if constants.is_empty() {
                return;
            }
            let at = random.below(constants.len());
            constants[at].values = values;
        }
        18 => {
            let at = random.below(graph.operators.len());
            graph.operators[at].version = i32::try_from(random.below(12)).unwrap_or(1);
        }
        _ => {
            let at = random.below(graph.operators.len());
            graph.operators[at].row = *random.pick(rows());
        }
    }
}

fn tensor<'g>(random: &mut Random, graph: &'g mut Graph) -> &'g mut Tensor {
    let at = random.below(graph.tensors.len());
    &mut graph.tensors[at]
}

/// Another shape for one tensor, or for all of the same shape.
pub(crate) fn shapes(random: &mut Random, graph: &mut Graph) {
    if graph.tensors.is_empty() {
        return;
    }
    let old = tensor(random, graph).shape.clone();
    let mut new = old.clone();
    let size = |random: &mut Random| *random.pick(&[0, 1, 1, 2, 3, 4, 5, 7, 8, 17, -1, 65]);
    match random.below(6) {
        0 => {
            let rank = random.below(9);
            new = (0..rank)
                .map(|_| *random.pick(&[0, 1, 1, 1, 2, 2, 3]))
                .collect();
        }
        1 => new.insert(random.below(new.len() + 1), *random.pick(&[0, 1, 1, 2])),
        2 if !new.is_empty() => {
            new.remove(random.below(new.len()));
        }
        3 => new = Vec::new(),
        _ if !new.is_empty() => {
            let at = random.below(new.len());
            new[at] = size(random);
        }
        _ => {}
    }
    let all = random.below(2) == 0;
    let mut changed = false;
    let first = random.below(graph.tensors.len());
    for step in 0..graph.tensors.len() {
        let at = (first + step) % graph.tensors.len();
        if graph.tensors[at].shape == old && (all || !changed) {
            graph.tensors[at].shape.clone_from(&new);
            changed = true;
        }
    }
}

fn quantization(random: &mut Random, graph: &mut Graph) {
    let with = |tensor: &&mut Tensor| tensor.quantization.is_some();
    let mut some: Vec<&mut Tensor> = graph.tensors.iter_mut().filter(with).collect();
    if some.is_empty() || random.below(6) == 0 {
        some = graph.tensors.iter_mut().collect();
    }
    let at = random.below(some.len());
    let tensor = &mut some[at];
    let dims: Vec<usize> = tensor
        .shape
        .iter()
        .map(|&it| usize::try_from(it).unwrap_or(1))
        .collect();
    let quantization = tensor.quantization.get_or_insert(Quantization {
        scales: vec![0.5],
        zero_points: vec![0],
        axis: 0,
    });
    const SCALES: [f32; 11] = [
        0.0,
        -1.0,
        1.0,
        f32::NAN,
        f32::INFINITY,
        1e-30,
        1e30,
        1e-40,
        0.007_812_5,
        255.0,
        f32::MAX,
    ];
    const ZERO_POINTS: [i64; 9] = [-1, 1, 3, 127, -128, 255, 300, i64::MIN, i32::MAX as i64];
    match random.below(8) {
        0 => tensor.quantization = None,
        1 | 2 => quantization.scales.fill(*random.pick(&SCALES)),
        3 => quantization.zero_points.fill(*random.pick(&ZERO_POINTS)),
        4 => quantization.axis = *random.pick(&[-1, 0, 1, 2, 3, 4, 7, 100, i32::MIN]),
        5 => {
            let count = random.below(6);
            quantization.scales = vec![0.5; count];
            quantization.zero_points = vec![0; *random.pick(&[count, 1, 0])];
        }
        6 if !dims.is_empty() => {
            let axis = random.below(dims.len());
            quantization.axis = i32::try_from(axis).unwrap_or(0);
            quantization.scales = vec![0.25; dims[axis]];
            quantization.zero_points = vec![*random.pick(&[0, 0, 1, -3]); dims[axis]];
        }
        _ => {
            let scale = *random.pick(&SCALES);
            if let Some(last) = quantization.scales.last_mut() {
                *last = scale;
            }
        }
    }
}

fn options(random: &mut Random, graph: &mut Graph) {
    const INTS: [i32; 12] = [-1, 0, 1, 2, 3, 4, 5, 8, 127, 65_536, i32::MAX, i32::MIN];
    let at = random.below(graph.operators.len());
    let operator = &mut graph.operators[at];
    if let Some(custom) = &mut operator.custom {
        match random.below(2) {
            0 => custom.truncate(random.below(custom.len() + 1)),
            _ if !custom.is_empty() => {
                let at = random.below(custom.len());
                custom[at] = *random.pick(&[0, 1, 127, 255]);
            }
            _ => {}
        }
    }
    if random.below(5) == 0 {
        operator.options = None;
    }
    let Some(fields) = &mut operator.options else {
        return;
    };
    if random.below(12) == 0 {
        fields.kind = u8::try_from(random.below(24) + 1).unwrap_or(1);
    }
    if fields.values.is_empty() {
        return;
    }
    let at = random.below(fields.values.len());
    if random.below(6) == 0 {
        fields.values.remove(at);
        return;
    }
    let int = *random.pick(&INTS);
    let long = i64::from(int);
    let float = *random.pick(&[0.0, -1.0, 1e30, f32::NAN, f32::INFINITY, 1e-30]);
    let position = random.below(4);
    let shorter = random.below(2) == 0;
    fn list<T: Copy>(list: &mut Vec<T>, shorter: bool, position: usize, value: T) {
        match (shorter, list.get_mut(position)) {
            (true, _) => list.truncate(position),
            (false, Some(place)) => *place = value,
            (false, None) => list.push(value),
        }
    }
    match &mut fields.values[at].1 {
        Value::Byte(it) => *it = *random.pick(&[0, 1, 2, 3, 4, 5, 6, 9, -1, 127]),
        Value::Int(it) => *it = int,
        Value::Long(it) => *it = *random.pick(&[long, i64::MAX, i64::MIN]),
        Value::Float(it) => *it = float,
        Value::Bytes(it) => list(it, shorter, position, 1),
        Value::Ints(it) => list(it, shorter, position, int),
        Value::Longs(it) => list(it, shorter, position, long),
        Value::Floats(it) => list(it, shorter, position, float),
        Value::Text(it) => *it = "",
    }
}

fn arity(random: &mut Random, graph: &mut Graph) {
    let any = i32::try_from(random.below(graph.tensors.len())).unwrap_or(0);
    let at = random.below(graph.operators.len());
    let operator = &mut graph.operators[at];
    let list = match random.below(3) {
        0 => &mut operator.outputs,
        _ => &mut operator.inputs,
    };
    match random.below(4) {
        0 => list.push(any),
        1 => list.push(-1),
        2 => {
            list.pop();
        }
        _ if !list.is_empty() => {
            let at = random.below(list.len());
            list[at] = -1;
        }
        _ => {}
    }
    graph.close();
}

/// One tensor in two places.
fn alias(random: &mut Random, graph: &mut Graph) {
    let at = random.below(graph.operators.len());
    let operator = &mut graph.operators[at];
    if operator.inputs.is_empty() {
        return;
    }
    let from = operator.inputs[random.below(operator.inputs.len())];
    match random.below(4) {
        0 if !operator.outputs.is_empty() => {
            let to = random.below(operator.outputs.len());
            operator.outputs[to] = from;
        }
        1 if operator.outputs.len() > 1 => operator.outputs[1] = operator.outputs[0],
        2 => {
            graph.outputs.push(from);
            return;
        }
        _ => {
            let to = random.below(operator.inputs.len());
            operator.inputs[to] = from;
        }
    }
    graph.close();
}

fn values(random: &mut Random) -> Vec<f64> {
    const HOSTILE: [f64; 14] = [
        0.0,
        -1.0,
        1.0,
        2.0,
        3.0,
        5.0,
        -2.0,
        127.0,
        -128.0,
        1_000_000.0,
        i32::MAX as f64,
        i32::MIN as f64,
        i64::MIN as f64,
        f64::NAN,
    ];
    let count = random.below(4) + 1;
    (0..count).map(|_| *random.pick(&HOSTILE)).collect()
}
