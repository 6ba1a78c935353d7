//! An operator that does not exist: tests see it reach whatever asks the table.

use super::prelude::*;

ops! {
    MADE_UP = 210 {
        inputs: exactly(2), outputs: exactly(1),
        types: [[I16, F32] => [F32]],
        yields: Like(1), shape: each(elementwise::same),
        waits: No, early: Never, macs: Of(|_| Some(7)),
        role: Plain, hazards: [], versions: 1..=1,
    }
}
