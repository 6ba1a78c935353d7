//! Numbers about samples.

use serde::Serialize;

/// The middle of some samples, which get sorted; 0 if there are none.
pub(crate) fn median(samples: &mut [f64]) -> f64 {
    samples.sort_by(f64::total_cmp);
    percentile(samples, 50.0)
}

/// The value below which `percent` of sorted samples lie, between two of them where it falls there;
/// 0 if there are none.
pub(crate) fn percentile(sorted: &[f64], percent: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else {
        return 0.0;
    };
    let at = last as f64 * percent / 100.0;
    let (low, high) = (sorted[at.floor() as usize], sorted[at.ceil() as usize]);
    low + (high - low) * at.fract()
}

/// What many samples come down to.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Summary {
    pub(crate) samples: usize,
    pub(crate) min: f64,
    pub(crate) median: f64,
    pub(crate) mean: f64,
    pub(crate) p90: f64,
    pub(crate) p95: f64,
    pub(crate) p99: f64,
    pub(crate) max: f64,
    pub(crate) standard_deviation: f64,
}

impl Summary {
    /// Of samples, which get sorted.
    pub(crate) fn of(samples: &mut [f64]) -> Self {
        samples.sort_by(f64::total_cmp);
        let count = samples.len().max(1) as f64;
        let mean = samples.iter().sum::<f64>() / count;
        let squares: f64 = samples.iter().map(|it| (it - mean).powi(2)).sum();
        Self {
            samples: samples.len(),
            min: percentile(samples, 0.0),
            median: percentile(samples, 50.0),
            mean,
            p90: percentile(samples, 90.0),
            p95: percentile(samples, 95.0),
            p99: percentile(samples, 99.0),
            max: percentile(samples, 100.0),
            standard_deviation: (squares / count).sqrt(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_lie_between_samples() {
        let mut samples = [4.0, 1.0, 3.0, 2.0];
        assert_eq!(median(&mut samples), 2.5);
        assert_eq!(percentile(&samples, 0.0), 1.0);
        assert_eq!(percentile(&samples, 100.0), 4.0);
        assert_eq!(percentile(&[], 50.0), 0.0);
        let summary = Summary::of(&mut samples);
        assert_eq!((summary.mean, summary.max), (2.5, 4.0));
        assert!((summary.standard_deviation - 1.25_f64.sqrt()).abs() < 1e-12);
    }
}
