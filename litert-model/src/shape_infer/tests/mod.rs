//! What the official interpreter says about shapes is the measure.

mod golden;
mod own;
