//! The tokenizer of an engine.

use std::ffi::c_int;
use std::{ptr, slice};

use litert_sys::groups::lm::Tokenizer as Functions;
use litert_sys::lm::{LiteRtLmTokenUnion, LiteRtLmTokenUnionType};

use super::Engine;
use crate::error::{Error, Result};
use crate::native::{Handle, c_text, text};
use litert_model::language_model::Token;

impl Engine {
    /// The tokens of a text.
    ///
    /// # Errors
    /// [`Error::Setting`] for a text with NUL bytes, [`Error::Status`] if the library refuses.
    pub fn tokenize(&self, text: &str) -> Result<Vec<i32>> {
        let functions = self.tokenizer()?;
        let text = c_text("text", text)?;
        let _alone = self.alone();
        let result = self.native().create(
            "engine_tokenize",
            functions.litert_lm_tokenize_result_delete,
            // SAFETY: the engine is alive, and so is the text, which is UTF-8.
            |_| unsafe { (functions.litert_lm_engine_tokenize)(self.get(), text.as_ptr()) },
        )?;
        // SAFETY: the result is alive; the list belongs to it and has as many numbers as it says.
        let tokens = unsafe {
            let count = (functions.litert_lm_tokenize_result_get_num_tokens)(result.get());
            let first = (functions.litert_lm_tokenize_result_get_tokens)(result.get());
            numbers(first, count)
        };
        Ok(tokens)
    }

    /// How many tokens a text has, without those that a template puts around it.
    ///
    /// # Errors
    /// As for [`tokenize`](Self::tokenize).
    pub fn count_tokens(&self, text: &str) -> Result<usize> {
        self.tokenize(text).map(|tokens| tokens.len())
    }

    /// The text of tokens.
    ///
    /// # Errors
    /// [`Error::Status`] if a token does not exist, where the tokenizer says so: that of Hugging Face
    /// leaves such tokens out.
    pub fn detokenize(&self, tokens: &[i32]) -> Result<String> {
        if tokens.is_empty() {
            return Ok(String::new());
        }
        if let Some(negative) = tokens.iter().find(|token| **token < 0) {
            return Err(Error::setting("tokens", negative, "numbers from 0 on"));
        }
        let functions = self.tokenizer()?;
        let _alone = self.alone();
        let result = self.native().create(
            "engine_detokenize",
            functions.litert_lm_detokenize_result_delete,
            // SAFETY: the engine and the list are alive.
            |_| unsafe {
                (functions.litert_lm_engine_detokenize)(self.get(), tokens.as_ptr(), tokens.len())
            },
        )?;
        self.native().text("detokenize_result_get_string", |_| {
            // SAFETY: the result is alive; the text belongs to it.
            unsafe { (functions.litert_lm_detokenize_result_get_string)(result.get()) }
        })
    }

    /// The token in front of each text; `None` if the model has none.
    ///
    /// # Errors
    /// [`Error::Unsupported`] if the library cannot tell.
    pub fn start_token(&self) -> Result<Option<Token>> {
        let functions = self.tokenizer()?;
        let _alone = self.alone();
        let made = self.native().create(
            "engine_get_start_token",
            functions.litert_lm_token_union_delete,
            // SAFETY: the engine is alive.
            |_| unsafe { (functions.litert_lm_engine_get_start_token)(self.get()) },
        );
        // Null means that there is none.
        made.ok().map(|token| read(functions, &token)).transpose()
    }

    /// The tokens that end an answer.
    ///
    /// # Errors
    /// [`Error::Unsupported`] if the library cannot tell.
    pub fn stop_tokens(&self) -> Result<Vec<Token>> {
        let functions = self.tokenizer()?;
        let _alone = self.alone();
        let made = self.native().create(
            "engine_get_stop_tokens",
            functions.litert_lm_token_unions_delete,
            // SAFETY: the engine is alive.
            |_| unsafe { (functions.litert_lm_engine_get_stop_tokens)(self.get()) },
        );
        let Ok(all) = made else {
            return Ok(Vec::new());
        };
        // SAFETY: the list is alive.
        let count = unsafe { (functions.litert_lm_token_unions_get_num_tokens)(all.get()) };
        (0..count)
            .map(|index| {
                let token = self.native().create(
                    "token_unions_get_token_at",
                    functions.litert_lm_token_union_delete,
                    // SAFETY: the list is alive, and the index is below its length. Each call makes a new
                    // object.
                    |_| unsafe {
                        (functions.litert_lm_token_unions_get_token_at)(all.get(), index)
                    },
                )?;
                read(functions, &token)
            })
            .collect()
    }

    fn tokenizer(&self) -> Result<&Functions> {
        let group = self.native().api.tokenizer.as_ref();
        group.map_err(|missing| Error::missing("the tokenizer", missing))
    }
}

fn read(functions: &Functions, token: &Handle<LiteRtLmTokenUnion>) -> Result<Token> {
    // SAFETY: the token is alive; what it gives belongs to it and is copied.
    unsafe {
        let kind = (functions.litert_lm_token_union_get_type)(token.get());
        if kind == LiteRtLmTokenUnionType::kLiteRtLmTokenUnionTypeString {
            let said = text((functions.litert_lm_token_union_get_string)(token.get()));
            return Ok(Token::Text(said.unwrap_or_default()));
        }
        let (mut first, mut count) = (ptr::null(), 0);
        (functions.litert_lm_token_union_get_ids)(token.get(), &raw mut first, &raw mut count);
        Ok(Token::Ids(numbers(first, count)))
    }
}

/// A list of the library, copied.
///
/// # Safety
/// `first` is null or points to `count` numbers.
unsafe fn numbers(first: *const c_int, count: usize) -> Vec<i32> {
    if first.is_null() || count == 0 {
        return Vec::new();
    }
    // SAFETY: not null, and the caller's promise.
    unsafe { slice::from_raw_parts(first, count) }.to_vec()
}
