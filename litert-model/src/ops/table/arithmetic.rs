//! Operators that compute each element by itself.

use super::prelude::*;

/// What CAST knows.
const NUMBERS: Set = F32
    | F16
    | BF16
    | F64
    | F8E4
    | F8E5
    | I2
    | I4
    | I8
    | I16
    | I32
    | I64
    | U4
    | U8
    | U16
    | U32
    | BOOL
    | C64;

/// Types whose elements take whole bytes.
const BYTES: Set = F32 | F16 | BF16 | F64 | I8 | I16 | I32 | I64 | U8 | U16 | U32 | U64 | BOOL;

ops! {
    ABS = 101 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[F32 | I8 | I16 | I32] => [SAME]],
        ranks: [],
        yields: Declared, shape: each(elementwise::abs),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: 1..=5,
    }

    ADD = 0 {
        inputs: exactly(2), outputs: exactly(1),
        // Text is refused when the kernel runs, in plain words.
        types: [[F32 | F16 | I8 | I16 | I32 | I64 | U8 | STR, SAME] => [SAME]],
        ranks: [],
        yields: Like(1), shape: each(elementwise::add),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic,
        role: Plain, hazards: [scales::ADD, alike::ADD, delegate::VARIABLES], versions: 1..=6,
    }

    ADD_N = 106 {
        inputs: any(1), outputs: exactly(1),
        types: [[F32 | I32] => [SAME]],
        ranks: [],
        yields: Like(0), shape: one(elementwise::alike),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: 1..=1,
    }

    ATAN2 = 156 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[F32 | F16 | BF16 | F64, SAME] => [SAME]],
        ranks: [],
        yields: Declared, shape: each(elementwise::alike),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [alike::PAIRED], versions: 1..=1,
    }

    BITCAST = 159 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[BYTES] => [BYTES]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [alike::BITCAST], versions: 1..=1,
    }

    BITWISE_XOR = 160 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[I8 | I16 | I32 | U8 | U16 | U32, SAME] => [SAME]],
        ranks: [],
        yields: Like(0), shape: each(elementwise::binary),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [values::ranks::FOUR], versions: 1..=1,
    }

    CAST = 53 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[NUMBERS] => [NUMBERS]],
        ranks: [],
        yields: Declared, shape: each(elementwise::cast),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: 1..=9,
    }

    CEIL = 104 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[F32] => [SAME]],
        ranks: [],
        yields: Like(0), shape: each(elementwise::same),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: 1..=1,
    }

    COS = 108 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[F32 | F16] => [SAME]],
        ranks: [],
        yields: Declared, shape: each(elementwise::same),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: 1..=2,
    }

    DIV = 42 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[F32 | F16 | I8 | I16 | I32 | U8, SAME] => [SAME]],
        ranks: [],
        yields: Like(1), shape: each(elementwise::div),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [values::QUOTIENT, delegate::VARIABLES, values::ZERO, values::ranks::QUOTIENT], versions: 1..=2,
    }

    EXP = 47 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[F32 | F16 | I8 | I16] => [SAME]],
        ranks: [],
        yields: Like(0), shape: each(elementwise::same),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: 1..=2,
    }

    FLOOR = 8 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[F32 | F16 | BF16] => [SAME]],
        ranks: [],
        yields: Like(0), shape: each(elementwise::same),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: 1..=1,
    }

    FLOOR_DIV = 90 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[F32 | I8 | I16 | I32, SAME] => [SAME]],
        ranks: [],
        yields: Like(0), shape: each(elementwise::floor_div),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [values::ranks::FOUR], versions: 1..=3,
    }

    FLOOR_MOD = 95 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[F32 | I8 | I16 | I32 | I64, SAME] => [SAME]],
        ranks: [],
        yields: Like(0), shape: each(elementwise::floor_mod),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [values::REMAINDER, values::ranks::FOUR], versions: 1..=2,
    }

    LOG = 73 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[F32 | I8 | I16] => [SAME]],
        ranks: [],
        yields: Declared, shape: each(elementwise::same),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [scales::LOOKED_UP], versions: 1..=2,
    }

    MAXIMUM = 55 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[F32 | F16 | BF16 | I8 | I16 | I32 | I64 | U8, SAME] => [SAME]],
        ranks: [],
        yields: Like(0), shape: each(elementwise::maximum),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [delegate::VARIABLES, values::ranks::FIVE], versions: 1..=4,
    }

    MINIMUM = 57 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[F32 | F16 | BF16 | I8 | I16 | I32 | I64 | U8, SAME] => [SAME]],
        ranks: [],
        yields: Like(0), shape: each(elementwise::minimum),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [delegate::VARIABLES, values::ranks::FIVE], versions: 1..=4,
    }

    MUL = 18 {
        inputs: exactly(2), outputs: exactly(1),
        types: [
            [F32 | F16 | I8 | I16 | I32 | I64 | U8 | U32 | C64, F32 | F16 | I8 | I16 | I32 | I64 |
                U8 | U32 | C64] => [F32 | F16 | I8 | I16 | I32 | I64 | U8 | U32 | C64],
        ],
        ranks: [],
        yields: Declared, shape: each(elementwise::mul),
        waits: No, early: From(&[0, 1]), macs: Macs::None,
        family: Arithmetic,
        role: Plain, hazards: [results::PRODUCT, delegate::VARIABLES, values::ranks::PRODUCT], versions: 1..=8,
    }

    NEG = 59 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[F32 | F16 | BF16 | I8 | I16 | I32 | I64] => [SAME]],
        ranks: [],
        yields: Like(0), shape: each(elementwise::neg),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: 1..=1,
    }

    POW = 78 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[F32 | I32, SAME] => [SAME]],
        ranks: [],
        yields: Like(0), shape: each(elementwise::binary),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [values::ranks::FOUR], versions: 1..=1,
    }

    RIGHT_SHIFT = 161 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[I8 | I16 | I32 | U8 | U16 | U32, SAME] => [SAME]],
        ranks: [],
        yields: Like(0), shape: each(elementwise::binary),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [values::ranks::FOUR], versions: 1..=1,
    }

    ROUND = 116 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[F32 | F16 | BF16] => [SAME]],
        ranks: [],
        yields: Like(0), shape: each(elementwise::same),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: 1..=1,
    }

    RSQRT = 76 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[F32 | I8 | I16] => [SAME]],
        ranks: [],
        yields: Declared, shape: each(elementwise::same),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [scales::LOOKED_UP], versions: 1..=3,
    }

    SIGN = 158 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[F32 | F64 | I32] => [SAME]],
        ranks: [],
        yields: Declared, shape: each(elementwise::same),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: 1..=2,
    }

    SIN = 66 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[F32 | F16] => [SAME]],
        ranks: [],
        yields: Declared, shape: each(elementwise::same),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: 1..=2,
    }

    SQRT = 75 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[F32 | I8 | I16] => [SAME]],
        ranks: [],
        yields: Declared, shape: each(elementwise::same),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [scales::LOOKED_UP], versions: 1..=2,
    }

    SQUARE = 92 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[F32] => [SAME]],
        ranks: [],
        yields: Declared, shape: each(elementwise::same),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: 1..=1,
    }

    SQUARED_DIFFERENCE = 99 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[F32 | I8 | I32, SAME] => [SAME]],
        ranks: [],
        yields: Like(1), shape: each(elementwise::binary),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic,
        role: Plain, hazards: [scales::SQUARED, delegate::VARIABLES, values::ranks::DIFFERENCE], versions: 1..=2,
    }

    SUB = 41 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[F32 | F16 | I8 | I16 | I32 | I64 | U8, SAME] => [SAME]],
        ranks: [],
        yields: Like(1), shape: each(elementwise::sub),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic,
        role: Plain, hazards: [scales::SUB, alike::SUB, delegate::VARIABLES], versions: 1..=5,
    }

    ZEROS_LIKE = 93 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[F32 | I32 | I64] => [SAME]],
        ranks: [],
        yields: Like(0), shape: each(elementwise::same),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: 1..=1,
    }
}
