//! Why a model may have been refused: the runtime returns a status, and logs no reason either.

use crate::model::{EngineKind, Model};

/// How many operators are named at most.
const MOST: usize = 8;

/// What the file tells: operators that the runtime may not have, or not in their version.
#[cold]
pub(super) fn hint(model: &Model) -> String {
    let view = model.view();
    let needs: Vec<String> = view
        .obstacles(EngineKind::CompiledModel)
        .iter()
        .map(ToString::to_string)
        .collect();
    if !needs.is_empty() {
        return format!(
            "The runtime does not say why. By its file, the model {}",
            needs.join("; ")
        );
    }
    let codes = view.operator_codes().filter(|code| !code.is_custom());
    let mut versions: Vec<(i32, String)> = codes
        .map(|code| (code.version(), code.name().into_owned()))
        .collect();
    versions.sort_by(|(a, left), (b, right)| b.cmp(a).then_with(|| left.cmp(right)));
    versions.dedup();
    versions.truncate(MOST);
    let named: Vec<String> = versions
        .iter()
        .map(|(version, name)| format!("{name} version {version}"))
        .collect();
    format!(
        "The runtime does not say why. Most often it is too old for an operator of the model, in the \
         version that the model needs; the newest are {}. An Interpreter names the operator",
        named.join(", ")
    )
}
