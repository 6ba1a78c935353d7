//! Stand-ins for delegate libraries, compiled from `testing/standins` with the system's C compiler.

use std::collections::HashMap;
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use litert::delegate::ExternalDelegate;
use litert_golden::skip_or_fail;

use super::child::Scratch;

/// A C file and how it is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StandIn {
    /// File in `testing/standins`.
    pub source: &'static str,
    /// Name of the library that it becomes.
    pub library: &'static str,
    /// Macros to define.
    pub defines: &'static [&'static str],
}

/// Takes over ADD of float tensors; see the file for its options.
pub const ADD_PLUGIN: StandIn = StandIn {
    source: "add_plugin.c",
    library: "libadd_plugin.so",
    defines: &[],
};

impl StandIn {
    /// The compiled library, made once per process; `None` after saying why a test is skipped.
    #[track_caller]
    pub fn build(self) -> Option<PathBuf> {
        static BUILT: Mutex<Option<HashMap<StandIn, PathBuf>>> = Mutex::new(None);
        let mut built = BUILT.lock().unwrap_or_else(PoisonError::into_inner);
        let built = built.get_or_insert_default();
        if let Some(path) = built.get(&self) {
            return Some(path.clone());
        }
        if !cfg!(unix) {
            println!("skipped: the stand-ins are written for Unix");
            return None;
        }
        match self.compile() {
            Ok(path) => {
                built.insert(self, path.clone());
                Some(path)
            }
            Err(why) => {
                skip_or_fail(format_args!("{} cannot be compiled: {why}", self.source));
                None
            }
        }
    }

    fn compile(self) -> Result<PathBuf, String> {
        // Tests of other packages compile this file too, so the folder is looked for upwards.
        let here = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
        let folder = here.map(|folder| folder.join("testing/standins"));
        let source = folder
            .filter(|folder| folder.is_dir())
            .map(|folder| folder.join(self.source))
            .next()
            .ok_or("testing/standins is missing")?;
        // Loaded for the rest of the process, so the folder is left behind, in the target folder.
        let folder = Scratch::new();
        let path = folder.path().join(self.library);
        std::mem::forget(folder);
        let compiler = env::var("CC").unwrap_or_else(|_| "cc".to_owned());
        let mut command = Command::new(&compiler);
        command.args(["-std=c11", "-O1", "-shared", "-fPIC", "-Wall", "-Werror"]);
        command.args(["-fvisibility=hidden", "-D_GNU_SOURCE"]);
        command.args(self.defines.iter().map(|define| format!("-D{define}")));
        command.arg("-o").arg(&path).arg(source);
        let output = command
            .output()
            .map_err(|error| format!("{compiler}: {error}"))?;
        if output.status.success() {
            return Ok(path);
        }
        // A compiler that is there must succeed: this is never a reason to skip.
        panic!(
            "{compiler} failed on {}:\n{}",
            self.source,
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

/// An Edge TPU library; see the file for what it does.
pub const EDGETPU: StandIn = StandIn {
    source: "edgetpu.c",
    library: "libedgetpu.so.1",
    defines: &[],
};

/// The same, in a build that does what one of the macros in the file says.
pub const fn edgetpu_that(define: &'static [&'static str]) -> StandIn {
    StandIn {
        defines: define,
        ..EDGETPU
    }
}

/// A GPU delegate; see the file for what it does.
pub const GPU: StandIn = StandIn {
    source: "gpu.c",
    library: "libtensorflowlite_gpu_delegate.so",
    defines: &[],
};

/// The same on a machine without a GPU.
pub const NO_GPU: StandIn = StandIn {
    defines: &["STANDIN_NO_GPU"],
    ..GPU
};

/// The same with a shorter options struct.
pub const OLD_GPU: StandIn = StandIn {
    defines: &["STANDIN_OLD_OPTIONS"],
    ..GPU
};

/// A stand-in as a plugin.
pub fn plugin(path: &Path) -> ExternalDelegate {
    // SAFETY: compiled for this test, with the structs of today.
    unsafe { ExternalDelegate::new(path) }
}

/// LiteRT-LM without `TfLite*` and `LiteRt*` functions, as since 0.19.
pub const LANGUAGE_MODELS: StandIn = StandIn {
    source: "language_models.c",
    library: "liblitert-lm.so",
    defines: &[],
};
