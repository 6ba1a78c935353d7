//! Chance that can be repeated.

pub(crate) use litert_generator::Random;
