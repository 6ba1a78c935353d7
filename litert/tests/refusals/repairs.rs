//! Models whose meaning is plain and whose kernels would leave their memory are mended in a copy.

use std::path::PathBuf;

use litert::model::ModelView;
use litert::{CompiledModel, Environment, Error, Family, Interpreter, Model};
use litert_generator::file as tflite;
use litert_golden::skip_or_fail;
use litert_test_support::libraries::{interpreter_libraries, libraries};
use tflite::{Buffer, Operator, Options, Quantization, Subgraph, Tensor};

const DEPTHWISE: i32 = 4;

/// A depthwise convolution by a window of one element, whose weights are 2.0 for each channel.
fn depthwise(channels: usize, scale: Option<f32>, bias: bool) -> tflite::Model {
    let shape = [1, 1, 1, channels as i32];
    let picture = Tensor::float(&[1, 4, 4, channels as i32]);
    let weights = match scale {
        Some(scale) => vec![(2.0 / scale) as u8; channels],
        None => 2.0_f32.to_le_bytes().repeat(channels),
    };
    let data = |bytes| Buffer {
        data: Some(bytes),
        ..Buffer::default()
    };
    let tensors = vec![
        picture.clone(),
        Tensor {
            name: Some("weights"),
            ty: if scale.is_some() { 9 } else { 0 },
            buffer: 1,
            quantization: scale.map(|scale| Quantization::new(&[scale], &[0], 0)),
            ..Tensor::float(&shape)
        },
        Tensor {
            buffer: 2,
            ..Tensor::float(&[channels as i32])
        },
        Tensor {
            name: Some("result"),
            ..picture
        },
    ];
    let inputs: &[i32] = if bias { &[0, 1, 2] } else { &[0, 1] };
    tflite::Model {
        codes: vec![(DEPTHWISE, None)],
        buffers: vec![
            Buffer::default(),
            data(weights),
            data(1.0_f32.to_le_bytes().repeat(channels)),
        ],
        subgraphs: vec![Subgraph {
            tensors,
            inputs: vec![0],
            outputs: vec![3],
            operators: vec![Operator {
                options: Some(Options::Depthwise(1, 1)),
                ..Operator::new(0, inputs, &[3])
            }],
            ..Subgraph::default()
        }],
        ..tflite::Model::default()
    }
}

/// What both engines of every library make of it, with XNNPACK and without.
fn run(model: &Model, input: &[f32]) -> Vec<(String, Vec<f32>)> {
    let mut found = Vec::new();
    for (name, runtime) in interpreter_libraries() {
        for xnnpack in [true, false] {
            let builder = Interpreter::builder().runtime(&runtime).xnnpack(xnnpack);
            // A library without XNNPACK cannot be asked for it.
            let Ok(mut interpreter) = builder.build(model) else {
                assert!(xnnpack, "{name}");
                continue;
            };
            interpreter.input_mut(0).unwrap().write_f32(input).unwrap();
            interpreter.invoke().unwrap();
            let output = interpreter.output(0).unwrap().to_f32().unwrap();
            found.push((format!("Interpreter of {name}, XNNPACK {xnnpack}"), output));
        }
    }
    found.extend(compiled(model, input));
    found
}

fn compiled(model: &Model, input: &[f32]) -> Vec<(String, Vec<f32>)> {
    let mut found = Vec::new();
    for (name, runtime) in libraries() {
        let environment = Environment::builder().runtime(&runtime).build().unwrap();
        let builder = CompiledModel::builder().environment(&environment);
        let mut compiled = builder.build(model).unwrap();
        compiled.input_mut(0).unwrap().write_f32(input).unwrap();
        compiled.run().unwrap();
        let output = compiled.output(0).unwrap().to_f32().unwrap();
        found.push((format!("CompiledModel of {name}"), output));
    }
    found
}

#[track_caller]
fn gives(model: &Model, input: &[f32], expected: impl Fn(usize) -> f32, tolerance: f32) {
    for (place, output) in run(model, input) {
        for (at, value) in output.iter().enumerate() {
            let expected = expected(at);
            let off = (value - expected).abs();
            assert!(
                off <= tolerance,
                "{place}: element {at} is {value}, not {expected}"
            );
        }
    }
}

/// The kernel reads a scale for each channel, and found what lay behind the only one.
#[test]
fn one_scale_is_repeated_for_each_channel() {
    let file = depthwise(64, Some(0.02), true);
    let model = Model::from_bytes(file.build()).unwrap();
    let [repair] = model.repairs() else {
        panic!("{:?}", model.repairs());
    };
    assert_eq!(repair.place(), "subgraph 0 tensor 1 'weights'");
    let text = repair.to_string();
    assert!(
        text.contains("repeated for 64 channels along axis 3"),
        "{text}"
    );
    let weights = model.view().main_subgraph().tensor(1).unwrap();
    let quantization = weights.quantization();
    let channels = quantization.per_channel().expect("a scale for each");
    assert_eq!(channels.scales(), [0.02; 64]);
    assert_eq!(channels.axis(), 3);
    gives(&model, &[1.0; 1024], |_| 3.0, 0.05);
}

/// The kernel copies a bias from a null pointer.
#[test]
fn a_missing_bias_is_one_of_zeros() {
    for scale in [None, Some(0.02)] {
        let file = depthwise(8, scale, false);
        let model = Model::from_bytes(file.build()).unwrap();
        let messages: Vec<String> = model.repairs().iter().map(ToString::to_string).collect();
        assert!(
            messages.iter().any(|it| it.contains("a bias of 8 zeros")),
            "{messages:?}"
        );
        assert_eq!(messages.len(), if scale.is_some() { 2 } else { 1 });
        gives(&model, &[1.0; 128], |_| 2.0, 0.05);
    }
}

/// Weights and options behind the flatbuffer stay where they are for those that read them.
#[test]
fn data_behind_the_flatbuffer_is_found_after_a_repair() {
    let mut file = depthwise(8, None, false);
    let weights = file.buffers[1].data.take().expect("weights");
    let mut at = 0;
    for _ in 0..2 {
        file.buffers[1].offset = at;
        file.buffers[1].size = weights.len() as u64;
        file.appended.clear();
        at = (file.build().len() as u64).next_multiple_of(64);
    }
    file.buffers[1].offset = at;
    let flat = file.build().len();
    file.appended = vec![0; at as usize - flat];
    file.appended.extend(&weights);
    let model = Model::from_bytes(file.build()).unwrap();
    assert_eq!(model.repairs().len(), 1);
    let stored = model.view().main_subgraph().tensor(1).unwrap();
    assert_eq!(stored.data(), Some(&*weights));
    for (name, runtime) in interpreter_libraries() {
        let built = Interpreter::builder().runtime(&runtime).build(&model);
        if runtime
            .library(Family::TfLite)
            .unwrap()
            .version
            .starts_with("2.17")
        {
            let error = built.map(|_| ()).unwrap_err();
            assert!(matches!(error, Error::Unsupported(_)), "{error:?}");
            let text = error.to_string();
            assert!(
                text.contains("behind the flatbuffer") && text.contains("2.17.1"),
                "{text}"
            );
            continue;
        }
        let mut interpreter = built.expect(&name);
        interpreter
            .input_mut(0)
            .unwrap()
            .write_f32(&[1.0; 128])
            .unwrap();
        interpreter.invoke().unwrap();
        assert_eq!(interpreter.output(0).unwrap().to_f32().unwrap(), [2.0; 128]);
    }
    for (name, output) in compiled(&model, &[1.0; 128]) {
        assert_eq!(output, [2.0; 128], "{name}");
    }
}

/// Tensors and operators that nothing is changed in are those of the file.
#[test]
fn a_repair_changes_nothing_else() {
    let bytes = depthwise(64, Some(0.02), false).build();
    let before = ModelView::new(&bytes).unwrap();
    let model = Model::from_bytes(&bytes).unwrap();
    let after = model.view();
    let (old, new) = (before.main_subgraph(), after.main_subgraph());
    assert_eq!(new.tensor_count(), old.tensor_count() + 1);
    for (old, new) in old.tensors().zip(new.tensors()) {
        assert_eq!(old.name(), new.name());
        assert_eq!(old.shape(), new.shape());
        assert_eq!(old.data(), new.data());
        assert_eq!(old.element_type(), new.element_type());
    }
    let inputs: Vec<usize> = new
        .operator(0)
        .unwrap()
        .inputs()
        .map(|it| it.unwrap().index())
        .collect();
    assert_eq!(inputs, [0, 1, 4]);
    assert!(
        ModelView::new(model.as_bytes())
            .unwrap()
            .repairs()
            .is_empty()
    );
}

/// Nothing is mended that runs as it is, and then no byte is copied or changed.
#[test]
fn good_models_are_left_alone() {
    let good = [depthwise(8, None, true), depthwise(1, Some(0.02), true)];
    for file in good {
        let bytes = file.build();
        let model = Model::from_bytes(&bytes).unwrap();
        assert!(model.repairs().is_empty());
        assert_eq!(model.as_bytes(), bytes);
    }
}

/// A few bytes name any number of channels.
#[test]
fn channels_without_end_are_not_repeated() {
    let mut file = depthwise(8, Some(0.02), true);
    let many = 1 << 28;
    let graph = &mut file.subgraphs[0];
    graph.inputs.push(1);
    graph.tensors[1].buffer = 0;
    graph.tensors[1].shape = Some(vec![1, 1, 1, many]);
    let error = Model::from_bytes(file.build()).unwrap_err().to_string();
    assert!(error.contains("no room"), "{error}");
}

#[test]
fn real_models_give_what_arithmetic_says() {
    let Some(faults) = faults("hybrid_depthwise") else {
        return;
    };
    let numbers = |name: &str| -> Vec<f32> {
        let bytes = std::fs::read(faults.join(name)).unwrap();
        let header = 10 + usize::from(u16::from_le_bytes([bytes[8], bytes[9]]));
        let numbers = bytes[header..].chunks_exact(4);
        numbers
            .map(|it| f32::from_le_bytes(it.try_into().unwrap()))
            .collect()
    };
    let model = Model::from_file(faults.join("model.tflite")).unwrap();
    assert_eq!(model.repairs().len(), 1);
    let expected = numbers("expected_by_arithmetic.npy");
    // The input is quantized to 8 bits while it runs.
    gives(&model, &numbers("in.npy"), |at| expected[at], 0.05);
}

/// Scales of another number or axis than the kernel reads are for the converter to put right.
#[test]
fn scales_along_another_axis_are_refused() {
    let Some(faults) = faults("scale_axis") else {
        return;
    };
    for (name, words) in [
        ("conv_dim3", "4 scales along axis 3"),
        ("dw_dim1", "3 scales along axis 1"),
        ("fc_dim1", "4 scales along axis 1"),
        ("tc_dim3", "4 scales along axis 3"),
    ] {
        let error = Model::from_file(faults.join(format!("{name}.tflite"))).unwrap_err();
        let text = error.to_string();
        assert!(
            text.contains(words) && text.contains("convert the model again"),
            "{text}"
        );
    }
    let one = Model::from_file(faults.join("dw_dim0.tflite")).unwrap();
    assert_eq!(one.repairs().len(), 1);
}

/// The folder of small inputs that once failed, beside the large models.
fn faults(name: &str) -> Option<PathBuf> {
    let models = std::env::var_os("LITERT_TEST_MODELS").map(PathBuf::from);
    let folder = models.map(|it| it.join("../faults").join(name));
    let found = folder.filter(|it| it.is_dir());
    if found.is_none() {
        skip_or_fail(format_args!(
            "the folder faults/{name} is not beside the test models"
        ));
    }
    found
}
