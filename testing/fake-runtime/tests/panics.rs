//! Everything of the application's that C calls panics: nothing crosses into C, nothing is left
//! behind, and the error says where the panic came from.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};

use litert::types::Shape;
use litert::{CompiledModel, CustomOp, Interpreter, OpResult, Tensor, TensorMut};
use litert_fake_runtime::{FakeRuntime, Fault, Which};
use support::{CUSTOM, fresh_model};

mod support;

/// An application's logger that panics, while a test wants it to.
struct PanickingLogger;

static LOGGER_PANICS: AtomicBool = AtomicBool::new(false);

impl log::Log for PanickingLogger {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        if record.target() == "litert::native" && LOGGER_PANICS.load(Ordering::SeqCst) {
            panic!("a bug in the logger");
        }
    }

    fn flush(&self) {}
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Init,
    OutputShapes,
    Invoke,
    Drop,
}

struct Panicking(Stage);

struct State(Stage);

impl Drop for State {
    fn drop(&mut self) {
        if self.0 == Stage::Drop && !std::thread::panicking() {
            panic!("a bug in a destructor");
        }
    }
}

impl CustomOp for Panicking {
    type State = State;

    fn init(&self, _: &[u8]) -> OpResult<State> {
        assert_ne!(self.0, Stage::Init, "a bug in init");
        Ok(State(self.0))
    }

    fn output_shapes(&self, _: &State, inputs: &[Shape]) -> OpResult<Vec<Shape>> {
        assert_ne!(self.0, Stage::OutputShapes, "a bug in output_shapes");
        Ok(vec![inputs[0]])
    }

    fn invoke(&self, _: &State, _: &[Tensor<'_>], _: &mut [TensorMut<'_>]) -> OpResult<()> {
        assert_ne!(self.0, Stage::Invoke, "a bug in invoke");
        Ok(())
    }
}

#[test]
fn operators_panic_at_every_stage() {
    let (file, name) = CUSTOM;
    for stage in [Stage::Init, Stage::OutputShapes, Stage::Invoke, Stage::Drop] {
        let fake = FakeRuntime::new();
        let runtime = fake.runtime().unwrap();
        let interpret = || {
            let builder = Interpreter::builder().runtime(&runtime);
            let builder = builder.custom_op(name, 1, Panicking(stage));
            builder.build(&fresh_model(file))?.invoke()
        };
        let compute = || {
            let builder = CompiledModel::builder().runtime(&runtime);
            let builder = builder.custom_op(name, 1, Panicking(stage));
            builder.build(&fresh_model(file))?.run()
        };
        let engines: [&dyn Fn() -> litert::Result<()>; 2] = [&interpret, &compute];
        for life in engines {
            match life() {
                Err(error) => {
                    let text = error.to_string();
                    assert!(
                        text.contains("panicked") && text.contains("a bug in"),
                        "{text}"
                    );
                    assert_ne!(stage, Stage::Drop);
                }
                Ok(()) => assert_eq!(stage, Stage::Drop),
            }
        }
        drop(runtime);
        fake.assert_clean();
    }
}

#[test]
fn the_logger_panics_while_the_runtime_reports_an_error() {
    static LOGGER: PanickingLogger = PanickingLogger;
    log::set_logger(&LOGGER).unwrap();
    log::set_max_level(log::LevelFilter::Trace);
    let fake = FakeRuntime::new();
    let runtime = fake.runtime().unwrap();
    let builder = Interpreter::builder().runtime(&runtime);
    let model = fresh_model("tiny/dynamic.tflite");
    let mut interpreter = builder.build(&model).unwrap();
    LOGGER_PANICS.store(true, Ordering::SeqCst);
    // The fake runtime does not compute this model, and says so through the error reporter.
    let error = interpreter.invoke().unwrap_err().to_string();
    LOGGER_PANICS.store(false, Ordering::SeqCst);
    assert!(error.contains("TfLiteInterpreterInvoke"), "{error}");
    let error = interpreter.invoke().unwrap_err().to_string();
    assert!(error.contains("FULLY_CONNECTED"), "{error}");
    drop((interpreter, runtime));
    fake.assert_clean();
}

/// Views and locks that a panic ends.
#[test]
fn closures_panic_while_a_buffer_is_locked() {
    let fake = FakeRuntime::new();
    fake.prefer_device_memory();
    let runtime = fake.runtime().unwrap();
    let builder = CompiledModel::builder().runtime(&runtime);
    let mut compiled = builder.build(&fresh_model("tiny/add.tflite")).unwrap();
    let mut buffer = compiled.create_input_buffer(0).unwrap();
    let panicked = catch_unwind(AssertUnwindSafe(|| {
        buffer.write::<()>(|_| panic!("a bug in the closure"))
    }));
    assert!(panicked.is_err());
    // It was unlocked, and can be used.
    let values = buffer.read(|tensor| tensor.to_f32()).unwrap();
    assert_eq!(values.len(), 6);
    drop((buffer, compiled, runtime));
    fake.assert_clean();
}

/// Memory that was lent for the time of a call comes back, also when the call panics; and where the
/// runtime does not let go of it, the interpreter never touches it again.
#[test]
fn closures_panic_while_memory_is_lent() {
    for refuses in [false, true] {
        let fake = FakeRuntime::new();
        let runtime = fake.runtime().unwrap();
        let builder = Interpreter::builder().runtime(&runtime).xnnpack(false);
        let mut interpreter = builder.build(&fresh_model("tiny/add.tflite")).unwrap();
        interpreter.invoke().unwrap();
        let len = interpreter.input_memory_len(0).unwrap();
        let mut memory = litert::AlignedBuffer::zeroed(len);
        if refuses {
            let call = "TfLiteInterpreterSetCustomAllocationForTensor";
            // The first gives the tensor memory of its own, the second lends, the third takes back.
            fake.fail(Which::Nth(call, 3), Fault::Status(1));
        }
        let panicked = catch_unwind(AssertUnwindSafe(|| {
            interpreter.lend().input(0, &mut memory).run::<()>(|run| {
                run.invoke()?;
                panic!("a bug in the closure");
            })
        }));
        assert!(panicked.is_err());
        drop(memory);
        let after = interpreter.invoke();
        match refuses {
            false => after.unwrap(),
            true => {
                let error = after.unwrap_err().to_string();
                assert!(error.contains("could not be taken back"), "{error}");
                assert!(interpreter.input(0).is_err() && interpreter.output(0).is_err());
                assert!(interpreter.input_mut(0).is_err());
            }
        }
        drop((interpreter, runtime));
        fake.assert_clean();
    }
}
