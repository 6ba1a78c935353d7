//! The three families of C functions and the libraries that carry them.

use std::fmt;

/// A family of C functions that belong together.
///
/// A family is bound wholly to one library; two libraries may serve two families in one process,
/// and an opaque handle never crosses from one library to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Family {
    /// `LiteRt*`: the LiteRT 2 CompiledModel API.
    LiteRt,
    /// `TfLite*`: the classic TensorFlow Lite Interpreter API.
    TfLite,
}

impl Family {
    /// Every family, in the order in which they are looked for.
    pub const ALL: [Family; 2] = [Family::LiteRt, Family::TfLite];

    /// The prefix that the functions of this family share.
    pub const fn prefix(self) -> &'static str {
        match self {
            Family::LiteRt => "LiteRt",
            Family::TfLite => "TfLite",
        }
    }

    /// The engine of the safe crate that stands on this family.
    pub const fn engine(self) -> &'static str {
        match self {
            Family::LiteRt => "CompiledModel",
            Family::TfLite => "Interpreter",
        }
    }

    /// File names of the libraries that carry this family, the preferred one first.
    ///
    /// The smaller library comes before the larger one. LiteRT's own carries both families on
    /// Windows, and LiteRT-LM's everywhere else.
    pub const fn file_names(self) -> &'static [&'static str] {
        match self {
            Family::LiteRt => &[LITERT, LITERT_LM],
            Family::TfLite if cfg!(windows) => &[TENSORFLOWLITE_C, LITERT, LITERT_LM],
            Family::TfLite => &[TENSORFLOWLITE_C, LITERT_LM],
        }
    }
}

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

/// File name of the LiteRT-LM library on this platform. It carries both families, but on Windows,
/// where it has the `TfLite*` functions alone.
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
