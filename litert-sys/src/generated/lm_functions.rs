// Made by `cargo xtask codegen`. Do not edit: change xtask and run it again.

use super::lm_types::{
    LiteRtLmActivationDataType, LiteRtLmBackendType, LiteRtLmBenchmarkInfo,
    LiteRtLmConstraintProviderType, LiteRtLmConstraintType, LiteRtLmConversation,
    LiteRtLmConversationConfig, LiteRtLmConversationOptionalArgs, LiteRtLmDetokenizeResult,
    LiteRtLmEmbeddingEngine, LiteRtLmEmbeddingEngineSettings, LiteRtLmEmbeddingOptions,
    LiteRtLmEmbeddingResponse, LiteRtLmEmbeddingResponses, LiteRtLmEngine, LiteRtLmEngineSettings,
    LiteRtLmInputData, LiteRtLmInputDataType, LiteRtLmInputOverflowStrategy, LiteRtLmJsonResponse,
    LiteRtLmLoadedFile, LiteRtLmLogSeverity, LiteRtLmModality, LiteRtLmModelType,
    LiteRtLmNoRepeatNgramConfig, LiteRtLmNpuBrand, LiteRtLmRepetitionPenaltyConfig,
    LiteRtLmResponses, LiteRtLmSamplerParams, LiteRtLmSamplerType, LiteRtLmSession,
    LiteRtLmSessionConfig, LiteRtLmSessionDebugInfo, LiteRtLmStreamCallback, LiteRtLmStreamChunk,
    LiteRtLmSuppressTokensConfig, LiteRtLmThinkingConfig, LiteRtLmTokenUnion,
    LiteRtLmTokenUnionType, LiteRtLmTokenUnions, LiteRtLmTokenizeResult,
};
use core::ffi::{c_char, c_int, c_void};

pub type litert_lm_benchmark_info_delete =
    unsafe extern "C" fn(benchmark_info: *mut LiteRtLmBenchmarkInfo);

pub type litert_lm_benchmark_info_get_decode_token_count_at =
    unsafe extern "C" fn(benchmark_info: *const LiteRtLmBenchmarkInfo, index: c_int) -> c_int;

pub type litert_lm_benchmark_info_get_decode_tokens_per_sec_at =
    unsafe extern "C" fn(benchmark_info: *const LiteRtLmBenchmarkInfo, index: c_int) -> f64;

pub type litert_lm_benchmark_info_get_num_decode_turns =
    unsafe extern "C" fn(benchmark_info: *const LiteRtLmBenchmarkInfo) -> c_int;

pub type litert_lm_benchmark_info_get_num_prefill_turns =
    unsafe extern "C" fn(benchmark_info: *const LiteRtLmBenchmarkInfo) -> c_int;

pub type litert_lm_benchmark_info_get_prefill_token_count_at =
    unsafe extern "C" fn(benchmark_info: *const LiteRtLmBenchmarkInfo, index: c_int) -> c_int;

pub type litert_lm_benchmark_info_get_prefill_tokens_per_sec_at =
    unsafe extern "C" fn(benchmark_info: *const LiteRtLmBenchmarkInfo, index: c_int) -> f64;

pub type litert_lm_benchmark_info_get_time_to_first_token =
    unsafe extern "C" fn(benchmark_info: *const LiteRtLmBenchmarkInfo) -> f64;

pub type litert_lm_benchmark_info_get_total_init_time_in_second =
    unsafe extern "C" fn(benchmark_info: *const LiteRtLmBenchmarkInfo) -> f64;

pub type litert_lm_clear_last_error = unsafe extern "C" fn();

pub type litert_lm_conversation_cancel_process =
    unsafe extern "C" fn(conversation: *mut LiteRtLmConversation);

pub type litert_lm_conversation_clone =
    unsafe extern "C" fn(conversation: *mut LiteRtLmConversation) -> *mut LiteRtLmConversation;

pub type litert_lm_conversation_config_create =
    unsafe extern "C" fn() -> *mut LiteRtLmConversationConfig;

pub type litert_lm_conversation_config_delete =
    unsafe extern "C" fn(config: *mut LiteRtLmConversationConfig);

pub type litert_lm_conversation_config_set_constraint_provider = unsafe extern "C" fn(
    config: *mut LiteRtLmConversationConfig,
    provider_type: *const LiteRtLmConstraintProviderType,
);

pub type litert_lm_conversation_config_set_enable_constrained_decoding = unsafe extern "C" fn(
    config: *mut LiteRtLmConversationConfig,
    enable_constrained_decoding: bool,
);

pub type litert_lm_conversation_config_set_extra_context = unsafe extern "C" fn(
    config: *mut LiteRtLmConversationConfig,
    extra_context_json: *const c_char,
);

pub type litert_lm_conversation_config_set_filter_channel_content_from_kv_cache =
    unsafe extern "C" fn(
        config: *mut LiteRtLmConversationConfig,
        filter_channel_content_from_kv_cache: bool,
    );

pub type litert_lm_conversation_config_set_messages =
    unsafe extern "C" fn(config: *mut LiteRtLmConversationConfig, messages_json: *const c_char);

pub type litert_lm_conversation_config_set_prompt_template =
    unsafe extern "C" fn(config: *mut LiteRtLmConversationConfig, prompt_template: *const c_char);

pub type litert_lm_conversation_config_set_session_config = unsafe extern "C" fn(
    config: *mut LiteRtLmConversationConfig,
    session_config: *const LiteRtLmSessionConfig,
);

pub type litert_lm_conversation_config_set_stream_tool_calls = unsafe extern "C" fn(
    config: *mut LiteRtLmConversationConfig,
    stream_tool_calls: bool,
    channel_name: *const c_char,
);

pub type litert_lm_conversation_config_set_system_message = unsafe extern "C" fn(
    config: *mut LiteRtLmConversationConfig,
    system_message_json: *const c_char,
);

pub type litert_lm_conversation_config_set_thinking_config = unsafe extern "C" fn(
    config: *mut LiteRtLmConversationConfig,
    thinking_config: *const LiteRtLmThinkingConfig,
);

pub type litert_lm_conversation_config_set_tools =
    unsafe extern "C" fn(config: *mut LiteRtLmConversationConfig, tools_json: *const c_char);

pub type litert_lm_conversation_create = unsafe extern "C" fn(
    engine: *mut LiteRtLmEngine,
    config: *mut LiteRtLmConversationConfig,
) -> *mut LiteRtLmConversation;

pub type litert_lm_conversation_delete =
    unsafe extern "C" fn(conversation: *mut LiteRtLmConversation);

pub type litert_lm_conversation_get_benchmark_info =
    unsafe extern "C" fn(conversation: *mut LiteRtLmConversation) -> *mut LiteRtLmBenchmarkInfo;

pub type litert_lm_conversation_get_token_count =
    unsafe extern "C" fn(conversation: *mut LiteRtLmConversation) -> c_int;

pub type litert_lm_conversation_optional_args_create =
    unsafe extern "C" fn() -> *mut LiteRtLmConversationOptionalArgs;

pub type litert_lm_conversation_optional_args_delete =
    unsafe extern "C" fn(optional_args: *mut LiteRtLmConversationOptionalArgs);

pub type litert_lm_conversation_optional_args_set_constraint = unsafe extern "C" fn(
    optional_args: *mut LiteRtLmConversationOptionalArgs,
    constraint_type: LiteRtLmConstraintType,
    constraint_string: *const c_char,
);

pub type litert_lm_conversation_optional_args_set_max_output_tokens = unsafe extern "C" fn(
    optional_args: *mut LiteRtLmConversationOptionalArgs,
    max_output_tokens: c_int,
);

pub type litert_lm_conversation_optional_args_set_no_repeat_ngram_config = unsafe extern "C" fn(
    optional_args: *mut LiteRtLmConversationOptionalArgs,
    no_repeat_ngram_config: *const LiteRtLmNoRepeatNgramConfig,
);

pub type litert_lm_conversation_optional_args_set_repetition_penalty_config =
    unsafe extern "C" fn(
        optional_args: *mut LiteRtLmConversationOptionalArgs,
        repetition_penalty_config: *const LiteRtLmRepetitionPenaltyConfig,
    );

pub type litert_lm_conversation_optional_args_set_suppress_tokens_config = unsafe extern "C" fn(
    optional_args: *mut LiteRtLmConversationOptionalArgs,
    suppress_tokens_config: *const LiteRtLmSuppressTokensConfig,
);

pub type litert_lm_conversation_optional_args_set_thinking_config = unsafe extern "C" fn(
    optional_args: *mut LiteRtLmConversationOptionalArgs,
    thinking_config: *const LiteRtLmThinkingConfig,
);

pub type litert_lm_conversation_optional_args_set_visual_token_budget = unsafe extern "C" fn(
    optional_args: *mut LiteRtLmConversationOptionalArgs,
    visual_token_budget: c_int,
);

pub type litert_lm_conversation_render_message_to_string = unsafe extern "C" fn(
    conversation: *mut LiteRtLmConversation,
    message_json: *const c_char,
) -> *const c_char;

pub type litert_lm_conversation_render_preface_to_string =
    unsafe extern "C" fn(conversation: *mut LiteRtLmConversation) -> *const c_char;

pub type litert_lm_conversation_send_message = unsafe extern "C" fn(
    conversation: *mut LiteRtLmConversation,
    message_json: *const c_char,
    extra_context: *const c_char,
    optional_args: *const LiteRtLmConversationOptionalArgs,
) -> *mut LiteRtLmJsonResponse;

pub type litert_lm_conversation_send_message_stream = unsafe extern "C" fn(
    conversation: *mut LiteRtLmConversation,
    message_json: *const c_char,
    extra_context: *const c_char,
    optional_args: *const LiteRtLmConversationOptionalArgs,
    callback: LiteRtLmStreamCallback,
    callback_data: *mut c_void,
) -> c_int;

pub type litert_lm_detokenize_result_delete =
    unsafe extern "C" fn(result: *mut LiteRtLmDetokenizeResult);

pub type litert_lm_detokenize_result_get_string =
    unsafe extern "C" fn(result: *const LiteRtLmDetokenizeResult) -> *const c_char;

pub type litert_lm_embedding_engine_compute_embedding =
    unsafe extern "C" fn(
        engine: *mut LiteRtLmEmbeddingEngine,
        inputs: *const *const LiteRtLmInputData,
        num_inputs: usize,
        options: *const LiteRtLmEmbeddingOptions,
    ) -> *mut LiteRtLmEmbeddingResponse;

pub type litert_lm_embedding_engine_compute_embedding_batch =
    unsafe extern "C" fn(
        engine: *mut LiteRtLmEmbeddingEngine,
        inputs_batch: *const *const *const LiteRtLmInputData,
        num_inputs_per_batch: *const usize,
        batch_size: usize,
        options: *const LiteRtLmEmbeddingOptions,
    ) -> *mut LiteRtLmEmbeddingResponses;

pub type litert_lm_embedding_engine_create = unsafe extern "C" fn(
    settings: *const LiteRtLmEmbeddingEngineSettings,
) -> *mut LiteRtLmEmbeddingEngine;

pub type litert_lm_embedding_engine_delete =
    unsafe extern "C" fn(engine: *mut LiteRtLmEmbeddingEngine);

pub type litert_lm_embedding_engine_settings_create =
    unsafe extern "C" fn(
        model_path: *const c_char,
        backend_str: *const c_char,
        vision_backend_str: *const c_char,
        audio_backend_str: *const c_char,
    ) -> *mut LiteRtLmEmbeddingEngineSettings;

pub type litert_lm_embedding_engine_settings_delete =
    unsafe extern "C" fn(settings: *mut LiteRtLmEmbeddingEngineSettings);

pub type litert_lm_embedding_engine_settings_set_activation_data_type = unsafe extern "C" fn(
    settings: *mut LiteRtLmEmbeddingEngineSettings,
    activation_data_type: LiteRtLmActivationDataType,
);

pub type litert_lm_embedding_engine_settings_set_audio_litert_dispatch_lib_dir =
    unsafe extern "C" fn(settings: *mut LiteRtLmEmbeddingEngineSettings, lib_dir: *const c_char);

pub type litert_lm_embedding_engine_settings_set_audio_num_threads =
    unsafe extern "C" fn(settings: *mut LiteRtLmEmbeddingEngineSettings, num_threads: c_int);

pub type litert_lm_embedding_engine_settings_set_cache_dir =
    unsafe extern "C" fn(settings: *mut LiteRtLmEmbeddingEngineSettings, cache_dir: *const c_char);

pub type litert_lm_embedding_engine_settings_set_litert_dispatch_lib_dir =
    unsafe extern "C" fn(settings: *mut LiteRtLmEmbeddingEngineSettings, lib_dir: *const c_char);

pub type litert_lm_embedding_engine_settings_set_max_input_length =
    unsafe extern "C" fn(settings: *mut LiteRtLmEmbeddingEngineSettings, max_input_length: c_int);

pub type litert_lm_embedding_engine_settings_set_min_input_length =
    unsafe extern "C" fn(settings: *mut LiteRtLmEmbeddingEngineSettings, min_input_length: c_int);

pub type litert_lm_embedding_engine_settings_set_num_threads =
    unsafe extern "C" fn(settings: *mut LiteRtLmEmbeddingEngineSettings, num_threads: c_int);

pub type litert_lm_embedding_engine_settings_set_vision_litert_dispatch_lib_dir =
    unsafe extern "C" fn(settings: *mut LiteRtLmEmbeddingEngineSettings, lib_dir: *const c_char);

pub type litert_lm_embedding_engine_settings_set_vision_tokens_per_image = unsafe extern "C" fn(
    settings: *mut LiteRtLmEmbeddingEngineSettings,
    vision_tokens_per_image: c_int,
);

pub type litert_lm_embedding_options_create =
    unsafe extern "C" fn() -> *mut LiteRtLmEmbeddingOptions;

pub type litert_lm_embedding_options_delete =
    unsafe extern "C" fn(options: *mut LiteRtLmEmbeddingOptions);

pub type litert_lm_embedding_options_get_input_overflow_strategy =
    unsafe extern "C" fn(options: *const LiteRtLmEmbeddingOptions) -> LiteRtLmInputOverflowStrategy;

pub type litert_lm_embedding_options_get_insert_special_tokens =
    unsafe extern "C" fn(options: *const LiteRtLmEmbeddingOptions) -> bool;

pub type litert_lm_embedding_options_get_normalize =
    unsafe extern "C" fn(options: *const LiteRtLmEmbeddingOptions) -> bool;

pub type litert_lm_embedding_options_get_output_size =
    unsafe extern "C" fn(options: *const LiteRtLmEmbeddingOptions) -> c_int;

pub type litert_lm_embedding_options_get_vision_tokens_per_image =
    unsafe extern "C" fn(options: *const LiteRtLmEmbeddingOptions) -> c_int;

pub type litert_lm_embedding_options_set_input_overflow_strategy = unsafe extern "C" fn(
    options: *mut LiteRtLmEmbeddingOptions,
    strategy: LiteRtLmInputOverflowStrategy,
);

pub type litert_lm_embedding_options_set_insert_special_tokens =
    unsafe extern "C" fn(options: *mut LiteRtLmEmbeddingOptions, insert_special_tokens: bool);

pub type litert_lm_embedding_options_set_normalize =
    unsafe extern "C" fn(options: *mut LiteRtLmEmbeddingOptions, normalize: bool);

pub type litert_lm_embedding_options_set_output_size =
    unsafe extern "C" fn(options: *mut LiteRtLmEmbeddingOptions, output_size: c_int);

pub type litert_lm_embedding_options_set_vision_tokens_per_image =
    unsafe extern "C" fn(options: *mut LiteRtLmEmbeddingOptions, vision_tokens_per_image: c_int);

pub type litert_lm_embedding_response_delete =
    unsafe extern "C" fn(response: *mut LiteRtLmEmbeddingResponse);

pub type litert_lm_embedding_response_get_size =
    unsafe extern "C" fn(response: *const LiteRtLmEmbeddingResponse) -> usize;

pub type litert_lm_embedding_response_get_values =
    unsafe extern "C" fn(response: *const LiteRtLmEmbeddingResponse) -> *const f32;

pub type litert_lm_embedding_responses_delete =
    unsafe extern "C" fn(responses: *mut LiteRtLmEmbeddingResponses);

pub type litert_lm_embedding_responses_get_at =
    unsafe extern "C" fn(
        responses: *const LiteRtLmEmbeddingResponses,
        index: usize,
    ) -> *const LiteRtLmEmbeddingResponse;

pub type litert_lm_embedding_responses_get_size =
    unsafe extern "C" fn(responses: *const LiteRtLmEmbeddingResponses) -> usize;

pub type litert_lm_engine_create =
    unsafe extern "C" fn(settings: *const LiteRtLmEngineSettings) -> *mut LiteRtLmEngine;

pub type litert_lm_engine_create_session = unsafe extern "C" fn(
    engine: *mut LiteRtLmEngine,
    config: *mut LiteRtLmSessionConfig,
) -> *mut LiteRtLmSession;

pub type litert_lm_engine_delete = unsafe extern "C" fn(engine: *mut LiteRtLmEngine);

pub type litert_lm_engine_detokenize = unsafe extern "C" fn(
    engine: *mut LiteRtLmEngine,
    tokens: *const c_int,
    num_tokens: usize,
) -> *mut LiteRtLmDetokenizeResult;

pub type litert_lm_engine_get_start_token =
    unsafe extern "C" fn(engine: *mut LiteRtLmEngine) -> *mut LiteRtLmTokenUnion;

pub type litert_lm_engine_get_stop_tokens =
    unsafe extern "C" fn(engine: *mut LiteRtLmEngine) -> *mut LiteRtLmTokenUnions;

pub type litert_lm_engine_settings_create = unsafe extern "C" fn(
    model_path: *const c_char,
    backend_str: *const c_char,
    vision_backend_str: *const c_char,
    audio_backend_str: *const c_char,
) -> *mut LiteRtLmEngineSettings;

pub type litert_lm_engine_settings_create_from_raw_file_descriptor =
    unsafe extern "C" fn(
        fd: c_int,
        backend_str: *const c_char,
        vision_backend_str: *const c_char,
        audio_backend_str: *const c_char,
    ) -> *mut LiteRtLmEngineSettings;

pub type litert_lm_engine_settings_delete =
    unsafe extern "C" fn(settings: *mut LiteRtLmEngineSettings);

pub type litert_lm_engine_settings_enable_benchmark =
    unsafe extern "C" fn(settings: *mut LiteRtLmEngineSettings);

pub type litert_lm_engine_settings_set_activation_data_type = unsafe extern "C" fn(
    settings: *mut LiteRtLmEngineSettings,
    activation_data_type: LiteRtLmActivationDataType,
);

pub type litert_lm_engine_settings_set_audio_lora_rank =
    unsafe extern "C" fn(settings: *mut LiteRtLmEngineSettings, lora_rank: c_int);

pub type litert_lm_engine_settings_set_audio_num_threads =
    unsafe extern "C" fn(settings: *mut LiteRtLmEngineSettings, num_threads: c_int);

pub type litert_lm_engine_settings_set_cache_dir =
    unsafe extern "C" fn(settings: *mut LiteRtLmEngineSettings, cache_dir: *const c_char);

pub type litert_lm_engine_settings_set_enable_speculative_decoding =
    unsafe extern "C" fn(settings: *mut LiteRtLmEngineSettings, enable_speculative_decoding: bool);

pub type litert_lm_engine_settings_set_enable_ynnpack =
    unsafe extern "C" fn(settings: *mut LiteRtLmEngineSettings, enable_ynnpack: bool);

pub type litert_lm_engine_settings_set_gpu_decode_steps_per_sync =
    unsafe extern "C" fn(settings: *mut LiteRtLmEngineSettings, num_decode_steps_per_sync: c_int);

pub type litert_lm_engine_settings_set_gpu_enable_metal_residency_set =
    unsafe extern "C" fn(settings: *mut LiteRtLmEngineSettings, enable_metal_residency_set: bool);

pub type litert_lm_engine_settings_set_gpu_wait_for_weight_uploads =
    unsafe extern "C" fn(settings: *mut LiteRtLmEngineSettings, wait_for_weight_uploads: bool);

pub type litert_lm_engine_settings_set_litert_dispatch_lib_dir =
    unsafe extern "C" fn(settings: *mut LiteRtLmEngineSettings, lib_dir: *const c_char);

pub type litert_lm_engine_settings_set_lora_rank =
    unsafe extern "C" fn(settings: *mut LiteRtLmEngineSettings, lora_rank: c_int);

pub type litert_lm_engine_settings_set_max_num_images =
    unsafe extern "C" fn(settings: *mut LiteRtLmEngineSettings, max_num_images: c_int);

pub type litert_lm_engine_settings_set_max_num_tokens =
    unsafe extern "C" fn(settings: *mut LiteRtLmEngineSettings, max_num_tokens: c_int);

pub type litert_lm_engine_settings_set_max_vision_tokens_per_image =
    unsafe extern "C" fn(settings: *mut LiteRtLmEngineSettings, max_vision_tokens_per_image: c_int);

pub type litert_lm_engine_settings_set_num_decode_tokens =
    unsafe extern "C" fn(settings: *mut LiteRtLmEngineSettings, num_decode_tokens: c_int);

pub type litert_lm_engine_settings_set_num_prefill_tokens =
    unsafe extern "C" fn(settings: *mut LiteRtLmEngineSettings, num_prefill_tokens: c_int);

pub type litert_lm_engine_settings_set_num_threads =
    unsafe extern "C" fn(settings: *mut LiteRtLmEngineSettings, num_threads: c_int);

pub type litert_lm_engine_settings_set_parallel_file_section_loading = unsafe extern "C" fn(
    settings: *mut LiteRtLmEngineSettings,
    parallel_file_section_loading: bool,
);

pub type litert_lm_engine_settings_set_prefill_chunk_size =
    unsafe extern "C" fn(settings: *mut LiteRtLmEngineSettings, prefill_chunk_size: c_int);

pub type litert_lm_engine_settings_set_single_threaded_execution =
    unsafe extern "C" fn(settings: *mut LiteRtLmEngineSettings, single_threaded_execution: bool);

pub type litert_lm_engine_settings_set_supported_audio_lora_ranks = unsafe extern "C" fn(
    settings: *mut LiteRtLmEngineSettings,
    lora_ranks: *const c_int,
    num_ranks: usize,
) -> c_int;

pub type litert_lm_engine_settings_set_supported_lora_ranks = unsafe extern "C" fn(
    settings: *mut LiteRtLmEngineSettings,
    lora_ranks: *const c_int,
    num_ranks: usize,
) -> c_int;

pub type litert_lm_engine_settings_set_use_ringbuffers_local_attention = unsafe extern "C" fn(
    settings: *mut LiteRtLmEngineSettings,
    use_ringbuffers_local_attention: bool,
);

pub type litert_lm_engine_tokenize = unsafe extern "C" fn(
    engine: *mut LiteRtLmEngine,
    text: *const c_char,
) -> *mut LiteRtLmTokenizeResult;

pub type litert_lm_experimental_conversation_get_session_debug_info =
    unsafe extern "C" fn(conversation: *mut LiteRtLmConversation) -> *mut LiteRtLmSessionDebugInfo;

pub type litert_lm_experimental_engine_update_gpu_enable_metal_residency_set =
    unsafe extern "C" fn(engine: *mut LiteRtLmEngine, enable_metal_residency_set: bool) -> c_int;

pub type litert_lm_experimental_is_debugger_enabled = unsafe extern "C" fn() -> c_int;

pub type litert_lm_experimental_session_debug_info_delete =
    unsafe extern "C" fn(debug_info: *mut LiteRtLmSessionDebugInfo);

pub type litert_lm_experimental_session_debug_info_get_capture_dir =
    unsafe extern "C" fn(debug_info: *const LiteRtLmSessionDebugInfo) -> *const c_char;

pub type litert_lm_experimental_session_get_debug_info =
    unsafe extern "C" fn(session: *mut LiteRtLmSession) -> *mut LiteRtLmSessionDebugInfo;

pub type litert_lm_get_last_error_code = unsafe extern "C" fn() -> c_int;

pub type litert_lm_get_last_error_message = unsafe extern "C" fn() -> *const c_char;

pub type litert_lm_input_data_create = unsafe extern "C" fn(
    type_: LiteRtLmInputDataType,
    data: *const c_void,
    size: usize,
) -> *mut LiteRtLmInputData;

pub type litert_lm_input_data_delete = unsafe extern "C" fn(input_data: *mut LiteRtLmInputData);

pub type litert_lm_json_response_delete = unsafe extern "C" fn(response: *mut LiteRtLmJsonResponse);

pub type litert_lm_json_response_get_string =
    unsafe extern "C" fn(response: *const LiteRtLmJsonResponse) -> *const c_char;

pub type litert_lm_loaded_file_create =
    unsafe extern "C" fn(litertlm_path: *const c_char) -> *mut LiteRtLmLoadedFile;

pub type litert_lm_loaded_file_delete = unsafe extern "C" fn(loaded_file: *mut LiteRtLmLoadedFile);

pub type litert_lm_loaded_file_embedding_dimension =
    unsafe extern "C" fn(loaded_file: *mut LiteRtLmLoadedFile) -> i32;

pub type litert_lm_loaded_file_embedding_signature_selection = unsafe extern "C" fn(
    loaded_file: *mut LiteRtLmLoadedFile,
    lengths: *mut i32,
    max_size: i32,
) -> i32;

pub type litert_lm_loaded_file_has_speculative_decoding_support =
    unsafe extern "C" fn(loaded_file: *mut LiteRtLmLoadedFile) -> bool;

pub type litert_lm_loaded_file_is_dynamic_context =
    unsafe extern "C" fn(loaded_file: *mut LiteRtLmLoadedFile) -> bool;

pub type litert_lm_loaded_file_max_context_tokens =
    unsafe extern "C" fn(loaded_file: *mut LiteRtLmLoadedFile) -> u32;

pub type litert_lm_loaded_file_max_vision_token_budget =
    unsafe extern "C" fn(loaded_file: *mut LiteRtLmLoadedFile) -> i32;

pub type litert_lm_loaded_file_min_runtime_version =
    unsafe extern "C" fn(loaded_file: *mut LiteRtLmLoadedFile) -> *const c_char;

pub type litert_lm_loaded_file_modality_npu_brand = unsafe extern "C" fn(
    loaded_file: *mut LiteRtLmLoadedFile,
    modality: LiteRtLmModality,
) -> LiteRtLmNpuBrand;

pub type litert_lm_loaded_file_modality_soc_name = unsafe extern "C" fn(
    loaded_file: *mut LiteRtLmLoadedFile,
    modality: LiteRtLmModality,
) -> *const c_char;

pub type litert_lm_loaded_file_modality_supported_backends = unsafe extern "C" fn(
    loaded_file: *mut LiteRtLmLoadedFile,
    modality: LiteRtLmModality,
    backends: *mut LiteRtLmBackendType,
    max_size: i32,
) -> i32;

pub type litert_lm_loaded_file_model_type =
    unsafe extern "C" fn(loaded_file: *mut LiteRtLmLoadedFile) -> LiteRtLmModelType;

pub type litert_lm_loaded_file_sampler_temperature =
    unsafe extern "C" fn(loaded_file: *mut LiteRtLmLoadedFile) -> f32;

pub type litert_lm_loaded_file_sampler_top_k =
    unsafe extern "C" fn(loaded_file: *mut LiteRtLmLoadedFile) -> i32;

pub type litert_lm_loaded_file_sampler_top_p =
    unsafe extern "C" fn(loaded_file: *mut LiteRtLmLoadedFile) -> f32;

pub type litert_lm_loaded_file_sampler_type =
    unsafe extern "C" fn(loaded_file: *mut LiteRtLmLoadedFile) -> LiteRtLmSamplerType;

pub type litert_lm_loaded_file_supports_function_calling =
    unsafe extern "C" fn(loaded_file: *mut LiteRtLmLoadedFile) -> bool;

pub type litert_lm_loaded_file_supports_input_modality =
    unsafe extern "C" fn(loaded_file: *mut LiteRtLmLoadedFile, modality: LiteRtLmModality) -> bool;

pub type litert_lm_loaded_file_supports_thinking =
    unsafe extern "C" fn(loaded_file: *mut LiteRtLmLoadedFile) -> bool;

pub type litert_lm_loaded_file_vision_signature_selection = unsafe extern "C" fn(
    loaded_file: *mut LiteRtLmLoadedFile,
    lengths: *mut i32,
    max_size: i32,
) -> i32;

pub type litert_lm_no_repeat_ngram_config_create =
    unsafe extern "C" fn() -> *mut LiteRtLmNoRepeatNgramConfig;

pub type litert_lm_no_repeat_ngram_config_delete =
    unsafe extern "C" fn(config: *mut LiteRtLmNoRepeatNgramConfig);

pub type litert_lm_no_repeat_ngram_config_set_no_repeat_ngram_size =
    unsafe extern "C" fn(config: *mut LiteRtLmNoRepeatNgramConfig, no_repeat_ngram_size: c_int);

pub type litert_lm_no_repeat_ngram_config_set_window_size =
    unsafe extern "C" fn(config: *mut LiteRtLmNoRepeatNgramConfig, window_size: c_int);

pub type litert_lm_repetition_penalty_config_create =
    unsafe extern "C" fn() -> *mut LiteRtLmRepetitionPenaltyConfig;

pub type litert_lm_repetition_penalty_config_delete =
    unsafe extern "C" fn(config: *mut LiteRtLmRepetitionPenaltyConfig);

pub type litert_lm_repetition_penalty_config_set_frequency_penalty =
    unsafe extern "C" fn(config: *mut LiteRtLmRepetitionPenaltyConfig, frequency_penalty: f32);

pub type litert_lm_repetition_penalty_config_set_presence_penalty =
    unsafe extern "C" fn(config: *mut LiteRtLmRepetitionPenaltyConfig, presence_penalty: f32);

pub type litert_lm_repetition_penalty_config_set_repetition_penalty =
    unsafe extern "C" fn(config: *mut LiteRtLmRepetitionPenaltyConfig, repetition_penalty: f32);

pub type litert_lm_repetition_penalty_config_set_window_size =
    unsafe extern "C" fn(config: *mut LiteRtLmRepetitionPenaltyConfig, window_size: c_int);

pub type litert_lm_responses_delete = unsafe extern "C" fn(responses: *mut LiteRtLmResponses);

pub type litert_lm_responses_get_num_candidates =
    unsafe extern "C" fn(responses: *const LiteRtLmResponses) -> c_int;

pub type litert_lm_responses_get_num_token_scores_at =
    unsafe extern "C" fn(responses: *const LiteRtLmResponses, index: c_int) -> c_int;

pub type litert_lm_responses_get_response_text_at =
    unsafe extern "C" fn(responses: *const LiteRtLmResponses, index: c_int) -> *const c_char;

pub type litert_lm_responses_get_score_at =
    unsafe extern "C" fn(responses: *const LiteRtLmResponses, index: c_int) -> f32;

pub type litert_lm_responses_get_token_length_at =
    unsafe extern "C" fn(responses: *const LiteRtLmResponses, index: c_int) -> c_int;

pub type litert_lm_responses_get_token_scores_at =
    unsafe extern "C" fn(responses: *const LiteRtLmResponses, index: c_int) -> *const f32;

pub type litert_lm_responses_has_score_at =
    unsafe extern "C" fn(responses: *const LiteRtLmResponses, index: c_int) -> bool;

pub type litert_lm_responses_has_token_length_at =
    unsafe extern "C" fn(responses: *const LiteRtLmResponses, index: c_int) -> bool;

pub type litert_lm_responses_has_token_scores_at =
    unsafe extern "C" fn(responses: *const LiteRtLmResponses, index: c_int) -> bool;

pub type litert_lm_sampler_params_create =
    unsafe extern "C" fn(type_: LiteRtLmSamplerType) -> *mut LiteRtLmSamplerParams;

pub type litert_lm_sampler_params_delete = unsafe extern "C" fn(params: *mut LiteRtLmSamplerParams);

pub type litert_lm_sampler_params_set_seed =
    unsafe extern "C" fn(params: *mut LiteRtLmSamplerParams, seed: i32);

pub type litert_lm_sampler_params_set_temperature =
    unsafe extern "C" fn(params: *mut LiteRtLmSamplerParams, temperature: f32);

pub type litert_lm_sampler_params_set_top_k =
    unsafe extern "C" fn(params: *mut LiteRtLmSamplerParams, top_k: i32);

pub type litert_lm_sampler_params_set_top_p =
    unsafe extern "C" fn(params: *mut LiteRtLmSamplerParams, top_p: f32);

pub type litert_lm_session_cancel_process = unsafe extern "C" fn(session: *mut LiteRtLmSession);

pub type litert_lm_session_config_create = unsafe extern "C" fn() -> *mut LiteRtLmSessionConfig;

pub type litert_lm_session_config_delete = unsafe extern "C" fn(config: *mut LiteRtLmSessionConfig);

pub type litert_lm_session_config_set_apply_prompt_template =
    unsafe extern "C" fn(config: *mut LiteRtLmSessionConfig, apply_prompt_template: bool);

pub type litert_lm_session_config_set_audio_lora_path = unsafe extern "C" fn(
    config: *mut LiteRtLmSessionConfig,
    audio_lora_path: *const c_char,
) -> c_int;

pub type litert_lm_session_config_set_enable_speculative_decoding =
    unsafe extern "C" fn(config: *mut LiteRtLmSessionConfig, enable_speculative_decoding: bool);

pub type litert_lm_session_config_set_lora_path =
    unsafe extern "C" fn(config: *mut LiteRtLmSessionConfig, lora_path: *const c_char) -> c_int;

pub type litert_lm_session_config_set_max_output_tokens =
    unsafe extern "C" fn(config: *mut LiteRtLmSessionConfig, max_output_tokens: c_int);

pub type litert_lm_session_config_set_sampler_params = unsafe extern "C" fn(
    config: *mut LiteRtLmSessionConfig,
    sampler_params: *const LiteRtLmSamplerParams,
);

pub type litert_lm_session_delete = unsafe extern "C" fn(session: *mut LiteRtLmSession);

pub type litert_lm_session_generate_content = unsafe extern "C" fn(
    session: *mut LiteRtLmSession,
    inputs: *const *const LiteRtLmInputData,
    num_inputs: usize,
) -> *mut LiteRtLmResponses;

pub type litert_lm_session_generate_content_stream = unsafe extern "C" fn(
    session: *mut LiteRtLmSession,
    inputs: *const *const LiteRtLmInputData,
    num_inputs: usize,
    callback: LiteRtLmStreamCallback,
    callback_data: *mut c_void,
) -> c_int;

pub type litert_lm_session_get_benchmark_info =
    unsafe extern "C" fn(session: *mut LiteRtLmSession) -> *mut LiteRtLmBenchmarkInfo;

pub type litert_lm_session_rewind_to_checkpoint =
    unsafe extern "C" fn(session: *mut LiteRtLmSession, label: *const c_char) -> c_int;

pub type litert_lm_session_rewind_to_step =
    unsafe extern "C" fn(session: *mut LiteRtLmSession, step: c_int) -> c_int;

pub type litert_lm_session_run_decode =
    unsafe extern "C" fn(session: *mut LiteRtLmSession) -> *mut LiteRtLmResponses;

pub type litert_lm_session_run_decode_async = unsafe extern "C" fn(
    session: *mut LiteRtLmSession,
    callback: LiteRtLmStreamCallback,
    callback_data: *mut c_void,
) -> c_int;

pub type litert_lm_session_run_prefill = unsafe extern "C" fn(
    session: *mut LiteRtLmSession,
    inputs: *const *const LiteRtLmInputData,
    num_inputs: usize,
) -> c_int;

pub type litert_lm_session_run_text_scoring = unsafe extern "C" fn(
    session: *mut LiteRtLmSession,
    target_text: *mut *const c_char,
    num_targets: usize,
    store_token_lengths: bool,
) -> *mut LiteRtLmResponses;

pub type litert_lm_session_save_checkpoint =
    unsafe extern "C" fn(session: *mut LiteRtLmSession, label: *const c_char) -> c_int;

pub type litert_lm_set_min_log_level = unsafe extern "C" fn(level: LiteRtLmLogSeverity);

pub type litert_lm_stream_chunk_get_error =
    unsafe extern "C" fn(chunk: *const LiteRtLmStreamChunk) -> *const c_char;

pub type litert_lm_stream_chunk_get_text =
    unsafe extern "C" fn(chunk: *const LiteRtLmStreamChunk) -> *const c_char;

pub type litert_lm_stream_chunk_is_final =
    unsafe extern "C" fn(chunk: *const LiteRtLmStreamChunk) -> bool;

pub type litert_lm_suppress_tokens_config_create =
    unsafe extern "C" fn() -> *mut LiteRtLmSuppressTokensConfig;

pub type litert_lm_suppress_tokens_config_delete =
    unsafe extern "C" fn(config: *mut LiteRtLmSuppressTokensConfig);

pub type litert_lm_suppress_tokens_config_set_suppress_tokens = unsafe extern "C" fn(
    config: *mut LiteRtLmSuppressTokensConfig,
    suppress_tokens: *const c_int,
    num_tokens: usize,
);

pub type litert_lm_thinking_config_create = unsafe extern "C" fn() -> *mut LiteRtLmThinkingConfig;

pub type litert_lm_thinking_config_delete =
    unsafe extern "C" fn(config: *mut LiteRtLmThinkingConfig);

pub type litert_lm_thinking_config_set_enable_thinking =
    unsafe extern "C" fn(config: *mut LiteRtLmThinkingConfig, enable_thinking: bool);

pub type litert_lm_thinking_config_set_thinking_token_budget =
    unsafe extern "C" fn(config: *mut LiteRtLmThinkingConfig, thinking_token_budget: c_int);

pub type litert_lm_token_union_delete = unsafe extern "C" fn(token_union: *mut LiteRtLmTokenUnion);

pub type litert_lm_token_union_get_ids = unsafe extern "C" fn(
    token_union: *const LiteRtLmTokenUnion,
    out_tokens: *mut *const c_int,
    out_num_tokens: *mut usize,
) -> c_int;

pub type litert_lm_token_union_get_string =
    unsafe extern "C" fn(token_union: *const LiteRtLmTokenUnion) -> *const c_char;

pub type litert_lm_token_union_get_type =
    unsafe extern "C" fn(token_union: *const LiteRtLmTokenUnion) -> LiteRtLmTokenUnionType;

pub type litert_lm_token_unions_delete = unsafe extern "C" fn(tokens: *mut LiteRtLmTokenUnions);

pub type litert_lm_token_unions_get_num_tokens =
    unsafe extern "C" fn(tokens: *const LiteRtLmTokenUnions) -> usize;

pub type litert_lm_token_unions_get_token_at = unsafe extern "C" fn(
    tokens: *const LiteRtLmTokenUnions,
    index: usize,
) -> *mut LiteRtLmTokenUnion;

pub type litert_lm_tokenize_result_delete =
    unsafe extern "C" fn(result: *mut LiteRtLmTokenizeResult);

pub type litert_lm_tokenize_result_get_num_tokens =
    unsafe extern "C" fn(result: *const LiteRtLmTokenizeResult) -> usize;

pub type litert_lm_tokenize_result_get_tokens =
    unsafe extern "C" fn(result: *const LiteRtLmTokenizeResult) -> *const c_int;
