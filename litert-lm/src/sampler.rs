//! How the next token is chosen.

use std::ffi::c_int;
use std::sync::Arc;

use litert_sys::lm::{LiteRtLmSamplerParams, LiteRtLmSamplerType};

use crate::engine::positive;
use crate::error::{Error, Result};
use crate::native::{Handle, Native};

/// How the next token is chosen.
///
/// The library knows other ways as well, and does them on no backend that was tested; so all goes
/// through one: from the `top_k` best tokens, those that have a share of `top_p` of the probability.
///
/// ```
/// let sampler = litert_lm::Sampler::new().top_k(40).top_p(0.95).temperature(0.8).seed(7);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[must_use]
pub struct Sampler {
    top_k: u32,
    top_p: f32,
    temperature: f32,
    seed: i32,
}

impl Default for Sampler {
    fn default() -> Self {
        Self::new()
    }
}

impl Sampler {
    /// From the 40 best tokens those with 95 % of the probability, at temperature 1, with the seed 0.
    pub const fn new() -> Self {
        Self {
            top_k: 40,
            top_p: 0.95,
            temperature: 1.0,
            seed: 0,
        }
    }

    /// Always the best token.
    pub const fn greedy() -> Self {
        Self {
            top_k: 1,
            ..Self::new()
        }
    }

    /// How many of the best tokens to choose from, 1 or more.
    pub const fn top_k(mut self, tokens: u32) -> Self {
        self.top_k = tokens;
        self
    }

    /// The share of probability to choose from, above 0, up to 1.
    pub const fn top_p(mut self, share: f32) -> Self {
        self.top_p = share;
        self
    }

    /// How even the odds are made, above 0: below 1 the best tokens come more often.
    pub const fn temperature(mut self, temperature: f32) -> Self {
        self.temperature = temperature;
        self
    }

    /// With the same seed the same answers come.
    pub const fn seed(mut self, seed: i32) -> Self {
        self.seed = seed;
        self
    }

    pub(crate) fn check(&self) -> Result<c_int> {
        if !(self.top_p > 0.0 && self.top_p <= 1.0) {
            return Err(Error::setting("top_p", self.top_p, "above 0 and up to 1"));
        }
        if !(self.temperature > 0.0 && self.temperature.is_finite()) {
            let needs = "above 0; for the best token each time take Sampler::greedy()";
            return Err(Error::setting("temperature", self.temperature, needs));
        }
        positive("top_k", self.top_k)
    }

    pub(crate) fn make(&self, native: &Arc<Native>) -> Result<Handle<LiteRtLmSamplerParams>> {
        let top_k = self.check()?;
        let functions = &native.api.session;
        let made = native.create(
            "sampler_params_create",
            functions.litert_lm_sampler_params_delete,
            // SAFETY: takes a number.
            |_| unsafe {
                (functions.litert_lm_sampler_params_create)(
                    LiteRtLmSamplerType::kLiteRtLmSamplerTypeTopP,
                )
            },
        )?;
        let at = made.get();
        // SAFETY: the object is alive.
        unsafe {
            (functions.litert_lm_sampler_params_set_top_k)(at, top_k);
            (functions.litert_lm_sampler_params_set_top_p)(at, self.top_p);
            (functions.litert_lm_sampler_params_set_temperature)(at, self.temperature);
            (functions.litert_lm_sampler_params_set_seed)(at, self.seed);
        }
        Ok(made)
    }
}
