//! Every rule of the model check refuses a model that breaks it, and says where.
//!
//! The models are made here, whole and then with one thing wrong, so that nothing but the rule can
//! be the reason.

mod files;
mod graphs;
mod operators;
mod state;
mod tensors;
mod trust;

use litert::EngineKind;
use litert::model::{InvalidModelKind as Kind, ModelView};
use litert_generator::file as tflite;
use tflite::{Buffer, Model, Operator, Options, Quantization, Signature, Subgraph, Tensor};

/// Float addition, with a signature.
fn add() -> Model {
    let tensor = |name: &'static str| Tensor {
        name: Some(name),
        ..Tensor::float(&[2, 3])
    };
    Model {
        codes: vec![(0, None)],
        buffers: vec![Buffer::default()],
        subgraphs: vec![Subgraph {
            tensors: vec![tensor("a"), tensor("b"), tensor("sum")],
            inputs: vec![0, 1],
            outputs: vec![2],
            operators: vec![Operator::new(0, &[0, 1], &[2])],
            ..Subgraph::default()
        }],
        signatures: vec![Signature {
            key: Some("go"),
            inputs: vec![(Some("x"), 0), (Some("y"), 1)],
            outputs: vec![(Some("z"), 2)],
            subgraph: 0,
        }],
        ..Model::default()
    }
}

/// The same with small integers.
fn add_quantized(scales: [f32; 3]) -> Model {
    let mut model = add();
    for (tensor, scale) in model.subgraphs[0].tensors.iter_mut().zip(scales) {
        tensor.ty = 9;
        tensor.quantization = Some(Quantization::new(&[scale], &[0], 0));
    }
    model
}

/// A tensor with data in buffer 1.
fn constant(ty: i8, shape: &[i32], data: &[u8]) -> Model {
    let mut model = add();
    model.buffers.push(Buffer {
        data: Some(data.to_vec()),
        ..Buffer::default()
    });
    model.subgraphs[0].tensors.push(Tensor {
        ty,
        shape: Some(shape.to_vec()),
        buffer: 1,
        ..Tensor::default()
    });
    model
}

/// Graph 0 calls graph 1 and, on demand, the other way round.
fn calls(callees: &[(usize, i32)]) -> Model {
    let mut model = add();
    model.codes.push((129, None));
    model.subgraphs.resize_with(4, || Subgraph {
        tensors: vec![],
        ..Subgraph::default()
    });
    for &(caller, callee) in callees {
        model.subgraphs[caller].operators.push(Operator {
            options: Some(Options::CallOnce(callee)),
            ..Operator::new(1, &[], &[])
        });
    }
    model
}

#[track_caller]
fn passes(model: &Model) {
    let bytes = model.build();
    ModelView::new(&bytes).unwrap_or_else(|error| panic!("{error}"));
}

#[track_caller]
fn refused(model: &Model, kind: Kind, place: &str, message: &str) {
    let bytes = model.build();
    let error = match ModelView::new(&bytes) {
        Ok(_) => panic!("passed, but should have said: {message}"),
        Err(error) => error,
    };
    assert_eq!(error.kind(), kind, "{error}");
    assert!(error.place().contains(place), "{error}");
    assert!(error.message().contains(message), "{error}");
}

#[track_caller]
fn changed(model: Model, change: impl FnOnce(&mut Model), kind: Kind, place: &str, message: &str) {
    // Whatever is wrong must be wrong because of the change.
    passes(&model);
    let mut model = model;
    change(&mut model);
    refused(&model, kind, place, message);
}
