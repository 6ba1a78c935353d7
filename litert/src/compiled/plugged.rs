//! Delegates of the application's in compiled models.
//!
//! LiteRT asks the accelerators of an environment, one after the other, for their delegates while
//! it compiles. So an environment gets accelerators of ours that have none of their own: each hands
//! out the next delegate of the model that is being compiled on the same thread, and nothing if
//! there is none left. The callback gets no data of the application's, which is why the delegates
//! wait in a variable of the thread.

use std::cell::RefCell;
use std::ffi::{CStr, c_char};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr;
use std::sync::Arc;

use litert_sys::groups::litert::Accelerators as Functions;
use litert_sys::{LiteRtApi, TfLiteApi, litert};

use super::Accelerators;
use super::environment::{Environment, check, made};
use crate::delegate::{Attached, Context, Delegate, Host, Proxy, Verdict};
use crate::engine::acceleration::DelegateUse;
use crate::error::{Error, Result};
use crate::model::Model;

/// The prefix of our accelerators' names.
const NAME: &CStr = c"ApplicationDelegate";

const OK: litert::LiteRtStatus = litert::LiteRtStatus(0);
const FAILED: litert::LiteRtStatus = litert::LiteRtStatus(3);

/// True if an accelerator is one of ours.
pub(super) fn is_ours(name: &CStr) -> bool {
    name == NAME
}

/// The delegates of a compiled model, which borrows them: dropped after it.
#[derive(Default)]
pub(super) struct Plugged {
    // The proxies point to the delegates, and neither is touched while it is dropped.
    proxies: Vec<Proxy>,
    attached: Vec<Attached>,
}

impl Plugged {
    /// Makes the delegates.
    pub(super) fn new(
        environment: &Environment,
        model: &Model,
        threads: Option<i32>,
        delegates: Vec<Delegate>,
    ) -> Result<Self> {
        if delegates.is_empty() {
            return Ok(Self::default());
        }
        let room = environment.delegates();
        if delegates.len() > room {
            return Err(Error::invalid_argument(format!(
                "{model} is to be compiled with {} delegates, and its environment has room for \
                 {room}; make the environment with `Environment::builder().delegates({0})`, or name \
                 none",
                delegates.len()
            )));
        }
        let api = environment.api();
        // Libraries with both families have one TensorFlow Lite for both.
        let tflite = TfLiteApi::resolve(Arc::clone(&api.source))
            .ok()
            .map(Arc::new);
        let context = Context {
            host: match &tflite {
                Some(tflite) => Host::TfLite(tflite),
                None => Host::LiteRt(api),
            },
            model: Some(model),
            threads,
        };
        let mut plugged = Self::default();
        for delegate in delegates {
            if delegate.cache().is_some() {
                return Err(Error::unsupported(
                    "a cache of XNNPACK weights that several delegates share",
                    "CompiledModel",
                    "use a cache file, or Interpreter",
                ));
            }
            let attached = delegate.attach(&context)?;
            plugged.proxies.push(Proxy::new(&attached));
            plugged.attached.push(attached);
        }
        Ok(plugged)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.attached.is_empty()
    }

    /// Their names, in order.
    pub(super) fn names(&self) -> impl ExactSizeIterator<Item = &str> {
        self.attached.iter().map(Attached::name)
    }

    /// The outcome of each in the compiled model that was made last.
    pub(super) fn uses(&self) -> Vec<DelegateUse> {
        let all = self.proxies.iter().zip(&self.attached);
        all.map(|(proxy, attached)| DelegateUse {
            name: attached.name().to_owned(),
            operators: proxy.operators(),
        })
        .collect()
    }

    /// A delegate's own explanation of a failed run.
    pub(super) fn explain(&self, said: &str) -> Option<Error> {
        self.attached
            .iter()
            .find_map(|attached| attached.explain(said))
    }

    /// Compiles with these delegates. Returns the status, and an error if it is a delegate's.
    ///
    /// # Safety
    /// `compile` calls `LiteRtCreateCompiledModel` with this environment; what that makes is
    /// destroyed before these delegates are.
    pub(super) unsafe fn offer(
        &self,
        environment: &Environment,
        model: &Model,
        compile: impl FnOnce() -> litert::LiteRtStatus,
    ) -> (litert::LiteRtStatus, Result<()>) {
        if self.is_empty() {
            return (compile(), Ok(()));
        }
        let wrap = match functions(environment.api()) {
            Ok(functions) => functions.LiteRtWrapDelegate,
            Err(error) => return (FAILED, Err(error)),
        };
        let offer = Offer {
            environment: environment.as_ptr(),
            wrap,
            delegates: self.proxies.iter().map(Proxy::as_ptr).collect(),
            taken: 0,
        };
        self.proxies.iter().for_each(Proxy::forget);
        // Kept for the case that a delegate compiles a model of its own.
        let before = OFFER.replace(Some(offer));
        let status = compile();
        let taken = OFFER.replace(before).map_or(0, |offer| offer.taken);
        (status, self.judge(environment.api(), model, status, taken))
    }

    /// Which delegate is to blame, if one is.
    fn judge(
        &self,
        api: &LiteRtApi,
        model: &Model,
        status: litert::LiteRtStatus,
        taken: usize,
    ) -> Result<()> {
        let refused = |attached: &Attached, why: &str| {
            Error::delegate(
                attached.name(),
                format!("{model} cannot be compiled with it: {why}"),
                "the reason may have been printed to the standard error output; leave the delegate \
                 out to run the model without it",
            )
        };
        for (proxy, attached) in self.proxies.iter().zip(&self.attached) {
            match proxy.verdict() {
                Verdict::Refused => return Err(refused(attached, "it refused the graph")),
                Verdict::OldStructs => return Err(old_structs(attached.name(), api)),
                Verdict::Unknown | Verdict::Accepted => {}
            }
        }
        let all = self.attached.len();
        if status == OK && taken != all {
            return Err(Error::unsupported(
                format!("delegates in a CompiledModel of {model}"),
                format!(
                    "{}, which asked for {taken} of {all}",
                    api.source.describe()
                ),
                "use Interpreter, and please report it",
            ));
        }
        // One that does not tell what became of it, and after which none was asked any more.
        let last = taken.checked_sub(1).filter(|_| status != OK && taken < all);
        match last.and_then(|last| self.attached.get(last)) {
            Some(last) => Err(refused(last, &format!("LiteRT returned {}", status.0))),
            None => Ok(()),
        }
    }
}

fn old_structs(name: &str, api: &LiteRtApi) -> Error {
    Error::delegate(
        name,
        format!(
            "its library does not work with {}: it describes operators as TensorFlow Lite did \
             before 2.13, and would corrupt memory",
            api.source.describe()
        ),
        "use a libedgetpu that was built for TensorFlow Lite 2.13 or later; Google's last release \
         (16.0) was built for 2.5",
    )
}

/// The delegates of the model that is being compiled.
struct Offer {
    environment: litert::LiteRtEnvironment,
    wrap: litert::LiteRtWrapDelegate,
    delegates: Vec<*mut litert_sys::tflite::TfLiteDelegate>,
    taken: usize,
}

thread_local! {
    static OFFER: RefCell<Option<Offer>> = const { RefCell::new(None) };
}

fn functions(api: &LiteRtApi) -> Result<&Functions> {
    api.accelerators.as_ref().map_err(|missing| {
        Error::missing(
            "delegates in a CompiledModel",
            missing,
            "use LiteRT 2.1.6 or later",
        )
    })
}

/// What an environment with room for delegates has the library register on its own, and whether the
/// CPU's accelerator is to be registered by [`register`]: XNNPACK takes nearly every operator there
/// is, so it has to come after the delegates. It cannot where the library does not export it: the
/// acceleration report says so.
pub(super) fn order(api: &LiteRtApi, wanted: Accelerators) -> Result<(Accelerators, bool)> {
    functions(api)?;
    let cpu = wanted.contains(Accelerators::CPU);
    if cpu && api.cpu_accelerator().is_none() {
        log::warn!(
            "{} does not show its CPU accelerator: delegates come after XNNPACK",
            api.source.describe()
        );
        return Ok((wanted, false));
    }
    Ok((wanted.without(Accelerators::CPU), cpu))
}

/// Registers `count` accelerators of ours, and the CPU's after them.
///
/// # Safety
/// The environment was made by this library, and nobody else uses it yet.
pub(super) unsafe fn register(
    api: &LiteRtApi,
    environment: litert::LiteRtEnvironment,
    count: usize,
    cpu: bool,
) -> Result<()> {
    let functions = functions(api)?;
    for _ in 0..count {
        let accelerator = Unregistered::new(functions)?;
        let it = accelerator.pointer;
        // SAFETY: the accelerator is new and ours; the callbacks live for ever.
        let set = unsafe {
            [
                (
                    "LiteRtSetAcceleratorGetName",
                    (functions.LiteRtSetAcceleratorGetName)(it, Some(name)),
                ),
                (
                    "LiteRtSetAcceleratorGetVersion",
                    (functions.LiteRtSetAcceleratorGetVersion)(it, Some(version)),
                ),
                (
                    "LiteRtSetAcceleratorGetHardwareSupport",
                    (functions.LiteRtSetAcceleratorGetHardwareSupport)(it, Some(hardware)),
                ),
                (
                    "LiteRtSetIsAcceleratorDelegateResponsibleForJitCompilation",
                    (functions.LiteRtSetIsAcceleratorDelegateResponsibleForJitCompilation)(
                        it,
                        Some(compiles),
                    ),
                ),
                (
                    "LiteRtSetDelegateFunction",
                    (functions.LiteRtSetDelegateFunction)(it, Some(create)),
                ),
            ]
        };
        for (call, status) in set {
            check(call, "an accelerator", status)?;
        }
        // SAFETY: the caller's promise.
        unsafe { accelerator.register(environment)? };
    }
    if let (true, Some(definition)) = (cpu, api.cpu_accelerator()) {
        let accelerator = Unregistered::new(functions)?;
        // SAFETY: new, and of the same library.
        let status = unsafe { definition.fill(accelerator.pointer, functions) };
        check("LiteRtSetDelegateFunction", "the CPU's accelerator", status)?;
        // SAFETY: the caller's promise.
        unsafe { accelerator.register(environment)? };
    }
    Ok(())
}

/// An accelerator that no environment owns yet.
struct Unregistered<'a> {
    pointer: litert::LiteRtAccelerator,
    functions: &'a Functions,
}

impl<'a> Unregistered<'a> {
    fn new(functions: &'a Functions) -> Result<Self> {
        let mut pointer = ptr::null_mut();
        // SAFETY: the result is written to a pointer of ours.
        let status = unsafe { (functions.LiteRtCreateAccelerator)(&raw mut pointer) };
        check("LiteRtCreateAccelerator", "an accelerator", status)?;
        made("LiteRtCreateAccelerator", "an accelerator", pointer)?;
        Ok(Self { pointer, functions })
    }

    /// Gives it to an environment.
    ///
    /// # Safety
    /// The environment is alive, of the same library, and used by nobody else.
    unsafe fn register(self, environment: litert::LiteRtEnvironment) -> Result<()> {
        let register = self.functions.LiteRtRegisterAccelerator;
        let pointer = self.pointer;
        // It belongs to the environment from here on, even if that refuses.
        std::mem::forget(self);
        // SAFETY: both are alive; there is no data to release.
        let status = unsafe { register(environment, pointer, ptr::null_mut(), None) };
        check("LiteRtRegisterAccelerator", "an accelerator", status)
    }
}

impl Drop for Unregistered<'_> {
    fn drop(&mut self) {
        // Without the function, as on Windows, the few bytes of this one stay.
        let Some(destroy) = self.functions.LiteRtDestroyAccelerator else {
            return;
        };
        // SAFETY: made by this library, and not registered: nobody else destroys it.
        unsafe {
            destroy(self.pointer);
        }
    }
}

unsafe extern "C" fn name(
    _: litert::LiteRtAcceleratorConst,
    name: *mut *const c_char,
) -> litert::LiteRtStatus {
    // SAFETY: the library passes a place for the answer; the string lives for ever.
    unsafe { name.write(NAME.as_ptr()) };
    OK
}

unsafe extern "C" fn version(
    _: litert::LiteRtAcceleratorConst,
    version: *mut litert::LiteRtApiVersion,
) -> litert::LiteRtStatus {
    let one = litert::LiteRtApiVersion {
        major: 1,
        minor: 0,
        patch: 0,
    };
    // SAFETY: the library passes a place for the answer.
    unsafe { version.write(one) };
    OK
}

/// No kind of hardware that LiteRT knows: operators that a delegate takes count neither as the
/// CPU's nor as the GPU's.
unsafe extern "C" fn hardware(
    _: litert::LiteRtAcceleratorConst,
    hardware: *mut litert::LiteRtHwAcceleratorSet,
) -> litert::LiteRtStatus {
    // SAFETY: the library passes a place for the answer.
    unsafe { hardware.write(Accelerators::NONE.bits()) };
    OK
}

/// If it did, it would be asked only when its kind of hardware is.
unsafe extern "C" fn compiles(
    _: litert::LiteRtAcceleratorConst,
    compiles: *mut bool,
) -> litert::LiteRtStatus {
    // SAFETY: the library passes a place for the answer.
    unsafe { compiles.write(false) };
    OK
}

unsafe extern "C" fn create(
    _: *mut litert::LiteRtRuntimeContext,
    environment: litert::LiteRtEnvironment,
    _: litert::LiteRtAcceleratorConst,
    _: litert::LiteRtOptions,
    wrapper: *mut litert::LiteRtDelegateWrapper,
) -> litert::LiteRtStatus {
    catch_unwind(AssertUnwindSafe(|| {
        // SAFETY: the library passes a place for the answer; null stands for no delegate.
        unsafe { wrapper.write(ptr::null_mut()) };
        let next = OFFER.try_with(|offer| {
            let mut offer = offer.try_borrow_mut().ok()?;
            let offer = offer.as_mut().filter(|it| it.environment == environment)?;
            let delegate = *offer.delegates.get(offer.taken)?;
            offer.taken += 1;
            Some((delegate, offer.wrap))
        });
        match next {
            // SAFETY: the delegate is alive for as long as what is compiled with it. The library
            // takes classic delegates through this type as well.
            Ok(Some((delegate, wrap))) => unsafe {
                match wrap(delegate.cast(), Some(keep), wrapper) {
                    // Null would mean that there is no delegate.
                    OK if (*wrapper).is_null() => FAILED,
                    status => status,
                }
            },
            Ok(None) | Err(_) => OK,
        }
    }))
    .unwrap_or(FAILED)
}

/// Called in place of a destructor: the delegate belongs to the compiled model's owner, which
/// destroys it later. The library would do so before its interpreter when compiling fails.
unsafe extern "C" fn keep(_: *mut litert_sys::tflite::TfLiteOpaqueDelegate) {}
