//! Cases that the manifest says an engine can run, and that it does not: with the words of the
//! reason. The lists are exact: a case that starts to work must be taken off.

/// A case, by the ids of its model and itself, and a part of what it ends with.
pub type Exception = (&'static str, &'static str);

/// No version of `CompiledModel` behind these bindings runs models with strings, or with outputs
/// whose shape depends on values: `z1` happens to fit the buffer, `z5` of the same model is written
/// past its end.
pub const COMPILED: &[Exception] = &[
    ("while_op_with_forwarding_input/twenty", "holds strings"),
    ("string_input_model/mixed", "holds strings"),
    ("string_input_model/nul_and_bytes", "holds strings"),
    ("string_input_model_with_signature/one_row", "holds strings"),
    (
        "string_input_model_with_signature/two_rows",
        "holds strings",
    ),
    ("gather_string/three", "holds strings"),
    ("dynamic_shapes/z1", "its shape depends on the values of"),
];

/// TensorFlow Lite 2.17 is older than some operators, and than blockwise quantization.
pub const TFLITE_2_17: &[Exception] = &[
    (
        "l2_norm_composite/random",
        "Didn't find op for builtin opcode 'STABLEHLO_COMPOSITE'",
    ),
    (
        "sdpa_composite_gqa/signature",
        "Didn't find op for builtin opcode 'STABLEHLO_COMPOSITE'",
    ),
    // Here the kernel does not look at the sign.
    ("rsqrt_a16w8/negative", "must fail, but it did not"),
    ("qwen_fc_blockwise_quantized/random", "quantized in blocks"),
];

/// What the build for 32-bit ARM adds to them. It has fewer functions: none to write strings, and no
/// XNNPACK, which is what refuses an empty tensor.
pub const TFLITE_2_17_ARM: &[Exception] = &[
    ("while_op_with_forwarding_input/twenty", "writing strings"),
    ("string_input_model/mixed", "writing strings"),
    ("string_input_model/nul_and_bytes", "writing strings"),
    (
        "string_input_model_with_signature/one_row",
        "writing strings",
    ),
    (
        "string_input_model_with_signature/two_rows",
        "writing strings",
    ),
    ("gather_string/three", "writing strings"),
    ("dynamic_shapes/z0", "must fail, but it did not"),
    // Its kernels round in another way: 193 of 255 instead of 201, and the right class.
    (
        "mobilenet_v2_1_0_224_inat_insect_quant/dragonfly",
        "expected within 4",
    ),
];
