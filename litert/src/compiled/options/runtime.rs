//! Options of the runtime around the kernels.

use super::toml::{choice, options};

options! {
    /// How a compiled model is run, whatever hardware it runs on.
    pub struct RuntimeOptions of "runtime" as [c"runtime_options_string"];

    /// Measures each operator while the model runs. Off by default; it costs time.
    set profiling: bool = "enable_profiling";
    /// Where the runtime's own words about failures go. [`ErrorReporter::Kept`] unless told
    /// otherwise, so that errors of this crate can quote them.
    set error_reporter: ErrorReporter = "error_reporter_mode";
    /// Keeps one zero point where all channels of a tensor have the same: less memory. Off by
    /// default.
    set compress_zero_points: bool = "compress_quantization_zero_points";
    /// Lets delegates take operators in the order of the graph only, instead of moving them
    /// together. Off by default.
    set no_delegate_clustering: bool = "disable_delegate_clustering";
    own selected_signatures: Vec<String> = "selected_signature_keys" since V2_2;
}

impl RuntimeOptions {
    /// Prepares only these signatures for running; all by default. Saves time and memory where a
    /// model has many.
    ///
    /// A name that the model does not have is [`Error::NotFound`](crate::Error::NotFound) when the
    /// model is compiled, and so is asking for any other signature later. Without the model's
    /// default signature among them, the first of these takes its place.
    ///
    /// Key: `selected_signature_keys`.
    /// Needs LiteRT 2.2.0.
    pub fn selected_signatures(
        mut self,
        keys: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.selected_signatures = Some(keys.into_iter().map(Into::into).collect());
        self
    }
}

choice! {
    /// Where the runtime's own words about failures go.
    pub enum ErrorReporter {
        /// Nowhere.
        Off = 0,
        /// To the standard error output.
        Stderr = 1,
        /// Into the compiled model, which adds them to its errors.
        Kept = 2,
    }
}
