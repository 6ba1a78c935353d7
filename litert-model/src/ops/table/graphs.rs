//! Operators that run other graphs, and place holders.

use super::prelude::*;

ops! {
    CALL = 31 {
        inputs: any(0).with_gaps(), outputs: any(0),
        types: [],
        yields: Declared, shape: UNKNOWN, macs: Macs::None,
        role: Other, versions: NO_KERNEL,
    }

    CALL_ONCE = 129 {
        inputs: any(0).with_gaps(), outputs: any(0),
        types: [],
        yields: Declared, shape: UNKNOWN, macs: Macs::None,
        role: Other, versions: NO_KERNEL,
    }

    CUSTOM = 32 {
        inputs: any(1).with_gaps(), outputs: any(0),
        types: [],
        yields: Declared, shape: UNKNOWN, macs: Macs::Unknown,
        role: Custom, versions: NO_KERNEL,
    }

    DELEGATE = 51 {
        inputs: any(0).with_gaps(), outputs: any(0),
        types: [],
        yields: Declared, shape: UNKNOWN, macs: Macs::None,
        role: Other, versions: NO_KERNEL,
    }

    IF = 118 {
        inputs: any(0).with_gaps(), outputs: any(0),
        types: [],
        yields: Declared, shape: UNKNOWN, macs: Macs::None,
        role: If, versions: NO_KERNEL,
    }

    PLACEHOLDER_FOR_GREATER_OP_CODES = 127 {
        inputs: any(1).with_gaps(), outputs: any(1),
        types: [],
        yields: Declared, shape: UNKNOWN, macs: Macs::None,
        role: Plain, versions: NO_KERNEL,
    }

    STABLEHLO_CASE = 209 {
        inputs: any(1).with_gaps(), outputs: any(1),
        types: [],
        yields: Declared, shape: UNKNOWN, macs: Macs::None,
        role: Case, versions: 1..=1,
    }

    STABLEHLO_COMPOSITE = 206 {
        inputs: any(1).with_gaps(), outputs: any(1),
        types: [],
        yields: Declared, shape: UNKNOWN, macs: Macs::None,
        role: Composite, versions: 1..=1,
    }

    WHILE = 119 {
        inputs: any(0), outputs: any(0),
        types: [],
        yields: Declared, shape: UNKNOWN, macs: Macs::None,
        role: While, versions: NO_KERNEL,
    }
}
