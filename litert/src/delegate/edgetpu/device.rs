//! Edge TPU devices, and how one is named.

use std::fmt;
use std::str::FromStr;

use litert_sys::edgetpu::EdgeTpuDeviceType;

use crate::error::{Error, NotFound, Result};

/// An Edge TPU that the library sees.
///
/// ```no_run
/// # fn main() -> litert::Result<()> {
/// for device in litert::delegate::edgetpu::devices()? {
///     println!("{}: {}", device.kind, device.path);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Device {
    /// The bus that it is attached to.
    pub kind: DeviceKind,
    /// Its path, `/sys/bus/usb/devices/2-1` or `/dev/apex_0` for instance.
    pub path: String,
}

impl fmt::Display for Device {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind, self.path)
    }
}

/// The bus that an Edge TPU is attached to.
///
/// ```no_run
/// # fn main() -> litert::Result<()> {
/// use litert::delegate::edgetpu::{self, DeviceKind};
///
/// let devices = edgetpu::devices()?;
/// let usb = devices.iter().filter(|device| device.kind == DeviceKind::Usb);
/// println!("{} on USB", usb.count());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DeviceKind {
    /// PCIe, with the apex driver.
    Pci,
    /// USB.
    Usb,
    /// A kind that is newer than this crate.
    Unknown(i32),
}

impl DeviceKind {
    pub(super) fn from_raw(raw: EdgeTpuDeviceType) -> Self {
        match raw {
            EdgeTpuDeviceType::PCI => DeviceKind::Pci,
            EdgeTpuDeviceType::USB => DeviceKind::Usb,
            EdgeTpuDeviceType(code) => DeviceKind::Unknown(code),
        }
    }

    pub(super) fn raw(self) -> EdgeTpuDeviceType {
        match self {
            DeviceKind::Pci => EdgeTpuDeviceType::PCI,
            DeviceKind::Usb => EdgeTpuDeviceType::USB,
            DeviceKind::Unknown(code) => EdgeTpuDeviceType(code),
        }
    }
}

impl fmt::Display for DeviceKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DeviceKind::Pci => f.write_str("pci"),
            DeviceKind::Usb => f.write_str("usb"),
            DeviceKind::Unknown(code) => write!(f, "type {code}"),
        }
    }
}

/// Which device is wanted. The text form is that of the official tools: nothing for any device,
/// `usb` or `pci` for any of a kind, `usb:0` or `pci:1` for one of a kind, `:2` for one of all, or
/// a path.
///
/// ```
/// # fn main() -> litert::Result<()> {
/// use litert::delegate::edgetpu::{DeviceKind, EdgeTpuOptions, Selector};
///
/// let second: Selector = ":1".parse()?;
/// assert_eq!(second, Selector::Index(1));
/// let options = EdgeTpuOptions::new().device(Selector::Kind(DeviceKind::Usb));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Selector {
    /// Any device.
    #[default]
    Any,
    /// Any device of a kind.
    Kind(DeviceKind),
    /// By place among all devices.
    Index(usize),
    /// By place among the devices of a kind.
    KindIndex(DeviceKind, usize),
    /// By path.
    Path(String),
}

impl FromStr for Selector {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let wrong = || {
            Error::invalid_argument(format!(
                "'{text}' names no Edge TPU: give nothing, 'usb', 'pci', 'usb:0', 'pci:0', ':0' or \
                 a path such as /dev/apex_0"
            ))
        };
        let number = |digits: &str| -> Result<usize> {
            // `parse` would take a sign.
            if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                return Err(wrong());
            }
            digits.parse().map_err(|_| wrong())
        };
        if text.contains('\0') {
            return Err(wrong());
        }
        if text.contains(['/', '\\']) {
            return Ok(Selector::Path(text.to_owned()));
        }
        match text.split_once(':') {
            None => match text {
                "" => Ok(Selector::Any),
                "usb" => Ok(Selector::Kind(DeviceKind::Usb)),
                "pci" => Ok(Selector::Kind(DeviceKind::Pci)),
                _ => Err(wrong()),
            },
            Some(("", digits)) => Ok(Selector::Index(number(digits)?)),
            Some(("usb", digits)) => Ok(Selector::KindIndex(DeviceKind::Usb, number(digits)?)),
            Some(("pci", digits)) => Ok(Selector::KindIndex(DeviceKind::Pci, number(digits)?)),
            Some(_) => Err(wrong()),
        }
    }
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Selector::Any => Ok(()),
            Selector::Kind(kind) => kind.fmt(f),
            Selector::Index(index) => write!(f, ":{index}"),
            Selector::KindIndex(kind, index) => write!(f, "{kind}:{index}"),
            Selector::Path(path) => f.write_str(path),
        }
    }
}

impl Selector {
    /// The devices that would do, in order. Some device is there.
    pub(super) fn among(&self, devices: &[Device]) -> Result<Vec<Device>> {
        let of = |kind: DeviceKind| devices.iter().filter(move |device| device.kind == kind);
        let chosen: Vec<Device> = match self {
            Selector::Any => devices.to_vec(),
            Selector::Kind(kind) => of(*kind).cloned().collect(),
            Selector::Index(index) => devices.get(*index).cloned().into_iter().collect(),
            Selector::KindIndex(kind, index) => {
                of(*kind).nth(*index).cloned().into_iter().collect()
            }
            Selector::Path(path) => {
                let same = |device: &&Device| device.path == *path;
                devices.iter().filter(same).cloned().collect()
            }
        };
        if chosen.is_empty() {
            return Err(Error::NotFound(Box::new(NotFound {
                what: "Edge TPU device",
                name: format!("'{self}'"),
                available: devices.iter().map(Device::to_string).collect(),
            })));
        }
        Ok(chosen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn devices() -> Vec<Device> {
        let device = |kind, path: &str| Device {
            kind,
            path: path.to_owned(),
        };
        vec![
            device(DeviceKind::Usb, "/sys/bus/usb/devices/2-1"),
            device(DeviceKind::Pci, "/dev/apex_0"),
            device(DeviceKind::Usb, "/sys/bus/usb/devices/2-2"),
        ]
    }

    #[test]
    fn selectors_name_the_devices_they_say() {
        let chosen = |text: &str| -> Vec<usize> {
            let all = devices();
            let chosen = text.parse::<Selector>().unwrap().among(&all).unwrap();
            chosen
                .iter()
                .map(|device| all.iter().position(|other| other == device).unwrap())
                .collect()
        };
        assert_eq!(chosen(""), [0, 1, 2]);
        assert_eq!(chosen("usb"), [0, 2]);
        assert_eq!(chosen("pci"), [1]);
        assert_eq!(chosen(":2"), [2]);
        assert_eq!(chosen("usb:1"), [2]);
        assert_eq!(chosen("pci:0"), [1]);
        assert_eq!(chosen("/dev/apex_0"), [1]);
    }

    #[test]
    fn what_names_nothing_is_an_error() {
        for text in [
            "tpu", "usb:", "usb:x", ":-1", ":+1", "usb:1:2", "pci 0", "\0/", ":",
        ] {
            let error = text.parse::<Selector>().unwrap_err();
            assert!(error.to_string().contains("names no Edge TPU"), "{error}");
        }
        for text in ["pci:1", ":3", "/dev/apex_9", "usb:99999999999"] {
            let selector: Selector = text.parse().unwrap();
            assert_eq!(selector.to_string(), text);
            let error = selector.among(&devices()).unwrap_err().to_string();
            assert!(error.contains("/dev/apex_0"), "{error}");
        }
    }
}
