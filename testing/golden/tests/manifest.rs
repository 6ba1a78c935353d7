//! The real manifest, read whole: a field that is misread here would make the engines' tests
//! check less than they seem to.

use std::collections::{BTreeMap, BTreeSet};

use litert_golden::manifest::{Encoding, Expectation, Outcome, StepTensor};
use litert_golden::{
    CaseRef, DType, Platform, Rule, Runtime, Scalar, Suite, Tolerance, decode_strings,
    encode_strings, suite_or_skip,
};

fn tensors(case: CaseRef<'_>) -> impl Iterator<Item = &StepTensor> {
    case.case
        .steps
        .iter()
        .flat_map(|step| step.inputs.iter().chain(&step.outputs))
}

fn ids<'a>(cases: impl Iterator<Item = CaseRef<'a>>) -> BTreeSet<String> {
    cases.map(|case| case.to_string()).collect()
}

#[test]
fn everything_is_there() {
    let Some(suite) = suite_or_skip("everything_is_there") else {
        return;
    };
    let manifest = suite.manifest();
    assert_eq!(manifest.schema_version, 1);
    assert_eq!(suite.models().len(), 99);
    assert_eq!(suite.cases().count(), 112);
    assert_eq!(
        suite.cases().map(|case| case.steps.len()).sum::<usize>(),
        138
    );
    assert_eq!(suite.cases().flat_map(tensors).count(), 198 + 144);
    assert_eq!(manifest.files.len(), 12);
    assert!(manifest.generated_with["runtime"].contains("2.3.0"));

    let models: BTreeSet<_> = suite.models().iter().map(|model| &model.id).collect();
    assert_eq!(models.len(), 99, "an id occurs twice");
    assert_eq!(ids(suite.cases()).len(), 112, "an id occurs twice");
}

#[test]
fn every_file_has_its_size() {
    let Some(suite) = suite_or_skip("every_file_has_its_size") else {
        return;
    };
    for model in suite.models() {
        suite
            .model_bytes(model)
            .unwrap_or_else(|why| panic!("{}: {why}", model.id));
    }
    for file in &suite.manifest().files {
        let length = std::fs::metadata(suite.path(&file.file)).unwrap().len();
        assert_eq!(length, file.size, "{}", file.file);
    }
    let mut unreadable = Vec::new();
    for case in suite.cases() {
        for tensor in tensors(case) {
            if tensor.unreadable.is_some() {
                unreadable.push(case.to_string());
                continue;
            }
            suite
                .bytes(tensor)
                .unwrap_or_else(|why| panic!("{case}: {why}"));
            assert_ne!(tensor.dtype, DType::Unknown, "{case}: {}", tensor.name);
            assert_ne!(tensor.encoding, Encoding::Other, "{case}: {}", tensor.name);
        }
    }
    assert_eq!(unreadable, ["while_op_with_forwarding_input/twenty"]);
}

/// The manifest lists the elements of small tensors: they have to be what this crate reads from
/// the files.
#[test]
fn listed_values_are_in_the_files() {
    let Some(suite) = suite_or_skip("listed_values_are_in_the_files") else {
        return;
    };
    let mut checked = BTreeMap::<_, usize>::new();
    for case in suite.cases() {
        for tensor in tensors(case) {
            let Some(values) = &tensor.values else {
                continue;
            };
            let bytes = suite.bytes(tensor).unwrap();
            for (index, value) in values.iter().enumerate() {
                let number = match tensor.dtype.read(&bytes, index) {
                    Some(Scalar::Int(number)) => number as f64,
                    Some(Scalar::Float(number)) => number,
                    other => panic!("{case}: {} [{index}] is {other:?}", tensor.name),
                };
                let listed = value.as_f64().or(value.as_bool().map(f64::from)).unwrap();
                // The text has enough digits for single precision, not for double.
                assert_eq!(
                    number as f32, listed as f32,
                    "{case}: {} [{index}]",
                    tensor.name
                );
            }
            *checked.entry(tensor.dtype.name()).or_default() += values.len();
        }
    }
    println!("elements checked: {checked:?}");
    assert!(checked["float32"] > 100 && checked["int32"] > 10 && checked["bool"] > 10);
}

#[test]
fn listed_strings_are_in_the_files() {
    let Some(suite) = suite_or_skip("listed_strings_are_in_the_files") else {
        return;
    };
    let hex = |bytes: &[u8]| {
        bytes
            .iter()
            .map(|it| format!("{it:02x}"))
            .collect::<String>()
    };
    let (mut text, mut binary) = (0, 0);
    for case in suite.cases() {
        for tensor in tensors(case).filter(|it| it.dtype == DType::String) {
            assert_eq!(tensor.encoding, Encoding::TfliteString, "{case}");
            let bytes = suite.bytes(tensor).unwrap();
            let strings = decode_strings(&bytes).unwrap();
            assert_eq!(encode_strings(&strings), bytes, "{case}: {}", tensor.name);
            if let Some(listed) = &tensor.strings {
                assert!(
                    strings.iter().eq(listed.iter().map(String::as_bytes)),
                    "{case}"
                );
                text += 1;
            }
            if let Some(listed) = &tensor.strings_hex {
                assert!(
                    strings.iter().map(|it| hex(it)).eq(listed.iter().cloned()),
                    "{case}"
                );
                binary += 1;
            }
        }
    }
    assert_eq!((text, binary), (12, 2));
}

#[test]
fn records_of_cases() {
    let Some(suite) = suite_or_skip("records_of_cases") else {
        return;
    };
    for case in suite.cases() {
        for key in case.runtimes.0.keys().chain(case.agreement.keys()) {
            let known = Runtime::ALL.iter().any(|runtime| runtime.key() == key);
            assert!(known, "{case}: unknown runtime {key}");
        }
        for runtime in Runtime::ALL {
            let ways = [
                case.runs_on(runtime),
                case.fails_on(runtime),
                case.outcome(runtime).is_none(),
            ];
            // Only other kernels may do what the default ones cannot; there is nothing to compare.
            let beyond = case.expect_error.is_some() && !runtime.has_default_kernels();
            let count = ways.iter().filter(|way| **way).count();
            assert!(
                count == 1 || (count == 0 && beyond),
                "{case} on {runtime}: {ways:?}"
            );
        }
        // A case without golden outputs is one that must fail, but for a model that has none.
        let golden = case.steps.iter().all(|step| !step.outputs.is_empty());
        let has_none = case.model.has_feature("empty");
        assert_eq!(golden || has_none, case.expect_error.is_none(), "{case}");
        assert_eq!(
            case.runs_on(Runtime::Interpreter),
            golden || has_none,
            "{case}"
        );
    }

    let on = |runtime| ids(suite.cases().filter(|case| case.runs_on(runtime)));
    assert_eq!(on(Runtime::Interpreter).len(), 101);
    assert_eq!(
        on(Runtime::CompiledModelNonStrictResize),
        ids(suite
            .cases()
            .filter(|case| case.compiled_model_needs_non_strict_resize))
    );
    // "ok" in the file, but the buffer was not written.
    let where_bool = suite.case("where_bool", "three_true").unwrap();
    assert!(where_bool.outcome(Runtime::CompiledModel).unwrap().is_ok());
    assert!(where_bool.fails_on(Runtime::CompiledModel));
    // Failed in the file, but not when asked for the layouts first.
    let unknown = suite.case("add_unknown_dimensions", "default").unwrap();
    assert!(!unknown.outcome(Runtime::CompiledModel).unwrap().is_ok());
    assert!(unknown.runs_on(Runtime::CompiledModel));

    let fatal = |runtime| ids(suite.cases().filter(|case| case.is_fatal_on(runtime)));
    assert_eq!(
        fatal(Runtime::Interpreter),
        ["nested_while/endless".to_owned()].into()
    );
    assert_eq!(
        fatal(Runtime::CompiledModel),
        [
            "dynamic_shapes/z5".to_owned(),
            "nested_while/endless".to_owned()
        ]
        .into()
    );
}

#[test]
fn static_shapes_are_static() {
    let Some(suite) = suite_or_skip("static_shapes_are_static") else {
        return;
    };
    for case in suite.cases().filter(CaseRef::static_shapes) {
        let shapes = |step: usize| -> Vec<_> {
            let step = &case.steps[step];
            step.inputs
                .iter()
                .chain(&step.outputs)
                .map(|it| it.shape.clone())
                .collect()
        };
        assert!(
            (0..case.steps.len()).all(|step| shapes(step) == shapes(0)),
            "{case}"
        );
        assert!(
            case.compiled_model_hazard.is_none(),
            "{case}: {:?}",
            case.compiled_model_hazard
        );
    }
    let is_static = |model, case| suite.case(model, case).unwrap().static_shapes();
    assert!(is_static("mobilenet_v2_1_0_224_quant", "cat"));
    assert!(is_static("matmul_three_ranks", "matmul_1x10x10"));
    assert!(!is_static("add", "resized"));
    assert!(!is_static("multi_signatures", "sub_len1"));
    assert!(!is_static("where_bool", "three_true"));
    assert!(!is_static("tile_with_bool_input", "m123"));
}

#[test]
fn records_of_models() {
    let Some(suite) = suite_or_skip("records_of_models") else {
        return;
    };
    for model in suite.models() {
        // This one was not allocated at its own size, which needs gigabytes.
        if model.id == "conv_huge_im2col" {
            continue;
        }
        let interpreter = &model.runtimes.interpreter;
        let loads = interpreter.allocate.as_ref().is_some_and(Outcome::is_ok);
        assert_eq!(
            model.loads_and_allocates["interpreter"], loads,
            "{}",
            model.id
        );
        assert_eq!(interpreter.failure().is_none(), loads, "{}", model.id);
        let compiled = &model.runtimes.compiled_model;
        assert!(compiled.create.is_some(), "{}", model.id);
        assert!(
            !model.loads_and_allocates["compiled_model"] || compiled.create == Some(Outcome::Ok),
            "{}",
            model.id
        );
        if let Some(words) = &model.expect_interpreter_message_contains {
            let (_, failure) = interpreter.failure().expect("a failure has a message");
            let message = failure.message.as_ref().expect("a message");
            assert!(
                message.contains(words),
                "{}: {words} is not in {message}",
                model.id
            );
        }
        // No case may lead a test into a model that kills it.
        assert!(
            !model.known_crash() || model.cases().count() == 0,
            "{}",
            model.id
        );
        for case in model.cases() {
            let known = case.signature.as_deref().map(|key| model.signature(key));
            assert!(known.is_none_or(|it| it.is_some_and(|it| it.subgraph == case.subgraph)));
        }
    }
    let crash = suite.model("blockwise_quantized").unwrap();
    assert_eq!(crash.runtimes.compiled_model.create, Some(Outcome::Reached));
    let (stage, failure) = crash.runtimes.compiled_model.failure().unwrap();
    assert_eq!(
        (stage, failure.crash.as_deref()),
        ("output_details", Some("SIGABRT"))
    );
    assert_eq!(
        crash.runtimes.litert_c_api.at.as_deref(),
        Some("output_layouts")
    );
    assert!(failure.is_fatal());

    let count =
        |what: fn(&&litert_golden::Model) -> bool| suite.models().iter().filter(what).count();
    assert_eq!(count(|model| model.must_fail()), 31);
    assert_eq!(count(|model| model.corrupt()), 17);
    assert_eq!(count(|model| model.known_crash()), 3);
    assert_eq!(count(|model| model.source.derived_from.is_some()), 12);
    assert_eq!(
        count(|model| model.compiled_model_default_signature.is_some()),
        58
    );
    assert_eq!(
        suite
            .models()
            .iter()
            .map(|model| model.signatures.len())
            .sum::<usize>(),
        27
    );
}

#[test]
fn every_tolerance_has_a_rule() {
    let Some(suite) = suite_or_skip("every_tolerance_has_a_rule") else {
        return;
    };
    let mut unruly = Vec::new();
    for case in suite.cases() {
        let outputs = case.case.steps.iter().flat_map(|step| &step.outputs);
        for output in outputs.filter(|it| it.unreadable.is_none()) {
            let tolerance = output.tolerance.as_ref().expect("a tolerance");
            let same = tolerance.rule(Platform::Same);
            assert!(tolerance.same_platform.is_some(), "{case}: {}", output.name);
            assert!(
                output.dtype.is_float() || same == Rule::Within(0.0),
                "{case}: {same:?}"
            );
            match tolerance.rule(Platform::Any) {
                Rule::Within(limit) => assert!(limit >= tolerance.same_platform.unwrap()),
                rule => unruly.push((case.to_string(), rule)),
            }
        }
    }
    unruly.sort_by(|a, b| a.0.cmp(&b.0));
    let expected = [
        ("add/special_values", Rule::LengthOnly),
        (
            "deeplabv3_mnv2_dm05_pascal_quant/bird",
            Rule::FractionEqual(0.983),
        ),
        (
            "movenet_single_pose_lightning_ptq/squat",
            Rule::Coordinates(0.05),
        ),
    ];
    assert_eq!(unruly, expected.map(|(case, rule)| (case.to_owned(), rule)));
    assert_eq!(Tolerance::exact().rule(Platform::Any), Rule::Within(0.0));
}

#[test]
fn expectations_agree_with_the_golden_outputs() {
    let Some(suite) = suite_or_skip("expectations_agree_with_the_golden_outputs") else {
        return;
    };
    let mut kinds = BTreeMap::<_, usize>::new();
    for case in suite.cases() {
        let Some(expectation) = &case.expectation else {
            continue;
        };
        let kind = match expectation {
            Expectation::Classification { .. } => "classification",
            Expectation::Embedding { .. } => "embedding",
            Expectation::Pose { keypoints, .. } => {
                assert_eq!(keypoints.len(), 17, "{case}");
                "pose"
            }
            Expectation::Segmentation { iou, .. } => {
                assert!(iou["bird"] >= 0.8, "{case}");
                "segmentation"
            }
            other => panic!("{case}: {other:?}"),
        };
        *kinds.entry(kind).or_default() += 1;
        if let Some(file) = expectation.label_file() {
            assert!(suite.path(file).is_file(), "{case}: {file}");
        }
        let Some(top1) = expectation.top1() else {
            continue;
        };
        let scores = suite.bytes(&case.steps[0].outputs[0]).unwrap();
        let best = scores.iter().max().map(|it| i64::from(*it));
        assert_eq!(best, Some(top1.value), "{case}");
        assert_eq!(Some(i64::from(scores[top1.index])), best, "{case}");
        if let Some(file) = expectation.label_file() {
            let labels = std::fs::read_to_string(suite.path(file)).unwrap();
            let label = labels.lines().nth(top1.index).unwrap_or_default();
            assert_eq!(label.trim(), top1.label, "{case}");
            assert_eq!(expectation.top5()[0], *top1, "{case}");
        }
    }
    let expected = [
        ("classification", 10),
        ("embedding", 3),
        ("pose", 1),
        ("segmentation", 1),
    ];
    assert!(kinds.into_iter().eq(expected));
}

#[test]
fn chains_hold() {
    let Some(suite) = suite_or_skip("chains_hold") else {
        return;
    };
    let mut count = 0;
    for case in suite.cases() {
        let Some(chain) = &case.chain else { continue };
        let from = suite
            .case(&chain.from_model, &chain.from_case)
            .expect("the case before");
        let given = suite
            .bytes(&from.steps[0].outputs[chain.from_output])
            .unwrap();
        let taken = suite.bytes(&case.steps[0].inputs[chain.to_input]).unwrap();
        assert_eq!(given, taken, "{case}");
        count += 1;
    }
    assert_eq!(count, 2);
}

/// Prints what a test of each runtime can select; the numbers are held so that a change of the
/// selection does not go unnoticed.
#[test]
fn summary_by_runtime() {
    let Some(suite) = suite_or_skip("summary_by_runtime") else {
        return;
    };
    println!(
        "{:<34} {:>5} {:>7} {:>6} {:>6} {:>10}",
        "", "runs", "static", "fails", "fatal", "no record"
    );
    for runtime in Runtime::ALL {
        let count = |select: &dyn Fn(&CaseRef<'_>) -> bool| suite.cases().filter(select).count();
        println!(
            "{:<34} {:>5} {:>7} {:>6} {:>6} {:>10}",
            runtime.key(),
            count(&|case| case.runs_on(runtime)),
            count(&|case| case.runs_on(runtime) && case.static_shapes()),
            count(&|case| case.fails_on(runtime)),
            count(&|case| case.is_fatal_on(runtime)),
            count(&|case| case.outcome(runtime).is_none()),
        );
    }
    let selected = |suite: &'static Suite, runtime| {
        let runs = move |case: &CaseRef<'_>| case.runs_on(runtime);
        let all = suite.cases().filter(runs).count();
        (
            all,
            suite
                .cases()
                .filter(runs)
                .filter(CaseRef::static_shapes)
                .count(),
        )
    };
    assert_eq!(selected(suite, Runtime::Interpreter), (101, 63));
    assert_eq!(selected(suite, Runtime::CompiledModel), (82, 60));
}
