//! Files in `fuzz/regressions` once brought something down. Each is refused now, or runs.

use std::fs;
use std::path::Path;
use std::time::Duration;

use litert::{CompiledModel, Family, Interpreter, Model};
use support::runtime::loaded;
use support::{child, exercise};

mod support;

const LIMIT: Duration = Duration::from_secs(60);

#[test]
fn what_crashed_once_does_not_again() {
    if loaded(&[Family::TfLite, Family::LiteRt]) {
        child::run("child_replays", &[], LIMIT).assert_passed();
    }
}

#[test]
#[ignore = "run in a child process by another test"]
fn child_replays() {
    if !child::is_child() {
        return;
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/regressions");
    let mut cases = 0;
    for entry in fs::read_dir(folder).expect("fuzz/regressions") {
        let path = entry.expect("an entry").path();
        // The last name that is printed is at fault.
        println!("{}", path.display());
        cases += 1;
        let Ok(model) = Model::from_file(&path) else {
            continue;
        };
        let fill = |bytes: &mut [u8]| bytes.fill(1);
        for xnnpack in [true, false] {
            let builder = Interpreter::builder().xnnpack(xnnpack);
            if let Ok(mut engine) = builder.build(&model) {
                let _ = exercise::interpreter(&mut engine, fill);
            }
        }
        if let Ok(mut engine) = CompiledModel::new(&model) {
            let _ = exercise::compiled(&mut engine, fill);
        }
    }
    assert!(cases > 0);
    println!("soundness: {cases} cases, 0 failures");
}
