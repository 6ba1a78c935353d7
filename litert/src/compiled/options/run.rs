//! Options for runs.

use litert_sys::LiteRtVersion;

use super::{GoogleTensorOptions, QualcommOptions, Texts, add};
use crate::error::Result;

/// Options of an NPU for each run, see
/// [`CompiledModel::set_run_options`](crate::CompiledModel::set_run_options).
///
/// The sets are those for compiling. Of their options those matter here that are about running, the
/// performance modes above all. The other vendors' plugins, the GPU and the CPU look at none.
///
/// ```
/// # fn main() -> litert::Result<()> {
/// # let model = litert::Model::from_file("../models/tiny/add.tflite")?;
/// use litert::options::{HtpPerformance, QualcommOptions, RunOptions};
///
/// let mut compiled = litert::CompiledModel::new(&model)?;
/// let fast = QualcommOptions::new().htp_performance(HtpPerformance::Burst);
/// compiled.set_run_options(&RunOptions::new().qualcomm(fast))?;
/// compiled.run()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct RunOptions {
    qualcomm: Option<QualcommOptions>,
    google_tensor: Option<GoogleTensorOptions>,
}

impl RunOptions {
    /// Nothing set: runs as the model was compiled for.
    pub fn new() -> Self {
        Self::default()
    }

    /// For Qualcomm's plugin.
    pub fn qualcomm(mut self, options: QualcommOptions) -> Self {
        self.qualcomm = Some(options);
        self
    }

    /// For the Google Tensor plugin.
    pub fn google_tensor(mut self, options: GoogleTensorOptions) -> Self {
        self.google_tensor = Some(options);
        self
    }

    /// The texts for a runtime of this version.
    pub(in crate::compiled) fn texts(&self, version: LiteRtVersion) -> Result<Texts> {
        let mut texts = Vec::new();
        add(&mut texts, version, self.qualcomm.as_ref())?;
        add(&mut texts, version, self.google_tensor.as_ref())?;
        Ok(texts)
    }
}
