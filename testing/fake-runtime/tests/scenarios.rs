//! Every engine's life on the fake runtime, as it is when nothing goes wrong.

use litert_fake_runtime::FakeRuntime;
use support::scenarios;

mod support;

#[test]
fn nothing_is_left_behind() {
    for (name, scenario) in scenarios() {
        let fake = FakeRuntime::new();
        scenario(&fake.runtime().unwrap()).unwrap_or_else(|error| panic!("{name}: {error}"));
        let report = fake.report();
        assert!(report.is_clean(), "{name}: {report}");
        println!("{name}: {} calls", fake.calls().len());
    }
}

/// The example that users start from.
#[test]
fn the_example_runs() {
    example::main().unwrap();
}

#[path = "../examples/unit_test.rs"]
mod example;
