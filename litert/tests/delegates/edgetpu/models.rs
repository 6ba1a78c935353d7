//! Models on one device.

use litert::Interpreter;
use litert::delegate::{Delegate, ExternalDelegate, Outcome};

use super::tpu::{Tpu, USB_0, build, compiled, mobilenet, on_each, run, usb};
use litert_test_support::standin::EDGETPU;

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
            for seed in 0..3 {
                run(&mut interpreter, seed);
            }
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
