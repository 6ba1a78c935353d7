//! Variables: what graphs store under a name and read again.

use super::reader::OperatorView;
use super::schema::Text;

/// What names a variable: a container and a name in it.
pub(crate) type Variable<'a> = (&'a [u8], &'a [u8]);

/// The variable of which a `VAR_HANDLE` makes a handle; `None` for other operators.
pub(crate) fn variable_of(operator: OperatorView<'_>) -> Option<Variable<'_>> {
    const VAR_HANDLE: i32 = 142;
    if operator.code()?.builtin_code() != VAR_HANDLE {
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
