//! What operators are refused for, because kernels or delegates do not look.

use crate::reader::OperatorView;
use crate::verify::shapes::Shapes;
use crate::verify::types::Types;

/// Something about an operator that ends the process, or writes where it must not, and how it is found.
pub struct Hazard {
    /// The name of the refusal. It never changes.
    pub name: &'static str,
    /// The supported libraries that it concerns.
    pub libraries: &'static [Library],
    pub(crate) check: Probe,
}

/// A library of a version that we test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Library {
    /// LiteRT 2.1.6.
    LiteRt21,
    /// LiteRT 2.2.0.
    LiteRt22,
    /// LiteRT 2.3.0.
    LiteRt23,
    /// LiteRT-LM 0.18.1, with TensorFlow Lite 2.23.
    LiteRtLm,
    /// TensorFlow Lite 2.17.1.
    TfLite,
}

/// All of them.
pub(crate) const ALL: &[Library] = &[
    Library::LiteRt21,
    Library::LiteRt22,
    Library::LiteRt23,
    Library::LiteRtLm,
    Library::TfLite,
];
/// Those since TensorFlow Lite 2.17.
pub(crate) const NEW: &[Library] = &[
    Library::LiteRt21,
    Library::LiteRt22,
    Library::LiteRt23,
    Library::LiteRtLm,
];
/// TensorFlow Lite 2.17 only.
pub(crate) const OLD: &[Library] = &[Library::TfLite];

/// How a hazard is found. What is wrong is said in words.
#[derive(Clone, Copy)]
pub(crate) enum Probe {
    /// The file tells.
    File(fn(&Case<'_, '_, '_>) -> Result<(), String>),
    /// The shapes of inputs tell, so that it is looked for again when they change.
    Shapes(fn(OperatorView<'_>, &Shapes<'_, '_>) -> Result<(), String>),
    /// The first two inputs must be of one shape if this says so.
    Alike(fn(OperatorView<'_>) -> bool),
    /// XNNPACK copies a list of so many numbers to where there is room for some. Other kernels do not
    /// mind.
    Xnnpack {
        length: fn(OperatorView<'_>) -> Option<usize>,
        /// Whether the list may be among the options, and not only in a tensor.
        in_options: bool,
    },
}

/// An operator in its graph.
pub(crate) struct Case<'c, 's, 'a> {
    pub(crate) operator: OperatorView<'a>,
    pub(crate) types: &'c Types,
    pub(crate) shapes: &'c Shapes<'s, 'a>,
}

impl Hazard {
    /// One that the file tells.
    pub(crate) const fn file(
        name: &'static str,
        libraries: &'static [Library],
        check: fn(&Case<'_, '_, '_>) -> Result<(), String>,
    ) -> Self {
        let check = Probe::File(check);
        Self {
            name,
            libraries,
            check,
        }
    }

    /// One that the shapes of inputs tell.
    pub(crate) const fn shapes(
        name: &'static str,
        libraries: &'static [Library],
        check: fn(OperatorView<'_>, &Shapes<'_, '_>) -> Result<(), String>,
    ) -> Self {
        let check = Probe::Shapes(check);
        Self {
            name,
            libraries,
            check,
        }
    }

    /// That two inputs are not of one shape, if this says that it matters.
    pub(crate) const fn alike(concerned: fn(OperatorView<'_>) -> bool) -> Self {
        let (name, libraries, check) = ("inputs-unlike", NEW, Probe::Alike(concerned));
        Self {
            name,
            libraries,
            check,
        }
    }

    /// One of XNNPACK's, which must not see the operator if a list is longer than it has room for.
    pub(crate) const fn xnnpack(
        length: fn(OperatorView<'_>) -> Option<usize>,
        in_options: bool,
    ) -> Self {
        let check = Probe::Xnnpack { length, in_options };
        let (name, libraries) = ("xnnpack-list", ALL);
        Self {
            name,
            libraries,
            check,
        }
    }
}
