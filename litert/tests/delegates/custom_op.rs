//! Operators written in Rust, on every supported library.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use litert::types::Shape;
use litert::{
    CompiledModel, CustomOp, Engine, Error, Interpreter, Model, OpResult, Tensor, TensorMut,
};
use litert_golden::suite_or_skip;
use litert_test_support::libraries::{interpreter_libraries, libraries};

/// What an operator is to do wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    None,
    InitFails,
    InitPanics,
    ShapesFail,
    ShapesPanic,
    NoShape,
    TwoShapes,
    OpenShape,
    HugeShape,
    InvokeFails,
    InvokePanics,
    WrongType,
}

/// Counts what is alive.
#[derive(Clone, Default)]
struct Alive {
    states: Arc<AtomicUsize>,
    made: Arc<AtomicUsize>,
    ops: Arc<AtomicUsize>,
}

struct Counted(Arc<AtomicUsize>);

impl Counted {
    fn new(count: &Arc<AtomicUsize>) -> Self {
        count.fetch_add(1, Ordering::SeqCst);
        Self(Arc::clone(count))
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        let before = self.0.fetch_sub(1, Ordering::SeqCst);
        assert_ne!(before, 0, "dropped twice");
    }
}

/// Applies a function to every float.
struct Map {
    function: fn(f32) -> f32,
    fault: Fault,
    alive: Alive,
    _count: Counted,
}

impl Map {
    fn new(function: fn(f32) -> f32, fault: Fault, alive: &Alive) -> Self {
        Self {
            function,
            fault,
            alive: alive.clone(),
            _count: Counted::new(&alive.ops),
        }
    }
}

impl CustomOp for Map {
    type State = (Counted, Vec<u8>);

    fn init(&self, options: &[u8]) -> OpResult<Self::State> {
        match self.fault {
            Fault::InitFails => return Err("no such option".into()),
            Fault::InitPanics => panic!("a bug in init"),
            _ => {}
        }
        self.alive.made.fetch_add(1, Ordering::SeqCst);
        Ok((Counted::new(&self.alive.states), options.to_vec()))
    }

    fn output_shapes(&self, _state: &Self::State, inputs: &[Shape]) -> OpResult<Vec<Shape>> {
        Ok(match self.fault {
            Fault::ShapesFail => return Err("the shape is odd".into()),
            Fault::ShapesPanic => panic!("a bug in output_shapes"),
            Fault::NoShape => Vec::new(),
            Fault::TwoShapes => vec![inputs[0]; 2],
            Fault::OpenShape => vec![Shape::from([-1])],
            Fault::HugeShape => vec![Shape::from([1 << 20, 1 << 20])],
            _ => vec![inputs[0]],
        })
    }

    fn invoke(
        &self,
        _state: &Self::State,
        inputs: &[Tensor<'_>],
        outputs: &mut [TensorMut<'_>],
    ) -> OpResult<()> {
        match self.fault {
            Fault::InvokeFails => return Err("out of luck".into()),
            Fault::InvokePanics => panic!("a bug in {}", "invoke"),
            Fault::WrongType => {
                inputs[0].as_slice::<i64>()?;
            }
            _ => {}
        }
        let input = inputs[0].as_slice::<f32>()?;
        assert_eq!(outputs[0].as_tensor().to_f32()?, vec![0.0; input.len()]);
        for (output, input) in outputs[0].as_mut_slice::<f32>()?.iter_mut().zip(input) {
            *output = (self.function)(*input);
        }
        Ok(())
    }
}

type Build = Box<dyn Fn(&Model, &str, Map) -> litert::Result<Box<dyn Engine>>>;

fn boxed(engine: impl Engine + 'static) -> Box<dyn Engine> {
    Box::new(engine)
}

fn engines() -> Vec<(String, Build)> {
    let mut engines: Vec<(String, Build)> = Vec::new();
    for (name, runtime) in interpreter_libraries() {
        let build = move |model: &Model, op: &str, map: Map| {
            let builder = Interpreter::builder().runtime(&runtime);
            let built = builder.custom_op(op, 1, map).build(model);
            built.map(boxed)
        };
        engines.push((format!("Interpreter on {name}"), Box::new(build)));
    }
    for (name, runtime) in libraries() {
        let build = move |model: &Model, op: &str, map: Map| {
            let builder = CompiledModel::builder().runtime(&runtime);
            let built = builder.custom_op(op, 1, map).build(model);
            built.map(boxed)
        };
        engines.push((format!("CompiledModel on {name}"), Box::new(build)));
    }
    engines
}

fn run(engine: &mut dyn Engine, input: &[f32]) -> litert::Result<Vec<f32>> {
    engine.input_mut(0)?.copy_from_slice(input)?;
    engine.run()?;
    engine.output(0)?.to_vec()
}

fn model(test: &str, id: &str) -> Option<Model> {
    let suite = suite_or_skip(test)?;
    let path = suite.model_path(suite.model(id).expect("in the manifest"));
    Some(Model::from_file(path).unwrap())
}

#[test]
fn an_operator_computes_and_follows_a_resize() {
    let Some(model) = model("an_operator_computes", "custom_sinh") else {
        return;
    };
    for (name, build) in engines() {
        println!("{name}");
        let alive = Alive::default();
        let mut engine = build(&model, "Sinh", Map::new(f32::sinh, Fault::None, &alive)).unwrap();
        for input in [1.0_f32, -0.5, 0.0] {
            assert_eq!(run(&mut *engine, &[input]).unwrap(), [input.sinh()]);
        }
        engine.resize_input(0, &[3]).unwrap();
        let output = run(&mut *engine, &[1.0, 2.0, 3.0]).unwrap();
        assert_eq!(output, [1.0_f32, 2.0, 3.0].map(f32::sinh));
        engine.resize_input(0, &[1]).unwrap();
        assert_eq!(run(&mut *engine, &[2.0]).unwrap(), [2.0_f32.sinh()]);
        assert_eq!(alive.made.load(Ordering::SeqCst), 1);
        assert_eq!(alive.states.load(Ordering::SeqCst), 1);
        assert_eq!(alive.ops.load(Ordering::SeqCst), 1);
        drop(engine);
        assert_eq!(alive.states.load(Ordering::SeqCst), 0);
        assert_eq!(alive.ops.load(Ordering::SeqCst), 0);
    }
}

#[test]
fn errors_and_panics_inside_are_errors_outside() {
    let Some(model) = model("errors_and_panics_inside", "custom_sinh") else {
        return;
    };
    let cases = [
        (Fault::InitFails, "failed in init: no such option"),
        (Fault::InitPanics, "panicked in init: a bug in init"),
        (
            Fault::ShapesFail,
            "failed in output_shapes: the shape is odd",
        ),
        (
            Fault::ShapesPanic,
            "panicked in output_shapes: a bug in output",
        ),
        (
            Fault::NoShape,
            "failed in output_shapes: it gave 0 shapes for 1",
        ),
        (
            Fault::TwoShapes,
            "failed in output_shapes: it gave 2 shapes for 1",
        ),
        (Fault::OpenShape, "not known in full or exceeds"),
        (Fault::HugeShape, "not known in full or exceeds"),
        (Fault::InvokeFails, "failed in invoke: out of luck"),
        (Fault::InvokePanics, "panicked in invoke: a bug in invoke"),
        (Fault::WrongType, "failed in invoke: input 0"),
    ];
    let mut complaints = Vec::new();
    for (name, build) in engines() {
        for (fault, words) in cases {
            let alive = Alive::default();
            let built = build(&model, "Sinh", Map::new(f32::sinh, fault, &alive));
            let in_init = matches!(fault, Fault::InitFails | Fault::InitPanics);
            let in_shapes = !in_init
                && !matches!(
                    fault,
                    Fault::InvokeFails | Fault::InvokePanics | Fault::WrongType
                );
            let mut engine = None;
            let mut errors = Vec::new();
            match built {
                Err(error) => errors.push(("build", error)),
                Ok(built) => {
                    let built = engine.insert(built);
                    // The same thing goes wrong each time.
                    for _ in 0..2 {
                        match built.allocate() {
                            Err(error) => errors.push(("allocate", error)),
                            Ok(()) if in_shapes => complaints.push(format!("{name}: {fault:?}")),
                            Ok(()) => {}
                        }
                        match run(&mut **built, &[1.0]) {
                            Err(error) => errors.push(("run", error)),
                            Ok(_) => complaints.push(format!("{name}: {fault:?} ran")),
                        }
                    }
                }
            }
            if in_init != engine.is_none() {
                complaints.push(format!("{name}: {fault:?} at another place"));
            }
            if errors.is_empty() {
                complaints.push(format!("{name}: {fault:?}: no error"));
            }
            for (call, error) in errors {
                let text = error.to_string();
                if !matches!(error, Error::CustomOp(_))
                    || !text.contains(words)
                    || !text.contains("'Sinh'")
                {
                    complaints.push(format!("{name}: {fault:?}: {call}: {text}"));
                }
            }
            drop(engine);
            if alive.states.load(Ordering::SeqCst) != 0 || alive.ops.load(Ordering::SeqCst) != 0 {
                complaints.push(format!("{name}: {fault:?}: something is left"));
            }
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}
