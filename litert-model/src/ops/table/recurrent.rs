//! Operators with state of their own.

use super::prelude::*;

ops! {
    BIDIRECTIONAL_SEQUENCE_LSTM = 52 {
        inputs: between(1, 48).with_gaps(), outputs: between(1, 2),
        types: [],
        yields: Declared, shape: UNKNOWN, macs: Of(macs::recurrent),
        role: Recurrent, versions: 1..=3,
    }

    BIDIRECTIONAL_SEQUENCE_RNN = 46 {
        inputs: exactly(12).with_gaps(), outputs: between(1, 2),
        types: [],
        yields: Declared, shape: UNKNOWN, macs: Of(macs::recurrent),
        role: Recurrent, versions: 1..=3,
    }

    LSTM = 16 {
        inputs: between(1, 24).with_gaps(), outputs: between(1, 4),
        types: [],
        yields: Declared, shape: UNKNOWN, macs: Of(macs::recurrent),
        role: Recurrent, versions: 1..=4,
    }

    RNN = 24 {
        inputs: exactly(5).with_gaps(), outputs: exactly(1),
        types: [],
        yields: Declared, shape: UNKNOWN, macs: Of(macs::recurrent),
        role: Recurrent, versions: 1..=3,
    }

    SVDF = 27 {
        inputs: exactly(5).with_gaps(), outputs: exactly(1),
        types: [],
        yields: Declared, shape: UNKNOWN, macs: Of(macs::recurrent),
        role: Recurrent, versions: 1..=4,
    }

    UNIDIRECTIONAL_SEQUENCE_LSTM = 44 {
        inputs: between(1, 24).with_gaps(), outputs: exactly(1),
        types: [],
        yields: Declared, shape: UNKNOWN, macs: Of(macs::recurrent),
        role: Recurrent, versions: 1..=4,
    }

    UNIDIRECTIONAL_SEQUENCE_RNN = 35 {
        inputs: exactly(5).with_gaps(), outputs: exactly(1),
        types: [],
        yields: Declared, shape: UNKNOWN, macs: Of(macs::recurrent),
        role: Recurrent, versions: 1..=3,
    }
}
