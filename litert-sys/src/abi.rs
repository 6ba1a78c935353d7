//! Which version a library is, and whether its ABI is one that these bindings call.
//!
//! `libLiteRt` has no function that tells its version, and between two patch releases functions
//! kept their names and changed their parameters. The set of exported symbols tells them apart. Only
//! names that the builds for all platforms have in the same releases are of use: the export lists in
//! `vendor/exports` say which.

use std::ffi::{CStr, c_char, c_int};
use std::fmt;

use crate::error::AbiError;
use crate::family::Family;
use crate::source::SymbolSource;

/// A LiteRT release, as far as its exported symbols tell.
///
/// Ordered, so that `version >= LiteRtVersion::V2_2` reads as it should.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum LiteRtVersion {
    /// 2.1.6.
    V2_1_6,
    /// 2.2.0.
    V2_2,
    /// 2.3.0.
    V2_3,
    /// 2.4.0, or a later release that no symbol sets apart from it.
    V2_4,
}

impl fmt::Display for LiteRtVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            LiteRtVersion::V2_1_6 => "2.1.6",
            LiteRtVersion::V2_2 => "2.2",
            LiteRtVersion::V2_3 => "2.3",
            LiteRtVersion::V2_4 => "2.4 or later",
        })
    }
}

/// The version that is needed, in words, when a library is too old.
const NEEDED: &str = if cfg!(windows) {
    "LiteRT 2.2.0 or later"
} else {
    "LiteRT 2.1.6 or later"
};

impl LiteRtVersion {
    /// Tells the version of the LiteRT library behind `source`.
    ///
    /// # Errors
    /// [`AbiError::NotInLibrary`] if it is no LiteRT library at all, [`AbiError::TooOld`] if it
    /// is older than 2.1.6: there, functions of the same names take other parameters.
    pub fn detect(source: &dyn SymbolSource) -> Result<Self, AbiError> {
        let family = Family::LiteRt;
        for (name, symbol) in [
            (c"LiteRtCreateEnvironment", "LiteRtCreateEnvironment"),
            (c"LiteRtCreateCompiledModel", "LiteRtCreateCompiledModel"),
        ] {
            if !source.has(name) {
                return Err(not_in_library(source, family, symbol));
            }
        }
        if !source.has(c"LiteRtCreateModelFromFd") {
            // Each marker was added, or removed, in the release named beside it.
            let found = if source.has(c"LiteRtEnvironmentSupportsFP16") {
                "LiteRT 2.1.5"
            } else if source.has(c"LiteRtGetCustomEvent") {
                "LiteRT 2.1.4"
            } else if source.has(c"LiteRtRunCompiledModelWithOptions") {
                "LiteRT 2.1.3"
            } else {
                "LiteRT 2.1.2 or older"
            };
            return Err(AbiError::TooOld {
                found: found.to_owned(),
                needed: NEEDED,
                reason: "before 2.1.6 the functions that load models took other parameters under \
                         the same names, and calling them would crash",
            });
        }
        // 2.1.0 had this one as well, and is refused above.
        if !source.has(c"LiteRtGetCompiledModelEnvironment") {
            if cfg!(windows) {
                return Err(AbiError::TooOld {
                    found: "LiteRT 2.1.6".to_owned(),
                    needed: NEEDED,
                    reason: "before 2.2.0 tensor layouts had another memory layout on Windows",
                });
            }
            return Ok(LiteRtVersion::V2_1_6);
        }
        if source.has(c"LiteRtGetRuntimeAbiVersion") {
            Ok(LiteRtVersion::V2_4)
        } else if source.has(c"LiteRtCompiledModelIsNonCpuFullyAccelerated") {
            Ok(LiteRtVersion::V2_3)
        } else {
            Ok(LiteRtVersion::V2_2)
        }
    }
}

impl LiteRtVersion {
    /// The release, and what the library at `source` says of its ABI.
    pub(crate) fn in_words(&self, source: &dyn SymbolSource) -> String {
        match RuntimeAbi::ask(source) {
            Some(abi) => format!("{self} (runtime ABI {abi})"),
            None => self.to_string(),
        }
    }
}

/// Why a library without `symbol` does not serve `family`.
fn not_in_library(source: &dyn SymbolSource, family: Family, symbol: &'static str) -> AbiError {
    let language_models = c"litert_lm_engine_create";
    let others = Family::ALL.iter().map(|family| family.mark());
    let mut others = others.filter(|mark| *mark != language_models);
    if source.has(language_models) && !others.any(|mark| source.has(mark)) {
        return AbiError::LanguageModelsOnly { family };
    }
    AbiError::NotInLibrary { family, symbol }
}

/// The version of the C ABI that a LiteRT library says it has, e.g. `1.5.0`: that of its table of
/// functions, which is no release.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RuntimeAbi(String);

impl RuntimeAbi {
    /// Asks the LiteRT library behind `source`; `None` before 2.4, where there is nothing to ask.
    pub fn ask(source: &dyn SymbolSource) -> Option<Self> {
        let address = source.find(c"LiteRtGetRuntimeAbiVersion")?;
        let mut text = std::ptr::null();
        // SAFETY: `LiteRtStatus LiteRtGetRuntimeAbiVersion(const char**)` in every release that has
        // it; `SymbolSource` promises that the address is that function.
        let status = unsafe {
            let ask: unsafe extern "C" fn(*mut *const c_char) -> c_int =
                std::mem::transmute(address);
            ask(&raw mut text)
        };
        if status != 0 || text.is_null() {
            return None;
        }
        // SAFETY: not null, and a string literal inside a library that is never unloaded.
        let text = unsafe { CStr::from_ptr(text) };
        Some(Self(text.to_string_lossy().into_owned()))
    }
}

impl fmt::Display for RuntimeAbi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A TensorFlow Lite release, as the library itself reports it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TfLiteVersion {
    /// Major version, 2 for all that exist.
    pub major: u32,
    /// Minor version.
    pub minor: u32,
    /// The result of `TfLiteVersion()`, e.g. `2.17.1`.
    pub text: String,
}

/// The oldest TensorFlow Lite whose C API has all that is needed.
const OLDEST_TFLITE: (u32, u32) = (2, 14);

impl TfLiteVersion {
    /// Asks the TensorFlow Lite library behind `source` for its version.
    ///
    /// # Errors
    /// [`AbiError::NotInLibrary`] if it is no TensorFlow Lite C library, [`AbiError::TooOld`] if
    /// it is older than 2.14.
    pub fn detect(source: &dyn SymbolSource) -> Result<Self, AbiError> {
        let family = Family::TfLite;
        let not_here = |symbol| not_in_library(source, family, symbol);
        if !source.has(c"TfLiteInterpreterCreate") {
            return Err(not_here("TfLiteInterpreterCreate"));
        }
        let address = source
            .find(c"TfLiteVersion")
            .ok_or_else(|| not_here("TfLiteVersion"))?;
        // SAFETY: `const char* TfLiteVersion(void)` in every release; `SymbolSource` promises
        // that the address is that function.
        let text = unsafe {
            let version: unsafe extern "C" fn() -> *const c_char = std::mem::transmute(address);
            version()
        };
        let text = if text.is_null() {
            String::new()
        } else {
            // SAFETY: not null, and a string literal inside a library that is never unloaded.
            unsafe { CStr::from_ptr(text) }
                .to_string_lossy()
                .into_owned()
        };
        Self::parse(text)
    }

    /// The release as the library tells it.
    pub(crate) fn in_words(&self, _: &dyn SymbolSource) -> String {
        self.to_string()
    }

    fn parse(text: String) -> Result<Self, AbiError> {
        let mut numbers = text
            .split(['.', '-', '+'])
            .map(|part| part.parse::<u32>().ok());
        let (major, minor) = match (numbers.next().flatten(), numbers.next().flatten()) {
            (Some(major), Some(minor)) => (major, minor),
            // A build without a readable version is taken for an old one: nothing says that it
            // has what is needed.
            _ => (0, 0),
        };
        if (major, minor) < OLDEST_TFLITE {
            return Err(AbiError::TooOld {
                found: format!("TensorFlow Lite '{text}' by its own words (TfLiteVersion)"),
                needed: "TensorFlow Lite 2.14 or later",
                reason: "operators and delegates had other memory layouts before",
            });
        }
        Ok(Self { major, minor, text })
    }
}

impl fmt::Display for TfLiteVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// A generation of LiteRT-LM's C API, as far as its exported symbols tell.
#[cfg(feature = "lm")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum LmVersion {
    /// C API 0.2, of LiteRT-LM 0.16 to 0.18: results are returned, and errors are kept apart.
    V0_2,
}

#[cfg(feature = "lm")]
impl LmVersion {
    /// Tells the generation of the LiteRT-LM library behind `source`, and calls nothing.
    ///
    /// # Errors
    /// [`AbiError::NotInLibrary`] if it has no language models, [`AbiError::TooOld`] before 0.16 and
    /// [`AbiError::TooNew`] since 0.19: there, functions of the same names take other parameters.
    pub fn detect(source: &dyn SymbolSource) -> Result<Self, AbiError> {
        let family = Family::Lm;
        for (name, symbol) in [
            (c"litert_lm_engine_create", "litert_lm_engine_create"),
            (c"litert_lm_engine_delete", "litert_lm_engine_delete"),
        ] {
            if !source.has(name) {
                return Err(AbiError::NotInLibrary { family, symbol });
            }
        }
        if source.has(c"litert_lm_get_api_version") {
            return Err(AbiError::TooNew {
                found: "LiteRT-LM 0.19 or later (C API 1.x)".to_owned(),
                needed: "LiteRT-LM 0.16 to 0.18, the package litert-lm-api 0.18.1",
                reason: "since 0.19 functions of the same names return a status and take a \
                         parameter more, and calling them as before would crash",
            });
        }
        if !source.has(c"litert_lm_get_last_error_code") {
            return Err(AbiError::TooOld {
                found: "LiteRT-LM 0.15 or older".to_owned(),
                needed: "LiteRT-LM 0.16 to 0.18, the package litert-lm-api 0.18.1",
                reason: "before 0.16 there is no way to ask for an error, and callbacks took other \
                         parameters",
            });
        }
        Ok(LmVersion::V0_2)
    }

    /// The generation in words.
    pub(crate) fn in_words(self, _: &dyn SymbolSource) -> String {
        self.to_string()
    }
}

#[cfg(feature = "lm")]
impl fmt::Display for LmVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("0.16 to 0.18 (C API 0.2)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_parsed_and_old_ones_refused() {
        let parse = |text: &str| TfLiteVersion::parse(text.to_owned());
        let new = parse("2.17.1").unwrap();
        assert_eq!((new.major, new.minor, new.text.as_str()), (2, 17, "2.17.1"));
        assert_eq!(parse("2.23.0-rc1").unwrap().minor, 23);
        for old in ["2.13.0", "1.15.2", "", "unknown"] {
            let error = parse(old).unwrap_err().to_string();
            assert!(
                error.contains("2.14 or later") && error.contains(old),
                "{error}"
            );
        }
    }
}
