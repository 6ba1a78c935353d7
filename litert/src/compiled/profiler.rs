//! The profile of a compiled model.

use std::ffi::{CStr, c_int};
use std::fmt;
use std::marker::PhantomData;
use std::ptr::{self, NonNull};
use std::time::Duration;

use litert_sys::groups::litert::Profiler as Functions;
use litert_sys::litert;

use super::CompiledModel;
use super::handle::{Handle, take_c_string};
use crate::engine::{ProfileEvent, ProfileKind, ProfileSource};
use crate::error::{Error, Result};
use crate::fallible;

/// The stopwatch inside a compiled model: a `LiteRtProfiler`.
///
/// [`CompiledModel::profiler`] lends it. What it counted stays in the compiled model, so it may be
/// dropped and borrowed again.
///
/// ```
/// use litert::options::RuntimeOptions;
/// use litert::{CompiledModel, Model};
///
/// # fn main() -> litert::Result<()> {
/// let model = Model::from_file("../models/digits/digits_int8.tflite")?;
/// let mut compiled = CompiledModel::builder()
///     .runtime_options(RuntimeOptions::new().profiling(true))
///     .build(&model)?;
/// compiled.profiler()?.start()?;
/// compiled.run()?;
/// let profiler = compiled.profiler()?;
/// profiler.stop()?;
/// for event in profiler.events()? {
///     println!("{:>8?} {} ({:?})", event.elapsed, event.name, event.kind);
/// }
/// println!("{}", profiler.summary()?);
/// # Ok(())
/// # }
/// ```
///
/// While it is borrowed the compiled model does not run:
///
/// ```compile_fail,E0499
/// # fn f(mut compiled: litert::CompiledModel) -> litert::Result<()> {
/// let profiler = compiled.profiler()?;
/// compiled.run()?;
/// profiler.stop()?;
/// # Ok(())
/// # }
/// ```
pub struct Profiler<'a> {
    profiler: NonNull<litert::LiteRtProfilerT>,
    functions: Functions,
    handle: &'a Handle,
    model: PhantomData<&'a mut CompiledModel>,
}

impl CompiledModel {
    /// The stopwatch of a model that was compiled with
    /// [`RuntimeOptions::profiling`](crate::options::RuntimeOptions::profiling).
    ///
    /// # Errors
    /// [`Error::Unsupported`] if it was compiled without, or the library has none.
    pub fn profiler(&mut self) -> Result<Profiler<'_>> {
        Profiler::of(&self.handle)
    }
}

impl<'a> Profiler<'a> {
    fn of(handle: &'a Handle) -> Result<Self> {
        let functions = *handle
            .api()
            .profiler
            .as_ref()
            .map_err(|missing| Error::missing("profiling", missing, "use a newer LiteRT"))?;
        // A run in progress writes events.
        handle.in_flight.wait();
        let mut profiler = ptr::null_mut();
        // SAFETY: the compiled model is alive; it owns the profiler.
        let status = unsafe {
            (functions.LiteRtCompiledModelGetProfiler)(handle.as_ptr(), &raw mut profiler)
        };
        handle.check("LiteRtCompiledModelGetProfiler", status)?;
        let profiler = NonNull::new(profiler).ok_or_else(|| {
            Error::unsupported(
                "profiling",
                format!("{}, which was compiled without it", handle.model),
                "compile it with runtime_options(RuntimeOptions::new().profiling(true))",
            )
        })?;
        Ok(Self {
            profiler,
            functions,
            handle,
            model: PhantomData,
        })
    }

    /// Begins to count, besides what was counted before. Stands on `LiteRtStartProfiler`.
    ///
    /// # Errors
    /// [`Error::Status`] if the runtime refuses.
    pub fn start(&self) -> Result<()> {
        let start = self.functions.LiteRtStartProfiler;
        // SAFETY: the compiled model is alive and owns the profiler.
        let status = unsafe { start(self.profiler.as_ptr()) };
        self.handle.check("LiteRtStartProfiler", status)
    }

    /// Stops counting. Stands on `LiteRtStopProfiler`.
    ///
    /// # Errors
    /// [`Error::Status`] if the runtime refuses.
    pub fn stop(&self) -> Result<()> {
        let stop = self.functions.LiteRtStopProfiler;
        // SAFETY: as for `start`.
        let status = unsafe { stop(self.profiler.as_ptr()) };
        self.handle.check("LiteRtStopProfiler", status)
    }

    /// Forgets what was counted. Stands on `LiteRtResetProfiler`.
    ///
    /// # Errors
    /// [`Error::Status`] if the runtime refuses.
    pub fn reset(&self) -> Result<()> {
        let reset = self.functions.LiteRtResetProfiler;
        // SAFETY: as for `start`; no name of an event is kept, see `events`.
        let status = unsafe { reset(self.profiler.as_ptr()) };
        self.handle.check("LiteRtResetProfiler", status)
    }

    /// The events so far, in the order in which they began or ended. Stands on
    /// `LiteRtGetProfilerEvents`.
    ///
    /// The runtime keeps a limited number of events; long profiles lose the oldest.
    ///
    /// # Errors
    /// [`Error::Status`] if the runtime refuses.
    pub fn events(&self) -> Result<Vec<ProfileEvent>> {
        let mut count: c_int = 0;
        // SAFETY: as for `start`.
        let status = unsafe {
            (self.functions.LiteRtGetNumProfilerEvents)(self.profiler.as_ptr(), &raw mut count)
        };
        self.handle.check("LiteRtGetNumProfilerEvents", status)?;
        let len = usize::try_from(count).unwrap_or(0);
        if len == 0 {
            // The next call does not take a count of zero.
            return Ok(Vec::new());
        }
        // SAFETY: numbers and pointers, for which zero is a value.
        let none: litert::ProfiledEventData = unsafe { std::mem::zeroed() };
        let mut events = fallible::filled(none, len, "the events of a profile")?;
        // SAFETY: as for `start`; the array has as many entries as stated.
        let status = unsafe {
            (self.functions.LiteRtGetProfilerEvents)(
                self.profiler.as_ptr(),
                count,
                events.as_mut_ptr(),
            )
        };
        self.handle.check("LiteRtGetProfilerEvents", status)?;
        fallible::collected(events.iter().map(event), "the events of a profile")
    }

    /// The runtime's own summary: a table for people, by operator and by kind. Stands on
    /// `LiteRtGetProfileSummary`.
    ///
    /// # Errors
    /// [`Error::Status`] if the runtime refuses.
    pub fn summary(&self) -> Result<String> {
        let mut summary = ptr::null();
        // SAFETY: the compiled model is alive and owns the profiler.
        let status = unsafe {
            (self.functions.LiteRtGetProfileSummary)(
                self.profiler.as_ptr(),
                self.handle.as_ptr(),
                &raw mut summary,
            )
        };
        self.handle.check("LiteRtGetProfileSummary", status)?;
        self.handle
            .made("LiteRtGetProfileSummary", summary.cast_mut())?;
        // SAFETY: a string made with `malloc` that is now ours.
        Ok(unsafe { take_c_string(summary.cast_mut()) })
    }
}

/// An event, with its name copied: it belongs to the profiler, until that is reset.
fn event(data: &litert::ProfiledEventData) -> ProfileEvent {
    let name = if data.tag.is_null() {
        String::new()
    } else {
        // SAFETY: a C string of the profiler, which nothing has reset since it was asked.
        unsafe { CStr::from_ptr(data.tag) }
            .to_string_lossy()
            .into_owned()
    };
    // On some platforms C enums are signed.
    #[allow(clippy::unnecessary_cast)]
    let (kind, source) = (data.event_type.0 as u32, data.event_source.0 as u32);
    ProfileEvent {
        name,
        kind: match kind {
            1 => ProfileKind::Phase,
            2 => ProfileKind::Operator,
            4 => ProfileKind::DelegateOperator,
            8 => ProfileKind::ProfiledDelegateOperator,
            16 => ProfileKind::Instrumentation,
            32 | 64 | 128 | 256 => ProfileKind::Telemetry,
            other => ProfileKind::Other(other),
        },
        start_us: data.start_timestamp_us,
        elapsed: Duration::from_micros(data.elapsed_time_us),
        source: match source {
            0 => ProfileSource::LiteRt,
            1 => ProfileSource::Interpreter,
            2 => ProfileSource::Delegate,
            other => ProfileSource::Other(other),
        },
    }
}

impl fmt::Debug for Profiler<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Profiler").finish_non_exhaustive()
    }
}
