//! What the fake runtime says of C calls that break the rules: each is found, and named.

use std::ffi::c_void;
use std::ptr;
use std::sync::{Arc, mpsc};
use std::thread;

use litert_fake_runtime::FakeRuntime;
use litert_sys::{LiteRtApi, TfLiteApi, litert, tflite};

mod support;

struct C {
    fake: FakeRuntime,
    litert: LiteRtApi,
    tflite: TfLiteApi,
    bytes: Vec<u8>,
}

impl C {
    fn new() -> Self {
        let fake = FakeRuntime::new();
        Self {
            litert: LiteRtApi::resolve(fake.source()).unwrap(),
            tflite: TfLiteApi::resolve(fake.source()).unwrap(),
            fake,
            bytes: std::fs::read(support::path("tiny/add.tflite")).unwrap(),
        }
    }

    fn environment(&self) -> litert::LiteRtEnvironment {
        let mut environment = ptr::null_mut();
        // SAFETY: no options, and a place for the result.
        let status = unsafe {
            (self.litert.environment.LiteRtCreateEnvironment)(0, ptr::null(), &raw mut environment)
        };
        assert_eq!(status.0, 0);
        environment
    }

    fn model(&self, environment: litert::LiteRtEnvironment) -> litert::LiteRtModel {
        let mut model = ptr::null_mut();
        // SAFETY: the bytes live as long as this value.
        let status = unsafe {
            (self.litert.model.LiteRtCreateModelFromBuffer)(
                environment,
                self.bytes.as_ptr().cast(),
                self.bytes.len(),
                &raw mut model,
            )
        };
        assert_eq!(status.0, 0);
        model
    }

    fn classic_model(&self) -> *mut tflite::TfLiteModel {
        // SAFETY: the bytes live as long as this value; there is no reporter.
        unsafe {
            (self.tflite.model.TfLiteModelCreateWithErrorReporter)(
                self.bytes.as_ptr().cast(),
                self.bytes.len(),
                None,
                ptr::null_mut(),
            )
        }
    }

    fn interpreter(&self, model: *mut tflite::TfLiteModel) -> *mut tflite::TfLiteInterpreter {
        // SAFETY: handles that are alive.
        unsafe {
            let options = (self.tflite.options.TfLiteInterpreterOptionsCreate)();
            let create = self.tflite.interpreter.TfLiteInterpreterCreate;
            let interpreter = create(model, options);
            (self.tflite.options.TfLiteInterpreterOptionsDelete)(options);
            interpreter
        }
    }

    /// Expects one violation with these words.
    #[track_caller]
    fn found(&self, words: &[&str]) {
        let report = self.fake.report();
        let [violation] = &report.violations[..] else {
            panic!("{report}");
        };
        assert!(
            words.iter().all(|word| violation.contains(word)),
            "{violation}"
        );
    }
}

#[test]
fn a_leak_is_named() {
    let c = C::new();
    let environment = c.environment();
    c.model(environment);
    let report = c.fake.report();
    assert_eq!(report.violations, [] as [&str; 0]);
    assert_eq!(report.live.len(), 2, "{report}");
    assert!(report.live[0].starts_with("LiteRtEnvironment #1 (LiteRtCreateEnvironment)"));
    assert!(report.live[1].starts_with("LiteRtModel #"), "{report}");
    assert!(
        report.live[1].contains("(LiteRtCreateModelFromBuffer)"),
        "{report}"
    );
}

#[test]
fn a_double_free_is_named() {
    let c = C::new();
    let environment = c.environment();
    // SAFETY: a handle that the fake runtime knows, dead or alive.
    unsafe {
        (c.litert.environment.LiteRtDestroyEnvironment)(environment);
        (c.litert.environment.LiteRtDestroyEnvironment)(environment);
    }
    c.found(&[
        "LiteRtEnvironment #1",
        "ended twice",
        "LiteRtDestroyEnvironment",
    ]);
}

#[test]
fn a_use_after_free_is_named() {
    let c = C::new();
    let environment = c.environment();
    let mut count = 0;
    // SAFETY: a handle that the fake runtime knows, dead or alive.
    let status = unsafe {
        (c.litert.environment.LiteRtDestroyEnvironment)(environment);
        (c.litert
            .registered_accelerators
            .as_ref()
            .unwrap()
            .LiteRtGetNumAccelerators)(environment, &raw mut count)
    };
    assert_ne!(status.0, 0);
    c.found(&[
        "LiteRtGetNumAccelerators",
        "LiteRtEnvironment #1",
        "LiteRtDestroyEnvironment",
    ]);
}

#[test]
fn the_wrong_order_is_named() {
    let c = C::new();
    let environment = c.environment();
    let model = c.model(environment);
    // SAFETY: handles that the fake runtime knows, dead or alive.
    unsafe {
        (c.litert.environment.LiteRtDestroyEnvironment)(environment);
        (c.litert.model.LiteRtDestroyModel)(model);
    }
    c.found(&[
        "LiteRtEnvironment #1",
        "while LiteRtModel #",
        "still needs it",
    ]);
    drop(c);

    let c = C::new();
    let model = c.classic_model();
    let interpreter = c.interpreter(model);
    // SAFETY: as above.
    unsafe {
        (c.tflite.model.TfLiteModelDelete)(model);
        (c.tflite.interpreter.TfLiteInterpreterDelete)(interpreter);
    }
    c.found(&[
        "TfLiteModel #",
        "while TfLiteInterpreter #",
        "still needs it",
    ]);
}

#[test]
fn a_delegate_before_its_interpreter_is_named() {
    let c = C::new();
    let xnnpack = c.tflite.xnnpack.as_ref().unwrap();
    let model = c.classic_model();
    // SAFETY: handles that the fake runtime knows, dead or alive; the options are all zero, which is
    // a value of each field.
    unsafe {
        let options: tflite::TfLiteXNNPackDelegateOptions = std::mem::zeroed();
        let delegate = (xnnpack.TfLiteXNNPackDelegateCreate)(&raw const options);
        let options = (c.tflite.options.TfLiteInterpreterOptionsCreate)();
        (c.tflite.options.TfLiteInterpreterOptionsAddDelegate)(options, delegate);
        let interpreter = (c.tflite.interpreter.TfLiteInterpreterCreate)(model, options);
        (c.tflite.options.TfLiteInterpreterOptionsDelete)(options);
        (xnnpack.TfLiteXNNPackDelegateDelete)(delegate);
        (c.tflite.interpreter.TfLiteInterpreterDelete)(interpreter);
        (c.tflite.model.TfLiteModelDelete)(model);
    }
    c.found(&[
        "XNNPACK delegate #",
        "while TfLiteInterpreter #",
        "still needs it",
    ]);
}

#[test]
fn the_last_environment_before_a_buffer_is_named() {
    let c = C::new();
    let environment = c.environment();
    let mut memory = ::litert::AlignedBuffer::zeroed(64);
    let tensor_type = litert::LiteRtRankedTensorType {
        element_type: litert::LiteRtElementType(1),
        layout: litert::LiteRtLayout {
            rank_and_flags: 1,
            dimensions: [4, 0, 0, 0, 0, 0, 0, 0],
            strides: [0; 8],
        },
    };
    let functions = &c.litert.tensor_buffer;
    let mut buffer = ptr::null_mut();
    // SAFETY: memory of 64 bytes, at a multiple of 64, that outlives the buffer.
    unsafe {
        let status = (functions.LiteRtCreateTensorBufferFromHostMemory)(
            &raw const tensor_type,
            memory.as_mut_ptr().cast::<c_void>(),
            64,
            None,
            &raw mut buffer,
        );
        assert_eq!(status.0, 0);
        (c.litert.environment.LiteRtDestroyEnvironment)(environment);
        (functions.LiteRtDestroyTensorBuffer)(buffer);
    }
    c.found(&["last environment", "LiteRtTensorBuffer #"]);
}

#[test]
fn model_bytes_that_change_are_noticed() {
    let mut c = C::new();
    let model = c.classic_model();
    let interpreter = c.interpreter(model);
    let last = c.bytes.len() - 1;
    c.bytes[last] ^= 1;
    // SAFETY: handles that are alive.
    unsafe {
        (c.tflite.interpreter.TfLiteInterpreterAllocateTensors)(interpreter);
        (c.tflite.interpreter.TfLiteInterpreterInvoke)(interpreter);
        (c.tflite.interpreter.TfLiteInterpreterDelete)(interpreter);
        (c.tflite.model.TfLiteModelDelete)(model);
    }
    c.found(&["TfLiteInterpreterInvoke", "the bytes of the model"]);
}

#[test]
fn null_and_other_handles_are_named() {
    let c = C::new();
    let environment = c.environment();
    let mut count = 0;
    // SAFETY: the fake runtime looks handles up, and not behind them.
    unsafe {
        let ask = c.litert.model.LiteRtGetNumModelSignatures;
        assert_ne!(ask(environment.cast(), &raw mut count).0, 0);
        c.found(&["LiteRtEnvironment #1", "where it takes a LiteRtModel"]);
        assert_ne!(ask(ptr::null_mut(), &raw mut count).0, 0);
        let report = c.fake.report();
        assert!(
            report.violations[1].contains("null where it takes a LiteRtModel"),
            "{report}"
        );
        (c.litert.environment.LiteRtDestroyEnvironment)(environment);
    }
}

struct Sent(*mut tflite::TfLiteInterpreter);

// SAFETY: what the test does with it is what it is about.
unsafe impl Send for Sent {}

#[test]
fn two_threads_at_once_are_named() {
    let c = C::new();
    let (finish, told) = mpsc::channel();
    c.fake
        .on_run(move |_| told.recv().map_err(|error| error.to_string()));
    let model = c.classic_model();
    let interpreter = c.interpreter(model);
    let functions = c.tflite.interpreter;
    // SAFETY: a handle that is alive.
    unsafe { (functions.TfLiteInterpreterAllocateTensors)(interpreter) };
    let sent = Sent(interpreter);
    let runs = thread::spawn(move || {
        let sent = sent;
        // SAFETY: the fake runtime sees to it that nothing comes of this.
        unsafe { (functions.TfLiteInterpreterInvoke)(sent.0) };
    });
    while c.fake.calls().last().unwrap().function != "TfLiteInterpreterInvoke" {
        thread::yield_now();
    }
    // SAFETY: as above.
    unsafe { (functions.TfLiteInterpreterGetInputTensorCount)(interpreter) };
    finish.send(()).unwrap();
    runs.join().unwrap();
    // SAFETY: handles that are alive.
    unsafe {
        (functions.TfLiteInterpreterDelete)(interpreter);
        (c.tflite.model.TfLiteModelDelete)(model);
    }
    c.found(&[
        "TfLiteInterpreter #",
        "second thread",
        "TfLiteInterpreterGetInputTensorCount",
    ]);
}

/// A source outlives its fake runtime, and a thread that belongs to none gets an error.
#[test]
fn calls_without_a_runtime_fail() {
    let fake = FakeRuntime::new();
    let source = fake.source();
    let api = Arc::new(LiteRtApi::resolve(source).unwrap());
    let create = api.environment.LiteRtCreateEnvironment;
    let elsewhere = thread::spawn(move || {
        let mut environment = ptr::null_mut();
        // SAFETY: no options, and a place for the result.
        unsafe { create(0, ptr::null(), &raw mut environment) }.0
    });
    assert_ne!(elsewhere.join().unwrap(), 0);

    let pass = fake.pass();
    let elsewhere = thread::spawn(move || {
        let _entered = pass.enter();
        let mut environment = ptr::null_mut();
        // SAFETY: as above.
        unsafe { create(0, ptr::null(), &raw mut environment) }.0
    });
    assert_eq!(elsewhere.join().unwrap(), 0);
    assert_eq!(fake.report().live.len(), 1);
}

#[test]
fn a_thread_has_one_fake_runtime_at_a_time() {
    let first = FakeRuntime::new();
    assert!(std::panic::catch_unwind(FakeRuntime::new).is_err());
    drop(first);
    FakeRuntime::new().assert_clean();
}
