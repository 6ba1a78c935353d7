//! Custom operators that need nothing: every default set-up has them.

use super::obstacles::EngineKind;
use super::reader::{ModelView, SubgraphView};

/// Who runs a custom operator though nobody adds anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Provider {
    /// The library has a kernel for it, as it has for built-in operators.
    Library,
    /// The XNNPACK delegate in the library, which is on unless it is turned off.
    Xnnpack,
}

/// The custom operators of the official libraries, in each version that is supported.
const PROVIDED: [(&str, Provider); 7] = [
    ("AudioSpectrogram", Provider::Library),
    ("Mfcc", Provider::Library),
    ("NumericVerify", Provider::Library),
    ("TFLite_Detection_PostProcess", Provider::Library),
    ("Convolution2DTransposeBias", Provider::Xnnpack),
    ("MaxPoolingWithArgmax2D", Provider::Xnnpack),
    ("MaxUnpooling2D", Provider::Xnnpack),
];

impl Provider {
    /// Who runs the custom operator of this name.
    pub(crate) fn of(name: &str) -> Option<Self> {
        let mut all = PROVIDED.iter();
        all.find(|(provided, _)| *provided == name)
            .map(|(_, provider)| *provider)
    }

    /// Which library and delegate that is for this engine, in words.
    pub fn text(self, engine: EngineKind) -> String {
        let libraries = match engine {
            EngineKind::Interpreter => "liblitert-lm and libtensorflowlite_c",
            EngineKind::CompiledModel => "libLiteRt and liblitert-lm",
        };
        match self {
            Self::Library => format!("kernels of {libraries}"),
            Self::Xnnpack => format!("the XNNPACK delegate of {libraries}"),
        }
    }
}

impl ModelView<'_> {
    /// The custom operators of this model that need nothing added, sorted by name. The others are
    /// among the [obstacles](ModelView::obstacles).
    pub fn provided_operators(self) -> Vec<(String, Provider)> {
        let codes = self.subgraphs().flat_map(SubgraphView::operators);
        let mut found: Vec<(String, Provider)> = codes
            .filter_map(|operator| operator.code())
            .filter(|code| code.is_custom())
            .filter_map(|code| {
                let name = code.name();
                Some((name.to_string(), Provider::of(&name)?))
            })
            .collect();
        found.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        found.dedup();
        found
    }
}
