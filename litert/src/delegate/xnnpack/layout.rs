//! XNNPACK's options struct, which grew three times without its functions changing their names.

use std::ffi::{c_char, c_int, c_void};
use std::mem::{offset_of, size_of};

use litert_sys::groups::tflite::Xnnpack;
use litert_sys::{TfLiteApi, TfLiteVersion, tflite};

use super::XnnpackFlags;
use crate::delegate::defaults::Options;

/// The struct of TensorFlow Lite 2.14: 24 bytes on 64-bit machines, the last 7 of them padding.
#[repr(C)]
struct Tiny {
    num_threads: i32,
    flags: u32,
    weights_cache: *mut c_void,
    handle_variable_ops: bool,
}

/// The struct of TensorFlow Lite 2.17: 32 bytes on 64-bit machines.
#[repr(C)]
struct Small {
    num_threads: i32,
    flags: u32,
    weights_cache: *mut c_void,
    handle_variable_ops: bool,
    weight_cache_file_path: *const c_char,
}

/// The struct of LiteRT 1.4 and 2.0: 56 bytes.
#[repr(C)]
struct Middle {
    num_threads: i32,
    runtime_flags: u32,
    flags: u32,
    weights_cache: *mut c_void,
    handle_variable_ops: bool,
    weight_cache_file_path: *const c_char,
    weight_cache_file_descriptor: c_int,
    weight_cache_provider: *mut c_void,
}

/// The struct of LiteRT 2.1.6 and later: 64 bytes.
type Large = tflite::TfLiteXNNPackDelegateOptions;

#[cfg(target_pointer_width = "64")]
const _: () = {
    assert!(size_of::<Tiny>() == 24);
    assert!(size_of::<Small>() == 32);
    assert!(size_of::<Middle>() == 56);
    assert!(size_of::<Large>() == 64);
};

/// Which struct a library has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    Tiny,
    Small,
    Middle,
    Large,
    /// None that is known. The thread count comes first in all of them, and nothing else is sure.
    Unknown,
}

/// Where the fields are; `None` for those that a struct does not have.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields {
    pub(super) flags: usize,
    pub(super) weights_cache: usize,
    pub(super) handle_variable_ops: usize,
    pub(super) file_path: Option<usize>,
    pub(super) runtime_flags: Option<usize>,
    pub(super) file_descriptor: Option<usize>,
    pub(super) lock_memory: Option<usize>,
}

impl Layout {
    /// The flags that its library does not know, and would ignore in silence.
    pub(super) fn unknown_flags(self) -> XnnpackFlags {
        match self {
            Layout::Tiny => XnnpackFlags::SINCE_SMALL.union(XnnpackFlags::SINCE_MIDDLE),
            Layout::Small => XnnpackFlags::SINCE_MIDDLE,
            Layout::Middle | Layout::Large | Layout::Unknown => XnnpackFlags::empty(),
        }
    }

    pub(super) fn fields(self) -> Option<Fields> {
        Some(match self {
            Layout::Tiny | Layout::Small => Fields {
                flags: offset_of!(Small, flags),
                weights_cache: offset_of!(Small, weights_cache),
                handle_variable_ops: offset_of!(Small, handle_variable_ops),
                file_path: (self == Layout::Small)
                    .then_some(offset_of!(Small, weight_cache_file_path)),
                runtime_flags: None,
                file_descriptor: None,
                lock_memory: None,
            },
            Layout::Middle | Layout::Large => Fields {
                flags: offset_of!(Large, flags),
                weights_cache: offset_of!(Large, weights_cache),
                handle_variable_ops: offset_of!(Large, handle_variable_ops),
                file_path: Some(offset_of!(Large, weight_cache_file_path)),
                runtime_flags: Some(offset_of!(Large, runtime_flags)),
                file_descriptor: Some(offset_of!(Large, weight_cache_file_descriptor)),
                lock_memory: (self == Layout::Large)
                    .then_some(offset_of!(Large, weight_cache_lock_memory)),
            },
            Layout::Unknown => return None,
        })
    }
}

const _: () = {
    // The tiny struct is the beginning of the small one.
    assert!(offset_of!(Tiny, flags) == offset_of!(Small, flags));
    assert!(offset_of!(Tiny, weights_cache) == offset_of!(Small, weights_cache));
    assert!(offset_of!(Tiny, handle_variable_ops) == offset_of!(Small, handle_variable_ops));
    // The middle struct is the beginning of the large one.
    assert!(offset_of!(Middle, flags) == offset_of!(Large, flags));
    assert!(offset_of!(Middle, weights_cache) == offset_of!(Large, weights_cache));
    assert!(offset_of!(Middle, handle_variable_ops) == offset_of!(Large, handle_variable_ops));
    assert!(
        offset_of!(Middle, weight_cache_file_path) == offset_of!(Large, weight_cache_file_path)
    );
    assert!(
        offset_of!(Middle, weight_cache_file_descriptor)
            == offset_of!(Large, weight_cache_file_descriptor)
    );
};

/// The library's default options, and which struct it has.
pub(super) fn defaults(api: &TfLiteApi, functions: &Xnnpack) -> (Options, Layout) {
    let call = functions.TfLiteXNNPackDelegateOptionsDefault;
    // SAFETY: the function returns its options struct by value and takes no arguments.
    if let Some(options) = unsafe { Options::of(call as *mut c_void) } {
        let layout = recognise(&options, options.extent());
        return (options, layout);
    }
    // The same without asking: what each known version fills in.
    let layout = by_version(&api.version);
    let mut options = Options::zeroed();
    if let Some(fields) = layout.fields() {
        options.set(fields.flags, (XnnpackFlags::QS8 | XnnpackFlags::QU8).bits());
        if let Some(descriptor) = fields.file_descriptor {
            options.set(descriptor, -1_i32);
        }
    }
    (options, layout)
}

/// Which struct a library has, from how far it wrote and from what it wrote.
fn recognise(options: &Options, extent: usize) -> Layout {
    let descriptor = options.get_u32(offset_of!(Large, weight_cache_file_descriptor));
    // Without a file, the descriptor is -1.
    let descriptor_is_there = descriptor == u32::MAX;
    let tiny = offset_of!(Tiny, handle_variable_ops) + 1..=size_of::<Tiny>();
    if tiny.contains(&extent) {
        // It ends in padding, which a compiler need not write.
        Layout::Tiny
    } else if extent == size_of::<Small>() {
        Layout::Small
    } else if extent == size_of::<Middle>() && descriptor_is_there {
        Layout::Middle
    } else if extent > offset_of!(Large, weight_cache_lock_memory) && descriptor_is_there {
        // Whatever a later release appends keeps the default that the library gave it.
        Layout::Large
    } else {
        Layout::Unknown
    }
}

/// The same from the version, where the struct cannot be looked at: only versions that were seen.
fn by_version(version: &TfLiteVersion) -> Layout {
    match (version.major, version.minor) {
        (2, 14) => Layout::Tiny,
        (2, 17) => Layout::Small,
        (2, 23..) | (3.., _) => Layout::Large,
        _ => Layout::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_pointer_width = "64")]
    fn after_writing(bytes: &[(usize, u32)], extent: usize) -> Layout {
        let mut options = Options::zeroed();
        for &(offset, value) in bytes {
            options.set(offset, value);
        }
        recognise(&options, extent)
    }

    #[test]
    #[cfg(target_pointer_width = "64")]
    fn structs_are_told_apart_by_their_extent() {
        for extent in [17, 20, 24] {
            assert_eq!(after_writing(&[(4, 3)], extent), Layout::Tiny);
        }
        assert_eq!(after_writing(&[(4, 3)], 32), Layout::Small);
        assert_eq!(after_writing(&[(8, 3), (40, u32::MAX)], 56), Layout::Middle);
        for extent in [57, 64, 72, 128] {
            assert_eq!(
                after_writing(&[(8, 3), (40, u32::MAX)], extent),
                Layout::Large
            );
        }
        // Sizes and contents that no release has.
        for extent in [0, 16, 28, 40, 48] {
            assert_eq!(after_writing(&[(4, 3)], extent), Layout::Unknown);
        }
        assert_eq!(after_writing(&[(8, 3)], 64), Layout::Unknown);
    }

    /// Functions as the libraries have them.
    extern "C" fn tiny() -> Tiny {
        Tiny {
            num_threads: 0,
            flags: 3,
            weights_cache: std::ptr::null_mut(),
            handle_variable_ops: false,
        }
    }

    extern "C" fn small() -> Small {
        Small {
            num_threads: 0,
            flags: 3,
            weights_cache: std::ptr::null_mut(),
            handle_variable_ops: false,
            weight_cache_file_path: std::ptr::null(),
        }
    }

    extern "C" fn middle() -> Middle {
        Middle {
            num_threads: 0,
            runtime_flags: 0,
            flags: 3,
            weights_cache: std::ptr::null_mut(),
            handle_variable_ops: false,
            weight_cache_file_path: std::ptr::null(),
            weight_cache_file_descriptor: -1,
            weight_cache_provider: std::ptr::null_mut(),
        }
    }

    extern "C" fn large() -> Large {
        Large {
            num_threads: 0,
            runtime_flags: 0,
            flags: 3,
            weights_cache: std::ptr::null_mut(),
            handle_variable_ops: false,
            weight_cache_file_path: std::ptr::null(),
            weight_cache_file_descriptor: -1,
            weight_cache_provider: std::ptr::null_mut(),
            weight_cache_lock_memory: false,
        }
    }

    #[test]
    fn structs_are_recognised_when_received() {
        for (function, expected) in [
            (tiny as *mut c_void, Layout::Tiny),
            (small as *mut c_void, Layout::Small),
            (middle as *mut c_void, Layout::Middle),
            (large as *mut c_void, Layout::Large),
        ] {
            // SAFETY: one of the functions above.
            let Some(options) = (unsafe { Options::of(function) }) else {
                continue;
            };
            let layout = recognise(&options, options.extent());
            assert_eq!(layout, expected);
            let flags = layout.fields().unwrap().flags;
            assert_eq!(options.get_u32(flags), 3, "{layout:?}");
        }
    }

    #[test]
    fn versions_that_nobody_has_seen_are_unknown() {
        let version = |minor| TfLiteVersion {
            major: 2,
            minor,
            text: String::new(),
        };
        assert_eq!(by_version(&version(14)), Layout::Tiny);
        assert_eq!(by_version(&version(17)), Layout::Small);
        assert_eq!(by_version(&version(23)), Layout::Large);
        assert_eq!(by_version(&version(19)), Layout::Unknown);
        assert_eq!(by_version(&version(15)), Layout::Unknown);
    }
}
