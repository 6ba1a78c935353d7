//! TensorFlow operators inside a model ("Flex", `SELECT_TF_OPS`), and what they need.
//!
//! The Flex delegate contains a good part of TensorFlow and has no C interface: its only function
//! returns a C++ object, which the runtime itself asks for when it meets such an operator. It is
//! therefore no [`Delegate`](super::Delegate) that could be added. What can be done:
//!
//! - convert the model with built-in operators only, which is nearly always possible;
//! - use a runtime library that was built with the Flex delegate inside;
//! - load a Flex library that was built with the same compiler and C++ library as the runtime,
//!   with [`load`].
//!
//! Neither of the official libraries comes with one.

use std::path::Path;

use litert_sys::Library;

use crate::error::{Error, Result};
use crate::model::Model;

/// Its name.
const NAME: &str = "Flex";

/// The operators of a model that need the Flex delegate, each kind once: `FlexErf`, for instance.
pub fn operators(model: &Model) -> Vec<String> {
    model.info().flex_operators().map(str::to_owned).collect()
}

/// Loads a Flex library where the runtime looks for it: among the global symbols of the process,
/// for the rest of the process. Interpreters that are built from then on use it by themselves.
///
/// # Errors
/// [`Error::Delegate`] if the library cannot be loaded or has no Flex delegate;
/// [`Error::Unsupported`] on Windows, which has no global symbols.
///
/// # Safety
/// As for [`ExternalDelegate::new`](super::ExternalDelegate::new), and more: the library must come
/// from the same build as the runtime (the object it returns has the layout of a C++ library), and
/// its symbols become visible to all libraries that are loaded afterwards.
pub unsafe fn load(library: impl AsRef<Path>) -> Result<()> {
    let path = library.as_ref();
    if !cfg!(unix) {
        return Err(Error::unsupported(
            "a Flex library of its own",
            std::env::consts::OS,
            "use a runtime that was built with the Flex delegate inside",
        ));
    }
    let failed = |reason: String| {
        Error::delegate(
            NAME,
            format!("{}: {reason}", path.display()),
            "use a build of libtensorflowlite_flex that belongs to the runtime, or convert the \
             model with built-in operators only",
        )
    };
    // SAFETY: passed on to the caller.
    unsafe { Library::open_global(path, c"TF_AcquireFlexDelegate") }.map_err(failed)
}
