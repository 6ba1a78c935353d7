//! Waiting for what a device has not finished, on a thread of its own.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::thread;

use litert_sys::groups::litert::Events;
use litert_sys::litert;

/// Longer than any run.
const FOR_EVER: i64 = -1;

/// The runs of one compiled model that have not finished.
///
/// A thread, started with the first of them, waits for their events one after the other: a device
/// finishes them in this order.
#[derive(Default)]
pub(super) struct InFlight {
    queue: Mutex<Option<Sender<Job>>>,
    count: Arc<Count>,
}

/// Events to wait for, and whom to tell.
struct Job {
    events: Vec<Event>,
    functions: Events,
    completion: Arc<Completion>,
    count: Arc<Count>,
}

/// An event that belongs to a buffer, which stays where it is until the wait is over.
struct Event(litert::LiteRtEvent);

// SAFETY: waiting for an event is what other threads do with it; the buffer that owns it is owned by
// the future, which lets nobody touch it before the wait is over.
unsafe impl Send for Event {}

impl InFlight {
    /// Waits for `events` in the background.
    ///
    /// # Safety
    /// The events are alive, and nobody else uses them, until `completion` is finished.
    pub(super) unsafe fn add(
        &self,
        functions: Events,
        events: Vec<litert::LiteRtEvent>,
        completion: &Arc<Completion>,
    ) {
        self.count.add();
        let job = Job {
            events: events.into_iter().map(Event).collect(),
            functions,
            completion: Arc::clone(completion),
            count: Arc::clone(&self.count),
        };
        let mut queue = lock(&self.queue);
        if queue.is_none() {
            *queue = start();
        }
        let unsent = match &*queue {
            Some(queue) => queue.send(job).err().map(|error| error.0),
            None => Some(job),
        };
        drop(queue);
        if let Some(job) = unsent {
            // There is no thread to be had; then this one waits.
            job.wait();
        }
    }

    /// Waits until all runs have finished. Cheap if there are none.
    pub(super) fn wait(&self) {
        self.count.wait();
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        // What comes after this is destroyed: the compiled model that the device works for.
        self.wait();
    }
}

fn start() -> Option<Sender<Job>> {
    let (sender, receiver): (Sender<Job>, Receiver<Job>) = channel();
    let spawned = thread::Builder::new()
        .name("litert-events".to_owned())
        .spawn(move || {
            for job in receiver {
                job.wait();
            }
        });
    spawned.ok().map(|_| sender)
}

impl Job {
    fn wait(self) {
        let mut failed = None;
        for event in &self.events {
            // SAFETY: alive until `completion` is finished, which happens below.
            let status = unsafe { (self.functions.LiteRtWaitEvent)(event.0, FOR_EVER) };
            if status.0 != 0 {
                failed.get_or_insert(status);
            }
        }
        self.completion.finish(failed);
        self.count.remove();
    }
}

#[derive(Default)]
struct Count {
    runs: Mutex<usize>,
    none: Condvar,
}

impl Count {
    fn add(&self) {
        *lock(&self.runs) += 1;
    }

    fn remove(&self) {
        let mut runs = lock(&self.runs);
        *runs = runs.saturating_sub(1);
        if *runs == 0 {
            self.none.notify_all();
        }
    }

    fn wait(&self) {
        let mut runs = lock(&self.runs);
        while *runs > 0 {
            runs = self.none.wait(runs).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// Whether one run has finished, and who wants to know.
#[derive(Default)]
pub(super) struct Completion {
    state: Mutex<State>,
    done: Condvar,
}

#[derive(Default)]
struct State {
    /// `Some` when it has finished: with the status of the wait that failed, if one did.
    result: Option<Option<litert::LiteRtStatus>>,
    waker: Option<Waker>,
}

impl Completion {
    /// One that has finished already.
    pub(super) fn finished() -> Self {
        let completion = Self::default();
        completion.finish(None);
        completion
    }

    fn finish(&self, failed: Option<litert::LiteRtStatus>) {
        let waker = {
            let mut state = lock(&self.state);
            state.result = Some(failed);
            self.done.notify_all();
            state.waker.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// Whether it has finished.
    pub(super) fn is_finished(&self) -> bool {
        lock(&self.state).result.is_some()
    }

    /// The result, or a promise to wake.
    pub(super) fn poll(&self, context: &Context<'_>) -> Poll<Option<litert::LiteRtStatus>> {
        let mut state = lock(&self.state);
        if let Some(result) = state.result {
            return Poll::Ready(result);
        }
        match &mut state.waker {
            Some(waker) => waker.clone_from(context.waker()),
            none => *none = Some(context.waker().clone()),
        }
        Poll::Pending
    }

    /// The result, when it is there.
    pub(super) fn wait(&self) -> Option<litert::LiteRtStatus> {
        let mut state = lock(&self.state);
        loop {
            if let Some(result) = state.result {
                return result;
            }
            state = self
                .done
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
