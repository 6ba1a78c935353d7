//! The reader of model files and its checks: no native library is needed.

mod load_time;
mod manifest;
mod mutations;
mod rules;
