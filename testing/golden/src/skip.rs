//! Skipping a test in the open, and failing instead where a skip must not happen.

/// The variable that turns every skip into a failure.
const ENV_REQUIRE: &str = "LITERT_REQUIRE";

/// Whether `LITERT_REQUIRE` asks that nothing is skipped.
///
/// Anything but an empty value and `0` counts as yes.
#[must_use]
pub fn required() -> bool {
    asks(std::env::var_os(ENV_REQUIRE).as_deref())
}

fn asks(value: Option<&std::ffi::OsStr>) -> bool {
    value.is_some_and(|value| !value.is_empty() && value != "0")
}

/// Prints `skipped: reason`; the caller returns from its test right after.
///
/// # Panics
///
/// With the reason, when `LITERT_REQUIRE` is set: a skipped test counts as passed, so where the
/// real libraries and models must be there (CI) the absence itself has to be the failure.
#[track_caller]
pub fn skip_or_fail(reason: impl std::fmt::Display) {
    assert!(
        !required(),
        "{reason}\nThis test may not be skipped here because {ENV_REQUIRE} is set."
    );
    println!("skipped: {reason}");
}

#[cfg(test)]
mod tests {
    use super::asks;
    use std::ffi::OsStr;

    #[test]
    fn only_an_empty_value_and_zero_mean_no() {
        assert!(!asks(None));
        assert!(!asks(Some(OsStr::new(""))));
        assert!(!asks(Some(OsStr::new("0"))));
        assert!(asks(Some(OsStr::new("1"))));
        assert!(asks(Some(OsStr::new("true"))));
    }
}
