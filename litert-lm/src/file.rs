//! Files, looked at before the library sees them.

use std::fs::File;
use std::path::Path;

use litert_model::language_model::LanguageModelFile;

use crate::error::{Error, Result};

/// A file of a language model, mapped.
pub(crate) struct ModelFile {
    map: memmap2::Mmap,
}

impl ModelFile {
    pub(crate) fn open(path: &Path) -> Result<Self> {
        let failed = |why: std::io::Error| Error::Io {
            path: path.to_owned(),
            why: why.to_string(),
        };
        let file = File::open(path).map_err(failed)?;
        if !file.metadata().map_err(failed)?.is_file() {
            let why = "it is no file".to_owned();
            let path = path.to_owned();
            return Err(Error::Io { path, why });
        }
        // SAFETY: only read. Should somebody shorten the file meanwhile, the system ends the process;
        // the library maps the same file for as long as the engine lives, with the same risk.
        let map = unsafe { memmap2::Mmap::map(&file) }.map_err(failed)?;
        Ok(Self { map })
    }

    pub(crate) fn read<'a>(&'a self, path: &Path) -> Result<LanguageModelFile<'a>> {
        LanguageModelFile::new(&self.map).map_err(|error| Error::Model {
            path: path.to_owned(),
            error,
        })
    }
}
