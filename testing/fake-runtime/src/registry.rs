//! Every handle that was ever given out, and which fake runtime it belongs to.

use std::any::Any;
use std::cell::Cell;
use std::collections::{BTreeMap, HashMap};
use std::ffi::CString;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};
use std::time::Duration;

use litert_sys::tflite::TfLiteDelegate;

use crate::fault::{Fault, Which};
use crate::hook::Hook;

/// What stands behind a handle.
pub(crate) trait Thing: Any + Send {
    /// What it is called in messages.
    const KIND: &'static str;
    /// Whether whoever asked for it has to give it back.
    const OWNED: bool = true;
}

/// A handle, alive or not. Its address is not given out again as long as its runtime is there.
pub(crate) struct Entry {
    pub(crate) world: u64,
    pub(crate) kind: &'static str,
    pub(crate) owned: bool,
    pub(crate) number: usize,
    pub(crate) made_by: &'static str,
    /// The call that ended it.
    pub(crate) ended_by: Option<&'static str>,
    /// It ends with this one.
    pub(crate) parent: Option<usize>,
    /// They end with this one.
    pub(crate) children: Vec<usize>,
    /// What needs this one for as long as it is there itself.
    pub(crate) users: Vec<usize>,
    /// The thread that is in a call which nobody may disturb.
    pub(crate) busy: Option<ThreadId>,
    pub(crate) thing: Option<Box<dyn Any + Send>>,
    _block: Block,
}

impl Entry {
    /// What it is and where it comes from.
    pub(crate) fn name(&self) -> String {
        format!("{} #{} ({})", self.kind, self.number, self.made_by)
    }
}

/// The memory that a handle points to. Applications never look into it, but for delegates.
#[derive(Clone, Copy)]
struct Block(*mut TfLiteDelegate);

// SAFETY: memory of its own, without thread affinity.
unsafe impl Send for Block {}

impl Block {
    fn new(content: TfLiteDelegate) -> Self {
        Self(Box::into_raw(Box::new(content)))
    }

    fn free(self) {
        // SAFETY: made by `new`, and freed once: when the entry is removed.
        drop(unsafe { Box::from_raw(self.0) });
    }
}

/// A delegate that does nothing.
pub(crate) fn idle_delegate(flags: i64) -> TfLiteDelegate {
    TfLiteDelegate {
        data_: std::ptr::null_mut(),
        Prepare: None,
        CopyFromBufferHandle: None,
        CopyToBufferHandle: None,
        FreeBufferHandle: None,
        flags,
        opaque_delegate_builder: std::ptr::null_mut(),
    }
}

/// One fake runtime.
#[derive(Default)]
pub(crate) struct World {
    pub(crate) calls: Vec<crate::CallRecord>,
    pub(crate) faults: Vec<(Which, Fault)>,
    pub(crate) violations: Vec<String>,
    pub(crate) hook: Option<Hook>,
    pub(crate) run_takes: Duration,
    pub(crate) events_held: bool,
    pub(crate) device_memory: bool,
    /// Arrays that were made and not yet passed on.
    pub(crate) arrays: Vec<Box<[i32]>>,
    /// What options said, each with whom it was for.
    pub(crate) options: Vec<(CString, CString)>,
    numbers: usize,
}

impl World {
    pub(crate) fn complain(&mut self, violation: String) {
        if !self.violations.contains(&violation) {
            self.violations.push(violation);
        }
    }
}

#[derive(Default)]
pub(crate) struct Registry {
    pub(crate) worlds: BTreeMap<u64, World>,
    pub(crate) entries: HashMap<usize, Entry>,
    next_world: u64,
}

static REGISTRY: Mutex<Option<Registry>> = Mutex::new(None);

thread_local! {
    /// The fake runtime that calls without a handle belong to, on this thread.
    static CURRENT: Cell<u64> = const { Cell::new(0) };
}

/// The lock on all of it.
pub(crate) struct Guard(MutexGuard<'static, Option<Registry>>);

pub(crate) fn lock() -> Guard {
    let mut registry = REGISTRY.lock().unwrap_or_else(PoisonError::into_inner);
    registry.get_or_insert_default();
    Guard(registry)
}

impl std::ops::Deref for Guard {
    type Target = Registry;

    fn deref(&self) -> &Registry {
        match &*self.0 {
            Some(registry) => registry,
            None => unreachable!("`lock` made one"),
        }
    }
}

impl std::ops::DerefMut for Guard {
    fn deref_mut(&mut self) -> &mut Registry {
        self.0.get_or_insert_default()
    }
}

/// Which runtime this thread belongs to; 0 for none.
pub(crate) fn current() -> u64 {
    CURRENT.get()
}

/// Makes this thread belong to another runtime, and says to which it did.
pub(crate) fn set_current(world: u64) -> u64 {
    CURRENT.replace(world)
}

impl Registry {
    pub(crate) fn add_world(&mut self) -> u64 {
        self.next_world += 1;
        self.worlds.insert(self.next_world, World::default());
        self.next_world
    }

    /// Forgets a runtime and frees what its handles stand for.
    pub(crate) fn remove_world(&mut self, world: u64) -> Vec<Box<dyn Any + Send>> {
        self.worlds.remove(&world);
        let mut things = Vec::new();
        self.entries.retain(|_, entry| {
            if entry.world != world {
                return true;
            }
            things.extend(entry.thing.take());
            entry._block.free();
            false
        });
        things
    }

    /// Makes a handle.
    pub(crate) fn insert<T: Thing>(
        &mut self,
        world: u64,
        made_by: &'static str,
        thing: T,
        content: TfLiteDelegate,
    ) -> *mut TfLiteDelegate {
        let number = match self.worlds.get_mut(&world) {
            Some(world) => {
                world.numbers += 1;
                world.numbers
            }
            None => 0,
        };
        let block = Block::new(content);
        let entry = Entry {
            world,
            kind: T::KIND,
            owned: T::OWNED,
            number,
            made_by,
            ended_by: None,
            parent: None,
            children: Vec::new(),
            users: Vec::new(),
            busy: None,
            thing: Some(Box::new(thing)),
            _block: block,
        };
        self.entries.insert(block.0 as usize, entry);
        block.0
    }

    /// Handles that nobody gave back, in the order in which they were made.
    pub(crate) fn live(&self, world: u64) -> Vec<String> {
        let mut live: Vec<(usize, String)> = self
            .entries
            .values()
            .filter(|entry| entry.world == world && entry.owned && entry.ended_by.is_none())
            // What belongs to another handle is given back with it.
            .filter(|entry| entry.parent.is_none())
            .map(|entry| (entry.number, entry.name()))
            .collect();
        live.sort();
        live.into_iter().map(|(_, name)| name).collect()
    }

    /// Who still needs this one.
    pub(crate) fn users(&self, address: usize) -> Vec<String> {
        let users = self
            .entries
            .get(&address)
            .into_iter()
            .flat_map(|entry| &entry.users);
        users
            .filter_map(|user| self.entries.get(user))
            .filter(|user| user.ended_by.is_none())
            .map(Entry::name)
            .collect()
    }

    /// Ends a handle and all that end with it; gives back what stood behind them.
    pub(crate) fn end(&mut self, address: usize, by: &'static str) -> Vec<Box<dyn Any + Send>> {
        let mut things = Vec::new();
        let mut ending = vec![address];
        while let Some(address) = ending.pop() {
            if let Some(entry) = self.entries.get_mut(&address) {
                entry.ended_by.get_or_insert(by);
                things.extend(entry.thing.take());
                ending.append(&mut entry.children);
            }
        }
        things
    }

    /// Whether another thread is inside of a call on this handle, or on the one it belongs to.
    pub(crate) fn disturbed(&self, address: usize) -> Option<String> {
        let mut at = Some(address);
        while let Some(entry) = at.and_then(|address| self.entries.get(&address)) {
            if entry
                .busy
                .is_some_and(|busy| busy != thread::current().id())
            {
                return Some(entry.name());
            }
            at = entry.parent;
        }
        None
    }
}
