//! A profile as a trace: the JSON that Perfetto and `chrome://tracing` open.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::json;

use super::report::Report;

/// Writes one inference of median times. Delegates do not say when their operators began, so all
/// stand one after the other.
pub(super) fn save(path: &Path, report: &Report) -> Result<()> {
    let profile = &report.profile;
    let event = |name: &str, by: &str, from: f64, time: f64, args: serde_json::Value| {
        json!({
            "name": name, "cat": by, "ph": "X", "pid": 1, "tid": 1,
            "ts": from, "dur": time, "args": args,
        })
    };
    let length = profile.total_us;
    let about = json!({ "model": report.model, "runs": profile.runs });
    let mut events = vec![
        json!({ "name": "process_name", "ph": "M", "pid": 1, "args": { "name": "litert" } }),
        json!({
            "name": "thread_name", "ph": "M", "pid": 1, "tid": 1,
            "args": { "name": report.configuration },
        }),
        event("inference", "inference", 0.0, length, about),
    ];
    let mut from = 0.0;
    for operator in &profile.operators {
        let about = json!({
            "run by": operator.by, "shapes": operator.shapes, "share": operator.share,
        });
        events.push(event(
            &operator.name,
            &operator.by,
            from,
            operator.median_us,
            about,
        ));
        from += operator.median_us;
    }
    let trace = json!({ "displayTimeUnit": "ns", "traceEvents": events });
    fs::write(path, serde_json::to_vec(&trace)?)
        .with_context(|| format!("cannot write {}", path.display()))
}
