//! Hardware that CompiledModel could use besides the CPU.

use std::path::PathBuf;

use super::Finding;
use crate::delegate::edgetpu::may_write;
use crate::engine::accelerators::Accelerators;
use crate::runtime::Runtime;
use crate::vulkan;

/// Accelerators and graphics drivers. Whether a GPU really works is known when a model was compiled
/// for it: [`CompiledModel::acceleration`](crate::CompiledModel::acceleration).
///
/// ```
/// let gpu = litert::diagnostics::Diagnostics::collect().gpu;
/// for (name, hardware) in &gpu.accelerators {
///     println!("{name} runs on {hardware}");
/// }
/// if let Some(missing) = gpu.driver_missing {
///     println!("{missing}");
/// }
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct GpuReport {
    /// The accelerators that the LiteRT library registers: name and hardware. Empty if it cannot
    /// say, as on Windows before 2.3.
    pub accelerators: Vec<(String, Accelerators)>,
    /// The reason why Vulkan finds no driver (Linux); `None` if nothing is known to.
    pub driver_missing: Option<String>,
    /// The graphics devices that the kernel shows (Linux).
    pub render_nodes: Vec<RenderNode>,
}

/// A graphics device.
///
/// ```
/// for node in litert::diagnostics::Diagnostics::collect().gpu.render_nodes {
///     println!("{}: {}", node.path.display(), node.is_accessible);
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RenderNode {
    /// Such as `/dev/dri/renderD128`.
    pub path: PathBuf,
    /// True if this user may use it.
    pub is_accessible: bool,
}

impl GpuReport {
    pub(super) fn collect(runtime: Option<&Runtime>, findings: &mut Vec<Finding>) -> Self {
        let environment = runtime.and_then(|runtime| runtime.environment().ok());
        let registered = environment.as_ref().and_then(|it| it.registered());
        let is_known = registered.is_some();
        let found = Self {
            accelerators: registered.unwrap_or_default(),
            driver_missing: vulkan::missing(),
            render_nodes: render_nodes(),
        };
        let has_gpu = found
            .accelerators
            .iter()
            .any(|(_, on)| on.contains(Accelerators::GPU));
        if is_known && !has_gpu {
            findings.push(Finding::note(
                "the LiteRT library registers no accelerator for the GPU",
                "put libLiteRtWebGpuAccelerator beside it; the package ai-edge-litert has both",
            ));
        }
        if let Some(missing) = found.driver_missing.as_ref().filter(|_| has_gpu) {
            findings.push(Finding::note(
                format!("no GPU can be used: {missing}"),
                "see docs/gpu.md",
            ));
        }
        for node in found.render_nodes.iter().filter(|node| !node.is_accessible) {
            findings.push(Finding::note(
                format!("this user may not use the graphics device {}", node.path.display()),
                "put the user into the group that owns it (`sudo usermod -aG render $USER`), then log in again",
            ));
        }
        found
    }
}

fn render_nodes() -> Vec<RenderNode> {
    let entries = std::fs::read_dir("/dev/dri")
        .into_iter()
        .flatten()
        .flatten();
    let mut nodes: Vec<RenderNode> = entries
        .filter(|entry| entry.file_name().to_string_lossy().starts_with("renderD"))
        .map(|entry| RenderNode {
            is_accessible: may_write(&entry.path()),
            path: entry.path(),
        })
        .collect();
    nodes.sort_by(|a, b| a.path.cmp(&b.path));
    nodes
}
