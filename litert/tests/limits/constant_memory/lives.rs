//! Objects of each kind, made, used and dropped.

use litert::delegate::{WeightsCache, XnnpackOptions};
use litert::options::{CpuOptions, ErrorReporter, RuntimeOptions};
use litert::{
    Accelerators, AlignedBuffer, CancellationToken, Capability, CompiledModel, Environment,
    Interpreter, Model, Runtime,
};

use super::{Work, work};
use litert_test_support::runtime::own;

const I: Capability = Capability::Interpreter;
const C: Capability = Capability::CompiledModel;

pub(crate) const WORK: &[Work] = &[
    work("model", I, |_| {
        let bytes = std::fs::read(own("digits/digits_int8.tflite")).expect("a model");
        Box::new(move || drop(Model::from_bytes(&bytes).expect("a model")))
    }),
    work("interpreter", I, |runtime| {
        let (runtime, model) = (runtime.clone(), digits());
        Box::new(move || {
            let builder = Interpreter::builder().runtime(&runtime);
            builder.build(&model).expect("it").invoke().expect("a run");
        })
    }),
    work("interpreter without XNNPACK", I, |runtime| {
        let (runtime, model) = (runtime.clone(), digits());
        Box::new(move || {
            let builder = Interpreter::builder().runtime(&runtime).xnnpack(false);
            builder.build(&model).expect("it").invoke().expect("a run");
        })
    }),
    work("delegate with options", I, |runtime| {
        let (runtime, model) = (runtime.clone(), digits());
        Box::new(move || {
            let xnnpack = XnnpackOptions::new().threads(1);
            let builder = Interpreter::builder().runtime(&runtime).delegate(xnnpack);
            builder.build(&model).expect("it").invoke().expect("a run");
        })
    }),
    work("weights cache", I, |runtime| {
        let (runtime, model) = (runtime.clone(), digits());
        Box::new(move || {
            let cache = WeightsCache::with_size(&runtime, 1 << 16).expect("a cache");
            let xnnpack = XnnpackOptions::new().weights_cache(&cache);
            let builder = Interpreter::builder().runtime(&runtime).delegate(xnnpack);
            let mut engine = builder.build(&model).expect("it");
            cache.finalize().expect("it");
            engine.invoke().expect("a run");
        })
    }),
    work("cancellation token", I, |runtime| {
        let (runtime, model) = (runtime.clone(), digits());
        Box::new(move || {
            let token = CancellationToken::new();
            let builder = Interpreter::builder()
                .runtime(&runtime)
                .cancellation(&token);
            let mut engine = builder.build(&model).expect("it");
            engine.invoke().expect("a run");
            token.cancel();
            engine.invoke().expect_err("it was cancelled");
        })
    }),
    work("profile", I, |runtime| {
        let (runtime, model) = (runtime.clone(), digits());
        Box::new(move || {
            let builder = Interpreter::builder().runtime(&runtime).profiling(true);
            let mut engine = builder.build(&model).expect("it");
            engine.invoke().expect("a run");
            assert!(!engine.take_profile().expect("a profile").is_empty());
        })
    }),
    work("signature runner", I, |runtime| {
        let model = Model::from_file(own("tiny/multi_signature.tflite")).expect("a model");
        let builder = Interpreter::builder().runtime(runtime);
        let mut engine = builder.build(&model).expect("it");
        Box::new(move || {
            for key in ["join", "subtract"] {
                let mut signature = engine.signature(key).expect(key);
                signature.invoke().expect("a run");
            }
        })
    }),
    work("resize", I, |runtime| {
        let model = Model::from_file(own("digits/digits_float32.tflite")).expect("a model");
        let builder = Interpreter::builder().runtime(runtime);
        let mut engine = builder.build(&model).expect("it");
        let mut batch = 0;
        Box::new(move || {
            batch = batch % 4 + 1;
            engine
                .resize_input(0, &[batch, 16, 16, 1])
                .expect("a resize");
            engine.invoke().expect("a run");
        })
    }),
    work("placed memory", I, |runtime| {
        let builder = Interpreter::builder().runtime(runtime);
        let mut engine = builder.build(&digits()).expect("it");
        let len = engine.input_memory_len(0).expect("a length");
        Box::new(move || {
            let memory = AlignedBuffer::zeroed(len);
            engine.place_input(0, memory).expect("a place");
            engine.invoke().expect("a run");
        })
    }),
    work("strings", I, |runtime| {
        let model = Model::from_file(own("tiny/strings.tflite")).expect("a model");
        let builder = Interpreter::builder().runtime(runtime);
        let mut engine = builder.build(&model).expect("it");
        let mut shape = vec![1; engine.inputs()[0].shape().rank()];
        let mut count = 0;
        Box::new(move || {
            count = count % 5 + 1;
            shape[0] = count;
            let strings = vec!["some string or other"; count as usize];
            engine.write_strings(0, &shape, &strings).expect("strings");
            engine.invoke().expect("a run");
        })
    }),
    work("environment", C, |runtime| {
        let runtime = runtime.clone();
        Box::new(move || drop(environment(&runtime)))
    }),
    work("compiled model", C, |runtime| {
        let (environment, model) = (environment(runtime), digits());
        Box::new(move || {
            let builder = CompiledModel::builder().environment(&environment);
            builder.build(&model).expect("it").run().expect("a run");
        })
    }),
    work("options", C, |runtime| {
        let (environment, model) = (environment(runtime), digits());
        Box::new(move || {
            let builder = CompiledModel::builder().environment(&environment);
            let builder = builder
                .cpu(CpuOptions::new().threads(1))
                .runtime_options(RuntimeOptions::new().error_reporter(ErrorReporter::Kept));
            builder.build(&model).expect("it").run().expect("a run");
        })
    }),
    Work {
        // Room for a profile takes LiteRT a quarter of a second.
        one_in: 50,
        ..work("profile of a compiled model", C, |runtime| {
            let (environment, model) = (environment(runtime), digits());
            Box::new(move || {
                let builder = CompiledModel::builder().environment(&environment);
                let builder = builder.runtime_options(RuntimeOptions::new().profiling(true));
                let mut engine = builder.build(&model).expect("it");
                engine.profiler().expect("a profiler").start().expect("it");
                engine.run().expect("a run");
                let profiler = engine.profiler().expect("a profiler");
                assert!(!profiler.events().expect("events").is_empty());
            })
        })
    },
    work("tensor buffers", C, |runtime| {
        let mut engine = compiled(runtime);
        Box::new(move || {
            let inputs = engine.create_input_buffers().expect("inputs");
            let mut outputs = engine.create_output_buffers().expect("outputs");
            engine.run_with(&inputs, &mut outputs).expect("a run");
        })
    }),
    work("tensor buffers over memory", C, |runtime| {
        let mut engine = compiled(runtime);
        let len = engine.input_requirements(0).expect("a length").host_len();
        let mut borrowed = AlignedBuffer::zeroed(len);
        Box::new(move || {
            let owned = AlignedBuffer::zeroed(len);
            let owned = engine.input_buffer_from(0, owned).expect("a buffer");
            let mut outputs = engine.create_output_buffers().expect("outputs");
            engine.run_with(&[owned], &mut outputs).expect("a run");
            let lent = engine
                .input_buffer_from(0, &mut borrowed)
                .expect("a buffer");
            engine.run_with(&[lent], &mut outputs).expect("a run");
        })
    }),
    work("compiled signature", C, |runtime| {
        let model = Model::from_file(own("tiny/multi_signature.tflite")).expect("a model");
        let builder = CompiledModel::builder().environment(&environment(runtime));
        let mut engine = builder.build(&model).expect("it");
        Box::new(move || {
            for key in ["join", "subtract"] {
                let mut signature = engine.signature(key).expect(key);
                signature.run().expect("a run");
            }
        })
    }),
];

pub(crate) fn digits() -> Model {
    Model::from_file(own("digits/digits_int8.tflite")).expect("our own model")
}

/// Without the GPU, whose accelerator leaves something behind when it is unloaded.
pub(crate) fn environment(runtime: &Runtime) -> Environment {
    let builder = Environment::builder().runtime(runtime);
    let builder = builder.auto_register(Accelerators::CPU);
    builder.build().expect("an environment")
}

fn compiled(runtime: &Runtime) -> CompiledModel {
    let builder = CompiledModel::builder().environment(&environment(runtime));
    builder.build(&digits()).expect("a compiled model")
}
