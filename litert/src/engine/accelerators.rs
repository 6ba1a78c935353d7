//! Kinds of hardware that a compiled model may use.

use std::fmt;
use std::ops::{BitOr, BitOrAssign};

/// A set of kinds of hardware: [`CPU`](Accelerators::CPU), [`GPU`](Accelerators::GPU),
/// [`NPU`](Accelerators::NPU), combined with `|`.
///
/// With the CPU in the set, whatever the others cannot run falls back to it. Without it, a model
/// that they cannot run whole is an error.
///
/// ```
/// use litert::Accelerators;
///
/// let hardware = Accelerators::GPU | Accelerators::CPU;
/// assert!(hardware.contains(Accelerators::CPU));
/// assert_eq!(hardware.without(Accelerators::CPU), Accelerators::GPU);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Accelerators(i32);

impl Accelerators {
    /// None at all: only for [`EnvironmentBuilder::auto_register`](crate::EnvironmentBuilder::auto_register).
    pub const NONE: Self = Self(0);
    /// The CPU, with XNNPACK's kernels.
    pub const CPU: Self = Self(1);
    /// The GPU, through the accelerator library that lies beside the runtime.
    pub const GPU: Self = Self(2);
    /// A neural processing unit, through its vendor's dispatch library.
    pub const NPU: Self = Self(4);

    pub(crate) const ALL: Self = Self(7);

    const NAMES: [(Self, &'static str); 3] =
        [(Self::CPU, "CPU"), (Self::GPU, "GPU"), (Self::NPU, "NPU")];

    /// True if every kind in `other` is in this set.
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// This set without the kinds in `other`.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// `LiteRtHwAcceleratorSet` bits.
    pub(crate) const fn bits(self) -> i32 {
        self.0
    }

    pub(crate) const fn from_bits(bits: i32) -> Self {
        Self(bits & 7)
    }
}

impl BitOr for Accelerators {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for Accelerators {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

impl Default for Accelerators {
    fn default() -> Self {
        Self::CPU
    }
}

impl fmt::Display for Accelerators {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut names = Self::NAMES
            .iter()
            .filter(|(kind, _)| self.contains(*kind))
            .map(|(_, name)| *name);
        f.write_str(names.next().unwrap_or("none"))?;
        names.try_for_each(|name| write!(f, " | {name}"))
    }
}

impl fmt::Debug for Accelerators {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Accelerators({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_combine_and_print() {
        let both = Accelerators::GPU | Accelerators::CPU;
        assert!(both.contains(Accelerators::GPU) && !both.contains(Accelerators::NPU));
        assert_eq!(both.to_string(), "CPU | GPU");
        assert_eq!(Accelerators::from_bits(0).to_string(), "none");
    }
}
