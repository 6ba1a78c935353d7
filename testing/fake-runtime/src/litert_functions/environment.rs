//! Environments.

use std::ffi::{c_char, c_int};

use litert_sys::litert::*;

use super::accelerator::Accelerator;
use super::buffer::Buffer;
use super::{NOT_FOUND, OK};
use crate::call::c_functions;
use crate::pointer::Mut;
use crate::registry::Thing;

pub(super) struct Environment {
    /// In the order in which they are asked for delegates.
    pub(super) accelerators: Vec<usize>,
}

impl Thing for Environment {
    const KIND: &'static str = "LiteRtEnvironment";
}

c_functions! { litert;
    fn LiteRtCreateEnvironment(
        call,
        count: c_int,
        options: *const LiteRtEnvOption,
        out: *mut LiteRtEnvironment,
    ) -> LiteRtStatus, null out {
        let options = options.copy(usize::try_from(count).ok()?);
        // Strings are copied by the real one.
        for option in &options {
            if option.value.type_ == LiteRtAnyType::kLiteRtAnyTypeString {
                // SAFETY: the type says which field of the union it is.
                let text = unsafe { option.value.value.str_value };
                super::options::text(text)?;
            }
        }
        let registered = options
            .iter()
            .find(|option| {
                option.tag == LiteRtEnvOptionTag::kLiteRtEnvOptionTagAutoRegisterAccelerators
            })
            // SAFETY: this tag has an integer.
            .map_or(1, |option| unsafe { option.value.value.int_value });
        let environment: LiteRtEnvironment = call.create(Environment { accelerators: Vec::new() });
        if registered & 1 != 0 {
            let cpu: LiteRtAccelerator = call.create_in(environment as usize, Accelerator::default());
            let it = call.get::<Environment>(environment as usize)?;
            it.accelerators.push(cpu as usize);
        }
        out.put(environment);
        Some(OK)
    }

    fn LiteRtDestroyEnvironment(call, environment: LiteRtEnvironment) {
        let address = environment.raw() as usize;
        call.destroy::<Environment>(address)?;
        // Buffers do not say which environment they were made for; the last one has to stay.
        let buffers = call.living::<Buffer>();
        if let (true, Some(first)) = (call.living::<Environment>().is_empty(), buffers.first()) {
            call.violation(format!("the last environment was ended before {first}"));
        }
        Some(())
    }

    fn LiteRtGetNumAccelerators(
        call,
        environment: LiteRtEnvironment,
        count: *mut LiteRtParamIndex,
    ) -> LiteRtStatus {
        let it = call.get::<Environment>(environment.raw() as usize)?;
        count.put(it.accelerators.len());
        Some(OK)
    }

    fn LiteRtGetAccelerator(
        call,
        environment: LiteRtEnvironment,
        index: LiteRtParamIndex,
        out: *mut LiteRtAccelerator,
    ) -> LiteRtStatus, null out {
        let it = call.get::<Environment>(environment.raw() as usize)?;
        match it.accelerators.get(index) {
            Some(accelerator) => {
                out.put(*accelerator as LiteRtAccelerator);
                Some(OK)
            }
            None => Some(NOT_FOUND),
        }
    }

    fn LiteRtGetAcceleratorName(
        call,
        accelerator: LiteRtAcceleratorConst,
        out: *mut *const c_char,
    ) -> LiteRtStatus, null out {
        let it = call.get::<Accelerator>(accelerator.raw() as usize)?;
        let Some(name) = it.name else {
            out.put(c"CPU".as_ptr());
            return Some(OK);
        };
        // SAFETY: the function that the application gave; it gets its own accelerator.
        Some(call.pause(|| unsafe { name(accelerator.raw(), out.raw()) }))
    }

    fn LiteRtGetAcceleratorHardwareSupport(
        call,
        accelerator: LiteRtAcceleratorConst,
        out: *mut LiteRtHwAcceleratorSet,
    ) -> LiteRtStatus {
        let it = call.get::<Accelerator>(accelerator.raw() as usize)?;
        let Some(hardware) = it.hardware else {
            out.put(1);
            return Some(OK);
        };
        // SAFETY: as above.
        Some(call.pause(|| unsafe { hardware(accelerator.raw(), out.raw()) }))
    }

    fn LiteRtEnvironmentHasGpuEnvironment(
        call,
        environment: LiteRtEnvironment,
        out: *mut bool,
    ) {
        call.get::<Environment>(environment.raw() as usize)?;
        out.put(false);
        Some(())
    }

    fn LiteRtEnvironmentSupportsFP16(
        call,
        environment: LiteRtEnvironment,
        out: *mut bool,
    ) -> LiteRtStatus {
        no(call.get::<Environment>(environment.raw() as usize)?, out)
    }

    fn LiteRtEnvironmentSupportsClGlInterop(
        call,
        environment: LiteRtEnvironment,
        out: *mut bool,
    ) -> LiteRtStatus {
        no(call.get::<Environment>(environment.raw() as usize)?, out)
    }

    fn LiteRtEnvironmentSupportsAhwbClInterop(
        call,
        environment: LiteRtEnvironment,
        out: *mut bool,
    ) -> LiteRtStatus {
        no(call.get::<Environment>(environment.raw() as usize)?, out)
    }

    fn LiteRtEnvironmentSupportsAhwbGlInterop(
        call,
        environment: LiteRtEnvironment,
        out: *mut bool,
    ) -> LiteRtStatus {
        no(call.get::<Environment>(environment.raw() as usize)?, out)
    }
}

/// There is no GPU.
fn no(_: &Environment, out: Mut<bool>) -> Option<LiteRtStatus> {
    out.put(false);
    Some(OK)
}
