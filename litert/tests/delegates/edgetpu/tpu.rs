//! A stand-in for the device's library, and models compiled for the device.

use std::fs;
use std::path::PathBuf;

use litert::delegate::Delegate;
use litert::delegate::edgetpu::{EdgeTpu, EdgeTpuOptions};
use litert::{Interpreter, Model, Runtime};
use litert_golden::suite_or_skip;

use litert_test_support::child::Scratch;
use litert_test_support::standin::StandIn;
use litert_test_support::tflite::libraries;

pub(crate) const USB_0: &str = "/sys/bus/usb/devices/2-1";
pub(crate) const USB_1: &str = "/sys/bus/usb/devices/2-2";
pub(crate) const PCI_0: &str = "/dev/apex_0";

/// A library of its own for each test, so that none sees what the others set.
pub(crate) struct Tpu {
    pub(crate) path: PathBuf,
    pub(crate) library: EdgeTpu,
    _folder: Scratch,
}

impl Tpu {
    pub(crate) fn new(standin: StandIn, devices: &[&str]) -> Option<Self> {
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

    pub(crate) fn beside(&self, suffix: &str) -> PathBuf {
        PathBuf::from(format!("{}{suffix}", self.path.display()))
    }

    pub(crate) fn set(&self, lines: &[&str]) {
        fs::write(self.beside(".state"), lines.join("\n") + "\n").unwrap();
    }

    /// What was done since this was last called.
    pub(crate) fn log(&self) -> Vec<String> {
        let path = self.beside(".log");
        let text = fs::read_to_string(&path).unwrap_or_default();
        let _ = fs::remove_file(path);
        text.lines().map(str::to_owned).collect()
    }

    pub(crate) fn options(&self) -> EdgeTpuOptions {
        EdgeTpuOptions::new().library(&self.library)
    }
}

pub(crate) fn usb(path: &str) -> String {
    format!("usb {path}")
}

/// A model that was compiled for the device, from the shared set.
pub(crate) fn compiled(id: &str) -> Option<Model> {
    let suite = suite_or_skip(id)?;
    let path = suite.model_path(suite.model(id).expect("in the manifest"));
    Some(Model::from_file(path).unwrap())
}

pub(crate) fn mobilenet() -> Option<Model> {
    compiled("mobilenet_v1_0_25_128_quant_edgetpu")
}

/// Runs a test with each TensorFlow Lite.
pub(crate) fn on_each(test: impl Fn(&Runtime, &str)) {
    for (version, runtime) in libraries() {
        println!("on TensorFlow Lite {version}");
        test(&runtime, &version);
    }
}

pub(crate) fn build(
    runtime: &Runtime,
    model: &Model,
    tpu: impl Into<Delegate>,
) -> litert::Result<Interpreter> {
    Interpreter::builder()
        .runtime(runtime)
        .delegate(tpu)
        .build(model)
}

/// What the stand-in computes from these inputs. The order is that of the interpreter, while the
/// stand-in counts as the operator lists its tensors.
pub(crate) fn computed(interpreter: &Interpreter, inputs: &[Vec<u8>]) -> Vec<Vec<u8>> {
    let view = interpreter.model().view();
    let operator = view.main_subgraph().operators().next().unwrap();
    let from: Vec<usize> = operator.inputs().flatten().map(|it| it.index()).collect();
    let to: Vec<usize> = operator.outputs().map(|it| it.index()).collect();
    let outputs = interpreter.outputs().iter();
    outputs
        .map(|output| {
            let i = to.iter().position(|&it| it == output.index()).unwrap();
            let tensor = from[i % from.len()];
            let mut listed = interpreter.inputs().iter();
            let input = &inputs[listed.position(|it| it.index() == tensor).unwrap()];
            let add = u8::try_from(i + 1).unwrap();
            (0..output.byte_len().unwrap())
                .map(|place| input[place % input.len()].wrapping_add(add))
                .collect()
        })
        .collect()
}

/// Runs with these inputs.
pub(crate) fn invoke(
    interpreter: &mut Interpreter,
    inputs: &[Vec<u8>],
) -> litert::Result<Vec<Vec<u8>>> {
    for (index, bytes) in inputs.iter().enumerate() {
        interpreter.input_mut(index)?.copy_from_bytes(bytes)?;
    }
    interpreter.invoke()?;
    (0..interpreter.outputs().len())
        .map(|index| Ok(interpreter.output(index)?.bytes().to_vec()))
        .collect()
}

/// Inputs that differ from seed to seed.
pub(crate) fn pattern(interpreter: &Interpreter, seed: usize) -> Vec<Vec<u8>> {
    let inputs = interpreter.inputs().iter().enumerate();
    inputs
        .map(|(index, input)| {
            (0..input.byte_len().unwrap())
                .map(|place| ((place * 7 + index * 31 + seed) % 256) as u8)
                .collect()
        })
        .collect()
}

/// Fills the inputs, runs, and compares with what the stand-in computes.
#[track_caller]
pub(crate) fn run(interpreter: &mut Interpreter, seed: usize) {
    let inputs = pattern(interpreter, seed);
    let found = invoke(interpreter, &inputs).unwrap();
    assert_eq!(found, computed(interpreter, &inputs), "seed {seed}");
}
