//! See `testing/fuzzing/src/`.

#![no_main]

litert_fuzz::target!("bundle");
