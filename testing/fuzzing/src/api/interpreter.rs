//! Lives of interpreters.

use arbitrary::{Result, Unstructured};
use litert::delegate::XnnpackOptions;
use litert::{AlignedBuffer, CancellationToken, Interpreter, Model, Runtime};

use super::{CALLS, fill, place, read, said, shape, signature_key, tried};

/// What most calls are about: an interpreter, or one of its signatures.
macro_rules! call {
    ($u:ident, $engine:ident) => {{
        let inputs = $engine.inputs().to_vec();
        let input = place($u, inputs.len())?;
        match $u.int_in_range(0..=9)? {
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
                let words: Vec<String> = $u.arbitrary()?;
                let count = i32::try_from(words.len()).unwrap_or(0);
                tried($engine.write_strings(input, &[count], &words));
            }
            6 => {
                let position = place($u, $engine.outputs().len())?;
                tried($engine.output(position).map(read));
                tried($engine.input(input).map(read));
            }
            _ => {
                if said($engine.invoke()).is_some() {
                    for position in 0..$engine.outputs().len() {
                        read($engine.output(position).expect("an output of a run"));
                    }
                }
            }
        }
    }};
}

pub(super) fn live(u: &mut Unstructured<'_>, runtime: &Runtime, model: Model) -> Result<()> {
    let token = CancellationToken::new();
    let mut interpreter = None;
    for _ in 0..CALLS {
        if u.is_empty() {
            break;
        }
        let Some(engine) = &mut interpreter else {
            interpreter = build(u, runtime, &model, &token)?;
            continue;
        };
        match u.int_in_range(0..=15)? {
            0 => interpreter = build(u, runtime, &model, &token)?,
            1 => drop(interpreter.take()),
            2 => match u.arbitrary()? {
                true => token.cancel(),
                false => token.reset(),
            },
            3 => tried(engine.reset_variables()),
            4 => tried(engine.take_profile()),
            5 => {
                let index = place(u, engine.tensors().len())?;
                tried(engine.tensor(index).map(read));
            }
            6 => placed(u, engine)?,
            7 | 8 => lent(u, engine)?,
            9 | 10 => {
                let Some(key) = signature_key(u, &model)? else {
                    continue;
                };
                let Some(mut signature) = said(engine.signature(&key)) else {
                    continue;
                };
                for _ in 0..u.int_in_range(1..=4)? {
                    call!(u, signature);
                }
            }
            _ => call!(u, engine),
        }
    }
    Ok(())
}

fn build(
    u: &mut Unstructured<'_>,
    runtime: &Runtime,
    model: &Model,
    token: &CancellationToken,
) -> Result<Option<Interpreter>> {
    let mut builder = Interpreter::builder().runtime(runtime);
    if u.arbitrary()? {
        builder = builder.xnnpack(u.arbitrary()?);
    } else if u.arbitrary()? {
        builder = builder.delegate(XnnpackOptions::new().threads(u.int_in_range(1..=2)?));
    }
    if !u.ratio(7, 8)? {
        builder = builder.threads(2);
    }
    if u.arbitrary()? {
        builder = builder.cancellation(token);
    }
    builder = builder.profiling(!u.ratio(31, 32)?);
    Ok(said(builder.build(model)))
}

/// As much memory as is needed, most of the time.
fn memory(u: &mut Unstructured<'_>, len: Option<usize>) -> Result<AlignedBuffer> {
    let len = len.unwrap_or(64);
    let len = match u.int_in_range(0..=7)? {
        0 => len.saturating_sub(1),
        1 => u.int_in_range(0..=256)?,
        2 => len + u.int_in_range(0..=256)?,
        _ => len,
    };
    Ok(AlignedBuffer::zeroed(len))
}

/// Moves an input or output into memory that the interpreter then owns.
fn placed(u: &mut Unstructured<'_>, engine: &mut Interpreter) -> Result<()> {
    if u.arbitrary()? {
        let input = place(u, engine.inputs().len())?;
        let memory = memory(u, said(engine.input_memory_len(input)))?;
        tried(engine.place_input(input, memory));
    } else {
        let output = place(u, engine.outputs().len())?;
        let memory = memory(u, said(engine.output_memory_len(output)))?;
        tried(engine.place_output(output, memory));
    }
    Ok(())
}

/// Lends memory, which is gone afterwards.
fn lent(u: &mut Unstructured<'_>, engine: &mut Interpreter) -> Result<()> {
    let (input, output) = (
        place(u, engine.inputs().len())?,
        place(u, engine.outputs().len())?,
    );
    let mut first = memory(u, said(engine.input_memory_len(input)))?;
    let mut second = memory(u, said(engine.output_memory_len(output)))?;
    let (with_input, with_output) = (u.arbitrary()?, u.arbitrary()?);
    let mut loan = engine.lend();
    if with_input {
        loan = loan.input(input, &mut first);
    }
    if with_output {
        loan = loan.output(output, &mut second);
    }
    let mut drawn = Ok(());
    let done = loan.run(|lent| {
        for _ in 0..3 {
            drawn = within(u, lent, input, output);
            if drawn.is_err() {
                break;
            }
        }
        Ok(())
    });
    tried(done);
    drawn
}

fn within(
    u: &mut Unstructured<'_>,
    lent: &mut litert::Lent<'_>,
    input: usize,
    output: usize,
) -> Result<()> {
    match u.int_in_range(0..=3)? {
        0 => {
            let shape = shape(u, &[2, 3])?;
            tried(lent.resize_input(input, &shape));
        }
        1 => {
            if let Some(tensor) = said(lent.input_mut(input)) {
                fill(u, tensor)?;
            }
        }
        2 => tried(lent.output(output).map(read)),
        _ => {
            if said(lent.invoke()).is_some() && output == 0 {
                read(lent.output(0).expect("an output of a run"));
            }
        }
    }
    Ok(())
}
