//! Libraries and hardware of this machine for running models, faults among them, and remedies.
//!
//! The command `litert doctor` prints it. Looking has a price: both families of libraries are
//! loaded, and `libedgetpu`, if there is one, lists its devices.
//!
//! ```
//! let found = litert::diagnostics::Diagnostics::collect();
//! for finding in &found.findings {
//!     println!("{}: {}\n  {}", finding.severity, finding.message, finding.advice);
//! }
//! ```

mod cache;
mod cpu;
mod edgetpu;
mod gpu;
mod libraries;

use std::fmt;

pub use cache::{CacheReport, CachedRuntime, RuntimeState};
pub use cpu::Cpu;
pub use edgetpu::EdgeTpuReport;
pub use gpu::{GpuReport, RenderNode};
pub use libraries::LibraryReport;

/// The variables that change what is found, read by this crate or by the drivers.
const VARIABLES: [&str; 9] = [
    "LITERT_LIBRARY_PATH",
    "LITERT_CACHE_DIR",
    "LITERT_OFFLINE",
    "LITERT_PYTHON",
    "LITERT_EDGETPU_LIBRARY",
    "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
    "VK_DRIVER_FILES",
    "VK_ICD_FILENAMES",
];

/// Everything that was found.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Diagnostics {
    /// The version of this crate.
    pub version: &'static str,
    /// Operating system and processor that the program was built for: `linux x86_64`.
    pub platform: String,
    /// The processor.
    pub cpu: Cpu,
    /// Variables of the environment that are set and matter.
    pub environment: Vec<(&'static str, String)>,
    /// The runtime libraries.
    pub libraries: LibraryReport,
    /// Fetched runtimes.
    pub cache: CacheReport,
    /// Hardware that CompiledModel could use besides the CPU.
    pub gpu: GpuReport,
    /// Coral devices.
    pub edgetpu: EdgeTpuReport,
    /// Faults, the worst first, with remedies.
    pub findings: Vec<Finding>,
}

/// Something that is not as it could be.
///
/// ```
/// use litert::diagnostics::{Diagnostics, Severity};
///
/// for finding in Diagnostics::collect().findings {
///     if finding.severity == Severity::Problem {
///         println!("{}: {}", finding.message, finding.advice);
///     }
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// The finding.
    pub message: String,
    /// The remedy.
    pub advice: String,
}

/// How bad something is.
///
/// ```
/// use litert::diagnostics::Severity;
///
/// assert!(Severity::Problem < Severity::Note); // sorted, the worst comes first
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something that was set up does not work, or no model can be run at all.
    Problem,
    /// Something that could be used is not there. Fine, if it is not wanted.
    Note,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Problem => "problem",
            Self::Note => "note",
        })
    }
}

impl Finding {
    fn new(severity: Severity, message: impl Into<String>, advice: impl Into<String>) -> Self {
        Self {
            severity,
            message: message.into(),
            advice: advice.into(),
        }
    }

    fn problem(message: impl Into<String>, advice: impl Into<String>) -> Self {
        Self::new(Severity::Problem, message, advice)
    }

    fn note(message: impl Into<String>, advice: impl Into<String>) -> Self {
        Self::new(Severity::Note, message, advice)
    }
}

impl Diagnostics {
    /// Looks at everything. Nothing that is missing is an error: it is reported.
    pub fn collect() -> Self {
        let mut findings = Vec::new();
        let (libraries, runtime) = LibraryReport::collect(&mut findings);
        let cache = CacheReport::collect(&mut findings);
        let gpu = GpuReport::collect(runtime.as_ref(), &mut findings);
        let edgetpu = EdgeTpuReport::collect(&mut findings);
        findings.sort_by_key(|finding| finding.severity);
        let set = |name| Some((name, std::env::var_os(name)?.to_string_lossy().into_owned()));
        Self {
            version: env!("CARGO_PKG_VERSION"),
            platform: format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
            cpu: Cpu::detect(),
            environment: VARIABLES.into_iter().filter_map(set).collect(),
            libraries,
            cache,
            gpu,
            edgetpu,
            findings,
        }
    }

    /// True if nothing that was set up is broken, and models can be run.
    pub fn is_healthy(&self) -> bool {
        self.findings
            .iter()
            .all(|finding| finding.severity != Severity::Problem)
    }
}
