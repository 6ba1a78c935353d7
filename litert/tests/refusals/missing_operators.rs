//! Models with operators that the runtime does not have say what would provide them.

use litert::{CompiledModel, Error, Interpreter, Model};
use litert_golden::suite_or_skip;

#[test]
fn errors_name_the_operators_and_who_has_them() {
    let Some(suite) = suite_or_skip("errors_name_the_operators") else {
        return;
    };
    let cases = [
        (
            "mobilenet_v1_0_25_128_quant_edgetpu",
            "edgetpu-custom-op",
            "Edge TPU delegate",
        ),
        ("double_flex", "FlexDouble", "Flex delegate"),
        ("custom_sinh", "Sinh", "register it with `custom_op`"),
        (
            "npu_google_tensor_precompiled",
            "DISPATCH_OP",
            "dispatch library",
        ),
    ];
    for (id, operator, provider) in cases {
        let model = suite.model(id).expect("in the manifest");
        let model = Model::from_file(suite.model_path(model)).unwrap();
        let mut interpreter = Interpreter::new(&model).unwrap();
        let error = interpreter.allocate().expect_err(id);
        let Error::Status(status) = &error else {
            panic!("{id}: {error:?}");
        };
        assert!(
            status.hint.contains(operator) && status.hint.contains(provider),
            "{error}"
        );
        assert!(status.detail.contains(operator), "{error}");

        let error = CompiledModel::new(&model).and_then(|mut compiled| compiled.allocate());
        let text = error.expect_err(id).to_string();
        assert!(text.contains(operator) && text.contains(provider), "{text}");
    }
}

#[test]
fn other_errors_have_no_such_hint() {
    let Some(suite) = suite_or_skip("other_errors_have_no_such_hint") else {
        return;
    };
    let model = suite.model("test_model").expect("in the manifest");
    let model = Model::from_file(suite.model_path(model)).unwrap();
    let error = Interpreter::new(&model)
        .unwrap()
        .allocate()
        .expect_err("an invalid graph");
    assert!(
        matches!(&error, Error::Status(status) if status.hint.is_empty()),
        "{error}"
    );
}
