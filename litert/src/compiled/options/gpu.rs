//! Options of the GPU accelerator.

use std::path::PathBuf;

use super::toml::{choice, options};

options! {
    /// How the GPU accelerator runs a model.
    ///
    /// Which of these matter depends on the accelerator behind it; the official one on desktops is
    /// WebGPU, over Vulkan, Metal or Direct3D. What is left out, and why, is said
    /// [here](super#what-is-left-out).
    ///
    /// ```
    /// use litert::options::{GpuOptions, GpuPrecision};
    /// use litert::{Accelerators, CompiledModel};
    ///
    /// # fn main() -> litert::Result<()> {
    /// # let model = litert::Model::from_file("../models/digits/digits_int8.tflite")?;
    /// let compiled = CompiledModel::builder()
    ///     .accelerators(Accelerators::CPU) // or GPU
    ///     .gpu(GpuOptions::new().precision(GpuPrecision::F32).compile_threads(4))
    ///     .build(&model)?;
    /// # Ok(())
    /// # }
    /// ```
    pub struct GpuOptions of "GPU" as [c"gpu_options"];

    /// How exactly the GPU computes. 16 bits by default where the GPU has them, 32 elsewhere.
    set precision: GpuPrecision = "precision";
    /// Which interface to the GPU is used. The accelerator's choice by default.
    set backend: GpuBackend = "backend";
    /// How urgent the work is against that of other programs. Normal by default.
    set priority: GpuPriority = "priority";
    /// The storage of tensors. The accelerator's choice by default.
    set storage: GpuStorage = "buffer_storage_type";
    /// Keeps weights in textures rather than in buffers. Off by default.
    set texture_weights: bool = "prefer_texture_weights";
    /// How a run waits for the GPU. The accelerator's choice by default.
    set wait: GpuWait = "wait_type";
    /// Waits for the GPU after each run; a cure for wrong results of some OpenCL drivers. Off by
    /// default.
    set wait_after_run: bool = "hint_waiting_for_completion";
    /// Part of the name of the GPU to use, in whatever case, where there are several. The
    /// accelerator's choice by default. WebGPU only.
    into preferred_device: String = "preferred_device_substr";
    /// Threads that compile shaders; 0, the default, compiles on the calling thread. WebGPU only.
    set compile_threads: u32 = "num_threads_to_compile";
    /// Threads that upload weights; 0, the default, uploads on the calling thread. WebGPU only.
    set upload_threads: u32 = "num_threads_to_upload";
    /// How many runs ahead commands are prepared; 0 by default. WebGPU and Vulkan only.
    set prepared_steps: u32 = "num_steps_of_command_buffer_preparations";
    /// How many operators are handed to the GPU at a time. The accelerator's choice by default.
    /// OpenCL only.
    set kernel_batch_size: u32 = "kernel_batch_size";
    /// Does not let the driver optimize shaders: compiling takes less time, running more. Off by
    /// default. Vulkan only.
    set no_shader_optimization: bool = "disable_shader_optimization";
    /// Brings weights into the GPU's order on the GPU itself. Off by default. WebGPU and OpenCL
    /// only.
    set convert_weights_on_gpu: bool = "convert_weights_on_gpu";
    /// Waits until that is done. Off by default.
    set wait_for_weights: bool = "wait_for_weights_conversion_complete";
    /// Keeps one copy of constants that several signatures use. Off by default.
    set share_constants: bool = "enable_constant_tensors_sharing";
    /// Lets the system take back the memory of weights that were shared so. On by default.
    set release_shared_constants: bool = "madvise_original_shared_tensors";
    /// Takes infinite values for the largest finite ones, in softmax and padding. Off by default.
    set cap_infinities: bool = "enable_infinite_float_capping";
    /// Quantizes the inputs of large layers to 8 bits where the GPU is fast at that: faster and less
    /// exact. Off by default, and works only with [`share_constants`](Self::share_constants).
    set quantize_activations: bool = "allow_src_quantized_fc_conv_ops";
    /// Leaves out what only matters outside of benchmarks. Off by default.
    set benchmark_mode: bool = "benchmark_mode";
    own cache_dir: PathBuf = "serialization_dir";
    /// Distinguishes this model from others in the cache; without it nothing is cached. Has to
    /// change whenever the model does.
    into cache_key: String = "model_cache_key";
    /// Keeps compiled shaders in the cache. Off by default.
    set cache_programs: bool = "serialize_program_cache";
    /// Keeps compiled shaders only, and not what was learnt about the graph. Off by default.
    set cache_programs_only: bool = "cache_only_compiled_programs";
    /// Keeps shared constants in the cache too. Off by default.
    set cache_external_tensors: bool = "serialize_external_tensors";
    /// Argument buffers. Metal only.
    set metal_argument_buffers: bool = "use_metal_argument_buffers";
    /// Keeps the model's memory from being swapped out. Off by default. Metal only.
    set metal_residency_set: bool = "enable_metal_residency_set" since V2_2;
    own fully_delegated: bool = "hint_fully_delegated_to_single_delegate";
    own external_tensors: bool = "external_tensors_mode";
    own external_tensor_patterns: Vec<String> = "external_tensor_patterns";
    own buffer_tensor_patterns: Vec<String> = "buffer_storage_tensor_patterns";
}

impl GpuOptions {
    /// A folder where the accelerator keeps what it compiled, for the next start. None by default.
    ///
    /// Takes effect together with [`cache_key`](Self::cache_key) and
    /// [`cache_programs`](Self::cache_programs).
    ///
    /// Key: `serialization_dir`.
    ///
    /// # Safety
    /// The files are trusted: they are handed to the accelerator and the graphics driver as they
    /// are. Nobody else may be able to write into the folder.
    pub unsafe fn cache_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.cache_dir = Some(folder.into());
        self
    }

    /// Promises that the GPU runs the whole model, so that memory for the tensors inside need not
    /// be allocated. Off by default.
    ///
    /// Key: `hint_fully_delegated_to_single_delegate`.
    ///
    /// # Safety
    /// It has to be true of every signature of the model, on this runtime: an operator that runs
    /// elsewhere after all finds tensors without memory.
    pub unsafe fn fully_delegated(mut self, on: bool) -> Self {
        self.fully_delegated = Some(on);
        self
    }

    /// Takes inputs and outputs in the GPU's own order of elements, as they are. Off by default.
    ///
    /// Key: `external_tensors_mode`.
    ///
    /// # Safety
    /// Inputs and outputs then have other sizes than their shapes say: only buffers of the GPU's own
    /// may be used with such a model, made from its requirements.
    pub unsafe fn external_tensors(mut self, on: bool) -> Self {
        self.external_tensors = Some(on);
        self
    }

    /// The same for tensors whose names begin with one of these. None by default.
    ///
    /// Key: `external_tensor_patterns`.
    ///
    /// # Safety
    /// As for [`external_tensors`](Self::external_tensors).
    pub unsafe fn external_tensor_patterns(
        mut self,
        prefixes: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.external_tensor_patterns = Some(prefixes.into_iter().map(Into::into).collect());
        self
    }

    /// Keeps tensors whose names begin with one of these in buffers, whatever
    /// [`storage`](Self::storage) says. None by default.
    ///
    /// Key: `buffer_storage_tensor_patterns`.
    pub fn buffer_tensor_patterns(
        mut self,
        prefixes: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.buffer_tensor_patterns = Some(prefixes.into_iter().map(Into::into).collect());
        self
    }
}

choice! {
    /// How exactly a GPU computes.
    pub enum GpuPrecision {
        /// 16 bits where the GPU has them, 32 elsewhere.
        Default = 0,
        /// 16 bits.
        F16 = 1,
        /// 32 bits, as the CPU does.
        F32 = 2,
        /// 16 bits, with sums in 32 where the GPU can. Needs LiteRT 2.2.0.
        F16SumsInF32 = 3 since V2_2,
    }
}

choice! {
    /// An interface to the GPU.
    pub enum GpuBackend {
        /// The accelerator decides.
        Automatic = 0,
        /// OpenCL.
        OpenCl = 1,
        /// WebGPU, over Vulkan, Metal or Direct3D.
        WebGpu = 2,
        /// OpenGL; experimental.
        OpenGl = 3,
    }
}

choice! {
    /// How urgent work on the GPU is.
    pub enum GpuPriority {
        /// The accelerator decides.
        Default = 0,
        /// Lets others go first, a user interface for instance.
        Low = 1,
        /// As others.
        Normal = 2,
        /// Before others. Taken for normal by the official accelerators.
        High = 3,
    }
}

choice! {
    /// The storage of tensors on the GPU.
    pub enum GpuStorage {
        /// The accelerator decides.
        Default = 0,
        /// Buffers.
        Buffer = 1,
        /// Textures of two dimensions.
        Texture2d = 2,
    }
}

choice! {
    /// How a run waits for the GPU.
    // The fourth way, not to wait at all, would let outputs be read while they are written.
    pub enum GpuWait {
        /// The accelerator decides.
        Default = 0,
        /// Sleeps.
        Passive = 1,
        /// Keeps a processor busy, for a shorter answer time.
        Active = 2,
    }
}
