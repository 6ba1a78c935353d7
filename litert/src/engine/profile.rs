//! Profiles of runs, on either engine.

use std::time::Duration;

/// Something that took time during a run.
///
/// ```
/// # fn main() -> litert::Result<()> {
/// # let model = litert::Model::from_file("../models/digits/digits_int8.tflite")?;
/// use litert::ProfileKind;
///
/// let mut interpreter = litert::Interpreter::builder().profiling(true).build(&model)?;
/// interpreter.run()?;
/// for event in interpreter.take_profile()? {
///     if event.kind == ProfileKind::Operator {
///         println!("{:>10?} {} at {}", event.elapsed, event.name, event.start_us);
///     }
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ProfileEvent {
    /// The name of the operator, the delegate, or the phase of the run.
    pub name: String,
    /// Its kind.
    pub kind: ProfileKind,
    /// When it began, in microseconds of a clock that only goes forward; 0 for operators inside a
    /// delegate, which does not tell.
    pub start_us: u64,
    /// How long it took, to the microsecond.
    pub elapsed: Duration,
    /// The part of the runtime that took the time.
    pub source: ProfileSource,
}

/// The kind of a [`ProfileEvent`]: `LiteRtProfilerEventType`.
///
/// ```
/// use litert::ProfileKind;
///
/// /// The kinds whose times add up to the time of a run.
/// fn counts(kind: ProfileKind) -> bool {
///     matches!(kind, ProfileKind::Operator | ProfileKind::ProfiledDelegateOperator)
/// }
///
/// assert!(!counts(ProfileKind::Phase));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ProfileKind {
    /// A phase of the run.
    Phase,
    /// An operator of the graph, or a delegate that stands for several.
    Operator,
    /// An operator inside a delegate.
    DelegateOperator,
    /// An operator inside a delegate, to be counted with those of the graph: XNNPACK's are.
    ProfiledDelegateOperator,
    /// A state of the runtime or of a delegate.
    Instrumentation,
    /// A report of telemetry. Its numbers are no times.
    Telemetry,
    /// A kind that is newer than this crate, by its number.
    Other(u32),
}

/// The part of the runtime that took the time of a [`ProfileEvent`]: `ProfiledEventSource`.
///
/// ```
/// # fn main() -> litert::Result<()> {
/// # let model = litert::Model::from_file("../models/digits/digits_int8.tflite")?;
/// use litert::ProfileSource;
///
/// let mut interpreter = litert::Interpreter::builder().profiling(true).build(&model)?;
/// interpreter.run()?;
/// let events = interpreter.take_profile()?;
/// let in_delegates = events.iter().filter(|event| event.source == ProfileSource::Delegate);
/// println!("{} of {} events", in_delegates.count(), events.len());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ProfileSource {
    /// LiteRT: buffers, mostly.
    LiteRt,
    /// The interpreter behind it.
    Interpreter,
    /// A delegate.
    Delegate,
    /// One that is newer than this crate, by its number.
    Other(u32),
}
