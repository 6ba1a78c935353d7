//! What an engine can do beside running: cancel, profile, options, runs in the background, its life.

mod async_run;
mod compiled_cancel;
mod compiled_profile;
mod engine;
mod interpreter_cancel;
mod interpreter_profile;
mod lifetimes;
mod options;
