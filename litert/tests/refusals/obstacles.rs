//! What is said about a model without a library agrees with what the libraries do.

use litert::EngineKind;
use litert::model::{Obstacle, Provider};
use litert::types::ElementType;
use litert::{CompiledModel, Family, Interpreter, Model};
use litert_generator::file as tflite;
use litert_golden::{skip_or_fail, suite_or_skip};

/// Models whose outcome depends on more than the file: on the values of the inputs (one never ends for
/// zeros), on memory, or on what their kernels think of a graph that nobody would make.
fn says_little(model: &litert_golden::Model) -> bool {
    let features = ["runtime-error", "invalid-graph"];
    model
        .features
        .iter()
        .any(|it| features.contains(&it.as_str()))
        || ["nested_while", "conv_huge_im2col", "dynamic_shapes"].contains(&model.id.as_str())
}

fn interpret(model: &Model) -> litert::Result<()> {
    let mut interpreter = Interpreter::new(model)?;
    for (position, input) in model.default_signature().inputs().iter().enumerate() {
        if input.element_type() == ElementType::String {
            let count = input.shape().num_elements().unwrap_or(0);
            interpreter.write_strings(position, input.shape().dims(), &vec![""; count])?;
        }
    }
    interpreter.invoke()
}

#[test]
fn engines_run_what_meets_no_obstacle_and_nothing_else() {
    let Some(suite) = suite_or_skip("engines_run_what_meets_no_obstacle_and_nothing_else") else {
        return;
    };
    if !litert_test_support::runtime::loaded(&[Family::LiteRt, Family::TfLite]) {
        return;
    }
    let mut counts = [0; 4];
    let mut wrong = Vec::new();
    for listed in suite.models().iter().filter(|model| !says_little(model)) {
        let bytes = suite.model_bytes(listed).expect("the suite has its files");
        let Ok(model) = Model::from_bytes(bytes) else {
            continue;
        };
        let view = model.view();
        let runs = [
            interpret(&model),
            CompiledModel::new(&model).and_then(|mut compiled| compiled.run()),
        ];
        for (place, (engine, ran)) in [EngineKind::Interpreter, EngineKind::CompiledModel]
            .into_iter()
            .zip(runs)
            .enumerate()
        {
            let obstacles = view.obstacles(engine);
            counts[2 * place + usize::from(ran.is_ok())] += 1;
            if ran.is_ok() != obstacles.is_empty() {
                wrong.push(format!(
                    "{} {engine}: {obstacles:?}, but {ran:?}",
                    listed.id
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(counts.iter().all(|&count| count >= 10), "{counts:?}");
}

/// The models from TensorFlow's converter, and small ones of other people, with zeros as inputs.
#[test]
fn compiled_model_runs_what_others_made_if_it_meets_no_obstacle() {
    let test = "compiled_model_runs_what_others_made_if_it_meets_no_obstacle";
    let Some(suite) = suite_or_skip(test) else {
        return;
    };
    if !litert_test_support::runtime::loaded(&[Family::LiteRt]) {
        return;
    }
    let mut wrong = Vec::new();
    let mut ran = 0;
    for folder in ["made", "tasks/models"].map(|folder| suite.path(folder)) {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            skip_or_fail(format_args!("{test}: there is no {}", folder.display()));
            continue;
        };
        for path in entries.map(|entry| entry.unwrap().path()) {
            let small = path.metadata().unwrap().len() < 2_000_000;
            if !small || path.extension().is_none_or(|it| it != "tflite") {
                continue;
            }
            let Ok(model) = Model::from_file(&path) else {
                continue;
            };
            let obstacles = model.view().obstacles(EngineKind::CompiledModel);
            // What is missing may be there: XNNPACK has custom operators.
            if !obstacles.iter().all(Obstacle::is_final) {
                continue;
            }
            let run = CompiledModel::new(&model).and_then(|mut compiled| compiled.run());
            ran += usize::from(run.is_ok());
            if run.is_ok() != obstacles.is_empty() {
                wrong.push(format!("{}: {obstacles:?}, but {run:?}", path.display()));
            }
            // Its shapes pass through matrices of paddings.
            let dilated = path.ends_with("dilated_conv.tflite");
            assert!(!dilated || run.is_ok(), "{run:?}");
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    println!("{ran} models ran");
}

/// `CompiledModel` has no buffers without bytes.
#[test]
fn empty_inputs_and_outputs_are_an_obstacle() {
    const ABS: i32 = 101;
    let floats = |name: &'static str, shape: &[i32]| tflite::Tensor {
        name: Some(name),
        ..tflite::Tensor::float(shape)
    };
    // An input and an output that are empty, and a constant output that is.
    let computed = [floats("x", &[0, 3]), floats("y", &[0, 3])];
    let constant = [
        floats("x", &[4]),
        floats("y", &[4]),
        tflite::Tensor {
            buffer: 1,
            ..floats("nothing", &[0])
        },
    ];
    for (tensors, outputs, empty) in [
        (computed.to_vec(), vec![1], &["'x'", "'y'"][..]),
        (constant.to_vec(), vec![1, 2], &["'nothing'"][..]),
    ] {
        let file = tflite::Model {
            codes: vec![(ABS, None)],
            subgraphs: vec![tflite::Subgraph {
                tensors,
                inputs: vec![0],
                outputs,
                operators: vec![tflite::Operator::new(0, &[0], &[1])],
                ..tflite::Subgraph::default()
            }],
            buffers: vec![
                tflite::Buffer::default(),
                tflite::Buffer {
                    data: Some(Vec::new()),
                    ..tflite::Buffer::default()
                },
            ],
            ..tflite::Model::default()
        };
        let model = Model::from_bytes(file.build()).unwrap();
        let found = model.view().obstacles(EngineKind::CompiledModel);
        let said: Vec<_> = found.iter().map(Obstacle::message).collect();
        assert_eq!(said.len(), empty.len(), "{said:?}");
        for (said, name) in said.iter().zip(empty) {
            assert!(said.contains(name) && said.contains("is empty"), "{said}");
        }
        assert_eq!(model.view().obstacles(EngineKind::Interpreter), []);
        if litert_test_support::runtime::loaded(&[Family::LiteRt, Family::TfLite]) {
            interpret(&model).unwrap();
            let error = CompiledModel::new(&model)
                .and_then(|mut it| it.run())
                .unwrap_err();
            assert!(error.to_string().contains("which is empty"), "{error}");
        }
    }
}

#[test]
fn obstacles_have_a_reason() {
    let Some(suite) = suite_or_skip("obstacles_have_a_reason") else {
        return;
    };
    let obstacles = |id: &str, engine| -> Vec<Obstacle> {
        let model = suite.model(id).unwrap_or_else(|| panic!("no model {id}"));
        let model = Model::from_bytes(suite.model_bytes(model).expect("a file")).expect("a model");
        model.view().obstacles(engine)
    };
    for (id, engine, is_final, word) in [
        (
            "split_concat_edgetpu",
            EngineKind::Interpreter,
            false,
            "Edge TPU",
        ),
        (
            "split_concat_edgetpu",
            EngineKind::CompiledModel,
            false,
            "Edge TPU",
        ),
        ("double_flex", EngineKind::Interpreter, false, "FlexDouble"),
        ("custom_sinh", EngineKind::CompiledModel, false, "Sinh"),
        (
            "npu_google_tensor_precompiled",
            EngineKind::Interpreter,
            true,
            "NPU",
        ),
        (
            "npu_google_tensor_precompiled",
            EngineKind::CompiledModel,
            false,
            "dispatch",
        ),
        (
            "keras_lstm_mnist_ptq",
            EngineKind::CompiledModel,
            true,
            "variable",
        ),
        ("where_bool", EngineKind::CompiledModel, true, "output"),
        (
            "string_input_model",
            EngineKind::CompiledModel,
            true,
            "strings",
        ),
        (
            "derived_unknown_builtin",
            EngineKind::Interpreter,
            false,
            "500",
        ),
    ] {
        let found = obstacles(id, engine);
        let fits = |it: &Obstacle| it.is_final() == is_final && it.message().contains(word);
        assert!(found.iter().any(fits), "{id} {engine}: {found:?}");
    }
    assert_eq!(
        obstacles("add_dynamic_batch", EngineKind::CompiledModel),
        []
    );
    assert_eq!(
        obstacles("keras_lstm_mnist_ptq", EngineKind::Interpreter),
        []
    );
}

/// Options of a custom operator, as a FlexBuffer: a map from these names, sorted, to numbers.
fn options(pairs: &[(&str, u8)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut places = Vec::new();
    for (name, _) in pairs {
        places.push(bytes.len());
        bytes.extend(name.as_bytes());
        bytes.push(0);
    }
    // Offsets count backwards, in one byte each.
    let back = |bytes: &Vec<u8>, place: usize| u8::try_from(bytes.len() - place).expect("few");
    let count = u8::try_from(pairs.len()).expect("few");
    bytes.push(count);
    let keys = bytes.len();
    for place in places {
        bytes.push(back(&bytes, place));
    }
    bytes.push(back(&bytes, keys));
    bytes.extend([1, count]);
    let map = bytes.len();
    bytes.extend(pairs.iter().map(|(_, value)| value));
    // Numbers with a sign, of one byte.
    bytes.extend(pairs.iter().map(|_| 1 << 2));
    bytes.push(back(&bytes, map));
    // A map, of elements of one byte, found by one byte.
    bytes.extend([9 << 2, 1]);
    bytes
}

/// The features of a sound, by the custom operators that TensorFlow Lite has for that.
fn features() -> tflite::Model {
    let operator =
        |code: u32, inputs: &[i32], output: i32, pairs: &[(&str, u8)]| tflite::Operator {
            custom_options: Some(options(pairs)),
            ..tflite::Operator::new(code, inputs, &[output])
        };
    tflite::Model {
        codes: vec![(32, Some("AudioSpectrogram")), (32, Some("Mfcc"))],
        buffers: vec![
            tflite::Buffer::default(),
            tflite::Buffer {
                data: Some(200_i32.to_le_bytes().to_vec()),
                ..tflite::Buffer::default()
            },
        ],
        subgraphs: vec![tflite::Subgraph {
            tensors: vec![
                tflite::Tensor::float(&[256, 1]),
                tflite::Tensor::float(&[1, 31, 9]),
                tflite::Tensor {
                    ty: 2,
                    buffer: 1,
                    ..tflite::Tensor::float(&[1])
                },
                tflite::Tensor::float(&[1, 31, 2]),
            ],
            inputs: vec![0],
            outputs: vec![3],
            operators: vec![
                operator(
                    0,
                    &[0],
                    1,
                    &[("magnitude_squared", 1), ("stride", 8), ("window_size", 16)],
                ),
                operator(
                    1,
                    &[1, 2],
                    3,
                    &[
                        ("dct_coefficient_count", 2),
                        ("filterbank_channel_count", 4),
                        ("lower_frequency_limit", 10),
                        ("upper_frequency_limit", 90),
                    ],
                ),
            ],
            ..tflite::Subgraph::default()
        }],
        ..tflite::Model::default()
    }
}

/// What is said to be in every library is.
#[test]
fn provided_operators_run_on_both_engines() {
    if !litert_test_support::runtime::loaded(&[Family::LiteRt, Family::TfLite]) {
        return;
    }
    let runs = |model: &Model, provided: &[(&str, Provider)]| {
        let view = model.view();
        let provided: Vec<_> = provided
            .iter()
            .map(|(name, by)| ((*name).to_owned(), *by))
            .collect();
        assert_eq!(view.provided_operators(), provided, "{model}");
        for engine in [EngineKind::Interpreter, EngineKind::CompiledModel] {
            assert_eq!(view.obstacles(engine), [], "{model} {engine}");
        }
        interpret(model).unwrap_or_else(|error| panic!("{model}: {error}"));
        let compiled = CompiledModel::new(model).and_then(|mut it| it.run());
        compiled.unwrap_or_else(|error| panic!("{model}: {error}"));
    };
    let model = Model::from_bytes(features().build()).expect("a model");
    let library = Provider::Library;
    runs(&model, &[("AudioSpectrogram", library), ("Mfcc", library)]);

    let Some(suite) = suite_or_skip("provided_operators_run_on_both_engines") else {
        return;
    };
    for (file, name, by) in [
        (
            "coco_ssd_mobilenet_v1_quant",
            "TFLite_Detection_PostProcess",
            Provider::Library,
        ),
        (
            "mp_selfie_segmentation",
            "Convolution2DTransposeBias",
            Provider::Xnnpack,
        ),
    ] {
        let path = suite.path(format!("tasks/models/{file}.tflite"));
        runs(&Model::from_file(path).expect("a model"), &[(name, by)]);
    }
}
