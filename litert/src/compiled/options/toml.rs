//! Options as text, in the dialect that the runtime reads.
//!
//! It looks like TOML and is less: one `key = value` per line, outer quotes are taken off, and
//! nothing can be escaped. A quote or a line break in a value would therefore start another
//! option, so such values are refused.

use std::fmt::Write as _;
use std::path::PathBuf;

use litert_sys::LiteRtVersion;

use crate::error::{Error, Result};

/// The oldest supported release: options that it has need no check.
pub(super) const OLDEST: LiteRtVersion = LiteRtVersion::V2_1_6;

/// The text of one set of options, while it is made.
pub(super) struct Text {
    /// The part that the options are for, e.g. `GPU`.
    of: &'static str,
    version: LiteRtVersion,
    text: String,
}

impl Text {
    pub(super) fn new(of: &'static str, version: LiteRtVersion) -> Self {
        Self {
            of,
            version,
            text: String::new(),
        }
    }

    /// Adds a line, if there is a value.
    pub(super) fn set<V: Value>(
        &mut self,
        key: &str,
        since: LiteRtVersion,
        value: Option<&V>,
    ) -> Result<()> {
        let Some(value) = value else { return Ok(()) };
        let needs = since.max(value.since());
        if self.version < needs {
            return Err(Error::unsupported(
                format!("the {} option {key}, as it was given,", self.of),
                format!("LiteRT {}", self.version),
                format!("use LiteRT {needs} or leave the option out"),
            ));
        }
        let mut lines = String::new();
        value.lines(key, &mut lines).map_err(|reason| {
            Error::invalid_argument(format!("the {} option {key} {reason}", self.of))
        })?;
        self.text.push_str(&lines);
        Ok(())
    }

    pub(super) fn finish(self) -> String {
        self.text
    }
}

/// Something that can stand behind the `=`.
pub(super) trait Value {
    /// Writes it, or says what is wrong with it, to follow the name of the option.
    fn write(&self, text: &mut String) -> Result<(), String>;

    /// Writes the line for a key, or the lines, where the key is only how they begin.
    fn lines(&self, key: &str, text: &mut String) -> Result<(), String> {
        let _ = write!(text, "{key} = ");
        self.write(text)?;
        text.push('\n');
        Ok(())
    }

    /// The first release that knows this value.
    fn since(&self) -> LiteRtVersion {
        OLDEST
    }
}

impl Value for bool {
    fn write(&self, text: &mut String) -> Result<(), String> {
        text.push_str(if *self { "true" } else { "false" });
        Ok(())
    }
}

impl Value for i32 {
    fn write(&self, text: &mut String) -> Result<(), String> {
        let _ = write!(text, "{self}");
        Ok(())
    }
}

impl Value for u32 {
    fn write(&self, text: &mut String) -> Result<(), String> {
        // The runtime reads 64 bits and keeps 32 of them, with a sign.
        if i32::try_from(*self).is_err() {
            return Err(format!("is {self}; at most {} is possible", i32::MAX));
        }
        let _ = write!(text, "{self}");
        Ok(())
    }
}

impl Value for String {
    fn write(&self, text: &mut String) -> Result<(), String> {
        harmless(self)?;
        let _ = write!(text, "\"{self}\"");
        Ok(())
    }
}

impl Value for PathBuf {
    fn write(&self, text: &mut String) -> Result<(), String> {
        let path = self
            .to_str()
            .ok_or_else(|| format!("is the path {}, which is not UTF-8", self.display()))?;
        harmless(path)?;
        let _ = write!(text, "\"{path}\"");
        Ok(())
    }
}

impl Value for Vec<String> {
    fn write(&self, text: &mut String) -> Result<(), String> {
        text.push('[');
        for (index, value) in self.iter().enumerate() {
            if index > 0 {
                text.push_str(", ");
            }
            value.write(text)?;
        }
        text.push(']');
        Ok(())
    }
}

impl Value for Vec<i32> {
    fn write(&self, text: &mut String) -> Result<(), String> {
        // Elements of arrays are read as strings, whatever they are then taken for.
        let words: Vec<String> = self.iter().map(i32::to_string).collect();
        words.write(text)
    }
}

/// Refuses text that could end its value and begin something else.
pub(super) fn harmless(text: &str) -> Result<(), String> {
    let bad = |c: char| matches!(c, '"' | '\'' | '#') || c.is_control();
    match text.chars().find(|&c| bad(c)) {
        None => Ok(()),
        Some(c) => Err(format!(
            "is {text:?}; it must not contain {c:?}: quotes, '#' and control characters cannot be \
             passed to the runtime"
        )),
    }
}

/// Refuses what could not stand before the `=`, as part of a key.
pub(super) fn key_part(text: &str) -> Result<(), String> {
    let good = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    if !text.is_empty() && text.chars().all(good) {
        return Ok(());
    }
    Err(format!(
        "is {text:?}; letters, digits, '_', '-' and '.' are possible"
    ))
}

/// A set of options that becomes one text.
pub(super) trait Options {
    /// Under which names the runtime looks for the text.
    const IDENTIFIERS: &'static [&'static std::ffi::CStr];

    /// The text; empty if nothing was set.
    fn text(&self, version: LiteRtVersion) -> Result<String>;
}

/// Defines a set of options: a struct with one optional field per key, a setter for each, and the
/// text they make.
///
/// `set` makes a setter that takes the value as it is, `into` one that converts it. `own` makes
/// none: it is written by hand, because it is unsafe or takes something else.
macro_rules! options {
    (
        $(#[$doc:meta])*
        pub struct $name:ident of $of:literal as [$($identifier:literal),+];
        $($(#[$field_doc:meta])* $kind:ident $field:ident: $type:ty = $key:literal $(since $since:ident)?;)*
    ) => {
        $(#[$doc])*
        ///
        /// What is not set is left to the runtime. Values are checked when the model is compiled:
        /// text with quotes, `#` or control characters is
        /// [`Error::InvalidArgument`](crate::Error::InvalidArgument), and an option that the loaded
        /// runtime does not know yet is [`Error::Unsupported`](crate::Error::Unsupported).
        #[derive(Clone, Debug, Default, PartialEq)]
        #[must_use]
        pub struct $name {
            $(pub(super) $field: Option<$type>,)*
        }

        impl $name {
            /// Nothing set: everything as the runtime has it.
            pub fn new() -> Self {
                Self::default()
            }

            $($crate::compiled::options::toml::options! {
                @setter $kind
                $(#[$field_doc])*
                ///
                #[doc = concat!("Key: `", $key, "`.")]
                $(#[doc = $crate::compiled::options::toml::options!(@needs $since)])?
                $field: $type
            })*
        }

        impl $crate::compiled::options::toml::Options for $name {
            const IDENTIFIERS: &'static [&'static std::ffi::CStr] = &[$($identifier),+];

            fn text(&self, version: litert_sys::LiteRtVersion) -> $crate::error::Result<String> {
                let mut text = $crate::compiled::options::toml::Text::new($of, version);
                $(text.set(
                    $key,
                    $crate::compiled::options::toml::options!(@since $($since)?),
                    self.$field.as_ref(),
                )?;)*
                Ok(text.finish())
            }
        }
    };
    (@setter set $(#[$doc:meta])* $field:ident: $type:ty) => {
        $(#[$doc])*
        pub fn $field(mut self, value: $type) -> Self {
            self.$field = Some(value);
            self
        }
    };
    (@setter into $(#[$doc:meta])* $field:ident: $type:ty) => {
        $(#[$doc])*
        pub fn $field(mut self, value: impl Into<$type>) -> Self {
            self.$field = Some(value.into());
            self
        }
    };
    (@setter own $(#[$doc:meta])* $field:ident: $type:ty) => {};
    (@since) => { $crate::compiled::options::toml::OLDEST };
    (@since $since:ident) => { litert_sys::LiteRtVersion::$since };
    (@needs V2_2) => { "Needs LiteRT 2.2.0." };
    (@needs V2_3) => { "Needs LiteRT 2.3.0." };
}
pub(super) use options;

/// Defines an option that is one of several numbers.
macro_rules! choice {
    (
        $(#[$doc:meta])*
        pub enum $name:ident {
            $($(#[$variant_doc:meta])* $variant:ident = $number:literal $(since $since:ident)?,)+
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)+
        }

        impl $crate::compiled::options::toml::Value for $name {
            fn write(&self, text: &mut String) -> Result<(), String> {
                let number: i32 = match self {
                    $(Self::$variant => $number,)+
                };
                number.write(text)
            }

            fn since(&self) -> litert_sys::LiteRtVersion {
                match self {
                    $(Self::$variant => $crate::compiled::options::toml::options!(@since $($since)?),)+
                }
            }
        }
    };
}
pub(super) use choice;
