//! The examples on delegates, with a stand-in for the Edge TPU's library.
#![cfg(target_os = "linux")]

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use litert_golden::suite_or_skip;
use litert_test_support::child::Scratch;
use litert_test_support::standin::{ADD_PLUGIN, EDGETPU};

/// The program of an example, which `cargo test` built.
fn example(name: &str) -> Command {
    let test = env::current_exe().unwrap();
    let profile = test.parent().and_then(Path::parent).unwrap();
    Command::new(profile.join("examples").join(name))
}

/// Makes a library with a device of its own in a folder.
fn edgetpu(folder: &Scratch) -> Option<PathBuf> {
    let compiled = EDGETPU.build()?;
    let path = folder.path().join("libedgetpu.so.1");
    fs::copy(compiled, &path).unwrap();
    let state = folder.path().join("libedgetpu.so.1.state");
    fs::write(state, "usb /sys/bus/usb/devices/2-1\n").unwrap();
    Some(path)
}

#[track_caller]
fn says(output: &Output, ok: bool, words: &[&str]) {
    let text = format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    assert_eq!(output.status.success(), ok, "{text}");
    for word in words {
        assert!(text.contains(word), "no '{word}' in: {text}");
    }
}

#[test]
fn a_picture_is_classified() {
    let Some(suite) = suite_or_skip("a_picture_is_classified") else {
        return;
    };
    let folder = Scratch::new();
    let Some(library) = edgetpu(&folder) else {
        return;
    };
    let model = suite.model("mobilenet_v1_0_25_128_quant_edgetpu");
    let model = suite.model_path(model.expect("in the manifest"));
    let picture = suite.path("images/cat.bmp");
    let run = |device: &str| {
        example("edgetpu_classify")
            .args([&model, &picture])
            .args(["--device", device, "--performance", "low", "--runs", "2"])
            .env("LITERT_EDGETPU_LIBRARY", &library)
            .output()
            .unwrap()
    };
    says(
        &run("usb:0"),
        true,
        &[
            "1 of 1 operators",
            "Edge TPU: 1 operator in 1 group",
            "with loading",
            " %  ",
        ],
    );
    says(
        &run("usb:1"),
        false,
        &["Error: there is no Edge TPU device 'usb:1'", "2-1"],
    );
    says(&run("tpu"), false, &["'tpu' names no Edge TPU"]);
}

#[test]
fn devices_are_listed() {
    let folder = Scratch::new();
    let Some(library) = edgetpu(&folder) else {
        return;
    };
    let list = |library: &Path| {
        let mut command = example("edgetpu_classify");
        let command = command.arg("--list").env("LITERT_EDGETPU_LIBRARY", library);
        command.output().unwrap()
    };
    says(
        &list(&library),
        true,
        &["RuntimeVersion(14)", ":0  usb /sys/bus/usb/devices/2-1"],
    );
    let missing = folder.path().join("missing.so");
    says(
        &list(&missing),
        false,
        &["missing.so", "libedgetpu cannot be loaded"],
    );
}

#[test]
fn back_ends_are_tried_in_order() {
    let Some(plugin) = ADD_PLUGIN.build() else {
        return;
    };
    let add = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/tiny/add.tflite");
    let run = |option: &str| {
        example("delegates")
            .arg(&add)
            .arg("--plugin")
            .arg(&plugin)
            .args(["--option", option, "--require-full"])
            .env("LITERT_EDGETPU_LIBRARY", "/no/such/libedgetpu.so.1")
            .output()
            .unwrap()
    };
    let words = [
        "Edge TPU: refused",
        "libadd_plugin.so: 1 operator in 1 group",
        "without delegates",
    ];
    says(&run("bias=1"), true, &words);
    says(
        &run("fail=create"),
        true,
        &[
            "told to fail when created",
            "XNNPACK: 1 operator in 1 group",
        ],
    );
}
