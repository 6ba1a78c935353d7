//! What goes wrong in a program's hands ends in a typed error that says what to do: on tensors,
//! shapes and settings, for both engines. Models are in `bad_models.rs`, libraries in
//! `libraries.rs`.

use litert::{CompiledModel, Error, Family, Interpreter, Model};
use litert_test_support::runtime::{loaded, own};

fn open(path: &str) -> Model {
    Model::from_file(own(path)).unwrap()
}

/// Asserts that the text of an error has all these words.
#[track_caller]
fn says(error: &Error, words: &[&str]) {
    let text = error.to_string();
    for words in words {
        assert!(text.contains(words), "no \"{words}\" in: {text}");
    }
}

/// The same tests for each engine: they have the same methods and no common trait.
macro_rules! tests_of {
    ($module:ident, $engine:ident, $family:ident, $run:ident) => {
        mod $module {
            use super::*;

            fn make(path: &str) -> Option<$engine> {
                loaded(&[Family::$family]).then(|| $engine::new(&open(path)).unwrap())
            }

            #[test]
            fn wrong_element_type() {
                let Some(mut engine) = make("tiny/add.tflite") else {
                    return;
                };
                let mut input = engine.input_mut("x").unwrap();
                let error = input.copy_from_slice(&[1_u8; 6]).unwrap_err();
                assert!(matches!(error, Error::TypeMismatch(_)), "{error:?}");
                says(&error, &["input", "'x'", "float32", "not uint8"]);
                assert!(input.as_mut_slice::<i32>().is_err());
                let error = input.write_bools(&[true; 6]).unwrap_err();
                assert!(matches!(error, Error::TypeMismatch(_)), "{error:?}");

                engine.$run().unwrap();
                let output = engine.output(0).unwrap();
                let error = output.as_slice::<f64>().unwrap_err();
                assert!(matches!(error, Error::TypeMismatch(_)), "{error:?}");
                says(&error, &["output 0 'sum'", "float32, not float64"]);
                let error = output.strings().unwrap_err();
                assert!(matches!(error, Error::TypeMismatch(_)), "{error:?}");
                let error = output.to_bools().unwrap_err();
                assert!(matches!(error, Error::TypeMismatch(_)), "{error:?}");
            }

            #[test]
            fn a_quantized_tensor_says_how_to_get_real_numbers() {
                let Some(mut engine) = make("tiny/uint8_quantized.tflite") else {
                    return;
                };
                let mut input = engine.input_mut(0).unwrap();
                let error = input.copy_from_slice(&[0.5_f32; 6]).unwrap_err();
                says(&error, &["uint8, not float32", "write_f32()"]);
                engine.$run().unwrap();
                let output = engine.output(0).unwrap();
                says(&output.as_slice::<f32>().unwrap_err(), &["to_f32()"]);
            }

            #[test]
            fn wrong_length() {
                let Some(mut engine) = make("tiny/add.tflite") else {
                    return;
                };
                let mut input = engine.input_mut("x").unwrap();
                let wrong = [
                    input.copy_from_slice(&[1.0_f32; 5]),
                    input.copy_from_slice::<f32>(&[]),
                    input.write_f32(&[1.0; 7]),
                    input.copy_from_bytes(&[0; 23]),
                ];
                for (error, given) in wrong.into_iter().zip(["5", "0", "7", "23"]) {
                    let error = error.unwrap_err();
                    assert!(matches!(error, Error::ShapeMismatch(_)), "{error:?}");
                    says(&error, &["'x'", "[2, 3]", &format!("{given} were given")]);
                }
                engine.$run().unwrap();
                let output = engine.output(0).unwrap();
                let error = output.read_f32(&mut [0.0; 4]).unwrap_err();
                assert!(matches!(error, Error::ShapeMismatch(_)), "{error:?}");
            }

            #[test]
            fn unknown_names_and_positions() {
                let Some(mut engine) = make("tiny/add.tflite") else {
                    return;
                };
                engine.$run().unwrap();
                let errors = [
                    engine.input_mut("z").map(drop).unwrap_err(),
                    engine.input("z").map(drop).unwrap_err(),
                    engine.resize_input("z", &[1]).unwrap_err(),
                ];
                for error in errors {
                    assert!(matches!(error, Error::NotFound(_)), "{error:?}");
                    says(&error, &["no input 'z'", "'x'", "'y'"]);
                }
                for index in [2, usize::MAX] {
                    let error = engine.input_mut(index).map(drop).unwrap_err();
                    assert!(matches!(error, Error::NotFound(_)), "{error:?}");
                    says(&error, &[&format!("no input {index}"), "there are", "1 "]);
                    assert!(engine.input(index).is_err());
                    assert!(engine.resize_input(index, &[1]).is_err());
                }
                for error in [
                    engine.output("x").map(drop).unwrap_err(),
                    engine.output(1).map(drop).unwrap_err(),
                ] {
                    assert!(matches!(error, Error::NotFound(_)), "{error:?}");
                    says(&error, &["no output", "'sum'"]);
                }
            }

            #[test]
            fn unknown_signatures() {
                let Some(mut engine) = make("tiny/multi_signature.tflite") else {
                    return;
                };
                for key in ["", "Join", "join\0", "serving_default"] {
                    let error = engine.signature(key).map(drop).unwrap_err();
                    assert!(matches!(error, Error::NotFound(_)), "{error:?}");
                    says(&error, &["no signature", "'join'", "'subtract'"]);
                }
                let mut signature = engine.signature("subtract").unwrap();
                let error = signature.input_mut("alpha").map(drop).unwrap_err();
                says(&error, &["no input 'alpha'", "'minuend'"]);
            }

            #[test]
            fn an_output_before_the_first_run_and_after_a_resize() {
                let Some(mut engine) = make("tiny/dynamic.tflite") else {
                    return;
                };
                let too_early = |engine: &$engine| {
                    let error = engine.output("scores").map(drop).unwrap_err();
                    assert!(matches!(error, Error::InvalidArgument(_)), "{error:?}");
                    says(&error, &["'scores'", stringify!($run), "()"]);
                };
                says(&engine.input(0).map(drop).unwrap_err(), &["allocate()"]);
                too_early(&engine);
                engine.allocate().unwrap();
                too_early(&engine);
                engine.$run().unwrap();
                engine.output("scores").unwrap();
                engine.resize_input(0, &[2, 4]).unwrap();
                too_early(&engine);
                engine.$run().unwrap();
                assert_eq!(*engine.output("scores").unwrap().shape(), [2, 3]);
            }

            #[test]
            fn an_output_after_a_failed_run() {
                let Some(mut engine) = make("tiny/dynamic.tflite") else {
                    return;
                };
                engine.$run().unwrap();
                // The weights take four numbers a row.
                let failed = engine
                    .resize_input(0, &[2, 7])
                    .and_then(|()| engine.$run())
                    .unwrap_err();
                assert!(matches!(failed, Error::Status(_)), "{failed:?}");
                says(&failed, &["dynamic.tflite", "failed", "The runtime says"]);
                assert!(engine.output(0).is_err(), "a stale output");
                // Still failing, and still not crashing.
                assert!(engine.$run().is_err());
                engine.resize_input(0, &[1, 4]).unwrap();
                engine.$run().unwrap();
                engine.output(0).unwrap();
            }

            #[test]
            fn resize_nonsense() {
                let Some(mut engine) = make("tiny/dynamic.tflite") else {
                    return;
                };
                let mut nonsense: Vec<(Vec<i32>, &str)> = vec![
                    (vec![-1, 4], "every dimension must be given"),
                    (vec![-7, 4], "every dimension must be given"),
                    (vec![i32::MIN, 4], "every dimension must be given"),
                    (vec![i32::MAX, 4], "two gigabytes"),
                    (vec![1 << 30, 1], "two gigabytes"),
                    (vec![i32::MAX; 2], "two gigabytes"),
                    (vec![1; 9], "9"),
                ];
                nonsense.push((vec![1; 1000], "1000"));
                // Some kernels end the process if there is another number of dimensions.
                for shape in [vec![], vec![4], vec![1, 1, 4], vec![1; 8]] {
                    nonsense.push((shape, "must have 2 dimensions"));
                }
                for (shape, words) in nonsense {
                    let error = engine.resize_input(0, &shape).unwrap_err();
                    assert!(
                        matches!(error, Error::ShapeMismatch(_)),
                        "{shape:?}: {error:?}"
                    );
                    says(&error, &["'rows'", words]);
                }
                // None of these did anything.
                engine.$run().unwrap();
                assert_eq!(*engine.output(0).unwrap().shape(), [1, 3]);
                // What has no elements is for the engine to say.
                let _ = engine
                    .resize_input(0, &[0, 4])
                    .and_then(|()| engine.$run())
                    .and_then(|()| engine.output(0).map(drop));
                engine.resize_input(0, &[3, 4]).unwrap();
                engine.$run().unwrap();
                assert_eq!(*engine.output(0).unwrap().shape(), [3, 3]);
            }

            #[test]
            fn too_many_threads() {
                if !loaded(&[Family::$family]) {
                    return;
                }
                let model = open("tiny/add.tflite");
                for threads in [1025, i32::MAX as usize + 1, usize::MAX] {
                    let error = $engine::builder()
                        .threads(threads)
                        .build(&model)
                        .unwrap_err();
                    assert!(matches!(error, Error::InvalidArgument(_)), "{error:?}");
                    says(&error, &[&threads.to_string(), "at most 1024", "0 for"]);
                }
                for threads in [0, 1, 3] {
                    let mut engine = $engine::builder().threads(threads).build(&model).unwrap();
                    engine.$run().unwrap();
                }
            }
        }
    };
}

tests_of!(interpreter, Interpreter, TfLite, run);
tests_of!(compiled_model, CompiledModel, LiteRt, run);

#[test]
fn what_compiled_model_does_not_run_is_said_at_once() {
    if !loaded(&[Family::LiteRt]) {
        return;
    }
    let mut compiled = CompiledModel::new(&open("tiny/strings.tflite")).unwrap();
    let error = compiled.allocate().unwrap_err();
    assert!(matches!(error, Error::Unsupported(_)), "{error:?}");
    says(&error, &["strings", "CompiledModel", "use Interpreter"]);

    let mut compiled = CompiledModel::new(&open("tiny/dynamic.tflite")).unwrap();
    let error = compiled.resize_input(0, &[0, 4]).unwrap_err();
    assert!(matches!(error, Error::Unsupported(_)), "{error:?}");
    says(&error, &["[0, 4]", "use Interpreter"]);
}

#[test]
fn errors_are_small_and_can_be_passed_on() {
    let error = Model::from_bytes(vec![1, 2, 3]).unwrap_err();
    let boxed: Box<dyn std::error::Error + Send + Sync> = error.into();
    assert!(boxed.source().is_none(), "its text tells the reason");
    assert!(boxed.to_string().contains("model in memory"), "{boxed}");
}
