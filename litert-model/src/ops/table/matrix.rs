//! Matrices and complex numbers.

use super::prelude::*;

ops! {
    BATCH_MATMUL = 126 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[F32 | F16 | I8 | I16, F32 | F16 | I8 | I16] => [F32 | F16 | I8 | I16 | I32]],
        ranks: [],
        yields: Declared, shape: one(matrix::batch_matmul),
        waits: No, early: Never, macs: Of(macs::batch_matmul),
        family: Matrix, role: Plain,
        hazards: [results::MATRIX, kernels::BATCHES, alike::MATRICES, delegate::PARAMETERS, repair::COLUMNS],
        versions: 1..=4,
    }

    COMPLEX_ABS = 135 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[C64 | C128] => [F32 | F64]],
        ranks: [],
        yields: Declared, shape: one(elementwise::same),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: 1..=1,
    }

    FULLY_CONNECTED = 9 {
        inputs: between(2, 3).or_none(&[2]), outputs: between(1, 2),
        types: [
            [F32, F32 | I2 | I4 | I8 | U8, F32] => [F32],
            [F16, F16 | I8, F16] => [F16],
            [F32, F16, F32 | F16] => [F32],
            [I8, I2 | I4 | I8, I32] => [I8 | I16],
            [U8, U8, I32] => [U8 | I16],
            [I16, I4 | I8, I32 | I64] => [I16],
        ],
        ranks: [],
        yields: Declared, shape: one(matrix::fully_connected),
        waits: No, early: Never, macs: Of(macs::fully_connected),
        family: Matrix, role: Plain, hazards: [results::WEIGHTED, repair::FIRST, repair::BIAS_ON_ARM], versions: 1..=14,
    }

    IMAG = 133 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[C64 | C128] => [F32 | F64]],
        ranks: [],
        yields: Declared, shape: one(elementwise::same),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: 1..=1,
    }

    MATRIX_DIAG = 113 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[F32 | I8 | I16 | I32 | I64 | U8] => [SAME]],
        ranks: [0: 1..=7],
        yields: Like(0), shape: one(matrix::diagonal),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: 1..=1,
    }

    MATRIX_SET_DIAG = 115 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[F32 | I8 | I16 | I32 | I64 | U8, SAME] => [SAME]],
        ranks: [0: 2..=8],
        yields: Like(0), shape: one(elementwise::same),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [diagonal::DIAGONAL], versions: 1..=1,
    }

    REAL = 134 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[C64 | C128] => [F32 | F64]],
        ranks: [],
        yields: Declared, shape: one(elementwise::same),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: 1..=1,
    }

    RFFT2D = 131 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[F32, I32] => [C64]],
        ranks: [],
        yields: Always(Complex64), shape: one(matrix::rfft2d),
        waits: On(&[1]), early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: 1..=1,
    }
}
