//! XNNPACK's switches, by name.

use std::fmt;
use std::ops::{BitOr, BitOrAssign};

use litert_sys::tflite;

/// A set of XNNPACK's switches, combined with `|`.
///
/// ```
/// use litert::delegate::XnnpackFlags;
///
/// let flags = XnnpackFlags::QS8 | XnnpackFlags::QU8;
/// assert!(flags.contains(XnnpackFlags::QU8) && !XnnpackFlags::QU8.contains(flags));
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct XnnpackFlags(u32);

impl XnnpackFlags {
    /// Take over operators on signed 8-bit quantized tensors. On by default.
    pub const QS8: Self = Self(tflite::TFLITE_XNNPACK_DELEGATE_FLAG_QS8);
    /// Take over operators on unsigned 8-bit quantized tensors. On by default.
    pub const QU8: Self = Self(tflite::TFLITE_XNNPACK_DELEGATE_FLAG_QU8);
    /// Compute float operators in half precision; an error when the interpreter is built where the
    /// processor has no such arithmetic.
    pub const FORCE_FP16: Self = Self(tflite::TFLITE_XNNPACK_DELEGATE_FLAG_FORCE_FP16);
    /// Take over fully connected operators whose weights are computed. Newer libraries always do.
    pub const DYNAMIC_FULLY_CONNECTED: Self =
        Self(tflite::TFLITE_XNNPACK_DELEGATE_FLAG_DYNAMIC_FULLY_CONNECTED);
    /// Take over operators that create, read and assign variables.
    pub const VARIABLE_OPERATORS: Self =
        Self(tflite::TFLITE_XNNPACK_DELEGATE_FLAG_VARIABLE_OPERATORS);
    /// Save memory by computing indirection buffers at every inference instead of keeping them.
    pub const TRANSIENT_INDIRECTION_BUFFER: Self =
        Self(tflite::TFLITE_XNNPACK_DELEGATE_FLAG_TRANSIENT_INDIRECTION_BUFFER);
    /// Use operators that are new in XNNPACK and not on by default yet.
    pub const ENABLE_LATEST_OPERATORS: Self =
        Self(tflite::TFLITE_XNNPACK_DELEGATE_FLAG_ENABLE_LATEST_OPERATORS);
    /// Take over models with dynamic tensors, and resize inputs without starting over.
    pub const ENABLE_SUBGRAPH_RESHAPING: Self =
        Self(tflite::TFLITE_XNNPACK_DELEGATE_FLAG_ENABLE_SUBGRAPH_RESHAPING);
    /// Avoid fast kernels whose results differ between machines.
    pub const SLOW_CONSISTENT_ARITHMETIC: Self =
        Self(tflite::TFLITE_XNNPACK_DELEGATE_FLAG_SLOW_CONSISTENT_ARITHMETIC);
    /// The opposite of [`ENABLE_SUBGRAPH_RESHAPING`](Self::ENABLE_SUBGRAPH_RESHAPING), for
    /// libraries where that is the default.
    pub const DISABLE_SUBGRAPH_RESHAPING: Self =
        Self(tflite::TFLITE_XNNPACK_DELEGATE_FLAG_DISABLE_SUBGRAPH_RESHAPING);
    /// Leave operators alone whose weights are quantized and whose inputs are not.
    pub const DISABLE_DYNAMICALLY_QUANTIZED_OPS: Self =
        Self(tflite::TFLITE_XNNPACK_DELEGATE_FLAG_DISABLE_DYNAMICALLY_QUANTIZED_OPS);

    const NAMES: [(Self, &'static str); 11] = [
        (Self::QS8, "QS8"),
        (Self::QU8, "QU8"),
        (Self::FORCE_FP16, "FORCE_FP16"),
        (Self::DYNAMIC_FULLY_CONNECTED, "DYNAMIC_FULLY_CONNECTED"),
        (Self::VARIABLE_OPERATORS, "VARIABLE_OPERATORS"),
        (
            Self::TRANSIENT_INDIRECTION_BUFFER,
            "TRANSIENT_INDIRECTION_BUFFER",
        ),
        (Self::ENABLE_LATEST_OPERATORS, "ENABLE_LATEST_OPERATORS"),
        (Self::ENABLE_SUBGRAPH_RESHAPING, "ENABLE_SUBGRAPH_RESHAPING"),
        (
            Self::SLOW_CONSISTENT_ARITHMETIC,
            "SLOW_CONSISTENT_ARITHMETIC",
        ),
        (
            Self::DISABLE_SUBGRAPH_RESHAPING,
            "DISABLE_SUBGRAPH_RESHAPING",
        ),
        (
            Self::DISABLE_DYNAMICALLY_QUANTIZED_OPS,
            "DISABLE_DYNAMICALLY_QUANTIZED_OPS",
        ),
    ];

    /// Flags that came after TensorFlow Lite 2.14.
    pub(super) const SINCE_SMALL: Self = Self(
        Self::VARIABLE_OPERATORS.0
            | Self::TRANSIENT_INDIRECTION_BUFFER.0
            | Self::ENABLE_LATEST_OPERATORS.0
            | Self::ENABLE_SUBGRAPH_RESHAPING.0,
    );

    /// Flags that came after TensorFlow Lite 2.17.
    pub(super) const SINCE_MIDDLE: Self = Self(
        Self::SLOW_CONSISTENT_ARITHMETIC.0
            | Self::DISABLE_SUBGRAPH_RESHAPING.0
            | Self::DISABLE_DYNAMICALLY_QUANTIZED_OPS.0,
    );

    /// No switch at all.
    pub const fn empty() -> Self {
        Self(0)
    }

    /// True if every switch in `other` is in this set.
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// True if there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(super) const fn bits(self) -> u32 {
        self.0
    }

    pub(super) const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    pub(super) const fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

impl BitOr for XnnpackFlags {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for XnnpackFlags {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

impl fmt::Display for XnnpackFlags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        for (flag, name) in Self::NAMES {
            if self.contains(flag) {
                write!(f, "{separator}{name}")?;
                separator = " | ";
            }
        }
        if separator.is_empty() {
            f.write_str("none")?;
        }
        Ok(())
    }
}

impl fmt::Debug for XnnpackFlags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "XnnpackFlags({self})")
    }
}
