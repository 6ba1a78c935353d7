//! Fuzz targets: what they do with their input is in `testing/fuzzing`.

pub use {libfuzzer_sys, litert_fuzzing};

/// Makes the target of this name.
#[macro_export]
macro_rules! target {
    ($name:literal) => {
        $crate::libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
            static TARGET: std::sync::LazyLock<$crate::litert_fuzzing::Target> =
                std::sync::LazyLock::new(|| {
                    $crate::litert_fuzzing::Target::named($name).expect("a target")
                });
            (TARGET.run)(bytes)
        });
    };
}
