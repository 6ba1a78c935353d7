//! Lives of compiled models and of their buffers.

use arbitrary::{Result, Unstructured};
use litert::options::RuntimeOptions;
use litert::{
    AlignedBuffer, CancellationToken, CompiledModel, Environment, Model, RunFuture, Runtime,
    Tensor, TensorBuffer,
};

use super::{CALLS, fill, place, read, said, shape, signature_key, tried};

/// What outlives an engine, or not.
#[derive(Default)]
struct Around {
    buffers: Vec<TensorBuffer<'static>>,
    runs: Vec<RunFuture>,
}

/// What most calls are about: a compiled model, or one of its signatures.
macro_rules! call {
    ($u:ident, $engine:ident, $around:ident) => {{
        let inputs = $engine.inputs().to_vec();
        let input = place($u, inputs.len())?;
        let output = place($u, $engine.outputs().len())?;
        match $u.int_in_range(0..=13)? {
            0 => tried($engine.allocate()),
            1 | 2 => {
                let like = inputs.get(input).map(|info| info.shape_signature());
                let shape = shape($u, like.as_ref().map_or(&[], |like| like.dims()))?;
                tried($engine.resize_input(input, &shape));
            }
            3 | 4 => {
                if let Some(tensor) = said($engine.input_mut(input)) {
                    fill($u, tensor)?;
                }
            }
            5 => {
                tried($engine.output(output).map(read));
                tried($engine.input(input).map(read));
            }
            6 => $around
                .buffers
                .extend(said($engine.create_input_buffer(input))),
            7 => $around
                .buffers
                .extend(said($engine.create_output_buffer(output))),
            8 => {
                let len = said($engine.input_requirements(input)).map(|it| it.host_len());
                let len = len.unwrap_or(64);
                let len = if $u.ratio(1, 8)? {
                    $u.int_in_range(0..=256)?
                } else {
                    len
                };
                let memory = AlignedBuffer::zeroed(len);
                $around
                    .buffers
                    .extend(said($engine.input_buffer_from(input, memory)));
            }
            9 => {
                let (inputs, mut outputs) =
                    $around.take($u, inputs.len(), $engine.outputs().len())?;
                if said($engine.run_with(&inputs, &mut outputs)).is_some() {
                    for output in &outputs {
                        output.read(touch).expect("an output of a run");
                    }
                }
                $around.buffers.extend(inputs);
                $around.buffers.extend(outputs);
            }
            10 => {
                let (Some(inputs), Some(outputs)) = (
                    said($engine.create_input_buffers()),
                    said($engine.create_output_buffers()),
                ) else {
                    return Ok(());
                };
                $around
                    .runs
                    .extend(said($engine.run_async(inputs, outputs)));
            }
            _ => {
                if said($engine.run()).is_some() {
                    for position in 0..$engine.outputs().len() {
                        read($engine.output(position).expect("an output of a run"));
                    }
                }
            }
        }
    }};
}

impl Around {
    /// Some buffers for a run: as many as are needed, in any order.
    #[allow(clippy::type_complexity)]
    fn take(
        &mut self,
        u: &mut Unstructured<'_>,
        inputs: usize,
        outputs: usize,
    ) -> Result<(Vec<TensorBuffer<'static>>, Vec<TensorBuffer<'static>>)> {
        let mut taken = Vec::new();
        while taken.len() < inputs + outputs && !self.buffers.is_empty() {
            let place = u.choose_index(self.buffers.len())?;
            taken.push(self.buffers.swap_remove(place));
        }
        let outputs = taken.split_off(inputs.min(taken.len()));
        Ok((taken, outputs))
    }
}

pub(super) fn live(u: &mut Unstructured<'_>, runtime: &Runtime, model: Model) -> Result<()> {
    let token = CancellationToken::new();
    let (mut around, mut environment, mut compiled) = (Around::default(), None, None);
    for _ in 0..CALLS {
        if u.is_empty() {
            break;
        }
        let Some(engine) = &mut compiled else {
            compiled = build(u, runtime, &model, environment.as_ref())?;
            continue;
        };
        match u.int_in_range(0..=15)? {
            0 => compiled = build(u, runtime, &model, environment.as_ref())?,
            1 => drop(compiled.take()),
            2 => match u.int_in_range(0..=3)? {
                0 => token.cancel(),
                1 => token.reset(),
                2 => tried(engine.set_cancellation(&token)),
                _ => tried(engine.set_cancellation(None)),
            },
            3 => observed(u, engine)?,
            4 => environment = said(Environment::builder().runtime(runtime).build()),
            5 => drop(environment.take()),
            6 => {
                if !around.buffers.is_empty() {
                    let place = u.choose_index(around.buffers.len())?;
                    buffer(u, &mut around.buffers[place])?;
                }
            }
            7 => {
                if let Some(run) = around.runs.pop() {
                    match u.arbitrary()? {
                        true => drop(run),
                        false => around
                            .buffers
                            .extend(said(run.wait()).into_iter().flat_map(|it| it.outputs)),
                    }
                }
            }
            8 => around.buffers.truncate(2),
            9 | 10 => {
                let Some(key) = signature_key(u, &model)? else {
                    continue;
                };
                let Some(mut signature) = said(engine.signature(&key)) else {
                    continue;
                };
                for _ in 0..u.int_in_range(1..=4)? {
                    call!(u, signature, around);
                }
            }
            _ => call!(u, engine, around),
        }
    }
    // In an order of its own: buffers may be the last to go.
    if u.arbitrary()? {
        drop(compiled);
        drop(environment);
    }
    Ok(())
}

fn build(
    u: &mut Unstructured<'_>,
    runtime: &Runtime,
    model: &Model,
    environment: Option<&Environment>,
) -> Result<Option<CompiledModel>> {
    let mut builder = CompiledModel::builder().runtime(runtime);
    if let Some(environment) = environment {
        builder = builder.environment(environment);
    }
    if !u.ratio(7, 8)? {
        builder = builder.threads(2);
    }
    // Seldom: it takes room for a million events.
    if !u.ratio(31, 32)? {
        builder = builder.runtime_options(RuntimeOptions::new().profiling(true));
    }
    Ok(said(builder.build(model)))
}

/// Profiles and metrics, begun, ended and asked for in any order.
fn observed(u: &mut Unstructured<'_>, engine: &mut CompiledModel) -> Result<()> {
    match u.int_in_range(0..=2)? {
        0 => tried(engine.start_metrics(u.arbitrary()?)),
        1 => tried(engine.stop_metrics()),
        _ => {
            let Some(profiler) = said(engine.profiler()) else {
                return Ok(());
            };
            for _ in 0..2 {
                match u.int_in_range(0..=4)? {
                    0 => tried(profiler.start()),
                    1 => tried(profiler.stop()),
                    2 => tried(profiler.reset()),
                    3 => tried(profiler.events()),
                    _ => tried(profiler.summary()),
                }
            }
        }
    }
    Ok(())
}

fn touch(tensor: Tensor<'_>) -> litert::Result<()> {
    read(tensor);
    Ok(())
}

/// Reads or writes a buffer, whoever made it.
fn buffer(u: &mut Unstructured<'_>, buffer: &mut TensorBuffer<'_>) -> Result<()> {
    match u.int_in_range(0..=2)? {
        0 => tried(buffer.read(touch)),
        1 => tried(buffer.write(|tensor| Ok(fill(u, tensor)))),
        _ => tried(buffer.update(|tensor| Ok(fill(u, tensor)))),
    }
    Ok(())
}
