//! Options of the CPU's kernels.

use std::ops::{BitOr, BitOrAssign};
use std::path::PathBuf;

use super::toml::{Value, choice, options};
use crate::delegate::weight_cache_usable;
use crate::engine::thread_count;
use crate::error::{Error, Result};
use crate::model::Model;

options! {
    /// How the CPU runs what it is given: XNNPACK, and the plain kernels behind it.
    ///
    /// ```
    /// use litert::CompiledModel;
    /// use litert::options::{CpuOptions, KernelMode};
    ///
    /// # fn main() -> litert::Result<()> {
    /// # let model = litert::Model::from_file("../models/digits/digits_int8.tflite")?;
    /// let cpu = CpuOptions::new().threads(2).kernel_mode(KernelMode::Builtin);
    /// let compiled = CompiledModel::builder().cpu(cpu).build(&model)?;
    /// assert!(!compiled.is_fully_accelerated()?); // XNNPACK takes no part
    /// # Ok(())
    /// # }
    /// ```
    // From 2.2.0 on the XNNPACK accelerator reads the first of these, and the interpreter behind the
    // remaining operators the second.
    pub struct CpuOptions of "CPU" as [c"xnnpack", c"cpu_delegate"];

    /// Which kernels run the model. XNNPACK's unless told otherwise.
    set kernel_mode: KernelMode = "kernel_mode";
    own threads: Threads = "num_threads";
    /// The operators that XNNPACK takes over, and how it computes. Replaces its default,
    /// [`CpuXnnpackFlags::DEFAULT`], altogether.
    set xnnpack_flags: CpuXnnpackFlags = "flags";
    own weight_cache: PathBuf = "weight_cache_file_path";
    own fully_delegated: bool = "hint_fully_delegated_to_single_delegate";
    /// Runs YNNPACK before XNNPACK, where the library was built with it. Off by default. `libLiteRt`
    /// is built without it: 2.2.0 ignores this, 2.3.0 refuses to compile the model.
    set ynnpack: bool = "enable_ynnpack" since V2_2;
    /// True if YNNPACK may count on shapes that do not change. On by default.
    set ynnpack_static_shape: bool = "ynnpack_static_shape" since V2_2;
    /// True if YNNPACK may use less exact arithmetic that is faster. On by default.
    set ynnpack_fast_math: bool = "ynnpack_fast_math" since V2_2;
    /// True if YNNPACK has to give the same numbers on every processor. Off by default.
    set ynnpack_consistent_arithmetic: bool = "ynnpack_consistent_arithmetic" since V2_2;
    /// Whether YNNPACK must not compute more exactly than the model says. Off by default.
    set ynnpack_no_excess_precision: bool = "ynnpack_no_excess_precision" since V2_2;
}

impl CpuOptions {
    /// How many threads the kernels may use. The default is one; zero stands for as many as the
    /// machine has.
    ///
    /// [`CompiledModelBuilder::threads`](crate::CompiledModelBuilder::threads) is short for this,
    /// and wins over it.
    ///
    /// Key: `num_threads`.
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = Some(Threads(threads));
        self
    }

    /// A file where XNNPACK keeps the weights as it packed them, so that the next process that
    /// compiles the same model starts faster and shares the memory. None by default.
    ///
    /// A file that is damaged or of another format is written anew; LiteRT 2.1.6 to 2.3.0 have the
    /// same one. A file of another *model* is not recognised: one of the same structure, trained
    /// once more, would run with the old weights. Where no file can be written, or there may be no room for it (twice the size of the model),
    /// the model runs without; a warning in the log says so.
    ///
    /// Key: `weight_cache_file_path`.
    ///
    /// # Safety
    /// The file is mapped into memory for as long as the model lives. Nothing may change or
    /// truncate it meanwhile, and its contents are trusted. Each model, and each version of it, needs
    /// a file of its own.
    pub unsafe fn weight_cache(mut self, file: impl Into<PathBuf>) -> Self {
        self.weight_cache = Some(file.into());
        self
    }

    /// Does without that file where it cannot be written.
    pub(in crate::compiled) fn leave_out_unusable(&mut self, model: &Model) {
        let file = self.weight_cache.take();
        self.weight_cache = file.filter(|file| weight_cache_usable(file, model));
    }

    /// Chooses other kernels than XNNPACK's, which are not for this model.
    pub(in crate::compiled) fn do_without_xnnpack(
        &mut self,
        model: &Model,
        why: &str,
    ) -> Result<()> {
        match self.kernel_mode {
            None => {
                log::warn!("{model} is run without XNNPACK: {why}");
                self.kernel_mode = Some(KernelMode::Builtin);
                Ok(())
            }
            Some(KernelMode::Xnnpack) => Err(Error::unsupported(
                format!("{model}, where {why},"),
                "XNNPACK",
                "choose `KernelMode::Builtin`, or leave the choice out",
            )),
            Some(_) => Ok(()),
        }
    }

    /// Promises that one delegate runs the whole model, so that memory for the tensors inside need
    /// not be allocated. Off by default.
    ///
    /// Key: `hint_fully_delegated_to_single_delegate`.
    ///
    /// # Safety
    /// It has to be true of every signature of the model, on this runtime: an operator that runs
    /// outside of the delegate after all finds tensors without memory.
    pub unsafe fn fully_delegated(mut self, on: bool) -> Self {
        self.fully_delegated = Some(on);
        self
    }
}

choice! {
    /// Which kernels run a model on the CPU.
    pub enum KernelMode {
        /// XNNPACK's kernels for what it has, LiteRT's own for the rest.
        Xnnpack = 0,
        /// LiteRT's plain reference kernels. Slow; for comparison.
        Reference = 1,
        /// LiteRT's own optimized kernels, without XNNPACK.
        Builtin = 2,
    }
}

/// A number of threads, zero for all that the machine has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Threads(pub(super) usize);

impl Value for Threads {
    fn write(&self, text: &mut String) -> Result<(), String> {
        thread_count(self.0)
            .map_err(|error| format!("cannot be used: {error}"))?
            .write(text)
    }
}

/// The operators that XNNPACK takes over, and how it computes: flags, combined with `|`.
///
/// ```
/// # fn main() -> litert::Result<()> {
/// # let model = litert::Model::from_file("../models/tiny/add.tflite")?;
/// use litert::CompiledModel;
/// use litert::options::{CpuOptions, CpuXnnpackFlags};
///
/// let flags = CpuXnnpackFlags::DEFAULT | CpuXnnpackFlags::FORCE_F16;
/// assert!(flags.contains(CpuXnnpackFlags::SIGNED_8_BIT));
/// let cpu = CpuOptions::new().xnnpack_flags(CpuXnnpackFlags::DEFAULT);
/// let compiled = CompiledModel::builder().cpu(cpu).build(&model)?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CpuXnnpackFlags(u32);

impl CpuXnnpackFlags {
    /// None at all: quantized operators are left to the plain kernels.
    pub const NONE: Self = Self(0);
    /// Operators on signed 8-bit integers.
    pub const SIGNED_8_BIT: Self = Self(0x1);
    /// Operators on unsigned 8-bit integers.
    pub const UNSIGNED_8_BIT: Self = Self(0x2);
    /// What the runtime uses unless told otherwise: 8-bit integers, signed and unsigned.
    pub const DEFAULT: Self = Self(0x3);
    /// Computes float operators with 16 bits: faster on processors made for it, and less exact.
    pub const FORCE_F16: Self = Self(0x4);
    /// Operators on resource variables.
    pub const VARIABLE_OPERATORS: Self = Self(0x10);
    /// Makes tables for convolutions anew in each run instead of keeping them: less memory, more
    /// time.
    pub const TRANSIENT_INDIRECTION_BUFFER: Self = Self(0x20);
    /// Operators that are too new to be on by default.
    pub const LATEST_OPERATORS: Self = Self(0x40);
    /// The same numbers whatever path through the kernels is taken, at the price of speed.
    pub const CONSISTENT_ARITHMETIC: Self = Self(0x200);
    /// Leaves models with open dimensions to the plain kernels.
    pub const NO_RESHAPING: Self = Self(0x400);
    /// Leaves float operators with integer weights to the plain kernels.
    pub const NO_DYNAMIC_QUANTIZATION: Self = Self(0x800);

    /// True if every flag in `other` is set.
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

impl BitOr for CpuXnnpackFlags {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for CpuXnnpackFlags {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

impl Value for CpuXnnpackFlags {
    fn write(&self, text: &mut String) -> Result<(), String> {
        self.0.write(text)
    }
}
