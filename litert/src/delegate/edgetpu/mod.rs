//! The Edge TPU of Coral devices, through `libedgetpu`.
//!
//! The library says nothing about why something failed, drops settings that it does not know, and
//! ends the process when it meets a TensorFlow Lite that it was not built for. This module checks
//! first: settings are validated here, a device is always named by its path, the first contact of
//! two libraries is tried in a child process (on Linux), and a failure is explained from what the
//! system shows.
//!
//! ```no_run
//! use litert::delegate::edgetpu::{self, EdgeTpuOptions};
//! use litert::{Interpreter, Model};
//!
//! # fn main() -> litert::Result<()> {
//! println!("{} with {:?}", edgetpu::version()?, edgetpu::devices()?);
//! let model = Model::from_file("model_edgetpu.tflite")?;
//! let mut interpreter = Interpreter::builder().delegate(EdgeTpuOptions::new()).build(&model)?;
//! println!("{}", interpreter.delegation_report()?);
//! # Ok(())
//! # }
//! ```
//!
//! Several interpreters can share a device, which keeps the parameters of as many models as fit if
//! these were compiled together, and several devices can each run a part of a model: build one
//! interpreter per part and give each a device (`":0"`, `":1"`).
//!
//! A device that was unplugged makes `run` fail with [`Error::Delegate`]; once it is back, build
//! the interpreter anew.

mod device;
mod diagnose;
#[cfg(target_os = "linux")]
mod layout;
mod library;
mod options;
#[cfg(target_os = "linux")]
mod trial;

use std::ffi::{CString, c_char};
use std::path::Path;
use std::ptr::{self, NonNull};
use std::thread;
use std::time::{Duration, Instant};

use litert_sys::edgetpu::EdgeTpuOption;
use litert_sys::tflite;

pub(crate) use diagnose::may_write;

pub use device::{Device, DeviceKind, Selector};
pub use library::{EdgeTpu, LIBRARY_NAME, LIBRARY_VARIABLE};
pub use options::{EdgeTpuOptions, Performance};

use super::{Attached, Context, Delegate};
use crate::error::{Error, Result};

/// The name of the delegate.
pub(crate) const NAME: &str = "Edge TPU";

/// The operator that a compiled model consists of.
#[cfg(target_os = "linux")]
const CUSTOM_OPERATOR: &str = crate::model::needs::EDGETPU;

/// The devices that the library sees now. See [`EdgeTpu::devices`].
///
/// # Errors
/// As [`EdgeTpu::load`].
pub fn devices() -> Result<Vec<Device>> {
    Ok(EdgeTpu::load()?.devices())
}

/// The library's own version. See [`EdgeTpu::version`].
///
/// # Errors
/// As [`EdgeTpu::load`].
pub fn version() -> Result<String> {
    Ok(EdgeTpu::load()?.version())
}

/// How much the library prints to stderr. See [`EdgeTpu::set_verbosity`].
///
/// # Errors
/// As there, and as [`EdgeTpu::load`].
pub fn set_verbosity(level: u8) -> Result<()> {
    EdgeTpu::load()?.set_verbosity(level)
}

/// Everything a device is opened with, as C takes it.
struct Request {
    library: EdgeTpu,
    options: EdgeTpuOptions,
    pairs: Vec<(CString, CString)>,
}

/// How long a USB device may be away after a trial gave it its firmware.
const RECONNECT: Duration = Duration::from_secs(5);

impl EdgeTpuOptions {
    fn create(self, context: &Context<'_>) -> Result<Attached> {
        let library = match &self.library {
            Some(library) => library.clone(),
            None => EdgeTpu::load()?,
        };
        let c_string = |text: &str| CString::new(text).unwrap_or_default();
        let pairs = self.pairs();
        let request = Request {
            library,
            pairs: pairs
                .iter()
                .map(|(key, value)| (c_string(key), c_string(value)))
                .collect(),
            options: self,
        };
        let devices = request.library.devices();
        if devices.is_empty() {
            return Err(explained(&request.library, "the library sees no device"));
        }
        let candidates = request.options.candidates(&devices)?;
        let opened_before = request.check_pair(context, &candidates)?;
        let until = Instant::now() + RECONNECT;
        loop {
            let devices = request.library.devices();
            let candidates = request.options.candidates(&devices).unwrap_or_default();
            for device in &candidates {
                let delegate = {
                    let _guard = library::one_at_a_time();
                    request.open(device)
                };
                if let Some(handle) = NonNull::new(delegate) {
                    return Ok(request.attached(handle, device.clone()));
                }
            }
            // After a trial in which it could be opened, it will be back in a moment.
            if !opened_before || Instant::now() > until {
                break;
            }
            thread::sleep(Duration::from_millis(200));
        }
        let names: Vec<String> = candidates.iter().map(Device::to_string).collect();
        let what = format!("the library cannot open {}", names.join(" nor "));
        Err(explained(&request.library, &what))
    }
}

impl Request {
    /// Opens a device by its path: with settings, the library ends the process if there is none.
    ///
    /// The caller sees to it that no other call into the library is under way.
    fn open(&self, device: &Device) -> *mut tflite::TfLiteDelegate {
        let Ok(path) = CString::new(device.path.as_str()) else {
            return ptr::null_mut();
        };
        let pairs: Vec<EdgeTpuOption> = self
            .pairs
            .iter()
            .map(|(name, value)| EdgeTpuOption {
                name: name.as_ptr(),
                value: value.as_ptr(),
            })
            .collect();
        // SAFETY: the path and all strings are alive during the call, the array has as many
        // entries as stated, and the library copies what it keeps.
        unsafe {
            (self.library.functions().edgetpu_create_delegate)(
                device.kind.raw(),
                path.as_ptr().cast::<c_char>(),
                pairs.as_ptr(),
                pairs.len(),
            )
        }
    }

    fn attached(&self, handle: NonNull<tflite::TfLiteDelegate>, device: Device) -> Attached {
        let library = self.library.clone();
        // SAFETY: just created, destroyed by the function of the same library; nothing of ours is
        // borrowed.
        let attached = unsafe {
            Attached::new(
                NAME,
                handle,
                self.library.functions().edgetpu_free_delegate,
                Box::new(()),
                self.library.source(),
            )
        };
        let unchecked = self.options.unchecked;
        let pair_of = self.library.clone();
        let attached = match unchecked {
            true => attached,
            false => attached.with_plain_registrations(),
        };
        attached
            .explaining(move |said| gone(&library, &device, said))
            .checking(move |delegate, context| match unchecked {
                true => Ok(()),
                false => check_made(&pair_of, delegate, context),
            })
    }

    /// Tries the pair of libraries unless that was done. Says whether a child opened a device.
    #[cfg(target_os = "linux")]
    fn check_pair(&self, context: &Context<'_>, candidates: &[Device]) -> Result<bool> {
        let Some(model) = context.model.filter(|_| !self.options.unchecked) else {
            return Ok(false);
        };
        let Some(api) = context.host.tflite() else {
            // What it passes is looked at where it arrives.
            return Ok(false);
        };
        let make = || {
            let mut opened = candidates.iter().map(|device| self.open(device));
            let first = opened.find(|delegate| !delegate.is_null());
            first.unwrap_or(ptr::null_mut())
        };
        try_pair(&self.library, api, model, make)
    }

    #[cfg(not(target_os = "linux"))]
    fn check_pair(&self, _: &Context<'_>, _: &[Device]) -> Result<bool> {
        Ok(false)
    }
}

/// The same for a delegate that exists already: the child gets a copy of it.
#[cfg(target_os = "linux")]
fn check_made(
    library: &EdgeTpu,
    delegate: *mut tflite::TfLiteDelegate,
    context: &Context<'_>,
) -> Result<()> {
    match (context.model, context.host.tflite()) {
        (Some(model), Some(api)) => try_pair(library, api, model, || delegate).map(drop),
        _ => Ok(()),
    }
}

#[cfg(not(target_os = "linux"))]
fn check_made(_: &EdgeTpu, _: *mut tflite::TfLiteDelegate, _: &Context<'_>) -> Result<()> {
    Ok(())
}

#[cfg(target_os = "linux")]
fn try_pair(
    library: &EdgeTpu,
    api: &std::sync::Arc<litert_sys::TfLiteApi>,
    model: &crate::model::Model,
    make: impl Fn() -> *mut tflite::TfLiteDelegate,
) -> Result<bool> {
    use trial::{Crash, Verdict};

    let pair = (
        library.address(),
        api.interpreter.TfLiteInterpreterCreate as usize,
    );
    let known = trial::known(pair);
    let first = known.is_none();
    let verdict = known.unwrap_or_else(|| {
        // The child must find the library at rest.
        let _guard = library::one_at_a_time();
        let verdict = trial::run(api, model.as_bytes(), make);
        // A model without operators for the device proves nothing.
        let mut codes = model.view().operator_codes();
        let meets = codes.any(|code| code.name() == CUSTOM_OPERATOR);
        if meets || verdict != Verdict::Works {
            trial::remember(pair, &verdict);
        }
        verdict
    });
    match verdict {
        Verdict::Works => Ok(first),
        Verdict::Unknown(why) => {
            log::warn!(
                "{} with TensorFlow Lite {}: {why}",
                library.path(),
                api.version
            );
            Ok(false)
        }
        Verdict::OldStructs => Err(mismatch(
            library,
            api,
            "it describes operators as TensorFlow Lite did before 2.13, and would corrupt memory",
        )),
        Verdict::Crashes(Crash { during, how, said }) => {
            let mut why = format!("a trial in a child process ended with {how} when {during}");
            if !said.is_empty() {
                why.push_str(&format!(", after printing: {said}"));
            }
            Err(mismatch(library, api, &why))
        }
    }
}

/// The error for two libraries that do not go together.
#[cfg(target_os = "linux")]
fn mismatch(library: &EdgeTpu, api: &litert_sys::TfLiteApi, why: &str) -> Error {
    Error::delegate(
        NAME,
        format!(
            "{} ({}) does not work with TensorFlow Lite {} from {}: {why}",
            library.path(),
            library.version(),
            api.version,
            api.source.describe()
        ),
        "use a libedgetpu that was built for TensorFlow Lite 2.13 or later; Google's last release \
         (16.0) was built for 2.5. docs/coral.md lists pairs and where to get them",
    )
}

/// Devices that the system shows, usable or not.
pub(crate) fn system() -> diagnose::Findings {
    let root = Path::new(if cfg!(target_os = "linux") { "/" } else { "" });
    diagnose::look(root, &diagnose::may_write)
}

/// An error with what the system shows.
fn explained(library: &EdgeTpu, what: &str) -> Error {
    let findings = system();
    let mut message = format!("{what} ({})", library.path());
    for fact in &findings.facts {
        message.push_str("; ");
        message.push_str(fact);
    }
    Error::delegate(NAME, message, findings.advice.join("; "))
}

/// After a failed run: whether the device is no longer there.
fn gone(library: &EdgeTpu, device: &Device, said: &str) -> Option<Error> {
    if library.devices().contains(device) {
        return None;
    }
    let said = if said.is_empty() { "nothing" } else { said };
    Some(Error::delegate(
        NAME,
        format!("the device {device} is gone; the runtime says: {said}"),
        "plug it in again and build the interpreter anew",
    ))
}

impl From<EdgeTpuOptions> for Delegate {
    fn from(options: EdgeTpuOptions) -> Self {
        Self::planned(NAME, move |context| options.create(context))
    }
}
