//! Element types that go together.

use crate::types::ElementType;

/// A set of element types, or a reference to the type of another tensor.
pub type Set = u32;

macro_rules! sets {
    ($($name:ident = $element:ident at $bit:literal,)*) => {
        $(
            #[doc = concat!("`", stringify!($element), "`.")]
            pub const $name: Set = 1 << $bit;
        )*

        /// The set that holds only this type.
        const fn only(ty: ElementType) -> Set {
            match ty {
                $(ElementType::$element => $name,)*
                _ => 1 << 29,
            }
        }
    };
}

sets! {
    F32 = Float32 at 0,
    F16 = Float16 at 1,
    BF16 = BFloat16 at 2,
    F64 = Float64 at 3,
    F8E4 = Float8E4M3FN at 4,
    F8E5 = Float8E5M2 at 5,
    I2 = Int2 at 6,
    I4 = Int4 at 7,
    I8 = Int8 at 8,
    I16 = Int16 at 9,
    I32 = Int32 at 10,
    I64 = Int64 at 11,
    U4 = UInt4 at 12,
    U8 = UInt8 at 13,
    U16 = UInt16 at 14,
    U32 = UInt32 at 15,
    U64 = UInt64 at 16,
    BOOL = Bool at 17,
    STR = String at 18,
    C64 = Complex64 at 19,
    C128 = Complex128 at 20,
    RESOURCE = Resource at 21,
    VARIANT = Variant at 22,
}

/// Whatever there is.
pub const ANY: Set = (1 << 30) - 1;

/// The type of the first input.
pub const SAME: Set = like(0);

/// The type of the input at this position.
pub const fn like(position: u32) -> Set {
    1 << 31 | position
}

/// Types of inputs and outputs that go together. The last of each stands for all that follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Combination {
    /// By position.
    pub inputs: &'static [Set],
    /// By position.
    pub outputs: &'static [Set],
}

impl Combination {
    /// Whether these types are of this combination; `None` stands for a tensor that is left out, or
    /// whose type is of no interest.
    pub fn accepts(&self, inputs: &[Option<ElementType>], outputs: &[Option<ElementType>]) -> bool {
        let fits = |sets: &[Set], at: usize, ty: &Option<ElementType>| {
            let (Some(ty), Some(set)) = (*ty, sets.get(at).or(sets.last())) else {
                return true;
            };
            match reference(*set) {
                None => holds(*set, ty),
                Some(other) => inputs
                    .get(other)
                    .copied()
                    .flatten()
                    .is_none_or(|other| other == ty),
            }
        };
        let each = |sets: &[Set], types: &[Option<ElementType>]| {
            types.iter().enumerate().all(|(at, ty)| fits(sets, at, ty))
        };
        each(self.inputs, inputs) && each(self.outputs, outputs)
    }
}

/// The position to which a set refers, if it does.
pub fn reference(set: Set) -> Option<usize> {
    (set >> 31 == 1).then_some((set & !(1 << 31)) as usize)
}

/// Whether a set that is no reference holds this type.
pub fn holds(set: Set, ty: ElementType) -> bool {
    set & only(ty) != 0
}
