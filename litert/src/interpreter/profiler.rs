//! The profile of an interpreter, operator by operator.

use std::ffi::{CStr, c_char, c_void};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr::NonNull;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use litert_sys::tflite::{TfLiteTelemetryProfilerStruct, TfLiteTelemetrySettings};

use crate::engine::{ProfileEvent, ProfileKind, ProfileSource};

/// Takes down what the runtime reports. The runtime keeps a pointer to it.
pub(super) struct Recorder(NonNull<Inner>);

// SAFETY: what it points to is owned alone, and shared by the runtime's threads under a lock.
unsafe impl Send for Recorder {}

#[repr(C)]
struct Inner {
    // First, so that a pointer to it is one to the whole.
    raw: TfLiteTelemetryProfilerStruct,
    epoch: Instant,
    events: Mutex<Events>,
}

#[derive(Default)]
struct Events {
    /// Operators that began, by the number they were given.
    begun: Vec<Option<(String, Instant)>>,
    done: Vec<ProfileEvent>,
}

/// More is not kept: a loop in a model may go on for ever.
const LIMIT: usize = 1 << 20;

impl Events {
    /// True if one more can be kept. One that finds no memory is left out.
    fn has_room(&mut self) -> bool {
        self.done.len() < LIMIT && self.done.try_reserve(1).is_ok()
    }
}

impl Recorder {
    pub(super) fn new() -> Self {
        let inner = Box::new(Inner {
            raw: TfLiteTelemetryProfilerStruct {
                data: std::ptr::null_mut::<c_void>(),
                ReportTelemetryEvent: Some(telemetry),
                ReportTelemetryOpEvent: Some(op_telemetry),
                ReportSettings: Some(settings),
                ReportBeginOpInvokeEvent: Some(begin),
                ReportEndOpInvokeEvent: Some(end),
                ReportOpInvokeEvent: Some(took),
            },
            epoch: Instant::now(),
            events: Mutex::default(),
        });
        Self(NonNull::from(Box::leak(inner)))
    }

    /// For as long as this value lives.
    pub(super) fn as_ptr(&self) -> *mut TfLiteTelemetryProfilerStruct {
        self.0.as_ptr().cast()
    }

    pub(super) fn take(&self) -> Vec<ProfileEvent> {
        // SAFETY: alive until `Drop`, and only ever shared.
        let inner = unsafe { self.0.as_ref() };
        let mut events = inner.events.lock().unwrap_or_else(PoisonError::into_inner);
        events.begun.clear();
        std::mem::take(&mut events.done)
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        // SAFETY: made by `Box::leak`, and dropped once; by field order of its owner after the
        // interpreter that reports to it.
        drop(unsafe { Box::from_raw(self.0.as_ptr()) });
    }
}

/// Works on the recorder behind the pointer that the runtime hands back.
///
/// # Safety
/// `profiler` is from [`Recorder::as_ptr`] of a recorder that is alive.
unsafe fn with<R>(
    profiler: *mut TfLiteTelemetryProfilerStruct,
    otherwise: R,
    work: impl FnOnce(&Inner, &mut Events) -> R,
) -> R {
    // SAFETY: as the caller promises, and `raw` is the first field.
    let inner = unsafe { &*profiler.cast::<Inner>() };
    let work = AssertUnwindSafe(|| {
        let mut events = inner.events.lock().unwrap_or_else(PoisonError::into_inner);
        work(inner, &mut events)
    });
    // A panic must not unwind through C++.
    catch_unwind(work).unwrap_or(otherwise)
}

/// # Safety
/// `name` is null or a C string.
unsafe fn text(name: *const c_char) -> String {
    if name.is_null() {
        return String::new();
    }
    // SAFETY: as the caller promises.
    unsafe { CStr::from_ptr(name) }
        .to_string_lossy()
        .into_owned()
}

unsafe extern "C" fn begin(
    profiler: *mut TfLiteTelemetryProfilerStruct,
    name: *const c_char,
    _operator: i64,
    _subgraph: i64,
) -> u32 {
    // SAFETY: the runtime hands back its profiler and names its operators with C strings.
    unsafe {
        let name = text(name);
        with(profiler, u32::MAX, |_, events| {
            // This number means that there is nothing to end.
            if events.done.len() >= LIMIT {
                return u32::MAX;
            }
            if events.begun.iter().all(Option::is_none) {
                events.begun.clear();
            }
            let number = events.begun.len() as u32;
            events.begun.push(Some((name, Instant::now())));
            number
        })
    }
}

unsafe extern "C" fn end(profiler: *mut TfLiteTelemetryProfilerStruct, number: u32) {
    let now = Instant::now();
    // SAFETY: as for `begin`.
    unsafe {
        with(profiler, (), |inner, events| {
            let begun = events.begun.get_mut(number as usize).and_then(Option::take);
            let Some((name, start)) = begun else { return };
            if !events.has_room() {
                return;
            }
            let start_us = start.saturating_duration_since(inner.epoch).as_micros() as u64;
            events.done.push(ProfileEvent {
                name,
                kind: ProfileKind::Operator,
                start_us,
                elapsed: now.saturating_duration_since(start),
                source: ProfileSource::Interpreter,
            });
        });
    }
}

unsafe extern "C" fn took(
    profiler: *mut TfLiteTelemetryProfilerStruct,
    name: *const c_char,
    microseconds: u64,
    _operator: i64,
    _subgraph: i64,
) {
    // SAFETY: as for `begin`.
    unsafe {
        let name = text(name);
        with(profiler, (), |_, events| {
            if events.has_room() {
                events.done.push(ProfileEvent {
                    name,
                    kind: ProfileKind::DelegateOperator,
                    start_us: 0,
                    elapsed: Duration::from_micros(microseconds),
                    source: ProfileSource::Delegate,
                });
            }
        });
    }
}

// What else is reported has nothing to do with time.
unsafe extern "C" fn telemetry(
    _profiler: *mut TfLiteTelemetryProfilerStruct,
    _name: *const c_char,
    _status: u64,
) {
}

unsafe extern "C" fn op_telemetry(
    _profiler: *mut TfLiteTelemetryProfilerStruct,
    _name: *const c_char,
    _operator: i64,
    _subgraph: i64,
    _status: u64,
) {
}

unsafe extern "C" fn settings(
    _profiler: *mut TfLiteTelemetryProfilerStruct,
    _name: *const c_char,
    _settings: *const TfLiteTelemetrySettings,
) {
}
