//! Inputs and outputs in memory that the interpreter borrows.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;

use litert::Loan;
use litert::{AlignedBuffer, Error, Interpreter, Model};
use litert_test_support::libraries::interpreter_libraries;
use litert_test_support::runtime::own;

const PIXELS: usize = 16 * 16;
const CLASSES: usize = 10;

/// Runs a test on an interpreter of our digits with every library.
fn on_each(file: &str, test: impl Fn(Interpreter)) {
    let model = Model::from_file(own("digits").join(file)).unwrap();
    for (name, runtime) in interpreter_libraries() {
        println!("on {name}");
        let builder = Interpreter::builder().runtime(&runtime);
        test(builder.build(&model).unwrap());
    }
}

/// Held-out pictures as the quantized model wants them.
fn pictures() -> Vec<u8> {
    let bytes = std::fs::read(own("digits/heldout.bin")).unwrap();
    bytes.iter().map(|byte| byte.wrapping_sub(128)).collect()
}

fn scores(interpreter: &mut Interpreter, picture: &[u8]) -> Vec<u8> {
    let mut input = interpreter.input_mut(0).unwrap();
    input.copy_from_bytes(picture).unwrap();
    interpreter.invoke().unwrap();
    interpreter.output(0).unwrap().bytes().to_vec()
}

/// Memory for an input and an output.
fn memory(interpreter: &mut Interpreter) -> [AlignedBuffer; 2] {
    let input = interpreter.input_memory_len(0).unwrap();
    let output = interpreter.output_memory_len(0).unwrap();
    [input, output].map(AlignedBuffer::zeroed)
}

#[test]
fn results_arrive_in_the_callers_memory() {
    on_each("digits_int8.tflite", |mut interpreter| {
        let pictures = pictures();
        let pictures = || pictures.chunks(PIXELS).take(20);
        let expected: Vec<_> = pictures().map(|it| scores(&mut interpreter, it)).collect();
        let [mut frame, mut results] = memory(&mut interpreter);
        let addresses = [frame.as_ptr(), results.as_ptr()];
        // A loan for each run.
        for (picture, expected) in pictures().zip(&expected) {
            frame[..PIXELS].copy_from_slice(picture);
            let loan = interpreter.lend().input("image", &mut frame);
            loan.output(0, &mut results)
                .run(|run| {
                    run.invoke()?;
                    let input = run.input_mut(0)?.bytes_mut().as_ptr();
                    assert_eq!(input, addresses[0], "the input was copied");
                    Ok(())
                })
                .unwrap();
            assert_eq!(&results[..CLASSES], expected);
        }
        // A loan for many, whose input is written in between.
        let loan = interpreter.lend().input(0, &mut frame);
        loan.output(0, &mut results)
            .run(|run| {
                for (picture, expected) in pictures().zip(&expected) {
                    run.input_mut(0)?.copy_from_bytes(picture)?;
                    run.invoke()?;
                    let output = run.output(0)?;
                    assert_eq!(output.bytes(), expected);
                    assert_eq!(
                        output.bytes().as_ptr(),
                        addresses[1],
                        "the output was copied"
                    );
                }
                Ok(())
            })
            .unwrap();
        assert_eq!(&results[..CLASSES], expected.last().unwrap());
    });
}

#[test]
fn afterwards_everything_is_as_before() {
    on_each("digits_int8.tflite", |mut interpreter| {
        let pictures = pictures();
        let (mine, other) = pictures.split_at(PIXELS);
        let expected = scores(&mut interpreter, mine);
        let [mut frame, mut results] = memory(&mut interpreter);
        frame[..PIXELS].copy_from_slice(&other[..PIXELS]);
        for round in 0..3 {
            let loan = interpreter.lend().input(0, &mut frame);
            let loan = loan.output(0, &mut results);
            loan.run(|run| run.invoke()).unwrap();
            let seen = results.clone();
            // The result is not in the interpreter, and what is here is ours alone.
            let error = interpreter.output(0).unwrap_err();
            assert!(error.to_string().contains("call run() first"), "{error}");
            frame.fill(99);
            results.fill(99);
            interpreter.invoke().unwrap();
            assert_eq!(interpreter.output(0).unwrap().bytes(), expected, "{round}");
            assert!(frame.iter().chain(&results[..]).all(|&byte| byte == 99));
            frame[..PIXELS].copy_from_slice(&other[..PIXELS]);
            assert_ne!(&seen[..CLASSES], expected);
        }
        drop((frame, results));
        assert_eq!(scores(&mut interpreter, mine), expected);

        // Also what was placed comes back.
        let [mut placed, output] = memory(&mut interpreter);
        placed[..PIXELS].copy_from_slice(mine);
        let address = output.as_ptr();
        interpreter.place_input(0, placed).unwrap();
        interpreter.place_output(0, output).unwrap();
        let [mut frame, mut results] = memory(&mut interpreter);
        let loan = interpreter.lend().input(0, &mut frame);
        let loan = loan.output(0, &mut results);
        loan.run(|run| run.invoke()).unwrap();
        drop((frame, results));
        interpreter.invoke().unwrap();
        let output = interpreter.output(0).unwrap();
        assert_eq!(output.bytes(), expected);
        assert_eq!(output.bytes().as_ptr(), address);
    });
}

#[test]
fn memory_is_taken_back_after_a_panic_and_an_error() {
    on_each("digits_int8.tflite", |mut interpreter| {
        let pictures = pictures();
        let expected = scores(&mut interpreter, &pictures[..PIXELS]);
        for panics in [true, false] {
            let [mut frame, mut results] = memory(&mut interpreter);
            let ended = catch_unwind(AssertUnwindSafe(|| {
                let loan = interpreter.lend().input(0, &mut frame);
                let loan = loan.output(0, &mut results);
                loan.run(|run| {
                    run.invoke()?;
                    assert!(!panics, "on purpose");
                    run.output("no such output").map(drop)
                })
            }));
            assert_eq!(ended.is_err(), panics);
            if let Ok(result) = ended {
                assert!(matches!(result, Err(Error::NotFound(_))));
            }
            drop((frame, results));
            assert_eq!(scores(&mut interpreter, &pictures[..PIXELS]), expected);
        }
    });
}

/// Keeps a loan for good. Something knows where it is, so that LeakSanitizer does not mind.
fn forget(loan: Loan<'_>) {
    static FORGOTTEN: Mutex<Vec<usize>> = Mutex::new(Vec::new());
    let address = Box::into_raw(Box::new(loan)).expose_provenance();
    FORGOTTEN.lock().unwrap().push(address);
}

#[test]
fn a_forgotten_loan_lends_nothing() {
    on_each("digits_int8.tflite", |mut interpreter| {
        let pictures = pictures();
        let expected = scores(&mut interpreter, &pictures[..PIXELS]);
        let [mut frame, mut results] = memory(&mut interpreter);
        let loan = interpreter.lend().input(0, &mut frame);
        forget(loan.output(0, &mut results));
        frame.fill(99);
        results.fill(99);
        interpreter.invoke().unwrap();
        assert_eq!(interpreter.output(0).unwrap().bytes(), expected);
        assert!(frame.iter().chain(&results[..]).all(|&byte| byte == 99));
    });
}

/// Ten scores for each picture of a batch.
fn float_scores(interpreter: &mut Interpreter, batch: i32) -> Vec<u8> {
    let shape = [batch, 16, 16, 1];
    interpreter.resize_input(0, &shape).unwrap();
    let pixels = pixels(batch);
    let mut input = interpreter.input_mut(0).unwrap();
    input.copy_from_bytes(&pixels).unwrap();
    interpreter.invoke().unwrap();
    interpreter.output(0).unwrap().bytes().to_vec()
}

fn pixels(batch: i32) -> Vec<u8> {
    let len = PIXELS * usize::try_from(batch).unwrap();
    let pixel = |place: usize| ((place * 37) % 97) as f32 / 97.0;
    (0..len).flat_map(|it| pixel(it).to_le_bytes()).collect()
}

#[test]
fn memory_is_used_again_after_a_resize() {
    on_each("digits_float32.tflite", |mut interpreter| {
        let batches = [3, 1, 40];
        let expected = batches.map(|batch| float_scores(&mut interpreter, batch));
        // As large as the largest batch needs it.
        let [mut frames, mut results] = memory(&mut interpreter);
        interpreter.resize_input(0, &[2, 16, 16, 1]).unwrap();
        let addresses = [frames.as_ptr(), results.as_ptr()];
        let loan = interpreter.lend().input(0, &mut frames);
        let loan = loan.output(0, &mut results);
        loan.run(|run| {
            for (batch, expected) in batches.into_iter().zip(&expected) {
                run.resize_input(0, &[batch, 16, 16, 1])?;
                run.input_mut(0)?.copy_from_bytes(&pixels(batch))?;
                run.invoke()?;
                assert_eq!(run.output(0)?.bytes(), expected);
                assert_eq!(run.output(0)?.bytes().as_ptr(), addresses[1]);
                assert_eq!(run.input_mut(0)?.bytes_mut().as_ptr(), addresses[0]);
            }
            // Larger ones are refused before anything runs, as often as one tries.
            run.resize_input(0, &[41, 16, 16, 1])?;
            for _ in 0..2 {
                let error = run.invoke().unwrap_err();
                assert!(matches!(error, Error::ShapeMismatch(_)), "{error:?}");
                assert!(error.to_string().contains("bytes of memory"), "{error}");
                assert!(run.input_mut(0).is_err());
                assert!(run.output(0).is_err());
            }
            Ok(())
        })
        .unwrap();
        assert_eq!(&results[..expected[2].len()], expected[2]);
        drop((frames, results));
        // The interpreter's own memory grows to the size that was asked for last.
        interpreter.invoke().unwrap();
        assert_eq!(*interpreter.output(0).unwrap().shape(), [41, 10]);
        assert_eq!(float_scores(&mut interpreter, 3), expected[0]);

        // And lent anew with other memory.
        let [mut frames, mut results] = memory(&mut interpreter);
        frames[..PIXELS * 3 * 4].copy_from_slice(&pixels(3));
        let loan = interpreter.lend().input(0, &mut frames);
        let loan = loan.output(0, &mut results);
        loan.run(|run| run.invoke()).unwrap();
        assert_eq!(&results[..expected[0].len()], expected[0]);
    });
}

#[test]
fn unsuitable_memory_is_refused() {
    on_each("digits_int8.tflite", |mut interpreter| {
        let pictures = pictures();
        let expected = scores(&mut interpreter, &pictures[..PIXELS]);
        let [mut frame, mut results] = memory(&mut interpreter);
        let [mut more, _] = memory(&mut interpreter);
        let (input_len, output_len) = (frame.len(), results.len());
        let mut large = AlignedBuffer::zeroed(input_len + 64);
        let refused = |words: &str, loan: Loan<'_>| {
            let error = loan.run(|_| -> litert::Result<()> { panic!("lent") });
            let error = error.unwrap_err();
            assert!(error.to_string().contains(words), "{error}");
        };
        refused(
            "multiple of 64",
            interpreter.lend().input(0, &mut large[1..]),
        );
        refused(
            &format!("takes {input_len} bytes"),
            interpreter.lend().input(0, &mut frame[..input_len - 1]),
        );
        refused(
            &format!("takes {output_len} bytes"),
            interpreter
                .lend()
                .input(0, &mut frame)
                .output(0, &mut results[..output_len - 1]),
        );
        refused("'nope'", interpreter.lend().input("nope", &mut frame));
        // The first mistake is the one to hear of.
        refused(
            "'nope'",
            interpreter
                .lend()
                .output("nope", &mut results)
                .output("neither", &mut frame),
        );
        refused(
            "lent memory already",
            interpreter
                .lend()
                .input(0, &mut frame)
                .input("image", &mut more),
        );
        drop((frame, more, results));
        assert_eq!(scores(&mut interpreter, &pictures[..PIXELS]), expected);
    });
}
