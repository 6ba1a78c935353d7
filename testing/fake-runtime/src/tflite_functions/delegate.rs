//! The XNNPACK delegate: it is made, kept and given back, and never asked.

use std::ffi::c_char;
use std::mem::MaybeUninit;

use litert_sys::tflite::*;

use crate::call::{Call, Ret, c_functions};
use crate::registry::{Thing, idle_delegate};

struct Xnnpack;

impl Thing for Xnnpack {
    const KIND: &'static str = "XNNPACK delegate";
}

struct WeightsCache {
    finalized: bool,
}

impl Thing for WeightsCache {
    const KIND: &'static str = "XNNPACK weights cache";
}

/// The largest struct of options that there is, with what the library fills in.
impl Ret for TfLiteXNNPackDelegateOptionsStorage {
    const FAILS: bool = false;

    fn failed(_status: i32) -> Self {
        let mut words = [MaybeUninit::new(0_u64); 32];
        // The file descriptor is -1 where there is none.
        words[5] = MaybeUninit::new(u64::from(u32::MAX));
        Self { _bytes: words }
    }
}

fn finalize(call: &mut Call, cache: usize) -> Option<bool> {
    let cache = call.get::<WeightsCache>(cache)?;
    Some(!std::mem::replace(&mut cache.finalized, true))
}

c_functions! { tflite;
    fn TfLiteXNNPackDelegateOptionsDefault(_call) -> TfLiteXNNPackDelegateOptionsStorage {
        None
    }

    fn TfLiteXNNPackDelegateCreate(
        call,
        options: *const TfLiteXNNPackDelegateOptions,
    ) -> *mut TfLiteDelegate {
        let options = options.get()?;
        let cache = options.weights_cache as usize;
        if cache != 0 {
            call.get::<WeightsCache>(cache)?;
        }
        let flags = TfLiteDelegateFlags::kTfLiteDelegateFlagsAllowDynamicTensors.0;
        let delegate = call.create_delegate(Xnnpack, idle_delegate(i64::from(flags)));
        if cache != 0 {
            call.uses(delegate as usize, cache);
        }
        Some(delegate)
    }

    fn TfLiteXNNPackDelegateDelete(call, delegate: *mut TfLiteDelegate) {
        call.destroy::<Xnnpack>(delegate.raw() as usize).map(drop)
    }

    fn TfLiteXNNPackDelegateCanUseInMemoryWeightCacheProvider(_call) -> bool {
        Some(true)
    }

    fn TfLiteXNNPackDelegateInMemoryFilePath(_call) -> *const c_char {
        Some(c":memory".as_ptr())
    }

    fn TfLiteXNNPackDelegateWeightsCacheCreate(
        call,
    ) -> *mut TfLiteXNNPackDelegateWeightsCache {
        Some(call.create(WeightsCache { finalized: false }))
    }

    fn TfLiteXNNPackDelegateWeightsCacheCreateWithSize(
        call,
        _size: usize,
    ) -> *mut TfLiteXNNPackDelegateWeightsCache {
        Some(call.create(WeightsCache { finalized: false }))
    }

    fn TfLiteXNNPackDelegateWeightsCacheFinalizeSoft(
        call,
        cache: *mut TfLiteXNNPackDelegateWeightsCache,
    ) -> bool {
        finalize(call, cache.raw() as usize)
    }

    fn TfLiteXNNPackDelegateWeightsCacheFinalizeHard(
        call,
        cache: *mut TfLiteXNNPackDelegateWeightsCache,
    ) -> bool {
        finalize(call, cache.raw() as usize)
    }

    fn TfLiteXNNPackDelegateWeightsCacheDelete(
        call,
        cache: *mut TfLiteXNNPackDelegateWeightsCache,
    ) {
        call.destroy::<WeightsCache>(cache.raw() as usize).map(drop)
    }
}
