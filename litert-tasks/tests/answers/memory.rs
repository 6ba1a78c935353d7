//! Frames after the first ones take no memory, in any task.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use litert_tasks::decode::embedding::Embedding;
use litert_tasks::{
    ImageClassifier, ImageEmbedder, ImageSegmenter, ObjectDetector, Picture, PoseEstimator,
};

use crate::made::{F16, I8, Made, Out};
use crate::support::has_runtime;

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

fn assert_steady(name: &str, mut frame: impl FnMut()) {
    let mut taken = || {
        let before = TAKEN.with(Cell::get);
        frame();
        TAKEN.with(Cell::get) - before
    };
    let first = taken();
    let second = taken();
    assert!(first > 0, "{name}: the first frame takes memory");
    // A list may grow to its size in the second frame.
    assert_eq!(taken(), 0, "{name}: {first}, {second} before");
    assert_eq!(taken(), 0, "{name}");
}

#[test]
fn frames_after_the_first_take_no_memory() {
    if !has_runtime() {
        return;
    }
    let picture = Picture::filled(300, 200, [9, 80, 200]).unwrap();
    let quantized = Some((1.0 / 250.0, -128));
    let mut rows = vec![0.0; 9 * 1344];
    for row in (0..1344).step_by(100) {
        // Center, size, two classes, two prototypes; all boxes are apart.
        let values = [
            row as f32 / 1344.0,
            0.5,
            0.01,
            0.2,
            0.75,
            0.0,
            0.5,
            0.5,
            0.0,
        ];
        for (channel, value) in values.into_iter().enumerate() {
            rows[channel * 1344 + row] = value;
        }
    }
    let masks = Made::new(
        256,
        vec![
            Out::of(I8, &[1, 9, 1344], quantized).saying(rows),
            Out::f32(&[1, 64, 64, 3]).saying(vec![1.0; 64 * 64 * 3]),
        ],
    );
    let mut detector = ObjectDetector::builder(masks.model()).build().unwrap();
    assert!(detector.detect(&picture).unwrap().len() > 5);
    let mut detector = ObjectDetector::builder(masks.model()).build().unwrap();
    assert_steady("detector", || {
        detector.detect(&picture).unwrap();
    });

    let scores = Made::new(64, vec![Out::of(F16, &[1, 10], None)]);
    let builder = ImageClassifier::builder(scores.model());
    let builder = builder.scores(litert_tasks::decode::classify::Scores::Logits);
    let mut classifier = builder.build().unwrap();
    assert_steady("classifier", || {
        classifier.classify(&picture).unwrap();
    });
    let mut embedder = ImageEmbedder::builder(scores.model())
        .l2_normalize()
        .build()
        .unwrap();
    let mut embedding = Embedding::default();
    assert_steady("embedder", || {
        embedder.embed_into(&picture, &mut embedding).unwrap();
    });
    let mut segmenter =
        ImageSegmenter::builder(Made::new(64, vec![Out::f32(&[1, 32, 32, 3])]).model())
            .build()
            .unwrap();
    assert_steady("segmenter", || {
        segmenter.segment(&picture).unwrap();
        segmenter.confidence(1).unwrap();
    });
    let mut pose = PoseEstimator::builder(Made::new(64, vec![Out::f32(&[1, 1, 17, 3])]).model())
        .build()
        .unwrap();
    assert_steady("pose", || {
        pose.estimate(&picture).unwrap();
    });
}
