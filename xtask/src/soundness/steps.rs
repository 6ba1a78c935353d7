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
        #[rustfmt::skip]
        test: &[
            "-p", "litert", "--test", "models", "--test", "tensors", "--test", "delegates", "--",
            "tiny::", "digits::", "custom_op::", "custom_op_graphs::", "owned_memory::",
            "lent_memory::",
        ],
    },
    Step {
        name: "files that crashed something once",
        quick: true,
        with: With::Stable,
        #[rustfmt::skip]
        test: &[
            "-p", "litert-fuzzing", "--test", "replay", "--", "--nocapture", "what_crashed_once",
        ],
    },
    Step {
        name: "fuzz targets, by chance",
        quick: true,
        with: With::Stable,
        #[rustfmt::skip]
        test: &["-p", "litert-fuzzing", "--test", "replay", "--", "--nocapture", "chance"],
    },
    Step {
        name: "official libraries, AddressSanitizer, all tests",
        quick: false,
        with: With::Address,
        // Without what the sanitizer itself changes: how much memory is used, what happens when
        // there is none, and how a process ends. The software driver of GPUs is not ours, and damaged
        // models come further down.
        #[rustfmt::skip]
        test: &[
            "-p", "litert", "--tests", "--no-fail-fast", "--",
            "--skip", "memory_does_not_grow", "--skip", "little_memory",
            "--skip", "without_a_trial_the_process_crashes",
            "--skip", "gpu", "--skip", "device_memory",
            "--skip", "damaged_models", "--skip", "odd_shapes",
        ],
    },
    Step {
        name: "official libraries, ThreadSanitizer",
        quick: false,
        with: With::Thread,
        #[rustfmt::skip]
        test: &[
            "-p", "litert", "--test", "engines", "--no-fail-fast", "--",
            "compiled_cancel::", "interpreter_cancel::", "lifetimes::", "async_run::",
            "--skip", "gpu", "--skip", "device_memory",
        ],
    },
    Step {
        name: "official libraries, Valgrind, in short",
        quick: false,
        with: With::Valgrind,
        #[rustfmt::skip]
        test: &[
            "-p", "litert", "--test", "models", "--test", "tensors", "--test", "refusals", "--",
            "tiny::", "strings::", "resizes::", "beyond_xnnpack::",
        ],
    },
    Step {
        name: "little memory, full disks, swapped libraries",
        quick: true,
        with: With::Stable,
        #[rustfmt::skip]
        test: &[
            "-p", "litert", "--test", "limits", "--test", "libraries", "--",
            "memory_limit::", "disk::", "swapped::",
        ],
    },
    Step {
        name: "runs and lives without end, memory",
        quick: false,
        with: With::Soak,
        #[rustfmt::skip]
        test: &[
            "-p", "litert", "--test", "limits", "--",
            "constant_memory::", "--nocapture", "--test-threads=1",
        ],
    },
    Step {
        name: "damaged models, reader",
        quick: false,
        with: With::Campaign(1),
        #[rustfmt::skip]
        test: &["-p", "litert", "--test", "reader", "--", "mutations::", "--nocapture"],
    },
    Step {
        name: "damaged models, engines",
        quick: false,
        with: With::Campaign(10),
        #[rustfmt::skip]
        test: &["-p", "litert", "--test", "models", "--", "mutants::", "--nocapture"],
    },
    Step {
        name: "generated models, in short",
        quick: true,
        with: With::Stable,
        #[rustfmt::skip]
        test: &["-p", "litert", "--test", "models", "--", "generated::", "--nocapture"],
    },
    Step {
        name: "generated models",
        quick: false,
        with: With::Campaign(1),
        #[rustfmt::skip]
        test: &["-p", "litert", "--test", "models", "--", "generated::", "--nocapture"],
    },
    Step {
        name: "generated models, Valgrind",
        quick: false,
        with: With::Valgrind,
        #[rustfmt::skip]
        test: &["-p", "litert", "--test", "models", "--", "generated::", "--nocapture"],
    },
    Step {
        name: "damaged models, engines, Valgrind",
        quick: false,
        with: With::Valgrind,
        #[rustfmt::skip]
        test: &["-p", "litert", "--test", "models", "--", "mutants::", "--nocapture"],
    },
    fuzz("fuzz: calls in any order", &["api", SHORT, OF_ANY_LENGTH]),
    fuzz(
        "fuzz: descriptions, archives",
        &["metadata", SHORT, OF_ANY_LENGTH],
    ),
    fuzz("fuzz: options", &["options", SHORT, OF_ANY_LENGTH]),
    fuzz("fuzz: litert run", &["run", SHORT, OF_ANY_LENGTH]),
    fuzz("fuzz: strings", &["strings", SHORT, OF_ANY_LENGTH]),
    fuzz("fuzz: numbers", &["values", SHORT, OF_ANY_LENGTH]),
    fuzz("fuzz: labels", &["labels"]),
    fuzz("fuzz: bundles", &["bundle", SHORT, OF_ANY_LENGTH]),
    fuzz(
        "fuzz: litert inspect",
        &["inspect", "models/tiny", "models/digits"],
    ),
    fuzz("fuzz: reader", &["model", "models/tiny", "models/digits"]),
    fuzz(
        "fuzz: engines",
        &["engines", "models/tiny", "models/digits"],
    ),
];

/// Inputs in which each byte is a decision: more of them lead nowhere else, and there is no reason to
/// begin with the shortest.
const SHORT: &str = "-max_len=1024";
const OF_ANY_LENGTH: &str = "-len_control=0";

const fn fuzz(name: &'static str, test: &'static [&'static str]) -> Step {
    Step {
        name,
        quick: false,
        with: With::Fuzz,
        test,
    }
}
