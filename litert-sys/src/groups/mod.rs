//! The groups of symbols, one file per family.
//!
//! Compiled twice: into the crate, where each group is a struct of functions, and into the build
//! script, which links a program with exactly these names.

pub mod litert;
pub mod plugin;
pub mod tflite;

use crate::family::Family;
use crate::group::{Group, GroupSpec};

/// Symbols that are asked for one by one: marks of versions, and what no group needs.
///
/// Together with the groups these are all names that a linked library is asked for.
pub const ALONE: &[(Family, &str)] = &[
    (Family::LiteRt, "LiteRtCreateModelFromFd"),
    (Family::LiteRt, "LiteRtEnvironmentSupportsFP16"),
    (Family::LiteRt, "LiteRtGetCompiledModelEnvironment"),
    (Family::LiteRt, "LiteRtGetCustomEvent"),
    (Family::LiteRt, "LiteRtGetRuntimeAbiVersion"),
    (Family::LiteRt, "LiteRtRunCompiledModelWithOptions"),
    (Family::LiteRt, "LiteRtStaticLinkedAcceleratorCpuDef"),
    (Family::LiteRt, "LiteRtStaticLinkedAcceleratorXnnpackDef"),
    (Family::LiteRt, "kLiteRtRuntimeBuiltin"),
    (
        Family::TfLite,
        "_ZN6tflite16logging_internal13MinimalLogger21SetMinimumLogSeverityENS_11LogSeverityE",
    ),
];

/// Every group as data, so that export lists can be checked against it.
pub const ALL: &[GroupSpec] = &[
    litert::Environment::SPEC,
    litert::RegisteredAccelerators::SPEC,
    litert::GpuEnvironment::SPEC,
    litert::Model::SPEC,
    litert::Options::SPEC,
    litert::CompiledModel::SPEC,
    litert::TensorBuffer::SPEC,
    litert::Errors::SPEC,
    litert::Cancellation::SPEC,
    litert::BufferRequirements::SPEC,
    litert::DeviceBuffers::SPEC,
    litert::Events::SPEC,
    litert::RunOptions::SPEC,
    litert::Scheduling::SPEC,
    litert::Profiler::SPEC,
    litert::Metrics::SPEC,
    litert::CustomOps::SPEC,
    litert::Accelerators::SPEC,
    tflite::Model::SPEC,
    tflite::Options::SPEC,
    tflite::Interpreter::SPEC,
    tflite::Tensor::SPEC,
    tflite::Signature::SPEC,
    tflite::OpaqueTensor::SPEC,
    tflite::Cancellation::SPEC,
    tflite::CustomOps::SPEC,
    tflite::CustomAllocation::SPEC,
    tflite::Tensors::SPEC,
    tflite::Telemetry::SPEC,
    tflite::Xnnpack::SPEC,
    tflite::XnnpackWeightsCache::SPEC,
    tflite::Nnapi::SPEC,
];
