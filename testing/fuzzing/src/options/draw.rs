//! Values of options, and the books on what was asked for.

use std::collections::BTreeMap;
use std::path::PathBuf;

use arbitrary::{Result, Unstructured};

use crate::dialect;

/// What a reader is to get, by the name of the option.
pub(super) type Wanted = BTreeMap<&'static str, BTreeMap<String, Want>>;

/// The value of an option.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Want {
    Flag(bool),
    Number(i64),
    /// One of several that have names.
    SomeNumber,
    Text(String),
    List(Vec<String>),
}

impl Want {
    /// Whether the runtime would read this from `value`.
    pub(super) fn is(&self, value: &str) -> bool {
        match self {
            Self::Flag(flag) => value == if *flag { "true" } else { "false" },
            Self::Number(number) => value.parse() == Ok(*number),
            Self::SomeNumber => value.parse::<i32>().is_ok(),
            Self::Text(text) => dialect::text(value) == Some(text),
            Self::List(texts) => dialect::list(value).is_some_and(|read| read == *texts),
        }
    }
}

/// Draws values, and keeps books.
pub(super) struct Draw<'a, 'u> {
    pub(super) u: &'a mut Unstructured<'u>,
    pub(super) wanted: Wanted,
    /// Whether some value cannot be passed on.
    pub(super) refused: bool,
    /// Whether some option is one that the caller vouches for.
    pub(super) trusted: bool,
}

impl<'a, 'u> Draw<'a, 'u> {
    pub(super) fn new(u: &'a mut Unstructured<'u>) -> Self {
        Self {
            u,
            wanted: Wanted::new(),
            refused: false,
            trusted: false,
        }
    }

    /// Whether an option is set at all.
    pub(super) fn wants(&mut self) -> Result<bool> {
        self.seldom(4)
    }

    /// Once in so many times, and never where the input is at its end.
    pub(super) fn seldom(&mut self, times: u8) -> Result<bool> {
        Ok(!self.u.ratio(times - 1, times)?)
    }

    /// Notes what `readers` are to get.
    pub(super) fn want(&mut self, readers: &[&'static str], key: impl Into<String>, want: &Want) {
        let key = key.into();
        for reader in readers {
            let set = self.wanted.entry(reader).or_default();
            set.insert(key.clone(), want.clone());
        }
    }

    pub(super) fn flag(&mut self, readers: &[&'static str], key: &str) -> Result<bool> {
        let flag = self.u.arbitrary()?;
        self.want(readers, key, &Want::Flag(flag));
        Ok(flag)
    }

    pub(super) fn number(&mut self, readers: &[&'static str], key: &str) -> Result<i32> {
        let number = self.u.arbitrary()?;
        self.want(readers, key, &Want::Number(i64::from(number)));
        Ok(number)
    }

    pub(super) fn count(&mut self, readers: &[&'static str], key: &str) -> Result<u32> {
        let count: u32 = self.u.arbitrary()?;
        self.refused |= i32::try_from(count).is_err();
        self.want(readers, key, &Want::Number(i64::from(count)));
        Ok(count)
    }

    /// One of several values.
    pub(super) fn one_of<T: Copy>(
        &mut self,
        readers: &[&'static str],
        key: &str,
        all: &[T],
    ) -> Result<T> {
        self.want(readers, key, &Want::SomeNumber);
        self.u.choose(all).copied()
    }

    pub(super) fn text(&mut self, readers: &[&'static str], key: &str) -> Result<String> {
        let text = self.some_text()?;
        self.want(readers, key, &Want::Text(text.clone()));
        Ok(text)
    }

    pub(super) fn path(&mut self, readers: &[&'static str], key: &str) -> Result<PathBuf> {
        #[cfg(unix)]
        if self.seldom(8)? {
            use std::os::unix::ffi::OsStringExt;
            let bytes: Vec<u8> = self.u.arbitrary()?;
            let text = String::from_utf8(bytes.clone());
            self.refused |= text.as_deref().map_or(true, cannot_pass);
            self.want(readers, key, &Want::Text(text.unwrap_or_default()));
            return Ok(std::ffi::OsString::from_vec(bytes).into());
        }
        self.text(readers, key).map(PathBuf::from)
    }

    pub(super) fn list(&mut self, readers: &[&'static str], key: &str) -> Result<Vec<String>> {
        let count = self.u.int_in_range(0..=3)?;
        let texts = (0..count)
            .map(|_| self.some_text())
            .collect::<Result<Vec<_>>>()?;
        self.want(readers, key, &Want::List(texts.clone()));
        Ok(texts)
    }

    /// Any text, now and then a very long one.
    pub(super) fn some_text(&mut self) -> Result<String> {
        let mut text: String = self.u.arbitrary()?;
        if self.seldom(32)? {
            text = text.repeat(10_000);
        }
        if self.seldom(8)? {
            let strange = [
                "\"", "'", "#", "\n", "\0", "\u{7f}", "\\", ",", "]", "=", " ", "\t",
            ];
            text.push_str(self.u.choose(&strange)?);
        }
        self.refused |= cannot_pass(&text);
        Ok(text)
    }
}

/// Whether a text cannot stand between quotes, where nothing is escaped.
pub(super) fn cannot_pass(text: &str) -> bool {
    text.contains(['"', '\'', '#']) || text.contains(char::is_control)
}
