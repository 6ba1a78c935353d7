//! The steps, in the order in which they run.

use super::step::{Step, With};

pub(crate) const STEPS: &[Step] = &[
    Step {
        name: "what must not compile",
        quick: true,
        with: With::Stable,
        test: &["-p", "litert", "--doc", "--", "compile fail"],
    },
    Step {
        name: "fake runtime, AddressSanitizer",
        quick: true,
        with: With::Address,
        test: &["-p", "litert-fake-runtime", "--tests", "--", "--nocapture"],
    },
    Step {
        name: "official libraries, AddressSanitizer, in short",
        quick: true,
        with: With::Address,
        test: &[
            "-p",
            "litert",
            "--test",
            "tiny",
            "--test",
            "digits",
            "--test",
            "custom_op",
            "--test",
            "custom_op_graphs",
            "--test",
            "memory",
            "--test",
            "lent_memory",
        ],
    },
    Step {
        name: "damaged models, reader",
        quick: false,
        with: With::Campaign(1),
        test: &[
            "-p",
            "litert",
            "--test",
            "reader_mutations",
            "--",
            "--nocapture",
        ],
    },
    Step {
        name: "damaged models, engines",
        quick: false,
        with: With::Campaign(10),
        test: &["-p", "litert", "--test", "mutants", "--", "--nocapture"],
    },
];
