//! Groups of the `litert_lm_*` family.
//!
//! Not bound: `experimental_*`, YNNPACK, which no package contains, and the file descriptor, which the
//! function takes even where it fails.

use crate::group::family;

family! {
    /// The `litert_lm_*` functions of one library.
    ///
    /// Core groups are there as they are; a group that some supported version lacks is a `Result`.
    pub struct LmApi(Lm, crate::abi::LmVersion) from lm;

    alone {
        litert_lm_get_api_version,
    }

    /// Errors and the log.
    core error: Errors("errors") {
        litert_lm_clear_last_error,
        litert_lm_get_last_error_code,
        litert_lm_get_last_error_message,
        litert_lm_set_min_log_level,
    }

    /// Engines, and the settings that every release has.
    core engine: Engine("engine") {
        litert_lm_engine_create,
        litert_lm_engine_delete,
        litert_lm_engine_settings_create,
        litert_lm_engine_settings_delete,
        litert_lm_engine_settings_enable_benchmark,
        litert_lm_engine_settings_set_cache_dir,
        litert_lm_engine_settings_set_max_num_tokens,
        litert_lm_engine_settings_set_num_threads,
    }

    /// The other settings of an engine.
    extra engine_settings: EngineSettings("engine settings") {
        litert_lm_engine_settings_set_activation_data_type,
        litert_lm_engine_settings_set_audio_lora_rank,
        litert_lm_engine_settings_set_audio_num_threads,
        litert_lm_engine_settings_set_enable_speculative_decoding,
        litert_lm_engine_settings_set_gpu_decode_steps_per_sync,
        litert_lm_engine_settings_set_gpu_wait_for_weight_uploads,
        litert_lm_engine_settings_set_litert_dispatch_lib_dir,
        litert_lm_engine_settings_set_lora_rank,
        litert_lm_engine_settings_set_max_num_images,
        litert_lm_engine_settings_set_max_vision_tokens_per_image,
        litert_lm_engine_settings_set_num_decode_tokens,
        litert_lm_engine_settings_set_num_prefill_tokens,
        litert_lm_engine_settings_set_parallel_file_section_loading,
        litert_lm_engine_settings_set_prefill_chunk_size,
        litert_lm_engine_settings_set_single_threaded_execution,
        litert_lm_engine_settings_set_supported_audio_lora_ranks,
        litert_lm_engine_settings_set_supported_lora_ranks,
        litert_lm_engine_settings_set_use_ringbuffers_local_attention,
    }

    /// The parts of a prompt.
    core input: Input("input data") {
        litert_lm_input_data_create,
        litert_lm_input_data_delete,
    }

    /// Sessions, and their settings.
    core session: Session("session") {
        litert_lm_engine_create_session,
        litert_lm_sampler_params_create,
        litert_lm_sampler_params_delete,
        litert_lm_sampler_params_set_seed,
        litert_lm_sampler_params_set_temperature,
        litert_lm_sampler_params_set_top_k,
        litert_lm_sampler_params_set_top_p,
        litert_lm_session_cancel_process,
        litert_lm_session_config_create,
        litert_lm_session_config_delete,
        litert_lm_session_config_set_apply_prompt_template,
        litert_lm_session_config_set_max_output_tokens,
        litert_lm_session_config_set_sampler_params,
        litert_lm_session_delete,
        litert_lm_session_generate_content,
        litert_lm_session_generate_content_stream,
        litert_lm_session_run_decode,
        litert_lm_session_run_decode_async,
        litert_lm_session_run_prefill,
        litert_lm_session_run_text_scoring,
    }

    /// Adapters of a session.
    extra lora: Lora("LoRA") {
        litert_lm_session_config_set_audio_lora_path,
        litert_lm_session_config_set_lora_path,
    }

    /// Speculative decoding of one session.
    extra session_speculative: SessionSpeculative("speculative decoding of a session") {
        litert_lm_session_config_set_enable_speculative_decoding,
    }

    /// Checkpoints of a session.
    extra checkpoint: Checkpoint("checkpoints") {
        litert_lm_session_rewind_to_checkpoint,
        litert_lm_session_rewind_to_step,
        litert_lm_session_save_checkpoint,
    }

    /// The answers of a session.
    core responses: Responses("responses") {
        litert_lm_responses_delete,
        litert_lm_responses_get_num_candidates,
        litert_lm_responses_get_num_token_scores_at,
        litert_lm_responses_get_response_text_at,
        litert_lm_responses_get_score_at,
        litert_lm_responses_get_token_length_at,
        litert_lm_responses_get_token_scores_at,
        litert_lm_responses_has_score_at,
        litert_lm_responses_has_token_length_at,
        litert_lm_responses_has_token_scores_at,
    }

    /// Chunks of a stream.
    core stream: Stream("stream") {
        litert_lm_stream_chunk_get_error,
        litert_lm_stream_chunk_get_text,
        litert_lm_stream_chunk_is_final,
    }

    /// Counts and times.
    extra benchmark: Benchmark("benchmark info") {
        litert_lm_benchmark_info_delete,
        litert_lm_benchmark_info_get_decode_token_count_at,
        litert_lm_benchmark_info_get_decode_tokens_per_sec_at,
        litert_lm_benchmark_info_get_num_decode_turns,
        litert_lm_benchmark_info_get_num_prefill_turns,
        litert_lm_benchmark_info_get_prefill_token_count_at,
        litert_lm_benchmark_info_get_prefill_tokens_per_sec_at,
        litert_lm_benchmark_info_get_time_to_first_token,
        litert_lm_benchmark_info_get_total_init_time_in_second,
        litert_lm_conversation_get_benchmark_info,
        litert_lm_session_get_benchmark_info,
    }

    /// Conversations.
    core conversation: Conversation("conversation") {
        litert_lm_conversation_cancel_process,
        litert_lm_conversation_config_create,
        litert_lm_conversation_config_delete,
        litert_lm_conversation_config_set_extra_context,
        litert_lm_conversation_config_set_messages,
        litert_lm_conversation_config_set_session_config,
        litert_lm_conversation_config_set_system_message,
        litert_lm_conversation_config_set_tools,
        litert_lm_conversation_create,
        litert_lm_conversation_delete,
        litert_lm_conversation_get_token_count,
        litert_lm_conversation_render_message_to_string,
        litert_lm_conversation_send_message,
        litert_lm_conversation_send_message_stream,
        litert_lm_json_response_delete,
        litert_lm_json_response_get_string,
    }

    /// Copies of a conversation.
    extra conversation_clone: ConversationClone("copies of conversations") {
        litert_lm_conversation_clone,
    }

    /// The other settings of a conversation.
    extra conversation_settings: ConversationSettings("conversation settings") {
        litert_lm_conversation_config_set_constraint_provider,
        litert_lm_conversation_config_set_enable_constrained_decoding,
        litert_lm_conversation_config_set_filter_channel_content_from_kv_cache,
        litert_lm_conversation_config_set_prompt_template,
        litert_lm_conversation_config_set_stream_tool_calls,
        litert_lm_conversation_config_set_thinking_config,
        litert_lm_conversation_render_preface_to_string,
    }

    /// Settings of one turn of a conversation.
    extra turn: Turn("settings of one turn") {
        litert_lm_conversation_optional_args_create,
        litert_lm_conversation_optional_args_delete,
        litert_lm_conversation_optional_args_set_constraint,
        litert_lm_conversation_optional_args_set_max_output_tokens,
        litert_lm_conversation_optional_args_set_no_repeat_ngram_config,
        litert_lm_conversation_optional_args_set_repetition_penalty_config,
        litert_lm_conversation_optional_args_set_suppress_tokens_config,
        litert_lm_conversation_optional_args_set_thinking_config,
        litert_lm_conversation_optional_args_set_visual_token_budget,
        litert_lm_no_repeat_ngram_config_create,
        litert_lm_no_repeat_ngram_config_delete,
        litert_lm_no_repeat_ngram_config_set_no_repeat_ngram_size,
        litert_lm_no_repeat_ngram_config_set_window_size,
        litert_lm_repetition_penalty_config_create,
        litert_lm_repetition_penalty_config_delete,
        litert_lm_repetition_penalty_config_set_frequency_penalty,
        litert_lm_repetition_penalty_config_set_presence_penalty,
        litert_lm_repetition_penalty_config_set_repetition_penalty,
        litert_lm_repetition_penalty_config_set_window_size,
        litert_lm_suppress_tokens_config_create,
        litert_lm_suppress_tokens_config_delete,
        litert_lm_suppress_tokens_config_set_suppress_tokens,
        litert_lm_thinking_config_create,
        litert_lm_thinking_config_delete,
        litert_lm_thinking_config_set_enable_thinking,
        litert_lm_thinking_config_set_thinking_token_budget,
    }

    /// The tokenizer of an engine.
    extra tokenizer: Tokenizer("tokenizer") {
        litert_lm_detokenize_result_delete,
        litert_lm_detokenize_result_get_string,
        litert_lm_engine_detokenize,
        litert_lm_engine_get_start_token,
        litert_lm_engine_get_stop_tokens,
        litert_lm_engine_tokenize,
        litert_lm_token_union_delete,
        litert_lm_token_union_get_ids,
        litert_lm_token_union_get_string,
        litert_lm_token_union_get_type,
        litert_lm_token_unions_delete,
        litert_lm_token_unions_get_num_tokens,
        litert_lm_token_unions_get_token_at,
        litert_lm_tokenize_result_delete,
        litert_lm_tokenize_result_get_num_tokens,
        litert_lm_tokenize_result_get_tokens,
    }

    /// Embedding engines.
    extra embedding: Embedding("embedding engine") {
        litert_lm_embedding_engine_compute_embedding,
        litert_lm_embedding_engine_compute_embedding_batch,
        litert_lm_embedding_engine_create,
        litert_lm_embedding_engine_delete,
        litert_lm_embedding_engine_settings_create,
        litert_lm_embedding_engine_settings_delete,
        litert_lm_embedding_engine_settings_set_activation_data_type,
        litert_lm_embedding_engine_settings_set_audio_litert_dispatch_lib_dir,
        litert_lm_embedding_engine_settings_set_audio_num_threads,
        litert_lm_embedding_engine_settings_set_cache_dir,
        litert_lm_embedding_engine_settings_set_litert_dispatch_lib_dir,
        litert_lm_embedding_engine_settings_set_max_input_length,
        litert_lm_embedding_engine_settings_set_min_input_length,
        litert_lm_embedding_engine_settings_set_num_threads,
        litert_lm_embedding_engine_settings_set_vision_litert_dispatch_lib_dir,
        litert_lm_embedding_engine_settings_set_vision_tokens_per_image,
        litert_lm_embedding_options_create,
        litert_lm_embedding_options_delete,
        litert_lm_embedding_options_get_input_overflow_strategy,
        litert_lm_embedding_options_get_insert_special_tokens,
        litert_lm_embedding_options_get_normalize,
        litert_lm_embedding_options_get_output_size,
        litert_lm_embedding_options_get_vision_tokens_per_image,
        litert_lm_embedding_options_set_input_overflow_strategy,
        litert_lm_embedding_options_set_insert_special_tokens,
        litert_lm_embedding_options_set_normalize,
        litert_lm_embedding_options_set_output_size,
        litert_lm_embedding_options_set_vision_tokens_per_image,
        litert_lm_embedding_response_delete,
        litert_lm_embedding_response_get_size,
        litert_lm_embedding_response_get_values,
        litert_lm_embedding_responses_delete,
        litert_lm_embedding_responses_get_at,
        litert_lm_embedding_responses_get_size,
    }

    /// Facts about a file.
    extra loaded_file: LoadedFile("loaded file") {
        litert_lm_loaded_file_create,
        litert_lm_loaded_file_delete,
        litert_lm_loaded_file_embedding_dimension,
        litert_lm_loaded_file_embedding_signature_selection,
        litert_lm_loaded_file_has_speculative_decoding_support,
        litert_lm_loaded_file_is_dynamic_context,
        litert_lm_loaded_file_max_context_tokens,
        litert_lm_loaded_file_max_vision_token_budget,
        litert_lm_loaded_file_min_runtime_version,
        litert_lm_loaded_file_modality_npu_brand,
        litert_lm_loaded_file_modality_soc_name,
        litert_lm_loaded_file_modality_supported_backends,
        litert_lm_loaded_file_model_type,
        litert_lm_loaded_file_sampler_temperature,
        litert_lm_loaded_file_sampler_top_k,
        litert_lm_loaded_file_sampler_top_p,
        litert_lm_loaded_file_sampler_type,
        litert_lm_loaded_file_supports_function_calling,
        litert_lm_loaded_file_supports_input_modality,
        litert_lm_loaded_file_supports_thinking,
        litert_lm_loaded_file_vision_signature_selection,
    }
}
