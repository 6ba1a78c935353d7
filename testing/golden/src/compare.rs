//! Comparing an output with the golden one.

use std::fmt;

use crate::dtype::{DType, Scalar};
use crate::manifest::Tolerance;
use crate::rule::{Platform, Rule};
use crate::strings::decode_strings;

/// How two outputs compare, when the rule is met.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Report {
    /// The rule.
    pub rule: Rule,
    /// Number of elements.
    pub elements: usize,
    /// How many of them the rule looked at.
    pub compared: usize,
    /// How many are not the same, whether the rule looked at them or not.
    pub differing: usize,
    /// Largest absolute difference of the elements that the rule looked at.
    pub max_abs_diff: f64,
    /// Whether all bytes are the same.
    pub bitwise_equal: bool,
}

/// How two outputs break the rule.
#[derive(Debug, Clone, PartialEq)]
pub enum Mismatch {
    /// They have different lengths: in elements for strings, else in bytes.
    Length {
        /// Length of the golden output.
        expected: usize,
        /// Length of the other.
        actual: usize,
    },
    /// The bytes are not those of a tensor of this type.
    Encoding {
        /// The type.
        dtype: DType,
        /// Whether it is the golden output that is broken.
        golden: bool,
        /// What is wrong.
        why: String,
    },
    /// Elements break the rule.
    Values {
        /// The rule.
        rule: Rule,
        /// Index of the first element that breaks it (that differs, for a fraction).
        index: usize,
        /// The golden element.
        expected: Scalar,
        /// The other.
        actual: Scalar,
        /// Largest absolute difference over the elements the rule looked at.
        max_abs_diff: f64,
        /// How many elements break the rule (differ, for a fraction).
        failing: usize,
        /// How many elements the rule looked at.
        compared: usize,
    },
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length { expected, actual } => {
                write!(f, "length {actual}, expected {expected}")
            }
            Self::Encoding { dtype, golden, why } => {
                let which = if *golden { "golden" } else { "actual" };
                write!(f, "the {which} bytes are not a {dtype} tensor: {why}")
            }
            Self::Values {
                rule,
                index,
                expected,
                actual,
                max_abs_diff,
                failing,
                compared,
            } => {
                write!(
                    f,
                    "{failing} of {compared} elements differ (largest difference {max_abs_diff}), \
                     expected {rule}; the first is [{index}]: {actual}, expected {expected}"
                )
            }
        }
    }
}

impl std::error::Error for Mismatch {}

/// Compares an output with the golden one, both as raw little-endian bytes (strings in their own
/// layout). Integers, bools and strings are compared by value, floats with NaN equal to NaN and
/// an infinity equal to itself only.
///
/// # Errors
///
/// [`Mismatch`], with the first element that breaks the rule and how many others do.
pub fn compare(
    expected: &[u8],
    actual: &[u8],
    dtype: DType,
    tolerance: &Tolerance,
    platform: Platform,
) -> Result<Report, Mismatch> {
    let rule = tolerance.rule(platform);
    let bitwise_equal = expected == actual;
    if dtype == DType::String {
        let decode = |bytes, golden| {
            decode_strings(bytes).map_err(|why| Mismatch::Encoding { dtype, golden, why })
        };
        let mut expected = decode(expected, true)?.into_iter().map(Scalar::Bytes);
        let mut actual = decode(actual, false)?.into_iter().map(Scalar::Bytes);
        if expected.len() != actual.len() {
            return Err(Mismatch::Length {
                expected: expected.len(),
                actual: actual.len(),
            });
        }
        let elements = expected.len();
        return judge(rule, bitwise_equal, elements, |_| {
            Some((expected.next()?, actual.next()?))
        });
    }

    let broken = |golden, why: &str| Mismatch::Encoding {
        dtype,
        golden,
        why: why.to_owned(),
    };
    if dtype == DType::Unknown {
        return Err(broken(true, "this type is not known here"));
    }
    let elements = dtype
        .count(expected)
        .ok_or_else(|| broken(true, "the length is not a multiple of the element size"))?;
    if expected.len() != actual.len() {
        return Err(Mismatch::Length {
            expected: expected.len(),
            actual: actual.len(),
        });
    }
    judge(rule, bitwise_equal, elements, |i| {
        Some((dtype.read(expected, i)?, dtype.read(actual, i)?))
    })
}

/// Applies the rule to pairs of elements: expected, actual.
fn judge(
    rule: Rule,
    bitwise_equal: bool,
    elements: usize,
    mut pair: impl FnMut(usize) -> Option<(Scalar, Scalar)>,
) -> Result<Report, Mismatch> {
    let mut report = Report {
        rule,
        elements,
        compared: 0,
        differing: 0,
        max_abs_diff: 0.0,
        bitwise_equal,
    };
    let mut first = None;
    let mut failing = 0_usize;
    for index in 0..elements {
        let Some((expected, actual)) = pair(index) else {
            break;
        };
        let same = expected.same(&actual);
        report.differing += usize::from(!same);
        let looked_at = match rule {
            Rule::Coordinates(_) => index % 3 != 2,
            Rule::LengthOnly => false,
            Rule::Within(_) | Rule::FractionEqual(_) => true,
        };
        if !looked_at {
            continue;
        }
        report.compared += 1;
        if same {
            continue;
        }
        let distance = expected.distance(&actual);
        report.max_abs_diff = report.max_abs_diff.max(distance);
        let fails = match rule {
            // The same to the bit, so that a lost sign of zero shows.
            Rule::Within(0.0) => true,
            Rule::Within(limit) | Rule::Coordinates(limit) => distance > limit,
            Rule::FractionEqual(_) | Rule::LengthOnly => true,
        };
        if fails {
            failing += 1;
            first.get_or_insert((index, expected, actual));
        }
    }
    #[allow(clippy::cast_precision_loss, reason = "no tensor has 2^52 elements")]
    let enough = match rule {
        Rule::FractionEqual(least) => (elements - failing) as f64 >= least * elements as f64,
        _ => failing == 0,
    };
    match first {
        Some((index, expected, actual)) if !enough => Err(Mismatch::Values {
            rule,
            index,
            expected,
            actual,
            max_abs_diff: report.max_abs_diff,
            failing,
            compared: report.compared,
        }),
        _ => Ok(report),
    }
}

#[cfg(test)]
mod tests;
