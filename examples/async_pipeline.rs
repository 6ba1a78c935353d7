//! Keeps a GPU busy: while it works on one picture, the next is prepared.
//!
//! `run_async` returns as soon as the work is queued. What it returns is a future that owns the
//! buffers until the device is done with them; any executor can wait for it. Two sets of buffers
//! take turns here. A CPU knows no queue: the same program runs on it, but one after the other.
//!
//! ```sh
//! cargo run --release --example async_pipeline            # on the CPU
//! cargo run --release --example async_pipeline -- --gpu   # on the GPU, if it can
//! ```
//!
//! The small model that is used here leaves the number of pictures open, which the GPU does not
//! take. So it goes to the CPU in either case, and the report says why.

use std::collections::VecDeque;
use std::fs;
use std::future::Future;
use std::path::Path;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context as TaskContext, Poll, Wake};
use std::thread::{self, Thread};

use anyhow::{Context, Result};
use litert::{Accelerators, CompiledModel, Model, RunBuffers, RunFuture, TensorBuffer};

fn main() -> Result<()> {
    let digits = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/digits");
    let model = Model::from_file(digits.join("digits_float32.tflite"))?;
    let pictures = fs::read(digits.join("samples.bin")).context("the samples are missing")?;

    // The first that works is used, and the report says why others were not.
    let order = match std::env::args().nth(1).as_deref() {
        Some("--gpu") => vec![Accelerators::GPU, Accelerators::CPU],
        _ => vec![Accelerators::CPU],
    };
    let mut compiled = CompiledModel::builder().prefer(order).build(&model)?;
    println!("{}", compiled.acceleration());

    let answers = block_on(classify(&mut compiled, pictures.chunks_exact(256)))?;
    println!("the pictures show {answers:?}");
    Ok(())
}

/// The digits in the pictures, in order.
async fn classify(
    compiled: &mut CompiledModel,
    pictures: impl Iterator<Item = &[u8]>,
) -> Result<Vec<usize>> {
    // Buffers lie where the accelerator wants them: on a GPU, in its own memory.
    let mut free = Vec::new();
    for _ in 0..2 {
        free.push((
            compiled.create_input_buffers()?,
            compiled.create_output_buffers()?,
        ));
    }
    let mut queue: VecDeque<RunFuture> = VecDeque::new();
    let mut answers = Vec::new();
    for picture in pictures {
        let (mut inputs, outputs) = match free.pop() {
            Some(set) => set,
            None => {
                // Both sets are in use: the older run gives its own back.
                let oldest = queue.pop_front().context("a set of buffers is missing")?;
                let RunBuffers {
                    inputs, outputs, ..
                } = oldest.await?;
                answers.push(digit(&outputs)?);
                (inputs, outputs)
            }
        };
        // This is the work that the device does not wait for.
        inputs[0].write(|mut image| {
            let pixels: Vec<f32> = picture.iter().map(|&it| f32::from(it) / 255.0).collect();
            image.write_f32(&pixels)
        })?;
        queue.push_back(compiled.run_async(inputs, outputs)?);
    }
    for run in queue {
        answers.push(digit(&run.await?.outputs)?);
    }
    Ok(answers)
}

fn digit(outputs: &[TensorBuffer<'_>]) -> Result<usize> {
    let scores = outputs[0].read(|scores| scores.to_f32())?;
    let best = (0..scores.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b]));
    best.context("the model gave no scores")
}

/// The smallest executor. Take the one that your program has.
fn block_on<F: Future>(future: F) -> F::Output {
    struct Unpark(Thread);
    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = Arc::new(Unpark(thread::current())).into();
    let mut context = TaskContext::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(output) => return output,
            Poll::Pending => thread::park(),
        }
    }
}
