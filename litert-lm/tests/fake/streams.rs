//! Streams of the made-up library: a thread that sends what the script says.

use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::ptr;
use std::thread;

use litert_sys::lm::*;

use crate::state::{self, Script};

struct Chunk {
    text: Option<CString>,
    is_final: bool,
    error: Option<CString>,
}

struct Data(*mut c_void);

// SAFETY: what the caller gave is for a thread of the library.
unsafe impl Send for Data {}

fn send(callback: LiteRtLmStreamCallback, data: *mut c_void, script: Script) {
    let data = Data(data);
    thread::spawn(move || {
        let data = data;
        let callback = callback.expect("a function");
        let text = |text: &str| CString::new(text).expect("no NUL");
        let mut chunks: Vec<Chunk> = script
            .pieces
            .iter()
            .map(|piece| Chunk {
                text: Some(text(piece)),
                is_final: false,
                error: None,
            })
            .collect();
        chunks.push(Chunk {
            text: None,
            is_final: true,
            error: script.error.as_deref().map(text),
        });
        for chunk in &chunks {
            // SAFETY: the data is what came with the function, and the chunk is alive.
            unsafe { callback(data.0, ptr::from_ref(chunk).cast()) };
        }
    });
}

fn start(
    name: &'static str,
    callback: LiteRtLmStreamCallback,
    data: *mut c_void,
    say: &str,
) -> c_int {
    if state::fails(name) {
        return 13;
    }
    let script = state::with(|state| state.scripts.pop_front());
    let script = script.unwrap_or_else(|| Script {
        pieces: vec![say.to_owned()],
        error: None,
    });
    send(callback, data, script);
    0
}

pub(crate) unsafe extern "C" fn litert_lm_session_run_decode_async(
    _: *mut LiteRtLmSession,
    callback: LiteRtLmStreamCallback,
    data: *mut c_void,
) -> c_int {
    start("litert_lm_session_run_decode_async", callback, data, "said")
}

pub(crate) unsafe extern "C" fn litert_lm_conversation_send_message_stream(
    _: *mut LiteRtLmConversation,
    message: *const c_char,
    _: *const c_char,
    _: *const LiteRtLmConversationOptionalArgs,
    callback: LiteRtLmStreamCallback,
    data: *mut c_void,
) -> c_int {
    // SAFETY: the caller gives a text.
    let message = unsafe { CStr::from_ptr(message) };
    let message = message.to_str().expect("UTF-8").to_owned();
    state::with(|state| state.sent.push(message));
    let say = r#"{"role":"assistant","content":[{"type":"text","text":"said"}]}"#;
    start(
        "litert_lm_conversation_send_message_stream",
        callback,
        data,
        say,
    )
}

fn chunk<'a>(chunk: *const LiteRtLmStreamChunk) -> Option<&'a Chunk> {
    // SAFETY: `send` made it.
    unsafe { chunk.cast::<Chunk>().as_ref() }
}

fn or_null(text: Option<&CString>) -> *const c_char {
    text.map_or(ptr::null(), |text| text.as_ptr())
}

pub(crate) unsafe extern "C" fn litert_lm_stream_chunk_get_text(
    it: *const LiteRtLmStreamChunk,
) -> *const c_char {
    or_null(chunk(it).and_then(|it| it.text.as_ref()))
}

pub(crate) unsafe extern "C" fn litert_lm_stream_chunk_get_error(
    it: *const LiteRtLmStreamChunk,
) -> *const c_char {
    or_null(chunk(it).and_then(|it| it.error.as_ref()))
}

pub(crate) unsafe extern "C" fn litert_lm_stream_chunk_is_final(
    it: *const LiteRtLmStreamChunk,
) -> bool {
    chunk(it).is_some_and(|it| it.is_final)
}
