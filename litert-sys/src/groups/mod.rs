//! The groups of symbols, one file per family.

pub mod litert;
pub mod plugin;
pub mod tflite;

use crate::group::{Group, GroupSpec};

/// Every group as data, so that export lists can be checked against it.
pub const ALL: &[GroupSpec] = &[
    litert::Environment::SPEC,
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
