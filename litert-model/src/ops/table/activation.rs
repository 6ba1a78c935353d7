//! Activation functions and normalization.

use super::prelude::*;

ops! {
    ELU = 111 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[F32 | I8] => [SAME]],
        ranks: [],
        yields: Declared, shape: each(elementwise::same),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: 1..=1,
    }

    GELU = 150 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[F32 | F16 | I8 | I16 | U8] => [SAME]],
        ranks: [],
        yields: Declared, shape: each(elementwise::same),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: 1..=3,
    }

    HARD_SWISH = 117 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[F32 | I8 | U8] => [SAME]],
        ranks: [],
        yields: Declared, shape: each(elementwise::same),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: 1..=1,
    }

    L2_NORMALIZATION = 11 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[F32 | I8 | I16 | U8 | U16] => [SAME]],
        ranks: [],
        yields: Declared, shape: one(elementwise::same),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: 1..=2,
    }

    LEAKY_RELU = 98 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[F32 | I8 | I16 | U8] => [SAME]],
        ranks: [],
        yields: Declared, shape: each(elementwise::same),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: 1..=2,
    }

    LOCAL_RESPONSE_NORMALIZATION = 13 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[F32] => [SAME]],
        ranks: [],
        yields: Declared, shape: one(elementwise::same),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: 1..=1,
    }

    LOGISTIC = 14 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[F32 | F16 | BF16 | I8 | I16 | U8] => [SAME]],
        ranks: [],
        yields: Declared, shape: each(elementwise::same),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: 1..=3,
    }

    LOG_SOFTMAX = 50 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[F32 | I8 | U8] => [SAME]],
        ranks: [0: 1..=8],
        yields: Declared, shape: one(elementwise::same),
        waits: No, early: Never, macs: Macs::None,
        family: Reduction, role: Plain, hazards: [kernels::ROWS], versions: 1..=2,
    }

    PRELU = 54 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[F32 | I8 | I16 | U8, SAME] => [SAME]],
        ranks: [],
        yields: Declared, shape: one(elementwise::prelu),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [delegate::VARIABLES], versions: 1..=1,
    }

    RELU = 19 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[F32 | I8 | I16 | U8] => [SAME]],
        ranks: [],
        yields: Declared, shape: each(elementwise::same),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: 1..=3,
    }

    RELU6 = 21 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[F32 | I8 | I16 | U8] => [SAME]],
        ranks: [],
        yields: Declared, shape: each(elementwise::same),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: 1..=3,
    }

    RELU_0_TO_1 = 152 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[F32 | I8 | U8] => [SAME]],
        ranks: [],
        yields: Declared, shape: each(elementwise::same),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: 1..=1,
    }

    RELU_N1_TO_1 = 20 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[F32 | I8 | U8] => [SAME]],
        ranks: [],
        yields: Declared, shape: each(elementwise::same),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: 1..=1,
    }

    SOFTMAX = 25 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[F32 | F16 | I16] => [SAME], [I8] => [I8 | I16], [U8] => [I16 | U8]],
        ranks: [],
        yields: Declared, shape: one(elementwise::same),
        waits: No, early: Never, macs: Macs::None,
        family: Reduction, role: Plain, hazards: [kernels::ROWS], versions: 1..=4,
    }

    TANH = 28 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[F32 | F16 | BF16 | I8 | I16 | U8] => [SAME]],
        ranks: [],
        yields: Declared, shape: each(elementwise::same),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: 1..=3,
    }
}
