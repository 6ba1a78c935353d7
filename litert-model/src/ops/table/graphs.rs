//! Operators that run other graphs, and place holders.

use super::prelude::*;

ops! {
    CALL = 31 {
        inputs: any(0).with_gaps(), outputs: any(0),
        types: [[ANY] => [ANY]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Control, role: Other, hazards: [], versions: NO_KERNEL,
    }

    CALL_ONCE = 129 {
        inputs: any(0).with_gaps(), outputs: any(0),
        types: [[ANY] => [ANY]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Control, role: CallsOnce, hazards: [], versions: NO_KERNEL,
    }

    CUSTOM = 32 {
        inputs: any(1).with_gaps(), outputs: any(0),
        types: [[ANY] => [ANY]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::Unknown,
        family: Arithmetic, role: Custom, hazards: [], versions: NO_KERNEL,
    }

    DELEGATE = 51 {
        inputs: any(0).with_gaps(), outputs: any(0),
        types: [[ANY] => [ANY]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Other, hazards: [], versions: NO_KERNEL,
    }

    IF = 118 {
        inputs: any(0).with_gaps(), outputs: any(0),
        types: [[ANY] => [ANY]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Control, role: If, hazards: [], versions: NO_KERNEL,
    }

    PLACEHOLDER_FOR_GREATER_OP_CODES = 127 {
        inputs: any(1).with_gaps(), outputs: any(1),
        types: [[ANY] => [ANY]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: NO_KERNEL,
    }

    STABLEHLO_CASE = 209 {
        inputs: any(1).with_gaps(), outputs: any(1),
        types: [[I32, ANY] => [ANY]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Case, hazards: [], versions: 1..=1,
    }

    STABLEHLO_COMPOSITE = 206 {
        inputs: any(1).with_gaps(), outputs: any(1),
        types: [[ANY] => [ANY]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Control, role: Composite, hazards: [delegate::ATTENTION], versions: 1..=1,
    }

    WHILE = 119 {
        inputs: any(0), outputs: any(0),
        types: [[ANY] => [ANY]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Control, role: While, hazards: [], versions: NO_KERNEL,
    }
}
