//! Every C function is taken away in turn, alone and with its group: whatever needs it says so, with
//! a typed error, and the rest works.

use std::panic::{AssertUnwindSafe, catch_unwind};

use litert::Error;
use litert_fake_runtime::{FakeRuntime, functions};
use litert_sys::groups;
use support::scenarios;

mod support;

/// What is wrong with how the scenarios took it; and how many were refused.
fn without(symbols: &[&'static str]) -> (usize, Vec<String>) {
    let mut refused = 0;
    let mut wrong = Vec::new();
    for (name, scenario) in scenarios() {
        let fake = FakeRuntime::new().without(symbols.iter().copied());
        let lived = catch_unwind(AssertUnwindSafe(|| {
            fake.runtime().and_then(|runtime| scenario(&runtime))
        }));
        let mut complain = |what: String| wrong.push(format!("{name} without {symbols:?}: {what}"));
        match lived {
            Err(_) => complain("panicked".to_owned()),
            Ok(Ok(())) => {}
            Ok(Err(error)) => {
                refused += 1;
                let text = error.to_string();
                let typed = matches!(error, Error::Unsupported(_) | Error::Load(_))
                    // A delegate of the other family, whose library is gone.
                    || text.contains("does not offer it to applications");
                let named = symbols.iter().any(|symbol| text.contains(symbol));
                if !typed {
                    complain(format!("is no typed error: {text}"));
                } else if !named && !text.contains("does not offer") {
                    complain(format!("does not name it: {text}"));
                }
            }
        }
        let report = fake.report();
        if !report.is_clean() {
            complain(report.to_string());
        }
    }
    (refused, wrong)
}

#[test]
fn every_function_in_turn() {
    // Miri takes a second for each scenario.
    let step = if cfg!(miri) { 31 } else { 1 };
    let all: Vec<&'static str> = functions().step_by(step).collect();
    assert!(all.len() > 140 || cfg!(miri), "{}", all.len());
    let mut refused = 0;
    for function in &all {
        let (some, wrong) = without(&[function]);
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        refused += some;
    }
    let cases = all.len() * scenarios().count();
    println!("soundness: {cases} cases, 0 failures: a function is missing, {refused} refused");
    assert!(refused > all.len(), "{refused}");
}

#[test]
fn every_group_in_turn() {
    let mut refused = 0;
    let step = if cfg!(miri) { 7 } else { 1 };
    for group in groups::ALL.iter().step_by(step) {
        let symbols: Vec<&str> = group
            .required
            .iter()
            .chain(group.optional)
            .copied()
            .collect();
        let (some, wrong) = without(&symbols);
        assert!(wrong.is_empty(), "{}: {}", group.name, wrong.join("\n"));
        refused += some;
    }
    let cases = groups::ALL.len() * scenarios().count();
    println!("soundness: {cases} cases, 0 failures: a group is missing, {refused} refused");
    assert!(refused > groups::ALL.len() / step, "{refused}");
}

/// What an optional function gives is done without, and everything else works.
#[test]
fn every_optional_function_in_turn() {
    let optional = groups::ALL.iter().flat_map(|group| group.optional);
    for function in optional {
        let (refused, wrong) = without(&[function]);
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert_eq!(refused, 0, "{function}");
    }
}
