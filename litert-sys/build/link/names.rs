//! The C names that the crate asks a library for.

use std::collections::BTreeMap;

use crate::family::Family;
use crate::groups;

/// The use of a name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted {
    pub(crate) family: Family,
    /// True if a library without it is of no use to the family.
    pub(crate) core: bool,
}

/// Every name that the groups hold, or that is asked for by itself.
pub(crate) fn wanted() -> BTreeMap<&'static str, Wanted> {
    let mut names: BTreeMap<&'static str, Wanted> = BTreeMap::new();
    let mut add = |name, family, core| {
        // Some names are in several groups.
        let wanted = names.entry(name).or_insert(Wanted { family, core });
        wanted.core |= core;
    };
    for group in groups::ALL {
        for name in group.required {
            add(name, group.family, group.core);
        }
        for name in group.optional {
            add(name, group.family, false);
        }
    }
    for (family, names) in groups::ALONE {
        for name in *names {
            add(name, *family, false);
        }
    }
    names
}
