//! Finding devices and opening the right one.

use std::path::PathBuf;

use litert::Error;
use litert::delegate::edgetpu::{DeviceKind, Performance};

use super::tpu::{PCI_0, Tpu, USB_0, USB_1, build, mobilenet, on_each, run, usb};
use litert_test_support::child;
use litert_test_support::standin::EDGETPU;
use litert_test_support::tflite::libraries;

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
fn the_library_is_found_through_the_environment() {
    let Some(tpu) = Tpu::new(EDGETPU, &[&usb(USB_0)]) else {
        return;
    };
    let run = |path: PathBuf| {
        let variables = [("LITERT_EDGETPU_LIBRARY", Some(path.into_os_string()))];
        child::run(
            "edgetpu::devices::child_found_through_the_environment",
            &variables,
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

/// Which file that is would depend on the folder in which the program is started.
#[test]
fn library_by_relative_path_is_refused() {
    for path in ["libedgetpu.so.1", "./libedgetpu.so.1"] {
        let variables = [("LITERT_EDGETPU_LIBRARY", Some(path.into()))];
        let ended = child::run(
            "edgetpu::devices::child_found_through_the_environment",
            &variables,
        );
        ended.assert_passed();
        for words in ["LITERT_EDGETPU_LIBRARY", path, "absolute"] {
            assert!(
                ended.output.contains(words),
                "no {words} in {}",
                ended.output
            );
        }
    }
}
