//! The few operator options that matter here.
//!
//! A second reading of the same bytes that follows only the way to the operators, with its own
//! check, because the view of a model leaves most options out.

use crate::ModelView;
use crate::schema::root;
use crate::schema::wire::table;
use crate::verify::limits;

table! {
    /// The root.
    Root {
        2 subgraphs: tables Graph,
    }

    /// One graph.
    Graph {
        3 operators: tables Options,
    }

    /// One operator; a getter gives its options if they are of that kind.
    Options {
        choice 3 4 {
            32 => strided_slice: StridedSliceOptions,
        }
    }

    /// `STRIDED_SLICE`.
    StridedSliceOptions {
        5 offset: scalar bool = false,
    }
}

/// Checks the options of the whole model; `None` if any are damaged, and then they count as absent.
pub(crate) fn read(model: ModelView<'_>) -> Option<Root<'_>> {
    root::<Root<'_>>(&limits(model.bytes()), model.bytes()).ok()
}

impl<'a> Root<'a> {
    /// The options of operator `operator` of graph `graph`.
    pub(crate) fn of(self, graph: usize, operator: usize) -> Option<Options<'a>> {
        self.subgraphs()?.get(graph)?.operators()?.get(operator)
    }
}
