//! Errors, profiles, metrics, hints and cancellation of compiled models.

use std::ffi::{CStr, CString, c_char, c_int, c_void};

use litert_sys::litert::*;

use super::compiled::{CancelCheck, CompiledModel};
use super::{INVALID_ARGUMENT, NOT_FOUND, OK};
use crate::call::c_functions;
use crate::pointer::Wrap;
use crate::registry::Thing;

/// Events are those of runs while it was on.
#[derive(Default)]
pub(super) struct Profiler {
    pub(super) on: bool,
    pub(super) events: usize,
}

impl Thing for Profiler {
    const KIND: &'static str = "LiteRtProfiler";
    const OWNED: bool = false;
}

#[derive(Default)]
struct Metrics {
    runs: Option<usize>,
}

impl Thing for Metrics {
    const KIND: &'static str = "LiteRtMetrics";
}

unsafe extern "C" {
    /// The C library's.
    fn malloc(size: usize) -> *mut c_void;
}

/// A string that the application frees with `free`.
fn with_malloc(text: &CStr) -> *mut c_char {
    let bytes = text.to_bytes_with_nul();
    // SAFETY: no preconditions.
    let memory = unsafe { malloc(bytes.len()) };
    // SAFETY: null, or as long as asked for.
    let memory = unsafe { memory.wrap() };
    memory.write(bytes);
    memory.raw().cast()
}

c_functions! { litert;
    fn LiteRtCompiledModelGetErrorMessages(
        call,
        model: LiteRtCompiledModel,
        out: *mut *mut c_char,
    ) -> LiteRtStatus, null out {
        let it = call.get::<CompiledModel>(model.raw() as usize)?;
        let text = CString::new(it.errors.join("\n")).unwrap_or_default();
        out.put(with_malloc(&text));
        Some(OK)
    }

    fn LiteRtCompiledModelClearErrors(call, model: LiteRtCompiledModel) -> LiteRtStatus {
        call.get::<CompiledModel>(model.raw() as usize)?.errors.clear();
        Some(OK)
    }

    fn LiteRtSetCompiledModelCancellationFunction(
        call,
        model: LiteRtCompiledModel,
        data: *mut c_void,
        check: Option<CancelCheck>,
    ) -> LiteRtStatus {
        let it = call.get::<CompiledModel>(model.raw() as usize)?;
        it.cancellation = check.map(|check| (check, data));
        Some(OK)
    }

    fn LiteRtCompiledModelSetSchedulingInfo(
        call,
        model: LiteRtCompiledModel,
        info: *const LiteRtSchedulingInfo,
    ) -> LiteRtStatus {
        let info = info.get()?;
        let it = call.get::<CompiledModel>(model.raw() as usize)?;
        // The name stays the application's.
        // SAFETY: null or a C string, alive as long as the compiled model.
        it.feature = Some(unsafe { info.debug_feature_id.wrap() });
        Some(OK)
    }

    fn LiteRtCompiledModelGetProfiler(
        call,
        model: LiteRtCompiledModel,
        out: *mut LiteRtProfiler,
    ) -> LiteRtStatus, null out {
        let it = call.get::<CompiledModel>(model.raw() as usize)?;
        out.put(it.profiler.map_or(std::ptr::null_mut(), |it| it as LiteRtProfiler));
        Some(OK)
    }

    fn LiteRtStartProfiler(call, profiler: LiteRtProfiler) -> LiteRtStatus {
        call.get::<Profiler>(profiler.raw() as usize)?.on = true;
        Some(OK)
    }

    fn LiteRtStopProfiler(call, profiler: LiteRtProfiler) -> LiteRtStatus {
        call.get::<Profiler>(profiler.raw() as usize)?.on = false;
        Some(OK)
    }

    fn LiteRtResetProfiler(call, profiler: LiteRtProfiler) -> LiteRtStatus {
        call.get::<Profiler>(profiler.raw() as usize)?.events = 0;
        Some(OK)
    }

    fn LiteRtGetNumProfilerEvents(
        call,
        profiler: LiteRtProfiler,
        out: *mut c_int,
    ) -> LiteRtStatus {
        out.put(call.get::<Profiler>(profiler.raw() as usize)?.events as c_int);
        Some(OK)
    }

    fn LiteRtGetProfilerEvents(
        call,
        profiler: LiteRtProfiler,
        count: c_int,
        out: *mut ProfiledEventData,
    ) -> LiteRtStatus {
        let it = call.get::<Profiler>(profiler.raw() as usize)?;
        let count = usize::try_from(count).ok()?;
        if count == 0 || count > it.events {
            return Some(INVALID_ARGUMENT);
        }
        let event = ProfiledEventData {
            tag: c"run".as_ptr(),
            event_type: LiteRtProfilerEventType(1),
            // SAFETY: numbers and pointers, for which zero is a value.
            ..unsafe { std::mem::zeroed() }
        };
        out.put_all(std::iter::repeat_n(event, count));
        Some(OK)
    }

    fn LiteRtGetProfileSummary(
        call,
        profiler: LiteRtProfiler,
        model: LiteRtCompiledModel,
        out: *mut *const c_char,
    ) -> LiteRtStatus, null out {
        call.get::<CompiledModel>(model.raw() as usize)?;
        call.get::<Profiler>(profiler.raw() as usize)?;
        out.put(with_malloc(c"a fake runtime takes no time").cast_const());
        Some(OK)
    }

    fn LiteRtCreateMetrics(call, out: *mut LiteRtMetrics) -> LiteRtStatus, null out {
        out.put(call.create(Metrics::default()));
        Some(OK)
    }

    fn LiteRtDestroyMetrics(call, metrics: LiteRtMetrics) {
        call.destroy::<Metrics>(metrics.raw() as usize).map(drop)
    }

    fn LiteRtCompiledModelStartMetricsCollection(
        call,
        model: LiteRtCompiledModel,
        _detail: c_int,
    ) -> LiteRtStatus {
        let it = call.get::<CompiledModel>(model.raw() as usize)?;
        it.counted_from = Some(it.runs);
        Some(OK)
    }

    fn LiteRtCompiledModelStopMetricsCollection(
        call,
        model: LiteRtCompiledModel,
        metrics: LiteRtMetrics,
    ) -> LiteRtStatus {
        let it = call.get::<CompiledModel>(model.raw() as usize)?;
        let runs = it.counted_from.take().map(|from| it.runs - from);
        call.get::<Metrics>(metrics.raw() as usize)?.runs = runs;
        Some(OK)
    }

    fn LiteRtGetNumMetrics(call, metrics: LiteRtMetrics, out: *mut c_int) -> LiteRtStatus {
        let it = call.get::<Metrics>(metrics.raw() as usize)?;
        out.put(c_int::from(it.runs.is_some()));
        Some(OK)
    }

    fn LiteRtGetMetric(
        call,
        metrics: LiteRtMetrics,
        index: c_int,
        out: *mut LiteRtMetric,
    ) -> LiteRtStatus {
        let it = call.get::<Metrics>(metrics.raw() as usize)?;
        let (Some(runs), 0) = (it.runs, index) else {
            return Some(NOT_FOUND);
        };
        out.put(LiteRtMetric {
            name: c"runs".as_ptr(),
            value: LiteRtAny {
                type_: LiteRtAnyType::kLiteRtAnyTypeInt,
                value: LiteRtAnyValue { int_value: runs as i64 },
            },
        });
        Some(OK)
    }
}
