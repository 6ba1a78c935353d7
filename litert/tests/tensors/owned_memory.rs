//! Inputs and outputs in memory that the interpreter owns on the caller's behalf.
//! `lent_memory.rs` is about memory that it only borrows.

use litert::{AlignedBuffer, Error, Interpreter, Model};
use litert_golden::suite_or_skip;
use litert_test_support::libraries::interpreter_libraries;
use litert_test_support::runtime::own;

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
        interpreter.invoke().expect("nothing has changed");
    }
}

/// Writing one input does not clear the others, whichever way they are written.
#[test]
fn other_inputs_keep_their_values() {
    let model = Model::from_file(own("tiny/add.tflite")).unwrap();
    for (name, runtime) in interpreter_libraries() {
        println!("on {name}");
        let mut interpreter = Interpreter::builder()
            .runtime(&runtime)
            .build(&model)
            .unwrap();
        let mut second = interpreter.input_mut(1).unwrap();
        second.as_mut_slice::<f32>().unwrap().fill(2.0);
        let len = interpreter.input_memory_len(0).unwrap();
        let mut first = AlignedBuffer::zeroed(len);
        for one in first.chunks_exact_mut(4) {
            one.copy_from_slice(&1.0_f32.to_le_bytes());
        }
        assert!(interpreter.place_input(0, first).unwrap().is_none());
        let output = AlignedBuffer::zeroed(interpreter.output_memory_len(0).unwrap());
        interpreter.place_output(0, output).unwrap();
        interpreter.invoke().unwrap();
        let sum = interpreter.output(0).unwrap();
        assert!(sum.to_f32().unwrap().iter().all(|&sum| sum == 3.0));
    }
}

/// Each is a refusal that says these words, and what to do instead.
#[track_caller]
fn expect_refused<const N: usize>(errors: [litert::Result<()>; N], words: &[&str]) {
    for error in errors {
        let error = error.unwrap_err();
        assert!(matches!(error, Error::Unsupported(_)), "{error:?}");
        let text = error.to_string();
        for words in words.iter().chain(&["use input_mut()"]) {
            assert!(text.contains(words), "{text}");
        }
    }
}

/// Placing is for the main graph: its signatures can, the others say why not.
#[test]
fn signatures_place_memory_on_the_main_graph() {
    let model = Model::from_file(own("tiny/multi_signature.tflite")).unwrap();
    let main = model.default_signature().key().unwrap().to_owned();
    for (name, runtime) in interpreter_libraries() {
        println!("on {name}");
        let mut interpreter = Interpreter::builder()
            .runtime(&runtime)
            .build(&model)
            .unwrap();
        let mut refused = 0;
        for info in model.signatures() {
            let key = info.key().unwrap();
            let mut signature = interpreter.signature(key).unwrap();
            if key == main {
                let len = signature.input_memory_len(0).unwrap();
                let memory = AlignedBuffer::zeroed(len);
                let address = memory.as_ptr();
                assert!(signature.place_input(0, memory).unwrap().is_none());
                let len = signature.output_memory_len(0).unwrap();
                signature
                    .place_output(0, AlignedBuffer::zeroed(len))
                    .unwrap();
                signature.invoke().unwrap();
                assert_eq!(signature.input(0).unwrap().bytes().as_ptr(), address);
                continue;
            }
            refused += 1;
            let memory = || AlignedBuffer::zeroed(4096);
            let mut lent = memory();
            let errors = [
                signature.input_memory_len(0).map(drop),
                signature.output_memory_len(0).map(drop),
                signature.place_input(0, memory()).map(drop),
                signature.place_output(0, memory()).map(drop),
                signature
                    .lend()
                    .input(0, &mut lent)
                    .run(|_| panic!("it was lent")),
            ];
            expect_refused(errors, &[key, "subgraph 1", "subgraph 0 only"]);
            signature.invoke().unwrap();
        }
        assert_eq!(refused, 1);
    }
}

/// The runtime would find out how large they are while it runs, and write past the end.
#[test]
fn outputs_of_unknown_size_are_refused() {
    let Some(suite) = suite_or_skip("outputs_of_unknown_size_are_refused") else {
        return;
    };
    let path = suite.model_path(suite.model("dynamic_shapes").expect("in the manifest"));
    let model = Model::from_file(path).unwrap();
    for (name, runtime) in interpreter_libraries() {
        println!("on {name}");
        let builder = Interpreter::builder().runtime(&runtime);
        let mut interpreter = builder.build(&model).unwrap();
        let large = || AlignedBuffer::zeroed(1 << 20);
        let mut lent = large();
        let errors = [
            interpreter.output_memory_len(0).map(drop),
            interpreter.place_output(0, large()).map(drop),
            interpreter
                .lend()
                .output(0, &mut lent)
                .run(|_| panic!("it was lent")),
        ];
        expect_refused(errors, &["output 0", "its shape depends on the values of"]);
        // Its inputs can lie anywhere.
        let len = interpreter.input_memory_len(0).unwrap();
        interpreter
            .place_input(0, AlignedBuffer::zeroed(len))
            .unwrap();
    }
}
