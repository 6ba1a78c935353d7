//! What tests see of a fake runtime.

use std::collections::BTreeSet;
use std::ffi::CString;
use std::fmt;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use litert::Runtime;
use litert_sys::SymbolSource;

use crate::fault::{CallRecord, Fault, Which};
use crate::hook::Run;
use crate::registry;
use crate::source::FakeSource;

/// Keeps the handles of one fake runtime.
pub(crate) struct World(u64);

impl World {
    pub(crate) fn id(&self) -> u64 {
        self.0
    }
}

impl Drop for World {
    fn drop(&mut self) {
        let things = registry::lock().remove_world(self.0);
        // After the lock is gone: a test's own function may be among them.
        drop(things);
    }
}

/// A stand-in for the native libraries, inside of this process.
///
/// Calls that carry a handle belong to the fake runtime that made it. Calls that carry none, such as
/// making an environment, belong to the one of the thread: that of [`new`](Self::new), and of
/// [`Pass::enter`] on other threads.
pub struct FakeRuntime {
    world: Arc<World>,
    missing: BTreeSet<String>,
    // It is the one of the thread that made it.
    _thread: PhantomData<*const ()>,
}

impl Default for FakeRuntime {
    fn default() -> Self {
        Self::new()
    }
}

impl FakeRuntime {
    /// A fake runtime with every function that it can have, for this thread.
    ///
    /// # Panics
    /// If this thread has one already: drop that first, with everything made by it.
    pub fn new() -> Self {
        assert!(
            registry::current() == 0,
            "this thread has a fake runtime already, and its calls cannot be told apart"
        );
        let world = registry::lock().add_world();
        registry::set_current(world);
        Self {
            world: Arc::new(World(world)),
            missing: BTreeSet::new(),
            _thread: PhantomData,
        }
    }

    /// Takes C functions away: [`runtime`](Self::runtime) is then a library without them.
    #[must_use]
    pub fn without<S: Into<String>>(mut self, functions: impl IntoIterator<Item = S>) -> Self {
        self.missing.extend(functions.into_iter().map(Into::into));
        self
    }

    /// The runtime to give to builders.
    ///
    /// # Errors
    /// [`litert::Error::Load`] if too many functions were taken away.
    pub fn runtime(&self) -> litert::Result<Runtime> {
        Runtime::from_source(self.source())
    }

    /// Where the functions come from, for [`litert_sys`].
    pub fn source(&self) -> Arc<dyn SymbolSource> {
        Arc::new(FakeSource {
            world: Arc::clone(&self.world),
            missing: self.missing.clone(),
        })
    }

    /// What is needed to use it on another thread.
    pub fn pass(&self) -> Pass {
        Pass(Arc::clone(&self.world))
    }

    /// Says what models give: `compute` sees each run, and fills in the outputs. What it refuses
    /// becomes an error of the run, with its words. Without this only a few operators are computed:
    /// `ADD`, `SUB`, `MUL`, `CONCATENATION` of vectors, `RESHAPE`, and custom ones.
    pub fn on_run(&self, compute: impl FnMut(&mut Run) -> Result<(), String> + Send + 'static) {
        self.change(|world| world.hook = Some(Arc::new(Mutex::new(compute))));
    }

    /// Lets every run take this long.
    pub fn run_takes(&self, time: Duration) {
        self.change(|world| world.run_takes = time);
    }

    /// Keeps asynchronous runs from finishing, until called again with `false`.
    pub fn hold_events(&self, held: bool) {
        self.change(|world| world.events_held = held);
    }

    /// Lets compiled models ask for buffers in memory of a device.
    pub fn prefer_device_memory(&self) {
        self.change(|world| world.device_memory = true);
    }

    /// Lets a call fail.
    pub fn fail(&self, which: Which, fault: Fault) {
        self.change(|world| world.faults.push((which, fault)));
    }

    /// Lets all calls succeed again.
    pub fn clear_faults(&self) {
        self.change(|world| world.faults.clear());
    }

    /// Every call so far, in order.
    pub fn calls(&self) -> Vec<CallRecord> {
        let registry = registry::lock();
        let world = registry.worlds.get(&self.world.0);
        world.map(|world| world.calls.clone()).unwrap_or_default()
    }

    /// Every text of options so far, in order, each behind the name of its reader.
    pub fn options(&self) -> Vec<(CString, CString)> {
        let registry = registry::lock();
        let world = registry.worlds.get(&self.world.0);
        world.map(|world| world.options.clone()).unwrap_or_default()
    }

    /// What was done that no C library allows, and what was not given back so far.
    pub fn report(&self) -> Report {
        let registry = registry::lock();
        let world = registry.worlds.get(&self.world.0);
        Report {
            violations: world
                .map(|world| world.violations.clone())
                .unwrap_or_default(),
            live: registry.live(self.world.0),
        }
    }

    /// To be called when everything was dropped.
    ///
    /// # Panics
    /// If the report is not empty, with the report.
    #[track_caller]
    pub fn assert_clean(&self) {
        let report = self.report();
        assert!(report.is_clean(), "{report}");
    }

    fn change(&self, change: impl FnOnce(&mut registry::World)) {
        if let Some(world) = registry::lock().worlds.get_mut(&self.world.0) {
            change(world);
        }
    }
}

impl Drop for FakeRuntime {
    fn drop(&mut self) {
        if registry::current() == self.world.0 {
            registry::set_current(0);
        }
    }
}

impl fmt::Debug for FakeRuntime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FakeRuntime")
            .field("missing", &self.missing)
            .finish_non_exhaustive()
    }
}

/// Takes a [`FakeRuntime`] to other threads.
#[derive(Clone)]
pub struct Pass(Arc<World>);

impl Pass {
    /// Makes this thread use the fake runtime until the result is dropped.
    #[must_use = "the thread leaves when this is dropped"]
    pub fn enter(&self) -> Entered {
        Entered {
            before: registry::set_current(self.0.0),
            _world: Arc::clone(&self.0),
            _thread: PhantomData,
        }
    }
}

impl fmt::Debug for Pass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pass").finish_non_exhaustive()
    }
}

/// See [`Pass::enter`].
#[derive(Debug)]
pub struct Entered {
    before: u64,
    _world: Arc<World>,
    _thread: PhantomData<*const ()>,
}

impl fmt::Debug for World {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "fake runtime {}", self.0)
    }
}

impl Drop for Entered {
    fn drop(&mut self) {
        registry::set_current(self.before);
    }
}

/// What a [`FakeRuntime`] found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Report {
    /// Handles that were used or ended when they must not be, each with its kind, its number, and
    /// the call that made it.
    pub violations: Vec<String>,
    /// Handles that were not given back, in the same words.
    pub live: Vec<String>,
}

impl Report {
    /// Whether there is nothing in it.
    pub fn is_clean(&self) -> bool {
        self.violations.is_empty() && self.live.is_empty()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_clean() {
            return f.write_str("every handle was used as it should be, and given back");
        }
        for violation in &self.violations {
            writeln!(f, "violation: {violation}")?;
        }
        for live in &self.live {
            writeln!(f, "not given back: {live}")?;
        }
        Ok(())
    }
}
