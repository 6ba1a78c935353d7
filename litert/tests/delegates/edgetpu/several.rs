//! Several models on one device, and one model on several devices.

use std::sync::mpsc;
use std::thread;

use litert::{Error, Interpreter, Model, Runtime};

use super::tpu::{
    Tpu, USB_0, USB_1, build, compiled, computed, invoke, mobilenet, on_each, pattern, run, usb,
};
use litert_test_support::standin::EDGETPU;

/// As many devices, and the library that sees them.
fn plugged_in(devices: &[&str]) -> Option<Tpu> {
    let lines: Vec<String> = devices.iter().map(|path| usb(path)).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    Tpu::new(EDGETPU, &lines)
}

fn on(runtime: &Runtime, tpu: &Tpu, model: &Model, device: &str) -> litert::Result<Interpreter> {
    build(
        runtime,
        model,
        tpu.options().device(device.parse().unwrap()),
    )
}

/// A graph with three inputs and five outputs, of which two fit the inputs of the next segment.
fn segment() -> Option<Model> {
    compiled("split_concat_edgetpu")
}

/// The inputs of a segment: a frame of its own, and what the one before handed on.
fn handed_on(frame: &[u8], outputs: &[Vec<u8>]) -> Vec<Vec<u8>> {
    let [.., first, second] = outputs else {
        panic!("{} outputs", outputs.len());
    };
    vec![frame.to_vec(), first.clone(), second.clone()]
}

#[test]
fn co_compiled_models_take_turns_on_one_device() {
    let (Some(tpu), Some(one), Some(other)) = (plugged_in(&[USB_0, USB_1]), mobilenet(), segment())
    else {
        return;
    };
    on_each(|runtime, _| {
        let mut one = on(runtime, &tpu, &one, ":0").unwrap();
        let mut other = on(runtime, &tpu, &other, ":0").unwrap();
        tpu.log();
        for seed in 0..4 {
            run(&mut one, seed);
            run(&mut other, seed + 100);
        }
        assert_eq!(tpu.log(), [USB_0; 8]);
        // From a thread each, too.
        let threads = [one, other].map(|mut engine| {
            thread::spawn(move || {
                (0..8).for_each(|seed| run(&mut engine, seed));
                engine
            })
        });
        let [one, mut other] = threads.map(|thread| thread.join().unwrap());
        drop(one);
        run(&mut other, 9);
    });
}

#[test]
fn co_compiled_models_come_back_after_unplugging() {
    let (Some(tpu), Some(one), Some(other)) = (plugged_in(&[USB_0]), mobilenet(), segment()) else {
        return;
    };
    on_each(|runtime, _| {
        tpu.set(&[&usb(USB_0)]);
        let both = || [&one, &other].map(|model| on(runtime, &tpu, model, ":0").unwrap());
        let mut before = both();
        before.iter_mut().for_each(|engine| run(engine, 1));
        tpu.set(&[]);
        for engine in &mut before {
            let error = engine.invoke().unwrap_err();
            assert!(matches!(error, Error::Delegate(_)), "{error:?}");
            assert!(error.to_string().contains("is gone"), "{error}");
            assert!(engine.output(0).is_err(), "a stale output");
        }
        tpu.set(&[&usb(USB_0)]);
        let mut after = both();
        drop(before);
        after.iter_mut().for_each(|engine| run(engine, 2));
    });
}

#[test]
fn a_pipeline_hands_results_from_device_to_device() {
    const FRAMES: usize = 16;
    let (Some(tpu), Some(model)) = (plugged_in(&[USB_0, USB_1]), segment()) else {
        return;
    };
    on_each(|runtime, _| {
        let first = on(runtime, &tpu, &model, ":0").unwrap();
        let second = on(runtime, &tpu, &model, ":1").unwrap();
        let frames: Vec<_> = (0..FRAMES).map(|seed| pattern(&first, seed)).collect();
        let expected: Vec<_> = frames
            .iter()
            .map(|inputs| {
                let between = computed(&first, inputs);
                computed(&second, &handed_on(&inputs[0], &between))
            })
            .collect();
        tpu.log();
        let (to_second, from_first) = mpsc::sync_channel::<Vec<Vec<u8>>>(2);
        let (to_us, results) = mpsc::channel();
        let stage = move |mut segment: Interpreter| {
            move |inputs: &[Vec<u8>]| invoke(&mut segment, inputs).unwrap()
        };
        let (mut first, mut second) = (stage(first), stage(second));
        thread::scope(|scope| {
            scope.spawn(move || {
                for inputs in &frames {
                    let between = first(inputs);
                    to_second.send(handed_on(&inputs[0], &between)).unwrap();
                }
            });
            scope.spawn(move || {
                for inputs in from_first {
                    to_us.send(second(&inputs)).unwrap();
                }
            });
            assert_eq!(results.iter().collect::<Vec<_>>(), expected);
        });
        let log = tpu.log();
        for path in [USB_0, USB_1] {
            let runs = log.iter().filter(|line| *line == path).count();
            assert_eq!(runs, FRAMES, "{log:?}");
        }
    });
}

#[test]
fn a_pipeline_goes_on_when_a_device_is_back() {
    let (Some(tpu), Some(model)) = (plugged_in(&[USB_0, USB_1]), segment()) else {
        return;
    };
    on_each(|runtime, _| {
        let all = [usb(USB_0), usb(USB_1)];
        let all = [all[0].as_str(), all[1].as_str()];
        tpu.set(&all);
        let mut first = on(runtime, &tpu, &model, USB_0).unwrap();
        let mut second = on(runtime, &tpu, &model, USB_1).unwrap();
        run(&mut second, 1);
        tpu.set(&all[..1]);
        // The first goes on, and the second says which device it misses.
        let inputs = pattern(&first, 2);
        let between = invoke(&mut first, &inputs).unwrap();
        let handed = handed_on(&inputs[0], &between);
        let text = invoke(&mut second, &handed).unwrap_err().to_string();
        assert!(text.contains(USB_1), "{text}");
        assert!(text.contains("is gone"), "{text}");
        // Without it the segment runs where there is room; with it, where it ran before.
        let error = on(runtime, &tpu, &model, USB_1).unwrap_err();
        assert!(matches!(error, Error::NotFound(_)), "{error:?}");
        let mut meanwhile = on(runtime, &tpu, &model, ":0").unwrap();
        let expected = computed(&meanwhile, &handed);
        assert_eq!(invoke(&mut meanwhile, &handed).unwrap(), expected);
        tpu.set(&all);
        let mut second = on(runtime, &tpu, &model, USB_1).unwrap();
        tpu.log();
        assert_eq!(invoke(&mut second, &handed).unwrap(), expected);
        assert_eq!(tpu.log(), [USB_1]);
    });
}
