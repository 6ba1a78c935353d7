//! The Edge TPU, with stand-ins for its library: there is no device on the machines that test.
#![cfg(target_os = "linux")]

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use litert::delegate::edgetpu::{DeviceKind, EdgeTpu, EdgeTpuOptions, Performance};
use litert::delegate::{Delegate, ExternalDelegate, Outcome};
use litert::{Error, Interpreter, Model, Runtime};
use litert_golden::suite_or_skip;
use support::child::{self, Scratch};
use support::standin::{EDGETPU, StandIn, edgetpu_that};
use support::tflite::libraries;

mod support;

const USB_0: &str = "/sys/bus/usb/devices/2-1";
const USB_1: &str = "/sys/bus/usb/devices/2-2";
const PCI_0: &str = "/dev/apex_0";

/// A library of its own for each test, so that none sees what the others set.
struct Tpu {
    path: PathBuf,
    library: EdgeTpu,
    _folder: Scratch,
}

impl Tpu {
    fn new(standin: StandIn, devices: &[&str]) -> Option<Self> {
        let compiled = standin.build()?;
        let folder = Scratch::new();
        let path = folder.path().join("libedgetpu.so.1");
        fs::copy(compiled, &path).unwrap();
        // SAFETY: our own stand-in.
        let library = unsafe { EdgeTpu::from_library(&path) }.unwrap();
        let tpu = Self {
            path,
            library,
            _folder: folder,
        };
        tpu.set(devices);
        Some(tpu)
    }

    fn beside(&self, suffix: &str) -> PathBuf {
        PathBuf::from(format!("{}{suffix}", self.path.display()))
    }

    fn set(&self, lines: &[&str]) {
        fs::write(self.beside(".state"), lines.join("\n") + "\n").unwrap();
    }

    /// What was done since this was last called.
    fn log(&self) -> Vec<String> {
        let path = self.beside(".log");
        let text = fs::read_to_string(&path).unwrap_or_default();
        let _ = fs::remove_file(path);
        text.lines().map(str::to_owned).collect()
    }

    fn options(&self) -> EdgeTpuOptions {
        EdgeTpuOptions::new().library(&self.library)
    }
}

fn usb(path: &str) -> String {
    format!("usb {path}")
}

/// A model that was compiled for the device, from the shared set.
fn compiled(id: &str) -> Option<Model> {
    let suite = suite_or_skip(id)?;
    let path = suite.model_path(suite.model(id).expect("in the manifest"));
    Some(Model::from_file(path).unwrap())
}

fn mobilenet() -> Option<Model> {
    compiled("mobilenet_v1_0_25_128_quant_edgetpu")
}

/// Runs a test with each TensorFlow Lite.
fn on_each(test: impl Fn(&Runtime, &str)) {
    for (version, runtime) in libraries() {
        println!("on TensorFlow Lite {version}");
        test(&runtime, &version);
    }
}

fn build(
    runtime: &Runtime,
    model: &Model,
    tpu: impl Into<Delegate>,
) -> litert::Result<Interpreter> {
    Interpreter::builder()
        .runtime(runtime)
        .delegate(tpu)
        .build(model)
}

/// Fills the inputs, runs, and compares with what the stand-in computes.
fn run(interpreter: &mut Interpreter, seed: usize) {
    let inputs: Vec<Vec<u8>> = (0..interpreter.inputs().len())
        .map(|index| {
            let mut input = interpreter.input_mut(index).unwrap();
            let values = input.as_mut_slice::<u8>().unwrap();
            for (place, value) in values.iter_mut().enumerate() {
                *value = ((place * 7 + index * 31 + seed) % 256) as u8;
            }
            values.to_vec()
        })
        .collect();
    interpreter.invoke().unwrap();
    for index in 0..interpreter.outputs().len() {
        let output = interpreter.output(index).unwrap();
        let found = output.as_slice::<u8>().unwrap();
        let input = &inputs[index % inputs.len()];
        let expected: Vec<u8> = (0..found.len())
            .map(|place| input[place % input.len()].wrapping_add(index as u8 + 1))
            .collect();
        assert_eq!(found, expected, "output {index}");
    }
}

#[test]
fn compiled_models_run_on_the_device() {
    let Some(tpu) = Tpu::new(EDGETPU, &[&usb(USB_0)]) else {
        return;
    };
    for id in [
        "mobilenet_v1_0_25_128_quant_edgetpu",
        "split_concat_edgetpu",
    ] {
        let Some(model) = compiled(id) else { return };
        on_each(|runtime, _| {
            let mut interpreter = Interpreter::builder()
                .runtime(runtime)
                .delegate(tpu.options())
                .require_full_delegation()
                .build(&model)
                .unwrap();
            assert_eq!(interpreter.delegates().next(), Some("Edge TPU"));
            let report = interpreter.delegation_report().unwrap();
            assert!(matches!(
                report.backends()[0].outcome,
                Outcome::Applied { operators: 1.., .. }
            ));
            if id.starts_with("mobilenet") {
                for seed in 0..3 {
                    run(&mut interpreter, seed);
                }
            } else {
                interpreter.invoke().unwrap();
            }
        });
    }
}

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
fn devices_are_listed() {
    let Some(tpu) = Tpu::new(EDGETPU, &[&usb(USB_0), &format!("pci {PCI_0}")]) else {
        return;
    };
    let devices = tpu.library.devices();
    let found: Vec<_> = devices.iter().map(|d| (d.kind, d.path.as_str())).collect();
    assert_eq!(found, [(DeviceKind::Usb, USB_0), (DeviceKind::Pci, PCI_0)]);
    assert!(tpu.library.version().contains("RuntimeVersion(14)"));
    tpu.library.set_verbosity(10).unwrap();
    assert_eq!(tpu.log(), ["verbosity 10"]);
    let error = tpu.library.set_verbosity(11).unwrap_err();
    assert!(matches!(error, Error::InvalidArgument(_)), "{error}");
    tpu.set(&[]);
    assert!(tpu.library.devices().is_empty());
}

#[test]
fn the_device_that_was_asked_for_is_opened_by_its_path() {
    let all = [usb(USB_0), format!("pci {PCI_0}"), usb(USB_1)];
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    let (Some(tpu), Some(model)) = (Tpu::new(EDGETPU, &all), mobilenet()) else {
        return;
    };
    let (_, runtime) = libraries().pop().expect("a library");
    // The trial opens the device as well; later pairs are known.
    drop(build(&runtime, &model, tpu.options()).unwrap());
    tpu.log();
    for (selector, opened) in [
        ("", format!("open usb {USB_0}")),
        ("usb", format!("open usb {USB_0}")),
        ("usb:1", format!("open usb {USB_1}")),
        ("pci", format!("open pci {PCI_0}")),
        (":1", format!("open pci {PCI_0}")),
        (USB_1, format!("open usb {USB_1}")),
    ] {
        let options = tpu.options().device(selector.parse().unwrap());
        drop(build(&runtime, &model, options).unwrap());
        assert_eq!(tpu.log(), [opened.as_str(), "close"], "{selector}");
        // Settings arrive, whichever form the selector has.
        let options = tpu
            .options()
            .device(selector.parse().unwrap())
            .performance(Performance::Low);
        drop(build(&runtime, &model, options).unwrap());
        assert_eq!(
            tpu.log(),
            [format!("{opened} Performance=Low"), "close".to_owned()]
        );
    }
    let options = tpu
        .options()
        .usb_always_dfu(true)
        .usb_max_bulk_in_queue(255)
        .device("usb:1".parse().unwrap());
    drop(build(&runtime, &model, options).unwrap());
    let opened = format!("open usb {USB_1} Usb.AlwaysDfu=True Usb.MaxBulkInQueueLength=255");
    assert_eq!(tpu.log(), [opened, "close".to_owned()]);

    for (selector, words) in [("pci:1", "'pci:1'"), ("/dev/apex_7", "'/dev/apex_7'")] {
        let options = tpu.options().device(selector.parse().unwrap());
        let error = build(&runtime, &model, options).unwrap_err();
        assert!(matches!(error, Error::NotFound(_)), "{error:?}");
        assert!(error.to_string().contains(words), "{error}");
    }
    let on_pci = tpu.options().device("pci".parse().unwrap());
    let error = build(&runtime, &model, on_pci.usb_always_dfu(true)).unwrap_err();
    assert!(error.to_string().contains("settings for USB"), "{error}");
    assert!(tpu.log().is_empty(), "nothing was opened");
}

#[test]
fn a_device_that_is_busy_is_left_for_the_next() {
    let all = [usb(USB_0), usb(USB_1), format!("busy {USB_0}")];
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    let (Some(tpu), Some(model)) = (Tpu::new(EDGETPU, &all), mobilenet()) else {
        return;
    };
    on_each(|runtime, _| {
        run(&mut build(runtime, &model, tpu.options()).unwrap(), 1);
        let first = tpu.options().device(":0".parse().unwrap());
        let error = build(runtime, &model, first).unwrap_err();
        assert!(matches!(error, Error::Delegate(_)), "{error:?}");
        let text = error.to_string();
        assert!(text.contains(&format!("cannot open usb {USB_0}")), "{text}");
        assert!(text.contains("What to do"), "{text}");
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
fn a_delegate_made_before_is_tried_and_runs() {
    let (Some(tpu), Some(model)) = (Tpu::new(EDGETPU, &[&usb(USB_0)]), mobilenet()) else {
        return;
    };
    on_each(|runtime, _| {
        let made: Delegate = tpu.options().into();
        let made = made.make(runtime).unwrap();
        run(&mut build(runtime, &model, made).unwrap(), 5);
    });
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
    let ended = child::run("child_without_trial", &[], Duration::from_secs(60));
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
fn several_models_share_a_device_and_a_pipeline_uses_several() {
    let (Some(tpu), Some(model)) = (Tpu::new(EDGETPU, &[&usb(USB_0), &usb(USB_1)]), mobilenet())
    else {
        return;
    };
    on_each(|runtime, _| {
        let on = |device: &str| {
            let options = tpu.options().device(device.parse().unwrap());
            build(runtime, &model, options).unwrap()
        };
        // Co-compiled models: two interpreters take turns on one device.
        let (mut one, mut other) = (on(":0"), on(":0"));
        for seed in 0..4 {
            run(&mut one, seed);
            run(&mut other, seed + 100);
        }
        drop(one);
        run(&mut other, 9);
        // A pipeline: each part on a device and a thread of its own.
        tpu.log();
        let parts = [on(":0"), on(":1")];
        let threads = parts.map(|mut part| std::thread::spawn(move || run(&mut part, 3)));
        for thread in threads {
            thread.join().unwrap();
        }
        let log = tpu.log();
        for path in [USB_0, USB_1] {
            assert!(log.iter().any(|line| line == path), "{log:?}");
        }
    });
}

#[test]
fn the_plugin_interface_works_too() {
    let (Some(tpu), Some(model)) = (Tpu::new(EDGETPU, &[&usb(USB_0)]), mobilenet()) else {
        return;
    };
    on_each(|runtime, _| {
        // SAFETY: our own stand-in.
        let plugin = unsafe { ExternalDelegate::new(&tpu.path) };
        run(&mut build(runtime, &model, plugin.clone()).unwrap(), 4);
        let error = build(runtime, &model, plugin.option("device", "pci")).unwrap_err();
        assert!(error.to_string().contains("without saying why"), "{error}");
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

#[test]
fn the_library_is_found_through_the_environment() {
    let Some(tpu) = Tpu::new(EDGETPU, &[&usb(USB_0)]) else {
        return;
    };
    let run = |path: PathBuf| {
        let variables = [("LITERT_EDGETPU_LIBRARY", Some(path.into_os_string()))];
        child::run(
            "child_found_through_the_environment",
            &variables,
            Duration::from_secs(60),
        )
    };
    let ended = run(tpu.path.clone());
    ended.assert_passed();
    assert!(ended.output.contains(USB_0), "{}", ended.output);
    // What the user names is not replaced by something else.
    let ended = run(tpu.path.with_file_name("missing.so"));
    assert!(ended.output.contains("missing.so"), "{}", ended.output);
    assert!(
        ended.output.contains("cannot be loaded"),
        "{}",
        ended.output
    );
}

#[test]
#[ignore = "run in a child process by another test"]
fn child_found_through_the_environment() {
    if child::is_child() {
        match litert::delegate::edgetpu::devices() {
            Ok(devices) => println!("{devices:?}"),
            Err(error) => println!("{error}"),
        }
    }
}
