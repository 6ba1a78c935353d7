//! Safe bindings.
