//! The command as people start it.
//!
//! Expected output lies in `tests/snapshots`; `UPDATE_EXPECT=1` writes it anew.

mod bundle;
mod doctor;
mod graph;
mod inspect;
mod labels;
mod manners;
mod measuring;
mod run;
mod runtime;
mod support;
mod tour;
