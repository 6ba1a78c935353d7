//! Options of Intel's OpenVINO plugin.

use std::collections::BTreeMap;
use std::ffi::CStr;

use litert_sys::LiteRtVersion;

use super::toml::{OLDEST, Options, Text, choice, key_part};
use crate::error::{Error, Result};

/// Options of Intel's OpenVINO compiler and dispatch plugins. Written down from their headers; not
/// tried on hardware.
///
/// What is not set is left to the plugin. Values are checked when the model is compiled, like
/// those of the other sets of options.
///
/// ```
/// use litert::options::{OpenVinoOptions, OpenVinoPerformance};
///
/// let options = OpenVinoOptions::new()
///     .performance_mode(OpenVinoPerformance::Throughput)
///     .config("NUM_STREAMS", "2");
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use]
pub struct OpenVinoOptions {
    performance_mode: Option<OpenVinoPerformance>,
    configs: BTreeMap<String, String>,
    /// By partition; [`None`] stands for all that are not named.
    devices: BTreeMap<Option<u32>, OpenVinoDevice>,
    partition_configs: BTreeMap<(u32, String), String>,
}

impl OpenVinoOptions {
    /// Nothing set: everything as the plugin has it.
    pub fn new() -> Self {
        Self::default()
    }

    /// The goal of OpenVINO. [`OpenVinoPerformance::Latency`] by default.
    ///
    /// Key: `performance_mode`.
    pub fn performance_mode(mut self, mode: OpenVinoPerformance) -> Self {
        self.performance_mode = Some(mode);
        self
    }

    /// A property of OpenVINO's own, e.g. `NUM_STREAMS`.
    ///
    /// Key: `configs_map.<name>`.
    pub fn config(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.configs.insert(name.into(), value.into());
        self
    }

    /// The device for all partitions of the model that have none of their own. The NPU by default.
    ///
    /// Key: `graph.-1.graph_backend`.
    pub fn device(mut self, device: OpenVinoDevice) -> Self {
        self.devices.insert(None, device);
        self
    }

    /// The device for one partition of the model, counted from zero.
    ///
    /// Key: `graph.<partition>.graph_backend`.
    pub fn partition_device(mut self, partition: u32, device: OpenVinoDevice) -> Self {
        self.devices.insert(Some(partition), device);
        self
    }

    /// A property of OpenVINO's own, for one partition of the model.
    ///
    /// Key: `graph.<partition>.configs_map.<name>`.
    pub fn partition_config(
        mut self,
        partition: u32,
        name: impl Into<String>,
        value: impl Into<String>,
    ) -> Self {
        self.partition_configs
            .insert((partition, name.into()), value.into());
        self
    }
}

impl Options for OpenVinoOptions {
    const IDENTIFIERS: &'static [&'static CStr] = &[c"intel_openvino"];

    fn text(&self, version: LiteRtVersion) -> Result<String> {
        let mut text = Text::new("OpenVINO", version);
        text.set("performance_mode", OLDEST, self.performance_mode.as_ref())?;
        for (name, value) in &self.configs {
            text.set(&config_key("", name)?, OLDEST, Some(value))?;
        }
        for (partition, device) in &self.devices {
            let key = match partition {
                None => "graph.-1.graph_backend".to_owned(),
                Some(partition) => format!("graph.{partition}.graph_backend"),
            };
            text.set(&key, OLDEST, Some(device))?;
        }
        for ((partition, name), value) in &self.partition_configs {
            let key = config_key(&format!("graph.{partition}."), name)?;
            text.set(&key, OLDEST, Some(value))?;
        }
        Ok(text.finish())
    }
}

fn config_key(prefix: &str, name: &str) -> Result<String> {
    key_part(name).map_err(|reason| {
        Error::invalid_argument(format!("the name of an OpenVINO property {reason}"))
    })?;
    Ok(format!("{prefix}configs_map.{name}"))
}

choice! {
    /// The goal of OpenVINO.
    pub enum OpenVinoPerformance {
        /// One answer as fast as possible.
        Latency = 0,
        /// As many answers as possible.
        Throughput = 1,
        /// As many answers as possible, over several devices.
        CumulativeThroughput = 2,
    }
}

choice! {
    /// A device of OpenVINO.
    pub enum OpenVinoDevice {
        /// The processor.
        Cpu = 0,
        /// The graphics unit.
        Gpu = 1,
        /// The neural processing unit.
        Npu = 2,
    }
}
