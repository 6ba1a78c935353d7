//! Strings: what is written to an interpreter stays, what was not written is not read, and compiled
//! models refuse them.

use litert::{CompiledModel, Error, Family, Interpreter, Model};
use litert_generator::file as tflite;
use litert_test_support::libraries::{interpreter_libraries, libraries};
use litert_test_support::runtime::{loaded, own};

/// An interpreter of `strings.tflite`: `words` and `index` in, `is_yes` (word by word) and
/// `picked` (the words at the indices) out.
fn interpreter() -> Option<Interpreter> {
    loaded(&[Family::TfLite]).then(|| {
        let model = Model::from_file(own("tiny/strings.tflite")).unwrap();
        Interpreter::new(&model).unwrap()
    })
}

fn write_index(interpreter: &mut Interpreter, index: &[i32]) {
    interpreter
        .resize_input("index", &[i32::try_from(index.len()).unwrap()])
        .unwrap();
    let mut input = interpreter.input_mut("index").unwrap();
    input.copy_from_slice(index).unwrap();
}

fn picked(interpreter: &Interpreter) -> Vec<String> {
    let output = interpreter.output("picked").unwrap();
    let strings = output.strings().unwrap();
    strings
        .map(|it| String::from_utf8(it.to_vec()).unwrap())
        .collect()
}

#[test]
fn inputs_can_be_written_in_any_order() {
    let Some(mut interpreter) = interpreter() else {
        return;
    };
    // Writing strings gives every tensor new memory; the numbers written before must survive it.
    write_index(&mut interpreter, &[2, 0]);
    interpreter
        .write_strings("words", &[3], &["yes", "no", "grüße"])
        .unwrap();
    interpreter.invoke().unwrap();
    assert_eq!(picked(&interpreter), ["grüße", "yes"]);
    assert_eq!(
        interpreter.output("is_yes").unwrap().to_bools().unwrap(),
        [true, false, false]
    );

    // The other way round, and with other lengths.
    interpreter
        .write_strings("words", &[2], &["", "yes"])
        .unwrap();
    write_index(&mut interpreter, &[1, 1, 0]);
    interpreter.invoke().unwrap();
    assert_eq!(picked(&interpreter), ["yes", "yes", ""]);
}

#[test]
fn strings_stay_from_run_to_run() {
    let Some(mut interpreter) = interpreter() else {
        return;
    };
    interpreter
        .write_strings("words", &[2], &["a", "b"])
        .unwrap();
    for index in [0, 1] {
        write_index(&mut interpreter, &[index]);
        interpreter.invoke().unwrap();
        assert_eq!(picked(&interpreter), [["a", "b"][index as usize]]);
    }
}

/// The kernels trust the shape: they would read past the end of what is there, and crash.
#[test]
fn strings_that_were_not_written_are_an_error() {
    let Some(mut interpreter) = interpreter() else {
        return;
    };
    let refused = |interpreter: &mut Interpreter, held: &str| {
        let error = interpreter.invoke().unwrap_err();
        assert!(matches!(error, Error::ShapeMismatch(_)), "{error:?}");
        let text = error.to_string();
        for words in ["'words'", held, "write_strings()"] {
            assert!(text.contains(words), "no {words} in: {text}");
        }
        assert!(interpreter.output("picked").is_err(), "a stale output");
    };
    refused(&mut interpreter, "holds 0 strings");

    interpreter
        .write_strings("words", &[2], &["a", "b"])
        .unwrap();
    interpreter.resize_input("words", &[5_000_000]).unwrap();
    refused(&mut interpreter, "holds 2 strings");

    interpreter.write_strings("words", &[1], &["c"]).unwrap();
    interpreter.invoke().unwrap();
    assert_eq!(picked(&interpreter), ["c"]);

    let none: [&str; 0] = [];
    interpreter.write_strings("words", &[0], &none).unwrap();
    write_index(&mut interpreter, &[]);
    interpreter.invoke().unwrap();
    assert_eq!(picked(&interpreter), none);
}

/// The bytes of a string tensor hold offsets, which kernels follow without looking.
#[test]
fn a_broken_string_table_is_an_error() {
    let Some(mut interpreter) = interpreter() else {
        return;
    };
    interpreter
        .write_strings("words", &[2], &["a", "b"])
        .unwrap();
    let table = interpreter.input("words").unwrap().bytes().to_vec();
    for at in (4..16).step_by(4) {
        let mut words = interpreter.input_mut("words").unwrap();
        words.bytes_mut()[at..at + 4].copy_from_slice(&i32::MAX.to_ne_bytes());
        let error = interpreter.invoke().unwrap_err();
        assert!(error.to_string().contains("string table"), "{error}");

        let mut words = interpreter.input_mut("words").unwrap();
        words.bytes_mut().copy_from_slice(&table);
        interpreter.invoke().unwrap();
    }
    interpreter.input_mut("words").unwrap().fill_zero();
    assert!(interpreter.invoke().is_err());
}

#[test]
fn strings_must_fill_the_shape_and_the_type_must_be_right() {
    let Some(mut interpreter) = interpreter() else {
        return;
    };
    let error = interpreter
        .write_strings("words", &[3], &["a"])
        .unwrap_err();
    assert!(matches!(error, Error::ShapeMismatch(_)), "{error:?}");
    assert!(error.to_string().contains("1 strings"), "{error}");

    let error = interpreter
        .write_strings("index", &[1], &["a"])
        .unwrap_err();
    assert!(matches!(error, Error::TypeMismatch(_)), "{error:?}");

    // A string tensor has no bytes of a fixed length to copy.
    let mut words = interpreter.input_mut("words").unwrap();
    let error = words.copy_from_bytes(&[0; 16]).unwrap_err();
    assert!(matches!(error, Error::TypeMismatch(_)), "{error:?}");
    assert!(error.to_string().contains("write_strings()"), "{error}");
}

/// The words at the indices. The signature `picks` lists only the indices and runs `subgraph`; `all`
/// runs the first one.
fn picks(subgraph: u32) -> Model {
    const GATHER: i32 = 36;
    let tensor = |ty: i8, name: &'static str| tflite::Tensor {
        ty,
        name: Some(name),
        ..tflite::Tensor::float(&[2])
    };
    let graph = tflite::Subgraph {
        tensors: vec![tensor(5, "words"), tensor(2, "index"), tensor(5, "picked")],
        inputs: vec![0, 1],
        outputs: vec![2],
        operators: vec![tflite::Operator::new(0, &[0, 1], &[2])],
        ..tflite::Subgraph::default()
    };
    let outputs = vec![(Some("picked"), 2)];
    let model = tflite::Model {
        codes: vec![(GATHER, None)],
        subgraphs: vec![graph.clone(), graph],
        buffers: vec![tflite::Buffer::default()],
        signatures: vec![
            tflite::Signature {
                key: Some("picks"),
                inputs: vec![(Some("index"), 1)],
                outputs: outputs.clone(),
                subgraph,
            },
            tflite::Signature {
                key: Some("all"),
                inputs: vec![(Some("words"), 0), (Some("index"), 1)],
                outputs,
                subgraph: 0,
            },
        ],
        ..tflite::Model::default()
    };
    Model::from_bytes(model.build()).unwrap()
}

/// A string input is looked at before each run, even if the signature says nothing about it.
#[test]
fn strings_that_a_signature_does_not_list_are_not_read_unwritten() {
    for (name, runtime) in interpreter_libraries() {
        println!("on {name}");
        let builder = || Interpreter::builder().runtime(&runtime);
        let mut interpreter = builder().build(&picks(0)).unwrap();
        let picks_now = |interpreter: &mut Interpreter| {
            let mut signature = interpreter.signature("picks").unwrap();
            signature.input_mut("index")?.copy_from_slice(&[1_i32, 1])?;
            signature.invoke()
        };
        let error = picks_now(&mut interpreter).unwrap_err();
        assert!(matches!(error, Error::ShapeMismatch(_)), "{error:?}");
        let text = error.to_string();
        assert!(text.contains("input 0 'words'"), "{text}");
        assert!(text.contains("holds 0 strings"), "{text}");

        // The other signature writes it.
        let mut all = interpreter.signature("all").unwrap();
        all.write_strings("words", &[2], &["a", "b"]).unwrap();
        picks_now(&mut interpreter).unwrap();
        let signature = interpreter.signature("picks").unwrap();
        let picked = signature.output("picked").unwrap();
        assert_eq!(picked.strings().unwrap().collect::<Vec<_>>(), [b"b", b"b"]);

        // On another graph nobody can.
        let mut interpreter = builder().build(&picks(1)).unwrap();
        let error = picks_now(&mut interpreter).unwrap_err();
        let text = error.to_string();
        assert!(text.contains("no tensor for input 0 'words'"), "{text}");
        assert!(text.contains("the signature does not list it"), "{text}");
    }
}

/// The sizes of strings are known after the run, and buffers are made before it.
#[test]
fn compiled_models_refuse_strings_with_a_way_out() {
    let model = Model::from_file(own("tiny/strings.tflite")).unwrap();
    for (name, runtime) in libraries() {
        let mut compiled = CompiledModel::builder()
            .runtime(&runtime)
            .build(&model)
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let errors = [
            compiled.input_mut("words").map(|_| ()).unwrap_err(),
            compiled
                .create_input_buffer("words")
                .map(|_| ())
                .unwrap_err(),
            compiled.run().unwrap_err(),
        ];
        for error in errors {
            assert!(matches!(error, Error::Unsupported(_)), "{name}: {error:?}");
            let text = error.to_string();
            assert!(
                text.contains("holds strings") && text.contains("use Interpreter"),
                "{name}: {text}"
            );
        }
    }
}
