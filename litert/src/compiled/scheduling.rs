//! Hints to the schedulers of hardware that several programs share.

use std::ffi::CString;
use std::ptr;

use litert_sys::litert;

use super::CompiledModel;
use crate::error::{Error, Result};

/// Says how important the runs of a compiled model are, and to whom they belong:
/// `LiteRtSchedulingInfo`.
///
/// NPUs may look at it; the CPU and the GPU do not. What is not set stays with the runtime's
/// default.
///
/// ```
/// use litert::SchedulingInfo;
///
/// # fn main() -> litert::Result<()> {
/// # let model = litert::Model::from_file("../models/tiny/add.tflite")?;
/// let mut compiled = litert::CompiledModel::new(&model)?;
/// compiled.set_scheduling(SchedulingInfo::new().priority(200).feature("camera preview"))?;
/// compiled.run()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use]
pub struct SchedulingInfo {
    uid: Option<i32>,
    feature: Option<String>,
    priority: Option<i32>,
    group: Option<[u8; 16]>,
}

impl SchedulingInfo {
    /// Nothing said.
    pub fn new() -> Self {
        Self::default()
    }

    /// The user, by the system's number, on whose behalf this process works.
    pub fn user(mut self, uid: i32) -> Self {
        self.uid = Some(uid);
        self
    }

    /// A name for logs and traces.
    pub fn feature(mut self, name: impl Into<String>) -> Self {
        self.feature = Some(name.into());
        self
    }

    /// From 0, the most important, to 1000.
    pub fn priority(mut self, priority: i32) -> Self {
        self.priority = Some(priority);
        self
    }

    /// Work that belongs together has the same group.
    pub fn group(mut self, id: [u8; 16]) -> Self {
        self.group = Some(id);
        self
    }
}

impl CompiledModel {
    /// Sets the hints for all runs from now on, in place of those before. It costs little: for hints
    /// of a single run, set them before it and [`SchedulingInfo::new`] after.
    ///
    /// Stands on `LiteRtCompiledModelSetSchedulingInfo`.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] for a priority out of range and a name with a NUL in it,
    /// [`Error::Unsupported`] if the library takes no hints.
    pub fn set_scheduling(&mut self, info: SchedulingInfo) -> Result<()> {
        use litert::LiteRtSchedulingInfoField as Field;
        let functions = self.handle.api().scheduling.as_ref().map_err(|missing| {
            Error::missing("setting scheduling hints", missing, "use a newer LiteRT")
        })?;
        if let Some(priority) = info.priority.filter(|it| !(0..=1000).contains(it)) {
            return Err(Error::invalid_argument(format!(
                "a priority of {priority} is out of range: 0 is the highest, 1000 the lowest"
            )));
        }
        let feature = info
            .feature
            .map(CString::new)
            .transpose()
            .map_err(|_| Error::invalid_argument("the feature's name contains a NUL"))?;
        let mut mask = 0;
        let mut with = |set: bool, field: Field| {
            if set {
                mask |= field.0;
            }
        };
        with(
            info.uid.is_some(),
            Field::kLiteRtSchedulingInfoFieldOriginalUid,
        );
        with(
            feature.is_some(),
            Field::kLiteRtSchedulingInfoFieldDebugFeatureId,
        );
        with(
            info.priority.is_some(),
            Field::kLiteRtSchedulingInfoFieldJobPriority,
        );
        with(
            info.group.is_some(),
            Field::kLiteRtSchedulingInfoFieldGroupId,
        );
        let c_info = litert::LiteRtSchedulingInfo {
            // On some platforms C enums are signed.
            #[allow(clippy::unnecessary_cast)]
            fields_mask: mask as u32,
            original_uid: info.uid.unwrap_or_default(),
            debug_feature_id: feature.as_ref().map_or(ptr::null(), |it| it.as_ptr()),
            job_priority: info.priority.unwrap_or_default(),
            group_id: info.group.unwrap_or_default(),
        };
        self.handle.in_flight.wait();
        // SAFETY: the compiled model is alive. The struct is copied, but not the name it points to,
        // which is kept from here on until the compiled model is gone.
        let status = unsafe {
            (functions.LiteRtCompiledModelSetSchedulingInfo)(
                self.handle.as_ptr(),
                &raw const c_info,
            )
        };
        if status.0 == 0 {
            // The names before it are not pointed to any more. (Nobody says that a refused struct
            // is forgotten.)
            self.handle.features.clear();
        }
        self.handle.features.extend(feature);
        self.handle
            .check("LiteRtCompiledModelSetSchedulingInfo", status)
    }
}
