//! A call of a fake C function, from its beginning to its end.

use std::any::Any;
use std::thread;

use litert_sys::litert::LiteRtStatus;
use litert_sys::tflite::{TfLiteDelegate, TfLiteQuantizationParams, TfLiteStatus, TfLiteType};

use crate::CallRecord;
use crate::fault::Fault;
use crate::registry::{self, Guard, Registry, Thing, World, idle_delegate};

/// What C functions return.
pub(crate) trait Ret: Sized {
    /// Whether this type can say that something failed.
    const FAILS: bool = true;
    /// Whether it is an address.
    const ADDRESS: bool = false;

    /// A failure.
    fn failed(status: i32) -> Self;

    /// Success, with an address that is null.
    fn null() -> Self {
        Self::failed(0)
    }

    /// The answer to a call that makes no sense.
    fn refused() -> Self {
        Self::failed(1)
    }
}

macro_rules! returns {
    ($($type:ty: $fails:literal, $address:literal, $status:ident => $failed:expr;)*) => {
        $(
            impl Ret for $type {
                const FAILS: bool = $fails;
                const ADDRESS: bool = $address;

                fn failed($status: i32) -> Self {
                    $failed
                }
            }
        )*
    };
}
returns! {
    LiteRtStatus: true, false, status => LiteRtStatus(status as _);
    TfLiteStatus: true, false, status => TfLiteStatus(status as _);
    bool: true, false, _status => false;
    (): false, false, _status => ();
    i32: false, false, _status => 0;
    usize: false, false, _status => 0;
    TfLiteType: false, false, _status => TfLiteType(0);
    TfLiteQuantizationParams: false, false, _status => TfLiteQuantizationParams { scale: 0.0, zero_point: 0 };
}

impl<T> Ret for *mut T {
    const ADDRESS: bool = true;

    fn failed(_status: i32) -> Self {
        std::ptr::null_mut()
    }
}

impl<T> Ret for *const T {
    const ADDRESS: bool = true;

    fn failed(_status: i32) -> Self {
        std::ptr::null()
    }
}

/// A call in progress. It holds the lock on all handles, but for the time of a callback.
pub(crate) struct Call {
    name: &'static str,
    world: u64,
    registry: Option<Guard>,
    /// Whether the function may be called while another thread uses the same object.
    concurrent: bool,
}

/// Functions that may be called while another thread is in a call on the same object.
const CONCURRENT: [&str; 2] = ["TfLiteInterpreterCancel", "LiteRtWaitEvent"];

impl Call {
    /// Begins a call with arguments at these addresses: the first that is a handle says which
    /// runtime is meant.
    pub(crate) fn begin(name: &'static str, arguments: &[usize]) -> Self {
        let mut registry = registry::lock();
        let world = arguments
            .iter()
            .find_map(|address| registry.entries.get(address))
            .map_or_else(registry::current, |entry| entry.world);
        if !registry.worlds.contains_key(&world) && registry.worlds.len() == 1 {
            // With several of them nobody knows whom to tell, and the failure has to do.
            for world in registry.worlds.values_mut() {
                world.complain(format!(
                    "{name} was called without a handle on a thread that belongs to no fake \
                     runtime; call Pass::enter there"
                ));
            }
        }
        Self {
            name,
            world,
            registry: Some(registry),
            concurrent: CONCURRENT.contains(&name),
        }
    }

    /// Takes the call down, and says how it is to fail, if it is.
    pub(crate) fn fault<R: Ret>(&mut self, has_place: bool) -> Option<Fault> {
        let address = R::ADDRESS || has_place;
        let record = CallRecord {
            function: self.name,
            can_fail: R::FAILS,
            gives_address: address,
        };
        let Some(world) = self.world() else {
            return Some(Fault::Status(3));
        };
        world.calls.push(record);
        let (_, fault) = *world
            .faults
            .iter()
            .find(|(which, _)| which.is(&world.calls))?;
        let possible = match fault {
            Fault::Status(_) => R::FAILS,
            Fault::Null => address,
        };
        possible.then_some(fault)
    }

    fn registry(&mut self) -> &mut Registry {
        self.registry.get_or_insert_with(registry::lock)
    }

    pub(crate) fn world(&mut self) -> Option<&mut World> {
        let world = self.world;
        self.registry().worlds.get_mut(&world)
    }

    /// Takes down something that no caller may do.
    pub(crate) fn violation(&mut self, text: impl AsRef<str>) {
        let text = format!("{}: {}", self.name, text.as_ref());
        if let Some(world) = self.world() {
            world.complain(text);
        }
    }

    /// Makes a handle, to be given back one day.
    pub(crate) fn create<H, T: Thing>(&mut self, thing: T) -> *mut H {
        self.create_delegate(thing, idle_delegate(0)).cast()
    }

    /// Makes a handle that applications look behind.
    pub(crate) fn create_delegate<T: Thing>(
        &mut self,
        thing: T,
        content: TfLiteDelegate,
    ) -> *mut TfLiteDelegate {
        let (world, name) = (self.world, self.name);
        self.registry().insert(world, name, thing, content)
    }

    /// Makes a handle that ends with another.
    pub(crate) fn create_in<H, T: Thing>(&mut self, parent: usize, thing: T) -> *mut H {
        let handle: *mut H = self.create(thing);
        self.adopt(handle as usize, parent);
        handle
    }

    /// Makes a handle end with another from now on.
    pub(crate) fn adopt(&mut self, child: usize, parent: usize) {
        let entries = &mut self.registry().entries;
        if let Some(entry) = entries.get_mut(&child) {
            entry.parent = Some(parent);
        }
        if let Some(entry) = entries.get_mut(&parent) {
            entry.children.push(child);
        }
    }

    /// From now on `used` has to outlive `user`.
    pub(crate) fn uses(&mut self, user: usize, used: usize) {
        if let Some(entry) = self.registry().entries.get_mut(&used) {
            entry.users.push(user);
        }
    }

    /// Whether that is a handle of any kind.
    pub(crate) fn is_handle(&mut self, address: usize) -> bool {
        self.registry().entries.contains_key(&address)
    }

    /// What is behind a handle. `None`, and a violation, if it is none, or no longer one, of this
    /// kind.
    pub(crate) fn get<T: Thing>(&mut self, address: usize) -> Option<&mut T> {
        self.check::<T>(address)?;
        let entry = self.registry().entries.get_mut(&address)?;
        entry.thing.as_mut()?.downcast_mut()
    }

    fn check<T: Thing>(&mut self, address: usize) -> Option<()> {
        let concurrent = self.concurrent;
        let registry = self.registry();
        let wrong = match registry.entries.get(&address) {
            _ if address == 0 => format!("null where it takes a {}", T::KIND),
            None => format!("an address that is no {}", T::KIND),
            Some(entry) if entry.kind != T::KIND => {
                format!("{} where it takes a {}", entry.name(), T::KIND)
            }
            Some(entry) => match entry.ended_by {
                Some(by) => format!("{} was used after {by} had ended it", entry.name()),
                None => {
                    let Some(disturbed) = registry.disturbed(address).filter(|_| !concurrent)
                    else {
                        return Some(());
                    };
                    format!("{disturbed} was used by a second thread while a first one runs it")
                }
            },
        };
        self.violation(wrong);
        None
    }

    /// Ends a handle, and gives what was behind it.
    pub(crate) fn destroy<T: Thing>(&mut self, address: usize) -> Option<T> {
        let name = self.name;
        let twice = self
            .registry()
            .entries
            .get(&address)
            .filter(|entry| entry.kind == T::KIND)
            .and_then(|entry| Some((entry.name(), entry.ended_by?)));
        if let Some((what, by)) = twice {
            self.violation(format!("{what} was ended twice, first by {by}"));
            return None;
        }
        self.check::<T>(address)?;
        let registry = self.registry();
        let users = registry.users(address);
        if !users.is_empty() {
            let what = registry.entries.get(&address)?.name();
            self.violation(format!(
                "{what} was ended while {} still needs it",
                users.join(" and ")
            ));
        }
        let mut things = self.registry().end(address, name).into_iter();
        let own = things.next()?.downcast().ok()?;
        // What ended with it may have memory of its own.
        drop(things.collect::<Vec<Box<dyn Any + Send>>>());
        Some(*own)
    }

    /// Ends handles of one kind that belong to this one.
    pub(crate) fn end_children<T: Thing>(&mut self, parent: usize) {
        let name = self.name;
        let registry = self.registry();
        let Some(entry) = registry.entries.get(&parent) else {
            return;
        };
        for child in entry.children.clone() {
            if registry
                .entries
                .get(&child)
                .is_some_and(|it| it.kind == T::KIND)
            {
                registry.end(child, name);
            }
        }
    }

    /// Ends one handle that belongs to another, without the checks for those of applications.
    pub(crate) fn end(&mut self, address: usize) {
        let name = self.name;
        self.registry().end(address, name);
    }

    /// Whether any owned handle of this kind is alive.
    pub(crate) fn living<T: Thing>(&mut self) -> Vec<String> {
        let world = self.world;
        let mut living: Vec<_> = self
            .registry()
            .entries
            .values()
            .filter(|it| it.world == world && it.kind == T::KIND && it.ended_by.is_none())
            .filter(|it| it.parent.is_none())
            .map(|entry| (entry.number, entry.name()))
            .collect();
        living.sort();
        living.into_iter().map(|(_, name)| name).collect()
    }

    /// Nobody else may use this handle until [`Call::release`].
    pub(crate) fn occupy(&mut self, address: usize) {
        if let Some(entry) = self.registry().entries.get_mut(&address) {
            entry.busy = Some(thread::current().id());
        }
    }

    /// Ends what [`Call::occupy`] began.
    pub(crate) fn release(&mut self, address: usize) {
        if let Some(entry) = self.registry().entries.get_mut(&address) {
            entry.busy = None;
        }
    }

    /// Lets go of the lock for the time of a callback: it will call C functions itself.
    pub(crate) fn pause<R>(&mut self, callback: impl FnOnce() -> R) -> R {
        self.registry = None;
        let result = callback();
        self.registry = Some(registry::lock());
        result
    }
}

/// What a body says, or that the call makes no sense.
pub(crate) fn answer<R: Ret>(body: impl FnOnce() -> Option<R>) -> R {
    body().unwrap_or_else(R::refused)
}

/// Makes C functions. Their bodies return `None` for calls that make no sense; `null` names the
/// argument through which they give an address.
macro_rules! c_functions {
    ($family:ident; $(
        fn $name:ident($call:ident $(, $arg:ident: $type:ty)* $(,)?) $(-> $return:ty)?
            $(, null $place:ident)? $body:block
    )*) => {
        $(
            #[allow(non_snake_case)]
            unsafe extern "C" fn $name($($arg: $type),*) $(-> $return)? {
                // SAFETY: whoever calls a C function promises that its pointers are as the header
                // says; that they are null or wrong handles is found out without looking at them.
                $(let $arg = unsafe { $crate::pointer::Wrap::wrap($arg) };)*
                type Return = $crate::call::c_functions!(@return $($return)?);
                let addresses: &[usize] = &[$($crate::pointer::Argument::address(&$arg)),*];
                let mut call = $crate::call::Call::begin(stringify!($name), addresses);
                let has_place = $crate::call::c_functions!(@place $($place)?);
                match call.fault::<Return>(has_place) {
                    Some($crate::fault::Fault::Status(status)) => {
                        return $crate::call::Ret::failed(status);
                    }
                    Some($crate::fault::Fault::Null) => {
                        $($crate::pointer::Place::put_null($place);)?
                        return $crate::call::Ret::null();
                    }
                    None => {}
                }
                let $call = &mut call;
                $crate::call::answer(|| -> Option<Return> { $body })
            }

            // The declaration in the header is the same.
            const _: litert_sys::$family::$name = $name;
        )*

        /// The functions in this file.
        pub(crate) const NAMES: &[&str] = &[$(stringify!($name)),*];

        /// The address of one of them.
        pub(crate) fn find(name: &str) -> Option<std::ptr::NonNull<std::ffi::c_void>> {
            match name {
                $(stringify!($name) => std::ptr::NonNull::new($name as *mut std::ffi::c_void),)*
                _ => None,
            }
        }
    };
    (@return) => { () };
    (@return $return:ty) => { $return };
    (@place) => { false };
    (@place $place:ident) => { true };
}
pub(crate) use c_functions;
