//! Finding, loading and refusing the native libraries.

mod exports;
mod linked;
mod quiet;
mod search;
mod security;
mod swapped;
