//! A file that passes the checks, run on both engines. A crash here is of the native libraries, and
//! one that a check of ours may be able to see coming.

#![no_main]

use libfuzzer_sys::fuzz_target;
use litert::{CompiledModel, Interpreter, Model};

/// Larger tensors are somebody's memory, and not a defect.
const MOST_ELEMENTS: usize = 1 << 20;

fuzz_target!(|bytes: &[u8]| {
    let Ok(model) = Model::from_bytes(bytes) else {
        return;
    };
    let Ok(view) = model.view() else { return };
    let mut tensors = view.subgraphs().flat_map(|graph| graph.tensors());
    if tensors.any(|it| it.shape().num_elements().is_none_or(|it| it > MOST_ELEMENTS)) {
        return;
    }
    // A loop need not end.
    if model.info().operators().iter().any(|it| it == "WHILE") {
        return;
    }
    if let Ok(mut interpreter) = Interpreter::new(&model) {
        let _ = interpreter.invoke();
    }
    if let Ok(mut compiled) = CompiledModel::new(&model) {
        let _ = compiled.run();
    }
});
