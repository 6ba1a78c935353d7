//! The native library behind a session, as reports name it.

use serde::Serialize;

/// The library behind it.
#[derive(Serialize)]
pub(crate) struct Library {
    path: String,
    version: String,
    #[serde(skip)]
    pub(crate) text: String,
}

impl From<litert::LibraryInfo> for Library {
    fn from(info: litert::LibraryInfo) -> Self {
        Self {
            text: format!("{} {}", info.family, info.version),
            path: info.path,
            version: info.version,
        }
    }
}
