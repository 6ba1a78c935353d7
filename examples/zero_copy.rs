//! A camera loop without a copy: two buffers take turns, one is filled while the other is looked at.
//!
//! The runtime reads inputs where they lie, if that memory is aligned to 64 bytes and somewhat longer
//! than the tensor, because fast kernels read ahead. `AlignedBuffer` is such memory. `place_input`
//! hands it over, and hands back the one that was there before. `Interpreter::lend` does the same with
//! memory that stays the caller's, for inputs and outputs, as long as a closure runs.
//!
//! ```sh
//! cargo run --release --example zero_copy
//! ```

use std::fs;
use std::path::Path;
use std::sync::mpsc;
use std::thread;

use anyhow::{Context, Result};
use litert::{AlignedBuffer, Interpreter, Model};

fn main() -> Result<()> {
    let digits = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/digits");
    let mut interpreter = Interpreter::new(&Model::from_file(digits.join("digits_int8.tflite"))?)?;
    let len = interpreter.input_memory_len("image")?;

    // The camera: a thread that fills whatever buffer it gets. Two buffers go round.
    let (to_camera, empty) = mpsc::channel::<AlignedBuffer>();
    let (to_model, filled) = mpsc::channel();
    let pictures = fs::read(digits.join("samples.bin")).context("the samples are missing")?;
    let camera = thread::spawn(move || {
        for (mut frame, picture) in empty.iter().zip(pictures.chunks(256)) {
            // The model stores the byte less 128; see the example `quantized`.
            for (stored, byte) in frame.iter_mut().zip(picture) {
                *stored = byte.wrapping_sub(128);
            }
            if to_model.send(frame).is_err() {
                break;
            }
        }
    });
    for _ in 0..2 {
        to_camera.send(AlignedBuffer::zeroed(len))?;
    }

    for frame in filled {
        let address = frame.as_ptr();
        let before = interpreter.place_input("image", frame)?;
        // The camera fills the other buffer meanwhile.
        if let Some(before) = before {
            let _ = to_camera.send(before);
        }
        interpreter.run()?;
        let scores = interpreter.output(0)?.to_f32()?;
        let best = scores
            .iter()
            .enumerate()
            .max_by(|(_, a), (_, b)| a.total_cmp(b));
        let (digit, probability) = best.context("no classes")?;
        assert_eq!(
            interpreter.input(0)?.bytes().as_ptr(),
            address,
            "copied after all"
        );
        println!("at {address:p}: a {digit}, {probability:.3}");
    }
    drop(to_camera);
    let _ = camera.join();
    Ok(())
}
