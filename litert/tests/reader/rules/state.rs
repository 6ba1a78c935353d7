//! Operators that keep state: recurrent ones, variables and hash tables.

use super::*;

const FLOAT: i8 = 0;
const INT32: i8 = 2;
const INT8: i8 = 9;

/// An LSTM over sequences, of which everything is there but what may be left out.
fn lstm(ty: i8, weights: i8, states: [i8; 2]) -> Model {
    let mut model = add();
    model.codes[0].0 = 44;
    let tensor = |ty: i8, shape: &[i32]| Tensor {
        ty,
        quantization: (ty != FLOAT).then(|| Quantization::new(&[0.1], &[0], 0)),
        ..Tensor::float(shape)
    };
    let graph = &mut model.subgraphs[0];
    // Data, another input that nobody needs here, the result, weights, bias, the two states.
    graph.tensors = vec![
        tensor(ty, &[1, 2, 2]),
        tensor(ty, &[1]),
        tensor(ty, &[1, 2, 2]),
        tensor(weights, &[2, 2]),
        tensor(if ty == INT8 { INT32 } else { FLOAT }, &[2]),
        tensor(states[0], &[1, 2]),
        tensor(states[1], &[1, 2]),
        tensor(ty, &[0]),
    ];
    graph.tensors[0].name = Some("a");
    graph.tensors[1].name = Some("b");
    for state in &mut graph.tensors[5..7] {
        state.variable = true;
    }
    let bytes = |data: usize| Buffer {
        data: Some(vec![0; data]),
        ..Buffer::default()
    };
    graph.tensors[3].buffer = 1;
    graph.tensors[4].buffer = 2;
    let weights = if weights == INT8 { 4 } else { 16 };
    model.buffers.extend([bytes(weights), bytes(8)]);
    let mut inputs = vec![0];
    inputs.extend([3; 8]);
    inputs.extend([-1; 3]);
    inputs.extend([4; 4]);
    inputs.extend([-1, -1, 5, 6]);
    graph.operators = vec![Operator::new(0, &inputs, &[2])];
    graph.operators[0].intermediates = vec![7; 5];
    model
}

#[test]
fn recurrent_operators_get_the_types_and_ranks_that_go_together() {
    let place = "operator 0 UNIDIRECTIONAL_SEQUENCE_LSTM";
    let float = lstm(FLOAT, FLOAT, [FLOAT, FLOAT]);
    // Weights of bytes with data that is not: the kernel for that exists.
    passes(&lstm(FLOAT, INT8, [FLOAT, FLOAT]));
    passes(&lstm(INT8, INT8, [INT8, 7]));
    type Change<'a> = &'a dyn Fn(&mut Subgraph);
    let wrong: [(Change<'_>, &str); 8] = [
        (
            &|g| g.tensors[0].shape = Some(vec![1, 2, 2, 1]),
            "4 dimensions",
        ),
        (&|g| g.tensors[0].shape = Some(vec![1, 2]), "2 dimensions"),
        (&|g| g.tensors[2].ty = INT8, "it makes int8 of float32"),
        (
            &|g| {
                g.tensors[1].ty = 7;
                g.operators[0].inputs[1] = 1;
            },
            "of the type int16",
        ),
        (&|g| g.tensors[6].ty = INT8, "input 19 holds int8"),
        // Diagonals are lists.
        (&|g| g.operators[0].inputs[6] = 4, "some are not"),
        (&|g| g.operators[0].inputs[12] = -1, "input 12"),
        (&|g| g.tensors[0].ty = INT32, "int32"),
    ];
    for (change, message) in wrong {
        let change = |m: &mut Model| change(&mut m.subgraphs[0]);
        changed(float.clone(), change, Kind::Operator, place, message);
    }
}

/// Graph 0 reads a variable with this shape and assigns the result to another one; graph 1 assigns
/// these many floats to a third.
fn variables(read: &[i32], names: [&'static str; 3], assigned: i32) -> Model {
    let mut model = add();
    model
        .codes
        .extend([(142, None), (143, None), (144, None), (129, None)]);
    model.buffers.push(Buffer {
        data: Some(vec![0; 4 * assigned as usize]),
        ..Buffer::default()
    });
    let handle = || Tensor {
        ty: 13,
        ..Tensor::float(&[])
    };
    let variable = |name: &'static str, output: i32| Operator {
        options: Some(Options::Variable(name)),
        ..Operator::new(1, &[], &[output])
    };
    let graph = &mut model.subgraphs[0];
    graph
        .tensors
        .extend([handle(), handle(), Tensor::float(read)]);
    graph.operators = vec![
        Operator {
            options: Some(Options::CallOnce(1)),
            ..Operator::new(4, &[], &[])
        },
        variable(names[0], 3),
        Operator::new(2, &[3], &[5]),
        Operator::new(0, &[0, 1], &[2]),
        variable(names[1], 4),
        Operator::new(3, &[4, 2], &[]),
    ];
    model.subgraphs.push(Subgraph {
        tensors: vec![
            handle(),
            Tensor {
                buffer: 1,
                ..Tensor::float(&[assigned])
            },
        ],
        operators: vec![variable(names[2], 0), Operator::new(3, &[0, 1], &[])],
        ..Subgraph::default()
    });
    model
}

#[test]
fn variables_hold_what_is_read_from_them() {
    passes(&variables(&[6], ["v", "v", "v"], 6));
    passes(&variables(&[2, 3], ["v", "w", "v"], 6));
    // Another variable may be of another size, and what is read without a shape as well.
    passes(&variables(&[6], ["v", "v", "w"], 4));
    passes(&variables(&[], ["v", "v", "v"], 6));
    let place = "ASSIGN_VARIABLE";
    for name in ["v", "v\0w"] {
        let model = variables(&[6], ["v", "v", name], 4);
        refused(&model, Kind::Operator, place, "16 bytes here, but 24 bytes");
    }
    let model = variables(&[7], ["v", "v", "w"], 6);
    refused(&model, Kind::Operator, place, "24 bytes here, but 28 bytes");
    let model = variables(&[], ["v", "w", "v"], 0);
    refused(&model, Kind::Operator, "READ_VARIABLE", "without elements");
    // A handle from elsewhere may be that of any variable.
    let handed = |m: &mut Model| {
        m.subgraphs[0].tensors[3].ty = INT32;
        m.subgraphs[0].operators.remove(1);
        m.subgraphs[0].inputs.push(3);
    };
    let mut any = variables(&[6], ["v", "v", "w"], 6);
    handed(&mut any);
    any.signatures.clear();
    passes(&any);
    let mut any = variables(&[4], ["v", "v", "v"], 6);
    handed(&mut any);
    any.signatures.clear();
    refused(&any, Kind::Operator, place, "24 bytes here, but 16 bytes");
    let mut text = variables(&[6], ["v", "w", "w"], 6);
    text.subgraphs[0].tensors[5].ty = 5;
    refused(
        &text,
        Kind::Operator,
        "READ_VARIABLE",
        "no kernel makes (string)",
    );
}

#[test]
fn states_of_recurrent_operators_are_variables() {
    let place = "UNIDIRECTIONAL_SEQUENCE_LSTM";
    for state in [5, 6] {
        let constant = |m: &mut Model| {
            m.buffers.push(Buffer {
                data: Some(vec![0; 8]),
                ..Buffer::default()
            });
            m.subgraphs[0].tensors[state].variable = false;
            m.subgraphs[0].tensors[state].buffer = 3;
        };
        let model = lstm(FLOAT, FLOAT, [FLOAT, FLOAT]);
        changed(model, constant, Kind::Operator, place, "is no variable");
    }
}

#[test]
fn hash_tables_are_no_variables() {
    let mut model = variables(&[6], ["v", "v", "v"], 6);
    model.codes.extend([(136, None), (139, None)]);
    let graph = &mut model.subgraphs[0];
    graph.tensors.extend([
        Tensor {
            ty: 13,
            ..Tensor::float(&[])
        },
        Tensor {
            ty: 4,
            ..Tensor::float(&[])
        },
    ]);
    graph.operators.extend([
        Operator {
            options: Some(Options::Table(7)),
            ..Operator::new(5, &[], &[6])
        },
        Operator::new(6, &[6], &[7]),
    ]);
    let number = |m: &mut Model| {
        m.subgraphs[0].operators[6].options = Some(Options::Table(0));
    };
    let place = "HASHTABLE";
    changed(model.clone(), number, Kind::Operator, place, "has number 0");
    let variable = |m: &mut Model| m.subgraphs[0].operators[7].inputs = vec![3];
    changed(
        model.clone(),
        variable,
        Kind::Operator,
        place,
        "is a variable",
    );
    model.subgraphs[0].operators.rotate_right(2);
    let table = |m: &mut Model| m.subgraphs[0].operators[4].inputs = vec![6];
    changed(
        model,
        table,
        Kind::Operator,
        "READ_VARIABLE",
        "is a hash table",
    );
}

#[test]
fn handles_that_a_caller_writes_refused() {
    const RESOURCE: i8 = 13;
    for (code, name) in [(143, "READ_VARIABLE"), (139, "HASHTABLE_SIZE")] {
        let mut model = add();
        model.codes[0].0 = code;
        let graph = &mut model.subgraphs[0];
        graph.tensors[0].ty = RESOURCE;
        graph.tensors[0].shape = Some(vec![1]);
        graph.tensors[2].ty = if code == 139 { 4 } else { FLOAT };
        graph.operators[0].inputs = vec![0];
        let message = "no operator makes it";
        refused(
            &model,
            Kind::Operator,
            &format!("operator 0 {name}"),
            message,
        );
        // One that an operator makes is none of the caller's.
        let made = if code == 139 { 136 } else { 142 };
        model.codes.push((made, None));
        let graph = &mut model.subgraphs[0];
        graph.inputs = vec![1];
        graph.operators.insert(0, Operator::new(1, &[], &[0]));
        model.signatures[0].inputs.remove(0);
        passes(&model);
    }
}

#[test]
fn hadamard_rotations_need_a_size_and_room() {
    // The map `{"hadamard_size": 4}`, and the same with 0.
    let options = |size: u8| {
        let mut bytes = b"hadamard_size\0".to_vec();
        bytes.extend([1, 15, 1, 1, 1, size, 4, 2, 36, 1]);
        bytes
    };
    let rotation = |size: u8| {
        let mut model = add();
        model.codes[0] = (32, Some("aeq.hadamard_rotation"));
        let graph = &mut model.subgraphs[0];
        for tensor in [0, 2] {
            graph.tensors[tensor].shape = Some(vec![1, 4]);
        }
        graph.operators[0].inputs = vec![0];
        graph.operators[0].custom_options = Some(options(size));
        model
    };
    passes(&rotation(4));
    let (kind, place) = (Kind::Operator, "operator 0 aeq.hadamard_rotation");
    let broken = |change: &dyn Fn(&mut Model), message: &str| {
        changed(rotation(4), change, kind, place, message);
    };
    refused(&rotation(0), kind, place, "must be more than 0");
    broken(
        &|it| it.subgraphs[0].operators[0].custom_options = Some(vec![0]),
        "no number hadamard_size",
    );
    broken(
        &|it| it.subgraphs[0].tensors[0].shape = Some(vec![4]),
        "two or three dimensions",
    );
    broken(
        &|it| it.subgraphs[0].tensors[2].shape = Some(vec![1, 3]),
        "does not fit",
    );
}
