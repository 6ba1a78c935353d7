//! Groups of delegates that live in libraries of their own.
//!
//! They are not in [`ALL`](super::ALL): no runtime exports them, so there is no list to check them
//! against.

use crate::group::symbol_group;

symbol_group! {
    /// Any external delegate.
    pub struct Plugin(TfLite, "external delegate", extra) from tflite;
    required {
        tflite_plugin_create_delegate,
        tflite_plugin_destroy_delegate,
    }
    optional {}
}

symbol_group! {
    /// The Edge TPU.
    pub struct EdgeTpu(TfLite, "Edge TPU", extra) from edgetpu;
    required {
        edgetpu_list_devices,
        edgetpu_free_devices,
        edgetpu_create_delegate,
        edgetpu_free_delegate,
        edgetpu_verbosity,
        edgetpu_version,
    }
    optional {}
}

symbol_group! {
    /// The GPU delegate V2.
    pub struct GpuV2(TfLite, "GPU delegate V2", extra) from tflite;
    required {
        TfLiteGpuDelegateOptionsV2Default,
        TfLiteGpuDelegateV2Create,
        TfLiteGpuDelegateV2Delete,
    }
    optional {}
}
