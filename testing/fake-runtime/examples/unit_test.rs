//! An application's code, tested without a native library: `cargo run --example unit_test`.

use std::path::Path;

use litert::{Interpreter, Model, Result, Runtime};
use litert_fake_runtime::{FakeRuntime, Fault, Which};

/// What an application might do: adds vectors with a model, and tries a failed run once more.
struct Adder(Interpreter);

impl Adder {
    fn new(runtime: &Runtime, model: &Model) -> Result<Self> {
        Ok(Self(Interpreter::builder().runtime(runtime).build(model)?))
    }

    fn add(&mut self, x: &[f32], y: &[f32]) -> Result<Vec<f32>> {
        self.0.input_mut("x")?.copy_from_slice(x)?;
        self.0.input_mut("y")?.copy_from_slice(y)?;
        if self.0.invoke().is_err() {
            self.0.invoke()?;
        }
        self.0.output("sum")?.to_vec::<f32>()
    }
}

pub(crate) fn main() -> Result<()> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/tiny/add.tflite");
    let model = Model::from_file(file)?;

    let fake = FakeRuntime::new();
    let mut adder = Adder::new(&fake.runtime()?, &model)?;
    assert_eq!(adder.add(&[1.0; 6], &[2.0; 6])?, [3.0; 6]);
    println!("it adds");

    let next = fake.calls().len();
    fake.fail(Which::Nth("TfLiteInterpreterInvoke", 2), Fault::Status(1));
    assert_eq!(adder.add(&[2.0; 6], &[3.0; 6])?, [5.0; 6]);
    let calls = fake.calls();
    let again = calls[next..].iter();
    let invokes = again.filter(|call| call.function == "TfLiteInterpreterInvoke");
    assert_eq!(invokes.count(), 2);
    println!("it tries again");

    fake.fail(Which::Every("TfLiteInterpreterInvoke"), Fault::Status(1));
    let error = adder
        .add(&[0.0; 6], &[0.0; 6])
        .expect_err("it should have given up");
    println!("it gives up: {error}");

    println!("while it lives: {}", fake.report());
    drop(adder);
    println!("after it: {}", fake.report());
    fake.assert_clean();
    Ok(())
}
