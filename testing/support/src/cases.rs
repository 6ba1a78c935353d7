//! All shared cases on one engine, judged by the manifest and the exceptions from it.

use litert::{Family, Runtime};
use litert_golden::{
    CaseRef, Check, Platform, Runtime as Record, Session, Suite, Summary, run_all,
};

use super::exceptions::{self, Exception};
use super::lent::LentSession;
use super::session;

/// The engines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// `Interpreter` in its own memory.
    Interpreter,
    /// The same with its inputs and outputs in borrowed memory, where that can be.
    LentMemory,
    /// `CompiledModel`.
    CompiledModel,
}

impl Engine {
    /// Whose functions it calls.
    pub fn family(self) -> Family {
        match self {
            Engine::Interpreter | Engine::LentMemory => Family::TfLite,
            Engine::CompiledModel => Family::LiteRt,
        }
    }

    fn open(self, suite: &Suite, case: CaseRef<'_>) -> Result<Box<dyn Session>, String> {
        let path = suite.model_path(case.model);
        let signature = case.signature.as_deref();
        match self {
            Engine::Interpreter => Ok(Box::new(session::interpreter(&path, signature)?)),
            Engine::LentMemory => Ok(Box::new(LentSession::open(&path, signature)?)),
            Engine::CompiledModel => Ok(Box::new(session::compiled(&path, signature)?)),
        }
    }

    /// The record of the manifest that the engine is held to in this case.
    fn record(self, case: CaseRef<'_>) -> Record {
        match self {
            Engine::Interpreter | Engine::LentMemory => Record::Interpreter,
            // The bindings take the non-strict resize by themselves where it is needed.
            Engine::CompiledModel if case.compiled_model_needs_non_strict_resize => {
                Record::CompiledModelNonStrictResize
            }
            Engine::CompiledModel => Record::CompiledModel,
        }
    }

    /// [`Platform::Same`] on the version of the library that made the golden outputs.
    pub fn platform(self) -> Platform {
        let runtime = Runtime::shared().expect("a runtime");
        let library = runtime.library(self.family()).expect("a library");
        println!("{library}");
        let golden = match self {
            Engine::Interpreter | Engine::LentMemory => "2.23.",
            Engine::CompiledModel => "2.3 ",
        };
        match library.version.starts_with(golden) {
            true => Platform::here(),
            false => Platform::Any,
        }
    }
}

/// A case in which the official `CompiledModel` crashes or lies. Only for children.
pub fn is_hazard(case: CaseRef<'_>) -> bool {
    case.compiled_model_hazard.is_some()
}

/// Runs the selected cases on the library that is loaded, and asserts that each goes as the
/// manifest says, but for the exceptions of that version, each of which must still be one.
///
/// A case without a record for the engine is left out, and so is one that never returns.
#[track_caller]
pub fn check(suite: &Suite, engine: Engine, least: usize, select: impl Fn(CaseRef<'_>) -> bool) {
    let runtime = Runtime::shared().expect("a runtime");
    let library = runtime.library(engine.family()).expect("a library");
    let platform = engine.platform();
    let exceptions: Vec<Exception> = match engine {
        Engine::CompiledModel => exceptions::COMPILED.to_vec(),
        _ if library.version.starts_with("2.17.") => {
            let arm: &[Exception] = match cfg!(target_arch = "arm") {
                true => exceptions::TFLITE_2_17_ARM,
                false => &[],
            };
            [exceptions::TFLITE_2_17, arm].concat()
        }
        _ => Vec::new(),
    };

    let mut summary = Summary::default();
    for record in [
        Record::Interpreter,
        Record::CompiledModel,
        Record::CompiledModelNonStrictResize,
    ] {
        // Fatal cases are not held back: those that are selected are refused by the bindings.
        let check = Check::new(record).platform(platform).with_fatal_cases();
        let selected = |case: CaseRef<'_>| {
            engine.record(case) == record
                && case.outcome(record).is_some()
                && !case.endless()
                && select(case)
        };
        let part = run_all(suite, check, selected, |case| engine.open(suite, case));
        summary.passed.extend(part.passed);
        summary.failed.extend(part.failed);
    }
    summary.left_out = suite.cases().count() - summary.passed.len() - summary.failed.len();

    let complaints = judge(&mut summary, &exceptions, |name| {
        let Some(case) = suite.cases().find(|case| case.to_string() == name) else {
            panic!("the list of exceptions names {name}, which is no case");
        };
        select(case)
    });
    assert!(
        complaints.is_empty(),
        "{}\n{summary}",
        complaints.join("\n")
    );
    summary.assert_passed(least);
}

/// Takes the exceptions out of the failures; says which of them are none any more.
fn judge(
    summary: &mut Summary,
    exceptions: &[Exception],
    selected: impl Fn(&str) -> bool,
) -> Vec<String> {
    let mut complaints = Vec::new();
    for (case, words) in exceptions.iter().filter(|(case, _)| selected(case)) {
        let Some(at) = summary.failed.iter().position(|it| it.case == *case) else {
            complaints.push(format!(
                "{case} is listed as an exception, but went as the manifest says: take it off"
            ));
            continue;
        };
        let failure = summary.failed.remove(at);
        println!("exception: {failure}");
        if !failure.message.contains(words) {
            complaints.push(format!("{failure}\n  does not say \"{words}\""));
        }
    }
    complaints
}
