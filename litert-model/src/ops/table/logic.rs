//! Comparisons, truth values, and choices by them.

use super::prelude::*;

ops! {
    EQUAL = 71 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[F32 | F16 | I8 | I16 | I32 | I64 | U8 | BOOL | STR, SAME] => [BOOL]],
        ranks: [],
        yields: Always(Bool), shape: each(elementwise::equal),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [scales::EQUALITY, values::ranks::FOUR], versions: 1..=5,
    }

    GREATER = 61 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[F32 | F16 | BF16 | I8 | I16 | I32 | I64 | U8, SAME] => [BOOL]],
        ranks: [],
        yields: Always(Bool), shape: each(elementwise::greater),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [scales::COMPARISON, values::ranks::FOUR], versions: 1..=2,
    }

    GREATER_EQUAL = 62 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[F32 | F16 | BF16 | I8 | I16 | I32 | I64 | U8, SAME] => [BOOL]],
        ranks: [],
        yields: Always(Bool), shape: each(elementwise::greater_equal),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [scales::COMPARISON, values::ranks::FOUR], versions: 1..=3,
    }

    LESS = 58 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[F32 | F16 | BF16 | I8 | I16 | I32 | I64 | U8, SAME] => [BOOL]],
        ranks: [],
        yields: Always(Bool), shape: each(elementwise::less),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [scales::COMPARISON, values::ranks::FOUR], versions: 1..=3,
    }

    LESS_EQUAL = 63 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[F32 | F16 | BF16 | I8 | I16 | I32 | I64 | U8, SAME] => [BOOL]],
        ranks: [],
        yields: Always(Bool), shape: each(elementwise::less_equal),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [scales::COMPARISON, values::ranks::FOUR], versions: 1..=2,
    }

    LOGICAL_AND = 86 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[BOOL, BOOL] => [SAME]],
        ranks: [],
        yields: Always(Bool), shape: each(elementwise::and),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [values::ranks::FOUR], versions: 1..=1,
    }

    LOGICAL_NOT = 87 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[BOOL] => [SAME]],
        ranks: [],
        yields: Declared, shape: each(elementwise::not),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: 1..=1,
    }

    LOGICAL_OR = 84 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[BOOL, BOOL] => [SAME]],
        ranks: [],
        yields: Always(Bool), shape: each(elementwise::or),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [values::ranks::FOUR], versions: 1..=1,
    }

    NOT_EQUAL = 72 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[F32 | F16 | I8 | I16 | I32 | I64 | U8 | BOOL | STR, SAME] => [BOOL]],
        ranks: [],
        yields: Always(Bool), shape: each(elementwise::not_equal),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [scales::EQUALITY, values::ranks::FOUR], versions: 1..=4,
    }

    SELECT = 64 {
        inputs: exactly(3), outputs: exactly(1),
        types: [[BOOL, F32 | I8 | I16 | I32 | I64 | U8 | U32 | BOOL, like(1)] => [like(1)]],
        ranks: [],
        yields: Like(1), shape: one(elementwise::select).unless(Keeps::Single),
        waits: No, early: Never, macs: Macs::None,
        family: Movement, role: Plain, hazards: [], versions: 1..=4,
    }

    SELECT_V2 = 123 {
        inputs: exactly(3), outputs: exactly(1),
        types: [[BOOL, F32 | F16 | I8 | I16 | I32 | I64 | U8 | U32 | BOOL, like(1)] => [like(1)]],
        ranks: [],
        yields: Like(1), shape: each(elementwise::select_v2).unless(Keeps::Single),
        waits: No, early: Never, macs: Macs::None,
        family: Movement, role: Plain, hazards: [values::ranks::SELECT], versions: 1..=2,
    }

    WHERE = 109 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[F32 | I8 | I32 | I64 | U8 | U32 | BOOL] => [I64]],
        ranks: [],
        yields: Always(Int64), shape: UNKNOWN,
        waits: On(&[0]), early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: 1..=2,
    }
}
