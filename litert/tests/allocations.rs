//! A run allocates nothing on the Rust side, and asks nothing that it could remember.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use litert::{CompiledModel, Model};

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

#[test]
fn runs_allocate_nothing() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../models/tiny/add.tflite");
    let model = Model::from_file(path).unwrap();
    let mut compiled = match CompiledModel::new(&model) {
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
