//! The home of the examples; see `examples/` and the crates `litert` and `litert-sys`.
