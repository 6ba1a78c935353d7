//! Delegates that get no operator, and a library that calls its CPU accelerator by another name.

use std::ffi::{CStr, c_void};
use std::ptr::NonNull;
use std::sync::Arc;

use litert::sys::{Library, SymbolSource};
use litert::{AccelerationProblem, CompiledModel, Error, Model, Runtime};
use litert_golden::skip_or_fail;

use super::{add, sum};
use litert_test_support::runtime::own;
use litert_test_support::runtimes;
use litert_test_support::standin::{ADD_PLUGIN, plugin};

const OLD: &CStr = c"LiteRtStaticLinkedAcceleratorCpuDef";
const NEW: &CStr = c"LiteRtStaticLinkedAcceleratorXnnpackDef";

/// LiteRT 2.3.0, whose CPU accelerator goes by another name, or by none.
struct Renamed {
    library: &'static Library,
    name: Option<&'static CStr>,
}

// SAFETY: the addresses are the library's own, and the variable is the same under both names.
unsafe impl SymbolSource for Renamed {
    fn find(&self, name: &CStr) -> Option<NonNull<c_void>> {
        if name == OLD || name == NEW {
            return (self.name == Some(name))
                .then(|| self.library.find(OLD))
                .flatten();
        }
        self.library.find(name)
    }

    fn describe(&self) -> String {
        self.library.describe()
    }
}

fn runtime(name: Option<&'static CStr>) -> Option<Runtime> {
    let folder = match runtimes::folder("litert", "2.3.0") {
        Ok(folder) => folder,
        Err(why) => {
            skip_or_fail(format_args!("litert 2.3.0: {why}"));
            return None;
        }
    };
    // SAFETY: a pinned library, whose hash was checked when it was fetched.
    let library = unsafe { Library::open(&folder.join("libLiteRt.so")) }.expect("a library");
    Some(Runtime::from_source(Arc::new(Renamed { library, name })).expect("a runtime"))
}

#[test]
fn delegates_come_before_xnnpack_by_either_name_of_it() {
    let Some(path) = ADD_PLUGIN.build() else {
        return;
    };
    for name in [OLD, NEW] {
        let Some(runtime) = runtime(Some(name)) else {
            return;
        };
        let mut compiled = CompiledModel::builder()
            .runtime(&runtime)
            .delegate(plugin(&path).option("bias", "0.25"))
            .require_full_acceleration()
            .build(&add())
            .expect("a compiled model");
        assert_eq!(sum(&mut compiled), 3.25, "{name:?}");
        let report = compiled.acceleration();
        assert_eq!(report.delegates[0].operators, Some(1), "{report}");
        assert!(!report.xnnpack_before_delegates, "{report}");
        let text = report.to_string();
        assert!(text.contains("libadd_plugin.so took 1 operator"), "{text}");
    }
}

#[test]
fn delegate_behind_xnnpack_is_reported_and_refused_where_full_acceleration_is_required() {
    let Some(path) = ADD_PLUGIN.build() else {
        return;
    };
    let Some(runtime) = runtime(None) else {
        return;
    };
    let builder = || {
        let builder = CompiledModel::builder().runtime(&runtime);
        builder.delegate(plugin(&path).option("bias", "0.25"))
    };
    let mut compiled = builder().build(&add()).expect("a compiled model");
    assert_eq!(sum(&mut compiled), 3.0);
    let report = compiled.acceleration();
    assert!(report.xnnpack_before_delegates, "{report}");
    assert_eq!(report.delegates[0].operators, Some(0), "{report}");
    let text = report.to_string();
    assert!(text.contains("libadd_plugin.so took no operator"), "{text}");
    assert!(text.contains("XNNPACK was asked before"), "{text}");
    let refused = builder().require_full_acceleration().build(&add());
    let error = refused.expect_err("a delegate that does nothing");
    assert!(error.to_string().contains("Interpreter"), "{error}");
    let Error::Acceleration(error) = error else {
        panic!("{error:?}");
    };
    let AccelerationProblem::IdleDelegate {
        name,
        xnnpack_came_first,
        ..
    } = &error.failures[0].problem
    else {
        panic!("{error}");
    };
    assert_eq!(
        (name.as_str(), *xnnpack_came_first),
        ("libadd_plugin.so", true)
    );
}

#[test]
fn delegate_without_an_operator_of_its_kind_is_refused_where_full_acceleration_is_required() {
    let Some(path) = ADD_PLUGIN.build() else {
        return;
    };
    let Some(runtime) = runtime(Some(OLD)) else {
        return;
    };
    // It has no ADD.
    let model = Model::from_file(own("digits/digits_float32.tflite")).expect("our own model");
    let builder = || {
        CompiledModel::builder()
            .runtime(&runtime)
            .delegate(plugin(&path))
    };
    let compiled = builder().build(&model).expect("a compiled model");
    assert_eq!(compiled.acceleration().delegates[0].operators, Some(0));
    let error = builder().require_full_acceleration().build(&model);
    let text = error.expect_err("a delegate that does nothing").to_string();
    assert!(
        text.contains("took no operator") && text.contains("leave the delegate out"),
        "{text}"
    );
}
