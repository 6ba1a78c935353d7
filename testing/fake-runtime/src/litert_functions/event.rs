//! Events: what tells that a device has finished.

use std::time::Duration;

use litert_sys::litert::*;

use super::buffer::Buffer;
use super::{NOT_FOUND, OK};
use crate::call::{Call, c_functions};
use crate::registry::Thing;

pub(super) struct Event {
    pub(super) finished: bool,
}

impl Thing for Event {
    const KIND: &'static str = "LiteRtEvent";
    const OWNED: bool = false;
}

/// A run that an event stands for, until it has been waited for.
pub(super) struct Pending;

impl Thing for Pending {
    const KIND: &'static str = "run in progress";
    const OWNED: bool = false;
}

/// Whether nothing works on a buffer any more; if something does, that is a violation.
pub(super) fn check_finished(call: &mut Call, buffer: usize) {
    let event = call.get::<Buffer>(buffer).and_then(|buffer| buffer.event);
    let Some(event) = event else { return };
    if call
        .get::<Event>(event)
        .is_some_and(|event| !event.finished)
    {
        call.violation("a run that was started still uses the buffer");
    }
}

c_functions! { litert;
    fn LiteRtHasTensorBufferEvent(
        call,
        buffer: LiteRtTensorBuffer,
        out: *mut bool,
    ) -> LiteRtStatus {
        out.put(call.get::<Buffer>(buffer.raw() as usize)?.event.is_some());
        Some(OK)
    }

    fn LiteRtGetTensorBufferEvent(
        call,
        buffer: LiteRtTensorBuffer,
        out: *mut LiteRtEvent,
    ) -> LiteRtStatus, null out {
        match call.get::<Buffer>(buffer.raw() as usize)?.event {
            Some(event) => {
                out.put(event as LiteRtEvent);
                Some(OK)
            }
            None => Some(NOT_FOUND),
        }
    }

    fn LiteRtClearTensorBufferEvent(call, buffer: LiteRtTensorBuffer) -> LiteRtStatus {
        let address = buffer.raw() as usize;
        check_finished(call, address);
        if let Some(event) = call.get::<Buffer>(address)?.event.take() {
            call.end(event);
        }
        Some(OK)
    }

    fn LiteRtWaitEvent(call, event: LiteRtEvent, _milliseconds: i64) -> LiteRtStatus {
        let time = call.world()?.run_takes;
        call.get::<Event>(event.raw() as usize)?;
        call.pause(|| std::thread::sleep(time));
        while call.world()?.events_held {
            call.pause(|| std::thread::sleep(Duration::from_millis(1)));
        }
        call.get::<Event>(event.raw() as usize)?.finished = true;
        call.end_children::<Pending>(event.raw() as usize);
        Some(OK)
    }
}
