//! The driver, against engines made up for it: one that gives back the golden outputs and can be
//! told to go wrong.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use litert_golden::{
    CaseRef, Check, OutputData, Platform, Runtime, Session, Slot, Stage, Suite, run_all, run_case,
    suite_or_skip,
};

/// How a [`Replay`] goes wrong.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fault {
    None,
    FlipLastByte,
    WrongShape,
    WrongType,
    Short,
    MadeUpStrings,
    InvokeFails,
    OutputFails,
}

/// Gives the stored outputs of a case, and writes down what it was asked for.
struct Replay<'s> {
    suite: &'s Suite,
    case: CaseRef<'s>,
    fault: Fault,
    /// Steps begun so far.
    runs: usize,
    calls: Rc<RefCell<Vec<String>>>,
}

impl<'s> Replay<'s> {
    fn new(suite: &'s Suite, case: CaseRef<'s>, fault: Fault) -> Self {
        Self {
            suite,
            case,
            fault,
            runs: 0,
            calls: Rc::default(),
        }
    }

    fn note(&self, call: String) {
        self.calls.borrow_mut().push(call);
    }
}

fn written(slot: Slot<'_>) -> String {
    slot.name
        .map_or_else(|| slot.index.to_string(), str::to_owned)
}

impl Session for Replay<'_> {
    fn resize_inputs(&mut self, shapes: &[(Slot<'_>, Vec<i32>)]) -> Result<(), String> {
        let shapes: Vec<_> = shapes
            .iter()
            .map(|(slot, shape)| format!("{}{shape:?}", written(*slot)))
            .collect();
        self.note(format!("resize {}", shapes.join(" ")));
        Ok(())
    }

    fn allocate(&mut self) -> Result<(), String> {
        self.note("allocate".to_owned());
        let recorded = self.case.failure_on(Runtime::Interpreter);
        match recorded.and_then(|failure| failure.stage.as_deref()) {
            Some("allocate") => Err("node 0 failed to prepare".to_owned()),
            _ => Ok(()),
        }
    }

    fn reset_variables(&mut self) -> Result<(), String> {
        self.note("reset".to_owned());
        Ok(())
    }

    fn set_input(&mut self, slot: Slot<'_>, bytes: &[u8]) -> Result<(), String> {
        self.note(format!("set {} ({} bytes)", written(slot), bytes.len()));
        Ok(())
    }

    fn invoke(&mut self) -> Result<(), String> {
        self.note("invoke".to_owned());
        self.runs += 1;
        if self.fault == Fault::InvokeFails || self.case.expect_error.is_some() {
            let words = self
                .case
                .expect_error
                .as_ref()
                .and_then(|it| it.message_contains.clone());
            return Err(format!("node 0 {}", words.unwrap_or_default()));
        }
        Ok(())
    }

    fn output(&mut self, slot: Slot<'_>) -> Result<OutputData, String> {
        self.note(format!("get {}", written(slot)));
        let golden = &self.case.case.steps[self.runs - 1].outputs[slot.index];
        if golden.unreadable.is_some() {
            if self.fault == Fault::MadeUpStrings {
                let bytes = litert_golden::encode_strings(&["boo"]);
                return Ok(OutputData {
                    bytes,
                    shape: vec![1],
                    dtype: "string".to_owned(),
                });
            }
            return Err("no string layout".to_owned());
        }
        let mut output = OutputData {
            bytes: self.suite.bytes(golden)?,
            shape: golden.shape.clone(),
            dtype: golden.dtype.to_string(),
        };
        match self.fault {
            // The sign or the exponent of a float, the sign of an integer, the text of a string.
            Fault::FlipLastByte => {
                if let Some(last) = output.bytes.last_mut() {
                    *last ^= 0xc0;
                }
            }
            Fault::WrongShape => output.shape.push(1),
            Fault::WrongType => output.dtype = "resource".to_owned(),
            Fault::Short => drop(output.bytes.pop()),
            Fault::OutputFails => return Err("gone".to_owned()),
            Fault::None | Fault::MadeUpStrings | Fault::InvokeFails => {}
        }
        Ok(output)
    }
}

fn calls(suite: &Suite, model: &str, case: &str) -> Vec<String> {
    let case = suite.case(model, case).unwrap();
    let mut session = Replay::new(suite, case, Fault::None);
    let report = run_case(&mut session, suite, case, Check::new(Runtime::Interpreter)).unwrap();
    assert_eq!(report.steps.len(), case.steps.len());
    session.calls.take()
}

fn interpreter() -> Check {
    Check::new(Runtime::Interpreter).platform(Platform::Same)
}

#[test]
fn golden_outputs_pass_under_every_runtime() {
    let Some(suite) = suite_or_skip("golden_outputs_pass_under_every_runtime") else {
        return;
    };
    for (runtime, platform, count) in [
        (Runtime::Interpreter, Platform::Same, 111),
        (Runtime::Interpreter, Platform::Any, 111),
        (Runtime::CompiledModel, Platform::Same, 92),
    ] {
        let check = Check::new(runtime).platform(platform);
        let summary = run_all(
            suite,
            check,
            |case| {
                let expected = case.runs_on(runtime) || case.expect_error.is_some();
                expected && !case.is_fatal_on(runtime)
            },
            |case| Ok(Box::new(Replay::new(suite, case, Fault::None))),
        );
        summary.assert_passed(count);
        assert!(summary.passed.iter().all(|report| report.bitwise_equal()));
        assert!(
            summary
                .passed
                .iter()
                .all(|report| report.max_abs_diff() == 0.0)
        );
    }
}

/// No fault may go unnoticed in any case.
#[test]
fn every_fault_is_found_in_every_case() {
    let Some(suite) = suite_or_skip("every_fault_is_found_in_every_case") else {
        return;
    };
    for (fault, stage) in [
        (Fault::FlipLastByte, Stage::Compare),
        (Fault::WrongShape, Stage::Compare),
        (Fault::WrongType, Stage::Compare),
        (Fault::Short, Stage::Compare),
        (Fault::OutputFails, Stage::Output),
        (Fault::InvokeFails, Stage::Invoke),
    ] {
        let summary = run_all(
            suite,
            interpreter(),
            |case| case.runs_on(Runtime::Interpreter),
            |case| Ok(Box::new(Replay::new(suite, case, fault))),
        );
        let blind: BTreeSet<_> = summary.passed.iter().map(|it| it.case.as_str()).collect();
        // There is nothing to get wrong without outputs, or without a byte in them.
        let mut allowed = BTreeSet::new();
        if fault != Fault::InvokeFails {
            allowed.extend(["empty_model/run", "two_empty_subgraphs/run"]);
        }
        if matches!(fault, Fault::FlipLastByte | Fault::Short) {
            allowed.extend(["add_dynamic_batch/empty_batch", "where_bool/none_true"]);
        }
        assert!(blind.is_subset(&allowed), "{stage}: {blind:?} passed");
        for failure in &summary.failed {
            assert_eq!(failure.stage, stage, "{failure}");
        }
    }
}

#[test]
fn steps_are_carried_out_as_described() {
    let Some(suite) = suite_or_skip("steps_are_carried_out_as_described") else {
        return;
    };
    let step = ["set 0 (768 bytes)", "invoke", "get 0"];
    assert_eq!(
        calls(suite, "add", "random"),
        [&["allocate"], &step[..]].concat()
    );
    // By name through a signature.
    assert_eq!(
        calls(suite, "reverse_signature_model", "by_name")[..3],
        ["allocate", "set y (32 bytes)", "set x (32 bytes)"]
    );
    // Resized and allocated again only where a shape changes, the first step included.
    let only = |model, case, words: [&str; 2]| -> Vec<String> {
        let wanted = |call: &String| words.iter().any(|word| call.starts_with(word));
        calls(suite, model, case)
            .into_iter()
            .filter(wanted)
            .collect()
    };
    let words = ["resize", "allocate"];
    assert_eq!(
        only("add", "resize_sequence", words),
        [
            "allocate",
            "resize 0[1, 2, 2, 3]",
            "allocate",
            "resize 0[1, 8, 8, 3]",
            "allocate"
        ]
    );
    assert_eq!(
        only("add_dynamic_batch", "broadcast", words),
        ["resize 0[3, 128, 4]", "allocate"]
    );
    assert_eq!(
        only("multi_signatures", "sub_len7", words),
        ["resize x[7]", "allocate"]
    );
    assert_eq!(only("multi_signatures", "sub_len1", words), ["allocate"]);
    assert_eq!(
        only("custom_lstm", "reset", ["reset", "invoke"]),
        ["invoke", "invoke", "reset", "invoke", "invoke"]
    );
    // Allocated once for all steps of one instance.
    assert_eq!(only("custom_lstm", "sequence", words), ["allocate"]);
}

#[test]
fn errors_are_judged() {
    let Some(suite) = suite_or_skip("errors_are_judged") else {
        return;
    };
    let case = suite.case("floor_mod_int32", "division_by_zero").unwrap();

    // The right error.
    let mut session = Replay::new(suite, case, Fault::None);
    let report = run_case(&mut session, suite, case, interpreter()).unwrap();
    let error = report.error.unwrap();
    assert_eq!(
        (error.stage, error.words_found),
        (Stage::Invoke, Some(true))
    );

    /// Fails in one stage, with these words, or not at all.
    struct Fails(Stage, &'static str);
    impl Fails {
        fn at(&self, stage: Stage) -> Result<(), String> {
            if self.0 == stage {
                Err(self.1.to_owned())
            } else {
                Ok(())
            }
        }
    }
    impl Session for Fails {
        fn resize_inputs(&mut self, _: &[(Slot<'_>, Vec<i32>)]) -> Result<(), String> {
            self.at(Stage::Resize)
        }
        fn allocate(&mut self) -> Result<(), String> {
            self.at(Stage::Allocate)
        }
        fn reset_variables(&mut self) -> Result<(), String> {
            self.at(Stage::Reset)
        }
        fn set_input(&mut self, _: Slot<'_>, _: &[u8]) -> Result<(), String> {
            self.at(Stage::SetInput)
        }
        fn invoke(&mut self) -> Result<(), String> {
            self.at(Stage::Invoke)
        }
        fn output(&mut self, _: Slot<'_>) -> Result<OutputData, String> {
            Err("never asked for".to_owned())
        }
    }
    let judge = |case, stage, words, check| {
        run_case(&mut Fails(stage, words), suite, case, check).map(|report| report.error.unwrap())
    };

    // Earlier than recorded is as good, later is not, and none at all is a failure.
    let words = "Division by 0";
    assert!(judge(case, Stage::SetInput, words, interpreter()).is_ok());
    let failure = judge(case, Stage::Compare, words, interpreter()).unwrap_err();
    assert_eq!(failure.stage, Stage::ExpectError, "{failure}");
    let mismatch = suite.case("add_dynamic_batch", "mismatch").unwrap();
    assert!(judge(mismatch, Stage::Allocate, "no", interpreter()).is_ok());
    let failure = judge(mismatch, Stage::Invoke, "no", interpreter()).unwrap_err();
    assert!(failure.message.contains("no later") || failure.message.contains("or before"));
    let any = interpreter().platform(Platform::Any);
    assert!(judge(mismatch, Stage::Invoke, "no", any).is_ok());

    // The interpreter that made the records says the same words; others need not.
    let failure = judge(case, Stage::Invoke, "something", interpreter()).unwrap_err();
    assert_eq!(failure.stage, Stage::ExpectError, "{failure}");
    assert_eq!(
        judge(case, Stage::Invoke, "something", any)
            .unwrap()
            .words_found,
        Some(false)
    );
    let compiled = Check::new(Runtime::CompiledModel).platform(Platform::Same);
    assert!(judge(case, Stage::Invoke, "something", compiled).is_ok());

    // Recorded as a failure of this runtime only: success would be a buffer nobody wrote.
    let hazard = suite.case("where_bool", "three_true").unwrap();
    assert!(judge(hazard, Stage::Open, "", interpreter()).is_err());
    assert!(judge(hazard, Stage::Allocate, "refused", compiled).is_ok());
    let mut golden = Replay::new(suite, hazard, Fault::None);
    let failure = run_case(&mut golden, suite, hazard, compiled).unwrap_err();
    assert_eq!(failure.stage, Stage::ExpectError, "{failure}");
    assert!(
        run_case(
            &mut Replay::new(suite, hazard, Fault::None),
            suite,
            hazard,
            interpreter()
        )
        .is_ok()
    );

    // Not opened at all.
    let summary = run_all(
        suite,
        interpreter(),
        |it| it.model.id == case.model.id,
        |_| Err("Division by 0 ahead".to_owned()),
    );
    let passed: Vec<_> = summary.passed.iter().map(|it| it.case.as_str()).collect();
    assert_eq!(passed, ["floor_mod_int32/division_by_zero"]);
    assert!(!summary.failed.is_empty());
    assert!(
        summary
            .failed
            .iter()
            .all(|it| it.stage == Stage::Open && it.step.is_none())
    );
}

#[test]
fn fatal_cases_are_not_started_unasked() {
    let Some(suite) = suite_or_skip("fatal_cases_are_not_started_unasked") else {
        return;
    };
    for (model, case, runtime) in [
        ("nested_while", "endless", Runtime::Interpreter),
        ("dynamic_shapes", "z5", Runtime::CompiledModel),
    ] {
        let case = suite.case(model, case).unwrap();
        let mut session = Replay::new(suite, case, Fault::InvokeFails);
        let check = Check::new(runtime);
        let failure = run_case(&mut session, suite, case, check).unwrap_err();
        assert_eq!(failure.stage, Stage::Refused, "{failure}");
        assert!(session.calls.borrow().is_empty());
        assert!(run_case(&mut session, suite, case, check.with_fatal_cases()).is_ok());
    }
}

#[test]
fn unreadable_outputs_may_fail_but_not_be_made_up() {
    let Some(suite) = suite_or_skip("unreadable_outputs_may_fail_but_not_be_made_up") else {
        return;
    };
    let case = suite
        .case("while_op_with_forwarding_input", "twenty")
        .unwrap();
    let run = |fault| {
        run_case(
            &mut Replay::new(suite, case, fault),
            suite,
            case,
            interpreter(),
        )
    };
    assert_eq!(run(Fault::None).unwrap().outputs().count(), 2);
    assert_eq!(run(Fault::MadeUpStrings).unwrap_err().stage, Stage::Compare);
}

#[test]
#[should_panic(expected = "only 0 cases were run")]
fn selecting_nothing_is_not_success() {
    litert_golden::Summary::default().assert_passed(1);
}
