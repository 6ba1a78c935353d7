//! Whole lives of engines, as applications lead them: what the tests of this folder repeat with
//! everything that can go wrong.

#![allow(dead_code, reason = "each test crate uses its own part of this")]

use std::path::{Path, PathBuf};

use litert::delegate::{WeightsCache, XnnpackOptions};
use litert::options::{HtpPerformance, QualcommOptions, RunOptions, RuntimeOptions};
use litert::types::Shape;
use litert::{
    Accelerators, AlignedBuffer, CancellationToken, CompiledModel, CustomOp, Environment, Error,
    Interpreter, Model, OpResult, Result, Runtime, SchedulingInfo, Tensor, TensorMut,
};

/// A file below `models/` of the repository.
pub(crate) fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../models")
        .join(name)
}

pub(crate) fn model(name: &str) -> Model {
    Model::from_file(path(name)).expect(name)
}

/// A model in memory of its own, which goes with its last owner.
pub(crate) fn fresh_model(name: &str) -> Model {
    let bytes = std::fs::read(path(name)).expect(name);
    Model::from_bytes(bytes).expect(name)
}

/// An error of a scenario's own, so that a panic is always one of the crate's.
fn expect(is_so: bool, what: &str) -> Result<()> {
    match is_so {
        true => Ok(()),
        false => Err(Error::InvalidArgument(format!("expected {what}").into())),
    }
}

/// An engine's life.
pub(crate) type Scenario = fn(&Runtime) -> Result<()>;

/// All of them, by name. Miri does not know how structs are received by value, so that there is no
/// XNNPACK there.
pub(crate) fn scenarios() -> impl Iterator<Item = (&'static str, Scenario)> {
    let needs_xnnpack = |name: &str| matches!(name, "weights cache" | "compiled model, delegates");
    let all = SCENARIOS.iter().copied();
    all.filter(move |(name, _)| !(cfg!(miri) && needs_xnnpack(name)))
}

const SCENARIOS: &[(&str, Scenario)] = &[
    ("interpreter", interpreter),
    ("placed memory", placed_memory),
    ("signatures", signatures),
    ("strings", strings),
    ("weights cache", weights_cache),
    ("custom operator, interpreter", custom_op),
    ("compiled model", compiled),
    ("compiled model, buffers", buffers),
    ("compiled model, signatures", compiled_signatures),
    ("compiled model, observed", observed),
    ("compiled model, delegates", delegates),
    ("custom operator, compiled model", compiled_custom_op),
    ("environment", environment),
];

fn interpreter(runtime: &Runtime) -> Result<()> {
    let token = CancellationToken::new();
    let mut interpreter = Interpreter::builder()
        .runtime(runtime)
        .delegate(XnnpackOptions::new().threads(2))
        .cancellation(&token)
        .profiling(true)
        .build(&fresh_model("tiny/add.tflite"))?;
    interpreter.delegation_report()?;
    interpreter.input_mut("x")?.copy_from_slice(&[1.0_f32; 6])?;
    interpreter.input_mut("y")?.copy_from_slice(&[2.0_f32; 6])?;
    interpreter.invoke()?;
    expect(
        interpreter.output(0)?.as_slice::<f32>()? == [3.0; 6],
        "threes",
    )?;
    interpreter.tensor(2)?;
    interpreter.reset_variables()?;
    expect(!interpreter.take_profile()?.is_empty(), "a profile")?;
    for input in 0..2 {
        interpreter.resize_input(input, &[1, 3])?;
    }
    interpreter.invoke()?;
    expect(
        interpreter.output(0)?.as_slice::<f32>()? == [0.0; 3],
        "zeros",
    )?;
    token.cancel();
    match interpreter.invoke() {
        Err(Error::Cancelled) => {}
        other => return other.and(expect(false, "a cancellation")),
    }
    token.reset();
    interpreter.invoke()
}

fn placed_memory(runtime: &Runtime) -> Result<()> {
    let builder = Interpreter::builder().runtime(runtime).xnnpack(false);
    let mut interpreter = builder.build(&fresh_model("tiny/add.tflite"))?;
    let mut memory = AlignedBuffer::zeroed(interpreter.input_memory_len(0)?);
    memory[..4].copy_from_slice(&5_f32.to_ne_bytes());
    interpreter.place_input(0, memory)?;
    let len = interpreter.output_memory_len(0)?;
    interpreter.place_output(0, AlignedBuffer::zeroed(len))?;
    interpreter.invoke()?;
    expect(
        interpreter.output(0)?.as_slice::<f32>()?[0] == 5.0,
        "the placed value",
    )?;
    let mut lent = AlignedBuffer::zeroed(interpreter.input_memory_len(1)?);
    lent[..4].copy_from_slice(&7_f32.to_ne_bytes());
    interpreter.lend().input(1, &mut lent).run(|run| {
        run.invoke()?;
        let sum = run.output(0)?.as_slice::<f32>()?[0];
        expect(sum == 12.0, "the lent value")
    })?;
    interpreter.invoke()
}

fn signatures(runtime: &Runtime) -> Result<()> {
    let builder = Interpreter::builder().runtime(runtime);
    let mut interpreter = builder.build(&fresh_model("tiny/multi_signature.tflite"))?;
    let mut signature = interpreter.signature("subtract")?;
    signature
        .input_mut("minuend")?
        .copy_from_slice(&[9.0_f32; 4])?;
    signature.input_mut("by")?.copy_from_slice(&[2.0_f32; 4])?;
    signature.invoke()?;
    expect(
        signature.output(0)?.as_slice::<f32>()? == [7.0; 4],
        "sevens",
    )?;
    signature.resize_input(0, &[2])?;
    signature.resize_input(1, &[2])?;
    signature.invoke()?;
    interpreter.signature("join")?.invoke()
}

fn strings(runtime: &Runtime) -> Result<()> {
    let builder = Interpreter::builder().runtime(runtime);
    let mut interpreter = builder.build(&fresh_model("tiny/strings.tflite"))?;
    interpreter.write_strings(0, &[2], &["yes", "no"])?;
    let words = interpreter.input(0)?.strings()?;
    expect(words.len() == 2, "two words")?;
    Ok(())
}

fn weights_cache(runtime: &Runtime) -> Result<()> {
    let cache = WeightsCache::new(runtime)?;
    let build = || {
        let xnnpack = XnnpackOptions::new().weights_cache(&cache);
        let builder = Interpreter::builder().runtime(runtime).delegate(xnnpack);
        builder.build(&fresh_model("tiny/add.tflite"))
    };
    let first = build()?;
    cache.finalize()?;
    let mut second = build()?;
    drop(cache);
    drop(first);
    second.invoke()
}

/// Gives back what it gets, in the shape that it has: in the model it gets twice the input.
pub(crate) struct Copy;

impl CustomOp for Copy {
    type State = Vec<u8>;

    fn init(&self, options: &[u8]) -> OpResult<Vec<u8>> {
        Ok(options.to_vec())
    }

    fn output_shapes(&self, _: &Vec<u8>, inputs: &[Shape]) -> OpResult<Vec<Shape>> {
        Ok(vec![inputs[0]])
    }

    fn invoke(
        &self,
        _: &Vec<u8>,
        inputs: &[Tensor<'_>],
        outputs: &mut [TensorMut<'_>],
    ) -> OpResult<()> {
        outputs[0].copy_from_slice(inputs[0].as_slice::<f32>()?)?;
        Ok(())
    }
}

/// A model with one custom operator, and its name.
pub(crate) const CUSTOM: (&str, &str) = ("custom_op/soft_clip.tflite", "SoftClip");

fn custom_op(runtime: &Runtime) -> Result<()> {
    let builder = Interpreter::builder()
        .runtime(runtime)
        .custom_op(CUSTOM.1, 1, Copy);
    let mut interpreter = builder.build(&fresh_model(CUSTOM.0))?;
    interpreter.input_mut(0)?.as_mut_slice::<f32>()?.fill(0.5);
    interpreter.invoke()?;
    let output = interpreter.output(0)?;
    expect(
        output.as_slice::<f32>()?.iter().all(|&it| it == 1.0),
        "ones",
    )?;
    Ok(())
}

fn compiled(runtime: &Runtime) -> Result<()> {
    let builder = CompiledModel::builder().runtime(runtime).threads(2);
    let mut compiled = builder.build(&fresh_model("tiny/add.tflite"))?;
    compiled.input_mut("x")?.copy_from_slice(&[1.0_f32; 6])?;
    compiled.input_mut("y")?.copy_from_slice(&[2.0_f32; 6])?;
    compiled.run()?;
    expect(compiled.output(0)?.as_slice::<f32>()? == [3.0; 6], "threes")?;
    for input in 0..2 {
        compiled.resize_input(input, &[1, 3])?;
    }
    compiled.run()?;
    expect(compiled.output(0)?.as_slice::<f32>()? == [0.0; 3], "zeros")?;
    compiled.is_fully_accelerated()?;
    Ok(())
}

fn buffers(runtime: &Runtime) -> Result<()> {
    let builder = CompiledModel::builder().runtime(runtime);
    let mut compiled = builder.build(&fresh_model("tiny/add.tflite"))?;
    let mut inputs = compiled.create_input_buffers()?;
    for (value, input) in [1.0_f32, 2.0].into_iter().zip(&mut inputs) {
        input.write(|mut tensor| tensor.copy_from_slice(&[value; 6]))?;
    }
    let mut outputs = compiled.create_output_buffers()?;
    compiled.run_with(&inputs, &mut outputs)?;
    let sums = outputs[0].read(|tensor| tensor.to_f32())?;
    expect(sums == [3.0; 6], "threes")?;
    let run = compiled.run_async(inputs, outputs)?;
    let mut done = run.wait()?;
    let fast = QualcommOptions::new().htp_performance(HtpPerformance::Burst);
    compiled.set_run_options(&RunOptions::new().qualcomm(fast))?;
    compiled.run_with(&done.inputs, &mut done.outputs)?;
    // Dropped without being waited for.
    drop(compiled.run_async(done.inputs, done.outputs)?);
    compiled.set_run_options(&RunOptions::new())
}

fn compiled_signatures(runtime: &Runtime) -> Result<()> {
    let builder = CompiledModel::builder().runtime(runtime);
    let mut compiled = builder.build(&fresh_model("tiny/multi_signature.tflite"))?;
    let mut signature = compiled.signature("subtract")?;
    signature
        .input_mut("minuend")?
        .copy_from_slice(&[9.0_f32; 4])?;
    signature.run()?;
    expect(signature.output(0)?.as_slice::<f32>()? == [9.0; 4], "nines")?;
    compiled.signature("join")?.run()
}

fn observed(runtime: &Runtime) -> Result<()> {
    let mut compiled = CompiledModel::builder()
        .runtime(runtime)
        .runtime_options(RuntimeOptions::new().profiling(true))
        .build(&fresh_model("tiny/add.tflite"))?;
    let token = CancellationToken::new();
    compiled.set_cancellation(&token)?;
    compiled.set_scheduling(SchedulingInfo::new().feature("tests").priority(3))?;
    compiled.start_metrics(1)?;
    compiled.profiler()?.start()?;
    compiled.run()?;
    let profiler = compiled.profiler()?;
    profiler.stop()?;
    expect(profiler.events()?.len() == 1, "one event")?;
    profiler.summary()?;
    profiler.reset()?;
    expect(compiled.stop_metrics()?.len() == 1, "one metric")?;
    token.cancel();
    match compiled.run() {
        Err(Error::Cancelled) => {}
        other => return other.and(expect(false, "a cancellation")),
    }
    compiled.set_cancellation(None)?;
    compiled.run()
}

fn delegates(runtime: &Runtime) -> Result<()> {
    let builder = CompiledModel::builder().runtime(runtime);
    let builder = builder.delegate(XnnpackOptions::new());
    let mut compiled = builder.build(&fresh_model("tiny/add.tflite"))?;
    expect(compiled.delegates().len() == 1, "one delegate")?;
    compiled.run()
}

fn compiled_custom_op(runtime: &Runtime) -> Result<()> {
    let builder = CompiledModel::builder()
        .runtime(runtime)
        .custom_op(CUSTOM.1, 1, Copy);
    let mut compiled = builder.build(&fresh_model(CUSTOM.0))?;
    compiled.input_mut(0)?.as_mut_slice::<f32>()?.fill(0.5);
    compiled.run()?;
    let output = compiled.output(0)?;
    expect(
        output.as_slice::<f32>()?.iter().all(|&it| it == 1.0),
        "ones",
    )?;
    Ok(())
}

fn environment(runtime: &Runtime) -> Result<()> {
    let environment = Environment::builder()
        .runtime(runtime)
        .auto_register(Accelerators::CPU)
        .compiler_cache_bytes(1 << 20)
        .build()?;
    environment.accelerators();
    expect(!environment.gpu_support()?.ready, "no GPU")?;
    let builder = CompiledModel::builder().environment(&environment);
    let first = builder.build(&fresh_model("tiny/add.tflite"))?;
    let again = CompiledModel::builder().environment(first.environment());
    let mut second = again.build(&fresh_model("tiny/add.tflite"))?;
    drop(environment);
    drop(first);
    second.run()
}
