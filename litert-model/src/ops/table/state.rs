//! Variables, hash tables, text, and chance.

use super::prelude::*;

ops! {
    ASSIGN_VARIABLE = 144 {
        inputs: exactly(2), outputs: exactly(0),
        types: [[RESOURCE | I32, F32 | F64 | I8 | I16 | I32 | I64 | U8 | BOOL | C64 | C128] => []],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Control, role: AssignsVariable, hazards: [], versions: 1..=1,
    }

    HASHTABLE = 136 {
        inputs: exactly(0), outputs: exactly(1),
        types: [[] => [RESOURCE]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: MakesTable, hazards: [], versions: 1..=1,
    }

    HASHTABLE_FIND = 137 {
        inputs: exactly(3), outputs: exactly(1),
        types: [[RESOURCE, I32 | I64 | STR, F32 | I32 | I64 | STR] => [F32 | I32 | I64 | STR]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: UsesTable, hazards: [], versions: 1..=1,
    }

    HASHTABLE_IMPORT = 138 {
        inputs: exactly(3), outputs: exactly(0),
        types: [[RESOURCE, I32 | I64 | STR, F32 | I32 | I64 | STR] => []],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: UsesTable, hazards: [], versions: 1..=1,
    }

    HASHTABLE_LOOKUP = 10 {
        inputs: exactly(3), outputs: exactly(2),
        types: [[I32, I32, ANY] => [like(2), U8]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [], versions: 1..=1,
    }

    HASHTABLE_SIZE = 139 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[RESOURCE] => [I64]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: UsesTable, hazards: [], versions: 1..=1,
    }

    LSH_PROJECTION = 15 {
        inputs: between(2, 3), outputs: exactly(1),
        types: [[F32, ANY, F32] => [I32]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [results::INTEGERS], versions: 1..=1,
    }

    MULTINOMIAL = 149 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[F32 | F16 | F64, I32] => [I32 | I64]],
        ranks: [0: 2..=2],
        yields: Declared, shape: UNKNOWN,
        waits: On(&[0, 1]), early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [values::SAMPLES], versions: 1..=1,
    }

    RANDOM_STANDARD_NORMAL = 146 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[I32] => [F32]],
        ranks: [],
        yields: Declared, shape: one(layout::random),
        waits: On(&[0]), early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [values::RANDOM], versions: 1..=1,
    }

    RANDOM_UNIFORM = 148 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[I32] => [F32]],
        ranks: [],
        yields: Declared, shape: one(layout::random),
        waits: On(&[0]), early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [values::RANDOM], versions: 1..=1,
    }

    READ_VARIABLE = 143 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[RESOURCE | I32] => [F32 | F64 | I8 | I16 | I32 | I64 | U8 | BOOL | C64 | C128]],
        ranks: [],
        yields: Declared, shape: one(layout::declared),
        waits: By(flow::read_variable), early: Never, macs: Macs::None,
        family: Control, role: ReadsVariable, hazards: [], versions: 1..=1,
    }

    SKIP_GRAM = 30 {
        inputs: exactly(1), outputs: exactly(1),
        types: [[STR] => [STR]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Arithmetic, role: Plain, hazards: [kernels::FIRST], versions: 1..=1,
    }

    VAR_HANDLE = 142 {
        inputs: exactly(0), outputs: exactly(1),
        types: [[] => [RESOURCE | I32]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::None,
        family: Control, role: MakesVariable, hazards: [], versions: 1..=1,
    }
}
