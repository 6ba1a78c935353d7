//! Accelerators that the application registers, and delegates that they hand out.

use std::ffi::{c_char, c_void};

use litert_sys::litert::*;
use litert_sys::tflite::TfLiteOpaqueDelegate;

use super::OK;
use super::environment::Environment;
use crate::call::c_functions;
use crate::pointer::Mut;
use crate::registry::Thing;

type Name = unsafe extern "C" fn(LiteRtAcceleratorConst, *mut *const c_char) -> LiteRtStatus;
type Version = unsafe extern "C" fn(LiteRtAcceleratorConst, *mut LiteRtApiVersion) -> LiteRtStatus;
type Hardware =
    unsafe extern "C" fn(LiteRtAcceleratorConst, *mut LiteRtHwAcceleratorSet) -> LiteRtStatus;
type Compiles = unsafe extern "C" fn(LiteRtAcceleratorConst, *mut bool) -> LiteRtStatus;
pub(super) type CreateDelegate = unsafe extern "C" fn(
    *mut LiteRtRuntimeContext,
    LiteRtEnvironment,
    LiteRtAcceleratorConst,
    LiteRtOptions,
    *mut LiteRtDelegateWrapper,
) -> LiteRtStatus;
type Deleter = unsafe extern "C" fn(*mut TfLiteOpaqueDelegate);

#[derive(Default)]
pub(super) struct Accelerator {
    pub(super) name: Option<Name>,
    version: Option<Version>,
    pub(super) hardware: Option<Hardware>,
    compiles: Option<Compiles>,
    pub(super) create: Option<CreateDelegate>,
}

impl Thing for Accelerator {
    const KIND: &'static str = "LiteRtAccelerator";
}

/// A delegate on its way to a compiled model.
pub(super) struct Wrapper {
    pub(super) delegate: Mut<TfLiteOpaqueDelegate>,
    pub(super) deleter: Option<Deleter>,
}

impl Thing for Wrapper {
    const KIND: &'static str = "LiteRtDelegateWrapper";
}

c_functions! { litert;
    fn LiteRtCreateAccelerator(
        call,
        out: *mut LiteRtAccelerator,
    ) -> LiteRtStatus, null out {
        out.put(call.create(Accelerator::default()));
        Some(OK)
    }

    fn LiteRtDestroyAccelerator(call, accelerator: LiteRtAccelerator) -> LiteRtStatus {
        call.destroy::<Accelerator>(accelerator.raw() as usize)?;
        Some(OK)
    }

    fn LiteRtSetAcceleratorGetName(
        call,
        accelerator: LiteRtAccelerator,
        function: Option<Name>,
    ) -> LiteRtStatus {
        call.get::<Accelerator>(accelerator.raw() as usize)?.name = function;
        Some(OK)
    }

    fn LiteRtSetAcceleratorGetVersion(
        call,
        accelerator: LiteRtAccelerator,
        function: Option<Version>,
    ) -> LiteRtStatus {
        call.get::<Accelerator>(accelerator.raw() as usize)?.version = function;
        Some(OK)
    }

    fn LiteRtSetAcceleratorGetHardwareSupport(
        call,
        accelerator: LiteRtAccelerator,
        function: Option<Hardware>,
    ) -> LiteRtStatus {
        call.get::<Accelerator>(accelerator.raw() as usize)?.hardware = function;
        Some(OK)
    }

    fn LiteRtSetIsAcceleratorDelegateResponsibleForJitCompilation(
        call,
        accelerator: LiteRtAccelerator,
        function: Option<Compiles>,
    ) -> LiteRtStatus {
        call.get::<Accelerator>(accelerator.raw() as usize)?.compiles = function;
        Some(OK)
    }

    fn LiteRtSetDelegateFunction(
        call,
        accelerator: LiteRtAccelerator,
        function: Option<CreateDelegate>,
    ) -> LiteRtStatus {
        call.get::<Accelerator>(accelerator.raw() as usize)?.create = function;
        Some(OK)
    }

    fn LiteRtRegisterAccelerator(
        call,
        environment: LiteRtEnvironment,
        accelerator: LiteRtAccelerator,
        _data: *mut c_void,
        _release: Option<unsafe extern "C" fn(*mut c_void)>,
    ) -> LiteRtStatus {
        let (environment, accelerator) = (environment.raw() as usize, accelerator.raw() as usize);
        let it = call.get::<Accelerator>(accelerator)?;
        if it.name.is_none() || it.version.is_none() || it.hardware.is_none() {
            call.violation("the accelerator lacks its functions");
            return None;
        }
        call.get::<Environment>(environment)?.accelerators.push(accelerator);
        call.adopt(accelerator, environment);
        Some(OK)
    }

    fn LiteRtWrapDelegate(
        call,
        delegate: *mut TfLiteOpaqueDelegate,
        deleter: Option<Deleter>,
        out: *mut LiteRtDelegateWrapper,
    ) -> LiteRtStatus, null out {
        if delegate.raw().is_null() {
            call.violation("null where it takes a delegate");
            return None;
        }
        out.put(call.create(Wrapper { delegate, deleter }));
        Some(OK)
    }
}
