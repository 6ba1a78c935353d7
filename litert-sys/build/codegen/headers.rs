//! Which upstream headers each family is made from.

/// One family of bindings: the headers it is read from and what is kept of them.
pub(crate) struct Family {
    /// Start of the generated file names (`litert_types.rs`, `litert_functions.rs`).
    pub(crate) stem: &'static str,
    /// Headers, relative to the checkout root.
    pub(crate) headers: &'static [&'static str],
    /// Functions kept (whole-name regular expressions).
    pub(crate) functions: &'static [&'static str],
    /// Types kept.
    pub(crate) types: &'static [&'static str],
    /// Constants, macros and data symbols kept.
    pub(crate) vars: &'static [&'static str],
    /// Everything dropped, whatever kept it.
    pub(crate) blocked: &'static [&'static str],
}

/// The LiteRT 2 family (`LiteRt*`).
pub(crate) const LITERT: Family = Family {
    stem: "litert",
    headers: &[
        "litert/c/litert_common.h",
        "litert/c/litert_any.h",
        "litert/c/litert_layout.h",
        "litert/c/litert_op_code.h",
        "litert/c/litert_gl_types.h",
        "litert/c/litert_opencl_types.h",
        "litert/c/litert_webgpu_types.h",
        "litert/c/litert_model_types.h",
        "litert/c/litert_model.h",
        "litert/c/litert_op_options.h",
        "litert/c/litert_builder.h",
        "litert/c/litert_environment_options.h",
        "litert/c/litert_environment.h",
        "litert/c/litert_platform_support.h",
        "litert/c/litert_event_type.h",
        "litert/c/litert_event.h",
        "litert/c/litert_tensor_buffer_types.h",
        "litert/c/litert_tensor_buffer_requirements.h",
        "litert/c/litert_custom_tensor_buffer.h",
        "litert/c/litert_tensor_buffer.h",
        "litert/c/litert_custom_op_kernel.h",
        "litert/c/litert_opaque_options.h",
        "litert/c/litert_options.h",
        "litert/c/litert_metrics.h",
        "litert/c/litert_profiler_types.h",
        "litert/c/litert_profiler_event.h",
        "litert/c/litert_profiler.h",
        "litert/c/litert_compiled_model.h",
        "litert/c/internal/litert_abi_header.h",
        "litert/c/internal/litert_logging.h",
        "litert/c/internal/litert_scheduling_info.h",
        "litert/c/internal/litert_accelerator.h",
        "litert/c/internal/litert_accelerator_registration.h",
        "litert/c/internal/litert_custom_tensor_buffer_handlers_def.h",
        "litert/c/internal/litert_runtime_context.h",
        "litert/c/internal/litert_accelerator_def.h",
        "litert/c/internal/litert_delegate_wrapper.h",
        "litert/c/internal/litert_external_litert_buffer_context.h",
        "litert/c/internal/litert_tensor_buffer_registry.h",
        "litert/c/internal/litert_runtime_c_api.h",
        "litert/c/internal/litert_runtime_api_export.h",
    ],
    functions: &["LiteRt.*"],
    types: &["LiteRt.*"],
    vars: &[
        "kLiteRt.*",
        "LiteRt.*",
        "LITERT_TENSOR_MAX_RANK",
        "LITERT_.*_CURRENT_VERSION",
    ],
    // The TfLite* types have their own family; the generated files import them from there.
    blocked: &["TfLite.*", "kTfLite.*"],
};

/// The TensorFlow Lite family (`TfLite*`).
pub(crate) const TFLITE: Family = Family {
    stem: "tflite",
    headers: &[
        "tflite/builtin_ops.h",
        "tflite/core/c/c_api_types.h",
        "tflite/core/c/operator.h",
        "tflite/core/c/common.h",
        "tflite/core/c/c_api.h",
        "tflite/core/c/c_api_opaque.h",
        "tflite/core/c/c_api_experimental.h",
        "tflite/profiling/telemetry/c/telemetry_setting.h",
        "tflite/profiling/telemetry/c/profiler.h",
        "tflite/delegates/xnnpack/xnnpack_delegate.h",
        "tflite/delegates/gpu/delegate_options.h",
        "tflite/delegates/gpu/delegate.h",
        "tflite/delegates/external/external_delegate_interface.h",
        "tflite/delegates/external/external_delegate.h",
        "tflite/delegates/nnapi/nnapi_delegate_c_api.h",
    ],
    functions: &["TfLite.*", "tflite_plugin_.*"],
    types: &["TfLite.*"],
    vars: &[
        "kTfLite.*",
        "TFLITE_XNNPACK_DELEGATE_FLAG_.*",
        "TFLITE_GPU_.*",
    ],
    blocked: &[],
};

/// The family of language models (`litert_lm_*`). Its header lies in `vendor/headers`.
#[allow(dead_code, reason = "only xtask makes these")]
pub(crate) const LM: Family = Family {
    stem: "lm",
    headers: &["litert_lm.h"],
    functions: &["litert_lm_.*"],
    types: &["LiteRtLm.*"],
    vars: &["kLiteRtLm.*"],
    blocked: &[],
};

/// Headers that a checkout lacks or that are not C: small stand-ins, found after the checkout.
///
/// `build_config.h` is made by the upstream build and only switches GPU and NPU back ends off;
/// `cstddef` is the C++ spelling of `stddef.h`, included by one header that is otherwise plain C.
pub(crate) const STAND_INS: &[(&str, &str)] = &[
    ("litert/build_common/build_config.h", "#pragma once\n"),
    ("cstddef", "#pragma once\n#include <stddef.h>\n"),
];

/// Macros given to the C compiler.
///
/// The graphics headers of the host must not decide what is generated: without these the OpenGL
/// types would come from whatever EGL headers are installed.
pub(crate) const DEFINES: &[&str] = &[
    "LITERT_HAS_OPENGL_SUPPORT=0",
    "LITERT_DISABLE_OPENGL_SUPPORT",
    "LITERT_STATIC",
];
