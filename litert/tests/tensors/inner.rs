//! Tensors that are neither inputs nor outputs, strict resizing, complex and packed elements.

use litert::types::ElementType;
use litert::{CompiledModel, Error, Family, Interpreter, Model};
use litert_generator::file as tflite;
use litert_golden::suite_or_skip;
use litert_test_support::libraries::interpreter_libraries;
use litert_test_support::runtime::{loaded, own};

#[test]
fn intermediate_tensors_can_be_read_without_delegates() {
    let model = Model::from_file(own("digits/digits_float32.tflite")).unwrap();
    for (name, runtime) in interpreter_libraries() {
        println!("on {name}");
        let builder = Interpreter::builder().runtime(&runtime).xnnpack(false);
        let mut interpreter = builder.build(&model).unwrap();
        let last = interpreter.outputs()[0].index();
        assert!(matches!(
            interpreter.tensor(last),
            Err(Error::InvalidArgument(_))
        ));
        interpreter
            .input_mut(0)
            .unwrap()
            .as_mut_slice::<f32>()
            .unwrap()
            .fill(0.25);
        interpreter.invoke().unwrap();
        let output = interpreter.output(0).unwrap().to_f32().unwrap();
        assert_eq!(interpreter.tensor(last).unwrap().to_f32().unwrap(), output);
        // What goes into the softmax is the output before it.
        let view = model.view();
        let graph = view.main_subgraph();
        let softmax = graph
            .operators()
            .find(|operator| operator.name() == "SOFTMAX")
            .unwrap();
        let logits = softmax.inputs().flatten().next().unwrap().index();
        let logits = interpreter.tensor(logits).unwrap().to_f32().unwrap();
        let sum: f32 = logits.iter().map(|x| x.exp()).sum();
        for (logit, probability) in logits.iter().zip(&output) {
            assert!((logit.exp() / sum - probability).abs() < 1e-5);
        }
        let constant = interpreter
            .tensors()
            .iter()
            .find(|tensor| tensor.is_constant())
            .unwrap();
        let stored = graph.tensor(constant.index()).unwrap().data().unwrap();
        assert_eq!(
            interpreter.tensor(constant.index()).unwrap().bytes(),
            stored
        );
        let error = interpreter.tensor(interpreter.tensors().len()).unwrap_err();
        assert!(matches!(error, Error::NotFound(_)), "{error}");
    }
}

#[test]
fn every_tensor_of_every_model_can_be_looked_at() {
    let Some(suite) = suite_or_skip("every_tensor_of_every_model") else {
        return;
    };
    for (name, runtime) in interpreter_libraries() {
        println!("on {name}");
        let mut seen = 0;
        for model in suite
            .models()
            .iter()
            .filter(|model| !model.has_feature("cancellation"))
        {
            let Ok(model) = Model::from_file(suite.model_path(model)) else {
                continue;
            };
            let built = Interpreter::builder().runtime(&runtime).build(&model);
            let Ok(mut interpreter) = built else { continue };
            if model.name().contains("conv_huge") || interpreter.invoke().is_err() {
                continue;
            }
            for index in 0..interpreter.tensors().len() {
                let Ok(tensor) = interpreter.tensor(index) else {
                    continue;
                };
                seen += tensor
                    .bytes()
                    .iter()
                    .map(|&byte| usize::from(byte))
                    .sum::<usize>()
                    .min(1);
            }
        }
        assert!(seen > 500, "{seen} tensors with values");
    }
}

#[test]
fn variables_are_listed_and_reset() {
    let Some(suite) = suite_or_skip("variables_are_listed_and_reset") else {
        return;
    };
    let model = suite
        .model("keras_lstm_mnist_ptq")
        .expect("in the manifest");
    let model = Model::from_file(suite.model_path(model)).unwrap();
    let mut interpreter = Interpreter::new(&model).unwrap();
    let variables: Vec<usize> = interpreter
        .variables()
        .map(|tensor| tensor.index())
        .collect();
    assert_eq!(variables.len(), 2);
    interpreter.input_mut(0).unwrap().bytes_mut().fill(200);
    interpreter.invoke().unwrap();
    let first = interpreter.output(0).unwrap().bytes().to_vec();
    interpreter.invoke().unwrap();
    let second = interpreter.output(0).unwrap().bytes().to_vec();
    interpreter.reset_variables().unwrap();
    interpreter.input_mut(0).unwrap().bytes_mut().fill(200);
    interpreter.invoke().unwrap();
    assert_eq!(interpreter.output(0).unwrap().bytes(), first);
    println!("state matters: {}", first != second);
}

/// No call of the runtimes sets a resource variable back, and nobody is left to believe that one did.
#[test]
fn resource_variables_are_not_reset_and_reset_variables_says_so() {
    let model = Model::from_file(own("tiny/resource_variables.tflite")).unwrap();
    assert_eq!(model.info().resource_variable(), Some("Variable"));
    let says_so = |error: Error, engine: &str| {
        let text = error.to_string();
        assert!(matches!(error, Error::Unsupported(_)), "{text}");
        assert!(text.contains("resource variable 'Variable'"), "{text}");
        assert!(text.contains(&format!("make a new {engine}")), "{text}");
    };
    if loaded(&[Family::TfLite]) {
        let mut interpreter = Interpreter::new(&model).unwrap();
        let increment = |interpreter: &mut Interpreter| {
            let mut signature = interpreter.signature("increment").unwrap();
            signature
                .input_mut(0)
                .unwrap()
                .copy_from_slice(&[2.0_f32])
                .unwrap();
            signature.invoke().unwrap();
            signature.output(0).unwrap().to_f32().unwrap()[0]
        };
        let first = increment(&mut interpreter);
        assert_eq!(increment(&mut interpreter), first + 2.0);
        says_so(interpreter.reset_variables().unwrap_err(), "Interpreter");
        // It goes on as before; a new one begins anew.
        assert_eq!(increment(&mut interpreter), first + 4.0);
        assert_eq!(increment(&mut Interpreter::new(&model).unwrap()), first);
    }
    if loaded(&[Family::LiteRt]) {
        let mut compiled = CompiledModel::new(&model).unwrap();
        let increment = |compiled: &mut CompiledModel| {
            let mut signature = compiled.signature("increment").unwrap();
            signature
                .input_mut(0)
                .unwrap()
                .copy_from_slice(&[2.0_f32])
                .unwrap();
            signature.run().unwrap();
            signature.output(0).unwrap().to_f32().unwrap()[0]
        };
        let first = increment(&mut compiled);
        assert_eq!(increment(&mut compiled), first + 2.0);
        says_so(compiled.reset_variables().unwrap_err(), "CompiledModel");
        assert_eq!(increment(&mut CompiledModel::new(&model).unwrap()), first);
    }
}

/// Where there is nothing to set back, nothing is wrong.
#[test]
fn models_without_variables_are_reset_by_doing_nothing() {
    let model = Model::from_file(own("tiny/add.tflite")).unwrap();
    if loaded(&[Family::TfLite]) {
        Interpreter::new(&model).unwrap().reset_variables().unwrap();
    }
    if loaded(&[Family::LiteRt]) {
        CompiledModel::new(&model)
            .unwrap()
            .reset_variables()
            .unwrap();
    }
}

#[test]
fn strict_resizing_leaves_fixed_dimensions_alone() {
    let open = Model::from_file(own("digits/digits_float32.tflite")).unwrap();
    let mut interpreter = Interpreter::new(&open).unwrap();
    interpreter.resize_input_strict(0, &[5, 16, 16, 1]).unwrap();
    interpreter.invoke().unwrap();
    assert_eq!(*interpreter.output(0).unwrap().shape(), [5, 10]);
    let error = interpreter
        .resize_input_strict(0, &[5, 16, 8, 1])
        .unwrap_err();
    assert!(matches!(error, Error::ShapeMismatch(_)), "{error}");
    assert!(error.to_string().contains("[?, 16, 16, 1]"), "{error}");
}

#[test]
fn packed_access_is_for_packed_types_only() {
    let model = Model::from_file(own("tiny/add.tflite")).unwrap();
    let mut interpreter = Interpreter::new(&model).unwrap();
    let mut input = interpreter.input_mut(0).unwrap();
    let count = input.shape().num_elements().unwrap();
    assert!(matches!(
        input.pack(&vec![0; count]),
        Err(Error::TypeMismatch(_))
    ));
    assert!(matches!(
        input.as_tensor().unpack(),
        Err(Error::TypeMismatch(_))
    ));
}

#[test]
fn four_bit_constants_are_unpacked() {
    let Some(suite) = suite_or_skip("four_bit_constants_are_unpacked") else {
        return;
    };
    let model = suite
        .model("qwen_fc_blockwise_quantized")
        .expect("in the manifest");
    let model = Model::from_file(suite.model_path(model)).unwrap();
    let mut interpreter = Interpreter::builder().xnnpack(false).build(&model).unwrap();
    interpreter.invoke().unwrap();
    let packed = interpreter
        .tensors()
        .iter()
        .find(|t| t.element_type() == ElementType::Int4);
    let index = packed.expect("four-bit weights").index();
    let tensor = interpreter.tensor(index).unwrap();
    let values = tensor.unpack().unwrap();
    assert_eq!(Some(values.len()), tensor.shape().num_elements());
    assert!(values.iter().all(|value| (-8..8).contains(value)));
    assert!(values.iter().any(|&value| value < 0) && values.iter().any(|&value| value > 0));
}

#[test]
fn complex_numbers_are_pairs() {
    const COMPLEX64: i8 = 8;
    const IMAG: i32 = 133;
    const REAL: i32 = 134;
    const COMPLEX_ABS: i32 = 135;
    let numbers = || tflite::Tensor {
        ty: COMPLEX64,
        ..tflite::Tensor::float(&[2])
    };
    let operators = (0..3).map(|code| tflite::Operator::new(code as u32, &[0], &[code + 1]));
    let written = tflite::Model {
        codes: vec![(IMAG, None), (REAL, None), (COMPLEX_ABS, None)],
        subgraphs: vec![tflite::Subgraph {
            tensors: [vec![numbers()], vec![tflite::Tensor::float(&[2]); 3]].concat(),
            inputs: vec![0],
            outputs: vec![1, 2, 3],
            operators: operators.collect(),
            ..tflite::Subgraph::default()
        }],
        buffers: vec![tflite::Buffer::default()],
        ..tflite::Model::default()
    };
    let model = Model::from_bytes(written.build()).unwrap();
    assert_eq!(
        model.default_signature().inputs()[0].element_type(),
        ElementType::Complex64
    );
    for (name, runtime) in interpreter_libraries() {
        println!("on {name}");
        let builder = Interpreter::builder().runtime(&runtime);
        let mut interpreter = builder.build(&model).unwrap();
        let mut input = interpreter.input_mut(0).unwrap();
        assert!(input.as_mut_slice::<f32>().is_err());
        input
            .as_mut_slice::<[f32; 2]>()
            .unwrap()
            .copy_from_slice(&[[3.0, -4.0], [0.5, 0.0]]);
        interpreter.invoke().unwrap();
        let expected = [[-4.0, 0.0], [3.0, 0.5], [5.0, 0.5]];
        for (output, expected) in expected.iter().enumerate() {
            let output = interpreter.output(output).unwrap();
            assert_eq!(output.as_slice::<f32>().unwrap(), expected);
        }
    }
}
