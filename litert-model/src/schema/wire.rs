//! What fields are made of: texts, vectors of numbers, vectors of tables.
//!
//! This file and its neighbour `table` are the only ones in the reader that contain `unsafe`.

use std::borrow::Cow;
use std::marker::PhantomData;

use flatbuffers::{
    Follow, ForwardsUOffset, InvalidFlatbuffer, UOffsetT, Vector, Verifiable, Verifier,
    VerifierOptions,
};

/// Checks that `bytes` holds a well-formed root table of type `T`, and all that can be reached from
/// it, and gives access to it.
pub(crate) fn root<'a, T>(
    options: &VerifierOptions,
    bytes: &'a [u8],
) -> Result<T::Inner, InvalidFlatbuffer>
where
    T: Follow<'a> + Verifiable + 'a,
{
    flatbuffers::root_with_opts::<T>(options, bytes)
}

/// The root of bytes that were checked before.
///
/// # Safety
/// [`root`] has accepted the same bytes.
pub(crate) unsafe fn checked_root<'a, T>(bytes: &'a [u8]) -> T::Inner
where
    T: Follow<'a> + 'a,
{
    // SAFETY: passed on to the caller.
    unsafe { flatbuffers::root_unchecked::<T>(bytes) }
}

/// Text as it lies in the file. The native libraries do not care whether it is UTF-8, so neither
/// may the check: a model with a Latin-1 tensor name runs, and must not be refused for it.
#[derive(Clone, Copy)]
pub(crate) struct Text<'a>(&'a [u8]);

impl<'a> Text<'a> {
    /// The bytes, without the terminator.
    pub(crate) fn bytes(self) -> &'a [u8] {
        self.0
    }

    /// The text, with the replacement character wherever it is not UTF-8.
    pub(crate) fn text(self) -> Cow<'a, str> {
        String::from_utf8_lossy(self.0)
    }
}

impl Verifiable for Text<'_> {
    fn run_verifier(v: &mut Verifier<'_, '_>, pos: usize) -> Result<(), InvalidFlatbuffer> {
        let range = vector_range(v, pos, 1)?;
        // C code reads these as C strings, so the terminator must be there.
        if v.get_u8(range.end).is_ok_and(|byte| byte == 0) {
            return Ok(());
        }
        Err(InvalidFlatbuffer::MissingNullTerminator {
            range,
            error_trace: Default::default(),
        })
    }
}

impl<'a> Follow<'a> for Text<'a> {
    type Inner = Self;

    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self {
        Self(vector_bytes(buf, loc, 1))
    }
}

/// A vector of numbers.
///
/// The elements may lie at any address: the native verifier does not check the alignment of vector
/// elements either, and some writers get it wrong.
#[derive(Clone, Copy)]
pub(crate) struct Scalars<'a, T> {
    bytes: &'a [u8],
    of: PhantomData<T>,
}

/// A number in a [`Scalars`] vector.
pub(crate) trait Scalar: Copy {
    const SIZE: usize;
    fn read(bytes: &[u8]) -> Self;
}

macro_rules! scalars {
    ($($ty:ty)*) => {$(
        impl Scalar for $ty {
            const SIZE: usize = size_of::<$ty>();

            fn read(bytes: &[u8]) -> Self {
                let mut raw = [0; size_of::<$ty>()];
                for (to, from) in raw.iter_mut().zip(bytes) {
                    *to = *from;
                }
                <$ty>::from_le_bytes(raw)
            }
        }
    )*};
}

scalars!(u8 u16 i32 u32 i64 f32);

impl<'a, T: Scalar> Scalars<'a, T> {
    /// The number of elements.
    pub(crate) fn len(self) -> usize {
        self.bytes.len() / T::SIZE
    }

    /// Element `index`.
    pub(crate) fn get(self, index: usize) -> Option<T> {
        let start = index.checked_mul(T::SIZE)?;
        self.bytes
            .get(start..start.checked_add(T::SIZE)?)
            .map(T::read)
    }

    /// All elements in order.
    pub(crate) fn iter(self) -> impl ExactSizeIterator<Item = T> + Clone + 'a
    where
        T: 'a,
    {
        self.bytes.chunks_exact(T::SIZE).map(T::read)
    }
}

impl<'a> Scalars<'a, u8> {
    /// The bytes themselves.
    pub(crate) fn bytes(self) -> &'a [u8] {
        self.bytes
    }
}

impl<T: Scalar> Verifiable for Scalars<'_, T> {
    fn run_verifier(v: &mut Verifier<'_, '_>, pos: usize) -> Result<(), InvalidFlatbuffer> {
        vector_range(v, pos, T::SIZE).map(drop)
    }
}

impl<'a, T: Scalar + 'a> Follow<'a> for Scalars<'a, T> {
    type Inner = Self;

    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self {
        Self {
            bytes: vector_bytes(buf, loc, T::SIZE),
            of: PhantomData,
        }
    }
}

/// A vector of tables.
pub(crate) struct Tables<'a, T>(Vector<'a, ForwardsUOffset<T>>);

// By hand, because deriving would ask for `T: Copy`, which a position in a file does not need.
impl<T> Clone for Tables<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Tables<'_, T> {}

impl<'a, T: Follow<'a, Inner = T> + 'a> Tables<'a, T> {
    /// The number of tables.
    pub(crate) fn len(self) -> usize {
        self.0.len()
    }

    /// Table `index`.
    pub(crate) fn get(self, index: usize) -> Option<T> {
        // `Vector::get` panics beyond the end, hence the check.
        (index < self.0.len()).then(|| self.0.get(index))
    }

    /// All tables in order.
    pub(crate) fn iter(self) -> impl ExactSizeIterator<Item = T> + Clone + 'a {
        (0..self.len()).map(move |index| self.0.get(index))
    }
}

impl<T: Verifiable> Verifiable for Tables<'_, T> {
    fn run_verifier(v: &mut Verifier<'_, '_>, pos: usize) -> Result<(), InvalidFlatbuffer> {
        <Vector<'_, ForwardsUOffset<T>>>::run_verifier(v, pos)
    }
}

impl<'a, T: Follow<'a> + 'a> Follow<'a> for Tables<'a, T> {
    type Inner = Self;

    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self {
        // SAFETY: our caller promises what `follow` asks for, and `run_verifier` above checks it by
        // the rules of the very type that is followed here.
        Self(unsafe { <Vector<'a, ForwardsUOffset<T>>>::follow(buf, loc) })
    }
}

/// Checks that a vector of `size`-byte elements lies at `pos`, and says where its elements are.
fn vector_range(
    v: &mut Verifier<'_, '_>,
    pos: usize,
    size: usize,
) -> Result<std::ops::Range<usize>, InvalidFlatbuffer> {
    let len = v.get_uoffset(pos)? as usize;
    let start = pos.saturating_add(size_of::<UOffsetT>());
    let bytes = len.saturating_mul(size);
    v.range_in_buffer(start, bytes)?;
    Ok(start..start.saturating_add(bytes))
}

/// The bytes of the elements of the vector at `loc`. Safe for any input; empty if it is nonsense.
fn vector_bytes(buf: &[u8], loc: usize, size: usize) -> &[u8] {
    let Some((len, rest)) = buf.get(loc..).and_then(|at| at.split_first_chunk::<4>()) else {
        return &[];
    };
    let bytes = (UOffsetT::from_le_bytes(*len) as usize).saturating_mul(size);
    rest.get(..bytes).unwrap_or(&[])
}
