//! The report on the delegates of an interpreter.

use std::collections::BTreeMap;
use std::fmt;

/// Which delegates were applied or refused, and how many operators of the model each runs.
///
/// [`Interpreter::delegation_report`](crate::Interpreter::delegation_report) makes it. `Display`
/// prints it in a few lines.
///
/// ```
/// # fn main() -> litert::Result<()> {
/// # let model = litert::Model::from_file("../models/digits/digits_int8.tflite")?;
/// let interpreter = litert::Interpreter::builder().acceleration_report(true).build(&model)?;
/// let report = interpreter.delegation_report()?;
/// println!("{report}");
/// assert!(report.share() > 0.5);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct DelegationReport {
    pub(crate) backends: Vec<Backend>,
    pub(crate) left: BTreeMap<String, usize>,
}

/// One delegate that was asked for, or that the interpreter uses on its own.
///
/// ```
/// # fn main() -> litert::Result<()> {
/// # let model = litert::Model::from_file("../models/digits/digits_int8.tflite")?;
/// use litert::delegate::Outcome;
///
/// let interpreter = litert::Interpreter::builder().acceleration_report(true).build(&model)?;
/// for backend in interpreter.delegation_report()?.backends() {
///     match &backend.outcome {
///         Outcome::Applied { operators, .. } => println!("{} took {operators}", backend.name),
///         Outcome::Refused { reason } => println!("{}: {reason}", backend.name),
///         _ => {}
///     }
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Backend {
    /// Its name.
    pub name: String,
    /// The outcome.
    pub outcome: Outcome,
}

/// The outcome of applying a delegate.
///
/// ```
/// use litert::delegate::Outcome;
///
/// fn operators(outcome: &Outcome) -> usize {
///     match outcome {
///         Outcome::Applied { operators, .. } => *operators,
///         _ => 0,
///     }
/// }
///
/// assert_eq!(operators(&Outcome::Refused { reason: "no device".to_owned() }), 0);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// It is part of the interpreter.
    Applied {
        /// How many of the model's operators it took over.
        operators: usize,
        /// In how many groups. Between two groups, data goes back and forth.
        partitions: usize,
    },
    /// It is not, and the interpreter does without it.
    Refused {
        /// Why, in the words of whoever refused.
        reason: String,
    },
}

impl DelegationReport {
    /// The delegates that were tried, in order.
    pub fn backends(&self) -> &[Backend] {
        &self.backends
    }

    /// How many operators the model has, in all subgraphs that delegates were shown.
    pub fn operators(&self) -> usize {
        self.delegated() + self.left.values().sum::<usize>()
    }

    /// How many of them delegates took over.
    pub fn delegated(&self) -> usize {
        let taken = |backend: &Backend| match backend.outcome {
            Outcome::Applied { operators, .. } => operators,
            Outcome::Refused { .. } => 0,
        };
        self.backends.iter().map(taken).sum()
    }

    /// The part that delegates took over, from 0 to 1; 1 for a model without operators.
    pub fn share(&self) -> f64 {
        match self.operators() {
            0 => 1.0,
            operators => self.delegated() as f64 / operators as f64,
        }
    }

    /// True if nothing is left to the runtime's own kernels.
    pub fn is_full(&self) -> bool {
        self.left.is_empty()
    }

    /// The operators that were left to the runtime's own kernels: each kind and how many.
    pub fn left(&self) -> impl ExactSizeIterator<Item = (&str, usize)> {
        self.left
            .iter()
            .map(|(name, &count)| (name.as_str(), count))
    }

    /// `CONV_2D (2), SOFTMAX`.
    pub(crate) fn left_in_words(&self) -> String {
        let words: Vec<String> = self
            .left()
            .map(|(name, count)| match count {
                1 => name.to_owned(),
                _ => format!("{name} ({count})"),
            })
            .collect();
        words.join(", ")
    }
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

impl fmt::Display for DelegationReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (delegated, all) = (self.delegated(), self.operators());
        write!(f, "{delegated} of {all} operators are delegated")?;
        for Backend { name, outcome } in &self.backends {
            match outcome {
                Outcome::Applied {
                    operators,
                    partitions,
                } => {
                    let (s, t) = (plural(*operators), plural(*partitions));
                    write!(
                        f,
                        "\n  {name}: {operators} operator{s} in {partitions} group{t}"
                    )?;
                }
                Outcome::Refused { reason } => write!(f, "\n  {name}: refused, {reason}")?,
            }
        }
        if !self.is_full() {
            write!(f, "\n  built-in kernels: {}", self.left_in_words())?;
        }
        Ok(())
    }
}
