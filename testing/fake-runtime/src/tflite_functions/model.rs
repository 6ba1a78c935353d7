//! Models and interpreter options.

use std::ffi::{CString, c_char, c_void};
use std::sync::Arc;

use litert_sys::tflite::*;

use super::custom_op::Operator;
use crate::call::{Call, c_functions};
use crate::image::Image;
use crate::pointer::{Const, Mut};
use crate::registry::Thing;

type Report = unsafe extern "C" fn(*mut c_void, *const c_char, *mut c_void);

/// Where errors are told.
#[derive(Clone, Copy)]
pub(super) struct Reporter {
    pub(super) report: Option<Report>,
    pub(super) user_data: Mut<c_void>,
}

impl Reporter {
    /// Tells an error.
    pub(super) fn say(self, call: &mut Call, text: &str) {
        // Formatting is a function of the C library that Miri does not know.
        let Some(report) = self.report.filter(|_| !cfg!(miri)) else {
            return;
        };
        // Without a conversion in it nobody looks at the arguments, but somebody may copy them.
        let text = CString::new(text.replace('%', "%%").replace('\0', " ")).unwrap_or_default();
        let mut no_arguments = [0_u64; 8];
        call.pause(|| {
            // SAFETY: the reporter that the application gave, with its data, which has to live for
            // as long as what reports.
            unsafe {
                report(
                    self.user_data.raw(),
                    text.as_ptr(),
                    no_arguments.as_mut_ptr().cast(),
                )
            }
        });
    }
}

pub(super) struct Model {
    pub(super) image: Arc<Image>,
    pub(super) reporter: Reporter,
}

impl Thing for Model {
    const KIND: &'static str = "TfLiteModel";
}

/// What an interpreter is to be like.
#[derive(Clone)]
pub(super) struct Options {
    pub(super) reporter: Option<Reporter>,
    pub(super) delegates: Vec<Const<TfLiteDelegate>>,
    pub(super) operators: Vec<usize>,
    pub(super) cancellable: bool,
    pub(super) profiler: Option<Mut<TfLiteTelemetryProfilerStruct>>,
}

impl Thing for Options {
    const KIND: &'static str = "TfLiteInterpreterOptions";
}

c_functions! { tflite;
    fn TfLiteVersion(_call) -> *const c_char {
        Some(c"2.23.0".as_ptr())
    }

    fn TfLiteModelCreateWithErrorReporter(
        call,
        data: *const c_void,
        len: usize,
        report: Option<Report>,
        user_data: *mut c_void,
    ) -> *mut TfLiteModel {
        let reporter = Reporter { report, user_data };
        match Image::read(data.bytes(), len) {
            Ok(image) => Some(call.create(Model { image: Arc::new(image), reporter })),
            Err(why) => {
                reporter.say(call, &format!("the model cannot be read: {why}"));
                None
            }
        }
    }

    fn TfLiteModelDelete(call, model: *mut TfLiteModel) {
        call.destroy::<Model>(model.raw() as usize).map(drop)
    }

    fn TfLiteInterpreterOptionsCreate(call) -> *mut TfLiteInterpreterOptions {
        Some(call.create(Options {
            reporter: None,
            delegates: Vec::new(),
            operators: Vec::new(),
            cancellable: false,
            profiler: None,
        }))
    }

    fn TfLiteInterpreterOptionsDelete(call, options: *mut TfLiteInterpreterOptions) {
        call.destroy::<Options>(options.raw() as usize).map(drop)
    }

    fn TfLiteInterpreterOptionsSetNumThreads(
        call,
        options: *mut TfLiteInterpreterOptions,
        threads: i32,
    ) {
        call.get::<Options>(options.raw() as usize)?;
        if threads < -1 {
            call.violation(format!("{threads} threads"));
        }
        Some(())
    }

    fn TfLiteInterpreterOptionsSetErrorReporter(
        call,
        options: *mut TfLiteInterpreterOptions,
        report: Option<Report>,
        user_data: *mut c_void,
    ) {
        let options = call.get::<Options>(options.raw() as usize)?;
        options.reporter = Some(Reporter { report, user_data });
        Some(())
    }

    fn TfLiteInterpreterOptionsAddDelegate(
        call,
        options: *mut TfLiteInterpreterOptions,
        delegate: *mut TfLiteOpaqueDelegate,
    ) {
        if delegate.raw().is_null() {
            call.violation("null where it takes a delegate");
            return None;
        }
        let options = call.get::<Options>(options.raw() as usize)?;
        options.delegates.push(delegate.as_const());
        Some(())
    }

    fn TfLiteInterpreterOptionsAddOperator(
        call,
        options: *mut TfLiteInterpreterOptions,
        operator: *mut TfLiteOperator,
    ) {
        let operator = operator.raw() as usize;
        call.get::<Operator>(operator)?;
        call.get::<Options>(options.raw() as usize)?.operators.push(operator);
        Some(())
    }

    fn TfLiteInterpreterOptionsEnableCancellation(
        call,
        options: *mut TfLiteInterpreterOptions,
        on: bool,
    ) -> TfLiteStatus {
        call.get::<Options>(options.raw() as usize)?.cancellable = on;
        Some(TfLiteStatus(0))
    }

    fn TfLiteInterpreterOptionsSetTelemetryProfiler(
        call,
        options: *mut TfLiteInterpreterOptions,
        profiler: *mut TfLiteTelemetryProfilerStruct,
    ) {
        call.get::<Options>(options.raw() as usize)?.profiler = Some(profiler);
        Some(())
    }
}
