//! Options of Qualcomm's NPU plugin.

use std::path::PathBuf;

use super::toml::{Value, choice, harmless, options};

options! {
    /// Options of Qualcomm's NPU compiler and dispatch plugins (QNN). Written down from their
    /// headers; not tried on hardware.
    pub struct QualcommOptions of "Qualcomm" as [c"qualcomm"];

    /// How much Qualcomm's own libraries log. [`QualcommLog::Info`] by default.
    set log_level: QualcommLog = "log_level";
    /// How much is measured. [`QualcommProfiling::Off`] by default.
    set profiling: QualcommProfiling = "profiling";
    /// Which part of the chip runs the model. [`QualcommBackend::Htp`] by default.
    set backend: QualcommBackend = "qnn_backend";
    /// Has no effect any more.
    set htp_preference: bool = "use_htp_preference";
    /// Has no effect any more.
    set qint16_as_quint16: bool = "use_qint16_as_quint16";
    /// Takes 32 bits of 64-bit biases in convolutions and fully connected layers. On by default.
    set int64_bias_as_int32: bool = "use_int64_bias_as_int32";
    /// Lets subgraphs share weights; only when compiling ahead of time on x86. Off by default.
    set weight_sharing: bool = "enable_weight_sharing";
    /// Hands what was compiled to the dispatch plugin in memory, without writing it down. Off by
    /// default.
    set just_in_time: bool = "enable_just_in_time";
    /// Short convolutions on the matrix unit: faster, and less exact where weights are not
    /// symmetric. On by default.
    set conv_hmx: bool = "use_conv_hmx";
    /// Folds activations into convolutions; right where the ranges allow it. On by default.
    set fold_relu: bool = "use_fold_relu";
    /// An experimental point of operation, between answer time and memory traffic; with
    /// [`QualcommOptimization::InferenceO3`] only. 0 by default.
    set htp_p_point: i32 = "htp_p_point";
    /// Speed against power of the HTP. The backend's choice by default.
    set htp_performance: HtpPerformance = "htp_performance_mode";
    /// Speed against power of the DSP. The backend's choice by default.
    set dsp_performance: DspPerformance = "dsp_performance_mode";
    /// The part that raises the clock of the HTP for a run. [`PerformanceControl::Manual`] by default.
    set htp_performance_control: PerformanceControl = "htp_perf_ctrl_mode" since V2_2;
    /// The part that raises the clock of the DSP for a run. [`PerformanceControl::Manual`] by default.
    set dsp_performance_control: PerformanceControl = "dsp_perf_ctrl_mode" since V2_2;
    own dump_tensors: Vec<i32> = "dump_tensor_ids";
    /// A folder for the graph as JSON. None by default.
    into ir_json_dir: PathBuf = "ir_json_dir";
    /// A folder for the graph in Qualcomm's own format. None by default.
    into dlc_dir: PathBuf = "dlc_dir";
    /// Changes to the graph before it is compiled, as Qualcomm names them. None by default.
    into graph_transform: String = "graph_transform" since V2_3;
    /// Fast memory for the model, in MiB; 0, the default, for the backend's choice.
    set vtcm_size: u32 = "vtcm_size";
    /// Vector threads; 0, the default, for the backend's choice.
    set hvx_threads: u32 = "num_hvx_threads";
    /// How hard the compiler tries. [`QualcommOptimization::InferenceO3`] by default.
    set optimization_level: QualcommOptimization = "optimization_level";
    /// How urgent the model is against others. The backend's choice by default.
    set graph_priority: QualcommPriority = "graph_priority";
    /// A folder for Qualcomm's record of its calls. None by default.
    into saver_output_dir: PathBuf = "saver_output_dir";
    /// A folder for schematics of the graph. None by default.
    into schematic_dir: PathBuf = "schematic_dir";
    /// The kind of memory for inputs and outputs of the graph. The plugin's choice by default.
    set io_memory: QualcommMemory = "graph_io_tensor_mem_type";
    own custom_op_package: CustomOpPackage = "custom_op_package";
    /// The target of the low-power unit's model. [`LpaiTarget::Adsp`] by default.
    set lpai_target: LpaiTarget = "lpai_target" since V2_3;
    /// Runs per second that the low-power unit is to keep up with. 1 by default.
    set lpai_fps: u32 = "lpai_fps" since V2_3;
    /// How much faster than real time the low-power unit is to be. 10 by default.
    set lpai_real_time_ratio: u32 = "lpai_ftrt_ratio" since V2_3;
    /// How urgent the low-power unit's work is.
    set lpai_client: LpaiClient = "lpai_client_perf_type" since V2_3;
    /// How firmly the low-power unit's work is bound to cores.
    set lpai_affinity: LpaiAffinity = "lpai_core_affinity_type" since V2_3;
    /// The cores for the low-power unit's work, as Qualcomm counts them. 0 by default.
    set lpai_cores: u32 = "lpai_core_selection" since V2_3;
}

impl QualcommOptions {
    /// Tensors, by index, whose values are written down in each run. None by default.
    ///
    /// Key: `dump_tensor_ids`.
    pub fn dump_tensors(mut self, tensors: impl IntoIterator<Item = i32>) -> Self {
        self.dump_tensors = Some(tensors.into_iter().collect());
        self
    }

    /// Operators of your own, for QNN. None by default.
    ///
    /// Key: `custom_op_package`.
    ///
    /// # Safety
    /// The plugin loads the libraries that the package names, and runs what is in them.
    pub unsafe fn custom_op_package(mut self, package: CustomOpPackage) -> Self {
        self.custom_op_package = Some(package);
        self
    }
}

/// A package of operators for QNN.
///
/// ```
/// use litert::options::{CustomOpPackage, QualcommOptions};
///
/// let package = CustomOpPackage {
///     name: "ours".to_owned(),
///     target: "HTP".to_owned(),
///     ..CustomOpPackage::default()
/// };
/// // SAFETY: the application's own libraries.
/// let options = unsafe { QualcommOptions::new().custom_op_package(package) };
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CustomOpPackage {
    /// Its name.
    pub name: String,
    /// The function that gives the package's interface.
    pub interface_provider: String,
    /// The library for compiling.
    pub compile_package_path: String,
    /// The library for running.
    pub dispatch_package_path: String,
    /// The unit it runs on, as Qualcomm names it.
    pub target: String,
}

impl Value for CustomOpPackage {
    fn write(&self, text: &mut String) -> Result<(), String> {
        let parts = [
            ("name", &self.name),
            ("interface_provider", &self.interface_provider),
            ("compile_package_path", &self.compile_package_path),
            ("dispatch_package_path", &self.dispatch_package_path),
            ("target", &self.target),
        ];
        let mut package = String::new();
        for (name, value) in parts {
            // A semicolon ends a part, as a quote ends the whole.
            if value.contains(';') {
                return Err(format!("has the {name} {value:?}; it must not contain ';'"));
            }
            harmless(value)?;
            package.push_str(&format!("{name}:{value};"));
        }
        package.pop();
        package.write(text)
    }
}

choice! {
    /// How much Qualcomm's own libraries log.
    pub enum QualcommLog {
        /// Nothing.
        Off = 0,
        /// Errors.
        Error = 1,
        /// And warnings.
        Warn = 2,
        /// And what happens.
        Info = 3,
        /// And more.
        Verbose = 4,
        /// Everything.
        Debug = 5,
    }
}

choice! {
    /// How much is measured while a model runs.
    pub enum QualcommProfiling {
        /// Nothing.
        Off = 0,
        /// Whole runs.
        Basic = 1,
        /// Operators.
        Detailed = 2,
        /// Operators, with hints.
        Linting = 3,
        /// A trace of the hardware.
        Optrace = 4,
    }
}

choice! {
    /// A part of a Qualcomm chip that runs models.
    pub enum QualcommBackend {
        /// The plugin decides.
        Undefined = 0,
        /// The graphics unit.
        Gpu = 1,
        /// The tensor processor.
        Htp = 2,
        /// The signal processor.
        Dsp = 3,
        /// None: the graph is only written down.
        Ir = 4,
        /// The low-power unit. Needs LiteRT 2.3.0.
        Lpai = 5 since V2_3,
    }
}

choice! {
    /// Speed against power of the tensor processor.
    pub enum HtpPerformance {
        /// The backend decides.
        Default = 0,
        /// Fast for a long time.
        SustainedHighPerformance = 1,
        /// Fastest of all, for a short time.
        Burst = 2,
        /// Fast.
        HighPerformance = 3,
        /// Little power.
        PowerSaver = 4,
        /// Less power still.
        LowPowerSaver = 5,
        /// Between saving and balanced.
        HighPowerSaver = 6,
        /// Between balanced and saving.
        LowBalanced = 7,
        /// A mixture.
        Balanced = 8,
        /// Least power of all.
        ExtremePowerSaver = 9,
    }
}

choice! {
    /// Speed against power of the signal processor.
    pub enum DspPerformance {
        /// The backend decides.
        Default = 0,
        /// Fast for a long time.
        SustainedHighPerformance = 1,
        /// Fastest of all, for a short time.
        Burst = 2,
        /// Fast.
        HighPerformance = 3,
        /// Little power.
        PowerSaver = 4,
        /// Less power still.
        LowPowerSaver = 5,
        /// Between saving and balanced.
        HighPowerSaver = 6,
        /// Between balanced and saving.
        LowBalanced = 7,
        /// A mixture.
        Balanced = 8,
    }
}

choice! {
    /// The part that raises the clock for a run.
    pub enum PerformanceControl {
        /// The application.
        Manual = 0,
        /// The plugin, which lowers it again 300 ms after the last run.
        Auto = 1,
    }
}

choice! {
    /// How hard Qualcomm's compiler tries.
    pub enum QualcommOptimization {
        /// For fast runs.
        Inference = 0,
        /// For fast compiling.
        Prepare = 1,
        /// For the fastest runs.
        InferenceO3 = 2,
    }
}

choice! {
    /// How urgent a model is against others.
    pub enum QualcommPriority {
        /// The backend decides.
        Default = 0,
        /// Lets others go first.
        Low = 1,
        /// As others.
        Normal = 2,
        /// Before most others.
        NormalHigh = 3,
        /// Before all others.
        High = 4,
    }
}

choice! {
    /// The kind of memory for inputs and outputs of a graph.
    pub enum QualcommMemory {
        /// Plain memory.
        Raw = 0,
        /// Memory that is shared with the unit.
        Handle = 1,
    }
}

choice! {
    /// The target of the low-power unit's model.
    pub enum LpaiTarget {
        /// A simulation on x86.
        X86 = 0,
        /// Arm.
        Arm = 1,
        /// The audio signal processor.
        Adsp = 2,
        /// Tensilica.
        Tensilica = 3,
    }
}

choice! {
    /// How urgent the low-power unit's work is.
    pub enum LpaiClient {
        /// The unit decides.
        Default = 0,
        /// Has to keep up.
        RealTime = 1,
        /// May be late.
        NonRealTime = 2,
    }
}

choice! {
    /// How firmly the low-power unit's work is bound to cores.
    pub enum LpaiAffinity {
        /// The unit decides.
        Default = 0,
        /// May move.
        Soft = 1,
        /// Stays.
        Hard = 2,
    }
}
