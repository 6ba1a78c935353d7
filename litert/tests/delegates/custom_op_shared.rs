//! Operators written in Rust for models that others made: with options in the file, a constant among
//! the inputs, and one that wants to fail.

use litert::types::Shape;
use litert::{CompiledModel, CustomOp, Error, Interpreter, Model, OpResult, Tensor, TensorMut};
use litert_golden::suite_or_skip;
use litert_test_support::libraries::{interpreter_libraries, libraries};

/// The sum of its inputs, times the number of bytes that its options are.
struct Sum;

impl CustomOp for Sum {
    type State = f32;

    fn init(&self, options: &[u8]) -> OpResult<f32> {
        if options != b"ABC" {
            return Err(format!("{options:?} are not the options in the file").into());
        }
        Ok(options.len() as f32)
    }

    fn output_shapes(&self, _: &f32, inputs: &[Shape]) -> OpResult<Vec<Shape>> {
        Ok(vec![inputs[0]])
    }

    fn invoke(
        &self,
        factor: &f32,
        inputs: &[Tensor<'_>],
        outputs: &mut [TensorMut<'_>],
    ) -> OpResult<()> {
        let (one, other) = (inputs[0].as_slice::<f32>()?, inputs[1].as_slice::<f32>()?);
        let sums = outputs[0].as_mut_slice::<f32>()?.iter_mut();
        for (sum, (a, b)) in sums.zip(one.iter().zip(other)) {
            *sum = (a + b) * factor;
        }
        Ok(())
    }
}

/// Twice the sum of some bytes, as a scalar; or an error, if that is what the options ask for.
struct Double {
    obeys: bool,
}

impl CustomOp for Double {
    type State = bool;

    fn init(&self, options: &[u8]) -> OpResult<bool> {
        let key = b"throw_error";
        Ok(self.obeys && options.windows(key.len()).any(|it| it == key))
    }

    fn output_shapes(&self, _: &bool, _: &[Shape]) -> OpResult<Vec<Shape>> {
        Ok(vec![Shape::SCALAR])
    }

    fn invoke(
        &self,
        fails: &bool,
        inputs: &[Tensor<'_>],
        outputs: &mut [TensorMut<'_>],
    ) -> OpResult<()> {
        if *fails {
            return Err("the options ask for an error".into());
        }
        let sum: u32 = inputs[0]
            .as_slice::<u8>()?
            .iter()
            .map(|&it| u32::from(it))
            .sum();
        outputs[0].as_mut_slice::<f32>()?[0] = 2.0 * sum as f32;
        Ok(())
    }
}

fn model(id: &str) -> Option<Model> {
    let suite = suite_or_skip(id)?;
    let path = suite.model_path(suite.model(id).expect("in the manifest"));
    Some(Model::from_file(path).unwrap())
}

/// What comes out of each engine, on each library, for the bytes 1, 2 and 3.
fn doubled(model: &Model, obeys: bool) -> Vec<litert::Result<Vec<f32>>> {
    const NAME: &str = "fake-op-double";
    let mut all = Vec::new();
    macro_rules! run {
        ($engine:ident.$run:ident, $runtime:expr) => {
            let builder = $engine::builder().runtime($runtime);
            let built = builder.custom_op(NAME, 1, Double { obeys }).build(model);
            let mut engine = built.unwrap();
            // What went wrong once goes wrong again.
            for _ in 0..2 {
                let mut input = engine.input_mut(0).unwrap();
                input.copy_from_slice(&[1_u8, 2, 3]).unwrap();
                let ran = engine.$run();
                all.push(ran.and_then(|()| engine.output(0)?.to_f32()));
            }
        };
    }
    for (library, runtime) in interpreter_libraries() {
        println!("Interpreter on {library}");
        run!(Interpreter.invoke, &runtime);
    }
    for (library, runtime) in libraries() {
        println!("CompiledModel on {library}");
        run!(CompiledModel.run, &runtime);
    }
    all
}

#[test]
fn options_of_the_file_reach_the_operator() {
    let Some(model) = model("test_custom_node_with_init_data") else {
        return;
    };
    for (library, runtime) in interpreter_libraries() {
        println!("Interpreter on {library}");
        let builder = Interpreter::builder().runtime(&runtime);
        let built = builder.custom_op("the_custom_code", 1, Sum).build(&model);
        let mut engine = built.unwrap();
        let mut input = engine.input_mut("a").unwrap();
        input.copy_from_slice(&[10.0_f32, 20.0, 30.0]).unwrap();
        // `b` is a constant: 1, 2, 3.
        let error = engine.input_mut("b").unwrap_err();
        assert!(error.to_string().contains("is a constant"), "{error}");
        engine.invoke().unwrap();
        let output = engine.output("c").unwrap().to_f32().unwrap();
        assert_eq!(output, [33.0, 66.0, 99.0]);
    }
    for (library, runtime) in libraries() {
        println!("CompiledModel on {library}");
        let builder = CompiledModel::builder().runtime(&runtime);
        let built = builder.custom_op("the_custom_code", 1, Sum).build(&model);
        // LiteRT wants to place every input in a buffer, and cannot do that with a constant.
        let ran = built.and_then(|mut engine| engine.run());
        assert!(ran.is_err(), "the constant is no hindrance any more");
    }
}

#[test]
fn an_operator_that_fails_while_the_model_runs() {
    let Some(model) = model("model_invoking_error") else {
        return;
    };
    let failed = doubled(&model, true);
    for failed in failed {
        let error = failed.unwrap_err();
        assert!(matches!(error, Error::CustomOp(_)), "{error:?}");
        let text = error.to_string();
        for words in [
            "'fake-op-double'",
            "failed in invoke: the options ask for an error",
        ] {
            assert!(text.contains(words), "{text}");
        }
    }
    // Nothing else stands in its way.
    for doubled in doubled(&model, false) {
        assert_eq!(doubled.unwrap(), [12.0]);
    }
}
