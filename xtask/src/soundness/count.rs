//! How much a step did, read from what it printed.

/// Cases and failures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) cases: u64,
    pub(crate) failures: u64,
}

/// Adds up the lines of a step's output.
///
/// Most steps are tests, and each test is a case. A test that goes through many cases prints
/// `soundness: 2000 cases, 0 failures` itself; where there are such lines, they alone count. A fuzz
/// target says how often it was run, and sums up what a sanitizer found.
#[derive(Debug, Default)]
pub(crate) struct Counter {
    tests: Count,
    own: Option<Count>,
}

impl Counter {
    pub(crate) fn line(&mut self, line: &str) {
        if let Some(rest) = line.strip_prefix("test result: ") {
            self.tests.cases += before(rest, " passed") + before(rest, " failed");
            self.tests.failures += before(rest, " failed");
        } else if let Some(units) = line.strip_prefix("stat::number_of_executed_units:") {
            let own = self.own.get_or_insert_default();
            own.cases += units.trim().parse::<u64>().unwrap_or_default();
        } else if line.starts_with("SUMMARY: ") {
            self.own.get_or_insert_default().failures += 1;
        } else if let Some((_, rest)) = line.split_once("soundness: ") {
            let own = self.own.get_or_insert_default();
            own.cases += before(rest, " cases");
            own.failures += before(rest, " failures");
        }
    }

    pub(crate) fn sum(&self) -> Count {
        let mut sum = self.own.unwrap_or(self.tests);
        sum.failures = sum.failures.max(self.tests.failures);
        sum
    }
}

/// The number that stands right before `word`; 0 if there is none.
fn before(text: &str, word: &str) -> u64 {
    let head = text.split_once(word).map_or("", |(head, _)| head);
    let digits = head.rsplit(|c: char| !c.is_ascii_digit()).next();
    digits
        .and_then(|digits| digits.parse().ok())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Count, Counter};

    fn count(text: &str) -> Count {
        let mut counter = Counter::default();
        text.lines().for_each(|line| counter.line(line));
        counter.sum()
    }

    #[test]
    fn results_of_tests_are_added_up() {
        let text = "running 3 tests\n\
            test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out\n\
            test result: FAILED. 10 passed; 2 failed; 0 ignored; 0 measured; 7 filtered out\n";
        let expected = Count {
            cases: 15,
            failures: 2,
        };
        assert_eq!(count(text), expected);
    }

    #[test]
    fn a_test_may_count_its_cases_itself() {
        let text = "soundness: 2000 cases, 1 failures: damaged models\n\
            test a ... soundness: 30 cases, 0 failures\n\
            test result: ok. 2 passed; 0 failed; 0 ignored\n";
        let expected = Count {
            cases: 2030,
            failures: 1,
        };
        assert_eq!(count(text), expected);
    }

    #[test]
    fn runs_of_a_fuzz_target_are_counted() {
        let good = "#1738\tDONE   cov: 8349\nstat::number_of_executed_units: 1738\n";
        let bad = "SUMMARY: libFuzzer: deadly signal\nstat::number_of_executed_units: 12\n";
        let expected = |cases, failures| Count { cases, failures };
        assert_eq!(count(good), expected(1738, 0));
        assert_eq!(count(bad), expected(12, 1));
    }

    #[test]
    fn a_failed_test_is_a_failure_whatever_was_counted() {
        let text = "soundness: 5 cases, 0 failures\ntest result: FAILED. 0 passed; 1 failed;\n";
        let expected = Count {
            cases: 5,
            failures: 1,
        };
        assert_eq!(count(text), expected);
    }
}
