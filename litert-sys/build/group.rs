//! The crate's groups as lists of names: its macros with another expansion than the crate's.

use crate::family::Family;

/// The contents of a group, as in the crate.
#[derive(Debug, Clone, Copy)]
pub(crate) struct GroupSpec {
    pub(crate) family: Family,
    pub(crate) core: bool,
    pub(crate) required: &'static [&'static str],
    pub(crate) optional: &'static [&'static str],
}

macro_rules! family {
    (
        $(#[$api_meta:meta])*
        $vis:vis struct $api:ident($family:ident, $version:path) from $module:ident;
        alone { $($alone:ident),* $(,)? }
        $(
            $(#[$meta:meta])*
            $kind:ident $field:ident: $group:ident($name:literal) $(through $through:path)? {
                $($required:ident),* $(,)?
            } $(, optional { $($optional:ident),* $(,)? })?
        )*
    ) => {
        pub(crate) const GROUPS: &[$crate::group::GroupSpec] = &[$(
            $crate::group::GroupSpec {
                family: $crate::family::Family::$family,
                core: $crate::group::family!(@core $kind),
                required: &[$(stringify!($required)),*],
                optional: &[$($(stringify!($optional)),*)?],
            }
        ),*];

        pub(crate) const ALONE: &[&str] = &[$(stringify!($alone)),*];
    };
    (@core core) => { true };
    (@core extra) => { false };
}
pub(crate) use family;

/// Programs are not linked with libraries of delegates.
macro_rules! symbol_group {
    ($($tokens:tt)*) => {};
}
pub(crate) use symbol_group;
