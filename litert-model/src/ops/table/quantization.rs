//! Between floats and quantized values, and between sparse and dense ones.

use super::prelude::*;

ops! {
    DENSIFY = 124 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[F32 | F16 | I8] => [SAME]],
        ranks: [],
        yields: Like(0), shape: UNKNOWN,
        waits: No, early: Once, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [delegate::UNPACKED], versions: 1..=1,
    }

    DEQUANTIZE = 6 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[F16 | F8E4 | F8E5 | I2 | I4 | I8 | I16 | U4 | U8] => [F32]],
        ranks: [],
        yields: Always(Float32), shape: each(elementwise::same),
        waits: No, early: OnceFromFile, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [delegate::UNPACKED], versions: 1..=9,
    }

    FAKE_QUANT = 80 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[F32] => [SAME]],
        ranks: [],
        yields: Like(0), shape: one(elementwise::same),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: 1..=2,
    }

    QUANTIZE = 114 {
        inputs: exactly(1), outputs: exactly(1),
        types: [
            [F32] => [I4 | I8 | I16 | U4 | U8],
            [I8 | U8] => [I8 | I16 | U8],
            [I16] => [I8 | I16 | I32],
            [I32] => [I8 | I16],
        ],
        ranks: [],
        yields: Declared, shape: each(elementwise::same),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [delegate::PARAMETERS], versions: 1..=6,
    }
}
