//! Why there is no Edge TPU, or why it cannot be opened: what the system says, since the library
//! says nothing.

use std::fs;
use std::path::{Path, PathBuf};

/// A finding, and its remedy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Findings {
    pub(crate) facts: Vec<String>,
    pub(crate) advice: Vec<String>,
    /// True if a device is there, usable or not.
    pub(crate) shows_device: bool,
}

/// A USB Accelerator before it got its firmware, and after.
const USB_IDS: [(&str, &str, &str); 2] = [
    ("1a6e", "089a", "without firmware yet"),
    ("18d1", "9302", "with its firmware"),
];
/// The PCIe device.
const PCI_IDS: (&str, &str) = ("0x1ac1", "0x089a");

/// Looks at a Linux system whose files lie below `root` (`/`).
pub(super) fn look(root: &Path, may_write: &dyn Fn(&Path) -> bool) -> Findings {
    let mut findings = Findings::default();
    if !root.join("sys").is_dir() {
        findings.advice.push(
            "check that the device is plugged in and that its driver and libusb are installed"
                .to_owned(),
        );
        return findings;
    }
    let usb = usb(root, may_write, &mut findings);
    let pci = pci(root, may_write, &mut findings);
    findings.shows_device = usb || pci;
    if !findings.shows_device {
        findings.facts.push(
            "the system shows no Edge TPU, neither on USB (1a6e:089a, 18d1:9302) nor on PCIe \
             (1ac1:089a)"
                .to_owned(),
        );
        findings.advice.push(
            "plug it in, into a USB 3 port that gives enough power, and look for it with `lsusb` \
             or `lspci -nn`; inside a container or virtual machine, pass the device through"
                .to_owned(),
        );
    }
    findings
}

fn usb(root: &Path, may_write: &dyn Fn(&Path) -> bool, findings: &mut Findings) -> bool {
    let mut found = false;
    for folder in children(&root.join("sys/bus/usb/devices")) {
        let (vendor, product) = (read(&folder, "idVendor"), read(&folder, "idProduct"));
        let known = USB_IDS
            .iter()
            .find(|(v, p, _)| (*v, *p) == (vendor.as_str(), product.as_str()));
        let Some((_, _, state)) = known else {
            continue;
        };
        found = true;
        let number = |name| read(&folder, name).parse::<u32>().unwrap_or(0);
        let node = format!(
            "dev/bus/usb/{:03}/{:03}",
            number("busnum"),
            number("devnum")
        );
        findings.facts.push(format!(
            "a USB Accelerator is there, {state} ({vendor}:{product}, /{node})"
        ));
        let node = root.join(&node);
        if !node.exists() {
            findings
                .advice
                .push("pass /dev/bus/usb through to this container".to_owned());
        } else if !may_write(&node) {
            findings
                .facts
                .push("this user may not write to it".to_owned());
            findings.advice.push(usb_rules(root));
        } else {
            busy(root, &node, findings);
        }
        let speed = read(&folder, "speed");
        if speed.parse::<u32>().is_ok_and(|speed| speed < 5000) {
            findings.facts.push(format!(
                "it runs at {speed} Mbit/s, which is slower than USB 3"
            ));
        }
    }
    found
}

/// The command that gives a user access to the USB device.
fn usb_rules(root: &Path) -> String {
    let folders = [
        "etc/udev/rules.d",
        "lib/udev/rules.d",
        "usr/lib/udev/rules.d",
    ];
    let rule = folders
        .iter()
        .flat_map(|folder| children(&root.join(folder)))
        .find(|file| fs::read_to_string(file).is_ok_and(|text| text.contains("1a6e")));
    match rule {
        Some(file) => format!(
            "the udev rule {} gives the device to a group: put the user into it (`sudo usermod -aG \
             plugdev $USER`, then log in again) and plug the device in anew",
            file.display()
        ),
        None => "there is no udev rule for it: install the package libedgetpu1-std, or add the \
                 rule from docs/coral.md, then `sudo udevadm control --reload-rules && sudo \
                 udevadm trigger` and plug it in anew"
            .to_owned(),
    }
}

fn pci(root: &Path, may_write: &dyn Fn(&Path) -> bool, findings: &mut Findings) -> bool {
    let on_bus = children(&root.join("sys/bus/pci/devices"))
        .into_iter()
        .find(|folder| {
            (
                read(folder, "vendor").as_str(),
                read(folder, "device").as_str(),
            ) == PCI_IDS
        });
    let nodes: Vec<PathBuf> = children(&root.join("dev"))
        .into_iter()
        .filter(|file| name_of(file).starts_with("apex_"))
        .collect();
    if let (Some(folder), true) = (&on_bus, nodes.is_empty()) {
        findings.facts.push(format!(
            "an Edge TPU is on PCIe ({}), and there is no /dev/apex_0: the apex driver is not \
             loaded",
            name_of(folder)
        ));
        findings
            .advice
            .push("install the driver (package gasket-dkms), then `sudo modprobe apex`".to_owned());
    }
    for node in &nodes {
        let name = name_of(node);
        findings.facts.push(format!("/dev/{name} is there"));
        if may_write(node) {
            busy(root, node, findings);
        } else {
            findings
                .facts
                .push("this user may not write to it".to_owned());
            findings.advice.push(
                "give the device to a group that the user is in: a udev rule SUBSYSTEM==\"apex\", \
                 MODE=\"0660\", GROUP=\"apex\", and `sudo usermod -aG apex $USER`, then log in \
                 again"
                    .to_owned(),
            );
        }
    }
    on_bus.is_some() || !nodes.is_empty()
}

/// Names the processes that have a device open, as far as this user may see.
fn busy(root: &Path, node: &Path, findings: &mut Findings) {
    let own = std::process::id().to_string();
    let mut users = Vec::new();
    for process in children(&root.join("proc")) {
        let pid = name_of(&process);
        if !pid.bytes().all(|byte| byte.is_ascii_digit()) {
            continue;
        }
        let open = |link: &PathBuf| fs::read_link(link).is_ok_and(|target| target == node);
        if children(&process.join("fd")).iter().any(open) {
            let whose = if pid == own { ", this process" } else { "" };
            users.push(format!("{pid} ({}{whose})", read(&process, "comm")));
        }
    }
    let shown = format!("/{}", node.strip_prefix(root).unwrap_or(node).display());
    if users.is_empty() {
        findings.advice.push(format!(
            "if the device is there and accessible, another process may be using it (`sudo fuser \
             -v {shown}` names it), or it hangs: plug it in anew"
        ));
    } else {
        findings
            .facts
            .push(format!("it is in use by process {}", users.join(", ")));
        findings.advice.push(
            "a device serves one process at a time: end the other one, or use another device"
                .to_owned(),
        );
    }
}

/// The entries of a folder, in a fixed order; none if it cannot be read.
fn children(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    paths.sort();
    paths
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// A small file as text without the line end; empty if it cannot be read.
fn read(folder: &Path, name: &str) -> String {
    let text = fs::read_to_string(folder.join(name)).unwrap_or_default();
    text.trim().to_owned()
}

/// True if the process may write to a file, without opening it: opening a device has effects.
#[cfg(unix)]
pub(crate) fn may_write(path: &Path) -> bool {
    use std::os::unix::ffi::OsStrExt;
    unsafe extern "C" {
        fn access(path: *const std::ffi::c_char, mode: std::ffi::c_int) -> std::ffi::c_int;
    }
    const READ_AND_WRITE: std::ffi::c_int = 4 | 2;
    let Ok(path) = std::ffi::CString::new(path.as_os_str().as_bytes()) else {
        return false;
    };
    // SAFETY: a C string that is alive during the call.
    unsafe { access(path.as_ptr(), READ_AND_WRITE) == 0 }
}

#[cfg(not(unix))]
pub(crate) fn may_write(_: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A made-up system.
    struct System(PathBuf);

    impl System {
        fn new(name: &str) -> Self {
            let name = format!("litert-edgetpu-{}-{name}", std::process::id());
            let root = std::env::temp_dir().join(name);
            let _ = fs::remove_dir_all(&root);
            let system = Self(root);
            system.file("sys/bus/usb/devices/usb1/idVendor", "1d6b\n");
            system
        }

        fn file(&self, path: &str, text: &str) -> PathBuf {
            let path = self.0.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, text).unwrap();
            path
        }

        fn usb(&self, vendor: &str, product: &str) -> PathBuf {
            let folder = "sys/bus/usb/devices/2-1";
            for (name, text) in [
                ("idVendor", vendor),
                ("idProduct", product),
                ("busnum", "2"),
                ("devnum", "7"),
                ("speed", "480"),
            ] {
                self.file(&format!("{folder}/{name}"), &format!("{text}\n"));
            }
            self.file("dev/bus/usb/002/007", "")
        }

        fn look(&self, writable: bool) -> String {
            let Findings { facts, advice, .. } = look(&self.0, &|_| writable);
            format!("{}\n-> {}", facts.join("; "), advice.join("; "))
        }
    }

    impl Drop for System {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[track_caller]
    fn says(found: &str, words: &[&str]) {
        for word in words {
            assert!(found.contains(word), "no '{word}' in: {found}");
        }
    }

    #[test]
    fn nothing_plugged_in() {
        let system = System::new("nothing");
        says(
            &system.look(true),
            &["shows no Edge TPU", "plug it in", "lsusb"],
        );
    }

    #[test]
    fn no_permission_on_usb() {
        let system = System::new("usb-rights");
        system.usb("1a6e", "089a");
        let found = system.look(false);
        says(
            &found,
            &["without firmware yet", "may not write", "no udev rule"],
        );
        says(&found, &["480 Mbit/s"]);
        system.file("etc/udev/rules.d/60-tpu.rules", "ATTRS{idVendor}==\"1a6e\"");
        says(&system.look(false), &["60-tpu.rules", "plugdev"]);
    }

    #[test]
    fn no_driver_for_pcie() {
        let system = System::new("pci-driver");
        system.file("sys/bus/pci/devices/0000:01:00.0/vendor", "0x1ac1\n");
        system.file("sys/bus/pci/devices/0000:01:00.0/device", "0x089a\n");
        says(
            &system.look(true),
            &["apex driver is not loaded", "gasket-dkms"],
        );
        system.file("dev/apex_0", "");
        let found = system.look(false);
        says(
            &found,
            &["/dev/apex_0 is there", "may not write", "GROUP=\"apex\""],
        );
    }

    #[test]
    #[cfg(unix)]
    fn in_use_by_another_process() {
        let system = System::new("busy");
        let node = system.usb("18d1", "9302");
        says(
            &system.look(true),
            &["another process may be using it", "fuser"],
        );
        system.file("proc/4711/comm", "frigate\n");
        fs::create_dir_all(system.0.join("proc/4711/fd")).unwrap();
        std::os::unix::fs::symlink(node, system.0.join("proc/4711/fd/9")).unwrap();
        let found = system.look(true);
        says(
            &found,
            &["in use by process 4711 (frigate)", "end the other one"],
        );
    }

    #[test]
    #[cfg(unix)]
    fn rights_are_asked_without_opening() {
        let system = System::new("access");
        assert!(may_write(&system.file("file", "")));
        assert!(!may_write(&system.0.join("missing")));
    }
}
