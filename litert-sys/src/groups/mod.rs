//! The groups of symbols, one file per family.
//!
//! Compiled twice: into the crate, where each group is a struct of functions, and into the build
//! script, which links a program with exactly these names.

pub mod plugin;

use crate::family::{Family, with_families};
use crate::group::GroupSpec;

macro_rules! modules {
    ($($(#[$meta:meta])* $family:ident { module: $module:ident, $($rest:tt)* })*) => {
        $($(#[$meta])* pub mod $module;)*

        const GROUPS: &[&[GroupSpec]] = &[$($module::GROUPS),*];

        /// Symbols that are asked for one by one: marks of versions, and what no group needs.
        ///
        /// Together with the groups these are all names that a linked library is asked for.
        pub const ALONE: &[(Family, &[&str])] = &[$((Family::$family, $module::ALONE)),*];
    };
}
with_families!(modules);

/// Every group as data, so that export lists can be checked against it.
pub const ALL: &[GroupSpec] = &all::<{ count() }>();

const fn count() -> usize {
    let (mut family, mut count) = (0, 0);
    while family < GROUPS.len() {
        count += GROUPS[family].len();
        family += 1;
    }
    count
}

const fn all<const COUNT: usize>() -> [GroupSpec; COUNT] {
    let mut all = [GROUPS[0][0]; COUNT];
    let (mut family, mut group, mut at) = (0, 0, 0);
    while at < COUNT {
        if group == GROUPS[family].len() {
            (family, group) = (family + 1, 0);
            continue;
        }
        all[at] = GROUPS[family][group];
        (group, at) = (group + 1, at + 1);
    }
    all
}
