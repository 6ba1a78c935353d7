//! Options of Samsung's NPU plugin.

use super::toml::options;

options! {
    /// Options of Samsung's NPU compiler plugin. Written down from its documentation; not tried on
    /// hardware.
    pub struct SamsungOptions of "Samsung" as [c"samsung"];

    /// Set for large language models. Off by default.
    set large_model_support: bool = "enable_large_model_support";
    /// The chip to compile for, as Samsung names it. The plugin's own choice by default.
    into soc_model: String = "samsung_soc_model";
}
