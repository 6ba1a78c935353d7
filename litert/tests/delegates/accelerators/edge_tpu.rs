//! The Edge TPU inside compiled models.

use std::fs;
use std::path::PathBuf;

use litert::delegate::edgetpu::{EdgeTpu, EdgeTpuOptions};
use litert::{CompiledModel, Error, Interpreter, Model};
use litert_golden::suite_or_skip;

use super::on_each;
use litert_test_support::child::Scratch;
use litert_test_support::standin::{EDGETPU, StandIn, edgetpu_that};

/// An Edge TPU library of its own for each test, so that none sees what the others set.
struct Tpu {
    path: PathBuf,
    library: EdgeTpu,
    _folder: Scratch,
}

impl Tpu {
    fn new(standin: StandIn) -> Option<Self> {
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
        tpu.set("usb /sys/bus/usb/devices/2-1\n");
        Some(tpu)
    }

    fn set(&self, state: &str) {
        fs::write(format!("{}.state", self.path.display()), state).unwrap();
    }

    fn options(&self) -> EdgeTpuOptions {
        EdgeTpuOptions::new().library(&self.library)
    }
}

/// A model that was compiled for the device, from the shared set.
fn mobilenet() -> Option<Model> {
    let id = "mobilenet_v1_0_25_128_quant_edgetpu";
    let suite = suite_or_skip(id)?;
    let path = suite.model_path(suite.model(id).expect("in the manifest"));
    Some(Model::from_file(path).unwrap())
}

#[test]
fn edge_tpu_models_run_on_the_device() {
    let (Some(tpu), Some(model)) = (Tpu::new(EDGETPU), mobilenet()) else {
        return;
    };
    on_each(|runtime, _| {
        let mut compiled = CompiledModel::builder()
            .runtime(runtime)
            .delegate(tpu.options())
            .require_full_acceleration()
            .build(&model)
            .unwrap();
        assert_eq!(compiled.delegates().collect::<Vec<_>>(), ["Edge TPU"]);
        for seed in 0..3_usize {
            let mut input = compiled.input_mut(0).unwrap();
            let values = input.as_mut_slice::<u8>().unwrap();
            for (place, value) in values.iter_mut().enumerate() {
                *value = ((place * 7 + seed) % 256) as u8;
            }
            let expected: Vec<u8> = values.iter().map(|value| value.wrapping_add(1)).collect();
            compiled.run().unwrap();
            let output = compiled.output(0).unwrap();
            let found = output.as_slice::<u8>().unwrap();
            assert_eq!(found, &expected[..found.len()]);
        }
        // The same as the interpreter, where there is one.
        if let Ok(mut interpreter) = Interpreter::builder()
            .runtime(runtime)
            .delegate(tpu.options())
            .build(&model)
        {
            let input = compiled.input(0).unwrap().to_vec::<u8>().unwrap();
            interpreter
                .input_mut(0)
                .unwrap()
                .copy_from_slice(&input)
                .unwrap();
            interpreter.invoke().unwrap();
            assert_eq!(
                interpreter.output(0).unwrap().to_vec::<u8>().unwrap(),
                compiled.output(0).unwrap().to_vec::<u8>().unwrap()
            );
        }
        tpu.set("");
        let error = compiled.run().unwrap_err();
        assert!(matches!(error, Error::Delegate(_)), "{error:?}");
        assert!(error.to_string().contains("is gone"), "{error}");
        // A device that cannot be had.
        let error = CompiledModel::builder()
            .runtime(runtime)
            .delegate(tpu.options())
            .build(&model)
            .unwrap_err();
        assert!(matches!(error, Error::Delegate(_)), "{error:?}");
        tpu.set("usb /sys/bus/usb/devices/2-1\n");
    });
}

#[test]
fn a_library_for_an_old_tensorflow_lite_is_refused() {
    let old = edgetpu_that(&["STANDIN_OLD_STRUCTS"]);
    let (Some(tpu), Some(model)) = (Tpu::new(old), mobilenet()) else {
        return;
    };
    on_each(|runtime, _| {
        let error = CompiledModel::builder()
            .runtime(runtime)
            .delegate(tpu.options())
            .build(&model)
            .unwrap_err();
        assert!(matches!(error, Error::Delegate(_)), "{error:?}");
        let text = error.to_string();
        assert!(
            text.contains("before 2.13") && text.contains("16.0"),
            "{text}"
        );
    });
}
