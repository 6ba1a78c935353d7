//! Coral devices.

use super::Finding;
use crate::delegate::edgetpu::{Device, EdgeTpu, LIBRARY_VARIABLE, system};

/// The Edge TPU library, its devices, and what the system shows of them.
///
/// ```
/// let coral = litert::diagnostics::Diagnostics::collect().edgetpu;
/// match &coral.library {
///     Some((path, version)) => println!("{path} {version}: {} devices", coral.devices.len()),
///     None => println!("{:?}", coral.library_error),
/// }
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct EdgeTpuReport {
    /// The library that was loaded, and what it says of its version.
    pub library: Option<(String, String)>,
    /// Why there is no library.
    pub library_error: Option<String>,
    /// The devices that the library sees.
    pub devices: Vec<Device>,
    /// Findings of the system: devices, their nodes, who may use them.
    pub facts: Vec<String>,
}

impl EdgeTpuReport {
    pub(super) fn collect(findings: &mut Vec<Finding>) -> Self {
        let mut found = Self::default();
        let system = system();
        match EdgeTpu::load() {
            Ok(library) => {
                found.library = Some((library.path().to_owned(), library.version()));
                found.devices = library.devices();
            }
            Err(error) => {
                if std::env::var_os(LIBRARY_VARIABLE).is_some_and(|path| !path.is_empty()) {
                    let advice = format!("correct or unset {LIBRARY_VARIABLE}");
                    findings.push(Finding::problem(error.to_string(), advice));
                }
                found.library_error = Some(error.to_string());
            }
        }
        let facts = system.facts.join("; ");
        let advice = system.advice.join("; ");
        match (system.shows_device, &found.library) {
            _ if !found.devices.is_empty() => {}
            (true, Some(_)) => findings.push(Finding::problem(
                format!("libedgetpu does not see the Edge TPU: {facts}"),
                advice,
            )),
            (true, None) => findings.push(Finding::problem(
                format!("there is an Edge TPU, and no library for it: {facts}"),
                "install libedgetpu, see docs/coral.md",
            )),
            (false, Some(_)) => findings.push(Finding::note(facts, advice)),
            // Nobody without a device wants to read about it.
            (false, None) => {}
        }
        found.facts = system.facts;
        found
    }
}
