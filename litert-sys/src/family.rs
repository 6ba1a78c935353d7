//! The families of C functions and the libraries that carry them.
//!
//! Compiled twice: into the crate, and into the build script, which links programs with them.

use std::ffi::CStr;
use std::fmt;

/// The table of the families: calls a macro with all rows.
///
/// A new family is a row here and a file below `groups`, named by `module`, with its groups.
/// Everything else that is said of families is derived from these rows.
macro_rules! with_families {
    ($then:ident) => {
        $crate::family::with_language_models! {
            $then
            /// `LiteRt*`: the LiteRT 2 CompiledModel API.
            LiteRt {
                module: litert,
                api: LiteRtApi,
                // What its functions have in common at the front of their names.
                prefix: "LiteRt",
                // What the safe crate makes of it.
                engine: "CompiledModel",
                // A function without which the family does not exist.
                mark: c"LiteRtCreateEnvironment",
                // Libraries that carry it, the preferred one first.
                files: &[LITERT, LITERT_LM],
                // Features of this crate that fetch one.
                fetched_by: "download-litert or download-lm",
                // What to do if it is missing, or is incomplete.
                remedy: "use libLiteRt (package ai-edge-litert)",
            }

            /// `TfLite*`: the classic TensorFlow Lite Interpreter API.
            TfLite {
                module: tflite,
                api: TfLiteApi,
                prefix: "TfLite",
                engine: "Interpreter",
                mark: c"TfLiteInterpreterCreate",
                files: TFLITE_FILES,
                fetched_by: "download-tflite-community or download-lm",
                remedy: TFLITE_REMEDY,
            }
        }
    };
}
pub(crate) use with_families;

/// Adds the family of the language models to the rows, where the feature `lm` is on.
#[cfg(feature = "lm")]
macro_rules! with_language_models {
    ($then:ident $($rows:tt)*) => {
        $then! {
            $($rows)*

            /// `litert_lm_*`: the LiteRT-LM API, language models.
            Lm {
                module: lm,
                api: LmApi,
                prefix: "litert_lm_",
                engine: "language models",
                mark: c"litert_lm_engine_create",
                files: &[LITERT_LM],
                fetched_by: "download-lm",
                remedy: "use liblitert-lm 0.18 (package litert-lm-api)",
            }
        }
    };
}
#[cfg(not(feature = "lm"))]
macro_rules! with_language_models {
    ($then:ident $($rows:tt)*) => {
        $then! { $($rows)* }
    };
}
pub(crate) use with_language_models;

macro_rules! families {
    ($(
        $(#[$meta:meta])*
        $family:ident {
            module: $module:ident,
            api: $api:ident,
            prefix: $prefix:literal,
            engine: $engine:literal,
            mark: $mark:literal,
            files: $files:expr,
            fetched_by: $fetched_by:literal,
            remedy: $remedy:expr,
        }
    )*) => {
        /// A family of C functions that belong together.
        ///
        /// A family is bound wholly to one library; two libraries may serve two families in one
        /// process, and an opaque handle never crosses from one library to another.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Family {
            $($(#[$meta])* $family,)*
        }

        impl Family {
            /// Every family, in the order in which they are looked for.
            pub const ALL: [Family; [$(stringify!($family)),*].len()] = [$(Family::$family),*];

            /// The families of graphs, `.tflite` files, which the crate `litert` serves. Language models
            /// have a crate of their own.
            pub fn of_graphs() -> impl Iterator<Item = Family> {
                let language_models = c"litert_lm_engine_create";
                Family::ALL
                    .into_iter()
                    .filter(move |family| family.mark() != language_models)
            }

            /// The prefix that the functions of this family share.
            pub const fn prefix(self) -> &'static str {
                match self {
                    $(Family::$family => $prefix,)*
                }
            }

            /// The name of the modules that hold its declarations and groups.
            pub const fn module(self) -> &'static str {
                match self {
                    $(Family::$family => stringify!($module),)*
                }
            }

            /// The engine of the safe crate that stands on this family.
            pub const fn engine(self) -> &'static str {
                match self {
                    $(Family::$family => $engine,)*
                }
            }

            /// A function that every library with this family has.
            pub const fn mark(self) -> &'static CStr {
                match self {
                    $(Family::$family => $mark,)*
                }
            }

            /// File names of the libraries that carry this family, the preferred one first.
            ///
            /// The smaller library comes before the larger one. LiteRT's own carries the `TfLite*`
            /// functions as well on Windows, and LiteRT-LM's, up to 0.18, everywhere else.
            pub const fn file_names(self) -> &'static [&'static str] {
                match self {
                    $(Family::$family => $files,)*
                }
            }

            /// The features of this crate with which the build fetches a library for this family.
            pub const fn fetched_by(self) -> &'static str {
                match self {
                    $(Family::$family => $fetched_by,)*
                }
            }

            /// Which library would bring this family whole, as the end of an error.
            pub const fn remedy(self) -> &'static str {
                match self {
                    $(Family::$family => $remedy,)*
                }
            }
        }
    };
}
with_families!(families);

impl fmt::Display for Family {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.prefix())
    }
}

/// File name of the LiteRT library on this platform.
pub const LITERT: &str = if cfg!(windows) {
    "libLiteRt.dll"
} else if cfg!(target_vendor = "apple") {
    "libLiteRt.dylib"
} else {
    "libLiteRt.so"
};

/// File name of the LiteRT-LM library on this platform. Up to 0.18 it carries the other families too,
/// on Windows the `TfLite*` functions alone.
pub const LITERT_LM: &str = if cfg!(windows) {
    "litert-lm.dll"
} else if cfg!(target_vendor = "apple") {
    "liblitert-lm.dylib"
} else {
    "liblitert-lm.so"
};

/// File name of the classic TensorFlow Lite C library on this platform.
pub const TENSORFLOWLITE_C: &str = if cfg!(windows) {
    "tensorflowlite_c.dll"
} else if cfg!(target_vendor = "apple") {
    "libtensorflowlite_c.dylib"
} else {
    "libtensorflowlite_c.so"
};

const TFLITE_FILES: &[&str] = if cfg!(windows) {
    &[TENSORFLOWLITE_C, LITERT, LITERT_LM]
} else {
    &[TENSORFLOWLITE_C, LITERT_LM]
};

const TFLITE_REMEDY: &str = if cfg!(windows) {
    "use libLiteRt (package ai-edge-litert)"
} else {
    "use liblitert-lm 0.18 (package litert-lm-api) or libtensorflowlite_c"
};
