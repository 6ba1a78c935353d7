//! Structs that C functions return by value, received in storage of our own making.
//!
//! Options structs grew from release to release. The callee writes as much as *its* struct has
//! through a hidden pointer, so receiving one in a struct of another version corrupts the stack.
//! Calling with that pointer made explicit lets the storage be larger than every version, and lets
//! it be prepared: bytes that keep what was in them before were not written.

use std::ffi::c_void;
use std::ptr::NonNull;

/// Whether [`receive`] can be used on this architecture.
pub const SUPPORTED: bool = cfg!(any(
    target_arch = "x86_64",
    target_arch = "arm",
    target_arch = "aarch64"
));

/// Calls `function`, which takes no arguments and returns a large struct by value, so that it
/// writes the struct to `storage`. Returns whether that was possible on this architecture.
///
/// # Safety
/// `function` is a C function without parameters that returns a struct of more than 16 bytes (on
/// 32-bit ARM more than 4) by value; `storage` is valid for writes of as many bytes as any version
/// of the struct has, and is aligned for it.
pub unsafe fn receive(function: NonNull<c_void>, storage: *mut u8) -> bool {
    #[cfg(any(target_arch = "x86_64", target_arch = "arm"))]
    {
        // The hidden pointer is passed like a first argument, on Windows as well.
        // SAFETY: for a struct of this size both signatures are the same call on these
        // architectures; the caller vouches for function and storage.
        unsafe {
            let function: unsafe extern "C" fn(*mut u8) -> *mut u8 =
                std::mem::transmute::<NonNull<c_void>, _>(function);
            function(storage);
        }
        true
    }
    #[cfg(target_arch = "aarch64")]
    {
        // The hidden pointer has a register of its own, which no argument ever uses.
        // SAFETY: x8 holds the address of the result in the AArch64 procedure call standard, on
        // Apple's and Microsoft's platforms too; everything that a call may change is declared.
        unsafe {
            std::arch::asm!(
                "blr {function}",
                function = in(reg) function.as_ptr(),
                in("x8") storage,
                clobber_abi("C"),
            );
        }
        true
    }
    #[cfg(not(any(target_arch = "x86_64", target_arch = "arm", target_arch = "aarch64")))]
    {
        let _ = (function, storage);
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[repr(C)]
    struct Options {
        first: u64,
        rest: [u64; 4],
    }

    extern "C" fn options() -> Options {
        Options {
            first: 7,
            rest: [1, 2, 3, 4],
        }
    }

    #[test]
    fn a_struct_lands_in_the_storage_and_nothing_behind_it_changes() {
        let mut storage = [u64::MAX; 8];
        let function = NonNull::new(options as *mut c_void).unwrap();
        // SAFETY: the function returns 40 bytes, the storage has 64.
        let called = unsafe { receive(function, storage.as_mut_ptr().cast()) };
        assert_eq!(called, SUPPORTED);
        if called {
            assert_eq!(storage[..5], [7, 1, 2, 3, 4]);
            assert_eq!(storage[5..], [u64::MAX; 3]);
        }
    }
}
