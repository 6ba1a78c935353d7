//! What a model needs besides the runtime, in words for error messages.

use super::ModelInfo;

/// How the names of TensorFlow's own operators begin.
pub const FLEX: &str = "Flex";
/// Built for a Coral Edge TPU.
pub const EDGETPU: &str = "edgetpu-custom-op";
/// Compiled ahead of time for an NPU.
pub const DISPATCH: &str = "DISPATCH_OP";

/// Which operators the runtime does not have and what would provide them, if `said`, the runtime's
/// own words, is about such operators. Empty otherwise.
pub fn missing_operators(info: &ModelInfo, said: &str) -> String {
    let named = |name: &String| said.contains(name.as_str());
    if !info.custom_operators().iter().any(named) {
        return String::new();
    }
    let mut needs: Vec<String> = Vec::new();
    let flex: Vec<&str> = info.flex_operators().collect();
    if !flex.is_empty() {
        needs.push(format!(
            "{} (TensorFlow operators: convert the model with built-in operators only, or use a \
             runtime that has the Flex delegate)",
            flex.join(", ")
        ));
    }
    for name in info.custom_operators() {
        match name.as_str() {
            name if name.starts_with(FLEX) => {}
            EDGETPU => needs.push(format!(
                "{EDGETPU} (the model was compiled for a Coral Edge TPU: add the Edge TPU delegate)"
            )),
            DISPATCH => needs.push(format!(
                "{DISPATCH} (the model was compiled for an NPU: use CompiledModel with its vendor's \
                 dispatch library)"
            )),
            name => needs.push(format!(
                "{name} (a custom operator: add the delegate that has it, or register it with `custom_op`)"
            )),
        }
    }
    format!(
        "The model needs operators that the runtime does not have: {}",
        needs.join("; ")
    )
}
