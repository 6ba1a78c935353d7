//! What is demanded of an output, on which platform.

use std::fmt;

use crate::manifest::Tolerance;

/// Which of the two tolerances applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Platform {
    /// The processor family, kernels and runtime version that made the golden outputs.
    Same,
    /// Anything else.
    Any,
}

impl Platform {
    /// `Same` on `x86_64`, `Any` elsewhere. Only for the version and kernels that made the golden
    /// outputs; with others it is [`Platform::Any`] everywhere.
    #[must_use]
    pub fn here() -> Self {
        if cfg!(target_arch = "x86_64") {
            Self::Same
        } else {
            Self::Any
        }
    }
}

/// What is demanded of an output.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Rule {
    /// No element differs by more than this. With 0 elements are the same to the bit, but for the
    /// bits of a NaN.
    Within(f64),
    /// At least this fraction of the elements is the same.
    FractionEqual(f64),
    /// Elements are triples of y, x and score; no y and no x differs by more than this.
    Coordinates(f64),
    /// Values differ between platforms by nature and are not compared; the length is.
    LengthOnly,
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Within(0.0) => f.write_str("exactly equal"),
            Self::Within(limit) => write!(f, "within {limit}"),
            Self::FractionEqual(fraction) => write!(f, "{fraction} of the elements equal"),
            Self::Coordinates(limit) => write!(f, "coordinates within {limit}"),
            Self::LengthOnly => f.write_str("equal in length"),
        }
    }
}

impl Tolerance {
    /// Nothing may differ.
    #[must_use]
    pub fn exact() -> Self {
        Self {
            same_platform: Some(0.0),
            any_platform: Some(0.0),
            ..Self::default()
        }
    }

    /// The rule for a platform. A tolerance that says nothing about other platforms means that
    /// the values cannot be compared there; nothing about the same platform means equality.
    #[must_use]
    pub fn rule(&self, platform: Platform) -> Rule {
        match platform {
            Platform::Same => Rule::Within(self.same_platform.unwrap_or(0.0)),
            Platform::Any => self
                .any_platform
                .map(Rule::Within)
                .or_else(|| {
                    self.any_platform_min_fraction_equal
                        .map(Rule::FractionEqual)
                })
                .or_else(|| self.any_platform_coordinates.map(Rule::Coordinates))
                .unwrap_or(Rule::LengthOnly),
        }
    }
}
