//! JSON for the library, which overflows its stack where it is nested deeply.

use std::ffi::CString;

use serde_json::Value;

use crate::error::{Error, Result};
use crate::native::c_text;

/// What the parser of `serde_json` takes, too.
const DEEPEST: usize = 128;

/// Checks how deep values are nested, without recursion.
pub(super) fn depth<'a>(
    what: &'static str,
    values: impl IntoIterator<Item = &'a Value>,
) -> Result<()> {
    let mut left: Vec<(&Value, usize)> = values.into_iter().map(|it| (it, 2)).collect();
    while let Some((value, depth)) = left.pop() {
        if depth > DEEPEST {
            return Err(Error::json(
                what,
                format!("it is nested more than {DEEPEST} deep"),
            ));
        }
        match value {
            Value::Array(list) => left.extend(list.iter().map(|it| (it, depth + 1))),
            Value::Object(map) => left.extend(map.values().map(|it| (it, depth + 1))),
            _ => {}
        }
    }
    Ok(())
}

/// JSON as a text for the library.
pub(super) fn text(what: &'static str, value: &Value) -> Result<CString> {
    depth(what, [value])?;
    c_text(what, &value.to_string())
}
