//! Inputs and outputs in memory of the caller's.

use std::panic::{AssertUnwindSafe, catch_unwind};

use litert::{AlignedBuffer, Error, Interpreter, Model};
use support::libraries::interpreter_libraries;
use support::runtime::own;

mod support;

/// An interpreter of our digits on every library.
fn digits(file: &str) -> Vec<Interpreter> {
    let model = Model::from_file(own("digits").join(file)).unwrap();
    interpreter_libraries()
        .into_iter()
        .map(|(name, runtime)| {
            println!("on {name}");
            Interpreter::builder()
                .runtime(&runtime)
                .build(&model)
                .unwrap()
        })
        .collect()
}

/// The held-out pictures, 16 by 16 bytes each.
fn pictures() -> Vec<u8> {
    std::fs::read(own("digits/heldout.bin")).unwrap()
}

fn scores(interpreter: &mut Interpreter, picture: &[u8]) -> Vec<i8> {
    let stored: Vec<i8> = picture
        .iter()
        .map(|&byte| (i16::from(byte) - 128) as i8)
        .collect();
    interpreter
        .input_mut(0)
        .unwrap()
        .copy_from_slice(&stored)
        .unwrap();
    interpreter.invoke().unwrap();
    interpreter.output(0).unwrap().to_vec().unwrap()
}

fn fill(memory: &mut [u8], picture: &[u8]) {
    for (stored, &byte) in memory.iter_mut().zip(picture) {
        *stored = byte.wrapping_sub(128);
    }
}

#[test]
fn placed_memory_gives_the_same_results_without_copies() {
    let pictures = pictures();
    for mut interpreter in digits("digits_int8.tflite") {
        let expected: Vec<_> = pictures
            .chunks(256)
            .take(20)
            .map(|p| scores(&mut interpreter, p))
            .collect();
        let input_len = interpreter.input_memory_len(0).unwrap();
        let output_len = interpreter.output_memory_len(0).unwrap();
        assert!(input_len > 256 && output_len > 10);
        let output = AlignedBuffer::zeroed(output_len);
        let output_address = output.as_ptr();
        assert!(interpreter.place_output(0, output).unwrap().is_none());
        let mut next = AlignedBuffer::zeroed(input_len);
        for (picture, expected) in pictures.chunks(256).zip(&expected) {
            fill(&mut next, picture);
            let address = next.as_ptr();
            let before = interpreter.place_input("image", next).unwrap();
            interpreter.invoke().unwrap();
            let input = interpreter.input(0).unwrap();
            assert_eq!(input.bytes().as_ptr(), address, "the input was copied");
            let output = interpreter.output(0).unwrap();
            assert_eq!(
                output.bytes().as_ptr(),
                output_address,
                "the output was copied"
            );
            assert_eq!(output.as_slice::<i8>().unwrap(), expected);
            next = before.unwrap_or_else(|| AlignedBuffer::zeroed(input_len));
        }
        let results = interpreter
            .place_output(0, AlignedBuffer::zeroed(output_len))
            .unwrap();
        let results = results.expect("what was placed before");
        let last: Vec<u8> = expected[19].iter().map(|&score| score as u8).collect();
        assert_eq!(&results[..10], last);
    }
}

#[test]
fn placed_memory_follows_a_resize() {
    for mut interpreter in digits("digits_float32.tflite") {
        let small = AlignedBuffer::zeroed(interpreter.input_memory_len(0).unwrap());
        interpreter.place_input(0, small).unwrap();
        let output = AlignedBuffer::zeroed(interpreter.output_memory_len(0).unwrap());
        interpreter.place_output(0, output).unwrap();
        interpreter.invoke().unwrap();
        let one = interpreter.output(0).unwrap().to_f32().unwrap();
        for batch in [7, 1, 40] {
            interpreter.resize_input(0, &[batch, 16, 16, 1]).unwrap();
            interpreter.invoke().unwrap();
            let many = interpreter.output(0).unwrap().to_f32().unwrap();
            assert_eq!(many.len(), 10 * batch as usize);
            for row in many.chunks(10) {
                let close = row.iter().zip(&one).all(|(a, b)| (a - b).abs() < 1e-5);
                assert!(close, "{row:?} instead of {one:?}");
            }
        }
    }
}

#[test]
fn borrowed_memory_is_used_and_given_back() {
    let pictures = pictures();
    for mut interpreter in digits("digits_int8.tflite") {
        let expected = scores(&mut interpreter, &pictures[..256]);
        let mut frame = AlignedBuffer::zeroed(interpreter.input_memory_len(0).unwrap());
        fill(&mut frame, &pictures[..256]);
        let got = interpreter.with_inputs(&mut [(0, &mut frame[..])], |run| {
            run.invoke()?;
            run.output(0)?.to_vec::<i8>()
        });
        assert_eq!(got.unwrap(), expected);
        // From here on the frame is ours alone.
        frame.fill(99);
        drop(frame);
        interpreter.allocate().unwrap();
        assert!(
            interpreter
                .input(0)
                .unwrap()
                .bytes()
                .iter()
                .all(|&byte| byte == 0)
        );
        assert_eq!(scores(&mut interpreter, &pictures[..256]), expected);
    }
}

#[test]
fn borrowed_memory_is_given_back_after_a_panic_and_an_error() {
    for mut interpreter in digits("digits_int8.tflite") {
        let pictures = pictures();
        let expected = scores(&mut interpreter, &pictures[..256]);
        for panics in [true, false] {
            let mut frame = AlignedBuffer::zeroed(interpreter.input_memory_len(0).unwrap());
            let ended = catch_unwind(AssertUnwindSafe(|| {
                interpreter.with_inputs(&mut [(0, &mut frame[..])], |run| {
                    assert!(!panics, "on purpose");
                    run.output("no such output").map(|_| ())
                })
            }));
            assert_eq!(ended.is_err(), panics);
            drop(frame);
            assert_eq!(scores(&mut interpreter, &pictures[..256]), expected);
        }
    }
}

#[test]
fn unsuitable_memory_is_refused() {
    for mut interpreter in digits("digits_int8.tflite") {
        let len = interpreter.input_memory_len(0).unwrap();
        let error = interpreter
            .place_input(0, AlignedBuffer::zeroed(len - 1))
            .unwrap_err();
        assert!(matches!(error, Error::ShapeMismatch(_)), "{error}");
        assert!(error.to_string().contains(&len.to_string()), "{error}");
        let error = interpreter
            .place_input("nope", AlignedBuffer::zeroed(len))
            .unwrap_err();
        assert!(matches!(error, Error::NotFound(_)), "{error}");
        let mut frame = AlignedBuffer::zeroed(len + 64);
        let error = interpreter
            .with_inputs(&mut [(0, &mut frame[1..])], |_| Ok(()))
            .unwrap_err();
        assert!(error.to_string().contains("multiple of 64"), "{error}");
        interpreter.invoke().expect("nothing has changed");
    }
}
