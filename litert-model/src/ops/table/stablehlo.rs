//! Operators of StableHLO.

use super::prelude::*;

/// What the kernels compute with, bit by bit where elements are whole numbers.
const WHOLE: Set = I8 | I16 | I32 | I64 | U8 | U16 | U32 | U64 | BOOL;
const COMPUTED: Set = F32 | F16 | F64 | WHOLE;
/// What takes one, two, four or eight bytes, which is all that matters where elements are moved.
const MOVED: Set = COMPUTED | BF16 | C64;

ops! {
    STABLEHLO_LOGISTIC = 162 {
        inputs: any(1), outputs: any(1),
        types: [[ANY] => [ANY]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: NO_KERNEL,
    }

    STABLEHLO_ADD = 163 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[COMPUTED, SAME] => [SAME]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [results::LIKE_INPUT, stablehlo::SOME], versions: 1..=1,
    }

    STABLEHLO_DIVIDE = 164 {
        inputs: any(1), outputs: any(1),
        types: [[ANY] => [ANY]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: NO_KERNEL,
    }

    STABLEHLO_MULTIPLY = 165 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[COMPUTED, SAME] => [SAME]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [results::LIKE_INPUT, stablehlo::SOME], versions: 1..=1,
    }

    STABLEHLO_MAXIMUM = 166 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[COMPUTED, SAME] => [SAME]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [results::LIKE_INPUT, stablehlo::SOME], versions: 1..=1,
    }

    STABLEHLO_RESHAPE = 167 {
        inputs: any(1), outputs: any(1),
        types: [[ANY] => [ANY]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Movement, role: Plain, hazards: [], versions: NO_KERNEL,
    }

    STABLEHLO_CLAMP = 168 {
        inputs: any(1), outputs: any(1),
        types: [[ANY] => [ANY]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: NO_KERNEL,
    }

    STABLEHLO_CONCATENATE = 169 {
        inputs: any(1), outputs: any(1),
        types: [[ANY] => [ANY]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Movement, role: Plain, hazards: [], versions: NO_KERNEL,
    }

    STABLEHLO_BROADCAST_IN_DIM = 170 {
        inputs: any(1), outputs: any(1),
        types: [[ANY] => [ANY]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Movement, role: Plain, hazards: [], versions: NO_KERNEL,
    }

    STABLEHLO_CONVOLUTION = 171 {
        inputs: any(1), outputs: any(1),
        types: [[ANY] => [ANY]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::Unknown,
        family: Matrix, role: Plain, hazards: [], versions: NO_KERNEL,
    }

    STABLEHLO_SLICE = 172 {
        inputs: any(1), outputs: any(1),
        types: [[ANY] => [ANY]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Movement, role: Plain, hazards: [], versions: NO_KERNEL,
    }

    STABLEHLO_CUSTOM_CALL = 173 {
        inputs: any(1), outputs: any(1),
        types: [[ANY] => [ANY]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::Unknown,
        family: Arithmetic, role: Plain, hazards: [], versions: NO_KERNEL,
    }

    STABLEHLO_REDUCE = 174 {
        inputs: any(1), outputs: any(1),
        types: [[ANY] => [ANY]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Reduction, role: Plain, hazards: [], versions: NO_KERNEL,
    }

    STABLEHLO_ABS = 175 {
        inputs: any(1), outputs: any(1),
        types: [[ANY] => [ANY]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: NO_KERNEL,
    }

    STABLEHLO_AND = 176 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[WHOLE, SAME] => [SAME]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [results::LIKE_INPUT, stablehlo::SOME], versions: 1..=1,
    }

    STABLEHLO_COSINE = 177 {
        inputs: any(1), outputs: any(1),
        types: [[ANY] => [ANY]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: NO_KERNEL,
    }

    STABLEHLO_EXPONENTIAL = 178 {
        inputs: any(1), outputs: any(1),
        types: [[ANY] => [ANY]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: NO_KERNEL,
    }

    STABLEHLO_FLOOR = 179 {
        inputs: any(1), outputs: any(1),
        types: [[ANY] => [ANY]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: NO_KERNEL,
    }

    STABLEHLO_LOG = 180 {
        inputs: any(1), outputs: any(1),
        types: [[ANY] => [ANY]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: NO_KERNEL,
    }

    STABLEHLO_MINIMUM = 181 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[COMPUTED, SAME] => [SAME]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [results::LIKE_INPUT, stablehlo::SOME], versions: 1..=1,
    }

    STABLEHLO_NEGATE = 182 {
        inputs: any(1), outputs: any(1),
        types: [[ANY] => [ANY]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: NO_KERNEL,
    }

    STABLEHLO_OR = 183 {
        inputs: any(1), outputs: any(1),
        types: [[ANY] => [ANY]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: NO_KERNEL,
    }

    STABLEHLO_POWER = 184 {
        inputs: any(1), outputs: any(1),
        types: [[ANY] => [ANY]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: NO_KERNEL,
    }

    STABLEHLO_REMAINDER = 185 {
        inputs: any(1), outputs: any(1),
        types: [[ANY] => [ANY]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: NO_KERNEL,
    }

    STABLEHLO_RSQRT = 186 {
        inputs: any(1), outputs: any(1),
        types: [[ANY] => [ANY]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: NO_KERNEL,
    }

    STABLEHLO_SELECT = 187 {
        inputs: any(1), outputs: any(1),
        types: [[ANY] => [ANY]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Movement, role: Plain, hazards: [], versions: NO_KERNEL,
    }

    STABLEHLO_SUBTRACT = 188 {
        inputs: any(1), outputs: any(1),
        types: [[ANY] => [ANY]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [results::LIKE_INPUT, stablehlo::SOME], versions: NO_KERNEL,
    }

    STABLEHLO_TANH = 189 {
        inputs: any(1), outputs: any(1),
        types: [[ANY] => [ANY]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: NO_KERNEL,
    }

    STABLEHLO_SCATTER = 190 {
        inputs: exactly(3), outputs: exactly(1),
        types: [[COMPUTED, I32 | I64, SAME] => [SAME]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Movement, role: Plain, hazards: [results::LIKE_INPUT, values::SCATTERED, stablehlo::SCATTER, stablehlo::SOME], versions: 1..=1,
    }

    STABLEHLO_COMPARE = 191 {
        inputs: any(1), outputs: any(1),
        types: [[ANY] => [ANY]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: NO_KERNEL,
    }

    STABLEHLO_CONVERT = 192 {
        inputs: any(1), outputs: any(1),
        types: [[ANY] => [ANY]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Matrix, role: Plain, hazards: [], versions: NO_KERNEL,
    }

    STABLEHLO_DYNAMIC_SLICE = 193 {
        inputs: any(1), outputs: any(1),
        types: [[ANY] => [ANY]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Movement, role: Plain, hazards: [], versions: NO_KERNEL,
    }

    STABLEHLO_DYNAMIC_UPDATE_SLICE = 194 {
        inputs: any(1), outputs: any(1),
        types: [[ANY] => [ANY]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Movement, role: Plain, hazards: [], versions: NO_KERNEL,
    }

    STABLEHLO_PAD = 195 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[MOVED, SAME] => [SAME]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Movement, role: Plain, hazards: [stablehlo::SOME, stablehlo::PADDED], versions: 1..=1,
    }

    STABLEHLO_IOTA = 196 {
        inputs: any(0), outputs: any(1),
        types: [[ANY] => [ANY]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: NO_KERNEL,
    }

    STABLEHLO_DOT_GENERAL = 197 {
        inputs: any(1), outputs: any(1),
        types: [[ANY] => [ANY]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::Unknown,
        family: Matrix, role: Plain, hazards: [], versions: NO_KERNEL,
    }

    STABLEHLO_REDUCE_WINDOW = 198 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[MOVED, SAME] => [SAME]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Reduction, role: Plain, hazards: [stablehlo::WINDOW], versions: 1..=1,
    }

    STABLEHLO_SORT = 199 {
        inputs: any(1), outputs: any(1),
        types: [[ANY] => [ANY]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: NO_KERNEL,
    }

    STABLEHLO_WHILE = 200 {
        inputs: any(1), outputs: any(1),
        types: [[ANY] => [ANY]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Other, hazards: [], versions: NO_KERNEL,
    }

    STABLEHLO_GATHER = 201 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[MOVED, I32 | I64] => [SAME]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Movement, role: Plain, hazards: [results::LIKE_INPUT, values::GATHERED, stablehlo::GATHER, stablehlo::SOME], versions: 1..=1,
    }

    STABLEHLO_TRANSPOSE = 202 {
        inputs: any(1), outputs: any(1),
        types: [[ANY] => [ANY]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Movement, role: Plain, hazards: [], versions: NO_KERNEL,
    }

    STABLEHLO_RNG_BIT_GENERATOR = 204 {
        inputs: exactly(1), outputs: exactly(2),
        types: [[U64] => [U64, I32 | I64 | U32 | U64]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: 1..=1,
    }

    STABLEHLO_SHIFT_LEFT = 207 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[I8 | I16 | I32, SAME] => [SAME]],
        ranks: [],
        yields: Like(0), shape: each(elementwise::alike),
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [alike::PAIRED], versions: 1..=1,
    }

    STABLEHLO_CBRT = 208 {
        inputs: any(1).with_gaps(), outputs: any(1),
        types: [[ANY] => [ANY]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: NO_KERNEL,
    }
}
