//! The table of operators: one row for each, and all that the crate knows about it.
//!
//! # How to add an operator
//!
//! Write its row into the file of its kind in `table/`, under the name and number that the schema gives
//! it. All columns must be there; a row that lacks one does not compile, nor do two rows with one number,
//! nor a number that is left out.
//!
//! ```text
//! SPLIT = 49 {
//!     inputs: exactly(2), outputs: any(1),
//!     types: [[I32, F32 | I8 | I16 | I32 | U8] => [like(1)]],
//!     ranks: [1: 1..=8],
//!     yields: AllLike(1), shape: all(layout::split),
//!     waits: On(&[0]), early: Never, macs: Macs::None,
//!     family: Movement, role: Plain, hazards: [inputs::AXIS_FIRST, delegate::EVEN, delegate::PARTS], versions: 1..=5,
//! }
//! ```
//!
//! | column | what it says | where to find it |
//! |---|---|---|
//! | `inputs`, `outputs` | how many: `exactly(2)`, `between(2, 3)`, `any(1)` for 1 and more; `.or_none(&[2])` where −1 may stand for input 2 | the converter's definition, and what the kernel reads without a look |
//! | `types` | element types that go together, one list for each combination: of inputs, then of outputs. `F32 \| I8` is either, `SAME` that of the first input, `like(1)` that of input 1, `ANY` any. The last entry holds for all that follow. `[]` where nothing is known | the converter's definition, and each kernel's Prepare, of all supported versions: what any of them runs rightly must be there |
//! | `ranks` | how many dimensions inputs have, by position: `[0: 4..=4, 1: 1..=8]`; those that are not listed may have any number | where kernels or delegates count on a dimension without a look |
//! | `yields` | what the kernel does to the type of its output while it is prepared: `Declared` (nothing), `Like(1)`, `AllLike(1)`, `Always(Bool)` | where Prepare sets `output->type` |
//! | `shape` | the rule for the shapes of outputs: `one(rule)`, `all(rule)`, `UNKNOWN`; `each(rule)` if it works element by element, so that single numbers make one; `.unless(…)` where the kernel may keep the declared shape | Prepare, and `shape_infer/` for the rules |
//! | `waits` | the inputs whose values the kernel must know before it sizes its outputs: `No`, `On(&[1])`, `InFile(&[0])` where a computed value does not do, `By(rule)`, `Unknown` | Prepare, where it makes a tensor dynamic |
//! | `early` | when the kernel computes its outputs before the run, so that those behind can size theirs: `Never`, `Prepared` (always), `From(&[0, 1])`, `FromAll`, `Few(…)`; and `Once`, `OnceFromFile` for those that compute them in the first run only | Prepare, where it calls Eval |
//! | `macs` | multiplications with additions: `Macs::None`, `Macs::Unknown`, `Of(function)` | `ops/macs.rs` |
//! | `family` | what it does, for people: one of [`OperatorFamily`](super::OperatorFamily) | |
//! | `role` | what it is to the graph around it: `Plain`, or one of [`Role`](super::row::Role) | |
//! | `hazards` | what a kernel or a delegate does not look at, although it must be so: checks with a stable name and the libraries that they are for | `verify/kernels/`; [`hazard`](super::hazard) |
//! | `versions` | which versions the newest library knows; `NO_KERNEL` if none | its list of built-in kernels |
//!
//! Custom operators that the libraries carry have rows, too, with their name in quotes:
//! `custom "Mfcc" { … }`.

use super::BuiltinOperator;
use super::row::Row;

/// Makes rows, and the constants for their numbers.
macro_rules! ops {
    ($($name:ident = $number:literal { $($columns:tt)* })*) => {
        impl $crate::ops::BuiltinOperator {
            $(
                #[doc = concat!("`", stringify!($name), "`.")]
                pub const $name: Self = Self($number);
            )*
        }

        pub(super) const ROWS: &[Row] = &[
            $(row!(stringify!($name), $crate::ops::BuiltinOperator($number), $($columns)*),)*
        ];
    };
    ($(custom $name:literal { $($columns:tt)* })*) => {
        pub(super) const ROWS: &[Row] = &[
            $(row!($name, $crate::ops::BuiltinOperator::CUSTOM, $($columns)*),)*
        ];
    };
}

macro_rules! row {
    (
        $name:expr, $operator:expr,
        inputs: $inputs:expr, outputs: $outputs:expr,
        types: [$([$($input:expr),* $(,)?] => [$($output:expr),* $(,)?]),* $(,)?],
        ranks: [$($at:literal: $ranks:expr),* $(,)?],
        yields: $yields:expr, shape: $shape:expr,
        waits: $waits:expr, early: $early:expr, macs: $macs:expr,
        family: $family:expr, role: $role:expr, hazards: [$($hazard:expr),* $(,)?], versions: $versions:expr $(,)?
    ) => {
        Row {
            name: $name,
            operator: $operator,
            inputs: $inputs,
            outputs: $outputs,
            types: &[$(Combination { inputs: &[$($input),*], outputs: &[$($output),*] }),*],
            ranks: &[$(($at, $ranks)),*],
            yields: $yields,
            shape: $shape,
            waits: $waits,
            early: $early,
            macs: $macs,
            family: $family,
            role: $role,
            hazards: &[$($hazard),*],
            versions: $versions,
        }
    };
}

/// What rows are made of.
mod prelude {
    pub(super) use std::ops::RangeInclusive;

    pub(super) use crate::ops::macs;
    pub(super) use crate::ops::row::Early::{
        Always as Prepared, Few, From, FromAll, Never, Once, OnceFromFile,
    };
    pub(super) use crate::ops::row::Gives::{AllLike, Always, Declared, Like};
    pub(super) use crate::ops::row::Macs::{self, Of};
    pub(super) use crate::ops::row::OperatorFamily::*;
    pub(super) use crate::ops::row::Role::*;
    pub(super) use crate::ops::row::Waits;
    pub(super) use crate::ops::row::Waits::{By, InFile, No, On};
    pub(super) use crate::ops::row::{Keeps, Row, UNKNOWN, all, any, between, each, exactly, one};
    pub(super) use crate::ops::types::*;
    pub(super) use crate::repair;
    pub(super) use crate::shape_flow::kernels as flow;
    pub(super) use crate::shape_infer::{elementwise, layout, matrix, slices, windows};
    pub(super) use crate::types::ElementType::{Bool, Complex64, Float32, Int32, Int64};
    pub(super) use crate::values;
    pub(super) use crate::verify::kernels::{
        self, alike, blocks, delegate, diagonal, inputs, options, recurrent, results, scales,
        sequences, stablehlo, windows as moving,
    };
    pub(super) use crate::verify::xnnpack;

    /// No library has a kernel for it.
    #[expect(clippy::reversed_empty_ranges, reason = "no version is in it")]
    pub(super) const NO_KERNEL: RangeInclusive<i32> = 1..=0;
}

mod activation;
mod arithmetic;
mod custom;
mod graphs;
mod layout;
mod logic;
#[cfg(test)]
mod made_up;
mod matrix;
mod quantization;
mod recurrent;
mod reduction;
mod slices;
mod stablehlo;
mod state;
mod windows;

const GROUPS: &[&[Row]] = &[
    activation::ROWS,
    arithmetic::ROWS,
    graphs::ROWS,
    layout::ROWS,
    logic::ROWS,
    matrix::ROWS,
    quantization::ROWS,
    recurrent::ROWS,
    reduction::ROWS,
    slices::ROWS,
    stablehlo::ROWS,
    state::ROWS,
    windows::ROWS,
    #[cfg(test)]
    made_up::ROWS,
];

const COUNT: usize = {
    let mut count = 0;
    let mut group = 0;
    while group < GROUPS.len() {
        count += GROUPS[group].len();
        group += 1;
    }
    count
};

/// The rows by number. Two rows with one number, or a number without a row, do not compile.
static BY_NUMBER: [&Row; COUNT] = {
    let mut found: [Option<&Row>; COUNT] = [None; COUNT];
    let mut group = 0;
    while group < GROUPS.len() {
        let mut at = 0;
        while at < GROUPS[group].len() {
            let row = &GROUPS[group][at];
            let slot = &mut found[row.operator.0 as usize];
            assert!(slot.is_none(), "two rows have one number");
            *slot = Some(row);
            at += 1;
        }
        group += 1;
    }
    let mut rows: [&Row; COUNT] = [&GROUPS[0][0]; COUNT];
    let mut number = 0;
    while number < COUNT {
        match found[number] {
            Some(row) => rows[number] = row,
            None => panic!("a number has no row"),
        }
        number += 1;
    }
    rows
};

/// All built-in operators, by number.
pub fn rows() -> &'static [&'static Row] {
    &BY_NUMBER
}

/// The custom operators about which something is known.
pub fn custom() -> &'static [Row] {
    custom::ROWS
}

/// The row of a built-in operator.
pub(super) fn builtin(operator: BuiltinOperator) -> Option<&'static Row> {
    let number = usize::try_from(operator.0).ok()?;
    BY_NUMBER.get(number).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_names_line_up() {
        for (operator, name) in [
            (BuiltinOperator(0), "ADD"),
            (BuiltinOperator::CONV_2D, "CONV_2D"),
            (BuiltinOperator(32), "CUSTOM"),
            (BuiltinOperator(51), "DELEGATE"),
            (BuiltinOperator(119), "WHILE"),
            (BuiltinOperator(127), "PLACEHOLDER_FOR_GREATER_OP_CODES"),
            (BuiltinOperator(150), "GELU"),
            (BuiltinOperator(206), "STABLEHLO_COMPOSITE"),
        ] {
            assert_eq!(operator.name(), Some(name));
        }
        assert_eq!(BuiltinOperator(-1).name(), None);
        assert_eq!(BuiltinOperator(500).to_string(), "UNKNOWN_500");
    }
}
