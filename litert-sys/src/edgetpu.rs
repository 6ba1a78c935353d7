//! The C functions of `libedgetpu`.
//!
//! Its header does not belong to the runtime, so these declarations are written by hand.

use std::ffi::{c_char, c_int, c_void};

use crate::tflite::TfLiteDelegate;

/// `enum edgetpu_device_type`: 0 for PCIe, 1 for USB.
#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EdgeTpuDeviceType(pub c_int);

impl EdgeTpuDeviceType {
    /// The device is on the Apex PCIe driver.
    pub const PCI: Self = Self(0);
    /// The device is on USB.
    pub const USB: Self = Self(1);
}

/// `struct edgetpu_device`.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct EdgeTpuDevice {
    /// The bus that it is attached to.
    pub type_: EdgeTpuDeviceType,
    /// Its path, part of the same allocation.
    pub path: *const c_char,
}

/// `struct edgetpu_option`.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct EdgeTpuOption {
    /// The key.
    pub name: *const c_char,
    /// The value.
    pub value: *const c_char,
}

/// `edgetpu_list_devices`: null where there are none.
#[allow(non_camel_case_types)]
pub type edgetpu_list_devices = unsafe extern "C" fn(count: *mut usize) -> *mut EdgeTpuDevice;

/// `edgetpu_free_devices`.
#[allow(non_camel_case_types)]
pub type edgetpu_free_devices = unsafe extern "C" fn(devices: *mut EdgeTpuDevice);

/// `edgetpu_create_delegate`. With options, the name must not be null.
#[allow(non_camel_case_types)]
pub type edgetpu_create_delegate = unsafe extern "C" fn(
    device_type: EdgeTpuDeviceType,
    name: *const c_char,
    options: *const EdgeTpuOption,
    count: usize,
) -> *mut TfLiteDelegate;

/// `edgetpu_free_delegate`.
#[allow(non_camel_case_types)]
pub type edgetpu_free_delegate = unsafe extern "C" fn(delegate: *mut TfLiteDelegate);

/// `edgetpu_verbosity`.
#[allow(non_camel_case_types)]
pub type edgetpu_verbosity = unsafe extern "C" fn(verbosity: c_int);

/// `edgetpu_version`: a string that is never freed.
#[allow(non_camel_case_types)]
pub type edgetpu_version = unsafe extern "C" fn() -> *const c_char;

const _: () = {
    // The plugin interface passes pointers only; the device struct has the size C gives it.
    assert!(size_of::<EdgeTpuDevice>() == 2 * size_of::<*const c_void>());
};
