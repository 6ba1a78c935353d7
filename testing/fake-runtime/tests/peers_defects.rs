//! Defects that were found, by reading, in other Rust bindings of the same C libraries: each is
//! tried here. Those that would not compile are in `litert/src/must_not_compile.rs`.

use litert::types::ElementType;
use litert::{
    AlignedBuffer, CompiledModel, Environment, Error, Interpreter, Model, Runtime, TensorBuffer,
};
use litert_fake_runtime::FakeRuntime;
use support::{fresh_model, path};

mod support;

/// Writes over memory that was freed just now, if the allocator gives it out again.
fn scribble() {
    let blocks: Vec<Vec<u8>> = (1..64).map(|size| vec![0xA5; size * 64]).collect();
    std::hint::black_box(&blocks);
}

fn compiled(runtime: &Runtime) -> CompiledModel {
    let builder = CompiledModel::builder().runtime(runtime);
    builder.build(&fresh_model("tiny/add.tflite")).unwrap()
}

/// A buffer whose environment went with the compiled model.
#[test]
fn a_buffer_keeps_its_environment() {
    let fake = FakeRuntime::new();
    fake.prefer_device_memory();
    let buffer = {
        let runtime = fake.runtime().unwrap();
        let environment = Environment::new(&runtime).unwrap();
        let builder = CompiledModel::builder().environment(&environment);
        let mut compiled = builder.build(&fresh_model("tiny/add.tflite")).unwrap();
        compiled.create_input_buffer(0).unwrap()
    };
    assert_eq!(buffer.read(|tensor| tensor.to_f32()).unwrap(), [0.0; 6]);
    let report = fake.report();
    assert_eq!(report.violations, [] as [&str; 0]);
    let names = report.live.join(", ");
    assert!(
        names.contains("LiteRtEnvironment") && !names.contains("LiteRtCompiledModel"),
        "{names}"
    );
    drop(buffer);
    fake.assert_clean();
}

/// A compiled model, or an interpreter, whose model or environment was dropped.
#[test]
fn engines_keep_their_model_and_its_bytes() {
    let fake = FakeRuntime::new();
    let runtime = fake.runtime().unwrap();
    let bytes = std::fs::read(path("tiny/add.tflite")).unwrap();
    let model = Model::from_bytes(bytes).unwrap();
    let builder = Interpreter::builder().runtime(&runtime);
    let mut interpreter = builder.build(&model).unwrap();
    let environment = Environment::new(&runtime).unwrap();
    let builder = CompiledModel::builder().environment(&environment);
    let mut compiled = builder.build(&model).unwrap();
    drop((runtime, environment, model));
    scribble();
    // The fake runtime adds up all bytes of the model at each run, where the application put them.
    interpreter.invoke().unwrap();
    compiled.run().unwrap();
    drop((interpreter, compiled));
    fake.assert_clean();
}

/// A slice that is as long as the memory, and not as the tensor.
#[test]
fn views_are_as_long_as_the_tensor() {
    let fake = FakeRuntime::new();
    let mut compiled = compiled(&fake.runtime().unwrap());
    let needed = compiled.input_requirements(0).unwrap().host_len();
    let mut memory = AlignedBuffer::zeroed(needed + 4096);
    let buffer = compiled.input_buffer_from(0, &mut memory).unwrap();
    assert_eq!(buffer.read(|tensor| Ok(tensor.bytes().len())).unwrap(), 24);
    assert_eq!(
        buffer
            .read(|tensor| Ok(tensor.as_slice::<f32>()?.len()))
            .unwrap(),
        6
    );
}

/// Memory as the allocator left it. The fake runtime fills what it gives with 0xA5.
#[test]
fn nobody_sees_memory_that_nobody_wrote() {
    let fake = FakeRuntime::new();
    fake.prefer_device_memory();
    let runtime = fake.runtime().unwrap();
    let builder = Interpreter::builder().runtime(&runtime);
    let mut interpreter = builder.build(&fresh_model("tiny/add.tflite")).unwrap();
    for shape in [[2, 3], [4, 3], [1, 3]] {
        for input in 0..2 {
            interpreter.resize_input(input, &shape).unwrap();
        }
        let input = interpreter.input_mut(0).unwrap();
        assert!(input.as_tensor().bytes().iter().all(|&byte| byte == 0));
        assert!(interpreter.output(0).is_err());
    }
    let mut compiled = compiled(&runtime);
    let made = [
        compiled.create_input_buffer(0).unwrap(),
        compiled.create_output_buffer(0).unwrap(),
    ];
    for mut buffer in made {
        let zero = |buffer: &TensorBuffer<'_>| buffer.read(|tensor| tensor.to_f32()).unwrap();
        assert_eq!(zero(&buffer), [0.0; 6]);
        buffer
            .write(|tensor| {
                assert!(tensor.as_tensor().bytes().iter().all(|&byte| byte == 0));
                Ok(())
            })
            .unwrap();
    }
}

/// A slice of another type, or at an address that is none of that type's.
#[test]
fn elements_are_of_the_tensors_type_and_aligned() {
    let fake = FakeRuntime::new();
    let mut compiled = compiled(&fake.runtime().unwrap());
    let input = compiled.input_mut(0).unwrap();
    let view = input.as_tensor();
    assert!(matches!(
        view.as_slice::<i32>(),
        Err(Error::TypeMismatch(_))
    ));
    assert!(matches!(view.as_slice::<u8>(), Err(Error::TypeMismatch(_))));
    assert_eq!(view.as_slice::<f32>().unwrap().as_ptr().align_offset(64), 0);
    // Memory of the caller's at an odd address.
    let mut memory = AlignedBuffer::zeroed(4096);
    let odd = &mut memory[1..4000];
    let refused = compiled.input_buffer_from(0, odd).unwrap_err();
    assert!(refused.to_string().contains("multiple of 64"), "{refused}");
}

/// A run that is abandoned while the device works on its buffers.
#[test]
fn a_run_in_progress_keeps_its_buffers() {
    let fake = FakeRuntime::new();
    fake.run_takes(std::time::Duration::from_millis(20));
    let mut compiled = compiled(&fake.runtime().unwrap());
    let inputs = compiled.create_input_buffers().unwrap();
    let outputs = compiled.create_output_buffers().unwrap();
    let run = compiled.run_async(inputs, outputs).unwrap();
    assert!(!run.is_finished());
    drop(compiled);
    drop(run);
    fake.assert_clean();
}

/// Every integer type can be fed.
#[test]
fn quantized_models_are_fed() {
    let fake = FakeRuntime::new();
    fake.on_run(|run| {
        run.outputs[0].bytes.fill(run.inputs[0].bytes[0]);
        Ok(())
    });
    let runtime = fake.runtime().unwrap();
    let model = fresh_model("tiny/uint8_quantized.tflite");
    let builder = CompiledModel::builder().runtime(&runtime);
    let mut compiled = builder.build(&model).unwrap();
    assert_eq!(compiled.inputs()[0].element_type(), ElementType::UInt8);
    compiled
        .input_mut(0)
        .unwrap()
        .as_mut_slice::<u8>()
        .unwrap()
        .fill(7);
    compiled.run().unwrap();
    assert!(
        compiled
            .output(0)
            .unwrap()
            .bytes()
            .iter()
            .all(|&byte| byte == 7)
    );
}

/// What one interpreter needs is made before it is, and fails before it is: a delegate that was
/// made for nothing is given back.
#[test]
fn a_delegate_does_not_leak_when_its_interpreter_fails() {
    use litert::delegate::XnnpackOptions;
    use litert_fake_runtime::{Fault, Which};

    let fake = FakeRuntime::new();
    fake.fail(Which::Every("TfLiteInterpreterCreate"), Fault::Status(1));
    let runtime = fake.runtime().unwrap();
    let builder = Interpreter::builder()
        .runtime(&runtime)
        .delegate(XnnpackOptions::new());
    assert!(builder.build(&fresh_model("tiny/add.tflite")).is_err());
    drop(runtime);
    let calls = fake.calls();
    assert!(
        calls
            .iter()
            .any(|call| call.function == "TfLiteXNNPackDelegateDelete")
    );
    fake.assert_clean();
}

/// A profiler that the interpreter still reports to.
#[test]
fn a_profile_is_taken_from_a_live_interpreter() {
    let fake = FakeRuntime::new();
    let runtime = fake.runtime().unwrap();
    let builder = Interpreter::builder().runtime(&runtime).profiling(true);
    let mut interpreter = builder.build(&fresh_model("tiny/add.tflite")).unwrap();
    interpreter.invoke().unwrap();
    assert_eq!(interpreter.take_profile().unwrap().len(), 1);
    drop((interpreter, runtime));
    fake.assert_clean();
}

/// Numbers that no header knows, where others have an enum that must not hold them.
#[test]
fn unknown_numbers_are_values_like_others() {
    use litert_fake_runtime::{Fault, Which};

    let unknown = ElementType::from_runtime_code(4711);
    assert_eq!(unknown.runtime_code(), 4711);
    let fake = FakeRuntime::new();
    fake.fail(Which::Every("LiteRtRunCompiledModel"), Fault::Status(9999));
    let error = compiled(&fake.runtime().unwrap()).run().unwrap_err();
    assert!(error.to_string().contains("9999"), "{error}");
}
