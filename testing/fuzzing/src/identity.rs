//! A model that gives back what it gets.

use litert_generator::file as tflite;

pub(crate) fn identity(
    ty: i8,
    shape: &[i32],
    quantization: Option<tflite::Quantization>,
) -> Vec<u8> {
    let model = tflite::Model {
        subgraphs: vec![tflite::Subgraph {
            tensors: vec![tflite::Tensor {
                name: Some("x"),
                ty,
                shape: Some(shape.to_vec()),
                quantization,
                ..tflite::Tensor::default()
            }],
            inputs: vec![0],
            outputs: vec![0],
            ..tflite::Subgraph::default()
        }],
        buffers: vec![tflite::Buffer::default()],
        ..tflite::Model::default()
    };
    model.build()
}
