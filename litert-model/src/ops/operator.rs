//! The number of a built-in operator.

use std::fmt;

use super::Row;
use super::table;

/// The number of a built-in operator in the file format, such as [`BuiltinOperator::CONV_2D`].
///
/// Runtimes get new operators with each version, so any number may come; what this crate knows about
/// one is in the table of operators.
///
/// ```
/// use litert_model::BuiltinOperator;
///
/// assert_eq!(BuiltinOperator(3), BuiltinOperator::CONV_2D);
/// assert_eq!(BuiltinOperator::CONV_2D.to_string(), "CONV_2D");
/// assert_eq!(BuiltinOperator(5000).to_string(), "UNKNOWN_5000");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BuiltinOperator(pub i32);

impl BuiltinOperator {
    /// The name in the file format; `None` for operators that are newer than this crate.
    pub fn name(self) -> Option<&'static str> {
        self.row().map(|row| row.name)
    }

    /// What is known about the operator.
    #[doc(hidden)]
    pub fn row(self) -> Option<&'static Row> {
        table::builtin(self)
    }
}

impl fmt::Display for BuiltinOperator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => f.write_str(name),
            None => write!(f, "UNKNOWN_{}", self.0),
        }
    }
}
