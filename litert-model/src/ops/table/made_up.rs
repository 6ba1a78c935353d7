//! An operator that does not exist: tests see it reach whatever asks the table.

use super::prelude::*;
use crate::ops::hazard::{self, Hazard};

/// It is refused if its output has three dimensions.
const HAZARD: Hazard = Hazard::file("made-up", hazard::ALL, |case| {
    match case
        .operator
        .outputs()
        .any(|output| output.shape().rank() == 3)
    {
        true => Err("it has three dimensions".to_owned()),
        false => Ok(()),
    }
});

ops! {
    MADE_UP = 210 {
        inputs: between(2, 3).or_none(&[2]), outputs: exactly(1),
        types: [[I32, F32] => [F32]],
        ranks: [],
        yields: Like(1), shape: each(elementwise::same),
        waits: On(&[1]), early: Never, macs: Of(|_| Some(7)),
        family: Arithmetic, role: Plain, hazards: [HAZARD], versions: 1..=1,
    }
}
