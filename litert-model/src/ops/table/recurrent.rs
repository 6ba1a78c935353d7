//! Operators with state of their own.

use super::prelude::*;

ops! {
    BIDIRECTIONAL_SEQUENCE_LSTM = 52 {
        inputs: exactly(48).or_none(&[1, 5, 9, 10, 11, 12, 16, 17, 18, 22, 26, 27, 28, 29, 33, 34, 39, 40, 41, 42, 43, 44, 45, 46, 47]),
        outputs: between(1, 2),
        types: [[F32, like(2), F32 | I8 | U8, like(2), like(2), like(2), like(2), like(2), like(2), like(2), like(2), like(2), F32, F32, F32, F32, like(2), F32, like(2), like(2), like(2), like(2), like(2), like(2), like(2), like(2), like(2), like(2), like(2), F32, F32, F32, F32, like(2), F32, F32, F32, F32, F32, F32, like(2), like(2), like(2), like(2), like(2), like(2), like(2), like(2)] => [F32]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Of(macs::recurrent),
        family: Matrix, role: Recurrent, hazards: [sequences::BIDIRECTIONAL_LSTM], versions: 1..=3,
    }

    BIDIRECTIONAL_SEQUENCE_RNN = 46 {
        inputs: exactly(12).or_none(&[9, 10, 11]), outputs: between(1, 2),
        types: [[F32, F32 | I8 | U8, like(1), F32, F32, like(1), like(1), F32, F32, F32, like(1), like(1)] => [F32]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Of(macs::recurrent),
        family: Matrix, role: Recurrent, hazards: [sequences::BIDIRECTIONAL_RNN], versions: 1..=3,
    }

    LSTM = 16 {
        inputs: between(5, 24).or_none(&[1, 5, 9, 10, 11, 12, 16, 17, 20, 21, 22, 23]),
        outputs: between(1, 4),
        types: [[U8, U8, U8, I32, I16] => [U8, I16, U8, I16], [F32, F32, F32, F32, F32] => [F32], [F32, like(2), F32 | I8 | U8, like(2), like(2), like(2), like(2), like(2), like(2), like(2), like(2), like(2), F32, F32, F32, F32, like(2), F32, F32, F32, F32, F32, F32, F32] => [F32], [I8, I8, I8, I8, I8, I8, I8, I8, I8, I16, I16, I16, I32, I32, I32, I32, I8, I32, I8, I16, I16, I16, I16, I16] => [I8]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Of(macs::recurrent),
        family: Matrix,
        role: Recurrent, hazards: [recurrent::LSTM, sequences::LSTM], versions: 1..=4,
    }

    RNN = 24 {
        inputs: exactly(5), outputs: exactly(1),
        types: [[F32, F32 | I8 | U8, like(1), F32, F32] => [F32]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Of(macs::recurrent),
        family: Matrix, role: Recurrent, hazards: [sequences::RNN], versions: 1..=3,
    }

    SVDF = 27 {
        inputs: exactly(5).or_none(&[3]), outputs: exactly(1),
        types: [[F32, F32 | I8 | U8, like(1), F32, F32] => [F32], [I8, I8, I16, I32, I16] => [I8]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Of(macs::recurrent),
        family: Matrix,
        role: Recurrent, hazards: [recurrent::SVDF, sequences::SVDF], versions: 1..=4,
    }

    UNIDIRECTIONAL_SEQUENCE_LSTM = 44 {
        inputs: between(20, 24).or_none(&[1, 5, 9, 10, 11, 12, 16, 17, 20, 21, 22, 23]),
        outputs: exactly(1),
        types: [[F32, like(2), F32 | I8 | U8, like(2), like(2), like(2), like(2), like(2), like(2), like(2), like(2), like(2), F32, F32, F32, F32, like(2), F32, F32, F32, F32, F32, F32, F32] => [F32], [I8, I8, I8, I8, I8, I8, I8, I8, I8, I16, I16, I16, I32, I32, I32, I32, I8, I32, I8, I16, I16, I16, I16, I16] => [I8]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Of(macs::recurrent),
        family: Matrix, role: Recurrent,
        hazards: [recurrent::LSTM, sequences::UNIDIRECTIONAL_LSTM],
        versions: 1..=4,
    }

    UNIDIRECTIONAL_SEQUENCE_RNN = 35 {
        inputs: exactly(5), outputs: exactly(1),
        types: [[F32, F32 | I8 | U8, like(1), F32, F32] => [F32]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Of(macs::recurrent),
        family: Matrix, role: Recurrent, hazards: [sequences::UNIDIRECTIONAL_RNN], versions: 1..=3,
    }
}
