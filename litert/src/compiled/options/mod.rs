//! Compilation options: typed sets, one for each part of the runtime that reads some.
//!
//! Each set is a builder whose setters cannot fail; [`CompiledModelBuilder`](crate::CompiledModelBuilder)
//! takes them, and checks them when it compiles the model. What is not set is left to the runtime.
//!
//! | set | read by |
//! |---|---|
//! | [`CpuOptions`] | the CPU's kernels, XNNPACK's above all |
//! | [`GpuOptions`] | the GPU accelerator |
//! | [`RuntimeOptions`] | the runtime around them |
//! | [`CompilerOptions`] | the division of a model for NPUs |
//! | [`QualcommOptions`], [`MediatekOptions`], [`GoogleTensorOptions`], [`OpenVinoOptions`], [`SamsungOptions`], [`ArmOptions`] | the vendors' NPU plugins |
//! | [`RunOptions`] | the plugins again, with each run |
//!
//! # What is left out
//!
//! Every key that LiteRT 2.3.0 reads is here, but for these:
//!
//! * `shared_tensor_maps` (GPU) is a number that is taken for a pointer.
//! * `program_cache_fd` and `weight_cache_fd` (GPU) and `weight_cache_file_descriptor` (CPU): nothing
//!   says who closes a descriptor when compiling fails, and a model may be compiled several times,
//!   for one [`Preference`](crate::Preference) after the other. There is a folder or a file for each
//!   of these caches: [`GpuOptions::cache_dir`], [`CpuOptions::weight_cache`].
//! * WebNN's options are read in browsers only, where none of the supported libraries runs.
//!
//! # Weights of the caller's, and `LiteRtAddExternalTensorBinding`
//!
//! That function binds an *input* of a signature, not a constant, to memory of the caller's. It is
//! not used here: the library does not look at the name or the size that it is given (a misspelt
//! name binds nothing, and memory that is too short is read behind its end), and a bound input has
//! to be left out of each run, where the library then reads whatever the last run left. What it is
//! for, large inputs that stay and are neither copied nor owned by a model, is done by
//! [`run_with`](crate::CompiledModel::run_with), with everything checked: make a buffer over the
//! memory once, and lend it to every run, of as many models as need it.
//!
//! ```
//! # fn main() -> litert::Result<()> {
//! # let model = litert::Model::from_file("../models/tiny/add.tflite")?;
//! let mut compiled = litert::CompiledModel::new(&model)?;
//! let mut other = litert::CompiledModel::new(&model)?;
//! let mut weights = litert::AlignedBuffer::zeroed(compiled.input_requirements(1)?.host_len());
//! // Neither copied nor given away: it cannot be dropped, moved or changed while `bound` is there.
//! let bound = compiled.input_buffer_from(1, &mut weights)?;
//! let picture = compiled.create_input_buffer(0)?;
//! let mut scores = compiled.create_output_buffer(0)?;
//! compiled.run_with(&[&picture, &bound], &mut [&mut scores])?;
//! other.run_with(&[&picture, &bound], &mut [&mut scores])?;
//! # Ok(())
//! # }
//! ```

mod arm;
mod compiler;
mod cpu;
mod google_tensor;
mod gpu;
mod intel_openvino;
mod mediatek;
mod opaque;
mod qualcomm;
mod run;
mod runtime;
mod samsung;
mod toml;

pub use arm::ArmOptions;
pub use compiler::{CompilerOptions, PartitionStrategy};
pub use cpu::{CpuOptions, CpuXnnpackFlags, KernelMode};
pub use google_tensor::{Bytes, FloatTruncation, GoogleTensorOptions, Sharding, TensorPerformance};
pub use gpu::{GpuBackend, GpuOptions, GpuPrecision, GpuPriority, GpuStorage, GpuWait};
pub use intel_openvino::{OpenVinoDevice, OpenVinoOptions, OpenVinoPerformance};
pub use mediatek::{MediatekOptions, NeuronHints, NeuronPerformance, NeuronSdk};
pub use qualcomm::{
    CustomOpPackage, DspPerformance, HtpPerformance, LpaiAffinity, LpaiClient, LpaiTarget,
    PerformanceControl, QualcommBackend, QualcommLog, QualcommMemory, QualcommOptimization,
    QualcommOptions, QualcommPriority, QualcommProfiling,
};
pub use run::RunOptions;
pub use runtime::{ErrorReporter, RuntimeOptions};
pub use samsung::SamsungOptions;

use std::collections::BTreeSet;
use std::ffi::CStr;

use litert_sys::LiteRtVersion;

pub(super) use opaque::CompilationOptions;

use crate::error::{Error, NotFound, Result};
use crate::model::{Model, signature_position};
use toml::Options;

/// Every set that a compiled model is given.
#[derive(Clone, Debug, Default)]
pub(super) struct AllOptions {
    pub(super) threads: Option<usize>,
    pub(super) cpu: Option<CpuOptions>,
    pub(super) gpu: Option<GpuOptions>,
    pub(super) runtime: Option<RuntimeOptions>,
    pub(super) compiler: Option<CompilerOptions>,
    pub(super) qualcomm: Option<QualcommOptions>,
    pub(super) mediatek: Option<MediatekOptions>,
    pub(super) google_tensor: Option<GoogleTensorOptions>,
    pub(super) openvino: Option<OpenVinoOptions>,
    pub(super) samsung: Option<SamsungOptions>,
    pub(super) arm: Option<ArmOptions>,
}

/// The texts that the sets become, each under the name it is looked for.
pub(super) type Texts = Vec<(&'static CStr, String)>;

impl AllOptions {
    /// The texts for a runtime of this version.
    pub(super) fn texts(&self, version: LiteRtVersion) -> Result<Texts> {
        let mut runtime = self.runtime.clone().unwrap_or_default();
        // Errors are kept in the model, for us to read, instead of being printed or dropped.
        runtime.error_reporter = runtime.error_reporter.or(Some(ErrorReporter::Kept));
        let cpu = match self.threads {
            Some(threads) => Some(self.cpu.clone().unwrap_or_default().threads(threads)),
            None => self.cpu.clone(),
        };
        let mut texts = Vec::new();
        add(&mut texts, version, Some(&runtime))?;
        add(&mut texts, version, cpu.as_ref())?;
        add(&mut texts, version, self.gpu.as_ref())?;
        add(&mut texts, version, self.compiler.as_ref())?;
        add(&mut texts, version, self.qualcomm.as_ref())?;
        add(&mut texts, version, self.mediatek.as_ref())?;
        add(&mut texts, version, self.google_tensor.as_ref())?;
        add(&mut texts, version, self.openvino.as_ref())?;
        add(&mut texts, version, self.samsung.as_ref())?;
        add(&mut texts, version, self.arm.as_ref())?;
        Ok(texts)
    }

    /// Which signatures of the model are to be prepared; `None` for all.
    pub(super) fn selected_signatures(&self, model: &Model) -> Result<Option<Vec<usize>>> {
        let Some(keys) = self
            .runtime
            .as_ref()
            .and_then(|runtime| runtime.selected_signatures.as_ref())
        else {
            return Ok(None);
        };
        let positions = keys
            .iter()
            .map(|key| signature_position(model.info(), key))
            .collect::<Result<Vec<usize>>>()?;
        let distinct: BTreeSet<usize> = positions.iter().copied().collect();
        if positions.is_empty() || distinct.len() < positions.len() {
            return Err(Error::invalid_argument(format!(
                "the selected signatures {keys:?} of {model} must be at least one, each named once"
            )));
        }
        Ok(Some(positions))
    }
}

fn add<T: Options>(texts: &mut Texts, version: LiteRtVersion, options: Option<&T>) -> Result<()> {
    let Some(options) = options else {
        return Ok(());
    };
    let text = options.text(version)?;
    // The runtime takes an empty text for an error.
    if !text.is_empty() {
        texts.extend(T::IDENTIFIERS.iter().map(|name| (*name, text.clone())));
    }
    Ok(())
}

/// The error for a signature that the model has and that was not selected.
pub(super) fn not_selected<'a>(
    key: &str,
    selected: impl Iterator<Item = Option<&'a str>>,
) -> Error {
    Error::NotFound(Box::new(NotFound {
        what: "selected signature",
        name: format!("'{key}'"),
        available: selected.flatten().map(|name| format!("'{name}'")).collect(),
    }))
}

#[cfg(test)]
mod tests;
