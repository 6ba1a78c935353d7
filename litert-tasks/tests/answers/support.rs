//! What the tests share.

use std::path::PathBuf;

use litert::{CompiledModel, Interpreter, Model};
use litert_golden::skip_or_fail;
use litert_tasks::Source;

/// The folder of shared models, or a skip that is told.
pub(crate) fn shared() -> Option<PathBuf> {
    let Some(root) = std::env::var_os("LITERT_TEST_MODELS").map(PathBuf::from) else {
        skip_or_fail("LITERT_TEST_MODELS is not set");
        return None;
    };
    if root.join("tasks/golden.json").is_file() {
        return Some(root);
    }
    skip_or_fail(format!("{} has no tasks/golden.json", root.display()));
    None
}

/// Both engines, if there is a library.
pub(crate) fn engines(model: &Model) -> Vec<(&'static str, Source)> {
    let interpreter = Interpreter::new(model).expect("an interpreter");
    let mut all = vec![("Interpreter", Source::from(interpreter))];
    match CompiledModel::new(model) {
        Ok(compiled) => all.push(("CompiledModel", Source::from(compiled))),
        // The engine says itself what it does not run.
        Err(litert::Error::Unsupported(why)) => println!("without CompiledModel: {why:?}"),
        Err(error) => panic!("{error}"),
    }
    all
}

/// Whether a library is there to run models with, or a skip that is told.
pub(crate) fn has_runtime() -> bool {
    match litert::Runtime::shared() {
        Ok(_) => true,
        Err(error) => {
            skip_or_fail(format!("no library: {error}"));
            false
        }
    }
}
