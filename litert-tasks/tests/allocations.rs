//! What is written for every frame takes no memory after the first time.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use litert::{Interpreter, Model};
use litert_tasks::{Fit, Frame, ImageInput, PixelFormat, Point, RotatedRect, Rotation, Sampling};

thread_local! {
    static TAKEN: Cell<usize> = const { Cell::new(0) };
}

struct Counting;

// SAFETY: every call is handed on to the system's allocator, which keeps the promises; a counter of this
// thread is no memory.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        TAKEN.with(|taken| taken.set(taken.get() + 1));
        // SAFETY: the caller's promises are those of this call.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        // SAFETY: as above; `memory` came from the same allocator.
        unsafe { System.dealloc(memory, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

#[test]
fn frames_after_the_first_take_no_memory() {
    let model = Model::from_file("../models/digits/digits_int8.tflite").unwrap();
    let mut interpreter = Interpreter::new(&model).unwrap();
    let bytes = vec![90; 40 * 30 * 4];
    let region = |angle| RotatedRect {
        center: Point::new(20.0, 15.0),
        width: 20.0,
        height: 10.0,
        angle,
    };
    for format in [
        PixelFormat::Rgb8,
        PixelFormat::Rgba8,
        PixelFormat::Bgr8,
        PixelFormat::Gray8,
        PixelFormat::Nv12,
        PixelFormat::Nv21,
        PixelFormat::Yuyv,
    ] {
        for fit in [
            Fit::Stretch,
            Fit::Crop,
            Fit::Letterbox {
                pad: 0,
                center: true,
            },
            Fit::Region(region(0.0)),
            Fit::Region(region(0.4)),
        ] {
            for sampling in [
                Sampling::MediaPipe,
                Sampling::OpenCv,
                Sampling::Antialias,
                Sampling::Nearest,
            ] {
                for turn in [Rotation::None, Rotation::Right] {
                    let mut input = ImageInput::of(&model, 0)
                        .unwrap()
                        .fit(fit)
                        .sampling(sampling);
                    let mut write = || {
                        let frame = Frame::strided(format, &bytes, 40, 20, 160).unwrap();
                        let mut tensor = interpreter.input_mut(0).unwrap();
                        let before = TAKEN.with(Cell::get);
                        input.write(frame.rotated(turn), &mut tensor).unwrap();
                        TAKEN.with(Cell::get) - before
                    };
                    assert!(write() > 0, "the first one takes memory");
                    assert_eq!(write(), 0, "{format} {fit:?} {sampling:?} {turn:?}");
                }
            }
        }
    }
}
