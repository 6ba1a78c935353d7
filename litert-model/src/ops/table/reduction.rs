//! Sums, extremes and counts along axes.

use super::prelude::*;

ops! {
    ARG_MAX = 56 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[F32 | I8 | I32 | I64 | U8 | BOOL, I32 | I64] => [I32 | I64]],
        ranks: [],
        yields: Declared, shape: one(matrix::arg),
        waits: On(&[1]), early: Never, macs: Macs::None,
        family: Reduction, role: Plain, hazards: [], versions: 1..=3,
    }

    ARG_MIN = 79 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[F32 | I8 | I32 | I64 | U8 | BOOL, I32 | I64] => [I32 | I64]],
        ranks: [],
        yields: Declared, shape: one(matrix::arg),
        waits: On(&[1]), early: Never, macs: Macs::None,
        family: Reduction, role: Plain, hazards: [], versions: 1..=3,
    }

    BUCKETIZE = 147 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[F32 | F64 | I32 | I64] => [I32]],
        ranks: [],
        yields: Always(Int32), shape: one(elementwise::same),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: 1..=1,
    }

    CUMSUM = 128 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[F32 | I32 | I64, I32] => [SAME]],
        ranks: [],
        yields: Declared, shape: one(elementwise::same),
        waits: No, early: Never, macs: Macs::None,
        family: Reduction, role: Plain, hazards: [results::LIKE_INPUT], versions: 1..=1,
    }

    MEAN = 40 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[F32 | F16 | I8 | I16 | I32 | I64 | U8, I32] => [SAME]],
        ranks: [],
        yields: Declared, shape: one(matrix::reduce),
        waits: On(&[1]), early: Never, macs: Macs::None,
        family: Reduction, role: Plain, hazards: [results::LIKE_INPUT], versions: 1..=3,
    }

    REDUCE_ALL = 140 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[BOOL, I32] => [SAME]],
        ranks: [],
        yields: Declared, shape: one(matrix::reduce),
        waits: On(&[1]), early: Never, macs: Macs::None,
        family: Reduction, role: Plain, hazards: [results::TRUTH], versions: 1..=1,
    }

    REDUCE_ANY = 91 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[BOOL, I32] => [SAME]],
        ranks: [],
        yields: Declared, shape: one(matrix::reduce),
        waits: On(&[1]), early: Never, macs: Macs::None,
        family: Reduction, role: Plain, hazards: [results::TRUTH], versions: 1..=1,
    }

    REDUCE_MAX = 82 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[F32 | F16 | I8 | I16 | I32 | I64 | U8, I32] => [SAME]],
        ranks: [],
        yields: Declared, shape: one(matrix::largest),
        waits: On(&[1]), early: Never, macs: Macs::None,
        family: Reduction, role: Plain, hazards: [results::LIKE_INPUT], versions: 1..=3,
    }

    REDUCE_MIN = 89 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[F32 | I8 | I16 | I32 | I64 | U8, I32] => [SAME]],
        ranks: [],
        yields: Declared, shape: one(matrix::smallest),
        waits: On(&[1]), early: Never, macs: Macs::None,
        family: Reduction, role: Plain, hazards: [results::LIKE_INPUT], versions: 1..=3,
    }

    REDUCE_PROD = 81 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[F32 | I8 | I16 | I32 | I64 | U8, I32] => [SAME]],
        ranks: [],
        yields: Declared, shape: one(matrix::product),
        waits: On(&[1]), early: Few(&[0, 1]), macs: Macs::None,
        family: Reduction, role: Plain, hazards: [results::LIKE_INPUT], versions: 1..=2,
    }

    SEGMENT_SUM = 125 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[F32 | I32, I32] => [SAME]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: On(&[0, 1]), early: Never, macs: Macs::None,
        family: Reduction, role: Plain, hazards: [results::LIKE_INPUT], versions: 1..=1,
    }

    SUM = 74 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[F32 | F16 | I8 | I16 | I32 | I64 | U8, I32] => [SAME]],
        ranks: [],
        yields: Declared, shape: one(matrix::sum),
        waits: On(&[1]), early: Never, macs: Macs::None,
        family: Reduction, role: Plain, hazards: [results::LIKE_INPUT], versions: 1..=2,
    }

    TOPK_V2 = 48 {
        inputs: exactly(2), outputs: exactly(2),
        types: [
            [F32 | I8 | I16 | I32 | I64 | U8, I16 | I32] => [F32 | I8 | I16 | I32 | I64 | U8, I16 |
                I32],
        ],
        ranks: [],
        yields: Like(0), shape: all(matrix::top_k),
        waits: By(flow::top_k), early: Never, macs: Macs::None,
        family: Reduction, role: Plain, hazards: [values::BEST], versions: 1..=3,
    }

    UNIQUE = 103 {
        inputs: exactly(1), outputs: exactly(2),
        types: [[F32 | I8 | I16 | I32 | I64 | U8] => [SAME, I32 | I64]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: By(flow::unique), early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: 1..=1,
    }

    UNSORTED_SEGMENT_MAX = 154 {
        inputs: exactly(3), outputs: exactly(1),
        types: [[F32 | I32, I32, I32] => [SAME]],
        ranks: [],
        yields: Declared, shape: one(matrix::segments),
        waits: On(&[1, 2]), early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [results::LIKE_INPUT, values::SEGMENTS], versions: 1..=1,
    }

    UNSORTED_SEGMENT_MIN = 157 {
        inputs: exactly(3), outputs: exactly(1),
        types: [[F32 | I32, I32, I32] => [SAME]],
        ranks: [],
        yields: Declared, shape: one(matrix::segments),
        waits: On(&[1, 2]), early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [results::LIKE_INPUT, values::SEGMENTS], versions: 1..=1,
    }

    UNSORTED_SEGMENT_PROD = 153 {
        inputs: exactly(3), outputs: exactly(1),
        types: [[F32 | I32, I32, I32] => [SAME]],
        ranks: [],
        yields: Declared, shape: one(matrix::segment_products),
        waits: On(&[1, 2]), early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [results::LIKE_INPUT, values::SEGMENTS], versions: 1..=1,
    }

    UNSORTED_SEGMENT_SUM = 155 {
        inputs: exactly(3), outputs: exactly(1),
        types: [[F32 | I32, I32, I32] => [SAME]],
        ranks: [],
        yields: Declared, shape: one(matrix::segment_sums),
        waits: On(&[1, 2]), early: Never, macs: Macs::None,
        family: Reduction, role: Plain, hazards: [results::LIKE_INPUT, values::SEGMENTS], versions: 1..=1,
    }

    NON_MAX_SUPPRESSION_V4 = 120 {
        inputs: exactly(5), outputs: exactly(2),
        types: [[F32, F32, I32, F32, F32] => [I32, I32]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: By(flow::suppression_4), early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: 1..=1,
    }

    NON_MAX_SUPPRESSION_V5 = 121 {
        inputs: exactly(6), outputs: exactly(3),
        types: [[F32, F32, I32, F32, F32, F32] => [I32, F32, I32]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: By(flow::suppression_5), early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: 1..=1,
    }
}
