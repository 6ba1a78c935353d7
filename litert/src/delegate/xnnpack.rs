//! XNNPACK: the fast CPU kernels.

use std::ptr::NonNull;
use std::sync::Arc;

use litert_sys::{TfLiteApi, tflite};

use super::Delegate;
use crate::error::{Error, Result, StatusError, family_needs};

/// Creates the delegate with the flags that the library itself prefers.
///
/// These enable the quantized kernels; without the delegate, or with flags of 0, quantized models
/// take twice as long.
pub(crate) fn create(api: &Arc<TfLiteApi>, threads: Option<i32>) -> Result<Delegate> {
    let functions = api.xnnpack.as_ref().map_err(|missing| {
        Error::missing(
            "the XNNPACK delegate",
            missing,
            family_needs(litert_sys::Family::TfLite),
        )
    })?;
    // The options struct has 32, 56 or 64 bytes, depending on the version, and is returned by
    // value. It is received in storage with room to spare and stays as the library filled it; only
    // the thread count, which every version has at the beginning, is changed.
    // SAFETY: the function writes its own struct, at most as long as the storage, and no more.
    let mut options = unsafe { (functions.TfLiteXNNPackDelegateOptionsDefault)() };
    let pointer: *mut tflite::TfLiteXNNPackDelegateOptions = (&raw mut options).cast();
    if let Some(threads) = threads {
        // SAFETY: `pointer` points into `options`, which is long enough and aligned for 8.
        unsafe { (&raw mut (*pointer).num_threads).write(threads) };
    }
    // SAFETY: the options are those that this very library filled in.
    let delegate = unsafe { (functions.TfLiteXNNPackDelegateCreate)(pointer) };
    let handle = NonNull::new(delegate).ok_or_else(|| {
        Error::Status(Box::new(StatusError {
            call: "TfLiteXNNPackDelegateCreate",
            on: "the XNNPACK delegate".to_owned(),
            status: None,
            detail: String::new(),
        }))
    })?;
    Ok(Delegate {
        name: "XNNPACK",
        handle,
        destroy: functions.TfLiteXNNPackDelegateDelete,
        _source: Arc::clone(&api.source),
    })
}
