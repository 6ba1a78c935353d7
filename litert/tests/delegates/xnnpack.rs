//! XNNPACK's settings, on libraries with options structs of different sizes.

use std::path::PathBuf;
use std::time::Duration;

use cpu_time::ThreadTime;

use litert::delegate::{WeightsCache, XnnpackFlags, XnnpackOptions};
use litert::{Error, Interpreter, Model, Runtime};
use litert_golden::suite_or_skip;
use litert_test_support::child::Scratch;
use litert_test_support::runtime::own;
use litert_test_support::tflite::libraries;

fn digits(kind: &str) -> Model {
    Model::from_file(own(&format!("digits/digits_{kind}.tflite"))).expect("our own model")
}

fn on_each(test: impl Fn(&Runtime, &str)) {
    for (version, runtime) in libraries() {
        println!("on TensorFlow Lite {version}");
        test(&runtime, &version);
    }
}

fn build(runtime: &Runtime, options: XnnpackOptions, model: &Model) -> litert::Result<Interpreter> {
    Interpreter::builder()
        .runtime(runtime)
        .delegate(options)
        .build(model)
}

/// What a model computes from a fixed pattern.
fn run(interpreter: &mut Interpreter) -> Vec<f32> {
    let len = interpreter.inputs()[0].shape().num_elements().unwrap();
    let pattern: Vec<f32> = (0..len).map(|i| ((i * 37) % 97) as f32 / 97.0).collect();
    interpreter
        .input_mut(0)
        .unwrap()
        .write_f32(&pattern)
        .unwrap();
    interpreter.invoke().unwrap();
    interpreter.output(0).unwrap().to_f32().unwrap()
}

fn share(runtime: &Runtime, options: XnnpackOptions, model: &Model) -> f64 {
    let interpreter = build(runtime, options, model).unwrap();
    let report = interpreter.delegation_report().unwrap();
    println!("{report}");
    report.share()
}

#[test]
fn flags_decide_what_is_delegated() {
    let quantized = digits("int8");
    let float = digits("float32");
    on_each(|runtime, _| {
        let new = XnnpackOptions::new;
        let all = share(runtime, new(), &quantized);
        assert!(all > 0.5, "{all}");
        let quantized_flags = XnnpackFlags::QS8 | XnnpackFlags::QU8;
        // Each way of switching the quantized kernels off does.
        for options in [
            new().disable(quantized_flags),
            new().flags(XnnpackFlags::empty()),
            new().enable(quantized_flags).disable(quantized_flags),
        ] {
            assert!(share(runtime, options, &quantized) < all);
        }
        // And each way of switching them on does, beside other fields that are set.
        for options in [
            new().disable(quantized_flags).enable(quantized_flags),
            new().flags(quantized_flags),
            new().enable(XnnpackFlags::TRANSIENT_INDIRECTION_BUFFER),
            new().handle_variable_ops(true).threads(2),
        ] {
            assert_eq!(share(runtime, options, &quantized), all);
        }
        let without = new().flags(XnnpackFlags::empty());
        assert!(share(runtime, without, &float) > 0.5);
    });
}

#[test]
fn results_do_not_depend_on_threads() {
    let model = digits("float32");
    on_each(|runtime, _| {
        let mut expected = None;
        for threads in [0, 1, 2, 4] {
            let options = XnnpackOptions::new().threads(threads);
            let found = run(&mut build(runtime, options, &model).unwrap());
            assert_eq!(*expected.get_or_insert_with(|| found.clone()), found);
        }
        let error = build(runtime, XnnpackOptions::new().threads(1_000_000), &model);
        assert!(matches!(error, Err(Error::InvalidArgument(_))));
    });
}

#[test]
fn a_setting_without_a_field_is_unsupported() {
    let model = digits("float32");
    on_each(|runtime, version| {
        let newer = [
            XnnpackOptions::new().lock_weight_cache(true),
            XnnpackOptions::new().runtime_flags(0),
            XnnpackOptions::new().weight_cache_in_memory(),
            XnnpackOptions::new().enable(XnnpackFlags::SLOW_CONSISTENT_ARITHMETIC),
        ];
        for options in newer {
            let built = build(runtime, options.clone(), &model);
            if version.starts_with("2.17.") {
                let error = built.expect_err("its struct has 32 bytes");
                assert!(matches!(error, Error::Unsupported(_)), "{error:?}");
                assert!(error.to_string().contains("2.17"), "{error}");
            } else {
                let mut interpreter = built.unwrap_or_else(|e| panic!("{options:?}: {e}"));
                assert_eq!(run(&mut interpreter).len(), 10);
            }
        }
    });
}

#[test]
fn a_weights_cache_is_shared() {
    let model = digits("float32");
    on_each(|runtime, _| {
        let expected = run(&mut build(runtime, XnnpackOptions::new(), &model).unwrap());
        for hard in [false, true] {
            let cache = WeightsCache::with_size(runtime, 1 << 20).unwrap();
            let options = XnnpackOptions::new().weights_cache(&cache);
            let mut first = build(runtime, options.clone(), &model).unwrap();
            let mut second = build(runtime, options.clone(), &model).unwrap();
            if hard {
                cache.finalize_hard().unwrap();
            } else {
                cache.finalize().unwrap();
            }
            assert_eq!(run(&mut first), expected);
            assert_eq!(run(&mut second), expected);
            assert!(cache.finalize().is_err());
            let third = build(runtime, options, &model);
            if hard {
                let error = third.unwrap_err().to_string();
                assert!(error.contains("finalize_hard"), "{error}");
            } else {
                drop(first);
                assert_eq!(run(&mut third.unwrap()), expected);
            }
            // The cache lives as long as an interpreter that uses it.
            drop(cache);
            assert_eq!(run(&mut second), expected);
        }
    });
}

/// XNNPACK took an address from the finalized cache for weights that were not in it.
#[test]
fn a_weights_cache_is_for_one_model() {
    let (model, other) = (digits("float32"), digits("int8"));
    // The same bytes somewhere else are the same model.
    let copy = Model::from_bytes(model.as_bytes()).unwrap();
    on_each(|runtime, _| {
        let cache = WeightsCache::new(runtime).unwrap();
        let options = XnnpackOptions::new().weights_cache(&cache);
        let mut first = build(runtime, options.clone(), &model).unwrap();
        for finalized in [false, true] {
            if finalized {
                cache.finalize().unwrap();
            }
            let error = build(runtime, options.clone(), &other).unwrap_err();
            assert!(
                error.to_string().contains("a cache for each model"),
                "{error}"
            );
        }
        let expected = run(&mut first);
        let mut second = build(runtime, options, &copy).unwrap();
        assert_eq!(run(&mut second), expected);
    });
}

/// Other settings pack other weights, which a finalized cache does not have.
#[test]
fn a_finalized_weights_cache_is_for_the_settings_it_was_built_with() {
    let model = digits("float32");
    on_each(|runtime, _| {
        let plain = |cache: &WeightsCache| XnnpackOptions::new().weights_cache(cache);
        let half = |cache: &WeightsCache| plain(cache).enable(XnnpackFlags::FORCE_FP16);
        let cache = WeightsCache::new(runtime).unwrap();
        let _first = build(runtime, plain(&cache), &model).unwrap();
        cache.finalize().unwrap();
        let error = build(runtime, half(&cache), &model).unwrap_err();
        assert!(error.to_string().contains("FORCE_FP16"), "{error}");
        // The number of threads is no such setting.
        let mut second = build(runtime, plain(&cache).threads(2), &model).unwrap();
        run(&mut second);

        // Both may be used that were there before.
        let cache = WeightsCache::new(runtime).unwrap();
        let _both = [
            build(runtime, plain(&cache), &model).unwrap(),
            build(
                runtime,
                plain(&cache).disable(XnnpackFlags::VARIABLE_OPERATORS),
                &model,
            )
            .unwrap(),
        ];
        cache.finalize().unwrap();
        let again = plain(&cache).disable(XnnpackFlags::VARIABLE_OPERATORS);
        run(&mut build(runtime, again, &model).unwrap());
    });
}

#[test]
fn a_weights_cache_of_another_library_is_refused() {
    let found = libraries();
    let [(_, one), (_, other)] = found.as_slice() else {
        return;
    };
    let cache = WeightsCache::new(one).unwrap();
    let options = XnnpackOptions::new().weights_cache(&cache);
    let error = build(other, options, &digits("float32"))
        .unwrap_err()
        .to_string();
    assert!(error.contains("its cache of weights belongs to"), "{error}");
}

#[test]
fn a_weight_cache_file_makes_the_second_start_faster() {
    let Some(suite) = suite_or_skip("a_weight_cache_file_makes_the_second_start_faster") else {
        return;
    };
    let path = suite.path("bench/mobilenet_v2_random_f32.tflite");
    if !path.exists() {
        litert_golden::skip_or_fail(format_args!("{} is missing", path.display()));
        return;
    }
    let model = Model::from_file(path).unwrap();
    on_each(|runtime, version| {
        let folder = Scratch::new();
        if version.starts_with("2.17.") && cfg!(target_arch = "x86_64") {
            // SAFETY: the file is this test's own, and for this model only.
            let options =
                unsafe { XnnpackOptions::new().weight_cache_file(folder.path().join("file")) };
            let error = build(runtime, options, &model).unwrap_err();
            assert!(matches!(error, Error::Unsupported(_)), "{error:?}");
            return;
        }
        let start = |file: PathBuf| -> (Duration, Vec<f32>) {
            let begun = ThreadTime::now();
            // SAFETY: the file is this test's own, and for this model only.
            let options = unsafe { XnnpackOptions::new().weight_cache_file(&file) };
            let mut interpreter = build(runtime, options, &model).unwrap();
            interpreter.allocate().unwrap();
            let took = begun.elapsed();
            (took, run(&mut interpreter))
        };
        let mut ratios = Vec::new();
        for round in 0..5 {
            let file = folder.path().join(format!("{round}.xnnpack"));
            let (first, expected) = start(file.clone());
            let written = std::fs::metadata(&file).unwrap().len();
            assert!(written > 1_000_000, "{written} bytes");
            let (second, found) = start(file);
            assert_eq!(expected, found);
            ratios.push(second.as_secs_f64() / first.as_secs_f64());
        }
        ratios.sort_by(f64::total_cmp);
        println!("TensorFlow Lite {version}: second start / first: {ratios:.2?}");
        assert!(
            ratios[2] < 0.8,
            "the second start is not faster: {ratios:.2?}"
        );
    });
}

/// Nothing makes a second interpreter to find out.
#[test]
fn report_of_the_default_delegate_must_be_asked_for() {
    let model = Model::from_file(own("digits/digits_float32.tflite")).unwrap();
    for (name, runtime) in libraries() {
        let report = |on| {
            let builder = Interpreter::builder()
                .runtime(&runtime)
                .acceleration_report(on);
            builder.build(&model).unwrap().delegation_report()
        };
        let error = report(false).unwrap_err();
        assert!(
            matches!(error, Error::InvalidArgument(_)),
            "{name}: {error}"
        );
        assert!(
            error.to_string().contains("acceleration_report(true)"),
            "{name}: {error}"
        );
        assert!(report(true).unwrap().delegated() > 0, "{name}");
    }
}
