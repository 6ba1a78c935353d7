//! Failures on demand, and the record of calls that they are chosen from.

/// Which call is to fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// The call with this position in [`FakeRuntime::calls`](crate::FakeRuntime::calls).
    At(usize),
    /// The `n`th call, counted from 1, of this function.
    Nth(&'static str, usize),
    /// Every call of this function.
    Every(&'static str),
}

/// How a call fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It does nothing and returns this status: any number, also one that no header lists. A
    /// function that returns an address or a truth value returns null or `false`.
    Status(i32),
    /// It claims success and gives a null address.
    Null,
}

/// One call of a C function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CallRecord {
    /// The function's name.
    pub function: &'static str,
    /// Whether it has a way to say that it failed.
    pub can_fail: bool,
    /// Whether it gives an address, which could be null.
    pub gives_address: bool,
}

impl Which {
    /// Whether this is the call at `position`, which is the last of `calls`.
    pub(crate) fn is(self, calls: &[CallRecord]) -> bool {
        let Some((last, before)) = calls.split_last() else {
            return false;
        };
        match self {
            Which::At(position) => position == before.len(),
            Which::Every(function) => function == last.function,
            Which::Nth(function, n) => {
                let same = || before.iter().filter(|call| call.function == function);
                function == last.function && same().count() + 1 == n
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_chosen_by_position_and_by_name() {
        let call = |function| CallRecord {
            function,
            can_fail: true,
            gives_address: false,
        };
        let calls = [call("a"), call("b"), call("a")];
        assert!(Which::At(2).is(&calls) && !Which::At(1).is(&calls));
        assert!(Which::Nth("a", 2).is(&calls) && !Which::Nth("a", 1).is(&calls));
        assert!(Which::Every("a").is(&calls) && !Which::Every("b").is(&calls));
        assert!(!Which::At(0).is(&[]));
    }
}
