//! All engines behind `dyn Engine`: each does what it does by itself, and says what it cannot do.
#![cfg(unix)]

use std::env;

use litert::isolated::{self, IsolatedModel};
use litert::{CompiledModel, Engine, EngineKind, Error, Family, Interpreter, Model, Result};
use litert_test_support::child;
use litert_test_support::runtime::{loaded, own};

/// The worker: this program, which has no `main` of its own.
#[test]
#[ignore = "started by the other tests"]
fn worker() {
    isolated::serve();
}

fn isolated(kind: EngineKind, signature: Option<&str>, model: &Model) -> IsolatedModel {
    let program = env::current_exe().expect("the path of this program");
    let mut command = child::program_command(&program);
    command.args(["engine::worker", "--exact", "--ignored", "--nocapture"]);
    let builder = IsolatedModel::builder().time_limit(child::HANG);
    let builder = builder.command(command).engine(kind);
    let builder = match signature {
        Some(key) => builder.signature(key),
        None => builder,
    };
    builder.build(model).expect("a worker")
}

fn model(name: &str) -> Option<Model> {
    loaded(&[Family::TfLite, Family::LiteRt])
        .then(|| Model::from_file(own(&format!("tiny/{name}.tflite"))).expect(name))
}

/// Every type of engine, with the signature that it runs.
fn on_each(model: &Model, key: &str, mut check: impl FnMut(&str, &mut dyn Engine)) {
    let builder = Interpreter::builder().acceleration_report(true);
    let mut interpreter = builder.build(model).unwrap();
    let mut compiled = CompiledModel::new(model).unwrap();
    check("Interpreter", &mut interpreter);
    check("CompiledModel", &mut compiled);
    check("SignatureRunner", &mut interpreter.signature(key).unwrap());
    check("CompiledSignature", &mut compiled.signature(key).unwrap());
    for kind in [EngineKind::Interpreter, EngineKind::CompiledModel] {
        let name = format!("IsolatedModel on {kind}");
        check(&name, &mut isolated(kind, Some(key), model));
    }
}

fn run(engine: &mut dyn Engine, values: &[f32]) -> Result<Vec<f32>> {
    engine.allocate()?;
    for position in 0..engine.inputs().len() {
        let len = engine.input(position)?.shape().num_elements().unwrap();
        engine.input_mut(position)?.write_f32(&values[..len])?;
    }
    engine.run()?;
    engine.output(0)?.to_f32()
}

fn key_of(model: &Model) -> &str {
    model.default_signature().key().expect("a named signature")
}

#[test]
fn every_engine_computes_and_follows_resizes() {
    let Some(model) = model("dynamic") else {
        return;
    };
    let signature = model.default_signature();
    on_each(&model, key_of(&model), |name, engine| {
        assert_eq!(engine.inputs(), signature.inputs(), "{name}");
        assert_eq!(engine.outputs(), signature.outputs(), "{name}");
        let mut dims = engine.inputs()[0].shape().to_vec();
        let row: usize = dims[1..].iter().map(|&dim| dim as usize).product();
        for batch in [1, 3, 2] {
            dims[0] = batch;
            for position in 0..engine.inputs().len() {
                engine.resize_input(position, &dims).unwrap();
            }
            engine.allocate().unwrap();
            let values: Vec<f32> = (0..batch as usize * row).map(|i| i as f32).collect();
            let computed = run(engine, &values).unwrap();
            let mut here = Interpreter::new(&model).unwrap();
            for position in 0..here.inputs().len() {
                here.resize_input(position, &dims).unwrap();
            }
            assert_eq!(computed, run(&mut here, &values).unwrap(), "{name}");
            assert_eq!(engine.output(0).unwrap().shape()[0], batch, "{name}");
            // What was written can be read back.
            let written = engine.input(0).unwrap().to_f32().unwrap();
            assert_eq!(written, values, "{name}");
        }
    });
}

#[test]
fn tensors_are_found_by_name_and_by_position() {
    let Some(model) = model("add") else {
        return;
    };
    on_each(&model, key_of(&model), |name, engine| {
        let input = engine.inputs()[0].name().to_owned();
        let output = engine.outputs()[0].name().to_owned();
        let len = engine.inputs()[0].shape().num_elements().unwrap();
        run(engine, &vec![1.5; len]).unwrap();
        let by_name = engine.input(&input).unwrap().to_f32().unwrap();
        assert_eq!(by_name, vec![1.5; len], "{name}");
        let by_name = engine.output(output.as_str()).unwrap().to_f32().unwrap();
        assert_eq!(by_name, engine.output(0).unwrap().to_f32().unwrap());
        let errors = [
            engine.input("nobody").err(),
            engine.input(99).err(),
            engine.input_mut("nobody").err(),
            engine.input_mut(99).err(),
            engine.input_mut_at(99).err(),
            engine.output("nobody").err(),
            engine.output_at(99).err(),
            engine.resize_input("nobody", &[1]).err(),
            engine.resize_input_at(99, &[1]).err(),
            engine.write_strings("nobody", &[1], &["a"]).err(),
            engine.write_strings_at(99, &[1], &[b"a"]).err(),
            engine.signature("nobody").err(),
        ];
        let not_found = errors.map(|error| match error {
            Some(Error::NotFound(_)) => true,
            // The worker has loaded one signature, and cannot tell of others.
            Some(Error::Unsupported(error)) => error.feature.contains("'nobody'"),
            _ => false,
        });
        assert_eq!(not_found, [true; 12], "{name}");
    });
}

#[test]
fn outputs_before_a_run_refused() {
    let Some(model) = model("add") else {
        return;
    };
    on_each(&model, key_of(&model), |name, engine| {
        let error = engine.output(0).expect_err(name);
        assert!(
            matches!(error, Error::InvalidArgument(_)),
            "{name}: {error}"
        );
    });
}

#[test]
fn signatures_are_engines() {
    let Some(model) = model("multi_signature") else {
        return;
    };
    let keys: Vec<&str> = model
        .signatures()
        .iter()
        .filter_map(|it| it.key())
        .collect();
    assert!(keys.len() > 1);
    let values: Vec<f32> = (0..64).map(|i| i as f32 - 1.0).collect();
    for own in &keys {
        on_each(&model, own, |name, engine| {
            for key in &keys {
                let mut here = Interpreter::new(&model).unwrap();
                let mut here = here.signature(key).unwrap();
                match engine.signature(key) {
                    Ok(mut signature) => {
                        let computed = run(&mut *signature, &values).unwrap();
                        assert_eq!(computed, run(&mut here, &values).unwrap(), "{name}: {key}");
                    }
                    Err(Error::Unsupported(error)) => {
                        assert!(
                            name.starts_with("Isolated") && key != own,
                            "{name}: {error}"
                        );
                        assert!(error.found.contains(own), "{error}");
                    }
                    Err(error) => panic!("{name}: {key}: {error}"),
                }
            }
        });
    }
}

#[test]
fn strings_are_written_where_they_can_be() {
    let Some(model) = model("strings") else {
        return;
    };
    let shape = model.default_signature().inputs()[0].shape();
    let words = vec!["grüße"; shape.num_elements().unwrap()];
    let mut interpreter = Interpreter::new(&model).unwrap();
    let mut isolated = isolated(EngineKind::Interpreter, None, &model);
    let engines: [&mut dyn Engine; 2] = [&mut interpreter, &mut isolated];
    for engine in engines {
        engine.write_strings(0, shape.dims(), &words).unwrap();
        engine.run().unwrap();
        let input = engine.input(0).unwrap();
        let read: Vec<_> = input.strings().unwrap().collect();
        assert_eq!(
            read,
            words.iter().map(|it| it.as_bytes()).collect::<Vec<_>>()
        );
        assert!(engine.output(0).is_ok());
    }

    let Some(model) = self::model("add") else {
        return;
    };
    on_each(&model, key_of(&model), |name, engine| {
        match engine.write_strings(0, &[1], &["a"]) {
            Err(Error::Unsupported(error)) => {
                assert!(name.starts_with("Compiled"), "{name}");
                assert!(error.needs.contains("Interpreter"), "{error}");
            }
            Err(Error::TypeMismatch(_)) => assert!(!name.starts_with("Compiled"), "{name}"),
            other => panic!("{name}: {other:?}"),
        }
    });
}

#[test]
fn reports_and_profiles_are_told_or_unsupported() {
    let Some(model) = model("add") else {
        return;
    };
    on_each(&model, key_of(&model), |name, engine| {
        assert_eq!(
            engine.kind() == EngineKind::CompiledModel,
            name.contains("Compiled"),
            "{name}"
        );
        match engine.acceleration_report() {
            Ok(report) => {
                assert!(report.is_full(), "{name}: {report}");
                assert!(!report.to_string().is_empty(), "{name}");
            }
            Err(Error::Unsupported(_)) => assert!(name.starts_with("Isolated"), "{name}"),
            Err(error) => panic!("{name}: {error}"),
        }
        // None was built with it.
        for error in [engine.start_profile().err(), engine.take_profile().err()] {
            match error {
                Some(Error::InvalidArgument(_) | Error::Unsupported(_)) => {}
                other => panic!("{name}: {other:?}"),
            }
        }
        assert_eq!(
            engine.downcast_ref::<Interpreter>().is_some(),
            ["Interpreter", "SignatureRunner"].contains(&name)
        );
        assert_eq!(
            engine.downcast_mut::<CompiledModel>().is_some(),
            name.starts_with("Compiled")
        );
        assert_eq!(
            engine.downcast_ref::<IsolatedModel>().is_some(),
            name.starts_with("Isolated")
        );
    });

    let interpreter = Interpreter::builder().profiling(true).build(&model);
    let options = litert::options::RuntimeOptions::new().profiling(true);
    let compiled = CompiledModel::builder()
        .runtime_options(options)
        .build(&model);
    let engines: [Box<dyn Engine>; 2] =
        [Box::new(interpreter.unwrap()), Box::new(compiled.unwrap())];
    for mut engine in engines {
        let kind = engine.kind();
        engine.run().unwrap();
        engine.start_profile().unwrap();
        engine.run().unwrap();
        engine.run().unwrap();
        let profile = engine.take_profile().unwrap();
        let operators = profile.iter().filter(|it| it.name.starts_with("Add"));
        // XNNPACK's operator, once in each run. The run before the profile does not count.
        assert_eq!(operators.count(), 2, "{kind}: {profile:?}");
    }
}
