//! Looking for crashes: much work with seeds, in child processes that may die of it.
//!
//! When a child crashes or hangs, the seed it was working on is noted, and the next child goes on
//! behind it.

use std::env;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::Write;
use std::ops::Range;
use std::time::Duration;

use super::child::{self, Scratch};

/// How many seeds one child works on.
const BATCH: u64 = 500;

/// A loop whose condition was damaged need not end, and that is nobody's fault: the child is given
/// up, and the seed is not counted. This is processor time.
const PATIENCE: Duration = Duration::from_secs(3);
/// The same in a campaign, which meets hundreds of them.
const LITTLE_PATIENCE: Duration = Duration::from_secs(1);

/// `LITERT_SEED=<seed>` works on one seed, `LITERT_SEEDS=<count>` on more of them than usual,
/// `LITERT_CAMPAIGN=<count>` on as many as it takes until so many were worth a run, from
/// `LITERT_FIRST_SEED` on.
const ENV_ONE: &str = "LITERT_SEED";
const ENV_COUNT: &str = "LITERT_SEEDS";
const ENV_CAMPAIGN: &str = "LITERT_CAMPAIGN";
const ENV_FIRST: &str = "LITERT_FIRST_SEED";
/// How many seconds nothing may happen, where children are slow: under Valgrind, for instance.
const ENV_PATIENCE: &str = "LITERT_PATIENCE";
const ENV_RANGE: &str = "LITERT_SEED_RANGE";
const ENV_LOG: &str = "LITERT_SEED_LOG";

/// Words of a report on a crash that is the library's own, and that nothing of ours can prevent.
pub type Known = [&'static str; 2];

/// Has the ignored test `child`, which calls [`work`], go through as many seeds, and asserts that
/// none of them crashes it, other than in the `known` ways, and that at least `least` runs came to a
/// good end.
#[track_caller]
pub fn hunt(child: &str, count: u64, least: usize, known: &[Known]) {
    hunt_with(child, count, least, known, &[], &mut |_| None);
}

/// What a hunt tells while it goes on.
pub enum Event<'a> {
    /// Another child was started; its lines follow.
    Child,
    /// What a child wrote down.
    Line(&'a str),
    /// It crashed while it worked on this seed, in this way.
    Crash(u64, &'a str),
    /// That was all.
    End,
}

/// The same with more variables for the children, and somebody who listens: for a crash they may have
/// a better report.
#[track_caller]
pub fn hunt_with(
    child: &str,
    count: u64,
    least: usize,
    known: &[Known],
    more: &[(&str, Option<OsString>)],
    tell: &mut dyn FnMut(Event<'_>) -> Option<String>,
) {
    let campaign = number(ENV_CAMPAIGN);
    let first = number(ENV_FIRST).unwrap_or(0);
    let seeds = match (number(ENV_ONE), campaign) {
        (Some(seed), _) => seed..seed + 1,
        (None, Some(_)) => first..u64::MAX,
        (None, None) => first..first + number(ENV_COUNT).unwrap_or(count),
    };
    let patience = campaign.map_or(PATIENCE, |_| LITTLE_PATIENCE);
    let patience = number(ENV_PATIENCE).map_or(patience, Duration::from_secs);
    let folder = Scratch::new();
    let log = folder.path().join("log");
    let (mut next, mut crashes, mut hangs) = (seeds.start, Vec::new(), Vec::new());
    let (mut accepted, mut ran) = (0, 0);
    while next < seeds.end && campaign.is_none_or(|count| accepted < count) {
        let until = seeds.end.min(next + BATCH);
        fs::write(&log, "").expect("a log");
        let range = OsString::from(format!("{next}..{until}"));
        let mut variables = more.to_vec();
        variables.push((ENV_RANGE, Some(range)));
        variables.push((ENV_LOG, Some(log.clone().into())));
        let ended = child::run_while_it_grows(child, &variables, &log, patience);
        // A child whose memory a kernel wrote over may write anything.
        let text = fs::read(&log).expect("a log");
        let text = String::from_utf8_lossy(&text);
        let lines = |word| text.lines().filter(|line| *line == word).count();
        ran += lines("ran");
        accepted += lines("accepted") as u64;
        tell(Event::Child);
        for line in text.lines() {
            tell(Event::Line(line));
        }
        if ended.passed() {
            next = until;
            continue;
        }
        // What a seed does is written down before it is done.
        let last = text.lines().rev().find(|line| line.starts_with("seed "));
        let seed = last.and_then(|line| line.split(' ').nth(1)?.parse::<u64>().ok());
        let (Some(last), Some(seed)) = (last, seed) else {
            panic!("a child did not start: {}\n{}", ended.how(), ended.output);
        };
        let end = ended
            .output
            .lines()
            .rev()
            .find(|line| line.contains("panicked"));
        let mut report = format!("{last}: {} {}", ended.how(), end.unwrap_or_default());
        if ended.status.is_none() {
            hangs.push(report);
        } else {
            report = tell(Event::Crash(seed, &ended.how())).unwrap_or(report);
            let is_known = |words: &Known| words.iter().all(|it| report.contains(it));
            // A campaign takes hours, and what it finds can be looked at meanwhile.
            if known.iter().any(is_known) {
                println!("known crash: {report}");
            } else {
                println!("crash: {report}");
                crashes.push(report);
            }
        }
        next = seed + 1;
    }
    tell(Event::End);
    let count = next - seeds.start;
    println!(
        "{ran} runs of {count} seeds; {} did not end: {hangs:#?}",
        hangs.len()
    );
    println!("soundness: {accepted} cases, {} failures", crashes.len());
    assert!(
        crashes.is_empty(),
        "{} of {count} seeds crash: {crashes:#?}",
        crashes.len()
    );
    if [ENV_ONE, ENV_COUNT, ENV_CAMPAIGN]
        .into_iter()
        .all(|name| number(name).is_none())
    {
        assert!(ran >= least, "only {ran} runs: this tests nothing");
        assert!(hangs.len() <= 10, "too many do not end: {hangs:#?}");
    }
}

/// A number in the environment.
pub fn number(name: &str) -> Option<u64> {
    env::var(name).ok()?.parse().ok()
}

/// In a child: what it is to do, and where it writes down how far it is.
pub struct Work {
    /// To work on.
    pub seeds: Range<u64>,
    log: File,
}

/// Has the ignored test `child` work on this seed alone, with these variables: how it ended.
pub fn again(child: &str, seed: u64, more: &[(&str, Option<OsString>)]) -> String {
    let folder = Scratch::new();
    let log = folder.path().join("log");
    fs::write(&log, "").expect("a log");
    let range = OsString::from(format!("{seed}..{}", seed + 1));
    let mut variables = more.to_vec();
    variables.push((ENV_RANGE, Some(range)));
    variables.push((ENV_LOG, Some(log.clone().into())));
    child::run_while_it_grows(child, &variables, &log, PATIENCE).how()
}

/// The work of this process; `None` if it is no child.
pub fn work() -> Option<Work> {
    if !child::is_child() {
        return None;
    }
    let range = env::var(ENV_RANGE).expect("the parent set it");
    let (from, until) = range.split_once("..").expect("a range");
    let number = |text: &str| text.parse().expect("a number");
    let log = env::var_os(ENV_LOG).expect("the parent set it");
    Some(Work {
        seeds: number(from)..number(until),
        log: File::options().append(true).open(log).expect("a log"),
    })
}

impl Work {
    /// Writes down whatever else is of interest.
    pub fn note(&mut self, what: &str) {
        writeln!(self.log, "{what}").expect("a log");
    }

    /// Writes down that a seed is worth a run.
    pub fn accepted(&mut self) {
        writeln!(self.log, "accepted").expect("a log");
    }

    /// Writes down what is done next.
    pub fn begin(&mut self, seed: u64, what: &str) {
        writeln!(self.log, "seed {seed} {what}").expect("a log");
    }

    /// Writes down that it came to a good end.
    pub fn ran(&mut self) {
        writeln!(self.log, "ran").expect("a log");
    }
}
