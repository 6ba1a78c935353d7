//! Waiting for what a device has not finished, on a thread of its own.
//!
//! Wakers are the application's code. One may poll the task where it is woken, drop the future or the
//! compiled model, wait for another run, or panic. So it is called last, when all that is known of the
//! run is written down and no lock is held; and whoever waits inside one sees to the runs that this
//! thread would wait for next.

use std::cell::Cell;
use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::thread;

use litert_sys::groups::litert::Events;
use litert_sys::litert;

use crate::contained::{contained, drop_contained};

/// Longer than any run.
const FOR_EVER: i64 = -1;

thread_local! {
    /// Whether this thread waits for events, for any compiled model.
    static WAITS_FOR_EVENTS: Cell<bool> = const { Cell::new(false) };
}

/// The runs of one compiled model that have not finished.
///
/// A thread, started with the first of them, waits for their events one after the other: a device
/// finishes them in this order.
#[derive(Default)]
pub(super) struct InFlight(Arc<Queue>);

#[derive(Default)]
struct Queue {
    state: Mutex<Jobs>,
    /// A job came, the last one went, or there will be no more.
    changed: Condvar,
}

#[derive(Default)]
struct Jobs {
    waiting: VecDeque<Job>,
    /// How many have not finished: those that are waiting, and those that somebody waits for.
    unfinished: usize,
    has_thread: bool,
    closed: bool,
}

/// Events to wait for, and whom to tell.
struct Job {
    events: Vec<Event>,
    functions: Events,
    completion: Arc<Completion>,
}

/// An event that belongs to a buffer, which stays where it is until the wait is over.
struct Event(litert::LiteRtEvent);

// SAFETY: waiting for an event is what other threads do with it; the buffer that owns it is owned by
// the future, which lets nobody touch it before the wait is over.
unsafe impl Send for Event {}

impl InFlight {
    /// Waits for `events` in the background. What it returns tells when the wait is over.
    ///
    /// # Safety
    /// The events are alive, and nobody else uses them, until what is returned has finished.
    pub(super) unsafe fn add(
        &self,
        functions: Events,
        events: Vec<litert::LiteRtEvent>,
    ) -> Arc<Completion> {
        let completion = Arc::new(Completion {
            queue: Some(Arc::clone(&self.0)),
            ..Completion::default()
        });
        let job = Job {
            events: events.into_iter().map(Event).collect(),
            functions,
            completion: Arc::clone(&completion),
        };
        let mut jobs = lock(&self.0.state);
        jobs.unfinished += 1;
        if !jobs.has_thread {
            jobs.has_thread = start(&self.0);
        }
        if jobs.has_thread {
            jobs.waiting.push_back(job);
            drop(jobs);
            self.0.changed.notify_all();
        } else {
            // There is no thread to be had; then this one waits.
            drop(jobs);
            self.0.finish(job);
        }
        completion
    }

    /// Waits until all runs have finished. Cheap if there are none.
    pub(super) fn wait(&self) {
        self.0.wait_for_all();
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        // What comes after this is destroyed: the compiled model that the device works for.
        self.wait();
        lock(&self.0.state).closed = true;
        self.0.changed.notify_all();
    }
}

fn start(queue: &Arc<Queue>) -> bool {
    let queue = Arc::clone(queue);
    let thread = thread::Builder::new().name("litert-events".to_owned());
    let spawned = thread.spawn(move || {
        WAITS_FOR_EVENTS.set(true);
        while let Some(job) = queue.next() {
            queue.finish(job);
        }
    });
    spawned.is_ok()
}

impl Queue {
    /// The next job, when there is one; `None` when there will be none.
    fn next(&self) -> Option<Job> {
        let mut jobs = lock(&self.state);
        loop {
            if let Some(job) = jobs.waiting.pop_front() {
                return Some(job);
            }
            if jobs.closed {
                return None;
            }
            jobs = self.sleep(jobs);
        }
    }

    /// Waits for the events of a job, tells who waits for it, and wakes the task at the very end.
    fn finish(&self, job: Job) {
        let mut failed = None;
        for event in &job.events {
            // SAFETY: alive until the job's completion is finished, which happens below.
            let status = unsafe { (job.functions.LiteRtWaitEvent)(event.0, FOR_EVER) };
            if status.0 != 0 {
                failed.get_or_insert(status);
            }
        }
        let waker = job.completion.finish(failed);
        let mut jobs = lock(&self.state);
        jobs.unfinished = jobs.unfinished.saturating_sub(1);
        drop(jobs);
        self.changed.notify_all();
        drop(job);
        if let Some(waker) = waker {
            let _ = contained(move || waker.wake());
        }
    }

    fn wait_for_all(&self) {
        let mut jobs = lock(&self.state);
        while jobs.unfinished > 0 {
            jobs = match self.help(jobs) {
                Ok(jobs) => jobs,
                Err(jobs) => self.sleep(jobs),
            };
        }
    }

    /// A thread that waits for events waits for the next job itself: inside a waker it would
    /// otherwise wait for what it is to do after this. `Err` if there is nothing for it to do.
    fn help<'a>(&'a self, mut jobs: MutexGuard<'a, Jobs>) -> Result<Guard<'a>, Guard<'a>> {
        if !WAITS_FOR_EVENTS.get() {
            return Err(jobs);
        }
        match jobs.waiting.pop_front() {
            None => Err(jobs),
            Some(job) => {
                drop(jobs);
                self.finish(job);
                Ok(lock(&self.state))
            }
        }
    }

    fn sleep<'a>(&'a self, jobs: Guard<'a>) -> Guard<'a> {
        self.changed
            .wait(jobs)
            .unwrap_or_else(PoisonError::into_inner)
    }
}

type Guard<'a> = MutexGuard<'a, Jobs>;

/// Whether one run has finished, and who wants to know.
#[derive(Default)]
pub(super) struct Completion {
    state: Mutex<State>,
    done: Condvar,
    /// Where it waits for its turn.
    queue: Option<Arc<Queue>>,
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

    /// Writes the result down. Returns whom to wake.
    fn finish(&self, failed: Option<litert::LiteRtStatus>) -> Option<Waker> {
        let mut state = lock(&self.state);
        state.result = Some(failed);
        self.done.notify_all();
        state.waker.take()
    }

    /// True if it has finished.
    pub(super) fn is_finished(&self) -> bool {
        lock(&self.state).result.is_some()
    }

    /// The result, or a promise to wake.
    pub(super) fn poll(&self, context: &Context<'_>) -> Poll<Option<litert::LiteRtStatus>> {
        // To clone a waker, and to drop the one before, is the application's code: no lock is held.
        let mut waker = Some(context.waker().clone());
        let mut state = lock(&self.state);
        let result = state.result;
        if result.is_none() {
            std::mem::swap(&mut state.waker, &mut waker);
        }
        drop(state);
        drop_contained(waker);
        match result {
            Some(result) => Poll::Ready(result),
            None => Poll::Pending,
        }
    }

    /// The result, when it is there.
    pub(super) fn wait(&self) -> Option<litert::LiteRtStatus> {
        if WAITS_FOR_EVENTS.get() {
            self.see_to_those_before();
        }
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

    /// Inside a waker: waits for the events of all jobs up to this one, as long as nobody else does.
    fn see_to_those_before(&self) {
        let Some(queue) = &self.queue else {
            return;
        };
        let mut jobs = lock(&queue.state);
        let is_this = |job: &Job| std::ptr::eq(Arc::as_ptr(&job.completion), self);
        while jobs.waiting.iter().any(is_this) {
            jobs = match queue.help(jobs) {
                Ok(jobs) | Err(jobs) => jobs,
            };
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
