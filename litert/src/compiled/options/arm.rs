//! Options of Arm's NPU plugin.

use super::toml::options;

options! {
    /// Options of Arm's NPU compiler plugin (Ethos-U). Written down from its headers; not tried on
    /// hardware.
    pub struct ArmOptions of "Arm" as [c"Arm"];

    /// Compiles the model when it is loaded, instead of expecting one that was compiled before. Off
    /// by default.
    set just_in_time: bool = "enable_just_in_time" since V2_3;
}
