//! Convolutions, pooling, and pictures.

use super::prelude::*;

ops! {
    AVERAGE_POOL_2D = 1 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[F32 | I8 | I16 | U8] => [SAME]],
        ranks: [],
        yields: Declared, shape: one(windows::pool),
        waits: No, early: Never, macs: Macs::None,
        family: Reduction, role: Plain, hazards: [moving::POOL, moving::POOL_FITS], versions: 1..=3,
    }

    BATCH_TO_SPACE_ND = 37 {
        inputs: exactly(3), outputs: exactly(1),
        types: [[F32 | I8 | I16 | I32 | I64 | U8, I32, I32] => [SAME]],
        ranks: [],
        yields: Declared, shape: one(windows::batch_to_space),
        waits: On(&[1, 2]), early: Never, macs: Macs::None,
        family: Movement, role: Plain, hazards: [values::BLOCKS], versions: 1..=4,
    }

    CONV_2D = 3 {
        inputs: between(2, 3).or_none(&[2]), outputs: exactly(1),
        types: [
            [F32, F32 | I4 | I8 | U8, F32] => [F32],
            [I8, I4 | I8, I32] => [I8],
            [U8, U8, I32] => [U8],
            [I16, I8, I32 | I64] => [I16],
        ],
        ranks: [],
        yields: Declared, shape: one(windows::conv),
        waits: No, early: Never, macs: Of(macs::conv),
        family: Matrix,
        role: Plain, hazards: [moving::CONV, moving::CONV_FITS, kernels::BATCH, repair::FIRST, repair::BIAS_ON_ARM], versions: 1..=8,
    }

    CONV_3D = 132 {
        inputs: between(2, 3).or_none(&[2]), outputs: exactly(1),
        types: [[F32, F32, F32] => [F32]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Of(macs::conv_3d),
        family: Matrix, role: Plain, hazards: [], versions: 1..=1,
    }

    CONV_3D_TRANSPOSE = 141 {
        inputs: between(3, 4).or_none(&[3]), outputs: exactly(1),
        types: [[I32, F32, F32, F32] => [like(1)]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: On(&[0]), early: Never, macs: Of(macs::conv_3d_transpose),
        family: Matrix, role: Plain, hazards: [], versions: 1..=1,
    }

    DEPTHWISE_CONV_2D = 4 {
        inputs: between(2, 3).or_none(&[2]), outputs: exactly(1),
        types: [
            [F32, F32 | I4 | I8 | U8, F32] => [F32],
            [I8, I4 | I8, I32] => [I8],
            [U8, U8, I32] => [U8],
            [I16, I8, I32 | I64] => [I16],
        ],
        ranks: [],
        yields: Declared, shape: one(windows::depthwise),
        waits: No, early: Never, macs: Of(macs::depthwise),
        family: Matrix, role: Plain,
        hazards: [moving::DEPTHWISE, moving::DEPTHWISE_FITS, kernels::BATCH, repair::LAST, repair::BIAS],
        versions: 1..=7,
    }

    DEPTH_TO_SPACE = 5 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[F32 | I8 | I32 | I64 | U8] => [SAME]],
        ranks: [],
        yields: Declared, shape: one(windows::depth_to_space),
        waits: No, early: Never, macs: Macs::None,
        family: Movement, role: Plain, hazards: [blocks::BLOCK], versions: 1..=2,
    }

    DILATE = 203 {
        inputs: exactly(3), outputs: exactly(1),
        types: [[F32 | F64 | I8 | I16 | I32 | I64 | U8 | U16 | U32 | U64, I32, SAME] => [SAME]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: InFile(&[1]), early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [kernels::LAST, values::SPREAD], versions: 1..=1,
    }

    L2_POOL_2D = 12 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[F32] => [SAME]],
        ranks: [],
        yields: Declared, shape: one(windows::pool),
        waits: No, early: Never, macs: Macs::None,
        family: Reduction, role: Plain, hazards: [moving::POOL, moving::POOL_FITS], versions: 1..=1,
    }

    MAX_POOL_2D = 17 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[F32 | I8 | I16 | U8] => [SAME]],
        ranks: [],
        yields: Declared, shape: one(windows::pool),
        waits: No, early: Never, macs: Macs::None,
        family: Reduction, role: Plain, hazards: [moving::POOL, moving::POOL_FITS], versions: 1..=3,
    }

    REDUCE_WINDOW = 205 {
        inputs: exactly(5), outputs: exactly(1),
        types: [[F32 | F64 | I8 | I16 | I32 | I64 | U8 | U16 | U32 | U64 | BOOL, SAME, I64, I64, I64] => [SAME]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Reduction, role: Plain, hazards: [stablehlo::MOVED], versions: 1..=1,
    }

    RESIZE_BILINEAR = 23 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[F32 | I8 | I16 | U8, I32] => [SAME]],
        ranks: [],
        yields: Like(0), shape: one(windows::resize),
        waits: On(&[1]), early: Never, macs: Macs::None,
        family: Movement, role: Plain, hazards: [values::PICTURE, kernels::PIXELS], versions: 1..=4,
    }

    RESIZE_NEAREST_NEIGHBOR = 97 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[F32 | I8 | I16 | U8, I32] => [SAME]],
        ranks: [],
        yields: Like(0), shape: one(windows::resize),
        waits: On(&[1]), early: Never, macs: Macs::None,
        family: Movement, role: Plain, hazards: [values::PICTURE, kernels::PIXELS], versions: 1..=4,
    }

    SPACE_TO_BATCH_ND = 38 {
        inputs: exactly(3), outputs: exactly(1),
        types: [[F32 | I8 | I16 | I32 | I64 | U8, I32, I32] => [SAME]],
        ranks: [],
        yields: Declared, shape: one(windows::space_to_batch),
        waits: On(&[1, 2]), early: Never, macs: Macs::None,
        family: Movement, role: Plain, hazards: [values::BLOCKS], versions: 1..=4,
    }

    SPACE_TO_DEPTH = 26 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[F32 | I8 | I32 | I64 | U8] => [SAME]],
        ranks: [],
        yields: Declared, shape: one(windows::space_to_depth),
        waits: No, early: Never, macs: Macs::None,
        family: Movement, role: Plain, hazards: [delegate::PICTURE, blocks::BLOCK], versions: 1..=2,
    }

    TRANSPOSE_CONV = 67 {
        inputs: between(3, 4).or_none(&[3]), outputs: exactly(1),
        types: [
            [I32, F32 | I8 | I16 | U8, F32 | I8 | I16 | U8, F32 | I32 | I64] => [F32 | I8 | I16 |
                U8],
        ],
        ranks: [],
        yields: Declared, shape: one(windows::transpose_conv),
        waits: InFile(&[0]), early: Never, macs: Of(macs::transpose_conv),
        family: Matrix, role: Plain, hazards: [repair::TRANSPOSED], versions: 1..=5,
    }
}
