//! A run allocates nothing on the Rust side, and asks nothing that it could remember.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use litert::{AlignedBuffer, CancellationToken, CompiledModel, Interpreter, Model};
use litert_test_support::libraries::interpreter_libraries;

struct Counting;

thread_local! {
    static COUNT: Cell<usize> = const { Cell::new(0) };
}

// SAFETY: the system's allocator, with a count beside it.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let _ = COUNT.try_with(|count| count.set(count.get() + 1));
        // SAFETY: passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        let _ = COUNT.try_with(|count| count.set(count.get() + 1));
        // SAFETY: passed on.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn counted(mut run: impl FnMut()) -> usize {
    let before = COUNT.with(Cell::get);
    for _ in 0..100 {
        run();
    }
    COUNT.with(Cell::get) - before
}

/// The sum of two tensors.
fn model() -> Model {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../models/tiny/add.tflite");
    Model::from_file(path).unwrap()
}

#[test]
fn runs_of_a_compiled_model_allocate_nothing() {
    let mut compiled = match CompiledModel::new(&model()) {
        Ok(compiled) => compiled,
        Err(error) => return litert_golden::skip_or_fail(error),
    };
    compiled.run().unwrap();
    assert_eq!(counted(|| compiled.run().unwrap()), 0);

    let inputs = compiled.create_input_buffers().unwrap();
    let mut outputs = compiled.create_output_buffers().unwrap();
    compiled.run_with(&inputs, &mut outputs).unwrap();
    let runs = counted(|| compiled.run_with(&inputs, &mut outputs).unwrap());
    assert_eq!(runs, 0);

    assert_ne!(counted(|| drop(Box::new(1))), 0, "the count works");
}

#[test]
fn runs_of_an_interpreter_allocate_nothing() {
    for (name, runtime) in interpreter_libraries() {
        println!("on {name}");
        let token = CancellationToken::new();
        let builder = || Interpreter::builder().runtime(&runtime);
        let mut interpreter = builder().cancellation(&token).build(&model()).unwrap();
        interpreter.invoke().unwrap();
        // With all that belongs to a run.
        let runs = counted(|| {
            let mut input = interpreter.input_mut(0).unwrap();
            input.as_mut_slice::<f32>().unwrap().fill(1.5);
            interpreter.invoke().unwrap();
            let output = interpreter.output(0).unwrap();
            assert_eq!(output.as_slice::<f32>().unwrap()[0], 1.5);
        });
        assert_eq!(runs, 0);

        let key = interpreter.model().signatures()[0].key().map(str::to_owned);
        let key = key.expect("a signature");
        let mut signature = interpreter.signature(&key).unwrap();
        assert_eq!(counted(|| signature.invoke().unwrap()), 0);

        // Frames that come and go.
        let len = interpreter.input_memory_len(0).unwrap();
        let mut next = Some(AlignedBuffer::zeroed(len));
        interpreter
            .place_input(0, AlignedBuffer::zeroed(len))
            .unwrap();
        let len = interpreter.output_memory_len(0).unwrap();
        let mut results = Some(AlignedBuffer::zeroed(len));
        interpreter
            .place_output(0, AlignedBuffer::zeroed(len))
            .unwrap();
        let runs = counted(|| {
            let frame = next.take().expect("what was placed before");
            next = interpreter.place_input(0, frame).unwrap();
            let memory = results.take().expect("what was placed before");
            results = interpreter.place_output(0, memory).unwrap();
            interpreter.invoke().unwrap();
        });
        assert_eq!(runs, 0);

        // Runs on memory that is only lent.
        let mut frame = next.expect("what was placed before");
        let runs = interpreter
            .lend()
            .input(0, &mut frame)
            .run(|run| Ok(counted(|| run.invoke().unwrap())))
            .unwrap();
        assert_eq!(runs, 0);
    }
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../models/tiny/multi_signature.tflite"
    );
    let model = Model::from_file(path).unwrap();
    for (_, runtime) in interpreter_libraries() {
        let builder = Interpreter::builder().runtime(&runtime);
        let mut interpreter = builder.build(&model).unwrap();
        for info in model.signatures() {
            let mut signature = interpreter.signature(info.key().unwrap()).unwrap();
            signature.invoke().unwrap();
            assert_eq!(counted(|| signature.invoke().unwrap()), 0);
        }
    }
}
