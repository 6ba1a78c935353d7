//! Variables: what graphs store under a name and read again.

use std::collections::HashSet;

use super::ops::Role;
use super::reader::{ModelView, OperatorView};
use super::schema::Text;

/// What names a variable: a container and a name in it.
pub(crate) type Variable<'a> = (&'a [u8], &'a [u8]);

/// The variable of which an operator makes a handle; `None` for other operators.
pub(crate) fn variable_of(operator: OperatorView<'_>) -> Option<Variable<'_>> {
    if operator.row()?.role != Role::MakesVariable {
        return None;
    }
    // The runtimes read names up to the first zero.
    fn text(text: Option<Text<'_>>) -> &[u8] {
        let bytes = text.map_or(&[][..], |text| text.bytes());
        bytes.split(|&byte| byte == 0).next().unwrap_or(&[])
    }
    let options = operator.table().var_handle();
    Some((
        text(options.and_then(|it| it.container())),
        text(options.and_then(|it| it.shared_name())),
    ))
}

/// The name of the first variable that is assigned elsewhere than where it gets its first value.
pub(crate) fn changed_by_runs(model: ModelView<'_>) -> Option<String> {
    let is = |operator: &OperatorView<'_>, role| operator.row().is_some_and(|row| row.role == role);
    let operators = || model.subgraphs().flat_map(|graph| graph.operators());
    let first: HashSet<usize> = operators()
        .filter(|operator| is(operator, Role::CallsOnce))
        .flat_map(OperatorView::subgraphs)
        .map(|graph| graph.index())
        .collect();
    let assigns = operators().find(|operator| {
        is(operator, Role::AssignsVariable) && !first.contains(&operator.subgraph().index())
    })?;
    let handle = assigns.inputs().next().flatten();
    let made = assigns.subgraph().operators().find(|operator| {
        let mut outputs = operator.outputs();
        outputs.any(|output| Some(output.index()) == handle.map(|handle| handle.index()))
    });
    let name = made.and_then(variable_of).map_or(&[][..], |(_, name)| name);
    Some(String::from_utf8_lossy(name).into_owned())
}
