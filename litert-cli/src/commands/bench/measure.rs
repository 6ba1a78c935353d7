//! Running and timing.

use std::time::{Duration, Instant};

use anyhow::Result;

use super::memory::resident;
use crate::session::input::Inputs;
use crate::session::{InputShape, ModelSetup, Session, Setup};

/// One configuration, ready to run.
pub(super) struct Contender {
    pub(super) session: Session,
    /// Reading and checking the file.
    pub(super) load: Duration,
    /// Making it ready, with the libraries if nobody before needed them.
    pub(super) build: Duration,
    /// The first inference.
    pub(super) first: Duration,
    /// What all of this added to the memory of the process.
    pub(super) memory: Option<u64>,
    /// What it ran on.
    pub(super) inputs: Vec<InputShape>,
    /// How many inferences make one sample.
    pub(super) batch: u32,
}

/// When to stop.
pub(super) struct Limits {
    /// For each configuration.
    pub(super) time: Duration,
    pub(super) runs: Option<usize>,
    pub(super) warmup: usize,
}

/// Shorter times are not measured alone: reading the clock would be a part of them.
const SHORTEST: Duration = Duration::from_micros(20);
/// How long a configuration runs before the next one has its turn.
const TURN: Duration = Duration::from_millis(20);

impl Contender {
    pub(super) fn new(model: &ModelSetup, setup: &Setup, inputs: &Inputs) -> Result<Self> {
        let before = resident();
        let begun = Instant::now();
        let model = model.load()?;
        let load = begun.elapsed();
        let begun = Instant::now();
        let mut session = Session::new(&model, setup)?;
        let build = begun.elapsed();
        inputs.fill(&mut session)?;
        let begun = Instant::now();
        session.runner()?.run()?;
        let first = begun.elapsed();
        let inputs = session.shapes()?;
        let memory = resident()
            .zip(before)
            .map(|(now, before)| now.saturating_sub(before));
        Ok(Self {
            session,
            load,
            build,
            first,
            memory,
            inputs,
            batch: 1,
        })
    }

    fn warm_up(&mut self, runs: usize) -> Result<()> {
        let mut runner = self.session.runner()?;
        let mut fastest = Duration::MAX;
        for _ in 0..runs.max(1) {
            let begun = Instant::now();
            runner.run()?;
            fastest = fastest.min(begun.elapsed());
        }
        let fits = SHORTEST.as_nanos().div_ceil(fastest.as_nanos().max(1));
        self.batch = u32::try_from(fits).unwrap_or(1).clamp(1, 1000);
        Ok(())
    }

    /// One turn: samples in microseconds for one inference each.
    fn turn(&mut self, most: usize, samples: &mut Vec<f64>) -> Result<()> {
        let mut runner = self.session.runner()?;
        let turn = Instant::now();
        while samples.len() < most {
            let begun = Instant::now();
            for _ in 0..self.batch {
                runner.run()?;
            }
            samples.push(begun.elapsed().as_secs_f64() * 1e6 / f64::from(self.batch));
            if turn.elapsed() >= TURN {
                break;
            }
        }
        Ok(())
    }
}

/// Samples for each contender, in microseconds.
pub(super) fn measure(
    contenders: &mut [Contender],
    limits: &Limits,
    progress: &indicatif::ProgressBar,
) -> Result<Vec<Vec<f64>>> {
    for contender in contenders.iter_mut() {
        progress.set_message(contender.session.label.clone());
        contender.warm_up(limits.warmup)?;
    }
    let count = contenders.len();
    let mut samples = vec![Vec::new(); count];
    let mut spent = vec![Duration::ZERO; count];
    for round in 0.. {
        let mut done = true;
        // Whoever comes first in a round finds other caches than the last.
        for turn in 0..count {
            let at = (round + turn) % count;
            let contender = &mut contenders[at];
            let most = limits
                .runs
                .map_or(usize::MAX, |runs| runs.div_ceil(contender.batch as usize));
            if spent[at] >= limits.time || samples[at].len() >= most {
                continue;
            }
            done = false;
            let begun = Instant::now();
            contender.turn(most, &mut samples[at])?;
            spent[at] += begun.elapsed();
        }
        if done {
            break;
        }
        let total: Duration = spent.iter().sum();
        progress.set_position(total.as_millis() as u64);
    }
    Ok(samples)
}
