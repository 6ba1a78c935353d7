//! How many tokens an answer took, and how long.

use std::ffi::c_int;
use std::sync::Arc;
use std::time::Duration;

use litert_sys::lm::LiteRtLmBenchmarkInfo;

use crate::error::Result;
use crate::native::Native;

/// Why an answer ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StopReason {
    /// The model was done.
    Stop,
    /// It has as many tokens as it may have. An answer that is done with the last token that it may have
    /// ends like this, too.
    MaxTokens,
    /// The context is full.
    ContextFull,
    /// Somebody cancelled it. The session or conversation is as it was before.
    Cancelled,
    /// It ended before it was all that its constraint asks for.
    ConstraintUnsatisfied,
}

/// Tokens that were computed in one go.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct TurnCount {
    /// How many.
    pub tokens: u32,
    /// How many in a second.
    pub per_second: f64,
}

/// What was computed so far.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Turns {
    /// Prompts that were read. What a template puts behind a prompt is one of its own.
    pub prefill: Vec<TurnCount>,
    /// Answers that were written, with the token that ends each.
    pub decode: Vec<TurnCount>,
    /// How long the first answer took until its first token.
    pub time_to_first_token: Option<Duration>,
}

/// What one answer took.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Counts {
    /// Tokens that were read for it.
    pub prompt_tokens: u32,
    /// Tokens that were written, with the one that ends it.
    pub answer_tokens: u32,
    /// How many were read in a second.
    pub prompt_per_second: f64,
    /// How many were written in a second.
    pub answer_per_second: f64,
}

impl Turns {
    /// What was computed since `before`.
    pub(crate) fn since(&self, before: &Turns) -> Counts {
        let new = |now: &[TurnCount], before: &[TurnCount]| {
            let new = now.get(before.len()..).unwrap_or_default();
            let tokens: u32 = new.iter().map(|it| it.tokens).sum();
            let seconds: f64 = new
                .iter()
                .filter(|it| it.per_second > 0.0)
                .map(|it| f64::from(it.tokens) / it.per_second)
                .sum();
            let per_second = match seconds > 0.0 {
                true => f64::from(tokens) / seconds,
                false => 0.0,
            };
            (tokens, per_second)
        };
        let (prompt_tokens, prompt_per_second) = new(&self.prefill, &before.prefill);
        let (answer_tokens, answer_per_second) = new(&self.decode, &before.decode);
        Counts {
            prompt_tokens,
            answer_tokens,
            prompt_per_second,
            answer_per_second,
        }
    }
}

/// Reads what `ask` gives; nothing before the first prompt, or where the library cannot tell.
pub(crate) fn read(
    native: &Arc<Native>,
    call: &'static str,
    ask: impl FnOnce() -> *mut LiteRtLmBenchmarkInfo,
) -> Result<Turns> {
    let Ok(functions) = native.api.benchmark.as_ref() else {
        return Ok(Turns::default());
    };
    let delete = functions.litert_lm_benchmark_info_delete;
    let Ok(info) = native.create(call, delete, |_| ask()) else {
        return Ok(Turns::default());
    };
    let _entered = crate::exit::enter()?;
    let at = info.get();
    let list = |count: c_int, tokens: &dyn Fn(c_int) -> c_int, speed: &dyn Fn(c_int) -> f64| {
        (0..count.max(0))
            .map(|index| TurnCount {
                tokens: u32::try_from(tokens(index)).unwrap_or(0),
                per_second: speed(index),
            })
            .collect::<Vec<_>>()
    };
    // SAFETY: `info` is alive, and each index is below the length that it says.
    unsafe {
        let prefill = list(
            (functions.litert_lm_benchmark_info_get_num_prefill_turns)(at),
            &|index| (functions.litert_lm_benchmark_info_get_prefill_token_count_at)(at, index),
            &|index| (functions.litert_lm_benchmark_info_get_prefill_tokens_per_sec_at)(at, index),
        );
        let decode = list(
            (functions.litert_lm_benchmark_info_get_num_decode_turns)(at),
            &|index| (functions.litert_lm_benchmark_info_get_decode_token_count_at)(at, index),
            &|index| (functions.litert_lm_benchmark_info_get_decode_tokens_per_sec_at)(at, index),
        );
        let first = (functions.litert_lm_benchmark_info_get_time_to_first_token)(at);
        Ok(Turns {
            prefill,
            decode,
            time_to_first_token: Duration::try_from_secs_f64(first)
                .ok()
                .filter(|it| !it.is_zero()),
        })
    }
}
