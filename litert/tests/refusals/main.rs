//! Models that are refused, models that are repaired, and the words of the errors.

mod allow;
mod bad_models;
mod beyond_xnnpack;
mod errors;
mod missing_operators;
mod obstacles;
mod repairs;
mod safe_code;
mod without_reason;
