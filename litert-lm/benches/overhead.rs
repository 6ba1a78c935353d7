//! What this crate costs: the answer to one prompt, 249 tokens, through the C functions alone and through
//! `Session`, by turns.
//!
//! ```sh
//! cargo bench -p litert-lm --bench overhead
//! ```

use std::ffi::{CString, c_void};
use std::path::Path;
use std::sync::mpsc::{Sender, channel};
use std::time::{Duration, Instant};

use litert_lm::Engine;
use litert_sys::lm::{LiteRtLmEngine, LiteRtLmInputDataType, LiteRtLmStreamChunk};
use litert_sys::{Family, LmApi, LoadReport, Search};

const RUNS: usize = 30;
const PROMPT: &str = "sing";

/// From the start to the first piece, and to the end.
type Times = (Duration, Duration);

struct Receiver<'a> {
    api: &'a LmApi,
    send: Sender<bool>,
}

unsafe extern "C" fn on_chunk(data: *mut c_void, chunk: *const LiteRtLmStreamChunk) {
    // SAFETY: `raw` gives this and waits for the last chunk; the chunk is alive.
    let is_last = unsafe {
        let it = &*data.cast_const().cast::<Receiver<'_>>();
        let stream = &it.api.stream;
        let text = (stream.litert_lm_stream_chunk_get_text)(chunk);
        std::hint::black_box(text);
        let error = (stream.litert_lm_stream_chunk_get_error)(chunk);
        let last = (stream.litert_lm_stream_chunk_is_final)(chunk) || !error.is_null();
        let _ = it.send.send(last);
        last
    };
    std::hint::black_box(is_last);
}

/// As a C program does it.
fn raw(api: &LmApi, engine: *mut LiteRtLmEngine) -> Times {
    let (send, receive) = channel();
    let receiver = Receiver { api, send };
    let text = CString::new(PROMPT).expect("no NUL");
    // SAFETY: each object is alive while it is used, and deleted once.
    unsafe {
        let session = (api.session.litert_lm_engine_create_session)(engine, std::ptr::null_mut());
        let start = Instant::now();
        let input = (api.input.litert_lm_input_data_create)(
            LiteRtLmInputDataType::kLiteRtLmInputDataTypeText,
            text.as_ptr().cast(),
            PROMPT.len(),
        );
        let inputs = [input.cast_const()];
        (api.session.litert_lm_session_run_prefill)(session, inputs.as_ptr(), 1);
        (api.session.litert_lm_session_run_decode_async)(
            session,
            Some(on_chunk),
            (&raw const receiver).cast_mut().cast(),
        );
        let mut first = None;
        while let Ok(is_last) = receive.recv() {
            first.get_or_insert_with(|| start.elapsed());
            if is_last {
                break;
            }
        }
        let times = (first.unwrap_or_default(), start.elapsed());
        (api.input.litert_lm_input_data_delete)(input);
        (api.session.litert_lm_session_delete)(session);
        times
    }
}

fn ours(engine: &Engine) -> Times {
    let mut session = engine.session().expect("a session");
    let start = Instant::now();
    let mut stream = session.generate_stream(PROMPT).expect("a stream");
    let mut first = None;
    for piece in &mut stream {
        std::hint::black_box(piece.expect("a piece"));
        first.get_or_insert_with(|| start.elapsed());
    }
    (first.unwrap_or_default(), start.elapsed())
}

fn median(mut all: Vec<Duration>) -> f64 {
    all.sort();
    all[all.len() / 2].as_secs_f64() * 1e3
}

fn main() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../models/lm/tiny_lm.litertlm");
    let api = match Search::new().find(Family::Lm, &mut LoadReport::default(), LmApi::resolve) {
        Ok(api) => api,
        Err(error) => return println!("skipped: {error}"),
    };
    let engine = Engine::builder(&path)
        .threads(1)
        .build()
        .expect("an engine");
    let path = CString::new(path.to_str().expect("UTF-8")).expect("no NUL");
    // SAFETY: as in `raw`.
    let handle = unsafe {
        let functions = &api.engine;
        let (cpu, cache) = (c"cpu".as_ptr(), c":nocache".as_ptr());
        let none = std::ptr::null();
        let settings = (functions.litert_lm_engine_settings_create)(path.as_ptr(), cpu, none, none);
        (functions.litert_lm_engine_settings_set_cache_dir)(settings, cache);
        (functions.litert_lm_engine_settings_set_num_threads)(settings, 1);
        (functions.litert_lm_engine_settings_enable_benchmark)(settings);
        let handle = (functions.litert_lm_engine_create)(settings);
        (functions.litert_lm_engine_settings_delete)(settings);
        handle
    };
    raw(&api, handle);
    ours(&engine);
    let mut all: [Vec<Duration>; 4] = Default::default();
    for _ in 0..RUNS {
        let (first, whole) = raw(&api, handle);
        let (our_first, our_whole) = ours(&engine);
        for (list, time) in all.iter_mut().zip([first, whole, our_first, our_whole]) {
            list.push(time);
        }
    }
    // SAFETY: as in `raw`; its sessions are gone.
    unsafe { (api.engine.litert_lm_engine_delete)(handle) };
    let [first, whole, our_first, our_whole] = all.map(median);
    println!("medians of {RUNS} runs, milliseconds");
    println!(
        "  first piece: C {first:.3}, litert-lm {our_first:.3}, ratio {:.3}",
        our_first / first
    );
    println!("  249 tokens:  C {whole:.3}, litert-lm {our_whole:.3}");
    println!(
        "  tokens/s of litert-lm against C: {:.3}",
        whole / our_whole
    );
}
