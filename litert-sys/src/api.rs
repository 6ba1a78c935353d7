//! The resolved functions of one family, ready to be called without any further check.

use std::sync::{Arc, OnceLock};

use crate::error::{AbiError, LoadError};
use crate::family::{Family, with_families};
use crate::source::SymbolSource;

/// The functions of one family from one library, whichever family it is.
pub trait Resolved: Send + Sync {
    /// Where the functions come from.
    fn source(&self) -> &Arc<dyn SymbolSource>;

    /// Which release that is, in words.
    fn version_in_words(&self) -> String;
}

/// The struct with the functions of a family.
pub trait FamilyApi: Resolved + Sized + 'static {
    /// Which family.
    const FAMILY: Family;

    /// Detects the version of `source` and resolves its groups.
    ///
    /// # Errors
    /// Why the source cannot serve this family.
    fn resolve(source: Arc<dyn SymbolSource>) -> Result<Self, AbiError>;

    /// Where the functions of this family are kept.
    fn slot(slots: &Slots) -> &Slot<Self>;
}

/// The functions of a family, or why they cannot be had; empty until somebody wants them.
pub type Slot<A> = OnceLock<Result<Arc<A>, LoadError>>;

/// Whoever fills [`Slots`]: finds a library for a family.
pub trait Load {
    /// Finds a library and resolves its functions.
    ///
    /// # Errors
    /// That none can be had, and why.
    fn load<A: FamilyApi>(&self) -> Result<Arc<A>, LoadError>;
}

macro_rules! slots {
    ($($(#[$meta:meta])* $family:ident {
        module: $module:ident, api: $api:ident, $($rest:tt)*
    })*) => {
        $(pub use crate::groups::$module::$api;)*

        $(
            impl Resolved for $api {
                fn source(&self) -> &Arc<dyn SymbolSource> {
                    &self.source
                }

                fn version_in_words(&self) -> String {
                    self.version.in_words(&*self.source)
                }
            }

            impl FamilyApi for $api {
                const FAMILY: Family = Family::$family;

                fn resolve(source: Arc<dyn SymbolSource>) -> Result<Self, AbiError> {
                    $api::resolve(source)
                }

                fn slot(slots: &Slots) -> &Slot<Self> {
                    &slots.$module
                }
            }
        )*

        /// A place for the functions of each family. A family is looked for when it is first
        /// wanted.
        #[derive(Default)]
        pub struct Slots {
            $($module: Slot<$api>,)*
        }

        impl Slots {
            /// The functions of a family, which `loader` finds if nobody wanted them so far.
            ///
            /// # Errors
            /// Why they cannot be had.
            pub fn get_or_load(
                &self,
                family: Family,
                loader: &impl Load,
            ) -> Result<&dyn Resolved, &LoadError> {
                match family {
                    $(Family::$family => match self.$module.get_or_init(|| loader.load()) {
                        Ok(api) => Ok(&**api),
                        Err(error) => Err(error),
                    },)*
                }
            }

            /// The functions of a family, if they were found already.
            pub fn get(&self, family: Family) -> Option<&dyn Resolved> {
                match family {
                    $(Family::$family => match self.$module.get()? {
                        Ok(api) => Some(&**api),
                        Err(_) => None,
                    },)*
                }
            }
        }
    };
}
with_families!(slots);
