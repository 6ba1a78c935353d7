//! Operators that take some elements out, or put some in.

use super::prelude::*;

ops! {
    DYNAMIC_UPDATE_SLICE = 151 {
        inputs: exactly(3), outputs: exactly(1),
        types: [[F32 | F16 | BF16 | I4 | I8 | I16 | I32 | I64 | BOOL, SAME, I32 | I64] => [SAME]],
        ranks: [],
        yields: Like(0), shape: one(elementwise::same),
        waits: No, early: Never, macs: Macs::None,
        family: Movement, role: Plain, hazards: [], versions: 1..=6,
    }

    EMBEDDING_LOOKUP = 7 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[I32, F32 | I2 | I4 | I8 | U8] => [F32 | F16 | I8 | U8]],
        ranks: [],
        yields: Declared, shape: one(slices::embedding_lookup),
        waits: No, early: Never, macs: Macs::None,
        family: Movement, role: Plain, hazards: [repair::FIRST], versions: 1..=5,
    }

    EMBEDDING_LOOKUP_SPARSE = 33 {
        inputs: exactly(5), outputs: exactly(1),
        types: [[I32, I32, I32, F32, F32] => [F32]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: By(flow::computation), early: Never, macs: Macs::None,
        family: Movement, role: Plain, hazards: [values::PLACES], versions: 1..=1,
    }

    GATHER = 36 {
        inputs: exactly(2), outputs: exactly(1),
        types: [
            [F32 | F16 | BF16 | F8E4 | F8E5 | I4 | I8 | I16 | I32 | I64 | U8 | BOOL | STR, I16 | I32
                | I64] => [SAME],
        ],
        ranks: [],
        yields: Like(0), shape: one(slices::gather),
        waits: No, early: From(&[0, 1]), macs: Macs::None,
        family: Movement, role: Plain, hazards: [], versions: 1..=8,
    }

    GATHER_ND = 107 {
        inputs: exactly(2), outputs: exactly(1),
        types: [
            [F32 | F16 | BF16 | F8E4 | F8E5 | I8 | I16 | I32 | I64 | U8 | BOOL | STR, I16 | I32 |
                I64] => [SAME],
        ],
        ranks: [],
        yields: Like(0), shape: one(slices::gather_nd),
        waits: No, early: Never, macs: Macs::None,
        family: Movement, role: Plain, hazards: [], versions: 1..=6,
    }

    ONE_HOT = 85 {
        inputs: exactly(4), outputs: exactly(1),
        types: [[I32 | I64, I32, F32 | I8 | I32 | I64 | U8 | BOOL, like(2)] => [like(2)]],
        ranks: [],
        yields: Like(2), shape: one(slices::one_hot),
        waits: On(&[1]), early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [values::DEPTH], versions: 1..=1,
    }

    SCATTER_ND = 122 {
        inputs: exactly(3), outputs: exactly(1),
        types: [[I32, F32 | I8 | I32 | I64 | U8 | BOOL, I32] => [like(1)]],
        ranks: [],
        yields: Like(1), shape: one(layout::scatter),
        waits: On(&[2]), early: Never, macs: Macs::None,
        family: Movement, role: Plain, hazards: [alike::SCATTER, values::SCATTERED_ND], versions: 1..=1,
    }

    SLICE = 65 {
        inputs: exactly(3), outputs: exactly(1),
        types: [
            [F32 | F16 | I4 | I8 | I16 | I32 | I64 | U8 | U32 | BOOL | STR, I32 | I64, like(1)] => [SAME],
        ],
        ranks: [],
        yields: Declared, shape: one(slices::slice).unless(Keeps::Complete),
        waits: By(flow::slice), early: Never, macs: Macs::None,
        family: Movement, role: Plain, hazards: [xnnpack::SLICE, values::BOUNDS], versions: 1..=8,
    }

    SPARSE_TO_DENSE = 68 {
        inputs: exactly(4), outputs: exactly(1),
        types: [[I32 | I64, I32 | I64, F32 | I8 | I32 | I64 | U8, like(2)] => [like(2)]],
        ranks: [],
        yields: Like(2), shape: UNKNOWN,
        waits: On(&[1]), early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [values::SPARSE], versions: 1..=3,
    }

    STRIDED_SLICE = 45 {
        inputs: exactly(4), outputs: exactly(1),
        types: [
            [F32 | F16 | I8 | I16 | I32 | I64 | U8 | U32 | BOOL | STR, I32, I32, I32] => [SAME],
        ],
        ranks: [],
        yields: Declared, shape: one(slices::strided),
        waits: By(flow::strided_slice), early: From(&[0, 1, 2, 3]), macs: Macs::None,
        family: Movement, role: Plain, hazards: [xnnpack::STRIDED_SLICE], versions: 1..=8,
    }

    CONCAT_EMBEDDINGS = 29 {
        inputs: any(1), outputs: any(1),
        types: [[ANY] => [ANY]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Movement, role: Plain, hazards: [], versions: NO_KERNEL,
    }
}
