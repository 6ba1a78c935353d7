//! What scoring gives.

use std::slice;
use std::sync::Arc;

use litert_sys::lm::LiteRtLmResponses;

use crate::error::{Error, Result};
use crate::native::{Handle, Native};

/// How likely a text is.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Score {
    /// The natural logarithm of its probability: the sum over its tokens.
    pub total: f32,
    /// The same for each token.
    pub tokens: Vec<f32>,
}

pub(super) fn score(native: &Arc<Native>, responses: &Handle<LiteRtLmResponses>) -> Result<Score> {
    let functions = &native.api.responses;
    let at = responses.get();
    // SAFETY: the responses are alive; the list belongs to them and has as many numbers as they say.
    unsafe {
        if (functions.litert_lm_responses_get_num_candidates)(at) < 1
            || !(functions.litert_lm_responses_has_score_at)(at, 0)
        {
            return Err(Error::unsupported("scoring", "the library gave no score"));
        }
        let total = (functions.litert_lm_responses_get_score_at)(at, 0);
        let count = (functions.litert_lm_responses_get_num_token_scores_at)(at, 0);
        let first = (functions.litert_lm_responses_get_token_scores_at)(at, 0);
        let tokens = match usize::try_from(count) {
            Ok(count) if !first.is_null() => slice::from_raw_parts(first, count).to_vec(),
            _ => Vec::new(),
        };
        Ok(Score { total, tokens })
    }
}
