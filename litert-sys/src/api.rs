//! The resolved functions of one family, ready to be called without any further check.

use std::sync::Arc;

use crate::abi::{LiteRtVersion, RuntimeAbi, TfLiteVersion};
use crate::error::{AbiError, MissingSymbol};
use crate::group::Group;
use crate::groups::{litert, tflite};
use crate::int_array::WithIntArrays;
use crate::runtime_table::WithTable;
use crate::source::SymbolSource;

/// The `LiteRt*` functions of one library.
///
/// Core groups are there as they are; a group that some supported version lacks is a `Result`.
#[derive(Clone)]
pub struct LiteRtApi {
    /// Where the functions come from.
    pub source: Arc<dyn SymbolSource>,
    /// Which release that is.
    pub version: LiteRtVersion,
    /// What the library says of its ABI, since 2.4.
    pub abi: Option<RuntimeAbi>,
    /// Environments.
    pub environment: litert::Environment,
    /// The accelerators of an environment.
    pub registered_accelerators: Result<litert::RegisteredAccelerators, MissingSymbol>,
    /// What the GPU behind an environment can do.
    pub gpu_environment: Result<litert::GpuEnvironment, MissingSymbol>,
    /// Models and their signatures.
    pub model: litert::Model,
    /// Compilation options.
    pub options: litert::Options,
    /// Compiled models.
    pub compiled_model: litert::CompiledModel,
    /// Tensor buffers.
    pub tensor_buffer: litert::TensorBuffer,
    /// The runtime's own words after a failure.
    pub errors: Result<litert::Errors, MissingSymbol>,
    /// Cancellation.
    pub cancellation: Result<litert::Cancellation, MissingSymbol>,
    /// What buffers an input or output can take.
    pub buffer_requirements: Result<litert::BufferRequirements, MissingSymbol>,
    /// Buffers over memory of devices.
    pub device_buffers: Result<litert::DeviceBuffers, MissingSymbol>,
    /// Asynchronous runs.
    pub events: Result<litert::Events, MissingSymbol>,
    /// Runs with options of their own.
    pub run_options: Result<litert::RunOptions, MissingSymbol>,
    /// Hints to schedulers.
    pub scheduling: Result<litert::Scheduling, MissingSymbol>,
    /// Where the time goes.
    pub profiler: Result<litert::Profiler, MissingSymbol>,
    /// Numbers from accelerators.
    pub metrics: Result<litert::Metrics, MissingSymbol>,
    /// Operators that the application brings.
    pub custom_ops: Result<litert::CustomOps, MissingSymbol>,
    /// Accelerators that applications bring along.
    pub accelerators: Result<litert::Accelerators, MissingSymbol>,
}

impl LiteRtApi {
    /// Detects the version of `source` and resolves its groups.
    ///
    /// # Errors
    /// Why the source cannot serve this family.
    pub fn resolve(source: Arc<dyn SymbolSource>) -> Result<Self, AbiError> {
        let symbols = source.as_ref();
        let version = LiteRtVersion::detect(symbols)?;
        Ok(Self {
            version,
            abi: RuntimeAbi::ask(symbols),
            environment: Group::resolve(symbols)?,
            registered_accelerators: Group::resolve(&WithTable::new(symbols, version)),
            gpu_environment: Group::resolve(symbols),
            model: Group::resolve(symbols)?,
            options: Group::resolve(symbols)?,
            compiled_model: Group::resolve(symbols)?,
            tensor_buffer: Group::resolve(symbols)?,
            errors: Group::resolve(symbols),
            cancellation: Group::resolve(symbols),
            buffer_requirements: Group::resolve(symbols),
            device_buffers: Group::resolve(symbols),
            events: Group::resolve(symbols),
            run_options: Group::resolve(symbols),
            scheduling: Group::resolve(symbols),
            profiler: Group::resolve(symbols),
            metrics: Group::resolve(symbols),
            custom_ops: Group::resolve(symbols),
            accelerators: Group::resolve(symbols),
            source,
        })
    }
}

/// The `TfLite*` functions of one library.
///
/// Core groups are there as they are; a group that some supported version lacks is a `Result`.
#[derive(Clone)]
pub struct TfLiteApi {
    /// Where the functions come from.
    pub source: Arc<dyn SymbolSource>,
    /// Which release that is.
    pub version: TfLiteVersion,
    /// Models.
    pub model: tflite::Model,
    /// Interpreter options.
    pub options: tflite::Options,
    /// Interpreters.
    pub interpreter: tflite::Interpreter,
    /// Tensors.
    pub tensor: tflite::Tensor,
    /// Signature runners.
    pub signature: Result<tflite::Signature, MissingSymbol>,
    /// String tensors.
    pub opaque_tensor: Result<tflite::OpaqueTensor, MissingSymbol>,
    /// Cancellation.
    pub cancellation: Result<tflite::Cancellation, MissingSymbol>,
    /// Operators that the application brings.
    pub custom_ops: Result<tflite::CustomOps, MissingSymbol>,
    /// Tensors in memory of the caller's.
    pub custom_allocation: Result<tflite::CustomAllocation, MissingSymbol>,
    /// Any tensor of an interpreter.
    pub tensors: Result<tflite::Tensors, MissingSymbol>,
    /// Reports of what takes time.
    pub telemetry: Result<tflite::Telemetry, MissingSymbol>,
    /// The XNNPACK delegate.
    pub xnnpack: Result<tflite::Xnnpack, MissingSymbol>,
    /// Packed weights that several XNNPACK delegates share.
    pub xnnpack_weights_cache: Result<tflite::XnnpackWeightsCache, MissingSymbol>,
    /// NNAPI, on Android.
    pub nnapi: Result<tflite::Nnapi, MissingSymbol>,
}

impl TfLiteApi {
    /// Detects the version of `source` and resolves its groups.
    ///
    /// # Errors
    /// Why the source cannot serve this family.
    pub fn resolve(source: Arc<dyn SymbolSource>) -> Result<Self, AbiError> {
        let symbols = source.as_ref();
        Ok(Self {
            version: TfLiteVersion::detect(symbols)?,
            model: Group::resolve(symbols)?,
            options: Group::resolve(symbols)?,
            interpreter: Group::resolve(symbols)?,
            tensor: Group::resolve(symbols)?,
            signature: Group::resolve(symbols),
            opaque_tensor: Group::resolve(symbols),
            custom_allocation: Group::resolve(symbols),
            tensors: Group::resolve(symbols),
            telemetry: Group::resolve(symbols),
            cancellation: Group::resolve(symbols),
            custom_ops: Group::resolve(&WithIntArrays(symbols)),
            xnnpack: Group::resolve(symbols),
            xnnpack_weights_cache: Group::resolve(symbols),
            nnapi: Group::resolve(symbols),
            source,
        })
    }
}
