//! The crate's groups as lists of names: `symbol_group!` with another expansion than the crate's.

use crate::family::Family;

/// What a group consists of, as in the crate.
#[derive(Debug, Clone, Copy)]
pub(crate) struct GroupSpec {
    pub(crate) family: Family,
    pub(crate) core: bool,
    pub(crate) required: &'static [&'static str],
    pub(crate) optional: &'static [&'static str],
}

/// A group, as in the crate, but for its functions.
pub(crate) trait Group {
    const SPEC: GroupSpec;
}

macro_rules! symbol_group {
    (
        $(#[$meta:meta])*
        $vis:vis struct $group:ident($family:ident, $name:literal, $kind:ident) from $module:ident;
        required { $($required:ident),* $(,)? }
        optional { $($optional:ident),* $(,)? }
    ) => {
        $(#[$meta])*
        $vis struct $group;

        impl $crate::group::Group for $group {
            const SPEC: $crate::group::GroupSpec = $crate::group::GroupSpec {
                family: $crate::family::Family::$family,
                core: $crate::group::symbol_group!(@core $kind),
                required: &[$(stringify!($required)),*],
                optional: &[$(stringify!($optional)),*],
            };
        }
    };
    (@core core) => { true };
    (@core extra) => { false };
}
pub(crate) use symbol_group;
