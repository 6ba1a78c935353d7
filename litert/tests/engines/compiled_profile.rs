//! What compiled models tell about their runs, on every supported library.

use std::time::{Duration, Instant};

use litert::options::RuntimeOptions;
use litert::{CompiledModel, Error, Family, Model, ProfileKind, ProfileSource, SchedulingInfo};
use litert_test_support::libraries::libraries;
use litert_test_support::runtime::own;
use litert_test_support::{child, runtime};

fn compiled(profiling: bool) -> Vec<(String, CompiledModel)> {
    let model = Model::from_file(own("digits/digits_int8.tflite")).unwrap();
    libraries()
        .into_iter()
        .map(|(name, runtime)| {
            println!("on {name}");
            let options = RuntimeOptions::new().profiling(profiling);
            let compiled = CompiledModel::builder()
                .runtime(&runtime)
                .runtime_options(options)
                .build(&model)
                .unwrap();
            (name, compiled)
        })
        .collect()
}

#[test]
fn a_profile_names_operators_and_their_times() {
    for (name, mut compiled) in compiled(true) {
        compiled.allocate().unwrap();
        compiled.profiler().unwrap().start().unwrap();
        let begun = Instant::now();
        for _ in 0..3 {
            compiled.run().unwrap();
        }
        let whole = begun.elapsed();
        let profiler = compiled.profiler().unwrap();
        profiler.stop().unwrap();
        let events = profiler.events().unwrap();
        assert!(!events.is_empty(), "{name}");
        let of = |kind: ProfileKind| events.iter().filter(move |event| event.kind == kind);
        let delegated = ProfileKind::ProfiledDelegateOperator;
        let names: Vec<&str> = of(delegated).map(|event| &*event.name).collect();
        // Three runs, each with the convolution of the model.
        let convolutions = names.iter().filter(|name| name.contains("Convolution"));
        assert!(convolutions.count() >= 3, "{name}: {events:?}");
        assert!(of(ProfileKind::Operator).any(|event| event.start_us > 0));
        let invokes = of(ProfileKind::Phase).filter(|event| event.name == "Invoke");
        let total: Duration = invokes.map(|event| event.elapsed).sum();
        assert!(total > Duration::ZERO, "{name}: {events:?}");
        for event in of(delegated).chain(of(ProfileKind::Operator)) {
            assert!(event.elapsed <= whole, "{event:?} of {whole:?}");
            assert!(!event.name.is_empty(), "{event:?}");
        }
        assert!(of(ProfileKind::Phase).any(|event| event.source == ProfileSource::LiteRt));
        let summary = profiler.summary().unwrap();
        assert!(summary.lines().count() > 5, "{name}: {summary}");

        // What is not counted is not told, and what was is forgotten.
        profiler.reset().unwrap();
        assert_eq!(profiler.events().unwrap(), []);
        compiled.run().unwrap();
        assert_eq!(compiled.profiler().unwrap().events().unwrap(), []);
        // Names were copied.
        drop(compiled);
        assert!(events.iter().any(|event| !event.name.is_empty()));
    }
}

#[test]
fn without_profiling_the_error_says_how_to_turn_it_on() {
    for (_, mut compiled) in compiled(false) {
        let error = compiled.profiler().unwrap_err();
        assert!(matches!(error, Error::Unsupported(_)), "{error}");
        assert!(error.to_string().contains("profiling(true)"), "{error}");
        compiled.run().unwrap();
    }
}

/// The CPU has nothing to tell, and says so.
#[test]
fn metrics_are_empty_on_the_cpu() {
    for (name, mut compiled) in compiled(false) {
        for _ in 0..3 {
            let collected = compiled.start_metrics(1).and_then(|()| {
                compiled.run()?;
                compiled.stop_metrics()
            });
            match collected {
                Ok(metrics) => assert_eq!(metrics, [], "{name}"),
                Err(error) => assert!(matches!(error, Error::Status(_)), "{name}: {error}"),
            }
        }
        compiled.run().unwrap();
    }
}

#[test]
fn scheduling_hints_are_checked_and_taken() {
    for (name, mut compiled) in compiled(false) {
        let all = || {
            SchedulingInfo::new()
                .user(1000)
                .priority(10)
                .group([7; 16])
                .feature(format!("a name that lives on the heap of {name}"))
        };
        compiled.set_scheduling(all()).unwrap();
        compiled.run().unwrap();
        compiled.set_scheduling(all().feature("another")).unwrap();
        compiled.set_scheduling(SchedulingInfo::new()).unwrap();
        compiled.run().unwrap();
        for priority in [-1, 1001] {
            let error = compiled.set_scheduling(SchedulingInfo::new().priority(priority));
            let error = error.unwrap_err();
            assert!(matches!(error, Error::InvalidArgument(_)), "{error}");
        }
        let error = compiled.set_scheduling(SchedulingInfo::new().feature("a\0b"));
        assert!(matches!(error, Err(Error::InvalidArgument(_))));
        compiled.run().unwrap();
    }
}

/// Summaries and messages are made with `malloc` for us to free.
#[cfg(target_os = "linux")]
#[test]
fn telling_leaks_nothing() {
    if runtime::loaded(&[Family::LiteRt]) {
        child::run("compiled_profile::child_telling", &[]).assert_passed();
    }
}

#[cfg(target_os = "linux")]
#[test]
#[ignore = "run in a child process by another test"]
fn child_telling() {
    if !child::is_child() {
        return;
    }
    for (name, mut compiled) in compiled(true) {
        let once = |compiled: &mut CompiledModel| {
            compiled.profiler().unwrap().start().unwrap();
            compiled.run().unwrap();
            let profiler = compiled.profiler().unwrap();
            profiler.stop().unwrap();
            profiler.summary().unwrap();
            profiler.events().unwrap();
            profiler.reset().unwrap();
        };
        for _ in 0..100 {
            once(&mut compiled);
        }
        let before = resident();
        for _ in 0..1000 {
            once(&mut compiled);
        }
        let grown = resident().saturating_sub(before);
        println!("{name}: {} KiB", grown / 1024);
        // A summary has some three kilobytes.
        assert!(
            grown < 1024 * 1024,
            "{name} grew by {grown} bytes in 1,000 summaries"
        );
    }
}

#[cfg(target_os = "linux")]
fn resident() -> usize {
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap();
    let pages: usize = statm.split_whitespace().nth(1).unwrap().parse().unwrap();
    pages * 4096
}
