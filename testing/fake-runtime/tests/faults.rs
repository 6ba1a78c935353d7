//! Every call of every engine's life fails in turn: with an ordinary status, with one that no header
//! lists, and with a null address. The error names the call, nothing panics, nothing is left behind.

use std::panic::{AssertUnwindSafe, catch_unwind};

use litert_fake_runtime::{CallRecord, FakeRuntime, Fault, Which};
use support::{Scenario, scenarios};

mod support;

/// Runs a scenario on a fake runtime of its own.
fn live(scenario: Scenario, device: bool, prepare: impl FnOnce(&FakeRuntime)) -> Life {
    let fake = FakeRuntime::new();
    if device {
        fake.prefer_device_memory();
    }
    prepare(&fake);
    let lived = catch_unwind(AssertUnwindSafe(|| {
        fake.runtime().and_then(|runtime| scenario(&runtime))
    }));
    Life {
        error: match lived {
            Ok(Ok(())) => None,
            Ok(Err(error)) => Some(error.to_string()),
            Err(_) => Some("a panic".to_owned()),
        },
        calls: fake.calls(),
        report: fake.report(),
    }
}

struct Life {
    error: Option<String>,
    calls: Vec<CallRecord>,
    report: litert_fake_runtime::Report,
}

/// Calls whose failure the safe crate passes over, and why that is right.
fn is_dispensable(function: &str) -> bool {
    let reason = match function {
        "LiteRtCompiledModelGetErrorMessages" | "LiteRtCompiledModelClearErrors" => {
            "they tell why another call failed, and are not there to fail themselves"
        }
        "LiteRtGetNumAccelerators"
        | "LiteRtGetAccelerator"
        | "LiteRtGetAcceleratorName"
        | "LiteRtGetAcceleratorHardwareSupport" => "an accelerator without a name is not listed",
        "LiteRtClearTensorBufferEvent" => "the next run says that the event is still there",
        "TfLiteInterpreterCancel" => "the token is looked at before the next run as well",
        "TfLiteXNNPackDelegateCreate" => "without being asked for, it is used where it can be had",
        "LiteRtGetTensorBufferRequirementsStrides" => "no strides are as good as none",
        "TfLiteVersion" => "the other family is there",
        "TfLiteTensorData" => "an intermediate tensor without an address is shown as empty",
        "LiteRtWaitEvent" => "a run that is dropped has nobody to tell",
        _ => "",
    };
    !reason.is_empty()
}

/// What may be left behind, and why that is right.
fn may_stay(function: &str, left: &str) -> bool {
    let reason = match function {
        "LiteRtRegisterAccelerator" if left.starts_with("LiteRtAccelerator") => {
            "it belongs to the library, also if that refuses it"
        }
        "LiteRtWaitEvent" | "LiteRtHasTensorBufferEvent" | "LiteRtGetTensorBufferEvent" => {
            "nobody knows whether the device still uses the buffers, which hold their environment"
        }
        _ => "",
    };
    !reason.is_empty()
}

/// What an error says in other words than the function's name.
fn in_other_words(function: &'static str) -> &'static str {
    match function {
        "LiteRtCompiledModelGetProfiler" => "compiled without it", // what null means
        "LiteRtWrapDelegate" => "LiteRtCreateCompiledModel failed", // which calls back for it
        "LiteRtClearTensorBufferEvent" => "LiteRtRunCompiledModel", // the next run
        // Memory that was lent does not come back.
        "TfLiteInterpreterSetCustomAllocationForTensor" => "could not be taken back",
        "TfLiteVersion" => "does not offer it to applications", // as a library without that family
        _ => function,
    }
}

/// What is wrong with how the scenario took the fault.
fn judge(whole: &Life, life: &Life, call: CallRecord) -> Option<String> {
    let times = |life: &Life| {
        let same = life.calls.iter().filter(|it| it.function == call.function);
        same.count()
    };
    let function = call.function;
    if life.error.as_deref() == Some("a panic") {
        return Some("panicked".to_owned());
    }
    for violation in &life.report.violations {
        // Nothing can be done about a lock that does not end.
        if !(function == "LiteRtUnlockTensorBuffer" && violation.contains("locked")) {
            return Some(violation.clone());
        }
    }
    if let Some(left) = life
        .report
        .live
        .iter()
        .find(|left| !may_stay(function, left))
    {
        return Some(format!("not given back: {left}"));
    }
    match &life.error {
        None if is_dispensable(function) => None,
        None if times(life) > times(whole) => None, // it was tried again
        None => Some("went on as if nothing had happened".to_owned()),
        Some(error) if error.contains(function) => None,
        Some(error) if error.contains(in_other_words(function)) => None,
        Some(error) => Some(format!("does not name the call: {error}")),
    }
}

/// Lets each call that can fail in this way do so; returns how many there were, and what was wrong.
fn each_call_in_turn(fault: Fault) -> (usize, Vec<String>) {
    let mut cases = 0;
    let mut wrong = Vec::new();
    for device in [false, true] {
        for (name, scenario) in scenarios() {
            if device && !name.contains("buffers") {
                continue;
            }
            let whole = live(scenario, device, |_| {});
            assert_eq!(whole.error, None, "{name}");
            // Miri takes a second for each.
            let step = if cfg!(miri) { 29 } else { 1 };
            for (position, call) in whole.calls.iter().enumerate().step_by(step) {
                let possible = match fault {
                    Fault::Status(_) => call.can_fail,
                    Fault::Null => call.gives_address,
                };
                if !possible {
                    continue;
                }
                cases += 1;
                let life = live(scenario, device, |fake| {
                    fake.fail(Which::At(position), fault)
                });
                if let Some(what) = judge(&whole, &life, *call) {
                    wrong.push(format!(
                        "{name}, call {position}, {}: {what}",
                        call.function
                    ));
                }
            }
        }
    }
    (cases, wrong)
}

#[track_caller]
fn expect_nothing_wrong(what: &str, (cases, wrong): (usize, Vec<String>)) {
    println!("soundness: {cases} cases, {} failures: {what}", wrong.len());
    assert!(cases > if cfg!(miri) { 5 } else { 100 }, "{cases}");
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_call_fails_in_turn() {
    expect_nothing_wrong("a call fails", each_call_in_turn(Fault::Status(3)));
}

#[test]
fn every_call_returns_an_unknown_status_in_turn() {
    expect_nothing_wrong("an unknown status", each_call_in_turn(Fault::Status(9999)));
}

#[test]
fn every_address_is_null_in_turn() {
    expect_nothing_wrong("a null address", each_call_in_turn(Fault::Null));
}
