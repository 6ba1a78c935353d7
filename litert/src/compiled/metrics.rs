//! Numbers that accelerators collect about their work.

use std::ffi::{CStr, c_int};
use std::ptr;

use litert_sys::groups::litert::Metrics as Functions;
use litert_sys::litert::{self, LiteRtAnyType as Kind};

use super::CompiledModel;
use super::handle::Handle;
use crate::error::{Error, Result};

/// A number, or another value, that an accelerator collected.
///
/// ```
/// # fn main() -> litert::Result<()> {
/// # let model = litert::Model::from_file("../models/tiny/add.tflite")?;
/// let mut compiled = litert::CompiledModel::new(&model)?;
/// if compiled.start_metrics(1).is_ok() {
///     compiled.run()?;
///     for metric in compiled.stop_metrics()? {
///         println!("{}: {:?}", metric.name, metric.value);
///     }
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Metric {
    /// The accelerator's name for it.
    pub name: String,
    /// The value.
    pub value: MetricValue,
}

/// The value of a [`Metric`]: `LiteRtAny`.
///
/// ```
/// use litert::MetricValue;
///
/// fn number(value: &MetricValue) -> Option<f64> {
///     match value {
///         MetricValue::Int(value) => Some(*value as f64),
///         MetricValue::Real(value) => Some(*value),
///         _ => None,
///     }
/// }
///
/// assert_eq!(number(&MetricValue::Int(3)), Some(3.0));
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum MetricValue {
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A real number.
    Real(f64),
    /// A text.
    Text(String),
    /// Nothing, or something that is no value outside of the accelerator.
    Other,
}

/// The C object that metrics are handed over in.
struct Collected {
    metrics: litert::LiteRtMetrics,
    functions: Functions,
}

impl Drop for Collected {
    fn drop(&mut self) {
        // SAFETY: created by this API and destroyed once; everything was copied out of it.
        unsafe { (self.functions.LiteRtDestroyMetrics)(self.metrics) }
    }
}

impl CompiledModel {
    /// Lets the accelerators collect numbers, the more the higher `detail` is. Stands on
    /// `LiteRtCompiledModelStartMetricsCollection`.
    ///
    /// Accelerators of NPU vendors do; the CPU and the official GPU accelerator have none to tell.
    ///
    /// # Errors
    /// [`Error::Status`] if an accelerator refuses, [`Error::Unsupported`] if the library has no
    /// metrics.
    pub fn start_metrics(&mut self, detail: i32) -> Result<()> {
        let functions = functions(&self.handle)?;
        // SAFETY: the compiled model is alive.
        let status = unsafe {
            (functions.LiteRtCompiledModelStartMetricsCollection)(self.handle.as_ptr(), detail)
        };
        self.handle
            .check("LiteRtCompiledModelStartMetricsCollection", status)
    }

    /// Ends the collection; says what was collected. Stands on
    /// `LiteRtCompiledModelStopMetricsCollection`.
    ///
    /// # Errors
    /// As for [`CompiledModel::start_metrics`].
    pub fn stop_metrics(&mut self) -> Result<Vec<Metric>> {
        let functions = functions(&self.handle)?;
        let mut metrics = ptr::null_mut();
        // SAFETY: the result is written to a variable of the right type.
        let status = unsafe { (functions.LiteRtCreateMetrics)(&raw mut metrics) };
        self.handle.check("LiteRtCreateMetrics", status)?;
        self.handle.made("LiteRtCreateMetrics", metrics)?;
        let collected = Collected { metrics, functions };
        self.handle.in_flight.wait();
        // SAFETY: the compiled model and the metrics are alive.
        let status = unsafe {
            (functions.LiteRtCompiledModelStopMetricsCollection)(self.handle.as_ptr(), metrics)
        };
        self.handle
            .check("LiteRtCompiledModelStopMetricsCollection", status)?;
        collected.read(&self.handle)
    }
}

fn functions(handle: &Handle) -> Result<Functions> {
    let functions = handle.api().metrics.as_ref();
    functions
        .copied()
        .map_err(|missing| Error::missing("collecting metrics", missing, "use a newer LiteRT"))
}

impl Collected {
    fn read(&self, handle: &Handle) -> Result<Vec<Metric>> {
        let mut count: c_int = 0;
        // SAFETY: the metrics are alive.
        let status = unsafe { (self.functions.LiteRtGetNumMetrics)(self.metrics, &raw mut count) };
        handle.check("LiteRtGetNumMetrics", status)?;
        (0..count)
            .map(|index| {
                // SAFETY: numbers and pointers, for which zero is a value.
                let mut metric: litert::LiteRtMetric = unsafe { std::mem::zeroed() };
                // SAFETY: the metrics are alive and have so many entries.
                let status = unsafe {
                    (self.functions.LiteRtGetMetric)(self.metrics, index, &raw mut metric)
                };
                handle.check("LiteRtGetMetric", status)?;
                // SAFETY: name and value are those of an entry, alive as long as the metrics.
                Ok(unsafe { copy(&metric) })
            })
            .collect()
    }
}

/// # Safety
/// Pointers in `metric` are null or C strings.
unsafe fn copy(metric: &litert::LiteRtMetric) -> Metric {
    let text = |pointer: *const std::ffi::c_char| {
        if pointer.is_null() {
            return String::new();
        }
        // SAFETY: the caller says that it is a C string.
        unsafe { CStr::from_ptr(pointer) }
            .to_string_lossy()
            .into_owned()
    };
    let value = &metric.value;
    // SAFETY: the kind says which of the union's fields was written.
    let value = unsafe {
        match value.type_ {
            Kind::kLiteRtAnyTypeBool => MetricValue::Bool(value.value.bool_value),
            Kind::kLiteRtAnyTypeInt => MetricValue::Int(value.value.int_value),
            Kind::kLiteRtAnyTypeReal => MetricValue::Real(value.value.real_value),
            Kind::kLiteRtAnyTypeString => MetricValue::Text(text(value.value.str_value)),
            _ => MetricValue::Other,
        }
    };
    Metric {
        name: text(metric.name),
        value,
    }
}
