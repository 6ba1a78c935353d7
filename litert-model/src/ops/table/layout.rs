//! Operators that arrange elements anew.

use super::prelude::*;

ops! {
    BROADCAST_ARGS = 145 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[I32 | I64, I32 | I64] => [I32 | I64]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: From(&[0, 1]), macs: Macs::None,
        family: Movement, role: Plain, hazards: [values::SHAPES], versions: 1..=1,
    }

    BROADCAST_TO = 130 {
        inputs: exactly(2), outputs: exactly(1),
        types: [
            [F32 | F8E4 | F8E5 | I4 | I8 | I16 | I32 | I64 | U8 | U32 | BOOL | C64, I32 | I64] =>
                [SAME],
        ],
        ranks: [],
        yields: Declared, shape: one(layout::broadcast_to),
        waits: On(&[1]), early: Never, macs: Macs::None,
        family: Movement, role: Plain, hazards: [alike::BROADCAST, values::STRETCHED], versions: 2..=4,
    }

    CONCATENATION = 2 {
        inputs: any(1), outputs: exactly(1),
        types: [
            [F32 | F16 | BF16 | F8E4 | F8E5 | I4 | I8 | I16 | I32 | I64 | U8 | U32 | BOOL] =>
                [SAME],
        ],
        ranks: [],
        yields: Declared, shape: one(layout::concatenation),
        waits: No, early: FromAll, macs: Macs::None,
        family: Movement, role: Plain, hazards: [], versions: 1..=7,
    }

    EXPAND_DIMS = 70 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[ANY, I32 | I64] => [ANY]],
        ranks: [],
        yields: Like(0), shape: one(layout::expand_dims),
        waits: On(&[1]), early: Never, macs: Macs::None,
        family: Movement, role: Plain, hazards: [], versions: 1..=1,
    }

    FILL = 94 {
        inputs: exactly(2), outputs: exactly(1),
        types: [
            [I32 | I64, F32 | F16 | F8E4 | F8E5 | I8 | I16 | I32 | I64 | BOOL | STR] => [like(1)],
        ],
        ranks: [],
        yields: Like(1), shape: one(layout::fill),
        waits: On(&[0]), early: Never, macs: Macs::None,
        family: Movement, role: Plain, hazards: [alike::FILL, values::FILLED], versions: 1..=5,
    }

    MIRROR_PAD = 100 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[F32 | I8 | I16 | I32 | I64 | U8, I32 | I64] => [SAME]],
        ranks: [],
        yields: Declared, shape: one(layout::pad),
        waits: On(&[1]), early: Never, macs: Macs::None,
        family: Movement, role: Plain, hazards: [values::EDGES], versions: 1..=3,
    }

    PACK = 83 {
        inputs: any(1), outputs: exactly(1),
        types: [[F32 | F8E4 | F8E5 | I8 | I16 | I32 | I64 | U8 | U32] => [SAME]],
        ranks: [],
        yields: Declared, shape: one(layout::pack),
        waits: No, early: Never, macs: Macs::None,
        family: Movement, role: Plain, hazards: [], versions: 1..=5,
    }

    PAD = 34 {
        inputs: exactly(2), outputs: exactly(1),
        types: [
            [F32 | F16 | BF16 | F8E4 | F8E5 | I8 | I16 | I32 | I64 | U8 | BOOL, I32 | I64] =>
                [SAME],
        ],
        ranks: [],
        yields: Declared, shape: one(layout::pad),
        waits: By(flow::pad), early: Never, macs: Macs::None,
        family: Movement, role: Plain, hazards: [values::PADDED], versions: 1..=6,
    }

    PADV2 = 60 {
        inputs: exactly(3), outputs: exactly(1),
        types: [
            [F32 | F16 | BF16 | F8E4 | F8E5 | I8 | I16 | I32 | I64 | U8 | BOOL, I32 | I64, SAME] =>
                [SAME],
        ],
        ranks: [],
        yields: Declared, shape: one(layout::pad),
        waits: By(flow::pad), early: Never, macs: Macs::None,
        family: Movement, role: Plain, hazards: [values::PADDED], versions: 1..=6,
    }

    RANGE = 96 {
        inputs: exactly(3), outputs: exactly(1),
        types: [[F32 | I32 | I64, SAME] => [SAME]],
        ranks: [],
        yields: Like(0), shape: one(matrix::range),
        waits: On(&[0, 1, 2]), early: From(&[0, 1, 2]), macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: 1..=2,
    }

    RANK = 110 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[ANY] => [I32]],
        ranks: [],
        yields: Always(Int32), shape: one(layout::rank),
        waits: No, early: Prepared, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: 1..=1,
    }

    RESHAPE = 22 {
        inputs: between(1, 2), outputs: exactly(1),
        types: [[ANY, ANY] => [SAME]],
        ranks: [],
        yields: Declared, shape: one(layout::reshape),
        waits: By(flow::reshape), early: FromAll, macs: Macs::None,
        family: Movement, role: Plain,
        hazards: [alike::COPY, delegate::DIMENSIONS, xnnpack::RESHAPE],
        versions: 1..=1,
    }

    REVERSE_SEQUENCE = 112 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[F32 | I16 | I32 | I64 | U8, I32 | I64] => [SAME]],
        ranks: [],
        yields: Declared, shape: one(elementwise::same),
        waits: No, early: Never, macs: Macs::None,
        family: Movement, role: Plain, hazards: [values::LENGTHS], versions: 1..=1,
    }

    REVERSE_V2 = 105 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[F32 | F16 | BF16 | F8E4 | F8E5 | I8 | I16 | I32 | I64 | U8 | BOOL, I32] => [SAME]],
        ranks: [],
        yields: Declared, shape: one(elementwise::same),
        waits: No, early: Never, macs: Macs::None,
        family: Movement, role: Plain,
        hazards: [inputs::AXES, inputs::AXES_RESIZED, inputs::AXES_COUNTED],
        versions: 1..=4,
    }

    SHAPE = 77 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[ANY] => [I32 | I64]],
        ranks: [],
        yields: Declared, shape: one(layout::shape),
        waits: No, early: Prepared, macs: Macs::None,
        family: Movement, role: Plain, hazards: [], versions: 1..=1,
    }

    SPLIT = 49 {
        inputs: exactly(2), outputs: any(1),
        types: [[I32, F32 | F8E4 | F8E5 | I8 | I16 | I32 | I64 | U8] => [like(1)]],
        ranks: [],
        yields: AllLike(1), shape: all(layout::split),
        waits: On(&[0]), early: Never, macs: Macs::None,
        family: Movement, role: Plain,
        hazards: [inputs::AXIS_FIRST, inputs::AXIS_FIRST_RESIZED, delegate::EVEN, delegate::PARTS],
        versions: 1..=5,
    }

    SPLIT_V = 102 {
        inputs: exactly(3), outputs: any(1),
        types: [[F32 | F8E4 | F8E5 | I8 | I16 | I32 | I64 | U8, I32, I32] => [SAME]],
        ranks: [],
        yields: AllLike(0), shape: all(layout::split_v),
        waits: On(&[1, 2]), early: Never, macs: Macs::None,
        family: Movement, role: Plain,
        hazards: [inputs::AXIS_LAST, inputs::AXIS_LAST_RESIZED],
        versions: 1..=3,
    }

    SQUEEZE = 43 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[ANY] => [SAME]],
        ranks: [],
        yields: Declared, shape: one(layout::squeeze),
        waits: No, early: Never, macs: Macs::None,
        family: Movement, role: Plain, hazards: [results::LIKE_INPUT], versions: 1..=2,
    }

    TILE = 69 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[F32 | I8 | I32 | I64 | U8 | BOOL | STR, I32 | I64] => [SAME]],
        ranks: [],
        yields: Declared, shape: one(layout::tile),
        waits: On(&[1]), early: From(&[0, 1]), macs: Macs::None,
        family: Movement, role: Plain, hazards: [values::TIMES], versions: 1..=3,
    }

    TRANSPOSE = 39 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[F32 | F16 | BF16 | I4 | I8 | I16 | I32 | I64 | U8 | BOOL, I32] => [SAME]],
        ranks: [],
        yields: Declared, shape: one(layout::transpose),
        waits: On(&[1]), early: Never, macs: Macs::None,
        family: Movement, role: Plain,
        hazards: [inputs::AXES, inputs::AXES_RESIZED, delegate::AXES, xnnpack::TRANSPOSE],
        versions: 1..=9,
    }

    UNPACK = 88 {
        inputs: exactly(1), outputs: any(1),
        types: [[F32 | F16 | BF16 | F8E4 | F8E5 | I8 | I16 | I32 | U8 | BOOL] => [SAME]],
        ranks: [],
        yields: Declared, shape: all(layout::unpack),
        waits: No, early: Never, macs: Macs::None,
        family: Movement, role: Plain, hazards: [], versions: 1..=6,
    }
}
