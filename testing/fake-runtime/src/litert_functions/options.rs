//! Compilation options.

use std::ffi::{CString, c_char, c_int, c_void};

use litert_sys::litert::*;

use super::{INVALID_ARGUMENT, OK};
use crate::call::c_functions;
use crate::pointer::{Const, Mut, Wrap};
use crate::registry::Thing;

type Destroy = unsafe extern "C" fn(*mut c_void);

#[derive(Default)]
pub(super) struct Options {
    pub(super) hardware: c_int,
    pub(super) kernels: Vec<Kernel>,
    opaque: Vec<usize>,
    /// What was said about the CPU and the rest, in TOML.
    pub(super) texts: Vec<CString>,
}

impl Thing for Options {
    const KIND: &'static str = "LiteRtOptions";
}

/// A custom operator.
#[derive(Clone)]
pub(super) struct Kernel {
    pub(super) name: CString,
    pub(super) version: c_int,
    pub(super) functions: Functions,
    pub(super) user_data: Mut<c_void>,
}

/// The callbacks of a custom operator.
#[derive(Clone, Copy)]
pub(super) struct Functions(pub(super) LiteRtCustomOpKernel);

struct Opaque {
    payload: Mut<c_void>,
    destroy: Option<Destroy>,
}

impl Thing for Opaque {
    const KIND: &'static str = "LiteRtOpaqueOptions";
}

/// A string that a struct of the application's points to.
pub(super) fn text(text: *const c_char) -> Option<CString> {
    // SAFETY: null or a C string, by the declaration of the struct.
    let text: Const<c_char> = unsafe { text.wrap() };
    text.text()
}

c_functions! { litert;
    fn LiteRtCreateOptions(call, out: *mut LiteRtOptions) -> LiteRtStatus, null out {
        out.put(call.create(Options::default()));
        Some(OK)
    }

    fn LiteRtDestroyOptions(call, options: LiteRtOptions) {
        let options = call.destroy::<Options>(options.raw() as usize)?;
        for opaque in options.opaque {
            let Opaque { payload, destroy } = call.destroy::<Opaque>(opaque)?;
            // SAFETY: the destructor that came with the payload, called once.
            call.pause(|| unsafe { destroy.map(|destroy| destroy(payload.raw())) });
        }
        Some(())
    }

    fn LiteRtSetOptionsHardwareAccelerators(
        call,
        options: LiteRtOptions,
        hardware: LiteRtHwAcceleratorSet,
    ) -> LiteRtStatus {
        let options = call.get::<Options>(options.raw() as usize)?;
        if hardware == 0 || hardware & !7 != 0 {
            return Some(INVALID_ARGUMENT);
        }
        options.hardware = hardware;
        Some(OK)
    }

    fn LiteRtCreateOpaqueOptions(
        call,
        identifier: *const c_char,
        payload: *mut c_void,
        destroy: Option<Destroy>,
        out: *mut LiteRtOpaqueOptions,
    ) -> LiteRtStatus, null out {
        let identifier = identifier.text()?;
        let said = text(payload.raw().cast_const().cast());
        if let (Some(world), Some(said)) = (call.world(), said) {
            world.options.push((identifier, said));
        }
        out.put(call.create(Opaque { payload, destroy }));
        Some(OK)
    }

    fn LiteRtAddOpaqueOptions(
        call,
        options: LiteRtOptions,
        opaque: LiteRtOpaqueOptions,
    ) -> LiteRtStatus {
        let opaque = opaque.raw() as usize;
        let payload = call.get::<Opaque>(opaque)?.payload;
        let options = call.get::<Options>(options.raw() as usize)?;
        options.opaque.push(opaque);
        options.texts.extend(text(payload.raw().cast_const().cast()));
        Some(OK)
    }

    fn LiteRtDestroyOpaqueOptions(call, options: LiteRtOpaqueOptions) {
        let Opaque { payload, destroy } = call.destroy::<Opaque>(options.raw() as usize)?;
        // SAFETY: the destructor that came with the payload, called once.
        call.pause(|| unsafe { destroy.map(|destroy| destroy(payload.raw())) });
        Some(())
    }

    fn LiteRtAddCustomOpKernelOption(
        call,
        options: LiteRtOptions,
        name: *const c_char,
        version: c_int,
        functions: *const LiteRtCustomOpKernel,
        user_data: *mut c_void,
    ) -> LiteRtStatus {
        let functions = functions.get().map(Functions)?;
        let name = name.text()?;
        let options = call.get::<Options>(options.raw() as usize)?;
        options.kernels.push(Kernel { name, version, functions, user_data });
        Some(OK)
    }
}
