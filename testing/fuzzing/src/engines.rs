//! A file that passes the checks, run on both engines. A crash here is of the native libraries, and
//! one that a check of ours may be able to see coming.

use litert::{CompiledModel, Interpreter, Model};
use litert_test_support::exercise;

use crate::official;

/// Larger tensors are somebody's memory, and not a defect.
const MOST_MEMORY: usize = 1 << 22;

pub(crate) fn run(bytes: &[u8]) {
    if official().is_none() {
        return;
    }
    let Ok(model) = Model::from_bytes(bytes) else {
        return;
    };
    // A loop need not end.
    let loops = model.info().operators().iter().any(|it| it == "WHILE");
    if loops || exercise::memory(&model) > MOST_MEMORY {
        return;
    }
    let fill = |bytes: &mut [u8]| bytes.fill(1);
    for xnnpack in [true, false] {
        let builder = Interpreter::builder().xnnpack(xnnpack);
        if let Ok(mut engine) = builder.build(&model) {
            let _ = exercise::every_graph(&mut engine, &model, fill);
        }
    }
    if let Ok(mut engine) = CompiledModel::new(&model) {
        let _ = exercise::every_graph(&mut engine, &model, fill);
    }
}
