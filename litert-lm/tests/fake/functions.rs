//! The functions of the library, made of nothing: each one makes or frees an object that is counted, or
//! gives a fixed value. One row each; the signature is checked against the bindings.

use std::ffi::{c_char, c_int, c_void};

use litert_sys::lm::{self, *};

use crate::state::{self, Address};

macro_rules! functions {
    (
        make { $($make:ident($($make_arg:ty),*) -> $made:ty;)* }
        free { $($free:ident($freed:ty);)* }
        text { $($text:ident($($text_arg:ty),*);)* }
        status { $($status:ident($($status_arg:ty),*);)* }
        nothing { $($nothing:ident($($nothing_arg:ty),*);)* }
        value { $($value:ident($($value_arg:ty),*) -> $type:ty = $expr:expr;)* }
        own { $($own:ident;)* }
    ) => {
        /// Every function, by name.
        pub(crate) fn all() -> Vec<(&'static str, Address)> {
            vec![
                $((stringify!($make), {
                    unsafe extern "C" fn function($(_: $make_arg),*) -> *mut $made {
                        state::make(stringify!($make)).cast()
                    }
                    let typed: lm::$make = function;
                    Address(typed as *const c_void)
                }),)*
                $((stringify!($free), {
                    unsafe extern "C" fn function(object: $freed) {
                        state::free(object.cast());
                    }
                    let typed: lm::$free = function;
                    Address(typed as *const c_void)
                }),)*
                $((stringify!($text), {
                    unsafe extern "C" fn function($(_: $text_arg),*) -> *const c_char {
                        state::text(stringify!($text))
                    }
                    let typed: lm::$text = function;
                    Address(typed as *const c_void)
                }),)*
                $((stringify!($status), {
                    unsafe extern "C" fn function($(_: $status_arg),*) -> c_int {
                        state::status(stringify!($status))
                    }
                    let typed: lm::$status = function;
                    Address(typed as *const c_void)
                }),)*
                $((stringify!($nothing), {
                    unsafe extern "C" fn function($(_: $nothing_arg),*) {}
                    let typed: lm::$nothing = function;
                    Address(typed as *const c_void)
                }),)*
                $((stringify!($value), {
                    unsafe extern "C" fn function($(_: $value_arg),*) -> $type {
                        $expr
                    }
                    let typed: lm::$value = function;
                    Address(typed as *const c_void)
                }),)*
                $((stringify!($own), {
                    let typed: lm::$own = crate::streams::$own;
                    Address(typed as *const c_void)
                }),)*
            ]
        }
    };
}

functions! {
    make {
        litert_lm_conversation_clone(*mut LiteRtLmConversation) -> LiteRtLmConversation;
        litert_lm_conversation_config_create() -> LiteRtLmConversationConfig;
        litert_lm_conversation_create(*mut LiteRtLmEngine, *mut LiteRtLmConversationConfig) -> LiteRtLmConversation;
        litert_lm_conversation_get_benchmark_info(*mut LiteRtLmConversation) -> LiteRtLmBenchmarkInfo;
        litert_lm_conversation_optional_args_create() -> LiteRtLmConversationOptionalArgs;
        litert_lm_conversation_send_message(*mut LiteRtLmConversation, *const c_char, *const c_char, *const LiteRtLmConversationOptionalArgs) -> LiteRtLmJsonResponse;
        litert_lm_embedding_engine_compute_embedding(*mut LiteRtLmEmbeddingEngine, *const *const LiteRtLmInputData, usize, *const LiteRtLmEmbeddingOptions) -> LiteRtLmEmbeddingResponse;
        litert_lm_embedding_engine_compute_embedding_batch(*mut LiteRtLmEmbeddingEngine, *const *const *const LiteRtLmInputData, *const usize, usize, *const LiteRtLmEmbeddingOptions) -> LiteRtLmEmbeddingResponses;
        litert_lm_embedding_engine_create(*const LiteRtLmEmbeddingEngineSettings) -> LiteRtLmEmbeddingEngine;
        litert_lm_embedding_engine_settings_create(*const c_char, *const c_char, *const c_char, *const c_char) -> LiteRtLmEmbeddingEngineSettings;
        litert_lm_embedding_options_create() -> LiteRtLmEmbeddingOptions;
        litert_lm_engine_create(*const LiteRtLmEngineSettings) -> LiteRtLmEngine;
        litert_lm_engine_create_session(*mut LiteRtLmEngine, *mut LiteRtLmSessionConfig) -> LiteRtLmSession;
        litert_lm_engine_detokenize(*mut LiteRtLmEngine, *const c_int, usize) -> LiteRtLmDetokenizeResult;
        litert_lm_engine_get_start_token(*mut LiteRtLmEngine) -> LiteRtLmTokenUnion;
        litert_lm_engine_get_stop_tokens(*mut LiteRtLmEngine) -> LiteRtLmTokenUnions;
        litert_lm_engine_settings_create(*const c_char, *const c_char, *const c_char, *const c_char) -> LiteRtLmEngineSettings;
        litert_lm_engine_tokenize(*mut LiteRtLmEngine, *const c_char) -> LiteRtLmTokenizeResult;
        litert_lm_input_data_create(LiteRtLmInputDataType, *const c_void, usize) -> LiteRtLmInputData;
        litert_lm_loaded_file_create(*const c_char) -> LiteRtLmLoadedFile;
        litert_lm_no_repeat_ngram_config_create() -> LiteRtLmNoRepeatNgramConfig;
        litert_lm_repetition_penalty_config_create() -> LiteRtLmRepetitionPenaltyConfig;
        litert_lm_sampler_params_create(LiteRtLmSamplerType) -> LiteRtLmSamplerParams;
        litert_lm_session_config_create() -> LiteRtLmSessionConfig;
        litert_lm_session_generate_content(*mut LiteRtLmSession, *const *const LiteRtLmInputData, usize) -> LiteRtLmResponses;
        litert_lm_session_get_benchmark_info(*mut LiteRtLmSession) -> LiteRtLmBenchmarkInfo;
        litert_lm_session_run_decode(*mut LiteRtLmSession) -> LiteRtLmResponses;
        litert_lm_session_run_text_scoring(*mut LiteRtLmSession, *mut *const c_char, usize, bool) -> LiteRtLmResponses;
        litert_lm_suppress_tokens_config_create() -> LiteRtLmSuppressTokensConfig;
        litert_lm_thinking_config_create() -> LiteRtLmThinkingConfig;
        litert_lm_token_unions_get_token_at(*const LiteRtLmTokenUnions, usize) -> LiteRtLmTokenUnion;
    }
    free {
        litert_lm_benchmark_info_delete(*mut LiteRtLmBenchmarkInfo);
        litert_lm_conversation_config_delete(*mut LiteRtLmConversationConfig);
        litert_lm_conversation_delete(*mut LiteRtLmConversation);
        litert_lm_conversation_optional_args_delete(*mut LiteRtLmConversationOptionalArgs);
        litert_lm_detokenize_result_delete(*mut LiteRtLmDetokenizeResult);
        litert_lm_embedding_engine_delete(*mut LiteRtLmEmbeddingEngine);
        litert_lm_embedding_engine_settings_delete(*mut LiteRtLmEmbeddingEngineSettings);
        litert_lm_embedding_options_delete(*mut LiteRtLmEmbeddingOptions);
        litert_lm_embedding_response_delete(*mut LiteRtLmEmbeddingResponse);
        litert_lm_embedding_responses_delete(*mut LiteRtLmEmbeddingResponses);
        litert_lm_engine_delete(*mut LiteRtLmEngine);
        litert_lm_engine_settings_delete(*mut LiteRtLmEngineSettings);
        litert_lm_input_data_delete(*mut LiteRtLmInputData);
        litert_lm_json_response_delete(*mut LiteRtLmJsonResponse);
        litert_lm_loaded_file_delete(*mut LiteRtLmLoadedFile);
        litert_lm_no_repeat_ngram_config_delete(*mut LiteRtLmNoRepeatNgramConfig);
        litert_lm_repetition_penalty_config_delete(*mut LiteRtLmRepetitionPenaltyConfig);
        litert_lm_responses_delete(*mut LiteRtLmResponses);
        litert_lm_sampler_params_delete(*mut LiteRtLmSamplerParams);
        litert_lm_session_config_delete(*mut LiteRtLmSessionConfig);
        litert_lm_session_delete(*mut LiteRtLmSession);
        litert_lm_suppress_tokens_config_delete(*mut LiteRtLmSuppressTokensConfig);
        litert_lm_thinking_config_delete(*mut LiteRtLmThinkingConfig);
        litert_lm_token_union_delete(*mut LiteRtLmTokenUnion);
        litert_lm_token_unions_delete(*mut LiteRtLmTokenUnions);
        litert_lm_tokenize_result_delete(*mut LiteRtLmTokenizeResult);
    }
    text {
        litert_lm_conversation_render_message_to_string(*mut LiteRtLmConversation, *const c_char);
        litert_lm_conversation_render_preface_to_string(*mut LiteRtLmConversation);
        litert_lm_detokenize_result_get_string(*const LiteRtLmDetokenizeResult);
        litert_lm_get_last_error_message();
        litert_lm_json_response_get_string(*const LiteRtLmJsonResponse);
        litert_lm_loaded_file_min_runtime_version(*mut LiteRtLmLoadedFile);
        litert_lm_loaded_file_modality_soc_name(*mut LiteRtLmLoadedFile, LiteRtLmModality);
        litert_lm_responses_get_response_text_at(*const LiteRtLmResponses, c_int);
        litert_lm_token_union_get_string(*const LiteRtLmTokenUnion);
    }
    status {
        litert_lm_engine_settings_set_supported_audio_lora_ranks(*mut LiteRtLmEngineSettings, *const c_int, usize);
        litert_lm_engine_settings_set_supported_lora_ranks(*mut LiteRtLmEngineSettings, *const c_int, usize);
        litert_lm_session_config_set_audio_lora_path(*mut LiteRtLmSessionConfig, *const c_char);
        litert_lm_session_config_set_lora_path(*mut LiteRtLmSessionConfig, *const c_char);
        litert_lm_session_rewind_to_checkpoint(*mut LiteRtLmSession, *const c_char);
        litert_lm_session_rewind_to_step(*mut LiteRtLmSession, c_int);
        litert_lm_session_run_prefill(*mut LiteRtLmSession, *const *const LiteRtLmInputData, usize);
        litert_lm_session_save_checkpoint(*mut LiteRtLmSession, *const c_char);
    }
    nothing {
        litert_lm_clear_last_error();
        litert_lm_conversation_cancel_process(*mut LiteRtLmConversation);
        litert_lm_conversation_config_set_constraint_provider(*mut LiteRtLmConversationConfig, *const LiteRtLmConstraintProviderType);
        litert_lm_conversation_config_set_enable_constrained_decoding(*mut LiteRtLmConversationConfig, bool);
        litert_lm_conversation_config_set_extra_context(*mut LiteRtLmConversationConfig, *const c_char);
        litert_lm_conversation_config_set_filter_channel_content_from_kv_cache(*mut LiteRtLmConversationConfig, bool);
        litert_lm_conversation_config_set_messages(*mut LiteRtLmConversationConfig, *const c_char);
        litert_lm_conversation_config_set_prompt_template(*mut LiteRtLmConversationConfig, *const c_char);
        litert_lm_conversation_config_set_session_config(*mut LiteRtLmConversationConfig, *const LiteRtLmSessionConfig);
        litert_lm_conversation_config_set_stream_tool_calls(*mut LiteRtLmConversationConfig, bool, *const c_char);
        litert_lm_conversation_config_set_system_message(*mut LiteRtLmConversationConfig, *const c_char);
        litert_lm_conversation_config_set_thinking_config(*mut LiteRtLmConversationConfig, *const LiteRtLmThinkingConfig);
        litert_lm_conversation_config_set_tools(*mut LiteRtLmConversationConfig, *const c_char);
        litert_lm_conversation_optional_args_set_constraint(*mut LiteRtLmConversationOptionalArgs, LiteRtLmConstraintType, *const c_char);
        litert_lm_conversation_optional_args_set_max_output_tokens(*mut LiteRtLmConversationOptionalArgs, c_int);
        litert_lm_conversation_optional_args_set_no_repeat_ngram_config(*mut LiteRtLmConversationOptionalArgs, *const LiteRtLmNoRepeatNgramConfig);
        litert_lm_conversation_optional_args_set_repetition_penalty_config(*mut LiteRtLmConversationOptionalArgs, *const LiteRtLmRepetitionPenaltyConfig);
        litert_lm_conversation_optional_args_set_suppress_tokens_config(*mut LiteRtLmConversationOptionalArgs, *const LiteRtLmSuppressTokensConfig);
        litert_lm_conversation_optional_args_set_thinking_config(*mut LiteRtLmConversationOptionalArgs, *const LiteRtLmThinkingConfig);
        litert_lm_conversation_optional_args_set_visual_token_budget(*mut LiteRtLmConversationOptionalArgs, c_int);
        litert_lm_embedding_engine_settings_set_activation_data_type(*mut LiteRtLmEmbeddingEngineSettings, LiteRtLmActivationDataType);
        litert_lm_embedding_engine_settings_set_audio_litert_dispatch_lib_dir(*mut LiteRtLmEmbeddingEngineSettings, *const c_char);
        litert_lm_embedding_engine_settings_set_audio_num_threads(*mut LiteRtLmEmbeddingEngineSettings, c_int);
        litert_lm_embedding_engine_settings_set_cache_dir(*mut LiteRtLmEmbeddingEngineSettings, *const c_char);
        litert_lm_embedding_engine_settings_set_litert_dispatch_lib_dir(*mut LiteRtLmEmbeddingEngineSettings, *const c_char);
        litert_lm_embedding_engine_settings_set_max_input_length(*mut LiteRtLmEmbeddingEngineSettings, c_int);
        litert_lm_embedding_engine_settings_set_min_input_length(*mut LiteRtLmEmbeddingEngineSettings, c_int);
        litert_lm_embedding_engine_settings_set_num_threads(*mut LiteRtLmEmbeddingEngineSettings, c_int);
        litert_lm_embedding_engine_settings_set_vision_litert_dispatch_lib_dir(*mut LiteRtLmEmbeddingEngineSettings, *const c_char);
        litert_lm_embedding_engine_settings_set_vision_tokens_per_image(*mut LiteRtLmEmbeddingEngineSettings, c_int);
        litert_lm_embedding_options_set_input_overflow_strategy(*mut LiteRtLmEmbeddingOptions, LiteRtLmInputOverflowStrategy);
        litert_lm_embedding_options_set_insert_special_tokens(*mut LiteRtLmEmbeddingOptions, bool);
        litert_lm_embedding_options_set_normalize(*mut LiteRtLmEmbeddingOptions, bool);
        litert_lm_embedding_options_set_output_size(*mut LiteRtLmEmbeddingOptions, c_int);
        litert_lm_embedding_options_set_vision_tokens_per_image(*mut LiteRtLmEmbeddingOptions, c_int);
        litert_lm_engine_settings_enable_benchmark(*mut LiteRtLmEngineSettings);
        litert_lm_engine_settings_set_activation_data_type(*mut LiteRtLmEngineSettings, LiteRtLmActivationDataType);
        litert_lm_engine_settings_set_audio_lora_rank(*mut LiteRtLmEngineSettings, c_int);
        litert_lm_engine_settings_set_audio_num_threads(*mut LiteRtLmEngineSettings, c_int);
        litert_lm_engine_settings_set_cache_dir(*mut LiteRtLmEngineSettings, *const c_char);
        litert_lm_engine_settings_set_enable_speculative_decoding(*mut LiteRtLmEngineSettings, bool);
        litert_lm_engine_settings_set_gpu_decode_steps_per_sync(*mut LiteRtLmEngineSettings, c_int);
        litert_lm_engine_settings_set_gpu_wait_for_weight_uploads(*mut LiteRtLmEngineSettings, bool);
        litert_lm_engine_settings_set_litert_dispatch_lib_dir(*mut LiteRtLmEngineSettings, *const c_char);
        litert_lm_engine_settings_set_lora_rank(*mut LiteRtLmEngineSettings, c_int);
        litert_lm_engine_settings_set_max_num_images(*mut LiteRtLmEngineSettings, c_int);
        litert_lm_engine_settings_set_max_num_tokens(*mut LiteRtLmEngineSettings, c_int);
        litert_lm_engine_settings_set_max_vision_tokens_per_image(*mut LiteRtLmEngineSettings, c_int);
        litert_lm_engine_settings_set_num_decode_tokens(*mut LiteRtLmEngineSettings, c_int);
        litert_lm_engine_settings_set_num_prefill_tokens(*mut LiteRtLmEngineSettings, c_int);
        litert_lm_engine_settings_set_num_threads(*mut LiteRtLmEngineSettings, c_int);
        litert_lm_engine_settings_set_parallel_file_section_loading(*mut LiteRtLmEngineSettings, bool);
        litert_lm_engine_settings_set_prefill_chunk_size(*mut LiteRtLmEngineSettings, c_int);
        litert_lm_engine_settings_set_single_threaded_execution(*mut LiteRtLmEngineSettings, bool);
        litert_lm_engine_settings_set_use_ringbuffers_local_attention(*mut LiteRtLmEngineSettings, bool);
        litert_lm_no_repeat_ngram_config_set_no_repeat_ngram_size(*mut LiteRtLmNoRepeatNgramConfig, c_int);
        litert_lm_no_repeat_ngram_config_set_window_size(*mut LiteRtLmNoRepeatNgramConfig, c_int);
        litert_lm_repetition_penalty_config_set_frequency_penalty(*mut LiteRtLmRepetitionPenaltyConfig, f32);
        litert_lm_repetition_penalty_config_set_presence_penalty(*mut LiteRtLmRepetitionPenaltyConfig, f32);
        litert_lm_repetition_penalty_config_set_repetition_penalty(*mut LiteRtLmRepetitionPenaltyConfig, f32);
        litert_lm_repetition_penalty_config_set_window_size(*mut LiteRtLmRepetitionPenaltyConfig, c_int);
        litert_lm_sampler_params_set_seed(*mut LiteRtLmSamplerParams, i32);
        litert_lm_sampler_params_set_temperature(*mut LiteRtLmSamplerParams, f32);
        litert_lm_sampler_params_set_top_k(*mut LiteRtLmSamplerParams, i32);
        litert_lm_sampler_params_set_top_p(*mut LiteRtLmSamplerParams, f32);
        litert_lm_session_cancel_process(*mut LiteRtLmSession);
        litert_lm_session_config_set_apply_prompt_template(*mut LiteRtLmSessionConfig, bool);
        litert_lm_session_config_set_enable_speculative_decoding(*mut LiteRtLmSessionConfig, bool);
        litert_lm_session_config_set_max_output_tokens(*mut LiteRtLmSessionConfig, c_int);
        litert_lm_session_config_set_sampler_params(*mut LiteRtLmSessionConfig, *const LiteRtLmSamplerParams);
        litert_lm_set_min_log_level(LiteRtLmLogSeverity);
        litert_lm_suppress_tokens_config_set_suppress_tokens(*mut LiteRtLmSuppressTokensConfig, *const c_int, usize);
        litert_lm_thinking_config_set_enable_thinking(*mut LiteRtLmThinkingConfig, bool);
        litert_lm_thinking_config_set_thinking_token_budget(*mut LiteRtLmThinkingConfig, c_int);
    }
    value {
        litert_lm_benchmark_info_get_decode_token_count_at(*const LiteRtLmBenchmarkInfo, c_int) -> c_int = 1;
        litert_lm_benchmark_info_get_decode_tokens_per_sec_at(*const LiteRtLmBenchmarkInfo, c_int) -> f64 = 1.0;
        litert_lm_benchmark_info_get_num_decode_turns(*const LiteRtLmBenchmarkInfo) -> c_int = 0;
        litert_lm_benchmark_info_get_num_prefill_turns(*const LiteRtLmBenchmarkInfo) -> c_int = 0;
        litert_lm_benchmark_info_get_prefill_token_count_at(*const LiteRtLmBenchmarkInfo, c_int) -> c_int = 1;
        litert_lm_benchmark_info_get_prefill_tokens_per_sec_at(*const LiteRtLmBenchmarkInfo, c_int) -> f64 = 1.0;
        litert_lm_benchmark_info_get_time_to_first_token(*const LiteRtLmBenchmarkInfo) -> f64 = 1.0;
        litert_lm_benchmark_info_get_total_init_time_in_second(*const LiteRtLmBenchmarkInfo) -> f64 = 1.0;
        litert_lm_conversation_get_token_count(*mut LiteRtLmConversation) -> c_int = 1;
        litert_lm_embedding_options_get_input_overflow_strategy(*const LiteRtLmEmbeddingOptions) -> LiteRtLmInputOverflowStrategy = LiteRtLmInputOverflowStrategy(0);
        litert_lm_embedding_options_get_insert_special_tokens(*const LiteRtLmEmbeddingOptions) -> bool = true;
        litert_lm_embedding_options_get_normalize(*const LiteRtLmEmbeddingOptions) -> bool = true;
        litert_lm_embedding_options_get_output_size(*const LiteRtLmEmbeddingOptions) -> c_int = 1;
        litert_lm_embedding_options_get_vision_tokens_per_image(*const LiteRtLmEmbeddingOptions) -> c_int = 1;
        litert_lm_embedding_response_get_size(*const LiteRtLmEmbeddingResponse) -> usize = 1;
        litert_lm_embedding_response_get_values(*const LiteRtLmEmbeddingResponse) -> *const f32 = &raw const state::REAL;
        litert_lm_embedding_responses_get_at(*const LiteRtLmEmbeddingResponses, usize) -> *const LiteRtLmEmbeddingResponse = std::ptr::null();
        litert_lm_embedding_responses_get_size(*const LiteRtLmEmbeddingResponses) -> usize = 1;
        litert_lm_get_last_error_code() -> c_int = state::code();
        litert_lm_loaded_file_embedding_dimension(*mut LiteRtLmLoadedFile) -> i32 = 1;
        litert_lm_loaded_file_embedding_signature_selection(*mut LiteRtLmLoadedFile, *mut i32, i32) -> i32 = 1;
        litert_lm_loaded_file_has_speculative_decoding_support(*mut LiteRtLmLoadedFile) -> bool = true;
        litert_lm_loaded_file_is_dynamic_context(*mut LiteRtLmLoadedFile) -> bool = true;
        litert_lm_loaded_file_max_context_tokens(*mut LiteRtLmLoadedFile) -> u32 = 1;
        litert_lm_loaded_file_max_vision_token_budget(*mut LiteRtLmLoadedFile) -> i32 = 1;
        litert_lm_loaded_file_modality_npu_brand(*mut LiteRtLmLoadedFile, LiteRtLmModality) -> LiteRtLmNpuBrand = LiteRtLmNpuBrand(0);
        litert_lm_loaded_file_modality_supported_backends(*mut LiteRtLmLoadedFile, LiteRtLmModality, *mut LiteRtLmBackendType, i32) -> i32 = 1;
        litert_lm_loaded_file_model_type(*mut LiteRtLmLoadedFile) -> LiteRtLmModelType = LiteRtLmModelType(0);
        litert_lm_loaded_file_sampler_temperature(*mut LiteRtLmLoadedFile) -> f32 = 1.0;
        litert_lm_loaded_file_sampler_top_k(*mut LiteRtLmLoadedFile) -> i32 = 1;
        litert_lm_loaded_file_sampler_top_p(*mut LiteRtLmLoadedFile) -> f32 = 1.0;
        litert_lm_loaded_file_sampler_type(*mut LiteRtLmLoadedFile) -> LiteRtLmSamplerType = LiteRtLmSamplerType(0);
        litert_lm_loaded_file_supports_function_calling(*mut LiteRtLmLoadedFile) -> bool = true;
        litert_lm_loaded_file_supports_input_modality(*mut LiteRtLmLoadedFile, LiteRtLmModality) -> bool = true;
        litert_lm_loaded_file_supports_thinking(*mut LiteRtLmLoadedFile) -> bool = true;
        litert_lm_loaded_file_vision_signature_selection(*mut LiteRtLmLoadedFile, *mut i32, i32) -> i32 = 1;
        litert_lm_responses_get_num_candidates(*const LiteRtLmResponses) -> c_int = 1;
        litert_lm_responses_get_num_token_scores_at(*const LiteRtLmResponses, c_int) -> c_int = 1;
        litert_lm_responses_get_score_at(*const LiteRtLmResponses, c_int) -> f32 = 1.0;
        litert_lm_responses_get_token_length_at(*const LiteRtLmResponses, c_int) -> c_int = 1;
        litert_lm_responses_get_token_scores_at(*const LiteRtLmResponses, c_int) -> *const f32 = &raw const state::REAL;
        litert_lm_responses_has_score_at(*const LiteRtLmResponses, c_int) -> bool = true;
        litert_lm_responses_has_token_length_at(*const LiteRtLmResponses, c_int) -> bool = true;
        litert_lm_responses_has_token_scores_at(*const LiteRtLmResponses, c_int) -> bool = true;
        litert_lm_session_generate_content_stream(*mut LiteRtLmSession, *const *const LiteRtLmInputData, usize, LiteRtLmStreamCallback, *mut c_void) -> c_int = 13;
        litert_lm_token_union_get_ids(*const LiteRtLmTokenUnion, *mut *const c_int, *mut usize) -> c_int = 0;
        litert_lm_token_union_get_type(*const LiteRtLmTokenUnion) -> LiteRtLmTokenUnionType = LiteRtLmTokenUnionType(0);
        litert_lm_token_unions_get_num_tokens(*const LiteRtLmTokenUnions) -> usize = 1;
        litert_lm_tokenize_result_get_num_tokens(*const LiteRtLmTokenizeResult) -> usize = 1;
        litert_lm_tokenize_result_get_tokens(*const LiteRtLmTokenizeResult) -> *const c_int = &raw const state::NUMBER;
    }
    own {
        litert_lm_stream_chunk_get_error;
        litert_lm_stream_chunk_get_text;
        litert_lm_conversation_send_message_stream;
        litert_lm_session_run_decode_async;
        litert_lm_stream_chunk_is_final;
    }
}
