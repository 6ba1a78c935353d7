//! The CPU's accelerator, XNNPACK, as the library itself would register it.
//!
//! Accelerators are asked for their delegates in the order in which they were registered, and the
//! library registers this one while it makes an environment. Whoever wants another one to come
//! first leaves it out there and registers it later, with the functions found here.

use std::ffi::c_void;
use std::ptr::NonNull;

use crate::abi::LiteRtVersion;
use crate::api::LiteRtApi;
use crate::litert::{
    LiteRtAccelerator, LiteRtAcceleratorDef, LiteRtSetAcceleratorGetHardwareSupport,
    LiteRtSetAcceleratorGetName, LiteRtSetAcceleratorGetVersion, LiteRtSetDelegateFunction,
    LiteRtSetIsAcceleratorDelegateResponsibleForJitCompilation, LiteRtStatus,
};

/// Functions of the CPU's accelerator that is linked into a library.
#[derive(Clone, Copy, Debug)]
pub struct CpuAccelerator {
    definition: NonNull<LiteRtAcceleratorDef>,
}

impl LiteRtApi {
    /// The CPU's accelerator; `None` for libraries that have none, or do not show it. The variable
    /// got another name in 2.4.
    pub fn cpu_accelerator(&self) -> Option<CpuAccelerator> {
        let variable = self
            .source
            .find(c"LiteRtStaticLinkedAcceleratorXnnpackDef")
            .or_else(|| self.source.find(c"LiteRtStaticLinkedAcceleratorCpuDef"))?;
        // SAFETY: `SymbolSource` promises that this is the variable which the headers declare: a
        // pointer, set when the library is loaded and changed by nobody.
        let definition = unsafe { variable.cast::<*mut LiteRtAcceleratorDef>().read() };
        let definition = NonNull::new(definition)?;
        is_known(self.version, definition.cast()).then_some(CpuAccelerator { definition })
    }
}

/// True if the definition is laid out as it was declared here: of version 1, in its old form with a
/// number in front or in its new one with a header of the same size.
fn is_known(version: LiteRtVersion, definition: NonNull<c_void>) -> bool {
    if version >= LiteRtVersion::V2_2 {
        // SAFETY: every definition of these versions begins with this header.
        let [_size, major] = unsafe { definition.cast::<[u16; 2]>().read() };
        return major == 1;
    }
    // Before, it was one number, and what follows begins where pointers may.
    // SAFETY: every definition of these versions begins with a number.
    let number = unsafe { definition.cast::<i32>().read() };
    number == 1 && size_of::<usize>() == 8
}

impl CpuAccelerator {
    /// Sets the functions of an empty accelerator to those of the CPU's. Returns the first status
    /// that is not 0.
    ///
    /// # Safety
    /// `accelerator` was made by the library that this is of, and is not registered yet; so are the
    /// functions.
    pub unsafe fn fill(
        self,
        accelerator: LiteRtAccelerator,
        functions: &crate::groups::litert::Accelerators,
    ) -> LiteRtStatus {
        let set_name: LiteRtSetAcceleratorGetName = functions.LiteRtSetAcceleratorGetName;
        let set_version: LiteRtSetAcceleratorGetVersion = functions.LiteRtSetAcceleratorGetVersion;
        let set_support: LiteRtSetAcceleratorGetHardwareSupport =
            functions.LiteRtSetAcceleratorGetHardwareSupport;
        let set_jit: LiteRtSetIsAcceleratorDelegateResponsibleForJitCompilation =
            functions.LiteRtSetIsAcceleratorDelegateResponsibleForJitCompilation;
        let set_create: LiteRtSetDelegateFunction = functions.LiteRtSetDelegateFunction;
        let it = self.definition.as_ptr();
        // SAFETY: the definition is part of a library that is never unloaded. Only these five
        // fields are read: they lie where they always did, and what follows has grown.
        unsafe {
            let statuses = [
                set_name(accelerator, (&raw const (*it).get_name).read()),
                set_version(accelerator, (&raw const (*it).get_version).read()),
                set_support(accelerator, (&raw const (*it).get_hardware_support).read()),
                set_jit(
                    accelerator,
                    (&raw const (*it).is_tflite_delegate_responsible_for_jit_compilation).read(),
                ),
                set_create(accelerator, (&raw const (*it).create_delegate).read()),
            ];
            statuses
                .into_iter()
                .find(|status| status.0 != 0)
                .unwrap_or(LiteRtStatus(0))
        }
    }
}
