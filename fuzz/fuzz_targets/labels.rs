//! A list of labels, in whatever form.

#![no_main]

use libfuzzer_sys::fuzz_target;
use litert::model::Labels;

fuzz_target!(|text: &str| {
    let labels = Labels::parse(text);
    assert_eq!(labels.iter().count(), labels.len());
    for index in 0..labels.len() {
        let _ = labels.get(index);
    }
});
