//! What goes wrong, and what is said about it.

use litert::delegate::edgetpu::EdgeTpu;
use litert::delegate::{Delegate, Outcome};
use litert::{Error, Interpreter};

use super::tpu::{Tpu, USB_0, build, mobilenet, on_each, run, usb};
use litert_test_support::child;
use litert_test_support::standin::{EDGETPU, edgetpu_that};
use litert_test_support::tflite::libraries;

#[test]
fn without_the_delegate_the_error_names_it() {
    let Some(model) = mobilenet() else { return };
    on_each(|runtime, _| {
        let error = Interpreter::builder()
            .runtime(runtime)
            .build(&model)
            .and_then(|mut interpreter| interpreter.invoke())
            .unwrap_err()
            .to_string();
        assert!(error.contains("edgetpu-custom-op"), "{error}");
    });
}

#[test]
fn no_device_and_a_null_delegate_are_explained() {
    let (Some(tpu), Some(model)) = (Tpu::new(EDGETPU, &[]), mobilenet()) else {
        return;
    };
    on_each(|runtime, _| {
        for (lines, words) in [
            (vec![], "the library sees no device"),
            (
                vec![usb(USB_0), "null".to_owned()],
                "the library cannot open usb",
            ),
        ] {
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            tpu.set(&lines);
            let text = build(runtime, &model, tpu.options())
                .unwrap_err()
                .to_string();
            // What the machine shows, and what to do.
            for words in [words, "cannot use the delegate Edge TPU", "What to do: "] {
                assert!(text.contains(words), "{text}");
            }
            assert!(text.contains("libedgetpu.so.1"), "{text}");
        }
        // With a fallback, the reason is in the report; the model itself still needs the device.
        let interpreter = Interpreter::builder()
            .runtime(runtime)
            .prefer(tpu.options())
            .build(&model)
            .unwrap();
        let report = interpreter.delegation_report().unwrap();
        let Outcome::Refused { reason } = &report.backends()[0].outcome else {
            panic!("{report}");
        };
        assert!(reason.contains("cannot open"), "{reason}");
    });
}

#[test]
fn a_library_that_would_crash_is_an_error() {
    let Some(model) = mobilenet() else { return };
    let old = edgetpu_that(&["STANDIN_OLD_STRUCTS"]);
    let crash = edgetpu_that(&["STANDIN_CRASH"]);
    let cases = [
        (old, ["describes operators as", "before 2.13"]),
        (
            crash,
            ["SIGSEGV", "after printing: stand-in: about to crash"],
        ),
    ];
    for (standin, said) in cases {
        let Some(tpu) = Tpu::new(standin, &[&usb(USB_0)]) else {
            return;
        };
        on_each(|runtime, version| {
            let error = build(runtime, &model, tpu.options()).unwrap_err();
            assert!(matches!(error, Error::Delegate(_)), "{error:?}");
            let text = error.to_string();
            println!("{text}");
            for words in [
                "does not work with TensorFlow Lite",
                version,
                "RuntimeVersion(14)",
                said[0],
                said[1],
                "What to do: use a libedgetpu that was built for",
            ] {
                assert!(text.contains(words), "no '{words}' in: {text}");
            }
            // The second time, nothing is tried.
            tpu.log();
            let again = build(runtime, &model, tpu.options()).unwrap_err();
            assert_eq!(again.to_string(), text);
            assert!(tpu.log().is_empty());

            // A delegate that was made before is tried when it meets the interpreter.
            let made: Delegate = tpu.options().into();
            let made = made.make(runtime).unwrap();
            let error = build(runtime, &model, made).unwrap_err();
            assert!(error.to_string().contains("does not work with"), "{error}");
        });
    }
}

#[test]
fn a_library_that_aborts_when_opening_is_an_error() {
    let (Some(tpu), Some(model)) = (Tpu::new(EDGETPU, &[&usb(USB_0), "abort"]), mobilenet()) else {
        return;
    };
    on_each(|runtime, _| {
        let text = build(runtime, &model, tpu.options())
            .unwrap_err()
            .to_string();
        for words in [
            "the device was opened",
            "SIGABRT",
            "stand_in.c:42] check failed",
        ] {
            assert!(text.contains(words), "{text}");
        }
    });
}

#[test]
fn without_a_trial_the_process_crashes() {
    // Otherwise the test above would show nothing.
    if EDGETPU.build().is_none() || mobilenet().is_none() {
        return;
    }
    let ended = child::run("edgetpu::failures::child_without_trial", &[]);
    assert!(!ended.returned(), "{}: {}", ended.how(), ended.output);
    assert!(ended.output.contains("now it crashes"), "{}", ended.output);
}

#[test]
#[ignore = "run in a child process by another test"]
fn child_without_trial() {
    if !child::is_child() {
        return;
    }
    let tpu = Tpu::new(edgetpu_that(&["STANDIN_CRASH"]), &[&usb(USB_0)]).unwrap();
    let model = mobilenet().unwrap();
    let (_, runtime) = libraries().pop().unwrap();
    println!("now it crashes");
    // SAFETY: none; that is the point.
    let options = unsafe { tpu.options().without_trial() };
    let _ = build(&runtime, &model, options);
}

#[test]
fn unplugged_and_back() {
    let (Some(tpu), Some(model)) = (Tpu::new(EDGETPU, &[&usb(USB_0)]), mobilenet()) else {
        return;
    };
    on_each(|runtime, _| {
        tpu.set(&[&usb(USB_0)]);
        let mut interpreter = build(runtime, &model, tpu.options()).unwrap();
        run(&mut interpreter, 1);
        tpu.set(&[]);
        let error = interpreter.invoke().unwrap_err();
        assert!(matches!(error, Error::Delegate(_)), "{error:?}");
        let text = error.to_string();
        for words in [
            USB_0,
            "is gone",
            "Failed to execute request",
            "plug it in again",
        ] {
            assert!(text.contains(words), "{text}");
        }
        assert!(build(runtime, &model, tpu.options()).is_err());
        tpu.set(&[&usb(USB_0)]);
        let mut again = build(runtime, &model, tpu.options()).unwrap();
        drop(interpreter);
        run(&mut again, 2);
    });
}

#[test]
fn a_missing_library_is_explained() {
    // SAFETY: there is no such file.
    let error = unsafe { EdgeTpu::from_library("/no/such/libedgetpu.so.1") }.unwrap_err();
    let text = error.to_string();
    for words in [
        "/no/such/libedgetpu.so.1",
        "install libedgetpu",
        "LITERT_EDGETPU_LIBRARY",
    ] {
        assert!(text.contains(words), "{text}");
    }
    let (_, runtime) = match libraries().pop() {
        Some(found) => found,
        None => return,
    };
    let other = runtime.library(litert::Family::TfLite).unwrap().path;
    // SAFETY: the runtime itself, which is loaded already.
    let error = unsafe { EdgeTpu::from_library(other) }.unwrap_err();
    assert!(error.to_string().contains("no libedgetpu"), "{error}");
}
