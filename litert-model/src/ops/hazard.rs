//! What operators are refused for, because kernels or delegates do not look.

use std::fmt;

use crate::reader::OperatorView;
use crate::values::{Kernel, Values};
use crate::verify::shapes::Shapes;
use crate::verify::types::Types;

/// Something about an operator that ends the process, or writes where it must not, and how it is found.
pub struct Hazard {
    /// The name of the refusal. It never changes.
    pub name: &'static str,
    /// The supported libraries that it concerns.
    pub libraries: &'static [Library],
    pub(crate) check: Probe,
    /// A kernel of ours that gives an error in place of that.
    pub(crate) kernel: Option<Kernel>,
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

impl fmt::Display for Library {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::LiteRt21 => "LiteRT 2.1.6",
            Self::LiteRt22 => "LiteRT 2.2.0",
            Self::LiteRt23 => "LiteRT 2.3.0",
            Self::LiteRtLm => "LiteRT-LM 0.18.1",
            Self::TfLite => "TensorFlow Lite 2.17.1",
        })
    }
}

impl Library {
    /// All of them, by the age of what they are built from.
    pub const ALL: &[Self] = ALL;
}

/// All of them.
pub(crate) const ALL: &[Library] = &[
    Library::TfLite,
    Library::LiteRt21,
    Library::LiteRt22,
    Library::LiteRt23,
    Library::LiteRtLm,
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
    /// The kernel reads a scale of the second input for each channel, along an axis of its own. A single one
    /// may have to be repeated.
    Channels(Reads),
    /// A kernel reads a bias, its third input, also where there is none. It gets one of zeros.
    Bias(ReadsBias),
    /// The options of a custom operator must be a FlexBuffer.
    FlexBuffer {
        /// Whether there must be any.
        required: bool,
    },
    /// Values of its inputs tell: those of constants here, and those of a run before it.
    Values(Values),
    /// XNNPACK copies a list of so many numbers to where there is room for some. Other kernels do not
    /// mind.
    Xnnpack {
        length: fn(OperatorView<'_>) -> Option<usize>,
        /// Whether the list may be among the options, and not only in a tensor.
        in_options: bool,
    },
}

/// Which kernel reads a bias without a look whether there is one.
#[derive(Clone, Copy)]
pub(crate) enum ReadsBias {
    /// The one for floats, with a number for each element of the weights' axis 3.
    Floats,
    /// That of the builds for 32-bit ARM, whose library for matrices (gemmlowp) adds a bias to each product
    /// of int8 with a scale for each row of the weights.
    RowsOnArm,
}

/// How a kernel reads the scales of its weights.
#[derive(Clone, Copy)]
pub(crate) struct Reads {
    /// The input that holds the data.
    pub(crate) data: usize,
    /// The axis along which there is a scale for each channel, for weights of so many dimensions.
    pub(crate) axis: fn(OperatorView<'_>, usize) -> Option<usize>,
    /// Whether it reads one for each channel also where the file has a single one: for data that is float
    /// or not, and scales along this axis.
    pub(crate) always: fn(bool, i32) -> bool,
    /// Whether only the kernel for float data reads them so.
    pub(crate) floats_only: bool,
}

/// An operator in its graph.
pub(crate) struct Case<'c, 's, 'a> {
    pub(crate) operator: OperatorView<'a>,
    pub(crate) types: &'c Types,
    pub(crate) shapes: &'c Shapes<'s, 'a>,
}

impl Hazard {
    const fn new(name: &'static str, libraries: &'static [Library], check: Probe) -> Self {
        let kernel = None;
        Self {
            name,
            libraries,
            check,
            kernel,
        }
    }

    /// The same for an operator that a kernel of ours computes where values that nobody sees decide.
    pub(crate) const fn computed_by(self, kernel: Kernel) -> Self {
        let kernel = Some(kernel);
        Self { kernel, ..self }
    }

    /// What happens where it is not looked for.
    pub fn why(&self) -> Option<&'static str> {
        let mut rules = super::rules::RULES.iter();
        rules.find(|rule| rule.name == self.name).map(|it| it.why)
    }

    /// One that the file tells.
    pub(crate) const fn file(
        name: &'static str,
        libraries: &'static [Library],
        check: fn(&Case<'_, '_, '_>) -> Result<(), String>,
    ) -> Self {
        let check = Probe::File(check);
        Self::new(name, libraries, check)
    }

    /// One that the shapes of inputs tell.
    pub(crate) const fn shapes(
        name: &'static str,
        libraries: &'static [Library],
        check: fn(OperatorView<'_>, &Shapes<'_, '_>) -> Result<(), String>,
    ) -> Self {
        let check = Probe::Shapes(check);
        Self::new(name, libraries, check)
    }

    /// That the scales of the weights are not as the kernel reads them.
    pub(crate) const fn channels(reads: Reads) -> Self {
        Self::new("channel-scales", ALL, Probe::Channels(reads))
    }

    /// That a bias is missing.
    pub(crate) const fn bias(libraries: &'static [Library], reads: ReadsBias) -> Self {
        Self::new("no-bias", libraries, Probe::Bias(reads))
    }

    /// One that values of its inputs tell.
    pub(crate) const fn values(
        name: &'static str,
        libraries: &'static [Library],
        values: Values,
    ) -> Self {
        let check = Probe::Values(values);
        Self::new(name, libraries, check)
    }

    /// That two inputs are not of one shape, if this says that it matters.
    pub(crate) const fn alike(concerned: fn(OperatorView<'_>) -> bool) -> Self {
        let (name, libraries, check) = ("inputs-unlike", NEW, Probe::Alike(concerned));
        Self::new(name, libraries, check)
    }

    /// One of XNNPACK's, which must not see the operator if a list is longer than it has room for.
    pub(crate) const fn xnnpack(
        length: fn(OperatorView<'_>) -> Option<usize>,
        in_options: bool,
    ) -> Self {
        let check = Probe::Xnnpack { length, in_options };
        let (name, libraries) = ("xnnpack-list", ALL);
        Self::new(name, libraries, check)
    }

    /// That the options of a custom operator are no FlexBuffer.
    pub(crate) const fn flexbuffer(required: bool) -> Self {
        let (name, libraries, check) = ("options", ALL, Probe::FlexBuffer { required });
        Self::new(name, libraries, check)
    }
}
