//! Graphs: their lists, their order, and how they call each other.

use super::*;

#[test]
fn graphs_need_their_lists() {
    changed(
        add(),
        |m| m.subgraphs.clear(),
        Kind::Subgraph,
        "",
        "no graph",
    );
    changed(
        add(),
        |m| m.leave_out_buffers = true,
        Kind::Buffer,
        "",
        "no list of buffers",
    );
    let no_tensors = |m: &mut Model| m.subgraphs[0].leave_out_tensors = true;
    changed(
        add(),
        no_tensors,
        Kind::Subgraph,
        "subgraph 0",
        "no list of tensors",
    );
}

#[test]
fn inputs_and_outputs_of_graphs_exist() {
    for wrong in [-1, 3, i32::MIN] {
        let place = "subgraph 0";
        changed(
            add(),
            |m| m.subgraphs[0].inputs[1] = wrong,
            Kind::Subgraph,
            place,
            "input 1",
        );
        changed(
            add(),
            |m| m.subgraphs[0].outputs[0] = wrong,
            Kind::Subgraph,
            place,
            "output 0",
        );
    }
}

#[test]
fn tensors_are_written_once_and_then_read() {
    let mut chain = add();
    let graph = &mut chain.subgraphs[0];
    graph.tensors.push(Tensor::float(&[2, 3]));
    graph.operators.push(Operator::new(0, &[2, 0], &[3]));
    let swap = |m: &mut Model| m.subgraphs[0].operators.swap(0, 1);
    let place = "subgraph 0 operator 0 ADD";
    changed(
        chain.clone(),
        swap,
        Kind::Operator,
        place,
        "only operator 1 writes",
    );
    let itself = |m: &mut Model| m.subgraphs[0].operators[1].inputs = vec![3, 3];
    changed(
        chain.clone(),
        itself,
        Kind::Operator,
        "operator 1",
        "both input 0 and output 0",
    );
    let again = |m: &mut Model| m.subgraphs[0].operators[1] = Operator::new(0, &[0, 1], &[2]);
    let message = "operator 0 writes to as well";
    changed(chain.clone(), again, Kind::Operator, "operator 1", message);
    let input = |m: &mut Model| m.subgraphs[0].operators[1] = Operator::new(0, &[2, 2], &[0]);
    changed(
        chain.clone(),
        input,
        Kind::Operator,
        "operator 1",
        "an input of the graph",
    );

    // The memory of variables is for those operators that keep state in it.
    let mut variable = chain.clone();
    let graph = &mut variable.subgraphs[0];
    graph.tensors[3].variable = true;
    graph.operators = vec![Operator::new(0, &[0, 3], &[2])];
    let written = |m: &mut Model| {
        m.subgraphs[0]
            .operators
            .push(Operator::new(0, &[2, 0], &[3]))
    };
    changed(
        variable,
        written,
        Kind::Operator,
        "operator 1",
        "a variable",
    );
    // Nobody but its operator has to do with an intermediate tensor.
    let inner = |m: &mut Model| m.subgraphs[0].operators[0].intermediates = vec![3];
    changed(
        chain.clone(),
        inner,
        Kind::Operator,
        "operator",
        "an intermediate tensor",
    );
    // A custom operator may pass on what it was given.
    let mut custom = chain.clone();
    custom.codes.push((32, Some("Mine")));
    custom.subgraphs[0].operators[1] = Operator::new(1, &[2], &[2]);
    passes(&custom);
    // What nobody writes has no value, which the runtime says.
    let mut nobody = chain;
    nobody.subgraphs[0].operators[1] = Operator::new(0, &[3, 3], &[2]);
    nobody.subgraphs[0].operators.remove(0);
    passes(&nobody);
    // Except by those who look at it before they run.
    let recurrent = |m: &mut Model| m.codes[0].0 = 16;
    changed(
        nobody,
        recurrent,
        Kind::Operator,
        "operator 0 LSTM",
        "has no value",
    );
}

#[test]
fn graphs_that_are_called_exist_and_come_to_an_end() {
    passes(&calls(&[(0, 1), (0, 2), (1, 2), (2, 3)]));
    for wrong in [4, -1] {
        refused(
            &calls(&[(0, wrong)]),
            Kind::Operator,
            "operator 1 CALL_ONCE",
            "refers to",
        );
    }
    for cycle in [&[(0, 0)][..], &[(0, 1), (1, 0)], &[(1, 2), (2, 3), (3, 1)]] {
        refused(&calls(cycle), Kind::Subgraph, "subgraph", "calls itself");
    }
    // A composite may do without a decomposition.
    let composite = |index| {
        let mut model = add();
        model.codes[0] = (206, None);
        model.subgraphs[0].operators[0].options = Some(Options::Composite("mine", index, None));
        model
    };
    passes(&composite(-1));
    refused(
        &composite(1),
        Kind::Operator,
        "STABLEHLO_COMPOSITE",
        "refers to subgraph 1",
    );
    refused(&composite(0), Kind::Subgraph, "subgraph 0", "calls itself");
}

#[test]
fn called_graphs_take_and_give_values() {
    let mut model = calls(&[(0, 1)]);
    model.buffers.push(Buffer {
        data: Some(vec![0; 4]),
        ..Buffer::default()
    });
    model.subgraphs[1].tensors = vec![Tensor::float(&[1])];
    model.subgraphs[1].inputs = vec![0];
    let change = |m: &mut Model| m.subgraphs[1].tensors[0].buffer = 1;
    changed(
        model.clone(),
        change,
        Kind::Subgraph,
        "subgraph 1",
        "is a constant",
    );
    model.subgraphs[1].outputs = vec![0];
    let never = |m: &mut Model| m.subgraphs[1].inputs.clear();
    changed(
        model,
        never,
        Kind::Subgraph,
        "subgraph 1",
        "never gets a value",
    );
}

#[test]
fn branches_get_what_they_read() {
    let mut model = add();
    model.codes.push((118, None));
    let branch = Subgraph {
        tensors: vec![
            Tensor::float(&[6]),
            Tensor::float(&[6]),
            Tensor::float(&[6]),
        ],
        inputs: vec![0, 1],
        outputs: vec![2],
        operators: vec![Operator::new(0, &[0, 0], &[2])],
        ..Subgraph::default()
    };
    model.subgraphs.extend([branch.clone(), branch]);
    let graph = &mut model.subgraphs[0];
    graph.tensors.push(Tensor {
        ty: 6,
        ..Tensor::float(&[1])
    });
    graph.inputs.push(3);
    model.signatures.clear();
    graph.operators = vec![Operator {
        options: Some(Options::If(1, 2)),
        ..Operator::new(1, &[3, 0, -1], &[2])
    }];
    // What no operator reads may be left out.
    let reads = |m: &mut Model| m.subgraphs[2].operators[0].inputs = vec![0, 1];
    changed(
        model,
        reads,
        Kind::Operator,
        "operator 0 IF",
        "leaves out input 1 of subgraph 2",
    );
}

/// Half a megabyte, told a hundred thousand times.
#[test]
fn names_are_not_told_without_end() {
    let long: &str = Box::leak("long name ".repeat(50_000).into_boxed_str());
    let message = "again and again";
    let mut model = add();
    model.signatures.clear();
    model.subgraphs[0].tensors[0].name = Some(long);
    ModelView::new(&model.build()).expect("once is no harm");

    let inputs = |m: &mut Model| m.subgraphs[0].inputs = vec![0; 100_000];
    changed(model.clone(), inputs, Kind::TooLarge, "", message);
    let outputs = |m: &mut Model| {
        m.subgraphs[0].tensors[2].name = Some(long);
        m.subgraphs[0].outputs = vec![2; 100_000];
    };
    changed(model.clone(), outputs, Kind::TooLarge, "", message);

    // By signatures: each of them uses the same graph.
    let mut many = add();
    many.subgraphs[0].inputs = vec![0; 10_000];
    many.signatures = (0..1_000)
        .map(|number| Signature {
            key: Some(Box::leak(number.to_string().into_boxed_str())),
            ..Signature::default()
        })
        .collect();
    refused(&many, Kind::TooLarge, "", message);

    // By operators.
    let mut many = model.clone();
    many.codes.push((32, Some(long)));
    let graph = &mut many.subgraphs[0];
    graph.inputs = vec![0, 1];
    graph.operators = (0..1_000)
        .map(|number| Operator::new(1, &[1], &[3 + number]))
        .collect();
    graph.tensors.resize(1_003, Tensor::float(&[1]));
    refused(&many, Kind::TooLarge, "", message);
    for operator in &mut many.subgraphs[0].operators {
        operator.code = 0;
        operator.inputs = vec![0, 1];
    }
    refused(&many, Kind::TooLarge, "", message);
}
