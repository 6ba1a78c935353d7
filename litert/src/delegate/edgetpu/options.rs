//! Options of an Edge TPU delegate.

use super::device::{Device, DeviceKind, Selector};
use super::library::EdgeTpu;
use crate::error::{Error, Result};

/// How fast the device is clocked. Faster is hotter. Without a setting the library decides: the
/// package `libedgetpu1-std` clocks lower than `libedgetpu1-max`.
///
/// ```no_run
/// use litert::delegate::edgetpu::{EdgeTpuOptions, Performance};
///
/// let edge_tpu = EdgeTpuOptions::new().performance(Performance::Low);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Performance {
    /// 63 MHz.
    Low,
    /// 125 MHz.
    Medium,
    /// 250 MHz.
    High,
    /// 500 MHz.
    Max,
}

impl Performance {
    fn value(self) -> &'static str {
        match self {
            Performance::Low => "Low",
            Performance::Medium => "Medium",
            Performance::High => "High",
            Performance::Max => "Max",
        }
    }
}

/// Settings of the Edge TPU delegate.
///
/// ```no_run
/// use litert::delegate::edgetpu::{EdgeTpuOptions, Performance};
/// use litert::{Interpreter, Model};
///
/// # fn main() -> litert::Result<()> {
/// let model = Model::from_file("mobilenet_v2_1.0_224_quant_edgetpu.tflite")?;
/// let tpu = EdgeTpuOptions::new()
///     .device("usb:0".parse()?)
///     .performance(Performance::High);
/// let mut interpreter = Interpreter::builder().delegate(tpu).build(&model)?;
/// interpreter.run()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct EdgeTpuOptions {
    pub(super) library: Option<EdgeTpu>,
    pub(super) device: Selector,
    performance: Option<Performance>,
    usb_always_dfu: Option<bool>,
    usb_max_bulk_in_queue: Option<u8>,
    pub(super) unchecked: bool,
}

impl EdgeTpuOptions {
    /// Any device, with the library's own settings.
    pub fn new() -> Self {
        Self::default()
    }

    /// Uses this library instead of the one that [`EdgeTpu::load`] finds.
    pub fn library(mut self, library: &EdgeTpu) -> Self {
        self.library = Some(library.clone());
        self
    }

    /// Which device to use; `"usb:0".parse()?` makes a selector of text.
    pub fn device(mut self, device: Selector) -> Self {
        self.device = device;
        self
    }

    /// How fast the device is clocked.
    pub fn performance(mut self, performance: Performance) -> Self {
        self.performance = Some(performance);
        self
    }

    /// Whether a USB device gets its firmware again each time it is opened.
    pub fn usb_always_dfu(mut self, on: bool) -> Self {
        self.usb_always_dfu = Some(on);
        self
    }

    /// How many transfers from a USB device are queued, 32 by default.
    pub fn usb_max_bulk_in_queue(mut self, length: u8) -> Self {
        self.usb_max_bulk_in_queue = Some(length);
        self
    }

    /// Leaves out the trial in a child process that the first use of a pair of libraries begins
    /// with.
    ///
    /// # Safety
    /// The caller vouches that this libedgetpu was built for a TensorFlow Lite whose structs agree
    /// with those of the runtime: 2.13 or later. With an older one, building an interpreter
    /// corrupts memory.
    pub unsafe fn without_trial(mut self) -> Self {
        self.unchecked = true;
        self
    }

    /// Keys and values as the library spells them. It drops, without a word, what it does not know.
    pub(super) fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if let Some(performance) = self.performance {
            pairs.push(("Performance", performance.value().to_owned()));
        }
        if let Some(on) = self.usb_always_dfu {
            let value = if on { "True" } else { "False" };
            pairs.push(("Usb.AlwaysDfu", value.to_owned()));
        }
        if let Some(length) = self.usb_max_bulk_in_queue {
            pairs.push(("Usb.MaxBulkInQueueLength", length.to_string()));
        }
        pairs
    }

    /// The devices to try, in order: with settings for USB, only those on USB.
    pub(super) fn candidates(&self, devices: &[Device]) -> Result<Vec<Device>> {
        let chosen = self.device.among(devices)?;
        if self.usb_always_dfu.is_none() && self.usb_max_bulk_in_queue.is_none() {
            return Ok(chosen);
        }
        let on_usb: Vec<Device> = chosen
            .iter()
            .filter(|device| device.kind == DeviceKind::Usb)
            .cloned()
            .collect();
        if on_usb.is_empty() {
            let names: Vec<String> = chosen.iter().map(Device::to_string).collect();
            return Err(Error::invalid_argument(format!(
                "settings for USB were given, and the Edge TPU is not on USB: {}; leave \
                 `usb_always_dfu` and `usb_max_bulk_in_queue` out",
                names.join(", ")
            )));
        }
        Ok(on_usb)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_spelled_as_the_library_does() {
        let options = EdgeTpuOptions::new()
            .performance(Performance::Medium)
            .usb_always_dfu(true)
            .usb_max_bulk_in_queue(0);
        let pairs: Vec<String> = options
            .pairs()
            .iter()
            .map(|(key, value)| format!("{key}={value}"))
            .collect();
        assert_eq!(
            pairs,
            [
                "Performance=Medium",
                "Usb.AlwaysDfu=True",
                "Usb.MaxBulkInQueueLength=0"
            ]
        );
        assert!(EdgeTpuOptions::new().pairs().is_empty());
    }

    #[test]
    fn settings_for_usb_go_to_devices_on_usb() {
        let device = |kind, path: &str| Device {
            kind,
            path: path.to_owned(),
        };
        let pci = device(DeviceKind::Pci, "/dev/apex_0");
        let usb = device(DeviceKind::Usb, "/sys/bus/usb/devices/2-1");
        let options = EdgeTpuOptions::new().usb_always_dfu(false);
        let both = [pci.clone(), usb.clone()];
        assert_eq!(options.candidates(&both).unwrap(), [usb]);
        let error = options.candidates(&[pci]).unwrap_err().to_string();
        assert!(error.contains("not on USB: pci /dev/apex_0"), "{error}");
    }
}
