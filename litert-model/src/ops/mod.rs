//! What is known about operators: one row for each, in [`table`].

pub mod hazard;
mod macs;
mod operator;
mod row;
pub mod rules;
pub mod table;
#[cfg(test)]
mod tests;
pub mod types;

pub use operator::BuiltinOperator;
pub use row::{Count, Gaps, Macs, OperatorFamily, Role, Row};
pub(crate) use row::{Early, Gives, Rule, Waits};
pub use table::{custom, rows};
