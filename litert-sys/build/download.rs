//! Decides which runtimes this build gets and when a failed download is tried again.
//!
//! Nothing that goes wrong here fails the build: it becomes one warning and a note that the loader
//! prints if it finds no library.

use std::fs;
use std::mem::discriminant;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use crate::env::{Build, Fetching};
use crate::fetch::{self, FetchError, Fetched, How, Request};
use crate::manifest::Runtime;
use crate::message;

/// After a failure no build tries again for this many times as long as the failure took, unless
/// the environment changed.
///
/// A failed download must be retried without being asked, so cargo is told to run this script in
/// every build. A machine behind a silent network would then wait for pip's time-outs, 20 seconds,
/// in every build: like this it waits once in ten minutes, while a missing Python or a refused
/// connection, which show in a second, are looked at again almost at once.
const PAUSE_FACTOR: u32 = 30;
const LONGEST_PAUSE: Duration = Duration::from_secs(10 * 60);

/// What the crate is told.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) dirs: Vec<PathBuf>,
    pub(crate) note: Option<String>,
}

pub(crate) fn run(build: &Build, runtimes: &[Runtime]) -> Outcome {
    let fetching = Fetching::read();
    if fetching.docs_rs {
        return Outcome::default();
    }
    if !runtimes.iter().any(wanted) {
        return Outcome {
            dirs: Vec::new(),
            note: left_out().map(str::to_owned),
        };
    }
    if fetching.own_library {
        let note = "nothing was fetched because LITERT_LIBRARY_PATH was set when this was built";
        return Outcome {
            dirs: Vec::new(),
            note: Some(note.to_owned()),
        };
    }

    let failure = Failure::at(build, &fetching, runtimes);
    // A recent failure counts like being offline: what is cached is used, nothing is downloaded.
    let recent = fetching
        .offline
        .is_none()
        .then(|| failure.recent())
        .flatten();
    let offline = fetching
        .offline
        .as_ref()
        .map(|offline| &offline.why)
        .or(recent.as_ref());
    let begun = Instant::now();
    let requests = runtimes.iter().filter(|runtime| wanted(runtime));
    let requests: Vec<_> = requests
        .map(|runtime| request(build, &fetching, offline, runtime))
        .collect();

    let mut outcome = Outcome::default();
    let mut errors = Vec::new();
    for (request, result) in requests.iter().zip(fetch_all(&requests)) {
        match result {
            Ok(fetched) => {
                report(&fetched);
                // Should a file change or vanish, the next build looks at the cache again.
                for file in fetch::files(request).unwrap_or_default() {
                    message::rerun_if_changed(&file);
                }
                outcome.dirs.push(fetched.dir);
            }
            Err(error) => errors.push((request.runtime, error)),
        }
    }

    if errors.is_empty() {
        failure.forget();
        outcome.note = left_out().map(str::to_owned);
        return outcome;
    }
    let failed = errors.iter().any(|(_, error)| error.is_transient());
    let paused = recent.is_some();
    let note = recent.unwrap_or_else(|| note(&errors) + alternative(&errors, runtimes, build));
    if failed {
        failure.record(begun.elapsed(), &note);
    }
    let unwatched = fetching
        .offline
        .as_ref()
        .is_some_and(|offline| !offline.watched);
    if failed || paused || unwatched {
        // A file that never exists: cargo runs this script again in the next build.
        message::rerun_if_changed(&build.out_dir.join("fetch-again"));
    }
    message::warning(&note);
    outcome.note = Some(without_cache(&note, &fetching));
    outcome
}

fn request<'a>(
    build: &'a Build,
    fetching: &'a Fetching,
    offline: Option<&String>,
    runtime: &'a Runtime,
) -> Request<'a> {
    Request {
        runtime,
        target: &build.target,
        cache: fetching.cache.as_deref(),
        python: fetching.python.clone(),
        limits: fetching.limits.clone(),
        offline: offline.cloned(),
    }
}

/// True if a feature asks for this runtime.
fn wanted(runtime: &Runtime) -> bool {
    runtime.default
        && match runtime.name.as_str() {
            "litert" => cfg!(feature = "download-litert"),
            "lm" => cfg!(feature = "download-lm"),
            "tflite-community" => cfg!(feature = "download-tflite-community"),
            _ => false,
        }
}

/// Which features would have fetched what this build does not even try to fetch.
fn left_out() -> Option<&'static str> {
    if cfg!(any(feature = "source", feature = "_link")) {
        // The libraries come from elsewhere.
        return None;
    }
    match (
        cfg!(feature = "download-litert"),
        cfg!(feature = "download-lm"),
        cfg!(feature = "download-tflite-community"),
    ) {
        (false, false, false) => Some(
            "nothing was fetched: this program was built without the features of the crate litert \
             that fetch a runtime (its default features are off); turn on `download`, or \
             `download-litert` for CompiledModel alone, or `download-lm` for Interpreter",
        ),
        (true, false, false) => Some(
            "the build fetched libLiteRt alone, for CompiledModel (feature `download-litert`); turn \
             on `download-lm` as well for Interpreter",
        ),
        (false, false, true) => Some(
            "the build fetched libtensorflowlite_c alone, for Interpreter (feature \
             `download-tflite-community`); turn on `download-litert` as well for CompiledModel",
        ),
        _ => None,
    }
}

/// All at once: they share the wait for a slow network, and for a dead one.
fn fetch_all(requests: &[Request<'_>]) -> Vec<Result<Fetched, FetchError>> {
    thread::scope(|scope| {
        let start = |request| scope.spawn(move || fetch::fetch(request));
        let running: Vec<_> = requests.iter().map(start).collect();
        let finish = |thread: thread::ScopedJoinHandle<'_, _>| {
            let stopped = |_| {
                let reason = "the build script stopped while fetching".to_owned();
                Err(FetchError::Unpack {
                    wheel: "a runtime".to_owned(),
                    reason,
                })
            };
            thread.join().unwrap_or_else(stopped)
        };
        running.into_iter().map(finish).collect()
    })
}

fn report(fetched: &Fetched) {
    if let How::Downloaded {
        replaced: Some(what),
    } = &fetched.how
    {
        let dir = fetched.dir.display();
        let text =
            format!("the cached runtime {dir} {what}; it was replaced, nothing is to be done");
        message::warning(&text);
    }
}

/// One line for all that is missing; causes of the same kind are told once.
fn note(errors: &[(&Runtime, FetchError)]) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut told = Vec::new();
    for (_, error) in errors {
        if told.contains(&discriminant(error)) {
            continue;
        }
        told.push(discriminant(error));
        let same = errors
            .iter()
            .filter(|(_, other)| discriminant(other) == discriminant(error));
        let names = same.map(|(runtime, _)| format!("{} {}", runtime.name, runtime.version));
        let names = names.collect::<Vec<_>>().join(" and ");
        parts.push(format!("runtime {names} not fetched: {error}"));
    }
    message::one_line(&parts.join(". Also: "))
}

/// The note as programs may say it elsewhere: where the cache of this machine is, is nobody's business
/// there.
fn without_cache(note: &str, fetching: &Fetching) -> String {
    let cache = fetching.cache.as_ref().map(|cache| cache.to_string_lossy());
    match cache.as_deref() {
        Some(cache) if !cache.is_empty() => note.replace(cache, "<cache>"),
        _ => note.to_owned(),
    }
}

/// Names the community build where it is the only one there is.
fn alternative(
    errors: &[(&Runtime, FetchError)],
    runtimes: &[Runtime],
    build: &Build,
) -> &'static str {
    let unsupported = |error: &FetchError| matches!(error, FetchError::UnsupportedTarget { .. });
    let community = |runtime: &Runtime| {
        runtime.community && !wanted(runtime) && runtime.wheel(&build.target).is_some()
    };
    if errors.iter().all(|(_, error)| unsupported(error)) && runtimes.iter().any(community) {
        ", or take the community build that the feature download-tflite-community fetches"
    } else {
        ""
    }
}

/// The last failure, kept in the build directory.
struct Failure {
    path: PathBuf,
    /// What must be unchanged for the pause to hold.
    key: String,
}

impl Failure {
    fn at(build: &Build, fetching: &Fetching, runtimes: &[Runtime]) -> Self {
        let wanted = runtimes
            .iter()
            .filter(|runtime| wanted(runtime))
            .map(Runtime::dir_name);
        let key = format!(
            "{:x} {}",
            fetching.fingerprint,
            wanted.collect::<Vec<_>>().join(" ")
        );
        Self {
            path: build.out_dir.join("fetch-failed"),
            key,
        }
    }

    /// The note of a failure that is recent and met the same circumstances.
    fn recent(&self) -> Option<String> {
        let text = fs::read_to_string(&self.path).ok()?;
        let mut lines = text.splitn(3, '\n');
        let (key, seconds, note) = (lines.next()?, lines.next()?, lines.next()?);
        let pause = Duration::from_secs(seconds.parse().ok()?);
        let age = SystemTime::now().duration_since(fs::metadata(&self.path).ok()?.modified().ok()?);
        (key == self.key && age.ok()? < pause).then(|| note.to_owned())
    }

    fn record(&self, took: Duration, note: &str) {
        let pause = (took * PAUSE_FACTOR).min(LONGEST_PAUSE).as_secs();
        // If it cannot be written, the next build tries again at once.
        let _ = fs::write(&self.path, format!("{}\n{pause}\n{note}", self.key));
    }

    fn forget(&self) {
        let _ = fs::remove_file(&self.path);
    }
}
