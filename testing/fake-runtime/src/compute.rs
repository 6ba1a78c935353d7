//! The few operators that a fake runtime computes itself.

use litert::types::{ElementType, Shape};

use crate::image::{Graph, Operator};

/// What an operator reads.
pub(crate) struct Value<'a> {
    pub(crate) element_type: ElementType,
    pub(crate) bytes: &'a [u8],
}

/// The bytes of an operator's only output.
pub(crate) fn kernel(operator: &Operator, inputs: &[Value<'_>]) -> Result<Vec<u8>, String> {
    let combine = |function: fn(f32, f32) -> f32| {
        let [a, b] = inputs else {
            return Err(format!("{} takes two inputs here", operator.name));
        };
        if [a, b]
            .iter()
            .any(|it| it.element_type != ElementType::Float32)
        {
            return Err(format!("{} takes float32 here", operator.name));
        }
        let (a, b) = (floats(a.bytes), floats(b.bytes));
        let (longer, shorter) = (a.len().max(b.len()), a.len().min(b.len()));
        if shorter == 0 || longer % shorter != 0 {
            return Err(format!("{} cannot broadcast these", operator.name));
        }
        let all = (0..longer).map(|i| function(a[i % a.len()], b[i % b.len()]));
        Ok(all.flat_map(f32::to_ne_bytes).collect())
    };
    match operator.name.as_str() {
        "ADD" => combine(|a, b| a + b),
        "SUB" => combine(|a, b| a - b),
        "MUL" => combine(|a, b| a * b),
        "CONCATENATION" => Ok(inputs.iter().flat_map(|it| it.bytes.to_vec()).collect()),
        "RESHAPE" | "IDENTITY" => match inputs.first() {
            Some(first) => Ok(first.bytes.to_vec()),
            None => Err(format!("{} has no input", operator.name)),
        },
        other => Err(format!(
            "the fake runtime does not compute {other}; say what the model gives with \
             FakeRuntime::on_run"
        )),
    }
}

fn floats(bytes: &[u8]) -> Vec<f32> {
    bytes
        .chunks_exact(4)
        .map(|four| f32::from_ne_bytes([four[0], four[1], four[2], four[3]]))
        .collect()
}

/// The shape of an operator's output, given what is known of its graph so far.
pub(crate) fn output_shape(
    graph: &Graph,
    operator: &Operator,
    output: usize,
    shapes: &[Shape],
) -> Shape {
    let inputs = operator.inputs.iter().flatten().map(|&input| shapes[input]);
    match operator.name.as_str() {
        "ADD" | "SUB" | "MUL" => inputs
            .max_by_key(Shape::num_elements)
            .unwrap_or(graph.tensors[output].shape),
        "CONCATENATION" if graph.tensors[output].shape.rank() == 1 => {
            let len: i32 = inputs.map(|shape| shape.dims()[0]).sum();
            Shape::from([len])
        }
        _ => declared(
            graph,
            output,
            graph.inputs.first().map(|&input| shapes[input]),
        ),
    }
}

/// The shape in the file, with the batch of the first input where it leaves that open.
pub(crate) fn declared(graph: &Graph, tensor: usize, input: Option<Shape>) -> Shape {
    let stated = &graph.tensors[tensor];
    let mut dims = stated.shape.dims().to_vec();
    for (axis, dim) in dims.iter_mut().enumerate() {
        let open = stated.open.dims().get(axis) == Some(&-1);
        if open {
            let batch = input.filter(|_| axis == 0);
            *dim = batch
                .and_then(|shape| shape.dims().first().copied())
                .unwrap_or(1);
        }
        *dim = (*dim).max(0);
    }
    Shape::new(&dims).unwrap_or(stated.shape)
}

/// The bytes of a tensor.
pub(crate) fn byte_len(element_type: ElementType, shape: Shape) -> usize {
    let elements = shape.num_elements().unwrap_or(0);
    element_type.byte_len(elements).unwrap_or(0)
}
