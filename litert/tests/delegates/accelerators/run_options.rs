//! What runs are given reaches delegates.

use std::fs;

use litert::options::{GoogleTensorOptions, HtpPerformance, QualcommOptions, RunOptions};
use litert::{CompiledModel, Error, Family};

use super::{add, on_each, plugin, sum};
use litert_test_support::child::Scratch;
use litert_test_support::standin::ADD_PLUGIN;

#[test]
fn delegates_see_the_options_of_each_run() {
    let Some(path) = ADD_PLUGIN.build() else {
        return;
    };
    on_each(|runtime, name| {
        let library = runtime.library(Family::LiteRt).unwrap();
        let folder = Scratch::new();
        let log = folder.path().join("log");
        let delegate = plugin(&path)
            .option("runtime", library.path.as_str())
            .option("log", log.to_str().unwrap());
        let mut compiled = CompiledModel::builder()
            .runtime(runtime)
            .delegate(delegate)
            .build(&add())
            .unwrap();
        let seen = |compiled: &mut CompiledModel| {
            fs::write(&log, "").unwrap();
            assert_eq!(sum(compiled), 3.0);
            fs::read_to_string(&log).unwrap()
        };
        let asked = seen(&mut compiled);
        // There is no function for it in 2.1.6; runs with options must go well all the same.
        let told = name == "lm" || !library.version.starts_with("2.1");
        if told {
            assert_eq!(asked, "run options: none\n");
        } else {
            assert_eq!(asked, "run options: cannot be asked for\n");
        }
        let expect = |compiled: &mut CompiledModel, what: &str| {
            let found = seen(compiled);
            assert_eq!(found.trim_end(), if told { what } else { asked.trim_end() });
        };

        let fast = QualcommOptions::new().htp_performance(HtpPerformance::Burst);
        let fast = RunOptions::new().qualcomm(fast);
        compiled.set_run_options(&fast).unwrap();
        expect(&mut compiled, "htp_performance_mode = 2");
        expect(&mut compiled, "htp_performance_mode = 2");
        // On the caller's buffers, and asynchronously.
        let inputs = compiled.create_input_buffers().unwrap();
        let outputs = compiled.create_output_buffers().unwrap();
        fs::write(&log, "").unwrap();
        let run = compiled.run_async(inputs, outputs).unwrap();
        let mut buffers = run.wait().unwrap();
        compiled
            .run_with(&buffers.inputs, &mut buffers.outputs)
            .unwrap();
        if told {
            let twice = "htp_performance_mode = 2\n\n".repeat(2);
            assert_eq!(fs::read_to_string(&log).unwrap(), twice);
        }

        let wrong = QualcommOptions::new().dlc_dir("a\nb");
        let error = compiled
            .set_run_options(&RunOptions::new().qualcomm(wrong))
            .unwrap_err();
        assert!(matches!(error, Error::InvalidArgument(_)), "{error:?}");
        expect(&mut compiled, "htp_performance_mode = 2");

        let other = RunOptions::new().google_tensor(GoogleTensorOptions::new().op_filters("x"));
        compiled.set_run_options(&other).unwrap();
        expect(&mut compiled, "run options: none for Qualcomm");
        compiled.set_run_options(&RunOptions::new()).unwrap();
        expect(&mut compiled, "run options: none");
    });
}
