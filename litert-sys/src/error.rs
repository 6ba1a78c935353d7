//! Why a library or a symbol could not be had.

use std::fmt;

use crate::family::Family;
use crate::search::LoadReport;

/// A symbol that a group needs and the library does not have.
#[derive(Clone, PartialEq, Eq)]
pub struct MissingSymbol {
    /// The C name of the symbol.
    pub symbol: &'static str,
    /// The group that needs it.
    pub group: &'static str,
    /// Which library was asked.
    pub library: String,
}

impl fmt::Display for MissingSymbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            symbol,
            group,
            library,
        } = self;
        write!(f, "{library} does not have {symbol}, which '{group}' needs")
    }
}

/// The text of `Display`: `main` prints an error that it returns with `Debug`.
impl fmt::Debug for MissingSymbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for MissingSymbol {}

/// A library that was opened and cannot serve a family.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum AbiError {
    /// The library does not carry the family at all.
    NotInLibrary {
        /// The family that was asked for.
        family: Family,
        /// A symbol that every library of this family has, and this one lacks.
        symbol: &'static str,
    },
    /// The library is one of LiteRT-LM that carries language models alone, as since 0.19.
    LanguageModelsOnly {
        /// The family that was asked for.
        family: Family,
    },
    /// The library is older than what these bindings can call.
    TooOld {
        /// The version that was found, as narrowly as the symbols tell.
        found: String,
        /// The version that is needed.
        needed: &'static str,
        /// Why the old one cannot be used.
        reason: &'static str,
    },
    /// The library is newer than what these bindings can call.
    TooNew {
        /// The version that was found, as narrowly as the symbols tell.
        found: String,
        /// The version that is needed.
        needed: &'static str,
        /// Why the new one cannot be used.
        reason: &'static str,
    },
    /// A core symbol is missing although the library's version should have it.
    Missing(MissingSymbol),
}

impl fmt::Display for AbiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AbiError::NotInLibrary { family, symbol } => {
                write!(
                    f,
                    "it does not carry the {family}* functions ({symbol} is missing)"
                )
            }
            AbiError::LanguageModelsOnly { family } => {
                let (engine, remedy) = (family.engine(), family.remedy());
                write!(
                    f,
                    "it does not carry the {family}* functions, only those of language models \
                     (litert_lm_*): since 0.19 LiteRT-LM has no {engine}; {remedy}"
                )
            }
            AbiError::TooOld {
                found,
                needed,
                reason,
            }
            | AbiError::TooNew {
                found,
                needed,
                reason,
            } => {
                write!(f, "it is {found}, but {needed} is needed: {reason}")
            }
            AbiError::Missing(missing) => missing.fmt(f),
        }
    }
}

/// The text of `Display`: `main` prints an error that it returns with `Debug`.
impl fmt::Debug for AbiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for AbiError {}

impl From<MissingSymbol> for AbiError {
    fn from(missing: MissingSymbol) -> Self {
        AbiError::Missing(missing)
    }
}

/// No library for a family could be found and loaded.
///
/// The text lists every place that was looked at, why each was rejected, and what to do.
#[derive(Clone)]
pub struct LoadError {
    /// The families that were wanted; all of them are missing.
    pub families: Vec<Family>,
    /// Every place that was looked at.
    pub report: LoadReport,
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no usable library found for ")?;
        for (i, family) in self.families.iter().enumerate() {
            let or = if i == 0 { "" } else { " or " };
            write!(f, "{or}the {family}* functions ({})", family.engine())?;
        }
        writeln!(f, ". Looked at:")?;
        write!(f, "{}", self.report)?;
        f.write_str(
            "What to do: build once with network access, python3 and pip (the feature `download` \
             then fetches the official runtime), or run `litert runtime fetch` (of litert-cli), or set \
             LITERT_LIBRARY_PATH to the library or its folder, or put the library next to the \
             executable.",
        )
    }
}

/// The text of `Display`: `main` prints an error that it returns with `Debug`.
impl fmt::Debug for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for LoadError {}
